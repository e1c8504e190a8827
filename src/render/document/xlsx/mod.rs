//! A document as an Excel file: a first sheet to read, then a table a sheet, for people who filter, sort and count.
//!
//! Days are days and numbers are numbers, no cell is a formula, none is merged, and the same document gives the same
//! bytes. What a cell or a sheet has no room for goes on elsewhere, and the file says where.

mod about;
mod cells;
mod looks;
mod name;
mod overlong;
pub(in crate::render) mod room;
pub(in crate::render) mod saved;
mod sheets;
mod table;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::document::{Cell, Document};
use crate::model::Date;
use crate::render::style::one_line;
use cells::Writer;
use looks::Looks;

/// The number of A4 among the sizes of paper.
const A4: u8 = 9;

/// So much of the title stands at the foot of a page.
const FOOT: usize = 100;

/// Writes a document as a workbook.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    out.write_all(&bytes(document).map_err(io::Error::other)?)
}

fn bytes(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let sheets = sheets::of(document);
    let looks = Looks::new();
    let mut writer = Writer::new(&looks);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let first = workbook.add_worksheet();
    about::write(first, document, &sheets, &mut writer)?;
    lay_out(first.set_print_fit_to_pages(1, 0), document);
    for sheet in &sheets {
        let worksheet = workbook.add_worksheet();
        table::write(worksheet, sheet, &mut writer)?;
        lay_out(worksheet, document);
    }
    let rest = writer.into_overlong();
    if !rest.is_empty() {
        overlong::write(workbook.add_worksheet(), &rest, &looks)?;
    }
    saved::bytes(&mut workbook)
}

/// What the file says of itself. It was made on the day that it judges: another would differ from run to run.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let as_of = document.facts.iter().find_map(|fact| match (fact.key, &fact.value) {
        ("as_of", Cell::Date(day)) => excel_day(*day),
        _ => None,
    });
    let made = as_of.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    Ok(DocProperties::new()
        .set_title(one_line(&document.title))
        .set_subject(one_line(&document.subject))
        .set_creation_datetime(&made)
        .set_custom_property("Language", "en-GB"))
}

fn lay_out(worksheet: &mut Worksheet, document: &Document) {
    let title: String = one_line(&document.title).chars().take(FOOT).collect();
    // `&` starts a code there.
    let footer = format!("&L{}&RPage &P of &N", title.replace('&', "&&"));
    worksheet.set_paper_size(A4).set_footer(footer);
}

/// A day as Excel counts days, which it does from 1900.
pub(in crate::render) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = day.numbers();
    let (year, month, day) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (year >= 1900).then(|| ExcelDateTime::from_ymd(year, month, day).ok())?
}

#[cfg(test)]
mod tests;
