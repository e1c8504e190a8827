//! A list as a Markdown table.

use std::io::{self, Write};

use super::{cell, write_batches};
use crate::model::Field;
use crate::query::Selection;
use crate::render::markdown::escaped;

/// Writes the list.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, selection: &Selection<'_>, columns: &[Field]) -> io::Result<()> {
    writeln!(out, "{}", line(columns.iter().map(|column| column.label().to_owned())))?;
    writeln!(out, "{}", line(columns.iter().map(|&column| rule(column).to_owned())))?;
    write_batches(out, &selection.judged, |batch| {
        let cells = |judged| columns.iter().map(move |&column| escaped(&cell::readable(column, judged)));
        Ok(batch.iter().map(|judged| line(cells(judged)) + "\n").collect::<String>().into())
    })
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Numbers stand at the right.
const fn rule(column: Field) -> &'static str {
    match column {
        Field::Overdue | Field::Moved => "---:",
        _ => "---",
    }
}
