//! A list as CSV (RFC 4180): a header of field names, then an action a row.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell;
use crate::model::Field;
use crate::query::Judged;
use crate::render::csv::{harmless, records};

/// Writes the header.
pub(super) fn start(out: &mut impl Write, columns: &[Field]) -> io::Result<()> {
    out.write_all(&records(std::iter::once(columns.iter().map(|column| column.word())))?)
}

/// Actions as rows.
pub(super) fn rows(judged: &[Judged<'_>], columns: &[Field]) -> io::Result<Vec<u8>> {
    let cells = |judged| columns.iter().map(move |&column| shown(column, cell::plain(column, judged)).into_owned());
    records(judged.iter().map(cells))
}

/// What stands in a cell. Numbers may be negative; texts must be no formula.
fn shown(column: Field, cell: Cow<'_, str>) -> Cow<'_, str> {
    let is_number = matches!(column, Field::Overdue | Field::Moved);
    if is_number { cell } else { harmless(cell) }
}

#[cfg(test)]
mod tests {
    use super::{Field, shown};

    #[test]
    fn a_number_may_be_negative_and_a_text_is_no_formula() {
        assert_eq!(shown(Field::Moved, "-2".into()), "-2");
        assert_eq!(shown(Field::Action, "-2".into()), "'-2");
    }
}
