//! Changing actions as people ask for it: what a request makes of an action, why one is refused, and how a change is
//! told. Pure: it sees values and the day, never files, git or the terminal.
//!
//! A [`Request`] is one for all of its actions: [`amend`] makes all of them or none, and gives every reason at once.
//! [`Message`] tells the whole of it as a commit does.

mod draft;
mod fresh;
mod message;
mod rename;
mod request;
mod returned;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

pub use fresh::{Fresh, Home, Names, add};
pub use message::Message;
pub use rename::{Renaming, new_problems, problems};
pub use request::{Request, deadline};
pub use returned::{Meanwhile, Replies, Terms, Wanted};

use crate::diagnostic::{Diagnostic, RuleName, Severity};
use crate::model::{Action, Judge, Located, Plan, Portfolio, Rating, Scheme};
use crate::rules;
use draft::Draft;

/// Why something that was asked is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reference of the action; nothing where it holds for all.
    pub about: Option<String>,
    /// A lower-case phrase without a full stop, with literals in backticks.
    pub message: String,
    /// What to type instead.
    pub help: String,
}

impl Refusal {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { about: None, message: message.into(), help: help.into() }
    }

    /// A problem that `check` would find.
    fn from_check(problem: Diagnostic) -> Self {
        let message = format!("`vawg check` would find `{}`: {}", problem.rule, problem.message);
        let help = problem
            .help
            .map_or_else(|| format!("`vawg explain {}` says why it matters", problem.rule), Cow::into_owned);
        Self { about: problem.place.reference, message, help }
    }

    fn about(self, reference: &str) -> Self {
        Self { about: Some(reference.to_owned()), ..self }
    }
}

/// What is wrong, and on a line of its own what to type.
impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(about) = &self.about {
            write!(formatter, "{about}: ")?;
        }
        write!(formatter, "{}\nhelp: {}", self.message, self.help)
    }
}

/// Something that is done and yet worth a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub help: String,
}

/// A rating with the reason for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub rating: Option<Rating>,
    pub reason: String,
}

/// An action changed as was asked.
#[derive(Debug, Clone)]
pub struct Amendment {
    /// The folder name of the plan.
    pub plan: String,
    pub reference: String,
    /// The file of the action, from the plans folder.
    pub file: String,
    /// The action as it is to be.
    pub action: Action,
    /// What has changed, in words: `marked complete`, `deadline moved from March 2009 to June 2009`.
    pub said: Vec<String>,
    pub scheme: Scheme,
    pub before: Standing,
    pub after: Standing,
    pub warnings: Vec<Warning>,
}

/// Changes every action of a portfolio as was asked, or none.
///
/// # Errors
///
/// Everything that speaks against it, for every action, and every error that `check` would find afterwards and does
/// not find now.
pub fn amend(portfolio: &mut Portfolio, request: &Request, judge: Judge) -> Result<Vec<Amendment>, Vec<Refusal>> {
    let refusals = request.refusals(judge.asked());
    if refusals.is_empty() { amended(portfolio, judge, |_| request, name_of) } else { Err(refusals) }
}

/// Changes each action of a portfolio as was asked of it, by its file from the plans folder, or none.
///
/// # Errors
///
/// As for [`amend`]; each says where its answer stands.
pub fn amend_each(
    portfolio: &mut Portfolio,
    wanted: &BTreeMap<String, Wanted>,
    judge: Judge,
) -> Result<Vec<Amendment>, Vec<Refusal>> {
    let each = wanted.values();
    let refusals = each.flat_map(|wanted| {
        let reasons = wanted.request.refusals(judge.asked()).into_iter();
        reasons.map(|reason| reason.about(&wanted.place)).collect::<Vec<_>>()
    });
    let refusals: Vec<_> = refusals.collect();
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let nothing = Request::on(judge.asked());
    let request = |located: Located<'_>| wanted.get(&located.file()).map_or(&nothing, |wanted| &wanted.request);
    let name =
        |located: Located<'_>| wanted.get(&located.file()).map_or_else(|| name_of(located), |it| it.place.clone());
    let changed = amended(portfolio, judge, request, name);
    // What `check` would find has the reference of its action.
    let place_of = |refusal: Refusal| {
        let found = wanted.values().find(|wanted| refusal.about.as_deref() == Some(wanted.reference.as_str()));
        found.map_or(refusal.clone(), |wanted| refusal.about(&wanted.place))
    };
    changed.map_err(|refusals| refusals.into_iter().map(place_of).collect())
}

/// Changes every action as its own request asks, under the name that it has in refusals.
fn amended<'r>(
    portfolio: &mut Portfolio,
    judge: Judge,
    request: impl Fn(Located<'_>) -> &'r Request,
    name: impl Fn(Located<'_>) -> String,
) -> Result<Vec<Amendment>, Vec<Refusal>> {
    let (mut drafts, mut refusals) = (Vec::new(), Vec::new());
    for located in portfolio.actions() {
        match Draft::of(located, request(located)) {
            Ok(draft) => drafts.push(draft),
            Err(reasons) => refusals.extend(reasons.into_iter().map(|reason| reason.about(&name(located)))),
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let (before, errors) = (standings(portfolio, judge), errors(portfolio, judge));
    let mut wanted = drafts.iter();
    for action in portfolio.plans.iter_mut().flat_map(|plan: &mut Plan| &mut plan.actions) {
        if let Some(draft) = wanted.next() {
            action.clone_from(&draft.action);
        }
    }
    let worse = new_errors(portfolio, judge, &errors);
    if !worse.is_empty() {
        return Err(worse);
    }
    let after = standings(portfolio, judge);
    let told = portfolio.actions().zip(drafts).zip(before.into_iter().zip(after));
    Ok(told.map(|((located, draft), (before, after))| amendment(located, draft, before, after)).collect())
}

fn amendment(located: Located<'_>, draft: Draft, before: Standing, after: Standing) -> Amendment {
    Amendment {
        plan: located.plan.name.clone(),
        reference: located.action.reference.to_string(),
        file: located.file(),
        action: draft.action,
        said: draft.said,
        scheme: located.plan.settings.rating.scheme(),
        before,
        after,
        warnings: draft.warnings,
    }
}

/// The reference, with its plan where there are several.
fn name_of(located: Located<'_>) -> String {
    if located.portfolio.plans.len() > 1 { located.full_reference() } else { located.action.reference.to_string() }
}

fn standings(portfolio: &Portfolio, judge: Judge) -> Vec<Standing> {
    let judged = portfolio.actions().map(|located| judge.judge(located));
    judged.map(|judgement| Standing { rating: judgement.rating, reason: judgement.reason.to_string() }).collect()
}

/// What an error is about: a file and a rule.
type Subject = (String, RuleName);

fn subject_of(problem: &Diagnostic) -> Subject {
    (problem.place.file.clone(), problem.rule)
}

/// The errors that `check` finds in the files of the actions, and that their plans do not accept.
fn errors(portfolio: &Portfolio, judge: Judge) -> Vec<Diagnostic> {
    let files: HashSet<_> = portfolio.actions().map(Located::file).collect();
    let found = rules::baseline::part(portfolio, judge.asked(), rules::check(portfolio, judge)).fresh;
    let is_ours = |problem: &Diagnostic| problem.severity == Severity::Error && files.contains(&problem.place.file);
    found.into_iter().filter(is_ours).collect()
}

/// The errors that there are more of than before.
fn new_errors(portfolio: &Portfolio, judge: Judge, before: &[Diagnostic]) -> Vec<Refusal> {
    let after = errors(portfolio, judge);
    let counted = |problems: &[Diagnostic]| {
        let mut counts: HashMap<Subject, usize> = HashMap::new();
        for problem in problems {
            let count: &mut usize = counts.entry(subject_of(problem)).or_default();
            *count = count.saturating_add(1);
        }
        counts
    };
    let (was, is) = (counted(before), counted(&after));
    let is_new = |problem: &Diagnostic| is.get(&subject_of(problem)) > was.get(&subject_of(problem));
    after.into_iter().filter(is_new).map(Refusal::from_check).collect()
}

#[cfg(test)]
mod tests;
