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

use super::{Found, Table, is_blank};

/// How many blank lines may stand within a table.
const MOST_BLANKS: usize = 100;

/// The table whose header begins on a line, and the line after it.
pub(super) fn table(lines: &[&str], at: usize) -> Option<(Table, usize)> {
    if at > 0 && is_cell(lines.get(at - 1).copied().unwrap_or_default()) {
        return None;
    }
    let width = header(lines, at)?;
    let mut table = Table::default();
    let mut row = Found { line: at, ..Found::default() };
    let mut next = at;
    while let Some(line) = lines.get(next) {
        let is_full = row.cells.len() == width;
        if let Some(text) = line.strip_prefix('\t') {
            if is_full {
                table.rows.push(finished(std::mem::take(&mut row)));
            }
            if row.cells.is_empty() {
                if next > at && ends(lines, next) {
                    break;
                }
                row.line = next;
            }
            row.cells.push(vec![text.to_owned()]);
        } else if is_blank(line) {
            let below = lines.get(next..).unwrap_or_default().iter().take(MOST_BLANKS).find(|line| !is_blank(line));
            if below.is_none_or(|below| is_full && !is_cell(below)) {
                break;
            }
            if !is_full {
                row.cells.last_mut()?.push(String::new());
            }
        } else {
            row.cells.last_mut()?.push((*line).to_owned());
        }
        next += 1;
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
fn header(lines: &[&str], at: usize) -> Option<usize> {
    let cells = lines.get(at..).unwrap_or_default().iter().take(60).take_while(|line| is_cell(line) && !is_blank(line));
    let mut width = 0;
    for cell in cells {
        if cell.trim().len() > 60 {
            return None;
        }
        width += 1;
    }
    let is_ended = lines.get(at + width).is_none_or(|line| is_blank(line) && !is_cell(line));
    (width >= 3 && is_ended).then_some(width)
}

/// Whether the table has ended before a line that looks like a cell: a line above another header, or an empty one
/// above a text.
fn ends(lines: &[&str], at: usize) -> bool {
    let is_alone = lines.get(at + 1).is_none_or(|line| is_blank(line) && !is_cell(line));
    let below = (at + 1..lines.len()).take(MOST_BLANKS).find(|below| {
        !is_blank(lines.get(*below).copied().unwrap_or_default())
            || is_cell(lines.get(*below).copied().unwrap_or_default())
    });
    let Some(below) = below.filter(|_| is_alone) else {
        return is_alone;
    };
    header(lines, below).is_some()
        || (is_blank(lines.get(at).copied().unwrap_or_default())
            && !is_cell(lines.get(below).copied().unwrap_or_default()))
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
