//! Every action has a lead.

use super::part::{self, Part, Taken};
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::query::Judged;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("missing-lead"),
    level: Severity::Error,
    summary: "Every action has exactly one lead.",
    why: "An action that nobody answers for is not done, and nobody can be asked why. The lead may stand in the \
          objective above for all of its actions. A placeholder such as `???` is not a lead.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "???"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::CLEAN,
    check: Check::Files(check),
};

const HELP: &str = "name one post that answers for it: `lead = \"Housing Manager\"`";

fn check(subject: &Subject<'_>, found: &mut Found) {
    for taken in only_words(subject) {
        let place = taken.giver.place(subject.plan).key("lead");
        let said = said(taken.value.trim());
        found.report(place, format!("{said}{}", taken.reach()), HELP);
    }
    for judged in without(subject).filter(|judged| judged.located.lead_words().is_none()) {
        let action = judged.located.action;
        let objectives = subject.plan.objectives_above(action.objective).map(Part::Objective);
        if objectives.chain([Part::Action(action)]).any(|part| subject.is_unread(part, &["lead"])) {
            continue;
        }
        let message = action.as_written.get("lead").map_or_else(|| said(""), |words| said(words.trim()));
        found.report(Place::action(subject.plan, action).key("lead"), message, HELP);
    }
}

/// The places where only a placeholder stands for the lead of actions that count.
pub(super) fn only_words<'p>(subject: &Subject<'p>) -> Vec<Taken<'p, &'p str>> {
    part::once(without(subject), crate::model::Located::lead_words)
}

/// The actions without a lead, but for those that are out of the count.
fn without<'s, 'p>(subject: &'s Subject<'p>) -> impl Iterator<Item = &'s Judged<'p>> {
    let counted = subject.actions.iter().filter(|judged| judged.judgement.rating.is_some());
    counted.filter(|judged| judged.located.lead().is_none())
}

fn said(words: &str) -> String {
    if words.is_empty() {
        "no lead: nobody answers for this action".to_owned()
    } else {
        format!("no lead: the plan says only `{words}`")
    }
}
