//! Nothing is left to be filled in.

use super::part::Part;
use super::texts::{self, Text};
use super::{Check, Example, Found, Rule, Subject, missing_deadline, missing_lead};
use crate::diagnostic::{RuleName, Severity};
use crate::model::is_placeholder;

pub(super) const RULE: Rule = Rule {
    name: RuleName("placeholder"),
    level: Severity::Warning,
    summary: "No value only says that it is still to come: `???`, `TBC`, `to be completed`, `as above`.",
    why: "Placeholders outlive the meeting at which somebody was going to fill them in, and look like an answer. A key \
          that is left out is honest, and is counted. The source's own words are kept under [as_written]. Where a \
          placeholder stands for a lead, deadline, action or title, that is reported as missing instead.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "To be completed"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time, two days a week until December"
outcome_measure = "Pathways published and known"
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let mut missing: Option<Vec<(&str, usize)>> = None;
    texts::each(subject.plan, |text| {
        if !is_placeholder(text.words) || is_looked_at_elsewhere(&text) {
            return;
        }
        let missing = missing.get_or_insert_with(|| reported_as_missing(subject));
        if missing.contains(&(text.top_key(), text.part.address())) {
            return;
        }
        let message = format!("`{}` says only `{}`", text.key(), text.words.trim());
        found.report(text.place(subject.plan), message, help(&text));
    });
}

/// Texts that may hold anything, and those that are reported as missing.
fn is_looked_at_elsewhere(text: &Text<'_, '_>) -> bool {
    match text.part {
        Part::Action(_) => matches!(text.top_key(), "action" | "lead" | "deadline" | "as_written"),
        Part::Settings | Part::Theme(_) | Part::Objective(_) => matches!(text.top_key(), "title" | "as_written"),
        Part::Parties => false,
    }
}

/// The keys of objectives and themes that are reported because actions below would inherit the placeholder.
fn reported_as_missing(subject: &Subject<'_>) -> Vec<(&'static str, usize)> {
    let leads = missing_lead::only_words(subject).into_iter().map(|taken| ("lead", taken.giver.address()));
    let deadlines = missing_deadline::only_words(subject).into_iter().map(|taken| ("deadline", taken.giver.address()));
    leads.chain(deadlines).collect()
}

fn help(text: &Text<'_, '_>) -> String {
    match text.key() {
        key @ ("support" | "tags" | "duty" | "evidence" | "aliases") => {
            format!("write what is meant, or take it out of `{key}`")
        }
        key => format!("write what is meant, or delete `{key}` until it is known"),
    }
}
