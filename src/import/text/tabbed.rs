//! Tables with a tab between the cells of a row.

use super::super::line::without_bullet;
use super::super::piece::before;
use super::{Found, Here, Table, is_blank};

/// How many lines one row may take.
const LONGEST_ROW: usize = 200;

/// The table that begins on a line, and the line after it.
pub(super) fn table<'s, 't>(here: Here<'s, 't>) -> Option<(Table, Here<'s, 't>)> {
    if !begins(here) {
        return None;
    }
    let (first, mut next) = row(here, 0);
    let width = first.cells.len();
    let mut table = Table { has_header: false, rows: vec![first] };
    while let Some(line) = next.line() {
        if is_row(line) {
            let (row, after) = row(next, width);
            table.rows.push(row);
            next = after;
        } else if is_blank(line) {
            // Blank lines between rows are none of the table's, where it goes on below them.
            let below = next.onward().find(|below| !is_blank(below.words()));
            match below {
                Some(below) if is_row_of(below.words(), width) => next = below,
                _ => break,
            }
        } else if table.rows.len() > 1 && !is_blank(next.above()) && super::heading::is_none(line) {
            // The last cell goes on.
            if let Some(cell) = table.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                cell.push(line.to_owned());
            }
            next = next.next();
        } else {
            break;
        }
    }
    Some((table, next))
}

/// Whether a table begins on a line: with three cells, or with two as in the next line.
fn begins(here: Here<'_, '_>) -> bool {
    let cells = |line: &str| if is_row(line) { line.trim_end().split('\t').count() } else { 0 };
    let width = cells(here.words());
    width >= 3 || (width == 2 && cells(here.next().words()) == 2)
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
fn row<'s, 't>(here: Here<'s, 't>, width: usize) -> (Found, Here<'s, 't>) {
    let (cells, mut next) = cells(here);
    let mut row = Found { line: here.number(), cells };
    let lacking = width.saturating_sub(row.cells.len());
    if lacking > 0
        && let Some(end) = reach(next, lacking)
    {
        for line in next.until(end) {
            let mut parts = line.words().split('\t').map(str::to_owned);
            if let (Some(cell), Some(first)) = (row.cells.last_mut(), parts.next()) {
                cell.push(first);
            }
            row.cells.extend(parts.map(|part| vec![part]));
        }
        next = end;
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
fn reach<'s, 't>(from: Here<'s, 't>, lacking: usize) -> Option<Here<'s, 't>> {
    let mut lacking = lacking;
    for here in from.onward().take(LONGEST_ROW) {
        let line = here.words();
        let (first, _) = line.split_once('\t').unwrap_or((line, ""));
        let is_next = line.contains('\t') && is_reference(first.trim());
        if is_next || !super::heading::is_none(line) {
            return None;
        }
        lacking = lacking.checked_sub(line.matches('\t').count())?;
        if lacking == 0 {
            return Some(here.next());
        }
    }
    None
}

/// Whether a text is a reference, with which a row begins: `3.1`, `A2`.
fn is_reference(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')']);
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    before(text, digits).len() <= 3
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits.len() <= 10
        && digits.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
}

/// The cells of a line, and the line after them; one in quotation marks may go on over the next lines, as spreadsheets
/// copy them.
fn cells<'s, 't>(here: Here<'s, 't>) -> (Vec<Vec<String>>, Here<'s, 't>) {
    let mut cells = Vec::new();
    let (mut here, mut rest) = (here, here.words());
    loop {
        if let Some((cell, last, after)) = quoted(here, rest) {
            cells.push(cell);
            here = last;
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
    (cells, here.next())
}

/// A cell in quotation marks: its lines, the line on which it ends, and what comes after it there. Nothing where a
/// quotation mark is only a quotation mark: text stands after its end.
fn quoted<'s, 't>(here: Here<'s, 't>, rest: &'t str) -> Option<(Vec<String>, Here<'s, 't>, &'t str)> {
    let mut text = rest.strip_prefix('"')?;
    let (mut cell, mut line) = (Vec::new(), String::new());
    let mut here = here;
    let mut below = here.next().onward().take(LONGEST_ROW - 1);
    loop {
        let Some((inside, after)) = text.split_once('"') else {
            line.push_str(text);
            cell.push(std::mem::take(&mut line));
            here = below.next()?;
            text = here.words();
            continue;
        };
        line.push_str(inside);
        let Some(after) = after.strip_prefix('"') else {
            cell.push(line);
            return (after.is_empty() || after.starts_with('\t')).then_some((cell, here, after));
        };
        line.push('"');
        text = after;
    }
}
