//! All that there is to know about one action, objective or theme.

use super::flags;
use crate::model::{
    Cost, CostState, Date, Flag, Judge, Located, Money, Objective, Per, Plan, Portfolio, QualifiedReference, State,
    Tally, Theme, Travel, Update,
};
use crate::query::{Judged, Target};

/// What a reference stands for, as a page.
#[derive(Debug)]
pub enum Page<'p> {
    Action(Box<ActionPage<'p>>),
    Branch(BranchPage<'p>),
}

/// An action with what a reader may ask about it.
#[derive(Debug)]
pub struct ActionPage<'p> {
    pub judged: Judged<'p>,
    /// The flags that are up, each with a few words of explanation.
    pub flags: Vec<(Flag, String)>,
    /// How its rating compares with that at the plan's previous meeting, and the day of that.
    pub travel: Option<(Travel, Date)>,
    /// What it depends on, in the order of its file.
    pub needs: Vec<Link<'p>>,
    /// What to look at, in the order of its file.
    pub see: Vec<Link<'p>>,
    /// The actions that depend on it.
    pub needed_by: Vec<Located<'p>>,
    /// What it costs: each year, once, and where that is not said.
    pub cost_totals: Vec<CostTotal>,
    /// Up to the day, newest first.
    pub updates: Vec<&'p Update>,
    /// How many more there are after the day.
    pub later_updates: usize,
}

/// A reference as it is written, and the action or objective that it names.
#[derive(Debug)]
pub struct Link<'p> {
    pub written: String,
    /// What it is about; nothing where it names nothing.
    pub text: Option<&'p str>,
    /// Whether it is an action that is still to be done.
    pub is_open: bool,
}

/// Amounts that are needed equally often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostTotal {
    pub per: Option<Per>,
    pub needed: Money,
    /// What of it is secured or given in kind.
    pub there: Money,
}

/// An objective or theme with its actions.
#[derive(Debug)]
pub struct BranchPage<'p> {
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: Date,
    pub branch: Branch<'p>,
    pub tally: Tally,
    pub actions: Vec<Judged<'p>>,
}

/// A part of a plan that holds others.
#[derive(Debug, Clone, Copy)]
pub enum Branch<'p> {
    Theme(&'p Theme),
    Objective(&'p Objective),
}

impl<'p> Page<'p> {
    /// The page of what a reference stands for.
    #[must_use]
    pub fn of(portfolio: &'p Portfolio, target: Target<'p>, judge: Judge) -> Self {
        let branch = |plan, branch| Self::Branch(BranchPage::of(portfolio, plan, branch, judge));
        match target {
            Target::Action(judged) => Self::Action(Box::new(ActionPage::of(judged, judge))),
            Target::Objective(plan, objective) => branch(plan, Branch::Objective(objective)),
            Target::Theme(plan, theme) => branch(plan, Branch::Theme(theme)),
        }
    }

    /// The plan, and what the page is about by its name in the plan.
    #[must_use]
    pub fn name(&self) -> (&'p Plan, &'p str) {
        match self {
            Self::Action(page) => (page.judged.located.plan, page.judged.located.action.reference.as_str()),
            Self::Branch(BranchPage { plan, branch: Branch::Theme(theme), .. }) => (plan, &theme.name),
            Self::Branch(BranchPage { plan, branch: Branch::Objective(objective), .. }) => {
                (plan, objective.reference.as_str())
            }
        }
    }
}

impl<'p> ActionPage<'p> {
    /// Everything about an action.
    #[must_use]
    pub fn of(judged: Judged<'p>, judge: Judge) -> Self {
        let (located, day) = (judged.located, judged.judgement.day);
        let action = located.action;
        let flags = judged.judgement.flags.iter().map(|flag| (*flag, flags::why(*flag, &judged))).collect();
        let travel = judge.travel(located, &judged.judgement).zip(located.plan.last_meeting_before(day));
        let (updates, later): (Vec<_>, Vec<_>) = action.updates.iter().rev().partition(|update| update.date <= day);
        Self {
            flags,
            travel,
            needs: action.depends_on.iter().map(|reference| Link::of(reference, located, day)).collect(),
            see: action.see.iter().map(|reference| Link::of(reference, located, day)).collect(),
            needed_by: needed_by(located),
            cost_totals: cost_totals(&action.costs),
            updates,
            later_updates: later.len(),
            judged,
        }
    }
}

impl<'p> Link<'p> {
    fn of(reference: &QualifiedReference, from: Located<'p>, day: Date) -> Self {
        let written = reference.to_string();
        if let Some(named) = from.portfolio.action(reference, from.plan) {
            let is_open = !State::of(named.action, day).status.is_closed();
            return Self { written, text: named.action.text.as_deref(), is_open };
        }
        let plan = reference.plan.as_deref().map_or(Some(from.plan), |name| from.portfolio.plan(name));
        let objective = plan.and_then(|plan| plan.objective(reference.reference.as_str()));
        Self { written, text: objective.and_then(|objective| objective.title.as_deref()), is_open: false }
    }
}

/// The actions of any plan that depend on this one.
fn needed_by(located: Located<'_>) -> Vec<Located<'_>> {
    let is_needed = |reference: &QualifiedReference, by: Located<'_>| {
        let needed = located.portfolio.action(reference, by.plan);
        needed.is_some_and(|needed| std::ptr::eq(needed.action, located.action))
    };
    let others = located.portfolio.actions();
    others.filter(|other| other.action.depends_on.iter().any(|reference| is_needed(reference, *other))).collect()
}

/// Totals of the amounts that are known.
fn cost_totals(costs: &[Cost]) -> Vec<CostTotal> {
    let total = |per: Option<Per>| {
        let of = |cost: &&Cost| cost.per == per && cost.amount.is_some();
        let is_there = |cost: &&Cost| matches!(cost.state, Some(CostState::Secured | CostState::InKind));
        costs.iter().any(|cost| of(&cost)).then(|| CostTotal {
            per,
            needed: costs.iter().filter(of).filter_map(|cost| cost.amount).sum(),
            there: costs.iter().filter(of).filter(is_there).filter_map(|cost| cost.amount).sum(),
        })
    };
    [Some(Per::Year), Some(Per::Once), None].into_iter().filter_map(total).collect()
}

impl<'p> BranchPage<'p> {
    /// Everything about an objective or theme.
    #[must_use]
    pub fn of(portfolio: &'p Portfolio, plan: &'p Plan, branch: Branch<'p>, judge: Judge) -> Self {
        let located = plan.actions.iter().map(|action| Located { portfolio, plan, action });
        let within = located.filter(|located| branch.holds(*located));
        let actions: Vec<_> = within.map(|located| Judged { located, judgement: judge.judge(located) }).collect();
        let tally = actions.iter().map(|judged| &judged.judgement).collect();
        Self { plan, day: judge.day_for(plan), branch, tally, actions }
    }
}

impl Branch<'_> {
    /// Whether an action stands in it, at any depth.
    fn holds(self, located: Located<'_>) -> bool {
        match self {
            Self::Theme(theme) => located.theme().is_some_and(|its| std::ptr::eq(its, theme)),
            Self::Objective(objective) => {
                located.plan.objectives_above(located.action.objective).any(|above| std::ptr::eq(above, objective))
            }
        }
    }
}
