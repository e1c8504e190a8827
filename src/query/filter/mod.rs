//! The filter language: one small language wherever actions are chosen.
//!
//! ```text
//! arguments ──▶ text ──lexer──▶ tokens ──parser, meaning──▶ expression ──selects──▶ yes or no
//! ```
//!
//! Reads text and looks at actions; knows nothing of commands, files or the terminal.

mod arguments;
pub mod completion;
mod error;
mod expression;
mod hanging;
mod lexer;
mod meaning;
mod parser;
mod reference;
mod selects;
mod text;
mod words;

pub use arguments::is_negated_term;
pub use error::FilterError;
pub use reference::{Chapter, chapters, reference};
pub use words::field;

use std::fmt;

use super::Judged;
use crate::model::{Date, Field, Flag};
use expression::{Expression, Test};
use words::{Part, Quality};

/// Whether what an action has in a field takes no more than its own plan.
#[must_use]
pub const fn field_stays_in_plan(field: Field) -> bool {
    !matches!(field, Field::Flags | Field::Reason)
}

/// A question that an action answers with yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    expression: Expression,
}

impl Filter {
    /// The filter that the arguments of a command spell, all of which must hold.
    ///
    /// The arguments are joined by blanks. An argument such as `lead:Housing Manager`, from which the shell took
    /// the quotation marks, is read as `lead:"Housing Manager"`: where it starts with a field of texts and an
    /// operator, and the rest has no sign or word of the language, the whole rest is the value.
    ///
    /// # Errors
    ///
    /// A word that is no part of the language, with its place and what may be meant.
    pub fn from_arguments(words: &[String], today: Date) -> Result<Self, FilterError> {
        Self::parse(&arguments::joined(words), today)
    }

    /// The filter that a text spells; a blank one selects everything. `today` is what the word means in a date.
    ///
    /// # Errors
    ///
    /// A word that is no part of the language, with its place and what may be meant.
    pub fn parse(text: &str, today: Date) -> Result<Self, FilterError> {
        let expression = parser::parse(text, today).map_err(|error| error.within(text))?;
        Ok(Self { expression })
    }

    /// Whether an action answers with yes.
    #[must_use]
    pub fn selects(&self, judged: &Judged<'_>) -> bool {
        self.expression.selects(judged)
    }

    /// Whether the answer for an action takes no more than its own plan: whether it waits, and what goes on with it, may
    /// depend on others.
    #[must_use]
    pub fn stays_in_plan(&self) -> bool {
        self.expression.terms().into_iter().all(|term| match &term.test {
            Test::Is(quality) => *quality != Quality::Flag(Flag::Waiting),
            Test::Contains(field, _) | Test::Equals(field, _) => field_stays_in_plan(*field),
            // Who has any flag may have no other than that of waiting.
            Test::Has(part) => *part != Part::Field(Field::Flags),
            Test::Mentions(_)
            | Test::Named(..)
            | Test::Ordered(..)
            | Test::Step(..)
            | Test::Rating(..)
            | Test::Day(..)
            | Test::Deadline(_)
            | Test::Number(..) => true,
        })
    }

    /// What may have been meant instead, for a filter that selects nothing.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        self.expression.terms().into_iter().find_map(|term| match &term.test {
            Test::Mentions(_) => {
                let word =
                    Quality::all().map(|(word, _)| word).find(|word| word.eq_ignore_ascii_case(&term.spelling))?;
                Some(format!("`{word}` was searched for as a text; `is:{word}` asks what an action is"))
            }
            Test::Named(_, pattern) if !pattern.is_open() => {
                let shown = &term.spelling;
                Some(format!("`{shown}` is one reference and no other; `{shown}.*` takes all that start with it"))
            }
            _ => None,
        })
    }
}

/// The filter that selects everything.
impl Default for Filter {
    fn default() -> Self {
        Self { expression: Expression::All(Vec::new()) }
    }
}

/// The filter as text, from which the same filter can be read on the same day.
impl fmt::Display for Filter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(formatter)
    }
}

#[cfg(test)]
mod tests;
