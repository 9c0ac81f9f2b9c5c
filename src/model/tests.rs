use jiff::civil::date;
use proptest::prelude::*;

use crate::lang::Lang;
use crate::model::document::Validity;
use crate::model::id::{Id, Ref};
use crate::model::kinds::Spec;
use crate::model::scalar::{Duration, TimeUnit, parse_date, parse_duration, parse_number};
use crate::parse::tests::fixture::{assert_findings, files, read};

/// What is found in the fields of one document below `content/`.
#[track_caller]
fn check(folder: &str, fields: &str) {
    let fixture = format!("//- content/{folder}/a.md\n---\n{}---\n", fields.trim_start());
    let files = files(&fixture);
    assert_findings(&fixture, &files, &read(&files).findings);
}

#[track_caller]
fn check_number(written: &str, expected: Option<f64>) {
    assert_eq!(parse_number(written), expected, "{written}");
}

#[test]
fn numbers_as_people_write_them() {
    check_number("4,5", Some(4.5));
    check_number("4.5", Some(4.5));
    check_number("-4,5", Some(-4.5));
    check_number("17.000", Some(17_000.0));
    check_number("17 000", Some(17_000.0));
    check_number("17\u{a0}000", Some(17_000.0));
    check_number("1.234,5", Some(1_234.5));
    check_number("1.234.567", Some(1_234_567.0));
    check_number("0.125", Some(0.125));
    check_number("0,125", Some(0.125));
    check_number("1234.567", Some(1_234.567));
    for wrong in ["", "-", ".", "nan", "inf", "1e5", "4 %", "0x1", "1,2,3", "1-2", "--1", "+-1", "٣"] {
        check_number(wrong, None);
    }
}

#[test]
fn dates_as_people_write_them() {
    let expected = Some(date(2026, 3, 1));
    for written in ["2026-03-01", "01-03-2026", "1-3-2026", "1.3.2026", "01.03.2026", "2026.03.01"] {
        assert_eq!(parse_date(written), expected, "{written}");
    }
    for wrong in ["1/3/2026", "03/01/2026", "2026-3", "26-03-01", "2026-02-30", "2026-13-01", "1. marts 2026", "", "--"]
    {
        assert_eq!(parse_date(wrong), None, "{wrong}");
    }
}

#[track_caller]
fn check_duration(written: &str, count: u32, unit: TimeUnit) {
    assert_eq!(parse_duration(written), Some(Duration { count, unit }), "{written}");
}

#[test]
fn durations_as_people_write_them() {
    check_duration("24 timer", 24, TimeUnit::Hour);
    check_duration("2 arbejdsdage", 2, TimeUnit::WorkingDay);
    check_duration("2 hverdage", 2, TimeUnit::WorkingDay);
    check_duration("2 virkedagar", 2, TimeUnit::WorkingDay);
    check_duration("3 dage", 3, TimeUnit::Day);
    check_duration("1 år", 1, TimeUnit::Year);
    check_duration("1år", 1, TimeUnit::Year);
    check_duration("6 månader", 6, TimeUnit::Month);
    check_duration("2 uker", 2, TimeUnit::Week);
    check_duration("30 minutter", 30, TimeUnit::Minute);
    check_duration("P1Y", 1, TimeUnit::Year);
    check_duration("PT24H", 24, TimeUnit::Hour);
    for wrong in ["", "timer", "24", "1,5 timer", "-1 dag", "P", "PT", "P1Y2M", "1 blåbær", "99999999999 dage"] {
        assert_eq!(parse_duration(wrong), None, "{wrong}");
    }
}

#[test]
fn values_that_do_not_fit() {
    check(
        "channels",
        "
title: []
#      ^^ R02 expected-text
type: socialt
#     ^^^^^^^ R02 unknown-choice → social
aktivitet: aktiv
^^^^^^^^^ R03 unknown-field → activity
#          ^^^^^ R02 unknown-choice → active
response_time: snart
#              ^^^^^ R02 wrong-duration
autolink: måske
#         ^^^^^ R02 wrong-switch
frequency: ofte
#          ^^^^ R02 expected-fields
responsible: {a: b}
#            ^^^^^^ R02 expected-id
summary: \"\"
#        ^^ R02 empty-text
id: Blåbær og Grød
#   ^^^^^^^^^^^^^^ R02 malformed-id → blaabaer-og-groed
",
    );
}

#[test]
fn colon_in_a_list_makes_fields() {
    check(
        "guidelines",
        "
title: A
do:
  - Svar: altid
#   ^^^^^^^^^^^ R02 expected-text
  - Vent
steps: {a: b}
#      ^^^^^^ R02 expected-text
",
    );
}

#[test]
fn words_in_the_authors_language() {
    check(
        "plans",
        "
tittel: Plan
^^^^^^ R03 unknown-field → title
år: 2026
^^ R03 unknown-field → year
Ansvarlig: chef
^^^^^^^^^ R03 unknown-field → owner
Gælder fra: 2026-01-01
^^^^^^^^^^ R03 unknown-field → valid_from
status: vedtaget
#       ^^^^^^^^ R02 unknown-choice → adopted
mål: []
^^^ R03 unknown-field → goals
",
    );
}

#[test]
fn fields_inside_fields() {
    check(
        "plans",
        "
title: Plan
year: 26
#     ^^ R02 wrong-year
goals:
  - id: g
    title: G
    target: {min: ti, maks: 5}
#                 ^^ R02 wrong-number
#                     ^^^^ R03 unknown-field → max
    baseline: {date: 2026-01-01}
#              ^^^^ R02 missing-field
actions:
  - title: Uden id
    ^^^^^ R02 missing-field → id: uden-id
    status: i gang
#           ^^^^^^ R02 unknown-choice → in_progress
",
    );
}

#[test]
fn one_value_is_a_list_of_one() {
    let files = files(
        "//- content/plans/a.md\n---\ntitle: A\nyear: 2026\nthemes: miljoe\nvalid_until: until_further_notice\n---\n",
    );
    let read = read(&files);
    assert_eq!(read.findings, []);
    let document = &read.documents[0].document;
    assert_eq!(document.meta.themes.iter().map(Ref::id).collect::<Vec<_>>(), ["miljoe"]);
    let governance = document.governance.as_ref().expect("governed");
    assert_eq!(governance.valid_until, Some(Validity::UntilFurtherNotice));
    assert!(matches!(&document.spec, Spec::ActionPlan(plan) if plan.year.0 == 2026));
}

#[test]
fn references_as_texts_write_them() {
    let files = files(
        "//- content/pages/a.md\n---\ntitle: A\nowner: \"[[role:chef]]\"\nrelated: [[[page:b]]]\nthemes: [[[miljoe]]]\n---\n",
    );
    let read = read(&files);
    assert_eq!(read.findings, []);
    let mut named = Vec::new();
    read.documents[0].document.visit_refs(&mut |used| named.push(used.id.to_owned()));
    assert_eq!(named, ["chef", "miljoe", "page:b"]);
}

#[test]
fn settings() {
    let fixture = "
//- content/site.yaml
title: A
municipality: B
language: dk
#         ^^ R02 unknown-choice → da
colours:
  primary: grøn
#          ^^^^ R02 wrong-colour
  accent: \"#æøå\"
#         ^^^^^^ R02 wrong-colour
farver: x
^^^^^^ R03 unknown-field → colours
";
    let files = files(fixture);
    assert_findings(fixture, &files, &read(&files).findings);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scalars_never_panic(text in "(?s).{0,20}", numbers in "[-0-9., Pptm]{0,12}") {
        for text in [&text, &numbers] {
            parse_date(text);
            parse_duration(text);
            let number = parse_number(text);
            prop_assert!(number.is_none_or(f64::is_finite), "{text}");
        }
    }

    #[test]
    fn ids_are_ascii_and_stable(text in "(?s).{0,40}") {
        for lang in Lang::ALL {
            let id = Id::from_text(&text, *lang);
            prop_assert!(id.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert_eq!(Id::from_text(id.as_str(), *lang), id);
        }
    }
}

#[test]
fn records_say_what_is_written_in_them() {
    use crate::model::data::Goal;
    use crate::model::record::Record as _;
    use crate::model::shape::{Presence, Shape};
    let fields = Goal::fields();
    let field = |name: &str| fields.iter().find(|field| field.name == name).unwrap();
    assert_eq!((field("title").presence, &field("title").shape), (Presence::Required, &Shape::Text));
    assert_eq!(field("due").presence, Presence::Optional);
    let Shape::Record(band) = &field("target").shape else { panic!("a range has fields") };
    assert_eq!(
        band.iter().map(|field| (field.record, field.name)).collect::<Vec<_>>(),
        [("Band", "min"), ("Band", "max")]
    );
    let names: Vec<_> = fields.iter().map(|field| field.name).collect();
    assert_eq!(names, Goal::FIELDS);
}
