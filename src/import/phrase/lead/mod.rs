//! Who answers for an action, as people write it: `Chair, Safer Bristol`, `LBB / Met`, `Police (lead), Housing`.
//!
//! An action has exactly one party that answers for it. Where a cell names several and says which of them leads, that is
//! certain. Where it does not, the first named is taken, as a reader would, and the others help; but that is nowhere
//! said, so the phrase is doubtful and its words stay. Words that name nobody, `TBC` or `All`, are no lead.

mod cut;
mod party;

use super::Phrase;
use super::words::{is_too_long, tidy};
use crate::import::piece::around;
use crate::model::is_placeholder;
use party::{is_nobody, without_note};

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// The one party that answers for it.
    pub lead: Option<String>,
    /// Others who help.
    pub support: Vec<String>,
}

/// Reads the words for who does something.
#[must_use]
pub fn read(words: &str) -> Phrase<Who> {
    let text = tidy(words);
    if is_placeholder(&text) || is_nobody(&text) || is_too_long(&text) {
        return Phrase::doubtful(Who::default(), words.trim());
    }
    let found = labelled(&text).or_else(|| led_by(&text)).or_else(|| helped(&text));
    let found = found.unwrap_or_else(|| Found::of(&text));
    found.who(words)
}

/// The parties of a phrase, and what it says about them.
#[derive(Default)]
struct Found {
    lead: Vec<String>,
    support: Vec<String>,
    /// What is said about a party besides its name.
    notes: Vec<String>,
    has_doubt: bool,
}

impl Found {
    /// The parties of a phrase that says at most by `(lead)` which of them leads.
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let parties = cut::parties(text);
        let marked = parties.names.iter().filter(|name| party::marked_lead(name).is_some()).count();
        found.has_doubt = parties.has_doubt;
        for name in &parties.names {
            match party::marked_lead(name) {
                Some(leads) => found.add_lead(leads),
                None if marked > 0 => found.add_support(name),
                None => found.add_lead(name),
            }
        }
        found
    }

    fn add_lead(&mut self, party: &str) {
        let name = self.bare(party);
        self.lead.extend(name);
    }

    fn add_support(&mut self, party: &str) {
        let name = self.bare(party);
        self.support.extend(name);
    }

    /// The name of a party; what stands beside it is kept, and a question mark after it is a doubt.
    fn bare(&mut self, party: &str) -> Option<String> {
        let (name, note) = without_note(party);
        let is_open = |word: &str| matches!(word.to_ascii_lowercase().as_str(), "tbc" | "tba" | "tbd");
        let mut words = party.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_unsaid = words.clone().next().is_some_and(is_open);
        self.has_doubt |= name.contains('?') || name.ends_with('/') || words.any(is_open);
        self.notes.extend(note);
        let name = name.trim_matches(|c: char| c.is_whitespace() || "?/,;:".contains(c));
        let names_somebody = !is_unsaid && !is_placeholder(name) && !is_nobody(name);
        self.has_doubt |= !names_somebody;
        names_somebody.then(|| name.to_owned())
    }

    /// Who does it: the first where several may lead.
    fn who(self, words: &str) -> Phrase<Who> {
        let is_certain = self.lead.len() == 1 && !self.has_doubt;
        let mut names = self.lead.into_iter();
        let lead = names.next();
        let value = Who { lead, support: names.chain(self.support).collect() };
        if is_certain { Phrase::with_rest(value, self.notes.join("; ")) } else { Phrase::doubtful(value, words.trim()) }
    }
}

/// What the words before a name say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Lead,
    Support,
}

/// `Lead: PCT; Support: Housing`.
fn labelled(text: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut says = None;
    let mut current = Label::Lead;
    for part in text.split(['\n', ';']).flat_map(at_labels).map(str::trim).filter(|part| !part.is_empty()) {
        let (label, names) = label(part).map_or((None, part), |(label, names)| (Some(label), names));
        says = says.or(label);
        current = label.unwrap_or(current);
        let parties = cut::parties(names);
        found.has_doubt |= parties.has_doubt;
        for name in &parties.names {
            match current {
                Label::Lead => found.add_lead(name),
                Label::Support => found.add_support(name),
            }
        }
    }
    says.map(|_| found)
}

/// `Lead: Police. Support: Housing` in two.
fn at_labels(part: &str) -> impl Iterator<Item = &str> {
    let mut cuts = part.match_indices(". ").map(|(at, _)| around(part, at, "."));
    let cut = cuts.find(|(_, second)| label(second.trim_start()).is_some());
    let (first, second) = cut.unwrap_or((part, ""));
    [first.trim_end_matches('.'), second].into_iter()
}

/// A label at the start of a part, and the names after it.
fn label(part: &str) -> Option<(Label, &str)> {
    const LEAD: &[&str] = &[
        "lead",
        "leads",
        "lead agency",
        "lead officer",
        "lead person",
        "lead organisation",
        "led by",
        "owner",
        "responsible",
        "responsible officer",
    ];
    const SUPPORT: &[&str] = &[
        "support",
        "supported by",
        "supporting",
        "supporting agencies",
        "support agencies",
        "partner",
        "partners",
        "partner agencies",
        "other",
        "others",
        "other agencies",
        "contributors",
        "with",
    ];
    let dash = |c: char| matches!(c, ':' | '\u{2010}'..='\u{2015}') || c == '-';
    let (before, names) = part.split_once(dash)?;
    let before = before.trim().to_lowercase();
    let label = [(Label::Lead, LEAD), (Label::Support, SUPPORT)];
    label.into_iter().find(|(_, words)| words.contains(&before.as_str())).map(|(label, _)| (label, names.trim()))
}

/// `All agencies, led by the VAWG Co-ordinator`.
fn led_by(text: &str) -> Option<Found> {
    let (others, lead) = standing_alone(text, "led by")?;
    let mut found = Found::of(lead);
    let others = others.trim_end_matches([' ', ',', '(', '\n', '-', '–']);
    if is_nobody(others) {
        found.notes.push(others.to_owned());
    } else {
        let others = cut::parties(others);
        found.has_doubt |= others.has_doubt;
        others.names.iter().for_each(|name| found.add_support(name));
    }
    Some(found)
}

/// What stands before and after words in a text, where they stand alone in it.
fn standing_alone<'t>(text: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    let place = text.to_ascii_lowercase().find(words)?;
    let (before, after) = around(text, place, words);
    let is_alone = words.starts_with(',') || !before.ends_with(char::is_alphanumeric);
    (is_alone && !after.starts_with(char::is_alphanumeric)).then_some((before, after))
}

/// `Housing, supported by the police`.
fn helped(text: &str) -> Option<Found> {
    const JOINS: [&str; 9] = [
        "with support from",
        "supported by",
        "in partnership with",
        "in conjunction with",
        "in liaison with",
        "working with",
        "assisted by",
        "alongside",
        ", with",
    ];
    let (before, support) = JOINS.iter().find_map(|join| standing_alone(text, join))?;
    let lead = before.trim_end_matches([' ', ',', '(', '\n', '-', '–']);
    let mut found = Found::of(lead);
    let support = if before.trim_end().ends_with('(') { support.trim_end_matches(')') } else { support };
    let others = cut::parties(support);
    found.has_doubt |= others.has_doubt;
    others.names.iter().for_each(|name| found.add_support(name));
    (!found.lead.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests;
