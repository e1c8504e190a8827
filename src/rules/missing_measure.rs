//! Every action says how anyone will know that it has worked.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-measure"),
    level: Severity::Warning,
    summary: "Every open action says how anyone will know that it has worked.",
    why: "Without an outcome measure an action is complete when its lead says so, and nobody learns whether it made \
          anyone safer. One sentence is enough; figures go to `[[measure]]`.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
"#,
    ),
    good: Example::CLEAN,
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.open() {
        let action = judged.located.action;
        let said = action.outcome_measure.as_deref().is_some_and(|words| !words.trim().is_empty());
        if said || !action.measures.is_empty() {
            continue;
        }
        if subject.is_unread(Part::Action(action), &["outcome_measure", "measure"]) {
            continue;
        }
        let message = match action.as_written.get("outcome_measure") {
            Some(words) => format!("no outcome measure: the plan says only `{}`", words.trim()),
            None => "no outcome measure: nobody can tell whether it has worked".to_owned(),
        };
        let place = Place::action(subject.plan, action).key("outcome_measure");
        found.report(
            place,
            message,
            "say what will be different: `outcome_measure = \"…\"`, or a `[[measure]]` with figures",
        );
    }
}
