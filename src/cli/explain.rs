//! `rettesnor check --explain`: what a code means, why it matters, and how to mend what it finds.
//!
//! In: codes, or none for a list of all. Out: text, wrapped and with bold headings on a terminal, plain in a pipe.

use super::console::{Console, Look};
use crate::check::{self, Default, Parameter, READING, RULES, Rule};
use crate::diag::RuleText;
use crate::fs::Failure;
use crate::lang::Lang;

/// How many places of a failing example are shown.
const PLACES: usize = 2;

/// Tells of codes; of all in a line each where none is given.
pub(super) fn explain(codes: &[String], console: &Console) -> Result<(), Failure> {
    let sheet = Sheet { console, look: Look::of_output() };
    if codes.is_empty() {
        console.data(&sheet.list());
        return Ok(());
    }
    let told: Vec<_> = codes.iter().map(|code| sheet.code(code)).collect::<Result<_, _>>()?;
    console.data(&told.join("\n\n"));
    Ok(())
}

/// All codes in words, rules first.
pub(super) fn rule_texts(lang: Lang) -> Vec<RuleText> {
    let rules = RULES.iter().map(|rule| {
        let check::Explanation { code, title, what, why, mend, source, .. } = check::explanation(rule, lang);
        RuleText { code, title, what, why, mend, source }
    });
    let reading = READING.iter().map(|code| {
        let check::Reading { title, what, mend } = check::reading(code, lang);
        RuleText { code, title, what, why: "", mend, source: "" }
    });
    rules.chain(reading).collect()
}

struct Sheet<'a> {
    console: &'a Console,
    look: Look,
}

impl Sheet<'_> {
    fn list(&self) -> String {
        let texts = self.console.texts;
        let told = rule_texts(texts.lang);
        let line = |told: &RuleText| format!("  {}  {}", self.look.strong(told.code), told.title);
        let (rules, reading) = told.split_at(RULES.len());
        let group = |heading: &str, told: &[RuleText]| {
            let lines: Vec<_> = told.iter().map(line).collect();
            format!("{}\n{}", self.look.strong(texts.get(heading)), lines.join("\n"))
        };
        let code = RULES.first().map_or("", |rule| rule.code);
        let more = texts.fill("explain.more", &[("code", code)]);
        [group("explain.rules", rules), group("explain.reading", reading), more].join("\n\n")
    }

    fn code(&self, code: &str) -> Result<String, Failure> {
        let told = rule_texts(self.console.texts.lang);
        let told = told.into_iter().find(|told| told.code.eq_ignore_ascii_case(code.trim()));
        let unknown = || Failure::usage("unknown_code").with("code", code).hint("unknown_code.hint");
        let told = told.ok_or_else(unknown)?;
        let mut parts = vec![
            self.look.strong(&format!("{}: {}", told.code, told.title)),
            self.look.wrapped(told.what, ""),
            self.labelled("explain.why", told.why),
            self.labelled("explain.mend", told.mend),
            self.labelled("explain.source", told.source),
        ];
        if let Some(rule) = check::rule(told.code) {
            parts.extend([self.settings(rule), self.example(rule)]);
        }
        parts.retain(|part| !part.is_empty());
        Ok(parts.join("\n\n"))
    }

    fn labelled(&self, key: &str, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        format!("{}\n{}", self.look.strong(self.console.texts.get(key)), self.look.wrapped(text, ""))
    }

    fn settings(&self, rule: &Rule) -> String {
        let told = check::explanation(rule, self.console.texts.lang);
        let line = |(parameter, (name, text)): (&Parameter, &(&str, &str))| {
            self.look.wrapped(&format!("{name} ({}): {text}", self.default(parameter)), "  ")
        };
        let lines: Vec<_> = rule.parameters.iter().zip(&told.parameters).map(line).collect();
        if lines.is_empty() {
            return String::new();
        }
        let heading = self.look.strong(self.console.texts.get("explain.settings"));
        format!("{heading}\n{}", lines.join("\n"))
    }

    fn default(&self, parameter: &Parameter) -> String {
        let texts = self.console.texts;
        match parameter.default {
            Default::Number(number) => texts.fill("explain.default", &[("value", &texts.lang.short_number(number))]),
            Default::Day | Default::Words => texts.get("explain.no_default").to_owned(),
        }
    }

    fn example(&self, rule: &Rule) -> String {
        let places = places(rule);
        if places.is_empty() {
            return String::new();
        }
        let heading = self.look.strong(self.console.texts.get("explain.example"));
        format!("{heading}\n{}", places.join("\n"))
    }
}

/// The first places of a rule's failing example that it finds: the file, the line, and what is underlined.
pub(super) fn places(rule: &Rule) -> Vec<String> {
    let (mut file, mut line, mut places) = ("", "", Vec::new());
    for text in rule.examples.failing.lines() {
        // A `#` stands for a blank where carets begin the line.
        let blank = text.replacen('#', " ", usize::from(text.starts_with('#')));
        let carets = blank.trim_start().split(' ').next().unwrap_or_default();
        if let Some(path) = text.strip_prefix("//- ") {
            file = path;
        } else if carets.starts_with('^') {
            let indent = blank.len() - blank.trim_start().len();
            if blank.contains(&format!(" {} ", rule.code)) && places.len() < PLACES {
                places.push(format!("  {file}\n    {line}\n    {}{carets}", " ".repeat(indent)));
            }
        } else {
            line = text;
        }
    }
    places
}
