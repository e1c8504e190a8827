//! Excel workbooks: each sheet as a table, with its colours, merged cells, and numbers and dates as they are shown.
//!
//! Formulas are not worked out and macros do not run: the values are those that the file has. What a table cannot
//! hold is said in [`Story::left_out`].

mod around;
mod cells;
mod colour;
mod date;
mod format;
mod grid;
mod place;
mod style;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::around::Around;
use self::cells::{Budget, Cell, Cells, Figures};
use self::colour::Palette;
use self::format::Epoch;
use self::style::Styles;
use self::text::Rich;
use self::workbook::{Sheet, SheetKind, Workbook};
use super::xml::Tree;
use super::{Piece, ReadError, Story};

/// What the sheets of a workbook share.
struct Shared {
    texts: Vec<Rich>,
    styles: Styles,
    palette: Palette,
    epoch: Epoch,
}

/// Reads a workbook (`.xlsx`, `.xlsm`, `.xltx`).
///
/// # Errors
///
/// Where the file is damaged, larger than is read, or without any text.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    let workbook = Workbook::open(bytes)?;
    let shared = Shared::read(&workbook)?;
    let mut story = Story::default();
    let mut budget = Budget::default();
    for sheet in &workbook.sheets {
        read_sheet(&workbook, &shared, sheet, &mut budget, &mut story)?;
    }
    if workbook.package.names().any(|name| name.ends_with("vbaproject.bin")) {
        story.left_out.push("the workbook has macros; they were not run".to_owned());
    }
    if workbook.package.names().any(|name| name.contains("/embeddings/")) {
        story.left_out.push("other documents are embedded in the workbook; they were not read".to_owned());
    }
    if story.pieces.is_empty() { Err(ReadError::Empty) } else { Ok(story) }
}

impl Shared {
    fn read(workbook: &Workbook<'_>) -> Result<Self, ReadError> {
        let (theme, styles) = (workbook.part("theme")?, workbook.part("styles")?);
        let palette = Palette::read(theme.as_ref(), styles.as_ref());
        let texts = Rich::shared(workbook.part("sharedStrings")?.as_ref(), &palette);
        Ok(Self { texts, styles: Styles::read(styles.as_ref(), &palette), palette, epoch: workbook.epoch })
    }
}

fn read_sheet(
    workbook: &Workbook<'_>,
    shared: &Shared,
    sheet: &Sheet,
    budget: &mut Budget,
    story: &mut Story,
) -> Result<(), ReadError> {
    let name = &sheet.name;
    if sheet.kind == SheetKind::Other {
        story.left_out.push(format!("sheet `{name}` has no cells: it holds a chart, a dialogue or macros"));
        return Ok(());
    }
    let part = sheet.part.as_deref().unwrap_or_default();
    let Some(tree) = workbook.tree(part)? else {
        story.left_out.push(format!("sheet `{name}` is missing from the file"));
        return Ok(());
    };
    let cells = Cells::read(&tree, shared, budget)?;
    let table = grid::of_sheet(name, &cells);
    let under = table.as_ref().map(|table| table.under.clone()).unwrap_or_default();
    if table.is_some() {
        say(sheet, &cells, &under, &tree, &mut story.left_out);
    }
    story.pieces.extend(table.map(|table| Piece::Table(table.grid)));
    let around = Around::read(workbook, shared, (name, part), &tree)?;
    story.pieces.extend(around.pieces);
    story.left_out.extend(around.said);
    Ok(())
}

/// What a reader of the table should know of its sheet.
fn say(sheet: &Sheet, cells: &Cells, under: &[(u32, u32)], tree: &Tree, said: &mut Vec<String>) {
    let name = &sheet.name;
    let places = |places: &[(u32, u32)]| place::listed(&places.iter().map(|at| place::name(*at)).collect::<Vec<_>>());
    if sheet.is_hidden {
        said.push(format!("sheet `{name}` is hidden; it was read all the same"));
    }
    let has_text = |row: &u32| cells.filled.range((*row, 0)..=(*row, u32::MAX)).next().is_some();
    let rows: Vec<_> = cells.hidden_rows.iter().copied().filter(has_text).collect();
    if !rows.is_empty() {
        let rows = place::ranges(&rows, |row| (row + 1).to_string());
        said.push(format!("hidden rows of sheet `{name}` were read all the same: {rows}"));
    }
    let filled: BTreeSet<_> = cells.filled.keys().map(|at| at.1).collect();
    let columns: Vec<_> = cells.hidden_columns.iter().copied().filter(|column| filled.contains(column)).collect();
    if !columns.is_empty() {
        let columns = place::ranges(&columns, place::letters);
        said.push(format!("hidden columns of sheet `{name}` were read all the same: {columns}"));
    }
    if !cells.unworked.is_empty() {
        let places = places(&cells.unworked);
        said.push(format!(
            "formulas on sheet `{name}` without a value in the file ({places}): open it in Excel, save it, and import again"
        ));
    }
    if !cells.errors.is_empty() {
        said.push(format!("formulas on sheet `{name}` end in an error: {}", places(&cells.errors)));
    }
    for at in under {
        if let Some(cell) = cells.filled.get(at) {
            said.push(format!(
                "`{name}!{}` lies under a merged cell and holds: {}",
                place::name(*at),
                cell.text.text()
            ));
        }
    }
    let struck: Vec<_> = cells.filled.iter().filter(|(_, cell)| is_struck(cell)).map(|(at, _)| *at).collect();
    if !struck.is_empty() {
        said.push(format!("text on sheet `{name}` is struck through; it was read all the same: {}", places(&struck)));
    }
    if let Some(column) = short_numbers(cells) {
        let column = place::letters(column);
        said.push(format!(
            "column {column} of sheet `{name}` holds numbers such as 1.1; if they are references, zeros at their end \
             (`1.10`) are lost in the workbook itself"
        ));
    }
    if tree.root().descendants().any(|element| element.name() == "conditionalFormatting") {
        said.push(format!(
            "sheet `{name}` colours cells by rules (conditional formatting); such colours were not read"
        ));
    }
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
    (first..first + 3).find(|column| count(column) >= 2)
}
