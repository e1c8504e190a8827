//! The cells of a sheet as the file has them, and what is said about rows, columns and areas of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::xml::{Element, Tree};
use super::super::{Native, ReadError};
use super::Shared;
use super::date::Moment;
use super::format::{self, Shown};
use super::place::{self, Area};
use super::style::Look;
use super::text::Rich;

/// The cells of all sheets that are read.
const MOST_CELLS: usize = 2_000_000;
/// The text of all sheets that is read, in bytes: cells can share a text, so that the file does not bound it.
const MOST_TEXT: usize = 100 << 20;

/// What may still be read.
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

/// A sheet as the file has it.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) filled: BTreeMap<(u32, u32), Cell>,
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    /// Formulas without a value in the file.
    pub(super) unworked: Vec<(u32, u32)>,
    /// Cells whose value is an error, such as `#REF!`.
    pub(super) errors: Vec<(u32, u32)>,
}

/// A cell with a text, or with a colour that can tell something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) text: Rich,
    pub(super) native: Option<Native>,
    pub(super) look: Rc<Look>,
    pub(super) figures: Figures,
}

/// Whether a cell shows a number as it was typed, but for zeros at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    MayLackZeros,
    AsShown,
}

impl Default for Budget {
    fn default() -> Self {
        Self { cells: MOST_CELLS, text: MOST_TEXT }
    }
}

impl Budget {
    fn take(&mut self, text: usize) -> Result<(), ReadError> {
        let cells = self.cells.checked_sub(1);
        self.cells = cells.ok_or_else(|| ReadError::too_large("it has more than 2 million cells"))?;
        let text = self.text.checked_sub(text);
        self.text = text.ok_or_else(|| ReadError::too_large("its cells hold more than 100 MB of text"))?;
        Ok(())
    }
}

impl Cells {
    pub(super) fn read(tree: &Tree, shared: &Shared, budget: &mut Budget) -> Result<Self, ReadError> {
        let mut cells = Self::default();
        let root = tree.root();
        let parts = |name| root.child(name).into_iter().flat_map(Element::children);
        let mut row = 0_u32;
        for element in parts("sheetData").filter(|element| element.name() == "row") {
            row = numbered(element.attribute("r")).unwrap_or(row);
            if is_hidden(element) {
                cells.hidden_rows.push(row);
            }
            cells.read_row(row, element, shared, budget)?;
            row = row.saturating_add(1);
        }
        cells.merges =
            parts("mergeCells").filter_map(|merge| Area::parse(merge.attribute("ref")?)).take(MOST_CELLS).collect();
        for column in parts("cols").filter(|column| is_hidden(*column)) {
            let (first, last) = (numbered(column.attribute("min")), numbered(column.attribute("max")));
            let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default().min(16_383));
            cells.hidden_columns.extend(first..=last);
            // Hostile files repeat themselves.
            if cells.hidden_columns.len() > MOST_CELLS {
                break;
            }
        }
        Ok(cells)
    }

    fn read_row(&mut self, row: u32, list: Element<'_>, shared: &Shared, budget: &mut Budget) -> Result<(), ReadError> {
        let mut column = 0;
        for element in list.children().filter(|element| element.name() == "c") {
            let at = element.attribute("r").and_then(place::parse).unwrap_or((row, column));
            column = at.1.saturating_add(1);
            let look = shared.styles.look(element.attribute("s"));
            let (text, native, figures) = self.value(at, element, &look, shared);
            budget.take(text.length())?;
            if text.length() > 0 || look.ground.is_some() {
                self.filled.insert(at, Cell { text, native, look, figures });
            }
        }
        Ok(())
    }

    fn value(
        &mut self,
        at: (u32, u32),
        element: Element<'_>,
        look: &Look,
        shared: &Shared,
    ) -> (Rich, Option<Native>, Figures) {
        let kind = element.attribute("t").unwrap_or("n");
        let value = element.child("v").map(Element::text);
        if element.child("f").is_some() && value.as_ref().is_none_or(|value| value.is_empty() && kind != "str") {
            self.unworked.push(at);
        }
        let value = value.unwrap_or_default();
        if kind == "e" {
            self.errors.push(at);
        }
        let text = match kind {
            "s" => value.trim().parse().ok().and_then(|number: usize| shared.texts.get(number).cloned()),
            "inlineStr" => element.child("is").map(|text| Rich::read(text, &shared.palette)),
            "b" => Some(Rich::plain(if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned())),
            "str" | "e" => Some(Rich::unescaped(&value)),
            _ => return number(&value, kind, look, shared),
        };
        (text.unwrap_or_default(), None, Figures::AsShown)
    }
}

fn number(value: &str, kind: &str, look: &Look, shared: &Shared) -> (Rich, Option<Native>, Figures) {
    let format = look.format.as_deref();
    let number = match kind {
        "d" => Moment::parse(value.trim(), shared.epoch),
        _ => value.trim().parse().ok(),
    };
    let Some(number) = number.filter(|number: &f64| number.is_finite()) else {
        return (Rich::plain(value.to_owned()), None, Figures::AsShown);
    };
    let format = if kind == "d" { format.or(Some("dd/mm/yyyy")) } else { format };
    let Shown { text, native } = format::shown(number, format, shared.epoch);
    let may_lack = matches!(native, Some(Native::Number(_))) && format.is_none_or(|format| format == "General");
    let figures = if may_lack { Figures::MayLackZeros } else { Figures::AsShown };
    (Rich::plain(text), native, figures)
}

/// A number of a row or column, counted from 0.
fn numbered(text: Option<&str>) -> Option<u32> {
    text?.parse::<u32>().ok()?.checked_sub(1).filter(|number| *number < 1_048_576)
}

fn is_hidden(element: Element<'_>) -> bool {
    matches!(element.attribute("hidden"), Some("1" | "true"))
}
