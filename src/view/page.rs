//! From a route to its page.

use crate::graph::{Chapter, EditionIndex, Graph};
use crate::lang::Lang;
use crate::model::id::Kind;
use crate::plan::{NOT_FOUND, PageKind, Route};
use crate::source::OutPath;
use crate::view::feed::feed;
use crate::view::registers::{self, Content};
use crate::view::{
    Banner, ContentsEntry, Indexing, Link, Page, Part, Section, Tone, Writer, detached, document, filter, redline,
    versions,
};

/// The page of a route.
pub fn page(graph: &Graph, route: &Route) -> Page {
    let mut page = whole(graph, route);
    filter::unmarked(&mut page.sections);
    page
}

fn whole(graph: &Graph, route: &Route) -> Page {
    let lang = language(graph, &route.page);
    let writer = Writer::new(shown(graph, &route.page), &route.path, lang);
    match &route.page {
        PageKind::Document(edition) => {
            let mut page = document::page(&writer, *edition);
            // Whoever answers for an old edition today is not who did when it was adopted.
            page.feedback = feedback(&Writer::new(graph, &route.path, lang), *edition);
            page
        }
        PageKind::Chapter(chapter) => chapter_page(&writer, *chapter),
        PageKind::Redline { edition, since } => redline::page(&writer, *since, *edition),
        PageKind::Moved(edition) => moved(&writer, *edition),
        PageKind::Permanent(edition) => versions::permanent(&writer, *edition),
        PageKind::Withheld(at) => versions::withheld(&writer, &graph.withheld[*at]),
        PageKind::NotFound => not_found(&writer),
        PageKind::Feed => feed(&writer, "feed.xml"),
        PageKind::JsonFeed => feed(&writer, "feed.json"),
        PageKind::Search => bare(&writer, "search", "search.search"),
        // Calendars and sheets are files and no pages.
        PageKind::Calendar(_) | PageKind::Sheet(_) => bare(&writer, "not-found", "calendar.calendar"),
        kind => match registers::page(&writer, kind) {
            Some(content) => fixed(&writer, kind, content),
            None => bare(&writer, "not-found", "error.not_found"),
        },
    }
}

fn feedback(writer: &Writer<'_>, index: EditionIndex) -> Option<Link> {
    let document = writer.graph.document(index);
    document::feedback(writer, Some(document), &document.meta.title, document.version())
}

/// The site as a page shows it: an old edition with the records of its time.
fn shown<'a>(graph: &'a Graph, page: &PageKind) -> &'a Graph {
    match page {
        PageKind::Document(edition) => graph.at(*edition),
        PageKind::Chapter(chapter) => graph.at(chapter.edition),
        _ => graph,
    }
}

fn language(graph: &Graph, page: &PageKind) -> Lang {
    match page {
        PageKind::Document(edition)
        | PageKind::Moved(edition)
        | PageKind::Permanent(edition)
        | PageKind::Redline { edition, .. } => graph.document(*edition).lang,
        PageKind::Chapter(chapter) => graph.document(chapter.edition).lang,
        _ => graph.config.lang(),
    }
}

/// A page with nothing but its frame.
pub(super) fn empty(writer: &Writer<'_>, title: String) -> Page {
    Page {
        template: "register",
        lang: writer.lang,
        kind: "page",
        kind_label: String::new(),
        root: writer.path.root(),
        address: writer.path.to_string(),
        title,
        summary: String::new(),
        banner: None,
        breadcrumb: Vec::new(),
        facts: Vec::new(),
        contents: Vec::new(),
        sections: Vec::new(),
        about: Vec::new(),
        translations: Vec::new(),
        feedback: None,
        metadata: Vec::new(),
        indexing: Indexing::Indexed,
        keywords: Vec::new(),
        answer: None,
        facets: Vec::new(),
    }
}

fn bare(writer: &Writer<'_>, template: &'static str, title: &str) -> Page {
    let mut page = empty(writer, writer.text(title));
    page.template = template;
    page.kind = template;
    page.indexing = Indexing::Hidden;
    page.breadcrumb = breadcrumb(writer, None, &page.title);
    page
}

/// The file that a web server shows wherever a page is missing has addresses that hold at every depth, where the settings
/// say at which path of its host the site stands; else at least its style, in itself. Who knows what was asked for, as
/// the preview does, gives a page for that place.
fn not_found(writer: &Writer<'_>) -> Page {
    let mut page = bare(writer, "not-found", "error.not_found");
    if writer.path.as_str() == NOT_FOUND {
        match writer.graph.config.settings.base_path() {
            Some(base) => base.clone_into(&mut page.root),
            None => page.template = "anywhere",
        }
    }
    page
}

/// A former address: a page that sends the reader on, and says so.
fn moved(writer: &Writer<'_>, edition: EditionIndex) -> Page {
    let document = writer.graph.document(edition);
    let mut page = empty(writer, document.meta.title.to_string());
    page.template = "moved";
    page.indexing = Indexing::Hidden;
    page.banner = Some(Banner {
        tone: Tone::Neutral,
        label: writer.text("doc.moved"),
        text: writer.text("doc.moved_text"),
        link: Some(writer.page_link(writer.graph.path(edition), document.meta.title.as_str())),
    });
    page
}

fn fixed(writer: &Writer<'_>, kind: &PageKind, content: Content) -> Page {
    let mut page = empty(writer, content.title);
    page.template = content.template;
    page.kind = kind_key(kind);
    page.kind_label = content.kind_label;
    page.summary = content.summary;
    page.facts = content.facts;
    page.keywords = content.keywords;
    page.sections = content.sections;
    if *kind == PageKind::Home {
        start_text(writer, &mut page);
    }
    if let PageKind::Embed(_) = kind {
        // What stands in another page is no page to be found.
        page.indexing = Indexing::Hidden;
        return page;
    }
    page.contents = contents(&page.sections);
    page.feedback = document::feedback(writer, None, &page.title, None);
    let parent = match kind {
        PageKind::Role(_) => Some(writer.page_link(&writer.graph.hub("role"), writer.text("plan.roles"))),
        PageKind::CrisisSheet => Some(hub_link(writer, Kind::CrisisPlan)),
        PageKind::WheelOf(_) => {
            Some(writer.page_link(&writer.graph.fixed("annual_wheel"), writer.text("page.annual_wheel")))
        }
        _ => None,
    };
    if *kind != PageKind::Home {
        page.breadcrumb = breadcrumb(writer, parent, &page.title);
    }
    if let PageKind::Role(id) = kind {
        page.answer = writer.graph.role(id.as_str()).and_then(|role| role.mailbox.as_ref()).map(ToString::to_string);
    }
    if *kind == PageKind::WheelOf(writer.today().year()) {
        // This year's wheel has an address without the year, and is found there.
        page.indexing = Indexing::Hidden;
    }
    if *kind == PageKind::CrisisFile {
        page.indexing = Indexing::Hidden;
        page.feedback = None;
        page.breadcrumb.clear();
        page.contents.clear();
        detached::detach(&mut page);
    }
    if matches!(kind, PageKind::Index | PageKind::Changes) {
        // A list of all pages would be a hit for every word.
        page.indexing = Indexing::Hidden;
    }
    page
}

/// The author's words for the start page stand before what is gathered for it.
fn start_text(writer: &Writer<'_>, page: &mut Page) {
    let Some(index) = writer.graph.find(Kind::Page, crate::model::site::START_PAGE) else { return };
    page.summary = writer.graph.document(index).meta.summary.as_deref().unwrap_or_default().to_owned();
    page.sections.splice(0..0, document::text(writer, index));
}

fn kind_key(kind: &PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Role(_) => "role",
        PageKind::Embed(_) => "embed",
        PageKind::CrisisSheet | PageKind::CrisisFile => "sheet",
        _ => "register",
    }
}

/// The chapters of a split document are pages of their own, in its frame.
fn chapter_page(writer: &Writer<'_>, chapter: Chapter) -> Page {
    let graph = writer.graph;
    let mut page = document::page(writer, chapter.edition);
    let source = &graph.edition(chapter.edition).source;
    let heading = &source.body.headings[chapter.heading];
    let whole = graph.path(chapter.edition);
    let title = source.body.heading_text(heading).to_owned();
    let parent = writer.page_link(whole, page.title.as_str());
    page.kind_label.clone_from(&page.title);
    page.breadcrumb.pop();
    page.breadcrumb.push(parent);
    page.breadcrumb.push(Link { text: title.clone(), href: None });
    page.title = title;
    page.summary = String::new();
    page.sections = document::chapter(writer, chapter);
    page.contents = contents(&page.sections);
    page.about = Vec::new();
    page
}

/// The way from the start page to this one.
pub(super) fn breadcrumb(writer: &Writer<'_>, parent: Option<Link>, title: &str) -> Vec<Link> {
    let home = writer.page_link(&OutPath::new("index.html"), writer.text("nav.home"));
    let own = Link { text: title.to_owned(), href: None };
    [Some(home), parent, Some(own)].into_iter().flatten().collect()
}

/// A link to the page that lists a kind.
pub(super) fn hub_link(writer: &Writer<'_>, kind: Kind) -> Link {
    let label = writer.choice("hub", kind.key());
    if writer.graph.of_kind(kind).next().is_some() {
        writer.page_link(&writer.graph.hub(kind.key()), label)
    } else {
        Link { text: label, href: None }
    }
}

/// Headings of levels 2 and 3; none where there are fewer than three.
pub(super) fn contents(sections: &[Section]) -> Vec<ContentsEntry> {
    let mut entries = Vec::new();
    for section in sections {
        if !section.title.is_empty() {
            entries.push(ContentsEntry { level: 2, text: section.title.clone(), anchor: section.anchor.clone() });
        }
        for part in &section.parts {
            if let Part::Prose(prose) = part {
                entries.extend(prose.headings.iter().cloned());
            }
        }
    }
    if entries.len() < 3 { Vec::new() } else { entries }
}
