//! E-mail addresses of persons, and of other houses.
//!
//! The mailbox of a function (`post@`, `presse@`) names nobody, wherever it is. An address of two names with a point
//! between them names a person, also in the house's own domain.

use std::ops::Range;

use super::{Certainty, Hit, MAILBOXES};
use crate::config::Config;
use crate::model::document::PersonalDataKind as Kind;

/// What mailboxes of functions are called, in the five languages.
const FUNCTIONS: &[&str] = &[
    "post",
    "postmottak",
    "postmottaket",
    "mail",
    "info",
    "kontakt",
    "contact",
    "hej",
    "hei",
    "web",
    "webmaster",
    "redaktion",
    "redaksjon",
    "presse",
    "press",
    "media",
    "kommune",
    "kommunen",
    "kommun",
    "raadhus",
    "borger",
    "borgerservice",
    "kundeservice",
    "kundtjanst",
    "servicecenter",
    "support",
    "hjelp",
    "hjaelp",
    "help",
    "helpdesk",
    "it",
    "hr",
    "job",
    "jobb",
    "faktura",
    "regnskab",
    "dpo",
    "privacy",
    "gdpr",
    "databeskyttelse",
    "personvern",
    "dataskydd",
    "datatilsynet",
    "dt",
    "registrator",
    "arkiv",
    "jura",
    "skole",
    "bibliotek",
    "noreply",
    "no-reply",
    "nyhedsbrev",
    "nyhetsbrev",
    "tilgaengelighed",
    "digst",
    "sekretariat",
    "service",
    "team",
    "office",
    "hello",
];

/// Houses where people have their own mailboxes.
const PERSONAL: &[&str] = &[
    "aol.com",
    "bredband.net",
    "comhem.se",
    "frisurf.no",
    "gmail.com",
    "gmx.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.dk",
    "hotmail.no",
    "hotmail.se",
    "icloud.com",
    "jubii.dk",
    "live.com",
    "live.dk",
    "live.no",
    "live.se",
    "mac.com",
    "mail.dk",
    "me.com",
    "msn.com",
    "ofir.dk",
    "online.no",
    "outlook.com",
    "outlook.dk",
    "outlook.no",
    "outlook.se",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "spray.se",
    "start.no",
    "stofanet.dk",
    "telia.com",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.dk",
    "yahoo.no",
    "yahoo.se",
];

/// Words that stand for a name in an example.
const PLACEHOLDERS: &[&str] =
    &["fornavn", "efternavn", "etternavn", "förnamn", "fornamn", "efternamn", "navn", "namn", "name", "firstname"];

/// The addresses of persons in a text.
pub(super) fn hits(text: &str, config: &Config) -> Vec<Hit> {
    let found = memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| address(text, at));
    let private = found.filter(|range| {
        let (local, domain) = text[range.clone()].split_once('@').unwrap_or_default();
        is_private(local, domain, config)
    });
    private.map(|range| Hit { kind: Kind::Email, range, certainty: Certainty::Likely }).collect()
}

/// The address around an `@`; nothing where it is a handle or part of a page's address.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let before = &text[..at];
    let start = before
        .rfind(|c: char| !is_local(c))
        .map_or(0, |stop| stop + before[stop..].chars().next().map_or(1, char::len_utf8));
    let local = before[start..].trim_start_matches(['.', '-', '+']);
    let after = &text[at + 1..];
    let domain = &after[..after.find(|c: char| !is_domain(c)).unwrap_or(after.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (_, top) = domain.rsplit_once('.')?;
    let is_handle = text[..at - local.len()].ends_with(['@', '/']);
    let is_whole = top.len() >= 2 && top.chars().all(char::is_alphabetic);
    (!local.is_empty() && is_whole && !is_handle).then(|| at - local.len()..at + 1 + domain.len())
}

fn is_private(local: &str, domain: &str, config: &Config) -> bool {
    let local = local.to_lowercase();
    let words: Vec<&str> = local.split(['.', '_', '-', '+']).filter(|word| !word.is_empty()).collect();
    let is_function = |word: &&str| PLACEHOLDERS.contains(word) || FUNCTIONS.contains(word);
    if words.iter().any(is_function) || MAILBOXES.as_words(config).contains(&local.as_str()) {
        return false;
    }
    names_person(&local) || !is_own(domain, config)
}

/// Two or three names with points between them: `anna.b.holm`.
fn names_person(local: &str) -> bool {
    let parts: Vec<&str> = local.split('.').collect();
    let is_name = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || c == '-');
    let ends = [parts.first(), parts.last()].into_iter().flatten();
    (2..=3).contains(&parts.len())
        && parts.iter().all(is_name)
        && ends.filter(|part| part.chars().count() >= 2).count() == 2
}

/// Whether a domain is the municipality's, or nothing is said of domains and it is not one where people have theirs.
fn is_own(domain: &str, config: &Config) -> bool {
    let own = &config.settings.mail_domains;
    let domain = domain.to_lowercase();
    let belongs = |name: &str| domain == name || domain.strip_suffix(name).is_some_and(|sub| sub.ends_with('.'));
    let is_named = own.iter().any(|name| belongs(name.trim_start_matches('@').to_lowercase().as_str()));
    is_named || own.is_empty() && !PERSONAL.iter().any(|house| belongs(house))
}
