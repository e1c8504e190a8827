//! New parts of a plan: what they may be called, and what speaks against them.

use std::collections::HashSet;

use super::{Refusal, errors, new_errors};
use crate::model::{Action, Judge, Located, Objective, Plan, Portfolio, Reference, Theme, natural_order};

/// So many names are tried.
const MOST: usize = 100_000;

/// Where in a plan something stands: in an objective, in a theme, or directly in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The folder name of the plan.
    pub plan: String,
    /// Its place in [`Plan::themes`].
    pub theme: Option<usize>,
    /// Its place in [`Plan::objectives`].
    pub objective: Option<usize>,
}

/// The names that are in use in a plan, or have been, in any case.
#[derive(Debug, Clone, Default)]
pub struct Names(HashSet<String>);

/// A new part of a plan.
#[derive(Debug, Clone)]
pub enum Fresh {
    Theme(Theme),
    Objective(Objective),
    Action(Box<Action>),
}

impl Home {
    /// The plan itself.
    #[must_use]
    pub fn plan(plan: &Plan) -> Self {
        Self { plan: plan.name.clone(), theme: None, objective: None }
    }

    /// A theme.
    #[must_use]
    pub fn theme(plan: &Plan, theme: &Theme) -> Self {
        let place = plan.themes.iter().position(|other| std::ptr::eq(other, theme));
        Self { theme: place, ..Self::plan(plan) }
    }

    /// An objective.
    #[must_use]
    pub fn objective(plan: &Plan, objective: &Objective) -> Self {
        let place = plan.objectives.iter().position(|other| std::ptr::eq(other, objective));
        Self { theme: objective.theme, objective: place, ..Self::plan(plan) }
    }

    /// The objective whose reference is the longest beginning of another: `3.1` for `3.1.4`.
    #[must_use]
    pub fn by_number(plan: &Plan, reference: &Reference) -> Option<Self> {
        let mut start = reference.as_str();
        while let Some((shorter, _)) = start.rsplit_once(['.', '-']) {
            if let Some(objective) = plan.objective(shorter) {
                return Some(Self::objective(plan, objective));
            }
            start = shorter;
        }
        None
    }

    /// Its folder, from the plans folder.
    #[must_use]
    pub fn folder(&self, plan: &Plan) -> String {
        match (plan.objective_at(self.objective), plan.theme_at(self.theme)) {
            (Some(objective), _) => plan.objective_folder(objective),
            (None, Some(theme)) => plan.theme_folder(theme),
            (None, None) => plan.name.clone(),
        }
    }

    /// The next free reference for an action here; nothing where the names here follow no order.
    #[must_use]
    pub fn next_action(&self, plan: &Plan, used: &Names) -> Option<Reference> {
        let here = |action: &&Action| action.objective == self.objective && action.theme == self.theme;
        let siblings: Vec<_> = plan.actions.iter().filter(here).map(|action| action.reference.as_str()).collect();
        self.next(plan, &siblings, used)
    }

    /// The next free reference for an objective here.
    #[must_use]
    pub fn next_objective(&self, plan: &Plan, used: &Names) -> Option<Reference> {
        let here = |objective: &&Objective| objective.parent == self.objective && objective.theme == self.theme;
        let siblings = plan.objectives.iter().filter(here).map(|objective| objective.reference.as_str());
        let siblings: Vec<_> = siblings.collect();
        match self.objective {
            // Objectives of themes are numbered through the plan.
            None => {
                let top = plan.objectives.iter().filter(|objective| objective.parent.is_none());
                let all: Vec<_> = top.map(|objective| objective.reference.as_str()).collect();
                let numbers = |list: &[&str]| list.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
                self.next(plan, if numbers(&all) { &all } else { &siblings }, used)
            }
            Some(_) => self.next(plan, &siblings, used),
        }
    }

    fn next(&self, plan: &Plan, siblings: &[&str], used: &Names) -> Option<Reference> {
        let last = siblings.iter().filter(|name| successor(name).is_some()).max_by(|a, b| natural_order(a, b));
        let parent = plan.objective_at(self.objective).map(|objective| format!("{}.0", objective.reference));
        let start = last.map(|name| (*name).to_owned()).or(parent).unwrap_or_else(|| "0".to_owned());
        let mut following = std::iter::successors(successor(&start), |name| successor(name)).take(MOST);
        following.find(|name| !used.has(name)).and_then(|name| Reference::new(&name).ok())
    }
}

/// The name after another: the number or the letter at its end is the next one.
fn successor(name: &str) -> Option<String> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.strip_prefix(stem).unwrap_or_default();
    if !digits.is_empty() {
        let next = digits.parse::<u64>().ok()?.checked_add(1)?;
        return Some(format!("{stem}{next:0width$}", width = digits.len()));
    }
    let letter = name.chars().last()?;
    let stem = name.strip_suffix(letter)?;
    let is_alone = stem.is_empty() || stem.ends_with(|c: char| !c.is_ascii_alphabetic());
    let next = char::from(u8::try_from(letter).ok()?.checked_add(1)?);
    (is_alone && next.is_ascii_alphabetic()).then(|| format!("{stem}{next}"))
}

impl Names {
    /// Adds a name.
    pub fn add(&mut self, name: &str) {
        self.0.insert(name.to_lowercase());
    }

    /// Whether a name is among them, in any case.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&name.to_lowercase())
    }
}

impl<'n> FromIterator<&'n str> for Names {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut all = Self::default();
        names.into_iter().for_each(|name| all.add(name));
        all
    }
}

impl Fresh {
    /// Its reference, or the name of a theme.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Theme(theme) => &theme.name,
            Self::Objective(objective) => objective.reference.as_str(),
            Self::Action(action) => action.reference.as_str(),
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Theme(_) => "theme",
            Self::Objective(_) => "objective",
            Self::Action(_) => "action",
        }
    }

    /// What it says of itself.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Theme(theme) => theme.display_title(),
            Self::Objective(objective) => objective.display_title(),
            Self::Action(action) => action.text.as_deref().unwrap_or_default(),
        }
    }

    /// Its file, in a place of a plan, from the plans folder.
    #[must_use]
    pub fn file(&self, folder: &str) -> String {
        match self {
            Self::Theme(theme) => format!("{folder}/{}/theme.toml", theme.name),
            Self::Objective(objective) => format!("{folder}/{}/objective.toml", objective.reference),
            Self::Action(action) => format!("{folder}/{}.toml", action.reference),
        }
    }
}

/// Puts a new part in its place of a portfolio.
///
/// # Errors
///
/// Every error that `check` would find afterwards and does not find now, and what has to be said first.
pub fn add(portfolio: &mut Portfolio, home: &Home, fresh: &Fresh, judge: Judge) -> Result<(), Vec<Refusal>> {
    let before = errors(portfolio, judge);
    let found = portfolio.plans.iter_mut().find(|plan| plan.name == home.plan);
    let Some(plan) = found else { return Ok(()) };
    match fresh {
        Fresh::Theme(theme) => plan.themes.push(theme.clone()),
        Fresh::Objective(objective) => {
            plan.objectives.push(Objective { theme: home.theme, parent: home.objective, ..objective.clone() });
        }
        Fresh::Action(action) => {
            let (theme, objective) = (home.theme, home.objective);
            plan.actions.push(Action { objective, theme, ..action.as_ref().clone() });
        }
    }
    let missing = match fresh {
        Fresh::Action(_) => missing(portfolio, home),
        Fresh::Theme(_) | Fresh::Objective(_) => Vec::new(),
    };
    if !missing.is_empty() {
        return Err(missing);
    }
    let worse = new_errors(portfolio, judge, &before);
    if worse.is_empty() { Ok(()) } else { Err(worse) }
}

/// What the action that was added last lacks, in the words of the command that adds it.
fn missing(portfolio: &Portfolio, home: &Home) -> Vec<Refusal> {
    let Some(plan) = portfolio.plans.iter().find(|plan| plan.name == home.plan) else { return Vec::new() };
    let Some(action) = plan.actions.last() else { return Vec::new() };
    let located = Located { portfolio, plan, action };
    let mut missing = Vec::new();
    if located.lead_words().is_none() {
        missing.push(Refusal::new(
            "an action needs a lead: the one party that answers for it",
            "add `--lead \"Housing Manager\"`",
        ));
    }
    if located.deadline().is_none() && action.recurs.is_none() {
        missing
            .push(Refusal::new("an action needs a deadline", "add `--deadline 2026-12-01`, or `--deadline 2026-Q4`"));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::{Home, Names, successor};
    use crate::model::{Action, Objective, Plan, Reference, Theme};

    fn plan(objectives: &[(&str, Option<usize>)], actions: &[(&str, Option<usize>)]) -> Plan {
        let reference = |text: &str| Reference::new(text).expect("a reference");
        let mut plan = Plan::new("wendale");
        plan.themes = vec![Theme { name: "prevention".into(), ..Theme::default() }];
        let objective = |(text, parent): &(&str, Option<usize>)| Objective {
            reference: reference(text),
            parent: *parent,
            theme: Some(0),
            ..Objective::default()
        };
        plan.objectives = objectives.iter().map(objective).collect();
        let action = |(text, objective): &(&str, Option<usize>)| Action {
            reference: reference(text),
            objective: *objective,
            theme: Some(0),
            ..Action::default()
        };
        plan.actions = actions.iter().map(action).collect();
        plan
    }

    fn next(siblings: &[&str], used: &[&str]) -> Option<String> {
        let actions: Vec<_> = siblings.iter().map(|name| (*name, Some(0))).collect();
        let plan = plan(&[("3.1", None)], &actions);
        let home = Home::objective(&plan, &plan.objectives[0]);
        let used = siblings.iter().chain(used).copied().collect::<Names>();
        home.next_action(&plan, &used).map(|reference| reference.to_string())
    }

    #[test]
    fn the_next_reference_follows_those_that_are_there() {
        assert_eq!(next(&["3.1.1", "3.1.2"], &[]).as_deref(), Some("3.1.3"));
        assert_eq!(next(&["3.1.9", "3.1.10"], &["3.1.11", "3.1.12"]).as_deref(), Some("3.1.13"));
        assert_eq!(next(&["PREV-1.2"], &["prev-1.3"]).as_deref(), Some("PREV-1.4"));
        assert_eq!(next(&["8.6.3", "8.6.4"], &[]).as_deref(), Some("8.6.5"));
        assert_eq!(next(&["8.3.a", "8.3.b"], &[]).as_deref(), Some("8.3.c"));
        assert_eq!(next(&[], &[]).as_deref(), Some("3.1.1"));
        assert_eq!(next(&["context"], &["3.1.1"]).as_deref(), Some("3.1.2"));
    }

    #[test]
    fn objectives_of_themes_are_numbered_through_the_plan() {
        let plan = plan(&[("1", None), ("1.1", Some(0)), ("7", None)], &[]);
        let used = plan.references().map(Reference::as_str).collect::<Names>();
        let next = |home: Home| home.next_objective(&plan, &used).map(|reference| reference.to_string());
        assert_eq!(next(Home::theme(&plan, &plan.themes[0])).as_deref(), Some("8"));
        assert_eq!(next(Home::objective(&plan, &plan.objectives[0])).as_deref(), Some("1.2"));
        assert_eq!(next(Home::objective(&plan, &plan.objectives[2])).as_deref(), Some("7.1"));
        let home = Home::by_number(&plan, &Reference::new("1.1.4").expect("a reference"));
        assert_eq!(home.map(|home| home.folder(&plan)).as_deref(), Some("wendale/prevention/1/1.1"));
    }

    #[test]
    fn a_name_is_followed_by_the_next_number_or_letter() {
        for (name, after) in [("9", "10"), ("a.09", "a.10"), ("8.a", "8.b"), ("B", "C"), ("3-1", "3-2")] {
            assert_eq!(successor(name).as_deref(), Some(after), "{name}");
        }
        for name in ["z", "8.Z", "context", "", "8."] {
            assert_eq!(successor(name), None, "{name}");
        }
    }
}
