//! Where the parts of the overview stand on a screen of some size; one home for the picture and for the mouse.

use ratatui::layout::{Position, Rect};

use super::memory::{Memory, Panel};

/// On screens with fewer columns, only one panel is shown.
const TWO_PANELS: u16 = 60;

/// From so many columns on, the tree has its share rather than a fixed width.
const WIDE: u16 = 100;

/// The tree on a screen that is not wide.
const TREE: u16 = 32;

/// However wide the screen is, the tree is no wider.
const WIDEST_TREE: u16 = 72;

/// The places of the parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// What it is and which day.
    pub header: Rect,
    /// The rule above the panels, with their titles.
    pub rule: Rect,
    pub tree: Option<Rect>,
    pub list: Option<Rect>,
    /// The rule and the lines about what is chosen.
    pub detail: Option<Rect>,
    /// What was said last.
    pub notice: Rect,
    pub keys: Rect,
    /// All between the header and what was said last.
    pub body: Rect,
}

/// What is left of a place from which parts are cut off, one after another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rest(pub(super) Rect);

/// Where a position in a place stands, counted from the first row and column of the place.
pub(super) fn within(place: Rect, at: Position) -> Option<Position> {
    place.contains(at).then(|| Position::new(at.x.saturating_sub(place.x), at.y.saturating_sub(place.y)))
}

impl Layout {
    pub(super) fn of(memory: &Memory) -> Self {
        let (width, height) = memory.size;
        let mut screen = Rest(Rect::new(0, 0, width, height));
        let header = screen.top(2);
        let mut foot = Rest(screen.bottom(2));
        let body = screen.0;
        let details = match height {
            0..16 => 0,
            16..30 => 4,
            30..45 => 7,
            _ => 11,
        };
        let detail = (details > 0).then(|| screen.bottom(details));
        let rule = screen.top(1);
        let (tree, list) = panels_of(screen.0, memory.panel);
        Self { header, rule, tree, list, detail, notice: foot.top(1), keys: foot.top(1), body }
    }
}

fn panels_of(panels: Rect, panel: Panel) -> (Option<Rect>, Option<Rect>) {
    if panels.width < TWO_PANELS {
        return match panel {
            Panel::Tree => (Some(panels), None),
            Panel::List => (None, Some(panels)),
        };
    }
    let share = panels.width.saturating_mul(3) / 8;
    let width = if panels.width < WIDE { TREE } else { share.clamp(TREE, WIDEST_TREE) };
    let mut panels = Rest(panels);
    let tree = panels.left(width.into());
    // The line between them.
    panels.left(1);
    (Some(tree), Some(panels.0))
}

impl Rest {
    /// Cuts off so many rows at the top, or what there is.
    pub(super) fn top(&mut self, rows: u16) -> Rect {
        let cut = Rect { height: rows.min(self.0.height), ..self.0 };
        self.0.y = cut.bottom();
        self.0.height = self.0.height.saturating_sub(cut.height);
        cut
    }

    /// Cuts off so many rows at the bottom, or what there is.
    pub(super) fn bottom(&mut self, rows: u16) -> Rect {
        let kept = self.top(self.0.height.saturating_sub(rows));
        std::mem::replace(&mut self.0, kept)
    }

    /// Cuts off so many columns at the left, or what there is.
    pub(super) fn left(&mut self, columns: usize) -> Rect {
        let width = u16::try_from(columns).unwrap_or(u16::MAX).min(self.0.width);
        let cut = Rect { width, ..self.0 };
        self.0.x = cut.right();
        self.0.width = self.0.width.saturating_sub(cut.width);
        cut
    }

    /// Cuts off so many columns at the right, or what there is.
    pub(super) fn right(&mut self, columns: usize) -> Rect {
        let kept = self.left(usize::from(self.0.width).saturating_sub(columns));
        std::mem::replace(&mut self.0, kept)
    }
}
