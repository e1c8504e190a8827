//! Every action has a lead.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-lead"),
    level: Severity::Error,
    summary: "Every action has exactly one lead.",
    why: "An action that nobody answers for is not done, and nobody can be asked why. A placeholder such as `???` is \
          not a lead.",
    bad: Example {
        files: &[(
            "prevention/1/1.1.toml",
            "\
action = \"Publish the referral pathways\"

lead = \"???\"

deadline = 2026-12-01

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

deadline = 2026-12-01

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
        if located.lead().is_some() || judged.judgement.rating.is_none() {
            continue;
        }
        let said = located.action.lead.as_deref().or_else(|| located.action.as_written.get("lead").map(String::as_str));
        let message = match said {
            Some(words) => format!("no lead: the plan says only `{}`", words.trim()),
            None => "no lead: nobody answers for this action".to_owned(),
        };
        let place = Place::action(subject.plan, located.action).key("lead");
        found.report(place, message, "name one post that answers for it: `lead = \"Housing Manager\"`");
    }
}
