//! Where the actions go that a newer version of a document has and the plan has not: to the parts with the same titles,
//! or to new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::again::{Memory, memory_of};
use super::draft::Draft;
use super::header::folded;
use crate::model::{Action, Objective, Plan, Reference, Theme};

/// A new part of a plan.
#[derive(Debug, Clone)]
pub enum Fresh {
    Theme(Theme),
    Objective(Objective),
    Action(Box<Action>),
}

/// A plan that is added to.
struct Places<'a> {
    draft: &'a Draft,
    plan: &'a Plan,
    used: BTreeSet<String>,
    themes: BTreeMap<usize, String>,
    objectives: BTreeMap<usize, String>,
    fresh: Vec<(String, Fresh)>,
}

/// The files of new actions of a draft, by their places in it, with those of the parts that they need.
pub fn places(draft: &Draft, plan: &Plan, actions: &[usize], memory: &mut Memory) -> Vec<(String, Fresh)> {
    let used = plan.references().map(|reference| reference.as_str().to_lowercase()).collect();
    let mut places =
        Places { draft, plan, used, themes: BTreeMap::new(), objectives: BTreeMap::new(), fresh: Vec::new() };
    for action in actions.iter().filter_map(|place| draft.plan.actions.get(*place)) {
        let mut action = action.clone();
        let folder = match (action.objective, action.theme) {
            (Some(objective), _) => places.objective(objective),
            (None, Some(theme)) => places.theme(theme),
            (None, None) => plan.name.clone(),
        };
        action.reference = places.free(&action.reference);
        memory.insert(action.reference.to_string(), memory_of(&action));
        places.fresh.push((format!("{folder}/{}.toml", action.reference), Fresh::Action(Box::new(action))));
    }
    places.fresh
}

impl Places<'_> {
    fn theme(&mut self, place: usize) -> String {
        if let Some(folder) = self.themes.get(&place) {
            return folder.clone();
        }
        let Some(theme) = self.draft.plan.themes.get(place) else { return self.plan.name.clone() };
        let same = |other: &&Theme| other.name == theme.name || is_same(other.title.as_deref(), theme.title.as_deref());
        let folder = if let Some(known) = self.plan.themes.iter().find(same) {
            self.plan.theme_folder(known)
        } else {
            let folder = format!("{}/{}", self.plan.name, theme.name);
            self.fresh.push((format!("{folder}/theme.toml"), Fresh::Theme(theme.clone())));
            folder
        };
        self.themes.insert(place, folder.clone());
        folder
    }

    fn objective(&mut self, place: usize) -> String {
        if let Some(folder) = self.objectives.get(&place) {
            return folder.clone();
        }
        let Some(mut objective) = self.draft.plan.objectives.get(place).cloned() else { return self.plan.name.clone() };
        let same = |other: &&Objective| is_same(other.title.as_deref(), objective.title.as_deref());
        let folder = if let Some(known) = self.plan.objectives.iter().find(same) {
            self.plan.objective_folder(known)
        } else {
            let above = match (objective.parent, objective.theme) {
                (Some(parent), _) => self.objective(parent),
                (None, Some(theme)) => self.theme(theme),
                (None, None) => self.plan.name.clone(),
            };
            objective.reference = self.free(&objective.reference);
            let folder = format!("{above}/{}", objective.reference);
            self.fresh.push((format!("{folder}/objective.toml"), Fresh::Objective(objective)));
            folder
        };
        self.objectives.insert(place, folder.clone());
        folder
    }

    /// The reference, or the next in its place that nothing has.
    fn free(&mut self, wanted: &Reference) -> Reference {
        let start =
            wanted.as_str().rsplit_once('.').map_or_else(|| format!("{wanted}."), |(start, _)| format!("{start}."));
        let others = (1..).map(|number| format!("{start}{number}"));
        let mut names = std::iter::once(wanted.to_string()).chain(others);
        let name = names.find(|name| self.used.insert(name.to_lowercase())).unwrap_or_default();
        Reference::new(&name).unwrap_or_default()
    }
}

fn is_same(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_some() && one.map(folded) == other.map(folded)
}
