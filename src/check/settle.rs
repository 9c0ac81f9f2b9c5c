//! What a site and its authors say about findings: another severity for a rule, and findings accepted with a reason.
//!
//! `checks: {C09: off}` in `site.yaml` sets a rule's severity, and `checks: {C04: {severity: info, days_ahead: 30}}`
//! also what it compares with. `accept: [{check: C09, reason: …}]` in a document or a record takes that rule's
//! warnings and notes about it away. What cannot be read (`R…`) is not a matter of opinion, and an error cannot be
//! accepted, since the site would be wrong.

use std::collections::BTreeMap;

use crate::check::acceptance::Acceptances;
use crate::check::{Context, Frozen, Parameter, RULES, Rule, rule};
use crate::diag::{Diagnostic, Severity};
use crate::model::scalar::{Keyed, Text};
use crate::model::site::Setting;
use crate::source::{SourcePath, Span};

/// The words for severities; `off` takes a rule's findings away.
const WORDS: &[(&str, Option<Severity>)] = &[
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// The name of the severity among a rule's settings.
const SEVERITY: &str = "severity";

/// The severity that the site gives to rules.
type Severities<'a> = BTreeMap<&'a str, Option<Severity>>;

/// The findings as the site wants them, and findings about the wishes themselves.
pub fn settle(findings: Vec<Diagnostic>, context: &Context<'_>) -> Vec<Diagnostic> {
    let (severities, told) = wishes(context);
    let frozen = format!("{}/editions/", context.content);
    let mut acceptances = Acceptances::gather(context);
    let mut settled = Vec::with_capacity(findings.len());
    for mut finding in findings {
        match severities.get(finding.code) {
            Some(None) => continue,
            Some(Some(severity)) => finding.severity = *severity,
            None => {}
        }
        if finding.file.as_str().starts_with(&frozen) && becomes_note(&finding) {
            finding.severity = Severity::Info;
        }
        if !acceptances.take(&finding) {
            settled.push(finding);
        }
    }
    let is_off = |code: &str| severities.get(code) == Some(&None);
    settled.extend(acceptances.without_effect(&is_off));
    settled.extend(told);
    settled
}

/// Whether a finding about a frozen edition or the records beside it is a note. What the present model cannot read of
/// it is told on its page, and is no reason not to build the others.
fn becomes_note(finding: &Diagnostic) -> bool {
    rule(finding.code).is_none_or(|rule| rule.frozen == Frozen::Notes)
}

/// The severity that the site gives each rule, and findings about what it says of rules.
fn wishes<'a>(context: &Context<'a>) -> (Severities<'a>, Vec<Diagnostic>) {
    let mut severities = Severities::new();
    let mut teller = Teller { file: context.settings_file(), told: Vec::new() };
    for (code, setting) in &context.config.settings.checks.0 {
        let Some(rule) = RULES.iter().find(|rule| rule.code == code) else {
            teller.unknown_rule(code, setting.key_span);
            continue;
        };
        if let Some((word, span)) = severity_word(setting) {
            match WORDS.iter().find(|(known, _)| *known == word) {
                Some((_, severity)) => drop(severities.insert(rule.code, *severity)),
                None => teller.unknown_severity(word, span),
            }
        }
        if let Setting::Words(words) = &setting.value {
            words.0.iter().filter(|(name, _)| *name != SEVERITY).for_each(|(name, value)| {
                teller.parameter(rule, name, value);
            });
        }
    }
    (severities, teller.told)
}

/// The severity of a setting: by itself, or beside what the rule compares with.
fn severity_word(setting: &Keyed<Setting>) -> Option<(&str, Span)> {
    match &setting.value {
        Setting::Word(word) => Some((word, setting.key_span)),
        Setting::Words(words) => {
            let keyed = words.0.get(SEVERITY)?;
            Some((keyed.value.as_str(), keyed.key_span))
        }
    }
}

/// Gathers findings about `checks` in the settings.
struct Teller {
    file: SourcePath,
    told: Vec<Diagnostic>,
}

impl Teller {
    fn unknown_rule(&mut self, code: &str, span: Span) {
        let finding = Diagnostic::error("R02", "unknown-rule", &self.file).at(span).with("found", code);
        let ends = [RULES.first(), RULES.last()].map(|rule| rule.map_or("", |rule| rule.code));
        self.told.push(finding.with("first", ends[0]).with("last", ends[1]).hint("hint-known-rules"));
    }

    fn unknown_severity(&mut self, word: &str, span: Span) {
        let known: Vec<_> = WORDS.iter().map(|(known, _)| format!("`{known}`")).collect();
        let finding = Diagnostic::error("R02", "unknown-choice", &self.file).at(span).with("found", word);
        self.told.push(finding.with("known", known.join(", ")));
    }

    fn parameter(&mut self, rule: &Rule, name: &str, value: &Keyed<Text>) {
        let known: Option<&Parameter> = rule.parameters.iter().find(|parameter| parameter.name == name);
        match known {
            None => {
                let finding = Diagnostic::error("R03", "unknown-rule-setting", &self.file).at(value.key_span);
                let names = rule.parameters.iter().map(|parameter| parameter.name).chain([SEVERITY]);
                let finding = finding.with("field", name).with("rule", rule.code).hint("hint-explain-rule");
                self.told.push(finding.did_you_mean(name, names));
            }
            Some(parameter) if !parameter.takes(&value.value) => {
                let finding = Diagnostic::error("R02", "wrong-rule-setting", &self.file).at(value.key_span);
                let finding = finding.with("field", name).with("found", value.value.as_str()).with("rule", rule.code);
                self.told.push(finding.hint("hint-explain-rule"));
            }
            Some(_) => {}
        }
    }
}
