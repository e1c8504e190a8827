//! Plan files in which every key that holds a text holds one of these, by the schemas that the program gives.
//!
//! A key that is new in the program is here by itself.

use serde_json::Value;

use super::attacks::quoted;

/// What is put where no text may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Elsewhere {
    /// What is right there, so that nothing is wrong with the file.
    Right,
    /// The text all the same, so that everything is wrong with it; and a key by that name in every table.
    Text,
}

/// Keys that would keep the rest from being shown, or from being judged.
const LEFT_OUT: [&str; 3] = ["check", "closed", "git"];

/// A file of a kind with every key of its schema but those named; `text` gives the text for a key, by its path.
pub(super) fn file(
    schema: &Value,
    without: &[&str],
    elsewhere: Elsewhere,
    text: &mut dyn FnMut(&str) -> String,
) -> String {
    let kind = schema["title"].as_str().unwrap_or_default().trim_start_matches("vawg: ");
    let mut file = String::new();
    for (key, inner) in properties(schema) {
        if !without.contains(&key) && !LEFT_OUT.contains(&key) {
            let value = value(inner, &format!("{kind}.{key}"), elsewhere, text);
            file.extend([key, " = ", &value, "\n"]);
        }
    }
    if elsewhere == Elsewhere::Text {
        file.extend([&quoted(&text(kind)), " = 1\n"]);
    }
    file
}

fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    schema["properties"].as_object().into_iter().flatten().map(|(key, inner)| (key.as_str(), inner))
}

fn value(schema: &Value, path: &str, elsewhere: Elsewhere, text: &mut dyn FnMut(&str) -> String) -> String {
    if schema["properties"].is_object() {
        let mut entries: Vec<_> = properties(schema)
            .map(|(key, inner)| format!("{key} = {}", value(inner, &format!("{path}.{key}"), elsewhere, text)))
            .collect();
        if elsewhere == Elsewhere::Text {
            entries.push(format!("{} = 1", quoted(&text(path))));
        }
        return format!("{{ {} }}", entries.join(", "));
    }
    if schema["items"].is_object() {
        return format!("[{}]", items(&schema["items"], path, elsewhere, text));
    }
    if schema["additionalProperties"].is_object() {
        return format!("{{ {} = {} }}", quoted(&text(path)), quoted(&text(path)));
    }
    if holds_any_text(schema) || elsewhere == Elsewhere::Text { quoted(&text(path)) } else { right(schema, path) }
}

/// The text once with its token and once without: only then is an address one.
fn items(schema: &Value, path: &str, elsewhere: Elsewhere, text: &mut dyn FnMut(&str) -> String) -> String {
    let first = value(schema, path, elsewhere, text);
    if !holds_any_text(schema) {
        return first;
    }
    let second = first.trim_end_matches(|c: char| c != ' ').trim_end();
    if second.len() > 1 && !second.ends_with('\\') { format!("{first}, {second}\"") } else { first }
}

fn holds_any_text(schema: &Value) -> bool {
    let narrower = ["enum", "pattern", "format", "const", "anyOf", "default"];
    schema["type"] == "string" && narrower.iter().all(|keyword| schema[keyword].is_null())
}

/// What is right for a key whose texts are few, or which holds no text.
fn right(schema: &Value, path: &str) -> String {
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    if let Some(words) = schema["enum"].as_array() {
        return words[0].to_string();
    }
    match schema["type"].as_str() {
        None if path.rsplit('.').next() == Some("year") => "\"2026/27\"".to_owned(),
        None => "2026-05-01".to_owned(),
        Some("string") if schema["format"] == "date" => "2026-05-01".to_owned(),
        Some("string") if pattern.contains("month") => "\"3 months\"".to_owned(),
        Some("string") if pattern.is_empty() => schema["default"].to_string(),
        Some("string") => "\"3\"".to_owned(),
        Some("boolean") => "true".to_owned(),
        Some(_) => "1".to_owned(),
    }
}
