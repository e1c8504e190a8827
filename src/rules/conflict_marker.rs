//! No file holds the marks of an unfinished merge.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::CONFLICT_MARKER,
    level: Severity::Error,
    summary: "No file holds a conflict that git left for a person to resolve.",
    why: "When two people change the same lines, git puts both versions into the file between marker lines. Only a \
          person can say which is right; until then the file says nothing.",
    bad: Example::action(concat!(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

"#,
        "<<<<<<< HEAD\n",
        "deadline = 2026-12-01\n",
        "=======\n",
        "deadline = 2026-11-01\n",
        ">>>>>>> housing\n",
        r#"
resources = "Officer time"
outcome_measure = "Pathways published and known"
"#
    )),
    good: Example::CLEAN,
    check: Check::WhileReading,
};
