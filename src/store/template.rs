//! New plan files: every key that such a file may hold, each with its meaning, filled in or commented out.
//!
//! Keys, meanings and examples come from the schema, and so from the types that read the files. `# ` starts a comment;
//! `#` alone stands before a key that is not in use, so that deleting it brings the key in.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;

use super::schema::Kind;
use super::toml::write;
use crate::model::{Date, Plain};

/// The columns that a line of a new file may take.
const WIDTH: usize = 110;

/// The column at which the meanings of the keys of a table start.
const MEANINGS: usize = 36;

/// The text of a new file of a kind, with these values; `day` stands in the examples.
pub(super) fn file(kind: &Kind, head: &str, values: &impl Serialize, day: Date) -> String {
    let values = Plain::of(values).unwrap_or(Plain::Table(Vec::new()));
    let mut template = Template { text: String::new(), day, told: HashSet::new() };
    template.comment(head);
    template.root(kind.keys().as_value(), &values);
    template.text
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
    fn root(&mut self, schema: &Value, values: &Plain) {
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
    fn line(&mut self, key: &str, schema: &Value, value: Option<&Plain>, meaning: &str) {
        let line = match value {
            Some(value) => write::line(key, value),
            None => format!("#{}", write::line(key, &example(schema, self.day))),
        };
        let line = line.trim_end();
        if meaning.is_empty() {
            self.text.extend([line, "\n"]);
        } else if line.len().max(MEANINGS).saturating_add(meaning.len()).saturating_add(4) <= WIDTH {
            self.text.extend([&format!("{line:MEANINGS$}  # {meaning}"), "\n"]);
        } else {
            self.comment(meaning);
            self.text.extend([line, "\n"]);
        }
    }

    /// A table, or each entry of a list of tables; one commented out where there is none.
    fn tables(&mut self, path: &str, schema: &Value, value: Option<&Plain>, style: Style) {
        match (style, value) {
            (Style::Tables, Some(Plain::List(entries))) => {
                for (place, entry) in entries.iter().enumerate() {
                    self.text.push_str(if place > 0 { "\n" } else { "" });
                    self.table(&format!("[[{path}]]"), path, &schema["items"], Some(entry));
                }
            }
            (Style::Tables, _) => self.table(&format!("[[{path}]]"), path, &schema["items"], None),
            (Style::Line | Style::Table, value) => self.table(&format!("[{path}]"), path, schema, value),
        }
    }

    fn table(&mut self, header: &str, path: &str, schema: &Value, values: Option<&Plain>) {
        let sign = if values.is_some() { "" } else { "#" };
        self.text.extend([sign, header, "\n"]);
        let known = keys(schema);
        if known.is_empty()
            && let Plain::Table(entries) = values.cloned().unwrap_or_else(|| example(schema, self.day))
        {
            self.text.extend(entries.iter().flat_map(|(key, value)| [sign.to_owned(), write::line(key, value)]));
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
        let how = ["/$comment", "/items/$comment"]
            .into_iter()
            .find_map(|path| schema.pointer(path)?.as_str())
            .unwrap_or_default();
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
                if line.chars().chain(word.chars()).count() >= WIDTH {
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
pub(super) enum Style {
    /// On a line of its own.
    Line,
    /// As a table with a header.
    Table,
    /// As a list of tables, each with a header.
    Tables,
}

/// The keys of a table in their order. A table gets a header only where no line follows it, since the line would
/// belong to the table.
pub(super) fn keys(schema: &Value) -> Vec<(&str, &Value, Style)> {
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
        Some("array") if schema.pointer("/items/type").is_some_and(|kind| kind == "object") => Style::Tables,
        _ => Style::Line,
    }
}

/// The value of a key, unless it says nothing.
fn stated<'v>(values: &'v Plain, key: &str) -> Option<&'v Plain> {
    values.get(key).filter(|value| match value {
        Plain::List(items) => !items.is_empty(),
        Plain::Table(entries) => !entries.is_empty(),
        Plain::Text(_) | Plain::Whole(_) | Plain::Number(_) | Plain::Truth(_) | Plain::Day(_) => true,
    })
}

/// A value that shows what may stand there.
fn example(schema: &Value, day: Date) -> Plain {
    let given = schema["examples"].get(0).or_else(|| schema.get("default")).or_else(|| schema["enum"].get(0));
    if takes_days(schema) && given.and_then(Value::as_str).is_none_or(|text| Date::parse(text).is_some()) {
        return Plain::Day(day);
    }
    match (given.and_then(Plain::of), schema["type"].as_str()) {
        (Some(given), _) => given,
        (None, Some("array")) => Plain::List(vec![example(&schema["items"], day)]),
        (None, Some("object")) => {
            let example = |(key, property, _): (&str, &Value, Style)| (key.to_owned(), example(property, day));
            Plain::Table(keys(schema).into_iter().map(example).collect())
        }
        (None, _) => Plain::Text(String::new()),
    }
}

/// Whether a day may stand there.
pub(super) fn takes_days(schema: &Value) -> bool {
    let among_others = schema["anyOf"].as_array().is_some_and(|choices| choices.iter().any(takes_days));
    schema["format"] == "date" || among_others
}
