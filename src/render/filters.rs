//! What templates can do beyond the template library: escape fast, and write running text.
//!
//! In: values of a page. Out: escaped HTML. [`Words`](crate::view::Words) stand in every cell of every table, so they are
//! written here and not by a template; their looks are the style sheet's.

use std::io::{self, Write};

use tera::value::Key;
use tera::{Kwargs, State, Tera, Value};

use crate::bits;

/// Makes the filters known; to be called before templates are added.
pub(super) fn register(tera: &mut Tera) {
    tera.set_escape_fn(escape);
    tera.register_filter("words", words);
    tera.register_filter("lines", lines);
    tera.register_filter("plain", plain);
}

/// `{{ fact.value | words }}`: links, status marks, dates and plain words, as HTML.
fn words(runs: &Value, _: Kwargs, _: &State) -> Value {
    let mut html = String::new();
    push_words(&mut html, runs);
    Value::safe_string(&html)
}

/// `{{ cell | lines }}`: the lines of a cell; a list where there are several.
fn lines(lines: &Value, _: Kwargs, _: &State) -> Value {
    let lines = lines.as_array().unwrap_or_default();
    let mut html = String::new();
    if let [line] = lines {
        push_words(&mut html, line);
    } else {
        html.push_str("<ul>");
        for line in lines {
            html.push_str("<li>");
            push_words(&mut html, line);
            html.push_str("</li>");
        }
        html.push_str("</ul>");
    }
    Value::safe_string(&html)
}

/// `{{ column.title | plain }}`: the same without markup, for an attribute.
fn plain(runs: &Value, _: Kwargs, _: &State) -> String {
    runs.as_array().unwrap_or_default().iter().filter_map(|run| field(run, "text")).collect()
}

fn push_words(html: &mut String, runs: &Value) {
    let runs = runs.as_array().unwrap_or_default();
    for (index, run) in runs.iter().enumerate() {
        let run = Run::of(run);
        push_run(html, &run);
        if index + 1 < runs.len() && run.tone.is_some() {
            html.push(' ');
        }
    }
}

/// What is said of a run; see [`crate::view::Run`].
#[derive(Default)]
struct Run<'a> {
    text: &'a str,
    href: Option<&'a str>,
    tone: Option<&'a str>,
    date: Option<&'a str>,
    picture: Option<&'a str>,
    download: Option<&'a str>,
    change: Option<&'a Value>,
}

impl<'a> Run<'a> {
    /// A run has few of the fields, so that going through them is faster than looking for each.
    fn of(value: &'a Value) -> Self {
        let mut run = Self::default();
        for (key, value) in value.as_map().into_iter().flatten() {
            match key.as_str() {
                Some("text") => run.text = value.as_str().unwrap_or_default(),
                Some("href") => run.href = value.as_str(),
                Some("tone") => run.tone = value.as_str(),
                Some("date") => run.date = value.as_str(),
                Some("picture") => run.picture = value.as_str(),
                Some("download") => run.download = value.as_str(),
                Some("change") => run.change = Some(value),
                _ => {}
            }
        }
        run
    }
}

fn push_run(html: &mut String, run: &Run<'_>) {
    let element = run.change.and_then(|change| field(change, "element"));
    if let (Some(change), Some(element)) = (run.change, element) {
        html.push_str(&format!("<{element}><span class=\"visually-hidden\">"));
        push_escaped(html, field(change, "label").unwrap_or_default());
        html.push_str(" </span>");
    }
    push_plain_run(html, run);
    if let Some(element) = element {
        html.push_str(&format!("</{element}>"));
    }
}

fn push_plain_run(html: &mut String, run: &Run<'_>) {
    if let Some(picture) = run.picture {
        // Drawn by `chart`, which escapes what is said in it.
        html.push_str(picture);
        html.push(' ');
    }
    let element = if run.href.is_some() { "a" } else { "span" };
    let marked = run.href.is_some() || run.tone.is_some();
    if marked {
        html.push('<');
        html.push_str(element);
        push_attribute(html, "class", run.tone.map(|tone| format!("tag tag-{tone}")).as_deref());
        push_attribute(html, "href", run.href);
        push_attribute(html, "download", run.download);
        html.push('>');
    }
    if run.date.is_some() {
        html.push_str("<time");
        push_attribute(html, "datetime", run.date);
        html.push('>');
    }
    push_escaped(html, run.text);
    if run.date.is_some() {
        html.push_str("</time>");
    }
    if marked {
        html.push_str("</");
        html.push_str(element);
        html.push('>');
    }
}

fn push_attribute(html: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        push_escaped(html, value);
        html.push('"');
    }
}

fn field<'a>(run: &'a Value, name: &'static str) -> Option<&'a str> {
    run.as_map()?.get(&Key::Str(name)).and_then(Value::as_str)
}

/// Escapes as the library does, but writes the text between two special signs in one piece.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    pieces(text, |piece| out.write_all(piece.as_bytes()))
}

fn push_escaped(html: &mut String, text: &str) {
    let pushed: Result<(), std::convert::Infallible> = pieces(text, |piece| {
        html.push_str(piece);
        Ok(())
    });
    debug_assert!(pushed.is_ok(), "pushing to a string cannot fail");
}

/// Hands out `text` as runs of plain signs and, between them, the entities of the five special ones.
fn pieces<E>(text: &str, mut put: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let mut start = 0;
    while let Some(index) = bits::first_of(text.as_bytes(), start, *b"&<>\"'") {
        put(&text[start..index])?;
        put(match text.as_bytes()[index] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        start = index + 1;
    }
    put(&text[start..])
}
