//! Which tables stand on which sheet: those with the same key and columns on one, so that a filter works over all.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use super::name::Names;
use crate::document::{Block, Cell, Document, Kind, Section, Table};

/// So many rows stand on a sheet at most. Excel has room for a few more, where totals go.
const ROWS: usize = 1_000_000;

/// A sheet with a table.
pub(super) struct Sheet<'d> {
    /// Its name, which no other sheet of the file has.
    pub name: String,
    pub columns: Vec<SheetColumn<'d>>,
    pub rows: Vec<Row<'d>>,
    /// The totals of its tables, which are no rows of data.
    pub totals: Vec<Row<'d>>,
    /// What is said where there is no row.
    pub when_empty: &'d str,
    /// The tables whose rows stand on it.
    tables: Vec<&'d Table>,
}

/// A column of a sheet.
pub(super) struct SheetColumn<'d> {
    pub heading: Cow<'d, str>,
    pub kind: Kind,
    origin: Origin,
}

/// Where the values of a column come from.
#[derive(Clone, Copy)]
enum Origin {
    /// The parts of the document that hold the tables.
    Part(usize),
    /// A column of the tables.
    Column(usize),
    /// The words of the deadlines in a column of the tables, where their days do not say all of them.
    Words(usize),
}

/// A row, with the parts of the document that hold its table.
#[derive(Clone)]
pub(super) struct Row<'d> {
    parts: Rc<[Cell]>,
    cells: &'d [Cell],
}

/// A table with the headings that stand above it, the outermost first.
struct Placed<'d> {
    above: Vec<&'d str>,
    table: &'d Table,
}

/// The sheets of a document, in the order in which their first tables are read.
pub(super) fn of(document: &Document) -> Vec<Sheet<'_>> {
    let mut placed = Vec::new();
    collect(&document.opening, &document.sections, &[], &mut placed);
    let mut groups: Vec<Vec<Placed<'_>>> = Vec::new();
    for one in placed {
        let is_its_own =
            |group: &&mut Vec<Placed<'_>>| group.first().is_some_and(|first| is_alike(first.table, one.table));
        match groups.iter_mut().find(is_its_own) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let mut names = Names::default();
    groups.iter().flat_map(|group| sheets(group, &mut names)).collect()
}

impl Sheet<'_> {
    /// Whether the rows of a table stand on it, as far as it has any.
    pub(super) fn holds(&self, table: &Table) -> bool {
        self.tables.iter().any(|held| std::ptr::eq(*held, table))
    }
}

impl<'d> Row<'d> {
    /// What stands in a column.
    pub(super) fn value(&self, column: &SheetColumn<'_>) -> Cow<'d, Cell> {
        match column.origin {
            Origin::Part(place) => Cow::Owned(self.parts.get(place).cloned().unwrap_or_default()),
            Origin::Column(place) => self.cells.get(place).map_or(Cow::Owned(Cell::Empty), Cow::Borrowed),
            Origin::Words(place) => Cow::Owned(self.cells.get(place).and_then(words).map_or(Cell::Empty, Cell::text)),
        }
    }
}

fn collect<'d>(blocks: &'d [Block], sections: &'d [Section], above: &[&'d str], placed: &mut Vec<Placed<'d>>) {
    let tables = blocks.iter().filter_map(Block::table);
    placed.extend(tables.map(|table| Placed { above: above.to_vec(), table }));
    for section in sections {
        let within = [above, &[section.heading.as_str()]].concat();
        collect(&section.blocks, &section.sections, &within, placed);
    }
}

/// Whether two tables have the same rows, so that they can stand below each other.
fn is_alike(one: &Table, other: &Table) -> bool {
    one.key == other.key
        && one.columns.iter().map(|column| column.key).eq(other.columns.iter().map(|column| column.key))
}

/// The sheet of tables that are alike; more where one has not enough room.
fn sheets<'d>(group: &[Placed<'d>], names: &mut Names) -> Vec<Sheet<'d>> {
    let Some(first) = group.first().map(|placed| placed.table) else { return Vec::new() };
    let tables: Vec<_> = group.iter().map(|placed| placed.table).collect();
    let (headings, parts) = parts(group);
    let of_table = |(table, parts): (&&'d Table, &Rc<[Cell]>)| {
        let (table, parts) = (*table, Rc::clone(parts));
        table.rows.iter().map(move |cells| Row { parts: Rc::clone(&parts), cells })
    };
    let rows: Vec<_> = tables.iter().zip(&parts).flat_map(of_table).collect();
    let totals = tables
        .iter()
        .zip(&parts)
        .filter_map(|(table, parts)| table.total.as_ref().map(|cells| Row { parts: Rc::clone(parts), cells }));
    let mut chunks: Vec<Vec<_>> = rows.chunks(ROWS).map(<[_]>::to_vec).collect();
    chunks.resize_with(chunks.len().max(1), Vec::new);
    let mut sheets: Vec<_> = chunks
        .into_iter()
        .map(|rows| Sheet {
            name: names.give(title(&tables)),
            columns: columns(first, &headings, &tables),
            rows,
            totals: Vec::new(),
            when_empty: &first.when_empty,
            tables: tables.clone(),
        })
        .collect();
    if let Some(last) = sheets.last_mut() {
        last.totals = totals.collect();
    }
    sheets
}

/// What a sheet is about: what its tables show, or what their rows are where each shows something else.
fn title(tables: &[&Table]) -> String {
    match tables {
        [first, rest @ ..] if rest.iter().all(|table| table.caption == first.caption) => first.caption.clone(),
        [first, ..] => crate::render::style::capitalised(&first.key.replace(['_', '-'], " ")),
        [] => String::new(),
    }
}

/// The headings of columns that tell tables on one sheet apart, and what stands in those columns for each table.
fn parts(group: &[Placed<'_>]) -> (Vec<&'static str>, Vec<Rc<[Cell]>>) {
    let heading = |placed: &Placed<'_>, depth: usize| placed.above.get(depth).copied().unwrap_or_default().to_owned();
    let depths = 0..group.iter().map(|placed| placed.above.len()).max().unwrap_or(0);
    let first = |depth: usize| group.first().map(|placed| heading(placed, depth));
    let is_telling = |depth: &usize| group.iter().any(|placed| Some(heading(placed, *depth)) != first(*depth));
    let depths: Vec<_> = depths.filter(is_telling).collect();
    let mut headings: Vec<_> = match depths.len() {
        0 => Vec::new(),
        1 => vec!["Section"],
        more => ["Chapter", "Section", "Part"].into_iter().chain(std::iter::repeat("Part")).take(more).collect(),
    };
    let mut parts: Vec<Vec<String>> =
        group.iter().map(|placed| depths.iter().map(|depth| heading(placed, *depth)).collect()).collect();
    let told: HashSet<_> = parts.iter().collect();
    if told.len() < parts.len() {
        headings.push("Table");
        parts.iter_mut().zip(group).for_each(|(parts, placed)| parts.push(placed.table.caption.clone()));
    }
    (headings, parts.into_iter().map(|parts| parts.into_iter().map(Cell::text).collect()).collect())
}

fn columns<'d>(first: &'d Table, parts: &[&'static str], tables: &[&'d Table]) -> Vec<SheetColumn<'d>> {
    let part = |(place, heading): (usize, &&'static str)| SheetColumn {
        heading: Cow::Borrowed(*heading),
        kind: Kind::Text,
        origin: Origin::Part(place),
    };
    let mut columns: Vec<_> = parts.iter().enumerate().map(part).collect();
    for (place, column) in first.columns.iter().enumerate() {
        let (heading, kind) = (Cow::Borrowed(column.heading.as_str()), column.kind);
        columns.push(SheetColumn { heading, kind, origin: Origin::Column(place) });
        let has_words = |row: &Vec<Cell>| row.get(place).is_some_and(|cell| words(cell).is_some());
        if tables.iter().any(|table| table.rows.iter().any(has_words)) {
            let heading = Cow::Owned(format!("{}, in words", column.heading));
            columns.push(SheetColumn { heading, kind: Kind::Text, origin: Origin::Words(place) });
        }
    }
    columns
}

/// The words of a deadline, where its day does not say the same.
fn words(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Deadline { text, due } if due.is_none_or(|due| due.in_words() != *text) => Some(text),
        _ => None,
    }
}
