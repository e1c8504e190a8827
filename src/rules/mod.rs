//! What `check` finds: a file a rule, and one table of them all.
//!
//! A rule is a constant ([`Rule`]) with its reasons and examples, and a plain function that reports what it finds.
//! It sees a plan and the day, never files. A new rule is a file here and two lines below: its `mod`, and its
//! place in [`ALL`]. `explain`, the reference and the tests follow from the table.

pub mod baseline;
mod missing_deadline;
mod missing_lead;
mod unused_baseline;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::model::{Judge, LevelSetting, Plan, Portfolio};
use crate::query::Judged;
use crate::source::Place;

/// Every rule, by name.
pub const ALL: &[Rule] = &[missing_deadline::RULE, missing_lead::RULE, unused_baseline::RULE];

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

/// Files of a small plan, from the plan's folder, that stand beside or in place of those of [`Example::base`].
#[derive(Debug, Clone, Copy)]
pub struct Example {
    pub files: &'static [(&'static str, &'static str)],
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
}

/// What a rule looks at: a plan, judged on its day.
pub struct Subject<'p> {
    pub portfolio: &'p Portfolio,
    pub plan: &'p Plan,
    /// The day on which the plan is judged.
    pub day: crate::model::Date,
    /// Every action of the plan with its judgement.
    pub actions: Vec<Judged<'p>>,
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
    pub fn report(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) -> &mut Diagnostic {
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
            Check::WhileReading => return Vec::new(),
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

/// Everything that the rules find in a portfolio, plan by plan and file by file.
#[must_use]
pub fn check(portfolio: &Portfolio, judge: Judge) -> Vec<Diagnostic> {
    portfolio.plans.par_iter().flat_map_iter(|plan| check_plan(portfolio, plan, judge)).collect()
}

fn check_plan(portfolio: &Portfolio, plan: &Plan, judge: Judge) -> Vec<Diagnostic> {
    let located = plan.actions.iter().map(|action| crate::model::Located { portfolio, plan, action });
    let actions = located.map(|located| Judged { located, judgement: judge.judge(located) }).collect();
    let subject = Subject { portfolio, plan, day: judge.day_for(plan), actions };
    let mut problems = Vec::new();
    for rule in ALL {
        problems.append(&mut rule.find(&subject));
    }
    problems
}
