//! A TOML text as a tree whose every part knows its place in the text.

use std::borrow::Cow;

use toml::value::Datetime;

use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'t> {
    /// The bytes of the value; of a table with a header or an entry of `[[x]]`, the bytes of the header.
    pub span: Span,
    pub value: Value<'t>,
}

/// What a TOML text can hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'t> {
    Text(Cow<'t, str>),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Datetime(Datetime),
    List(Vec<Node<'t>>),
    Table(Table<'t>),
}

/// Keys and their values, in the order in which they stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table<'t> {
    pub entries: Vec<Entry<'t>>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<'t> {
    pub key: Cow<'t, str>,
    pub key_span: Span,
    pub node: Node<'t>,
}

impl<'t> Table<'t> {
    /// The entry with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'t>> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}
