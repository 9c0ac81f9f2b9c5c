//! Pictures: each has a text that says what it shows.

use super::{Place, words};
use crate::diag::Diagnostic;

/// Endings of pictures' names.
const ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "tif", "tiff", "bmp", "heic", "pdf"];

/// Words that say that there is a picture, not what it shows; in all languages, parted by semicolons.
const EMPTY_WORDS: &str = "bild; bilde; bilete; billede; chart; diagram; en bild; et bilde; et billede; et foto; ett foto; figur; \
    foto; fotografi; graf; grafik; grafikk; graphic; icon; ikon; illustrasjon; illustration; image; photo; \
    picture; pressefoto; screenshot; skjermbilde; skjermbilete; skærmbillede; skärmbild";

/// Beginnings of names that cameras and programs give: `IMG_2034`.
const CAMERA: &[&str] =
    &["billede", "bild", "bilde", "bilete", "dsc", "dscn", "foto", "image", "img", "photo", "picture", "scan"];

/// The finding about one picture.
pub(super) fn picture(place: Place<'_>, number: u32) -> Option<Diagnostic> {
    let body = place.body();
    let span = body.links.get(number as usize)?.span;
    let text = words(body, place.inner());
    let text = text.trim();
    if text.is_empty() {
        return Some(place.finding(Diagnostic::error, "picture-without-text", span).hint("hint-picture-text"));
    }
    let says_nothing = is_file_name(text) || is_empty(&text.trim_end_matches('.').to_lowercase());
    let finding = || place.finding(Diagnostic::warning, "picture-text-empty", span).with("found", text);
    says_nothing.then(|| finding().hint("hint-picture-text"))
}

fn is_empty(text: &str) -> bool {
    EMPTY_WORDS.split("; ").any(|words| words == text)
}

fn is_file_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has_ending = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let is_numbered = |rest: &str| {
        let number = rest.trim_start_matches(['_', '-', ' ']);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || b"_-".contains(&byte))
    };
    let from_camera = CAMERA.iter().filter_map(|name| lower.strip_prefix(name)).any(is_numbered);
    from_camera || !lower.contains(char::is_whitespace) && has_ending(&lower)
}
