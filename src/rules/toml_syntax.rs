//! Every plan file is TOML.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::TOML_SYNTAX,
    level: Severity::Error,
    summary: "Every plan file is TOML, in UTF-8.",
    why: "A file that cannot be read is left out of every answer, and an action that is left out is forgotten. Most \
          often a quotation mark is missing, or a key stands in the file twice.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = Housing Manager

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::CLEAN,
    check: Check::WhileReading,
};
