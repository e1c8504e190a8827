//! What somebody wants to know of the audit trail, and which steps of git's log that takes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::HistoryError;
use super::steps::{Step, folder_of};
use crate::diagnostic::did_you_mean;
use crate::model::trail::{Commit, Entry, Item, Part, Topic};
use crate::model::{Date, QualifiedReference};
use crate::store::Root;

/// A question about the audit trail; what is not given leaves nothing out.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// An action, or an objective or theme with all that is below it, under any name that it has had.
    pub reference: Option<QualifiedReference>,
    /// Only these plans, under any name that they have had.
    pub plans: Vec<String>,
    /// From this day on, by the clock of the author.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// Part of the author's name or address.
    pub author: Option<String>,
    /// Only changes of this.
    pub topic: Option<Topic>,
    /// So many of the newest entries.
    pub limit: Option<usize>,
}

impl Question {
    /// Whether an entry is part of the answer, beyond what it is about.
    pub(super) fn wants(&self, entry: &Entry) -> bool {
        self.wants_commit(&entry.commit) && self.topic.as_ref().is_none_or(|topic| topic.is_of(&entry.alteration))
    }

    /// Whether anything that a commit altered can be part of the answer.
    pub(super) fn wants_commit(&self, commit: &Commit) -> bool {
        let is_by = |author: &String| {
            let author = author.to_lowercase();
            commit.author.to_lowercase().contains(&author) || commit.email.to_lowercase().contains(&author)
        };
        self.since.is_none_or(|since| since <= commit.date)
            && self.until.is_none_or(|until| commit.date <= until)
            && self.author.as_ref().is_none_or(is_by)
    }

    /// The places of the steps that it takes, in each of several lists of steps.
    pub(super) fn choose(&self, root: &Root, lists: &[&[Step]]) -> Result<Vec<HashSet<usize>>, HistoryError> {
        let plans = known_plans(root, lists);
        let mut chosen: Vec<_> = lists.iter().map(|steps| self.of_plans(steps, &plans)).collect();
        if let Some(reference) = &self.reference {
            let (list, item) = find(reference, lists, &chosen)?;
            for (place, (chosen, steps)) in chosen.iter_mut().zip(lists).enumerate() {
                let about = if place == list { follow(&item, steps) } else { HashSet::new() };
                chosen.retain(|place| about.contains(place));
            }
        }
        Ok(chosen)
    }

    /// The steps of the wanted plans.
    fn of_plans(&self, steps: &[Step], known: &HashSet<&str>) -> HashSet<usize> {
        let mut names: HashSet<String> = self.plans.iter().map(|name| name.to_lowercase()).collect();
        let mut chosen = HashSet::new();
        for (place, step) in steps.iter().enumerate() {
            let is_wanted = self.plans.is_empty() || names.contains(&step.item.plan.to_lowercase());
            if is_wanted && known.contains(step.item.plan.as_str()) {
                chosen.insert(place);
                names.extend(step.from.as_ref().map(|(item, _)| item.plan.to_lowercase()));
            }
        }
        chosen
    }
}

/// The folders that are plans, or were: those that have had a `plan.toml`, and those that count as plans now.
fn known_plans<'s>(root: &Root, lists: &[&'s [Step]]) -> HashSet<&'s str> {
    let steps = || lists.iter().flat_map(|steps| steps.iter());
    let with_settings = steps().filter(|step| step.item.part == Part::Settings).map(|step| step.item.plan.as_str());
    let mut known: HashSet<_> = with_settings.collect();
    let others: HashSet<_> = steps().map(|step| step.item.plan.as_str()).filter(|plan| !known.contains(plan)).collect();
    known.extend(others.into_iter().filter(|plan| root.is_plan(plan)));
    known
}

/// What is last known of an item.
enum Fate<'s> {
    Here,
    Gone,
    Renamed(&'s Item),
}

/// The item that a reference means, and the list that it is in: one that is there now, or else one that was.
fn find(
    reference: &QualifiedReference,
    lists: &[&[Step]],
    chosen: &[HashSet<usize>],
) -> Result<(usize, Item), HistoryError> {
    let mut found: Vec<(usize, Item, bool)> = Vec::new();
    let mut names = BTreeSet::new();
    for (list, (steps, chosen)) in lists.iter().zip(chosen).enumerate() {
        let fates = fates(steps, chosen);
        let is_of_plan =
            |item: &&&Item| reference.plan.as_deref().is_none_or(|plan| plan.eq_ignore_ascii_case(&item.plan));
        names.extend(fates.keys().filter(is_of_plan).filter_map(|item| item.reference().map(str::to_owned)));
        for item in fates.keys().filter(|item| is_meant(item, reference)) {
            let (item, is_here) = now(item, &fates);
            if !found.iter().any(|(_, known, _)| known == item) {
                found.push((list, item.clone(), is_here));
            }
        }
    }
    let bears_it = |(_, item, is_here): &(usize, Item, bool)| *is_here && is_meant(item, reference);
    let is_here = |(_, _, is_here): &(usize, Item, bool)| *is_here;
    for is_better in [&bears_it as &dyn Fn(&(usize, Item, bool)) -> bool, &is_here] {
        if found.iter().any(is_better) {
            found.retain(is_better);
        }
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    match found.as_slice() {
        [] => {
            let meant = did_you_mean(reference.reference.as_str(), names.iter().map(String::as_str));
            let plan = reference.plan.as_ref().map(|plan| format!("{plan}:")).unwrap_or_default();
            let meant = meant.map(|meant| format!("{plan}{meant}"));
            Err(HistoryError::NoSuchReference { reference: reference.to_string(), meant })
        }
        [(list, item, _)] => Ok((*list, item.clone())),
        more => {
            let names = more.iter().map(|(_, item, _)| format!("`{}:{item}`", item.plan)).collect();
            Err(HistoryError::AmbiguousReference { reference: reference.to_string(), names })
        }
    }
}

fn is_meant(item: &Item, reference: &QualifiedReference) -> bool {
    let is_same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    item.reference().is_some_and(|name| is_same(name, reference.reference.as_str()))
        && reference.plan.as_deref().is_none_or(|plan| is_same(plan, &item.plan))
}

/// What is last known of every item.
fn fates<'s>(steps: &'s [Step], chosen: &HashSet<usize>) -> HashMap<&'s Item, Fate<'s>> {
    let mut fates = HashMap::new();
    for (_, step) in steps.iter().enumerate().filter(|(place, _)| chosen.contains(place)) {
        fates.entry(&step.item).or_insert(if step.after.is_some() { Fate::Here } else { Fate::Gone });
        if let Some((item, _)) = step.from.as_ref().filter(|(item, _)| *item != step.item) {
            fates.entry(item).or_insert(Fate::Renamed(&step.item));
        }
    }
    fates
}

/// What an item is called now, and whether it is still there.
fn now<'s>(item: &'s Item, fates: &HashMap<&'s Item, Fate<'s>>) -> (&'s Item, bool) {
    let (mut item, mut seen) = (item, HashSet::new());
    while let Some(Fate::Renamed(to)) = fates.get(item).filter(|_| seen.insert(item)) {
        item = to;
    }
    (item, matches!(fates.get(item), Some(Fate::Here)))
}

/// The places of the steps that are about an item, back through its names and folders; those of an objective or
/// theme with all that was below it.
fn follow(item: &Item, steps: &[Step]) -> HashSet<usize> {
    let newest = |step: &&Step| step.item == *item;
    let mut paths: HashSet<&str> = steps.iter().find(newest).map(|step| step.path.as_str()).into_iter().collect();
    let mut chosen = HashSet::new();
    let mut places = 0..;
    for commit in steps.chunk_by(|one, other| Arc::ptr_eq(&one.commit, &other.commit)) {
        let about: Vec<_> = commit.iter().filter(|step| is_about(step, &paths)).collect();
        let numbered = commit.iter().zip(&mut places);
        chosen.extend(numbered.filter(|(step, _)| is_about(step, &paths)).map(|(_, place)| place));
        for step in about {
            if let Some((_, from)) = &step.from
                && paths.remove(step.path.as_str())
            {
                paths.insert(from);
            }
        }
    }
    chosen
}

fn is_about(step: &Step, paths: &HashSet<&str>) -> bool {
    let lies_below = |path: &&str| {
        let is_folder = matches!(path.rsplit('/').next(), Some("theme.toml" | "objective.toml"));
        is_folder && step.path.strip_prefix(folder_of(path)).is_some_and(|rest| rest.starts_with('/'))
    };
    paths.contains(step.path.as_str()) || paths.iter().any(lies_below)
}
