//! What the content is: documents of twelve kinds, records of data, bodies, and the references between them.
//!
//! In: trees of values from `parse`. Out: types made once and never changed. No type of a parser or of a template
//! library occurs here. The [`record!`](record) macro gives each type its reader, so that a field has one name in
//! YAML, in Rust and in messages.

pub mod body;
pub mod data;
pub mod document;
mod fields;
pub mod id;
pub mod kinds;
mod own_words;
pub mod record;
pub mod scalar;
pub mod shape;
pub mod site;
pub mod target;
pub mod value;
pub mod view_call;

#[cfg(test)]
mod tests;
