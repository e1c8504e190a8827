//! Where the keys and values of a text stand, without what they say: what is kept of a text that was read, and all that
//! it takes to show a place in it.

use super::full;
use super::tree::{Node, Table, Value};
use crate::source::{Span, Step};

/// The places of a text's keys and values.
#[derive(Debug, PartialEq)]
pub(crate) struct Marks {
    /// Each value before those in it; the first is the text as a whole.
    marks: Vec<Mark>,
}

/// Room for the values of most files.
const USUAL: usize = 40;

/// A value with its place.
#[derive(Debug, PartialEq)]
struct Mark {
    key: Bytes,
    span: Bytes,
    /// The place of the mark behind those in it.
    end: u32,
    holds: Holds,
}

/// A [`Span`] in half the room: no text of a plan is as long as to need more.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bytes {
    start: u32,
    end: u32,
}

/// What stands in a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
    Entries,
    Keys,
}

impl Marks {
    /// The places of a text that was read into a tree.
    pub(crate) fn of(table: &Table<'_>) -> Self {
        let mut marks = Self::new();
        marks.table(table);
        marks.whole()
    }

    /// The places of a text of which nothing is read yet.
    pub(super) fn new() -> Self {
        let mut marks = Self { marks: Vec::with_capacity(USUAL) };
        marks.begin(0..0, 0..0, Holds::Keys);
        marks
    }

    /// Begins the mark of a value; the marks of those in it follow.
    pub(super) fn begin(&mut self, key: Span, span: Span, holds: Holds) -> usize {
        let place = self.marks.len();
        self.marks.push(Mark { key: key.into(), span: span.into(), end: small(place.saturating_add(1)), holds });
        place
    }

    /// Ends the mark of a value.
    pub(super) fn end(&mut self, place: usize) {
        let end = small(self.marks.len());
        if let Some(mark) = self.marks.get_mut(place) {
            mark.end = end;
        }
    }

    /// Ends the mark of a value whose own end was not known when it began.
    pub(super) fn end_at(&mut self, place: usize, end: usize) {
        self.end(place);
        if let Some(mark) = self.marks.get_mut(place) {
            mark.span.end = small(end);
        }
    }

    /// The same when all of the text is read.
    pub(super) fn whole(mut self) -> Self {
        self.end(0);
        self
    }

    /// The place of the value that these steps lead to, or of the nearest thing above it that is there.
    pub(crate) fn span(&self, text: &str, steps: &[Step]) -> Span {
        let first_key = self.marks.get(1).map_or(0..0, |first| first.key.into());
        let mut found = None;
        for step in steps {
            match self.below(text, found.unwrap_or(0), step) {
                Some(below) => found = Some(below),
                None => break,
            }
        }
        found.and_then(|found| self.marks.get(found)).map_or(first_key, |mark| mark.span.into())
    }

    /// The place of the mark to which a step leads from another.
    fn below(&self, text: &str, above: usize, step: &Step) -> Option<usize> {
        let holds = self.marks.get(above)?.holds;
        match step {
            Step::Key(key) if holds == Holds::Keys => self.in_it(above).find(|&below| self.has_key(below, text, key)),
            Step::Entry(number) if holds == Holds::Entries => self.in_it(above).nth(*number),
            Step::Key(_) | Step::Entry(_) => None,
        }
    }

    /// The places of the marks directly in another.
    fn in_it(&self, above: usize) -> impl Iterator<Item = usize> {
        let end = self.marks.get(above).map_or(0, |mark| mark.end as usize);
        let first = Some(above.saturating_add(1)).filter(|first| *first < end);
        std::iter::successors(first, move |&place| {
            self.marks.get(place).map(|mark| mark.end as usize).filter(|next| *next < end)
        })
    }

    fn has_key(&self, place: usize, text: &str, key: &str) -> bool {
        let Some(mark) = self.marks.get(place) else { return false };
        text.get(Span::from(mark.key)).is_some_and(|written| reads_as(written, key))
    }

    fn table(&mut self, table: &Table<'_>) {
        for entry in &table.entries {
            self.node(entry.key_span.clone(), &entry.node);
        }
    }

    fn node(&mut self, key: Span, node: &Node<'_>) {
        let holds = match &node.value {
            Value::List(_) => Holds::Entries,
            Value::Table(_) => Holds::Keys,
            Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
                Holds::Nothing
            }
        };
        let place = self.begin(key, node.span.clone(), holds);
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.node(0..0, item)),
            Value::Table(table) => self.table(table),
            Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
        }
        self.end(place);
    }
}

impl From<Span> for Bytes {
    fn from(span: Span) -> Self {
        Self { start: small(span.start), end: small(span.end) }
    }
}

impl From<Bytes> for Span {
    fn from(bytes: Bytes) -> Self {
        bytes.start as usize..bytes.end as usize
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether a key reads as another, be it in quotation marks.
fn reads_as(written: &str, key: &str) -> bool {
    let is_quoted = written.starts_with(['"', '\'']);
    written == key || (is_quoted && full::parse(&format!("{written} = 0")).is_ok_and(|table| table.get(key).is_some()))
}
