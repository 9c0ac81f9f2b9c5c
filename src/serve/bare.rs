//! Pages of the preview's own, which need no theme.
//!
//! In: a title and HTML that is escaped already. Out: a whole page, which works when the theme does not.

use crate::lang::Lang;

/// A page of the preview's own.
pub(super) fn page(lang: Lang, class: &str, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" class=\"{class}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{}</title><link rel=\"stylesheet\" href=\"/_rettesnor/page.css\"></head>\
         <body>{body}</body></html>\n",
        lang.code(),
        escaped(title),
    )
}

/// Text for HTML, also within quotation marks.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
