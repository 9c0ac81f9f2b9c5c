//! An author's text as HTML.
//!
//! In: a body and what its references name. Out: parts: stretches of HTML, and between them what the `view` blocks
//! show. Everything an author wrote is escaped here; raw HTML never came this far.

mod named;
mod notes;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bits;
use crate::graph::EditionIndex;
use crate::link::Links;
use crate::model::body::{Alignment, Body, Element, Node, TaskState, Words};
use crate::model::id::RecordKind;
use crate::view::{ContentsEntry, Part, Passage, Prose, Writer};
use crate::vocabulary::Target;
use notes::Footnote;

pub(super) use named::Named;

/// Under which heading of a page a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    /// The document's title.
    Title,
    /// The heading of one of its chapters, which is the title of a page of its own.
    Chapter,
}

/// The parts of an edition's body, or of the chapter of it that `nodes` spans.
pub(super) fn parts(writer: &Writer<'_>, edition: EditionIndex, nodes: Range<usize>, under: Under) -> Vec<Part> {
    let body = &writer.graph.edition(edition).source.body;
    let mut walk = Walk {
        writer,
        edition,
        body,
        links: writer.graph.links(edition),
        html: String::with_capacity(body.text.len() * 2),
        passages: vec![Passage::default()],
        parts: Vec::new(),
        footnotes: BTreeMap::new(),
        headings: Vec::new(),
        aside: Vec::new(),
        columns: Vec::new(),
        next_mention: 0,
        in_head: Section::Body,
        under,
    };
    walk.nodes(nodes);
    walk.notes();
    walk.finish()
}

/// Which section of a table is being written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Body,
}

struct Walk<'a> {
    writer: &'a Writer<'a>,
    edition: EditionIndex,
    body: &'a Body,
    links: &'a Links,
    html: String,
    passages: Vec<Passage>,
    parts: Vec<Part>,
    /// HTML of the footnotes that are marked, by number.
    footnotes: BTreeMap<u32, Footnote>,
    headings: Vec<ContentsEntry>,
    /// Text written before a footnote or picture began, which goes elsewhere.
    aside: Vec<String>,
    columns: Vec<Box<[Alignment]>>,
    next_mention: usize,
    in_head: Section,
    under: Under,
}

impl Walk<'_> {
    /// All nodes but footnotes, which are written once it is known which of them are marked.
    fn nodes(&mut self, nodes: Range<usize>) {
        let mut note = None;
        for node in &self.body.nodes[nodes] {
            match (node, note) {
                (Node::Open(Element::Footnote(number)), None) => note = Some(*number),
                (Node::Close(Element::Footnote(number)), Some(open)) if *number == open => note = None,
                (_, Some(_)) => {}
                (node, None) => self.node(node),
            }
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Close(element) => self.close(element),
            Node::Text(words) => self.text(*words),
            Node::Code(words) => {
                self.html.push_str("<code>");
                self.plain(self.body.words(*words));
                self.html.push_str("</code>");
            }
            Node::SoftBreak => self.plain("\n"),
            Node::HardBreak => {
                self.html.push_str("<br>");
                self.passage().push(' ');
            }
            Node::Rule => self.html.push_str("<hr>\n"),
            Node::Reference(index) => self.reference(*index as usize),
            Node::View(index) => self.view(*index as usize),
            Node::FootnoteMark(number) => self.footnote_mark(*number),
            Node::Task(state) => self.task(*state),
        }
    }

    fn open(&mut self, element: &Element) {
        match element {
            Element::Paragraph => self.html.push_str("<p>"),
            Element::Heading(index) => self.open_heading(*index as usize),
            Element::Quote => self.html.push_str("<blockquote>\n"),
            Element::Alert(kind) => {
                let title = self.writer.choice("alert", kind.key());
                self.html.push_str(&format!("<div class=\"alert alert-{}\" role=\"note\">", kind.key()));
                self.html.push_str("<p class=\"alert-title\">");
                self.plain(&title);
                self.html.push_str("</p>\n");
                self.passage().push(' ');
            }
            Element::List(None) => self.html.push_str("<ul>\n"),
            Element::List(Some(1)) => self.html.push_str("<ol>\n"),
            Element::List(Some(start)) => self.html.push_str(&format!("<ol start=\"{start}\">\n")),
            Element::TaskList => self.html.push_str("<ul class=\"tasks\">\n"),
            Element::Item => self.html.push_str("<li>"),
            Element::Definitions => self.html.push_str("<dl>\n"),
            Element::DefinitionTitle => self.html.push_str("<dt>"),
            Element::DefinitionText => self.html.push_str("<dd>"),
            Element::Table(columns) => self.open_table(columns),
            Element::TableHead => {
                self.in_head = Section::Head;
                self.html.push_str("<thead>\n<tr>");
            }
            Element::TableRow => self.html.push_str("<tr>"),
            Element::Cell(column) => self.open_cell(*column),
            Element::Code => self.html.push_str("<pre tabindex=\"0\"><code>"),
            Element::Emphasis => self.html.push_str("<em>"),
            Element::Strong => self.html.push_str("<strong>"),
            Element::Strike => self.html.push_str("<s>"),
            Element::Link(index) => self.open_link(*index as usize),
            Element::Image(_) | Element::Footnote(_) => self.aside.push(std::mem::take(&mut self.html)),
        }
    }

    fn close(&mut self, element: &Element) {
        let end = match element {
            Element::Paragraph => "</p>\n",
            Element::Heading(index) => return self.close_heading(*index as usize),
            Element::Quote => "</blockquote>\n",
            Element::Alert(_) => "</div>\n",
            Element::List(Some(_)) => "</ol>\n",
            Element::List(None) | Element::TaskList => "</ul>\n",
            Element::Item => "</li>\n",
            Element::Definitions => "</dl>\n",
            Element::DefinitionTitle => "</dt>\n",
            Element::DefinitionText => "</dd>\n",
            Element::Table(_) => return self.close_table(),
            Element::TableHead => {
                self.in_head = Section::Body;
                "</tr>\n</thead>\n<tbody>\n"
            }
            Element::TableRow => "</tr>\n",
            Element::Cell(column) => {
                if self.is_head(*column) {
                    "</th>"
                } else {
                    "</td>"
                }
            }
            Element::Code => "</code></pre>\n",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Strike => "</s>",
            Element::Link(index) => {
                if self.link_address(*index as usize).is_some() {
                    "</a>"
                } else {
                    ""
                }
            }
            Element::Image(index) => return self.image(*index as usize),
            Element::Footnote(number) => return self.close_footnote(*number),
        };
        self.html.push_str(end);
        if end.ends_with('\n') || matches!(element, Element::Cell(_)) {
            self.passage().push(' ');
        }
    }

    fn open_heading(&mut self, index: usize) {
        let heading = &self.body.headings[index];
        self.html.push_str(&format!("<h{} id=\"", self.level(index)));
        escape(&heading.anchor, &mut self.html);
        self.html.push_str("\">");
        self.passages.push(Passage { anchor: heading.anchor.clone(), ..Passage::default() });
    }

    /// What was written since the heading opened is its words, not its section's text.
    fn close_heading(&mut self, index: usize) {
        let level = self.level(index);
        let passage = self.passages.last_mut();
        if let Some(passage) = passage {
            passage.heading = std::mem::take(&mut passage.text).trim().to_owned();
            if level <= 3 {
                let (text, anchor) = (passage.heading.clone(), passage.anchor.clone());
                self.headings.push(ContentsEntry { level, text, anchor });
            }
        }
        self.html.push_str(&format!("</h{level}>\n"));
    }

    /// Where a heading stands on the page: in a chapter it is one level nearer to the title than in the text.
    fn level(&self, index: usize) -> u8 {
        let level = self.body.headings[index].level;
        if self.under == Under::Chapter { level.saturating_sub(1).max(2) } else { level }
    }

    fn open_table(&mut self, columns: &[Alignment]) {
        let label = self.passages.last().map(|passage| passage.heading.clone()).filter(|heading| !heading.is_empty());
        let label = label.unwrap_or_else(|| self.writer.text("doc.table"));
        self.html.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&label, &mut self.html);
        self.html.push_str("\">\n<table>\n");
        self.columns.push(columns.into());
    }

    fn close_table(&mut self) {
        self.columns.pop();
        self.html.push_str("</tbody>\n</table>\n</div>\n");
        // A table of nothing but its head has no body to close.
        if self.html.ends_with("<tbody>\n</tbody>\n</table>\n</div>\n") {
            let length = self.html.len() - "<tbody>\n</tbody>\n</table>\n</div>\n".len();
            self.html.truncate(length);
            self.html.push_str("</table>\n</div>\n");
        }
    }

    fn is_head(&self, column: u32) -> bool {
        self.in_head == Section::Head || column == 0
    }

    fn open_cell(&mut self, column: u32) {
        let alignment = self.columns.last().and_then(|columns| columns.get(column as usize)).copied();
        let class = match alignment {
            Some(Alignment::End) => " class=\"number\"",
            Some(Alignment::Centre) => " class=\"centre\"",
            Some(Alignment::Start) | None => "",
        };
        let start = match (self.in_head, column) {
            (Section::Head, _) => format!("<th scope=\"col\"{class}>"),
            (Section::Body, 0) => format!("<th scope=\"row\"{class}>"),
            (Section::Body, _) => format!("<td{class}>"),
        };
        self.html.push_str(&start);
    }

    fn text(&mut self, words: Words) {
        let mut at = words.start;
        let links = self.links;
        let mentions = &links.mentions;
        self.next_mention += mentions[self.next_mention..].partition_point(|mention| mention.words.start < at);
        while let Some(mention) = mentions.get(self.next_mention).filter(|mention| mention.words.end <= words.end) {
            self.plain(self.body.words(Words { start: at, end: mention.words.start }));
            self.mention(&mention.target, self.body.words(mention.words));
            at = mention.words.end;
            self.next_mention += 1;
        }
        self.plain(self.body.words(Words { start: at, end: words.end }));
    }

    fn mention(&mut self, target: &Target, words: &str) {
        let class = match target {
            Target::Record(RecordKind::Term, _) => " class=\"term\"",
            _ => "",
        };
        self.anchor(self.writer.run_as(target, String::new()).href.as_deref(), class, words);
    }

    fn anchor(&mut self, href: Option<&str>, class: &str, words: &str) {
        if let Some(href) = href {
            self.html.push_str(&format!("<a{class} href=\""));
            escape(href, &mut self.html);
            self.html.push_str("\">");
        }
        self.plain(words);
        if href.is_some() {
            self.html.push_str("</a>");
        }
    }

    fn reference(&mut self, index: usize) {
        let (href, words) = self.named().reference(index);
        self.anchor(href.as_deref(), "", &words);
    }

    fn named(&self) -> Named<'_> {
        Named { writer: *self.writer, edition: self.edition }
    }

    fn link_address(&self, index: usize) -> Option<String> {
        self.named().link(index)
    }

    fn open_link(&mut self, index: usize) {
        if let Some(href) = self.link_address(index) {
            self.html.push_str("<a href=\"");
            escape(&href, &mut self.html);
            self.html.push_str("\">");
        }
    }

    /// A picture; its words were written aside and become the text alternative. Pictures on other hosts are not
    /// loaded, since a page asks no other host for anything: they become a link.
    fn image(&mut self, index: usize) {
        let inside = std::mem::replace(&mut self.html, self.aside.pop().unwrap_or_default());
        let alternative = without_tags(&inside);
        let Some(address) = self.link_address(index) else {
            self.html.push_str(&alternative);
            return;
        };
        let own = self.named().is_file(index);
        let (before, between, after) =
            if own { ("<img src=\"", "\" alt=\"", "\" loading=\"lazy\">") } else { ("<a href=\"", "\">", "</a>") };
        self.html.push_str(before);
        escape(&address, &mut self.html);
        self.html.push_str(between);
        self.html.push_str(&alternative);
        self.html.push_str(after);
    }

    fn task(&mut self, state: TaskState) {
        let (checked, key) = match state {
            TaskState::Done => (" checked", "doc.task_done"),
            TaskState::Open => ("", "doc.task_open"),
        };
        let label = self.writer.text(key);
        self.html.push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\""));
        escape(&label, &mut self.html);
        self.html.push_str("\"> ");
    }

    /// What a view shows stands between two stretches of text.
    fn view(&mut self, index: usize) {
        self.flush();
        let call = &self.body.views[index];
        match super::blocks::block(self.writer, self.edition, call) {
            Ok(parts) => self.parts.extend(parts),
            Err(error) => {
                let words = crate::view::Words::plain(self.writer.text(error.text_key()));
                self.parts.push(Part::Note { words });
            }
        }
    }

    fn flush(&mut self) {
        let anchor = self.passages.last().map(|passage| passage.anchor.clone()).unwrap_or_default();
        let html = std::mem::take(&mut self.html);
        let next = Passage { anchor, ..Passage::default() };
        let mut passages = std::mem::replace(&mut self.passages, vec![next]);
        for passage in &mut passages {
            passage.text = collapsed(&passage.text);
        }
        if !html.trim().is_empty() {
            let headings = std::mem::take(&mut self.headings);
            self.parts.push(Part::Prose(Prose { html, headings, passages }));
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }

    fn plain(&mut self, text: &str) {
        escape(text, &mut self.html);
        self.passage().push_str(text);
    }

    fn passage(&mut self) -> &mut String {
        if self.passages.is_empty() {
            self.passages.push(Passage::default());
        }
        let last = self.passages.len() - 1;
        &mut self.passages[last].text
    }
}

/// A text with every stretch of white space as one space, and none at its ends.
pub(super) fn collapsed(text: &str) -> String {
    let text = text.trim_ascii();
    let bytes = text.as_bytes();
    let mut collapsed = String::with_capacity(text.len());
    // One space by itself stays where it is, so that most is taken over in long stretches.
    let mut from = 0;
    let (mut line, mut pair) = (line_end(bytes, 0), pair_of_blanks(bytes, 0));
    while let Some(at) = line.into_iter().chain(pair).min() {
        let start = from + text[from..at].trim_ascii_end().len();
        let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        collapsed.push_str(&text[from..start]);
        collapsed.push(' ');
        from = end;
        line = line.filter(|at| *at >= end).or_else(|| line_end(bytes, end));
        pair = pair.filter(|at| *at >= end).or_else(|| pair_of_blanks(bytes, end));
    }
    collapsed.push_str(&text[from..]);
    collapsed
}

/// Where the first white space from `from` on stands that is no space.
fn line_end(bytes: &[u8], from: usize) -> Option<usize> {
    bits::first_of(bytes, from, *b"\n\t\r\x0c")
}

/// Where the first two spaces in a row from `from` on stand.
fn pair_of_blanks(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(&bytes[from..], b"  ").map(|at| from + at)
}

/// Text as HTML, also inside an attribute's double quotes.
pub(super) fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = bits::first_of(rest.as_bytes(), 0, *b"&<>\"") {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Escaped text without the tags in it.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = 0_usize;
    for letter in html.chars() {
        match letter {
            '<' => inside += 1,
            '>' => inside = inside.saturating_sub(1),
            letter if inside == 0 => text.push(letter),
            _ => {}
        }
    }
    text
}
