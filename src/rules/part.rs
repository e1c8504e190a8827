//! The parts of a plan that have a file of their own, and the values that actions take from those above them.

use std::collections::HashMap;

use super::Subject;
use crate::model::{Action, Given, Located, Objective, Plan, Theme};
use crate::query::Judged;
use crate::source::Place;

/// A part of a plan that has a file of its own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'p> {
    Settings,
    Parties,
    Theme(&'p Theme),
    Objective(&'p Objective),
    Action(&'p Action),
}

impl<'p> Part<'p> {
    /// Its file.
    pub(super) fn place(self, plan: &Plan) -> Place {
        match self {
            Self::Settings => Place::settings(plan),
            Self::Parties => Place::parties(plan),
            Self::Theme(theme) => Place::theme(plan, theme),
            Self::Objective(objective) => Place::objective(plan, objective),
            Self::Action(action) => Place::action(plan, action),
        }
    }

    /// The part that gives an action a value.
    pub(super) fn giver<T>(located: Located<'p>, given: &Given<'p, T>) -> Self {
        let above = match given {
            Given::Here(_) => None,
            Given::ByTheme(..) => located.theme().map(Part::Theme),
            Given::ByObjective(reference, _) => {
                let mut objectives = located.plan.objectives_above(located.action.objective);
                objectives.find(|objective| objective.reference.as_str() == *reference).map(Part::Objective)
            }
        };
        above.unwrap_or(Part::Action(located.action))
    }

    /// Tells it from every other part of the plan.
    pub(super) fn address(self) -> usize {
        match self {
            Self::Settings => 0,
            Self::Parties => 1,
            Self::Theme(theme) => std::ptr::from_ref(theme).addr(),
            Self::Objective(objective) => std::ptr::from_ref(objective).addr(),
            Self::Action(action) => std::ptr::from_ref(action).addr(),
        }
    }
}

/// A value that one or more actions take from the same file.
#[derive(Debug)]
pub(super) struct Taken<'p, T> {
    pub value: T,
    pub giver: Part<'p>,
    pub actions: usize,
}

impl<T> Taken<'_, T> {
    /// What to add to a message where actions inherit the value: ` (so for 3 actions below)`.
    pub(super) fn reach(&self) -> String {
        match self.giver {
            Part::Action(_) => String::new(),
            _ => format!(" (so for {} below)", crate::model::counted(self.actions, "action")),
        }
    }
}

/// The values that these actions have, each once, at the file that gives it.
pub(super) fn once<'s, 'p: 's, T: Copy>(
    actions: impl Iterator<Item = &'s Judged<'p>>,
    get: impl Fn(Located<'p>) -> Option<Given<'p, T>>,
) -> Vec<Taken<'p, T>> {
    let mut list: Vec<Taken<'p, T>> = Vec::new();
    let mut seen: HashMap<usize, usize> = HashMap::new();
    for located in actions.map(|judged| judged.located) {
        let Some(given) = get(located) else { continue };
        let part = Part::giver(located, &given);
        let place = *seen.entry(part.address()).or_insert(list.len());
        match list.get_mut(place) {
            Some(taken) => taken.actions = taken.actions.saturating_add(1),
            None => list.push(Taken { value: given.value(), giver: part, actions: 1 }),
        }
    }
    list
}

/// Every lead that is given for open actions: in the actions themselves and in objectives.
pub(super) fn leads<'s, 'p: 's>(subject: &'s Subject<'p>) -> impl Iterator<Item = (Part<'p>, &'p str)> + 's {
    let objectives = subject.plan.objectives.iter();
    let above = objectives.filter_map(|objective| Some((Part::Objective(objective), objective.lead.as_deref()?)));
    let own = subject.open().filter_map(|judged| {
        let action = judged.located.action;
        Some((Part::Action(action), action.lead.as_deref()?))
    });
    above.chain(own)
}
