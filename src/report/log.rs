//! The audit trail as people read it: commit by commit, what is alike taken together.

use crate::model::counted;
use crate::model::trail::{Alteration, Commit, Entry};

/// One commit with what it changed.
#[derive(Debug, Clone)]
pub struct Changes<'t> {
    pub commit: &'t Commit,
    pub lines: Vec<Line<'t>>,
}

/// What is told in one go.
#[derive(Debug, Clone)]
pub enum Line<'t> {
    One(&'t Entry),
    /// So many of the same kind in the same plan that nobody would read them one by one.
    Many(Vec<&'t Entry>),
}

/// More entries of one kind than this are told together.
const FEW: usize = 8;

/// Entries by their commits, in the same order.
#[must_use]
pub fn by_commit(entries: &[Entry]) -> Vec<Changes<'_>> {
    let commits = entries.chunk_by(|one, other| one.commit.id == other.commit.id);
    commits.filter_map(|list| Some(Changes { commit: &list.first()?.commit, lines: lines(list) })).collect()
}

fn lines(entries: &[Entry]) -> Vec<Line<'_>> {
    let is_like = |one: &Entry, other: &Entry| {
        one.item.plan == other.item.plan && one.alteration.kind() == other.alteration.kind()
    };
    let mut lines: Vec<Line<'_>> = Vec::new();
    for entry in entries {
        let known = lines.iter_mut().find_map(|line| match line {
            Line::Many(list) if list.first().is_some_and(|first| is_like(first, entry)) => Some(list),
            Line::Many(_) | Line::One(_) => None,
        });
        match known {
            Some(list) => list.push(entry),
            None if is_alike(&entry.alteration) => lines.push(Line::Many(vec![entry])),
            None => lines.push(Line::One(entry)),
        }
    }
    lines.into_iter().flat_map(few_by_themselves).collect()
}

/// Whether it says little more than its kind.
const fn is_alike(alteration: &Alteration) -> bool {
    match alteration {
        Alteration::Added(_)
        | Alteration::Removed(_)
        | Alteration::Moved { .. }
        | Alteration::Renamed { .. }
        | Alteration::Layout => true,
        Alteration::Changed(_)
        | Alteration::UpdateAdded(_)
        | Alteration::UpdateRemoved(_)
        | Alteration::UpdateRewritten { .. }
        | Alteration::Broken(_) => false,
    }
}

fn few_by_themselves(line: Line<'_>) -> Vec<Line<'_>> {
    match line {
        Line::Many(list) if list.len() <= FEW => list.into_iter().map(Line::One).collect(),
        line => vec![line],
    }
}

/// Entries of one kind in words: `plan.toml, 4 themes and 20 objectives added`.
#[must_use]
pub fn together(entries: &[&Entry]) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for entry in entries {
        let word = entry.item.word();
        match kinds.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => kinds.push((word, 1)),
        }
    }
    let mut words: Vec<String> = kinds
        .into_iter()
        .map(|(word, count)| match (word, count) {
            ("plan" | "register" | "baseline", 1) => format!("the {word}"),
            (word, count) => counted(count, word),
        })
        .collect();
    let last = words.pop().unwrap_or_default();
    let what = if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) };
    let done = match entries.first().map(|entry| &entry.alteration) {
        Some(Alteration::Added(_)) => "added",
        Some(Alteration::Removed(_)) => "removed",
        Some(Alteration::Moved { .. }) => "moved",
        Some(Alteration::Renamed { .. }) => "renamed",
        Some(Alteration::Layout) => "laid out anew, and saying what they said",
        Some(_) | None => "changed",
    };
    format!("{what} {done}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Line, by_commit, together};
    use crate::model::trail::{Alteration, Commit, Entry, Item, Part};
    use crate::model::{Date, Reference};

    fn entry(commit: &str, name: &str, alteration: Alteration) -> Entry {
        let commit = Commit {
            id: commit.to_owned(),
            author: String::new(),
            email: String::new(),
            date: Date::parse("2026-06-30").expect("a date"),
            time: String::new(),
            subject: String::new(),
        };
        let part = match name {
            "plan" => Part::Settings,
            name => Part::Action(Reference::new(name).expect("a reference")),
        };
        Entry { commit: Arc::new(commit), item: Item { plan: "wendale".to_owned(), part }, alteration }
    }

    #[test]
    fn many_of_a_kind_are_told_together() {
        let mut entries = vec![entry("a", "plan", Alteration::Added(None))];
        entries.extend((1..=9).map(|n| entry("a", &format!("1.{n}"), Alteration::Added(None))));
        entries.push(entry("a", "2.1", Alteration::Layout));
        entries.extend((1..=8).map(|n| entry("b", &format!("1.{n}"), Alteration::Removed(None))));
        let changes = by_commit(&entries);
        let told: Vec<_> = changes
            .iter()
            .flat_map(|changes| &changes.lines)
            .map(|line| match line {
                Line::One(entry) => format!("{} {}", entry.item, entry.alteration.kind()),
                Line::Many(list) => together(list),
            })
            .collect();
        assert_eq!(told[..2], ["the plan and 9 actions added", "2.1 layout"]);
        assert_eq!((changes.len(), told.len()), (2, 10));
    }
}
