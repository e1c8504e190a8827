//! What the actions are filtered by.

use super::line::Line;
use crate::model::Date;
use crate::query::{Filter, FilterError};

/// The filter, as it was typed and as it holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    pub line: Line,
    /// The last one that could be read.
    pub filter: Filter,
    /// Why what was typed cannot be read.
    pub error: Option<FilterError>,
}

impl Search {
    /// A filter that is still to be read.
    pub(super) fn of(text: &str) -> Self {
        Self { line: Line::new(text), ..Self::default() }
    }

    /// Reads what was typed; what cannot be read leaves the filter as it was.
    pub(super) fn read(&mut self, today: Date) {
        match Filter::parse(self.line.text(), today) {
            Ok(filter) => (self.filter, self.error) = (filter, None),
            Err(error) => self.error = Some(error),
        }
    }
}
