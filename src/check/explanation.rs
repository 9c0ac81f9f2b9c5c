//! What a rule asks for, why, how to mend what it finds, and where the rule comes from; in every language.

use crate::check::{RULES, Rule};
use crate::lang::{Lang, Tables};

static TEXTS: Tables = Tables::new([
    include_str!("explanations/da.yaml"),
    include_str!("explanations/sv.yaml"),
    include_str!("explanations/nb.yaml"),
    include_str!("explanations/nn.yaml"),
    include_str!("explanations/en.yaml"),
]);

/// A rule in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub code: &'static str,
    pub title: &'static str,
    /// What is looked for.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    pub mend: &'static str,
    /// A law, a text or a custom.
    pub source: &'static str,
    /// What `site.yaml` can set, with what it means.
    pub parameters: Vec<(&'static str, &'static str)>,
}

/// The rule of a code, in capitals or not.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The explanation of a rule in a language.
pub fn explanation(rule: &Rule, lang: Lang) -> Explanation {
    let text = |part: &str| text(lang, &format!("{}.{part}", rule.code));
    Explanation {
        code: rule.code,
        title: text("title"),
        what: text("what"),
        why: text("why"),
        mend: text("mend"),
        source: text("source"),
        parameters: rule.parameters.iter().map(|parameter| (parameter.name, text(parameter.name))).collect(),
    }
}

fn text(lang: Lang, key: &str) -> &'static str {
    TEXTS.of(lang).get(key).map_or("", String::as_str)
}

/// Keys of all texts of a language.
#[cfg(test)]
pub(super) fn keys(lang: Lang) -> std::collections::BTreeSet<&'static str> {
    TEXTS.of(lang).keys().map(String::as_str).collect()
}
