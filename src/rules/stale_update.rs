//! Every open action has been heard of lately.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject, number_of, overdue_without_note};
use crate::diagnostic::{RuleName, Severity};
use crate::model::Flag;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("stale-update"),
    level: Severity::Warning,
    summary: "Every open action has an update from the last three months, or from as long as the plan allows.",
    why: "A rating that nobody has looked at since is a guess. Ask the lead, and write down the answer, even if it is \
          that nothing has happened. `stale_after` in plan.toml sets how long an action may stay silent. Where there \
          is no update at all, the time counts from the start of the plan.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-04-20
status = "in-progress"
note = "First draft sent to the refuges."
"#,
    )
    .beside(&[(
        "plan.toml",
        r#"title = "Safe in Wendale"

starts = 2026-04-01
ends = 2029-03-31

[rating]
stale_after = "6 weeks"
"#,
    )]),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-04-20
status = "in-progress"
note = "First draft sent to the refuges."

[[update]]
date = 2026-06-08
note = "All but one refuge have agreed."
"#,
    )
    .beside(&[(
        "plan.toml",
        r#"title = "Safe in Wendale"

starts = 2026-04-01
ends = 2029-03-31

[rating]
stale_after = "6 weeks"
"#,
    )]),
    check: Check::Timed(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let stale = subject.open().filter(|judged| judged.judgement.has(Flag::Stale));
    for judged in stale.filter(|judged| !overdue_without_note::applies(judged)) {
        let action = judged.located.action;
        if subject.is_unread(Part::Action(action), &["update"]) {
            continue;
        }
        let (place, allowed) = (Place::action(subject.plan, action), subject.plan.settings.rating.stale_after());
        let last = judged.judgement.state.last;
        let (place, since) = match (last, subject.plan.settings.starts) {
            (Some(update), _) => (place.entry("update", number_of(action, last)).key("date"), update.date.to_string()),
            (None, Some(starts)) => (place.key("update"), format!("the plan began on {starts}")),
            (None, None) => (place.key("update"), "the plan began".to_owned()),
        };
        let message = format!("no update since {since}: {allowed} is the longest that this plan allows");
        found.report(place, message, "ask the lead how it stands, and add an `[[update]]`");
    }
}
