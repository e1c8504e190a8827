//! Markdown tables.

use super::{Found, Here, Table, is_blank};

/// The Markdown table that begins on a line, and the line after it.
pub(super) fn table<'s, 't>(here: Here<'s, 't>) -> Option<(Table, Here<'s, 't>)> {
    let is_framed = |line: &str| line.len() > 1 && line.starts_with('|') && line.ends_with('|');
    let has_header = is_rule(here.next().words()) && cells(here.words()).len() > 1;
    let has_frame = here.onward().take(2).filter(|line| is_framed(line.words().trim())).count() == 2;
    if !here.words().contains('|') || !(has_header || has_frame) {
        return None;
    }
    let mut table = Table { has_header, rows: Vec::new() };
    let mut next = here;
    while let Some(line) = next.line().filter(|line| !is_blank(line) && line.contains('|')) {
        if !is_rule(line) {
            table.rows.push(Found { line: next.number(), cells: cells(line) });
        }
        next = next.next();
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
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek().is_some_and(char::is_ascii_punctuation) => cell.extend(letters.next()),
            '|' if letters.peek().is_some() => cells.push(std::mem::take(&mut cell)),
            '|' => {}
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells.iter().map(|cell| broken(cell)).collect()
}

/// The lines of a cell, which are parted by `<br>`.
fn broken(cell: &str) -> Vec<String> {
    let cell = ["<br />", "<br/>", "<BR>"].iter().fold(cell.to_owned(), |cell, mark| cell.replace(mark, "<br>"));
    cell.split("<br>").map(|line| line.trim().to_owned()).collect()
}
