//! Every action has a deadline.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::DueKind;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-deadline"),
    level: Severity::Error,
    summary: "Every action has a deadline, or says how often it recurs.",
    why: "Without a day by which it is to be done an action can never be late, and so is never looked at. A \
          placeholder such as `???` is not a deadline.",
    bad: Example {
        files: &[(
            "prevention/1/1.1.toml",
            "\
action = \"Publish the referral pathways\"

lead = \"Housing Manager\"

deadline = \"???\"

resources = \"Officer time\"
outcome_measure = \"Pathways published\"
",
        )],
    },
    good: Example {
        files: &[(
            "prevention/1/1.1.toml",
            "\
action = \"Publish the referral pathways\"

lead = \"Housing Manager\"

deadline = \"2026-12\"

resources = \"Officer time\"
outcome_measure = \"Pathways published\"
",
        )],
    },
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let located = judged.located;
        if judged.judgement.due.kind != DueKind::None || judged.judgement.rating.is_none() {
            continue;
        }
        let said = located.deadline().map(|given| given.value().in_words());
        let message = match said.as_deref().or_else(|| located.action.as_written.get("deadline").map(String::as_str)) {
            Some(words) => format!("no deadline: the plan says only `{}`", words.trim()),
            None => "no deadline: this action can never be late".to_owned(),
        };
        let place = Place::action(subject.plan, located.action).key("deadline");
        let help = "say when it is due: `deadline = 2026-12-01`, a month `\"2026-12\"`, or `recurs = { every = \"3 months\", from = 2026-06-30 }`";
        found.report(place, message, help);
    }
}
