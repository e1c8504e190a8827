//! The filter language, from the words that it knows.

use super::{Sources, Topic};
use crate::manual::{Part, Section, Term};
use crate::query::{Chapter, chapters};

pub(super) const TOPIC: Topic = Topic {
    name: "filter",
    summary: "How to say which actions are meant: fields, words and values",
    write: sections,
    see: &["list", "status", "tree", "update"],
};

fn sections(_: &Sources<'_>) -> Vec<Section> {
    let mut chapters = chapters().into_iter();
    let first = chapters
        .next()
        .map(|Chapter { title, words }| Section::new("Terms", [Part::text(title), Part::Terms(terms(words))]));
    let others = chapters.map(|Chapter { title, words }| Section::new(title, [Part::Terms(terms(words))]));
    first.into_iter().chain(others).collect()
}

fn terms(words: Vec<(&'static str, String)>) -> Vec<Term> {
    words.into_iter().map(|(word, text)| Term::new(word, text)).collect()
}
