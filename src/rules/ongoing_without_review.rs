//! What has no end is looked at on a day.

use super::part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Deadline, Given, Located};

pub(super) const RULE: Rule = Rule {
    name: RuleName("ongoing-without-review"),
    level: Severity::Warning,
    summary: "Every ongoing action has a review date.",
    why: "An ongoing action is due on the day on which it is next looked at. Without one it is never due, and nobody \
          notices when it stops. If it comes round, say so: `recurs = { every = \"3 months\", from = 2026-06-30 }`.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = "ongoing"

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = "ongoing"
review = 2026-10-15

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let is_ongoing = |located: Located<'_>| {
        located.deadline().map(Given::value) == Some(&Deadline::Ongoing)
            && located.review().is_none()
            && !subject.is_unread_for(located, &["review"])
    };
    let actions = subject.open().filter(|judged| is_ongoing(judged.located));
    for taken in part::once(actions, Located::deadline) {
        let place = taken.giver.place(subject.plan).key("deadline");
        let message = format!("ongoing, and no day on which it is looked at{}", taken.reach());
        found.report(place, message, "add the day of the next review: `review = 2026-10-15`");
    }
}
