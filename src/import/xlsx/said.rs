//! What a reader of a sheet should know of it that its table does not show, a sentence each.

use std::collections::BTreeSet;

use super::super::xml::Tree;
use super::cells::{Cell, Cells, Figures};
use super::place;
use super::workbook::Sheet;

/// What there is to say of a sheet; `under` are the cells that lie under merged ones.
pub(super) fn of_sheet(sheet: &Sheet, cells: &Cells, under: &[(u32, u32)], tree: &Tree) -> Vec<String> {
    let mut said = hidden(sheet, cells);
    said.extend(formulas(&sheet.name, cells));
    said.extend(texts(&sheet.name, cells, under));
    if tree.root().children().any(|element| element.name() == "conditionalFormatting") {
        said.push(format!(
            "sheet `{}` colours cells by rules (conditional formatting); such colours were not read",
            sheet.name
        ));
    }
    said
}

fn hidden(sheet: &Sheet, cells: &Cells) -> Vec<String> {
    let name = &sheet.name;
    let whole = sheet.is_hidden.then(|| format!("sheet `{name}` is hidden; it was read all the same"));
    let filled: BTreeSet<_> = cells.filled.keys().map(|at| at.0).collect();
    let rows: Vec<_> = cells.hidden_rows.iter().copied().filter(|row| filled.contains(row)).collect();
    let rows = (!rows.is_empty()).then(|| {
        let rows = place::ranges(&rows, place::of_row);
        format!("hidden rows of sheet `{name}` were read all the same: {rows}")
    });
    let filled: BTreeSet<_> = cells.filled.keys().map(|at| at.1).collect();
    let columns: Vec<_> = cells.hidden_columns.iter().copied().filter(|column| filled.contains(column)).collect();
    let columns = (!columns.is_empty()).then(|| {
        let columns = place::ranges(&columns, place::letters);
        format!("hidden columns of sheet `{name}` were read all the same: {columns}")
    });
    [whole, rows, columns].into_iter().flatten().collect()
}

fn formulas(name: &str, cells: &Cells) -> Vec<String> {
    let unworked = (!cells.unworked.is_empty()).then(|| {
        let places = places(&cells.unworked);
        format!(
            "formulas on sheet `{name}` have no value in the file: {places}; open it in Excel, save it, and import it \
             again"
        )
    });
    let errors = (!cells.errors.is_empty())
        .then(|| format!("formulas on sheet `{name}` end in an error: {}", places(&cells.errors)));
    unworked.into_iter().chain(errors).collect()
}

fn texts(name: &str, cells: &Cells, under: &[(u32, u32)]) -> Vec<String> {
    let covered = under.iter().filter_map(|at| {
        let text = cells.filled.get(at)?.text.text();
        Some(format!("`{name}!{}` lies under a merged cell and holds: {text}", place::name(*at)))
    });
    let mut said: Vec<_> = covered.collect();
    let struck: Vec<_> = cells.filled.iter().filter(|(_, cell)| is_struck(cell)).map(|(at, _)| *at).collect();
    if !struck.is_empty() {
        said.push(format!("text on sheet `{name}` is struck through; it was read all the same: {}", places(&struck)));
    }
    said.extend(short_numbers(cells).map(place::letters).map(|column| {
        format!(
            "column {column} of sheet `{name}` holds numbers such as 1.1; if they are references, zeros at their end \
             (`1.10`) are lost in the workbook itself"
        )
    }));
    said
}

fn places(places: &[(u32, u32)]) -> String {
    place::listed(&places.iter().map(|at| place::name(*at)).collect::<Vec<_>>())
}

fn is_struck(cell: &Cell) -> bool {
    cell.text.fonts(cell.look.font).any(|font| font.is_struck_through)
}

/// The first column in which references may have been typed as numbers: at least two such as 1.1, in the first three
/// that have any text.
fn short_numbers(cells: &Cells) -> Option<u32> {
    let is_short = |cell: &Cell| {
        let text = cell.text.text();
        cell.figures == Figures::MayLackZeros
            && text.split_once('.').is_some_and(|(whole, part)| whole.len() < 3 && part.len() < 3)
    };
    let first = cells.filled.iter().filter(|(_, cell)| cell.text.length() > 0).map(|(at, _)| at.1).min()?;
    let count = |column: &u32| cells.filled.iter().filter(|(at, cell)| at.1 == *column && is_short(cell)).count();
    (first..).take(3).find(|column| count(column) >= 2)
}
