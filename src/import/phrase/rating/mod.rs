//! How people rate progress, in words, letters or colours: `Red`, `RAG: Amber`, `G`, a green cell.
//!
//! A rating column may hold a status instead, and blue means complete where it is used. Two colours at once are no
//! rating.

mod colour;

pub use colour::of_colour;

use super::words::{TokenKind, tidy, tokens};
use super::{Phrase, status};
use crate::import::piece::{after_words, with_neighbours};
use crate::model::{Rag, Status};

/// What a rating says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rated {
    pub rag: Option<Rag>,
    /// Where the work stands, where it says that: blue is complete.
    pub status: Option<Status>,
}

impl Rated {
    const fn rag(rag: Rag) -> Self {
        Self { rag: Some(rag), status: None }
    }

    const COMPLETE: Self = Self { rag: None, status: Some(Status::Complete) };
}

/// Reads the words of a cell for the rating.
#[must_use]
pub fn read(words: &str) -> Phrase<Rated> {
    let text = tidy(words);
    let bare = without_label(&text);
    if let Some((rated, rest)) = leading(bare) {
        return match leading(rest) {
            // `Amber/Green` is neither.
            Some((other, _)) if other != rated => Phrase::doubtful(Rated::default(), words.trim()),
            Some(_) | None if rest.contains('?') => Phrase::doubtful(Rated::default(), words.trim()),
            Some(_) | None => with_status(rated, rest),
        };
    }
    match status::leading(bare) {
        Some((status, rest)) => rated_status(status, rest),
        None => Phrase::doubtful(Rated::default(), words.trim()),
    }
}

/// A status with what stands beside it, which may be a rating: `Complete (Green)`, `Delayed – red`.
fn rated_status(status: Status, rest: &str) -> Phrase<Rated> {
    let inside = unmarked(rest.trim_matches(|c: char| "()[]".contains(c)));
    match leading(inside) {
        Some((rated, after)) if rated.status.is_none_or(|colour| colour == status) => {
            return Phrase::with_rest(Rated { status: Some(status), ..rated }, after);
        }
        Some(_) | None => {}
    }
    let last = inside.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let rag = Rag::from_word(last).filter(|_| inside.split_whitespace().count() < 5);
    Phrase::with_rest(Rated { rag, status: Some(status) }, rest)
}

/// The one rating that stands in a text that goes on about other things: `First draft complete. RED`.
///
/// It has a capital, and does not stand in a name (`Red Cross`, `Jo Green`).
#[must_use]
pub fn within(text: &str) -> Option<Rag> {
    let tokens = tokens(text);
    let words: Vec<&str> =
        tokens.iter().filter(|token| !matches!(token.kind, TokenKind::Number(..))).map(|token| token.text).collect();
    let mut found = None;
    for [before, word, after] in with_neighbours(&words) {
        let Some(rag) = Rag::from_word(word).filter(|_| word.starts_with(char::is_uppercase)) else { continue };
        if is_name(word, before, after) {
            continue;
        }
        if found.is_some_and(|found| found != rag) {
            return None;
        }
        found = Some(rag);
    }
    found
}

/// Whether a colour is part of a name, by the words beside it.
fn is_name(word: &str, before: &str, after: &str) -> bool {
    const NOUNS: &[&str] = &["paper", "papers", "card", "cards", "light", "space", "spaces", "flag", "flags", "tape"];
    let has_capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let is_shouted = word.chars().all(char::is_uppercase);
    NOUNS.contains(&after.to_lowercase().as_str()) || (!is_shouted && (has_capital(before) || has_capital(after)))
}

/// Without `RAG:`, `Rating –`, `Status`.
fn without_label(text: &str) -> &str {
    const LABELS: &[&str] =
        &["brag rating", "rag rating", "rag status", "brag status", "brag", "rag", "rating", "status"];
    let labelled = LABELS.iter().find_map(|label| after_words(text, label).filter(|after| !after.is_empty()));
    labelled.map_or(text, unmarked)
}

/// The rating with which a text begins, as a word or letter, and what stands after it.
fn leading(text: &str) -> Option<(Rated, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let rated = match word.to_lowercase().as_str() {
        "red" | "r" => Rated::rag(Rag::Red),
        "amber" | "a" | "yellow" | "orange" => Rated::rag(Rag::Amber),
        "green" | "g" => Rated::rag(Rag::Green),
        "blue" | "b" => Rated::COMPLETE,
        _ => return None,
    };
    // A letter is a rating only by itself, or before a mark: `A strategy was written` begins with none.
    let ends = after.trim().is_empty() || after.trim_start().starts_with(|c: char| !c.is_alphanumeric() && c != '\'');
    (ends || (word.len() > 1 && after.starts_with(char::is_whitespace))).then(|| (rated, unmarked(after)))
}

/// A rating with what stands beside it, which may be a status: `Green – complete`.
fn with_status(rated: Rated, rest: &str) -> Phrase<Rated> {
    let inside = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    match status::leading(inside) {
        Some((status, rest)) if rated.status.is_none() => {
            Phrase::with_rest(Rated { status: Some(status), ..rated }, rest)
        }
        Some((Status::Complete, rest)) => Phrase::with_rest(rated, rest),
        Some(_) | None => Phrase::with_rest(rated, inside),
    }
}

fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "-–—:;,./=".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Rated, read, within};
    use crate::model::Rag;

    fn shown(words: &str) -> String {
        let phrase = read(words);
        let Rated { rag, status } = phrase.value;
        let parts = [
            rag.map(|rag| rag.to_string()),
            status.map(|status| status.to_string()),
            (!phrase.is_certain).then(|| "?".to_owned()),
            phrase.rest.filter(|_| phrase.is_certain).map(|rest| format!("| {rest}")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ratings_have_many_forms() {
        for (words, read) in [
            ("R", "red"),
            ("Red", "red"),
            ("RAG: Amber", "amber"),
            ("RAG rating – Green", "green"),
            ("G", "green"),
            ("GREEN", "green"),
            ("Yellow", "amber"),
            ("B", "complete"),
            ("Blue", "complete"),
            ("Blue – completed May 2010", "complete | May 2010"),
            ("Green – on track", "green in-progress | on track"),
            ("Green (complete)", "green complete"),
            ("Red: no funding", "red | no funding"),
            ("Amber staff are being recruited", "amber | staff are being recruited"),
            ("Complete", "complete"),
            ("Complete (Green)", "green complete"),
            ("Complete – Blue", "complete"),
            ("Delayed (red)", "red in-progress | Delayed (red)"),
            ("On track", "in-progress | On track"),
            ("Not started", "not-started"),
            ("Amber/Green", "?"),
            ("A/G", "?"),
            ("Amber?", "?"),
            ("A strategy was written", "?"),
            ("TBC", "?"),
            ("", "?"),
        ] {
            assert_eq!(shown(words), read, "{words}");
        }
    }

    #[test]
    fn a_rating_may_stand_in_a_text() {
        for (text, rag) in [
            ("A consultant was hired Red but the draft is complete.", Some(Rag::Red)),
            ("Consultant in place & working to plan Green", Some(Rag::Green)),
            ("No answer to request for target RED", Some(Rag::Red)),
            ("Amber 3.1.1", Some(Rag::Amber)),
            ("Red Cross invited", None),
            ("Jo Green to chase", None),
            ("Green Paper published", None),
            ("the red folder", None),
            ("RED in May, now AMBER", None),
        ] {
            assert_eq!(within(text), rag, "{text}");
        }
    }
}
