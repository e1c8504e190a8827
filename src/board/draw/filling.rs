//! A form, with the entry in which one types open and the others in a line each.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Mark;
use super::paint::{below_rule, bold, chosen, cut, dim, end_of, fitted, put, rule, wrapped};
use crate::board::form::{Entry, Form, Value};
use crate::board::layout::within;
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
    /// The column and the line.
    cursor: Option<(usize, usize)>,
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
    let row = below.rows().nth(row.checked_sub(top)?)?;
    let column = below.columns().nth(column).or_else(|| below.columns().next_back())?;
    Some(Position::new(column.x, row.y))
}

/// The entry that stands at a position; after the last, what asks for the preview.
pub(super) fn entry_at(form: &Form, place: Rect, at: Position) -> Option<usize> {
    let below = below(place);
    let row = within(below, at)?.y;
    let sheet = sheet(form, usize::from(below.width));
    let line = sheet.top(below.height).saturating_add(row.into());
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
    let mark = if form.is_at_end() { Mark::Here } else { Mark::Unmarked };
    let start = sheet.lines.len();
    sheet.lines.push(Line::from(vec![
        Span::raw(mark.sign()),
        Span::styled("[ Show the change ]", send),
        Span::styled("  Ctrl-S", dim()),
    ]));
    sheet.entries.push(start..sheet.lines.len());
    if form.is_at_end() {
        sheet.focus = start..sheet.lines.len();
    }
    if !form.refusals.is_empty() {
        sheet.lines.push(Line::default());
        let start = sheet.lines.len();
        for refusal in form.refusals.iter().flat_map(|refusal| refusal.lines()) {
            sheet.lines.extend(wrapped(refusal, width).into_iter().map(|line| Line::from(line).style(bold())));
        }
        if form.is_at_end() || form.entries.len() < 4 {
            sheet.focus.end = sheet.focus.end.max(start.saturating_add(2));
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
            self.begun(blank_label(), vec![Span::styled(advice, dim())]);
            self.focus = start..self.lines.len();
        }
    }

    /// The word that is chosen; where one types, among all that could be.
    fn choice(&mut self, entry: &Entry, choice: Option<usize>, label: Span<'static>, mark: Mark, room: usize) {
        let words = (0..).map(Some).zip(entry.words().into_iter().map(spoken));
        let words = std::iter::once((None, as_it_is(entry))).chain(words);
        let (mut start, mut row) = (label, Vec::new());
        for (at, word) in words.filter(|(at, _)| mark == Mark::Here || *at == choice) {
            let here = if at == choice { Mark::Here } else { Mark::Unmarked };
            let before = row.len();
            row.extend([option(&word, here, mark), Span::raw(" ")]);
            if before > 0 && row.iter().map(Span::width).sum::<usize>() > room {
                let next = row.split_off(before);
                self.begun(std::mem::replace(&mut start, blank_label()), std::mem::replace(&mut row, next));
            }
        }
        self.begun(start, row);
    }

    fn line(&mut self, entry: &Entry, line: &line::Line, label: Span<'static>, mark: Mark, room: usize) {
        let (before, after) = line.parts();
        let before = end_of(&super::one_line_as_typed(before), room.saturating_sub(1));
        let typed = format!("{before}{}", super::one_line_as_typed(after));
        let value = match (&entry.hint, line.text().is_empty()) {
            (Some(hint), true) => {
                Span::styled(format!("({})", fitted(&entry.name.hinted(hint), room.saturating_sub(2))), dim())
            }
            _ => Span::raw(typed),
        };
        if mark == Mark::Here {
            self.stand_behind(&before);
        }
        self.begun(label, vec![value]);
    }

    /// A text in its lines, each wrapped where it is longer than the room.
    fn text(&mut self, line: &line::Line, label: Span<'static>, mark: Mark, room: usize) {
        let (mut start, begin) = (label, self.lines.len());
        // What is left of the text before the place where one types, until that is reached.
        let mut before = Some(line.parts().0).filter(|_| mark == Mark::Here);
        for part in line.text().split('\n') {
            let mut pieces = pieces(part, room).into_iter().peekable();
            while let Some(piece) = pieces.next() {
                before = match before.map(|before| (before, before.strip_prefix(piece))) {
                    Some((_, Some(further))) if !further.is_empty() || pieces.peek().is_some() => Some(further),
                    Some((before, Some(_) | None)) => {
                        self.stand_behind(&super::one_line_as_typed(before));
                        None
                    }
                    None => None,
                };
                self.begun(
                    std::mem::replace(&mut start, blank_label()),
                    vec![Span::raw(super::one_line_as_typed(piece))],
                );
            }
            before = before.and_then(|before| before.strip_prefix('\n'));
        }
        let rows = self.lines.iter().skip(begin).count();
        let blank = if mark == Mark::Here { NOTE.saturating_sub(rows) } else { 0 };
        self.lines.extend(std::iter::repeat_n(Line::default(), blank));
    }

    fn offers(&mut self, entry: &Entry, room: usize) {
        for (place, offer) in entry.offers().into_iter().enumerate() {
            let style = if entry.offered == Some(place) { chosen() } else { dim() };
            let mark = if entry.offered == Some(place) { "> " } else { "  " };
            let offer = fitted(offer, room.saturating_sub(2));
            self.begun(blank_label(), vec![Span::raw(mark), Span::styled(offer, style)]);
        }
    }

    /// Adds a line that begins with a label.
    fn begun(&mut self, label: Span<'static>, spans: Vec<Span<'static>>) {
        self.lines.push(std::iter::once(label).chain(spans).collect());
    }

    /// One types in the line that comes next, behind a text that stands after its label.
    fn stand_behind(&mut self, text: &str) {
        self.cursor = Some((columns(text).saturating_add(LABEL + 1), self.lines.len()));
    }
}

/// What stands in place of a label.
fn blank_label() -> Span<'static> {
    Span::raw(" ".repeat(LABEL + 1))
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

/// The pieces of a line that fit a width; broken after a blank where there is one.
fn pieces(text: &str, width: usize) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    loop {
        let piece = first_piece(rest, width);
        pieces.push(piece);
        match rest.strip_prefix(piece) {
            Some(further) if !further.is_empty() => rest = further,
            Some(_) | None => return pieces,
        }
    }
}

/// As much of a line as fits a width, and a character at least.
fn first_piece(text: &str, width: usize) -> &str {
    let mut left = width;
    let is_too_much = |&(at, c): &(usize, char)| {
        let needs = columns(&super::one_line_as_typed(c.encode_utf8(&mut [0; 4])));
        let fits = needs <= left;
        left = left.saturating_sub(needs);
        at > 0 && !fits
    };
    let Some((end, _)) = text.char_indices().find(is_too_much) else { return text };
    let piece = text.get(..end).unwrap_or(text);
    match piece.trim_end_matches(|c: char| !c.is_whitespace()) {
        "" => piece,
        words => words,
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_line_is_broken_at_blanks_and_nothing_of_it_is_lost() {
        let texts = |text, width| pieces(text, width);
        assert_eq!(texts("one two three", 8), ["one two ", "three"]);
        assert_eq!(texts("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(texts("", 4), [""]);
        assert_eq!(texts("漢字漢", 4), ["漢字", "漢"]);
        for width in 1..9 {
            assert_eq!(texts("a bb  ccc 漢字 dddddddddddd", width).concat(), "a bb  ccc 漢字 dddddddddddd");
        }
    }
}
