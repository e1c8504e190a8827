//! How much room values need: the widths of columns and the heights of rows.
//!
//! Excel would find the heights itself; other programs take every row for one line high where the file does not say.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::document::{Cell, Kind};

/// The columns that a filter's arrow takes from a head.
const ARROW: usize = 3;

/// The height of a line, in points, and of the highest row that there is.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

/// The characters that a value needs on one line.
pub(super) fn needed(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Link { text, .. } => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        Cell::Date(_) | Cell::Deadline { .. } => "30 Sep 2026".len(),
        Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Money(..)
        | Cell::Rating(..)
        | Cell::Reported(_)
        | Cell::Travel(_)
        | Cell::Trend(_) => cell.words().chars().count(),
    }
}

/// The characters that a head needs, which breaks between words.
pub(super) fn needed_by_head(heading: &str) -> usize {
    heading.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0).saturating_add(ARROW)
}

/// How much room the columns of a sheet may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// As much as is easy to read at.
    Full,
    /// Less, so that all of them are seen together.
    Narrow,
}

/// The characters that a column gives: what it needs, as far as its kind of values may.
pub(super) fn given(needed: usize, kind: Kind, measure: Measure) -> usize {
    let widest = match (kind, measure) {
        (Kind::Name | Kind::Short | Kind::Number, Measure::Full) => 26,
        (Kind::Name | Kind::Short | Kind::Number, Measure::Narrow) => 20,
        (Kind::Text, Measure::Full) => 40,
        (Kind::Text, Measure::Narrow) => 30,
        (Kind::Long, Measure::Full) => 70,
        (Kind::Long, Measure::Narrow) => 45,
    };
    needed.clamp(6, widest)
}

/// The width of a column for so many characters. Bold letters and the edges of the cell take a little more.
pub(in crate::render) fn width(characters: usize) -> f64 {
    f64::from(u8::try_from(characters).unwrap_or(u8::MAX)) + 2.0
}

/// The lines that a value takes in a column of so many characters.
pub(super) fn lines(cell: &Cell, characters: usize) -> usize {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => lines_of(text, characters),
        Cell::Empty
        | Cell::Date(_)
        | Cell::Deadline { .. }
        | Cell::Count(_)
        | Cell::Days(_)
        | Cell::Number(_)
        | Cell::Money(..)
        | Cell::Rating(..)
        | Cell::Reported(_)
        | Cell::Travel(_)
        | Cell::Trend(_) => 1,
    }
}

/// The lines that a text takes, broken between words, or within one that is too long.
///
/// Most letters are narrower than the digits by which Excel counts.
#[expect(clippy::arithmetic_side_effects, reason = "counts of letters in memory, and a line has a letter at least")]
pub(in crate::render) fn lines_of(text: &str, characters: usize) -> usize {
    let characters = (characters + characters / 8).max(1);
    let of_line = |line: &str| {
        let (mut lines, mut filled) = (1, 0);
        for length in line.split(' ').map(|word| word.chars().count()) {
            let wanted = if filled == 0 { length } else { filled + 1 + length };
            if wanted <= characters {
                filled = wanted;
                continue;
            }
            lines += usize::from(filled > 0) + length.saturating_sub(1) / characters;
            filled = length.saturating_sub(1) % characters + 1;
        }
        lines
    };
    text.lines().map(of_line).sum::<usize>().max(1)
}

/// Makes a row so many lines high.
pub(in crate::render) fn raise(worksheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        let height = (f64::from(u16::try_from(lines).unwrap_or(u16::MAX)) * LINE).min(HIGHEST);
        worksheet.set_row_height(row, height)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn a_text_takes_the_lines_that_it_is_broken_into() {
        for (text, lines) in [
            ("", 1),
            ("ten chars.", 1),
            ("eleven char", 2),
            ("ten chars. ten chars.", 2),
            ("one\ntwo\n\nthree", 4),
            ("abcdefghijklmnopqrstuvwxyz", 3),
            ("a abcdefghijk b", 3),
            ("a abcdefghijklmnopqrst b", 4),
        ] {
            assert_eq!(lines_of(text, 9), lines, "{text}");
        }
    }
}
