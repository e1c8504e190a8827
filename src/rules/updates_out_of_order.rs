//! The log of an action is in the order of its days.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{Fix, RuleName, Severity};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("updates-out-of-order"),
    level: Severity::Error,
    summary: "The updates of an action stand in the order of their days, newest last.",
    why: "The state of an action is read from its log, entry by entry: what stands last holds. Updates of the same day \
          may stand in any order.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-15
status = "in-progress"
rag = "amber"
note = "Two refuges have yet to answer."

[[update]]
date = 2026-05-04
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
date = 2026-05-04
status = "in-progress"
rag = "green"
note = "First draft sent to the refuges."

[[update]]
date = 2026-06-15
status = "in-progress"
rag = "amber"
note = "Two refuges have yet to answer."
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let action = judged.located.action;
        for (number, pair) in action.updates.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if after.date >= before.date {
                continue;
            }
            let place = |number| Place::action(subject.plan, action).entry("update", number).key("date");
            let message = format!("this update of {} stands after that of {}", after.date, before.date);
            let problem = found.report(
                place(number.saturating_add(1)),
                message,
                "put the updates in the order of their dates, newest last",
            );
            problem.also.push((place(number), "the update before it".to_owned()));
            problem.fix = Some(Fix::SortUpdates);
        }
    }
}
