//! Why a text is no filter: what is wrong, where it stands, and what is meant.

use std::fmt;

use unicode_width::UnicodeWidthStr;

use super::hanging::hanging;
use crate::model::acts_on_terminals;
use crate::source::Span;

/// How much of a long filter is shown on each side of the wrong word, in characters.
const AROUND: usize = 32;

/// How much of a word a message repeats, in characters.
const LONGEST_WORD: usize = 40;

/// Why a text is no filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// The whole filter.
    pub text: String,
    /// The bytes of it that are wrong; empty where something is missing.
    pub span: Span,
    /// A lower-case phrase without a full stop.
    pub message: String,
    /// What to type instead.
    pub help: String,
}

impl FilterError {
    /// What is wrong at a place of a text that is yet to be named.
    pub(super) fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { text: String::new(), span, message: message.into(), help: help.into() }
    }

    /// The same with the text in which it stands.
    pub(super) fn within(self, text: &str) -> Self {
        Self { text: text.to_owned(), ..self }
    }
}

impl std::error::Error for FilterError {}

/// The message, the filter with a line that points at the wrong word, and the help.
impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |span: Span| self.text.get(span).unwrap_or_default();
        let before = shortened(part(0..self.span.start), End::Front);
        let wrong = shortened(part(self.span.clone()), End::Back);
        let after = shortened(part(self.span.end..self.text.len()), End::Back);
        writeln!(formatter, "{}", self.message)?;
        writeln!(formatter, "  {before}{wrong}{after}")?;
        writeln!(formatter, "  {:indent$}{}", "", "^".repeat(wrong.width().max(1)), indent = before.width())?;
        formatter.write_str(&hanging("help: ", &self.help))
    }
}

/// A word of the filter as a message repeats it.
pub(super) fn repeated(word: &str) -> String {
    let mut shown: String = word.chars().take(LONGEST_WORD).map(harmless).collect();
    if word.chars().nth(LONGEST_WORD).is_some() {
        shown.push('…');
    }
    shown
}

/// The end from which a long text is cut.
#[derive(Clone, Copy)]
enum End {
    Front,
    Back,
}

fn shortened(text: &str, end: End) -> String {
    let count = text.chars().count();
    let harmless = text.chars().map(harmless);
    match end {
        _ if count <= AROUND => harmless.collect(),
        End::Front => std::iter::once('…').chain(harmless.skip(count.saturating_sub(AROUND))).collect(),
        End::Back => harmless.take(AROUND).chain(['…']).collect(),
    }
}

/// The character, or a sign in its place where it would act on a terminal or break the line.
fn harmless(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        _ if acts_on_terminals(c) => '\u{fffd}',
        _ => c,
    }
}
