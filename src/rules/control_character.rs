//! Texts hold nothing that acts on a screen.

use super::{Check, Example, Rule};
use crate::diagnostic::{RuleName, Severity};

pub(super) const RULE: Rule = Rule {
    name: RuleName::CONTROL_CHARACTER,
    level: Severity::Error,
    summary: "Texts hold no control or invisible characters, and nothing that changes the direction of writing.",
    why: "Such characters come in with a paste from Word or a web page. They are not seen, but they can hide words, \
          turn a name or a date around, or change what a terminal shows.",
    bad: Example::action(
        "action = \"Publish the \u{202e}referral pathways\"

lead = \"Housing Manager\"

deadline = 2026-12-01

resources = \"Officer time\"
outcome_measure = \"Pathways published and known\"
",
    ),
    good: Example::CLEAN,
    check: Check::WhileReading,
};
