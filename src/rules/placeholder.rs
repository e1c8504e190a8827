//! Nothing is left to be filled in.

use std::collections::HashSet;

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
    let mut elsewhere: Option<Elsewhere> = None;
    texts::each(subject.plan, |text| {
        if !is_placeholder(text.words) || is_looked_at_elsewhere(&text) {
            return;
        }
        let elsewhere = elsewhere.get_or_insert_with(|| Elsewhere::of(subject));
        if elsewhere.has(&text) {
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

/// Placeholders that need no word here; found only where there is one at all.
struct Elsewhere {
    /// Keys of objectives and themes that are reported because actions below would inherit the placeholder.
    missing: Vec<(&'static str, usize)>,
    /// Actions that are done with.
    closed: HashSet<usize>,
}

impl Elsewhere {
    fn of(subject: &Subject<'_>) -> Self {
        let leads = missing_lead::only_words(subject).into_iter().map(|taken| ("lead", taken.giver.address()));
        let deadlines = missing_deadline::only_words(subject).into_iter();
        let missing = leads.chain(deadlines.map(|taken| ("deadline", taken.giver.address()))).collect();
        let open: HashSet<_> = subject.open().map(|judged| Part::Action(judged.located.action).address()).collect();
        let all = subject.plan.actions.iter().map(|action| Part::Action(action).address());
        Self { missing, closed: all.filter(|address| !open.contains(address)).collect() }
    }

    fn has(&self, text: &Text<'_, '_>) -> bool {
        let part = text.part.address();
        self.missing.contains(&(text.top_key(), part)) || self.closed.contains(&part)
    }
}

fn help(text: &Text<'_, '_>) -> String {
    match text.key() {
        key @ ("support" | "tags" | "duty" | "evidence" | "aliases") => {
            format!("write what is meant, or take it out of `{key}`")
        }
        key => format!("write what is meant, or delete `{key}` until it is known"),
    }
}
