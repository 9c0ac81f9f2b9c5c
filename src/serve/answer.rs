//! From a request to an answer.
//!
//! In: a request and the state of the moment. Out: the output that the path names, or the site's own page for what is
//! not there, with the preview's aids. The path is a key, never a way.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Given};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use super::aids::{self, OWN};
use super::media::media_type;
use super::state::State;
use super::{Missing, Preview, Reach, Snapshot, Visitor, bare, guard, live, own};
use crate::diag::{self, Format};
use crate::source::OutPath;

const PLAIN: &str = "text/plain; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// Browsers that listen at a time; each window that is seen does.
const LISTENERS: usize = 96;

/// What every page may do: that of the theme, and to ask this server for news.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'self'; connect-src 'self'";

/// By what a browser knows a page; the script asks for it after each change.
const MARK: HeaderName = HeaderName::from_static("x-rettesnor-page");

#[derive(Clone)]
struct Desk {
    preview: Arc<Preview>,
    reach: Reach,
    listeners: Arc<Semaphore>,
}

/// One request, as far as an answer depends on it.
pub(super) struct Asked {
    pub path: String,
    pub query: String,
    pub visitor: Visitor,
    pub preview: Arc<Preview>,
    pub state: Arc<State>,
}

/// All that the preview answers.
pub(super) fn router(preview: Arc<Preview>, reach: Reach) -> Router {
    let listeners = Arc::new(Semaphore::new(LISTENERS));
    Router::new().fallback(answer).with_state(Desk { preview, reach, listeners })
}

async fn answer(Given(desk): Given<Desk>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let mut response = match guard::refuse(&head.method, &head.uri, &head.headers, desk.reach) {
        Some(status) => refused(status),
        None => admit(desk, head).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    response
}

async fn admit(desk: Desk, head: Parts) -> Response {
    let path = head.uri.path().to_owned();
    let visitor = head.extensions.get().copied().unwrap_or(Visitor::Elsewhere);
    if own::tells(&path) && guard::is_foreign(&head.headers, desk.reach) {
        return text(StatusCode::FORBIDDEN, "the preview tells its own pages only".to_owned());
    }
    if path == own::EVENTS {
        return match desk.listeners.clone().try_acquire_owned() {
            Ok(place) => live::events(desk.preview, place),
            Err(_) => text(StatusCode::SERVICE_UNAVAILABLE, "too many browsers are listening".to_owned()),
        };
    }
    let state = desk.preview.current();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let asked = Asked { path, query, visitor, preview: desk.preview, state };
    // Pages are made away from the threads that listen, so that a slow one holds up nobody.
    let found = tokio::task::spawn_blocking(move || find(&asked)).await;
    found.unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made".to_owned()))
}

fn find(asked: &Asked) -> Response {
    match asked.path.strip_prefix(OWN) {
        Some(name) => own::answer(asked, name),
        None => in_site(asked, &asked.state.shown, "/"),
    }
}

/// The answer of a site that stands at `base`.
pub(super) fn in_site(asked: &Asked, shown: &Snapshot, base: &str) -> Response {
    let site = Standing { asked, shown, base };
    let Some(key) = asked.path.strip_prefix(base).and_then(key) else {
        return site.not_found("");
    };
    match shown.output(&OutPath::new(key.as_str())) {
        Ok(bytes) => site.page(StatusCode::OK, &key, &bytes),
        Err(Missing::Unknown) if own::is_style(&asked.path) => own::answer(asked, "style"),
        Err(Missing::Unknown) => site.index_of(&key).unwrap_or_else(|| site.not_found(&key)),
        Err(missing) => site.unmade(&key, &missing),
    }
}

/// A site and where it stands: one content has two, one for each profile.
struct Standing<'a> {
    asked: &'a Asked,
    shown: &'a Snapshot,
    base: &'a str,
}

impl Standing<'_> {
    /// An output; a page with the preview's aids.
    fn page(&self, status: StatusCode, key: &str, bytes: &[u8]) -> Response {
        let media = media_type(key);
        let Some(html) = std::str::from_utf8(bytes).ok().filter(|_| media == HTML) else {
            return (status, [(CONTENT_TYPE, media)], Body::from(bytes.to_vec())).into_response();
        };
        if let Some(policy) = aids::own_policy(html).and_then(|policy| HeaderValue::from_str(policy).ok()) {
            // It is shown as it will be kept.
            let head = [(CONTENT_TYPE, HeaderValue::from_static(HTML)), (CONTENT_SECURITY_POLICY, policy)];
            return (status, head, html.to_owned()).into_response();
        }
        let path = OutPath::new(key);
        if status == StatusCode::OK {
            self.asked.preview.asked_for(&path);
        }
        let (page, mark) = own::aided(self.asked, self.shown, (self.base, &path), html);
        let mut response = (status, [(CONTENT_TYPE, HTML)], page).into_response();
        if let Ok(mark) = HeaderValue::from_str(&mark) {
            response.headers_mut().insert(MARK, mark);
        }
        response
    }

    /// A folder that was asked for without its slash, without which its links would lead astray.
    fn index_of(&self, key: &str) -> Option<Response> {
        self.shown.output(&OutPath::new(format!("{key}/index.html"))).ok()?;
        redirect(&format!("{}{}/", self.base, encode(key)))
    }

    fn not_found(&self, key: &str) -> Response {
        let asked = OutPath::new(key);
        match self.shown.build().not_found(&asked) {
            Ok(html) => {
                let html = own::with_nearest(self.shown.build(), &asked, &html);
                self.page(StatusCode::NOT_FOUND, "404.html", html.as_bytes())
            }
            Err(_) => text(StatusCode::NOT_FOUND, "there is no such page".to_owned()),
        }
    }

    fn unmade(&self, key: &str, missing: &Missing) -> Response {
        let build = self.shown.build();
        let lang = build.lang();
        let why = match missing {
            Missing::Unknown => String::new(),
            Missing::Unmade(findings) => diag::report(findings, Format::Short, lang, &|_| None),
            Missing::Gone(failure) => failure.to_string(),
        };
        if media_type(key) != HTML {
            return text(StatusCode::INTERNAL_SERVER_ERROR, why);
        }
        let title = lang.text("preview.unmade").unwrap_or_default();
        let body = format!("<main><h1>{title}</h1><pre>{}</pre></main>", bare::escaped(&why));
        let html = bare::page(lang, "rettesnor-bare", title, &body);
        self.page(StatusCode::INTERNAL_SERVER_ERROR, key, html.as_bytes())
    }
}

/// The output that a path names, decoded; `index.html` for a folder.
fn key(path: &str) -> Option<String> {
    let mut key = decode(path)?;
    if key.is_empty() || key.ends_with('/') {
        key.push_str("index.html");
    }
    Some(key)
}

pub(super) fn redirect(address: &str) -> Option<Response> {
    let location = HeaderValue::from_str(address).ok()?;
    Some((StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response())
}

fn refused(status: StatusCode) -> Response {
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let mut response = text(status, "the preview can only be read".to_owned());
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    text(status, "the preview answers to `localhost`, and where other machines are let in, to its number".to_owned())
}

/// A plain answer.
pub(super) fn text(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, PLAIN)], text).into_response()
}

/// The text that a path with `%C3%B8` stands for, if it is UTF-8.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        decoded.push(if byte == b'%' { digit()? << 4 | digit()? } else { byte });
    }
    String::from_utf8(decoded).ok()
}

fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
