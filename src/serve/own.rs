//! The preview's own pages and files, below `/_rettesnor/`.
//!
//! In: a request below that path. Out: the script and the style of the aids, what is to be said of the content, the site
//! as the public profile has it, frames of other widths, the page on the health of the content, and a small site that shows
//! every part of the theme. A further page of
//! the preview is a further name in [`answer`], given its script by [`aided`].

use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::aids::{self, OWN};
use super::answer::{Asked, in_site, redirect, text};
use super::bare::escaped;
use super::editor::Editor;
use super::{Snapshot, Visitor, frame, past};
use crate::lang::Lang;
use crate::pipeline::Build;
use crate::source::OutPath;

/// Where news are told.
pub(super) const EVENTS: &str = "/_rettesnor/events";
const FINDINGS: &str = "/_rettesnor/findings.json";
const PUBLIC: &str = "/_rettesnor/public/";
const HEALTH: &str = "/_rettesnor/health.html";
const STYLE: &str = "/_rettesnor/style/";
/// The page of that site which shows every part of the theme.
const STYLE_PAGE: &str = "/_rettesnor/style/style.html";

/// Texts of the aids beside those that begin with `preview.`.
const TEXTS: [&str; 6] =
    ["action.close", "access.internal", "doc.status.consultation", "doc.status.draft", "health.title", "style.title"];

/// Whether what stands at a path is told to this preview's own pages only.
pub(super) fn tells(path: &str) -> bool {
    path == EVENTS || path == FINDINGS
}

/// Whether a path is the short one of the page that shows the theme, which a site's own page may have instead.
pub(super) fn is_style(path: &str) -> bool {
    matches!(path, "/stil.html" | "/style.html")
}

/// The answer to a request for `name` below [`OWN`].
pub(super) fn answer(asked: &Asked, name: &str) -> Response {
    let file = |media, text: &'static str| (StatusCode::OK, [(CONTENT_TYPE, media)], text).into_response();
    match name {
        "preview.js" => file("text/javascript; charset=utf-8", include_str!("assets/preview.js")),
        "preview.css" => file("text/css; charset=utf-8", include_str!("assets/preview.css")),
        "page.css" => file("text/css; charset=utf-8", include_str!("assets/page.css")),
        "findings.json" => findings(asked),
        "frame" => framed(asked),
        "health" => redirect(HEALTH).unwrap_or_else(nothing),
        "health.html" => health(asked),
        "style" | "style.html" | "style/" => redirect(STYLE_PAGE).unwrap_or_else(nothing),
        _ if name.starts_with("style/") => style(asked),
        "public" => redirect(PUBLIC).unwrap_or_else(nothing),
        _ if name.starts_with("public/") => match asked.state.shown.public() {
            Some(public) => in_site(asked, &public, PUBLIC),
            None => nothing(),
        },
        _ => nothing(),
    }
}

fn nothing() -> Response {
    text(StatusCode::NOT_FOUND, "the preview has no such page".to_owned())
}

/// What is to be said of the newest content, and the words to say it with.
fn findings(asked: &Asked) -> Response {
    let told = &asked.state.told;
    let own = Lang::Da.text_keys().filter(|key| key.starts_with("preview."));
    let texts: std::collections::BTreeMap<_, _> =
        own.chain(TEXTS).map(|key| (key, told.lang.text(key).unwrap_or(key))).collect();
    let all = match asked.visitor {
        Visitor::Here => json!({"errors": &told.errors, "warnings": &told.warnings}),
        Visitor::Elsewhere => {
            json!({"errors": told.errors.for_others(), "warnings": told.warnings.for_others()})
        }
    };
    let said = json!({"number": asked.state.number, "lang": told.lang.code(), "texts": texts, "findings": all});
    (StatusCode::OK, [(CONTENT_TYPE, "application/json")], said.to_string()).into_response()
}

/// The health of the newest content that could be built.
fn health(asked: &Asked) -> Response {
    let path = OutPath::new(HEALTH.trim_start_matches('/'));
    match asked.state.shown.build().health(&path) {
        Ok(page) => {
            let (page, _) = aided(asked, &asked.state.shown, ("/", &path), &page);
            (StatusCode::OK, [(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
        }
        Err(_) => nothing(),
    }
}

/// A page of the site that shows the theme of the newest content that could be built.
fn style(asked: &Asked) -> Response {
    let Some(shown) = asked.state.shown.style() else { return nothing() };
    if asked.path != STYLE_PAGE {
        return in_site(asked, &shown, STYLE);
    }
    let path = OutPath::new(STYLE_PAGE.trim_start_matches(STYLE));
    match shown.build().style_page(&path) {
        Ok(page) => {
            let (page, _) = aided(asked, &shown, (STYLE, &path), &page);
            (StatusCode::OK, [(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
        }
        Err(_) => nothing(),
    }
}

fn framed(asked: &Asked) -> Response {
    let Some(page) = frame::page(&asked.query, asked.state.told.lang) else { return nothing() };
    let (page, _) = aided(asked, &asked.state.shown, (OWN, &OutPath::new("frame")), &page);
    let policy = HeaderValue::from_static(frame::POLICY);
    (
        StatusCode::OK,
        [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")), (CONTENT_SECURITY_POLICY, policy)],
        page,
    )
        .into_response()
}

/// A page at its place with the preview's script, and the mark by which a browser knows it.
pub(super) fn aided(asked: &Asked, shown: &Snapshot, place: (&str, &OutPath), html: &str) -> (String, String) {
    let (base, path) = place;
    let build = shown.build();
    let style = build.style().map(OutPath::as_str).unwrap_or_default();
    let mark = aids::mark(html, style);
    let site = asked.preview.name_of(&asked.state);
    let profile = if base == PUBLIC { "public" } else { "internal" };
    let switches = base == PUBLIC || shown.inputs().for_public().is_some();
    let mut facts = vec![
        ("site", site.as_str()),
        ("page", mark.as_str()),
        ("style", style),
        ("base", base),
        ("path", path.as_str()),
        ("profile", if switches { profile } else { "" }),
    ];
    let origin = build.origin(path);
    let editor = Editor::of(build.editor_link()).filter(|_| asked.visitor == Visitor::Here);
    let past = origin.map(|origin| past::words(origin.source, shown, build.lang())).unwrap_or_default();
    // What git alone has is no file that could be opened.
    let file = origin.filter(|origin| !past::is_old(origin.source, shown));
    let link = file.and_then(|origin| editor?.link(origin.source, None, shown.folders()));
    if let Some(origin) = &origin {
        facts.extend([
            ("past", past.as_str()),
            ("source", origin.source.as_str()),
            ("state", origin.state),
            ("access", origin.access),
        ]);
    }
    facts.extend(link.as_deref().map(|link| ("editor", link)));
    (aids::with_aids(html, &facts), mark)
}

/// The page of a missing page, with those that may be meant.
pub(super) fn with_nearest(build: &Build, asked: &OutPath, html: &str) -> String {
    let words = |key| build.lang().text(key).unwrap_or_default();
    let root = asked.root();
    let link = |(path, title): &(OutPath, String)| {
        format!("<li><a href=\"{root}{}\">{}</a></li>", escaped(path.as_str()), escaped(title))
    };
    let links: String = build.nearest(asked).iter().map(link).collect();
    let near = match links.as_str() {
        "" => String::new(),
        links => format!("<h2 id=\"rettesnor-nearest\">{}</h2><ul>{links}</ul>", words("preview.nearest")),
    };
    let (lang, appears) = (build.lang().code(), words("preview.appears"));
    aids::with_more(html, &format!("<div class=\"prose\" lang=\"{lang}\"><hr>{near}<p>{appears}</p></div>"))
}
