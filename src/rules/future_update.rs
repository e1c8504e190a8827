//! The log tells what was, not what will be.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::counted;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("future-update"),
    level: Severity::Warning,
    summary: "No update bears a date that is still to come.",
    why: "An update counts from its date on: until then it changes nothing, and then an action changes its rating \
          overnight. Most often the year or month is a slip. What is still to come is a `[[milestone]]`.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-07-22
status = "in-progress"
rag = "green"
note = "First draft sent to the refuges."
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
rag = "green"
note = "First draft sent to the refuges."
"#,
    ),
    check: Check::Timed(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let action = judged.located.action;
        for (number, update) in action.updates.iter().enumerate().filter(|(_, update)| update.date > subject.day) {
            let ahead = usize::try_from(subject.day.days_until(update.date)).unwrap_or_default();
            let message = match subject.plan.settings.closed.filter(|closed| *closed == subject.day) {
                Some(closed) => format!("dated {}, after the plan was closed on {closed}", update.date),
                None => format!("dated {}, {} from now", update.date, counted(ahead, "day")),
            };
            let place = Place::action(subject.plan, action).entry("update", number).key("date");
            found.report(place, message, "put the date right; what is still to come is a `[[milestone]]`");
        }
    }
}
