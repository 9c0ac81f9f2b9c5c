//! From a request to an answer.
//!
//! In: a request and the snapshot of the moment. Out: the output that the path names, or the site's own page for what
//! is not there. The path is a key, never a way.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::media::media_type;
use super::{Missing, Preview, Snapshot, guard};
use crate::diag::{self, Format};
use crate::source::OutPath;

const PLAIN: &str = "text/plain; charset=utf-8";

/// All that the preview answers.
pub fn router(preview: Arc<Preview>) -> Router {
    Router::new().fallback(answer).with_state(preview)
}

async fn answer(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let refusal = guard::refuse(request.method(), request.uri(), request.headers());
    let mut response = match refusal {
        Some(status) => refused(status),
        None => look_up(preview.current(), request.uri().clone()).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    response
}

/// Pages are made away from the threads that listen, so that a slow one holds up nobody.
async fn look_up(snapshot: Arc<Snapshot>, uri: Uri) -> Response {
    let found = tokio::task::spawn_blocking(move || find(&snapshot, uri.path())).await;
    found.unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made".to_owned()))
}

fn find(snapshot: &Snapshot, path: &str) -> Response {
    let Some(key) = key(path) else {
        return not_found(snapshot, "");
    };
    match snapshot.output(&OutPath::new(key.as_str())) {
        Ok(bytes) => page(StatusCode::OK, media_type(&key), &bytes),
        Err(Missing::Unknown) => index_of(snapshot, &key).unwrap_or_else(|| not_found(snapshot, &key)),
        Err(missing) => text(StatusCode::INTERNAL_SERVER_ERROR, explain(&missing, snapshot)),
    }
}

/// The output that a path names: without its slash, decoded, `index.html` for a folder.
fn key(path: &str) -> Option<String> {
    let mut key = decode(path.strip_prefix('/')?)?;
    if key.is_empty() || key.ends_with('/') {
        key.push_str("index.html");
    }
    Some(key)
}

/// A folder that was asked for without its slash, without which its links would lead astray.
fn index_of(snapshot: &Snapshot, key: &str) -> Option<Response> {
    snapshot.output(&OutPath::new(format!("{key}/index.html"))).ok()?;
    let location = HeaderValue::from_str(&format!("/{}/", encode(key))).ok()?;
    Some((StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response())
}

fn not_found(snapshot: &Snapshot, key: &str) -> Response {
    match snapshot.build().not_found(&OutPath::new(key)) {
        Ok(html) => page(StatusCode::NOT_FOUND, media_type("404.html"), html.as_bytes()),
        Err(_) => text(StatusCode::NOT_FOUND, "there is no such page".to_owned()),
    }
}

fn refused(status: StatusCode) -> Response {
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let mut response = text(status, "the preview can only be read".to_owned());
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    text(status, "the preview answers to `localhost` only".to_owned())
}

fn explain(missing: &Missing, snapshot: &Snapshot) -> String {
    match missing {
        Missing::Unknown => String::new(),
        Missing::Unmade(findings) => diag::report(findings, Format::Short, snapshot.build().lang(), &|_| None),
        Missing::Gone(failure) => failure.to_string(),
    }
}

fn page(status: StatusCode, media: &'static str, bytes: &[u8]) -> Response {
    (status, [(CONTENT_TYPE, media)], Body::from(bytes.to_vec())).into_response()
}

fn text(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, PLAIN)], text).into_response()
}

/// The text that a path with `%C3%B8` stands for, if it is UTF-8.
fn decode(path: &str) -> Option<String> {
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
