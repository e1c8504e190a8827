//! What an argument of a command line may become, where the shell holds the words together.

use super::super::arguments::{is_filter, value_of};
use super::super::lexer::{Operator, is_quote, quoted};
use super::{Suggestion, Then, filter, fitting, values};
use crate::query::Vocabulary;

/// What an argument may become; each suggestion takes the place of all of it.
///
/// `before` is the argument before it, in which an operator may wait for its value. The argument is as the program
/// gets it, without the quotation marks of the shell, and so is every suggestion.
#[must_use]
pub fn argument(before: &str, word: &str, vocabulary: &Vocabulary) -> Vec<Suggestion> {
    if let Some(suggestions) = value_with_blanks(word, vocabulary) {
        return suggestions;
    }
    let waits = Operator::ALL.iter().any(|operator| before.ends_with(operator.sign())) && !before.contains(is_quote);
    let start = if waits { format!("{before} ") } else { String::new() };
    let text = format!("{start}{word}");
    let suggestions = filter(&text, text.len(), vocabulary).into_iter();
    let whole = suggestions.filter(|suggestion| suggestion.range.start >= start.len());
    let whole = whole.map(|suggestion| Suggestion {
        text: format!("{}{}", text.get(start.len()..suggestion.range.start).unwrap_or_default(), suggestion.text),
        range: 0..word.len(),
        ..suggestion
    });
    whole.collect()
}

/// The values of an argument that is one term of a field of texts, and so needs no quotation marks within it.
fn value_with_blanks(word: &str, vocabulary: &Vocabulary) -> Option<Vec<Suggestion>> {
    let term = word.trim_start_matches("not ").trim_start_matches('-');
    let typed = value_of(term).filter(|value| !is_filter(value))?;
    let start = word.strip_suffix(typed)?;
    let before = term.strip_suffix(typed)?;
    let (name, operator) = Operator::ALL.into_iter().find_map(|operator| {
        let name = before.strip_suffix(operator.sign())?;
        (!name.ends_with(['!', '<', '>'])).then_some((name, operator))
    })?;
    let words = fitting(values::of(name, operator, vocabulary), typed).into_iter();
    let written = |text: &str| if is_filter(text) { quoted(text, |_| false) } else { text.to_owned() };
    let whole = words.map(|value| Suggestion {
        range: 0..word.len(),
        text: format!("{start}{}", written(&value.text)),
        about: value.about,
        then: Then::Blank,
    });
    Some(whole.collect())
}
