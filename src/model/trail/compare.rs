//! What two versions of a file differ in.

use serde::Serialize;

use super::{Alteration, Version};
use crate::model::change::{LogChange, between, of_logs};
use crate::model::{Action, Update};

/// What makes the newer version out of the older: changed keys in their order, then the log.
///
/// Nothing where both say the same.
#[must_use]
pub fn alterations(before: &Version, after: &Version) -> Vec<Alteration> {
    match (before, after) {
        (Version::Settings(before), Version::Settings(after)) => keys(before, after),
        (Version::Parties(before), Version::Parties(after)) => keys(before, after),
        (Version::Baseline(before), Version::Baseline(after)) => keys(before, after),
        (Version::Theme(before), Version::Theme(after)) => keys(before, after),
        (Version::Objective(before), Version::Objective(after)) => keys(before, after),
        (Version::Action(before), Version::Action(after)) => {
            let mut list = keys(before, after);
            list.retain(|alteration| alteration.field() != Some("update"));
            list.extend(of_log(before, after));
            list
        }
        (before, after) => {
            let title = |version: &Version| version.title().map(str::to_owned);
            vec![Alteration::Removed(title(before)), Alteration::Added(title(after))]
        }
    }
}

fn keys<T: Serialize>(before: &T, after: &T) -> Vec<Alteration> {
    between(before, after).into_iter().map(Alteration::Changed).collect()
}

/// What happened to the log of an action: an entry that is gone and one that is new are one rewritten, where they have
/// the same date or the same note.
#[must_use]
pub fn of_log(before: &Action, after: &Action) -> Vec<Alteration> {
    let (mut added, mut list) = (Vec::new(), Vec::new());
    let mut removed = Vec::new();
    for change in of_logs(before, after) {
        match change {
            LogChange::Added(update) => added.push(update),
            LogChange::Removed(update) => removed.push(update),
        }
    }
    for old in removed {
        let found = LIKENESSES.iter().find_map(|is_like| added.iter().position(|new| is_like(old, new)));
        list.push(match found {
            Some(place) => {
                let (before, after) = (Box::new(old.clone()), Box::new(added.remove(place).clone()));
                Alteration::UpdateRewritten { before, after }
            }
            None => Alteration::UpdateRemoved(Box::new(old.clone())),
        });
    }
    list.extend(added.into_iter().map(|update| Alteration::UpdateAdded(Box::new(update.clone()))));
    list
}

/// How a rewritten update is known, the surest first.
const LIKENESSES: [fn(&Update, &Update) -> bool; 3] = [
    |old, new| old.date == new.date && old.by == new.by,
    |old, new| old.date == new.date,
    |old, new| old.note.is_some() && old.note == new.note,
];

#[cfg(test)]
mod tests {
    use super::{Alteration, Version, alterations};
    use crate::model::{Action, Date, Rag, Update};

    fn update(day: &str, rag: Rag, note: &str) -> Update {
        let date = Date::parse(day).expect("a date");
        let note = Some(note.to_owned());
        Update { date, by: None, status: None, rag: Some(rag), note, occurrence: None, deadline_was: None }
    }

    fn kinds(before: &Action, after: &Action) -> Vec<&'static str> {
        let version = |action: &Action| Version::Action(Box::new(action.clone()));
        alterations(&version(before), &version(after)).iter().map(Alteration::kind).collect()
    }

    #[test]
    fn a_log_grows_or_is_rewritten() {
        let log = |updates: &[&Update]| Action {
            updates: updates.iter().map(|update| (*update).clone()).collect(),
            ..Action::default()
        };
        let first = update("2009-09-07", Rag::Red, "Late");
        let second = update("2009-12-01", Rag::Green, "Done");
        let softer = Update { rag: Some(Rag::Amber), ..first.clone() };
        let later = Update { date: second.date, ..first.clone() };
        assert_eq!(kinds(&log(&[&first]), &log(&[&first, &second])), ["update-added"]);
        assert_eq!(kinds(&log(&[&first]), &log(&[&softer, &second])), ["update-rewritten", "update-added"]);
        assert_eq!(kinds(&log(&[&first]), &log(&[&later])), ["update-rewritten"]);
        assert_eq!(kinds(&log(&[&first, &second]), &log(&[&second])), ["update-removed"]);
        assert_eq!(kinds(&log(&[&first]), &log(&[&first])), Vec::<&str>::new());
    }

    #[test]
    fn keys_come_before_the_log() {
        let before = Action { lead: Some("PCT".into()), ..Action::default() };
        let after = Action {
            lead: Some("Police".into()),
            updates: vec![update("2009-09-07", Rag::Red, "Late")],
            ..Action::default()
        };
        assert_eq!(kinds(&before, &after), ["changed", "update-added"]);
    }
}
