//! A lead is somebody who can be asked.

use super::part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::PartyKind;

pub(super) const RULE: Rule = Rule {
    name: RuleName("group-lead"),
    level: Severity::Warning,
    summary: "No lead is a group.",
    why: "What a group is to do, each of its members leaves to the others. Name the post that answers for the action, \
          such as the group's chair, and the group as support.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "MARAC Steering Group"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "parties.toml",
        r#"[[party]]
name = "MARAC Steering Group"
kind = "group"
"#,
    )]),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Chair, MARAC Steering Group"
support = ["MARAC Steering Group"]

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "parties.toml",
        r#"[[party]]
name = "Chair, MARAC Steering Group"
kind = "post"

[[party]]
name = "MARAC Steering Group"
kind = "group"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for (part, lead) in part::leads(subject) {
        let is_group = subject.plan.party(lead).is_some_and(|party| party.kind == Some(PartyKind::Group));
        if is_group {
            let message = format!("the lead `{}` is a group", lead.trim());
            let help = "name the post that answers for it, such as the group's chair, and the group under `support`";
            found.report(part.place(subject.plan).key("lead"), message, help);
        }
    }
}
