//! Any part of a plan as a plain value, for comparing two versions and for writing one down.
//!
//! Dates stay dates here, which they would not in JSON.

use std::fmt;

use serde::ser::{self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::Date;

/// A value as a plan file can hold it.
#[derive(Debug, Clone, PartialEq)]
pub enum Plain {
    Text(String),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Day(Date),
    List(Vec<Plain>),
    /// Keys and values in the order of their definition; a key without a value is left out.
    Table(Vec<(String, Plain)>),
}

impl Plain {
    /// The plain value of a part of a plan; nothing for what is absent.
    #[must_use]
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Option<Self> {
        value.serialize(Writer).ok().flatten()
    }

    /// The value at a key of a table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Table(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// The value as a person reads it.
impl fmt::Display for Plain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Whole(number) => write!(formatter, "{number}"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Truth(true) => formatter.write_str("yes"),
            Self::Truth(false) => formatter.write_str("no"),
            Self::Day(date) => formatter.write_str(&date.in_words()),
            Self::List(items) => joined(formatter, items.iter().map(|item| (None, item))),
            Self::Table(entries) => joined(formatter, entries.iter().map(|(key, value)| (Some(key.as_str()), value))),
        }
    }
}

fn joined<'a>(
    formatter: &mut fmt::Formatter<'_>,
    parts: impl Iterator<Item = (Option<&'a str>, &'a Plain)>,
) -> fmt::Result {
    for (place, (key, value)) in parts.enumerate() {
        let separator = if place == 0 { "" } else { ", " };
        match key {
            Some(key) => write!(formatter, "{separator}{key} {value}")?,
            None => write!(formatter, "{separator}{value}")?,
        }
    }
    Ok(())
}

/// No part of a plan holds what this says.
#[derive(Debug)]
pub(super) struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a value of a plan")
    }
}

impl std::error::Error for NotPlain {}

impl ser::Error for NotPlain {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<Option<Plain>, NotPlain>;

struct Writer;

/// The methods of a serializer for kinds of value that no part of a plan has.
macro_rules! never {
    ($($method:ident($($kind:ty),*)),+ $(,)?) => {
        $(fn $method(self, $(_: $kind),*) -> Written { Err(NotPlain) })+
    };
}

impl Serializer for Writer {
    type Ok = Option<Plain>;
    type Error = NotPlain;
    type SerializeSeq = ListWriter;
    type SerializeTuple = Impossible<Option<Plain>, NotPlain>;
    type SerializeTupleStruct = Impossible<Option<Plain>, NotPlain>;
    type SerializeTupleVariant = Impossible<Option<Plain>, NotPlain>;
    type SerializeMap = TableWriter;
    type SerializeStruct = TableWriter;
    type SerializeStructVariant = Impossible<Option<Plain>, NotPlain>;

    fn serialize_bool(self, value: bool) -> Written {
        Ok(Some(Plain::Truth(value)))
    }

    fn serialize_i64(self, value: i64) -> Written {
        Ok(Some(Plain::Whole(value)))
    }

    fn serialize_u64(self, value: u64) -> Written {
        i64::try_from(value).map(|value| Some(Plain::Whole(value))).map_err(|_| NotPlain)
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Written {
        Ok(Some(Plain::Number(value)))
    }

    fn serialize_str(self, value: &str) -> Written {
        Ok(Some(Plain::Text(value.to_owned())))
    }

    fn serialize_none(self) -> Written {
        Ok(None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    /// A date comes under its own name, as text.
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Written {
        match (value.serialize(self)?, name) {
            (Some(Plain::Text(text)), Date::TOKEN) => {
                Date::parse(&text).map(|date| Some(Plain::Day(date))).ok_or(NotPlain)
            }
            (other, _) => Ok(other),
        }
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ListWriter, NotPlain> {
        Ok(ListWriter(Vec::with_capacity(length.unwrap_or(0))))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<TableWriter, NotPlain> {
        Ok(TableWriter { entries: Vec::new(), key: None })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<TableWriter, NotPlain> {
        self.serialize_map(None)
    }

    never! {
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_u8(u8), serialize_u16(u16),
        serialize_f32(f32), serialize_char(char), serialize_bytes(&[u8]), serialize_unit(),
        serialize_unit_struct(&'static str),
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(NotPlain)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotPlain> {
        Err(NotPlain)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotPlain> {
        Err(NotPlain)
    }
}

struct ListWriter(Vec<Plain>);

impl SerializeSeq for ListWriter {
    type Ok = Option<Plain>;
    type Error = NotPlain;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        self.0.extend(value.serialize(Writer)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Some(Plain::List(self.0)))
    }
}

struct TableWriter {
    entries: Vec<(String, Plain)>,
    key: Option<String>,
}

impl SerializeMap for TableWriter {
    type Ok = Option<Plain>;
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotPlain> {
        match key.serialize(Writer)? {
            Some(Plain::Text(key)) => self.key = Some(key),
            _ => return Err(NotPlain),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        let key = self.key.take().ok_or(NotPlain)?;
        self.entries.extend(value.serialize(Writer)?.map(|value| (key, value)));
        Ok(())
    }

    fn end(self) -> Written {
        Ok(Some(Plain::Table(self.entries)))
    }
}

impl SerializeStruct for TableWriter {
    type Ok = Option<Plain>;
    type Error = NotPlain;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), NotPlain> {
        self.entries.extend(value.serialize(Writer)?.map(|value| (key.to_owned(), value)));
        Ok(())
    }

    fn end(self) -> Written {
        SerializeMap::end(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::model::{Action, Date, Deadline, Interval, Money, Period, Recurrence};

    #[test]
    fn a_part_of_a_plan_becomes_plain_with_its_dates() {
        let date = Date::parse("2009-07-01").expect("a date");
        let action = Action {
            text: Some("Review".into()),
            support: vec!["PCT".into()],
            deadline: Some(Deadline::By(Period::Day(date))),
            recurs: Some(Recurrence { every: Interval::months(3), from: date }),
            public: Some(false),
            costs: vec![crate::model::Cost { amount: Some(Money::from_pence(200_000)), ..Default::default() }],
            ..Action::default()
        };
        let plain = Plain::of(&action).expect("an action is a table");
        assert_eq!(plain.get("action"), Some(&Plain::Text("Review".into())));
        assert_eq!(plain.get("deadline"), Some(&Plain::Day(date)));
        assert_eq!(plain.get("lead"), None);
        assert_eq!(plain.get("public"), Some(&Plain::Truth(false)));
        assert_eq!(
            plain.get("cost"),
            Some(&Plain::List(vec![Plain::Table(vec![("amount".into(), Plain::Whole(2000))])]))
        );
        assert_eq!(plain.get("recurs").map(ToString::to_string).as_deref(), Some("every 3 months, from 1 July 2009"));
    }
}
