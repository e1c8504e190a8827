//! The cells of a sheet as a table: without the empty rows and columns around them, with the merged cells as one.

use std::collections::HashMap;

use super::super::{Grid, GridCell, Row};
use super::cells::{Cell, Cells};
use super::place::{self, Area};

/// The cells that a table may have, the empty ones too; a larger one has only those with something in them.
const MOST_CELLS: u64 = 2_000_000;
/// How many empty rows may follow one another; of more, one is kept.
const MOST_EMPTY: usize = 20;

/// A sheet as a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub(super) grid: Grid,
    /// The cells that lie under merged ones and have a text all the same.
    pub(super) under: Vec<(u32, u32)>,
}

/// The table on a sheet; nothing where no cell has a text.
pub(super) fn of_sheet(name: &str, cells: &Cells) -> Option<Table> {
    let area = used(cells)?;
    let merged = merged(cells, area);
    let mut rows: Vec<u32> = cells.filled.range((area.top, 0)..=(area.bottom, u32::MAX)).map(|(at, _)| at.0).collect();
    rows.dedup();
    let is_whole = u64::from(area.width()).saturating_mul(rows.len() as u64) <= MOST_CELLS;
    let grid = Grid { at: format!("sheet {name}"), name: Some(name.to_owned()), rows: Vec::new() };
    let mut table = Table { grid, under: Vec::new() };
    let mut next = area.top;
    for row in rows {
        let empty = next..row;
        let kept = if empty.len() > MOST_EMPTY { 1 } else { MOST_EMPTY };
        table.grid.rows.extend(empty.take(kept).map(|row| blank_row(name, row)));
        next = row.saturating_add(1);
        let columns: Vec<u32> = if is_whole {
            (area.left..=area.right).collect()
        } else {
            cells.filled.range((row, area.left)..=(row, area.right)).map(|(at, _)| at.1).collect()
        };
        let mut line = blank_row(name, row);
        for column in columns {
            let place = (row, column);
            let cell = cells.filled.get(&place);
            let whole = merged.get(&place).copied();
            let is_under = whole.is_some_and(|whole| (whole.top, whole.left) != place);
            if is_under && cell.is_some_and(has_text) {
                table.under.push(place);
            }
            if whole.is_none_or(|whole| whole.left == column) {
                line.cells.push(grid_cell(name, place, area.left, cell.filter(|_| !is_under), whole));
            }
        }
        table.grid.rows.push(line);
    }
    Some(table)
}

/// The area in which cells have a text, with the columns beside it that tell something by colour alone.
fn used(cells: &Cells) -> Option<Area> {
    /// How many columns of colours alone may follow.
    const MOST_COLOURS: u32 = 2;
    let mut texts = cells.filled.iter().filter(|(_, cell)| has_text(cell)).map(|(at, _)| *at);
    let (row, column) = texts.next()?;
    let first = Area { top: row, left: column, bottom: row, right: column };
    let mut area = texts.fold(first, |area, (row, column)| Area {
        top: area.top,
        left: area.left.min(column),
        bottom: row,
        right: area.right.max(column),
    });
    for _ in 0..MOST_COLOURS {
        let column = area.right.saturating_add(1);
        let ground = |row, column| cells.filled.get(&(row, column)).and_then(|cell| cell.look.ground);
        // A band of one colour over the whole row tells nothing.
        let tells = |row| ground(row, column).is_some_and(|colour| ground(row, area.right) != Some(colour));
        if !cells
            .filled
            .range((area.top, 0)..=(area.bottom, u32::MAX))
            .any(|((row, at), _)| *at == column && tells(*row))
        {
            break;
        }
        area.right = column;
    }
    Some(area)
}

/// The merged cell that each place belongs to. Hostile files merge everything many times over: there is an end to it.
fn merged(cells: &Cells, used: Area) -> HashMap<(u32, u32), Area> {
    let mut merged = HashMap::new();
    let mut left = MOST_CELLS;
    for area in cells.merges.iter().filter_map(|area| area.within(used)) {
        let Some(rest) = left.checked_sub(area.cells()) else { break };
        left = rest;
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                merged.entry((row, column)).or_insert(area);
            }
        }
    }
    merged
}

fn has_text(cell: &Cell) -> bool {
    !cell.text.text().trim().is_empty()
}

fn blank_row(name: &str, row: u32) -> Row {
    Row { at: row_at(name, row), ..Row::default() }
}

/// Where a row stands.
pub(super) fn row_at(name: &str, row: u32) -> String {
    format!("{name}, row {}", place::of_row(row))
}

fn grid_cell(name: &str, place: (u32, u32), left: u32, cell: Option<&Cell>, whole: Option<Area>) -> GridCell {
    let lines = cell.map(|cell| cell.text.lines(cell.look.font)).unwrap_or_default();
    GridCell {
        at: format!("{name}!{}", place::name(place)),
        column: place.1.saturating_sub(left) as usize,
        columns: whole.map_or(1, |whole| whole.width() as usize),
        continues: whole.is_some_and(|whole| whole.top < place.0),
        lines,
        native: cell.and_then(|cell| cell.native),
        colour: cell.and_then(|cell| cell.look.ground.or_else(|| letters(cell))),
    }
}

/// The colour of the letters of a cell, where all of them have the same.
fn letters(cell: &Cell) -> Option<super::super::Colour> {
    let mut fonts = cell.text.fonts(cell.look.font);
    let first = fonts.next()?.colour?;
    fonts.all(|font| font.colour == Some(first)).then_some(first)
}
