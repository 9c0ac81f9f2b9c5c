use super::*;

fn site(lang: Lang, today: Date) -> NewSite {
    let name = |text| SiteName::new(text).unwrap();
    NewSite { lang, title: name("Rettesnor"), municipality: name("Nørreby"), today, host: Some(Host::Github) }
}

#[test]
fn every_placeholder_is_filled() {
    for lang in Lang::ALL {
        for host in [Host::Github, Host::Gitlab, Host::Azure] {
            let site = NewSite { host: Some(host), ..site(*lang, date(2026, 11, 21)) };
            let all = files(&site);
            assert!(all.len() > 35, "{}", all.len());
            for (path, text) in all {
                // GitHub's own expressions stay.
                let left = text.replace("${{ ", "");
                assert!(!left.contains("{{"), "{lang:?} {path}");
                assert!(!path.contains("year"), "{lang:?} {path}");
            }
        }
    }
}

#[test]
fn the_languages_have_the_same_templates_and_names() {
    let names = |lang| templates::names(lang).keys().collect::<Vec<_>>();
    let folders = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/init/templates");
    for lang in Lang::ALL {
        assert_eq!(names(*lang), names(Lang::Da), "{lang:?}");
        assert!(names(*lang).len() > 15);
        let folder = folders.join(lang.code());
        let files = walkdir::WalkDir::new(&folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let mut there: Vec<_> = files
            .map(|entry| entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/"))
            .collect();
        there.sort();
        let known: Vec<_> = templates::of(*lang).iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(known, there, "{lang:?}");
    }
}

#[test]
fn a_deadline_stays_within_the_year() {
    let deadline = |today| values(&site(Lang::Da, today))["deadline"].clone();
    assert_eq!(deadline(date(2026, 2, 1)), "2026-05-01");
    assert_eq!(deadline(date(2026, 12, 31)), "2026-12-31");
}

#[test]
fn names_that_would_be_taken_for_something_else_are_none() {
    for text in ["", "  ", "12", "a\"b", "a\nb", "[[a]]", "a\\", "<b>", "{{title}}", "*a*", "a_b", "`a`", "a|b", "#a"] {
        assert_eq!(SiteName::new(text), None, "{text}");
    }
    assert_eq!(SiteName::new(" Søby Kommune, Ærø ").unwrap().to_string(), "Søby Kommune, Ærø");
}

#[test]
fn kinds_have_their_names_in_the_language_and_in_english() {
    use crate::model::id::Kind;
    let named = |word| kind_named(word, Lang::Da);
    assert_eq!(named("kanal"), Some(Kind::Channel));
    assert_eq!(named("Retningslinje"), Some(Kind::Guideline));
    assert_eq!(named("action-plan"), Some(Kind::ActionPlan));
    assert_eq!(named("målgruppe"), Some(Kind::Audience));
    assert_eq!(named("noget"), None);
}
