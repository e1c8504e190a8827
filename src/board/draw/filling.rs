//! A form, with the entry in which one types open and the others in a line each.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Mark;
use super::paint::{below_rule, bold, chosen, cut, dim, fitted, put, rule, wrapped};
use crate::board::form::{Entry, Form, Value};
use crate::board::line;
use crate::model::spoken;
use crate::render::style::{columns, one_line};

/// The columns of the labels.
const LABEL: usize = 14;

/// Lines longer than this are hard to read.
const WIDEST: u16 = 100;

/// Rows of a note that are shown at least.
const NOTE: usize = 4;

/// A form as lines, with where one types in it.
#[derive(Default)]
struct Sheet {
    lines: Vec<Line<'static>>,
    cursor: Option<(u16, usize)>,
    /// The lines that must be in view.
    focus: Range<usize>,
    /// The lines of each entry, and last that which asks for the preview.
    entries: Vec<Range<usize>>,
}

/// Paints the form, and gives where one types.
pub(super) fn draw(form: &Form, buffer: &mut Buffer, place: Rect) -> Option<Position> {
    rule(buffer, place, &format!("{}: {}", form.title(), form.reference), bold());
    let below = below(place);
    let sheet = sheet(form, usize::from(below.width));
    let top = sheet.top(below.height);
    for (row, line) in (0..below.height).zip(sheet.lines.iter().skip(top)) {
        put(buffer, below, row, line);
    }
    let (column, row) = sheet.cursor?;
    let row = u16::try_from(row.checked_sub(top)?).ok().filter(|row| *row < below.height)?;
    Some(Position::new(below.x + column.min(below.width.saturating_sub(1)), below.y + row))
}

/// The entry that stands at a position; after the last, what asks for the preview.
pub(super) fn entry_at(form: &Form, place: Rect, at: Position) -> Option<usize> {
    let below = below(place);
    if !below.contains(at) {
        return None;
    }
    let sheet = sheet(form, usize::from(below.width));
    let line = sheet.top(below.height) + usize::from(at.y - below.y);
    sheet.entries.iter().position(|lines| lines.contains(&line))
}

fn below(place: Rect) -> Rect {
    let below = below_rule(place);
    Rect { width: below.width.min(WIDEST), ..below }
}

fn sheet(form: &Form, width: usize) -> Sheet {
    let mut sheet = Sheet::default();
    let text = wrapped(&one_line(&form.text), width);
    sheet.lines.extend(text.into_iter().take(2).map(|line| Line::from(Span::styled(line, bold()))));
    sheet.lines.push(Line::from(Span::styled(fitted(&form.standing, width), dim())));
    if let Some(meanwhile) = &form.meanwhile {
        let lines = wrapped(meanwhile, width.saturating_sub(2));
        sheet.lines.extend(lines.into_iter().map(|line| Line::from(format!("! {line}")).style(bold())));
    }
    sheet.lines.push(Line::default());
    for (place, entry) in form.entries.iter().enumerate() {
        let start = sheet.lines.len();
        sheet.entry(entry, if place == form.at { Mark::Here } else { Mark::Unmarked }, width);
        sheet.entries.push(start..sheet.lines.len());
    }
    let send = if form.is_at_end() { chosen() } else { bold() };
    sheet.lines.push(Line::default());
    if form.is_at_end() {
        sheet.focus = sheet.lines.len()..sheet.lines.len() + 1;
    }
    let mark = if form.is_at_end() { Mark::Here } else { Mark::Unmarked };
    sheet.entries.push(sheet.lines.len()..sheet.lines.len() + 1);
    sheet.lines.push(Line::from(vec![
        Span::raw(mark.sign()),
        Span::styled("[ Show the change ]", send),
        Span::styled("  Ctrl-S", dim()),
    ]));
    if !form.refusals.is_empty() {
        sheet.lines.push(Line::default());
        let start = sheet.lines.len();
        for refusal in form.refusals.iter().flat_map(|refusal| refusal.lines()) {
            sheet.lines.extend(wrapped(refusal, width).into_iter().map(|line| Line::from(line).style(bold())));
        }
        if form.is_at_end() || form.entries.len() < 4 {
            sheet.focus.end = sheet.focus.end.max(start + 2);
        }
    }
    sheet
}

impl Sheet {
    /// The first line in view, of which so many are.
    fn top(&self, height: u16) -> usize {
        let height = usize::from(height);
        if self.lines.len() <= height { 0 } else { self.focus.end.saturating_sub(height).min(self.focus.start) }
    }

    fn entry(&mut self, entry: &Entry, mark: Mark, width: usize) {
        let start = self.lines.len();
        let room = width.saturating_sub(LABEL + 2).max(8);
        let label = format!("{}{:<LABEL$}", mark.sign(), entry.name.label());
        let label = Span::styled(label, if mark == Mark::Here { bold() } else { dim() });
        match &entry.value {
            Value::Choice(choice) => self.choice(entry, *choice, label, mark, room),
            Value::Line(line) => self.line(entry, line, label, mark, room),
            Value::Text(line) => self.text(line, label, mark, room),
        }
        if mark == Mark::Here {
            self.offers(entry, room);
            let advice = cut(entry.name.advice(), room);
            self.lines.push(Line::from(vec![Span::raw(" ".repeat(LABEL + 1)), Span::styled(advice, dim())]));
            self.focus = start..self.lines.len();
        }
    }

    /// The word that is chosen; where one types, among all that could be.
    fn choice(&mut self, entry: &Entry, choice: Option<usize>, label: Span<'static>, mark: Mark, room: usize) {
        let words = std::iter::once(as_it_is(entry)).chain(entry.words().into_iter().map(spoken));
        let place = choice.map_or(0, |choice| choice + 1);
        let mut spans = vec![label];
        let mut taken = 0;
        for (at, word) in words.enumerate().filter(|(at, _)| mark == Mark::Here || *at == place) {
            let needs = columns(&word) + 3;
            if taken > 0 && taken + needs > room {
                self.lines.push(Line::from(std::mem::replace(&mut spans, vec![Span::raw(" ".repeat(LABEL + 1))])));
                taken = 0;
            }
            spans.extend([option(&word, if at == place { Mark::Here } else { Mark::Unmarked }, mark), Span::raw(" ")]);
            taken += needs;
        }
        self.lines.push(Line::from(spans));
    }

    fn line(&mut self, entry: &Entry, line: &line::Line, label: Span<'static>, mark: Mark, room: usize) {
        let (before, after) = line.parts();
        let before = super::end_of(&super::one_line_as_typed(before), room.saturating_sub(1));
        let column = LABEL + 1 + columns(&before);
        let typed = format!("{before}{}", super::one_line_as_typed(after));
        let value = match (&entry.hint, line.text().is_empty()) {
            (Some(hint), true) => {
                Span::styled(format!("({})", fitted(&entry.name.hinted(hint), room.saturating_sub(2))), dim())
            }
            _ => Span::raw(typed),
        };
        if mark == Mark::Here {
            self.cursor = Some((u16::try_from(column).unwrap_or(u16::MAX), self.lines.len()));
        }
        self.lines.push(Line::from(vec![label, value]));
    }

    /// A text in its lines, each wrapped where it is longer than the room.
    fn text(&mut self, line: &line::Line, label: Span<'static>, mark: Mark, room: usize) {
        let (before, _) = line.parts();
        let mut label = Some(label);
        let (mut at, mut rows) = (0, 0);
        for part in line.text().split('\n') {
            let part_end = at + part.len();
            for (start, piece) in pieces(part, room) {
                let start = at + start;
                let end = start + piece.len();
                let is_last = end == part_end;
                let holds = before.len() >= start && (before.len() < end || (is_last && before.len() == end));
                if mark == Mark::Here && holds {
                    let shown = super::one_line_as_typed(&line.text()[start..before.len()]);
                    let column = LABEL + 1 + columns(&shown);
                    self.cursor = Some((u16::try_from(column).unwrap_or(u16::MAX), self.lines.len()));
                }
                let first = label.take().unwrap_or_else(|| Span::raw(" ".repeat(LABEL + 1)));
                self.lines.push(Line::from(vec![first, Span::raw(super::one_line_as_typed(piece))]));
                rows += 1;
            }
            at = part_end + 1;
        }
        let blank = if mark == Mark::Here { NOTE.saturating_sub(rows) } else { 0 };
        self.lines.extend(std::iter::repeat_n(Line::default(), blank));
    }

    fn offers(&mut self, entry: &Entry, room: usize) {
        for (place, offer) in entry.offers().into_iter().enumerate() {
            let style = if entry.offered == Some(place) { chosen() } else { dim() };
            let mark = if entry.offered == Some(place) { "> " } else { "  " };
            let offer = fitted(offer, room.saturating_sub(2));
            self.lines.push(Line::from(vec![
                Span::raw(" ".repeat(LABEL + 1)),
                Span::raw(mark),
                Span::styled(offer, style),
            ]));
        }
    }
}

/// What a choice says where nothing is chosen.
fn as_it_is(entry: &Entry) -> String {
    entry.hint.as_deref().map_or_else(|| "as it is".to_owned(), |hint| format!("as it is: {}", one_line(hint)))
}

/// A word of a choice that is chosen or not, of an entry in which one is or not.
fn option(word: &str, chosen_one: Mark, entry: Mark) -> Span<'static> {
    match (chosen_one, entry) {
        (Mark::Here, Mark::Here) => Span::styled(format!("[{word}]"), chosen()),
        (Mark::Here, _) if word.starts_with("as it is") => Span::styled(format!("({word})"), dim()),
        (Mark::Here, _) => Span::raw(word.to_owned()),
        (Mark::There | Mark::Unmarked, _) => Span::styled(format!(" {word} "), dim()),
    }
}

/// The pieces of a line that fit a width, each with the byte at which it starts; broken after a blank where there is
/// one.
fn pieces(text: &str, width: usize) -> Vec<(usize, &str)> {
    let (mut pieces, mut start, mut blank, mut taken) = (Vec::new(), 0, None, 0);
    for (at, c) in text.char_indices() {
        let needs = columns(&super::one_line_as_typed(c.encode_utf8(&mut [0; 4])));
        if taken + needs > width && at > start {
            let end = blank.filter(|end| *end > start).unwrap_or(at);
            pieces.push((start, &text[start..end]));
            start = end;
            taken = columns(&super::one_line_as_typed(&text[start..at]));
            blank = None;
        }
        taken += needs;
        if c.is_whitespace() {
            blank = Some(at + c.len_utf8());
        }
    }
    pieces.push((start, &text[start..]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_line_is_broken_at_blanks_and_nothing_of_it_is_lost() {
        let texts = |text, width| pieces(text, width).into_iter().map(|(_, piece)| piece).collect::<Vec<_>>();
        assert_eq!(texts("one two three", 8), ["one two ", "three"]);
        assert_eq!(texts("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(texts("", 4), [""]);
        assert_eq!(texts("漢字漢", 4), ["漢字", "漢"]);
        for width in 1..9 {
            assert_eq!(texts("a bb  ccc 漢字 dddddddddddd", width).concat(), "a bb  ccc 漢字 dddddddddddd");
        }
    }
}
