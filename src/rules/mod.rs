//! What `check` finds: a file a rule, and one table of them all.
//!
//! A rule is a constant ([`Rule`]) with its reasons and examples, and a plain function that reports what it finds.
//! It sees a plan and the day, never files. A new rule is a file here and two lines below: its `mod`, and its
//! place in [`ALL`]. `explain`, the reference and the tests follow from the table.

mod action_removed;
pub mod baseline;
mod broken_reference;
mod complete_without_evidence;
mod conflict_marker;
mod control_character;
mod deadline_moved_silently;
mod deadline_outside_plan;
mod dependency_cycle;
mod depends_on_later;
mod duplicate_reference;
mod empty_objective;
mod example;
mod future_update;
mod group_lead;
mod invalid_reference;
mod invalid_value;
mod missing_action;
mod missing_deadline;
mod missing_lead;
mod missing_measure;
mod missing_title;
mod ongoing_without_review;
mod optimistic_rating;
mod outside_plan;
mod overdue_without_note;
mod part;
mod past;
mod personal_data;
mod placeholder;
mod rating_without_note;
mod red_without_recovery;
mod reference_reused;
mod stale_update;
mod stray_file;
mod texts;
mod toml_syntax;
mod uncosted;
mod unknown_key;
mod unknown_party;
mod unmeasurable_target;
mod unreadable_file;
mod unused_baseline;
mod update_backdated;
mod update_rewritten;
mod updates_out_of_order;
mod vacant_lead;
pub mod verdict;
mod wrong_type;

pub use example::{BASE, Example};
pub use past::{Past, Since, since};
pub use personal_data::personal_data_in;
pub use unmeasurable_target::is_measurable;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::model::{Action, Date, Judge, LevelSetting, Located, Plan, Portfolio, Update, natural_order};
use crate::query::Judged;
use crate::source::{Place, Spot, Step};
use part::Part;

/// Every rule, by name.
pub const ALL: &[Rule] = &[
    action_removed::RULE,
    broken_reference::RULE,
    complete_without_evidence::RULE,
    conflict_marker::RULE,
    control_character::RULE,
    deadline_moved_silently::RULE,
    deadline_outside_plan::RULE,
    dependency_cycle::RULE,
    depends_on_later::RULE,
    duplicate_reference::RULE,
    empty_objective::RULE,
    future_update::RULE,
    group_lead::RULE,
    invalid_reference::RULE,
    invalid_value::RULE,
    missing_action::RULE,
    missing_deadline::RULE,
    missing_lead::RULE,
    missing_measure::RULE,
    missing_title::RULE,
    ongoing_without_review::RULE,
    optimistic_rating::RULE,
    outside_plan::RULE,
    overdue_without_note::RULE,
    personal_data::RULE,
    placeholder::RULE,
    rating_without_note::RULE,
    red_without_recovery::RULE,
    reference_reused::RULE,
    stale_update::RULE,
    stray_file::RULE,
    toml_syntax::RULE,
    uncosted::RULE,
    unknown_key::RULE,
    unknown_party::RULE,
    unmeasurable_target::RULE,
    unreadable_file::RULE,
    unused_baseline::RULE,
    update_backdated::RULE,
    update_rewritten::RULE,
    updates_out_of_order::RULE,
    vacant_lead::RULE,
    wrong_type::RULE,
];

/// A rule: why it exists, what it looks like when broken, and the function that finds it.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub name: RuleName,
    /// Its level where the plan does not set another.
    pub level: Severity,
    /// What it asks for, in one sentence.
    pub summary: &'static str,
    /// Why that matters to a partnership.
    pub why: &'static str,
    /// A plan that breaks this rule and no other.
    pub bad: Example,
    /// The same plan put right.
    pub good: Example,
    pub check: Check,
}

/// How a rule finds what breaks it.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// It shows while the files are read; a plan cannot switch it off.
    WhileReading,
    /// It follows from the files alone.
    Files(fn(&Subject<'_>, &mut Found)),
    /// It also depends on the day, so that it may come up overnight without any change to the files.
    Timed(fn(&Subject<'_>, &mut Found)),
    /// It follows from what the plan was before; only `check --since` looks at it.
    History(fn(&Past<'_>, &mut Found)),
}

/// What a rule looks at: a plan, judged on its day.
pub struct Subject<'p> {
    pub portfolio: &'p Portfolio,
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: Date,
    /// Every action of the plan with its judgement.
    pub actions: Vec<Judged<'p>>,
}

impl<'p> Subject<'p> {
    /// The actions on which something is still to be done: neither complete nor withdrawn nor carried forward.
    pub fn open(&self) -> impl Iterator<Item = &Judged<'p>> {
        self.actions.iter().filter(|judged| !judged.judgement.state.status.is_closed())
    }

    /// Whether one of these keys of a part is there but could not be read, so that it only seems to be missing.
    fn is_unread(&self, part: Part<'_>, keys: &[&str]) -> bool {
        if self.plan.unread.is_empty() && self.plan.unread_values.is_empty() {
            return false;
        }
        let file = part.place(self.plan).file;
        keys.iter().any(|key| self.plan.is_unread_value(&file, key))
    }

    /// The same for an action and for everything that it inherits from.
    fn is_unread_for(&self, located: Located<'_>, keys: &[&str]) -> bool {
        let objectives = self.plan.objectives_above(located.action.objective).map(Part::Objective);
        let mut parts =
            objectives.chain(located.theme().map(Part::Theme)).chain(std::iter::once(Part::Action(located.action)));
        parts.any(|part| self.is_unread(part, keys))
    }
}

/// The place of an update in the log of its action.
fn number_of(action: &Action, update: Option<&Update>) -> usize {
    let is_it = |other: &Update| update.is_some_and(|update| std::ptr::eq(update, other));
    action.updates.iter().position(is_it).unwrap_or_default()
}

/// What a rule has found.
#[derive(Debug)]
pub struct Found {
    rule: RuleName,
    severity: Severity,
    timed: bool,
    list: Vec<Diagnostic>,
}

impl Found {
    /// Reports a problem: where it is, what is wrong, and what to type next.
    pub fn report(
        &mut self,
        place: Place,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) -> &mut Diagnostic {
        let problem = Diagnostic::error(self.rule, place, message).help(help);
        self.list.push_mut(Diagnostic { severity: self.severity, timed: self.timed, ..problem })
    }
}

impl Rule {
    /// The level in a plan; nothing where the plan switches the rule off.
    #[must_use]
    pub fn level_in(&self, plan: &Plan) -> Option<Severity> {
        match plan.settings.check.get(self.name.0) {
            None => Some(self.level),
            Some(LevelSetting::Error) => Some(Severity::Error),
            Some(LevelSetting::Warning) => Some(Severity::Warning),
            Some(LevelSetting::Off) => None,
        }
    }

    /// What it finds in a plan, at the level that the plan gives it.
    fn find(&self, subject: &Subject<'_>) -> Vec<Diagnostic> {
        let (find, timed) = match self.check {
            Check::WhileReading | Check::History(_) => return Vec::new(),
            Check::Files(find) => (find, false),
            // A closed plan is judged on its last day for good, so nothing comes up in it overnight.
            Check::Timed(find) => (find, subject.plan.settings.closed.is_none_or(|closed| closed > subject.day)),
        };
        let Some(severity) = self.level_in(subject.plan) else { return Vec::new() };
        let mut found = Found { rule: self.name, severity, timed, list: Vec::new() };
        find(subject, &mut found);
        found.list
    }
}

/// The rule with this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.name.0 == name)
}

/// Everything that the rules find in a portfolio, plan by plan, file by file and rule by rule.
#[must_use]
pub fn check(portfolio: &Portfolio, judge: Judge) -> Vec<Diagnostic> {
    portfolio.plans.par_iter().flat_map_iter(|plan| check_plan(portfolio, plan, judge)).collect()
}

fn check_plan(portfolio: &Portfolio, plan: &Plan, judge: Judge) -> Vec<Diagnostic> {
    let located = plan.actions.iter().map(|action| Located { portfolio, plan, action });
    let actions = located.map(|located| Judged { located, judgement: judge.judge(located) }).collect();
    let subject = Subject { portfolio, plan, day: judge.day_for(plan), actions };
    let mut problems = invalid_value::levels(plan);
    for rule in ALL {
        problems.append(&mut rule.find(&subject));
    }
    if !(plan.unread.is_empty() && plan.unread_values.is_empty()) {
        problems.retain(|problem| !is_about_unread(plan, &problem.place));
    }
    problems.sort_by(|a, b| natural_order(&a.place.file, &b.place.file));
    problems
}

/// Whether a place is in what could not be read, so that a problem there need not be one of the plan.
fn is_about_unread(plan: &Plan, place: &Place) -> bool {
    let top = match &place.spot {
        Spot::Value(steps) => steps.iter().find_map(|step| match step {
            Step::Key(key) => Some(key.as_ref()),
            Step::Entry(_) => None,
        }),
        Spot::File | Spot::Bytes(_) => None,
    };
    top.map_or_else(|| plan.unread.contains(&place.file), |key| plan.is_unread_value(&place.file, key))
}
