//! A lead is somebody who is there.

use super::part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::PartyState;

pub(super) const RULE: Rule = Rule {
    name: RuleName("vacant-lead"),
    level: Severity::Warning,
    summary: "No lead is a post that nobody holds.",
    why: "A vacant or only proposed post answers for nothing. Until it is filled somebody else has to, be it the post's \
          own manager.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Children's Recovery Worker"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "parties.toml",
        r#"[[party]]
name = "Children's Recovery Worker"
organisation = "Wendale Refuge"
kind = "post"
state = "vacant"
"#,
    )]),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Chief Executive, Wendale Refuge"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "parties.toml",
        r#"[[party]]
name = "Chief Executive, Wendale Refuge"
organisation = "Wendale Refuge"
kind = "post"
state = "in-post"

[[party]]
name = "Children's Recovery Worker"
organisation = "Wendale Refuge"
kind = "post"
state = "vacant"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for (part, lead) in part::leads(subject) {
        let what = match subject.plan.party(lead).and_then(|party| party.state) {
            Some(PartyState::Vacant) => "vacant",
            Some(PartyState::Proposed) => "only proposed",
            Some(PartyState::InPost) | None => continue,
        };
        let message = format!("the lead `{}` is {what}", lead.trim());
        let help = "name somebody who answers for it until then; or set `state = \"in-post\"` in parties.toml";
        found.report(part.place(subject.plan).key("lead"), message, help);
    }
}
