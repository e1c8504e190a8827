//! A list as CSV (RFC 4180): a header of field names, then an action a row.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::{cell, write_batches};
use crate::model::Field;
use crate::query::Selection;
use crate::render::style::visible;

/// Writes the list.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, selection: &Selection<'_>, columns: &[Field]) -> io::Result<()> {
    let header = columns.iter().map(|column| column.word());
    out.write_all(&records(std::iter::once(header))?)?;
    write_batches(out, &selection.judged, |batch| {
        let cells =
            |judged| columns.iter().map(move |&column| harmless(column, cell::plain(column, judged)).into_owned());
        records(batch.iter().map(cells))
    })
}

fn records<R: IntoIterator<Item = impl AsRef<[u8]>>>(rows: impl Iterator<Item = R>) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// A cell that no spreadsheet takes for a formula, and that acts on no terminal. Numbers may be negative.
fn harmless(column: Field, cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_number = matches!(column, Field::Overdue | Field::Moved);
    if !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        return format!("'{}", visible(&cell)).into();
    }
    match visible(&cell) {
        Cow::Borrowed(_) => cell,
        Cow::Owned(spelled_out) => spelled_out.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, harmless};

    #[test]
    fn no_cell_is_a_formula_or_acts_on_a_terminal() {
        let cell = |text: &'static str| harmless(Field::Action, text.into()).into_owned();
        for formula in ["=1+1", "+44 117", "-2", "@SUM(A1)", "\t=1", "\r\n=1"] {
            assert!(cell(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(cell("3 = three\nlines"), "3 = three\nlines");
        assert_eq!(cell("a\u{1b}[31m\u{202e}"), "a\\u{1b}[31m\\u{202e}");
        assert_eq!(harmless(Field::Moved, "-2".into()), "-2");
    }
}
