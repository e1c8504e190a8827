//! What a filter says, once its words are understood: a tree of terms.

use std::fmt;

use super::text::{Needle, Pattern};
use super::words::{Part, Quality};
use crate::model::{Date, DueKind, Field};

/// Terms, and how they hang together. Its depth is bounded by the parser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// All must hold; with none, everything is selected.
    All(Vec<Self>),
    /// One must hold.
    Any(Vec<Self>),
    Not(Box<Self>),
    Term(Term),
}

/// A question about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// The term as text, from which it can be read again.
    pub spelling: Box<str>,
    pub test: Test,
}

/// What a term asks of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Any of its texts contains this.
    Mentions(Needle),
    Is(Quality),
    Has(Part),
    /// A text of this field contains the needle.
    Contains(Field, Needle),
    /// A text of this field is the needle.
    Equals(Field, Needle),
    /// The reference, or one of those in this field, matches.
    Named(Field, Pattern),
    /// The reference comes before or after another.
    Ordered(Comparison, Box<str>),
    /// The step of this scale compares so with the step in that place.
    Step(Field, Comparison, usize),
    Rating(Comparison, &'static str),
    /// The day in this field compares so with a stretch of days.
    Day(Field, Comparison, Days),
    Deadline(DueKind),
    Number(Field, Comparison, i64),
}

/// A day or a period, by its first and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

/// How a value stands to the one that it is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Same,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Comparison {
    /// Whether a value stands so to the stretch from `first` to `last`, both of which belong to it.
    pub(super) fn holds<T: Ord + Copy>(self, value: T, first: T, last: T) -> bool {
        match self {
            Self::Same => first <= value && value <= last,
            Self::Below => value < first,
            Self::AtMost => value <= last,
            Self::Above => value > last,
            Self::AtLeast => value >= first,
        }
    }
}

/// The filter as text, from which the same filter can be read.
impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term(term) => formatter.write_str(&term.spelling),
            Self::Not(inner) => write!(formatter, "not {}", Within { inner, binds: !inner.is_list() }),
            Self::All(parts) => write_joined(formatter, parts, " ", |part| !part.is_list()),
            Self::Any(parts) => write_joined(formatter, parts, " or ", |part| !matches!(part, Self::Any(_))),
        }
    }
}

impl Expression {
    /// Every term in it, from the left.
    pub(super) fn terms(&self) -> Vec<&Term> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::terms).collect(),
            Self::Not(inner) => inner.terms(),
            Self::Term(term) => vec![term],
        }
    }

    const fn is_list(&self) -> bool {
        matches!(self, Self::All(_) | Self::Any(_))
    }
}

fn write_joined(
    formatter: &mut fmt::Formatter<'_>,
    parts: &[Expression],
    between: &str,
    binds: impl Fn(&Expression) -> bool,
) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        let before = if place > 0 { between } else { "" };
        write!(formatter, "{before}{}", Within { inner: part, binds: binds(part) })?;
    }
    Ok(())
}

/// An expression within another, in parentheses unless it binds its parts more closely.
struct Within<'e> {
    inner: &'e Expression,
    binds: bool,
}

impl fmt::Display for Within<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.binds { self.inner.fmt(formatter) } else { write!(formatter, "({})", self.inner) }
    }
}
