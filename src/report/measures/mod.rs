//! Figures against their targets: where each measure started, where it is, and where it should be; and the objectives
//! that nothing is read for.

mod page;
mod standing;

pub use page::{Notes, document, figure, figures, section, sections, summary};
pub use standing::{Gap, Line, Standing};

use std::ptr;

use super::basis::Chapter;
use crate::model::{Action, Date, Measure, Objective, Period, Plan, Reading, Reference, stated};
use crate::query::Judged;
use crate::rules;

/// The measures of a chapter, and the objectives that have none.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures<'p> {
    /// In the order of the plan: those of an objective before those of its actions.
    pub measured: Vec<Measured<'p>>,
    /// In the order of the plan.
    pub unmeasured: Vec<Unmeasured<'p>>,
    /// How many measures are left out because their actions are withdrawn or carried forward.
    pub left_out: usize,
}

/// A measure on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured<'p> {
    pub owner: Owner<'p>,
    pub measure: &'p Measure,
    /// Which it is among the measures of its owner, counted from 0.
    pub number: usize,
    /// The day of the baseline, or the first day of the plan.
    pub start: Option<Date>,
    /// The readings up to the day, oldest first.
    pub readings: Vec<&'p Reading>,
    pub standing: Standing,
}

/// What a measure belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Owner<'p> {
    Objective(&'p Objective),
    Action(&'p Action),
}

/// An objective for which nothing is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unmeasured<'p> {
    pub objective: &'p Objective,
    pub lack: Lack,
}

/// What an objective lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It has no target at all.
    Target,
    /// Its target has neither a number nor a date, so that it can be neither reached nor missed.
    Figure,
    /// Its target can be reached, but no measure says how near it is.
    Measure,
}

impl<'p> Measures<'p> {
    /// The measures of a chapter on its day: those of the selected actions and of the objectives above them; of every
    /// objective where every action is selected.
    #[must_use]
    pub fn of(chapter: Chapter<'_, 'p>) -> Self {
        let Chapter { plan, day, judged } = chapter;
        let objectives = objectives(plan, judged);
        let counts = |judged: &&Judged<'_>| !judged.judgement.state.status.is_out();
        let actions = judged.iter().filter(counts).map(|judged| Owner::Action(judged.located.action));
        let mut owners: Vec<_> = objectives.iter().copied().map(Owner::Objective).chain(actions).collect();
        owners.sort_by_cached_key(|owner| owner.place(plan));
        Self {
            measured: owners.into_iter().flat_map(|owner| owner.measured(plan, day)).collect(),
            unmeasured: objectives.iter().filter_map(|objective| unmeasured(plan, objective)).collect(),
            left_out: judged.iter().filter(|one| !counts(one)).map(|one| one.located.action.measures.len()).sum(),
        }
    }
}

impl<'p> Measured<'p> {
    fn of(owner: Owner<'p>, number: usize, measure: &'p Measure, starts: Option<Date>, day: Date) -> Self {
        let mut readings: Vec<_> = measure.readings.iter().filter(|reading| reading.date <= day).collect();
        readings.sort_by_key(|reading| reading.date);
        let standing = Standing::of(measure, &readings, starts, day);
        let start = measure.baseline_date.or(starts);
        Self { owner, measure, number, start, readings, standing }
    }

    /// The newest reading up to the day.
    #[must_use]
    pub fn latest(&self) -> Option<&'p Reading> {
        self.readings.last().copied()
    }

    /// The reading before the newest.
    #[must_use]
    pub fn previous(&self) -> Option<&'p Reading> {
        self.readings.iter().rev().nth(1).copied()
    }

    /// The day on which the target is to be reached.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.measure.by.map(Period::due)
    }
}

impl<'p> Owner<'p> {
    /// The reference of what it belongs to.
    #[must_use]
    pub const fn reference(self) -> &'p Reference {
        match self {
            Self::Objective(objective) => &objective.reference,
            Self::Action(action) => &action.reference,
        }
    }

    /// Its measures on a day.
    pub fn measured(self, plan: &Plan, day: Date) -> impl Iterator<Item = Measured<'p>> + use<'p> {
        let starts = plan.settings.starts;
        let measures = match self {
            Self::Objective(objective) => &objective.measures,
            Self::Action(action) => &action.measures,
        };
        measures.iter().enumerate().map(move |(number, measure)| Measured::of(self, number, measure, starts, day))
    }

    /// Where it stands in the plan: theme, objective, and an objective before its actions.
    fn place(self, plan: &Plan) -> (usize, usize, bool) {
        let or_last = |place: Option<usize>| place.unwrap_or(usize::MAX);
        match self {
            Self::Objective(objective) => {
                let place = plan.objectives.iter().position(|other| ptr::eq(other, objective));
                (or_last(objective.theme), or_last(place), false)
            }
            Self::Action(action) => (or_last(action.theme), or_last(action.objective), true),
        }
    }
}

impl Lack {
    /// What a reader is told is missing.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Target => "a target",
            Self::Figure => "a number or a date in the target",
            Self::Measure => "a measure, so that nothing is read against the target",
        }
    }
}

/// The objectives that these actions belong to, directly or through those below; all where these are all the actions.
fn objectives<'p>(plan: &'p Plan, judged: &[Judged<'p>]) -> Vec<&'p Objective> {
    if judged.len() == plan.actions.len() {
        return plan.objectives.iter().collect();
    }
    let mut is_above = vec![false; plan.objectives.len()];
    for judged in judged {
        let mut next = judged.located.action.objective;
        while let Some(seen) = next.and_then(|place| is_above.get_mut(place)).filter(|seen| !**seen) {
            *seen = true;
            next = next.and_then(|place| plan.objectives.get(place)).and_then(|objective| objective.parent);
        }
    }
    plan.objectives.iter().zip(is_above).filter_map(|(objective, is_above)| is_above.then_some(objective)).collect()
}

/// An objective above others may leave the target to them.
fn unmeasured<'p>(plan: &'p Plan, objective: &'p Objective) -> Option<Unmeasured<'p>> {
    let is_parent = || {
        let parents = plan.objectives.iter().filter_map(|other| plan.objective_at(other.parent));
        parents.into_iter().any(|parent| ptr::eq(parent, objective))
    };
    let lack = match stated(objective.target.as_deref()) {
        _ if !objective.measures.is_empty() => return None,
        None if is_parent() => return None,
        None => Lack::Target,
        Some(_) if rules::is_measurable(objective) => Lack::Measure,
        Some(_) => Lack::Figure,
    };
    Some(Unmeasured { objective, lack })
}

#[cfg(test)]
mod tests {
    use super::{Chapter, Lack, Measures};
    use crate::model::{Direction, Measure, Portfolio, Reading, Status, Update};
    use crate::query::Selection;
    use crate::report::example;

    fn measure(name: &str) -> Measure {
        let reading = |day: &str, value| Reading { date: example::date(day), value, note: None };
        Measure {
            name: name.to_owned(),
            unit: None,
            baseline: None,
            baseline_date: None,
            target: Some(60.0),
            by: None,
            direction: Some(Direction::Up),
            readings: vec![reading("2026-07-01", 70.0), reading("2026-03-31", 61.0), reading("2025-12-31", 50.0)],
        }
    }

    /// Measures of objective 2, of 1.1, of 2.3, and of 1.3, which is withdrawn.
    fn portfolio() -> Portfolio {
        let mut portfolio = example::portfolio();
        let plan = &mut portfolio.plans[0];
        plan.objectives[1].measures = vec![measure("of 2"), measure("of 2, too")];
        for action in &mut plan.actions {
            let name = format!("of {}", action.reference);
            match action.reference.as_str() {
                "1.1" | "2.3" => action.measures = vec![measure(&name)],
                "1.3" => {
                    action.measures = vec![measure(&name)];
                    action.updates.push(Update { status: Some(Status::Withdrawn), ..example::update("2026-06-20") });
                }
                _ => {}
            }
        }
        plan.objectives[0].target = Some("More people ask".to_owned());
        portfolio
    }

    fn of<'p>(portfolio: &'p Portfolio, selection: &Selection<'p>) -> Measures<'p> {
        Measures::of(Chapter { plan: &portfolio.plans[0], day: example::date("2026-06-30"), judged: &selection.judged })
    }

    fn names(measures: &Measures<'_>) -> Vec<String> {
        measures.measured.iter().map(|measured| measured.measure.name.clone()).collect()
    }

    #[test]
    fn measures_stand_in_the_order_of_the_plan_and_those_of_withdrawn_actions_are_counted() {
        let portfolio = portfolio();
        let measures = of(&portfolio, &example::all(&portfolio));
        assert_eq!(names(&measures), ["of 1.1", "of 2", "of 2, too", "of 2.3"]);
        assert_eq!(measures.left_out, 1);
        let lacks: Vec<_> =
            measures.unmeasured.iter().map(|one| (one.objective.reference.as_str(), one.lack)).collect();
        assert_eq!(lacks, [("1", Lack::Figure), ("3", Lack::Target)]);
    }

    #[test]
    fn a_filter_chooses_the_objectives_above_its_actions() {
        let portfolio = portfolio();
        let mut selection = example::all(&portfolio);
        selection.judged.retain(|judged| judged.located.action.reference.as_str() == "2.1");
        let measures = of(&portfolio, &selection);
        assert_eq!(names(&measures), ["of 2", "of 2, too"]);
        assert!(measures.unmeasured.is_empty());
    }

    #[test]
    fn readings_count_up_to_the_day_in_the_order_of_their_days() {
        let portfolio = portfolio();
        let measures = of(&portfolio, &example::all(&portfolio));
        let first = &measures.measured[0];
        assert_eq!(first.latest().map(|reading| reading.value), Some(61.0));
        assert_eq!(first.previous().map(|reading| reading.value), Some(50.0));
        assert_eq!(first.standing.in_words(), "target met");
    }
}
