//! The picture of the board. Decides nothing: what there is to see is in the state.

mod actions;
mod detail;
mod filling;
mod help;
mod page;
mod paint;
mod preview;
mod tree;

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::State;
use super::branch::{Branch, in_words};
use super::form::Form;
use super::keys::{self, Button};
use super::layout::Layout;
use super::memory::Panel;
use super::view::{Offer, Typing, View};
use crate::model::counted;
use crate::render::style::{columns, one_line, rest};
use paint::{bold, chosen, cut, dim, end_of, fitted, put, row_of, rule};

/// Paints the board.
pub fn draw(state: &State<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let layout = Layout::of(&state.memory);
    if area.width < 20 || area.height < 8 {
        let line = Line::from(cut("vawg board needs more room", usize::from(area.width)));
        put(frame.buffer_mut(), area, 0, &line);
        return;
    }
    let buffer = frame.buffer_mut();
    header(state, buffer, layout.header);
    let mut cursor = None;
    match state.memory.views.last() {
        None | Some(View::Filter(_) | View::Leaving) => overview(state, buffer, &layout),
        Some(View::Page(shown)) => page::draw(state, shown, buffer, layout.body),
        Some(View::Help(top)) => help::draw(*top, buffer, layout.body),
        Some(View::Form(form)) => cursor = filling::draw(form, buffer, layout.body),
        Some(View::Preview(proposal)) => preview::draw(proposal, state, buffer, layout.body),
    }
    foot(state, buffer, &layout, &mut cursor);
    if let Some(position) = cursor.filter(|at| area.contains(*at)) {
        frame.set_cursor_position(position);
    }
}

/// The entry of a form that stands at a position; after the last, what asks for the preview.
pub(super) fn entry_at(form: &Form, layout: &Layout, at: Position) -> Option<usize> {
    filling::entry_at(form, layout.body, at)
}

/// The column of the tree, in so many columns, at which the title of a line begins; before it stands what folds it.
pub(super) fn title_column(line: &Branch<'_>, width: u16) -> usize {
    tree::title_column(line, usize::from(width))
}

/// How many lines the text in front has, where it is one that can be scrolled.
pub(super) fn length(state: &State<'_>) -> usize {
    let width = usize::from(Layout::of(&state.memory).body.width).saturating_sub(2);
    match state.memory.views.last() {
        Some(View::Page(shown)) => page::lines(state, shown).len(),
        Some(View::Help(_)) => help::lines(width).len(),
        Some(View::Preview(proposal)) => preview::lines(proposal, state.memory.look(width), width).len(),
        Some(View::Filter(_) | View::Form(_) | View::Leaving) | None => 0,
    }
}

/// What is shown, how it stands, and on which day.
fn header(state: &State<'_>, buffer: &mut Buffer, place: Rect) {
    let width = usize::from(place.width);
    let title = match state.world.tree.first() {
        Some(line) => line.stem.title(),
        None => "no plan".to_owned(),
    };
    let day = one_line(&state.day_in_words());
    let title = fitted(&title, rest(width, [columns(&day), 3]));
    let gap = " ".repeat(rest(width, [1, columns(&title), columns(&day), 1]));
    let line = Line::from(vec![Span::styled(format!(" {title}"), bold()), Span::raw(gap), Span::styled(day, bold())]);
    put(buffer, place, 0, &line);
    put(buffer, place, 1, &Line::from(Span::raw(cut(&format!(" {}", standing(state)), width))));
}

/// The totals; in another time, what has changed since the meeting before.
fn standing(state: &State<'_>) -> String {
    let problems = match state.memory.problems {
        0 => String::new(),
        count => format!("{} in the files: `vawg check` · ", counted(count, "problem")),
    };
    let told = match &state.world.changes {
        Some(changes) if changes.since.is_empty() => "no meeting was held before this day".to_owned(),
        Some(changes) => {
            let since = match changes.since.as_slice() {
                [one] => format!("the meeting of {}", one.in_words()),
                _ => "the meetings before".to_owned(),
            };
            format!("since {since}: {} ({})", changes.in_words(), changes.actions())
        }
        None => in_words(&state.world.tally),
    };
    format!("{problems}{told}")
}

fn overview(state: &State<'_>, buffer: &mut Buffer, layout: &Layout) {
    panel_titles(state, buffer, layout);
    if let Some(place) = layout.tree {
        tree::draw(state, buffer, place);
        if layout.list.is_some() {
            for row in place.y..place.bottom() {
                buffer.set_string(place.right(), row, "│", dim());
            }
        }
    }
    if let Some(place) = layout.list {
        actions::draw(state, buffer, place);
    }
    if let Some(place) = layout.detail {
        detail::draw(state, buffer, place);
    }
}

fn panel_titles(state: &State<'_>, buffer: &mut Buffer, layout: &Layout) {
    let style = |panel: Panel| if state.memory.panel == panel { bold() } else { dim() };
    let list = actions::title(state);
    match (layout.tree, layout.list) {
        (Some(tree), Some(right)) => {
            rule(buffer, Rect { width: tree.width, ..layout.rule }, "Structure", style(Panel::Tree));
            buffer.set_string(tree.right(), layout.rule.y, "┬", dim());
            let place = Rect { x: right.x, width: right.width, ..layout.rule };
            rule(buffer, place, &list, style(Panel::List));
        }
        (Some(_), None) => rule(buffer, layout.rule, "Structure · Tab: actions", bold()),
        (None, _) => rule(buffer, layout.rule, &list, bold()),
    }
}

/// What was said last, or what is asked, and the keys that matter here.
fn foot(state: &State<'_>, buffer: &mut Buffer, layout: &Layout, cursor: &mut Option<Position>) {
    let memory = &state.memory;
    if let Some(busy) = &memory.busy {
        say(buffer, layout, busy);
    } else if matches!(memory.views.last(), Some(View::Leaving)) {
        let count = counted(memory.unsent().len(), "update");
        say(buffer, layout, &format!("{count} typed and not sent would be lost; leave anyway? y/n"));
    } else if let Some(View::Filter(_)) = memory.views.last() {
        filter_line(state, buffer, layout, cursor);
    } else if let Some(notice) = &memory.notice {
        say(buffer, layout, notice);
    } else if memory.views.is_empty() && !memory.filter.line.text().is_empty() {
        let width = usize::from(layout.notice.width);
        let line = fitted(memory.filter.line.text(), width.saturating_sub(10));
        put(buffer, layout.notice, 0, &Line::from(vec![Span::styled(" filter: ", bold()), Span::raw(line)]));
    }
    key_line(&buttons(state), buffer, layout.keys);
}

/// The keys at the foot of the screen, as many as fit, each with the column at which it begins and the one after it.
/// The one that lists them all is always among them.
pub(super) fn buttons(state: &State<'_>) -> Vec<(&'static Button, Range<u16>)> {
    let all = match state.memory.views.last() {
        None => keys::OVERVIEW,
        Some(View::Filter(_)) => keys::FILTER,
        Some(View::Page(_)) => keys::PAGE,
        Some(View::Form(_)) => keys::FORM,
        Some(View::Preview(_)) => keys::PREVIEW,
        Some(View::Help(_)) => keys::HELP,
        Some(View::Leaving) => keys::LEAVING,
    };
    let needs = |button: &Button| shown(button).iter().map(|part| columns(part)).sum::<usize>();
    let last = all.iter().filter(|button| button.keys == "?").map(needs).sum::<usize>();
    let mut left = usize::from(state.memory.size.0).saturating_add(1).saturating_sub(last);
    let mut is_full = false;
    let fits = |button: &&Button| {
        if button.keys == "?" {
            return true;
        }
        is_full |= needs(button) > left;
        left = left.saturating_sub(needs(button));
        !is_full
    };
    let mut column: u16 = 1;
    let placed = all.iter().filter(fits).map(|button| {
        let start = column;
        column = column.saturating_add(u16::try_from(needs(button)).unwrap_or(0));
        (button, start..column)
    });
    placed.collect()
}

/// Says something on the last lines before the keys, on as many as it needs.
fn say(buffer: &mut Buffer, layout: &Layout, text: &str) {
    let width = usize::from(layout.notice.width).saturating_sub(2);
    let lines: Vec<_> = text.lines().flat_map(|line| paint::wrapped(line, width)).collect();
    let most = usize::from(layout.body.height / 2).max(1);
    let lines = lines.get(..lines.len().min(most)).unwrap_or_default();
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    if rows == 0 {
        return;
    }
    let top = layout.notice.bottom().saturating_sub(rows);
    let place = Rect { y: top, height: rows, ..layout.notice };
    if rows > 1 {
        let above = Rect { y: top.saturating_sub(1), height: 1, ..place };
        clear(buffer, above);
        rule(buffer, above, "", dim());
    }
    clear(buffer, place);
    for (row, line) in (0..).zip(lines) {
        put(buffer, place, row, &Line::from(format!(" {line}")).style(bold()));
    }
}

/// The filter as it is typed, and above it what there is to say of it.
fn filter_line(state: &State<'_>, buffer: &mut Buffer, layout: &Layout, cursor: &mut Option<Position>) {
    const LABEL: &str = " filter: ";
    if let Some(advice) = filter_advice(state) {
        let above = Layout { notice: Rect { y: layout.notice.y.saturating_sub(1), ..layout.notice }, ..*layout };
        say(buffer, &above, &advice);
    }
    clear(buffer, layout.notice);
    let room = rest(layout.notice.width.into(), [columns(LABEL), 1]);
    let (before, after) = state.memory.filter.line.parts();
    let (before, after) = (one_line_as_typed(before), one_line_as_typed(after));
    let start = end_of(&before, room);
    let line = Line::from(vec![Span::styled(LABEL, bold()), Span::raw(start.clone()), Span::raw(after)]);
    put(buffer, layout.notice, 0, &line);
    *cursor = layout.notice.columns().nth(columns(&format!("{LABEL}{start}"))).map(Rect::as_position);
}

/// What may stand where one types; else why the filter cannot be read or selects nothing, or how one is written.
fn filter_advice(state: &State<'_>) -> Option<String> {
    let search = &state.memory.filter;
    let offers = match state.memory.views.last() {
        Some(View::Filter(typing)) => offered(typing),
        Some(_) | None => None,
    };
    match &search.error {
        _ if offers.is_some() => offers,
        Some(error) => Some(format!("{}\nhelp: {}", error.message, error.help)),
        None if state.world.shown() == 0 => Some("no action passes this filter".to_owned()),
        None if search.line.text().is_empty() => {
            Some("words are searched for; also is:overdue, lead:housing, due<today+30d, rating:red, no:lead".to_owned())
        }
        None => None,
    }
}

/// What may stand where one types: the words, and what the one that stands there means.
fn offered(typing: &Typing) -> Option<String> {
    let taken = typing.offers.get(typing.taken)?;
    let mark =
        |offer: &Offer| if std::ptr::eq(offer, taken) { format!("[{}]", offer.text) } else { offer.text.clone() };
    let words: Vec<_> = typing.offers.iter().map(mark).collect();
    let about = if taken.about.is_empty() { String::new() } else { format!("\n{}: {}", taken.text, taken.about) };
    Some(format!("{}{about}", words.join("  ")))
}

/// A text as it is typed in one line: nothing in it acts, and its blanks stay.
fn one_line_as_typed(text: &str) -> String {
    crate::model::in_one_line(text).into_owned()
}

fn key_line(buttons: &[(&Button, Range<u16>)], buffer: &mut Buffer, place: Rect) {
    let mut spans = vec![Span::raw(" ")];
    for (button, _) in buttons {
        let [keys, does] = shown(button);
        spans.extend([Span::styled(keys, bold()), Span::styled(does, dim())]);
    }
    put(buffer, place, 0, &Line::from(spans));
}

/// The keys of a button as they are shown, and what they do, with the blanks after it.
fn shown(button: &Button) -> [String; 2] {
    [button.keys.to_owned(), format!(" {}  ", button.does)]
}

/// Empties a place.
fn clear(buffer: &mut Buffer, place: Rect) {
    for row in place.y..place.bottom() {
        buffer.set_string(place.x, row, " ".repeat(usize::from(place.width)), ratatui::style::Style::reset());
    }
}

/// What a row or an entry is to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// What is chosen, where one is.
    Here,
    /// What is chosen in the other panel.
    There,
    Unmarked,
}

impl Mark {
    /// What a row of a panel is.
    fn of(is_chosen: bool, panel: Panel, state: &State<'_>) -> Self {
        match (is_chosen, state.memory.panel == panel) {
            (false, _) => Self::Unmarked,
            (true, true) => Self::Here,
            (true, false) => Self::There,
        }
    }

    /// The sign before it, which says the same without colours.
    const fn sign(self) -> &'static str {
        match self {
            Self::Here | Self::There => ">",
            Self::Unmarked => " ",
        }
    }

    /// Shows a row of a place as what it is: where one is by its colours, elsewhere by its weight.
    fn show(self, buffer: &mut Buffer, place: Rect, row: u16) {
        let Some(line) = row_of(place, row) else { return };
        match self {
            Self::Here => buffer.set_style(line, chosen()),
            Self::There => buffer.set_style(line, bold()),
            Self::Unmarked => {}
        }
    }
}
