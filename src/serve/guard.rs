//! Who may ask, and how.
//!
//! In: the head of a request. Out: whether it is answered. Any web page a reader has open can send requests to this
//! machine; the `Host` it cannot choose gives it away, also where its name was made to point here.

use std::net::{IpAddr, SocketAddr};

use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

use super::Reach;

/// Where a browser is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visitor {
    /// On this machine.
    Here,
    Elsewhere,
}

impl Visitor {
    /// The visitor at the other end of a connection.
    pub fn at(address: SocketAddr) -> Self {
        if address.ip().to_canonical().is_loopback() { Self::Here } else { Self::Elsewhere }
    }
}

/// The status of a refusal, if the request is refused.
pub(super) fn refuse(method: &Method, uri: &Uri, headers: &HeaderMap, reach: Reach) -> Option<StatusCode> {
    let named = headers.get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let mut hosts = [named, uri.authority().map(Authority::as_str)].into_iter().flatten();
    match () {
        () if named.is_none() || !hosts.all(|host| is_known(host, reach)) => Some(StatusCode::MISDIRECTED_REQUEST),
        () if method != Method::GET && method != Method::HEAD => Some(StatusCode::METHOD_NOT_ALLOWED),
        () => None,
    }
}

/// Whether a page of another site asks, by what its browser says of it.
pub(super) fn is_foreign(headers: &HeaderMap, reach: Reach) -> bool {
    let value = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = value(header::HOST.as_str()).unwrap_or_default();
    let is_ours =
        |origin: &str| origin.strip_prefix("http://").is_some_and(|from| from == host && is_known(from, reach));
    let cross = value("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site");
    cross || value("origin").is_some_and(|origin| !is_ours(origin))
}

/// Whether a host, with any port, is this machine. Other machines must call it by its number: a name can be made to
/// point anywhere.
fn is_known(host: &str, reach: Reach) -> bool {
    let host = host.to_ascii_lowercase();
    let is_local = ["localhost", "127.0.0.1", "[::1]"].iter().filter_map(|name| host.strip_prefix(name)).any(is_port);
    is_local || reach == Reach::Network && is_number(&host)
}

fn is_number(host: &str) -> bool {
    let bracketed = host.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (address, rest) = bracketed.unwrap_or_else(|| host.split_at(host.find(':').unwrap_or(host.len())));
    is_port(rest) && address.parse::<IpAddr>().is_ok()
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
            assert!(is_known(host, Reach::Machine), "{host}");
        }
        let strangers = [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:x",
            "::1",
            "192.168.1.2",
        ];
        for host in strangers {
            assert!(!is_known(host, Reach::Machine), "{host}");
        }
    }

    #[test]
    fn the_network_calls_by_number() {
        for host in ["192.168.1.2:4000", "[fe80::1]:4000", "localhost", "10.0.0.1"] {
            assert!(is_known(host, Reach::Network), "{host}");
        }
        for host in ["evil.example:4000", "192.168.1.2.evil.example", "[fe80::1", "192.168.1.2:x", ""] {
            assert!(!is_known(host, Reach::Network), "{host}");
        }
    }

    #[test]
    fn pages_of_other_sites_are_foreign() {
        let is_foreign_with = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "localhost:4000".parse().unwrap());
            headers.insert(name, value.parse().unwrap());
            is_foreign(&headers, Reach::Machine)
        };
        assert!(!is_foreign_with("origin", "http://localhost:4000"));
        assert!(!is_foreign_with("sec-fetch-site", "same-origin"));
        for origin in ["null", "http://evil.example", "https://localhost:4000", "http://localhost:4001", ""] {
            assert!(is_foreign_with("origin", origin), "{origin}");
        }
        assert!(is_foreign_with("sec-fetch-site", "cross-site"));
    }
}
