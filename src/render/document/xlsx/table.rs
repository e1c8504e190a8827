//! A sheet with a table: its head stays in sight, a filter works over all rows, totals stand apart.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::Writer;
use super::sheets::{Sheet, SheetColumn};
use crate::document::{Cell, Kind};

/// The columns that a filter's arrow takes from the head.
const ARROW: usize = 3;

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, sheet: &Sheet<'_>, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
    writer.begin(worksheet, &sheet.name)?;
    let looks = writer.looks();
    let mut widths: Vec<_> = sheet.columns.iter().map(needed_by_head).collect();
    for (column, place) in sheet.columns.iter().zip(0..) {
        writer.text(worksheet, (0, place), &column.heading, &looks.head)?;
    }
    let mut number = 0;
    let after_a_gap = sheet.totals.iter().map(|row| (row, &looks.total));
    for (row, cells) in sheet.rows.iter().map(|row| (row, &looks.row)).chain(after_a_gap) {
        let is_first_total = sheet.totals.first().is_some_and(|total| std::ptr::eq(total, row));
        number += if is_first_total { 2 } else { 1 };
        for ((column, width), place) in sheet.columns.iter().zip(&mut widths).zip(0..) {
            let value = row.value(column);
            *width = (*width).max(needed(&value));
            writer.cell(worksheet, (number, place), &value, cells)?;
        }
    }
    if sheet.rows.is_empty() {
        writer.text(worksheet, (1, 0), sheet.when_empty, &looks.row.number)?;
    }
    for ((column, width), place) in sheet.columns.iter().zip(widths).zip(0..) {
        worksheet.set_column_width(place, held(width, column.kind))?;
    }
    frame(worksheet, sheet)
}

/// The head, and the names of rows where they come first, stay in sight; a filter leaves totals alone.
fn frame(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let names = sheet.columns.iter().take_while(|column| column.kind == Kind::Name).count();
    worksheet.set_freeze_panes(1, u16::try_from(names).unwrap_or(0))?;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(0);
    if let (1.., Some(last_column)) = (last_row, sheet.columns.len().checked_sub(1)) {
        worksheet.autofilter(0, 0, last_row, u16::try_from(last_column).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// The room that the longest word of a head needs; heads break between words.
fn needed_by_head(column: &SheetColumn<'_>) -> usize {
    let longest = column.heading.split_whitespace().map(|word| word.chars().count()).max();
    longest.unwrap_or(0) + ARROW
}

/// The room that a value needs on one line.
fn needed(cell: &Cell) -> usize {
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
        | Cell::Travel(_) => cell.words().chars().count(),
    }
}

/// The width of a column, in characters: no wider than its kind of values is easy to read at.
fn held(needed: usize, kind: Kind) -> f64 {
    let widest = match kind {
        Kind::Name | Kind::Short | Kind::Number => 26,
        Kind::Text => 40,
        Kind::Long => 70,
    };
    // Bold letters and the edges of the cell take a little more.
    f64::from(u8::try_from(needed.clamp(6, widest)).unwrap_or(u8::MAX)) + 2.0
}
