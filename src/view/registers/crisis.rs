//! The crisis plan on one sheet: as a page to be printed, and as a file that needs no other.

use crate::graph::EditionIndex;
use crate::model::id::Kind;
use crate::view::build::{item, list, note, section};
use crate::view::entities::crisis_sheet as sheet;
use crate::view::registers::Content;
use crate::view::{Run, Section, Words, Writer};

/// The sheet as a page, with a way to the file.
pub(super) fn crisis_sheet(writer: &Writer<'_>) -> Content {
    let mut content = content(writer);
    let path = writer.graph.crisis_file();
    let kept = path.as_str().rsplit('/').next().map(str::to_owned);
    let href = Some(writer.href_to(&path));
    let link = Words(vec![Run { href, download: kept, ..Run::plain(writer.text("crisis.download")) }]);
    content.sections.insert(0, bare(link));
    content
}

/// The sheet as a file; who reads it may be far from the site.
pub(super) fn crisis_file(writer: &Writer<'_>) -> Content {
    let mut content = content(writer);
    content.template = "file";
    let site = &writer.graph.config.settings.title;
    content.sections.push(bare(Words::plain(writer.texts().fill("crisis.offline", &[("site", site)]))));
    content
}

fn bare(words: Words) -> Section {
    Section { anchor: String::new(), title: String::new(), parts: vec![note(words)] }
}

fn content(writer: &Writer<'_>) -> Content {
    let plans: Vec<_> = writer.graph.of_kind(Kind::CrisisPlan).collect();
    let sections = plans.iter().flat_map(|index| sheet(writer, *index));
    let mut content = Content::register(writer, "page.crisis_sheet", sections);
    let plan = |index: &EditionIndex| item(writer.edition(*index), writer.state(writer.graph.edition(*index).state));
    let items = plans.iter().map(plan).collect();
    content.sections.extend(section(writer, "page.source", vec![list(items, writer.text("empty.crisis"))]));
    content
}
