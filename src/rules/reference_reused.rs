//! A reference means one thing for ever.

use super::past::{Past, in_commit};
use super::{Check, Example, Found, Rule};
use crate::diagnostic::{RuleName, Severity};
use crate::model::Action;
use crate::model::trail::{Alteration, Entry, Part, is_reworded, is_same_action};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("reference-reused"),
    level: Severity::Error,
    summary: "No reference is used again for another action.",
    why: "Minutes, reports and letters cite actions by their references. One that is used again makes all of them say \
          something that nobody meant. References are free: a new action takes a new one, and the gaps stay.",
    bad: Example::action(
        r#"action = "Train the reception staff of every surgery"

lead = "Practice Manager"

deadline = 2027-03-31

resources = "A trainer for two days"
outcome_measure = "All 40 receptionists trained"
"#,
    )
    .that_was(PATHWAYS),
    good: Example::action(
        r#"action = "Publish the referral pathways, also in Welsh"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .that_was(PATHWAYS),
    check: Check::History(check),
};

const PATHWAYS: &[(&str, &str)] = &[(
    "prevention/1/1.1.toml",
    r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
)];

const HELP: &str = "rename the file to a reference that was never used; `vawg new action` finds one";

fn check(past: &Past<'_>, found: &mut Found) {
    for pair in &past.actions {
        let Some(action) = pair.after else { continue };
        let held = past.before.and_then(|before| before.action(action.reference.as_str()));
        let other = held.filter(|held| !pair.before.is_some_and(|same| std::ptr::eq(same, *held)));
        if let Some(other) = other {
            let commit = past.commit(|entry| is_start_of(entry, past, action));
            report(past, action, other, &in_commit(commit), found);
        } else if let (None, Some(former)) = (held, former(past, action)) {
            let until = format!(", until commit {} of {}", former.commit.short(), former.commit.date.in_words());
            report(past, action, &former.action, &until, found);
        }
    }
}

fn report(past: &Past<'_>, action: &Action, other: &Action, when: &str, found: &mut Found) {
    let meant = other.text.as_deref().map(|text| format!(", `{}`", text.trim())).unwrap_or_default();
    let message = format!("`{}` stood for another action{meant}{when}", action.reference);
    found.report(Place::action(past.plan, action).key("action"), message, HELP);
}

/// Another action that the reference stood for, some time before.
fn former<'p>(past: &Past<'p>, action: &Action) -> Option<&'p crate::model::trail::Former> {
    let is_other = |former: &&crate::model::trail::Former| {
        former.plan.eq_ignore_ascii_case(&past.plan.name)
            && former.action.reference.as_str().eq_ignore_ascii_case(action.reference.as_str())
            && !is_same_action(&former.action, action)
            && !is_reworded(&former.action, action)
    };
    past.since.former.iter().find(is_other)
}

/// Whether a commit gave the reference to an action.
fn is_start_of(entry: &Entry, past: &Past<'_>, action: &Action) -> bool {
    let is_it = entry.item.plan == past.plan.name && entry.item.part == Part::Action(action.reference.clone());
    let is_text = |key: &str| key == "action";
    is_it
        && match &entry.alteration {
            Alteration::Added(_) | Alteration::Renamed { .. } => true,
            Alteration::Changed(change) => is_text(&change.key),
            _ => false,
        }
}
