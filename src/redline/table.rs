//! Tables with rows and columns put in and taken out.
//!
//! In: a table in both editions. Out: one table with the columns and rows of both. A column is known by its head, a row
//! by its first cell, and both by the words in them.

use std::hash::Hash;

use crate::model::body::Alignment;
use crate::redline::align::{Bag, Step, align};
use crate::redline::build::{Builder, fill, is_same};
use crate::redline::tree::{Source, class};
use crate::redline::{Block, Change, Column, Content, Kind, Mark, Side};

/// A column of the table of both, by its place in each.
type Place = (Option<usize>, Option<usize>);

/// The columns of a table that only one edition has, or both alike.
pub(super) fn columns(source: &Source) -> Kind {
    Kind::Table(source.columns.iter().map(|align| Column { align: *align, mark: Mark::Same }).collect())
}

/// A table of both editions.
pub(super) fn pair<'s>(builder: &mut Builder<'s>, old: &'s Source, new: &'s Source) -> (Kind, Content) {
    let tables = Tables { old, new };
    let columns = tables.columns(builder);
    let steps = tables.rows(builder, &columns);
    let rows = steps.into_iter().map(|step| tables.row(builder, step, &columns)).collect();
    let align = |source: &Source, at: usize| source.columns.get(at).copied().unwrap_or(Alignment::Start);
    let column = |place: &Place| match *place {
        (Some(at), None) => Column { align: align(old, at), mark: Mark::Deleted },
        (None, Some(at)) => Column { align: align(new, at), mark: Mark::Inserted },
        (_, at) => Column { align: align(new, at.unwrap_or_default()), mark: Mark::Same },
    };
    (Kind::Table(columns.iter().map(column).collect()), Content::Blocks(rows))
}

struct Tables<'s> {
    old: &'s Source,
    new: &'s Source,
}

impl<'s> Tables<'s> {
    fn side(&self, side: Side) -> &'s Source {
        if side == Side::Old { self.old } else { self.new }
    }

    /// The cells of a column, its head first.
    fn column(&self, side: Side, at: usize) -> impl Iterator<Item = &'s Source> {
        self.side(side).children.iter().filter_map(move |row| row.children.get(at))
    }

    fn columns(&self, builder: &Builder<'_>) -> Vec<Place> {
        let entries = |side| {
            let width = self.side(side).children.iter().map(|row| row.children.len()).max().unwrap_or_default();
            (0..width).filter_map(|at| self.column(side, at).next()).map(Source::entry).collect::<Vec<_>>()
        };
        let bag = |side, at: usize| {
            let mut bag = Bag::new(class(&Kind::Cell));
            self.column(side, at).for_each(|cell| fill(builder.body(side), cell, &mut bag));
            bag.sorted()
        };
        let steps = align(&entries(Side::Old), &entries(Side::New), &bag);
        steps.into_iter().map(place).collect()
    }

    /// The steps through the rows, which are compared by the columns that both have.
    fn rows(&self, builder: &mut Builder<'_>, columns: &[Place]) -> Vec<Step> {
        let common: Vec<(usize, usize)> = columns.iter().filter_map(|(old, new)| Some(((*old)?, (*new)?))).collect();
        let cells = |side, row: &'s Source| {
            let own: Vec<_> = common.iter().map(|(old, new)| if side == Side::Old { *old } else { *new }).collect();
            own.into_iter().filter_map(|at| row.children.get(at)).collect::<Vec<&Source>>()
        };
        let mut entries = |side| {
            let rows = &self.side(side).children;
            let mut entries = Vec::with_capacity(rows.len());
            for row in rows {
                let mut key = vec![0, class(&row.kind)];
                for cell in &cells(side, row) {
                    key.extend(cell.id.to_le_bytes());
                }
                let mut entry = row.entry();
                entry.id = builder.numbers.of(key);
                entries.push(entry);
            }
            entries
        };
        let (old, new) = (entries(Side::Old), entries(Side::New));
        let bag = |side, at: usize| {
            let row = &self.side(side).children[at];
            let mut bag = Bag::new(class(&row.kind));
            let cells = cells(side, row);
            for cell in &cells {
                fill(builder.body(side), cell, &mut bag);
            }
            named(&mut bag, cells.first().map(|cell| cell.id));
            bag.sorted()
        };
        // Heads belong together, whatever has become of their words.
        let is_head = |source: &Source| source.children.first().is_some_and(|row| row.kind == Kind::Head);
        if !is_head(self.old) || !is_head(self.new) {
            return align(&old, &new, &bag);
        }
        let after_heads = align(&old[1..], &new[1..], &|side, at| bag(side, at + 1));
        std::iter::once(Step::Pair(0, 0)).chain(after_heads.into_iter().map(Step::after_one)).collect()
    }

    fn row(&self, builder: &mut Builder<'s>, step: Step, columns: &[Place]) -> Block {
        let (old, new, mark) = match step {
            Step::Same(i, j) | Step::Pair(i, j) => (self.old.children.get(i), self.new.children.get(j), Mark::Same),
            Step::Deleted(i) => (self.old.children.get(i), None, Mark::Deleted),
            Step::Inserted(j) => (None, self.new.children.get(j), Mark::Inserted),
        };
        let cell = |(before, after): &Place| {
            let before = before.and_then(|at| old?.children.get(at));
            let after = after.and_then(|at| new?.children.get(at));
            match (before, after) {
                (Some(before), Some(after)) => builder.pair(before, after),
                (Some(before), None) => builder.whole(before, Mark::Deleted),
                (None, Some(after)) => builder.whole(after, Mark::Inserted),
                (None, None) => Block { kind: Kind::Gap, was: None, change: Change::Same, content: Content::Nothing },
            }
        };
        let kind = new.or(old).map_or(Kind::Row, |row| row.kind.clone());
        let content = Content::Blocks(columns.iter().map(cell).collect());
        let change = match mark {
            Mark::Deleted => Change::Deleted,
            Mark::Inserted => Change::Inserted,
            Mark::Same if is_same(&kind, &content) => Change::Same,
            Mark::Same => Change::Within,
        };
        Block { kind, was: None, change, content }
    }
}

fn place(step: Step) -> Place {
    match step {
        Step::Same(i, j) | Step::Pair(i, j) => (Some(i), Some(j)),
        Step::Deleted(i) => (Some(i), None),
        Step::Inserted(j) => (None, Some(j)),
    }
}

fn named(bag: &mut Bag, name: Option<impl Hash>) {
    if let Some(name) = name {
        bag.add_name(&name);
    }
}
