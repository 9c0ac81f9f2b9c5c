//! Who may ask, and how.
//!
//! In: the head of a request. Out: whether it is answered. Any web page a reader has open can send requests to this
//! machine; the `Host` it cannot choose gives it away, also where its name was made to point here.

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

/// The status of a refusal, if the request is refused.
pub(super) fn refuse(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
    let named = headers.get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let hosts = [named, uri.authority().map(Authority::as_str)];
    match () {
        () if named.is_none() || !hosts.into_iter().flatten().all(is_here) => Some(StatusCode::MISDIRECTED_REQUEST),
        () if method != Method::GET && method != Method::HEAD => Some(StatusCode::METHOD_NOT_ALLOWED),
        () => None,
    }
}

/// Whether a host, with any port, is this machine.
fn is_here(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["localhost", "127.0.0.1", "[::1]"].iter().filter_map(|name| host.strip_prefix(name)).any(is_port)
}

/// Whether what follows a host's name is a port or nothing.
fn is_port(rest: &str) -> bool {
    let digits = rest.strip_prefix(':');
    rest.is_empty() || digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_has_these_names() {
        for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:1", "[::1]", "[::1]:4000"] {
            assert!(is_here(host), "{host}");
        }
        for host in ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:x", "::1"] {
            assert!(!is_here(host), "{host}");
        }
    }
}
