//! Every value is one that its key can have; so are the names of rules in plan.toml.

use super::{ALL, Check, Example, Rule, named};
use crate::diagnostic::{Diagnostic, RuleName, Severity, did_you_mean};
use crate::model::{LevelSetting, Plan};
use crate::source::Place;

pub(super) const RULE: Rule = Rule {
    name: RuleName::INVALID_VALUE,
    level: Severity::Error,
    summary: "Every value is one that its key can have.",
    why: "Ratings, statuses, levels and deadlines are judged and counted, so each has its own few words or forms. \
          Anything else would have to be guessed. A deadline in other words goes under [as_written], beside the day \
          that it is taken to mean.",
    bad: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = "by Christmas"

resources = "Officer time"
outcome_measure = "Pathways published and known"
"#,
    ),
    good: Example::action(
        r#"action = "Publish the referral pathways"

lead = "Housing Manager"

deadline = 2026-12-24

resources = "Officer time"
outcome_measure = "Pathways published and known"

[as_written]
deadline = "by Christmas"
"#,
    ),
    check: Check::WhileReading,
};

/// What is wrong with the levels that a plan sets for rules.
pub(super) fn levels(plan: &Plan) -> Vec<Diagnostic> {
    plan.settings.check.iter().filter_map(|(name, level)| level_problem(plan, name, *level)).collect()
}

fn level_problem(plan: &Plan, name: &str, level: LevelSetting) -> Option<Diagnostic> {
    let problem = |message: String, help: String| {
        let place = Place::settings(plan).key("check").key(name.to_owned());
        Some(Diagnostic::error(RuleName::INVALID_VALUE, place, message).help(help))
    };
    match named(name).map(|rule| rule.check) {
        None => problem(format!("there is no rule `{name}`"), meant(name)),
        Some(Check::WhileReading) if level != LevelSetting::Error => problem(
            format!("`{name}` cannot be set to `{level}`: what cannot be read is always an error"),
            format!("delete the line `{name} = \"{level}\"`"),
        ),
        Some(Check::WhileReading | Check::Files(_) | Check::Timed(_) | Check::History(_)) => None,
    }
}

fn meant(name: &str) -> String {
    match did_you_mean(name, ALL.iter().map(|rule| rule.name.0)) {
        Some(rule) => format!("did you mean `{rule}`?"),
        None => "`vawg explain` lists the rules".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LevelSetting, Plan, levels};

    fn said(name: &str, level: LevelSetting) -> Vec<String> {
        let mut plan = Plan::new("wendale");
        plan.settings.check.insert(name.to_owned(), level);
        levels(&plan)
            .into_iter()
            .map(|problem| format!("{}; {}", problem.message, problem.help.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_level_for_a_rule_that_does_not_exist_is_reported_with_the_rule_that_is_meant() {
        assert_eq!(
            said("missing-leed", LevelSetting::Off),
            ["there is no rule `missing-leed`; did you mean `missing-lead`?"]
        );
        assert_eq!(said("zebra", LevelSetting::Off), ["there is no rule `zebra`; `vawg explain` lists the rules"]);
        assert_eq!(said("missing-lead", LevelSetting::Off), [""; 0]);
    }

    #[test]
    fn what_cannot_be_read_stays_an_error() {
        assert_eq!(said("toml-syntax", LevelSetting::Error), [""; 0]);
        assert_eq!(
            said("toml-syntax", LevelSetting::Off),
            [
                "`toml-syntax` cannot be set to `off`: what cannot be read is always an error; delete the line `toml-syntax = \"off\"`"
            ]
        );
    }
}
