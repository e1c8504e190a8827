//! Pasted text: what comes out when a document is copied into a plain text, and what people type by hand.
//!
//! A table is one of
//!
//! * lines with a tab between the cells, as spreadsheets and Word copy them; a cell may go on in the next lines;
//! * cells one below the other, each with a tab before it, as some programs copy the tables of Word;
//! * a Markdown table.
//!
//! All else is paragraphs, a line each.

mod heading;
mod here;
mod markdown;
mod stacked;
mod tabbed;

#[cfg(test)]
mod tests;

use super::line::{is_unseen, without_bullet};
use super::piece::around;
use super::story::nth;
use super::{Grid, GridCell, Kind, Line, Piece, ReadError, Row, Story, decode};
use heading::Headings;
use here::Here;

/// The largest text that is read: 100 MB.
const LARGEST: usize = 100 << 20;
/// The most cells that are read.
const MOST_CELLS: usize = 2_000_000;

/// What a pasted text holds.
///
/// # Errors
///
/// When it is no text, is too large, or there is nothing in it.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    match Kind::of(bytes) {
        Kind::Text => {}
        kind => return Err(ReadError::Kind { kind }),
    }
    if bytes.len() > LARGEST {
        return Err(ReadError::too_large("more than 100 MB"));
    }
    let text = decode(bytes).replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let (text, bookmarks) = without_bookmarks(&text);
    let lines: Vec<_> = text.split('\n').collect();
    let mut story = pieces(&lines)?;
    if bookmarks > 0 {
        story.left_out.push(format!("{bookmarks} marks of bookmarks are left out, such as `[bookmark: _GoBack]`"));
    }
    if story.pieces.is_empty() { Err(ReadError::Empty) } else { Ok(story) }
}

/// A table as it is found: the cells of its rows, each some lines, and the number of the line on which a row begins.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Found>,
    /// Whether its first row is said to be its header.
    has_header: bool,
}

#[derive(Debug, Default)]
struct Found {
    line: usize,
    cells: Vec<Vec<String>>,
}

fn pieces(lines: &[&str]) -> Result<Story, ReadError> {
    let headings = Headings::of(lines);
    let mut story = Story::default();
    let (mut here, mut tables, mut room) = (Here::first(lines), 0_usize, MOST_CELLS);
    while here.line().is_some() {
        let found = markdown::table(here).or_else(|| stacked::table(here)).or_else(|| tabbed::table(here));
        if let Some((table, next)) = found {
            tables = tables.saturating_add(1);
            let cells = table.rows.iter().map(|row| row.cells.len()).sum();
            room = room.checked_sub(cells).ok_or(ReadError::too_large("more than two million cells"))?;
            story.pieces.push(Piece::Table(grid(table, tables)));
            here = next;
            continue;
        }
        let (paragraph, next) = headings.paragraph(here);
        story.pieces.extend(paragraph.map(Piece::Paragraph));
        here = next;
    }
    Ok(story)
}

fn grid(table: Table, number: usize) -> Grid {
    let at = format!("table {number}");
    let has_header = table.has_header;
    let row = |(index, found): (usize, Found)| {
        let place = format!("{at}, row {}", nth(index));
        let cell = |(column, lines): (usize, Vec<String>)| GridCell {
            at: format!("{place}, column {} (line {})", nth(column), found.line),
            column,
            columns: 1,
            lines: lines.iter().map(|text| line(text)).collect(),
            ..GridCell::default()
        };
        let cells = found.cells.into_iter().enumerate().map(cell).collect();
        Row { at: format!("{place} (line {})", found.line), is_header: has_header && index == 0, cells }
    };
    let rows = table.rows.into_iter().enumerate().map(row).collect();
    Grid { at, name: None, rows }
}

/// A line, without the marks of bullets, bold and italic.
fn line(text: &str) -> Line {
    let text = text.replace(['\u{a0}', '\t', '\u{b}'], " ").replace(is_unseen, "");
    let (text, is_item) = without_bullet(text.trim());
    let (text, is_emphasised) = without_emphasis(text);
    Line { text, is_item, number: None, is_emphasised }
}

/// A text without the tags of bold and italic, and whether they held all of it.
fn without_emphasis(text: &str) -> (String, bool) {
    const TAGS: [(&str, &str); 4] = [("<i>", "</i>"), ("<b>", "</b>"), ("<em>", "</em>"), ("<strong>", "</strong>")];
    const MARKS: [&str; 4] = ["***", "**", "__", "*"];
    let mut text = text.trim().to_owned();
    let mut is_emphasised = false;
    for (open, close) in TAGS {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        is_emphasised |= inside.is_some_and(|inside| !inside.contains(open));
        if text.contains(open) || text.contains(close) {
            text = text.replace(open, "").replace(close, "");
        }
    }
    for mark in MARKS {
        let inside = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).map(str::trim);
        if let Some(inside) = inside.filter(|inside| !inside.is_empty() && !inside.contains(mark)) {
            (text, is_emphasised) = (inside.to_owned(), true);
            break;
        }
    }
    (text.trim().to_owned(), is_emphasised)
}

/// Some programs write the bookmarks of Word into the text that they make of it.
fn without_bookmarks(text: &str) -> (String, usize) {
    const MARK: &str = "[bookmark: ";
    /// How much of a mark may follow.
    const LONGEST: usize = 80 - MARK.len();
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    let mut count = 0_usize;
    while let Some((before, named)) = rest.split_once(MARK) {
        bare.push_str(before);
        // A mark is on one line.
        let mut name = named.char_indices().take(LONGEST).take_while(|(_, letter)| *letter != '\n');
        if let Some((end, _)) = name.find(|(_, letter)| *letter == ']') {
            (_, rest) = around(named, end, "]");
            count = count.saturating_add(1);
        } else {
            bare.push_str(MARK);
            rest = named;
        }
    }
    bare.push_str(rest);
    (bare, count)
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}
