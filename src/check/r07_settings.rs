//! R07: `site.yaml` says what a site can be made of.
//!
//! **What.** `font` is the name of a font, or a font file in `static/`, and `font_bold` a file that goes with it. `languages` has the site's own language, and
//! every language in which a page is written.
//!
//! **Why.** A setting that cannot be used has no effect, and nobody notices: pages look as before, and those who read
//! another language are not told on the start page that there is something for them.
//!
//! **Mend.** Write the value as the hint says, or take the setting out.

use crate::check::Context;
use crate::diag::Diagnostic;
use crate::model::site::{Font, Settings};
use crate::parse::DocumentSource;

const CODE: &str = "R07";

/// The page's language is one of the site's.
pub(super) fn document(source: &DocumentSource, context: &Context<'_>) -> Option<Diagnostic> {
    let document = &source.document;
    let listed = &context.config.settings.languages;
    let is_listed = listed.is_empty() || document.lang == context.config.lang() || listed.contains(&document.lang);
    let finding = || {
        Diagnostic::warning(CODE, "language-not-listed", &document.file)
            .at(document.meta.places.of("language"))
            .with("lang", document.lang.code())
            .hint("hint-language-not-listed")
    };
    (!is_listed).then(finding)
}

/// Findings about the settings.
pub(super) fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let settings = &context.config.settings;
    [own_language(settings, context), font(settings, context), bold(settings, context)].into_iter().flatten().collect()
}

fn error(key: &'static str, context: &Context<'_>) -> Diagnostic {
    Diagnostic::error(CODE, key, &context.settings_file())
}

fn own_language(settings: &Settings, context: &Context<'_>) -> Option<Diagnostic> {
    let is_listed = settings.languages.is_empty() || settings.languages.contains(&settings.language);
    let finding = error("own-language-not-listed", context).at(settings.places.of("languages"));
    (!is_listed).then(|| finding.with("lang", settings.language.code()).hint("hint-own-language-not-listed"))
}

fn font(settings: &Settings, context: &Context<'_>) -> Option<Diagnostic> {
    let written = settings.font.as_deref()?;
    let place = settings.places.of("font");
    match settings.font()? {
        Font::Named(_) => None,
        Font::File(path) if context.vocabulary.has_static(path) => None,
        Font::File(path) => Some(not_found(context, path).at(place).with("found", written)),
        Font::Unusable => Some(error("not-a-font", context).at(place).with("found", written).hint("hint-not-a-font")),
    }
}

fn not_found(context: &Context<'_>, path: &str) -> Diagnostic {
    error("font-not-found", context).hint("hint-font-not-found").did_you_mean(path, context.vocabulary.statics())
}

fn bold(settings: &Settings, context: &Context<'_>) -> Option<Diagnostic> {
    let written = settings.font_bold.as_deref()?;
    let finding = match settings.bold() {
        Some(path) if context.vocabulary.has_static(path) => return None,
        Some(path) => not_found(context, path),
        None => error("bold-without-font", context).hint("hint-bold-without-font"),
    };
    Some(finding.at(settings.places.of("font_bold")).with("found", written))
}
