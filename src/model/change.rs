//! What differs between two versions of an action, objective, theme or plan.
//!
//! Written once, for the audit trail, for "what changed since", for the rules over history, and for the check that
//! an edit did what was asked and nothing else.

use serde::Serialize;

use super::{Action, Plain, Update};

/// One key that differs, with what it held before and after; nothing where it was absent.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The key as the file has it: `lead`, `cost`, `recurs`.
    pub key: String,
    pub before: Option<Plain>,
    pub after: Option<Plain>,
}

/// What differs between two versions of an action's log.
#[derive(Debug, Clone, PartialEq)]
pub enum LogChange<'a> {
    /// An entry that only the newer version has.
    Added(&'a Update),
    /// An entry that only the older version has.
    Removed(&'a Update),
}

/// The keys in which two versions differ: those that were removed, then the others in the order of their definition.
/// The log of an action is one key, `update`; [`of_logs`] looks into it.
#[must_use]
pub fn between<T: Serialize>(before: &T, after: &T) -> Vec<Change> {
    let (before, after) = (keys(before), keys(after));
    let lookup = |entries: &[(String, Plain)], key: &str| {
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    };
    let removed = before.iter().filter(|(key, _)| lookup(&after, key).is_none());
    let removed = removed.map(|(key, value)| Change { key: key.clone(), before: Some(value.clone()), after: None });
    let changed = after.iter().filter_map(|(key, value)| {
        let old = lookup(&before, key);
        (old.as_ref() != Some(value)).then(|| Change { key: key.clone(), before: old, after: Some(value.clone()) })
    });
    removed.chain(changed).collect()
}

/// The entries in which the logs of two versions of an action differ: the removed ones, then the added ones.
#[must_use]
pub fn of_logs<'a>(before: &'a Action, after: &'a Action) -> Vec<LogChange<'a>> {
    let removed = missing_from(&before.updates, &after.updates).map(LogChange::Removed);
    removed.chain(missing_from(&after.updates, &before.updates).map(LogChange::Added)).collect()
}

/// The entries of a log that another does not hold; of equal entries as many as it holds fewer.
fn missing_from<'a>(log: &'a [Update], other: &[Update]) -> impl Iterator<Item = &'a Update> {
    let is_missing = |place: usize, update: &Update| {
        let so_far = log.iter().take(place).filter(|earlier| *earlier == update).count();
        other.iter().filter(|theirs| *theirs == update).count() <= so_far
    };
    log.iter().enumerate().filter(move |(place, update)| is_missing(*place, update)).map(|(_, update)| update)
}

fn keys<T: Serialize>(value: &T) -> Vec<(String, Plain)> {
    match Plain::of(value) {
        Some(Plain::Table(entries)) => entries,
        Some(_) | None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
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
        let words = |value: &Option<super::Plain>| value.as_ref().map(ToString::to_string);
        let changes = between(&before, &after);
        let found: Vec<_> =
            changes.iter().map(|change| (change.key.as_str(), words(&change.before), words(&change.after))).collect();
        assert_eq!(
            found,
            [
                ("resources", Some("Time".to_owned()), None),
                ("lead", Some("PCT".to_owned()), Some("Police".to_owned())),
                ("tags", None, Some("new".to_owned())),
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
