//! The audit trail as JSON, by the contract: one value, or an entry a line.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::append;
use crate::model::trail::Entry;
use crate::model::{Date, Plain};

/// Changes, newest first.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "says what is written entry by entry")]
pub(in crate::render) struct LogJson<'t> {
    /// The version of this contract: 1.
    version: u32,
    /// The changes.
    entries: Vec<EntryJson<'t>>,
}

/// An entry of the audit trail.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EntryJson<'t> {
    /// The name of the commit.
    commit: &'t str,
    /// The day on which its author made it, by the author's clock.
    date: Date,
    /// The same with its time.
    time: &'t str,
    /// Who made it.
    author: &'t str,
    /// The first line of its message.
    subject: &'t str,
    /// The folder of the plan.
    plan: &'t str,
    /// The reference of the action or objective, or the folder of the theme.
    r#ref: Option<&'t str>,
    /// What was changed: an action, an objective, a theme, a plan.
    part: &'static str,
    /// How it was changed.
    kind: &'static str,
    /// The key that was changed.
    field: Option<&'t str>,
    /// What it said before.
    before: Option<ValueJson>,
    /// What it says since.
    after: Option<ValueJson>,
    /// The change in words.
    text: String,
}

impl<'t> EntryJson<'t> {
    /// An entry as the contract has it.
    #[must_use]
    pub fn of(entry: &'t Entry) -> Self {
        let (commit, alteration) = (entry.commit.as_ref(), &entry.alteration);
        Self {
            commit: &commit.id,
            date: commit.date,
            time: &commit.time,
            author: &commit.author,
            subject: &commit.subject,
            plan: &entry.item.plan,
            r#ref: entry.item.reference(),
            part: entry.item.word(),
            kind: alteration.kind(),
            field: alteration.field(),
            before: entry.before().map(ValueJson),
            after: entry.after().map(ValueJson),
            text: entry.text(),
        }
    }
}

/// A value of a plan file; dates are text, as everywhere in JSON.
#[derive(Debug)]
pub(super) struct ValueJson(pub Plain);

impl JsonSchema for ValueJson {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

impl Serialize for ValueJson {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Plain::Text(text) => serializer.serialize_str(text),
            Plain::Whole(number) => serializer.serialize_i64(*number),
            Plain::Number(number) => serializer.serialize_f64(*number),
            Plain::Truth(truth) => serializer.serialize_bool(*truth),
            Plain::Day(day) => serializer.collect_str(day),
            Plain::List(items) => serializer.collect_seq(items.iter().cloned().map(ValueJson)),
            Plain::Table(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, ValueJson(value.clone()))))
            }
        }
    }
}

/// Writes the trail as one value, an entry a line.
///
/// # Errors
///
/// The output does not take it.
pub fn write_log(out: &mut impl Write, entries: &[Entry]) -> io::Result<()> {
    write!(out, r#"{{"version":1,"entries":["#)?;
    for (place, entry) in entries.iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        append(out, &EntryJson::of(entry))?;
    }
    writeln!(out, "{}]}}", if entries.is_empty() { "" } else { "\n" })
}

/// Writes an entry a line.
///
/// # Errors
///
/// The output does not take it.
pub fn write_log_lines(out: &mut impl Write, entries: &[Entry]) -> io::Result<()> {
    entries.iter().try_for_each(|entry| super::write(out, &EntryJson::of(entry)))
}
