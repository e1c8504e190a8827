//! Words of people as typed values: deadlines, leads, levels, money, ratings, as plans really put them.
//!
//! | the words for | are read by |
//! |---|---|
//! | when something is to be done | [`deadline::read`], [`deadline::of_serial`] |
//! | who does it | [`lead::read`] |
//! | how confident people are, and the risks | [`level::read`], [`level::read_confidence`], [`level::read_risks`] |
//! | what it costs | [`money::read`], [`money::of_number`] |
//! | how progress is rated | [`rating::read`], [`rating::of_colour`], [`rating::within`] |
//! | where the work stands | [`status::read`] |
//! | what has been done | [`updates::read`] |
//!
//! Nothing is guessed. A [`Phrase`] says what of the words it has understood and whether that is certain; what is not
//! certain is for its caller to keep in the source's own words.

pub mod deadline;
pub mod lead;
pub mod level;
pub mod money;
pub mod rating;
pub mod status;
pub mod updates;
mod words;

/// What was made of some words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase<T> {
    /// What they say; as much of it as is certain.
    pub value: T,
    /// Whether that is all that they say about it, beyond doubt.
    pub is_certain: bool,
    /// What of the words the value does not say.
    pub rest: Option<String>,
}

impl<T> Phrase<T> {
    /// What the words say, and what they say besides.
    pub(crate) fn with_rest(value: T, rest: impl Into<String>) -> Self {
        Self { value, is_certain: true, rest: Some(rest.into()).filter(|rest| !rest.is_empty()) }
    }

    /// What may be in the words, which nobody can be sure of.
    pub(crate) fn doubtful(value: T, words: &str) -> Self {
        Self { value, is_certain: false, rest: Some(words.to_owned()) }
    }
}

#[cfg(test)]
#[cfg(test)]
mod tests;
