//! The structure of plans with its ratings, as the contract has it.

use serde::Serialize;

use super::VERSION;
use super::status::TallyJson;
use crate::model::{Date, Scheme};
use crate::query::Judged;
use crate::report::tree::{Node, Part, Tree};

/// The plans with their parts.
#[derive(Debug, Serialize)]
pub struct TreeJson<'p> {
    version: u32,
    as_of: Date,
    totals: TallyJson,
    plans: Vec<NodeJson<'p>>,
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

impl<'p> TreeJson<'p> {
    /// The plans as the contract has them, each down to a depth: 1 for its themes, 2 for what stands in these.
    #[must_use]
    pub fn of(tree: &Tree<'_, 'p>, depth: Option<usize>) -> Self {
        let depth = depth.unwrap_or(usize::MAX);
        let plan = |node: &Node<'_, 'p>| match node.part {
            Part::Plan(plan, _) => NodeJson::of(node, plan.settings.rating.scheme(), depth),
            Part::Theme(_) | Part::Objective(_) | Part::Action(_) => NodeJson::of(node, Scheme::Rag, depth),
        };
        Self {
            version: VERSION,
            as_of: tree.asked,
            totals: TallyJson::of(&tree.totals),
            plans: tree.plans.iter().map(plan).collect(),
        }
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
