//! What can be written, and what the guide says of it.

use std::collections::BTreeSet;

use rettesnor::model::id::Kind;
use rettesnor::model::record::Record as _;
use rettesnor::model::shape::{Field, Shape};
use rettesnor::model::site::Settings;
use rettesnor::model::view_call::ViewName;
use rettesnor::parse::fields_of;
use rettesnor::schema::Subject;

use super::texts::{Page, TONGUES, code, page, rows};

fn of(lang: &'static str, danish: &str, english: &str) -> Page {
    page(lang, if lang == "da" { danish } else { english })
}

/// The paths of fields and of the fields within them, as `targets.folder`.
fn paths(fields: &[Field]) -> BTreeSet<String> {
    fn within(shape: &Shape) -> Vec<Field> {
        match shape {
            Shape::Record(fields) => fields.clone(),
            Shape::List(of) | Shape::Table(of) => within(of),
            Shape::Either(shapes) => shapes.iter().flat_map(within).collect(),
            _ => Vec::new(),
        }
    }
    let own = fields.iter().flat_map(|field| {
        let below = paths(&within(&field.shape)).into_iter().map(|path| format!("{}.{path}", field.name));
        std::iter::once(field.name.to_owned()).chain(below.collect::<Vec<_>>())
    });
    own.collect()
}

/// The words of code in the first cells of all tables of a text.
fn firsts(text: &str) -> Vec<String> {
    let rows = rows(text);
    rows.iter().flat_map(|row| code(&row[0]).into_iter().map(str::to_owned)).collect()
}

#[test]
fn every_field_of_the_settings_is_named_and_exists() {
    let known = paths(&Settings::fields());
    assert!(known.contains("targets.removal_args") && known.contains("withheld_versions.reason"));
    for lang in TONGUES {
        let prose = page(lang, "pages/site-yaml.md").prose();
        let named: BTreeSet<_> = code(&prose).into_iter().collect();
        let is_named = |path: &&String| {
            let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
            // Fields of one record may be named together, and stand for the record.
            let by_parts = known.iter().any(|other| other.starts_with(&format!("{path}.")) && named.contains(&**other));
            named.contains(path.as_str())
                || !above.is_empty() && named.contains(above) && named.contains(name)
                || by_parts
        };
        let missing: Vec<_> = known.iter().filter(|path| !is_named(path)).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
        let gone: Vec<_> = firsts(&prose).into_iter().filter(|name| !known.contains(name)).collect();
        assert!(gone.is_empty(), "{lang}: {gone:?}");
    }
}

fn names_of(kind: Kind) -> BTreeSet<&'static str> {
    fields_of(kind).iter().map(|field| field.name).collect()
}

#[test]
fn every_kind_is_told_of_with_fields_that_it_has() {
    for lang in TONGUES {
        let kinds = of(lang, "guidelines/slags-dokumenter.md", "guidelines/kinds-of-documents.md");
        let listed: Vec<_> = firsts(&kinds.prose()).into_iter().filter(|name| Kind::from_key(name).is_some()).collect();
        assert_eq!(listed, Kind::ALL.iter().map(|kind| kind.key()).collect::<Vec<_>>(), "{lang}");
        let sections = kinds.sections();
        assert_eq!(sections.len(), Kind::ALL.len(), "{lang}");
        for ((title, text), kind) in sections.iter().zip(Kind::ALL) {
            assert_eq!(code(text)[0], kind.key(), "{lang}: {title}");
            let points = text.lines().filter_map(|line| line.strip_prefix("- "));
            let told = points.map(|line| line.split_once(':').map_or(line, |(field, _)| field));
            for field in told.flat_map(code) {
                assert!(names_of(*kind).contains(field), "{lang} {}: there is no `{field}`", kind.key());
            }
        }
    }
}

#[test]
fn the_fields_of_all_documents_are_fields_of_all() {
    for lang in TONGUES {
        let writing = of(lang, "guidelines/skriv-et-dokument.md", "guidelines/writing-a-document.md");
        let named = firsts(&writing.prose());
        assert!(named.len() > 12, "{lang}: {named:?}");
        for kind in Kind::ALL {
            let gone: Vec<_> = named.iter().filter(|name| !names_of(*kind).contains(name.as_str())).collect();
            assert!(gone.is_empty(), "{lang} {}: {gone:?}", kind.key());
        }
    }
}

#[test]
fn every_table_of_data_is_named() {
    let tables = Subject::all().filter(|subject| matches!(subject, Subject::Table(..))).map(Subject::name);
    let known: BTreeSet<_> = tables.filter(|name| !["goals", "actions"].contains(name)).map(str::to_owned).collect();
    for lang in TONGUES {
        let data = of(lang, "guidelines/data-og-regneark.md", "guidelines/data-and-spreadsheets.md");
        let named: BTreeSet<_> = firsts(&data.prose()).into_iter().collect();
        assert_eq!(named, known, "{lang}");
    }
}

#[test]
fn every_view_is_named_with_options_that_it_takes() {
    for lang in TONGUES {
        let views = of(lang, "guidelines/henvisninger-og-visninger.md", "guidelines/references-and-views.md");
        let rows: Vec<_> = rows(&views.prose()).into_iter().filter(|row| row.len() == 3).collect();
        let named: Vec<_> = rows.iter().flat_map(|row| code(&row[0])).collect();
        assert_eq!(named, ViewName::ALL.iter().map(|view| view.key()).collect::<Vec<_>>(), "{lang}");
        for (row, view) in rows.iter().zip(ViewName::ALL) {
            let told: BTreeSet<_> = code(&row[2]).into_iter().collect();
            let mut takes: BTreeSet<_> = view.parameters().iter().copied().collect();
            // `channel` is another name of `channels`.
            takes.remove("channel");
            assert_eq!(told, takes, "{lang} {}", view.key());
        }
    }
}
