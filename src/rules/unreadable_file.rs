//! Every file of a plan can be opened.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::UNREADABLE_FILE,
    level: Severity::Error,
    summary: "Every file of a plan can be opened, and is no larger than 1 MB.",
    why: "What cannot be opened is left out of every answer. The file may belong to somebody else, be a link to one \
          that is gone, or be something other than a plan file under a plan file's name.",
    bad: Example::files(&[]).linked(&[("prevention/1/1.2.toml", "1.2-final.toml")]),
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
