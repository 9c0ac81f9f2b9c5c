//! The text of both editions as HTML.
//!
//! In: a redline and the two editions. Out: HTML in which every word that was put in stands in `<ins>`, every word that
//! was taken out in `<del>`, and blocks are told of by a label before them: neither element ever stands around a block,
//! where not all readers would see it and tables and lists would break.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::graph::EditionIndex;
use crate::model::body::{AlertKind, Alignment};
use crate::redline::{Atom, Block, Change, Column, Content, Kind, Mark, Note, Piece, Redline, Run, Side};
use crate::view::prose::escape;
use crate::view::redline::inline::{number, runs};
use crate::view::redline::{fold, views};
use crate::view::{ContentsEntry, Part, Prose, Section, Writer};

/// The text, unless nothing in it or in what it shows changed, and for each block of the redline the fragment of its
/// heading.
pub(super) fn html(
    writer: &Writer<'_>,
    (old, new): (EditionIndex, EditionIndex),
    redline: &Redline,
    records: &[Section],
) -> (Option<Part>, Vec<Option<String>>) {
    let mut walk = Walk {
        writer,
        old,
        new,
        redline,
        records,
        html: String::new(),
        told: None,
        depth: 0,
        headings: Vec::new(),
        leaders: BTreeMap::new(),
        opening: BTreeMap::new(),
        marks: vec![0; redline.notes.len()],
        removed: 0,
    };
    walk.find_leaders(&redline.blocks);
    let anchors = anchors(&redline.blocks);
    if redline.is_empty() && !redline.blocks.iter().any(|block| views::changed(&walk, block).is_some()) {
        return (None, anchors);
    }
    walk.text(&redline.blocks);
    walk.notes();
    let prose = Prose { html: walk.html, headings: walk.headings, passages: Vec::new() };
    (Some(Part::Prose(prose)), anchors)
}

/// The fragments of headings; one that was taken out gets one that no author's text has.
fn anchors(blocks: &[Block]) -> Vec<Option<String>> {
    let mut removed = 0;
    let anchor = |block: &Block| match (&block.kind, block.change) {
        (Kind::Heading { .. }, Change::Away(_)) => None,
        (Kind::Heading { .. }, Change::Deleted) => {
            removed += 1;
            Some(removed_anchor(removed))
        }
        (Kind::Heading { anchor, .. }, _) => Some(anchor.clone()),
        _ => None,
    };
    blocks.iter().map(anchor).collect()
}

fn removed_anchor(number: usize) -> String {
    format!("redline--{number}")
}

pub(super) struct Walk<'a> {
    pub writer: &'a Writer<'a>,
    pub old: EditionIndex,
    pub new: EditionIndex,
    pub redline: &'a Redline,
    /// What the page tells of the document's records before its text.
    pub records: &'a [Section],
    pub html: String,
    /// In a block that only one edition has, its mark and whether that has been said in words.
    pub told: Option<(Mark, Told)>,
    depth: usize,
    headings: Vec<ContentsEntry>,
    /// For each block that moved the first of its passage, as it stands in one and in the other place.
    leaders: BTreeMap<(Side, usize), usize>,
    /// How a block that moved begins.
    opening: BTreeMap<usize, String>,
    /// How often each footnote has been marked.
    pub marks: Vec<usize>,
    /// How many headings at the top that were taken out have been written.
    removed: usize,
}

/// Whether readers have been told in words that a block was put in or taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Yes,
    NotYet,
}

/// Blocks in a row to which the same happened.
fn groups(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let follows = |before: &Block| match (before.change, block.change) {
            (Change::Here(a), Change::Here(b)) | (Change::Away(a), Change::Away(b)) => a.passage == b.passage,
            (Change::Inserted, Change::Inserted) | (Change::Deleted, Change::Deleted) => true,
            _ => false,
        };
        match groups.last_mut() {
            Some(last) if follows(&blocks[last.end - 1]) => last.end = index + 1,
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

impl Walk<'_> {
    fn find_leaders(&mut self, blocks: &[Block]) {
        for group in groups(blocks) {
            let first = &blocks[group.start];
            for block in &blocks[group] {
                match (first.change, block.change) {
                    (Change::Here(leader), Change::Here(own)) => {
                        self.leaders.insert((Side::New, own.block), leader.block);
                        self.opening.insert(own.block, opening(&block.words(Side::New)));
                    }
                    (Change::Away(leader), Change::Away(own)) => {
                        self.leaders.insert((Side::Old, own.block), leader.block);
                    }
                    _ => {}
                }
                if let Content::Blocks(children) = &block.content {
                    self.find_leaders(children);
                }
            }
        }
    }

    /// All of the text, stretches without changes shut.
    fn text(&mut self, blocks: &[Block]) {
        let mut at = 0;
        for stretch in fold::stretches(self, blocks) {
            self.siblings(&blocks[at..stretch.start]);
            let own = &blocks[stretch.clone()];
            let label = escaped(&fold::label(self, own));
            self.html.push_str(&format!(
                "<details class=\"unchanged\">\n<summary>{label}</summary>\n<div class=\"prose\">\n"
            ));
            self.siblings(own);
            self.html.push_str("</div>\n</details>\n");
            at = stretch.end;
        }
        self.siblings(&blocks[at..]);
    }

    /// Blocks that can stand anywhere, each group to which something happened in a frame with a label.
    fn siblings(&mut self, blocks: &[Block]) {
        for group in groups(blocks) {
            let own = &blocks[group];
            let Some(first) = own.first() else { continue };
            // What stands in a list or a table, or in something that is new as a whole, is no frame's matter.
            let is_framed = self.told.is_none() && !is_part(&first.kind);
            match first.change {
                Change::Away(moved) => self.away(moved.block, first),
                Change::Here(moved) if is_framed => self.framed("moved", own, |walk| walk.here_label(moved.block)),
                Change::Inserted if is_framed => self.framed_as(Mark::Inserted, own),
                Change::Deleted if is_framed => self.framed_as(Mark::Deleted, own),
                _ => own.iter().for_each(|block| self.block(block)),
            }
        }
    }

    fn framed_as(&mut self, mark: Mark, own: &[Block]) {
        let (class, label) = match mark {
            Mark::Deleted => ("deleted", "redline.block_deleted"),
            _ => ("inserted", "redline.block_inserted"),
        };
        self.framed(class, own, |walk| {
            let label = walk.writer.text(label);
            walk.plain(&label);
        });
    }

    fn framed(&mut self, class: &str, own: &[Block], label: impl Fn(&mut Self)) {
        let id = match own.first().map(|block| block.change) {
            Some(Change::Here(moved)) => format!(" id=\"redline--to-{}\"", moved.block),
            _ => String::new(),
        };
        self.html.push_str(&format!("<div class=\"change {class}\"{id}><p class=\"change-label\">"));
        label(self);
        self.html.push_str("</p>\n");
        let mark = match class {
            "inserted" => Some((Mark::Inserted, Told::Yes)),
            "deleted" => Some((Mark::Deleted, Told::Yes)),
            _ => None,
        };
        let before = std::mem::replace(&mut self.told, mark);
        for block in own {
            self.block(block);
        }
        self.told = before;
        self.html.push_str("</div>\n");
    }

    fn here_label(&mut self, block: usize) {
        let leader = self.leaders.get(&(Side::Old, block)).copied().unwrap_or(block);
        let (label, link) = (self.writer.text("redline.moved_here"), self.writer.text("redline.see_old"));
        self.plain(&label);
        self.html.push_str(&format!(" <a href=\"#redline--from-{leader}\">"));
        self.plain(&link);
        self.html.push_str("</a>");
    }

    /// Where something stood: how it begins, and a link to where it stands now.
    fn away(&mut self, block: usize, first: &Block) {
        let leader = self.leaders.get(&(Side::New, block)).copied().unwrap_or(block);
        let element = if first.kind == Kind::Item { "li" } else { "p" };
        let opening = self.opening.get(&block).cloned().unwrap_or_default();
        let label = self.writer.texts().fill("redline.moved_away", &[("text", &opening)]);
        let link = self.writer.text("redline.see_new");
        self.html.push_str(&format!("<{element} class=\"change moved away\" id=\"redline--from-{block}\">"));
        self.plain(&label);
        self.html.push_str(&format!(" <a href=\"#redline--to-{leader}\">"));
        self.plain(&link);
        self.html.push_str(&format!("</a></{element}>\n"));
    }

    fn block(&mut self, block: &Block) {
        let mark = match block.change {
            Change::Inserted => Some(Mark::Inserted),
            Change::Deleted => Some(Mark::Deleted),
            _ => None,
        };
        let before = self.told;
        if let (Some(mark), None) = (mark, before) {
            self.told = Some((mark, Told::NotYet));
        }
        if block.was.is_some() && !is_part(&block.kind) {
            let label = self.writer.text("redline.reshaped");
            self.html.push_str("<p class=\"change-label\">");
            self.plain(&label);
            self.html.push_str("</p>\n");
        }
        self.element(block);
        if before.is_none() {
            self.told = None;
        }
    }

    fn element(&mut self, block: &Block) {
        let changed = if self.depth == 0 && block.change == Change::Within { " class=\"changed\"" } else { "" };
        match &block.kind {
            Kind::Paragraph => self.around(block, &format!("<p{changed}>"), "</p>\n"),
            Kind::Heading { level, anchor } => self.heading(block, *level, anchor),
            Kind::Quote => self.around(block, &format!("<blockquote{changed}>\n"), "</blockquote>\n"),
            Kind::Alert(kind) => self.alert(block, *kind),
            Kind::List(None) => self.around(block, &format!("<ul{changed}>\n"), "</ul>\n"),
            Kind::List(Some(1)) => self.around(block, &format!("<ol{changed}>\n"), "</ol>\n"),
            Kind::List(Some(start)) => self.around(block, &format!("<ol{changed} start=\"{start}\">\n"), "</ol>\n"),
            Kind::TaskList => self.around(block, "<ul class=\"tasks\">\n", "</ul>\n"),
            Kind::Item => self.item(block),
            Kind::Definitions => self.around(block, &format!("<dl{changed}>\n"), "</dl>\n"),
            Kind::DefinitionTitle => self.around(block, "<dt>", "</dt>\n"),
            Kind::DefinitionText => self.around(block, "<dd>", "</dd>\n"),
            Kind::Table(_) => self.table(block),
            Kind::Code => self.around(block, "<pre tabindex=\"0\"><code>", "</code></pre>\n"),
            Kind::Rule => self.html.push_str("<hr>\n"),
            Kind::View => views::write(self, block),
            Kind::Line | Kind::Head | Kind::Row | Kind::Cell | Kind::Gap | Kind::Footnote => self.content(block),
        }
    }

    fn around(&mut self, block: &Block, open: &str, close: &str) {
        self.html.push_str(open);
        self.content(block);
        self.html.push_str(close);
    }

    fn content(&mut self, block: &Block) {
        match &block.content {
            Content::Nothing => {}
            Content::Runs(own) => runs(self, own),
            Content::Blocks(blocks) => {
                self.depth += 1;
                self.siblings(blocks);
                self.depth -= 1;
            }
        }
    }

    /// A box with the title of its kind, and of what its kind was.
    fn alert(&mut self, block: &Block, kind: AlertKind) {
        self.html
            .push_str(&format!("<div class=\"alert alert-{}\" role=\"note\"><p class=\"alert-title\">", kind.key()));
        let title = |kind: AlertKind| self.writer.choice("alert", kind.key());
        let now = title(kind);
        match &block.was {
            Some(Kind::Alert(was)) if self.told.is_none() => {
                let before = title(*was);
                self.told = Some((Mark::Deleted, Told::NotYet));
                self.own_words(&before);
                self.html.push(' ');
                self.told = Some((Mark::Inserted, Told::NotYet));
                self.own_words(&now);
                self.told = None;
            }
            _ => self.own_words(&now),
        }
        self.html.push_str("</p>\n");
        self.around(block, "", "</div>\n");
    }

    /// Words of the program's own in a block that only one edition has bear its mark.
    pub fn own_words(&mut self, text: &str) {
        let mark = self.told.map_or(Mark::Same, |(mark, _)| mark);
        let piece = Piece { atom: Atom::Text(text.to_owned()), styles: Vec::new() };
        runs(self, &[Run { mark, pieces: vec![piece] }]);
    }

    fn heading(&mut self, block: &Block, level: u8, anchor: &str) {
        let is_removed = block.change == Change::Deleted || matches!(self.told, Some((Mark::Deleted, _)));
        let id = match (is_removed, self.depth) {
            (false, _) => anchor.to_owned(),
            (true, 0) => {
                self.removed += 1;
                removed_anchor(self.removed)
            }
            (true, _) => String::new(),
        };
        if level <= 3 && !is_removed {
            let text = block.words(Side::New);
            self.headings.push(ContentsEntry { level, text, anchor: anchor.to_owned() });
        }
        let id = if id.is_empty() { String::new() } else { format!(" id=\"{}\"", escaped(&id)) };
        let changed = if self.depth == 0 && block.change == Change::Within { " class=\"changed\"" } else { "" };
        self.around(block, &format!("<h{level}{id}{changed}>"), &format!("</h{level}>\n"));
    }

    fn item(&mut self, block: &Block) {
        if let Change::Here(moved) = block.change {
            self.html.push_str(&format!(
                "<li class=\"change moved\" id=\"redline--to-{}\"><span class=\"change-label\">",
                moved.block
            ));
            self.here_label(moved.block);
            self.html.push_str("</span> ");
            self.leaders.insert((Side::New, moved.block), moved.block);
        } else {
            self.html.push_str("<li>");
        }
        self.content(block);
        self.html.push_str("</li>\n");
    }

    fn notes(&mut self) {
        let notes: Vec<(usize, &Note, &Block)> = self
            .redline
            .notes
            .iter()
            .enumerate()
            .filter_map(|(index, note)| Some((index, note, note.block.as_ref()?)))
            .collect();
        if notes.is_empty() {
            return;
        }
        let title = escaped(&self.writer.text("doc.footnotes"));
        self.html.push_str(&format!("<section class=\"footnotes\"><h2 class=\"visually-hidden\">{title}</h2>\n<ol>\n"));
        let back = escaped(&self.writer.text("doc.footnote_back"));
        for (index, note, block) in notes {
            let number = number(note, Mark::Same);
            self.html.push_str(&format!("<li id=\"fn-{index}\" value=\"{number}\">"));
            self.depth = 1;
            self.block(block);
            self.depth = 0;
            let link = format!("<a class=\"footnote-back\" href=\"#fnref-{index}\" aria-label=\"{back}\">↩</a>");
            self.html.push_str(&format!("{link}</li>\n"));
        }
        self.html.push_str("</ol></section>\n");
    }

    fn table(&mut self, block: &Block) {
        let (Kind::Table(columns), Content::Blocks(rows)) = (&block.kind, &block.content) else { return };
        let label =
            escaped(&self.headings.last().map_or_else(|| self.writer.text("doc.table"), |own| own.text.clone()));
        let open = format!("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n");
        self.html.push_str(&open);
        self.html.push_str("<table>\n");
        let heads = rows.iter().take_while(|row| row.kind == Kind::Head).count();
        for (rows, part) in [(&rows[..heads], "thead"), (&rows[heads..], "tbody")] {
            if !rows.is_empty() {
                self.html.push_str(&format!("<{part}>\n"));
                for row in rows {
                    self.row(row, columns);
                }
                self.html.push_str(&format!("</{part}>\n"));
            }
        }
        self.html.push_str("</table>\n</div>\n");
    }

    fn row(&mut self, row: &Block, columns: &[Column]) {
        let before = self.told;
        self.tell(row.change);
        self.html.push_str("<tr>");
        let Content::Blocks(cells) = &row.content else { return };
        for (at, cell) in cells.iter().enumerate() {
            let class = match columns.get(at).map(|column| column.align) {
                Some(Alignment::End) => " class=\"number\"",
                Some(Alignment::Centre) => " class=\"centre\"",
                _ => "",
            };
            let (element, scope) = match (&row.kind, at, &cell.kind) {
                (_, _, Kind::Gap) => ("td", ""),
                (Kind::Head, ..) => ("th", " scope=\"col\""),
                (_, 0, _) => ("th", " scope=\"row\""),
                _ => ("td", ""),
            };
            let outer = self.told;
            if outer.is_none() {
                self.tell(cell.change);
            }
            self.html.push_str(&format!("<{element}{scope}{class}>"));
            self.content(cell);
            self.html.push_str(&format!("</{element}>"));
            if outer.is_none() {
                self.told = None;
            }
        }
        self.html.push_str("</tr>\n");
        self.told = before;
    }

    fn tell(&mut self, change: Change) {
        let mark = match change {
            Change::Inserted => Mark::Inserted,
            Change::Deleted => Mark::Deleted,
            _ => return,
        };
        self.told = self.told.or(Some((mark, Told::NotYet)));
    }

    /// Adds plain words.
    pub fn plain(&mut self, text: &str) {
        escape(text, &mut self.html);
    }
}

/// What is part of a list, a definition or a table, where no other block may stand between.
fn is_part(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Item
            | Kind::DefinitionTitle
            | Kind::DefinitionText
            | Kind::Head
            | Kind::Row
            | Kind::Cell
            | Kind::Gap
            | Kind::Line
            | Kind::Footnote
    )
}

/// A text with what HTML would take for its own written otherwise.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

/// The first words of a text.
fn opening(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<_> = words.by_ref().take(7).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
