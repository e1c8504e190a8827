//! A problem of a plan, as a value between the rules that find it and the formats that show it.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::source::{Edit, Place, Position, Span};

/// The name of a rule: kebab-case, never reused for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleName(pub &'static str);

/// The rules whose problems show while files are read; the others are found by the rules themselves.
impl RuleName {
    pub const TOML_SYNTAX: Self = Self("toml-syntax");
    pub const CONFLICT_MARKER: Self = Self("conflict-marker");
    pub const UNKNOWN_KEY: Self = Self("unknown-key");
    pub const WRONG_TYPE: Self = Self("wrong-type");
    pub const INVALID_VALUE: Self = Self("invalid-value");
    pub const INVALID_REFERENCE: Self = Self("invalid-reference");
    pub const DUPLICATE_REFERENCE: Self = Self("duplicate-reference");
    pub const STRAY_FILE: Self = Self("stray-file");
    pub const UNREADABLE_FILE: Self = Self("unreadable-file");
    pub const CONTROL_CHARACTER: Self = Self("control-character");
    pub const OUTSIDE_PLAN: Self = Self("outside-plan");
}

impl fmt::Display for RuleName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// The word for it in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A problem: what is wrong, where, and what to type next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: RuleName,
    pub severity: Severity,
    /// A lower-case phrase without a full stop, with literals in backticks.
    pub message: String,
    pub place: Place,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
    /// Whether it comes and goes with the date rather than with the files.
    pub timed: bool,
    /// Other places that have to do with it, each with what it shows.
    pub also: Vec<(Place, String)>,
    /// What puts it right, where that can be done without asking anybody.
    pub fix: Option<Fix>,
}

/// A change of the file of a problem that puts it right and cannot do harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Bytes of the file give way to others, with what that does in words.
    Edit { edit: Edit, said: String },
    /// The updates of the action change places, until they stand in the order of their days.
    SortUpdates,
}

impl Fix {
    /// What it does, in words.
    #[must_use]
    pub fn said(&self) -> &str {
        match self {
            Self::Edit { said, .. } => said,
            Self::SortUpdates => "the updates stand in the order of their dates",
        }
    }
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(rule: RuleName, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message: message.into(),
            place,
            help: None,
            timed: false,
            also: Vec::new(),
            fix: None,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(rule: RuleName, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(rule, place, message) }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn help(self, help: impl Into<Cow<'static, str>>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The word that its help asks after: `lead`, where that is ``did you mean `lead`?``.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        let rest = self.help.as_deref()?.strip_prefix("did you mean `")?;
        rest.split_once("`?").map(|(word, _)| word)
    }

    /// The words that its message quotes.
    pub fn quoted(&self) -> impl Iterator<Item = &str> {
        self.message.split('`').skip(1).step_by(2)
    }

    /// The same with another place that has to do with it.
    #[must_use]
    pub fn also(mut self, place: Place, what: impl Into<String>) -> Self {
        self.also.push((place, what.into()));
        self
    }
}

/// A problem with where it stands, ready to be shown.
#[derive(Debug, Clone)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub site: Site,
    /// Other places that have to do with it, each with what it shows.
    pub also: Vec<(Site, String)>,
}

/// Where something stands, as people see it.
#[derive(Debug, Clone)]
pub struct Site {
    /// The path from the working folder.
    pub path: String,
    /// The part of the text; nothing where the file as a whole is meant, or cannot be read.
    pub stretch: Option<Stretch>,
}

/// A part of a file's text.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The whole text.
    pub text: Arc<str>,
    /// Bytes of that text, between its characters.
    pub span: Span,
    pub start: Position,
    pub end: Position,
}

impl Site {
    /// The line and column at which it starts; a file as a whole starts at the first.
    #[must_use]
    pub fn start(&self) -> Position {
        self.stretch.as_ref().map_or(Position { line: 1, column: 1 }, |stretch| stretch.start)
    }
}

/// The known word that a wrong one is most likely meant to be.
#[must_use]
pub fn did_you_mean<'w>(wrong: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    alike(wrong, known).into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

/// The known word that a wrong one is meant to be, where no other comes near it.
#[must_use]
pub fn surely_means<'w>(wrong: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    match alike(wrong, known).as_slice() {
        [(_, only)] => Some(only),
        several => several.iter().find(|(_, word)| word.eq_ignore_ascii_case(wrong)).map(|(_, word)| *word),
    }
}

/// The known words that are like a wrong one, each with how much, from 0 to 1.
pub fn alike<'w>(wrong: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<(f64, &'w str)> {
    if wrong.len() > LONGEST_WORD {
        return Vec::new();
    }
    let wrong = wrong.to_lowercase();
    let scored = known.into_iter().map(|word| (strsim::jaro_winkler(&wrong, &word.to_lowercase()), word));
    scored.filter(|(score, _)| *score > 0.8).collect()
}

/// The longest text, in bytes, that is compared with known words, of which the longest are half as long: nobody means
/// one of them by a longer text.
const LONGEST_WORD: usize = 256;

#[cfg(test)]
mod tests {
    use super::{did_you_mean, surely_means};

    #[test]
    fn a_slip_of_the_finger_finds_the_word_that_was_meant() {
        let known = ["lead", "deadline", "support", "review"];
        assert_eq!(did_you_mean("leed", known), Some("lead"));
        assert_eq!(did_you_mean("Dead-line", known), Some("deadline"));
        assert_eq!(did_you_mean("zebra", known), None);
    }

    #[test]
    fn what_could_be_meant_in_two_ways_is_not_sure() {
        assert_eq!(surely_means("leed", ["lead", "deadline"]), Some("lead"));
        assert_eq!(surely_means("leed", ["lead", "leer"]), None);
        assert_eq!(surely_means("Lead", ["lead", "leads"]), Some("lead"));
    }
}
