//! CSV (RFC 4180) in which no cell acts: neither on a spreadsheet nor on a terminal.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, WriterBuilder};

/// What a spreadsheet takes for the start of a formula; the wide forms count in some languages.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Rows as the lines of a file.
///
/// # Errors
///
/// Rows have different lengths.
pub(super) fn records<R: IntoIterator<Item = impl AsRef<[u8]>>>(
    rows: impl IntoIterator<Item = R>,
) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// Whether a spreadsheet takes a text for a formula when somebody types it; some do so after blanks, too.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(FORMULA)
}

/// A text that no spreadsheet takes for a formula, and that acts on no terminal. Not for numbers, which may be
/// negative.
pub(super) fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) {
        return format!("'{}", super::style::visible(&text)).into();
    }
    inert(text)
}

/// A text that acts on no terminal.
pub(super) fn inert(text: Cow<'_, str>) -> Cow<'_, str> {
    match super::style::visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spelled_out) => spelled_out.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula_or_acts_on_a_terminal() {
        let cell = |text: &'static str| harmless(text.into()).into_owned();
        for formula in ["=1+1", "+44 117", "-2", "@SUM(A1)", "\t=1", "\r\n=1", "＝1", "  =1"] {
            assert!(cell(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(cell("3 = three\nlines"), "3 = three\nlines");
        assert_eq!(cell("a\u{1b}[31m\u{202e}"), "a\\u{1b}[31m\\u{202e}");
    }
}
