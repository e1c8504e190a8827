//! Themes and objectives: from headings, section rows and columns.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::folded;
use super::super::layout::{Layout, Level, Part, Text};
use super::super::ledger::PartOf;
use super::super::story::nth;
use super::front::Front;
use super::strength;

/// A theme or an objective, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Theme(usize),
    Objective(usize),
}

impl Node {
    pub(super) const fn part(self) -> PartOf {
        match self {
            Self::Theme(place) => PartOf::Theme(place),
            Self::Objective(place) => PartOf::Objective(place),
        }
    }
}

/// What is open at a place of the document.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Headings that hold actions, by their place among the parts, with their strength.
    pub(super) holding: BTreeMap<usize, u16>,
    /// Where the plan's title is repeated.
    pub(super) title: Option<String>,
    pub(super) open: Vec<(u16, Node)>,
    pub(super) column: Option<(usize, Node)>,
    /// The part whose title is still to come.
    pub(super) untitled: Option<Node>,
    /// The part that the prose is about, until the first action.
    pub(super) about: Option<Node>,
    /// A heading that holds no actions, and what is said under it.
    pub(super) aside: Option<usize>,
    pub(super) described: Vec<Described>,
    /// The number that the document gives each objective.
    pub numbers: Vec<Option<String>>,
    pub(super) theme_words: BTreeSet<String>,
    pub(super) objective_words: BTreeSet<String>,
}

/// What is said about a theme before it begins.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) title: Text,
    pub(super) said: Vec<(String, String, Text)>,
}

impl Structure {
    /// Finds the headings that hold actions.
    pub(super) fn of(layout: &Layout, front: &Front) -> Self {
        let of = |text: Option<&Text>| text.map(|text| text.spot);
        let first = of(front.title.as_ref()).max(of(front.partnership.as_ref()));
        let title = front.title.as_ref().map(|title| folded(&title.words()));
        let mut unsaid = 1;
        let strengths: Vec<_> = layout
            .parts
            .iter()
            .map(|part| match part {
                Part::Heading { text, level } => {
                    let own = strength(*level, unsaid, &text.words());
                    if matches!(level, Level::Outline(_)) {
                        unsaid = own;
                    }
                    Some(own)
                }
                Part::Prose(_) | Part::Row(_) | Part::Progress(_) => None,
            })
            .collect();
        let is_container = |text: &Text| {
            let words = folded(&text.words());
            title.as_ref() == Some(&words)
                || ["action plan", "delivery plan", "the action plan", "action", "the plan"].contains(&words.as_str())
                || words.contains("action plan") && words.split(' ').count() > 4
        };
        let mut holding = BTreeMap::new();
        for (place, part) in layout.parts.iter().enumerate() {
            let (Part::Heading { text, .. }, Some(Some(own))) = (part, strengths.get(place)) else { continue };
            let ends = |other: &Option<u16>| other.is_some_and(|other| other <= *own);
            let below = layout.parts.iter().zip(&strengths).skip(nth(place)).take_while(|(_, other)| !ends(other));
            let holds = below.into_iter().any(|(part, _)| matches!(part, Part::Row(_)));
            if holds && !is_container(text) && first.is_none_or(|first| text.spot > first) {
                holding.insert(place, *own);
            }
        }
        Self { holding, title, ..Self::default() }
    }

    /// The part in which a row stands, nearest first.
    pub(super) fn node(&self) -> Option<Node> {
        self.column.map(|(_, node)| node).or_else(|| self.open.last().map(|(_, node)| *node))
    }

    pub(super) fn enters_row(&mut self) {
        self.untitled = None;
        self.about = None;
        self.aside = None;
    }

    /// The words for themes and objectives, where all of them use one that is not ours.
    pub(super) fn labels(&self) -> (Option<String>, Option<String>) {
        let only = |words: &BTreeSet<String>, own: &str| {
            let word = words.first().filter(|word| words.len() == 1 && word.as_str() != own);
            word.cloned()
        };
        (only(&self.theme_words, "theme"), only(&self.objective_words, "objective"))
    }
}
