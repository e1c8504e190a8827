//! What the rows of a table are: headers again, sections, actions, what goes on from the row above, progress.

use super::super::story::{Grid, GridCell, Line, Row};
use super::columns::{self, Column, TableMap, Use};
use super::{ActionRow, Held, Hints, Layout, Level, Part, Spot, Text, has_words, signs};

/// Takes a table into the layout; `number` counts the tables of the document from 1.
pub(super) fn table(layout: &mut Layout, piece: usize, number: usize, grid: &Grid, hints: &Hints) {
    let width = columns::width(grid);
    let mut map = TableMap {
        piece,
        at: grid.at.clone(),
        name: grid.name.clone(),
        columns: Vec::new(),
        used: Use::Prose,
        rows: grid.rows.len(),
    };
    let wanted = hints.table.is_none_or(|wanted| wanted == number)
        && hints
            .sheet
            .as_ref()
            .is_none_or(|wanted| grid.name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(wanted)));
    if !wanted {
        return leave(layout, map, grid, "another table or sheet was asked for");
    }
    if is_prose(grid) {
        prose(layout, piece, grid);
        layout.tables.push(map);
        return;
    }
    let header = columns::header(grid, width, hints);
    let before = layout.tables.iter().rev().find(|table| matches!(table.used, Use::Actions | Use::AsBefore));
    let header_rows = match (header, before) {
        (Some(header), _) if columns::why_not(&header.columns).is_none() => {
            map.used = Use::Actions;
            map.columns = header.columns;
            header.rows
        }
        (None, Some(before)) if before.columns.len() == width && width > 2 => {
            map.used = Use::AsBefore;
            map.columns.clone_from(&before.columns);
            0..0
        }
        (Some(header), _) => {
            let why = columns::why_not(&header.columns).unwrap_or_default();
            map.columns = header.columns;
            return leave(layout, map, grid, &why);
        }
        (None, _) if !hints.map.is_empty() && hints.map.iter().any(|(words, _)| words.parse::<usize>().is_ok()) => {
            let numbered = (0..width).map(|place| columns::by_number(place, hints)).collect();
            map.used = Use::Actions;
            map.columns = numbered;
            0..0
        }
        (None, _) => return leave(layout, map, grid, "no row of it is a header that names actions"),
    };
    let columns = map.columns.clone();
    layout.tables.push(map);
    for (row, cells) in grid.rows.iter().enumerate().take(header_rows.end) {
        if row < header_rows.start {
            title_row(layout, piece, row, cells);
        } else {
            layout.headers.extend(spots(piece, row, cells));
        }
    }
    Reader { layout, piece, grid, columns, width, above: Vec::new(), section: None, hints }.rows(header_rows.end);
}

fn leave(layout: &mut Layout, mut map: TableMap, grid: &Grid, why: &str) {
    for (place, row) in grid.rows.iter().enumerate() {
        layout.left.extend(spots(map.piece, place, row).map(|spot| (spot, why.to_owned())));
    }
    map.used = Use::LeftOut(why.to_owned());
    layout.tables.push(map);
}

fn spots(piece: usize, row: usize, cells: &Row) -> impl Iterator<Item = Spot> {
    own(cells).map(move |own| Spot(piece, row, own.place))
}

/// The cells of a row with a text of their own.
fn own(cells: &Row) -> impl Iterator<Item = Own<'_>> {
    let own = cells.cells.iter().enumerate().filter(|(_, cell)| is_own(cell));
    own.map(|(place, cell)| Own { place, cell })
}

pub(super) fn is_own(cell: &GridCell) -> bool {
    !cell.continues && cell.lines.iter().any(|line| has_words(&line.text) || !line.text.trim().is_empty())
}

/// Whether no row of a table has more than one text.
fn is_prose(grid: &Grid) -> bool {
    grid.rows.iter().all(|row| row.cells.iter().filter(|cell| is_own(cell)).count() <= 1)
}

/// A table of single cells: one alone is a heading of what follows, more of them are prose.
fn prose(layout: &mut Layout, piece: usize, grid: &Grid) {
    let texts: Vec<_> = grid.rows.iter().enumerate().flat_map(|(row, cells)| texts(piece, row, cells)).collect();
    let is_alone = texts.len() == 1;
    for text in texts {
        let is_heading = is_alone && grid.name.is_none() && text.words().split_whitespace().count() <= 60;
        layout.parts.push(if is_heading { Part::Heading { text, level: Level::Unsaid } } else { Part::Prose(text) });
    }
}

fn texts(piece: usize, row: usize, cells: &Row) -> Vec<Text> {
    own(cells).map(|own| text(piece, row, own)).collect()
}

fn text(piece: usize, row: usize, Own { place, cell }: Own<'_>) -> Text {
    Text { spot: Spot(piece, row, place), at: cell.at.clone(), lines: cell.lines.clone(), colour: cell.colour }
}

/// A row above the header of a table.
fn title_row(layout: &mut Layout, piece: usize, row: usize, cells: &Row) {
    let found = texts(piece, row, cells);
    let is_alone = found.len() == 1;
    for text in found {
        let is_section = is_alone && signs::is_section(&text.words());
        layout.parts.push(if is_section { Part::Heading { text, level: Level::Row } } else { Part::Prose(text) });
    }
}

/// How a section row of a table looks.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct LooksLike {
    pub(super) is_emphasised: bool,
    pub(super) colour: Option<super::Colour>,
}

impl LooksLike {
    pub(super) fn of(cell: &GridCell) -> Self {
        let mut lines = cell.lines.iter().filter(|line| has_words(&line.text));
        Self { is_emphasised: lines.all(|line| line.is_emphasised), colour: cell.colour }
    }
}

pub(super) struct Reader<'a> {
    pub(super) layout: &'a mut Layout,
    pub(super) piece: usize,
    pub(super) grid: &'a Grid,
    pub(super) columns: Vec<Column>,
    pub(super) width: usize,
    /// The last text of each column, which merged cells go on with.
    pub(super) above: Vec<Option<Held>>,
    pub(super) section: Option<LooksLike>,
    pub(super) hints: &'a Hints,
}

/// A cell with a text of its own, and its place in the row.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) place: usize,
    pub(super) cell: &'a GridCell,
}

/// What a row is; of one with a single text, that text.
pub(super) enum RowKind<'a> {
    Header,
    Section(Own<'a>),
    Progress(Own<'a>),
    Prose(Own<'a>),
    Action,
    GoesOn,
}

impl<'a> Reader<'a> {
    fn rows(&mut self, from: usize) {
        self.above = vec![None; self.width];
        let grid: &'a Grid = self.grid;
        for (here, cells) in grid.rows.iter().enumerate().skip(from) {
            let own: Vec<_> = own(cells).collect();
            if own.is_empty() {
                continue;
            }
            match self.kind(here, cells, &own) {
                RowKind::Header => self.layout.headers.extend(spots(self.piece, here, cells)),
                RowKind::Section(only) => {
                    self.section.get_or_insert(LooksLike::of(only.cell));
                    self.above = vec![None; self.width];
                    let text = text(self.piece, here, only);
                    self.layout.parts.push(Part::Heading { text, level: Level::Row });
                }
                RowKind::Progress(only) => self.layout.parts.push(Part::Progress(text(self.piece, here, only))),
                RowKind::Prose(only) => self.layout.parts.push(Part::Prose(text(self.piece, here, only))),
                RowKind::Action => {
                    let held = self.held(here, cells);
                    let row = ActionRow { at: cells.at.clone(), table: self.piece, cells: held };
                    self.layout.parts.push(Part::Row(row));
                }
                RowKind::GoesOn => self.go_on(here, cells),
            }
        }
    }

    /// The cells of a row with what they hold; those that are merged with the row above have its text.
    fn held(&mut self, here: usize, cells: &Row) -> Vec<Held> {
        let mut held = Vec::new();
        for (place, cell) in cells.cells.iter().enumerate() {
            let Some(column) = self.columns.get(cell.column) else { continue };
            let own = Held {
                spots: vec![Spot(self.piece, here, place)],
                at: cell.at.clone(),
                meaning: column.header.meaning,
                header: column.header.words.clone(),
                day: column.header.day,
                lines: cell.lines.clone(),
                native: cell.native,
                colour: cell.colour,
                is_merged: false,
            };
            if cell.continues {
                if let Some(Some(above)) = self.above.get(cell.column) {
                    held.push(Held { spots: Vec::new(), is_merged: true, ..above.clone() });
                }
                continue;
            }
            if let Some(slot) = self.above.get_mut(cell.column) {
                *slot = Some(own.clone());
            }
            if is_own(cell) || cell.colour.is_some() {
                held.push(own);
            }
        }
        held
    }

    /// Joins a row to the action before it.
    fn go_on(&mut self, here: usize, cells: &Row) {
        let more: Vec<_> = self.held(here, cells).into_iter().filter(|cell| !cell.is_merged).collect();
        let is_split = cells.cells.iter().all(|cell| !cell.continues);
        let row = self.layout.parts.iter_mut().rev().find_map(|part| match part {
            Part::Row(row) => Some(row),
            Part::Heading { .. } | Part::Prose(_) | Part::Progress(_) => None,
        });
        let Some(row) = row else { return };
        for cell in more {
            let same = row
                .cells
                .iter_mut()
                .find(|held| held.meaning == cell.meaning && held.header == cell.header && !held.is_empty());
            match same {
                Some(held) => join(held, cell, is_split),
                None => row.cells.push(cell),
            }
        }
    }
}

/// Puts the text of a cell after that of the one above it: where a page parted them, on the same line.
fn join(held: &mut Held, cell: Held, is_split: bool) {
    let mut lines = cell.lines.into_iter().filter(|line| has_words(&line.text) || !line.text.trim().is_empty());
    held.spots.extend(cell.spots);
    held.is_merged = false;
    held.native = None;
    held.colour = held.colour.or(cell.colour);
    while held.lines.last().is_some_and(|line| line.text.trim().is_empty()) {
        held.lines.pop();
    }
    if is_split
        && let Some(last) = held.lines.last_mut()
        && let Some(first) = lines.next()
    {
        if first.is_item {
            held.lines.push(first);
        } else {
            last.text = format!("{} {}", last.text.trim_end(), first.text.trim_start());
        }
    }
    held.lines.extend(lines.collect::<Vec<Line>>());
}
