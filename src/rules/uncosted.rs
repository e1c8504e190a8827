//! What an action takes, and what that costs, is known.

use super::part::Part;
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity};
use crate::model::CostState;
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName("uncosted"),
    level: Severity::Warning,
    summary: "Every open action says what it takes, and every cost has an amount.",
    why: "An action without resources depends on goodwill, and a cost without an amount is in no budget and can be \
          asked of no funder. What partners give in kind needs no amount.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time; printing"
outcome_measure = "Pathways published and known"

[[cost]]
text = "Printing"
state = "sought"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time; printing"
outcome_measure = "Pathways published and known"

[[cost]]
text = "Printing"
amount = 1200
per = "once"
state = "sought"
"#,
    ),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for judged in subject.open() {
        let action = judged.located.action;
        let place = || Place::action(subject.plan, action);
        let is_unread = |keys| subject.is_unread(Part::Action(action), keys);
        let has_resources = action.resources.as_deref().is_some_and(|words| !words.trim().is_empty());
        if action.costs.is_empty() && !has_resources && !is_unread(&["resources", "cost"]) {
            let message = match action.as_written.get("resources") {
                Some(words) => format!("no resources: the plan says only `{}`", words.trim()),
                None => "no resources: nothing says what it takes".to_owned(),
            };
            let help = "say what it takes: `resources = \"Officer time\"`, and a `[[cost]]` for what has to be paid";
            found.report(place().key("resources"), message, help);
        }
        for (number, cost) in action.costs.iter().enumerate() {
            if cost.amount.is_some() || cost.state == Some(CostState::InKind) || is_unread(&["cost"]) {
                continue;
            }
            let what = cost.text.as_deref().map_or_else(|| "this cost".to_owned(), |text| format!("`{}`", text.trim()));
            let help = "add the `amount`, be it an estimate, or `state = \"in-kind\"`";
            found.report(place().entry("cost", number), format!("{what} has no amount"), help);
        }
    }
}
