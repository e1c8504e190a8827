//! The structure of plans with its ratings, as the contract has it.

use std::io::{self, Write};

use serde::Serialize;

use super::status::TallyJson;
use super::{append, begin};
use crate::model::{Date, Scheme, Tally};
use crate::query::Judged;
use crate::report::tree::{Node, Part, Tree};

/// Some plans with their parts, as texts that can be written with those of others; nothing of the plans is kept.
#[derive(Debug, Default)]
pub struct TreesJson {
    texts: Vec<Vec<u8>>,
    totals: Tally,
}

/// A part of a plan, or an action.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum NodeJson<'p> {
    Plan {
        key: &'p str,
        title: &'p str,
        as_of: Date,
        #[serde(flatten)]
        branch: BranchJson<'p>,
    },
    Theme {
        key: &'p str,
        title: Option<&'p str>,
        #[serde(flatten)]
        branch: BranchJson<'p>,
    },
    Objective {
        key: &'p str,
        title: Option<&'p str>,
        #[serde(flatten)]
        branch: BranchJson<'p>,
    },
    Action {
        key: &'p str,
        title: Option<&'p str>,
        lead: Option<&'p str>,
        due: Option<Date>,
        rating: Option<&'static str>,
        overdue_days: Option<i64>,
    },
}

/// What a part of a plan holds.
#[derive(Debug, Serialize)]
struct BranchJson<'p> {
    worst: Option<&'static str>,
    totals: TallyJson,
    /// Empty where they are deeper than was asked for.
    below: Vec<NodeJson<'p>>,
}

impl TreesJson {
    /// The plans as the contract has them, each down to a depth: 1 for its themes, 2 for what stands in these.
    #[must_use]
    pub fn of(tree: &Tree<'_, '_>, depth: Option<usize>) -> Self {
        let depth = depth.unwrap_or(usize::MAX);
        let text = |node: &Node<'_, '_>| {
            let scheme = match node.part {
                Part::Plan(plan, _) => plan.settings.rating.scheme(),
                Part::Theme(_) | Part::Objective(_) | Part::Action(_) => Scheme::Rag,
            };
            let mut text = Vec::new();
            // A value of these types always has a JSON text, and a vector takes it all.
            let _ = append(&mut text, &NodeJson::of(node, scheme, depth));
            text
        };
        Self { texts: tree.plans.iter().map(text).collect(), totals: tree.totals }
    }

    /// How many actions were selected.
    #[must_use]
    pub const fn actions(&self) -> usize {
        self.totals.actions
    }

    /// Writes the one value that holds them; the day is the one that was asked for.
    ///
    /// # Errors
    ///
    /// The output does not take it.
    pub fn write(&self, out: &mut impl Write, as_of: Date) -> io::Result<()> {
        begin(out, as_of)?;
        out.write_all(br#","totals":"#)?;
        append(out, &TallyJson::of(&self.totals))?;
        out.write_all(br#","plans":["#)?;
        for (place, text) in self.texts.iter().enumerate() {
            out.write_all(if place > 0 { b"," } else { b"" })?;
            out.write_all(text)?;
        }
        out.write_all(b"]}\n")
    }
}

impl FromIterator<Self> for TreesJson {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), |mut all, part| {
            all.texts.extend(part.texts);
            Self { totals: all.totals.and(&part.totals), ..all }
        })
    }
}

impl<'p> NodeJson<'p> {
    fn of(node: &Node<'_, 'p>, scheme: Scheme, depth: usize) -> Self {
        match node.part {
            Part::Plan(plan, day) => Self::Plan {
                key: &plan.name,
                title: plan.display_title(),
                as_of: day,
                branch: BranchJson::of(node, scheme, depth),
            },
            Part::Theme(theme) => Self::Theme {
                key: &theme.name,
                title: theme.title.as_deref(),
                branch: BranchJson::of(node, scheme, depth),
            },
            Part::Objective(objective) => Self::Objective {
                key: objective.reference.as_str(),
                title: objective.title.as_deref(),
                branch: BranchJson::of(node, scheme, depth),
            },
            Part::Action(judged) => Self::action(judged, scheme),
        }
    }

    fn action(judged: &Judged<'p>, scheme: Scheme) -> Self {
        let (located, judgement) = (judged.located, &judged.judgement);
        Self::Action {
            key: located.action.reference.as_str(),
            title: located.action.text.as_deref(),
            lead: located.lead_name(),
            due: judgement.due.on,
            rating: judgement.rating.map(|rating| rating.colour(scheme)),
            overdue_days: judgement.overdue_days(),
        }
    }
}

impl<'p> BranchJson<'p> {
    fn of(node: &Node<'_, 'p>, scheme: Scheme, depth: usize) -> Self {
        let below = match depth.checked_sub(1) {
            Some(deeper) => node.below.iter().map(|below| NodeJson::of(below, scheme, deeper)).collect(),
            None => Vec::new(),
        };
        Self { worst: node.tally.worst.map(|rating| rating.colour(scheme)), totals: TallyJson::of(&node.tally), below }
    }
}
