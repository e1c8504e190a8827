//! A rating says why.

use super::{Check, Example, Found, Rule, Subject, number_of, red_without_recovery};
use crate::diagnostic::{RuleName, Severity};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("rating-without-note"),
    level: Severity::Warning,
    summary: "Every rating that stands is explained in a note.",
    why: "A colour alone says nothing: what has been done, and why is it not green? The note is what the board reads. \
          A red without words is reported as red-without-recovery.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "in-progress"
rag = "amber"
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
rag = "amber"
note = "First draft agreed. Two refuges have yet to answer."
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.open() {
        let state = &judged.judgement.state;
        let (Some(reported), Some(update)) = (state.reported, state.reported_in) else { continue };
        if red_without_recovery::has_note_since(judged, update.date) || red_without_recovery::applies(judged) {
            continue;
        }
        let action = judged.located.action;
        let number = number_of(action, state.reported_in);
        let place = Place::action(subject.plan, action).entry("update", number).key("rag");
        found.report(place, format!("rated {reported} without a word of why"), "add a `note` to this update");
    }
}
