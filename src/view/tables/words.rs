//! Glossary, values and local areas.

use crate::model::data::{LocalArea, Term, Value};
use crate::model::id::{Kind, RecordKind};
use crate::model::kinds::Spec;
use crate::view::build::{columns, is, names, stacked, term_id};
use crate::view::writer::joined;
use crate::view::{Cell, Row, Table, Words, Writer};

/// The glossary in alphabetical order.
pub fn glossary(writer: &Writer<'_>, anchors: super::Anchors) -> Table {
    let order = crate::lang::Order::of(writer.lang);
    let mut terms: Vec<&Term> = writer.graph.data.glossary.iter().map(|filed| &filed.record).collect();
    terms.sort_by(|a, b| order.compare(&a.term, &b.term));
    let row = |term: &&Term| {
        let synonyms: Vec<_> = term.synonyms.iter().map(ToString::to_string).collect();
        let cells = vec![Words::plain(term.definition.as_str()).into(), Words::plain(synonyms.join(", ")).into()];
        let row = Row::new(Words::plain(term.term.as_str()), cells);
        match anchors {
            super::Anchors::Here => row.at(term_id(writer, &term.term).as_str()),
            super::Anchors::Elsewhere => row,
        }
    };
    let keys = ["table.term", "table.definition", "table.synonyms"];
    let rows = terms.iter().map(row).collect();
    stacked(writer.text("kind.glossary"), columns(writer, &keys), rows, writer.text("empty.glossary"))
}

/// Communication values and the strategies that build on them.
pub fn values(writer: &Writer<'_>, wants: impl Fn(&Value) -> bool, anchors: super::Anchors) -> Table {
    let graph = writer.graph;
    let strategies: Vec<_> = graph.of_kind(Kind::Strategy).chain(graph.of_kind(Kind::Policy)).collect();
    let row = |value: &Value| {
        let users = strategies.iter().filter(|index| match &graph.document(**index).spec {
            Spec::Strategy(strategy) => names(&strategy.values, value.id.as_str()),
            _ => false,
        });
        let users = Cell(users.map(|index| writer.edition(*index)).collect());
        let cells = vec![Words::plain(value.text.as_deref().unwrap_or_default()).into(), users];
        match anchors {
            super::Anchors::Here => Row::new(Words::plain(value.title.as_str()), cells).at(value.id.as_str()),
            super::Anchors::Elsewhere => Row::new(writer.record(RecordKind::Value, value.id.as_str()), cells),
        }
    };
    let list = graph.data.values.iter().map(|filed| &filed.record).filter(|value| wants(value));
    let keys = ["table.value", "table.meaning", "table.used_in"];
    let rows = list.map(row).collect();
    stacked(writer.text("strategy.values"), columns(writer, &keys), rows, writer.text("empty.values"))
}

/// Local areas with their populations and the actions that take place there.
pub fn local_areas(writer: &Writer<'_>) -> Table {
    let graph = writer.graph;
    let row = |area: &LocalArea| {
        let id = area.id.as_str();
        let populations = graph.data.populations.iter().map(|filed| &filed.record);
        let people = populations.filter(|population| is(population.area.as_ref(), id)).map(|population| {
            let number = Words::plain(format!(": {}", writer.lang.whole(population.value.0)));
            writer.record(RecordKind::Population, population.id.as_str()).then(number)
        });
        let actions = graph.actions().filter(|own| is(own.action.local_area.as_ref(), id));
        let actions = joined(actions.map(|own| writer.action(own.action)));
        Row::new(Words::plain(area.title.as_str()), vec![Cell::lines(people), actions.into()])
    };
    let rows = graph.data.local_areas.iter().map(|filed| row(&filed.record)).collect();
    let keys = ["strategy.local_area", "figure.population", "plan.actions"];
    stacked(writer.text("table.local_areas"), columns(writer, &keys), rows, writer.text("empty.local_areas"))
}
