//! The page of what changed as one file: its style in it, no script, no link that leads out of it but to the web.

use crate::diag::Located;
use crate::graph::EditionIndex;
use crate::pipeline::{Build, Made};

/// The page.
pub(super) fn page(build: &Build, old: EditionIndex, new: EditionIndex) -> Result<String, Vec<Located>> {
    let html = build.redline(old, new)?;
    let style = build.style().and_then(|path| build.make(path)?.ok()).map_or(String::new(), |made| match made {
        Made::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Made::Copy(_) => String::new(),
    });
    let lang = between(&html, "<html lang=\"", "\"").unwrap_or("da");
    let title = between(&html, "<title>", "</title>").unwrap_or_default();
    let main = between(&html, "<main", "</main>").map_or(String::new(), |main| format!("<main{main}</main>"));
    let main = without_ways_out(&main);
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n\
         <body class=\"kind-redline\">\n{main}\n</body>\n</html>\n"
    ))
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside)
}

/// Links to other files of a site that is not there, and pictures in them, lose their addresses.
fn without_ways_out(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = first_tag(rest) {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let end = from.find('>').map_or(from.len(), |end| end + 1);
        kept.push_str(&mended(&from[..end]));
        rest = &from[end..];
    }
    kept + rest
}

/// Where the first link or picture begins.
fn first_tag(html: &str) -> Option<usize> {
    ["<a ", "<img "].into_iter().filter_map(|tag| html.find(tag)).min()
}

fn mended(tag: &str) -> String {
    if tag.starts_with("<img ") {
        return between(tag, "alt=\"", "\"").unwrap_or_default().to_owned();
    }
    match between(tag, "href=\"", "\"") {
        Some(href) if !leads_on(href) => tag.replace(&format!(" href=\"{href}\""), ""),
        _ => tag.to_owned(),
    }
}

fn leads_on(href: &str) -> bool {
    ["#", "https:", "http:", "mailto:", "tel:"].iter().any(|start| href.starts_with(start))
}
