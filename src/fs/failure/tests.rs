#![expect(clippy::disallowed_methods, reason = "tests read the sources")]

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::{Failure, TEXTS};
use crate::lang::Lang;

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn all_languages_say_the_same() {
    let english = TEXTS.of(Lang::En);
    assert!(english.len() > 30);
    for lang in Lang::ALL {
        let own = TEXTS.of(*lang);
        assert!(own.keys().eq(english.keys()), "{}", lang.code());
        for (key, text) in own {
            assert_eq!(placeholders(text), placeholders(&english[key]), "{} {key}", lang.code());
            assert!(!text.starts_with(char::is_uppercase) && !text.ends_with(['.', ' ']), "{} {key}", lang.code());
        }
    }
}

/// Every message is used, and every key that stands where a failure is made is a message.
#[test]
fn messages_are_used_and_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = String::new();
    for folder in ["fs", "serve", "cli", "git", "publish"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "rs") {
                sources.push_str(&std::fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    for file in ["fs.rs", "git.rs", "cli.rs", "publish.rs"] {
        sources.push_str(&std::fs::read_to_string(root.join(file)).unwrap_or_default());
    }
    let known = TEXTS.of(Lang::En);
    let idle: Vec<_> = known.keys().filter(|key| !sources.contains(&format!("\"{key}\""))).collect();
    assert!(idle.is_empty(), "{idle:?}");
    for call in ["Failure::usage(\"", "Failure::world(\"", "Failure::at(\""] {
        for (at, _) in sources.match_indices(call) {
            let key = sources[at + call.len()..].split('"').next().unwrap();
            assert!(known.contains_key(key), "{key}");
        }
    }
}

#[test]
fn a_failure_is_told_in_any_language() {
    let denied = || io::Error::from(io::ErrorKind::PermissionDenied);
    let failure = Failure::at("cannot_write", Path::new("public"), denied());
    assert_eq!(failure.message(Lang::Da), "kan ikke skrive `public`: permission denied");
    assert_eq!(failure.to_string(), "cannot write `public`: permission denied");
    assert_eq!(failure.cure(Lang::Da), None);
    let through: Failure = io::Error::from(failure).into();
    assert_eq!(through.message(Lang::Nn), "kan ikkje skrive `public`: permission denied");
    let full = Failure::at("cannot_write", Path::new("x"), io::ErrorKind::StorageFull.into());
    assert!(full.cure(Lang::Sv).unwrap().starts_with("gör plats"));
}
