#![expect(clippy::disallowed_methods, reason = "tests measure that nothing takes long")]

pub(crate) mod fixture;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::lang::Lang;
use crate::model::body::{Body, Element, Node, TaskState};
use crate::parse::tests::fixture::{assert_findings, assert_spans, files, read};
use crate::parse::{Content, DocumentSource, Layout, Parsed, decode, markdown, parse, text_for_report};
use crate::source::{SourceFile, SourcePath};

/// What is found while files are read.
#[track_caller]
fn check(fixture: &str) {
    let files = files(fixture);
    assert_findings(fixture, &files, &read(&files).findings);
}

/// Codes, keys and places of what is found in bytes.
#[track_caller]
fn check_bytes(path: &str, bytes: &[u8], expected: &[(&str, Option<&str>)]) {
    let parsed = parse_bytes(path, bytes);
    let text = text_for_report(bytes);
    assert_spans(&text, &parsed.findings);
    let found: Vec<_> =
        parsed.findings.iter().map(|finding| (finding.key, finding.span.map(|span| &text[span.range()]))).collect();
    assert_eq!(found, expected);
}

fn parse_bytes(path: &str, bytes: &[u8]) -> Parsed {
    parse(&SourceFile::new(SourcePath::new(path), bytes), &Layout::new("content", None))
}

#[track_caller]
fn document(text: &str) -> DocumentSource {
    let parsed = parse_bytes("content/pages/a.md", text.as_bytes());
    match parsed.content {
        Content::Document(source) => (*source).clone(),
        other => panic!("{other:?} {:?}", parsed.findings),
    }
}

#[track_caller]
fn body(text: &str) -> Body {
    let (body, findings) = markdown::body(text, 0, &SourcePath::new("a.md"), Lang::Da);
    assert_spans(text, &findings);
    assert!(findings.is_empty(), "{findings:?}");
    body
}

// The block between the `---` lines.

#[test]
fn missing_title() {
    check(
        "
//- content/pages/a.md
---
summary: Kort
^^^^^^^ R02 missing-field
---
",
    );
}

#[test]
fn title_without_a_value() {
    check(
        "
//- content/pages/a.md
---
title:
^^^^^ R02 empty-field
---
",
    );
}

#[test]
fn every_error_at_once() {
    check(
        "
//- content/themes/miljø.md
---
titel: Miljø
^^^^^ R03 unknown-field → title
last_reviewed: 1/3/2026
#              ^^^^^^^^ R02 wrong-date → 2026-03-01
readers: [alle, managers, æøå]
#         ^^^^ R02 unknown-choice → all_employees
#                         ^^^ R02 unknown-choice
type: indhold
#     ^^^^^^^ R02 unknown-choice → content
ejer: kommunikation
^^^^ R03 unknown-field → owner
flødebolle: ja
^^^^^^^^^^ R03 unknown-field
---

<b>Fed</b>
^^^ R04 raw-html warning
",
    );
}

#[test]
fn key_twice() {
    check(
        "
//- content/pages/a.md
---
title: A
title: B
^^^^^ R03 duplicate-field
---
//- content/site.yaml
title: A
municipality: B
language: da
folders:
  kanaler: channels
  kanaler: pages
# ^^^^^^^ R03 duplicate-field
",
    );
}

#[test]
fn dates() {
    check(
        "
//- content/pages/a.md
---
title: A
last_reviewed: 2026-02-30
#              ^^^^^^^^^^ R02 date-not-there → 2026-02-28
review_due: 1. marts 2026
#           ^^^^^^^^^^^^^ R02 wrong-date → 2026-03-01
---
//- content/pages/b.md
---
title: B
last_reviewed: 01-03-2026
review_due: 1.3.2026
---
",
    );
}

#[test]
fn tab() {
    check(
        "
//- content/pages/a.md
---
title: A
commitments:
\t- text: x
^ R02 yaml-tab
---
",
    );
}

#[test]
fn quotes() {
    check(
        "
//- content/pages/a.md
---
title: \"Uden slut
#      ^ R02 yaml-unclosed-quote
summary: \"Med\"
---
//- content/pages/b.md
---
tags: [x]
title: 'It's
#          ^ R02 yaml-after-quote
---
//- content/pages/c.md
---
title: \"Ord\" og flere ord
#            ^ R02 yaml-after-quote
---
//- content/pages/d.md
---
title: \"C:\\Mapper\"
#         ^ R02 yaml-backslash
---
//- content/pages/e.md
---
title: \"Over
  to linjer\"
summary: a: b
#         ^ R02 yaml-second-colon → \"a: b\"
---
",
    );
}

#[test]
fn colons_brackets_and_indents() {
    check(
        "
//- content/pages/a.md
---
title: Sociale medier: strategi
#                    ^ R02 yaml-second-colon → \"Sociale medier: strategi\"
---
//- content/pages/b.md
---
title: A
  summary: B
# ^ R02 yaml-indentation
---
//- content/pages/c.md
---
title: [A
#      ^ R02 yaml-bracket
---
//- content/pages/d.md
---
title: A
en linje uden kolon
^ R02 yaml-no-colon
summary: B
---
//- content/pages/e.md
---
title: @borger
#      ^ R02 yaml-character → \"@borger\"
---
//- content/pages/f.md
---
title: A
tags:
  - x
 - y
 ^ R02 yaml-indentation
---
",
    );
}

#[test]
fn aliases_anchors_tags() {
    check(
        "
//- content/pages/a.md
---
title: &navn A
#      ^^^^^ R02 yaml-anchor-or-tag
summary: *navn
#        ^ R02 yaml-alias → \"*navn\"
---
//- content/pages/b.md
---
title: *navn
#      ^ R02 yaml-alias → \"*navn\"
---
//- content/pages/e.md
---
title: & modigt
#      ^ R02 yaml-alias → \"& modigt\"
---
//- content/pages/c.md
---
title: !!str A
#      ^^^^^ R02 yaml-anchor-or-tag
---
//- content/pages/d.md
---
? [a, b]
#      ^ R02 yaml-key-not-text
: c
^ R02 yaml-key-not-text
---
",
    );
}

#[test]
fn files_that_are_no_documents() {
    check(
        "
//- content/pages/a.md
# Overskrift
^^^^^^^^^^^^ C09 heading-level-one warning
^^^^^^^^^^^^ R02 no-front-matter → Overskrift

Tekst
//- content/pages/b.md
---
^^^ R02 unclosed-front-matter
title: B

Tekst
//- content/page/c.md
! R05 misplaced-file warning → pages
---
title: C
---
//- content/data/role.yaml
! R05 misplaced-file warning → roles
[]
//- content/data/målinger.csv
! R05 misplaced-file warning → measurements
//- content/data/kanaler.csv
! R05 misplaced-file warning
//- content/kanaler/tiktok.md
! R05 misplaced-file warning → channels
---
title: TikTok
---
//- content/site.yml
! R05 misplaced-file warning → site.yaml
title: A
",
    );
    let hint = |path: &str| parse_bytes(path, b"title: A\n").findings.first().and_then(|finding| finding.hint);
    assert_eq!(hint("content/data/kanaler.csv"), Some("hint-tables"));
    assert_eq!(hint("content/M\u{e5}lgrupper/a.md"), Some("hint-rename-folder"));
    assert_eq!(hint("content/Site.yaml"), Some("hint-rename-file"));
    assert_eq!(hint("content/andet/a.md"), Some("hint-folders"));
    check_bytes("content/pages/a.md", b"", &[("empty-file", Some(""))]);
    check_bytes("content/pages/a.md", b" \r\n\n", &[("empty-file", Some(""))]);
}

#[test]
fn places_after_byte_order_mark_and_carriage_returns() {
    let fixture = "
//- content/pages/æøå.md
\u{feff}---
title: Blåbærgrød
æøå: x
^^^ R03 unknown-field
last_reviewed: i går
#              ^^^^^ R02 wrong-date
---

Æøå <i>x
#   ^^^ R04 raw-html warning

```view actions
plan: æ: ø
#      ^ R02 yaml-second-colon → \"æ: ø\"
```
";
    check(fixture);
    check(&fixture.replace('\n', "\r\n"));
}

#[test]
fn view_parameters_keep_their_places() {
    for text in [
        "# x\n```view  goals\nplan: a\nthemes: æ\n```",
        "~~~~ view goals\nplan: a\nthemes: æ\n~~~~",
        "  ```view goals\n  plan: a\n  themes: æ\n  ```",
    ] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let (body, _) = markdown::body(&text, 0, &SourcePath::new("a.md"), Lang::Da);
            let call = &body.views[0];
            assert_eq!((&*call.name, &text[call.name_span.range()]), ("goals", "goals"), "{text}");
            let theme = call.parameters.get("themes").expect("themes");
            assert_eq!(&text[theme.span.range()], "æ", "{text}");
        }
    }
    assert!(body("```view goals\n```").views[0].parameters.is_null());
}

#[test]
fn view_inside_something() {
    check(
        "
//- content/pages/a.md
---
title: A
---

- punkt
  ```view actions
# ^^^^^^^^^^^^^^^ R04 view-not-alone
  plan: a: b
  ```
",
    );
}

#[test]
fn frozen_editions_have_the_id_of_their_folder() {
    let parsed = parse_bytes("content/editions/strategy/sociale-medier/2.0.md", b"---\ntitle: A\n---\n");
    let Content::Document(source) = parsed.content else { panic!("{:?}", parsed.findings) };
    assert_eq!(source.document.key.to_string(), "strategy:sociale-medier");
    check_bytes("content/editions/strategi/x/1.md", b"---\ntitle: A\n---\n", &[("edition-kind-gone", None)]);
}

#[test]
fn decomposed_names_are_as_composed_ones() {
    let id = |name: &str| match parse_bytes(&format!("content/themes/{name}.md"), b"---\ntitle: A\n---\n").content {
        Content::Document(source) => source.document.key.id.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(id("Gr\u{f8}n \u{e5}"), "groen-aa");
    assert_eq!(id("Gr\u{f8}n a\u{30a}"), "groen-aa");
    let settings = "title: A\nmunicipality: B\nlanguage: da\nfolders:\n  m\u{e5}lgrupper: audiences\n";
    let file = SourceFile::new(SourcePath::new("content/site.yaml"), settings.as_bytes());
    let layout = Layout::new("content", crate::parse::settings(&file).0.as_ref());
    let source = SourceFile::new(SourcePath::new("content/ma\u{30a}lgrupper/a.md"), &b"---\ntitle: A\n---\n"[..]);
    assert!(matches!(parse(&source, &layout).content, Content::Document(_)));
}

// Bytes.

#[test]
fn encodings() {
    let latin = b"---\ntitle: Bl\xe5b\xe6r\n---\n";
    check_bytes("content/pages/a.md", latin, &[("encoding-not-utf8", Some("å"))]);
    let marked = [b"\xef\xbb\xbf".as_slice(), latin].concat();
    check_bytes("content/pages/a.md", &marked, &[("encoding-not-utf8", Some("å"))]);
    let utf16: Vec<u8> = "---\ntitle: A\n---".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_bytes("content/pages/a.md", &utf16, &[("nul-character", Some("\0"))]);
    check_bytes("content/pages/a.md", &[&[0xff, 0xfe], &*utf16].concat(), &[("encoding-utf16", None)]);
    check_bytes("content/pages/a.md", b"---\ntitle: A\0\n---\n", &[("nul-character", Some("\0"))]);
    check_bytes("content/data/values.csv", b"id;title\na;Bl\xe5b\xe6r\n", &[("encoding-windows-1252", None)]);
}

#[test]
fn sheet_from_excel() {
    let parsed =
        parse_bytes("content/data/values.csv", b"sep=;\r\nid;title;text\r\nnaer;N\xe6r;\"med ; og \"\"ord\"\"\"\r\n");
    let Content::Data(data) = parsed.content else { panic!() };
    assert_eq!(&*data.values[0].record.title, "Nær");
    assert_eq!(data.values[0].record.text.as_deref(), Some("med ; og \"ord\""));
}

// Sheets.

#[test]
fn sheet_errors_stand_in_their_cells() {
    check(
        "
//- content/data/accounts.csv
id;channel;name;administrators;opened;titel
#                                     ^^^^^ R03 unknown-field
æøå-side;facebook;Æ Ø;to;1/3/2026;
^^^^^^^^ R02 malformed-id → aeoeaa-side
#                     ^^ R02 wrong-count
#                        ^^^^^^^^ R02 wrong-date → 2026-03-01
b;;B;2;01-03-2026;
# ^ R02 empty-field
c;facebook;C;2;;;
#                ^ R02 csv-row-length
;;;;;
\"d\";\"face\"\"book\";D;\"x\";2026-01-01;
#                   ^ R02 wrong-count
",
    );
}

#[test]
fn sheet_shape() {
    check(
        "
//- content/data/values.csv
id,title,title,
#        ^^^^^ R03 duplicate-column
a,A,B,løs
#     ^^^ R02 csv-unnamed-column
b,\"uden slut,B,
# ^ R02 csv-unclosed-quote
c,C,,
d
^ R02 csv-row-length
",
    );
}

#[test]
fn sheet_lists_and_nested_fields() {
    let text = "id;title;channels;goals;treatment.facebook;treatment.x;budget.amount\na;A;facebook|web | æ;\"g|h\";Hej;;1.234,5\n";
    let parsed = parse_bytes("content/plans/2026.actions.csv", text.as_bytes());
    assert_eq!(parsed.findings, []);
    let Content::Data(data) = parsed.content else { panic!() };
    let action = &data.plans["2026"].actions[0].record;
    let spans: Vec<_> = action.channels.iter().map(|channel| &text[channel.span.range()]).collect();
    assert_eq!(spans, ["facebook", "web", "æ"]);
    let spans: Vec<_> = action.goals.iter().map(|goal| &text[goal.span.range()]).collect();
    assert_eq!(spans, ["g", "h"]);
    assert_eq!(action.treatment.0.keys().collect::<Vec<_>>(), ["facebook"]);
    assert_eq!(action.budget.as_ref().map(|budget| budget.amount.0), Some(1234.5));
}

#[test]
fn data_that_is_no_list() {
    check(
        "
//- content/data/roles.yaml
id: a
^^^^^ R02 expected-list
title: b
//- content/data/values.yaml
- id: a
  title: A
- bare ord
  ^^^^^^^^ R02 expected-fields
//- content/data/local_areas.yaml
# ingen endnu
",
    );
}

// Markdown.

#[test]
fn headings_have_one_anchor_each() {
    let body = body("## Mål\n\n## Mål\n\n## Mål 2\n\n## Mål\n\n## ???\n\n## Ørsted {#eget}\n");
    let anchors: Vec<_> = body.headings.iter().map(|heading| &*heading.anchor).collect();
    assert_eq!(anchors, ["maal", "maal-2", "maal-2-2", "maal-3", "afsnit", "eget"]);
    assert_eq!(body.heading_text(&body.headings[5]), "Ørsted");
}

#[test]
fn references() {
    let text = "[[a]] [[guideline:b#c|*d* `e`]] [[f|g\nh]]\n\n| x |\n|---|\n| [[i\\|j]] |\n";
    let body = body(text);
    let told: Vec<_> = body
        .references
        .iter()
        .map(|used| (&*used.kind, &*used.id, &*used.fragment, &*used.words, &text[used.span.range()]))
        .collect();
    assert_eq!(
        told,
        [
            ("", "a", "", "", "[[a]]"),
            ("guideline", "b", "c", "d e", "[[guideline:b#c|*d* `e`]]"),
            ("", "f", "", "g h", "[[f|g\nh]]"),
            ("", "i", "", "j", "[[i\\|j]]"),
        ]
    );
    let inside = body.nodes.iter().any(|node| matches!(node, Node::Open(Element::Emphasis) | Node::Code(_)));
    assert!(!inside, "words of a reference are its own: {:?}", body.nodes);
}

#[test]
fn unescaped_stroke_in_a_table() {
    check(
        "
//- content/pages/a.md
---
title: A
---

| x | y |
|---|---|
| [[a|b]] | [[c\\|d]] |
  ^^ C01 reference-cut-by-table
",
    );
}

#[test]
fn raw_html_is_told_once_for_each_stretch() {
    check(
        "
//- content/pages/a.md
---
title: A
---

<div>
^^^^^ R04 raw-html warning
<b>x</b>
</div>

Før <b>x</b> efter <!-- note -->
#   ^^^ R04 raw-html warning
#                  ^^^^^^^^^^^^^ R04 raw-html warning

# Titel
^^^^^^^ C09 heading-level-one warning
",
    );
}

#[test]
fn task_lists_do_not_touch_lists_inside() {
    let body = body("- [x] a\n  - b\n- [ ] c\n");
    let lists: Vec<_> =
        body.nodes.iter().filter(|node| matches!(node, Node::Open(Element::List(_) | Element::TaskList))).collect();
    assert_eq!(lists, [&Node::Open(Element::TaskList), &Node::Open(Element::List(None))]);
    assert_eq!(body.nodes.last(), Some(&Node::Close(Element::TaskList)));
    let tasks: Vec<_> = body.nodes.iter().filter(|node| matches!(node, Node::Task(_))).collect();
    assert_eq!(tasks, [&Node::Task(TaskState::Done), &Node::Task(TaskState::Open)]);
}

#[test]
fn footnotes_definitions_alerts_tables() {
    let body = body(
        "Ord[^b] og[^a].\n\n[^a]: A\n\n[^b]: B\n\nOrd\n: Forklaring\n\n> [!WARNING]\n> Pas på\n\n|a|b|\n|-|-:|\n|c|d|\n",
    );
    let marks: Vec<_> = body.nodes.iter().filter(|node| matches!(node, Node::FootnoteMark(_))).collect();
    assert_eq!(marks, [&Node::FootnoteMark(1), &Node::FootnoteMark(2)]);
    for element in [Element::Footnote(1), Element::Footnote(2), Element::Definitions, Element::DefinitionText] {
        assert!(body.nodes.contains(&Node::Open(element.clone())), "{element:?}");
    }
    assert!(body.nodes.iter().any(|node| matches!(node, Node::Open(Element::Alert(kind)) if kind.key() == "warning")));
    let cells: Vec<_> = body.nodes.iter().filter(|node| matches!(node, Node::Open(Element::Cell(1)))).collect();
    assert_eq!(cells.len(), 2);
}

#[test]
fn words_are_the_words() {
    let source = document("---\ntitle: A\n---\n\n## Et\n\nTo *tre* `fire`.\n\n- fem\n- seks\n");
    assert_eq!(source.body.text, "Et\nTo tre fire.\nfem\nseks\n");
}

// Hostile sizes: everything ends at once.

#[test]
fn large_and_deep_texts_end_fast() {
    let bodies = [
        "a".repeat(200_000),
        "> ".repeat(10_000) + "x",
        (0..2_000).fold(String::new(), |mut text, depth| {
            let _ = writeln!(text, "{}- a", "  ".repeat(depth));
            text
        }),
        "[a](b".repeat(40_000),
        "[[a|".repeat(50_000),
        "[[a]]".repeat(40_000),
        "![".repeat(100_000),
        "*a _b ".repeat(30_000),
        "[^1]".repeat(50_000),
        "- [ ] a\n".repeat(20_000),
        "# a\n".repeat(20_000),
        "<b>".repeat(20_000),
        format!("{}\n{}\n{}\n", "|a".repeat(20_000), "|-".repeat(20_000), "|[[".repeat(20_000)),
        "```view x\na: 1\n```\n".repeat(5_000),
    ];
    for body in bodies {
        let text = format!("---\ntitle: A\n---\n\n{body}");
        let beginning = Instant::now();
        let parsed = parse_bytes("content/pages/a.md", text.as_bytes());
        let start = &body[..body.floor_char_boundary(20)];
        assert!(beginning.elapsed() < Duration::from_secs(5), "{start} {:?}", beginning.elapsed());
        assert!(matches!(parsed.content, Content::Document(_)), "{start}");
    }
}

#[test]
fn large_and_deep_fields_end_fast() {
    let blocks = [
        "a: ".to_owned() + &"[".repeat(100_000),
        "a: ".to_owned() + &"{a: ".repeat(50_000),
        (0..2_000).fold(String::new(), |mut text, depth| {
            let _ = writeln!(text, "{}a:", " ".repeat(depth));
            text
        }),
        "- ".repeat(10_000),
        "title: \"".to_owned() + &"a\n".repeat(50_000),
        "title: 'a\n".repeat(10_000),
        "tags: [".to_owned() + &"x, ".repeat(50_000) + "]",
        (0..5_000).fold(String::new(), |mut text, number| {
            let _ = writeln!(text, "felt{number}: x");
            text
        }),
        "title: A\n".repeat(5_000),
    ];
    for block in blocks {
        let text = format!("---\n{block}\n---\n");
        let beginning = Instant::now();
        let parsed = parse_bytes("content/pages/a.md", text.as_bytes());
        assert!(beginning.elapsed() < Duration::from_secs(5), "{} {:?}", &block[..20], beginning.elapsed());
        assert!(!parsed.findings.is_empty(), "{}", &block[..20]);
    }
}

#[test]
fn large_sheets_end_fast() {
    let sheets = [
        "\"".repeat(200_000),
        ";".repeat(200_000),
        "id;title\n".to_owned() + &"\"a;b\n".repeat(20_000),
        "id;title\n".to_owned() + &"a;A\n".repeat(20_000),
        "id;title\na;".to_owned() + &"x|".repeat(100_000),
    ];
    for sheet in sheets {
        let beginning = Instant::now();
        parse_bytes("content/data/values.csv", sheet.as_bytes());
        assert!(beginning.elapsed() < Duration::from_secs(5), "{} {:?}", &sheet[..20], beginning.elapsed());
    }
}

// Arbitrary and mutated input.

const DOCUMENT: &str = "---
title: \"Blåbær: og grød\"
summary: |
  To
  linjer
tags: [a, 'b', {c: d}]
last_reviewed: 2026-03-01
commitments:
  - text: Vi svarer
    due: 01-03-2026
---

## Overskrift {#x}

Tekst med [[facebook|ord]], [link](../a.md \"t\") og ![alt](b.png)[^1].

| a | b |
|---|--:|
| [[c\\|d]] | `e` |

- [ ] opgave
  1. nummer

> [!NOTE]
> Ord

```view actions
plan: 2026
```

[^1]: Note <b>æ</b>
";

const SHEET: &str = "id;title;channels;target.min;opened\r\næ;\"A;\"\"B\";a|b;4,5;01-03-2026\r\nb;B;;;\r\n";

#[track_caller]
fn check_robust(path: &str, bytes: &[u8]) {
    let beginning = Instant::now();
    let parsed = parse_bytes(path, bytes);
    assert!(beginning.elapsed() < Duration::from_secs(1), "{:?}", beginning.elapsed());
    let text = text_for_report(bytes);
    assert_spans(&text, &parsed.findings);
    if let Content::Document(source) = parsed.content {
        let body = &source.body;
        let spans = body.references.iter().map(|used| used.span).chain(body.links.iter().map(|link| link.span));
        let spans = spans.chain(body.headings.iter().map(|heading| heading.span));
        for span in spans.chain(body.views.iter().flat_map(|call| [call.name_span, call.parameters.span])) {
            assert!(text.get(span.range()).is_some(), "{span:?} {text:?}");
        }
        assert_balanced(body);
    }
}

/// Every element is closed by its own like, and all words lie in the text.
#[track_caller]
fn assert_balanced(body: &Body) {
    let mut open = Vec::new();
    for node in &body.nodes {
        match node {
            Node::Open(element) => open.push(element),
            Node::Close(element) => assert_eq!(open.pop(), Some(element)),
            Node::Text(words) | Node::Code(words) => assert!(body.text.get(words.range()).is_some()),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// A text with some of its characters replaced, removed or doubled.
fn mutated(text: &'static str) -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "", "\"", "'", ":", ": ", "\n", "\r\n", "---\n", "\t", "|", "[", "]]", "[[", "{", "`", "```", "æ", "\u{301}",
        "\u{feff}", "&a ", "*", "!", "#", ";", "<", "\\", "- ", "  ", "%", "@", "\0",
    ]);
    let change = (0..text.chars().count(), 0..4_usize, pieces);
    prop::collection::vec(change, 0..8).prop_map(move |changes| {
        let mut letters: Vec<String> = text.chars().map(String::from).collect();
        for (at, removed, piece) in changes {
            let at = at.min(letters.len());
            let end = (at + removed).min(letters.len());
            letters.splice(at..end, [piece.to_owned()]);
        }
        letters.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_documents_are_read_or_refused(text in mutated(DOCUMENT)) {
        check_robust("content/pages/a.md", text.as_bytes());
        check_robust("content/guidelines/a.md", text.as_bytes());
    }

    #[test]
    fn mutated_sheets_are_read_or_refused(text in mutated(SHEET)) {
        check_robust("content/data/accounts.csv", text.as_bytes());
        check_robust("content/plans/2026.goals.csv", text.as_bytes());
    }

    #[test]
    fn arbitrary_texts_are_read_or_refused(front in "(?s).{0,200}", body in "(?s).{0,200}") {
        check_robust("content/pages/a.md", format!("---\n{front}\n---\n{body}").as_bytes());
        check_robust("content/data/roles.yaml", front.as_bytes());
        check_robust("content/data/roles.csv", body.as_bytes());
        check_robust("content/site.yaml", front.as_bytes());
    }

    #[test]
    fn arbitrary_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for path in ["content/pages/a.md", "content/data/roles.csv", "content/data/roles.yaml"] {
            let (decoded, findings) = decode(&SourcePath::new(path), &bytes);
            prop_assert!(decoded.is_some() || !findings.is_empty());
            assert_spans(&text_for_report(&bytes), &findings);
            check_robust(path, &bytes);
        }
    }
}

/// Where the value is one of a few words, they are told.
#[test]
fn a_missing_choice_is_told_with_its_words() {
    for block in ["title: A\n", "title: A\ntype:\n"] {
        let parsed = parse_bytes("content/channels/a.md", format!("---\n{block}---\n").as_bytes());
        let finding = parsed.findings.first().unwrap();
        assert_eq!(finding.hint, Some("hint-add-choice"), "{block}");
        assert!(finding.args.iter().any(|(name, value)| *name == "known" && value.starts_with("`social`, `web`")));
    }
}
