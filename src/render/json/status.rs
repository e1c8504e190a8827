//! Totals and what is overdue, as the contract has them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{ActionJson, VERSION};
use crate::model::{Date, Scheme, Tally};
use crate::report::overdue::Overdue;
use crate::report::status::{Group, Status};

/// Totals of a selection and of its groups.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatusJson<'p> {
    /// The version of this contract: 1.
    version: u32,
    /// The day that was asked for.
    as_of: Date,
    /// The counts of everything that was looked at.
    totals: TallyJson,
    /// The counts of each group.
    groups: Vec<GroupJson<'p>>,
}

/// One group; it has no plan where it runs across plans.
#[derive(Debug, Serialize, JsonSchema)]
struct GroupJson<'p> {
    /// The folder of its plan, where the group does not run across plans.
    plan: Option<&'p str>,
    /// The name of the group for programs: a folder, a reference or a party.
    key: Option<&'p str>,
    /// The name of the group for people.
    title: Option<&'p str>,
    /// The worst rating in it.
    worst: Option<&'static str>,
    #[serde(flatten)]
    tally: TallyJson,
}

/// The counts of some actions.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TallyJson {
    /// How many actions there are.
    actions: usize,
    /// How many are red.
    red: usize,
    /// How many are amber.
    amber: usize,
    /// How many are green; those that are complete are counted on their own.
    green: usize,
    /// How many are complete.
    complete: usize,
    /// How many are not rated.
    unrated: usize,
    /// How many are withdrawn or carried forward.
    withdrawn: usize,
    /// How many are overdue.
    overdue: usize,
    /// How many have no deadline.
    undated: usize,
    /// How many have no lead.
    no_lead: usize,
}

impl<'p> StatusJson<'p> {
    /// The totals as the contract has them.
    #[must_use]
    pub fn of(status: &'p Status) -> Self {
        Self {
            version: VERSION,
            as_of: status.asked,
            totals: TallyJson::of(&status.totals),
            groups: status.groups.iter().map(GroupJson::of).collect(),
        }
    }
}

impl<'p> GroupJson<'p> {
    fn of(group: &'p Group) -> Self {
        let scheme = group.plan.as_ref().map_or(Scheme::Rag, |plan| plan.settings.rating.scheme());
        Self {
            plan: group.plan.as_ref().map(|plan| plan.name.as_str()),
            key: group.key.as_deref(),
            title: group.title.as_deref(),
            worst: group.tally.worst.map(|rating| rating.colour(scheme)),
            tally: TallyJson::of(&group.tally),
        }
    }
}

impl TallyJson {
    pub(super) const fn of(tally: &Tally) -> Self {
        Self {
            actions: tally.actions,
            red: tally.red,
            amber: tally.amber,
            green: tally.green,
            complete: tally.complete,
            unrated: tally.unrated,
            withdrawn: tally.withdrawn,
            overdue: tally.overdue,
            undated: tally.undated,
            no_lead: tally.no_lead,
        }
    }
}

/// What is overdue, most overdue first, with the totals of everything that was looked at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OverdueJson<'p> {
    /// The version of this contract: 1.
    version: u32,
    /// The day that was asked for.
    as_of: Date,
    /// The counts of everything that was looked at.
    totals: TallyJson,
    /// What is overdue; its keys are those that `vawg list` gives.
    actions: Vec<ActionJson<'p>>,
}

impl<'p> OverdueJson<'p> {
    /// What is overdue as the contract has it; `shown` gives the path by which people see a file.
    #[must_use]
    pub fn of(overdue: &Overdue<'_, 'p>, shown: impl Fn(&str) -> String) -> Self {
        Self {
            version: VERSION,
            as_of: overdue.asked,
            totals: TallyJson::of(&overdue.totals),
            actions: overdue.actions().into_iter().map(|judged| ActionJson::of(judged, &shown)).collect(),
        }
    }
}
