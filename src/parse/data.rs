//! Data files to records.

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::model::data::{Data, Filed, PlanData, Recurs};
use crate::model::id::RecordKind;
use crate::model::record::{Decode, Reader};
use crate::model::value::{Entry, Node, Value};
use crate::parse::layout::{Layout, Table};
use crate::parse::{Decoded, csv, yaml};
use crate::source::SourceFile;

/// The records of a data file, and the findings.
pub(super) struct Read {
    pub data: Data,
    pub findings: Vec<Diagnostic>,
    /// Names of all records that stand in the file, also of those that could not be read.
    pub lost: Vec<(RecordKind, String)>,
}

/// Reads a data file.
pub(super) fn data(file: &SourceFile, decoded: &Decoded<'_>, table: Table, layout: &Layout) -> Read {
    let (tree, mut findings, aside) = match file.path.ending().as_str() {
        "csv" => {
            let (rows, findings) = csv::rows(&decoded.text, &file.path);
            (rows, findings, Vec::new())
        }
        _ => {
            let tree = yaml::tree(&decoded.text, 0, &file.path);
            (tree.node, tree.findings, tree.lost)
        }
    };
    let mut reader = Reader::new(file.path.clone(), layout.lang);
    let mut data = Data::default();
    let into = &mut data;
    match table {
        Table::Roles => read(&tree, &mut reader, &mut into.roles),
        Table::OrgUnits => read(&tree, &mut reader, &mut into.org_units),
        Table::Accounts => read(&tree, &mut reader, &mut into.accounts),
        Table::Metrics => read(&tree, &mut reader, &mut into.metrics),
        Table::Figures => read(&tree, &mut reader, &mut into.figures),
        Table::Populations => read(&tree, &mut reader, &mut into.populations),
        Table::Values => read(&tree, &mut reader, &mut into.values),
        Table::LocalAreas => read(&tree, &mut reader, &mut into.local_areas),
        Table::Glossary => read(&tree, &mut reader, &mut into.glossary),
        Table::Wheel => read(&tree, &mut reader, &mut into.wheel),
        Table::Measurements => read(&tree, &mut reader, &mut into.measurements),
        Table::Goals => read(&tree, &mut reader, &mut plan(into, file).goals),
        Table::Actions => read(&tree, &mut reader, &mut plan(into, file).actions),
    }
    once_without_year(&data, &mut reader);
    let is_whole = findings.is_empty() && reader.findings.is_empty();
    findings.extend(reader.findings);
    let lost = if is_whole { Vec::new() } else { lost(&tree, aside, table) };
    Read { data, findings, lost }
}

/// What happens once has a year, or it comes back every year after all.
fn once_without_year(data: &Data, reader: &mut Reader) {
    let items = data.wheel.iter().map(|filed| &filed.record);
    for item in items.filter(|item| item.recurs == Some(Recurs::Once) && item.year.is_none()) {
        let finding = Diagnostic::warning("R02", "once-without-year", &reader.file).at(item.places.of("recurs"));
        reader.tell(finding.hint("hint-once-without-year"));
    }
}

/// The names of a file's records.
fn lost(tree: &Node, aside: Vec<(String, String)>, table: Table) -> Vec<(RecordKind, String)> {
    let Some(kind) = table.kind() else { return Vec::new() };
    let (items, names) = match &tree.value {
        Value::List(items) => (items.as_slice(), Vec::new()),
        Value::Map(entries) => match entries.as_slice() {
            [Entry { node: Node { value: Value::List(items), .. }, .. }] => (items.as_slice(), Vec::new()),
            // Records by their names instead of a list.
            _ => (&[][..], entries.iter().map(|entry| entry.key.clone()).collect()),
        },
        _ => (&[][..], Vec::new()),
    };
    let read = items.iter().filter_map(|item| item.get("id")?.scalar().map(|id| id.trim().to_owned()));
    read.chain(names).chain(aside.into_iter().map(|(_, id)| id)).map(|id| (kind, id)).collect()
}

/// The plan beside which a file stands: `2026` for `2026.actions.csv`.
fn plan<'a>(data: &'a mut Data, file: &SourceFile) -> &'a mut PlanData {
    let stem = file.path.stem();
    let plan = stem.rsplit_once('.').map_or(stem, |(plan, _)| plan);
    data.plans.entry(plan.to_owned()).or_default()
}

fn read<T: Decode>(tree: &Node, reader: &mut Reader, into: &mut Vec<Filed<T>>) {
    let items = match &tree.value {
        Value::List(items) => items.as_slice(),
        Value::Null | Value::Unread => &[],
        // `roles:` above the list.
        Value::Map(entries) => match entries.as_slice() {
            [Entry { node: Node { value: Value::List(items), .. }, key_span, .. }] => {
                let finding = Diagnostic::error("R02", "list-below-name", &reader.file).at(*key_span);
                reader.tell(finding.hint("hint-list-below-name"));
                items.as_slice()
            }
            _ => {
                let _: Option<()> = reader.wrong_with("expected-list", "hint-list-of-records", tree);
                return;
            }
        },
        Value::Scalar(_) => {
            let _: Option<()> = reader.wrong_with("expected-list", "hint-list-of-records", tree);
            return;
        }
    };
    let file = reader.file.clone();
    let records = items.iter().filter_map(|item| T::decode(item, reader));
    into.extend(records.map(|record| Filed { file: file.clone(), record }));
}

impl Data {
    /// Puts the measurements of days after `today` aside, so that none of them is taken for the newest.
    pub fn set_aside_after(&mut self, today: Date) {
        let ahead = self.measurements.extract_if(.., |filed| filed.record.date > today);
        self.ahead.extend(ahead);
    }

    /// Adds the records of another file.
    pub fn add(&mut self, other: &Self) {
        self.roles.extend_from_slice(&other.roles);
        self.org_units.extend_from_slice(&other.org_units);
        self.accounts.extend_from_slice(&other.accounts);
        self.metrics.extend_from_slice(&other.metrics);
        self.figures.extend_from_slice(&other.figures);
        self.populations.extend_from_slice(&other.populations);
        self.values.extend_from_slice(&other.values);
        self.local_areas.extend_from_slice(&other.local_areas);
        self.glossary.extend_from_slice(&other.glossary);
        self.wheel.extend_from_slice(&other.wheel);
        self.measurements.extend_from_slice(&other.measurements);
        for (plan, data) in &other.plans {
            let own = self.plans.entry(plan.clone()).or_default();
            own.goals.extend_from_slice(&data.goals);
            own.actions.extend_from_slice(&data.actions);
        }
    }
}
