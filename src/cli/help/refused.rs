//! What is wrong with a command line, in a language, with a cure.

use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::label;
use crate::lang::{Lang, fill};

/// Why a value was refused, by the key of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Reason(pub &'static str);

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(label(Lang::En, self.0))
    }
}

impl std::error::Error for Reason {}

/// A refused command line: what is wrong, and the cure where there is one. Nothing for what is better said by `clap`
/// itself: help that was asked for, the version, and what no text here is about.
pub(in crate::cli) fn refused(error: &clap::Error, lang: Lang) -> Option<(String, Option<String>)> {
    if lang == Lang::En {
        return None;
    }
    let of = |kind| error.get(kind).map(plain).filter(|value| !value.is_empty());
    let values = [
        ("argument", of(ContextKind::InvalidArg)),
        ("value", of(ContextKind::InvalidValue)),
        ("command", of(ContextKind::InvalidSubcommand)),
        ("other", of(ContextKind::PriorArg)),
        ("choices", of(ContextKind::ValidValue)),
    ];
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => "refused.command",
        ErrorKind::UnknownArgument => "refused.option",
        ErrorKind::InvalidValue if values[1].1.is_none() => "refused.no_value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "refused.value",
        ErrorKind::MissingRequiredArgument => "refused.missing",
        ErrorKind::ArgumentConflict => "refused.conflict",
        _ => return None,
    };
    let values: Vec<_> = values.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    let message = fill(label(lang, key), values.iter().copied());
    // The best of several stands last.
    let best = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(texts) => texts.last().map(|text| format!("`{text}`")).unwrap_or_default(),
            other => format!("`{}`", plain(other)),
        })
    };
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let cure = match (nearest.into_iter().find_map(best), reason(error)) {
        (Some(nearest), _) => Some(fill(label(lang, "refused.nearest"), [("nearest", nearest.as_str())])),
        (None, Some(reason)) => Some(label(lang, reason.0).to_owned()),
        (None, None) if of(ContextKind::ValidValue).is_some() => {
            Some(fill(label(lang, "refused.choices"), values.iter().copied()))
        }
        (None, None) => called(error).map(|called| fill(label(lang, "label.more"), [("command", called.as_str())])),
    };
    Some((message, cure))
}

/// The words with which the command was called: usage begins with them.
fn called(error: &clap::Error) -> Option<String> {
    let usage = plain(error.get(ContextKind::Usage)?);
    let from = usage.find("rettesnor")?;
    usage[from..].split(" [").next().map(|called| called.trim().to_owned())
}

fn reason(error: &clap::Error) -> Option<Reason> {
    std::error::Error::source(error)?.downcast_ref().copied()
}

/// A value of the context in words: several stand in a row.
fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
