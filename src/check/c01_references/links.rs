//! Links, pictures and web addresses.

use crate::check::Context;
use crate::check::c01_references::Search;
use crate::diag::{Diagnostic, nearest};
use crate::link::{Destination, Nowhere, destination, why_nowhere, written_in};
use crate::model::document::TitledLink;
use crate::model::scalar::Text;
use crate::parse::DocumentSource;
use crate::source::{SourcePath, Span};
use crate::vocabulary::Target;

/// Links and pictures of a body.
pub(super) fn body(search: &mut Search<'_>, source: &DocumentSource) {
    let context = search.context;
    let file = written_in(&source.document, context.vocabulary);
    for used in &source.body.links {
        match destination(&used.target, file, context.vocabulary, context.content) {
            Destination::Outside(_) | Destination::Static(_) => {}
            Destination::Document { key, fragment } => search.fragment(&Target::Document(key), &fragment, used.span),
            Destination::Fragment(fragment) => {
                let own = |anchor: &str| source.body.headings.iter().any(|heading| heading.anchor == anchor);
                if !fragment.is_empty() && !own(&fragment) {
                    let anchors = source.body.headings.iter().map(|heading| heading.anchor.as_str());
                    let finding = search.error("unknown-own-fragment", used.span).with("fragment", fragment.as_str());
                    search.findings.push(finding.hint("hint-fragment").did_you_mean(&fragment, anchors));
                }
            }
            Destination::Nowhere => {
                let finding = nowhere(search, &used.target, used.span);
                search.findings.push(finding);
            }
        }
    }
}

fn nowhere(search: &Search<'_>, written: &str, span: Span) -> Diagnostic {
    let error = |key| search.error(key, span).with("found", written);
    match why_nowhere(written, search.file, search.context.content) {
        Nowhere::Empty => error("link-empty").hint("hint-link-empty"),
        Nowhere::Scheme(scheme) => error("link-scheme").with("scheme", scheme).hint("hint-link-scheme"),
        Nowhere::NoScheme => error("link-no-scheme").hint("hint-link-no-scheme"),
        Nowhere::LeavesSite => error("link-leaves-site").hint("hint-link-leaves-site"),
        Nowhere::Unknown(path) => match nearest_file(search, &path) {
            Some(near) => error("link-unknown-file").with("nearest", near).hint("hint-did-you-mean"),
            None => error("link-unknown-file").hint("hint-link-unknown-file"),
        },
    }
}

/// The file whose name is nearest, as it would be written in this file. Folders are left out of the comparison:
/// all paths of a folder are alike, and a wrong folder is the commonest mistake.
fn nearest_file(search: &Search<'_>, path: &str) -> Option<String> {
    let vocabulary = search.context.vocabulary;
    let wanted = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    // Somebody who has seen the site may write the address of the page.
    let wanted = wanted.strip_suffix(".html").map_or_else(|| wanted.to_owned(), |stem| format!("{stem}.md"));
    let last = |path: &str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len() + 1);
    let documents = || vocabulary.files().map(|file| &file.as_str()[last(file.as_str())..]);
    let statics = || vocabulary.statics().map(|file| &file[last(file)..]);
    let near = nearest(&wanted, documents().chain(statics()))?;
    let document = vocabulary.files().find(|file| file.file_name() == near);
    let copied = vocabulary.statics().find(|file| file[last(file)..] == *near);
    document.map(|file| relative(search.file, file)).or(copied.map(|file| format!("/{file}")))
}

/// The way from one file to another.
fn relative(from: &SourcePath, to: &SourcePath) -> String {
    let (mut from, mut to) = (from.as_str(), to.as_str());
    while let (Some((a, from_rest)), Some((b, to_rest))) = (from.split_once('/'), to.split_once('/')) {
        if a != b {
            break;
        }
        (from, to) = (from_rest, to_rest);
    }
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// Addresses of laws.
pub(super) fn laws(search: &mut Search<'_>, laws: &[TitledLink]) {
    for law in laws {
        address(search, law.url.as_ref(), law.places.of("url"));
    }
}

/// Addresses in the data files.
pub(super) fn records(context: &Context<'_>) -> Vec<Diagnostic> {
    let accounts = context.data.accounts.iter().map(|filed| {
        let account = &filed.record;
        (&filed.file, account.url.as_ref(), account.places.of("url"))
    });
    let figures = context.data.figures.iter().map(|filed| {
        let figure = &filed.record;
        (&filed.file, figure.url.as_ref(), figure.places.of("url"))
    });
    let findings = accounts.chain(figures).flat_map(|(file, url, span)| {
        let mut search = Search::new(context, file);
        address(&mut search, url, span);
        search.findings
    });
    findings.collect()
}

/// Addresses and the logo in the settings.
pub(super) fn settings(search: &mut Search<'_>) {
    let context = search.context;
    let settings = &context.config.settings;
    laws(search, &settings.links);
    address(search, settings.privacy.as_ref(), settings.places.of("privacy"));
    if let Some(accessibility) = &settings.accessibility {
        address(search, accessibility.url.as_ref(), accessibility.places.of("url"));
    }
    if let Some(logo) = &settings.logo {
        let path = logo.file.trim_start_matches('/');
        if !context.vocabulary.has_static(path.strip_prefix("static/").unwrap_or(path)) {
            let finding = search.error("logo-not-found", logo.places.of("file")).with("found", logo.file.as_str());
            let finding = finding.hint("hint-logo-not-found").did_you_mean(path, context.vocabulary.statics());
            search.findings.push(finding);
        }
    }
}

/// A whole web address in a field.
fn address(search: &mut Search<'_>, written: Option<&Text>, span: Span) {
    let Some(written) = written else { return };
    let context = search.context;
    let leads = destination(written, search.file, context.vocabulary, context.content);
    if leads == Destination::Nowhere {
        let finding = match why_nowhere(written, search.file, context.content) {
            Nowhere::Scheme(_) => nowhere(search, written, span),
            _ => search.error("not-an-address", span).with("found", written.as_str()).hint("hint-not-an-address"),
        };
        search.findings.push(finding);
    }
}
