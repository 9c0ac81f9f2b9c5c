//! The page of reference: every field and every rule, in Markdown.

use std::fmt::Write as _;

use crate::check::{Default, Parameter, READING, RULES, Rule, explanation, reading};
use crate::lang::Lang;
use crate::model::id::Kind;
use crate::model::shape::{Field, Shape};
use crate::parse::fields_of;
use crate::schema::Subject;
use crate::schema::words::Words;

/// The page in a language.
pub fn reference(lang: Lang) -> String {
    let words = Words { lang };
    let mut page = Page { words, text: String::new() };
    page.heading(1, words.get("page.title"));
    page.paragraph(words.get("page.intro"));
    page.paragraph(words.get("page.required"));
    page.heading(2, "`site.yaml`");
    page.paragraph(words.about(Subject::Site));
    page.fields(&Subject::Site.fields());
    page.documents();
    page.heading(2, words.get("page.data"));
    for subject in Subject::all().filter(|subject| matches!(subject, Subject::Table(..))) {
        page.heading(3, &format!("`{}`", subject.name()));
        page.paragraph(words.about(subject));
        page.fields(&subject.fields());
    }
    page.heading(2, words.get("page.rules"));
    for rule in RULES {
        page.rule(rule);
    }
    page.heading(2, words.get("page.reading"));
    page.paragraph(words.get("page.reading_intro"));
    for code in READING {
        let told = reading(code, lang);
        page.heading(3, &format!("{code}: {}", told.title));
        page.paragraph(told.what);
        page.labelled("page.mend", told.mend);
    }
    page.text.trim_end().to_owned() + "\n"
}

struct Page {
    words: Words,
    text: String,
}

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.text, "{} {text}\n", "#".repeat(level));
    }

    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}\n");
    }

    fn labelled(&mut self, label: &str, text: &str) {
        let _ = writeln!(self.text, "**{}.** {text}\n", self.words.get(label));
    }

    fn documents(&mut self) {
        let words = self.words;
        let of_type = |kind, name: &str, is: bool| {
            let fields = fields_of(kind).into_iter();
            fields.filter(|field| (field.record == name) == is).collect::<Vec<_>>()
        };
        // A page has nothing but what all documents have.
        let common = fields_of(Kind::Page);
        self.heading(2, words.get("page.documents"));
        self.heading(3, words.get("page.common"));
        self.paragraph(words.get("about.common"));
        self.fields(&common);
        self.heading(3, words.get("page.governance"));
        self.paragraph(words.get("about.governance"));
        self.fields(&of_type(Kind::Strategy, "Governance", true));
        for kind in Kind::ALL {
            self.heading(3, &format!("`{}`", kind.key()));
            self.paragraph(words.about(Subject::Document(*kind)));
            let mut own = of_type(*kind, "Governance", false);
            own.retain(|field| !common.contains(field));
            if !own.is_empty() {
                self.fields(&own);
            }
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        let words = self.words;
        let head = ["page.field", "page.what", "page.written"].map(|key| words.get(key));
        let _ = writeln!(self.text, "| {} |\n|---|---|---|", head.join(" | "));
        for field in fields {
            self.field("", field);
        }
        self.text.push('\n');
    }

    /// The row of a field, and the rows of the fields within it.
    fn field(&mut self, above: &str, field: &Field) {
        let path = format!("{above}{}", field.name);
        let star = if field.is_required() { " *" } else { "" };
        let (what, written) = (self.words.field(field), self.words.shape(&field.shape));
        let _ = writeln!(self.text, "| `{path}`{star} | {what} | {written} |");
        for field in within(&field.shape) {
            self.field(&format!("{path}."), field);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let told = explanation(rule, self.words.lang);
        self.heading(3, &format!("{}: {}", told.code, told.title));
        self.paragraph(told.what);
        self.labelled("page.why", told.why);
        self.labelled("page.mend", told.mend);
        self.labelled("page.source", told.source);
        if !rule.parameters.is_empty() {
            self.paragraph(&format!("**{}:**", self.words.get("page.settings")));
            for (parameter, (name, text)) in rule.parameters.iter().zip(&told.parameters) {
                let default = default(parameter, self.words);
                let _ = writeln!(self.text, "- `{name}`{default}: {text}");
            }
            self.text.push('\n');
        }
    }
}

/// The fields of a record, or of the records of a list or a table.
fn within(shape: &Shape) -> &[Field] {
    match shape {
        Shape::Record(fields) => fields,
        Shape::List(of) | Shape::Table(of) => within(of),
        _ => &[],
    }
}

/// What holds without a setting, in brackets.
fn default(parameter: &Parameter, words: Words) -> String {
    match parameter.default {
        Default::Number(number) => {
            let value = words.lang.short_number(number);
            format!(" ({})", crate::lang::fill(words.get("page.default"), [("value", value.as_str())]))
        }
        Default::Day | Default::Words => String::new(),
    }
}
