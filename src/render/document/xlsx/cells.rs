//! What is written into a cell: days, numbers and amounts as such, everything else as a text that never acts.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::excel_day;
use super::looks::{Cells, Looks};
use super::overlong::{self, Overlong};
use crate::document::Cell;
use crate::model::Money;
use crate::render::csv::is_formula;
use crate::render::document::link;
use crate::render::style::visible;

/// So many links stand on a sheet at most, and so long is one: Excel refuses a file with more.
const LINKS: usize = 60_000;
const LONGEST_LINK: usize = 2_000;

/// Row and column, from 0.
pub(super) type Place = (u32, u16);

/// Writes cells, and keeps what they have no room for.
pub(super) struct Writer<'l> {
    looks: &'l Looks,
    sheet: String,
    links: usize,
    overlong: Vec<Overlong>,
}

impl<'l> Writer<'l> {
    pub(super) const fn new(looks: &'l Looks) -> Self {
        Self { looks, sheet: String::new(), links: 0, overlong: Vec::new() }
    }

    pub(super) const fn looks(&self) -> &'l Looks {
        self.looks
    }

    /// What follows stands on this sheet.
    pub(super) fn begin(&mut self, worksheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        (self.sheet, self.links) = (name.to_owned(), 0);
        worksheet.set_name(name).map(|_| ())
    }

    /// What no cell had room for.
    pub(super) fn into_overlong(self) -> Vec<Overlong> {
        self.overlong
    }

    /// Writes a value.
    pub(super) fn cell(
        &mut self,
        worksheet: &mut Worksheet,
        place: Place,
        cell: &Cell,
        cells: &Cells,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty | Cell::Deadline { due: None, .. } => Ok(()),
            Cell::Text(text) => self.words(worksheet, place, text, cells),
            #[expect(clippy::cast_precision_loss, reason = "no plan has so many of anything")]
            Cell::Count(count) => number(worksheet, place, *count as f64, &cells.whole),
            #[expect(clippy::cast_precision_loss, reason = "the calendar has four million days")]
            Cell::Days(days) => number(worksheet, place, *days as f64, &cells.whole),
            Cell::Number(value) if value.is_finite() => number(worksheet, place, *value, &cells.number),
            Cell::Number(_) => self.words(worksheet, place, &cell.words(), cells),
            Cell::Money(amount, currency) => self.money(worksheet, place, (*amount, currency), cells),
            Cell::Date(day) | Cell::Deadline { due: Some(day), .. } => match excel_day(*day) {
                Some(day) => worksheet.write_datetime_with_format(place.0, place.1, day, &cells.day).map(|_| ()),
                None => self.words(worksheet, place, &day.to_string(), cells),
            },
            Cell::Rating(rating, scheme) => self.text(worksheet, place, &cell.words(), cells.rating(*rating, *scheme)),
            Cell::Reported(rag) => self.text(worksheet, place, &cell.words(), cells.reported(*rag)),
            Cell::Travel(_) | Cell::Trend(_) => self.text(worksheet, place, &cell.words(), &cells.text),
            Cell::Link { text, target } => self.link(worksheet, place, (text, target), cells),
        }
    }

    /// Writes a text in the look of its cell.
    pub(super) fn text(
        &mut self,
        worksheet: &mut Worksheet,
        place: Place,
        text: &str,
        look: &Format,
    ) -> Result<(), XlsxError> {
        let shown = shown(text);
        let (kept, rest) = overlong::cut(&shown);
        if !rest.is_empty() {
            self.overlong.push(Overlong { sheet: self.sheet.clone(), place, rest: rest.to_owned() });
        }
        worksheet.write_string_with_format(place.0, place.1, kept.as_ref(), look).map(|_| ())
    }

    /// Writes a text in a row; one that would be a formula if it was typed stays a text when it is edited.
    pub(super) fn words(
        &mut self,
        worksheet: &mut Worksheet,
        place: Place,
        text: &str,
        cells: &Cells,
    ) -> Result<(), XlsxError> {
        let acts = text.starts_with('\'') || is_formula(text);
        self.text(worksheet, place, text, if acts { &cells.quoted } else { &cells.text })
    }

    fn money(
        &mut self,
        worksheet: &mut Worksheet,
        place: Place,
        (amount, currency): (Money, &str),
        cells: &Cells,
    ) -> Result<(), XlsxError> {
        match cells.money(currency, !amount.pence().is_multiple_of(100)) {
            #[expect(clippy::cast_precision_loss, reason = "the largest amount has 13 digits, and a double holds 15")]
            Some(look) => number(worksheet, place, amount.pence() as f64 / 100.0, &look),
            None => self.words(worksheet, place, &Cell::Money(amount, currency.to_owned()).words(), cells),
        }
    }

    fn link(
        &mut self,
        worksheet: &mut Worksheet,
        place: Place,
        (text, target): (&str, &str),
        cells: &Cells,
    ) -> Result<(), XlsxError> {
        let text = shown(text);
        let url = url(target).filter(|url| self.links < LINKS && url.len() <= LONGEST_LINK);
        match url {
            Some(url) if overlong::cut(&text).1.is_empty() && !text.is_empty() => {
                self.links = self.links.saturating_add(1);
                let look = Some(&cells.link);
                worksheet.write_url_with_options(place.0, place.1, url.as_str(), text.as_ref(), "", look).map(|_| ())
            }
            Some(_) | None => self.words(worksheet, place, &text, cells),
        }
    }
}

fn number(worksheet: &mut Worksheet, place: Place, value: f64, look: &Format) -> Result<(), XlsxError> {
    worksheet.write_number_with_format(place.0, place.1, value, look).map(|_| ())
}

/// A text with one kind of line end, and with what acts on terminals spelled out.
fn shown(text: &str) -> Cow<'_, str> {
    let lines = if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    match visible(&lines) {
        Cow::Borrowed(_) => lines,
        Cow::Owned(spelled_out) => Cow::Owned(spelled_out),
    }
}

/// The address of a link as the file has it: what is relative is to the file.
fn url(target: &str) -> Option<String> {
    let target = link::safe(target)?;
    match target.split_once(':').map(|(scheme, rest)| (scheme.to_lowercase(), rest)) {
        Some((scheme, rest)) if matches!(scheme.as_str(), "http" | "https" | "mailto") => {
            Some(format!("{scheme}:{rest}"))
        }
        Some(_) | None => Some(format!("file://{target}")),
    }
}
