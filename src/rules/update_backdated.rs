//! The log is written when things happen.

use super::past::{Past, in_commit, new_updates};
use super::{Check, Example, Found, Rule};
use crate::diagnostic::{RuleName, Severity};
use crate::model::trail::{Alteration, Entry};
use crate::model::{Update, counted};
use crate::source::Place;

/// So many days may lie between the date of an update and its commit: what was said at a meeting is often written up
/// before the next one, but not much later.
const GRACE: i64 = 31;

pub(super) const RULE: Rule = Rule {
    name: RuleName("update-backdated"),
    level: Severity::Warning,
    summary: "No update is committed more than a month after its date.",
    why: "The state of an action on a day follows from its log up to that day, so an update with an old date changes \
          what was reported long ago: an action that was overdue at the last meeting turns out to have been complete. \
          What is new today bears the date of today, and says in its note when it happened.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-04-20
status = "complete"
note = "Published in all surgeries."
"#,
    )
    .that_was(OPEN),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-29
status = "complete"
note = "Published in all surgeries on 20 April."
"#,
    )
    .that_was(OPEN),
    check: Check::History(check),
};

const OPEN: &[(&str, &str)] = &[(
    "prevention/1/1.1.toml",
    r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
)];

fn check(past: &Past<'_>, found: &mut Found) {
    for (before, after) in past.kept() {
        for (number, update) in new_updates(before, after) {
            let commit = past.commit(|entry| is_start_of(entry, update));
            let late = update.date.days_until(commit.map_or(past.since.today, |commit| commit.date));
            if late > GRACE {
                let days = counted(usize::try_from(late).unwrap_or_default(), "day");
                let message =
                    format!("dated {}, {days} before it was written{}", update.date.in_words(), in_commit(commit));
                let place = Place::action(past.plan, after).entry("update", number).key("date");
                found.report(place, message, "give it the day on which it is written; its note can say when it was so");
            }
        }
    }
}

fn is_start_of(entry: &Entry, update: &Update) -> bool {
    match &entry.alteration {
        Alteration::UpdateAdded(new) | Alteration::UpdateRewritten { after: new, .. } => **new == *update,
        _ => false,
    }
}
