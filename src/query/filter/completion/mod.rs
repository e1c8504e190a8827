//! What may be typed next in a filter, for shells, editors and the board.
//!
//! A text, a place in it and the words of the plans go in; suggestions come out. Reads nothing, and never says that
//! something is wrong: where nothing fits, there is nothing to suggest.

mod argument;
mod place;
mod values;

pub use argument::argument;
pub use values::{days, deadlines, years};

use super::lexer::Operator;
use super::words::field_names;
use crate::model::Field;
use crate::query::{Vocabulary, Word};
use crate::source::{Span, ceil_boundary};
use place::{Place, Value};

/// Something that may stand at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The bytes of the text whose place it takes; they end at the cursor.
    pub range: Span,
    pub text: String,
    /// What it stands for, in a line; empty where the text says it all.
    pub about: String,
    pub then: Then,
}

/// What comes after a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing, or a blank and the next term.
    Blank,
    /// A value, right behind it.
    Value,
}

/// What may stand at the cursor, a byte of the text, in place of what is typed before it.
///
/// What begins with what is typed comes before what has it at the start of another word, so that `man` finds
/// `Housing Manager` as well.
#[must_use]
pub fn filter(text: &str, cursor: usize, vocabulary: &Vocabulary) -> Vec<Suggestion> {
    let cursor = ceil_boundary(text, cursor);
    let head = text.get(..cursor).unwrap_or(text);
    match place::of(head) {
        Place::Nowhere => Vec::new(),
        Place::Term { start, follows } => {
            let typed = head.get(start..).unwrap_or_default();
            let words = terms(typed, follows);
            let about = |(word, then): (Word, Then)| Suggestion {
                range: start..cursor,
                text: word.text,
                about: word.about,
                then,
            };
            words.into_iter().map(about).collect()
        }
        Place::Value(value) => {
            let words = fitting(values::of(value.name, value.operator, vocabulary), &value.typed);
            let written = |word: Word| Suggestion {
                range: value.start..cursor,
                text: value.written(&word.text),
                about: word.about,
                then: Then::Blank,
            };
            words.into_iter().map(written).collect()
        }
    }
}

impl Value<'_> {
    /// A value as it has to be written here.
    fn written(&self, text: &str) -> String {
        let can_stand = |text: &str| !self.is_quoted && Operator::at_start(text).is_none();
        super::lexer::quoted(text, can_stand)
    }
}

/// The words that begin with what is typed, and then those in which another word does.
fn fitting(words: Vec<Word>, typed: &str) -> Vec<Word> {
    let typed = typed.to_lowercase();
    let (mut first, mut then) = (Vec::new(), Vec::new());
    for word in words {
        let folded = word.text.to_lowercase();
        if folded.starts_with(&typed) {
            first.push(word);
        } else if folded.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&typed)) {
            then.push(word);
        }
    }
    first.append(&mut then);
    first
}

/// What a term may begin with.
fn terms(typed: &str, follows: place::Follows) -> Vec<(Word, Then)> {
    const QUESTIONS: [(&str, &str); 3] =
        [("is", "what it is: overdue, open, …"), ("has", "something is there"), ("no", "nothing is there")];
    let word = |text: String, about: &str| Word { text, about: about.to_owned() };
    let begins = |name: &str| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
    let questions = QUESTIONS.into_iter().filter(|(name, _)| begins(name));
    let questions = questions.map(|(name, about)| (word(format!("{name}:"), about), Then::Value));
    let fields = field_names().filter(|name| begins(name)).filter_map(Field::from_word).flat_map(|field| {
        let is_whole = field.word().eq_ignore_ascii_case(typed);
        let operators = values::operators(field);
        let shown = if is_whole { operators.len() } else { 1 };
        operators.into_iter().take(shown).map(move |(operator, how)| {
            let about = if is_whole { format!("{}: {how}", field.summary()) } else { field.summary().to_owned() };
            (word(format!("{}{}", field.word(), operator.sign()), &about), Then::Value)
        })
    });
    let words = [("not", "the opposite of what follows"), ("or", "one of the two")];
    let words = words.into_iter().filter(|(text, _)| follows == place::Follows::Term || *text != "or");
    let words = words.filter(|(text, _)| begins(text)).map(|(text, about)| (word(text.to_owned(), about), Then::Blank));
    questions.chain(fields).chain(words).collect()
}

#[cfg(test)]
mod tests;
