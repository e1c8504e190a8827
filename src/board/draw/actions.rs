//! The actions of the chosen part, a line each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Mark;
use super::paint::{self, bold, dim, fitted, padded, put};
use crate::board::State;
use crate::board::layout::Rest;
use crate::board::memory::Panel;
use crate::query::Judged;
use crate::render::style::{self, columns, one_line, rest};
use crate::ui::Look;

/// The columns of a rating: `COMPLETE`, `withdrawn`.
const RATING: usize = "withdrawn".len();

/// The columns before a reference: the mark of the choice, the rating, and a blank.
const BEFORE: usize = RATING + 2;

const DAY: usize = "2026-06-30".len();

/// The columns of what happened: `↓ now red`, `moved +92 d`.
const CHANGE: usize = 11;

/// The least that is left for what an action says.
const TEXT: usize = 14;

/// From so many columns on, there is room for leads.
const LEADS_FROM: usize = 84;

/// The columns of the cells of a line; nothing for what has no room.
#[derive(Clone, Copy)]
struct Widths {
    reference: usize,
    change: usize,
    text: usize,
    day: usize,
    lead: usize,
}

/// What the list shows: `Actions by rating · 12 of 47`.
pub(super) fn title(state: &State<'_>) -> String {
    let (shown, all) = (state.world.shown(), state.world.within);
    let count = if shown == all { all.to_string() } else { format!("{shown} of {all}") };
    let what = if state.memory.only_changed { "What changed" } else { "Actions" };
    format!("{what} by {} · {count}", state.memory.sort.word())
}

/// Paints the actions that are in view.
pub(super) fn draw(state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    let cursor = state.memory.list;
    let look = state.memory.look(usize::from(place.width));
    let shown = state.world.actions(cursor.top).take(usize::from(place.height));
    let widths = widths(state, shown.clone(), usize::from(place.width));
    let mut beside = Rest(place);
    beside.left(BEFORE);
    for ((at, row), judged) in (cursor.top..).zip(0..).zip(shown) {
        let mark = Mark::of(at == cursor.at, Panel::List, state);
        put(buffer, place, row, &line(state, judged, widths, mark, look));
        mark.show(buffer, beside.0, row);
    }
    if state.world.shown() == 0 {
        put(buffer, place, 1, &Line::from(Span::styled(nothing(state), dim())));
    }
}

/// Why nothing is shown, and what to do about it.
fn nothing(state: &State<'_>) -> String {
    if state.memory.only_changed {
        "  nothing has changed here; w shows every action".to_owned()
    } else if state.memory.filter.line.text().is_empty() {
        "  no action stands here".to_owned()
    } else {
        "  no action passes the filter; / changes it".to_owned()
    }
}

fn name(state: &State<'_>, judged: &Judged<'_>) -> String {
    let has_plans = state.world.has_plans() && state.world.chosen(&state.memory).is_none_or(|line| line.depth == 0);
    if has_plans { judged.located.full_reference() } else { judged.located.action.reference.to_string() }
}

fn widths<'p: 's, 's>(state: &State<'_>, shown: impl Iterator<Item = &'s Judged<'p>>, width: usize) -> Widths {
    let (mut longest, mut change) = (0, 0);
    for judged in shown {
        longest = longest.max(columns(&name(state, judged)));
        let words = state.world.changes.as_ref().and_then(|changes| changes.of_action(judged));
        change = change.max(columns(&words.unwrap_or_default().join(", ")));
    }
    let reference = longest.min((width / 4).max(6));
    let change = change.min(if width >= LEADS_FROM { 2 * CHANGE } else { CHANGE });
    let mut left = rest(width, [1 + RATING + 2, reference]);
    let mut take = |wanted: usize, least: usize| match left.checked_sub(wanted).and_then(|left| left.checked_sub(1)) {
        Some(then) if wanted > 0 && then >= least => {
            left = then;
            wanted
        }
        Some(_) | None => 0,
    };
    let change = take(change, TEXT);
    let day = take(DAY, TEXT + 4);
    let lead = if width >= LEADS_FROM { take((width / 4).min(40), 2 * TEXT) } else { 0 };
    Widths { reference, change, text: left.saturating_sub(1), day, lead }
}

fn line(state: &State<'_>, judged: &Judged<'_>, widths: Widths, mark: Mark, look: Look) -> Line<'static> {
    let (located, judgement) = (judged.located, &judged.judgement);
    let scheme = located.plan.settings.rating.scheme();
    let mut spans = vec![Span::raw(mark.sign())];
    let rating = paint::line(&style::rating_or_status(judgement, scheme, look));
    spans.extend(cell(rating, RATING));
    spans.push(Span::raw(" "));
    spans.push(Span::styled(padded(&one_line(&name(state, judged)), widths.reference), bold()));
    if widths.change > 0 {
        let words = state.world.changes.as_ref().and_then(|changes| changes.of_action(judged));
        spans.push(Span::raw(format!(
            " {}",
            padded(&happened(words.unwrap_or_default(), widths.change), widths.change)
        )));
    }
    let text = fitted(located.action.text.as_deref().unwrap_or("(nothing says what is to be done)"), widths.text);
    spans.push(Span::raw(format!(" {}", padded(&text, widths.text))));
    if widths.day > 0 {
        let day = judgement.due.on.map_or_else(|| "no date".to_owned(), |on| on.to_string());
        let day = padded(&day, widths.day);
        let day = if judgement.overdue_days().is_some() { style::alarming(&day, look) } else { day };
        spans.push(Span::raw(" "));
        spans.extend(paint::line(&day).spans);
    }
    if widths.lead > 0 {
        let lead = located.lead_name().map_or_else(|| "(no lead)".to_owned(), |lead| fitted(lead, widths.lead));
        spans.push(Span::raw(format!(" {lead}")));
    }
    Line::from(spans)
}

/// What happened to an action in a few words: all of it, or the first with how much more there is.
fn happened(words: &[String], width: usize) -> String {
    match words {
        [first, others @ ..] if !others.is_empty() && columns(&words.join(", ")) > width => {
            format!("{first} +{}", others.len())
        }
        _ => words.join(", "),
    }
}

/// A painted text, cut or padded to a width.
fn cell(line: Line<'static>, width: usize) -> Vec<Span<'static>> {
    if let Some(gap) = width.checked_sub(line.width()) {
        let mut spans = line.spans;
        spans.push(Span::raw(" ".repeat(gap)));
        return spans;
    }
    let style = line.spans.first().map(|span| span.style).unwrap_or_default();
    let text: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
    vec![Span::styled(padded(&text, width), style)]
}
