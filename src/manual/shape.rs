//! What a value may hold, key by key, from its JSON Schema.

use std::fmt::Write as _;

use serde_json::Value;

use super::Term;

/// A value that a command gives, or that a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What gives it: `vawg list --format json`.
    pub heading: String,
    pub schema: Value,
}

/// How keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `[rating]`, `[[update]]`.
    Toml,
    /// `updates[]`.
    Json,
}

/// The keys of a schema in their order, each with what it means, its words, and the keys within it.
#[must_use]
pub fn keys(schema: &Value, notation: Notation) -> Vec<Term> {
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    properties.iter().map(|(name, property)| key(name, property, notation)).collect()
}

fn key(name: &str, property: &Value, notation: Notation) -> Term {
    let meaning = property["description"].as_str().unwrap_or_default();
    let within = [property, &property["items"]].map(|inner| keys(inner, notation));
    let is_inline = meaning.contains("{ ");
    let word = match (notation, property["type"].as_str()) {
        (Notation::Toml, Some("object")) if !is_inline => format!("[{name}]"),
        (Notation::Toml, Some("array")) if within.iter().any(|keys| !keys.is_empty()) => format!("[[{name}]]"),
        (Notation::Json, Some("array")) => format!("{name}[]"),
        (Notation::Toml | Notation::Json, _) => name.to_owned(),
    };
    let mut text = meaning.to_owned();
    let words = words(property).or_else(|| words(&property["items"]));
    if let Some(words) = words {
        let _ = write!(text, " One of: {words}.");
    }
    Term { word, text, within: within.into_iter().flatten().collect() }
}

/// The words that a value may be, where only certain words may stand.
fn words(property: &Value) -> Option<String> {
    let words = property["enum"].as_array()?.iter().filter_map(Value::as_str);
    let words: Vec<_> = words.map(|word| format!("`{word}`")).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
