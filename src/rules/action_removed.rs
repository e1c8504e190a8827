//! What was promised stays on record.

use super::past::{Past, in_commit, is_unread};
use super::{Check, Example, Found, Rule};
use crate::diagnostic::{RuleName, Severity};
use crate::model::trail::{Alteration, Entry, Item, Part, is_same_action};
use crate::model::{Action, Plan, counted};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("action-removed"),
    level: Severity::Error,
    summary: "No action is deleted; what is given up is withdrawn.",
    why: "A plan is a promise, and the public has read it. An action that is deleted is neither done nor refused: \
          nobody can ask why. A withdrawn one drops out of every count and keeps its reason. A file that is renamed or \
          moved is not deleted.",
    bad: Example::files(&[]).that_was(TWO),
    good: Example::files(&[(
        "prevention/1/1.2.toml",
        r#"action = "Hold an open day"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "100 visitors"

[[update]]
date = 2026-06-22
status = "withdrawn"
note = "The board prefers visits to the schools."
"#,
    )])
    .that_was(TWO),
    check: Check::History(check),
};

const TWO: &[(&str, &str)] = &[(
    "prevention/1/1.2.toml",
    r#"action = "Hold an open day"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "100 visitors"
"#,
)];

const HELP: &str = "put the file back, and withdraw the action with an `[[update]]`: `status = \"withdrawn\"`";

fn check(past: &Past<'_>, found: &mut Found) {
    let Some(before) = past.before else { return };
    if past.is_gone {
        let commit = past.commit(|entry| is_end_of(entry, &before.name, &Part::Settings));
        let actions = counted(before.actions.len(), "action");
        let message = format!("the plan `{}` was deleted, with {actions}{}", before.name, in_commit(commit));
        found.report(
            Place::settings(before),
            message,
            "put the folder back; `closed = DAY` in its plan.toml makes it a record",
        );
        return;
    }
    let gone = past.actions.iter().filter(|pair| pair.after.is_none()).filter_map(|pair| pair.before);
    for action in gone.filter(|action| !is_elsewhere(past, before, action)) {
        let commit = past.commit(|entry| is_end_of(entry, &before.name, &Part::Action(action.reference.clone())));
        let message = format!("`{}` was deleted rather than withdrawn{}", action.reference, in_commit(commit));
        found.report(Place::action(before, action), message, HELP);
    }
}

/// Whether an action is not deleted after all: unreadable, gone to another plan, or a matter of its reference, which
/// now stands for something else.
fn is_elsewhere(past: &Past<'_>, before: &Plan, action: &Action) -> bool {
    let is_new_in = |plan: &Plan, same: &Action| {
        past.since.before.plan(&plan.name).is_none_or(|old| old.action(same.reference.as_str()).is_none())
    };
    let others = past.portfolio.plans.iter().filter(|plan| plan.name != past.plan.name);
    is_unread(past.plan, action)
        || is_unread(before, action)
        || past.plan.action(action.reference.as_str()).is_some()
        || others
            .into_iter()
            .any(|plan| plan.actions.iter().any(|same| is_same_action(action, same) && is_new_in(plan, same)))
}

fn is_end_of(entry: &Entry, plan: &str, part: &Part) -> bool {
    let item = Item { plan: plan.to_owned(), part: part.clone() };
    matches!(entry.alteration, Alteration::Removed(_)) && entry.item == item
}
