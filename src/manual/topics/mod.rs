//! The topics: what a reader wants to know that is not about one command.
//!
//! A new topic is a file here, its `mod` line and its place in [`TOPICS`].

mod baseline;
mod ci;
mod deadlines;
mod filter;
mod format;
mod git;
mod json;
mod rating;
mod recipes;
mod reports;
mod rules;
pub(super) mod scripts;

use clap::Command;

use super::shape::Shape;
use super::{Page, Section, See, Volume};

/// Something to read about.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    pub name: &'static str,
    /// What it is about, in one line without a full stop.
    pub summary: &'static str,
    write: fn(&Sources<'_>) -> Vec<Section>,
    /// Commands and topics that belong to it.
    see: &'static [&'static str],
}

/// What a topic is made from besides what every part of the program can know.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'s> {
    /// The definition of the program, built.
    pub root: &'s Command,
    /// The JSON that commands give.
    pub shapes: &'s [Shape],
}

/// Every topic, in the order in which a newcomer reads them.
pub const TOPICS: &[Topic] = &[
    recipes::TOPIC,
    format::TOPIC,
    deadlines::TOPIC,
    rating::TOPIC,
    filter::TOPIC,
    rules::TOPIC,
    baseline::TOPIC,
    reports::TOPIC,
    git::TOPIC,
    ci::TOPIC,
    scripts::TOPIC,
    json::TOPIC,
];

impl Topic {
    /// The topic with this name, in any case, also in the singular or plural.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let stem = |name: &str| name.to_lowercase().trim_end_matches('s').to_owned();
        TOPICS.iter().find(|topic| stem(topic.name) == stem(name))
    }
}

/// The page of a topic.
#[must_use]
pub fn topic(topic: &Topic, sources: &Sources<'_>) -> Page {
    let see = |name: &&str| {
        let volume = if TOPICS.iter().any(|topic| topic.name == *name) { Volume::Topics } else { Volume::Commands };
        See { name: format!("vawg-{name}"), volume }
    };
    Page {
        name: format!("vawg-{}", topic.name),
        volume: Volume::Topics,
        summary: topic.summary.to_owned(),
        sections: (topic.write)(sources),
        see: topic.see.iter().map(see).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sources, TOPICS, Topic, topic};
    use crate::manual::{Part, Term, Volume};

    #[test]
    fn topics_are_found_as_people_write_them() {
        for (name, found) in [("rating", "rating"), ("Ratings", "rating"), ("deadline", "deadlines")] {
            assert_eq!(Topic::named(name).map(|topic| topic.name), Some(found));
        }
        assert!(Topic::named("nothing").is_none());
    }

    #[test]
    fn every_word_is_explained_and_nothing_is_empty() {
        fn look_at(topic: &str, terms: &[Term]) {
            for term in terms {
                let is_said = !term.text.is_empty() || !term.within.is_empty();
                assert!(!term.word.is_empty() && is_said, "{topic}: {}", term.word);
                look_at(topic, &term.within);
            }
        }
        for found in TOPICS {
            let page = topic(found, &Sources { root: &clap::Command::new("vawg"), shapes: &[] });
            assert_eq!(page.volume, Volume::Topics);
            for section in &page.sections {
                assert!(!section.parts.is_empty(), "{}: {}", found.name, section.heading);
                for part in &section.parts {
                    match part {
                        Part::Terms(terms) => look_at(found.name, terms),
                        Part::Text(text) => assert!(!text.trim().is_empty(), "{}", found.name),
                        // As a man page it stands further in, and 80 columns are to hold it.
                        Part::Code(code) => {
                            let wide = code.lines().find(|line| line.chars().count() > 69);
                            assert!(!code.is_empty() && wide.is_none(), "{}: {wide:?}", found.name);
                        }
                    }
                }
            }
        }
    }
}
