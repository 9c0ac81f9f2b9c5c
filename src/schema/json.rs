//! Shapes as JSON Schema.
//!
//! A schema sees what an editor's YAML reader made of the text: `2026` is a number there and a text here, so that
//! many shapes take both. Where the program is more exact than a schema can be, the schema lets pass.

use serde_json::{Map, Value, json};

use crate::check::RULES;
use crate::model::shape::{Field, Shape};
use crate::schema::words::Words;

/// The schema of a map with these fields and no others.
pub(super) fn record(fields: &[Field], words: Words) -> Value {
    let property = |field: &Field| (field.name.to_owned(), described(field, words));
    let properties: Map<String, Value> = fields.iter().map(property).collect();
    let required: Vec<_> = fields.iter().filter(|field| field.is_required()).map(|field| field.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn described(field: &Field, words: Words) -> Value {
    let plain = value(&field.shape, words);
    let mut schema = if field.is_required() { plain } else { or_nothing(plain) };
    // What an editor cannot tell from the schema itself is said in words.
    let says_itself =
        matches!(inner(&field.shape), Shape::Text | Shape::Record(_) | Shape::Choice(_) | Shape::Switch | Shape::Id);
    let what = words.field(field);
    let text = if says_itself { what.to_owned() } else { format!("{what} ({})", words.shape(&field.shape)) };
    schema["description"] = json!(text);
    schema
}

/// What stands in a list, or the shape itself.
fn inner(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(of) => inner(of),
        other => other,
    }
}

/// The schema of a value.
pub(super) fn value(shape: &Shape, words: Words) -> Value {
    match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" }),
        Shape::Id => json!({ "type": ["string", "integer"], "pattern": r"^\s*[a-z0-9-]+\s*$" }),
        Shape::Number => {
            json!({ "type": ["number", "string"], "pattern": r"^\s*-?[0-9][0-9 .\u00a0]*(,[0-9 ]*)?\s*$" })
        }
        Shape::Count => {
            json!({ "type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*[0-9][0-9 .\u00a0]*\s*$" })
        }
        Shape::Date => {
            let pattern = concat!(
                r"^\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}",
                r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})\s*$"
            );
            json!({ "type": "string", "pattern": pattern })
        }
        Shape::Duration => {
            json!({ "type": "string", "pattern": r"^\s*([0-9]+\s*[^0-9\s].*|[Pp][Tt]?[0-9]+[A-Za-z])\s*$" })
        }
        Shape::Year => {
            let pattern = r"^\s*(19[0-9]{2}|2[01][0-9]{2}|2200)\s*$";
            json!({ "type": ["integer", "string"], "minimum": 1900, "maximum": 2200, "pattern": pattern })
        }
        Shape::Month => {
            let pattern = r"^\s*(0?[1-9]|1[0-2])\s*$";
            json!({ "type": ["integer", "string"], "minimum": 1, "maximum": 12, "pattern": pattern })
        }
        Shape::MonthDay => {
            json!({ "type": "string", "pattern": r"^\s*(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])\s*$" })
        }
        Shape::Switch => {
            json!({ "enum": [true, false, "true", "false", "yes", "no", "ja", "nej", "nei", "on", "off", "sann"] })
        }
        Shape::Colour => json!({ "type": "string", "pattern": r"^\s*#[0-9A-Fa-f]{6}\s*$" }),
        Shape::Choice(choices) => json!({ "enum": choices }),
        Shape::Reference(_) => reference(),
        Shape::List(of) => {
            let item = value(of, words);
            // A single value is a list of one.
            json!({ "anyOf": [{ "type": "array", "items": item }, item] })
        }
        Shape::Table(of) => json!({ "type": "object", "additionalProperties": or_nothing(value(of, words)) }),
        Shape::Record(fields) => record(fields, words),
        Shape::Either(shapes) => {
            json!({ "anyOf": shapes.iter().map(|shape| value(shape, words)).collect::<Vec<_>>() })
        }
    }
}

/// An id; `[[id]]` without quotation marks is a list in a list to YAML.
fn reference() -> Value {
    let id = json!({ "type": ["string", "number"], "pattern": r"\S" });
    let bracketed = json!({ "type": "array", "items": id, "minItems": 1, "maxItems": 1 });
    let twice = json!({ "type": "array", "items": bracketed, "minItems": 1, "maxItems": 1 });
    json!({ "anyOf": [id, twice] })
}

/// The same, or no value at all: `key:` with nothing after it is a field left out.
fn or_nothing(mut schema: Value) -> Value {
    if let Some(alternatives) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        alternatives.push(json!({ "type": "null" }));
    } else if let Some(choices) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        choices.push(Value::Null);
    } else if let Some(types) = schema.get_mut("type") {
        match types {
            Value::Array(types) => types.push(json!("null")),
            one => *one = json!([one.take(), "null"]),
        }
    }
    schema
}

/// The schema of `checks` in `site.yaml`: each rule by its code, a severity or its settings.
pub(super) fn checks(words: Words) -> Value {
    let severity = json!({
        "enum": ["off", "info", "warning", "error", false],
        "description": words.get("rule.severity"),
    });
    let rule = |rule: &&crate::check::Rule| {
        let told = crate::check::explanation(rule, words.lang);
        let setting = |(name, text): &(&str, &str)| {
            let schema = json!({ "type": ["string", "number"], "description": text });
            ((*name).to_owned(), schema)
        };
        let mut settings: Map<String, Value> = told.parameters.iter().map(setting).collect();
        settings.insert("severity".to_owned(), severity.clone());
        let detailed = json!({ "type": "object", "properties": settings, "additionalProperties": false });
        let schema = json!({ "anyOf": [severity, detailed], "description": told.title });
        (rule.code.to_owned(), schema)
    };
    let properties: Map<String, Value> = RULES.iter().map(rule).collect();
    json!({
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
    })
}
