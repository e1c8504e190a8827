//! A text as the pieces that it is made of: every byte of it belongs to one, comments and blank lines included.
//!
//! [`split`](mod@super::split) takes a text apart.

use crate::model::{Date, Plain};
use crate::source::Span;
use crate::store::toml::{self, Entry, Node, Table, Value};

/// A text in pieces.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub items: Vec<Item>,
    /// What stands after the last piece: blank lines and comments.
    pub tail: String,
}

/// A piece of a text.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Line(Line),
    Block(Block),
    Clash(Clash),
}

/// Some lines of a text with what stands above them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// The blank lines and comments above.
    pub lead: String,
    /// The lines themselves, each with its end.
    pub text: String,
    /// The bytes of the lines that are the value or the header; what follows them is a comment.
    pub said: Span,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub statement: Statement,
    pub key: String,
    pub value: Plain,
}

/// A header with what stands below it.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub statement: Statement,
    pub kind: BlockKind,
    pub name: String,
    pub items: Vec<Item>,
}

/// What a header begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// `[name]`
    Table,
    /// `[[name]]`
    Entry,
}

/// A piece that came out differently on both sides; a side that has none took it out.
#[derive(Debug, Clone)]
pub(super) struct Clash {
    pub lead: String,
    pub ours: Option<Box<Item>>,
    pub theirs: Option<Box<Item>>,
}

/// How to read a text in which there are clashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

impl Document {
    /// What the text says, to be compared.
    pub(super) fn value(&self, side: Side) -> Plain {
        ordered(Plain::Table(entries(&self.items, side)))
    }

    pub(super) fn has_clash(&self) -> bool {
        has_clash(&self.items)
    }
}

/// What a text says, to be compared; nothing where it is not TOML.
pub(super) fn value_of(text: &str) -> Option<Plain> {
    table(&toml::parse(text).ok()?).map(ordered)
}

impl Statement {
    /// The lines up to the end of the value or the header.
    pub(super) fn up_to(&self) -> &str {
        self.text.get(..self.said.end).unwrap_or_default()
    }

    /// What follows the value or the header: blanks, a comment, the end of the line.
    pub(super) fn after(&self) -> &str {
        self.text.get(self.said.end..).unwrap_or_default()
    }
}

impl Item {
    pub(super) const fn statement(&self) -> Option<&Statement> {
        match self {
            Self::Line(line) => Some(&line.statement),
            Self::Block(block) => Some(&block.statement),
            Self::Clash(_) => None,
        }
    }

    /// The blank lines and comments above it.
    pub(super) const fn lead_mut(&mut self) -> &mut String {
        match self {
            Self::Line(line) => &mut line.statement.lead,
            Self::Block(block) => &mut block.statement.lead,
            Self::Clash(clash) => &mut clash.lead,
        }
    }

    /// The piece as it is when one side is taken.
    pub(super) fn on(&self, side: Side) -> Option<&Self> {
        match (self, side) {
            (Self::Line(_) | Self::Block(_), _) => Some(self),
            (Self::Clash(clash), Side::Ours) => clash.ours.as_deref(),
            (Self::Clash(clash), Side::Theirs) => clash.theirs.as_deref(),
        }
    }

    /// Its key, or the name in its header.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Line(line) => &line.key,
            Self::Block(block) => &block.name,
            Self::Clash(clash) => clash.ours.as_ref().or(clash.theirs.as_ref()).map_or("", |item| item.name()),
        }
    }

    /// Whether it stands under a header of its own.
    pub(super) fn is_block(&self) -> bool {
        match self {
            Self::Line(_) => false,
            Self::Block(_) => true,
            Self::Clash(clash) => clash.ours.as_ref().or(clash.theirs.as_ref()).is_some_and(|item| item.is_block()),
        }
    }

    /// Whether it is one of a list of tables.
    pub(super) fn is_entry(&self) -> bool {
        match self {
            Self::Line(_) => false,
            Self::Block(block) => block.kind == BlockKind::Entry,
            Self::Clash(clash) => clash.ours.as_ref().or(clash.theirs.as_ref()).is_some_and(|item| item.is_entry()),
        }
    }

    /// What it says.
    pub(super) fn value(&self, side: Side) -> Plain {
        match self.on(side) {
            Some(Self::Line(line)) => line.value.clone(),
            Some(Self::Block(block)) => Plain::Table(entries(&block.items, side)),
            Some(Self::Clash(_)) | None => Plain::Table(Vec::new()),
        }
    }
}

fn has_clash(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Line(_) => false,
        Item::Block(block) => has_clash(&block.items),
        Item::Clash(_) => true,
    })
}

fn entries(items: &[Item], side: Side) -> Vec<(String, Plain)> {
    let mut entries: Vec<(String, Plain)> = Vec::new();
    for item in items.iter().filter_map(|item| item.on(side)) {
        let value = item.value(side);
        let list = entries.iter_mut().find(|(key, _)| item.is_entry() && *key == item.name());
        match list {
            Some((_, Plain::List(list))) => list.push(value),
            _ if item.is_entry() => entries.push((item.name().to_owned(), Plain::List(vec![value]))),
            _ => entries.push((item.name().to_owned(), value)),
        }
    }
    entries
}

/// The same value with the keys of each table in the order of the alphabet.
fn ordered(value: Plain) -> Plain {
    match value {
        Plain::Table(entries) => {
            let mut entries: Vec<_> = entries.into_iter().map(|(key, value)| (key, ordered(value))).collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            Plain::Table(entries)
        }
        Plain::List(items) => Plain::List(items.into_iter().map(ordered).collect()),
        other => other,
    }
}

fn table(table: &Table<'_>) -> Option<Plain> {
    let entry = |entry: &Entry<'_>| Some((entry.key.to_string(), plain(&entry.node)?));
    table.entries.iter().map(entry).collect::<Option<_>>().map(Plain::Table)
}

/// The plain form of a value; nothing for a time of day, which no plan file holds.
pub(super) fn plain(node: &Node<'_>) -> Option<Plain> {
    Some(match &node.value {
        Value::Text(text) => Plain::Text(text.to_string()),
        Value::Integer(number) => Plain::Whole(*number),
        Value::Float(number) => Plain::Number(*number),
        Value::Boolean(value) => Plain::Truth(*value),
        Value::Datetime(moment) => Plain::Day(Date::parse(&moment.to_string())?),
        Value::List(items) => Plain::List(items.iter().map(plain).collect::<Option<_>>()?),
        Value::Table(inner) => table(inner)?,
    })
}
