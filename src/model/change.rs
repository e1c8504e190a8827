//! What differs between two versions of an action, objective, theme or plan.
//!
//! Written once, for the audit trail, for "what changed since", for the rules over history, and for the check that
//! an edit did what was asked and nothing else.

use serde::Serialize;
use serde_json::Value;

use super::{Action, Update};

/// One key that differs, with what it held before and after; nothing where it was absent.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The key as the file has it: `lead`, `cost`, `recurs`.
    pub key: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// What differs between two versions of an action's log.
#[derive(Debug, Clone, PartialEq)]
pub enum LogChange<'a> {
    /// An entry that only the newer version has.
    Added(&'a Update),
    /// An entry that only the older version has.
    Removed(&'a Update),
}

/// The keys in which two versions differ, in the order of their definition; the log apart.
#[must_use]
pub fn between<T: Serialize>(before: &T, after: &T) -> Vec<Change> {
    let (before, after) = (keys(before), keys(after));
    let only_before = before.iter().filter(|(key, _)| !after.iter().any(|(other, _)| other == key));
    let removed = only_before.map(|(key, value)| Change { key: key.clone(), before: Some(value.clone()), after: None });
    let changed = after.iter().filter_map(|(key, value)| {
        let old = before.iter().find(|(other, _)| other == key).map(|(_, old)| old);
        (old != Some(value)).then(|| Change { key: key.clone(), before: old.cloned(), after: Some(value.clone()) })
    });
    removed.chain(changed).filter(|change| change.key != "update").collect()
}

/// The entries in which the logs of two versions of an action differ, oldest first.
#[must_use]
pub fn of_logs<'a>(before: &'a Action, after: &'a Action) -> Vec<LogChange<'a>> {
    let removed = missing_from(&before.updates, &after.updates).map(LogChange::Removed);
    removed.chain(missing_from(&after.updates, &before.updates).map(LogChange::Added)).collect()
}

/// The entries of a log that another does not hold; of equal entries as many as it holds fewer.
fn missing_from<'a>(log: &'a [Update], other: &[Update]) -> impl Iterator<Item = &'a Update> {
    log.iter()
        .enumerate()
        .filter(|(place, update)| {
            let so_far = log.iter().take(*place).filter(|earlier| earlier == update).count();
            other.iter().filter(|theirs| theirs == update).count() <= so_far
        })
        .map(|(_, update)| update)
}

fn keys<T: Serialize>(value: &T) -> Vec<(String, Value)> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map.into_iter().collect(),
        Ok(_) | Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{LogChange, between, of_logs};
    use crate::model::{Action, Date, Rag, Update};

    fn update(note: &str) -> Update {
        let date = Date::parse("2009-09-07").expect("a date");
        let note = Some(note.to_owned());
        Update { date, by: None, status: None, rag: Some(Rag::Red), note, occurrence: None, deadline_was: None }
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = Action { lead: Some("PCT".into()), resources: Some("Time".into()), ..Action::default() };
        let after = Action { lead: Some("Police".into()), tags: vec!["new".into()], ..Action::default() };
        let changes = between(&before, &after);
        let found: Vec<_> = changes.iter().map(|change| (change.key.as_str(), &change.before, &change.after)).collect();
        assert_eq!(
            found,
            [
                ("resources", &Some(json!("Time")), &None),
                ("lead", &Some(json!("PCT")), &Some(json!("Police"))),
                ("tags", &None, &Some(json!(["new"]))),
            ]
        );
        assert_eq!(between(&after, &after), []);
    }

    #[test]
    fn logs_are_compared_entry_by_entry() {
        let log =
            |notes: &[&str]| Action { updates: notes.iter().map(|note| update(note)).collect(), ..Action::default() };
        let (before, after) = (log(&["a", "b", "b"]), log(&["a", "b", "c"]));
        assert_eq!(of_logs(&before, &after), [LogChange::Removed(&update("b")), LogChange::Added(&update("c"))]);
        assert_eq!(of_logs(&after, &after), []);
    }
}
