//! What merges altered by themselves: what is in a merge and was in none of its parents, and what got lost in it.

use std::collections::HashSet;

use super::steps::Step;
use super::trail::{Look, Reader};
use crate::model::Update;
use crate::model::trail::{Alteration, Entry, Version};

/// What a merge altered: values that no parent had, and updates of a parent that it does not have.
///
/// An update may be missing because the other line of history removed it, which is told there; see
/// [`without_repeats`].
pub(super) fn alterations(step: &Step, reader: &Reader<'_>) -> Vec<Alteration> {
    let others = || step.before.iter().filter(|before| **before != step.after);
    let Some(after) = &step.after else {
        let held = others().flatten().next().map(|id| reader.look(step, id));
        let title = held.and_then(|look| look.version).as_ref().and_then(Version::title).map(str::to_owned);
        return vec![Alteration::Removed(title)];
    };
    let new = reader.look(step, after);
    let is_of_no_parent = others().count() == step.before.len();
    let before: Vec<_> = others().flatten().map(|id| reader.look(step, id)).collect();
    match (is_of_no_parent, before.as_slice()) {
        (true, []) => {
            let title = new.version.as_ref().and_then(Version::title).map(str::to_owned);
            vec![Alteration::Added(title)]
        }
        (true, before) => own(before, &new).into_iter().chain(lost(before, &new)).collect(),
        (false, before) => lost(before, &new),
    }
}

/// The alterations that the merge makes of every parent alike, without what it takes from a log.
fn own(before: &[Look], new: &Look) -> Vec<Alteration> {
    let mut lists = before.iter().map(|old| super::trail::changed(old, new));
    let Some(first) = lists.next() else { return Vec::new() };
    let others: Vec<_> = lists.collect();
    let is_everywhere = |alteration: &Alteration| match alteration {
        Alteration::Changed(change) => {
            others.iter().all(|list| list.iter().any(|other| other.field() == Some(&change.key)))
        }
        Alteration::UpdateAdded(_) | Alteration::Broken(_) => others.iter().all(|list| list.contains(alteration)),
        Alteration::UpdateRewritten { .. }
        | Alteration::UpdateRemoved(_)
        | Alteration::Added(_)
        | Alteration::Removed(_)
        | Alteration::Moved { .. }
        | Alteration::Renamed { .. }
        | Alteration::Layout => false,
    };
    first.into_iter().filter(is_everywhere).collect()
}

/// The updates of the parents that are not in the merge.
fn lost(before: &[Look], new: &Look) -> Vec<Alteration> {
    let Some(Version::Action(new)) = &new.version else { return Vec::new() };
    let mut gone: Vec<&Update> = Vec::new();
    for look in before {
        let Some(Version::Action(old)) = &look.version else { continue };
        let is_new = |update: &&Update| !new.updates.contains(update) && !gone.contains(update);
        let missing: Vec<_> = old.updates.iter().filter(is_new).collect();
        gone.extend(missing);
    }
    gone.into_iter().map(|update| Alteration::UpdateRemoved(Box::new(update.clone()))).collect()
}

/// The entries of all steps in one list, without what a merge only seems to have removed: something that another
/// commit removed, rewrote or moved, or that an older merge has lost already.
pub(super) fn without_repeats(steps: &[Step], entries: Vec<Vec<Entry>>) -> Vec<Entry> {
    if !steps.iter().any(Step::is_merge) {
        return entries.into_iter().flatten().collect();
    }
    let mut told = Told::default();
    for (step, list) in steps.iter().zip(&entries).filter(|(step, _)| !step.is_merge()) {
        told.take_in(step, list);
    }
    let mut kept: Vec<Vec<Entry>> = Vec::with_capacity(entries.len());
    for (step, mut list) in steps.iter().zip(entries).rev() {
        if step.is_merge() {
            list.retain(|entry| !told.knows(step, &entry.alteration));
            told.take_in(step, &list);
        }
        kept.push(list);
    }
    kept.into_iter().rev().flatten().collect()
}

/// What is known to have been removed, by the path of its file.
#[derive(Default)]
struct Told<'s> {
    files: HashSet<&'s str>,
    updates: Vec<(&'s str, Update)>,
}

impl<'s> Told<'s> {
    fn take_in(&mut self, step: &'s Step, entries: &[Entry]) {
        self.files.extend(step.from.as_ref().map(|(_, path)| path.as_str()));
        if step.after.is_none() && (!step.is_merge() || !entries.is_empty()) {
            self.files.insert(&step.path);
        }
        let path = step.from.as_ref().map_or(step.path.as_str(), |(_, path)| path);
        for entry in entries {
            match &entry.alteration {
                Alteration::UpdateRemoved(update) | Alteration::UpdateRewritten { before: update, .. } => {
                    self.updates.push((path, update.as_ref().clone()));
                }
                _ => {}
            }
        }
    }

    fn knows(&self, step: &Step, alteration: &Alteration) -> bool {
        match alteration {
            Alteration::Removed(_) => self.files.contains(step.path.as_str()),
            Alteration::UpdateRemoved(update) => {
                self.updates.iter().any(|(path, known)| *path == step.path && known == update.as_ref())
            }
            _ => false,
        }
    }
}
