//! A tree handed over to serde, value by value, each problem with its place.

use std::borrow::Cow;

use serde::de::value::CowStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use toml::value::Datetime;

use super::problem::Problem;
use super::read::Pass;
use super::tree::{Entry, Node, Table, Value};
use crate::model::{Date, Deadline};
use crate::source::Span;

/// Hands a value over to serde.
#[derive(Clone, Copy)]
struct NodeReader<'a, 't> {
    pass: &'a Pass<'a, 't>,
    node: &'a Node<'t>,
}

impl<'de> Deserializer<'de> for NodeReader<'_, '_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        let Self { pass, node } = self;
        let result = match &node.value {
            Value::Text(text) if pass.is_clean && matches!(text, Cow::Borrowed(_)) => visitor.visit_str(text),
            Value::Text(text) => visitor.visit_str(&pass.clean(text, &node.span)),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) if number.is_finite() => visitor.visit_f64(*number),
            Value::Float(number) => Err(de::Error::invalid_value(Unexpected::Float(*number), &"a finite number")),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Datetime(_) => Err(de::Error::invalid_type(Unexpected::Other("a date"), &visitor)),
            Value::List(items) => visitor.visit_seq(ListReader { pass, items: items.iter() }),
            Value::Table(table) => {
                return TableReader { pass, table, span: node.span.clone() }
                    .deserialize_any(visitor)
                    .map_err(|p| p.at(node));
            }
        };
        result.map_err(|problem| problem.at(node))
    }

    /// Dates go over as days, under the names by which the model asks for them.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.value {
            Value::Datetime(datetime) if name == Date::TOKEN || name == Deadline::TOKEN => {
                day(datetime).and_then(|date| visitor.visit_i32(date.days())).map_err(|problem| problem.at(self.node))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_some(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.value {
            Value::Table(table) => {
                let reader = TableReader { pass: self.pass, table, span: self.node.span.clone() };
                reader.deserialize_struct(name, fields, visitor).map_err(|problem| problem.at(self.node))
            }
            // Serde would take a list for the values of the keys in their order.
            Value::List(_) => {
                let problem: Problem = de::Error::invalid_type(Unexpected::Seq, &visitor);
                Err(problem.at(self.node))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.value {
            Value::Text(text) => {
                let word: CowStrDeserializer<'_, Problem> = Cow::Borrowed(text.as_ref()).into_deserializer();
                visitor.visit_enum(word).map_err(|problem| problem.at(self.node))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

fn day(datetime: &Datetime) -> Result<Date, Problem> {
    let date = match datetime {
        Datetime { date: Some(date), time: None, offset: None } => {
            Date::new(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        }
        _ => return Err(de::Error::invalid_value(Unexpected::Other("a time"), &"a date alone, such as 2009-07-01")),
    };
    date.ok_or_else(|| de::Error::custom(format!("there is no day {datetime}")))
}

/// Hands the entries of a list over, but for those set aside.
struct ListReader<'a, 't> {
    pass: &'a Pass<'a, 't>,
    items: std::slice::Iter<'a, Node<'t>>,
}

impl<'de> de::SeqAccess<'de> for ListReader<'_, '_> {
    type Error = Problem;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Problem> {
        let pass = self.pass;
        let next = self.items.find(|node| !pass.is_aside(node));
        next.map(|node| seed.deserialize(NodeReader { pass, node }).map_err(|problem| problem.at(node))).transpose()
    }

    /// Exact, so that lists take no more memory than they need.
    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// Hands a table over.
pub(super) struct TableReader<'a, 't> {
    pub(super) pass: &'a Pass<'a, 't>,
    pub(super) table: &'a Table<'t>,
    pub(super) span: Span,
}

impl<'a, 't> TableReader<'a, 't> {
    const fn entries(&self, known: Option<&'static [&'static str]>) -> EntriesReader<'a, 't> {
        EntriesReader { pass: self.pass, table: self.table, next: 0, known, likely: 0 }
    }
}

impl<'de> Deserializer<'de> for TableReader<'_, '_> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_map(self.entries(None))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        let result = visitor.visit_map(self.entries(Some(fields)));
        result.map_err(|problem| problem.within(self.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Hands the entries of a table over, but for those set aside; notes the keys that nothing asks for.
struct EntriesReader<'a, 't> {
    pass: &'a Pass<'a, 't>,
    table: &'a Table<'t>,
    next: usize,
    /// The keys of the struct that is read; nothing for a map, where any key may stand.
    known: Option<&'static [&'static str]>,
    /// The place of the one behind the last that was met, which is likely to be the next.
    likely: usize,
}

impl<'a> EntriesReader<'a, '_> {
    /// Whether a key is one of those of the struct.
    fn knows(&mut self, known: &[&str], key: &str) -> bool {
        let (before, behind) = known.split_at_checked(self.likely).unwrap_or((known, &[]));
        let behind = behind.iter().zip(self.likely..);
        let place = behind.chain(before.iter().zip(0..)).find(|(word, _)| **word == key).map(|(_, place)| place);
        self.likely = place.map_or(self.likely, |place| place.saturating_add(1));
        place.is_some()
    }

    /// The key as the value may keep it; the keys of a struct are known words already.
    fn key(&self, entry: &'a Entry<'_>) -> Cow<'a, str> {
        match self.known {
            Some(_) => Cow::Borrowed(&entry.key),
            None => self.pass.clean(&entry.key, &entry.key_span),
        }
    }
}

impl<'de> de::MapAccess<'de> for EntriesReader<'_, '_> {
    type Error = Problem;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Problem> {
        let Self { pass, table, known, .. } = *self;
        while let Some(entry) = table.entries.get(self.next) {
            self.next = self.next.saturating_add(1);
            match known {
                _ if pass.is_aside(&entry.node) => {}
                Some(known) if !self.knows(known, &entry.key) => pass.unknown_key(entry, table, known),
                Some(_) | None => {
                    let key: CowStrDeserializer<'_, Problem> = self.key(entry).into_deserializer();
                    return seed.deserialize(key).map(Some);
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Problem> {
        let entry = self.next.checked_sub(1).and_then(|place| self.table.entries.get(place));
        let entry = entry.ok_or_else(|| <Problem as de::Error>::custom("a value was asked for before its key"))?;
        let reader = NodeReader { pass: self.pass, node: &entry.node };
        seed.deserialize(reader).map_err(|problem| problem.at(&entry.node).under(&entry.key))
    }
}
