//! Whether two versions are of the same thing, when its name cannot tell.

use std::collections::HashSet;

use super::Version;
use crate::model::Action;

/// Whether two versions under different names are of the same thing: it kept its words, or an action its log.
#[must_use]
pub fn is_same(one: &Version, other: &Version) -> bool {
    match (one, other) {
        (Version::Action(one), Version::Action(other)) => is_same_action(one, other),
        (Version::Objective(_), Version::Objective(_))
        | (Version::Theme(_), Version::Theme(_))
        | (Version::Settings(_), Version::Settings(_)) => {
            one.title().zip(other.title()).is_some_and(|(one, other)| in_same_words(one, other))
        }
        (Version::Parties(_), Version::Parties(_)) | (Version::Baseline(_), Version::Baseline(_)) => true,
        _ => false,
    }
}

/// Whether two actions under different references are the same one: it kept its words, or an update of its log.
#[must_use]
pub fn is_same_action(one: &Action, other: &Action) -> bool {
    let texts = one.text.as_deref().zip(other.text.as_deref());
    texts.is_some_and(|(one, other)| in_same_words(one, other)) || shares_log(one, other)
}

/// Whether an action that kept its name says the same thing in other words, rather than something else.
///
/// It does where it kept an update of its log, or a third of its words; and where nothing can be compared.
#[must_use]
pub fn is_reworded(one: &Action, other: &Action) -> bool {
    match (one.text.as_deref(), other.text.as_deref()) {
        (Some(before), Some(after)) => shares_log(one, other) || shared_words(before, after) >= 1.0 / 3.0,
        (None, _) | (_, None) => true,
    }
}

fn shares_log(one: &Action, other: &Action) -> bool {
    one.updates.iter().any(|update| other.updates.contains(update))
}

fn in_same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().map(str::to_lowercase).eq(other.split_whitespace().map(str::to_lowercase))
}

/// How many of the words of two texts are in both, from 0 to 1.
fn shared_words(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        words.map(str::to_lowercase).collect::<HashSet<_>>()
    };
    let (one, other) = (words(one), words(other));
    let (both, all) = (one.intersection(&other).count(), one.union(&other).count());
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if all == 0 { 1.0 } else { number(both) / number(all) }
}

#[cfg(test)]
mod tests {
    use super::{is_reworded, is_same};
    use crate::model::Action;
    use crate::model::trail::Version;

    fn action(text: &str) -> Action {
        Action { text: Some(text.to_owned()), ..Action::default() }
    }

    #[test]
    fn another_name_needs_the_same_words() {
        let same = |one: &str, other: &str| {
            is_same(&Version::Action(Box::new(action(one))), &Version::Action(Box::new(action(other))))
        };
        assert!(same("Publish the pathways", "Publish  the Pathways"));
        assert!(!same("Publish the pathways for schools", "Publish the pathways for refuges"));
    }

    #[test]
    fn the_same_name_may_have_other_words() {
        let reworded = |one: &str, other: &str| is_reworded(&action(one), &action(other));
        assert!(reworded("Develop communications strategy", "Develop and publish a communications strategy"));
        assert!(!reworded("Develop communications strategy", "Train the reception staff of all practices"));
        assert!(is_reworded(&Action::default(), &action("Train")));
    }

    #[test]
    fn an_action_is_known_by_its_log_where_its_words_are_others() {
        let update = |note: &str| crate::model::Update {
            date: crate::model::Date::parse("2026-06-01").expect("a date"),
            by: None,
            status: None,
            rag: None,
            note: Some(note.to_owned()),
            occurrence: None,
            deadline_was: None,
        };
        let with = |text: &str, note: &str| Action { updates: vec![update(note)], ..action(text) };
        let (before, after) = (with("Train the staff", "Begun."), with("Publish the pathways", "Begun."));
        assert!(is_reworded(&before, &after));
        assert!(is_same(&Version::Action(Box::new(before.clone())), &Version::Action(Box::new(after))));
        assert!(!is_reworded(&before, &with("Publish the pathways", "Begun again.")));
    }

    #[test]
    fn words_of_two_letters_say_nothing() {
        assert!(!is_reworded(&action("Go to it in an hour"), &action("Go to it in an open market")));
    }

    #[test]
    fn what_is_no_action_is_known_by_its_title() {
        let theme = |title: &str| {
            let title = Some(title.to_owned());
            Version::Theme(Box::new(crate::model::Theme { title, ..crate::model::Theme::default() }))
        };
        assert!(is_same(&theme("Prevention"), &theme("prevention")));
        assert!(!is_same(&theme("Prevention"), &theme("Provision")));
        let parties = || Version::Parties(crate::model::PartiesFile::default());
        assert!(is_same(&parties(), &parties()));
        assert!(!is_same(&parties(), &theme("Prevention")));
    }
}
