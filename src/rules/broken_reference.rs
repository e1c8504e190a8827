//! Every reference names something that is there.

use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity, did_you_mean};
use crate::model::{Action, Plan, QualifiedReference, Reference};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("broken-reference"),
    level: Severity::Error,
    summary: "Every action or objective that is referred to is there.",
    why: "A reference that leads nowhere is a link that somebody meant and lost: often the action was renumbered. An \
          action may wait for others (`depends_on`), point to actions and objectives (`see`), and go on with one of an \
          earlier plan (`carried_from`), which need not be kept here.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

see = ["1.7"]
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"

see = ["1.2"]
"#,
    )
    .beside(&[(
        "prevention/1/1.2.toml",
        r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#,
    )]),
    check: Check::Files(check),
};

/// What a reference may name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Actions,
    ActionsAndObjectives,
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in &subject.actions {
        let action = judged.located.action;
        let mut look = |reference: &QualifiedReference, names: Names, place: &dyn Fn(Place) -> Place| {
            if let Some((message, help)) = broken(subject, action, reference, names) {
                found.report(place(Place::action(subject.plan, action)), message, help);
            }
        };
        for (number, reference) in action.depends_on.iter().enumerate() {
            look(reference, Names::Actions, &|place| place.entry("depends_on", number));
        }
        for (number, reference) in action.see.iter().enumerate() {
            look(reference, Names::ActionsAndObjectives, &|place| place.entry("see", number));
        }
        if let Some(reference) = action.carried_from.as_ref().filter(|reference| is_kept_here(subject, reference)) {
            look(reference, Names::Actions, &|place| place.key("carried_from"));
        }
    }
}

/// Whether the plan that a reference names is on disk.
fn is_kept_here(subject: &Subject<'_>, reference: &QualifiedReference) -> bool {
    reference.plan.as_deref().is_none_or(|name| subject.portfolio.plan(name).is_some())
}

/// What is wrong with a reference, and what to do about it.
fn broken(
    subject: &Subject<'_>,
    action: &Action,
    reference: &QualifiedReference,
    names: Names,
) -> Option<(String, String)> {
    let Some(plan) = reference.plan.as_deref().map_or(Some(subject.plan), |name| subject.portfolio.plan(name)) else {
        let known = subject.portfolio.plans.iter().map(|plan| plan.name.as_str());
        let name = reference.plan.as_deref().unwrap_or_default();
        let help = did_you_mean(name, known).map_or_else(
            || "name a plan of this plans folder, or delete it".to_owned(),
            |plan| format!("did you mean `{plan}`?"),
        );
        return Some((format!("`{reference}` is of a plan that is not here"), help));
    };
    let wanted = reference.reference.as_str();
    if plan.action(wanted).is_some() || plan.is_unread(&format!("{wanted}.toml")) {
        return None;
    }
    if plan.objective(wanted).is_some() {
        let message = format!("`{reference}` is an objective; only an action can stand here");
        let help = "name the action that is meant, or point to the objective with `see`";
        return (names == Names::Actions).then(|| (message, help.to_owned()));
    }
    let what = match names {
        Names::Actions => "no action",
        Names::ActionsAndObjectives => "no action or objective",
    };
    Some((format!("there is {what} `{reference}`"), meant(plan, action, wanted)))
}

fn meant(plan: &Plan, action: &Action, wanted: &str) -> String {
    let others = plan.references().filter(|reference| **reference != action.reference);
    match did_you_mean(wanted, others.map(Reference::as_str)) {
        Some(reference) => format!("did you mean `{reference}`? `vawg list` shows the references"),
        None => "`vawg list` shows the references; delete what no longer applies".to_owned(),
    }
}
