//! Pictures, each with its numbers beside it: nobody has to see one to know what it shows.

use super::Table;
use crate::model::{CostState, Date, Direction, Rating, Scheme};

/// A picture with the table of what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its name for links and files, which no other figure of the document has.
    pub key: String,
    /// What it shows.
    pub title: String,
    /// What a reader is to see in it, in a sentence: what a screen reader says instead.
    pub message: String,
    pub picture: Picture,
    /// The same in numbers.
    pub numbers: Table,
}

/// What a picture is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// A bar for each group, of parts that add up. Bars share one scale.
    Bars(Vec<Bar>),
    Timeline(Timeline),
    Course(Course),
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub label: String,
    /// In the order in which they stand; parts of no size are left out.
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub series: Series,
    pub size: f64,
    /// The size as people read it: `12`, `£2,000`.
    pub words: String,
}

/// What the parts of a bar have in common that look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    Rating(Rating, Scheme, Wording),
    Money(CostState),
}

/// In whose words something is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wording {
    /// Those of the people who keep the plan: `red`.
    Partnership,
    /// Those that anybody understands: `behind`.
    Public,
}

/// What falls on which day.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    pub from: Date,
    pub to: Date,
    pub today: Date,
    /// In the order of their days.
    pub marks: Vec<Mark>,
}

/// Something that falls on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub on: Date,
    pub label: String,
    pub kind: MarkKind,
}

/// What falls on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The deadline of an action with this rating.
    Deadline(Rating, Scheme),
    Review,
    /// The day by which an objective or a measure is to be where it should be.
    Target,
    Meeting,
}

/// How a measure went, and where it should go.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    pub unit: Option<String>,
    pub direction: Option<Direction>,
    /// Where it started, and when, if that is known.
    pub baseline: Option<(Option<Date>, f64)>,
    /// In the order of their days.
    pub readings: Vec<(Date, f64)>,
    /// Where it should be, and when, if that is known.
    pub target: Option<(Option<Date>, f64)>,
}

impl Series {
    /// What it is called in the key of a picture.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rating(rating, _, Wording::Partnership) => rating.word(),
            Self::Rating(rating, _, Wording::Public) => rating.in_plain_words(),
            Self::Money(state) => state.word(),
        }
    }
}

impl Bar {
    /// The sizes of its parts together.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.parts.iter().map(|part| part.size).sum()
    }
}
