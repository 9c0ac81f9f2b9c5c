//! A Markdown file to a document: the block between the `---` lines, and the body after it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{Diagnostic, Severity};
use crate::hash::Hash;
use crate::model::body::Body;
use crate::model::document::{Document, Governance, Meta, Origin};
use crate::model::id::{DocKey, Id, Kind, RecordKind};
use crate::model::kinds::{
    ActionCard, ActionPlan, Audience, Channel, CrisisPlan, Guideline, Report, Spec, Strategy, Theme,
};
use crate::model::record::{Decode, Fields, Reader, Record};
use crate::model::scalar::Text;
use crate::model::shape::Field;
use crate::model::value::{Entry, Node, Value};
use crate::parse::decoded::text_for_report;
use crate::parse::layout::Layout;
use crate::parse::{Content, DocumentSource, Unread, fences, markdown, yaml};
use crate::source::{SourceFile, SourcePath, Span, position};

/// What is known of a document before it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub kind: Kind,
    pub origin: Origin,
    pub layout: &'a Layout,
}

/// A document, where it could be read, and the findings.
pub(super) struct Read {
    pub source: Option<DocumentSource>,
    pub findings: Vec<Diagnostic>,
    /// Names of records that stand in the document, also of those that could not be read.
    pub lost: Vec<(RecordKind, String)>,
}

/// Reads a document.
pub(super) fn document(file: &SourceFile, text: &str, context: Context<'_>) -> Read {
    let parts = fences::parts(text, &file.path);
    let mut reader = Reader::new(file.path.clone(), context.layout.lang);
    reader.findings = parts.findings;
    if let Some(kind) = gone_kind(&file.path, context) {
        let finding = Diagnostic::warning("R05", "edition-kind-gone", &file.path).with("found", kind);
        reader.tell(finding.hint("hint-edition-kind-gone"));
    }
    let tree = yaml::tree(parts.front, parts.front_at, &file.path);
    reader.findings.extend(tree.findings);
    let mut node = tree.node;
    if node.scalar().is_some() {
        reader.findings.extend(yaml::no_fields(parts.front, parts.front_at, &file.path));
    }
    let has_holes = tree.has_holes || !parts.has_front || node.scalar().is_some();
    if node.is_null() || node.scalar().is_some() {
        node.value = Value::Map(Vec::new());
    }
    let frozen = context.origin == Origin::Frozen;
    if frozen && !matches!(node.value, Value::Map(_)) {
        node.value = Value::Map(Vec::new());
    }
    if has_holes {
        put_title(&mut node);
    }
    let document = front_matter(&node, &mut reader, context);
    let lang = document.as_ref().map_or(context.layout.lang, |document| document.lang);
    let (body, told) = markdown::body(parts.body, parts.body_at, &file.path, lang);
    let mut findings = reader.findings;
    findings.extend(told);
    let outline = outline(parts.front, &body);
    let unread = if frozen { unread(&findings, text) } else { None };
    let source = document.map(|document| DocumentSource { document, body, hash: file.hash, outline, unread });
    let lost = lost(&node, &tree.lost);
    Read { source, findings, lost }
}

fn outline(front: &str, body: &Body) -> Hash {
    let headings = body.headings.iter().flat_map(|heading| [heading.anchor.as_str(), body.words(heading.text)]);
    Hash::of_all(std::iter::once(front).chain(headings).map(str::as_bytes))
}

/// The lines of an adopted version that findings are about, told once each.
fn unread(findings: &[Diagnostic], text: &str) -> Option<Arc<Unread>> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let line = |finding: &Diagnostic| {
        let at = text.floor_char_boundary(finding.span.map_or(0, |span| span.range().start).min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let written = text[start..].lines().next().unwrap_or_default();
        let name = written.trim_start_matches([' ', '-']).split_once(':').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
        (position(text, at).line, if is_name { name.to_owned() } else { String::new() })
    };
    let lines: BTreeSet<_> = errors.map(line).collect();
    (!lines.is_empty()).then(|| Arc::new(Unread { lines: lines.into_iter().collect(), raw: None }))
}

/// A frozen copy that is no text, or of which nothing could be read: a page that says so and shows what there is.
pub(super) fn illegible(file: &SourceFile, kind: Kind, layout: &Layout) -> Content {
    let context = Context { kind, origin: Origin::Frozen, layout };
    let mut reader = Reader::new(file.path.clone(), layout.lang);
    let node = Node::new(Span::new(0, 0), Value::Map(Vec::new()));
    let Some(document) = front_matter(&node, &mut reader, context) else { return Content::Nothing };
    let raw = text_for_report(&file.bytes).replace('\0', "\u{fffd}");
    let unread = Some(Arc::new(Unread { lines: Vec::new(), raw: Some(raw) }));
    let outline = Hash::of(b"");
    Content::Document(Arc::new(DocumentSource { document, body: Body::default(), hash: file.hash, outline, unread }))
}

/// A title where none was read: it may be in what could not be read, and that has been told.
fn put_title(node: &mut Node) {
    let span = node.span;
    if let Value::Map(entries) = &mut node.value
        && !entries.iter().any(|entry| entry.key == "title")
    {
        entries.push(Entry { key: "title".to_owned(), key_span: span, node: Node::new(span, Value::Unread) });
    }
}

/// Fields whose items are named by their ids elsewhere.
const LISTS: &[(&str, RecordKind)] =
    &[("purposes", RecordKind::Purpose), ("goals", RecordKind::Goal), ("actions", RecordKind::Action)];

/// Names of what stands in the block, read or not; those that were read are known anyway.
fn lost(tree: &Node, aside: &[(String, String)]) -> Vec<(RecordKind, String)> {
    let mut lost = Vec::new();
    for (field, kind) in LISTS {
        if let Some(Value::List(items)) = tree.get(field).map(|node| &node.value) {
            let ids = items.iter().filter_map(|item| item.get("id")?.scalar());
            lost.extend(ids.map(|id| (*kind, id.to_owned())));
        }
        let ids = aside.iter().filter(|(above, _)| above == field);
        lost.extend(ids.map(|(_, id)| (*kind, id.clone())));
    }
    lost
}

fn front_matter(tree: &Node, reader: &mut Reader, context: Context<'_>) -> Option<Document> {
    // Which fields there may be depends on one of them, which is read again, and told, with the others.
    let mut untold = Reader::new(reader.file.clone(), reader.lang);
    let kind = tree.get("kind").and_then(|node| Kind::decode(node, &mut untold)).unwrap_or(context.kind);
    let mut fields = Fields::open(tree, expected(kind), reader)?;
    let kind = fields.take::<Option<Kind>>("kind", reader).flatten().unwrap_or(context.kind);
    let own_id = fields.take::<Option<Id>>("id", reader).flatten();
    let id = own_id.unwrap_or_else(|| file_id(&reader.file, context));
    fields.stand_in("title", id.as_str());
    let year = id.as_str().split('-').find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(year) = year {
        fields.stand_in("year", year);
    }
    if context.origin == Origin::Frozen {
        // Fields that a kind cannot do without today may have been unknown when the version was adopted.
        for (name, value) in FIRST {
            fields.stand_in(name, value);
        }
    }
    let meta = Meta::read(&mut fields, reader);
    let governance = kind.is_governed().then(|| Governance::read(&mut fields, reader)).flatten();
    let spec = spec(kind, &mut fields, reader);
    fields.close(reader);
    let meta = meta?;
    let lang = meta.language.unwrap_or(context.layout.lang);
    let governance = if context.origin == Origin::Frozen { with_version(governance, reader) } else { governance };
    Some(Document {
        key: DocKey { kind, id },
        origin: context.origin,
        file: reader.file.clone(),
        lang,
        meta,
        governance,
        spec: spec?,
    })
}

/// What was adopted has a version: that of the copy's file, where the copy itself says none.
fn with_version(governance: Option<Governance>, reader: &Reader) -> Option<Governance> {
    let mut governance = governance?;
    if governance.version.is_none() {
        let named = Node::new(Span::new(0, 0), Value::Scalar(reader.file.stem().to_owned()));
        governance.version = Text::decode(&named, &mut Reader::new(reader.file.clone(), reader.lang));
    }
    Some(governance)
}

/// Values for the required fields of all kinds, by which a version that lacks them can be read.
const FIRST: &[(&str, &str)] = &[("year", "1970"), ("type", "social")];

/// The fields that a document of a kind may have.
fn expected(kind: Kind) -> Vec<&'static str> {
    let own = match kind {
        Kind::Strategy | Kind::Policy => Strategy::FIELDS,
        Kind::ActionPlan => ActionPlan::FIELDS,
        Kind::Guideline | Kind::Guide => Guideline::FIELDS,
        Kind::CrisisPlan => CrisisPlan::FIELDS,
        Kind::ActionCard => ActionCard::FIELDS,
        Kind::Theme => Theme::FIELDS,
        Kind::Channel => Channel::FIELDS,
        Kind::Audience => Audience::FIELDS,
        Kind::Report => Report::FIELDS,
        Kind::Page => &[],
    };
    let governance = if kind.is_governed() { Governance::FIELDS } else { &[] };
    [&["kind", "id"], Meta::FIELDS, governance, own].concat()
}

/// What can be written in the block of a document of this kind, in the order in which `front_matter` reads it.
pub fn fields_of(kind: Kind) -> Vec<Field> {
    let name = [Field::of::<Option<Kind>>("Document", "kind"), Field::of::<Option<Id>>("Document", "id")];
    let governance = if kind.is_governed() { Governance::fields() } else { Vec::new() };
    name.into_iter().chain(Meta::fields()).chain(governance).chain(own_fields(kind)).collect()
}

/// The id that a file's name gives: its stem, or for a frozen edition the folder that holds it.
fn file_id(file: &SourcePath, context: Context<'_>) -> Id {
    let name = match context.origin {
        Origin::WorkTree => file.stem(),
        Origin::Frozen => file.as_str().rsplit('/').nth(1).unwrap_or_default(),
    };
    // A kind that there is no more gives its name to the id, which is among those of pages.
    let name = match gone_kind(file, context) {
        Some(kind) => format!("{kind}-{name}"),
        None => name.to_owned(),
    };
    // By the site's language, not the page's: a file has one id whatever language its text is in.
    Id::from_text(&name, context.layout.lang)
}

/// The folder of a frozen copy, where it is that of a kind that there is no more.
fn gone_kind<'a>(file: &'a SourcePath, context: Context<'_>) -> Option<&'a str> {
    let kind = file.as_str().rsplit('/').nth(2).filter(|_| context.origin == Origin::Frozen)?;
    Kind::from_key(kind).is_none().then_some(kind)
}

fn spec(kind: Kind, fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Spec> {
    fn read<T: Record>(fields: &mut Fields<'_>, reader: &mut Reader, make: fn(T) -> Spec) -> Option<Spec> {
        T::read(fields, reader).map(make)
    }
    match kind {
        Kind::Strategy | Kind::Policy => read::<Strategy>(fields, reader, Spec::Strategy),
        Kind::ActionPlan => read::<ActionPlan>(fields, reader, Spec::ActionPlan),
        Kind::Guideline | Kind::Guide => read::<Guideline>(fields, reader, Spec::Guideline),
        Kind::CrisisPlan => read::<CrisisPlan>(fields, reader, Spec::CrisisPlan),
        Kind::ActionCard => read::<ActionCard>(fields, reader, Spec::ActionCard),
        Kind::Theme => read::<Theme>(fields, reader, Spec::Theme),
        Kind::Channel => read::<Channel>(fields, reader, |channel| Spec::Channel(Box::new(channel))),
        Kind::Audience => read::<Audience>(fields, reader, Spec::Audience),
        Kind::Report => read::<Report>(fields, reader, Spec::Report),
        Kind::Page => Some(Spec::Page),
    }
}

fn own_fields(kind: Kind) -> Vec<Field> {
    match kind {
        Kind::Strategy | Kind::Policy => Strategy::fields(),
        Kind::ActionPlan => ActionPlan::fields(),
        Kind::Guideline | Kind::Guide => Guideline::fields(),
        Kind::CrisisPlan => CrisisPlan::fields(),
        Kind::ActionCard => ActionCard::fields(),
        Kind::Theme => Theme::fields(),
        Kind::Channel => Channel::fields(),
        Kind::Audience => Audience::fields(),
        Kind::Report => Report::fields(),
        Kind::Page => Vec::new(),
    }
}
