//! New plan files: every key that such a file may hold, each with its meaning, filled in or commented out.
//!
//! Keys, meanings and examples come from the schema, and so from the types that read the files. `# ` starts a comment;
//! `#` alone stands before a key that is not in use, so that deleting it brings the key in.

use std::collections::HashSet;

use schemars::Schema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::schema::Kind;
use crate::model::Date;

/// The columns that a line of a new file may take.
const WIDTH: usize = 110;

/// The column at which the meanings of the keys of a table start.
const MEANINGS: usize = 36;

/// The text of a new file of a kind, with these values; dates in examples are `day`.
///
/// # Errors
///
/// The values are none of this kind of file.
pub(super) fn file(kind: &Kind, head: &str, values: &impl Serialize, day: Date) -> Result<String, serde_json::Error> {
    let values = serde_json::to_value(values)?;
    let schema: Schema = kind.keys();
    let mut template = Template { text: String::new(), day, told: HashSet::new() };
    template.comment(head);
    template.root(schema.as_value(), &values);
    Ok(template.text)
}

/// A TOML text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    // What JSON escapes, TOML escapes in the same way; TOML asks for one character more.
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

struct Template {
    text: String,
    /// The day that stands in examples.
    day: Date,
    /// How values are written, where it has been said once in this file.
    told: HashSet<String>,
}

impl Template {
    /// The keys of the file itself, each in a group of its own.
    fn root(&mut self, schema: &Value, values: &Value) {
        for (key, property, style) in keys(schema) {
            self.text.push('\n');
            let meaning = self.meaning(property);
            self.comment(&meaning);
            match style {
                Style::Line => self.line(key, property, stated(values, key), ""),
                Style::Table | Style::Tables => self.tables(key, property, stated(values, key), style),
            }
        }
    }

    /// A key with its value, or commented out with an example; what it means stands behind it or above.
    fn line(&mut self, key: &str, schema: &Value, value: Option<&Value>, meaning: &str) {
        let line = match value {
            Some(value) => format!("{key} = {}", literal(schema, value)),
            None => format!("#{key} = {}", literal(schema, &example(schema, self.day))),
        };
        if meaning.is_empty() {
            self.text.extend([&line, "\n"]);
        } else if line.len().max(MEANINGS) + meaning.len() + 4 <= WIDTH {
            self.text.extend([&format!("{line:MEANINGS$}  # {meaning}"), "\n"]);
        } else {
            self.comment(meaning);
            self.text.extend([&line, "\n"]);
        }
    }

    /// A table, or each entry of a list of tables; one commented out where there is none.
    fn tables(&mut self, path: &str, schema: &Value, value: Option<&Value>, style: Style) {
        match (style, value) {
            (Style::Tables, Some(Value::Array(entries))) => {
                for (place, entry) in entries.iter().enumerate() {
                    self.text.push_str(if place > 0 { "\n" } else { "" });
                    self.table(&format!("[[{path}]]"), path, &schema["items"], Some(entry));
                }
            }
            (Style::Tables, _) => self.table(&format!("[[{path}]]"), path, &schema["items"], None),
            (Style::Line | Style::Table, value) => self.table(&format!("[{path}]"), path, schema, value),
        }
    }

    fn table(&mut self, header: &str, path: &str, schema: &Value, values: Option<&Value>) {
        let sign = if values.is_some() { "" } else { "#" };
        self.text.extend([sign, header, "\n"]);
        let known = keys(schema);
        if known.is_empty() {
            let any = values.cloned().unwrap_or_else(|| example(schema, self.day));
            for (key, value) in any.as_object().into_iter().flatten() {
                self.text.extend([sign, key, " = ", &literal(&Value::Null, value), "\n"]);
            }
        }
        for (key, property, style) in known {
            let value = values.and_then(|values| stated(values, key));
            let meaning = self.meaning(property);
            match style {
                Style::Line => self.line(key, property, value, &meaning),
                Style::Table | Style::Tables => {
                    self.text.push('\n');
                    self.comment(&meaning);
                    self.tables(&format!("{path}.{key}"), property, value, style);
                }
            }
        }
    }

    /// What a key means, which words it takes, and how its value is written where that was not said yet.
    fn meaning(&mut self, schema: &Value) -> String {
        let mut meaning = schema["description"].as_str().unwrap_or_default().to_owned();
        if let Some(words) = schema["enum"].as_array() {
            let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
            meaning.extend([" One of: ", &words.join(", "), "."]);
        }
        let how = schema["$comment"].as_str().or_else(|| schema["items"]["$comment"].as_str()).unwrap_or_default();
        if !how.is_empty() && self.told.insert(how.to_owned()) {
            meaning.extend([" ", how]);
        }
        meaning
    }

    /// Lines of comment, broken between words.
    fn comment(&mut self, text: &str) {
        for paragraph in text.lines() {
            let mut line = String::from("#");
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                if line.chars().count() + 1 + word.chars().count() > WIDTH {
                    self.text.extend([&line, "\n"]);
                    line = String::from("#");
                }
                line.extend([" ", word]);
            }
            self.text.extend([&line, "\n"]);
        }
    }
}

/// How a key stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// On a line of its own.
    Line,
    /// As a table with a header.
    Table,
    /// As a list of tables, each with a header.
    Tables,
}

/// The keys of a table in their order. A table gets a header only where no line follows it, since the line would
/// belong to the table.
fn keys(schema: &Value) -> Vec<(&str, &Value, Style)> {
    let mut keys: Vec<_> = (schema["properties"].as_object().into_iter().flatten())
        .map(|(key, property)| (key.as_str(), property, style(property)))
        .collect();
    let last = keys.iter().rposition(|(_, _, style)| *style == Style::Line).unwrap_or_default();
    for (_, _, style) in keys.iter_mut().take(last) {
        *style = Style::Line;
    }
    keys
}

fn style(schema: &Value) -> Style {
    match schema["type"].as_str() {
        Some("object") => Style::Table,
        Some("array") if schema["items"]["type"] == "object" => Style::Tables,
        _ => Style::Line,
    }
}

/// The value of a key, unless it says nothing.
fn stated<'v>(values: &'v Value, key: &str) -> Option<&'v Value> {
    values.get(key).filter(|value| {
        let is_empty_list = value.as_array().is_some_and(Vec::is_empty);
        let is_empty_table = value.as_object().is_some_and(Map::is_empty);
        !(value.is_null() || is_empty_list || is_empty_table)
    })
}

/// A value that shows what may stand there.
fn example(schema: &Value, day: Date) -> Value {
    if takes_dates(schema) {
        return day.to_string().into();
    }
    let given = schema["examples"].get(0).or_else(|| schema.get("default")).or_else(|| schema["enum"].get(0));
    match (given, schema["type"].as_str()) {
        (Some(given), _) => given.clone(),
        (None, Some("array")) => vec![example(&schema["items"], day)].into(),
        (None, Some("object")) => {
            keys(schema).into_iter().map(|(key, property, _)| (key, example(property, day))).collect()
        }
        (None, _) => Value::default(),
    }
}

/// Whether a day may stand there.
fn takes_dates(schema: &Value) -> bool {
    let among_others = schema["anyOf"].as_array().is_some_and(|choices| choices.iter().any(takes_dates));
    schema["format"] == "date" || among_others
}

/// A value as TOML, on one line.
fn literal(schema: &Value, value: &Value) -> String {
    match value {
        Value::String(text) if takes_dates(schema) && Date::parse(text).is_some() => text.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| literal(&schema["items"], item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) => {
            let entry = |(key, value)| format!("{key} = {}", literal(&schema["properties"][key], value));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
