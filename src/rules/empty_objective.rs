//! Every objective has something under it.

use std::collections::HashSet;

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("empty-objective"),
    level: Severity::Warning,
    summary: "Every objective has an action or an objective under it.",
    why: "An objective for which nobody does anything is a promise that the plan does not keep.",
    bad: Example::files(&[(
        "prevention/2/objective.toml",
        r#"title = "Staff know what to ask"
"#,
    )]),
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
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let plan = subject.plan;
    let by_objectives = plan.objectives.iter().filter_map(|objective| objective.parent);
    let by_actions = plan.actions.iter().filter_map(|action| action.objective);
    let filled: HashSet<usize> = by_objectives.chain(by_actions).collect();
    for (_, objective) in plan.objectives.iter().enumerate().filter(|(number, _)| !filled.contains(number)) {
        let folder = format!("{}/", plan.objective_folder(objective));
        if plan.unread.range(folder.clone()..).next().is_some_and(|file| file.starts_with(&folder)) {
            continue;
        }
        let message = format!("the objective `{}` has no action", objective.reference);
        let help = format!("add an action to its folder, `{}.1.toml`, or delete the folder", objective.reference);
        found.report(Place::objective(plan, objective), message, help);
    }
}
