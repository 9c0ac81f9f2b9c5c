//! The page of a document: status, what it is, its text, and all that is known about it.

use crate::graph::{Chapter, EditionIndex};
use crate::model::body::{Element, Node};
use crate::model::document::Document;
use crate::model::id::{Kind, RecordKind};
use crate::model::kinds::Spec;
use crate::model::scalar::Text;
use crate::select::{Slot, State};
use crate::view::page::{breadcrumb, contents, empty, hub_link};
use crate::view::{
    Banner, Card, Facet, Fact, Indexing, Link, MetaTag, Page, Part, Section, Tone, Translation, Words, Writer, about,
    entities, prose, versions,
};
use crate::vocabulary::Target;

/// The page of an edition.
pub(super) fn page(writer: &Writer<'_>, index: EditionIndex) -> Page {
    let graph = writer.graph;
    let edition = graph.edition(index);
    let document = &edition.source.document;
    let kind = document.key.kind;
    let mut page = empty(writer, versions::title(writer, index).to_owned());
    page.template = if is_entity(kind) { "entity" } else { "document" };
    page.kind = kind.key();
    page.kind_label = if kind == Kind::Page { String::new() } else { writer.choice("kind", kind.key()) };
    page.summary = document.meta.summary.as_deref().unwrap_or_default().to_owned();
    page.banner = banner(writer, index);
    page.breadcrumb = breadcrumb(writer, Some(hub_link(writer, kind)), &page.title);
    let sheet = entities::sheet(writer, index);
    page.facts = summary_facts(writer, index).into_iter().chain(sheet.facts).collect();
    page.sections = [versions::unread(writer, index), sheet.before, text(writer, index), sheet.after].concat();
    page.contents = contents(&page.sections);
    page.about = about::about(writer, index);
    page.translations = translations(writer, index);
    page.metadata = metadata(writer, document);
    page.keywords = document.meta.tags.iter().chain(&document.meta.synonyms).map(ToString::to_string).collect();
    page.answer = answer(writer, document);
    page.facets = facets(writer, index);
    if edition.slot != Slot::Main || edition.state == State::Draft {
        page.indexing = Indexing::Hidden;
    }
    page
}

fn is_entity(kind: Kind) -> bool {
    matches!(kind, Kind::Theme | Kind::Channel | Kind::Audience)
}

/// The author's text; of a split document what stands before its first chapter, and the list of chapters.
pub(super) fn text(writer: &Writer<'_>, index: EditionIndex) -> Vec<Section> {
    let body = &writer.graph.edition(index).source.body;
    let chapters = writer.graph.chapters(index);
    let end = chapters.first().map_or(body.nodes.len(), |first| opening(writer, *first));
    let mut sections = Vec::new();
    let parts = prose::parts(writer, index, 0..end, prose::Under::Title);
    if !parts.is_empty() {
        sections.push(Section { anchor: String::new(), title: String::new(), parts });
    }
    if !chapters.is_empty() {
        let card = |chapter: &Chapter| Card {
            kicker: String::new(),
            title: writer
                .page_link(&writer.graph.chapter_path(*chapter), body.heading_text(&body.headings[chapter.heading])),
            text: String::new(),
            tags: Words::default(),
        };
        let items = chapters.iter().map(card).collect();
        let title = writer.text("doc.chapters");
        sections.push(Section { anchor: "chapters".to_owned(), title, parts: vec![Part::Cards { items }] });
    }
    sections
}

/// Index of the node that opens a chapter.
fn opening(writer: &Writer<'_>, chapter: Chapter) -> usize {
    let body = &writer.graph.edition(chapter.edition).source.body;
    let opens = |node: &Node| matches!(node, Node::Open(Element::Heading(index)) if *index as usize == chapter.heading);
    body.nodes.iter().position(opens).unwrap_or(body.nodes.len())
}

/// The text of one chapter, without its heading, which is the page's title.
pub(super) fn chapter(writer: &Writer<'_>, chapter: Chapter) -> Vec<Section> {
    let body = &writer.graph.edition(chapter.edition).source.body;
    let next = writer.graph.chapters(chapter.edition).into_iter().find(|other| other.heading > chapter.heading);
    let end = next.map_or(body.nodes.len(), |next| opening(writer, next));
    let start = opening(writer, chapter);
    let closes =
        |node: &Node| matches!(node, Node::Close(Element::Heading(index)) if *index as usize == chapter.heading);
    let start = body.nodes[start..end].iter().position(closes).map_or(start, |at| start + at + 1);
    vec![Section {
        anchor: String::new(),
        title: String::new(),
        parts: prose::parts(writer, chapter.edition, start..end, prose::Under::Chapter),
    }]
}

fn banner(writer: &Writer<'_>, index: EditionIndex) -> Option<Banner> {
    let graph = writer.graph;
    let edition = graph.edition(index);
    let key = match edition.state {
        State::Unstated | State::InForce | State::Living => return None,
        state => state.key(),
    };
    let tone = match edition.state {
        State::Superseded | State::Expired | State::Repealed => Tone::Bad,
        _ => Tone::Attention,
    };
    let present = graph.main(&edition.source.document.key);
    let main = present.filter(|main| *main != index);
    let said = match present {
        // Its file was removed: nobody has said that it is repealed, but nobody keeps it either.
        None => writer.text("doc.banner.removed"),
        Some(_) => writer.choice("doc.banner", key),
    };
    Some(Banner {
        tone,
        label: writer.choice("doc.status", key),
        text: [said, versions::records_note(writer, index)].join(" ").trim_end().to_owned(),
        link: main.map(|main| {
            let in_force = graph.edition(main).state == State::InForce;
            let text = match graph.document(main).version().filter(|_| in_force) {
                Some(version) => writer.texts().fill("doc.see_version", &[("version", version)]),
                None => writer.text(if in_force { "doc.see_in_force" } else { "doc.see_main" }),
            };
            writer.page_link(graph.path(main), text)
        }),
    })
}

/// The few facts that a reader looks for first.
fn summary_facts(writer: &Writer<'_>, index: EditionIndex) -> Vec<Fact> {
    let edition = writer.graph.edition(index);
    let document = &edition.source.document;
    let meta = &document.meta;
    let mut facts = vec![writer.fact("status", "plan.status", writer.state(edition.state))];
    if let Some(governance) = &document.governance {
        let from = governance.valid_from.or(governance.adopted_on);
        facts.push(writer.fact("valid_from", "doc.valid_from", writer.optional_date(from)));
        let by = governance.adopted_by.as_ref().map(|by| writer.role_or_words(by)).unwrap_or_default();
        facts.push(writer.fact("adopted_by", "doc.adopted_by", by));
        facts.push(writer.fact("version", "doc.version", Words::plain(document.version().unwrap_or_default())));
    }
    facts.push(writer.fact("draft", "doc.newer_draft", newer_draft(writer, index)));
    facts.push(writer.fact("owner", "doc.owner", writer.optional(meta.owner.as_ref())));
    facts.push(writer.fact("last_reviewed", "doc.last_reviewed", writer.optional_date(meta.last_reviewed)));
    facts.into_iter().flatten().collect()
}

/// A link from the edition in force to the draft that is to follow it, where drafts are shown.
fn newer_draft(writer: &Writer<'_>, index: EditionIndex) -> Words {
    let graph = writer.graph;
    let mut family = graph.family(&graph.document(index).key);
    let draft = family.find(|(other, edition)| edition.slot == Slot::Draft && *other != index);
    draft.map_or_else(Words::default, |(draft, edition)| {
        let version = edition.source.document.version().unwrap_or_default();
        let name = format!("{} {version}", writer.text("doc.version"));
        Words::link(name.trim_end(), writer.href_to(graph.path(draft)))
    })
}

fn translations(writer: &Writer<'_>, index: EditionIndex) -> Vec<Translation> {
    let graph = writer.graph;
    let document = graph.document(index);
    let original = document.meta.translation_of.as_ref().and_then(|original| {
        match graph.vocabulary.of_kind(crate::model::id::TargetKind::AnyDocument, original.id()) {
            Ok(Target::Document(key)) => Some(key),
            _ => None,
        }
    });
    let original = original.unwrap_or_else(|| document.key.clone());
    let others = graph.vocabulary.translations(&original).map(|(_, key)| key.clone());
    let family = std::iter::once(original.clone()).chain(others).filter(|key| *key != document.key);
    let shown = family.filter_map(|key| {
        let edition = graph.main(&key)?;
        let lang = graph.document(edition).lang;
        Some(Translation { lang, name: lang.name(), href: writer.href_to(graph.path(edition)) })
    });
    shown.collect()
}

/// "Is this page wrong?": a mail to the owner, or to whoever the site names, with title and version.
pub(super) fn feedback(
    writer: &Writer<'_>,
    document: Option<&Document>,
    title: &str,
    version: Option<&str>,
) -> Option<Link> {
    let graph = writer.graph;
    let meta = document.map(|document| &document.meta);
    let named = meta.and_then(|meta| meta.contact.as_ref().or(meta.owner.as_ref()));
    let named = named.and_then(|role| graph.role(role.id())).filter(|role| role.mailbox.is_some());
    let general = || graph.config.settings.feedback.as_ref().and_then(|role| graph.role(role.id()));
    let mailbox = named.or_else(general)?.mailbox.as_ref()?;
    let version = version.map(|version| format!(" ({} {version})", writer.text("doc.version"))).unwrap_or_default();
    let subject = percent_encoded(&format!("{title}{version}"));
    Some(Link {
        text: writer.text("action.feedback"),
        href: Some(format!("mailto:{}?subject={subject}", mailbox.as_str())),
    })
}

/// A text as part of an address; everything but unreserved characters is encoded (RFC 3986, 2.3).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Dublin Core terms (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>).
fn metadata(writer: &Writer<'_>, document: &Document) -> Vec<MetaTag> {
    let meta = &document.meta;
    let mut tags = vec![
        ("dcterms.title", meta.title.to_string()),
        ("dcterms.type", document.key.kind.key().to_owned()),
        ("dcterms.identifier", document.key.to_string()),
        ("dcterms.language", document.lang.code().to_owned()),
        ("dcterms.publisher", writer.graph.config.settings.municipality.to_string()),
    ];
    let mut add = |name, content: Option<String>| tags.extend(content.map(|content| (name, content)));
    add("dcterms.abstract", meta.summary.as_ref().map(ToString::to_string));
    add("dcterms.modified", meta.last_reviewed.map(|date| date.to_string()));
    add(
        "dcterms.creator",
        meta.owner.as_ref().map(|owner| writer.graph.record_title(RecordKind::Role, owner.id()).to_owned()),
    );
    add("dcterms.accessRights", meta.access.map(|access| access.key().to_owned()));
    add(
        "dcterms.audience",
        (!meta.readers.is_empty())
            .then(|| meta.readers.iter().map(|readers| readers.key()).collect::<Vec<_>>().join(", ")),
    );
    if let Some(governance) = &document.governance {
        add("dcterms.dateAccepted", governance.adopted_on.map(|date| date.to_string()));
        add("dcterms.valid", governance.valid_from.map(|date| date.to_string()));
        add("dcterms.hasVersion", governance.version.as_ref().map(ToString::to_string));
        add(
            "dcterms.subject",
            (!governance.subject_codes.is_empty())
                .then(|| governance.subject_codes.iter().map(Text::as_str).collect::<Vec<_>>().join(", ")),
        );
    }
    tags.into_iter().map(|(name, content)| MetaTag { name, content }).collect()
}

/// What most readers of the page want to know, in a line.
fn answer(writer: &Writer<'_>, document: &Document) -> Option<String> {
    match &document.spec {
        Spec::Channel(channel) => {
            let time = channel.response_time?;
            Some(format!("{}: {}", writer.text("figure.response_time"), writer.duration(time)))
        }
        Spec::Guideline(guideline) => guideline.r#do.first().map(ToString::to_string),
        Spec::ActionCard(card) => card.trigger.as_ref().map(ToString::to_string),
        _ => None,
    }
}

fn facets(writer: &Writer<'_>, index: EditionIndex) -> Vec<Facet> {
    let edition = writer.graph.edition(index);
    let document = &edition.source.document;
    let mut facets = Vec::new();
    let mut add = |key, label: String| {
        let facet = Facet { key, label };
        if !facets.contains(&facet) {
            facets.push(facet);
        }
    };
    let own = Target::Document(document.key.clone());
    let named = writer.graph.links(index).explicit.iter().chain(std::iter::once(&own));
    for target in named {
        let key = match target {
            Target::Document(key) if key.kind == Kind::Theme => "theme",
            Target::Document(key) if key.kind == Kind::Channel => "channel",
            Target::Document(key) if key.kind == Kind::Audience => "audience",
            _ => continue,
        };
        // What is hidden has no address, and its title must not be in a filter.
        if writer.graph.address(target, writer.lang).is_some() {
            add(key, writer.graph.title(target, writer.lang).to_owned());
        }
    }
    match &document.spec {
        Spec::ActionPlan(plan) => add("year", plan.year.0.to_string()),
        Spec::Theme(theme) => theme.years.iter().for_each(|year| add("year", year.0.to_string())),
        _ => {}
    }
    if edition.state != State::Unstated {
        add("status", writer.choice("doc.status", edition.state.key()));
    }
    facets
}
