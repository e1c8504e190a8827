//! A list as JSON, by the contract: one value, or an action a line.

use std::io::{self, Write};

use super::write_batches;
use crate::model::Date;
use crate::query::Selection;
use crate::render::json::{self, ActionJson};

/// Writes the list as one value; `shown` gives the path by which people see a file.
///
/// # Errors
///
/// The output does not take it.
pub fn write(
    out: &mut impl Write,
    selection: &Selection<'_>,
    as_of: Date,
    shown: impl Fn(&str) -> String + Sync,
) -> io::Result<()> {
    write!(out, r#"{{"version":1,"as_of":"{as_of}","actions":["#)?;
    let first = selection.judged.first().map(|judged| judged.located.action);
    write_batches(out, &selection.judged, |batch| {
        let mut text = Vec::new();
        for judged in batch {
            let is_first = first.is_some_and(|first| std::ptr::eq(first, judged.located.action));
            text.extend_from_slice(if is_first { b"\n" } else { b",\n" });
            json::append(&mut text, &ActionJson::of(judged, &shown))?;
        }
        Ok(text)
    })?;
    writeln!(out, "{}]}}", if selection.judged.is_empty() { "" } else { "\n" })
}

/// Writes an action a line.
///
/// # Errors
///
/// The output does not take it.
pub fn write_lines(
    out: &mut impl Write,
    selection: &Selection<'_>,
    shown: impl Fn(&str) -> String + Sync,
) -> io::Result<()> {
    write_batches(out, &selection.judged, |batch| {
        let mut text = Vec::new();
        batch.iter().try_for_each(|judged| json::write(&mut text, &ActionJson::of(judged, &shown)))?;
        Ok(text)
    })
}
