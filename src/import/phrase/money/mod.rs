//! What an action costs, as people write it: `Campaigns £2K pa; printing £500`, `£60K to be sought from GOSW`.
//!
//! An amount is a cost of its own; what stands before it says what it is for, what stands after it says how often, in
//! which year, from whom, and whether the money is there. What has no amount, `Officer time` or `Within existing
//! resources`, is no cost but words, and left over. An amount with a question mark, one of a range, a unit price, a sum
//! of others or a part of one is no cost either: whoever adds them up would be wrong.

mod amount;
mod terms;

use super::Phrase;
use super::words::{is_too_long, tidy};
use crate::import::piece::{around, before};
use crate::model::{Cost, Money};
use amount::amounts;

pub use amount::of_number;

/// Reads the words for what something costs.
#[must_use]
pub fn read(words: &str) -> Phrase<Vec<Cost>> {
    if is_too_long(words) {
        return Phrase::doubtful(Vec::new(), words.trim());
    }
    let mut found = Found::default();
    for line in tidy(words).lines() {
        for sentence in sentences(line) {
            found.take(sentence);
        }
    }
    if found.has_doubt || (found.costs.is_empty() && found.rest.is_empty()) {
        return Phrase::doubtful(found.costs, words.trim());
    }
    Phrase::with_rest(found.costs, found.rest.join("\n"))
}

/// What a phrase holds.
#[derive(Default)]
struct Found {
    costs: Vec<Cost>,
    rest: Vec<String>,
    has_doubt: bool,
}

/// An amount with the words around it.
struct Stretch<'t> {
    before: &'t str,
    amount: Money,
    after: &'t str,
}

impl Found {
    /// Takes in a sentence: its amounts one by one, and what is left of it.
    fn take(&mut self, sentence: &str) {
        let amounts = amounts(sentence);
        let Some(first) = amounts.first() else {
            self.leave(sentence);
            return;
        };
        let mut words = before(sentence, first.onward);
        let followers = amounts.iter().skip(1).map(Some).chain([None]);
        for (place, (amount, next)) in amounts.iter().zip(followers).enumerate() {
            let tail = next.map_or(amount.after, |next| before(amount.after, next.onward));
            // Before the next amount, only the terms of this one are its own; the others say what that is for.
            let (own, others) = if next.is_some() { terms::split(tail) } else { (tail, "") };
            let stretch = Stretch { before: words, amount: amount.money, after: own };
            // `£12K (£6K secured)`: the second is a part of the first.
            let is_part = place > 0 && stretch.before.contains('(');
            if amount.is_doubtful || is_part || terms::is_doubtful(stretch.before, tail) {
                self.has_doubt = true;
            } else {
                self.add(&stretch);
            }
            words = others;
        }
    }

    fn add(&mut self, stretch: &Stretch<'_>) {
        let year = terms::only_year(stretch.before);
        let before = if year.is_some() { None } else { self.named(stretch.before) };
        let mut cost = Cost { amount: Some(stretch.amount), year, ..Cost::default() };
        let (own, others) = terms::split(stretch.after);
        let mut text = Vec::from_iter(before);
        text.extend(terms::read(own, &mut cost));
        let after = bare(others);
        // What follows an amount that has a text already is something else, unless a mark or a small word says not.
        if !text.is_empty() && !goes_on(others) {
            self.leave(after);
        } else if !after.is_empty() {
            text.push(after.to_owned());
        }
        cost.text = Some(text.join(", ")).filter(|text| !text.is_empty());
        self.costs.push(cost);
    }

    /// What an amount is for, by the words before it: without time of officers that is only named beside it.
    fn named(&mut self, before: &str) -> Option<String> {
        if let Some(words) = joined_to_last(before) {
            let last = self.costs.last().and_then(|cost| cost.text.as_deref()).unwrap_or_default();
            let text = [last, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            return Some(text).filter(|text| !text.is_empty());
        }
        let trimmed = before.trim();
        let (time, words) = terms::time_of_staff(trimmed);
        self.leave(time);
        Some(bare(words).to_owned()).filter(|text| !text.is_empty())
    }

    fn leave(&mut self, words: &str) {
        let words = bare(words);
        if words.chars().any(char::is_alphanumeric) {
            self.rest.push(words.to_owned());
        }
    }
}

/// What is said between an amount and one added to it: `£6K + approx. £1K pa` names nothing new.
fn joined_to_last(before: &str) -> Option<&str> {
    let before = before.trim_start();
    let words = bare(before.strip_prefix('+').or_else(|| before.strip_prefix("plus "))?);
    matches!(words.to_ascii_lowercase().as_str(), "" | "approx" | "about" | "then" | "a further").then_some(words)
}

/// Whether words after an amount still are about it: `(for printing)`, `for printing`, `+ increments`.
fn goes_on(after: &str) -> bool {
    let after = after.trim_start();
    let first = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    after.starts_with(['(', '+', '-', '–', '—', ':'])
        || matches!(
            first.as_str(),
            "for" | "to" | "of" | "towards" | "from" | "until" | "over" | "then" | "thereafter" | "plus" | "via"
        )
}

/// Without blanks and marks at its ends; brackets go where they stand around all of it.
fn bare(text: &str) -> &str {
    let mark = |c: char| c.is_whitespace() || "-–—:;,.=&".contains(c);
    let text = text.trim_matches(mark);
    let text = if text.contains(')') { text } else { text.trim_end_matches('(').trim_end_matches(mark) };
    let text = if text.contains('(') { text } else { text.trim_start_matches(')').trim_start_matches(mark) };
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.filter(|inside| !inside.contains(['(', ')'])).map_or(text, str::trim)
}

/// The sentences of a line: after `;`, and after a full stop or question mark before a capital.
fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut left = line;
    for (at, mark) in line.match_indices([';', '.', '?']) {
        let (_, after) = around(line, at, mark);
        let sentence = before(left, after);
        let ends = mark == ";"
            || (after.starts_with(char::is_whitespace)
                && after.trim_start().starts_with(|c: char| c.is_uppercase() || c == '(')
                && !is_abbreviation(sentence.strip_suffix(mark).unwrap_or(sentence)));
        if ends {
            sentences.push(sentence);
            left = after;
        }
    }
    sentences.push(left);
    sentences
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "approx" | "asst" | "eg" | "e.g" | "ie" | "i.e" | "inc" | "incl" | "no" | "st")
}

#[cfg(test)]
mod tests;
