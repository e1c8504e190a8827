//! A sheet with a table: its head stays in sight, a filter works over all rows, totals stand apart.

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::cells::Writer;
use super::looks::Cells;
use super::room::{self, Measure};
use super::sheets::{Row, Sheet, SheetColumn};
use crate::document::Kind;

/// So many characters can be read beside each other on a page; what is wider goes on on the next.
const PAGE: usize = 240;

/// The edges of a page in inches: at its sides, at its top and bottom, and what its foot leaves below it.
const MARGINS: [f64; 3] = [0.4, 0.6, 0.3];

/// So many of them are kept in sight for the names of rows.
const NAMES: usize = 30;

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, sheet: &Sheet<'_>, writer: &mut Writer<'_>) -> Result<(), XlsxError> {
    writer.begin(worksheet, &sheet.name)?;
    let looks = writer.looks();
    let widths = widths(sheet);
    for (width, place) in widths.iter().zip(0..) {
        worksheet.set_column_width(place, room::width(*width))?;
    }
    let mut rows = Rows { worksheet, writer, sheet, widths: &widths };
    rows.head()?;
    for (row, number) in sheet.rows.iter().zip(1..) {
        rows.row(number, row, &looks.row)?;
    }
    if sheet.rows.is_empty() {
        rows.writer.text(rows.worksheet, (1, 0), sheet.when_empty, &looks.row.number)?;
    }
    // Below a gap, so that nothing takes them for rows.
    let after = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_add(2);
    for (row, number) in sheet.totals.iter().zip(after..) {
        rows.row(number, row, &looks.total)?;
    }
    let names = names(sheet, &widths);
    frame(worksheet, sheet, names)?;
    print(worksheet, names, widths.iter().sum())
}

/// The characters that each column gives; less where all of them then stand beside each other on a page.
fn widths(sheet: &Sheet<'_>) -> Vec<usize> {
    let rows = || sheet.rows.iter().chain(&sheet.totals);
    let needed = |column: &SheetColumn<'_>| {
        let widest = rows().map(|row| room::needed(&row.value(column))).max().unwrap_or(0);
        widest.max(room::needed_by_head(&column.heading))
    };
    let needed: Vec<_> = sheet.columns.iter().map(|column| (needed(column), column.kind)).collect();
    let given = |measure| needed.iter().map(|(needed, kind)| room::given(*needed, *kind, measure)).collect::<Vec<_>>();
    let (full, narrow) = (given(Measure::Full), given(Measure::Narrow));
    let fits = |widths: &[usize]| widths.iter().sum::<usize>() <= PAGE;
    if !fits(&full) && fits(&narrow) { narrow } else { full }
}

struct Rows<'a, 'd, 'l> {
    worksheet: &'a mut Worksheet,
    writer: &'a mut Writer<'l>,
    sheet: &'a Sheet<'d>,
    widths: &'a [usize],
}

impl Rows<'_, '_, '_> {
    fn head(&mut self) -> Result<(), XlsxError> {
        let look = &self.writer.looks().head;
        let mut lines = 1;
        for ((column, width), place) in self.sheet.columns.iter().zip(self.widths).zip(0..) {
            lines = lines.max(room::lines_of(&column.heading, *width));
            self.writer.text(self.worksheet, (0, place), &column.heading, look)?;
        }
        room::raise(self.worksheet, 0, lines)
    }

    fn row(&mut self, number: u32, row: &Row<'_>, look: &Cells) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((column, width), place) in self.sheet.columns.iter().zip(self.widths).zip(0..) {
            let value = row.value(column);
            lines = lines.max(room::lines(&value, *width));
            self.writer.cell(self.worksheet, (number, place), &value, look)?;
        }
        room::raise(self.worksheet, number, lines)
    }
}

/// The head, and the names of rows where they come first, stay in sight; a filter leaves totals alone.
fn frame(worksheet: &mut Worksheet, sheet: &Sheet<'_>, names: u16) -> Result<(), XlsxError> {
    worksheet.set_freeze_panes(1, names)?;
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(0);
    if let (1.., Some(last_column)) = (last_row, sheet.columns.len().checked_sub(1)) {
        let last_column = u16::try_from(last_column).unwrap_or(u16::MAX);
        worksheet.autofilter(0, 0, last_row, last_column)?;
        // References look like numbers and are none; Excel need not say so in every cell.
        worksheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// The head stands on every page; what is not too wide for it is held to the width of one.
fn print(worksheet: &mut Worksheet, names: u16, characters: usize) -> Result<(), XlsxError> {
    let [side, end, note] = MARGINS;
    worksheet.set_landscape().set_margins(side, side, end, end, note, note);
    worksheet.set_print_gridlines(true).set_repeat_rows(0, 0)?;
    match names.checked_sub(1) {
        _ if characters <= PAGE => _ = worksheet.set_print_fit_to_pages(1, 0),
        Some(last_name) => _ = worksheet.set_repeat_columns(0, last_name)?,
        None => {}
    }
    Ok(())
}

/// The columns at the start that name a row, as far as they leave room for the others.
fn names(sheet: &Sheet<'_>, widths: &[usize]) -> u16 {
    let mut room = NAMES;
    let is_name = |(column, width): &(&SheetColumn<'_>, &usize)| {
        let fits = column.kind == Kind::Name && **width <= room;
        room = room.saturating_sub(**width);
        fits
    };
    u16::try_from(sheet.columns.iter().zip(widths).take_while(is_name).count()).unwrap_or(0)
}
