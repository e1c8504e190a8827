//! Every file and folder of a plan has a name that can be a reference.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::INVALID_REFERENCE,
    level: Severity::Error,
    summary: "Every action, objective, theme and plan has a name that can be a reference.",
    why: "The name of its file or folder is what an action is called in every report and command, and it must mean the \
          same on every computer: letters, digits, `.`, `_` and `-`, and none of the names that Windows keeps for \
          itself.",
    bad: Example::files(&[(
        "prevention/1/1.2 draft.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
    )]),
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
