//! The page that lists the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{below_rule, bold, padded, put, rule, wrapped};
use crate::board::keys;

/// The columns of the keys.
const KEYS: usize = 13;

/// Paints the lines that are in view.
pub(super) fn draw(top: usize, buffer: &mut Buffer, place: Rect) {
    rule(buffer, place, "Keys", bold());
    let below = below_rule(place);
    let lines = lines(usize::from(below.width));
    let top = top.min(lines.len().saturating_sub(usize::from(below.height)));
    for (row, line) in (0..below.height).zip(lines.iter().skip(top)) {
        put(buffer, below, row, line);
    }
}

/// The keys by what they are for, in a width.
pub(super) fn lines(width: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for group in keys::ALL {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(Span::styled(group.title, bold())));
        for key in group.keys {
            let does = wrapped(key.does, width.saturating_sub(KEYS + 2).min(90));
            for (place, text) in does.into_iter().enumerate() {
                let keys = if place == 0 { key.keys } else { "" };
                lines
                    .push(Line::from(vec![Span::styled(format!("  {}", padded(keys, KEYS)), bold()), Span::raw(text)]));
            }
        }
    }
    lines
}
