//! Both bodies put together.

use std::collections::BTreeMap;

use crate::model::body::{Body, Node};
use crate::redline::align::{Bag, Entry, Step, align};
use crate::redline::moves::{is_movable, moves, passages};
use crate::redline::tree::{Edition, Numbers, Source, Tree, class, marks, tag, tree};
use crate::redline::{Block, Change, Content, Kind, Mark, Moved, Note, Redline, Side, table, words};

/// What is known while a redline is made.
pub(super) struct Builder<'a> {
    pub old: Edition<'a>,
    pub new: Edition<'a>,
    pub numbers: Numbers,
    found: Found<'a>,
}

type Known = BTreeMap<u32, usize>;

/// The redline of two bodies.
pub(super) fn build(old: &Body, new: &Body) -> Redline {
    let notes = known_notes(old, new);
    let [old_known, new_known] = [Side::Old, Side::New].map(|side| known(&notes, side));
    let old = Edition { side: Side::Old, body: old, notes: &old_known };
    let new = Edition { side: Side::New, body: new, notes: &new_known };
    let mut numbers = Numbers::default();
    let (before, after) = (tree(&old, &mut numbers), tree(&new, &mut numbers));
    let mut builder = Builder { old, new, numbers, found: Found::default() };
    let mut blocks = builder.row(&before.blocks, &after.blocks);
    builder.put_moves(&mut blocks);
    let notes = notes.iter().map(|(old, new)| builder.note((&before, *old), (&after, *new))).collect();
    Redline { blocks, notes }
}

/// The numbers of each footnote in both editions, in the order of the new one.
fn known_notes(old: &Body, new: &Body) -> Vec<(Option<u32>, Option<u32>)> {
    let none = Known::new();
    let mut numbers = Numbers::default();
    let mut notes = |side, body| {
        let mut notes = tree(&Edition { side, body, notes: &none }, &mut numbers).notes;
        for number in marks(body) {
            let empty = || Source::empty(side, Kind::Footnote);
            notes.entry(number).or_insert_with(empty);
        }
        notes.into_iter().collect::<Vec<(u32, Source)>>()
    };
    if marks(old).is_empty() && marks(new).is_empty() {
        return Vec::new();
    }
    let (before, after) = (notes(Side::Old, old), notes(Side::New, new));
    let entries = |row: &[(u32, Source)]| row.iter().map(|(_, source)| source.entry()).collect::<Vec<_>>();
    let bag = |side, index: usize| match side {
        Side::Old => bag_of(old, &before[index].1),
        Side::New => bag_of(new, &after[index].1),
    };
    let steps = align(&entries(&before), &entries(&after), &bag);
    let number = |step| match step {
        Step::Same(i, j) | Step::Pair(i, j) => (Some(before[i].0), Some(after[j].0)),
        Step::Deleted(i) => (Some(before[i].0), None),
        Step::Inserted(j) => (None, Some(after[j].0)),
    };
    steps.into_iter().map(number).collect()
}

fn known(notes: &[(Option<u32>, Option<u32>)], side: Side) -> Known {
    let number = |(old, new): &(Option<u32>, Option<u32>)| if side == Side::Old { *old } else { *new };
    notes.iter().enumerate().filter_map(|(index, note)| Some((number(note)?, index))).collect()
}

impl Source {
    /// A block of nothing.
    pub fn empty(side: Side, kind: Kind) -> Self {
        Self { side, kind, columns: Box::default(), children: Vec::new(), nodes: 0..0, id: u32::MAX }
    }

    /// What the block is known by in its row.
    pub fn entry(&self) -> Entry {
        Entry { id: self.id, class: class(&self.kind) }
    }
}

/// The words in a block.
pub(super) fn bag_of(body: &Body, source: &Source) -> Bag {
    let mut bag = Bag::new(class(&source.kind));
    fill(body, source, &mut bag);
    if let Kind::Heading { anchor, .. } = &source.kind {
        bag.add_name(anchor);
    }
    bag.sorted()
}

/// Adds the words in a block to a bag.
pub(super) fn fill(body: &Body, source: &Source, bag: &mut Bag) {
    for child in &source.children {
        fill(body, child, bag);
    }
    for node in body.nodes.get(source.nodes.clone()).unwrap_or_default() {
        match node {
            Node::Text(words) | Node::Code(words) => bag.add(body.words(*words)),
            Node::Reference(index) => bag.add(&body.references[*index as usize].id),
            Node::View(index) => bag.add(&crate::redline::tree::view_words(body, *index)),
            _ => {}
        }
    }
}

impl<'a> Builder<'a> {
    /// The text of an edition.
    pub fn body(&self, side: Side) -> &Body {
        if side == Side::Old { self.old.body } else { self.new.body }
    }

    fn edition(&self, source: &Source) -> &Edition<'_> {
        if source.side == Side::Old { &self.old } else { &self.new }
    }

    fn bag(&self, source: &Source) -> Bag {
        bag_of(self.edition(source).body, source)
    }

    /// What became of blocks in a row.
    fn row(&mut self, old: &'a [Source], new: &'a [Source]) -> Vec<Block> {
        let entries = |row: &[Source]| row.iter().map(Source::entry).collect::<Vec<_>>();
        let bag = |side, index: usize| self.bag(if side == Side::Old { &old[index] } else { &new[index] });
        let steps = align(&entries(old), &entries(new), &bag);
        let block = |step| match step {
            Step::Same(_, j) => self.whole(&new[j], Mark::Same),
            Step::Pair(i, j) => self.pair(&old[i], &new[j]),
            Step::Deleted(i) => {
                self.found.gone.extend(is_movable(&old[i].kind).then_some(&old[i]));
                self.whole(&old[i], Mark::Deleted)
            }
            Step::Inserted(j) => {
                self.found.come.extend(is_movable(&new[j].kind).then_some(&new[j]));
                self.whole(&new[j], Mark::Inserted)
            }
        };
        steps.into_iter().map(block).collect()
    }

    /// A block of both editions.
    pub fn pair(&mut self, old: &'a Source, new: &'a Source) -> Block {
        let was = (tag(&old.kind) != tag(&new.kind)).then(|| old.kind.clone());
        let (kind, content) = match new.kind {
            Kind::Table(_) => table::pair(self, old, new),
            _ if is_container(&new.kind) => (new.kind.clone(), Content::Blocks(self.row(&old.children, &new.children))),
            _ => (new.kind.clone(), Content::Runs(words::line((&self.old, old), (&self.new, new)))),
        };
        let same = was.is_none() && is_same(&kind, &content);
        Block { kind, was, change: if same { Change::Same } else { Change::Within }, content }
    }

    /// A block of one edition, or one that both have alike.
    pub fn whole(&self, source: &Source, mark: Mark) -> Block {
        let change = match mark {
            Mark::Same => Change::Same,
            Mark::Inserted => Change::Inserted,
            Mark::Deleted => Change::Deleted,
        };
        let kind = match &source.kind {
            Kind::Table(_) => table::columns(source),
            kind => kind.clone(),
        };
        let content = if is_container(&source.kind) {
            Content::Blocks(source.children.iter().map(|child| self.whole(child, mark)).collect())
        } else if source.kind == Kind::Rule {
            Content::Nothing
        } else {
            Content::Runs(words::whole((self.edition(source), source), mark))
        };
        Block { kind, was: None, change, content }
    }

    fn note(&mut self, old: (&'a Tree, Option<u32>), new: (&'a Tree, Option<u32>)) -> Note {
        let find = |(tree, number): (&'a Tree, Option<u32>)| tree.notes.get(&number?);
        let block = match (find(old), find(new)) {
            (Some(old), Some(new)) => Some(self.pair(old, new)),
            (Some(old), None) => Some(self.whole(old, Mark::Deleted)),
            (None, Some(new)) => Some(self.whole(new, Mark::Inserted)),
            (None, None) => None,
        };
        Note { old: old.1, new: new.1, block }
    }

    /// Finds what moved among what was taken out and put in, and says so in its two places.
    fn put_moves(&mut self, blocks: &mut [Block]) {
        let found = std::mem::take(&mut self.found);
        let bag = |source: &Source| self.bag(source);
        let moved = moves(&found.gone, &found.come, &bag);
        if moved.iter().all(Option::is_none) {
            return;
        }
        let passages = passages(&moved);
        let mut here: BTreeMap<usize, (usize, Moved)> = BTreeMap::new();
        for (gone, come) in moved.iter().enumerate().filter_map(|(gone, come)| Some((gone, (*come)?))) {
            here.insert(come, (gone, Moved { passage: passages[gone], block: gone }));
        }
        let mut put = Put { builder: self, found: &found, moved: &moved, passages: &passages, here: &here, at: (0, 0) };
        put.blocks(blocks);
    }
}

/// The outermost blocks that only one edition has, in the order in which they are written.
#[derive(Default)]
struct Found<'s> {
    gone: Vec<&'s Source>,
    come: Vec<&'s Source>,
}

/// A second walk, which meets the same blocks in the same order.
struct Put<'b, 'a> {
    builder: &'b mut Builder<'a>,
    found: &'b Found<'a>,
    moved: &'b [Option<usize>],
    passages: &'b [usize],
    here: &'b BTreeMap<usize, (usize, Moved)>,
    at: (usize, usize),
}

impl Put<'_, '_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match (block.change, &mut block.content) {
                (Change::Within, Content::Blocks(children)) if !matches!(block.kind, Kind::Table(_)) => {
                    self.blocks(children);
                }
                (Change::Deleted, _) if is_movable(&block.kind) => self.gone(block),
                (Change::Inserted, _) if is_movable(&block.kind) => self.come(block),
                _ => {}
            }
        }
    }

    fn gone(&mut self, block: &mut Block) {
        let index = self.at.0;
        self.at.0 += 1;
        if self.moved[index].is_some() {
            block.change = Change::Away(Moved { passage: self.passages[index], block: index });
            block.content = Content::Nothing;
        }
    }

    fn come(&mut self, block: &mut Block) {
        let index = self.at.1;
        self.at.1 += 1;
        if let Some((gone, moved)) = self.here.get(&index) {
            *block = self.builder.pair(self.found.gone[*gone], self.found.come[index]);
            block.change = Change::Here(*moved);
        }
    }
}

/// Whether a kind holds blocks.
pub(super) fn is_container(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Quote
            | Kind::Alert(_)
            | Kind::List(_)
            | Kind::TaskList
            | Kind::Item
            | Kind::Definitions
            | Kind::DefinitionText
            | Kind::Table(_)
            | Kind::Head
            | Kind::Row
            | Kind::Footnote
    )
}

/// Whether nothing in a block differs.
pub(super) fn is_same(kind: &Kind, content: &Content) -> bool {
    let columns = match kind {
        Kind::Table(columns) => columns.iter().all(|column| column.mark == Mark::Same),
        _ => true,
    };
    columns
        && match content {
            Content::Nothing => true,
            Content::Blocks(blocks) => blocks.iter().all(|block| block.change == Change::Same),
            Content::Runs(runs) => runs.iter().all(|run| run.mark == Mark::Same),
        }
}
