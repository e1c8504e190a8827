//! Trees as values: any type that derives `Deserialize`, with every problem of the text and not only the first.
//!
//! Serde stops at its first error. So the value that could not be read is set aside and the reading begun again
//! without it, until the rest reads; every key of the plan files may be absent, so it always does in the end.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::value::CowStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use toml::value::Datetime;

use super::tree::{Entry, Node, Table, Value};
use crate::diagnostic::{RuleName, did_you_mean};
use crate::model::{Date, Deadline};
use crate::source::Span;

/// So many problems of one file are reported; a file with more is hardly a plan file.
const MOST_FAULTS: usize = 100;

/// A problem of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub rule: RuleName,
    pub message: String,
    pub help: Option<String>,
    pub span: Span,
}

/// What a tree gave.
pub(crate) struct Reading<T> {
    /// The value, as far as it could be read.
    pub value: T,
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
                break value;
            }
            Err(problem) => {
                let culprit = problem.0.culprit.and_then(|address| find(table, address));
                if !culprit.is_some_and(|node| follows(&problem, node, &aside)) {
                    faults.push(problem.settled());
                }
                match culprit {
                    Some(node) if aside.len() < MOST_FAULTS => aside.push(node),
                    _ => break T::default(),
                }
            }
        }
    };
    faults.sort_by_key(|fault: &Fault| fault.span.start);
    let is_lost = |entry: &&Entry<'_>| aside.iter().any(|node| within(&entry.node, address_of(node)).is_some());
    let unread = table.entries.iter().filter(is_lost).map(|entry| entry.key.to_string()).collect();
    Reading { value, faults, unread }
}

/// Whether a key is missing only because what it gives was set aside before.
fn follows(problem: &Problem, node: &Node<'_>, aside: &[&Node<'_>]) -> bool {
    match (&problem.0.what, &node.value) {
        (What::Missing(key), Value::Table(table)) => {
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

fn address_of(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node).addr()
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

    fn note(&self, rule: RuleName, span: &Span, message: String, help: Option<String>) {
        self.notes.borrow_mut().push(Fault { rule, message, help, span: span.clone() });
    }

    fn unknown_key(&self, entry: &Entry<'_>, known: &[&str]) {
        let help = match did_you_mean(&entry.key, known.iter().copied()) {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("the keys here are {}", listed(known)),
        };
        self.note(RuleName::UNKNOWN_KEY, &entry.key_span, format!("unknown key `{}`", visible(&entry.key)), Some(help));
    }

    /// The text without carriage returns, and without what could act on a terminal, which is reported.
    fn clean<'x>(&self, text: &'x str, span: &Span) -> Cow<'x, str> {
        if !text.chars().any(|c| c == '\r' || acts_on_terminals(c)) {
            return Cow::Borrowed(text);
        }
        if let Some(bad) = text.chars().find(|&c| acts_on_terminals(c)) {
            let message = format!("the text holds the control character U+{:04X}", u32::from(bad));
            self.note(
                RuleName::CONTROL_CHARACTER,
                span,
                message,
                Some("delete it; a plan holds plain text".to_owned()),
            );
        }
        let kept = text.chars().filter(|&c| c != '\r').map(|c| if acts_on_terminals(c) { '\u{fffd}' } else { c });
        Cow::Owned(kept.collect())
    }
}

/// Whether a character is a control, or changes the direction of the text around it.
pub(crate) const fn acts_on_terminals(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text for a message: what could act on a terminal is spelled out.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if acts_on_terminals(c) || c.is_control() { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Why a value could not be read; it learns its key and place on the way up.
///
/// Boxed, because every step of the reading returns room for one.
#[derive(Debug)]
pub(crate) struct Problem(Box<Details>);

#[derive(Debug)]
struct Details {
    rule: RuleName,
    what: What,
    help: Option<String>,
    key: Option<String>,
    span: Option<Span>,
    culprit: Option<usize>,
}

#[derive(Debug)]
enum What {
    /// A whole sentence.
    Said(String),
    /// What should stand there, and what does.
    Expected(String, String),
    /// A word that is not among those that may stand there.
    NotOneOf(String),
    /// A key that has to be there.
    Missing(&'static str),
}

impl Problem {
    fn new(rule: RuleName, what: What, help: Option<String>) -> Self {
        Self(Box::new(Details { rule, what, help, key: None, span: None, culprit: None }))
    }

    fn at(mut self, node: &Node<'_>) -> Self {
        if self.0.culprit.is_none() {
            (self.0.span, self.0.culprit) = (Some(node.span.clone()), Some(address_of(node)));
        }
        self
    }

    fn within(mut self, span: Span) -> Self {
        self.0.span.get_or_insert(span);
        self
    }

    fn under(mut self, key: &str) -> Self {
        self.0.key.get_or_insert_with(|| visible(key));
        self
    }

    fn settled(self) -> Fault {
        let Details { rule, what, help, key, span, .. } = *self.0;
        let usual = || key.as_deref().and_then(usual_form).or_else(|| usual_quotes(&what));
        let help = help.or_else(|| usual().map(str::to_owned));
        let key = key.map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
        let message = match what {
            What::Said(sentence) => sentence,
            What::Expected(expected, found) => format!("{key} should be {expected}, not {found}"),
            What::NotOneOf(word) => format!("{key} cannot be `{word}`"),
            What::Missing(key) => format!("the key `{key}` is missing here"),
        };
        Fault { rule, message, help, span: span.unwrap_or(0..0) }
    }
}

/// What to type where a value is of the wrong kind.
fn usual_quotes(what: &What) -> Option<&'static str> {
    let What::Expected(expected, _) = what else { return None };
    Some(match expected.as_str() {
        "text in quotation marks" | "a word in quotation marks" => "put it in quotation marks: `\"…\"`",
        "a list in square brackets" => "put it in square brackets, also where it is alone: `[\"…\"]`",
        "true or false" => "write `true` or `false` without quotation marks",
        "a whole number" | "a number" => "write the figure alone, without quotation marks or a unit",
        "a table" => "write its keys in braces, `{ key = \"…\" }`, or under a heading in square brackets",
        _ => return None,
    })
}

/// What to type at a key whose value has a form of its own.
fn usual_form(key: &str) -> Option<&'static str> {
    Some(match key {
        "deadline" | "deadline_was" => {
            "write a day `2026-12-01`, or `\"2026-12\"`, `\"2026-Q4\"`, `\"2026-autumn\"`, `\"2026/27\"` or `\"ongoing\"`"
        }
        "target_date" | "year" => {
            "write a day `2026-12-01`, or `\"2026-12\"`, `\"2026-Q4\"`, `\"2026-autumn\"` or `\"2026/27\"`"
        }
        "every" | "stale_after" | "due_soon" => "write `\"3 months\"`, `\"1 year\"`, `\"2 weeks\"` or `\"10 days\"`",
        "depends_on" | "see" => "write `[\"3.1.1\"]`, or `[\"bristol-2008-11:3.1.1\"]` for one of another plan",
        "carried_from" => "write the plan and the reference: `\"bristol-2008-11:3.1.1\"`",
        "amount" => "write the pounds as a number: `2000` or `12.50`",
        "starts" | "ends" | "closed" | "date" | "done" | "review" | "from" | "until" | "occurrence"
        | "baseline_date" => "write the day without quotation marks: `2026-12-01`",
        _ => return None,
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.what {
            What::Said(sentence) => formatter.write_str(sentence),
            What::Expected(expected, found) => write!(formatter, "expected {expected}, found {found}"),
            What::NotOneOf(word) => write!(formatter, "unknown word {word}"),
            What::Missing(key) => write!(formatter, "no key {key}"),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(RuleName::INVALID_VALUE, What::Said(visible(&message.to_string())), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let what = What::Expected(plain_expected(&expected.to_string()), plain_found(&found));
        Self::new(RuleName::WRONG_TYPE, what, None)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let what = What::Expected(expected.to_string(), plain_found(&found));
        Self::new(RuleName::INVALID_VALUE, what, None)
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        let list = format!("it is one of {}", listed(known));
        let help = match did_you_mean(word, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? {list}"),
            None => list,
        };
        Self::new(RuleName::INVALID_VALUE, What::NotOneOf(visible(word)), Some(help))
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(RuleName::INVALID_VALUE, What::Missing(key), Some(format!("add `{key} = …`")))
    }
}

/// Serde's words for what it expects, as a person would say them.
fn plain_expected(expected: &str) -> String {
    match expected {
        "a string" => "text in quotation marks",
        "a sequence" => "a list in square brackets",
        "a boolean" => "true or false",
        "a map" => "a table",
        "i64" => "a whole number",
        "f64" => "a number",
        other if other.starts_with("struct ") => "a table",
        other if other.starts_with("enum ") => "a word in quotation marks",
        other => other,
    }
    .to_owned()
}

fn plain_found(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(_) => "text".to_owned(),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
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
