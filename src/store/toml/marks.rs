//! Where the keys and values of a text stand, without what they say: what is left of a tree when its text was read,
//! and all that it takes to show a place in it.

use super::scan::Key;
use super::tree::{Node, Table, Value};
use crate::source::{Span, Step};

/// The places of a text's keys and values.
#[derive(Debug, PartialEq)]
pub(crate) struct Marks {
    /// Each value before those in it; the first is the text as a whole.
    marks: Vec<Mark>,
}

/// Room for the values of most files.
const USUAL: usize = 24;

/// A value with its place.
#[derive(Debug, PartialEq)]
struct Mark {
    key: Span,
    /// The key, where it is not written as it reads.
    name: Option<Box<str>>,
    span: Span,
    holds: Holds,
    /// The place of the mark behind those in it.
    end: usize,
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
    pub(crate) fn of(table: &Table<'_>, text: &str) -> Self {
        let mut marks = Self::new();
        marks.table(table, text);
        marks.whole()
    }

    /// The places of a text of which nothing is read yet.
    pub(super) fn new() -> Self {
        let mut marks = Self { marks: Vec::with_capacity(USUAL) };
        marks.begin(0..0, None, 0..0, Holds::Keys);
        marks
    }

    /// Begins the mark of a value that stands behind or below its key; those in it follow.
    pub(super) fn begin_below(&mut self, key: Option<&Key<'_>>, span: Span, holds: Holds) -> usize {
        let Some(key) = key else { return self.begin(0..0, None, span, holds) };
        let is_as_written = key.text.len() == key.span.len();
        self.begin(key.span.clone(), (!is_as_written).then(|| key.text.into()), span, holds)
    }

    /// Ends the mark of a value whose own end was not known when it began.
    pub(super) fn end_at(&mut self, place: usize, end: usize) {
        self.end(place);
        if let Some(mark) = self.marks.get_mut(place) {
            mark.span.end = end;
        }
    }

    /// The same when all of the text is read.
    pub(super) fn whole(mut self) -> Self {
        self.end(0);
        self
    }

    /// The place of the value that these steps lead to, or of the nearest thing above it that is there.
    pub(crate) fn span(&self, text: &str, steps: &[Step]) -> Span {
        let first_key = self.marks.get(1).map_or(0..0, |first| first.key.clone());
        let mut found = None;
        for step in steps {
            match self.below(text, found.unwrap_or(0), step) {
                Some(below) => found = Some(below),
                None => break,
            }
        }
        found.and_then(|found| self.marks.get(found)).map_or(first_key, |mark| mark.span.clone())
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
        let end = self.marks.get(above).map_or(0, |mark| mark.end);
        let first = Some(above.saturating_add(1)).filter(|first| *first < end);
        std::iter::successors(first, move |&place| {
            self.marks.get(place).map(|mark| mark.end).filter(|next| *next < end)
        })
    }

    fn has_key(&self, place: usize, text: &str, key: &str) -> bool {
        let Some(mark) = self.marks.get(place) else { return false };
        mark.name.as_deref().or_else(|| text.get(mark.key.clone())) == Some(key)
    }

    fn table(&mut self, table: &Table<'_>, text: &str) {
        for entry in &table.entries {
            let is_as_written = text.get(entry.key_span.clone()) == Some(&entry.key);
            let name = (!is_as_written).then(|| entry.key.as_ref().into());
            self.node(entry.key_span.clone(), name, &entry.node, text);
        }
    }

    fn node(&mut self, key: Span, name: Option<Box<str>>, node: &Node<'_>, text: &str) {
        let holds = match &node.value {
            Value::List(_) => Holds::Entries,
            Value::Table(_) => Holds::Keys,
            Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
                Holds::Nothing
            }
        };
        let place = self.begin(key, name, node.span.clone(), holds);
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.node(0..0, None, item, text)),
            Value::Table(table) => self.table(table, text),
            Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
        }
        self.end(place);
    }

    fn begin(&mut self, key: Span, name: Option<Box<str>>, span: Span, holds: Holds) -> usize {
        let place = self.marks.len();
        self.marks.push(Mark { key, name, span, holds, end: place.saturating_add(1) });
        place
    }

    /// Ends the mark of a value.
    pub(super) fn end(&mut self, place: usize) {
        let end = self.marks.len();
        if let Some(mark) = self.marks.get_mut(place) {
            mark.end = end;
        }
    }
}
