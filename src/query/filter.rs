//! The filter language.

use std::fmt;

use super::Judged;
use crate::model::Date;

/// A question that an action answers with yes or no.
#[derive(Debug, Clone, Default)]
pub struct Filter {}

/// Why a text is no filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    message: String,
}

impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Filter {
    /// The filter that the arguments of a command spell.
    ///
    /// # Errors
    ///
    /// A word that is no part of the language, with its place and what may be meant.
    pub fn from_arguments(_words: &[String], _today: Date) -> Result<Self, FilterError> {
        Ok(Self {})
    }

    /// Whether an action answers with yes.
    #[must_use]
    pub fn selects(&self, _judged: &Judged<'_>) -> bool {
        true
    }
}
