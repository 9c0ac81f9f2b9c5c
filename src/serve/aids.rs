//! What the preview adds to a page on its way to the browser, and what a browser knows the page by.
//!
//! In: the HTML of a page. Out: the same with one script element, whose attributes say what the script must know, and
//! with leave to ask this server for news. Nothing of it is ever published.

use std::fmt::Write as _;

use super::bare::escaped;
use crate::hash::Hash;

/// Attributes of the script element, without `data-`.
pub(super) type Facts<'a> = [(&'static str, &'a str)];

/// Where the preview's own pages and files stand; no page of a site begins like this.
pub(super) const OWN: &str = "/_rettesnor/";

/// The page with the preview's script.
pub(super) fn with_aids(html: &str, facts: &Facts<'_>) -> String {
    let mut page = String::with_capacity(html.len() + 600);
    let (before_policy, rest) = split_policy(html);
    page.push_str(before_policy);
    if !before_policy.is_empty() && !before_policy.contains("connect-src") {
        page.push_str("; connect-src 'self'");
    }
    let end = rest.find("</head>").unwrap_or(0);
    page.push_str(&rest[..end]);
    let _ = write!(page, "<script src=\"{OWN}preview.js\" defer");
    for (name, value) in facts {
        let _ = write!(page, " data-{name}=\"{}\"", escaped(value));
    }
    page.push_str("></script>");
    page.push_str(&rest[end..]);
    page
}

/// The page with further HTML at the end of its main part.
pub(super) fn with_more(html: &str, more: &str) -> String {
    let end = html.find("</main>").unwrap_or(html.len());
    format!("{}{more}{}", &html[..end], &html[end..])
}

/// A hash of the page but for the name of its style sheet, which can be changed without loading the page again.
pub(super) fn mark(html: &str, style: &str) -> String {
    if style.is_empty() {
        return Hash::of(html.as_bytes()).short();
    }
    Hash::of_all(html.split(style).map(str::as_bytes)).short()
}

/// The policy of a page that is a single file, whose style is allowed by its hash; nothing for other pages.
pub(super) fn own_policy(html: &str) -> Option<&str> {
    let (before, _) = split_policy(html);
    before.rsplit('"').next().filter(|policy| policy.contains("style-src 'sha256-"))
}

/// A page up to the end of the policy in its head, and the rest; nothing and all of it where it has none.
fn split_policy(html: &str) -> (&str, &str) {
    let end = || {
        let meta = html.find("http-equiv=\"Content-Security-Policy\"")?;
        let content = meta + html[meta..].find("content=\"")? + "content=\"".len();
        Some(content + html[content..].find('"')?)
    };
    html.split_at(end().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\
                        <link href=\"../assets/style-1.css\"></head><main>a</main>";

    #[test]
    fn a_page_gets_one_script_and_leave_to_ask() {
        let page = with_aids(PAGE, &[("source", "a\"b<c>&.md")]);
        let policy = "content=\"default-src 'none'; connect-src 'self'\">";
        assert!(page.contains(policy), "{page}");
        let script =
            "<script src=\"/_rettesnor/preview.js\" defer data-source=\"a&quot;b&lt;c&gt;&amp;.md\"></script></head>";
        assert!(page.contains(script), "{page}");
        let bare = page.replace("; connect-src 'self'", "").replace(script, "</head>");
        assert_eq!(bare, PAGE, "nothing else is changed");
        assert!(with_aids("<p>no head", &[]).ends_with("<p>no head"));
    }

    #[test]
    fn a_single_file_keeps_its_policy() {
        let policy = "default-src 'none'; style-src 'sha256-abc='";
        let file = PAGE.replace("default-src 'none'", policy);
        assert_eq!((own_policy(&file), own_policy(PAGE)), (Some(policy), None));
    }

    #[test]
    fn another_style_is_the_same_page() {
        let other = PAGE.replace("style-1.css", "style-2.css");
        assert_eq!(mark(PAGE, "assets/style-1.css"), mark(&other, "assets/style-2.css"));
        assert_ne!(mark(PAGE, ""), mark(&other, ""));
        assert_ne!(mark(PAGE, "assets/style-1.css"), mark("b", "assets/style-1.css"));
        assert_eq!(with_more(PAGE, "b").split("<main>").nth(1), Some("ab</main>"));
    }
}
