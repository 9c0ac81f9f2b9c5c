//! Links: their words say where they lead, and that they lead to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{CODE, Place, says_something, words};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::body::{Node, Reference};
use crate::parse::DocumentSource;

/// Words that say nothing of where a link leads, parted by semicolons.
const EMPTY_WORDS: &[(Lang, &str)] = &[
    (
        Lang::Da,
        "her; læs mere; læs mere her; læs mer; klik her; klik; tryk her; se her; se mere; se mere her; find \
         det her; hent; hent her; hent den her; link; linket; dette link; mere; denne side; følg linket; gå \
         videre; læs videre; mere information; download; download her; via dette link; læs om det her",
    ),
    (
        Lang::Sv,
        "här; läs mer; läs mer här; läs mera; klicka här; klicka; tryck här; se här; se mer; hämta; hämta \
         här; ladda ner; ladda ned; ladda ner här; länk; länken; denna länk; den här länken; mer; mera; denna \
         sida; den här sidan; gå till; gå vidare; läs vidare; mer information; följ länken; via denna länk",
    ),
    (
        Lang::Nb,
        "her; les mer; les mer her; klikk her; klikk; trykk her; se her; se mer; hent; hent her; last ned; \
         last ned her; lenke; lenken; link; linken; denne lenken; denne linken; mer; denne siden; gå videre; \
         les videre; mer informasjon; følg lenken; via denne lenken",
    ),
    (
        Lang::Nn,
        "her; les meir; les meir her; klikk her; klikk; trykk her; sjå her; sjå meir; hent; hent her; last \
         ned; last ned her; lenke; lenkja; lenka; denne lenkja; denne lenka; meir; denne sida; gå vidare; les \
         vidare; meir informasjon; følg lenkja; via denne lenkja",
    ),
    (
        Lang::En,
        "here; read more; read more here; click here; click; press here; see here; see more; learn more; find \
         out more; download; download here; link; the link; this link; more; this page; continue; more \
         information; follow the link",
    ),
];

/// The same, each by itself.
static EMPTY: LazyLock<BTreeMap<Lang, BTreeSet<&str>>> =
    LazyLock::new(|| EMPTY_WORDS.iter().map(|(lang, words)| (*lang, words.split("; ").collect())).collect());

/// Endings of files that open in another program, and the words of which one has to stand there.
const FILES: &[(&[&str], &[&str])] = &[
    (&["pdf"], &["pdf"]),
    (&["doc", "docx", "odt", "rtf"], &["word", "doc", "odt", "rtf"]),
    (
        &["xls", "xlsx", "ods", "csv"],
        &["excel", "regneark", "rekneark", "kalkylark", "spreadsheet", "xls", "ods", "csv"],
    ),
    (&["ppt", "pptx", "odp"], &["powerpoint", "præsentation", "presentation", "presentasjon", "ppt", "odp"]),
    (&["zip"], &["zip"]),
];

/// The finding about one link.
pub(super) fn link(place: Place<'_>, number: u32) -> Option<Diagnostic> {
    let body = place.body();
    let link = body.links.get(number as usize)?;
    let text = words(body, place.inner());
    let has_picture = place.inner().iter().any(|node| matches!(node, Node::Open(_)));
    if !says_something(body, place.inner()) {
        // A picture without words is told as a picture.
        let finding = || place.finding(Diagnostic::error, "link-without-words", link.span);
        return (!has_picture).then(|| finding().hint("hint-link-words"));
    }
    if is_empty(&text, place.source.document.lang) {
        let finding = place.finding(Diagnostic::warning, "link-words-empty", link.span);
        return Some(finding.with("found", text.trim()).hint("hint-link-words"));
    }
    if is_address(&text) {
        return Some(place.finding(Diagnostic::info, "link-bare-address", link.span).hint("hint-link-words"));
    }
    let ending = silent_file(&link.target, &text, &following(place))?;
    let finding = place.finding(Diagnostic::info, "link-silent-file", link.span);
    Some(finding.with("ending", ending.to_uppercase()).hint("hint-link-silent-file"))
}

/// The finding about one `[[reference|words]]`; without words it shows the title of what it names.
pub(super) fn reference(source: &DocumentSource, reference: &Reference) -> Option<Diagnostic> {
    let finding = || Diagnostic::warning(CODE, "link-words-empty", &source.document.file).at(reference.span);
    let told = || finding().with("found", reference.words.as_str()).hint("hint-link-words");
    // Most references have no words of their own.
    (!reference.words.is_empty() && is_empty(&reference.words, source.document.lang)).then(told)
}

/// Whether these words say nothing, in the page's language or in English.
fn is_empty(text: &str, lang: Lang) -> bool {
    let plain = |letter: char| !letter.is_alphanumeric();
    let text = text.trim_matches(plain).to_lowercase();
    [lang, Lang::En].into_iter().any(|lang| EMPTY.get(&lang).is_some_and(|known| known.contains(text.as_str())))
}

/// Whether the words are the address itself: `https://…` is spelled out letter by letter by a screen reader.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let has_scheme = text.starts_with("https://") || text.starts_with("http://");
    !text.contains(char::is_whitespace) && (has_scheme || text.starts_with("www.") && text.contains('/'))
}

/// The ending of the file that a link leads to, if neither its words nor those after it tell.
fn silent_file<'a>(target: &'a str, text: &str, after: &str) -> Option<&'a str> {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let lower = ending.to_lowercase();
    let (_, names) = FILES.iter().find(|(endings, _)| endings.contains(&lower.as_str()))?;
    let told = format!("{} {}", text.to_lowercase(), after.to_lowercase());
    (!names.iter().any(|name| told.contains(name))).then_some(ending)
}

/// The words just after a link, where `(PDF, 2 MB)` stands.
fn following(place: Place<'_>) -> String {
    const FAR: usize = 25;
    let Some(Node::Text(words)) = place.after().first() else { return String::new() };
    place.body().words(*words).chars().take(FAR).collect()
}
