//! Blocks that show records: what each is called, what became of it, and what changed in what it shows.
//!
//! In: a block of the redline that is a view. Out: HTML of the program's own words. A view is named as readers know it,
//! by the title that stands over it, never by the words with which an author asks for it.

use std::collections::BTreeMap;

use crate::graph::EditionIndex;
use crate::model::body::ViewCall;
use crate::model::id::{Ref, Target};
use crate::model::view_call::{self, ViewName, ViewParameters};
use crate::redline::{Atom, Block, Change, Content, Mark, Side, text};
use crate::view::redline::html::{Walk, escaped};
use crate::view::redline::inline::runs;
use crate::view::redline::plain;
use crate::view::{Part, Section, Table, Writer, blocks, tables};

/// Rows that are named for each thing that became of them; of more, the first ones.
const NAMES: usize = 8;

/// Writes what a view is called, with the words of its name that changed, and then what changed in what it shows.
pub(super) fn write(walk: &mut Walk<'_>, block: &Block) {
    let label = format!("{}:", walk.writer.text("redline.view"));
    walk.html.push_str("<p class=\"note\">");
    walk.own_words(&label);
    walk.html.push(' ');
    match calls(walk, block) {
        (Some(old), Some(new)) if block.change == Change::Within => {
            let names = text(&name(walk, old), &name(walk, new));
            runs(walk, &names);
        }
        (_, Some(call)) | (Some(call), None) => walk.own_words(&name(walk, call)),
        (None, None) => {}
    }
    if let Some(changed) = changed(walk, block) {
        walk.html.push_str(". ");
        walk.html.push_str(&changed);
    }
    walk.html.push_str("</p>\n");
}

/// What changed in what a view of both editions shows, as HTML: where the page has told it of each record, a link there;
/// else the rows that changed, that are new, that are gone.
pub(super) fn changed(walk: &Walk<'_>, block: &Block) -> Option<String> {
    let (Some(old), Some(new)) = calls(walk, block) else { return None };
    if old.name != new.name {
        return None;
    }
    let (before, after) = (lines(walk.writer, walk.old, old), lines(walk.writer, walk.new, new));
    let word = |key| escaped(&walk.writer.choice(key, "word"));
    if let Some(section) = told(walk, new).filter(|_| before != after) {
        let (anchor, title) = (&section.anchor, escaped(&section.title));
        return Some(format!("{}: <a href=\"#{anchor}\">{title}</a>.", word("redline.changed")));
    }
    let of = |key, names: Vec<&String>| {
        let listed: Vec<String> = names.iter().take(NAMES).map(|name| escaped(name)).collect();
        let more = if names.len() > NAMES { " …" } else { "" };
        (!listed.is_empty()).then(|| format!("{}: {}{more}.", word(key), listed.join(" · ")))
    };
    let differs = |name: &&String| before.get(*name).is_some_and(|line| after.get(*name) != Some(line));
    let said = [
        of("redline.changed", after.keys().filter(differs).collect()),
        of("redline.new", after.keys().filter(|name| !before.contains_key(*name)).collect()),
        of("redline.removed", before.keys().filter(|name| !after.contains_key(*name)).collect()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The section in which the page has told what changed in the document's own records that a view shows.
fn told<'a>(walk: &Walk<'a>, call: &ViewCall) -> Option<&'a Section> {
    let request = view_call::parse(call).ok()?;
    let own = &request.parameters;
    let (key, named) = match request.view {
        ViewName::Actions => ("plan.actions", own.plan.as_ref().map(Ref::id)),
        ViewName::Goals => ("plan.goals", own.plan.as_ref().map(Ref::id)),
        ViewName::ChannelAudiences | ViewName::AudienceChannels => {
            ("strategy.channels", own.strategy.as_ref().map(Ref::id))
        }
        ViewName::CrisisLevels => ("crisis.levels", own.crisis_plan.as_ref().map(Ref::id)),
        ViewName::Steps => ("guide.steps", own.guideline.as_ref().map(Ref::id)),
        _ => return None,
    };
    let host = walk.writer.graph.document(walk.new).key.id.as_str();
    let is_own = own.year.is_none() && named.is_none_or(|named| named == host);
    let title = walk.writer.text(key);
    walk.records.iter().filter(|_| is_own).find(|section| section.title == title)
}

/// What the block asks for in the edition of before and in the new one.
fn calls<'a>(walk: &Walk<'a>, block: &Block) -> (Option<&'a ViewCall>, Option<&'a ViewCall>) {
    let Content::Runs(own) = &block.content else { return (None, None) };
    let graph = walk.writer.graph;
    let find = |other: Mark| {
        let run = own.iter().find(|run| run.mark != other)?;
        let Atom::View(at, _) = &run.pieces.first()?.atom else { return None };
        let edition = if at.side == Side::Old { walk.old } else { walk.new };
        graph.edition(edition).source.body.views.get(at.index as usize)
    };
    (find(Mark::Inserted), find(Mark::Deleted))
}

/// Each row of what a view shows by its head; steps have nothing but their words.
fn lines(writer: &Writer<'_>, edition: EditionIndex, call: &ViewCall) -> BTreeMap<String, String> {
    let parts = blocks::block(&writer.as_of(edition), edition, call).unwrap_or_default();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for part in &parts {
        match part {
            Part::Table(table) => rows(table, &mut lines),
            Part::Steps { items } => lines.extend(items.iter().map(|step| (plain(&step.text), plain(&step.who)))),
            _ => {}
        }
    }
    lines
}

fn rows(table: &Table, lines: &mut BTreeMap<String, String>) {
    for row in &table.rows {
        // Tags of a head, as that of the present month, are no part of what it names.
        let head = row.head.0.iter().filter(|run| run.tone.is_none()).map(|run| run.text.as_str()).collect::<String>();
        let line = lines.entry(head.trim_end().to_owned()).or_default();
        for (cell, column) in row.cells.iter().zip(table.columns.iter().skip(1)) {
            if !cell.0.is_empty() {
                let words: Vec<String> = cell.0.iter().map(plain).collect();
                line.push_str(&format!("{}: {}\n", plain(&column.title), words.join(", ")));
            }
        }
    }
}

/// What a view is called: its title, and what it is about. One that cannot be read is called what its author wrote.
fn name(walk: &Walk<'_>, call: &ViewCall) -> String {
    let names = Names { now: walk.writer.as_of(walk.new), then: walk.writer.as_of(walk.old) };
    let Ok(request) = view_call::parse(call) else { return call.name.clone() };
    let title = walk.writer.text(title(request.view));
    let about = names.about(&request.parameters);
    if about.is_empty() { title } else { format!("{title} ({})", about.join(", ")) }
}

/// Key of the title that readers know a view by.
fn title(view: ViewName) -> &'static str {
    match view {
        ViewName::ChannelAudiences => "table.channel_audiences",
        ViewName::AudienceChannels => "table.audience_channels",
        ViewName::ThemeMatrix => "page.coverage",
        ViewName::Actions => "plan.actions",
        ViewName::Goals => "plan.goals",
        ViewName::AnnualWheel => "kind.annual_wheel",
        ViewName::Figures => "figure.key_figures",
        ViewName::Chart => "chart.trend",
        ViewName::Roles => "plan.roles",
        ViewName::Accounts => "strategy.accounts",
        ViewName::CrisisLevels => "crisis.levels",
        ViewName::Steps => "guide.steps",
        ViewName::Flow => "flow.flow",
        ViewName::Documents => "kind.documents",
        ViewName::Changes => "doc.version_history",
        ViewName::Glossary => "kind.glossary",
    }
}

/// The names of the new edition's time, and those of the old one for what is gone: a new name is no change of a view.
struct Names<'a> {
    now: Writer<'a>,
    then: Writer<'a>,
}

impl Names<'_> {
    /// What a view is about, in the names of what its parameters name.
    fn about(&self, own: &ViewParameters) -> Vec<String> {
        let mut said = self.titles(own.strategy.as_slice());
        said.extend(self.titles(own.plan.as_slice()));
        said.extend(self.titles(own.crisis_plan.as_slice()));
        said.extend(self.titles(own.guideline.as_slice()));
        said.extend(self.titles(own.document.as_slice()));
        said.extend(own.year.map(|year| year.0.to_string()));
        said.extend(own.group.as_deref().map(|group| tables::group_title(&self.now, group)));
        said.extend(self.titles(own.metric.as_slice()));
        said.extend(self.titles(&own.theme));
        said.extend(self.titles(&own.channel));
        said.extend(self.titles(&own.channels));
        said.extend(self.titles(&own.audience));
        said.extend(self.titles(&own.responsible));
        said.extend(self.titles(&own.roles));
        said.extend(self.titles(&own.account));
        said.extend(own.kind.iter().map(|kind| self.now.choice("kind", kind.key())));
        said.extend(own.status.iter().map(|status| status_word(&self.now, status.key())));
        said
    }

    fn titles<T: Target>(&self, named: &[Ref<T>]) -> Vec<String> {
        let is_known = |id: &str| self.now.graph.vocabulary.of_kind(T::KIND, id).is_ok();
        let title = |named: &Ref<T>| plain(&if is_known(named.id()) { self.now } else { self.then }.reference(named));
        named.iter().map(title).collect()
    }
}

/// A status of actions or of documents in words.
fn status_word(writer: &Writer<'_>, key: &str) -> String {
    let action = format!("plan.status.{key}");
    let words = writer.text(&action);
    if words == action { writer.choice("doc.status", key) } else { words }
}
