//! The tables of Word: rows, and cells merged both ways.

use std::collections::HashSet;

use super::super::story::nth;
use super::super::xml::{Element, Space};
use super::super::{Colour, Grid, GridCell, Line, Row};
use super::body::{Block, Read, Reader, blocks, is_deleted, is_header, numbered};
use super::inline::{Agreed, branch};
use super::left::Unshown;
use super::numbering::Mark;

/// The most columns that a cell may claim.
const WIDEST: usize = 1_000;

/// The contents of a cell while it is read.
#[derive(Default)]
struct Content {
    lines: Vec<Line>,
    ground: Agreed,
    letters: Agreed,
}

/// A paragraph of a cell that is not yet written, or lines that are.
enum Part<'a> {
    Paragraph(Read<'a>),
    Lines(Vec<Line>),
}

impl<'a> Reader<'a> {
    /// A table at its place.
    pub(super) fn table(&mut self, table: Element<'a>, at: String) -> Grid {
        let name = table.child("tblPr").and_then(|properties| properties.value("tblCaption")).map(str::to_owned);
        let mut grid = Grid { at, name: name.filter(|name| !name.trim().is_empty()), rows: Vec::new() };
        // The columns at which a cell merged downwards stands in the row above.
        let mut merged = HashSet::new();
        for row in rows(table) {
            let place = format!("{}, row {}", grid.at, nth(grid.rows.len()));
            if is_deleted(row.child("trPr")) {
                self.left_out.note(Unshown::Deleted, &place);
                continue;
            }
            let row = self.row(row, place, &mut merged);
            grid.rows.push(row);
        }
        grid
    }

    fn row(&mut self, element: Element<'a>, at: String, merged: &mut HashSet<usize>) -> Row {
        let properties = element.child("trPr");
        let before = properties.and_then(|properties| properties.value("gridBefore")).map_or(0, columns);
        let mut row = Row { at, is_header: is_header(properties), cells: Vec::new() };
        let mut column = before;
        let mut below = HashSet::new();
        for cell in cells(element) {
            let properties = cell.child("tcPr");
            let value = |name: &str| properties.and_then(|properties| properties.child(name));
            let taken = value("gridSpan").and_then(|span| span.attribute("val")).map_or(1, columns).max(1);
            let goes_on = |merge: Element<'_>| merge.attribute("val") != Some("restart");
            let down = value("vMerge").map(goes_on);
            if value("hMerge").is_some_and(goes_on) && !row.cells.is_empty() {
                self.widen(&mut row, cell, taken);
                column = column.saturating_add(taken);
                continue;
            }
            let place = format!("{}, column {}", row.at, nth(column));
            let continues = down == Some(true) && merged.contains(&column);
            if down.is_some() {
                below.insert(column);
            }
            let read = self.cell(cell, place, column, taken, continues);
            row.cells.push(read);
            column = column.saturating_add(taken);
        }
        *merged = below;
        row
    }

    /// Adds a cell to the one on its left, with which it is merged.
    fn widen(&mut self, row: &mut Row, cell: Element<'a>, columns: usize) {
        let Some(at) = row.cells.last().map(|last| last.at.clone()) else { return };
        let content = self.content(cell, &at, usize::MAX);
        if let Some(last) = row.cells.last_mut() {
            last.columns = last.columns.saturating_add(columns);
            last.lines.extend(content.lines.into_iter().filter(|line| !line.text.is_empty()));
        }
    }

    fn cell(&mut self, cell: Element<'a>, at: String, column: usize, columns: usize, continues: bool) -> GridCell {
        let content = self.content(cell, &at, column);
        let ground = cell.child("tcPr").and_then(|properties| self.theme.ground(properties));
        let colour: Option<Colour> = ground.or_else(|| content.ground.colour()).or_else(|| content.letters.colour());
        let mut read = GridCell { at, column, columns, continues, lines: content.lines, native: None, colour };
        if continues && !read.is_empty() {
            self.left_out.words("text under a merged cell", &read.at, &read.text());
            read.lines.clear();
        }
        read
    }

    fn content(&mut self, cell: Element<'a>, at: &str, column: usize) -> Content {
        let mut content = Content::default();
        let parts = self.parts_of(cell, at, &mut content);
        // A number is alone where nothing else in the cell has one, and no line stands above it.
        let marks = parts.iter().filter(|part| matches!(part, Part::Paragraph(read) if read.mark.is_some())).count();
        let first = parts.iter().position(|part| match part {
            Part::Paragraph(read) => read.mark.is_some() || !read.inline.is_blank(),
            Part::Lines(lines) => lines.iter().any(|line| !line.text.is_empty()),
        });
        for (index, part) in parts.into_iter().enumerate() {
            match part {
                Part::Paragraph(read) => {
                    let has_text = !read.inline.is_blank();
                    let is_number = matches!(read.mark, Some(Mark::Number(_)));
                    let alone = is_number && marks == 1 && first == Some(index) && (has_text || column < 2);
                    let lines = numbered(&read, alone);
                    // A paragraph without text is a line, too.
                    content.lines.extend(if lines.is_empty() { vec![Line::default()] } else { lines });
                }
                Part::Lines(lines) => content.lines.extend(lines),
            }
        }
        content
    }

    /// What is in a cell, read in its order.
    fn parts_of(&mut self, cell: Element<'a>, at: &str, content: &mut Content) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        for block in blocks(cell) {
            match block {
                Block::Paragraph(paragraph) => {
                    let mut read = self.read_paragraph(paragraph, at);
                    if read.is_gone {
                        continue;
                    }
                    let ground = paragraph.child("pPr").and_then(|properties| self.theme.ground(properties));
                    match ground {
                        Some(ground) if !read.inline.is_blank() => content.ground.add(Some(ground)),
                        _ => content.ground.join(read.inline.ground),
                    }
                    content.letters.join(read.inline.letters);
                    let boxes = std::mem::take(&mut read.inline.boxes);
                    parts.push(Part::Paragraph(read));
                    for inner in boxes {
                        self.left_out.note(Unshown::TextBoxInCell, at);
                        parts.extend(self.parts_of(inner, at, content));
                    }
                }
                Block::Table(table) => {
                    self.left_out.note(Unshown::NestedTable, at);
                    let lines = self.flat(table, at);
                    parts.push(Part::Lines(lines));
                }
                Block::Embedded => self.left_out.note(Unshown::Embedded, at),
            }
        }
        parts
    }

    /// A table inside a cell, a line each row.
    fn flat(&mut self, table: Element<'a>, at: &str) -> Vec<Line> {
        let grid = self.table(table, at.to_owned());
        let mut lines = Vec::new();
        for row in grid.rows {
            match row.cells.as_slice() {
                [only] => lines.extend(only.lines.iter().cloned()),
                cells => {
                    let texts = cells.iter().map(|cell| cell.text().replace('\n', " ").trim().to_owned());
                    let texts: Vec<_> = texts.filter(|text| !text.is_empty()).collect();
                    lines.push(Line { text: texts.join(" | "), ..Line::default() });
                }
            }
        }
        lines
    }
}

/// The rows of a table, out of what wraps them.
pub(super) fn rows(table: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    unwrap(table, "tr", &mut found);
    found
}

/// The cells of a row, out of what wraps them.
pub(super) fn cells(row: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    unwrap(row, "tc", &mut found);
    found.retain(|cell| !is_deleted(cell.child("tcPr")));
    found
}

fn unwrap<'a>(element: Element<'a>, name: &str, found: &mut Vec<Element<'a>>) {
    for child in element.children() {
        match (child.space(), child.name()) {
            (Space::Word, inner) if inner == name => found.push(child),
            (Space::Word, "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo") => {
                unwrap(child, name, found);
            }
            (Space::Compatibility, "AlternateContent") => {
                if let Some(branch) = branch(child) {
                    unwrap(branch, name, found);
                }
            }
            _ => {}
        }
    }
}

fn columns(value: &str) -> usize {
    value.parse().unwrap_or(1).min(WIDEST)
}
