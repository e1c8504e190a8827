//! The red, amber and green of a selection: totals, and groups of them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

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

/// Totals of a selection, of its plans and of its groups; nothing of the plans is kept.
#[derive(Debug, Clone)]
pub struct Status {
    pub by: By,
    /// The day that was asked for.
    pub asked: Date,
    pub totals: Tally,
    /// The plans with a selected action, in their order.
    pub plans: Vec<PlanTotals>,
    /// Themes and objectives in the order of the plan; leads and organisations with the most overdue first.
    pub groups: Vec<Group>,
}

/// The totals of some plans, to be counted together with those of others.
#[derive(Debug)]
pub struct Part {
    plans: Vec<PlanTotals>,
    groups: Vec<(Group, Running)>,
}

/// One plan: the day on which it is judged, and its totals.
#[derive(Debug, Clone)]
pub struct PlanTotals {
    /// Its name and settings, without what it holds.
    pub plan: Arc<Plan>,
    pub day: Date,
    pub tally: Tally,
    /// How it compares with the plan's previous meeting, where it has had one and that was asked for.
    pub travel: Option<Travel>,
}

/// One group: a theme, an objective, a lead, …
#[derive(Debug, Clone)]
pub struct Group {
    /// The plan that it belongs to, where it belongs to one, without what that holds.
    pub plan: Option<Arc<Plan>>,
    /// The reference, folder name or name; nothing for actions that have none.
    pub key: Option<String>,
    /// What it is called; nothing for actions that have none.
    pub title: Option<String>,
    pub tally: Tally,
    /// How it compares with the previous meeting, where each of its plans has had one.
    pub travel: Option<Travel>,
}

impl Part {
    /// The totals of a selection.
    #[must_use]
    pub fn of(selection: &Selection<'_>, by: By, compare: Compare) -> Self {
        let actions = compared(selection, compare);
        let mut part = Self { plans: Vec::new(), groups: Vec::new() };
        // The actions of a plan stand together, on one day.
        for actions in actions.chunk_by(|(a, _), (b, _)| std::ptr::eq(a.located.plan, b.located.plan)) {
            let Some((first, _)) = actions.first() else { continue };
            let (whole, day) = (first.located.plan, first.judgement.day);
            let plan = Arc::new(without_parts(whole));
            let mut running = Running::default();
            for compared in actions {
                running.add(compared);
            }
            part.groups.extend(groups(actions, &plan, by));
            part.plans.push(PlanTotals { plan, day, travel: running.travel(), tally: running.now });
        }
        part
    }
}

impl Status {
    /// The totals of all these plans.
    #[must_use]
    pub fn of(parts: impl IntoIterator<Item = Part>, day: Judge, by: By) -> Self {
        let (plans, groups): (Vec<_>, Vec<_>) = parts.into_iter().map(|part| (part.plans, part.groups)).unzip();
        let (plans, groups) = (plans.concat(), joined(groups.into_iter().flatten().collect()));
        let totals = plans.iter().fold(Tally::default(), |totals, plan| totals.and(&plan.tally));
        let mut status = Self { by, asked: day.asked(), totals, plans, groups };
        match by {
            By::Theme | By::Objective | By::Plan => {}
            By::Lead | By::Organisation => status.groups.sort_by(|a, b| {
                let most = |group: &Group| (group.key.is_none(), Reverse((group.tally.overdue, group.tally.red)));
                let name = |group: &'_ Group| group.title.clone().unwrap_or_default();
                most(a).cmp(&most(b)).then_with(|| natural_order(&name(a), &name(b)))
            }),
        }
        status
    }
}

/// The name and settings of a plan, without what it holds.
fn without_parts(whole: &Plan) -> Plan {
    let mut plan = Plan::new(&whole.name);
    plan.settings = whole.settings.clone();
    plan
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

/// The groups of the actions of one plan, in the order in which they first occur.
fn groups(actions: &[Compared<'_, '_>], plan: &Arc<Plan>, by: By) -> Vec<(Group, Running)> {
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    let mut groups: Vec<(Group, Running)> = Vec::new();
    for compared in actions {
        let (key, title) = key_and_title(compared.0, by);
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            let plan = match by {
                By::Theme | By::Objective | By::Plan => Some(Arc::clone(plan)),
                By::Lead | By::Organisation => None,
            };
            let (key, title) = (key.map(str::to_owned), title.map(str::to_owned));
            groups.push((Group { plan, key, title, tally: Tally::default(), travel: None }, Running::default()));
        }
        if let Some((_, running)) = groups.get_mut(place) {
            running.add(compared);
        }
    }
    groups
}

/// Groups that run across plans, joined in the order in which they first occur.
fn joined(groups: Vec<(Group, Running)>) -> Vec<Group> {
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    let mut joined: Vec<(Group, Running)> = Vec::new();
    for (group, running) in groups {
        let place = match &group.plan {
            Some(_) => joined.len(),
            None => *places.entry(group.key.clone()).or_insert(joined.len()),
        };
        match joined.get_mut(place) {
            Some((_, known)) => *known = known.and(&running),
            None => joined.push((group, running)),
        }
    }
    let done = |(group, running): (Group, Running)| Group { travel: running.travel(), tally: running.now, ..group };
    joined.into_iter().map(done).collect()
}

/// Totals that are being counted, with those of the previous meeting.
#[derive(Debug, Default)]
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

    fn and(&self, other: &Self) -> Self {
        Self { now: self.now.and(&other.now), before: self.before.and(&other.before) }
    }

    /// Nothing where some of the actions cannot be compared.
    fn travel(&self) -> Option<Travel> {
        if self.before.actions == self.now.actions { self.now.travel_since(&self.before) } else { None }
    }
}

/// What tells the group of an action from others of its kind, and what it is called.
fn key_and_title<'p>(judged: &Judged<'p>, by: By) -> (Option<&'p str>, Option<&'p str>) {
    let located = judged.located;
    match by {
        By::Plan => (Some(&located.plan.name), Some(located.plan.display_title())),
        By::Theme => {
            let theme = located.theme();
            (theme.map(|theme| theme.name.as_str()), theme.map(Theme::display_title))
        }
        By::Objective => {
            let objective = located.objective();
            let reference = objective.map(|objective| objective.reference.as_str());
            (reference, objective.map(Objective::display_title))
        }
        By::Lead => (lead(judged), lead(judged)),
        By::Organisation => (located.organisation(), located.organisation()),
    }
}

/// The lead by its name in the register, so that its aliases fall together; else as it is written.
pub(super) fn lead<'p>(judged: &Judged<'p>) -> Option<&'p str> {
    let written = judged.located.lead_name()?;
    Some(judged.located.plan.party(written).map_or(written, |party| &party.name))
}

#[cfg(test)]
mod tests {
    use super::{By, Compare, Part, Status};
    use crate::model::Travel;
    use crate::report::example;

    fn groups(by: By) -> Vec<String> {
        let portfolio = example::portfolio();
        let part = Part::of(&example::all(&portfolio), by, Compare::PreviousMeeting);
        let status = Status::of([part], example::judge(), by);
        let line = |group: &super::Group| {
            let key = group.key.as_deref().unwrap_or("-");
            let (tally, travel) = (group.tally, group.travel.map_or("-", Travel::word));
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
        let part = Part::of(&example::all(&portfolio), By::Plan, Compare::Nothing);
        let status = Status::of([part], example::judge(), By::Plan);
        assert_eq!(status.groups.len(), 1);
        assert_eq!((status.groups[0].travel, status.plans[0].travel), (None, None));
    }
}
