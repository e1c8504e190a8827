//! A tree of folders as a plan: its parts in their order, each knowing what holds it.

use std::collections::HashMap;

use super::folder::{Branch, Own};
use super::kept::Texts;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::model::{Plan, Reference, Theme, natural_order};
use crate::source::Place;

/// A plan with what was found while its files were read.
pub(super) struct Assembled {
    pub plan: Plan,
    pub problems: Vec<Diagnostic>,
    /// How many files there were.
    pub files: usize,
    pub kept: Texts,
}

/// The plan of a folder.
pub(super) fn plan(mut top: Branch) -> Assembled {
    let mut plan = Plan::new(&top.name);
    if let Own::Plan(files) = std::mem::take(&mut top.own) {
        plan.settings = files.settings;
        plan.has_register = files.parties.is_some();
        plan.parties = files.parties.unwrap_or_default().parties;
        plan.known = files.known.known;
    }
    let files = top.files;
    // Exact, so that a plan takes no more memory than it needs.
    plan.actions.reserve_exact(sum(&top, |branch| branch.actions.len()));
    let kept = Texts::with_room(sum(&top, |branch| branch.kept.len()));
    let mut whole = Assembled { plan, problems: Vec::new(), files, kept };
    add(&mut whole, top, None, None);
    whole.problems.extend(duplicates(&whole.plan));
    whole
}

/// The sum over a folder and those below it.
fn sum(branch: &Branch, of: fn(&Branch) -> usize) -> usize {
    branch.branches.iter().map(|below| sum(below, of)).fold(of(branch), usize::saturating_add)
}

/// Adds what a folder holds: its actions first, then the folders below it.
fn add(whole: &mut Assembled, branch: Branch, theme: Option<usize>, objective: Option<usize>) {
    let mut branch = branch;
    whole.problems.append(&mut branch.problems);
    for (file, kept) in branch.kept {
        whole.kept.insert(file, kept);
    }
    let plan = &mut whole.plan;
    plan.unread.extend(branch.unread);
    plan.unread_folders.extend(branch.unread_folder);
    for (file, key) in branch.unread_values {
        plan.unread_values.entry(file).or_default().push(key);
    }
    branch.actions.sort_by(|a, b| natural_order(a.reference.as_str(), b.reference.as_str()));
    for mut action in branch.actions {
        (action.theme, action.objective) = (theme, objective);
        plan.actions.push(action);
    }
    branch.branches.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| natural_order(&a.name, &b.name)));
    for mut below in branch.branches {
        match std::mem::take(&mut below.own) {
            Own::Theme(own) => {
                let plan = &mut whole.plan;
                plan.themes.push(Theme { name: below.name.clone(), ..*own });
                let theme = plan.themes.len().checked_sub(1);
                add(whole, below, theme, None);
            }
            Own::Objective(mut own) => {
                own.reference = Reference::of_folder(&below.name);
                (own.theme, own.parent) = (theme, objective);
                let plan = &mut whole.plan;
                plan.objectives.push(*own);
                let objective = plan.objectives.len().checked_sub(1);
                add(whole, below, theme, objective);
            }
            Own::Plan(_) => {}
        }
    }
}

/// Themes that give their place come first, by that place.
fn order(branch: &Branch) -> i64 {
    match &branch.own {
        Own::Theme(theme) => theme.order.unwrap_or(i64::MAX),
        Own::Plan(_) | Own::Objective(_) => i64::MAX,
    }
}

/// A reference stands for one thing in a plan, also where case is ignored.
fn duplicates(plan: &Plan) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, Holder<'_>> = HashMap::new();
    let mut problems = Vec::new();
    let objectives = plan.objectives.iter().map(|objective| (&objective.reference, Holder::Objective(objective)));
    let actions = plan.actions.iter().map(|action| (&action.reference, Holder::Action(action)));
    for (reference, holder) in objectives.chain(actions) {
        let key = reference.as_str().to_ascii_lowercase();
        match seen.get(&key) {
            None => {
                seen.insert(key, holder);
            }
            Some(first) => problems.push(duplicate(reference, holder.place(plan), &first.place(plan))),
        }
    }
    problems
}

enum Holder<'p> {
    Objective(&'p crate::model::Objective),
    Action(&'p crate::model::Action),
}

impl Holder<'_> {
    fn place(&self, plan: &Plan) -> Place {
        match self {
            Self::Objective(objective) => Place::objective(plan, objective),
            Self::Action(action) => Place::action(plan, action),
        }
    }
}

fn duplicate(reference: &Reference, place: Place, first: &Place) -> Diagnostic {
    let message = format!("the reference `{reference}` is used twice in this plan");
    Diagnostic::error(RuleName::DUPLICATE_REFERENCE, place, message)
        .help("rename one of the two; case makes no difference")
        .also(first.clone(), "first used here")
}
