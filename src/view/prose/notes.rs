//! Footnotes: written after the text, those that it marks, wherever in the document they stand.

use std::collections::BTreeMap;

use super::{Walk, escape};
use crate::model::body::{Element, Node};

#[derive(Default)]
pub(super) struct Footnote {
    html: String,
    marks: usize,
}

impl Walk<'_> {
    /// The footnotes that are marked, in a section after the text.
    pub(super) fn notes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.read_notes();
        let notes = std::mem::take(&mut self.footnotes);
        let (title, back) = (self.writer.text("doc.footnotes"), self.writer.text("doc.footnote_back"));
        self.html.push_str("<section class=\"footnotes\"><h2 class=\"visually-hidden\">");
        escape(&title, &mut self.html);
        self.html.push_str("</h2>\n<ol>\n");
        // A note whose text was taken out keeps its place, so that its mark leads somewhere.
        for (number, note) in &notes {
            let html = note.html.trim_end().trim_end_matches("</p>");
            self.html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">{html}"));
            self.html.push_str(&format!(" <a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
            escape(&back, &mut self.html);
            self.html.push_str(if html.len() < note.html.trim_end().len() {
                "\">↩</a></p></li>\n"
            } else {
                "\">↩</a></li>\n"
            });
        }
        self.html.push_str("</ol></section>\n");
    }

    /// A split document may have them in another chapter, or none.
    fn read_notes(&mut self) {
        let opened = |(at, node): (usize, &Node)| match node {
            Node::Open(Element::Footnote(number)) => Some((*number, at)),
            _ => None,
        };
        let mut waiting: BTreeMap<u32, usize> = self.body.nodes.iter().enumerate().filter_map(opened).collect();
        // One at a time: a note may itself mark another.
        while let Some(number) = waiting.keys().copied().find(|number| self.footnotes.contains_key(number)) {
            let Some(start) = waiting.remove(&number) else { return };
            let closing = Node::Close(Element::Footnote(number));
            let length = self.body.nodes[start..].iter().position(|node| *node == closing).map_or(0, |at| at + 1);
            self.next_mention = 0;
            self.body.nodes[start..start + length].iter().for_each(|node| self.node(node));
        }
    }

    pub(super) fn footnote_mark(&mut self, number: u32) {
        let note = self.footnotes.entry(number).or_default();
        note.marks += 1;
        let id = if note.marks == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{}", note.marks) };
        let label = self.writer.texts().fill("doc.footnote", &[("n", &number.to_string())]);
        self.html.push_str(&format!("<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" aria-label=\""));
        escape(&label, &mut self.html);
        self.html.push_str(&format!("\">{number}</a></sup>"));
    }

    pub(super) fn close_footnote(&mut self, number: u32) {
        let html = std::mem::replace(&mut self.html, self.aside.pop().unwrap_or_default());
        self.footnotes.entry(number).or_default().html = html;
    }
}
