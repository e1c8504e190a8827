//! Every key is one that means something.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::UNKNOWN_KEY,
    level: Severity::Error,
    summary: "Every key is one that a plan file can have.",
    why: "A key with a slip in its name would be passed over in silence: `dedline` is no deadline. What has no key of \
          its own goes into a text, a tag or a file beside the plan.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

tag = ["housing"]
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

tags = ["housing"]
"#,
    ),
    check: Check::WhileReading,
};
