//! Which piece of one version is which of another.
//!
//! Keys and tables go by their names. Entries of lists go by what they say: the same in all, else what makes an entry
//! of its kind what it is (the name of a party, the term of a definition), else the most of what it says.

use super::document::{Item, Side};
use crate::model::Plain;

/// Where in the base each piece of a version comes from; nothing for what it added.
pub(super) fn origins(base: &[Item], version: &[Item]) -> Vec<Option<usize>> {
    pairs(base, version, |name| {
        let identities = kind(name).identities.iter().copied().map(By::Keys);
        [By::All].into_iter().chain(identities).chain((!kind(name).is_exact).then_some(By::Most)).collect()
    })
}

/// Which of the pieces that theirs added is one that ours added too, by the places in both.
pub(super) fn added_twice(ours: &[Item], theirs: &[Item]) -> Vec<Option<usize>> {
    pairs(ours, theirs, |name| {
        let identity = kind(name).identities.first().filter(|_| kind(name).is_once).copied().map(By::Keys);
        [By::All].into_iter().chain(identity).collect()
    })
}

/// Whether the entries of a list stand in the order of their dates.
pub(super) fn is_dated(name: &str) -> bool {
    kind(name).is_dated
}

/// How two entries of a list are taken for the same.
#[derive(Debug, Clone, Copy)]
enum By {
    /// They say the same.
    All,
    /// They say the same under these keys, of which they have the first.
    Keys(&'static [&'static str]),
    /// They say the same under more than half of their keys.
    Most,
}

/// What is known about the entries of a list of tables.
struct Kind {
    name: &'static str,
    /// The keys that make an entry what it is, the narrowest first.
    identities: &'static [&'static [&'static str]],
    /// Whether an entry with another identity is always another entry.
    is_exact: bool,
    /// Whether two entries with one identity, added on two sides, are one that both sides mean.
    is_once: bool,
    is_dated: bool,
}

impl Kind {
    const OTHER: Self = Self { name: "", identities: &[], is_exact: false, is_once: false, is_dated: false };
    const NAMED: Self = Self { is_exact: true, is_once: true, ..Self::OTHER };
    const TOLD: Self = Self { is_once: true, identities: &[&["text"]], ..Self::OTHER };

    const ALL: [Self; 10] = [
        Self { name: "update", identities: &[&["date", "by"], &["date"]], is_dated: true, ..Self::OTHER },
        Self { name: "reading", identities: &[&["date"]], is_dated: true, ..Self::NAMED },
        Self { name: "measure", identities: &[&["name"]], ..Self::NAMED },
        Self { name: "party", identities: &[&["name"]], ..Self::NAMED },
        Self { name: "meeting", identities: &[&["name"]], ..Self::NAMED },
        Self { name: "definition", identities: &[&["term"]], ..Self::NAMED },
        Self { name: "known", identities: &[&["rule", "ref"]], ..Self::NAMED },
        Self { name: "milestone", ..Self::TOLD },
        Self { name: "risk", ..Self::TOLD },
        Self { name: "cost", identities: &[&["text", "year"], &["text"]], ..Self::TOLD },
    ];
}

fn kind(name: &str) -> &'static Kind {
    const OTHER: &Kind = &Kind::OTHER;
    const ALL: &[Kind] = &Kind::ALL;
    ALL.iter().find(|kind| kind.name == name).unwrap_or(OTHER)
}

/// For each piece of the second version the place of its partner in the first.
fn pairs(first: &[Item], second: &[Item], ways: impl Fn(&str) -> Vec<By>) -> Vec<Option<usize>> {
    let mut found = vec![None; second.len()];
    let mut taken = vec![false; first.len()];
    for (item, found) in second.iter().zip(&mut found).filter(|(item, _)| !item.is_entry()) {
        *found = first.iter().position(|other| !other.is_entry() && other.name() == item.name());
    }
    let values = |items: &[Item]| items.iter().map(|item| item.value(Side::Ours)).collect::<Vec<_>>();
    let (first_values, second_values) = (values(first), values(second));
    let longest = second.iter().map(|item| ways(item.name()).len()).max().unwrap_or(0);
    for turn in 0..longest {
        for ((item, value), found) in second.iter().zip(&second_values).zip(&mut found) {
            let Some(way) = ways(item.name()).get(turn).copied().filter(|_| item.is_entry() && found.is_none()) else {
                continue;
            };
            let fits = |place: &usize| {
                let other = first.get(*place).filter(|other| other.is_entry() && other.name() == item.name());
                other.is_some() && first_values.get(*place).is_some_and(|other| is_same(way, other, value))
            };
            *found = (0..first.len()).find(|place| taken.get(*place) == Some(&false) && fits(place));
            if let Some(taken) = found.and_then(|place| taken.get_mut(place)) {
                *taken = true;
            }
        }
    }
    found
}

fn is_same(way: By, one: &Plain, other: &Plain) -> bool {
    match way {
        By::All => one == other,
        By::Keys(keys) => {
            let has_first = keys.first().is_some_and(|key| one.get(key).is_some());
            has_first && keys.iter().all(|key| one.get(key) == other.get(key))
        }
        By::Most => {
            let (Plain::Table(one), Plain::Table(other)) = (one, other) else { return false };
            let shared = one.iter().filter(|entry| other.contains(entry)).count();
            shared.saturating_mul(2) > one.len().max(other.len())
        }
    }
}
