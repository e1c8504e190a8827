//! Where the parts of the overview stand on a screen of some size; one home for the picture and for the mouse.

use ratatui::layout::Rect;

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

impl Layout {
    pub(super) fn of(memory: &Memory) -> Self {
        let (width, height) = memory.size;
        let row = |y: u16, rows: u16| {
            let y = y.min(height);
            Rect::new(0, y, width, rows.min(height - y))
        };
        let header = row(0, 2);
        let foot = height.saturating_sub(2).max(header.height.min(height));
        let body = row(header.bottom(), foot - header.bottom());
        let details = match height {
            0..16 => 0,
            16..30 => 4,
            30..45 => 7,
            _ => 11,
        };
        let detail = (details > 0).then(|| row(body.bottom() - details, details));
        let rule = row(body.y, 1);
        let panels = row(rule.bottom(), (body.bottom() - details).saturating_sub(rule.bottom()));
        let (tree, list) = panels_of(panels, memory.panel);
        Self { header, rule, tree, list, detail, notice: row(foot, 1), keys: row(foot + 1, 1), body }
    }
}

fn panels_of(panels: Rect, panel: Panel) -> (Option<Rect>, Option<Rect>) {
    if panels.width < TWO_PANELS {
        return match panel {
            Panel::Tree => (Some(panels), None),
            Panel::List => (None, Some(panels)),
        };
    }
    let width = if panels.width < WIDE { TREE } else { (panels.width * 3 / 8).clamp(TREE, WIDEST_TREE) };
    let tree = Rect { width, ..panels };
    let list = Rect { x: width + 1, width: panels.width - width - 1, ..panels };
    (Some(tree), Some(list))
}
