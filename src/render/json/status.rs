//! Totals and what is overdue, as the contract has them.

use serde::Serialize;

use super::{ActionJson, VERSION};
use crate::model::{Date, Scheme, Tally};
use crate::report::overdue::Overdue;
use crate::report::status::{Group, Status};

/// Totals of a selection and of its groups.
#[derive(Debug, Serialize)]
pub struct StatusJson<'p> {
    version: u32,
    as_of: Date,
    totals: TallyJson,
    groups: Vec<GroupJson<'p>>,
}

/// One group; it has no plan where it runs across plans.
#[derive(Debug, Serialize)]
struct GroupJson<'p> {
    plan: Option<&'p str>,
    key: Option<&'p str>,
    title: Option<&'p str>,
    worst: Option<&'static str>,
    #[serde(flatten)]
    tally: TallyJson,
}

/// The counts of some actions.
#[derive(Debug, Serialize)]
pub(super) struct TallyJson {
    actions: usize,
    red: usize,
    amber: usize,
    green: usize,
    complete: usize,
    unrated: usize,
    withdrawn: usize,
    overdue: usize,
    undated: usize,
    no_lead: usize,
}

impl<'p> StatusJson<'p> {
    /// The totals as the contract has them.
    #[must_use]
    pub fn of(status: &Status<'p>) -> Self {
        Self {
            version: VERSION,
            as_of: status.asked,
            totals: TallyJson::of(&status.totals),
            groups: status.groups.iter().map(GroupJson::of).collect(),
        }
    }
}

impl<'p> GroupJson<'p> {
    fn of(group: &Group<'p>) -> Self {
        let scheme = group.plan.map_or(Scheme::Rag, |plan| plan.settings.rating.scheme());
        Self {
            plan: group.plan.map(|plan| plan.name.as_str()),
            key: group.key,
            title: group.title,
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
#[derive(Debug, Serialize)]
pub struct OverdueJson<'p> {
    version: u32,
    as_of: Date,
    totals: TallyJson,
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
