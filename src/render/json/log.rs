//! The audit trail as JSON, by the contract: one value, or an entry a line.

use std::io::{self, Write};

use serde::Serialize;

use super::append;
use crate::model::trail::Entry;
use crate::model::{Date, Plain};

/// An entry of the audit trail.
#[derive(Debug, Serialize)]
pub struct EntryJson<'t> {
    commit: &'t str,
    date: Date,
    time: &'t str,
    author: &'t str,
    subject: &'t str,
    plan: &'t str,
    r#ref: Option<&'t str>,
    part: &'static str,
    kind: &'static str,
    field: Option<&'t str>,
    before: Option<ValueJson>,
    after: Option<ValueJson>,
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
