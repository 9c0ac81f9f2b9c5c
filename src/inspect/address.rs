//! Addresses in pages and styles: who asks for them, and where they lead.

use crate::inspect::scan::Attribute;
use crate::source::OutPath;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To another host, or to what is no place at all; with the scheme in lower case, empty for `//host`.
    Outside(String),
    /// To another file; the path is from the site's root.
    Within { path: String, fragment: String },
    /// To a place on the same page; empty for its beginning.
    Here(String),
}

/// Kinds of links that do not make a browser ask for anything.
const SAID: [&str; 10] =
    ["alternate", "canonical", "author", "license", "help", "next", "prev", "search", "me", "bookmark"];

/// Schemes of addresses that a reader may follow.
const HARMLESS: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Whether the `href` of an element is followed by readers only: that of a link, or of a `link` that only says something.
pub(super) fn is_followed(tag: &str, attributes: &[Attribute<'_>]) -> bool {
    if tag.eq_ignore_ascii_case("a") || tag.eq_ignore_ascii_case("area") {
        return true;
    }
    let said = |kind: &str| SAID.iter().any(|known| kind.eq_ignore_ascii_case(known));
    let kinds = attributes.iter().filter(|(name, _)| name.eq_ignore_ascii_case("rel"));
    tag.eq_ignore_ascii_case("link")
        && kinds.clone().count() > 0
        && kinds.flat_map(|(_, rel)| rel.split_whitespace()).all(said)
}

/// Whether a scheme may stand in a link.
pub(super) fn is_harmless(scheme: &str) -> bool {
    HARMLESS.contains(&scheme)
}

/// Whether a `meta` sends the reader on.
pub(super) fn is_refresh(attributes: &[Attribute<'_>]) -> bool {
    let has = |(name, value): &Attribute<'_>| {
        name.eq_ignore_ascii_case("http-equiv") && value.trim().eq_ignore_ascii_case("refresh")
    };
    attributes.iter().any(has)
}

/// The address in `0; url=side.html`.
pub(super) fn of_refresh(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let (name, address) = rest.split_once('=')?;
    name.trim().eq_ignore_ascii_case("url").then(|| address.trim().trim_matches(['"', '\'']))
}

/// The addresses in `a.png 1x, b.png 2x`.
pub(super) fn of_set(set: &str) -> impl Iterator<Item = &str> {
    set.split(", ").filter_map(|one| one.split_whitespace().next()).map(|one| one.trim_end_matches(','))
}

/// The addresses in a style sheet: in `url(…)`, and after `@import`.
pub(super) fn of_style(css: &str) -> impl Iterator<Item = &str> {
    let urls = css.match_indices("url(").map(|(at, start)| &css[at + start.len()..]);
    let urls =
        urls.filter_map(|rest| rest.split_once(')')).map(|(address, _)| address.trim().trim_matches(['"', '\'']));
    let imports = css.match_indices("@import").map(|(at, start)| css[at + start.len()..].trim_start());
    let imports =
        imports.filter_map(|rest| rest.strip_prefix(['"', '\'']).and_then(|rest| rest.split(['"', '\'']).next()));
    urls.chain(imports).filter(|address| !address.starts_with('#'))
}

/// Where an address on a page leads.
pub(super) fn way(page: &OutPath, address: &str) -> Way {
    let address = address.trim();
    // Most addresses are the program's own, in which nothing is hidden.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"./-_#".contains(&byte);
    if (address.starts_with('/') || !address.bytes().all(is_plain))
        && let Some(scheme) = scheme(address)
    {
        return Way::Outside(scheme);
    }
    let (file, fragment) = address.split_once('#').unwrap_or((address, ""));
    let file = file.split_once('?').map_or(file, |(file, _)| file);
    let fragment = unescaped(fragment);
    if file.is_empty() {
        return Way::Here(fragment);
    }
    match joined(page.as_str(), &unescaped(file)) {
        path if path == page.as_str() => Way::Here(fragment),
        path => Way::Within { path, fragment },
    }
}

/// The scheme of an address as a browser reads it, without the blanks that hide it; empty for `//host`.
fn scheme(address: &str) -> Option<String> {
    let is_hidden = |letter: char| matches!(letter, '\t' | '\n' | '\r');
    let plain: String;
    let address = if address.contains(is_hidden) {
        plain = address.replace(is_hidden, "");
        plain.trim_start_matches(|letter: char| letter <= ' ')
    } else {
        address.trim_start_matches(|letter: char| letter <= ' ')
    };
    if address.starts_with("//") || address.starts_with("\\\\") || address.starts_with("/\\") {
        return Some(String::new());
    }
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The path from the root of what a page calls `file`. One that begins at the root of the host stays as it is, and is
/// found nowhere: a site may lie below any folder.
fn joined(page: &str, file: &str) -> String {
    if file.starts_with('/') {
        return file.to_owned();
    }
    let mut path = page.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    for part in file.split('/') {
        match part {
            "." => {}
            // Above the root there is nothing of the site.
            ".." if path.is_empty() => return file.to_owned(),
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    path
}

/// A part of an address without its `%` codes.
fn unescaped(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = if *first == b'%' { after.get(..2).and_then(|code| std::str::from_utf8(code).ok()) } else { None };
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
