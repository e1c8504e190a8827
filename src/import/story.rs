//! What a document holds, in the order in which it is read, whatever program wrote it: paragraphs and tables.
//!
//! Everything in it says where it stands in the document, in words by which a person finds it there.

use super::line::is_unseen;
use crate::model::Date;

/// A document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Story {
    /// In the order in which they are read.
    pub pieces: Vec<Piece>,
    /// What the document holds that no piece shows, such as a picture: a sentence each, for the ledger.
    pub left_out: Vec<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Paragraph(Paragraph),
    Table(Grid),
}

/// A paragraph outside any table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands: `paragraph 12`, `page footer`.
    pub at: String,
    pub line: Line,
    /// How deep a heading it is: 1 for the uppermost, which is the title where the document has one; nothing where it
    /// is none.
    pub heading: Option<u8>,
}

/// A table, or a sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// Where it stands: `table 3`, `sheet Action plan`.
    pub at: String,
    /// What it is called in the document, such as the name of a sheet.
    pub name: Option<String>,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Where it stands: `table 3, row 2`, `Action plan, row 12`.
    pub at: String,
    /// Whether the document itself says that it is a header, to be repeated on each page.
    pub is_header: bool,
    /// From left to right; a cell that is merged with one above it stands here as [`GridCell::continues`].
    pub cells: Vec<GridCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridCell {
    /// Where it stands: `table 3, row 2, column 4`, `Action plan!D12`.
    pub at: String,
    /// The first column of the table that it takes, counted from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// Whether it is the lower part of a cell merged downwards, whose text stands in the row where that begins.
    pub continues: bool,
    /// Its paragraphs and line breaks, each a line; lines without text are kept.
    pub lines: Vec<Line>,
    /// Its value, where the document has more than a text.
    pub native: Option<Native>,
    /// The colour of its ground, or of its text where the ground has none; nothing where that is black, white or grey.
    pub colour: Option<Colour>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Without blanks at its ends, without the mark of a bullet or number; raised letters as they stand (`1st`).
    pub text: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// The number that the program puts in front of it (`2.`, `a)`), where it is an item of a numbered list. A number
    /// that can be a reference (`1.1`, or the only one of its cell) stands in the text instead, as if it were typed.
    pub number: Option<String>,
    /// Whether all of it is bold or italic.
    pub is_emphasised: bool,
}

/// A value that a cell holds besides its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Native {
    Date(Date),
    Number(f64),
}

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// The colour where it can tell something: nothing for black, white or grey.
    pub(super) fn telling(self) -> Option<Self> {
        let Self(red, green, blue) = self;
        let spread = red.max(green).max(blue).abs_diff(red.min(green).min(blue));
        (spread > 12).then_some(self)
    }
}

impl Story {
    /// The same without what nobody sees in it, which no plan may hold.
    pub(super) fn without_unseen(mut self) -> Self {
        for piece in &mut self.pieces {
            let lines: Vec<&mut Line> = match piece {
                Piece::Paragraph(paragraph) => vec![&mut paragraph.line],
                Piece::Table(grid) => {
                    let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.flat_map(|cell| &mut cell.lines).collect()
                }
            };
            for line in lines.into_iter().filter(|line| line.text.contains(is_unseen)) {
                line.text.retain(|c| !is_unseen(c));
                line.text = line.text.trim().to_owned();
            }
        }
        self
    }
}

impl GridCell {
    /// Its whole text, a line each, with the numbers of its lists.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(Line::shown).collect();
        lines.join("\n").trim_matches('\n').to_owned()
    }

    /// Whether it holds no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.text.is_empty())
    }
}

impl Line {
    /// Its text with the number in front of it.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.number {
            Some(number) if !self.text.is_empty() => format!("{number} {}", self.text),
            Some(number) => number.clone(),
            None => self.text.clone(),
        }
    }
}

impl Row {
    /// The cell that takes a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&GridCell> {
        let is_under = |cell: &&GridCell| column.checked_sub(cell.column).is_some_and(|on| on < cell.columns);
        self.cells.iter().find(is_under)
    }
}

/// The number by which people call what stands at a place: they count from 1.
pub(super) const fn nth(place: usize) -> usize {
    place.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::{GridCell, Line, Row};

    fn cell(column: usize, columns: usize, texts: &[&str]) -> GridCell {
        let line = |text: &&str| Line { text: (*text).to_owned(), ..Line::default() };
        GridCell { column, columns, lines: texts.iter().map(line).collect(), ..GridCell::default() }
    }

    #[test]
    fn a_cell_is_found_by_any_column_that_it_takes() {
        let row =
            Row { cells: vec![cell(0, 2, &["Ref"]), cell(2, 1, &["", "Lead", "", "Support", ""])], ..Row::default() };
        assert_eq!(row.cell(1).map(GridCell::text).as_deref(), Some("Ref"));
        assert_eq!(row.cell(2).map(GridCell::text).as_deref(), Some("Lead\n\nSupport"));
        assert_eq!(row.cell(3), None);
    }
}
