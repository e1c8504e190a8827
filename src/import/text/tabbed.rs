//! Tables with a tab between the cells of a row.

#![cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "a cell always has a line"))]

use super::super::line::without_bullet;
use super::{Found, Table, is_blank};

/// How many lines one row may take.
const LONGEST_ROW: usize = 200;

/// The table that begins on a line, and the line after it.
pub(super) fn table(lines: &[&str], at: usize) -> Option<(Table, usize)> {
    if !begins(lines, at) {
        return None;
    }
    let (first, mut next) = row(lines, at, 0);
    let width = first.cells.len();
    let mut table = Table { has_header: false, rows: vec![first] };
    while next < lines.len() {
        let is_row = is_row(lines.get(next).copied().unwrap_or_default());
        if is_row {
            let (row, after) = row(lines, next, width);
            table.rows.push(row);
            next = after;
        } else if is_blank(lines.get(next).copied().unwrap_or_default()) {
            // Blank lines between rows are none of the table's, where it goes on below them.
            let below = (next..lines.len()).find(|below| !is_blank(lines.get(*below).copied().unwrap_or_default()));
            match below {
                Some(below) if is_row_of(lines.get(below).copied().unwrap_or_default(), width) => next = below,
                _ => break,
            }
        } else if table.rows.len() > 1
            && !is_blank(lines.get(next - 1).copied().unwrap_or_default())
            && super::heading::is_none(lines.get(next).copied().unwrap_or_default())
        {
            // The last cell goes on.
            if let Some(cell) = table.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                cell.push(lines.get(next).copied().unwrap_or_default().to_owned());
            }
            next += 1;
        } else {
            break;
        }
    }
    Some((table, next))
}

/// Whether a table begins on a line: with three cells, or with two as in the next line.
fn begins(lines: &[&str], at: usize) -> bool {
    let cells = |line: &&str| if is_row(line) { line.trim_end().split('\t').count() } else { 0 };
    let here = cells(&lines.get(at).copied().unwrap_or_default());
    here >= 3 || (here == 2 && lines.get(at + 1).map_or(0, cells) == 2)
}

/// Whether a line has cells, and is not just an item of a list with a tab after its mark.
fn is_row(line: &str) -> bool {
    let (text, is_item) = without_bullet(line.trim_start_matches([' ', '\u{feff}']));
    let is_number = line.split_once('\t').is_some_and(|(first, rest)| is_mark(first.trim()) && !rest.contains('\t'));
    let inner = if is_item { text } else { line };
    inner.contains('\t') && !is_blank(inner) && !is_number
}

/// The number of an item of a list: `1.`, `a)`.
fn is_mark(text: &str) -> bool {
    text.len() <= 4 && text.ends_with(['.', ')']) && !text.trim_end_matches(['.', ')']).contains('.')
}

/// Whether a line is a row of a table of this width.
fn is_row_of(line: &str, width: usize) -> bool {
    is_row(line) && line.split('\t').count() == width
}

/// The row that begins on a line, and the line after it; of any width, for 0.
fn row(lines: &[&str], at: usize, width: usize) -> (Found, usize) {
    let (cells, mut next) = cells(lines, at);
    let mut row = Found { line: at, cells };
    if row.cells.len() < width {
        let end = reach(lines, next, width - row.cells.len());
        for line in lines.get(next..end.unwrap_or(next)).unwrap_or_default() {
            let mut parts = line.split('\t').map(str::to_owned);
            if let (Some(cell), Some(first)) = (row.cells.last_mut(), parts.next()) {
                cell.push(first);
            }
            row.cells.extend(parts.map(|part| vec![part]));
        }
        next = end.unwrap_or(next);
    }
    // Cells beyond the header without text are only tabs.
    while width > 0
        && row.cells.len() > width
        && row.cells.last().is_some_and(|cell| cell.iter().all(|line| is_blank(line)))
    {
        row.cells.pop();
    }
    (row, next)
}

/// The line after those that fill a row up that lacks some cells; nothing where the next lines do not fill it exactly.
fn reach(lines: &[&str], from: usize, lacking: usize) -> Option<usize> {
    let mut lacking = lacking;
    for (index, line) in lines.iter().enumerate().skip(from).take(LONGEST_ROW) {
        let (first, _) = line.split_once('\t').unwrap_or((line, ""));
        let is_next = line.contains('\t') && is_reference(first.trim());
        if is_next || !super::heading::is_none(line) {
            return None;
        }
        lacking = lacking.checked_sub(line.matches('\t').count())?;
        if lacking == 0 {
            return Some(index + 1);
        }
    }
    None
}

/// Whether a text is a reference, with which a row begins: `3.1`, `A2`.
fn is_reference(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    text.len() - digits.len() <= 3
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.len() <= 10
        && digits.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
}

/// The cells of a line; one in quotation marks may go on over the next lines, as spreadsheets copy them.
fn cells(lines: &[&str], at: usize) -> (Vec<Vec<String>>, usize) {
    let mut cells = Vec::new();
    let mut next = at + 1;
    let mut rest = lines.get(at).copied().unwrap_or_default();
    loop {
        if let Some((cell, line, after)) = quoted(lines, next - 1, rest) {
            cells.push(cell);
            next = line + 1;
            match after.strip_prefix('\t') {
                Some(after) => rest = after,
                None => break,
            }
            continue;
        }
        let Some((cell, after)) = rest.split_once('\t') else {
            cells.push(vec![rest.to_owned()]);
            break;
        };
        cells.push(vec![cell.to_owned()]);
        rest = after;
    }
    (cells, next)
}

/// A cell in quotation marks: its lines, the line on which it ends, and what comes after it there. Nothing where a
/// quotation mark is only a quotation mark: text stands after its end.
fn quoted<'t>(lines: &[&'t str], at: usize, rest: &'t str) -> Option<(Vec<String>, usize, &'t str)> {
    let mut text = rest.strip_prefix('"')?;
    let mut cell = vec![String::new()];
    let mut line = at;
    loop {
        let last = cell.len() - 1;
        let Some(mark) = text.find('"') else {
            cell[last].push_str(text);
            cell.push(String::new());
            line += 1;
            text = lines.get(line).filter(|_| line - at < LONGEST_ROW)?;
            continue;
        };
        cell[last].push_str(text.get(..mark).unwrap_or_default());
        text = text.get(mark + 1..).unwrap_or_default();
        match text.strip_prefix('"') {
            Some(after) => {
                cell[last].push('"');
                text = after;
            }
            None => return (text.is_empty() || text.starts_with('\t')).then_some((cell, line, text)),
        }
    }
}
