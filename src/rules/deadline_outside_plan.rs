//! Deadlines fall within the plan.

use super::part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Date, Deadline, Located, Recurrence, Settings};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("deadline-outside-plan"),
    level: Severity::Warning,
    summary: "Every deadline falls between the first and the last day of the plan.",
    why: "What falls due before the plan began was late from the start, and what falls due after it ends will be \
          forgotten with it. Most often the year is a slip. A month, season or year counts by its last day.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2206-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::CLEAN,
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let settings = &subject.plan.settings;
    let outside = |located: Located<'_>| located.deadline().and_then(|given| beyond(given.value(), settings)).is_some();
    for taken in part::once(subject.open().filter(|judged| outside(judged.located)), Located::deadline) {
        if let Some(message) = beyond(taken.value, settings) {
            let place = taken.giver.place(subject.plan).key("deadline");
            found.report(place, format!("{message}{}", taken.reach()), HELP);
        }
    }
    for judged in subject.open() {
        let action = judged.located.action;
        let place = || Place::action(subject.plan, action);
        if let Some(message) = action.recurs.and_then(|recurs| first_turn(recurs, settings)) {
            found.report(place().key("recurs"), message, HELP);
        }
        for (number, milestone) in
            action.milestones.iter().enumerate().filter(|(_, milestone)| milestone.done.is_none())
        {
            if let Some(message) = milestone.deadline.as_ref().and_then(|deadline| beyond(deadline, settings)) {
                found.report(place().entry("milestone", number).key("deadline"), message, HELP);
            }
        }
    }
}

const HELP: &str = "put the date right, or `starts` and `ends` in plan.toml";

fn beyond(deadline: &Deadline, settings: &Settings) -> Option<String> {
    outside("falls due on", deadline.due()?, settings)
}

fn first_turn(recurs: Recurrence, settings: &Settings) -> Option<String> {
    outside("comes round first on", recurs.from, settings)
}

fn outside(what: &str, day: Date, settings: &Settings) -> Option<String> {
    let early =
        settings.starts.filter(|starts| day < *starts).map(|starts| format!("before the plan starts on {starts}"));
    let late = || settings.ends.filter(|ends| day > *ends).map(|ends| format!("after the plan ends on {ends}"));
    early.or_else(late).map(|which| format!("{what} {day}, {which}"))
}
