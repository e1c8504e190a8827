//! Markdown tables.

#![cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "a row always has a cell"))]

use super::{Found, Table, is_blank};

/// The Markdown table that begins on a line, and the line after it.
pub(super) fn table(lines: &[&str], at: usize) -> Option<(Table, usize)> {
    let framed = |line: &&&str| line.trim().len() > 1 && line.trim().starts_with('|') && line.trim().ends_with('|');
    let has_header = lines.get(at + 1).is_some_and(|line| is_rule(line))
        && cells(lines.get(at).copied().unwrap_or_default()).len() > 1;
    let has_frame = lines.get(at..).unwrap_or_default().iter().take(2).filter(framed).count() == 2;
    if !lines.get(at).copied().unwrap_or_default().contains('|') || !(has_header || has_frame) {
        return None;
    }
    let mut table = Table { has_header, rows: Vec::new() };
    let mut next = at;
    while let Some(line) = lines.get(next).filter(|line| !is_blank(line) && line.contains('|')) {
        if !is_rule(line) {
            table.rows.push(Found { line: next, cells: cells(line) });
        }
        next += 1;
    }
    Some((table, next))
}

/// Whether a line stands between the header and the rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row, each some lines.
fn cells(line: &str) -> Vec<Vec<String>> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = cells.len() - 1;
        match letter {
            '\\' if letters.peek().is_some_and(char::is_ascii_punctuation) => cells[last].extend(letters.next()),
            '|' if letters.peek().is_some() => cells.push(String::new()),
            '|' => {}
            letter => cells[last].push(letter),
        }
    }
    cells.iter().map(|cell| broken(cell)).collect()
}

/// The lines of a cell, which are parted by `<br>`.
fn broken(cell: &str) -> Vec<String> {
    let cell = ["<br />", "<br/>", "<BR>"].iter().fold(cell.to_owned(), |cell, mark| cell.replace(mark, "<br>"));
    cell.split("<br>").map(|line| line.trim().to_owned()).collect()
}
