//! The red, amber and green of a selection: totals, and groups of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{Date, Judge, Judgement, Objective, Plan, Tally, Theme, Travel, judge, natural_order};
use crate::query::{Judged, Selection};

/// What the actions are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum By {
    /// The themes of each plan
    #[default]
    Theme,
    /// The objectives of each plan
    Objective,
    /// Who answers for them, in all plans together
    Lead,
    /// The organisation of the lead, from parties.toml
    Organisation,
    /// The plans
    Plan,
}

/// What the actions are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// Their ratings at the plan's previous meeting.
    PreviousMeeting,
    Nothing,
}

/// Totals of a selection, of its plans and of its groups.
#[derive(Debug, Clone)]
pub struct Status<'p> {
    pub by: By,
    /// The day that was asked for.
    pub asked: Date,
    pub totals: Tally,
    /// The plans with a selected action, in their order.
    pub plans: Vec<PlanTotals<'p>>,
    /// Themes and objectives in the order of the plan; leads and organisations with the most overdue first.
    pub groups: Vec<Group<'p>>,
}

/// One plan: the day on which it is judged, and its totals.
#[derive(Debug, Clone)]
pub struct PlanTotals<'p> {
    pub plan: &'p Plan,
    pub day: Date,
    pub tally: Tally,
    /// How it compares with the plan's previous meeting, where it has had one and that was asked for.
    pub travel: Option<Travel>,
}

/// One group: a theme, an objective, a lead, …
#[derive(Debug, Clone)]
pub struct Group<'p> {
    /// The plan that it belongs to, where it belongs to one.
    pub plan: Option<&'p Plan>,
    /// The reference, folder name or name; nothing for actions that have none.
    pub key: Option<&'p str>,
    /// What it is called; nothing for actions that have none.
    pub title: Option<&'p str>,
    pub tally: Tally,
    /// How it compares with the previous meeting, where each of its plans has had one.
    pub travel: Option<Travel>,
}

impl<'p> Status<'p> {
    /// The totals of a selection.
    #[must_use]
    pub fn of(selection: &Selection<'p>, day: Judge, by: By, compare: Compare) -> Self {
        let actions = compared(selection, compare);
        let (plans, groups) = (plans(&actions), groups(&actions, by));
        let mut status = Self { by, asked: day.asked(), totals: selection.tally(), plans, groups };
        match by {
            By::Theme | By::Objective | By::Plan => {}
            By::Lead | By::Organisation => status.groups.sort_by(|a, b| {
                let most = |group: &Group<'_>| (group.key.is_none(), Reverse((group.tally.overdue, group.tally.red)));
                let name = |group: &Group<'p>| group.title.unwrap_or_default();
                most(a).cmp(&most(b)).then_with(|| natural_order(name(a), name(b)))
            }),
        }
        status
    }
}

/// An action with its judgement at its plan's previous meeting, where that is asked for and there was one.
type Compared<'s, 'p> = (&'s Judged<'p>, Option<Judgement<'p>>);

fn compared<'s, 'p>(selection: &'s Selection<'p>, compare: Compare) -> Vec<Compared<'s, 'p>> {
    let previous = |judged: &Judged<'p>| {
        let meeting = judged.located.plan.last_meeting_before(judged.judgement.day)?;
        Some(judge(judged.located, meeting))
    };
    match compare {
        Compare::PreviousMeeting => selection.judged.par_iter().map(|judged| (judged, previous(judged))).collect(),
        Compare::Nothing => selection.judged.iter().map(|judged| (judged, None)).collect(),
    }
}

/// The plans, each with its totals.
fn plans<'p>(actions: &[Compared<'_, 'p>]) -> Vec<PlanTotals<'p>> {
    // The actions of a plan stand together, on one day.
    let chunks = actions.chunk_by(|(a, _), (b, _)| std::ptr::eq(a.located.plan, b.located.plan));
    let of_plan = |actions: &[Compared<'_, 'p>]| {
        let (first, _) = actions.first()?;
        let mut running = Running::default();
        for compared in actions {
            running.add(compared);
        }
        let (plan, day) = (first.located.plan, first.judgement.day);
        Some(PlanTotals { plan, day, travel: running.travel(), tally: running.now })
    };
    chunks.filter_map(of_plan).collect()
}

/// The groups in the order in which they first occur.
fn groups<'p>(actions: &[Compared<'_, 'p>], by: By) -> Vec<Group<'p>> {
    let mut places: HashMap<(Option<&str>, Option<&str>), usize> = HashMap::new();
    let mut groups: Vec<(Group<'p>, Running)> = Vec::new();
    for compared in actions {
        let group = group_of(compared.0, by);
        let place = *places.entry((group.plan.map(|plan| plan.name.as_str()), group.key)).or_insert(groups.len());
        if place == groups.len() {
            groups.push((group, Running::default()));
        }
        if let Some((_, running)) = groups.get_mut(place) {
            running.add(compared);
        }
    }
    let done = |(group, running): (Group<'p>, Running)| Group { travel: running.travel(), tally: running.now, ..group };
    groups.into_iter().map(done).collect()
}

/// Totals that are being counted, with those of the previous meeting.
#[derive(Default)]
struct Running {
    now: Tally,
    before: Tally,
}

impl Running {
    fn add(&mut self, (judged, previous): &Compared<'_, '_>) {
        self.now.add(&judged.judgement);
        if let Some(previous) = previous {
            self.before.add(previous);
        }
    }

    /// Nothing where some of the actions cannot be compared.
    fn travel(&self) -> Option<Travel> {
        if self.before.actions == self.now.actions { self.now.travel_since(&self.before) } else { None }
    }
}

/// The group of an action, still without totals.
fn group_of<'p>(judged: &Judged<'p>, by: By) -> Group<'p> {
    let located = judged.located;
    let group = |plan, key, title| Group { plan, key, title, tally: Tally::default(), travel: None };
    let plan = Some(located.plan);
    let name = |name: Option<&'p str>| group(None, name, name);
    match by {
        By::Plan => group(plan, Some(&located.plan.name), Some(located.plan.display_title())),
        By::Theme => {
            let theme = located.theme();
            group(plan, theme.map(|theme| theme.name.as_str()), theme.map(Theme::display_title))
        }
        By::Objective => {
            let objective = located.objective();
            let reference = objective.map(|objective| objective.reference.as_str());
            group(plan, reference, objective.map(Objective::display_title))
        }
        By::Lead => name(lead(judged)),
        By::Organisation => name(located.organisation()),
    }
}

/// The lead by its name in the register, so that its aliases fall together; else as it is written.
pub(super) fn lead<'p>(judged: &Judged<'p>) -> Option<&'p str> {
    let written = judged.located.lead_name()?;
    Some(judged.located.plan.party(written).map_or(written, |party| &party.name))
}

#[cfg(test)]
mod tests {
    use super::{By, Compare, Status};
    use crate::model::Travel;
    use crate::report::example;

    fn groups(by: By) -> Vec<String> {
        let portfolio = example::portfolio();
        let status = Status::of(&example::all(&portfolio), example::judge(), by, Compare::PreviousMeeting);
        let line = |group: &super::Group<'_>| {
            let (key, tally, travel) = (group.key.unwrap_or("-"), group.tally, group.travel.map_or("-", Travel::word));
            format!("{key}: {} of {} overdue, {} red, {travel}", tally.overdue, tally.actions, tally.red)
        };
        status.groups.iter().map(line).collect()
    }

    #[test]
    fn themes_and_objectives_stand_in_the_order_of_the_plan() {
        let early = "2 of 4 overdue, 2 red, worse";
        let late = "1 of 3 overdue, 2 red, new";
        assert_eq!(groups(By::Theme), [format!("early: {early}"), format!("late: {late}")]);
        assert_eq!(groups(By::Objective), [format!("1: {early}"), format!("2: {late}")]);
    }

    #[test]
    fn leads_go_by_their_name_in_the_register_with_the_most_overdue_first() {
        assert_eq!(
            groups(By::Lead),
            [
                "Police: 2 of 3 overdue, 2 red, new",
                "Housing: 1 of 3 overdue, 2 red, worse",
                "-: 0 of 1 overdue, 0 red, same",
            ]
        );
    }

    #[test]
    fn nothing_is_compared_unless_it_is_asked_for() {
        let portfolio = example::portfolio();
        let status = Status::of(&example::all(&portfolio), example::judge(), By::Plan, Compare::Nothing);
        assert_eq!(status.groups.len(), 1);
        assert_eq!((status.groups[0].travel, status.plans[0].travel), (None, None));
    }
}
