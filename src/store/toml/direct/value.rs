//! What stands behind a key: texts, words, and lists and tables in brackets.

use std::borrow::Cow;

use memchr::memchr_iter;
use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::scan::{Key, Word};
use super::{GaveUp, Met, Reader, text_reader};
use crate::model::{Date, Deadline};

/// Hands over the value that stands where the text is read.
pub(super) struct ValueReader<'a, 't>(pub(super) &'a mut Reader<'t>);

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
