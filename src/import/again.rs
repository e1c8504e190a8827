//! A newer version of a document against the plan that an older one became.
//!
//! Three things are compared: what the document said at the last import (the memory beside the plan), what it says now,
//! and what stands in the plan. What the document changed is applied; what was edited in the plan since is left alone
//! and said; what is no longer in the document is said and stays.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::draft::{Draft, words_of};
use crate::model::{Action, Date, Plan, Update};

/// The name of the file that keeps what the document said.
pub const MEMORY: &str = "import-memory.json";

/// What the document said at the last import, by the references of the plan.
pub type Memory = BTreeMap<String, Value>;

/// What becomes of the plan.
#[derive(Debug, Default)]
pub struct Again {
    /// Actions of the plan that change: their references, and what they become.
    pub changed: Vec<(String, Change)>,
    /// Actions of the draft that the plan does not have, by their places.
    pub fresh: Vec<usize>,
    /// What should be known: edited on both sides, gone from the document.
    pub said: Vec<String>,
    /// What the document says now.
    pub memory: Memory,
}

/// What changes in an action.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The keys that take the value of the document, in words.
    pub told: Vec<String>,
    /// The action with them.
    pub action: Action,
}

/// A key that an import may change.
struct Key {
    name: &'static str,
    set: fn(&mut Action, &Action),
}

const KEYS: [Key; 14] = [
    Key { name: "action", set: |ours, theirs| ours.text.clone_from(&theirs.text) },
    Key { name: "lead", set: |ours, theirs| ours.lead.clone_from(&theirs.lead) },
    Key { name: "support", set: |ours, theirs| ours.support.clone_from(&theirs.support) },
    Key { name: "deadline", set: |ours, theirs| ours.deadline.clone_from(&theirs.deadline) },
    Key { name: "recurs", set: |ours, theirs| ours.recurs.clone_from(&theirs.recurs) },
    Key { name: "review", set: |ours, theirs| ours.review = theirs.review },
    Key { name: "confidence", set: |ours, theirs| ours.confidence = theirs.confidence },
    Key { name: "confidence_reason", set: |ours, theirs| ours.confidence_reason.clone_from(&theirs.confidence_reason) },
    Key { name: "resources", set: |ours, theirs| ours.resources.clone_from(&theirs.resources) },
    Key { name: "outcome_measure", set: |ours, theirs| ours.outcome_measure.clone_from(&theirs.outcome_measure) },
    Key { name: "milestone", set: |ours, theirs| ours.milestones.clone_from(&theirs.milestones) },
    Key { name: "risk", set: |ours, theirs| ours.risks.clone_from(&theirs.risks) },
    Key { name: "cost", set: |ours, theirs| ours.costs.clone_from(&theirs.costs) },
    Key { name: "as_written", set: |ours, theirs| ours.as_written.clone_from(&theirs.as_written) },
];

/// What the document of a draft says, to be kept beside the plan.
#[must_use]
pub fn memory(plan: &Plan) -> Memory {
    plan.actions.iter().map(|action| (action.reference.to_string(), memory_of(action))).collect()
}

/// Compares a draft with a plan and what the document said before.
#[must_use]
pub fn compare(draft: &Draft, plan: &Plan, memory: &Memory, day: Date) -> Again {
    let mut again = Again::default();
    let matched = matched(draft, plan, memory);
    for (place, theirs) in draft.plan.actions.iter().enumerate() {
        let Some(ours) = matched.get(&place).and_then(|reference| plan.action(reference)) else {
            again.fresh.push(place);
            continue;
        };
        let reference = ours.reference.to_string();
        let base = memory.get(&reference).cloned().unwrap_or_else(|| memory_of(ours));
        let change = change(&mut again.said, ours, theirs, &base, day);
        if !change.told.is_empty() {
            again.changed.push((reference.clone(), change));
        }
        again.memory.insert(reference, memory_of(theirs));
    }
    let found: BTreeSet<_> = matched.values().collect();
    for (reference, was) in memory.iter().filter(|(reference, _)| !found.contains(reference)) {
        if plan.action(reference).is_some() {
            again.said.push(format!("{reference} is no longer in the document; it stays in the plan"));
            again.memory.insert(reference.clone(), was.clone());
        }
    }
    again
}

/// For each action of the draft the reference of the same action in the plan: by a reference that the document gives,
/// then by the same text, then by a text much like it.
fn matched(draft: &Draft, plan: &Plan, memory: &Memory) -> BTreeMap<usize, String> {
    let mut matched = BTreeMap::new();
    let mut left: BTreeSet<String> = plan.actions.iter().map(|action| action.reference.to_string()).collect();
    let texts: BTreeMap<_, Vec<String>> = plan
        .actions
        .iter()
        .map(|action| {
            let now = bare(action.text.as_deref().unwrap_or_default());
            let before = memory.get(action.reference.as_str()).and_then(|was| said(was, "action").as_str()).map(bare);
            (action.reference.to_string(), std::iter::once(now).chain(before).collect())
        })
        .collect();
    for (place, (action, is_given)) in draft.plan.actions.iter().zip(&draft.given).enumerate() {
        if *is_given
            && let Some(ours) = plan.action(action.reference.as_str())
            && left.remove(ours.reference.as_str())
        {
            matched.insert(place, ours.reference.to_string());
        }
    }
    for least in [1.0, 0.8] {
        for (place, action) in draft.plan.actions.iter().enumerate() {
            if matched.contains_key(&place) {
                continue;
            }
            let text = bare(action.text.as_deref().unwrap_or_default());
            let like = |reference: &String| {
                let texts = texts.get(reference).into_iter().flatten();
                texts.map(|other| strsim::normalized_levenshtein(&text, other)).fold(0.0, f64::max)
            };
            let best = left
                .iter()
                .map(|reference| (like(reference), reference.clone()))
                .max_by(|one, other| one.0.total_cmp(&other.0));
            if let Some((likeness, reference)) = best
                && likeness >= least
            {
                left.remove(&reference);
                matched.insert(place, reference);
            }
        }
    }
    matched
}

fn bare(text: &str) -> String {
    words_of(text).collect::<Vec<_>>().join(" ")
}

/// What an action says, to be kept.
#[must_use]
pub fn memory_of(action: &Action) -> Value {
    serde_json::to_value(action).unwrap_or_default()
}

/// The memory in a file.
///
/// # Errors
///
/// It is no such file.
pub fn read(bytes: &[u8]) -> Result<Memory, serde_json::Error> {
    serde_json::from_slice(bytes)
}

/// The memory as a file.
#[must_use]
pub fn write(memory: &Memory) -> Vec<u8> {
    let text = serde_json::to_string_pretty(memory).unwrap_or_default();
    format!("{text}\n").into_bytes()
}

/// What a memory says under a key.
fn said<'m>(memory: &'m Value, key: &str) -> &'m Value {
    memory.get(key).unwrap_or(&Value::Null)
}

fn change(remarks: &mut Vec<String>, ours: &Action, theirs: &Action, base: &Value, day: Date) -> Change {
    let (now, new) = (memory_of(ours), memory_of(theirs));
    let mut change = Change { told: Vec::new(), action: ours.clone() };
    for key in &KEYS {
        let (was, is, wanted) = (said(base, key.name), said(&now, key.name), said(&new, key.name));
        if wanted == was || wanted == is {
            continue;
        }
        if is == was {
            (key.set)(&mut change.action, theirs);
            if key.name != "as_written" {
                change.told.push(format!("{} {}", key.name, shown(wanted)));
            }
        } else if key.name != "as_written" {
            remarks.push(format!(
                "{}: the document now has {} {}, but the plan was edited since the last import; it stays {}",
                ours.reference,
                key.name,
                shown(wanted),
                shown(is)
            ));
        }
    }
    if change.action.deadline != ours.deadline
        && let Some(was) = &ours.deadline
    {
        add(
            &mut change.action,
            Update {
                date: day,
                by: None,
                status: None,
                rag: None,
                note: None,
                occurrence: None,
                deadline_was: Some(was.clone()),
            },
        );
    }
    for update in &theirs.updates {
        let known =
            |updates: &Value| updates.as_array().is_some_and(|updates| updates.iter().any(|known| same(known, update)));
        if known(said(base, "update")) || known(said(&now, "update")) {
            continue;
        }
        let fresh =
            Update { note: update.note.as_deref().map(|note| only_new(note, said(base, "update"))), ..update.clone() };
        change.told.push(format!("update of {}", fresh.date));
        add(&mut change.action, fresh);
    }
    change
}

/// Whether two updates say the same, on whichever day.
fn same(known: &Value, update: &Update) -> bool {
    let word = |key: &str| said(known, key).as_str();
    word("note") == update.note.as_deref()
        && word("rag") == update.rag.map(crate::model::Rag::word)
        && word("status") == update.status.map(crate::model::Status::word)
}

/// What a note says after the words that it began with at the last import.
fn only_new(note: &str, before: &Value) -> String {
    let before = before.as_array().into_iter().flatten().filter_map(|known| said(known, "note").as_str());
    let rest = before
        .filter_map(|known| note.strip_prefix(known))
        .map(|rest| rest.trim_start_matches(|c: char| !c.is_alphanumeric()).trim())
        .find(|rest| !rest.is_empty());
    rest.unwrap_or(note).to_owned()
}

/// Puts an update in its place by its day; what only moves a deadline joins one of the same day.
fn add(action: &mut Action, update: Update) {
    if let Some(same) = action.updates.iter_mut().find(|same| {
        same.date == update.date
            && same.deadline_was.is_some()
            && same.note.is_none()
            && same.rag.is_none()
            && same.status.is_none()
    }) {
        *same = Update { deadline_was: same.deadline_was.clone(), ..update };
        return;
    }
    let place = action.updates.iter().position(|later| later.date > update.date).unwrap_or(action.updates.len());
    action.updates.insert(place, update);
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    }
}
