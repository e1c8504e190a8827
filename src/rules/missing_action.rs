//! Every action says what will be done.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::stated;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-action"),
    level: Severity::Error,
    summary: "Every action says what will be done.",
    why: "A lead and a deadline without a task is a row that was begun and never finished. A placeholder such as `TBC` \
          says nothing.",
    bad: Example::action(
        r#"lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::CLEAN,
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let action = judged.located.action;
        if stated(action.text.as_deref()).is_some() || subject.is_unread(Part::Action(action), &["action"]) {
            continue;
        }
        let message = match action.text.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            Some(words) => format!("no action: the plan says only `{words}`"),
            None => "no action: nothing says what will be done".to_owned(),
        };
        let place = Place::action(subject.plan, action).key("action");
        found.report(
            place,
            message,
            "say in one sentence what will be done: `action = \"Publish the referral pathways\"`",
        );
    }
}
