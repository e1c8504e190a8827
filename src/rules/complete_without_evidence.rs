//! What is done can be shown.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject, number_of, red_without_recovery};
use crate::diagnostic::{RuleName, Severity};
use crate::model::Status;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("complete-without-evidence"),
    level: Severity::Warning,
    summary: "Every completed action has evidence, or a note that says what was done.",
    why: "A completed action is never looked at again. An auditor, a review or the next co-ordinator has to be able to \
          see what was done: a document, a web address, or a sentence.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

[[update]]
date = 2026-06-22
status = "complete"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

evidence = ["https://example.org/wendale/pathways"]

[[update]]
date = 2026-06-22
status = "complete"
note = "Pathways agreed by all four refuges and published."
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let (action, state) = (judged.located.action, &judged.judgement.state);
        let Some(completed) = state.completed.filter(|_| state.status == Status::Complete) else { continue };
        let is_shown = !action.evidence.is_empty() || red_without_recovery::has_note_since(judged, completed);
        if is_shown || subject.is_unread(Part::Action(action), &["evidence", "update"]) {
            continue;
        }
        let said = |update: &&crate::model::Update| update.status == Some(Status::Complete) && update.date == completed;
        let number = number_of(action, action.updates.iter().rfind(said));
        let place = Place::action(subject.plan, action).entry("update", number).key("status");
        let help = "say in its `note` what was done, or add `evidence = [\"…\"]`: a file in the plan's folder or a web address";
        found.report(place, "complete, and nothing shows it", help);
    }
}
