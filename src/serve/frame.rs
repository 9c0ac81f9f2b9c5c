//! A page of the site in a frame of another width, or as it is printed.
//!
//! In: the query of a request. Out: a page that holds the frame and leads to the other widths.

use super::answer::decode;
use super::bare::{self, escaped};
use crate::lang::Lang;

/// What the page with the frame may do: show this site.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; \
                                 base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";

/// A phone, a tablet, a desktop; in CSS pixels.
const WIDTHS: [(u16, &str); 3] = [(320, "preview.phone"), (768, "preview.tablet"), (1280, "preview.desktop")];

/// The width of a sheet of A4 without its margins of 2 cm, in CSS pixels.
const SHEET: u16 = 642;

/// The page with the frame that a query asks for; nothing where it asks for a page elsewhere.
pub(super) fn page(query: &str, lang: Lang) -> Option<String> {
    let value = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| decode(value)).next().flatten()
    };
    let page = value("page").filter(|page| is_of_the_site(page))?;
    let width = value("width")?;
    let is_sheet = width == "print";
    let pixels = if is_sheet { SHEET } else { width.parse().ok().filter(|width| (200..=4_000).contains(width))? };
    let words = |key| lang.text(key).unwrap_or_default();
    let entry = |name: &str, label: &str| {
        let current = if width == name { " aria-current=\"true\"" } else { "" };
        format!("<li><a data-width=\"{name}\" href=\"{}\"{current}>{label}</a></li>", address(&page, name))
    };
    let widths: String =
        WIDTHS.iter().map(|(width, key)| entry(&width.to_string(), &format!("{} ({width})", words(key)))).collect();
    let title = words(if is_sheet { "preview.print" } else { "preview.widths" });
    let body = format!(
        "<header><h1>{}</h1><nav aria-label=\"{}\"><ul>{widths}{}<li><a data-width=\"\" href=\"{}\">{}</a></li></ul>\
         </nav></header><main><iframe name=\"{}\" width=\"{pixels}\" src=\"{}\" title=\"{title}\"></iframe></main>",
        words("preview.tools"),
        words("preview.view"),
        entry("print", words("preview.print")),
        escaped(&page),
        words("preview.back"),
        if is_sheet { "rettesnor-print" } else { "rettesnor-screen" },
        escaped(&page),
    );
    Some(bare::page(lang, "rettesnor-frame", title, &body))
}

/// Whether an address is of this site, and not of what holds frames.
fn is_of_the_site(page: &str) -> bool {
    page.starts_with('/')
        && !page.starts_with("//")
        && !page.contains(['\\', '\n', '\r', '\t'])
        && (!page.starts_with("/_rettesnor/") || page.starts_with("/_rettesnor/public/"))
}

fn address(page: &str, width: &str) -> String {
    let page: String = page
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("/_rettesnor/frame?width={width}&amp;page={page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_framed_at_a_width() {
        let html = page("width=320&page=/kanaler/facebook.html", Lang::Da).unwrap();
        assert!(
            html.contains("<iframe name=\"rettesnor-screen\" width=\"320\" src=\"/kanaler/facebook.html\""),
            "{html}"
        );
        assert!(html.contains("href=\"/_rettesnor/frame?width=768&amp;page=/kanaler/facebook.html\""), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1);
        assert!(page("page=/a.html&width=print", Lang::En).unwrap().contains("name=\"rettesnor-print\""));
    }

    #[test]
    fn nothing_else_is_framed() {
        for address in [
            "//evil.example/",
            "https://evil.example/",
            "/\\evil.example",
            "javascript:alert(1)",
            "",
            "/_rettesnor/frame",
        ] {
            assert!(page(&format!("width=320&page={address}"), Lang::Da).is_none(), "{address}");
        }
        for query in ["", "width=320", "page=/", "width=1&page=/", "width=x&page=/", "width=99999&page=/"] {
            assert!(page(query, Lang::Da).is_none(), "{query}");
        }
        let html = page("width=320&page=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E", Lang::Da).unwrap();
        assert!(!html.contains("<script>alert"), "{html}");
    }
}
