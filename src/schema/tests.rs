//! Tests of the schemas against the types, the example and each other.

#![expect(clippy::disallowed_methods, reason = "tests read the example content and write the reference pages")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use jiff::civil::Date;
use serde_json::Value;

use crate::lang::Lang;
use crate::model::id::{Id, Kind, Ref, to};
use crate::model::record::{Decode, Reader};
use crate::model::scalar::{Duration, Month, MonthDay, Number, Switch, Text, Year};
use crate::model::shape::{Describe, Field, Shape};
use crate::model::site::Colour;
use crate::parse::{Layout, Place};
use crate::schema::words::{Words, key_of, keys};
use crate::schema::{Editing, Schema, Subject, editing, reference, schema};
use crate::source::SourcePath;

/// Says yes or no to a value, as an editor would.
struct Judge {
    schemas: Schemas,
    index: boon::SchemaIndex,
}

impl Judge {
    fn new(schema: Value) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.set_default_draft(boon::Draft::V7);
        compiler.add_resource("http://localhost/schema.json", schema).unwrap();
        let index = compiler.compile("http://localhost/schema.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn of(subject: Subject) -> Self {
        Self::new(schema(subject, Lang::Da).json)
    }

    fn objection(&self, yaml: &str) -> Option<String> {
        let value: Value = serde_yaml::from_str(yaml).unwrap();
        self.schemas.validate(&value, self.index).err().map(|error| format!("{error:#}"))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every field of every schema, nested ones too.
fn all_fields() -> Vec<Field> {
    fn walk(shape: &Shape, into: &mut Vec<Field>) {
        match shape {
            Shape::Record(fields) => fields.iter().for_each(|field| add(field, into)),
            Shape::List(of) | Shape::Table(of) => walk(of, into),
            Shape::Either(shapes) => shapes.iter().for_each(|shape| walk(shape, into)),
            _ => {}
        }
    }
    fn add(field: &Field, into: &mut Vec<Field>) {
        into.push(field.clone());
        walk(&field.shape, into);
    }
    let mut fields = Vec::new();
    Subject::all().flat_map(Subject::fields).for_each(|field| add(&field, &mut fields));
    fields
}

#[test]
fn every_field_is_described_and_nothing_else() {
    let fields = all_fields();
    for lang in Lang::ALL {
        let mut used = BTreeSet::new();
        for field in &fields {
            let key = key_of(field, *lang);
            used.insert(key.unwrap_or_else(|| panic!("{}: {}.{}", lang.code(), field.record, field.name)));
            let text = Words { lang: *lang }.field(field);
            assert!(text.ends_with('.') && !text.starts_with(char::is_lowercase), "{}: {text}", lang.code());
        }
        let known: BTreeSet<_> = keys(*lang).0.into_iter().map(str::to_owned).collect();
        assert_eq!(known, used, "{}", lang.code());
    }
}

#[test]
fn words_are_there_in_every_language() {
    let english = keys(Lang::En).1;
    for lang in Lang::ALL {
        assert_eq!(keys(*lang).1, english, "{}", lang.code());
        let words = Words { lang: *lang };
        for subject in Subject::all() {
            assert!(words.about(subject).ends_with('.'), "{} {}", lang.code(), subject.name());
        }
        for field in all_fields() {
            let written = words.shape(&field.shape);
            assert!(!written.is_empty() && !written.ends_with(": ") && !written.contains('{'), "{written}");
        }
    }
}

/// The files of the example that have a schema, with what stands in them.
fn example() -> Vec<(String, Subject, String)> {
    let settings = fs::read(root().join("content/site.yaml")).unwrap();
    let file = crate::source::SourceFile::new(SourcePath::new("content/site.yaml"), settings);
    let layout = Layout::new("content", crate::parse::settings(&file).0.as_ref());
    let entries = walkdir::WalkDir::new(root().join("content")).into_iter().map(Result::unwrap);
    let paths = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let text = || fs::read_to_string(&path).unwrap();
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml");
        match layout.place(&SourcePath::new(name.as_str())) {
            Place::Settings => Some((name, Subject::Site, text())),
            Place::Data(table) if is_yaml => {
                let subject = Subject::all().find(|subject| matches!(subject, Subject::Table(_, of) if *of == table));
                Some((name, subject.unwrap(), text()))
            }
            Place::Document { kind, .. } => {
                let text = text();
                let block = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap().0;
                let kind = own_kind(block).unwrap_or(kind);
                Some((name, Subject::Document(kind), block.to_owned()))
            }
            _ => None,
        }
    };
    paths.filter_map(read).collect()
}

fn own_kind(block: &str) -> Option<Kind> {
    block.lines().find_map(|line| Kind::from_key(line.strip_prefix("kind: ")?.trim()))
}

#[test]
fn every_file_of_the_example_fits_its_schema() {
    let files = example();
    let judges: Vec<_> = Subject::all().map(|subject| (subject, Judge::of(subject))).collect();
    let judge = |subject| &judges.iter().find(|(known, _)| *known == subject).unwrap().1;
    let wrong: Vec<_> =
        files.iter().filter_map(|(name, subject, yaml)| Some((name, judge(*subject).objection(yaml)?))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let seen: BTreeSet<_> = files.iter().map(|(_, subject, _)| subject.file_name()).collect();
    assert!(files.len() > 80 && seen.len() >= 20, "{} files, {seen:?}", files.len());
}

#[track_caller]
fn refuses(subject: Subject, yaml: &str) {
    assert!(Judge::of(subject).objection(yaml).is_some(), "{yaml}");
}

fn table(name: &str) -> Subject {
    Subject::all().find(|subject| matches!(subject, Subject::Table(own, _) if *own == name)).unwrap()
}

#[test]
fn wrong_files_do_not_fit() {
    let page = Subject::Document(Kind::Page);
    refuses(page, "summary: uden titel");
    refuses(page, "title: x\nejer: redaktoer");
    refuses(page, "title: x\naccess: offentlig");
    refuses(page, "title: x\nlast_reviewed: 1/3/2026");
    refuses(page, "title: x\nstatus: draft");
    refuses(page, "title: ' '");
    refuses(page, "title: [a, b]");
    refuses(page, "title: x\ncommitments: [{due: 2026-01-01}]");
    refuses(page, "title: x\nid: Min Side");
    refuses(Subject::Document(Kind::ActionPlan), "title: x");
    refuses(Subject::Document(Kind::ActionPlan), "title: x\nyear: 26");
    refuses(Subject::Document(Kind::Channel), "title: x\ntype: fax");
    refuses(Subject::Document(Kind::Channel), "title: x\ntype: web\nresponse_time: hurtigt");
    refuses(table("roles"), "id: a\ntitle: b");
    refuses(table("roles"), "- {id: a, title: b, name: c}");
    refuses(table("goals"), "- {id: a, title: b, target: {min: 5 %}}");
    refuses(table("wheel"), "- {id: a, title: b, month: 13}");
    refuses(table("wheel"), "- {id: a, title: b, from: 3/1}");
    refuses(Subject::Site, "title: x\nmunicipality: y\nlanguage: dk");
    refuses(Subject::Site, "title: x\nmunicipality: y\nlanguage: da\nchecks: {C01: slem}");
    refuses(Subject::Site, "title: x\nmunicipality: y\nlanguage: da\nchecks: {C99: off}");
    refuses(Subject::Site, "title: x\nmunicipality: y\nlanguage: da\ntargets: {web: {folder: x}}");
    refuses(Subject::Site, "title: x\nmunicipality: y\nlanguage: da\ncolours: {primary: grøn}");
}

#[test]
fn settings_of_rules_fit() {
    let site = Judge::of(Subject::Site);
    let yaml = "title: x\nmunicipality: y\nlanguage: da\nchecks: {C01: warning}\ntargets: {intranet: {profile: internal, folder: x}}";
    assert_eq!(site.objection(yaml), None);
    assert_eq!(site.objection("title: x\nmunicipality: y\nlanguage: da\nchecks: {C01: {severity: off}}"), None);
}

/// What the program reads fits the schema, and what it refuses does not.
#[track_caller]
fn agrees<T: Decode + Describe>(samples: &[&str]) {
    let judge = Judge::new(super::json::value(&T::shape(), Words { lang: Lang::En }));
    for written in samples {
        let tree = crate::parse::tests::fixture::value(written);
        let mut reader = Reader::new(SourcePath::new("x.yaml"), Lang::Da);
        // A word that was meant is read, and told.
        let reads = T::decode(&tree, &mut reader).is_some() && reader.findings.is_empty();
        assert_eq!(judge.objection(written).is_none(), reads, "{written}");
    }
}

#[test]
fn schemas_and_readers_agree() {
    agrees::<Text>(&["ord", "2026", "true", "1.10", "''", "' '", "[a]", "{a: b}"]);
    agrees::<Id>(&["a-1", "2026", "Æble", "a_b", "'a b'", "1.5", "[a]"]);
    agrees::<Number>(&["4", "4.5", "'4,5'", "-3", "17 000", "17.000", "'1.234,5'", "5 %", "fem", "[1]", "''", "4-5"]);
    agrees::<u32>(&["4", "'4'", "17 000", "-1", "4.5", "fem"]);
    agrees::<Date>(&["2026-03-01", "01-03-2026", "1.3.2026", "1/3/2026", "2026-03", "i morgen", "01-03.2026"]);
    agrees::<Duration>(&["24 timer", "2 arbejdsdage", "P1Y", "PT24H", "24", "snart", "timer"]);
    agrees::<Year>(&["2026", "'2026'", "26", "1066", "2026.5", "i år"]);
    agrees::<Month>(&["1", "12", "0", "13", "maj", "'03'"]);
    agrees::<MonthDay>(&["03-01", "3-1", "13-01", "01-32", "maj", "3/1"]);
    agrees::<Switch>(&["true", "nej", "ja", "måske", "1"]);
    agrees::<Colour>(&["'#1b5740'", "'#1b57'", "grøn", "'1b5740'"]);
    agrees::<Ref<to::Role>>(&["rolle", "'[[rolle]]'", "[[rolle]]", "2026", "''", "{a: b}"]);
    agrees::<Vec<Text>>(&["[a, b]", "a", "[]"]);
    agrees::<crate::model::data::Band>(&["{min: 1}", "{}", "{min: 1, max: '2,5'}", "5"]);
    agrees::<crate::model::document::Validity>(&["2026-01-01", "until_further_notice", "altid"]);
}

/// A schema by itself is a schema.
#[test]
fn schemas_are_named_apart_and_in_the_language() {
    let names: BTreeSet<_> = Subject::all().map(Subject::file_name).collect();
    assert_eq!(names.len(), Subject::all().count());
    let described = |lang| {
        let Schema { json, .. } = schema(Subject::Document(Kind::Page), lang);
        json["properties"]["owner"]["description"].as_str().unwrap().to_owned()
    };
    assert_eq!(described(Lang::Da), "Rollen, der har ansvaret for teksten. (id på: rolle)");
    assert_eq!(described(Lang::En), "The role that answers for the text. (id of: role)");
}

#[test]
fn the_editor_knows_every_file() {
    let site = Editing { content: "indhold".to_owned(), plans: vec!["plans".to_owned(), "planer".to_owned()] };
    let files = editing(&site);
    let settings: Value = serde_json::from_str(&files[0].1).unwrap();
    let bound = settings["yaml.schemas"].as_object().unwrap();
    assert_eq!(bound.len(), 1 + 13);
    assert_eq!(bound["./.vscode/rettesnor/site.schema.json"][0], "indhold/site.yaml");
    assert_eq!(bound["./.vscode/rettesnor/data.goals.schema.json"][1], "indhold/planer/**/*.goals.{yaml,yml}");
    assert!(files[2].1.contains("\"--content\",\n        \"indhold\""), "{}", files[2].1);
}

/// The pages in `docs/` are as the program makes them; `UPDATE_REFERENCE=1 cargo test reference` writes them anew.
#[test]
fn reference_pages_are_current() {
    for lang in [Lang::Da, Lang::En] {
        let path = root().join(format!("docs/reference.{}.md", lang.code()));
        let page = reference(lang);
        if std::env::var_os("UPDATE_REFERENCE").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "{} is stale: UPDATE_REFERENCE=1 cargo test reference", path.display());
    }
}

/// The guide has the same in its site, below fields of its own; written anew with the pages above.
#[test]
fn reference_pages_of_the_guide_are_current() {
    for (lang, file) in [(Lang::Da, "docs/guide/da/pages/felter.md"), (Lang::En, "docs/guide/en/pages/fields.md")] {
        let path = root().join(file);
        let kept = fs::read_to_string(&path).unwrap();
        let fields = kept.split_inclusive("\n---\n").next().unwrap();
        let page = reference(lang);
        let body = page.split_once("\n\n").unwrap().1;
        let page = format!("{fields}\n{body}");
        if std::env::var_os("UPDATE_REFERENCE").is_some() {
            fs::write(&path, &page).unwrap();
        } else {
            assert!(kept == page, "{file} is stale: UPDATE_REFERENCE=1 cargo test reference");
        }
    }
}

#[test]
fn reference_pages_name_everything() {
    for lang in Lang::ALL {
        let page = reference(*lang);
        for field in all_fields() {
            assert!(page.contains(&format!("{}`", field.name)), "{} {}", lang.code(), field.name);
        }
        for rule in crate::check::RULES {
            assert!(page.contains(&format!("### {}: ", rule.code)));
        }
    }
}
