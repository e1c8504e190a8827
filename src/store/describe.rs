//! What may stand where in a plan file, for those who write one: keys with their meaning, and what each takes.
//!
//! All of it comes from the schemas, and so from the types that read the files.

use std::sync::OnceLock;

use serde_json::Value;

use super::schema::Kind;
use super::template::{self, Style};
use super::toml::write;
use crate::model::{Date, Interval, Plain};

/// A key that may stand in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyNote {
    pub key: String,
    /// What it means.
    pub meaning: String,
    /// How its value is written, where that is not plain.
    pub how: String,
    pub takes: Takes,
    /// Values that show what may stand there, as a file has them.
    pub examples: Vec<String>,
    /// Whether the table makes no sense without it.
    pub is_needed: bool,
}

/// What a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    Text,
    /// One of these words.
    Words(Vec<String>),
    /// `true` or `false`.
    Truth,
    Number,
    Day,
    /// A day or a longer time.
    Period,
    /// The same, or `ongoing`.
    Deadline,
    /// `3 months`.
    Interval,
    /// A list, each entry of which takes this.
    List(Box<Self>),
    /// A table; in braces where other keys may follow it, under `[key]` where none does.
    Table(TablePlace),
    /// Tables, each under `[[key]]`.
    Tables,
}

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TablePlace {
    InBraces,
    UnderHeader,
}

impl Kind {
    /// The keys that may stand in the table to which these keys lead, in their order; none where there is no such
    /// table, or any key may stand there.
    #[must_use]
    pub fn notes(&self, path: &[&str]) -> Vec<KeyNote> {
        let Some(table) = self.table(path) else { return Vec::new() };
        let is_needed =
            |key: &str| table["required"].as_array().is_some_and(|needed| needed.iter().any(|it| it == key));
        let all = template::keys(table).into_iter();
        all.map(|(key, schema, style)| note(key, schema, style, is_needed(key))).collect()
    }

    /// What there is to know of the key to which these keys lead.
    #[must_use]
    pub fn note(&self, path: &[&str]) -> Option<KeyNote> {
        let (key, above) = path.split_last()?;
        self.notes(above).into_iter().find(|note| note.key == *key)
    }

    /// Whether any key may stand in the table to which these keys lead, and what it then takes.
    #[must_use]
    pub fn any_key(&self, path: &[&str]) -> Option<Takes> {
        let schema = &self.table(path)?["additionalProperties"];
        schema.is_object().then(|| takes(schema, Style::Line))
    }

    fn table(&self, path: &[&str]) -> Option<&'static Value> {
        path.iter().try_fold(self.described(), |table, key| super::schema::below(table, key))
    }

    /// Its schema, made once.
    fn described(&self) -> &'static Value {
        static SCHEMAS: [OnceLock<Value>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        let kinds = Self::ALL.iter().zip(&SCHEMAS);
        let mut schemas = kinds.filter_map(|(kind, schema)| (kind.name == self.name).then_some(schema));
        schemas.next().map_or(&Value::Null, |schema| schema.get_or_init(|| self.keys().into()))
    }
}

/// A value as it stands after `key =`.
#[must_use]
pub fn written(value: &Plain) -> String {
    write::value(value)
}

fn note(key: &str, schema: &Value, style: Style, is_needed: bool) -> KeyNote {
    let text = |schema: &Value, keyword: &str| schema[keyword].as_str().unwrap_or_default().to_owned();
    let how = Some(text(schema, "$comment")).filter(|how| !how.is_empty());
    KeyNote {
        key: key.to_owned(),
        meaning: text(schema, "description"),
        how: how.unwrap_or_else(|| text(&schema["items"], "$comment")),
        takes: takes(schema, style),
        examples: examples(schema),
        is_needed,
    }
}

fn takes(schema: &Value, style: Style) -> Takes {
    if let Some(words) = schema["enum"].as_array() {
        return Takes::Words(words.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let is_ongoing = |choice: &Value| choice["const"] == "ongoing";
        return if choices.iter().any(is_ongoing) { Takes::Deadline } else { Takes::Period };
    }
    match schema["type"].as_str() {
        Some("boolean") => Takes::Truth,
        Some("number" | "integer") => Takes::Number,
        Some("array") if style == Style::Tables => Takes::Tables,
        Some("array") => Takes::List(Box::new(takes(&schema["items"], Style::Line))),
        Some("object") if style == Style::Table => Takes::Table(TablePlace::UnderHeader),
        Some("object") => Takes::Table(TablePlace::InBraces),
        _ if schema["format"] == "date" => Takes::Day,
        _ if schema.pointer("/examples/0").and_then(Value::as_str).and_then(Interval::parse).is_some() => {
            Takes::Interval
        }
        _ => Takes::Text,
    }
}

fn examples(schema: &Value) -> Vec<String> {
    let takes_days = template::takes_days(schema);
    let given = schema["examples"].as_array().into_iter().flatten();
    let plain = given.filter_map(|example| match example.as_str().filter(|_| takes_days).and_then(Date::parse) {
        Some(day) => Some(Plain::Day(day)),
        None => Plain::of(example),
    });
    plain.map(|example| written(&example)).collect()
}

#[cfg(test)]
mod tests {
    use super::{TablePlace, Takes};
    use crate::store::schema::Kind;

    fn takes(kind: Kind, path: &[&str]) -> Option<Takes> {
        kind.note(path).map(|note| note.takes)
    }

    #[test]
    fn every_key_says_what_it_takes() {
        assert_eq!(takes(Kind::ACTION, &["lead"]), Some(Takes::Text));
        assert_eq!(takes(Kind::ACTION, &["deadline"]), Some(Takes::Deadline));
        assert_eq!(takes(Kind::ACTION, &["review"]), Some(Takes::Day));
        assert_eq!(takes(Kind::ACTION, &["support"]), Some(Takes::List(Box::new(Takes::Text))));
        assert_eq!(takes(Kind::ACTION, &["recurs"]), Some(Takes::Table(TablePlace::InBraces)));
        assert_eq!(takes(Kind::ACTION, &["recurs", "every"]), Some(Takes::Interval));
        assert_eq!(takes(Kind::ACTION, &["public"]), Some(Takes::Truth));
        assert_eq!(takes(Kind::ACTION, &["cost", "amount"]), Some(Takes::Number));
        assert_eq!(takes(Kind::ACTION, &["update"]), Some(Takes::Tables));
        assert_eq!(takes(Kind::OBJECTIVE, &["target_date"]), Some(Takes::Period));
        assert_eq!(takes(Kind::OBJECTIVE, &["measure", "reading", "value"]), Some(Takes::Number));
        assert_eq!(takes(Kind::PLAN, &["rating"]), Some(Takes::Table(TablePlace::UnderHeader)));
        assert_eq!(takes(Kind::PLAN, &["rating", "stale_after"]), Some(Takes::Interval));
        assert!(matches!(Kind::PLAN.any_key(&["check"]), Some(Takes::Words(_))));
        assert_eq!(Kind::ACTION.any_key(&["as_written"]), Some(Takes::Text));
        assert_eq!(Kind::ACTION.any_key(&[]), None);
        assert_eq!(takes(Kind::ACTION, &["zebra", "x"]), None);
    }

    #[test]
    fn examples_stand_as_files_have_them() {
        let examples = |path: &[&str]| Kind::ACTION.note(path).expect("a key").examples;
        assert_eq!(examples(&["deadline"])[..2], ["2009-07-01", "\"2009-03\""]);
        assert_eq!(examples(&["support"]), ["[\"Police\", \"Women's Centre\"]"]);
        assert!(Kind::ACTION.note(&["update", "date"]).expect("a key").is_needed);
    }
}
