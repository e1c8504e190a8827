//! Trees as values: any type that derives `Deserialize`, with every problem of the text and not only the first.
//!
//! Serde stops at its first error. So the value that could not be read is set aside and the reading begun again
//! without it, until the rest reads; every key of the plan files may be absent, so it always does in the end.

use std::borrow::Cow;
use std::cell::RefCell;

use serde::de::value::CowStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use toml::value::Datetime;

use super::problem::{Fault, Problem, address_of, listed};
use super::tree::{Entry, Node, Table, Value};
use crate::diagnostic::{RuleName, did_you_mean};
use crate::model::{Date, Deadline, acts_on_terminals, in_one_line};
use crate::source::Span;

/// So many problems of one file are reported; a file with more is hardly a plan file.
pub(crate) const MOST_FAULTS: usize = 100;

/// What a tree gave.
pub(crate) struct Reading<T> {
    /// The value, as far as it could be read; nothing where too much of it could not.
    pub value: Option<T>,
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
    /// The keys at its top that give something that could not be read.
    pub unread: Vec<String>,
}

/// Reads a tree into a value, as far as it can be read, with everything that is wrong with it.
///
/// Texts lose the characters that could act on a terminal; `is_clean` says that the file holds none as they stand.
pub(crate) fn read<T: for<'d> de::Deserialize<'d> + Default>(table: &Table<'_>, is_clean: bool) -> Reading<T> {
    let mut aside: Vec<&Node<'_>> = Vec::new();
    let mut faults = Vec::new();
    let value = loop {
        let pass = Pass { is_clean, aside: &aside, notes: RefCell::default() };
        let whole = TableReader { pass: &pass, table, span: 0..0 };
        match T::deserialize(whole) {
            Ok(value) => {
                faults.extend(pass.notes.into_inner());
                break Some(value);
            }
            Err(problem) => {
                let culprit = problem.culprit().and_then(|address| find(table, address));
                if !culprit.is_some_and(|node| follows(&problem, node, &aside)) {
                    faults.push(problem.settled());
                }
                match culprit {
                    Some(node) if aside.len() < MOST_FAULTS => aside.push(node),
                    _ => break None,
                }
            }
        }
    };
    let is_lost = |entry: &&Entry<'_>| aside.iter().any(|node| within(&entry.node, address_of(node)).is_some());
    let unread = table.entries.iter().filter(is_lost).map(|entry| entry.key.to_string()).collect();
    faults.sort_by_key(|fault: &Fault| fault.span.start);
    Reading { value, faults, unread }
}

/// Whether a key is missing only because what it gives was set aside before.
fn follows(problem: &Problem, node: &Node<'_>, aside: &[&Node<'_>]) -> bool {
    match (problem.missing_key(), &node.value) {
        (Some(key), Value::Table(table)) => {
            table.get(key).is_some_and(|entry| aside.iter().any(|node| std::ptr::eq(*node, &raw const entry.node)))
        }
        _ => false,
    }
}

/// The node at an address, which a problem names so that it need not borrow the tree.
fn find<'a, 't>(table: &'a Table<'t>, address: usize) -> Option<&'a Node<'t>> {
    table.entries.iter().find_map(|entry| within(&entry.node, address))
}

fn within<'a, 't>(node: &'a Node<'t>, address: usize) -> Option<&'a Node<'t>> {
    if address_of(node) == address {
        return Some(node);
    }
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| within(item, address)),
        Value::Table(table) => find(table, address),
        _ => None,
    }
}

/// One attempt to read a tree.
struct Pass<'a, 't> {
    is_clean: bool,
    aside: &'a [&'a Node<'t>],
    /// Problems that do not stop the reading.
    notes: RefCell<Vec<Fault>>,
}

impl Pass<'_, '_> {
    fn is_aside(&self, node: &Node<'_>) -> bool {
        !self.aside.is_empty() && self.aside.iter().any(|aside| std::ptr::eq(*aside, node))
    }

    /// Notes a problem; past the most that are reported one more, to show that there are.
    fn note(&self, rule: RuleName, span: &Span, words: impl FnOnce() -> (String, String)) {
        let mut notes = self.notes.borrow_mut();
        if notes.len() <= MOST_FAULTS {
            let (message, help) = words();
            notes.push(Fault { rule, message, help: Some(help), span: span.clone() });
        }
    }

    fn unknown_key(&self, entry: &Entry<'_>, known: &[&str]) {
        self.note(RuleName::UNKNOWN_KEY, &entry.key_span, || {
            let help = match did_you_mean(&entry.key, known.iter().copied()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("the keys here are {}", listed(known)),
            };
            (format!("unknown key `{}`", in_one_line(&entry.key)), help)
        });
    }

    /// The text with plain ends of lines, and without what could act on a terminal, which is reported.
    fn clean<'x>(&self, text: &'x str, span: &Span) -> Cow<'x, str> {
        if !text.chars().any(acts_on_terminals) {
            return Cow::Borrowed(text);
        }
        let text = text.replace("\r\n", "\n");
        if let Some(bad) = text.chars().find(|&c| acts_on_terminals(c)) {
            self.note(RuleName::CONTROL_CHARACTER, span, || control_words(bad));
        }
        Cow::Owned(text.chars().map(|c| if acts_on_terminals(c) { '\u{fffd}' } else { c }).collect())
    }
}

/// What is said of a character that could act on a terminal, and what to do about it.
pub(crate) fn control_words(found: char) -> (String, String) {
    let message = format!("the text holds the control character U+{:04X}", u32::from(found));
    (message, "delete it; it could hide text or act on a terminal".to_owned())
}

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
struct TableReader<'a, 't> {
    pass: &'a Pass<'a, 't>,
    table: &'a Table<'t>,
    span: Span,
}

impl<'a, 't> TableReader<'a, 't> {
    const fn entries(&self, known: Option<&'static [&'static str]>) -> EntriesReader<'a, 't> {
        EntriesReader { pass: self.pass, table: self.table, next: 0, known }
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
}

impl<'a> EntriesReader<'a, '_> {
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
        while let Some(entry) = self.table.entries.get(self.next) {
            self.next += 1;
            match self.known {
                _ if self.pass.is_aside(&entry.node) => {}
                Some(known) if !known.contains(&entry.key.as_ref()) => self.pass.unknown_key(entry, known),
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
