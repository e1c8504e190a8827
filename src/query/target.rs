//! What a reference stands for: an action, an objective or a theme, in whichever plan has it.

use std::fmt;

use super::Judged;
use crate::diagnostic::{alike, did_you_mean};
use crate::model::{Judge, Located, Objective, Plan, Portfolio, Theme};

/// So many similar references are named where one is wrong.
const SUGGESTIONS: usize = 3;

/// What a reference stands for.
#[derive(Debug, Clone)]
pub enum Target<'p> {
    Action(Judged<'p>),
    Objective(&'p Plan, &'p Objective),
    Theme(&'p Plan, &'p Theme),
}

/// Why a reference stands for nothing, or for too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetError {
    /// No plan has it; with the references that are most like it.
    Unknown { wanted: String, like: Vec<String> },
    /// It names a plan that is not there; with those that are.
    NoPlan { wanted: String, plans: Vec<String> },
    /// It is the name of a plan.
    IsPlan(String),
    /// The file is there but could not be read.
    Unread(String),
    /// It may be in this folder, which could not be read.
    Hidden { wanted: String, folder: String },
    /// Several plans have it: how it is written in each.
    Several { wanted: String, written: Vec<String> },
}

impl<'p> Target<'p> {
    /// What a reference stands for in the wanted plans: `3.1.1`, or `bristol-2008-11:3.1.1`.
    ///
    /// # Errors
    ///
    /// No plan has it, or more than one has.
    pub fn of(
        portfolio: &'p Portfolio,
        judge: Judge,
        wants: impl Fn(&Plan) -> bool,
        reference: &str,
    ) -> Result<Self, TargetError> {
        let (plan, own) = match reference.split_once(':') {
            Some((plan, own)) => (Some(plan), own),
            None => (None, reference),
        };
        let named = |name: &Plan| plan.map_or_else(|| wants(name), |plan| name.name.eq_ignore_ascii_case(plan));
        if let Some(wanted) = plan.filter(|plan| portfolio.plan(plan).is_none()) {
            let plans = portfolio.plans.iter().map(|plan| plan.name.clone()).collect();
            return Err(TargetError::NoPlan { wanted: wanted.to_owned(), plans });
        }
        let plans: Vec<_> = portfolio.plans.iter().filter(|plan| named(plan)).collect();
        let mut found: Vec<_> = plans.iter().filter_map(|plan| Self::within(portfolio, judge, plan, own)).collect();
        if found.len() > 1 {
            let written = found.iter().map(|target| format!("{}:{own}", target.plan().name)).collect();
            return Err(TargetError::Several { wanted: reference.to_owned(), written });
        }
        found.pop().ok_or_else(|| missing(portfolio, &plans, reference, own))
    }

    /// The plan that has it.
    #[must_use]
    pub const fn plan(&self) -> &'p Plan {
        match self {
            Self::Action(judged) => judged.located.plan,
            Self::Objective(plan, _) | Self::Theme(plan, _) => plan,
        }
    }

    fn within(portfolio: &'p Portfolio, judge: Judge, plan: &'p Plan, reference: &str) -> Option<Self> {
        if let Some(action) = plan.action(reference) {
            let located = Located { portfolio, plan, action };
            return Some(Self::Action(Judged { located, judgement: judge.judge(located) }));
        }
        let objective = plan.objective(reference).map(|objective| Self::Objective(plan, objective));
        objective.or_else(|| plan.theme(reference).map(|theme| Self::Theme(plan, theme)))
    }
}

fn missing(portfolio: &Portfolio, plans: &[&Plan], reference: &str, own: &str) -> TargetError {
    if let Some(plan) = portfolio.plan(reference) {
        return TargetError::IsPlan(plan.name.clone());
    }
    let wanted = reference.to_owned();
    if let Some(folder) = plans.iter().find_map(|plan| plan.unread_folders.first()) {
        return TargetError::Hidden { wanted, folder: folder.clone() };
    }
    let file = format!("{own}.toml");
    if plans.iter().any(|plan| plan.is_unread(&file)) {
        return TargetError::Unread(wanted);
    }
    TargetError::Unknown { wanted, like: like(plans, own) }
}

/// The references and themes of plans that are most like a text, the likest first.
fn like(plans: &[&Plan], wanted: &str) -> Vec<String> {
    let known = plans.iter().flat_map(|plan| {
        let themes = plan.themes.iter().map(|theme| theme.name.as_str());
        plan.references().map(crate::model::Reference::as_str).chain(themes)
    });
    let mut scored = alike(wanted, known);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut like: Vec<String> = Vec::new();
    for (_, name) in scored {
        if like.len() < SUGGESTIONS && !like.iter().any(|known| known == name) {
            like.push(name.to_owned());
        }
    }
    like
}

/// What is wrong, and on a line of its own what to type.
impl fmt::Display for TargetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Unknown { wanted, like } if like.is_empty() => {
                write!(
                    formatter,
                    "no action, objective or theme is called `{wanted}`\nhelp: `vawg tree` shows them all"
                )
            }
            Self::Unknown { wanted, like } => {
                write!(
                    formatter,
                    "no action, objective or theme is called `{wanted}`\nhelp: did you mean {}?",
                    quoted(like)
                )
            }
            Self::NoPlan { wanted, plans } => {
                let meant = did_you_mean(wanted, plans.iter().map(String::as_str));
                let help = meant
                    .map_or_else(|| format!("there is {}", quoted(plans)), |plan| format!("did you mean `{plan}`?"));
                write!(formatter, "there is no plan `{wanted}`\nhelp: {help}")
            }
            Self::IsPlan(name) => {
                write!(formatter, "`{name}` is a plan, not part of one\nhelp: `vawg tree --plan {name}` shows it")
            }
            Self::Unread(wanted) => {
                write!(
                    formatter,
                    "the file of `{wanted}` cannot be read\nhelp: `vawg check` says what is wrong with it"
                )
            }
            Self::Hidden { wanted, folder } => {
                write!(
                    formatter,
                    "cannot tell where `{wanted}` is: the folder {folder} cannot be read\nhelp: `vawg check` says why"
                )
            }
            Self::Several { wanted, written } => {
                let count = written.len();
                write!(formatter, "{count} plans have `{wanted}`\nhelp: say which is meant: {}", quoted(written))
            }
        }
    }
}

impl std::error::Error for TargetError {}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::model::{Action, Date, Judge, Objective, Plan, Portfolio, Reference, Theme};

    fn portfolio() -> Portfolio {
        let plan = |name: &str, references: &[&str]| {
            let mut plan = Plan::new(name);
            plan.themes = vec![Theme { name: "prevention".into(), ..Theme::default() }];
            let reference = |text: &str| Reference::new(text).expect("a reference");
            plan.objectives = vec![Objective { reference: reference("3"), ..Objective::default() }];
            let action = |text: &&str| Action { reference: reference(text), ..Action::default() };
            plan.actions = references.iter().map(action).collect();
            plan.unread = std::collections::BTreeSet::from([format!("{name}/prevention/9.9.toml")]);
            plan
        };
        Portfolio { plans: vec![plan("avon", &["1.1", "1.2", "PREV-1"]), plan("wendale", &["1.1", "7.1"])] }
    }

    fn found(reference: &str) -> String {
        found_in(&portfolio(), reference)
    }

    fn found_in(portfolio: &Portfolio, reference: &str) -> String {
        let judge = Judge { today: Date::LAST, as_of: None };
        match Target::of(portfolio, judge, |_| true, reference) {
            Ok(Target::Action(judged)) => judged.located.full_reference(),
            Ok(Target::Objective(plan, objective)) => format!("objective {}:{}", plan.name, objective.reference),
            Ok(Target::Theme(plan, theme)) => format!("theme {}:{}", plan.name, theme.name),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_reference_stands_for_what_has_it() {
        assert_eq!(found("7.1"), "wendale:7.1");
        assert_eq!(found("prev-1"), "avon:PREV-1");
        assert_eq!(found("Wendale:1.1"), "wendale:1.1");
        assert_eq!(found("avon:3"), "objective avon:3");
        assert_eq!(found("avon:prevention"), "theme avon:prevention");
    }

    #[test]
    fn what_is_wrong_with_a_reference_comes_with_what_to_type() {
        assert_eq!(found("1.1"), "2 plans have `1.1`\nhelp: say which is meant: `avon:1.1`, `wendale:1.1`");
        assert_eq!(found("7.2"), "no action, objective or theme is called `7.2`\nhelp: did you mean `7.1`?");
        assert_eq!(found("zebra"), "no action, objective or theme is called `zebra`\nhelp: `vawg tree` shows them all");
        assert_eq!(found("avon"), "`avon` is a plan, not part of one\nhelp: `vawg tree --plan avon` shows it");
        assert_eq!(
            found("avon:9.9"),
            "the file of `avon:9.9` cannot be read\nhelp: `vawg check` says what is wrong with it"
        );
        assert_eq!(found("bath:1.1"), "there is no plan `bath`\nhelp: there is `avon`, `wendale`");
        assert_eq!(found("wendle:1.1"), "there is no plan `wendle`\nhelp: did you mean `wendale`?");
        assert_eq!(found("1.9"), "no action, objective or theme is called `1.9`\nhelp: did you mean `1.1`, `1.2`?");
        assert_eq!(
            found("avon:PREV"),
            "no action, objective or theme is called `avon:PREV`\nhelp: did you mean `PREV-1`, `prevention`?"
        );
    }

    #[test]
    fn of_many_that_may_be_meant_three_are_named() {
        let reference = |text: &str| Reference::new(text).expect("a reference");
        let action = |text: &str| Action { reference: reference(text), ..Action::default() };
        let mut plan = Plan::new("avon");
        plan.actions = ["4.1", "4.2", "4.3", "4.4", "4.5"].map(action).into();
        let plans = Portfolio { plans: vec![plan] };
        let answer = Target::of(&plans, Judge { today: Date::LAST, as_of: None }, |_| true, "4.9");
        let Err(error) = answer else { panic!("there is no such action") };
        assert_eq!(
            error.to_string(),
            "no action, objective or theme is called `4.9`\nhelp: did you mean `4.1`, `4.2`, `4.3`?"
        );
    }

    #[test]
    fn what_is_not_found_may_be_where_nobody_can_look() {
        let mut portfolio = portfolio();
        portfolio.plans[1].unread_folders.insert("wendale/provision".to_owned());
        let closed = |wanted: &str| {
            format!(
                "cannot tell where `{wanted}` is: the folder wendale/provision cannot be read\nhelp: `vawg check` says why"
            )
        };
        assert_eq!(found_in(&portfolio, "7.1"), "wendale:7.1");
        assert_eq!(found_in(&portfolio, "7.2"), closed("7.2"));
        assert_eq!(found_in(&portfolio, "provision"), closed("provision"));
        assert_eq!(
            found_in(&portfolio, "avon:7.2"),
            "no action, objective or theme is called `avon:7.2`\nhelp: `vawg tree` shows them all"
        );
    }
}
