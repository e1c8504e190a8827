//! Alterations in words: `deadline moved from 1 July 2009 to 1 December 2009, +153 days`.

use std::fmt;

use super::Alteration;
use crate::model::change::Change;
use crate::model::{Date, Deadline, Money, Plain, Update, spoken};

/// The alteration as a sentence without a full stop; texts in it are as their files have them.
impl fmt::Display for Alteration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(None) => formatter.write_str("added"),
            Self::Added(Some(title)) => write!(formatter, "added: {title}"),
            Self::Removed(None) => formatter.write_str("removed"),
            Self::Removed(Some(title)) => write!(formatter, "removed: {title}"),
            Self::Moved { from, to } => write!(formatter, "moved from {} to {}", folder(from), folder(to)),
            Self::Renamed { from } => write!(formatter, "renamed from {}:{from}", from.plan),
            Self::Changed(change) => formatter.write_str(&changed(change)),
            Self::UpdateAdded(update) => formatter.write_str(&said(update, "")),
            Self::UpdateRemoved(update) => formatter.write_str(&said(update, " removed")),
            Self::UpdateRewritten { before, after } => {
                let changes = crate::model::change::between(before.as_ref(), after.as_ref());
                let changes: Vec<_> = changes.iter().map(changed).collect();
                write!(formatter, "update of {} rewritten: {}", before.date.in_words(), changes.join("; "))
            }
            Self::Broken(why) => write!(formatter, "could not be read: {why}"),
            Self::Layout => formatter.write_str("comments or layout changed, and nothing that it says"),
        }
    }
}

fn folder(path: &str) -> &str {
    if path.is_empty() { "the plan" } else { path }
}

/// An update: when, by whom, what it says.
fn said(update: &Update, what: &str) -> String {
    let by = update.by.as_deref().map(|by| format!(" by {by}")).unwrap_or_default();
    let facts = [
        update.status.map(|status| spoken(status.word())),
        update.rag.map(|rag| format!("rated {rag}")),
        update.occurrence.map(|day| format!("for the turn of {}", day.in_words())),
        update.deadline_was.as_ref().map(|was| format!("deadline moved from {}", was.in_words())),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let note = update.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
    let facts = Some(facts.join(", ")).filter(|facts| !facts.is_empty());
    let said: Vec<_> = facts.into_iter().chain(note).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    format!("update of {}{by}{what}{said}", update.date.in_words())
}

/// A key that changed: what it held and what it holds.
fn changed(change: &Change) -> String {
    let name = change.key.replace('_', " ");
    match (&change.before, &change.after) {
        (None, None) => format!("{name} changed"),
        (Some(Plain::List(before)), Some(Plain::List(after))) => listed(&name, before, after),
        (None, Some(Plain::List(after))) => listed(&name, &[], after),
        (Some(Plain::List(before)), None) => listed(&name, before, &[]),
        (Some(Plain::Table(before)), Some(Plain::Table(after))) => format!("{name}: {}", tabled(before, after)),
        (None, Some(after)) => format!("{name} set to {}", value(&change.key, after)),
        (Some(before), None) => format!("{name} removed; it was {}", value(&change.key, before)),
        (Some(before), Some(after)) => {
            let (from, to) = (value(&change.key, before), value(&change.key, after));
            let days = distance(before, after).filter(|_| is_day(&change.key));
            format!("{name} {} from {from} to {to}{}", verb(&change.key), days.unwrap_or_default())
        }
    }
}

fn verb(key: &str) -> &'static str {
    match key {
        "deadline" | "target_date" | "review" | "starts" | "ends" => "moved",
        _ if is_prose(key) => "reworded",
        _ => "changed",
    }
}

/// Keys that hold a day or period.
fn is_day(key: &str) -> bool {
    matches!(key, "deadline" | "target_date" | "review" | "starts" | "ends" | "closed" | "deadline_was")
}

/// Keys that hold sentences.
fn is_prose(key: &str) -> bool {
    const KEYS: [&str; 13] = [
        "action",
        "title",
        "summary",
        "aim",
        "how",
        "target",
        "resources",
        "outcome_measure",
        "confidence_reason",
        "note",
        "text",
        "recommendation",
        "reason",
    ];
    KEYS.contains(&key)
}

fn value(key: &str, value: &Plain) -> String {
    match value {
        Plain::Text(text) if is_day(key) => Deadline::parse(text).map_or_else(|_| text.clone(), |day| day.in_words()),
        Plain::Text(text) if is_prose(key) => format!("\u{201c}{}\u{201d}", text.trim()),
        Plain::Whole(pounds) if key == "amount" => u64::try_from(*pounds)
            .map_or_else(|_| value.to_string(), |pounds| Money::from_pence(pounds.saturating_mul(100)).to_string()),
        other => other.to_string(),
    }
}

/// How far a day was moved: `, +153 days`.
fn distance(before: &Plain, after: &Plain) -> Option<String> {
    let days = due(before)?.days_until(due(after)?);
    let noun = if days.abs() == 1 { "day" } else { "days" };
    (days != 0).then(|| format!(", {days:+} {noun}"))
}

fn due(value: &Plain) -> Option<Date> {
    match value {
        Plain::Day(day) => Some(*day),
        Plain::Text(text) => Deadline::parse(text).ok()?.due(),
        _ => None,
    }
}

/// What came into a list and what went; one that went and one that came at the same place is one changed.
fn listed(name: &str, before: &[Plain], after: &[Plain]) -> String {
    let without = |list: &[Plain], other: &[Plain]| {
        let mut rest = other.to_vec();
        let keep = |item: &&Plain| match rest.iter().position(|other| other == *item) {
            Some(place) => {
                rest.remove(place);
                false
            }
            None => true,
        };
        list.iter().filter(keep).cloned().collect::<Vec<_>>()
    };
    let (gone, new) = (without(before, after), without(after, before));
    if let ([Plain::Table(gone)], [Plain::Table(new)]) = (gone.as_slice(), new.as_slice())
        && before.len() == after.len()
    {
        return format!("{name} changed ({}): {}", called(gone), tabled(gone, new));
    }
    let part = |list: &[Plain], verb: &str| {
        let words: Vec<_> = list.iter().map(ToString::to_string).collect();
        (!words.is_empty()).then(|| format!("{verb} {}", words.join("; ")))
    };
    let parts: Vec<_> = part(&gone, "removed").into_iter().chain(part(&new, "added")).collect();
    if parts.is_empty() { format!("{name} put in another order") } else { format!("{name}: {}", parts.join("; ")) }
}

/// By what an entry of a list is known: its first value.
fn called(entry: &[(String, Plain)]) -> String {
    let words = ["text", "name", "term", "rule"];
    let named = entry.iter().find(|(key, _)| words.contains(&key.as_str()));
    named.or(entry.first()).map(|(_, value)| value.to_string()).unwrap_or_default()
}

fn tabled(before: &[(String, Plain)], after: &[(String, Plain)]) -> String {
    let lookup = |entries: &[(String, Plain)], key: &str| {
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    };
    let gone = before.iter().filter(|(key, _)| lookup(after, key).is_none());
    let gone = gone.map(|(key, value)| Change { key: key.clone(), before: Some(value.clone()), after: None });
    let new = after.iter().filter_map(|(key, value)| {
        let before = lookup(before, key);
        (before.as_ref() != Some(value)).then(|| Change { key: key.clone(), before, after: Some(value.clone()) })
    });
    gone.chain(new).map(|change| changed(&change)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use crate::model::trail::{Version, alterations};
    use crate::model::{Action, Cost, Date, Deadline, Money, Rag, Risk, Settings, Status, Theme, Update};

    fn words(before: Action, after: Action) -> Vec<String> {
        let version = |action: Action| Version::Action(Box::new(action));
        alterations(&version(before), &version(after)).iter().map(ToString::to_string).collect()
    }

    fn by(text: &str) -> Deadline {
        let day = Date::parse(text).map(|day| Deadline::By(crate::model::Period::Day(day)));
        day.unwrap_or_else(|| Deadline::parse(text).expect("a deadline"))
    }

    #[test]
    fn a_deadline_is_moved_by_days() {
        let due = |text: &str| Action { deadline: Some(by(text)), ..Action::default() };
        assert_eq!(
            words(due("2009-07-01"), due("2009-12-01")),
            ["deadline moved from 1 July 2009 to 1 December 2009, +153 days"]
        );
        assert_eq!(
            words(due("2009-03"), due("2009-03-30")),
            ["deadline moved from March 2009 to 30 March 2009, -1 day"]
        );
        assert_eq!(words(due("ongoing"), due("2009-Q1")), ["deadline moved from ongoing to quarter 1 of 2009"]);
        assert_eq!(words(Action::default(), due("2009")), ["deadline set to 2009"]);
        assert_eq!(words(due("???"), Action::default()), ["deadline removed; it was ???"]);
    }

    #[test]
    fn texts_and_lists_say_what_came_and_went() {
        let before = Action {
            text: Some("Develop strategy".into()),
            lead: Some("PCT".into()),
            support: vec!["Police".into(), "Refuges".into()],
            ..Action::default()
        };
        let after = Action {
            text: Some("Publish strategy".into()),
            support: vec!["Refuges".into(), "Schools".into()],
            tags: vec!["new".into()],
            ..Action::default()
        };
        assert_eq!(
            words(before, after),
            [
                "lead removed; it was PCT",
                "action reworded from “Develop strategy” to “Publish strategy”",
                "support: removed Police; added Schools",
                "tags: added new",
            ]
        );
    }

    #[test]
    fn one_entry_of_a_list_changes_key_by_key() {
        let cost = |amount: Option<u64>| Cost {
            text: Some("Campaign".into()),
            amount: amount.map(|pounds| Money::from_pence(pounds * 100)),
            ..Cost::default()
        };
        let risk = || Risk { text: Some("Staff leave".into()), ..Risk::default() };
        let before = Action { costs: vec![cost(Some(2000)), cost(None)], risks: vec![risk()], ..Action::default() };
        let after = Action { costs: vec![cost(Some(2500)), cost(None)], ..Action::default() };
        assert_eq!(
            words(before, after),
            ["risk: removed text Staff leave", "cost changed (Campaign): amount changed from 2,000 to 2,500"]
        );
    }

    #[test]
    fn an_update_is_said_in_full() {
        let update = Update {
            date: Date::parse("2009-09-07").expect("a date"),
            by: Some("PCT".into()),
            status: Some(Status::InProgress),
            rag: Some(Rag::Red),
            note: Some("First draft completed.".into()),
            occurrence: None,
            deadline_was: Some(by("2009-07-01")),
        };
        let softer = Update { rag: Some(Rag::Amber), note: None, ..update.clone() };
        let log = |update: &Update| Action { updates: vec![update.clone()], ..Action::default() };
        assert_eq!(
            words(Action::default(), log(&update)),
            [
                "update of 7 September 2009 by PCT: in progress, rated red, deadline moved from 1 July 2009; First draft completed."
            ]
        );
        assert_eq!(
            words(log(&update), log(&softer)),
            [
                "update of 7 September 2009 rewritten: note removed; it was “First draft completed.”; rag changed from red to amber"
            ]
        );
        assert_eq!(
            words(log(&softer), Action::default()),
            ["update of 7 September 2009 by PCT removed: in progress, rated amber, deadline moved from 1 July 2009"]
        );
    }

    #[test]
    fn a_number_that_is_no_money_is_said_as_it_stands() {
        let theme = |order: i64| Version::Theme(Box::new(Theme { order: Some(order), ..Theme::default() }));
        let list = alterations(&theme(1500), &theme(2500));
        let list: Vec<_> = list.iter().map(ToString::to_string).collect();
        assert_eq!(list, ["order changed from 1500 to 2500"]);
    }

    #[test]
    fn settings_change_key_by_key() {
        let mut after = Settings::default();
        after.rating.scheme = Some(crate::model::Scheme::Brag);
        let version = |settings: &Settings| Version::Settings(Box::new(settings.clone()));
        let list = alterations(&version(&Settings::default()), &version(&after));
        let list: Vec<_> = list.iter().map(ToString::to_string).collect();
        assert_eq!(list, ["rating: scheme set to brag"]);
    }
}
