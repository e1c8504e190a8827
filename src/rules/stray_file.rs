//! Every file of a plan is one that is read.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::STRAY_FILE,
    level: Severity::Error,
    summary: "No file in a plan is passed over in silence.",
    why: "A file that looks like part of the plan and is not read is an action that nobody sees. Notes and evidence may \
          lie beside the plan as documents: `.md`, `.txt`, `.pdf`, `.docx`, `.xlsx`, pictures and the like.",
    bad: Example::files(&[(
        "prevention/1/1.2.toml.bak",
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
