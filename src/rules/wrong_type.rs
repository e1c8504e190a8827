//! Every value is of the kind that its key takes.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::WRONG_TYPE,
    level: Severity::Error,
    summary: "Every value is of the kind that its key takes: a text, a number, a day, a list.",
    why: "A value of another kind cannot be read, so the action would stand there without it. Texts take quotation \
          marks, days take none, and lists take square brackets, also around a single entry.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"
support = "Wendale Refuge"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"
support = ["Wendale Refuge"]

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    check: Check::WhileReading,
};
