//! Whether any word of a document is lost: in no part of the plan that its piece went to, and not left over.
//!
//! The draft keeps the source's words where a value does not say them; this looks at the result and trusts nobody. What
//! it finds is left over, in the report.

use std::collections::BTreeSet;

use super::draft::{Draft, words_of};
use super::layout::Spot;
use super::ledger::{Entry, Fate, PartOf};
use super::report;
use super::story::Story;
use crate::model::Plain;

/// A piece of a document some of whose words are nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub spot: Spot,
    pub at: String,
    pub text: String,
    pub words: Vec<String>,
}

/// The words of a document that are lost.
#[must_use]
pub fn lost(draft: &Draft, story: &Story) -> Vec<Lost> {
    let entries = draft.ledger.entries(story);
    entries.iter().filter_map(|entry| lost_of(draft, entry)).collect()
}

fn lost_of(draft: &Draft, entry: &Entry) -> Option<Lost> {
    if entry.left_over().is_some() || entry.fates.contains(&Fate::Header) {
        return None;
    }
    let parts: BTreeSet<_> = entry
        .fates
        .iter()
        .filter_map(|fate| match fate {
            Fate::Kept { part, .. } => Some(*part),
            Fate::Header | Fate::Left(_) => None,
        })
        .collect();
    let labels = words_of(&entry.labels);
    let said: BTreeSet<_> = parts.into_iter().flat_map(|part| said_in(draft, part)).chain(labels).collect();
    let words: Vec<_> = words_of(&entry.text).filter(|word| !said.contains(word)).collect();
    (!words.is_empty()).then(|| Lost { spot: entry.spot, at: entry.at.clone(), text: entry.text.clone(), words })
}

/// The words in the file of a part, in its name and in the plan's words for its kind.
pub(super) fn said_in(draft: &Draft, part: PartOf) -> Vec<String> {
    let plan = &draft.plan;
    let labels = &plan.settings.labels;
    let (value, label) = match part {
        PartOf::Plan => (Plain::of(&plan.settings), ""),
        PartOf::Theme(place) => (plan.themes.get(place).and_then(Plain::of), labels.theme()),
        PartOf::Objective(place) => (plan.objectives.get(place).and_then(Plain::of), labels.objective()),
        PartOf::Action(place) => (plan.actions.get(place).and_then(Plain::of), labels.action()),
    };
    let name = match part {
        PartOf::Plan => plan.name.clone(),
        PartOf::Theme(_) | PartOf::Objective(_) | PartOf::Action(_) => report::name(plan, part),
    };
    let mut said: Vec<_> = words_of(&name).chain(words_of(label)).collect();
    if let Some(value) = &value {
        collect(value, &mut said);
    }
    said
}

fn collect(value: &Plain, said: &mut Vec<String>) {
    match value {
        Plain::Text(text) => said.extend(words_of(text)),
        Plain::List(items) => items.iter().for_each(|item| collect(item, said)),
        Plain::Table(entries) => entries.iter().for_each(|(key, value)| {
            said.extend(words_of(key));
            collect(value, said);
        }),
        Plain::Whole(number) => said.push(number.to_string()),
        Plain::Number(number) => said.extend(words_of(&number.to_string())),
        Plain::Truth(_) => {}
        Plain::Day(day) => said.extend(words_of(&day.to_string())),
    }
}
