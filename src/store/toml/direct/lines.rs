//! Tables that have lines of their own: the whole text, and what stands below headers.

use memchr::memchr_iter;
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::scan::Key;
use super::{GaveUp, Met, Reader, key_span, text_reader};
use crate::store::toml::marks::Holds;

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
pub(super) struct TableReader<'a, 't> {
    reader: &'a mut Reader<'t>,
    level: Level<'t>,
}

impl<'a, 't> TableReader<'a, 't> {
    /// Of the whole text.
    pub(super) const fn of_text(reader: &'a mut Reader<'t>) -> Self {
        Self { reader, level: Level::Top }
    }
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

impl<'t> Reader<'t> {
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
