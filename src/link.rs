//! References of one document, resolved to names: `[[…]]`, links, and first mentions of terms.
//!
//! In: a body and the vocabulary. Out: what each reference names, what is linked by itself, and the passages that
//! mention a thing. Names stay symbolic: addresses are for `graph`, titles for `view`. What leads nowhere is left
//! empty here and told by check C01.

use crate::model::body::{Body, Element, Node, Words};
use crate::model::document::{Document, Origin};
use crate::model::id::DocKey;
use crate::model::scalar::Switch;
use crate::parse::DocumentSource;
use crate::source::SourcePath;
use crate::vocabulary::{Searched, Target, Vocabulary};

/// What the references of a document name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// For each of the body's references.
    pub references: Vec<Option<Target>>,
    /// For each of the body's links and pictures.
    pub destinations: Vec<Destination>,
    /// First mentions, in the order of the text.
    pub mentions: Vec<Mention>,
    pub passages: Vec<Passage>,
    /// Documents and records that the author names, in the text or in the front matter.
    pub explicit: Vec<Target>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To another host, by mail or telephone.
    Outside(String),
    /// To a heading of the same page.
    Fragment(String),
    Document {
        key: DocKey,
        fragment: String,
    },
    /// To a file that is copied, by its path from the site's root.
    Static(String),
    /// Nowhere: unknown, or of a kind that is not allowed.
    Nowhere,
}

/// A term that is linked by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub words: Words,
    pub target: Target,
}

/// A sentence that mentions a thing, and the heading it stands under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub target: Target,
    /// Index into the body's headings.
    pub heading: Option<u32>,
    pub words: Words,
}

/// Schemes of addresses that may stand in a page. Everything else (`javascript:`, `data:` …) is refused.
pub const ALLOWED_SCHEMES: &[&str] = &["https", "http", "mailto", "tel", "sms"];

/// Resolves the references of a document.
pub fn link(source: &DocumentSource, vocabulary: &Vocabulary, content: &str) -> Links {
    let (document, body) = (&source.document, &source.body);
    let resolve = |kind: &str, id: &str| vocabulary.resolve(kind, id).ok();
    let references: Vec<_> = body.references.iter().map(|reference| resolve(&reference.kind, &reference.id)).collect();
    let file = written_in(document, vocabulary);
    let destinations: Vec<_> =
        body.links.iter().map(|used| destination(&used.target, file, vocabulary, content)).collect();
    let mentions = if document.meta.autolink == Some(Switch::Off) {
        Vec::new()
    } else {
        mentions(document, body, &references, vocabulary)
    };
    let passages = passages(body, &references, &mentions);
    let mut links = Links { references, destinations, mentions, passages, explicit: Vec::new() };
    links.explicit = explicit(document, &links, vocabulary);
    links
}

/// The file that a document was written in: of a frozen copy that of the work tree, from which its links lead.
pub fn written_in<'a>(document: &'a Document, vocabulary: &'a Vocabulary) -> &'a SourcePath {
    match document.origin {
        Origin::WorkTree => &document.file,
        Origin::Frozen => vocabulary.file_of(&document.key).unwrap_or(&document.file),
    }
}

/// Where an address as an author wrote it leads.
pub fn destination(written: &str, file: &SourcePath, vocabulary: &Vocabulary, content: &str) -> Destination {
    if let Some(fragment) = written.strip_prefix('#') {
        return Destination::Fragment(fragment.to_owned());
    }
    if let Some(scheme) = scheme(written) {
        let allowed = ALLOWED_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
        return if allowed { Destination::Outside(written.to_owned()) } else { Destination::Nowhere };
    }
    if written.starts_with("//") {
        return Destination::Nowhere;
    }
    let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
    let path = percent_decoded(path);
    let Some(absolute) = joined(file, &path, content) else { return Destination::Nowhere };
    if let Some(key) = vocabulary.document_of(&absolute) {
        return Destination::Document { key: key.clone(), fragment: fragment.to_owned() };
    }
    // Files stand in `static/`, and are named with or without it.
    let inside = absolute.as_str().strip_prefix(content).map(|rest| rest.trim_start_matches('/')).unwrap_or_default();
    let inside = inside.strip_prefix("static/").unwrap_or(inside);
    let plain = path.trim_start_matches('/').trim_start_matches("static/");
    let known = [inside, plain].into_iter().find(|path| vocabulary.has_static(path));
    known.map_or(Destination::Nowhere, |path| Destination::Static(path.to_owned()))
}

/// Why an address leads nowhere, for somebody who has to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nowhere {
    /// Nothing is written.
    Empty,
    /// The scheme is not among [`ALLOWED_SCHEMES`].
    Scheme(String),
    /// `//host` has no scheme.
    NoScheme,
    /// `../..` leads out of the site's folder.
    LeavesSite,
    /// There is no such file; its path without the fragment.
    Unknown(String),
}

/// Why [`destination`] found nothing.
pub fn why_nowhere(written: &str, file: &SourcePath, content: &str) -> Nowhere {
    let path = percent_decoded(written.split_once('#').map_or(written, |(path, _)| path));
    match scheme(written) {
        _ if written.trim().is_empty() => Nowhere::Empty,
        Some(scheme) => Nowhere::Scheme(scheme.to_owned()),
        None if written.starts_with("//") => Nowhere::NoScheme,
        None if joined(file, &path, content).is_none() => Nowhere::LeavesSite,
        None => Nowhere::Unknown(path),
    }
}

/// The scheme of an address, `https`; by RFC 3986, 3.1.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut letters = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace());
    let well_formed = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then_some(scheme)
}

/// The path of a file named from another file; nothing where it leaves the site.
fn joined(from: &SourcePath, path: &str, content: &str) -> Option<SourcePath> {
    let base =
        if path.starts_with('/') { content } else { from.as_str().rsplit_once('/').map_or("", |(base, _)| base) };
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(SourcePath::new(parts.join("/")))
}

fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = code.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// First mentions of terms in each section, outside headings, links and code.
fn mentions(document: &Document, body: &Body, references: &[Option<Target>], vocabulary: &Vocabulary) -> Vec<Mention> {
    let own = Target::Document(document.key.clone());
    let text = Searched::new(&body.text);
    let mut mentions = Vec::new();
    let mut named: Vec<Target> = Vec::new();
    let mut closed_to_links = 0_usize;
    for node in &body.nodes {
        match node {
            Node::Open(Element::Heading(_)) => {
                named.clear();
                closed_to_links += 1;
            }
            Node::Open(element) if bars_links(element) => closed_to_links += 1,
            Node::Close(element) if bars_links(element) || matches!(element, Element::Heading(_)) => {
                closed_to_links = closed_to_links.saturating_sub(1);
            }
            Node::Reference(index) => named.extend(references.get(*index as usize).cloned().flatten()),
            Node::Text(words) if closed_to_links == 0 => {
                for found in vocabulary.terms.find(&text, words.start as usize..words.end as usize) {
                    if found.target == own || named.contains(&found.target) {
                        continue;
                    }
                    named.push(found.target.clone());
                    let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
                    let words = Words { start: at(found.range.start), end: at(found.range.end) };
                    mentions.push(Mention { words, target: found.target });
                }
            }
            _ => {}
        }
    }
    mentions
}

fn bars_links(element: &Element) -> bool {
    matches!(element, Element::Link(_) | Element::Image(_) | Element::Code | Element::Footnote(_))
}

/// The sentences around mentions, with the headings they stand under.
fn passages(body: &Body, references: &[Option<Target>], mentions: &[Mention]) -> Vec<Passage> {
    let named =
        body.references.iter().zip(references).filter_map(|(reference, target)| Some((reference.at, target.clone()?)));
    let linked = mentions.iter().map(|mention| (mention.words.start, mention.target.clone()));
    let mut places: Vec<_> = named.chain(linked).collect();
    places.sort_by_key(|(at, _)| *at);
    let heading_before = |at: u32| {
        let count = body.headings.iter().take_while(|heading| heading.text.start <= at).count();
        count.checked_sub(1).and_then(|index| u32::try_from(index).ok())
    };
    let passage = |(at, target)| Passage { target, heading: heading_before(at), words: sentence(body, at) };
    places.into_iter().map(passage).collect()
}

/// The sentence at a place: between full stops or the ends of its block.
fn sentence(body: &Body, at: u32) -> Words {
    let text = &body.text;
    let at = text.floor_char_boundary((at as usize).min(text.len()));
    let start = [text[..at].rfind('\n').map(|i| i + 1), text[..at].rfind(". ").map(|i| i + 2)];
    let end = [text[at..].find('\n').map(|i| at + i), text[at..].find(". ").map(|i| at + i + 1)];
    let start = start.into_iter().flatten().max().unwrap_or(0);
    let end = end.into_iter().flatten().min().unwrap_or(text.len());
    let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Words { start: clamp(start), end: clamp(end) }
}

/// What the author names, without repetition.
fn explicit(document: &Document, links: &Links, vocabulary: &Vocabulary) -> Vec<Target> {
    let mut named: Vec<Target> = links.references.iter().flatten().cloned().collect();
    for destination in &links.destinations {
        if let Destination::Document { key, .. } = destination {
            named.push(Target::Document(key.clone()));
        }
    }
    let mut visit = |used: crate::model::record::RefUse<'_>| {
        named.extend(vocabulary.of_kind(used.target, used.id).ok());
    };
    document.visit_refs(&mut visit);
    named.sort();
    named.dedup();
    named
}
