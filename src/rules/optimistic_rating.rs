//! People do not say better than the rule gives.

use super::{Check, Example, Found, Rule, Subject, number_of};
use crate::diagnostic::{RuleName, Severity};
use crate::model::Flag;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("optimistic-rating"),
    level: Severity::Warning,
    summary: "No action is reported better than the plan's own rule rates it.",
    why: "An action whose deadline has passed is red, whatever was reported; one on hold is amber at best. Either the \
          report is out of date or the deadline is. Both ratings are kept and shown.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-06-15

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
rag = "green"
note = "Going well."
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-06-15

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
rag = "red"
note = "Missed by a week. The last refuge signs on 2 July."
"#,
    ),
    check: Check::Timed(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.actions.iter().filter(|judged| judged.judgement.has(Flag::Optimistic)) {
        let (action, judgement) = (judged.located.action, &judged.judgement);
        let (Some(reported), Some(rating)) = (judgement.state.reported, judgement.rating) else { continue };
        let update = number_of(action, judgement.state.reported_in);
        let place = Place::action(subject.plan, action).entry("update", update).key("rag");
        let message = format!("reported {reported}, but it is {rating}: {}", judgement.reason);
        found.report(
            place,
            message,
            "add an update with the rating that holds, and what is done about it in its `note`",
        );
    }
}
