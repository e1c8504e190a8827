//! The names of persons that a plan gives away: those of its register, and of parties that the register does not know
//! and that look like one.
//!
//! A person who is named in a text and nowhere else is not found: nothing tells such a name from other words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::{Party, PartyKind, Plan, name_key};

/// The names of persons, to be found in texts.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The words of each name, by its first word in small letters.
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl Names {
    /// The persons of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut names = Self::default();
        let persons = plan.parties.iter().filter(|party| party.kind == Some(PartyKind::Person));
        for name in persons.flat_map(|party| std::iter::once(&party.name).chain(&party.aliases)) {
            names.add(name);
        }
        let bodies = bodies(plan);
        let kindless = plan.parties.iter().filter(|party| party.kind.is_none()).map(|party| party.name.as_str());
        let unknown = parties_named(plan)
            .chain(kindless)
            .filter(|name| plan.party(name).is_none_or(|party| party.kind.is_none()));
        // One party stands for many actions as a rule.
        let unknown: HashSet<_> = unknown.collect();
        for piece in unknown.into_iter().flat_map(pieces).filter(|piece| looks_like_a_person(piece)) {
            if !bodies.contains(&piece.to_lowercase()) {
                names.add(piece);
            }
        }
        names
    }

    /// The persons of several plans.
    pub(super) fn all<'n>(several: impl IntoIterator<Item = &'n Self>) -> Self {
        let mut names = Self::default();
        for (first, known) in several.into_iter().flat_map(|one| &one.by_first) {
            let all = names.by_first.entry(first.clone()).or_default();
            for name in known {
                if !all.contains(name) {
                    all.push(name.clone());
                }
            }
        }
        names
    }

    /// Where names of persons stand in a text, in their order.
    pub(super) fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<_> = words(text).collect();
        let mut found = Vec::new();
        let mut rest = words.as_slice();
        while let Some(((start, word), others)) = rest.split_first() {
            let candidates = self.by_first.get(&word.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
            let is_here = |name: &&Vec<String>| {
                rest.len() >= name.len()
                    && name.iter().zip(rest).all(|(known, (_, word))| is_same(known, word, name.len()))
            };
            // The longest of those that begin alike.
            let longest = candidates.iter().filter(is_here).map(Vec::len).max().unwrap_or(0);
            let (name, after) = rest.split_at_checked(longest).unwrap_or_default();
            match name.last() {
                Some((end, last)) => {
                    found.push(*start..end.saturating_add(last.len()));
                    rest = after;
                }
                None => rest = others,
            }
        }
        found
    }

    fn add(&mut self, name: &str) {
        let words: Vec<_> = words(name).map(|(_, word)| word.to_owned()).collect();
        if let Some(first) = words.first() {
            self.by_first.entry(first.to_lowercase()).or_default().push(words);
        }
    }
}

/// Whether a word is that of a name. A name of one word, such as a short form, counts only as it is written.
fn is_same(known: &str, word: &str, words: usize) -> bool {
    if words == 1 { known == word } else { known.to_lowercase() == word.to_lowercase() }
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric();
    let starts = text.char_indices().scan(false, move |was, (at, c)| {
        let begins = is_part(c) && !*was;
        *was = is_part(c);
        Some(begins.then_some(at))
    });
    starts.flatten().map(move |start| {
        let rest = text.get(start..).unwrap_or_default();
        (start, rest.split(|c| !is_part(c)).next().unwrap_or_default())
    })
}

/// Everyone whom the plan names as a party: leads, those who help, and those who report.
fn parties_named(plan: &Plan) -> impl Iterator<Item = &str> {
    let of_themes = plan.themes.iter().flat_map(|theme| theme.lead.iter().chain(&theme.support));
    let of_objectives = plan.objectives.iter().flat_map(|objective| objective.lead.iter().chain(&objective.support));
    let of_actions = plan.actions.iter().flat_map(|action| {
        let reporting = action.updates.iter().filter_map(|update| update.by.as_ref());
        action.lead.iter().chain(&action.support).chain(reporting)
    });
    of_themes.chain(of_objectives).chain(of_actions).map(String::as_str)
}

/// The names of organisations that the plan gives, which are no persons.
fn bodies(plan: &Plan) -> HashSet<String> {
    let of_parties = plan.parties.iter().filter_map(Party::its_organisation);
    let settings = [plan.settings.partnership.as_deref(), plan.settings.reports_to.as_deref()];
    let funders = plan.actions.iter().flat_map(|action| &action.costs).filter_map(|cost| cost.funder.as_deref());
    of_parties.chain(settings.into_iter().flatten()).chain(funders).map(name_key).collect()
}

/// The parts of a name in which several are given.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    name.split(['/', ',', ';', '&', '(', ')', ':', '+']).flat_map(|piece| piece.split(" and ")).map(str::trim)
}

/// Whether a name has the form of a person's: two to four words with a capital letter each, none of which is an
/// abbreviation or what posts and organisations are called.
fn looks_like_a_person(name: &str) -> bool {
    const OTHERS: [&str; 44] = [
        "action",
        "adviser",
        "advisor",
        "agency",
        "aid",
        "board",
        "care",
        "centre",
        "chair",
        "children",
        "clerk",
        "commissioner",
        "community",
        "constabulary",
        "coordinator",
        "council",
        "court",
        "director",
        "forum",
        "group",
        "head",
        "health",
        "homes",
        "housing",
        "lead",
        "leader",
        "manager",
        "nurse",
        "office",
        "officer",
        "partnership",
        "police",
        "probation",
        "public",
        "refuge",
        "safer",
        "safety",
        "school",
        "schools",
        "service",
        "services",
        "support",
        "team",
        "trust",
    ];
    let is_name = |word: &str| {
        let mut letters = word.chars();
        let has_form = letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase);
        has_form && !OTHERS.iter().any(|other| word.replace('-', "").eq_ignore_ascii_case(other))
    };
    let words: Vec<_> = name.split_whitespace().filter(|word| !is_initial(word)).collect();
    (2..=4).contains(&words.len()) && words.into_iter().all(is_name)
}

/// `J` or `J.`
fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::{Names, looks_like_a_person};

    fn removed(names: &[&str], text: &str) -> String {
        let mut known = Names::default();
        for name in names {
            known.add(name);
        }
        let found = known.in_text(text);
        found.into_iter().rev().fold(text.to_owned(), |mut text, place| {
            text.replace_range(place, "X");
            text
        })
    }

    #[test]
    fn names_are_found_as_whole_words() {
        let names = ["Robin Field", "Robin", "Robin Field-Marsh", "Zoë O'Hara"];
        assert_eq!(removed(&names, "robin  field, Robin's and ROBIN FIELD’s"), "X, X's and X’s");
        assert_eq!(removed(&names, "Robin Field-Marsh and Zoë O’Hara"), "X and X");
        assert_eq!(
            removed(&names, "Robins in a robin field day, by Robinson Fields"),
            "Robins in a X day, by Robinson Fields"
        );
        assert_eq!(removed(&[], "Robin"), "Robin");
        assert_eq!(removed(&["", "?"], "Robin?"), "Robin?");
    }

    #[test]
    fn persons_are_told_from_posts_and_bodies_by_their_form() {
        for name in ["Robin Field", "Cllr Robin Field", "Robin J. Field", "Zoë O'Hara", "Robin Field-Marsh"] {
            assert!(looks_like_a_person(name), "{name}");
        }
        for name in [
            "Housing",
            "Housing Options",
            "Wend Valley Police",
            "IVASP chair",
            "PCT Lead",
            "Head of Housing",
            "YOT",
            "",
        ] {
            assert!(!looks_like_a_person(name), "{name}");
        }
    }
}
