//! C09: what is written can be read by all.
//!
//! **What.** Pictures have a text that says what they show; headings are neither empty nor skip a level, and are no
//! paragraphs in bold; a link says where it leads, and that it leads to a file; tables have words in their header; no
//! long text is in capitals. Of the site's colours it is told where the theme darkens them to make them readable.
//!
//! **Why.** Who hears a page instead of seeing it goes by headings, links and headers; a public body's site is bound
//! by law to WCAG (Directive (EU) 2016/2102), the intranet included. WCAG 2.2: 1.1.1, 1.3.1, 1.4.3, 2.4.4, 2.4.6.
//!
//! **Mend.** Write the text that is missing where the finding is. A heading of level one is told by `parse`, which
//! makes it level two.

mod bold;
mod capitals;
mod links;
mod pictures;
mod tables;

use crate::check::{Context, Examples, File, Rule};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::body::{Body, Element, Heading, Node};
use crate::model::site::Colour;
use crate::parse::DocumentSource;
use crate::source::Span;

const CODE: &str = "C09";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_file: Some(file),
    in_prose: Some(capitals::capitals),
    in_site: Some(site),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c09.passing.txt"),
            failing: include_str!("examples/c09.failing.txt"),
        },
    )
};

/// Contrast of text with its ground that WCAG 1.4.3 asks for.
const READABLE: f64 = 4.5;

fn file(file: &File<'_>, _config: &Config) -> Vec<Diagnostic> {
    let Some(source) = file.document() else { return Vec::new() };
    let body = &source.body;
    let mut findings = Vec::new();
    for (at, node) in body.nodes.iter().enumerate() {
        let Node::Open(element) = node else { continue };
        let place = Place { source, at };
        match element {
            Element::Image(number) => findings.extend(pictures::picture(place, *number)),
            Element::Link(number) => findings.extend(links::link(place, *number)),
            Element::Heading(number) => findings.extend(empty_heading(place, *number)),
            Element::Paragraph => findings.extend(bold::paragraph(place)),
            Element::Table(_) => findings.extend(tables::table(place)),
            _ => {}
        }
    }
    findings.extend(body.references.iter().filter_map(|reference| links::reference(source, reference)));
    findings.extend(heading_jumps(source));
    findings
}

/// An element of a document, by the place of its opening node.
#[derive(Clone, Copy)]
struct Place<'a> {
    source: &'a DocumentSource,
    at: usize,
}

impl<'a> Place<'a> {
    fn body(self) -> &'a Body {
        &self.source.body
    }

    /// The nodes within the element.
    fn inner(self) -> &'a [Node] {
        within(&self.body().nodes, self.at)
    }

    /// The nodes after the element.
    fn after(self) -> &'a [Node] {
        &self.body().nodes[(self.at + self.inner().len() + 2).min(self.body().nodes.len())..]
    }

    fn finding(self, make: Make, key: &'static str, span: Span) -> Diagnostic {
        make(CODE, key, &self.source.document.file).at(span)
    }
}

/// One of the constructors of findings.
type Make = fn(&'static str, &'static str, &crate::source::SourcePath) -> Diagnostic;

/// The nodes within the element that is opened at `at`. What is looked at here never holds one of its own kind.
fn within(nodes: &[Node], at: usize) -> &[Node] {
    let Node::Open(element) = &nodes[at] else { return &[] };
    let rest = &nodes[at + 1..];
    let end = rest.iter().position(|node| matches!(node, Node::Close(closed) if closed == element));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether something among these nodes can be read or heard; a reference without words shows a title.
fn says_something(body: &Body, nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(words) | Node::Code(words) => !body.words(*words).trim().is_empty(),
        Node::Reference(_) => true,
        _ => false,
    })
}

/// The words among these nodes; of a reference, those that its author gave it.
fn words(body: &Body, nodes: &[Node]) -> String {
    nodes.iter().fold(String::new(), |text, node| {
        text + match node {
            Node::Text(words) | Node::Code(words) => body.words(*words),
            Node::SoftBreak | Node::HardBreak => " ",
            Node::Reference(number) => &body.references[*number as usize].words,
            _ => "",
        }
    })
}

fn empty_heading(place: Place<'_>, number: u32) -> Option<Diagnostic> {
    let body = place.body();
    let empty = !says_something(body, place.inner());
    let span = body.headings.get(number as usize).map(|heading| heading.span).filter(|_| empty)?;
    Some(place.finding(Diagnostic::warning, "heading-empty", span).hint("hint-heading-empty"))
}

/// Headings that are more than one level below the one before them; the page's title is level one.
fn heading_jumps(source: &DocumentSource) -> impl Iterator<Item = Diagnostic> {
    let headings = &source.body.headings;
    let before = std::iter::once(1).chain(headings.iter().map(|heading| heading.level));
    let jumps = headings.iter().zip(before).filter(|(heading, before)| heading.level > before + 1);
    jumps.map(|(heading, before)| jump(source, heading, before))
}

fn jump(source: &DocumentSource, heading: &Heading, before: u8) -> Diagnostic {
    let marks = |level: u8| "#".repeat(level.into());
    Diagnostic::warning(CODE, "heading-jump", &source.document.file)
        .at(heading.span)
        .with("found", marks(heading.level))
        .with("wanted", marks(before + 1))
        .hint("hint-heading-jump")
}

/// The site's colours that the theme has to change before text can be written in them.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(colours) = &context.config.settings.colours else { return Vec::new() };
    let file = context.settings_file();
    let named = [("primary", colours.primary), ("accent", colours.accent)];
    let given = named.into_iter().filter_map(|(name, colour)| Some((name, colour?)));
    let pale = given.filter(|(_, colour)| colour.contrast(Colour::WHITE) < READABLE);
    pale.map(|(name, colour)| {
        Diagnostic::info(CODE, "colour-pale", &file)
            .at(colours.places.of(name))
            .with("found", colour.css())
            .with("contrast", format!("{:.1}", colour.contrast(Colour::WHITE)))
            .hint("hint-colour-pale")
    })
    .collect()
}
