//! Whoever leads or supports is in the register.

use super::part::{self, Part};
use super::{Check, Example, Found, Rule, Subject};
use crate::diagnostic::{RuleName, Severity, did_you_mean};
use crate::model::{Plan, stated};

pub(super) const RULE: Rule = Rule {
    name: RuleName("unknown-party"),
    level: Severity::Warning,
    summary: "Every lead and supporter is in parties.toml, where the plan has one.",
    why: "Totals per lead and per organisation come from the register. A party under two names is counted as two, and \
          gets two letters. Another name for a party goes to its `aliases`.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manger"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    )
    .beside(&[(
        "parties.toml",
        r#"[[party]]
name = "Housing Manager"
organisation = "Wendale Council"
kind = "post"
"#,
    )]),
    good: Example::CLEAN.beside(&[(
        "parties.toml",
        r#"[[party]]
name = "Housing Manager"
organisation = "Wendale Council"
kind = "post"
"#,
    )]),
    check: Check::Files(check),
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let plan = subject.plan;
    if !plan.has_register || subject.is_unread(Part::Parties, &["party"]) {
        return;
    }
    let mut look = |part: Part<'_>, key: &'static str, entry: Option<usize>, name: &str| {
        let Some(name) = stated(Some(name)).filter(|name| plan.party(name).is_none()) else { return };
        let place = match entry {
            None => part.place(plan).key(key),
            Some(number) => part.place(plan).entry(key, number),
        };
        found.report(place, format!("`{name}` is not in parties.toml"), meant(plan, name));
    };
    for (part, lead) in part::leads(subject) {
        look(part, "lead", None, lead);
    }
    let themes = plan.themes.iter();
    for theme in themes.clone().filter(|theme| theme.lead.is_some()) {
        look(Part::Theme(theme), "lead", None, theme.lead.as_deref().unwrap_or_default());
    }
    let themes = themes.map(|theme| (Part::Theme(theme), &theme.support));
    let objectives = plan.objectives.iter().map(|objective| (Part::Objective(objective), &objective.support));
    let actions = subject.open().map(|judged| judged.located.action);
    let actions = actions.map(|action| (Part::Action(action), &action.support));
    for (part, support) in themes.chain(objectives).chain(actions) {
        for (number, name) in support.iter().enumerate() {
            look(part, "support", Some(number), name);
        }
    }
}

fn meant(plan: &Plan, name: &str) -> String {
    let known = plan.parties.iter().flat_map(|party| std::iter::once(&party.name).chain(&party.aliases));
    match did_you_mean(name, known.map(String::as_str)) {
        Some(party) => format!("did you mean `{party}`? If not, add `{name}` to parties.toml"),
        None => format!("add it to parties.toml: `[[party]]`, `name = \"{name}\"`, or to the `aliases` of a party"),
    }
}
