//! Rows without colour whose words all fit: most rows of what goes to files and pipes, laid out in a fraction of the time.
//!
//! It gives up, by returning nothing, on whatever it does not know. Where it answers, it answers as the layout of any
//! rows does; a test holds it to that.

use super::{GAP, Kind};
use crate::render::style::columns;

/// A line of a cell, with the columns that it takes.
#[derive(Debug, Clone, Copy)]
struct Line<'c> {
    text: &'c str,
    columns: usize,
}

/// Rows in columns, by their kinds and widths; what has no width has no column.
pub(super) fn rows(kept: &[Option<(Kind, usize)>], rows: &[Vec<&str>]) -> Option<String> {
    let (mut text, mut lines) = (String::new(), vec![Vec::new(); kept.len()]);
    for row in rows {
        for ((lines, cell), column) in lines.iter_mut().zip(row).zip(kept) {
            lines.clear();
            if let Some((_, width)) = column {
                break_into(lines, cell, *width)?;
            }
        }
        let height = lines.iter().map(Vec::len).max()?;
        for number in 0..height {
            let parts = kept.iter().zip(&lines).filter_map(|(column, lines)| Some(((*column)?, lines.get(number))));
            push_line(&mut text, parts);
        }
    }
    Some(text)
}

/// Breaks a cell between its words into lines of a width.
#[expect(clippy::arithmetic_side_effects, reason = "places in the cell, and no more columns than it has")]
fn break_into<'c>(lines: &mut Vec<Line<'c>>, cell: &'c str, width: usize) -> Option<()> {
    // A colour, an end of line, or blanks that mean something.
    let is_odd = |byte: u8| byte < b' ' || byte == 0x7f;
    if cell.bytes().any(is_odd) || cell.contains("  ") || cell.starts_with(' ') || cell.ends_with(' ') {
        return None;
    }
    let whole = columns(cell);
    if whole <= width {
        lines.push(Line { text: cell, columns: whole });
        return Some(());
    }
    let (mut start, mut end, mut filled) = (0, 0, 0);
    for word in cell.split(' ') {
        let needs = columns(word);
        if needs > width {
            return None;
        }
        if end > 0 && filled + 1 + needs > width {
            lines.push(Line { text: cell.get(start..end)?, columns: filled });
            (start, end, filled) = (end + 1, end + 1 + word.len(), needs);
        } else {
            let gap = usize::from(end > 0);
            (end, filled) = (end + gap + word.len(), filled + gap + needs);
        }
    }
    lines.push(Line { text: cell.get(start..end)?, columns: filled });
    Some(())
}

/// Adds a line of a row: of every column its kind, its width, and what stands there.
#[expect(clippy::arithmetic_side_effects, reason = "no more blanks than the columns have, which are as wide as texts")]
fn push_line<'l>(text: &mut String, parts: impl Iterator<Item = ((Kind, usize), Option<&'l Line<'l>>)>) {
    let mut blanks = 0;
    for ((kind, width), line) in parts {
        let Line { text: words, columns } = line.copied().unwrap_or(Line { text: "", columns: 0 });
        let left = width.saturating_sub(columns);
        let (before, after) = if kind == Kind::Number { (left, 0) } else { (0, left) };
        blanks += before;
        if !words.is_empty() {
            text.extend(std::iter::repeat_n(' ', blanks));
            *text += words;
            blanks = 0;
        }
        blanks += after + GAP;
    }
    text.push('\n');
}
