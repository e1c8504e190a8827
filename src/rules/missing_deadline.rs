//! Every action has a deadline.

use super::part::{self, Taken};
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Deadline, Given, Located};
use crate::query::Judged;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-deadline"),
    level: Severity::Error,
    summary: "Every action has a deadline, or says how often it recurs.",
    why: "Without a day by which it is to be done an action can never be late, and so is never looked at. The deadline \
          may stand in the objective or theme above for all of its actions. A placeholder such as `???` is not a \
          deadline.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = "???"

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = "2026-12"

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    check: Check::Files(check),
};

const HELP: &str = "say when it is due: `deadline = 2026-12-01`, a month `\"2026-12\"`, or `recurs = { every = \"3 months\", from = 2026-06-30 }`";

fn check(subject: &Subject<'_>, found: &mut Found) {
    for taken in only_words(subject) {
        let place = taken.giver.place(subject.plan).key("deadline");
        found.report(place, format!("{}{}", said(taken.value.trim()), taken.reach()), HELP);
    }
    let undated = subject.open().filter(|judged| judged.located.action.recurs.is_none());
    for judged in undated.filter(|judged| judged.located.deadline().is_none()) {
        let action = judged.located.action;
        if subject.is_unread_for(judged.located, &["deadline", "recurs"]) {
            continue;
        }
        let message = action.as_written.get("deadline").map_or_else(|| said(""), |words| said(words.trim()));
        found.report(Place::action(subject.plan, action).key("deadline"), message, HELP);
    }
}

/// The places where only a placeholder stands for the deadline of open actions.
pub(super) fn only_words<'p>(subject: &Subject<'p>) -> Vec<Taken<'p, &'p str>> {
    part::once(subject.open().filter(|judged: &&Judged<'p>| words(judged.located).is_some()), words)
}

fn words(located: Located<'_>) -> Option<Given<'_, &str>> {
    fn unsaid(deadline: &Deadline) -> Option<&str> {
        match deadline {
            Deadline::Unsaid(words) => Some(words),
            Deadline::By(_) | Deadline::Ongoing => None,
        }
    }
    match located.deadline()? {
        Given::Here(deadline) => unsaid(deadline).map(Given::Here),
        Given::ByObjective(by, deadline) => unsaid(deadline).map(|words| Given::ByObjective(by, words)),
        Given::ByTheme(by, deadline) => unsaid(deadline).map(|words| Given::ByTheme(by, words)),
    }
}

fn said(words: &str) -> String {
    if words.is_empty() {
        "no deadline: this action can never be late".to_owned()
    } else {
        format!("no deadline: the plan says only `{words}`")
    }
}
