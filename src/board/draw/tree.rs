//! The tree of plans, themes and objectives with their bars.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Mark;
use super::paint::{self, bold, dim, fitted, padded, put};
use crate::board::State;
use crate::board::branch::{Branch, Fold, Stem};
use crate::board::layout::Rest;
use crate::board::memory::Panel;
use crate::render::style::{self, columns, rest};
use crate::ui::Look;

/// What is deeper is not set in any further.
const DEEPEST: usize = 6;

/// Paints the lines of the tree that are in view.
pub(super) fn draw(state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    let cursor = state.memory.tree;
    let look = state.memory.look(usize::from(place.width));
    let shown = state.world.tree.iter().enumerate().skip(cursor.top).take(usize::from(place.height));
    let Beside { bar, count, .. } = Beside::of(usize::from(place.width));
    let mut title = Rest(place);
    title.right(count);
    title.right(bar);
    for (row, (at, branch)) in (0..).zip(shown) {
        let mark = Mark::of(at == cursor.at, Panel::Tree, state);
        put(buffer, place, row, &line(branch, usize::from(place.width), mark, look));
        mark.show(buffer, title.0, row);
    }
}

/// The columns of what stands beside a title, and of a step to the right.
struct Beside {
    bar: usize,
    /// With a blank before it.
    count: usize,
    step: usize,
}

impl Beside {
    const fn of(width: usize) -> Self {
        match width {
            0..40 => Self { bar: 6, count: 4, step: 1 },
            40..60 => Self { bar: 12, count: 6, step: 2 },
            _ => Self { bar: 18, count: 7, step: 2 },
        }
    }
}

/// The column at which the title of a line begins: after the mark of the choice, its indent, and what folds it.
#[expect(clippy::arithmetic_side_effects, reason = "a step takes two columns at most, and there are six at most")]
pub(super) fn title_column(branch: &Branch<'_>, width: usize) -> usize {
    3 + Beside::of(width).step * branch.depth.min(DEEPEST)
}

fn line(branch: &Branch<'_>, width: usize, mark: Mark, look: Look) -> Line<'static> {
    let Beside { bar, count, .. } = Beside::of(width);
    let fold = match branch.fold {
        Fold::Open => "▾ ",
        Fold::Folded => "▸ ",
        Fold::Leaf => "  ",
    };
    let title_column = title_column(branch, width);
    let indent = " ".repeat(rest(title_column, [columns(mark.sign()), columns(fold)]));
    let start = format!("{}{indent}{fold}", mark.sign());
    let room = rest(width, [title_column, bar, count, 1]);
    let title = format!("{} ", padded(&fitted(&branch.stem.title(), room), room));
    let style = match branch.stem {
        Stem::All | Stem::Plan(_) | Stem::Theme(..) => bold(),
        Stem::Objective(..) => ratatui::style::Style::default(),
    };
    let counted = branch.tally.counted();
    let length = counted.min(bar);
    let painted = style::bar(&branch.tally, branch.stem.scheme(), length, look);
    let mut spans = vec![Span::styled(start, dim()), Span::styled(title, style)];
    spans.extend(paint::line(&painted).spans);
    spans.push(Span::raw(" ".repeat(bar.saturating_sub(length))));
    spans.push(Span::styled(format!("{:>count$}", branch.tally.actions), dim()));
    Line::from(spans)
}
