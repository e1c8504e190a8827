//! What stands where in a text that may be half typed: headers, keys and values with their places.
//!
//! The readers of plan files want texts without mistakes; who is asked about a text while it is being written cannot
//! wait for that. So this takes whatever the same parser makes of it, goes on after each mistake, and judges nothing.

mod builder;
mod chunks;

use toml_parser::parser::parse_document;
use toml_parser::{ParseError, Source};

use crate::source::{Span, Step};
use builder::Builder;
use chunks::chunks;

/// A text as the headers, keys and values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What stands above the first header, and what stands below each; never empty.
    pub sections: Vec<Section>,
    pub comments: Vec<Span>,
}

/// A header with what stands below it, up to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The way to its table: none above the first header, `update` and 2 for the third `[[update]]`.
    pub steps: Vec<Step>,
    pub header: Option<Header>,
    pub entries: Vec<Entry>,
    /// From its header to the next.
    pub span: Span,
}

/// A line `[a.b]` or `[[a.b]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub keys: Vec<Name>,
    pub kind: HeaderKind,
    /// From its first bracket to its last, or to what is there of it.
    pub span: Span,
}

/// How many tables a header may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderKind {
    /// `[rating]`: one.
    Table,
    /// `[[update]]`: one each time.
    List,
}

/// A key with its value, as far as they are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The parts of the key; a dotted key has several.
    pub keys: Vec<Name>,
    /// The byte after its `=`, where there is one.
    pub equals: Option<usize>,
    pub value: Option<Value>,
}

/// A part of a key, or a word where one should be; empty where it is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// A value, or what is there of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    pub span: Span,
    pub held: Held,
}

/// What a value holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// A text, a number, a day or whatever else is typed there; empty where nothing is.
    Scalar(Scalar),
    List(Vec<Value>),
    Table(Vec<Entry>),
}

/// A single value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// What it says, without quotation marks.
    pub text: String,
    pub quote: Quote,
    /// What stands between the quotation marks.
    pub inner: Span,
}

/// The quotation marks around a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    None,
    /// Of either kind, on one line.
    Closed,
    /// With the second one missing.
    Open,
    /// Three of either kind.
    Lines,
}

impl Outline {
    /// The outline of any text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut builder = Builder::new(source);
        for chunk in chunks(&tokens, text) {
            let mut errors: Option<ParseError> = None;
            builder.begin(chunk.last().map_or(0, |token| token.span().end()));
            parse_document(chunk, &mut builder, &mut errors);
        }
        builder.finish(text)
    }

    /// The section that a byte stands in.
    #[must_use]
    pub fn section_at(&self, byte: usize) -> Option<&Section> {
        self.sections.iter().rev().find(|section| section.span.start <= byte).or_else(|| self.sections.first())
    }

    /// The scalars of a text, each with the way to it, in their order.
    pub fn scalars(&self) -> impl Iterator<Item = (Vec<Step>, &Value, &Scalar)> {
        let mut found = Vec::new();
        for section in &self.sections {
            collect_entries(&section.entries, &section.steps, &mut found);
        }
        found.into_iter()
    }
}

impl Entry {
    /// Its key, the first part of a dotted one.
    #[must_use]
    pub fn key(&self) -> &str {
        self.keys.first().map_or("", |name| &name.text)
    }

    /// The way to its value from that to its table.
    #[must_use]
    pub fn steps(&self, table: &[Step]) -> Vec<Step> {
        table.iter().cloned().chain(self.keys.iter().map(|name| Step::Key(name.text.clone().into()))).collect()
    }

    /// From its key to the end of its value.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.keys.first().map_or(0, |name| name.span.start);
        let keys = self.keys.last().map_or(0, |name| name.span.end);
        let end = self.value.as_ref().map(|value| value.span.end).or(self.equals).unwrap_or(keys);
        start..end.max(keys)
    }
}

fn collect_entries<'o>(entries: &'o [Entry], table: &[Step], found: &mut Vec<(Vec<Step>, &'o Value, &'o Scalar)>) {
    for entry in entries {
        if let Some(value) = &entry.value {
            collect(value, entry.steps(table), found);
        }
    }
}

fn collect<'o>(value: &'o Value, steps: Vec<Step>, found: &mut Vec<(Vec<Step>, &'o Value, &'o Scalar)>) {
    match &value.held {
        Held::Scalar(scalar) => found.push((steps, value, scalar)),
        Held::List(items) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, steps.iter().cloned().chain([Step::Entry(number)]).collect(), found);
            }
        }
        Held::Table(entries) => collect_entries(entries, &steps, found),
    }
}
