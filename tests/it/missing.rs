//! The page that a web server shows in place of one that is missing, at any depth.

use crate::fixture::{Fixture, SITE};
use crate::site::text;

fn not_found(targets: &str) -> String {
    let files =
        Fixture::new(&format!("//- site.yaml\n{SITE}{targets}//- index.md\n---\ntitle: Start\n---\n")).outputs();
    text(&files["404.html"]).to_owned()
}

#[test]
fn addresses_hold_at_every_depth_where_the_settings_say_where_the_site_stands() {
    let base = "base: https://intranet.example/rettesnor/";
    let html = not_found(&format!(
        "targets:\n  web: {{profile: internal, folder: www, {base}}}\n  copy: {{profile: public, file: copy.zip}}\n"
    ));
    for address in
        ["href=\"/rettesnor/assets/style-", "src=\"/rettesnor/assets/script-", "href=\"/rettesnor/index.html\""]
    {
        assert!(html.contains(address), "{address} in {html}");
    }
    assert!(!html.contains("<style"), "{html}");
}

#[test]
fn its_style_is_in_itself_where_nothing_is_known_or_targets_differ() {
    let apart = "targets:\n  web: {profile: internal, folder: www, base: https://a.example/x/}\n  other: {profile: public, folder: b, base: https://b.example/}\n";
    for targets in ["", apart] {
        let html = not_found(targets);
        assert!(html.contains("style-src 'sha256-") && html.contains("<style>"), "{html}");
        assert!(html.contains("href=\"index.html\"") && !html.contains("rel=\"stylesheet\""), "{html}");
    }
}
