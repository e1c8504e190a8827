//! A plan is all in its own folder.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::OUTSIDE_PLAN,
    level: Severity::Error,
    summary: "No link leads out of the plan's folder.",
    why: "What a link leads to is not in the plan's history and may differ on every computer; and a plan that comes \
          from somebody else must not be able to show files of yours. Such a link is not followed.",
    bad: Example::files(&[(
        "../../shared/1.2.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
    )])
    .linked(&[("prevention/1/1.2.toml", "../../../../shared/1.2.toml")]),
    good: Example::files(&[(
        "prevention/1/1.2.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
    )]),
    check: Check::WhileReading,
};
