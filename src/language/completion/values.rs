//! The values that may stand at a place, put there with or without quotation marks as the place needs it.

use super::{Offer, OfferKind, Piece, keys, known, times};
use crate::language::asked::{Asked, Role};
use crate::model::{Plain, Rag, Status, capitalised};
use crate::source::Step;
use crate::store::{KeyNote, Quote, Takes, ValueSpot, written};

/// A value that may stand somewhere.
pub(super) struct Candidate {
    pub(super) label: String,
    pub(super) value: Plain,
    pub(super) kind: OfferKind,
    pub(super) detail: String,
    /// What is typed is compared with this too.
    pub(super) words: String,
}

impl Candidate {
    pub(super) fn text(text: &str, kind: OfferKind, detail: impl Into<String>) -> Self {
        let value = Plain::Text(text.to_owned());
        Self { label: text.to_owned(), value, kind, detail: detail.into(), words: String::new() }
    }
}

/// The values that may stand here.
pub(super) fn values(asked: &Asked<'_>, spot: &ValueSpot) -> Vec<Offer> {
    let is_several_lines = asked.text.get(spot.span.clone()).is_none_or(|text| text.contains('\n'));
    let byte = asked.cursor.byte;
    let is_beside = match spot.quote {
        Quote::None => false,
        Quote::Open => byte < spot.inner.start,
        Quote::Closed | Quote::Lines => byte < spot.inner.start || byte > spot.inner.end,
    };
    if is_several_lines || is_beside {
        return Vec::new();
    }
    let path = asked.keys();
    let note = asked.kind.note(&path);
    let takes = note.as_ref().map(|note| note.takes.clone()).or_else(|| {
        let (_, table) = path.split_last()?;
        asked.kind.any_key(table)
    });
    let (Some(takes), Some(key)) = (takes, path.last()) else { return Vec::new() };
    let (takes, form) = match takes {
        Takes::List(inner) if keys::is_in_list(&asked.cursor.steps) => (*inner, Form::Alone),
        Takes::List(inner) => (*inner, Form::InBrackets),
        other => (other, Form::Alone),
    };
    let there = if form == Form::Alone { others_in_list(asked) } else { Vec::new() };
    let found = candidates(asked, key, &takes, note.as_ref()).into_iter();
    let found = found.filter(|one| !matches!(&one.value, Plain::Text(text) if there.contains(text)));
    found.filter_map(|candidate| offer(asked, spot, form, candidate)).collect()
}

/// How a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Alone,
    /// As the first of a list whose brackets are not there yet.
    InBrackets,
}

/// The texts that a list has already, but for the one that this is.
fn others_in_list(asked: &Asked<'_>) -> Vec<String> {
    let Some((Step::Entry(own), above)) = asked.cursor.steps.split_last() else { return Vec::new() };
    let is_other = |steps: &[Step]| matches!(steps.split_last(), Some((Step::Entry(number), list)) if list == above && number != own);
    let all = asked.outline.scalars().filter(|(steps, value, _)| is_other(steps) && !value.span.is_empty());
    all.map(|(.., scalar)| scalar.text.clone()).collect()
}

fn candidates(asked: &Asked<'_>, key: &str, takes: &Takes, note: Option<&KeyNote>) -> Vec<Candidate> {
    match asked.role() {
        Role::Party => known::parties(asked),
        Role::PartyEntry => known::unlisted(asked),
        Role::Organisation => known::organisations(asked),
        Role::Reference(names) => known::references(asked, names),
        Role::Rule => known::rules(),
        Role::Tag => known::tags(asked, |action| &action.tags),
        Role::Duty => known::tags(asked, |action| &action.duty),
        Role::Evidence => known::evidence(asked),
        Role::Other => by_kind(asked, key, takes, note),
    }
}

fn by_kind(asked: &Asked<'_>, key: &str, takes: &Takes, note: Option<&KeyNote>) -> Vec<Candidate> {
    match takes {
        Takes::Words(words) => {
            words.iter().map(|word| Candidate::text(word, OfferKind::Word, meaning(key, word))).collect()
        }
        Takes::Truth => [true, false].into_iter().map(truth).collect(),
        Takes::Day => times::days(asked, key),
        Takes::Period => times::periods(asked),
        Takes::Deadline => times::deadlines(asked),
        Takes::Interval => times::intervals(),
        Takes::Text => {
            let examples = note.map(|note| note.examples.as_slice()).unwrap_or_default();
            known::used(asked, key, examples)
        }
        Takes::Number | Takes::List(_) | Takes::Table(_) | Takes::Tables => Vec::new(),
    }
}

fn truth(value: bool) -> Candidate {
    let value = Plain::Truth(value);
    Candidate { label: written(&value), detail: value.to_string(), value, kind: OfferKind::Word, words: String::new() }
}

/// What a word of a scale says.
fn meaning(key: &str, word: &str) -> String {
    let meaning = match key {
        "status" => Status::from_word(word).map(Status::meaning),
        "rag" => Rag::from_word(word).map(|rag| rag.rating().meaning()),
        _ => None,
    };
    meaning.map(capitalised).unwrap_or_default()
}

/// What puts a value here.
fn offer(asked: &Asked<'_>, spot: &ValueSpot, form: Form, candidate: Candidate) -> Option<Offer> {
    let Candidate { label, value, kind, detail, words } = candidate;
    let whole = if spot.quote == Quote::Open { spot.span.start..asked.cursor.byte } else { spot.span.clone() };
    let inside = match (&value, form) {
        (Plain::Text(text), Form::Alone) if !text.contains(['"', '\'', '\\', '\n']) => Some(text.clone()),
        _ => None,
    };
    let (span, text) = match (spot.quote, inside) {
        (Quote::Closed, Some(text)) => (spot.inner.clone(), text),
        (Quote::Open, Some(text)) => {
            let mark = asked.text.get(spot.span.start..spot.inner.start)?;
            (spot.inner.start..asked.cursor.byte.max(spot.inner.start), format!("{text}{mark}"))
        }
        (Quote::None | Quote::Closed | Quote::Open | Quote::Lines, _) => match form {
            Form::Alone => (whole, written(&value)),
            Form::InBrackets => (whole, written(&Plain::List(vec![value]))),
        },
    };
    let filter = filter(asked, span.start, &label, &words);
    // Where no blank follows the `=` yet.
    let gap = if spot.span.is_empty() && asked.text.get(..span.start).is_some_and(|before| before.ends_with('=')) {
        " "
    } else {
        ""
    };
    Some(Offer { label, kind, detail, about: None, filter, span, text: vec![Piece::Text(format!("{gap}{text}"))] })
}

/// What is typed is compared with this; it begins with the quotation mark where the bytes that give way do.
fn filter(asked: &Asked<'_>, start: usize, label: &str, words: &str) -> String {
    let mark = asked.text.get(start..).and_then(|rest| rest.chars().next()).filter(|first| matches!(first, '"' | '\''));
    let mark = mark.map(String::from).unwrap_or_default();
    if words.is_empty() { format!("{mark}{label}") } else { format!("{mark}{label} {words}") }
}
