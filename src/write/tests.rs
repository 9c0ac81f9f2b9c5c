//! Tests of the manifest.

use super::*;

fn entry(path: &str, text: &str) -> Entry {
    Entry::of(&OutPath::new(path), text.as_bytes(), None)
}

#[test]
fn a_manifest_is_sorted_and_comes_back_as_it_was() {
    let page = OutPath::new("temaer/miljoe.html");
    let source = SourcePath::new("content/themes/miljø.md");
    let edition = Edition { document: "theme:miljoe".to_owned(), slot: "main".to_owned(), version: None };
    let old = Edition { document: "policy:a".to_owned(), slot: "version".to_owned(), version: Some("1.0".to_owned()) };
    let page = Entry::of(&page, b"x", Some(&source)).showing(Some(edition));
    let files = vec![page, entry("a.html", ""), entry("b.html", "").showing(Some(old))];
    let manifest = Manifest::new(files).of_commit(Some("0123abcd".to_owned()));
    assert_eq!(manifest.commit(), Some("0123abcd"));
    let json = manifest.to_json().unwrap();
    insta::assert_snapshot!(String::from_utf8(json.clone()).unwrap(), @r#"
    {"generator":"rettesnor 0.1.0","commit":"0123abcd","files":[
    {"path":"a.html","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0},
    {"path":"b.html","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","size":0,"document":"policy:a","slot":"version","version":"1.0"},
    {"path":"temaer/miljoe.html","sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881","size":1,"source":"content/themes/miljø.md","document":"theme:miljoe","slot":"main"}
    ]}
    "#);
    assert_eq!(Manifest::from_json(&json), Some(manifest));
}

#[test]
fn a_manifest_of_another_program_or_with_a_way_out_is_none() {
    let sum = Digest::of(b"");
    for (generator, path) in [("hugo 1", "a"), ("rettesnor 1", "../a"), ("rettesnor 1", "/a"), ("rettesnor 1", "")] {
        let json = format!(r#"{{"generator":"{generator}","files":[{{"path":"{path}","sha256":"{sum}","size":0}}]}}"#);
        assert_eq!(Manifest::from_json(json.as_bytes()), None, "{json}");
    }
    assert_eq!(Manifest::from_json(b"{\"name\":\"pwa\"}"), None);
}

#[test]
fn assets_are_kept_for_one_release_only() {
    let first = Manifest::new(vec![entry("assets/a.css", "a"), entry("search/a.js", "a"), entry("index.html", "1")]);
    let mut second = Manifest::new(vec![entry("assets/b.css", "b"), entry("index.html", "2")]);
    let kept: Vec<_> = first.assets_to_keep(&second).collect();
    assert_eq!(kept.iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["assets/a.css", "search/a.js"]);

    second.files.extend(kept);
    let third = Manifest::new(vec![entry("assets/c.css", "c")]);
    let kept: Vec<_> = second.assets_to_keep(&third).map(|entry| entry.path).collect();
    assert_eq!(kept, [OutPath::new("assets/b.css")]);
}

#[test]
fn what_is_kept_does_not_make_another_release() {
    let plain = Manifest::new(vec![entry("index.html", "1")]);
    let kept = Entry { release: Release::Previous, ..entry("assets/a.css", "a") };
    let with_kept = Manifest::new(vec![entry("index.html", "1"), kept]);
    assert!(plain.same_release(&with_kept));
    assert!(!plain.same_release(&Manifest::new(vec![entry("index.html", "2")])));
    assert!(!plain.same_release(&plain.clone().of_commit(Some("a".to_owned()))));
}

#[test]
fn changes_are_brought_in_a_safe_order() {
    let old = Manifest::new(vec![entry("index.html", "1"), entry("gone.html", "x"), entry("same.html", "=")]);
    let new = Manifest::new(vec![
        entry("assets/a.css", "a"),
        entry("index.html", "2"),
        entry("same.html", "="),
        entry("search/index.js", "i"),
        entry("search/t0123456789.js", "t"),
    ]);
    let changes = Changes::between(Some(&old), &new);
    let paths = |entries: &[&Entry]| entries.iter().map(|entry| entry.path.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(paths(&changes.removed), "gone.html");
    assert_eq!(paths(&changes.changed), "index.html");
    assert_eq!(paths(&changes.to_bring()), "assets/a.css search/t0123456789.js search/index.js index.html");
    assert!(Changes::between(Some(&new), &new).is_empty());
    assert_eq!(Changes::between(None, &new).added.len(), 5);
}

#[test]
fn what_is_under_way_is_ours_and_unknown() {
    let old = Manifest::new(vec![entry("index.html", "1"), entry("same.html", "=")]);
    let new = Manifest::new(vec![entry("index.html", "2"), entry("new.html", "n"), entry("same.html", "=")]);
    let between = under_way(Some(&old), &new);
    assert_eq!(Changes::between(Some(&between), &new).changed.len(), 2);
    assert_eq!(Changes::between(Some(&between), &new).added.len(), 0);
    // Taken back: what may have come goes, and what may have changed is brought again.
    let back = Changes::between(Some(&between), &old);
    assert_eq!((back.changed.len(), back.removed.len()), (1, 1));
}
