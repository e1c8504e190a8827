//! A plain text read straight into a value, in one way through it.
//!
//! It gives up, by returning nothing, on every mistake, be it of the text or of what it says, and on what is rare: what
//! the [scanner](scan) does not know, and tables that do not follow what holds them. [`full`](super::full) and
//! [`read()`](super::read()) then do the work. Where both read a text they give the same value and the same marks;
//! tests hold them to it.

mod lines;
mod scan;
mod value;

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer};

use super::marks::{Holds, Marks};
use crate::source::Span;
use lines::TableReader;
use scan::{Header, Key, Scanner};
use value::ValueReader;

/// The most keys of one table that may have any key; it looks for those it has met among them all.
const MOST_KEYS: usize = 200;

/// Reads a text, which must not hold characters that act on terminals, with the places of its values where they are
/// wanted. It nests no deeper than the type of the value does.
pub(crate) fn read<T: for<'d> Deserialize<'d>>(text: &str, wants_marks: bool) -> Option<(T, Option<Marks>)> {
    let mut reader = Reader { scan: Scanner::new(text), header: None, marks: wants_marks.then(Marks::new) };
    let value = T::deserialize(TableReader::of_text(&mut reader)).ok()?;
    let is_whole = reader.header.is_none() && reader.scan.peek().is_none();
    is_whole.then(|| (value, reader.marks.map(Marks::whole)))
}

/// That a text is not read this way, for whatever reason.
#[derive(Debug)]
struct GaveUp;

impl fmt::Display for GaveUp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a plain text")
    }
}

impl std::error::Error for GaveUp {}

impl de::Error for GaveUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A text, how far it is read, and what was met that is not handed over yet.
struct Reader<'t> {
    scan: Scanner<'t>,
    /// The header that was read last, until the table that it begins is.
    header: Option<Header<'t>>,
    marks: Option<Marks>,
}

impl<'t> Reader<'t> {
    /// Reads the value that stands here, under its key where it has one.
    fn value<'de, S: DeserializeSeed<'de>>(&mut self, key: Option<&Key<'t>>, seed: S) -> Result<S::Value, GaveUp> {
        let Some(marks) = &mut self.marks else { return seed.deserialize(ValueReader(self)) };
        let holds = match self.scan.peek() {
            Some(b'[') => Holds::Entries,
            Some(b'{') => Holds::Keys,
            Some(_) | None => Holds::Nothing,
        };
        let start = self.scan.at();
        let place = marks.begin(key_span(key), start..start, holds);
        let value = seed.deserialize(ValueReader(self))?;
        if let Some(marks) = &mut self.marks {
            marks.end_at(place, self.scan.at());
        }
        Ok(value)
    }

    fn end(&mut self, place: usize) {
        if let Some(marks) = &mut self.marks {
            marks.end(place);
        }
    }
}

/// The keys that a table was met with, of which none may come twice.
enum Met<'t> {
    /// Those of a struct, which says itself when one does.
    IsKnown,
    Keys(Vec<&'t str>),
}

impl<'t> Met<'t> {
    fn meet(&mut self, key: &'t str) -> Result<(), GaveUp> {
        match self {
            Self::Keys(keys) if keys.len() >= MOST_KEYS || keys.contains(&key) => return Err(GaveUp),
            Self::Keys(keys) => keys.push(key),
            Self::IsKnown => {}
        }
        Ok(())
    }
}

/// The place of a key; nothing for what has none.
fn key_span(key: Option<&Key<'_>>) -> Span {
    key.map_or(0..0, |key| key.span.clone())
}

fn text_reader(text: &str) -> StrDeserializer<'_, GaveUp> {
    text.into_deserializer()
}
