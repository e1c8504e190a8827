//! What a reference stands for: an action, an objective or a theme, in whichever plan has it.

use std::fmt;

use super::Judged;
use crate::model::{Judge, Located, Objective, Plan, Portfolio, Theme};

/// So many similar references are named where one is wrong.
const SUGGESTIONS: usize = 3;

/// How alike two references must be for one to be suggested for the other, from 0 to 1.
const ALIKE: f64 = 0.8;

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
    /// It is the name of a plan.
    IsPlan(String),
    /// The file is there but could not be read.
    Unread(String),
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
    let file = format!("{own}.toml");
    if plans.iter().any(|plan| plan.is_unread(&file)) {
        return TargetError::Unread(reference.to_owned());
    }
    if let Some(plan) = portfolio.plan(reference) {
        return TargetError::IsPlan(plan.name.clone());
    }
    TargetError::Unknown { wanted: reference.to_owned(), like: like(plans, own) }
}

/// The references and themes of plans that are most like a text, the likest first.
fn like(plans: &[&Plan], wanted: &str) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let known = plans.iter().flat_map(|plan| {
        let themes = plan.themes.iter().map(|theme| theme.name.as_str());
        plan.references().map(crate::model::Reference::as_str).chain(themes)
    });
    let mut scored: Vec<_> = known
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > ALIKE)
        .collect();
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
            Self::IsPlan(name) => {
                write!(formatter, "`{name}` is a plan, not part of one\nhelp: `vawg tree --plan {name}` shows it")
            }
            Self::Unread(wanted) => {
                write!(
                    formatter,
                    "the file of `{wanted}` cannot be read\nhelp: `vawg check` says what is wrong with it"
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
