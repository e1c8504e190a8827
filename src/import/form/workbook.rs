//! The rows of a workbook, or of a text with rows: values as they are shown, formulas by what they last gave.

use std::io::{self, Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use zip::ZipArchive;

use super::FormError;
use crate::import::{Grid, GridCell, Line, Native, Piece, Row, Story};
use crate::model::Date;

/// So many bytes may the parts of a workbook have, once they are unpacked.
const LARGEST: u64 = 100 << 20;

/// So many cells may a sheet have.
const CELLS: usize = 1_000_000;

/// The sheets of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Story, FormError> {
    let broken = |error: &dyn std::fmt::Display| FormError::Workbook(error.to_string());
    refuse_bombs(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut story = Story::default();
    for name in workbook.sheet_names() {
        if let Ok(range) = workbook.worksheet_range(&name)
            && range.get_size().0.saturating_mul(range.get_size().1) <= CELLS
        {
            story.pieces.push(Piece::Table(sheet(&name, &range)));
        }
    }
    Ok(story)
}

/// Unpacks every part and keeps none: what a file says of its size need not be true.
fn refuse_bombs(bytes: &[u8]) -> Result<(), FormError> {
    let broken = |error: &dyn std::fmt::Display| FormError::Workbook(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = LARGEST;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| broken(&error))?;
        let size = io::copy(&mut part.take(left), &mut io::sink()).map_err(|error| broken(&error))?;
        left -= size;
        if left == 0 {
            return Err(FormError::Workbook("unpacked, it would be too large".to_owned()));
        }
    }
    Ok(())
}

/// The rows of a text, parted by whichever of commas, semicolons and tabs its heads are.
pub(super) fn of_csv(text: &str) -> Story {
    let count = |mark: char| text.lines().map(|line| line.matches(mark).count()).max().unwrap_or(0);
    let mark = [',', ';', '\t'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(u8::try_from(mark).unwrap_or(b','));
    let mut grid = Grid { at: "the table".to_owned(), ..Grid::default() };
    for record in reader.from_reader(text.as_bytes()).records().filter_map(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().enumerate().map(|(column, text)| cell(column, text, None));
        grid.rows.push(Row { at: format!("line {line}"), is_header: false, cells: cells.collect() });
    }
    Story { pieces: vec![Piece::Table(grid)], ..Story::default() }
}

fn sheet(name: &str, range: &Range<Data>) -> Grid {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut grid = Grid { at: name.to_owned(), name: Some(name.to_owned()), ..Grid::default() };
    for (values, number) in range.rows().zip(first_row + 1..) {
        let first_column = usize::try_from(first_column).unwrap_or(0);
        let cells = values.iter().zip(first_column..).map(|(value, column)| of_value(value, column));
        grid.rows.push(Row { at: format!("{name}, row {number}"), is_header: false, cells: cells.collect() });
    }
    grid
}

fn of_value(value: &Data, column: usize) -> GridCell {
    let text = value.to_string();
    match value {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            let date = Date::new(i32::from(year), u32::from(month), u32::from(day));
            cell(column, &date.map_or(text, |date| date.to_string()), date.map(Native::Date))
        }
        Data::DateTimeIso(iso) => {
            let date = iso.get(..10).and_then(Date::parse);
            cell(column, iso, date.map(Native::Date))
        }
        Data::Int(number) => {
            let number = i32::try_from(*number).ok().map(f64::from);
            cell(column, &text, number.map(Native::Number))
        }
        Data::Float(number) => cell(column, &text, Some(Native::Number(*number))),
        Data::String(_) | Data::Bool(_) | Data::DurationIso(_) | Data::Error(_) | Data::Empty => {
            cell(column, &text, None)
        }
    }
}

fn cell(column: usize, text: &str, native: Option<Native>) -> GridCell {
    let line = |text: &str| Line { text: text.trim().to_owned(), ..Line::default() };
    GridCell { column, columns: 1, lines: text.lines().map(line).collect(), native, ..GridCell::default() }
}
