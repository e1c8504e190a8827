//! A reference stands for one thing.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::DUPLICATE_REFERENCE,
    level: Severity::Error,
    summary: "A reference stands for one action or objective of its plan.",
    why: "Minutes, e-mails and other actions name an action by its reference alone. Two with the same one cannot be \
          told apart; capital and small letters make no difference.",
    bad: Example::files(&[
        (
            "prevention/2/objective.toml",
            r#"title = "Staff know what to ask"
"#,
        ),
        (
            "prevention/2/1.1.toml",
            r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
        ),
    ]),
    good: Example::files(&[
        (
            "prevention/2/objective.toml",
            r#"title = "Staff know what to ask"
"#,
        ),
        (
            "prevention/2/2.1.toml",
            r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
        ),
    ]),
    check: Check::WhileReading,
};
