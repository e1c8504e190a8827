//! What is red says what is done about it.

use super::{Check, Example, Found, Rule, Subject, number_of};
use crate::diagnostic::{RuleName, Severity};
use crate::model::{Date, Rag, State};
use crate::query::Judged;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("red-without-recovery"),
    level: Severity::Warning,
    summary: "Every action that is reported red says what is done about it, or when it is looked at again.",
    why: "Red is a call for help. The board can only act on it if the update says what went wrong and what would put it \
          right, or if there is a day on which the action comes back.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
rag = "red"
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
rag = "red"
note = "Two refuges do not agree. The chair meets both on 9 July."
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.open().filter(|judged| applies(judged)) {
        let action = judged.located.action;
        if subject.is_unread_for(judged.located, &["review", "update"]) {
            continue;
        }
        let update = number_of(action, judged.judgement.state.reported_in);
        let place = Place::action(subject.plan, action).entry("update", update).key("rag");
        let help = "say in its `note` what is done about it, or add the day of the next `review`";
        found.report(place, "reported red, and nothing says what is done about it", help);
    }
}

/// Whether a red that stands has neither words since nor a day on which it is looked at again.
pub(super) fn applies(judged: &Judged<'_>) -> bool {
    let state = &judged.judgement.state;
    let since = state.reported_in.filter(|_| state.reported == Some(Rag::Red)).map(|update| update.date);
    since.is_some_and(|since| judged.located.review().is_none() && !has_note_since(judged, since))
}

/// Whether an update from this day on, up to the day of the judgement, says something in words.
pub(super) fn has_note_since(judged: &Judged<'_>, since: Date) -> bool {
    State::last_note(judged.located.action, judged.judgement.day).is_some_and(|noted| noted.date >= since)
}
