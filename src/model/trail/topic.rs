//! What a change is about, as people ask for it: `deadline`, `lead`, `rating`, `note`.

use std::collections::BTreeSet;

use super::Alteration;
use crate::model::{Action, Field, KnownFile, Objective, PartiesFile, Settings, Theme, Update};

/// A key of the plan files, or of the entries of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    /// The topic with this name: a key as files have it, or a field as filters have it.
    ///
    /// # Errors
    ///
    /// There is none; the names that there are.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let key = text.trim().to_lowercase().replace('-', "_");
        let key = match Field::from_word(text.trim()) {
            Some(Field::Outcome) => "outcome_measure",
            Some(Field::Tag) => "tags",
            Some(Field::Reported | Field::Rating) => "rag",
            Some(Field::Due | Field::Moved) => "deadline",
            _ if key == "reference" => "ref",
            _ => &key,
        };
        let known = keys();
        if known.contains(key) { Ok(Self(key.to_owned())) } else { Err(known.into_iter().collect()) }
    }

    /// The names that there are.
    #[must_use]
    pub fn names() -> Vec<String> {
        keys().into_iter().collect()
    }

    /// Whether an alteration is about it; an update is about what it says.
    #[must_use]
    pub fn is_of(&self, alteration: &Alteration) -> bool {
        if alteration.field() == Some(&self.0) {
            return true;
        }
        match alteration {
            Alteration::UpdateAdded(update) | Alteration::UpdateRemoved(update) => self.is_in(update),
            Alteration::UpdateRewritten { before, after } => self.is_in(before) || self.is_in(after),
            Alteration::Moved { .. } => self.0 == "ref",
            Alteration::Added(_)
            | Alteration::Removed(_)
            | Alteration::Renamed { .. }
            | Alteration::Changed(_)
            | Alteration::Broken(_)
            | Alteration::Layout => false,
        }
    }

    fn is_in(&self, update: &Update) -> bool {
        match self.0.as_str() {
            "by" => update.by.is_some(),
            "status" => update.status.is_some(),
            "rag" => update.rag.is_some(),
            "note" => update.note.is_some(),
            "occurrence" => update.occurrence.is_some(),
            "deadline" | "deadline_was" => update.deadline_was.is_some(),
            _ => false,
        }
    }
}

/// Every key of the files, and `ref`.
fn keys() -> BTreeSet<String> {
    let schemas = [
        schemars::schema_for!(Action),
        schemars::schema_for!(Update),
        schemars::schema_for!(Objective),
        schemars::schema_for!(Theme),
        schemars::schema_for!(Settings),
        schemars::schema_for!(PartiesFile),
        schemars::schema_for!(KnownFile),
    ];
    let properties = schemas.iter().filter_map(|schema| schema.get("properties")?.as_object());
    properties.flat_map(|keys| keys.keys().cloned()).chain(std::iter::once("ref".to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Alteration, Topic};
    use crate::model::{Date, Deadline, Rag, Status, Update};

    fn topic(text: &str) -> Topic {
        Topic::parse(text).unwrap_or_else(|_| panic!("{text} is a topic"))
    }

    #[test]
    fn a_topic_goes_by_its_key_or_by_the_name_of_its_field() {
        for (text, key) in [
            ("tag", "tags"),
            ("due", "deadline"),
            ("moved", "deadline"),
            ("rating", "rag"),
            ("Outcome", "outcome_measure"),
            ("depends-on", "depends_on"),
            ("reference", "ref"),
            ("Lead", "lead"),
            ("target", "target"),
            ("cost", "cost"),
        ] {
            assert_eq!(topic(text), Topic(key.to_owned()), "{text}");
            assert!(Topic::names().iter().any(|name| name == key), "{key}");
        }
        assert_eq!(Topic::parse("weather"), Err(Topic::names()));
    }

    #[test]
    fn an_update_is_about_what_it_says_and_about_nothing_else() {
        let date = Date::parse("2026-06-01").expect("a date");
        let silent =
            Update { date, by: None, status: None, rag: None, note: None, occurrence: None, deadline_was: None };
        for (key, update) in [
            ("by", Update { by: Some("PCT".into()), ..silent.clone() }),
            ("status", Update { status: Some(Status::OnHold), ..silent.clone() }),
            ("rag", Update { rag: Some(Rag::Red), ..silent.clone() }),
            ("note", Update { note: Some("Begun.".into()), ..silent.clone() }),
            ("occurrence", Update { occurrence: Some(date), ..silent.clone() }),
            ("deadline", Update { deadline_was: Some(Deadline::Ongoing), ..silent.clone() }),
        ] {
            let added = Alteration::UpdateAdded(Box::new(update.clone()));
            let emptied = Alteration::UpdateRewritten { before: Box::new(update), after: Box::new(silent.clone()) };
            for other in ["by", "status", "rag", "note", "occurrence", "deadline"] {
                assert_eq!(topic(other).is_of(&added), other == key, "{other} of {key}");
                assert_eq!(topic(other).is_of(&emptied), other == key, "{other} of {key}");
            }
            assert!(topic("update").is_of(&added));
        }
    }

    #[test]
    fn another_folder_or_name_is_about_the_reference() {
        let moved = Alteration::Moved { from: "prevention/1".into(), to: "prevention/2".into() };
        assert!(topic("reference").is_of(&moved));
        assert!(!topic("lead").is_of(&moved));
        assert!(!topic("reference").is_of(&Alteration::Layout));
    }
}
