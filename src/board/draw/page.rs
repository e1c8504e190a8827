//! Everything about an action: what `vawg show --history` says of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::paint::{self, below_rule, bold, put, rule};
use crate::board::State;
use crate::board::layout::Layout;
use crate::board::view;
use crate::query::Target;
use crate::render;
use crate::report::page::Page;

/// Paints the lines of the page that are in view.
pub(super) fn draw(state: &State<'_>, shown: &view::Page, buffer: &mut Buffer, place: Rect) {
    let lines = lines(state, shown);
    let below = below_rule(place);
    let height = usize::from(below.height);
    let more = if lines.len() > height {
        let (first, last) = (shown.top.saturating_add(1), shown.top.saturating_add(height).min(lines.len()));
        format!(" · lines {first} to {last} of {}", lines.len())
    } else {
        String::new()
    };
    rule(buffer, place, &format!("{}{more}", shown.reference), bold());
    for (row, line) in (0..below.height).zip(lines.iter().skip(shown.top)) {
        put(buffer, below, row, line);
    }
}

/// The lines of a page, in the width of the screen.
pub(super) fn lines(state: &State<'_>, shown: &view::Page) -> Vec<Line<'static>> {
    paint::lines(&text(state, shown))
}

fn text(state: &State<'_>, shown: &view::Page) -> String {
    let memory = &state.memory;
    let Some(judged) = state.world.judged(&shown.reference, memory.judge()) else {
        return format!("{} is no longer there.\n\nEsc goes back.", shown.reference);
    };
    let width = usize::from(Layout::of(memory).body.width).saturating_sub(2);
    let pages = [Page::of(state.world.portfolio, Target::Action(judged), memory.judge())];
    let (histories, note) = match &shown.history {
        Some(Ok(entries)) => (vec![entries.clone()], String::new()),
        Some(Err(why)) => (Vec::new(), format!("\nHistory\n{}\n", render::style::visible(why))),
        None => (Vec::new(), "\nHistory\nis being read …\n".to_owned()),
    };
    let mut out = Vec::new();
    let written = render::show::write(&mut out, &pages, &histories, &|file| file.to_owned(), memory.look(width));
    match written {
        Ok(()) => format!("{}{note}", String::from_utf8_lossy(&out)),
        Err(error) => format!("this page cannot be written: {error}"),
    }
}
