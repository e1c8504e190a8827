//! What is late says why.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::State;
use crate::query::Judged;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("overdue-without-note"),
    level: Severity::Warning,
    summary: "Every overdue action says in an update how it stands.",
    why: "The board asks about each overdue action why it is late and what is done about it. If no update says anything \
          in words, nobody can answer.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-06-15

resources = "Officer time"
outcome_measure = "Pathways published and known"
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
    for judged in subject.actions.iter().filter(|judged| applies(judged)) {
        let action = judged.located.action;
        if subject.is_unread(Part::Action(action), &["update"]) {
            continue;
        }
        let days = judged.judgement.overdue_days().and_then(|days| usize::try_from(days).ok()).unwrap_or_default();
        let message = format!("{} overdue, and no update says why", crate::model::counted(days, "day"));
        let place =
            Place::action(subject.plan, action).key(if action.recurs.is_some() { "recurs" } else { "deadline" });
        found.report(place, message, "add an `[[update]]` whose `note` says why, and what is done about it");
    }
}

/// Whether an action is overdue and nothing has been said about it in words.
pub(super) fn applies(judged: &Judged<'_>) -> bool {
    judged.judgement.overdue_days().is_some() && State::last_note(judged.located.action, judged.judgement.day).is_none()
}
