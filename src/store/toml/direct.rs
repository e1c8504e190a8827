//! A plain text read straight into a value, in one way through it.
//!
//! It gives up, by returning nothing, on every mistake, be it of the text or of what it says, and on what is rare: what
//! the [scanner](super::scan) does not know, and tables that do not follow what holds them. [`full`](super::full) and
//! [`read()`](super::read()) then do the work. Where both read a text they give the same value and the same marks;
//! tests hold them to it.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr_iter;
use serde::de::value::StrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::marks::{Holds, Marks};
use super::scan::{Header, Key, Scanner, Word};
use crate::model::{Date, Deadline};
use crate::source::Span;

/// The most keys of one table that may have any key; it looks for those it has met among them all.
const MOST_KEYS: usize = 200;

/// Reads a text, which must not hold characters that act on terminals, with the places of its values where they are
/// wanted. It nests no deeper than the type of the value does.
pub(crate) fn read<T: for<'d> Deserialize<'d>>(text: &str, wants_marks: bool) -> Option<(T, Option<Marks>)> {
    let mut reader = Reader { scan: Scanner::new(text), header: None, marks: wants_marks.then(Marks::new) };
    let value = T::deserialize(TableReader { reader: &mut reader, level: Level::Top }).ok()?;
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

    /// Reads what stands below a header, as a value of the table of this level.
    fn below<'de, S: DeserializeSeed<'de>>(&mut self, level: Level<'t>, seed: S) -> Result<S::Value, GaveUp> {
        let header = self.header.as_ref().ok_or(GaveUp)?;
        let below = match level {
            Level::Top => Level::Below(header.key.text),
            Level::Below(_) | Level::Deepest => Level::Deepest,
        };
        if header.is_list {
            let header = header.text;
            let place = self.begin_below(Holds::Entries, true);
            let value = seed.deserialize(HeadersReader { reader: self, header, level: below })?;
            self.end(place);
            return Ok(value);
        }
        self.table_below(true, below, seed)
    }

    /// Reads the entries below the last header as a table.
    fn table_below<'de, S: DeserializeSeed<'de>>(
        &mut self,
        has_key: bool,
        level: Level<'t>,
        seed: S,
    ) -> Result<S::Value, GaveUp> {
        let place = self.begin_below(Holds::Keys, has_key);
        self.header = None;
        let value = seed.deserialize(TableReader { reader: self, level })?;
        self.end(place);
        Ok(value)
    }

    /// Begins the mark of what stands below the last header.
    fn begin_below(&mut self, holds: Holds, has_key: bool) -> usize {
        let (Some(marks), Some(header)) = (&mut self.marks, &self.header) else { return 0 };
        marks.begin(key_span(has_key.then_some(&header.key)), header.span.clone(), holds)
    }

    fn end(&mut self, place: usize) {
        if let Some(marks) = &mut self.marks {
            marks.end(place);
        }
    }
}

/// What a table stands below.
#[derive(Clone, Copy)]
enum Level<'t> {
    /// Nothing: it is the text as a whole.
    Top,
    /// A header of this key.
    Below(&'t str),
    /// A header of two keys, under which there are no others.
    Deepest,
}

/// Hands over a table that has lines of its own: the whole text, or what stands below a header.
struct TableReader<'a, 't> {
    reader: &'a mut Reader<'t>,
    level: Level<'t>,
}

impl<'de> Deserializer<'de> for TableReader<'_, '_> {
    type Error = GaveUp;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        visitor.visit_map(Entries { reader: self.reader, level: self.level, met: Met::Keys(Vec::new()), key: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GaveUp> {
        visitor.visit_map(Entries { reader: self.reader, level: self.level, met: Met::IsKnown, key: None })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, GaveUp> {
        Err(GaveUp)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier
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

/// Hands over the entries of a table that has lines of its own: its values, then the tables under its headers.
struct Entries<'a, 't> {
    reader: &'a mut Reader<'t>,
    level: Level<'t>,
    met: Met<'t>,
    /// The key whose value stands behind it; nothing where it stands below a header.
    key: Option<Key<'t>>,
}

impl<'t> Entries<'_, 't> {
    fn next_key(&mut self) -> Result<Option<&'t str>, GaveUp> {
        let scan = &mut self.reader.scan;
        if self.reader.header.is_none() {
            scan.gap().ok_or(GaveUp)?;
            match scan.peek() {
                None => return Ok(None),
                Some(b'[') => self.reader.header = Some(scan.header().ok_or(GaveUp)?),
                Some(_) => {
                    let key = scan.key_of_value().ok_or(GaveUp)?;
                    let text = key.text;
                    self.key = Some(key);
                    return Ok(Some(text));
                }
            }
        }
        let Some(header) = &self.reader.header else { return Ok(None) };
        match (&self.level, &header.above) {
            (Level::Top, None) => Ok(Some(header.key.text)),
            (Level::Below(own), Some(above)) if *own == above.text => Ok(Some(header.key.text)),
            (Level::Below(_) | Level::Deepest, _) => Ok(None),
            (Level::Top, Some(_)) => Err(GaveUp),
        }
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_, '_> {
    type Error = GaveUp;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, GaveUp> {
        let Some(key) = self.next_key()? else { return Ok(None) };
        self.met.meet(key)?;
        seed.deserialize(text_reader(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, GaveUp> {
        let Some(key) = self.key.take() else { return self.reader.below(self.level, seed) };
        let value = self.reader.value(Some(&key), seed)?;
        self.reader.scan.line_end().ok_or(GaveUp)?;
        Ok(value)
    }
}

/// Hands over a list of tables, each under the same header.
struct HeadersReader<'a, 't> {
    reader: &'a mut Reader<'t>,
    header: &'t str,
    level: Level<'t>,
}

impl<'de> Deserializer<'de> for HeadersReader<'_, '_> {
    type Error = GaveUp;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        visitor.visit_seq(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        visitor.visit_some(self)
    }

    /// Serde would take a list for the values of the keys in their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, GaveUp> {
        Err(GaveUp)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, GaveUp> {
        Err(GaveUp)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier
    }
}

impl<'de> de::SeqAccess<'de> for HeadersReader<'_, '_> {
    type Error = GaveUp;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, GaveUp> {
        let is_next = self.reader.header.as_ref().is_some_and(|header| header.text == self.header);
        is_next.then(|| self.reader.table_below(false, self.level, seed)).transpose()
    }

    /// As many as there are headers, so that lists take no more memory than they need.
    fn size_hint(&self) -> Option<usize> {
        let left = self.reader.scan.left();
        let is_header = |at: &usize| left.get(*at..).is_some_and(|text| text.starts_with(self.header.as_bytes()));
        Some(memchr_iter(b'[', left).filter(is_header).count().saturating_add(1))
    }
}

/// Hands over the value that stands where the text is read.
struct ValueReader<'a, 't>(&'a mut Reader<'t>);

impl ValueReader<'_, '_> {
    /// Hands over a value without quotation marks.
    fn word<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        day: impl FnOnce(Date, V) -> Result<V::Value, GaveUp>,
    ) -> Result<V::Value, GaveUp> {
        match self.0.scan.word().ok_or(GaveUp)? {
            Word::Truth(value) => visitor.visit_bool(value),
            Word::Whole(number) => visitor.visit_i64(number),
            Word::Number(number) => visitor.visit_f64(number),
            Word::Day(date) => day(date, visitor),
        }
    }
}

impl<'de> Deserializer<'de> for ValueReader<'_, '_> {
    type Error = GaveUp;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        let scan = &mut self.0.scan;
        match scan.peek() {
            Some(b'"' | b'\'') => match scan.text().ok_or(GaveUp)? {
                Cow::Borrowed(text) => visitor.visit_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Some(b'[') => {
                let mut items = Items { reader: self.0, is_begun: false, is_done: false };
                let value = visitor.visit_seq(&mut items)?;
                if items.is_done { Ok(value) } else { Err(GaveUp) }
            }
            Some(b'{') => {
                let mut pairs =
                    Pairs { reader: self.0, met: Met::Keys(Vec::new()), key: None, is_begun: false, is_done: false };
                let value = visitor.visit_map(&mut pairs)?;
                if pairs.is_done { Ok(value) } else { Err(GaveUp) }
            }
            Some(_) | None => self.word(visitor, |_, _| Err(GaveUp)),
        }
    }

    /// Dates go over as days, under the names by which the model asks for them.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, GaveUp> {
        let is_date = name == Date::TOKEN || name == Deadline::TOKEN;
        if is_date && self.0.scan.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.word(visitor, |date, visitor| visitor.visit_i32(date.days()));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, GaveUp> {
        visitor.visit_some(self)
    }

    /// Serde would take a list for the values of the keys in their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GaveUp> {
        if self.0.scan.peek() == Some(b'[') { Err(GaveUp) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, GaveUp> {
        match self.0.scan.peek() {
            Some(b'"' | b'\'') => visitor.visit_enum(text_reader(&self.0.scan.text().ok_or(GaveUp)?)),
            Some(_) | None => Err(GaveUp),
        }
    }

    /// The value of a key that nothing asks for.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, GaveUp> {
        Err(GaveUp)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier
    }
}

/// Hands over the items of a list in brackets.
struct Items<'a, 't> {
    reader: &'a mut Reader<'t>,
    is_begun: bool,
    is_done: bool,
}

impl Items<'_, '_> {
    /// Whether there is another item.
    fn is_next(&mut self) -> Option<bool> {
        let scan = &mut self.reader.scan;
        let is_apart = if self.is_begun {
            scan.gap()?;
            scan.take(b',').is_some()
        } else {
            scan.take(b'[')?;
            true
        };
        self.is_begun = true;
        scan.gap()?;
        self.is_done = scan.take(b']').is_some();
        (self.is_done || is_apart).then_some(!self.is_done)
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = GaveUp;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, GaveUp> {
        let is_next = !self.is_done && self.is_next().ok_or(GaveUp)?;
        is_next.then(|| self.reader.value(None, seed)).transpose()
    }

    /// As many as there are texts, so that lists take no more memory than they need.
    fn size_hint(&self) -> Option<usize> {
        let list = self.reader.scan.left().split(|byte| *byte == b']').next()?;
        Some(memchr_iter(b'"', list).count() / 2).filter(|texts| *texts > 0)
    }
}

/// Hands over the pairs of keys and values in braces.
struct Pairs<'a, 't> {
    reader: &'a mut Reader<'t>,
    met: Met<'t>,
    key: Option<Key<'t>>,
    is_begun: bool,
    is_done: bool,
}

impl Pairs<'_, '_> {
    /// Whether there is another pair, whose key is read then.
    fn is_next(&mut self) -> Option<bool> {
        let scan = &mut self.reader.scan;
        if self.is_begun {
            scan.blanks();
            self.is_done = scan.take(b',').is_none();
        } else {
            scan.take(b'{')?;
            scan.blanks();
            self.is_done = scan.peek() == Some(b'}');
        }
        self.is_begun = true;
        if self.is_done {
            scan.take(b'}')?;
        } else {
            scan.blanks();
            self.key = Some(scan.key_of_value()?);
        }
        Some(!self.is_done)
    }
}

impl<'de> de::MapAccess<'de> for Pairs<'_, '_> {
    type Error = GaveUp;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, GaveUp> {
        if self.is_done || !self.is_next().ok_or(GaveUp)? {
            return Ok(None);
        }
        let Some(key) = &self.key else { return Err(GaveUp) };
        self.met.meet(key.text)?;
        seed.deserialize(text_reader(key.text)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, GaveUp> {
        self.reader.value(self.key.take().as_ref(), seed)
    }
}

/// The place of a key; nothing for what has none.
fn key_span(key: Option<&Key<'_>>) -> Span {
    key.map_or(0..0, |key| key.span.clone())
}

fn text_reader(text: &str) -> StrDeserializer<'_, GaveUp> {
    text.into_deserializer()
}
