//! The log of git in terms of plans: which part of which plan each commit touched, and what became of its name.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::sync::Arc;

use super::archive::Keep;
use crate::git::{Blobs, GitError, LoggedCommit, ObjectId};
use crate::model::trail::{Commit, Item, Part, Version, is_same};
use crate::model::{Date, natural_order};
use crate::store;

/// What one commit did to one file of a plan.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub commit: Arc<Commit>,
    pub item: Item,
    /// The path from the plans folder; of a file that was removed, the one that it had.
    pub path: String,
    /// What it was called and where it stood before, if that was elsewhere.
    pub from: Option<(Item, String)>,
    /// What each parent had; more than one for a merge.
    pub before: Vec<Option<ObjectId>>,
    pub after: Option<ObjectId>,
}

impl Step {
    /// Whether a merge did it.
    pub(super) const fn is_merge(&self) -> bool {
        self.before.len() > 1
    }

    /// The names of all the bytes that it takes to tell what was changed.
    pub(super) fn ids(&self) -> impl Iterator<Item = &ObjectId> {
        self.before.iter().flatten().chain(&self.after)
    }
}

/// The steps of commits, in the same order; within a commit in the order of the structure.
pub(super) fn steps(keep: &Keep, commits: Vec<LoggedCommit>) -> Result<Vec<Step>, GitError> {
    let mut steps: Vec<Vec<Step>> = commits.into_iter().map(|commit| of_commit(keep, commit)).collect();
    for list in &mut steps {
        pair_by(list, |step, _| Some((step.item.plan.clone(), step.item.part.clone())));
        pair_by(list, |step, id| Some((id?.clone(), step.item.part.clone())));
        pair_by(list, |step, id| Some((id?.clone(), std::mem::discriminant(&step.item.part))));
    }
    pair_by_content(keep, &mut steps)?;
    Ok(steps.into_iter().flatten().collect())
}

fn of_commit(keep: &Keep, logged: LoggedCommit) -> Vec<Step> {
    let Some(date) = logged.time.get(..10).and_then(Date::parse) else { return Vec::new() };
    let LoggedCommit { id, author, email, time, subject, files, .. } = logged;
    let commit = Arc::new(Commit { id: id.to_string(), author, email, date, time, subject });
    let step = |file: crate::git::ChangedFile| {
        let path = keep.path_from_root(&file.path);
        let item = store::item_of(&path)?;
        let is_other = file.before.iter().any(|before| *before != file.after);
        let (before, after) = (file.before, file.after);
        is_other.then(|| Step { commit: Arc::clone(&commit), item, path, from: None, before, after })
    };
    let mut steps: Vec<_> = files.into_iter().filter_map(step).collect();
    steps.sort_by(|a, b| in_structure(&a.path, &b.path));
    steps
}

/// The files that say what a folder is go before what lies in it.
fn in_structure(one: &str, other: &str) -> std::cmp::Ordering {
    let split = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_own = matches!(name, "plan.toml" | "theme.toml" | "objective.toml");
        (folder.to_owned(), !is_own, name.to_owned())
    };
    let ((a, a_rest, a_name), (b, b_rest, b_name)) = (split(one), split(other));
    natural_order(&a, &b).then(a_rest.cmp(&b_rest)).then_with(|| natural_order(&a_name, &b_name))
}

fn is_removal(step: &Step) -> bool {
    !step.is_merge() && step.after.is_none()
}

fn is_addition(step: &Step) -> bool {
    !step.is_merge() && step.before.iter().all(Option::is_none)
}

/// The places of files that went, and of files that came.
fn gone_and_new(steps: &[Step]) -> (Vec<usize>, Vec<usize>) {
    let places = |is_one: fn(&Step) -> bool| {
        steps.iter().enumerate().filter(move |(_, step)| is_one(step)).map(|(place, _)| place).collect()
    };
    (places(is_removal), places(is_addition))
}

/// Pairs files that went with files that came, where a key of both is the same; the key may depend on their bytes.
fn pair_by<K: Eq + Hash>(steps: &mut Vec<Step>, key: impl Fn(&Step, Option<&ObjectId>) -> Option<K>) {
    let (gone, new) = gone_and_new(steps);
    if gone.is_empty() || new.is_empty() {
        return;
    }
    let key = |place: usize| steps.get(place).and_then(|step| key(step, step.ids().next()));
    let mut by_key: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (place, key) in new.into_iter().filter_map(|place| Some((place, key(place)?))) {
        by_key.entry(key).or_default().push_back(place);
    }
    let found = gone.into_iter().filter_map(|place| Some((place, by_key.get_mut(&key(place)?)?.pop_front()?)));
    let found = found.collect();
    join(steps, found);
}

/// Makes one step of each pair of a file that went and one that came.
fn join(steps: &mut Vec<Step>, pairs: Vec<(usize, usize)>) {
    let mut paired = HashSet::new();
    for (gone, new) in pairs {
        let Some(old) = steps.get(gone).cloned() else { continue };
        if let Some(step) = steps.get_mut(new) {
            (step.from, step.before) = (Some((old.item, old.path)), old.before);
            paired.insert(gone);
        }
    }
    let mut places = 0..;
    steps.retain(|_| places.next().is_none_or(|place| !paired.contains(&place)));
}

/// So many pairs of a commit are compared by what they say; a commit with more is no renaming by hand.
const MOST_PAIRS: usize = 250_000;

/// Pairs what is left by what it says, reading only the files of commits that have both.
fn pair_by_content(keep: &Keep, steps: &mut [Vec<Step>]) -> Result<(), GitError> {
    let is_open = |list: &&mut Vec<Step>| {
        let (gone, new) = gone_and_new(list);
        (1..=MOST_PAIRS).contains(&gone.len().saturating_mul(new.len()))
    };
    let mut open: Vec<_> = steps.iter_mut().filter(is_open).collect();
    let ids = open.iter().flat_map(|list| list.iter().filter(|step| is_removal(step) || is_addition(step)));
    let blobs = keep.repository.blobs(ids.flat_map(Step::ids))?;
    for list in &mut open {
        let (gone, new) = gone_and_new(list);
        let version = |place: &usize| only_version(list.get(*place)?, &blobs);
        let mut news: Vec<_> = new.iter().map(|place| (*place, version(place))).collect();
        let mut pairs = Vec::new();
        for place in gone {
            let Some(old) = version(&place) else { continue };
            let is_it = |(_, new): &(usize, Option<Version>)| new.as_ref().is_some_and(|new| is_same(&old, new));
            if let Some(found) = news.iter().position(is_it) {
                pairs.push((place, news.remove(found).0));
            }
        }
        join(list, pairs);
    }
    Ok(())
}

/// What a file said that was removed, or says that was added.
fn only_version(step: &Step, blobs: &Blobs) -> Option<Version> {
    store::version(&step.item, blobs.get(step.ids().next()?)?).0
}

/// Where a folder went in each commit, by the commit and the folder's old path: what moved with it did not move by
/// itself.
pub(super) fn moved_folders(steps: &[Step]) -> HashMap<(&str, &str), &str> {
    let mut moves = HashMap::new();
    for step in steps {
        if let (Some((_, from)), Part::Settings | Part::Theme(_) | Part::Objective(_)) = (&step.from, &step.item.part) {
            moves.insert((step.commit.id.as_str(), folder_of(from)), folder_of(&step.path));
        }
    }
    moves
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
