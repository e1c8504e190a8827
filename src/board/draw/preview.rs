//! What a change would do, before it is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::paint::{self, below_rule, bold, put, rule, wrapped};
use crate::board::State;
use crate::board::view::Proposal;
use crate::render::style;
use crate::ui::Look;

/// Paints the lines that are in view.
pub(super) fn draw(proposal: &Proposal, state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    rule(buffer, place, &format!("{} · y makes this change", proposal.title), bold());
    let below = below_rule(place);
    let width = usize::from(below.width);
    let lines = lines(proposal, state.memory.look(width), width);
    let top = proposal.top.min(lines.len().saturating_sub(usize::from(below.height)));
    for (row, line) in (0..below.height).zip(lines.iter().skip(top)) {
        put(buffer, below, row, line);
    }
}

/// What becomes of the action and the commit, and the change of the file, in a width.
pub(super) fn lines(proposal: &Proposal, look: Look, width: usize) -> Vec<Line<'static>> {
    let preview = &proposal.preview;
    let mut lines = Vec::new();
    let mut add = |label: &str, text: &str| {
        for (place, part) in wrapped(text, width.saturating_sub(9)).into_iter().enumerate() {
            let label = if place == 0 { label } else { "" };
            lines.push(Line::from(vec![Span::styled(format!("{label:<9}"), bold()), Span::raw(part)]));
        }
    };
    add("Action", &preview.told);
    for text in preview.warnings.iter().flat_map(|warning| warning.lines()) {
        add("", text);
    }
    match &preview.subject {
        Some(subject) => add("Commit", subject),
        None => add("Commit", "none: plan.toml says `[git] commit = false`"),
    }
    lines.push(Line::default());
    lines.extend(preview.difference.lines().flat_map(|line| difference(line, look, width)));
    lines
}

/// A line of a diff in its colours, all of it, on as many lines as it needs.
fn difference(line: &str, look: Look, width: usize) -> Vec<Line<'static>> {
    let paint = |text: &str| match line.as_bytes().first() {
        _ if line.starts_with("--- ") || line.starts_with("+++ ") => style::bold(text, look),
        Some(b'-') => style::taken_out(text, look),
        Some(b'+') => style::put_in(text, look),
        Some(b'@') => style::dim(text, look),
        _ => text.to_owned(),
    };
    let parts = paint::broken(&crate::model::in_one_line(line), width.max(1));
    parts.iter().map(|part| paint::line(&paint(part))).collect()
}
