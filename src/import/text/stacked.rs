//! Tables whose cells stand one below the other, each with a tab before it.
//!
//! ```text
//! →Action
//! →Lead
//! →Deadline
//!
//! →Review the pathway
//! and publish it
//! →Council
//! →
//! ```

use super::{Found, Here, Table, is_blank};

/// How many blank lines may stand within a table.
const MOST_BLANKS: usize = 100;

/// The table whose header begins on a line, and the line after it.
pub(super) fn table<'s, 't>(here: Here<'s, 't>) -> Option<(Table, Here<'s, 't>)> {
    if is_cell(here.above()) {
        return None;
    }
    let width = header(here)?;
    let mut table = Table::default();
    let mut row = Found { line: here.number(), ..Found::default() };
    let mut next = here;
    while let Some(line) = next.line() {
        let is_full = row.cells.len() == width;
        if let Some(text) = line.strip_prefix('\t') {
            if is_full {
                table.rows.push(finished(std::mem::take(&mut row)));
            }
            if row.cells.is_empty() {
                if next.number() > here.number() && ends(next) {
                    break;
                }
                row.line = next.number();
            }
            row.cells.push(vec![text.to_owned()]);
        } else if is_blank(line) {
            let below = next.onward().take(MOST_BLANKS).map(Here::words).find(|line| !is_blank(line));
            if below.is_none_or(|below| is_full && !is_cell(below)) {
                break;
            }
            if !is_full {
                row.cells.last_mut()?.push(String::new());
            }
        } else {
            row.cells.last_mut()?.push(line.to_owned());
        }
        next = next.next();
    }
    if !row.cells.is_empty() {
        table.rows.push(finished(row));
    }
    Some((table, next))
}

/// Whether a line begins a cell.
fn is_cell(line: &str) -> bool {
    line.strip_prefix('\t').is_some_and(|text| !text.trim().contains('\t'))
}

/// How many cells the header has that begins on a line: three or more, one below the other, short, none empty.
fn header(here: Here<'_, '_>) -> Option<usize> {
    let is_filled = |line: &str| is_cell(line) && !is_blank(line);
    let cells: Vec<_> = here.onward().take(60).take_while(|line| is_filled(line.words())).collect();
    let is_short = cells.iter().all(|cell| cell.words().trim().len() <= 60);
    let is_ended = cells.last()?.next().line().is_none_or(|line| is_blank(line) && !is_cell(line));
    (cells.len() >= 3 && is_short && is_ended).then_some(cells.len())
}

/// Whether the table has ended before a line that looks like a cell: a line above another header, or an empty one
/// above a text.
fn ends(here: Here<'_, '_>) -> bool {
    let is_between = |line: &str| is_blank(line) && !is_cell(line);
    let is_alone = here.next().line().is_none_or(is_between);
    let below = here.next().onward().take(MOST_BLANKS).find(|below| !is_between(below.words()));
    let Some(below) = below.filter(|_| is_alone) else {
        return is_alone;
    };
    header(below).is_some() || (is_blank(here.words()) && !is_cell(below.words()))
}

/// A row without the blank lines at the ends of its cells.
fn finished(mut row: Found) -> Found {
    for cell in &mut row.cells {
        while cell.len() > 1 && cell.last().is_some_and(|line| is_blank(line)) {
            cell.pop();
        }
    }
    row
}
