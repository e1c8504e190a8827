//! What others wait for is due before them.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Date, Deadline, Given, Located, State};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("depends-on-later"),
    level: Severity::Warning,
    summary: "No action waits for one that is due later.",
    why: "An action that cannot be done before another is done will be late if that one is due after it. One of the two \
          deadlines has to move.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

depends_on = ["1.2"]
"#,
    )
    .beside(&[(
        "prevention/1/1.2.toml",
        r#"action = "Agree the pathways with the refuges"

lead = "Housing Manager"

deadline = 2027-01-31

resources = "Officer time"
outcome_measure = "All four refuges have signed"
"#,
    )]),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

depends_on = ["1.2"]
"#,
    )
    .beside(&[(
        "prevention/1/1.2.toml",
        r#"action = "Agree the pathways with the refuges"

lead = "Housing Manager"

deadline = 2026-10-31

resources = "Officer time"
outcome_measure = "All four refuges have signed"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.open() {
        let located = judged.located;
        let Some(own) = due(located) else { continue };
        for (number, reference) in located.action.depends_on.iter().enumerate() {
            let Some(needed) = subject.portfolio.action(reference, subject.plan) else { continue };
            let is_done = State::of(needed.action, subject.day).status.is_closed();
            let Some(later) = due(needed).filter(|later| *later > own && !is_done) else { continue };
            let message = format!("waits for `{reference}`, which is due on {later}; this action is due on {own}");
            let place = Place::action(subject.plan, located.action).entry("depends_on", number);
            let problem = found.report(place, message, "move one of the two deadlines, or take it out of `depends_on`");
            let deadline = Place::action(needed.plan, needed.action).key("deadline");
            problem.also.push((deadline, "due later".to_owned()));
        }
    }
}

/// The day on which an action is due, where that is one day.
fn due(located: Located<'_>) -> Option<Date> {
    located.deadline().map(Given::value).and_then(Deadline::due)
}
