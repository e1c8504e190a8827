//! What is told about something, as values that any view can show.

/// A few words about something: what it is, what holds of it, and what it looks like in a file.
///
/// What stands between backticks in its texts is a literal. All of them may hold text from files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    pub title: String,
    pub paragraphs: Vec<String>,
    /// What holds of it, each with what it is: `Lead`, `Housing Manager`.
    pub facts: Vec<(String, String)>,
    /// How it is written in a file.
    pub example: Option<String>,
}

impl Note {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// The same with one more paragraph, unless it says nothing.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Self {
        self.paragraphs.extend(Some(text.into()).filter(|text| !text.trim().is_empty()));
        self
    }

    /// The same with one more fact, where there is one.
    pub(super) fn with(mut self, term: &str, value: Option<String>) -> Self {
        self.facts.extend(value.filter(|value| !value.trim().is_empty()).map(|value| (term.to_owned(), value)));
        self
    }
}
