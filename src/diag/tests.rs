#![expect(clippy::disallowed_methods, reason = "tests read the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::diag::{
    Diagnostic, Format, ReportColour, RuleText, Telling, hide, locate, masked, message_keys, nearest, report, tell,
};
use crate::lang::Lang;
use crate::source::{SourcePath, Span};

const TEXT: &str = "---\ntitle: Blåbær\nejer: x\n---\n";

fn finding() -> Diagnostic {
    let at = TEXT.find("ejer").unwrap();
    Diagnostic::error("R03", "unknown-field", &SourcePath::new("content/pages/a.md"))
        .at(Span::new(at, at + 4))
        .with("field", "ejer")
        .with("nearest", "owner")
        .hint("hint-did-you-mean")
}

#[track_caller]
fn check(format: Format, lang: Lang, expected: &str) {
    let text = |_: &SourcePath| Some(TEXT);
    assert_eq!(report(&locate(vec![finding()], &text), format, lang, &text).trim_end(), expected);
}

#[test]
fn formats() {
    check(
        Format::Short,
        Lang::Da,
        "content/pages/a.md:3:1: error[R03]: feltet `ejer` findes ikke her (hint: mente du `owner`?)",
    );
    check(
        Format::Github,
        Lang::En,
        "::error file=content/pages/a.md,line=3,col=1,title=R03::there is no field `ejer` here. did you mean `owner`?",
    );
    check(
        Format::Human(ReportColour::Plain),
        Lang::Da,
        "fejl[R03]: feltet `ejer` findes ikke her\n --> content/pages/a.md:3:1\n  |\n3 | ejer: x\n  | ^^^^\n  |\n  = hjælp: mente du `owner`?",
    );
}

const RULES: &[RuleText] = &[
    RuleText { code: "C01", title: "Alt findes", what: "Hvad.", why: "Hvorfor.", mend: "Ret.", source: "Skik." },
    RuleText { code: "R03", title: "Et felt", what: "Feltet.", why: "", mend: "Slet.", source: "" },
];

/// What a program is told of findings in [`TEXT`], or in another text.
fn told(findings: Vec<Diagnostic>, format: Format, text: &str) -> Value {
    let text = |_: &SourcePath| Some(text);
    let telling = Telling { lang: Lang::Da, text: &text, rules: RULES, base: "dybt/nede/" };
    serde_json::from_str(&tell(&locate(findings, &text), format, &telling)).unwrap()
}

fn at_large() -> Diagnostic {
    Diagnostic::warning("R05", "misplaced-file", &SourcePath::new("content/æ ø.md"))
}

#[test]
fn json_says_where_a_finding_ends() {
    let told = told(vec![finding(), at_large()], Format::Json, TEXT);
    let expected = json!({
        "code": "R03", "title": "Et felt", "severity": "error", "file": "dybt/nede/content/pages/a.md",
        "line": 3, "column": 1, "end_line": 3, "end_column": 5,
        "message": "feltet `ejer` findes ikke her", "hint": "mente du `owner`?",
    });
    assert_eq!(told[0], expected);
    assert_eq!(
        (&told[1]["title"], &told[1]["line"], &told[1]["end_column"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
}

#[test]
fn gitlab_has_the_fields_it_asks_for() {
    let told = told(vec![finding(), at_large()], Format::Gitlab, TEXT);
    assert_eq!(told[0]["description"], "feltet `ejer` findes ikke her. mente du `owner`?");
    assert_eq!((&told[0]["check_name"], &told[0]["severity"]), (&json!("R03"), &json!("critical")));
    let place = json!({ "path": "dybt/nede/content/pages/a.md", "lines": { "begin": 3, "end": 3 } });
    assert_eq!(told[0]["location"], place);
    assert_eq!(told[1]["location"]["lines"]["begin"], 1);
    assert_eq!(told[0]["fingerprint"].as_str().unwrap().len(), 32);
    assert_ne!(told[0]["fingerprint"], told[1]["fingerprint"]);
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let prints = |findings, text: &str| {
        let told = told(findings, Format::Gitlab, text);
        told.as_array().unwrap().iter().map(|issue| issue["fingerprint"].clone()).collect::<Vec<_>>()
    };
    let moved = || finding().at(Span::new(4, 8));
    assert_eq!(prints(vec![finding()], TEXT), prints(vec![moved()], &format!("\n\n{TEXT}")));
    // The same twice in one file is two findings.
    let twice = prints(vec![finding(), moved()], TEXT);
    assert_ne!(twice[0], twice[1]);
    assert_ne!(prints(vec![finding()], TEXT), prints(vec![finding().with("more", "x")], TEXT));
}

#[test]
fn sarif_has_rules_and_regions() {
    let told = told(vec![finding(), at_large()], Format::Sarif, TEXT);
    let run = &told["runs"][0];
    assert_eq!((&told["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
    let rules = &run["tool"]["driver"]["rules"];
    assert_eq!(rules[0]["help"]["text"], "Hvad.\n\nHvorfor.\n\nRet.\n\nSkik.");
    assert_eq!((&rules[1]["id"], &rules[1]["help"]["text"]), (&json!("R03"), &json!("Feltet.\n\nSlet.")));
    let [first, second] = [&run["results"][0], &run["results"][1]];
    assert_eq!((&first["ruleId"], &first["ruleIndex"], &first["level"]), (&json!("R03"), &json!(1), &json!("error")));
    let place = &first["locations"][0]["physicalLocation"];
    assert_eq!(place["region"], json!({ "startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 5 }));
    let whole = &second["locations"][0]["physicalLocation"];
    assert_eq!(whole["artifactLocation"]["uri"], "dybt/nede/content/%C3%A6%20%C3%B8.md");
    assert_eq!((whole.get("region"), second.get("ruleIndex")), (None, None));
}

#[test]
fn programs_are_told_of_nothing_in_their_own_way() {
    assert_eq!(told(vec![], Format::Gitlab, TEXT), json!([]));
    assert_eq!(told(vec![], Format::Json, TEXT), json!([]));
    assert_eq!(told(vec![], Format::Sarif, TEXT)["runs"][0]["results"], json!([]));
}

#[test]
fn values_stay_on_one_line() {
    let long = "æ\n".repeat(1_000);
    let finding = Diagnostic::error("R02", "wrong-date", &SourcePath::new("a.md")).with("found", long);
    let message = finding.message(Lang::Da);
    assert!(message.chars().count() < 400 && !message.contains('\n'), "{message}");
}

#[test]
fn nearest_words() {
    assert_eq!(nearest("facebok", ["facebook", "linkedin"]), Some("facebook"));
    assert_eq!(nearest("FACEBOOK", ["facebook"]), Some("facebook"));
    assert_eq!(nearest("plan.PDF", ["Plan.pdf"]), Some("Plan.pdf"));
    assert_eq!(nearest("xyz", ["facebook"]), None);
    assert_eq!(nearest("a", []), None);
}

// The tables of messages.

fn table(lang: Lang) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/diag/messages/{}.yaml", lang.code()));
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    names.filter(|name| !name.trim().is_empty()).collect()
}

#[test]
fn all_languages_say_the_same() {
    let english = table(Lang::En);
    for lang in Lang::ALL {
        let own = table(*lang);
        let keys = |table: &BTreeMap<String, String>| table.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&own), keys(&english), "{lang:?}");
        assert_eq!(message_keys(*lang).count(), english.len(), "{lang:?}");
        for (key, text) in &own {
            assert_eq!(placeholders(text), placeholders(&english[key]), "{lang:?} {key}");
            let first = text.chars().next().unwrap();
            assert!(!first.is_uppercase() || text.starts_with("HTML"), "{lang:?} {key}: {text}");
            assert!(!text.ends_with(['.', ' ']), "{lang:?} {key}: {text}");
        }
    }
}

/// The program's sources without tests, on one line each.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| {
        let name = entry.file_name().to_str().unwrap();
        name.ends_with(".rs") && name != "tests.rs" && name != "fixture.rs"
    });
    let read = |entry: walkdir::DirEntry| {
        let text = fs::read_to_string(entry.path()).unwrap();
        (entry.path().display().to_string(), text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    files.map(read).collect()
}

/// Literals that stand where the key of a message belongs.
fn used_keys(source: &str) -> BTreeSet<&str> {
    const BEFORE: &[&str] = &[
        ".error(",
        ".hint(",
        "wrong(",
        "wrong_with(",
        "missing(",
        "missing_with(",
        "error(CODE, ",
        "error( CODE, ",
        "::CODE, ",
        "key: ",
        "Err(",
    ];
    let mut used = BTreeSet::new();
    let pieces: Vec<&str> = source.split('"').collect();
    for index in (1..pieces.len()).step_by(2) {
        let (before, word) = (pieces[index - 1], pieces[index]);
        let is_word =
            word.contains('-') && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        // After a code (`"R02", "key"`), before a hint (`"key", "hint-…"`), or in a place for keys.
        let after_code = before == ", " && index > 1 && is_code(pieces[index - 2]);
        let before_hint =
            pieces.get(index + 1) == Some(&", ") && pieces.get(index + 2).is_some_and(|next| next.starts_with("hint-"));
        let in_place = BEFORE
            .iter()
            .any(|call| before.trim_end_matches('(').trim_end().ends_with(call.trim_end_matches('(').trim_end()));
        if is_word && (word.starts_with("hint-") || after_code || before_hint || in_place) {
            used.insert(word);
        }
    }
    used
}

fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

#[test]
fn every_key_has_its_message() {
    let known = table(Lang::En);
    for (path, source) in &sources() {
        let lost: Vec<_> = used_keys(source).into_iter().filter(|key| !known.contains_key(*key)).collect();
        assert!(lost.is_empty(), "{path}: {lost:?}");
    }
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    let is_used = |key: &str| sources.iter().any(|(_, source)| source.contains(&format!("\"{key}\"")));
    let idle: Vec<_> = table(Lang::En).into_keys().filter(|key| !is_used(key)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// A secret is hidden in its own snippet, in that of a finding beside it, and in the values of messages; whatever the
/// format, nobody can read it, and the other places do not move.
#[test]
fn secrets_are_shown_nowhere() {
    let file = SourcePath::new("content/pages/a.md");
    let text = "---\ntitle: Bo 010190-1234\nejer: 010190-1234 bo.jønsson@mail.example x\n---\n";
    let secret = |hit: &str, nth: usize| {
        let at = text.match_indices(hit).nth(nth).unwrap().0;
        Diagnostic::error("C06", "cpr-number", &file).at(Span::new(at, at + hit.len())).secret()
    };
    let last = text.find("x\n").unwrap();
    let beside = Diagnostic::error("R02", "wrong-date", &file).at(Span::new(last, last + 1));
    let findings = vec![
        secret("010190-1234", 0).with("shown", masked("010190-1234")),
        secret("010190-1234", 1),
        secret("bo.jønsson@mail.example", 0),
        beside.with("found", "Bo 010190-1234"),
    ];
    let raw = |_: &SourcePath| Some(text);
    let mut located = locate(findings, &raw);
    let mut texts = BTreeMap::from([(file, text.to_owned())]);
    hide(&mut located, &mut texts);
    let shown = |path: &SourcePath| texts.get(path).map(String::as_str);
    for format in [Format::Human(ReportColour::Plain), Format::Short, Format::Json, Format::Github] {
        let told = report(&located, format, Lang::Da, &shown);
        assert!(!told.contains("1234") && !told.contains("ønsson") && !told.contains("mail.example"), "{told}");
    }
    let human = report(&located, Format::Human(ReportColour::Plain), Lang::Da, &shown);
    assert!(human.contains("title: Bo 0101**-****") && human.contains("b*.*·*****@****.******* x"), "{human}");
    assert!(human.contains("content/pages/a.md:3:43"), "{human}");
    assert!(human.contains("Bo 0101••-••••"), "{human}");
}

#[test]
fn masks_show_the_beginning() {
    let cases = [
        ("010190-1234", "0101••-••••"),
        ("0101901234", "0101••••••"),
        ("19850101-1234", "1985••••-••••"),
        ("+45 22 33 44 55", "+45 •• •• •• ••"),
        ("22 33 44 55", "22 •• •• ••"),
        ("Åse@mail.example", "Å••@••••.•••••••"),
    ];
    for (hit, expected) in cases {
        assert_eq!(masked(hit), expected);
    }
}
