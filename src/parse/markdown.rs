//! Markdown to a body.
//!
//! One walk over pulldown-cmark's events. Raw HTML is dropped with a warning, always: then an author's text needs no
//! sanitiser. Addresses keep their text here; whether they lead anywhere is for `link` to say.

mod element;
mod slips;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::body::{Body, Element, Heading, LinkUse, Node, Reference, StretchOrigin, TaskState, ViewCall, Words};
use crate::model::value::Value;
use crate::parse::yaml;
use crate::source::{SourcePath, Span};

/// The body of a document and the findings in it; `offset` is where `text` begins in its file.
pub(super) fn body(text: &str, offset: usize, file: &SourcePath, lang: Lang) -> (Body, Vec<Diagnostic>) {
    let mut walk = Walk {
        body: Body::default(),
        findings: Vec::new(),
        source: text,
        offset,
        file,
        lang,
        open: Vec::new(),
        lists: Vec::new(),
        column: 0,
        capture: Capture::None,
        anchors: TAKEN.iter().map(|taken| ((*taken).to_owned(), 2)).collect(),
        footnotes: BTreeMap::new(),
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        walk.take(event, range);
    }
    (walk.body, walk.findings)
}

/// `CommonMark` and what municipalities' texts need beside it. Never "all but": two of the options share a bit.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// Slips of the pen are told up to this many findings; a text with more is no text.
const MOST_SLIPS: usize = 200;

/// The walk and what it has gathered.
struct Walk<'a> {
    body: Body,
    findings: Vec<Diagnostic>,
    source: &'a str,
    /// Where `source` begins in its file.
    offset: usize,
    file: &'a SourcePath,
    lang: Lang,
    /// Elements being walked, innermost last.
    open: Vec<Element>,
    /// For each list being walked, its place among the body's nodes and in `open`.
    lists: Vec<(usize, usize)>,
    /// Cells of the present row so far.
    column: u32,
    capture: Capture,
    /// Anchors given so far and those that are taken, with the number for the next heading of the same words.
    anchors: BTreeMap<String, usize>,
    /// Numbers of footnotes in order of use.
    footnotes: BTreeMap<String, u32>,
}

/// Names that elements of every page have, so that no heading may have them.
const TAKEN: [&str; 6] = ["about", "main", "menu", "search", "search-large", "search-page"];

/// Text that does not go into the body as it comes.
enum Capture {
    None,
    /// Words of a `[[reference]]`, and how many elements are open among them.
    Reference {
        target: String,
        words: String,
        span: Span,
        pothole: bool,
        depth: usize,
    },
    /// A `view` block and where its parameters stand.
    View {
        name: String,
        name_span: Span,
        parameters: Option<Range<usize>>,
        span: Span,
    },
    /// A `view` block in a place where none can stand.
    StrayView,
}

impl Walk<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let span = Span::new(range.start, range.end).shifted(self.offset);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Code(text) => self.code(&text, span),
            Event::SoftBreak => self.break_line(Node::SoftBreak),
            Event::HardBreak => self.break_line(Node::HardBreak),
            Event::Rule => self.body.nodes.push(Node::Rule),
            // A block was told of as a whole, and an end tag with its beginning.
            Event::Html(_) => {}
            Event::InlineHtml(tag) if tag.starts_with("</") => {}
            Event::InlineHtml(_) => self.html(span),
            Event::FootnoteReference(label) => {
                let number = self.footnote(&label);
                self.body.nodes.push(Node::FootnoteMark(number));
            }
            Event::TaskListMarker(done) => self.task(if done { TaskState::Done } else { TaskState::Open }),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        if let Capture::Reference { depth, .. } = &mut self.capture {
            *depth += 1;
            return;
        }
        match tag {
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                // In a table the stroke is written `\|`, and the backslash stays with what stands before it.
                let target = dest_url.strip_suffix('\\').unwrap_or(&dest_url).to_owned();
                self.capture =
                    Capture::Reference { target, words: String::new(), span, pothole: has_pothole, depth: 0 };
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if is_view(&info) => self.start_view(&info, span),
            Tag::HtmlBlock => self.html(span),
            Tag::MetadataBlock(_) => {}
            Tag::Heading { level, id, .. } => self.start_heading(level, id, span),
            Tag::Link { dest_url, title, .. } => self.start_link(&dest_url, &title, span, Element::Link),
            Tag::Image { dest_url, title, .. } => self.start_link(&dest_url, &title, span, Element::Image),
            Tag::FootnoteDefinition(label) => {
                let number = self.footnote(&label);
                self.open(Element::Footnote(number));
            }
            tag => {
                if matches!(tag, Tag::Paragraph) {
                    let told = slips::in_paragraph(self.source, span.start as usize - self.offset);
                    self.findings.extend(told.map(|slip| slip.finding(self.offset, self.file)));
                }
                if let Some(element) = element::plain(&tag) {
                    self.open(element);
                }
            }
        }
    }

    fn open(&mut self, element: Element) {
        let mut element = element;
        match &mut element {
            Element::TableHead | Element::TableRow => self.column = 0,
            Element::Cell(column) => {
                *column = self.column;
                self.column += 1;
            }
            Element::List(_) => self.lists.push((self.body.nodes.len(), self.open.len())),
            _ => {}
        }
        self.body.nodes.push(Node::Open(element.clone()));
        self.open.push(element);
    }

    fn start_heading(&mut self, level: HeadingLevel, id: Option<CowStr<'_>>, span: Span) {
        if level == HeadingLevel::H1 {
            self.findings.push(
                Diagnostic::warning("C09", "heading-level-one", self.file).at(span).hint("hint-heading-level-one"),
            );
        }
        let start = self.here();
        let heading = Heading {
            level: (level as u8).max(2),
            anchor: id.map(|id| id.to_string()).unwrap_or_default(),
            text: Words { start, end: start },
            span,
        };
        self.body.headings.push(heading);
        self.open(Element::Heading(index(self.body.headings.len() - 1)));
    }

    fn start_link(&mut self, target: &str, title: &str, span: Span, make: fn(u32) -> Element) {
        self.body.links.push(LinkUse { target: target.to_owned(), title: title.to_owned(), span });
        self.open(make(index(self.body.links.len() - 1)));
    }

    fn start_view(&mut self, info: &str, span: Span) {
        if !self.open.is_empty() {
            self.findings.push(Diagnostic::error("R04", "view-not-alone", self.file).at(span).hint("hint-view-alone"));
            self.capture = Capture::StrayView;
            return;
        }
        let name = info.trim().strip_prefix("view").unwrap_or_default().trim().to_owned();
        let start = span.start as usize;
        let line = self.source[start - self.offset..].lines().next().unwrap_or_default();
        let named = if name.is_empty() { "view" } else { &name };
        let at = line.rfind(named).map_or(start, |at| start + at);
        let name_span = Span::new(at, (at + named.len()).min(start + line.len()));
        self.capture = Capture::View { name, name_span, parameters: None, span };
    }

    fn end(&mut self, tag: TagEnd) {
        match std::mem::replace(&mut self.capture, Capture::None) {
            Capture::Reference { target, words, span, pothole, depth: 0 } => {
                let words = if pothole { words } else { String::new() };
                return self.reference(&target, &words, span);
            }
            Capture::Reference { target, words, span, pothole, depth } => {
                self.capture = Capture::Reference { target, words, span, pothole, depth: depth - 1 };
                return;
            }
            Capture::View { name, name_span, parameters, span } => {
                let parameters = parameters.unwrap_or_else(|| self.empty_at(span));
                return self.view(name, name_span, parameters);
            }
            Capture::StrayView => return,
            Capture::None => {}
        }
        if matches!(tag, TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) {
            return;
        }
        let Some(element) = self.open.pop() else { return };
        if matches!(element, Element::List(_) | Element::TaskList) {
            self.lists.pop();
        }
        if let Element::Heading(number) = element {
            self.end_heading(number as usize);
        }
        if element::is_block(&element) {
            self.part();
        }
        self.body.nodes.push(Node::Close(element));
    }

    fn end_heading(&mut self, number: usize) {
        let end = self.here();
        let heading = &mut self.body.headings[number];
        heading.text.end = end;
        let mut anchor = std::mem::take(&mut heading.anchor);
        if anchor.is_empty() {
            anchor = self.lang.slug(&self.body.text[heading.text.range()]);
        }
        if anchor.is_empty() {
            "afsnit".clone_into(&mut anchor);
        }
        self.body.headings[number].anchor = self.free_anchor(anchor);
    }

    /// The anchor, with a number if an earlier heading has it.
    fn free_anchor(&mut self, wished: String) -> String {
        let mut anchor = wished.clone();
        let mut next = self.anchors.get(&wished).copied().unwrap_or(2);
        while self.anchors.contains_key(&anchor) {
            anchor = format!("{wished}-{next}");
            next += 1;
        }
        self.anchors.insert(anchor.clone(), 2);
        self.anchors.insert(wished, next);
        anchor
    }

    /// Parts the words of two blocks.
    fn part(&mut self) {
        if !self.body.text.is_empty() && !self.body.text.ends_with('\n') {
            self.body.text.push('\n');
        }
    }

    fn text(&mut self, text: &str, span: Span, range: Range<usize>) {
        match &mut self.capture {
            Capture::StrayView => {}
            Capture::Reference { words, .. } => words.push_str(text),
            // The text comes without its carriage returns and indents, so places are counted in the source.
            Capture::View { parameters, .. } => match parameters {
                Some(taken) => taken.end = range.end,
                None => *parameters = Some(range),
            },
            Capture::None => {
                self.stray_reference(text, span);
                self.body.origins.push(StretchOrigin { text: self.here(), file: span.start });
                if self.findings.len() < MOST_SLIPS
                    && let Some(slip) = slips::in_text(self.source, range.start).filter(|_| self.is_prose())
                {
                    self.findings.push(slip.finding(self.offset, self.file));
                }
                let words = self.add(text);
                match self.body.nodes.last_mut() {
                    Some(Node::Text(last)) if last.end == words.start => last.end = words.end,
                    _ => self.body.nodes.push(Node::Text(words)),
                }
            }
        }
    }

    /// Whether words stand here that are no code and no cell, whose strokes part it from the next.
    fn is_prose(&self) -> bool {
        !self.open.iter().rev().any(|element| matches!(element, Element::Code | Element::Cell(_)))
    }

    /// An unescaped `|` in a table cuts a reference in two.
    fn stray_reference(&mut self, text: &str, span: Span) {
        let is_second = text.starts_with('[') && self.body.text.ends_with('[');
        if is_second && self.open.iter().rev().any(|element| matches!(element, Element::Cell(_))) {
            let both = Span::new((span.start as usize).saturating_sub(1), span.start as usize + 1);
            self.findings
                .push(Diagnostic::error("C01", "reference-cut-by-table", self.file).at(both).hint("hint-escape-pipe"));
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        match &mut self.capture {
            Capture::Reference { words, .. } => words.push_str(text),
            _ => {
                self.body.origins.push(StretchOrigin { text: self.here(), file: span.start + 1 });
                let words = self.add(text);
                self.body.nodes.push(Node::Code(words));
            }
        }
    }

    fn break_line(&mut self, node: Node) {
        if let Capture::Reference { words, .. } = &mut self.capture {
            words.push(' ');
            return;
        }
        self.add(" ");
        self.body.nodes.push(node);
    }

    fn task(&mut self, state: TaskState) {
        // A list is a task list as soon as one of its items has a box.
        if let Some(&(node, open)) = self.lists.last() {
            self.body.nodes[node] = Node::Open(Element::TaskList);
            self.open[open] = Element::TaskList;
        }
        self.body.nodes.push(Node::Task(state));
    }

    fn html(&mut self, span: Span) {
        self.findings.push(Diagnostic::warning("R04", "raw-html", self.file).at(span).hint("hint-raw-html"));
    }

    fn reference(&mut self, target: &str, words: &str, span: Span) {
        let (name, fragment) = target.split_once('#').unwrap_or((target, ""));
        let (kind, id) = name.split_once(':').unwrap_or(("", name));
        self.body.references.push(Reference {
            kind: kind.trim().to_owned(),
            id: id.trim().to_owned(),
            fragment: fragment.trim().to_owned(),
            words: words.trim().to_owned(),
            span,
            at: self.here(),
        });
        self.body.nodes.push(Node::Reference(index(self.body.references.len() - 1)));
    }

    fn view(&mut self, name: String, name_span: Span, parameters: Range<usize>) {
        // From the beginning of its line, so that all lines are indented alike.
        let start = self.source[..parameters.start].rfind('\n').map_or(0, |newline| newline + 1);
        let yaml = &self.source[start..parameters.end];
        let tree = yaml::tree(yaml, start + self.offset, self.file);
        self.findings.extend(tree.findings);
        if !matches!(tree.node.value, Value::Unread) {
            self.body.views.push(ViewCall { name, name_span, parameters: tree.node });
            self.body.nodes.push(Node::View(index(self.body.views.len() - 1)));
        }
    }

    /// The empty stretch after a block's first line, for a block without parameters.
    fn empty_at(&self, span: Span) -> Range<usize> {
        let start = span.start as usize - self.offset;
        let at = self.source[start..].find('\n').map_or(self.source.len(), |newline| start + newline + 1);
        at..at
    }

    fn footnote(&mut self, label: &str) -> u32 {
        let next = index(self.footnotes.len() + 1);
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    fn add(&mut self, text: &str) -> Words {
        let start = self.here();
        self.body.text.push_str(text);
        Words { start, end: self.here() }
    }

    fn here(&self) -> u32 {
        index(self.body.text.len())
    }
}

fn is_view(info: &str) -> bool {
    info.split_whitespace().next() == Some("view")
}

fn index(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
