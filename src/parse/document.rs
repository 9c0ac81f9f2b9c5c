//! A Markdown file to a document: the block between the `---` lines, and the body after it.

use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::model::body::Body;
use crate::model::document::{Document, Governance, Meta, Origin};
use crate::model::id::{DocKey, Id, Kind};
use crate::model::kinds::{
    ActionCard, ActionPlan, Audience, Channel, CrisisPlan, Guideline, Report, Spec, Strategy, Theme,
};
use crate::model::record::{Fields, Reader, Record};
use crate::model::value::Node;
use crate::parse::layout::Layout;
use crate::parse::{DocumentSource, markdown, yaml};
use crate::source::{SourceFile, SourcePath, Span};

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
}

/// Reads a document.
pub(super) fn document(file: &SourceFile, text: &str, context: Context<'_>) -> Read {
    let parts = match split(text, &file.path) {
        Ok(parts) => parts,
        Err(finding) => return Read { source: None, findings: vec![*finding] },
    };
    let mut reader = Reader::new(file.path.clone(), context.layout.lang);
    let tree = match yaml::tree(parts.front, parts.front_at, &file.path) {
        Ok(tree) => tree,
        Err(finding) => return Read { source: None, findings: vec![finding] },
    };
    let document = front_matter(&tree, &mut reader, context);
    let lang = document.as_ref().map_or(context.layout.lang, |document| document.lang);
    let (body, told) = markdown::body(parts.body, parts.body_at, &file.path, lang);
    let mut findings = reader.findings;
    findings.extend(told);
    let outline = outline(parts.front, &body);
    let source = document.map(|document| DocumentSource { document, body, hash: file.hash, outline });
    Read { source, findings }
}

fn outline(front: &str, body: &Body) -> Hash {
    let headings = body.headings.iter().flat_map(|heading| [heading.anchor.as_str(), body.words(heading.text)]);
    Hash::of_all(std::iter::once(front).chain(headings).map(str::as_bytes))
}

/// The two parts of a file and where they begin.
struct Parts<'a> {
    front: &'a str,
    front_at: usize,
    body: &'a str,
    body_at: usize,
}

fn split<'a>(text: &'a str, file: &SourcePath) -> Result<Parts<'a>, Box<Diagnostic>> {
    let first_line = Span::new(0, text.lines().next().unwrap_or_default().trim_end().len());
    let missing = |key| Box::new(Diagnostic::error("R02", key, file).at(first_line).hint("hint-front-matter"));
    if text.trim().is_empty() {
        return Err(missing("empty-file"));
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---").ok_or_else(|| missing("no-front-matter"))?;
    let front_at = first.len();
    let mut at = front_at;
    for line in lines {
        if line.trim_end() == "---" {
            let body_at = at + line.len();
            return Ok(Parts { front: &text[front_at..at], front_at, body: &text[body_at..], body_at });
        }
        at += line.len();
    }
    Err(missing("unclosed-front-matter"))
}

fn front_matter(tree: &Node, reader: &mut Reader, context: Context<'_>) -> Option<Document> {
    let empty = Node::new(tree.span, crate::model::value::Value::Map(Vec::new()));
    let tree = if tree.is_null() { &empty } else { tree };
    let mut fields = Fields::open(tree, reader)?;
    let kind = fields.take::<Option<Kind>>("kind", reader).flatten().unwrap_or(context.kind);
    let own_id = fields.take::<Option<Id>>("id", reader).flatten();
    let id = own_id.unwrap_or_else(|| file_id(&reader.file, context));
    let meta = Meta::read(&mut fields, reader);
    let governance = kind.is_governed().then(|| Governance::read(&mut fields, reader)).flatten();
    let spec = spec(kind, &mut fields, reader);
    fields.close(reader);
    let meta = meta?;
    let lang = meta.language.unwrap_or(context.layout.lang);
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

/// The id that a file's name gives: its stem, or for a frozen edition the folder that holds it.
fn file_id(file: &SourcePath, context: Context<'_>) -> Id {
    let name = match context.origin {
        Origin::WorkTree => file.stem(),
        Origin::Frozen => file.as_str().rsplit('/').nth(1).unwrap_or_default(),
    };
    // By the site's language, not the page's: a file has one id whatever language its text is in.
    Id::from_text(name, context.layout.lang)
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
