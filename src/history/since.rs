//! What has happened since some commit, for the rules over history: the plans then, what the commits since altered,
//! and what the references of today stood for even before.

use std::collections::{HashMap, HashSet};

use super::steps::{Step, steps};
use super::{Archive, HistoryError, Moment, Then};
use crate::git::{Blobs, ObjectId};
use crate::model::trail::{Entry, Former, Item, Part, Version};
use crate::model::{Date, Portfolio};
use crate::store::{self, Root};

/// What has happened since a commit.
#[derive(Debug, Default)]
pub struct Since {
    /// The plans then.
    pub then: Then,
    /// What the commits since have altered, the newest first.
    pub entries: Vec<Entry>,
    /// What references that are new since then stood for before.
    pub former: Vec<Former>,
    /// In a shallow clone, the day on which what it holds begins.
    pub begins: Option<Date>,
}

impl Archive {
    /// What has happened since another line of history was left: from where it and that of a moment part, as a pull
    /// request is looked at.
    ///
    /// # Errors
    ///
    /// git cannot be run, or the two have no commit in common.
    pub fn since(&self, root: &Root, other: &Moment, upto: &Moment, now: &Portfolio) -> Result<Since, HistoryError> {
        let base = self.parting(other, upto)?;
        let mut since = Since { then: self.plans_at(root, &base, None)?, ..Since::default() };
        let new = new_references(&since.then.portfolio, now);
        for (keep, (base, upto)) in self.keeps.iter().zip(base.commits.iter().zip(&upto.commits)) {
            let Some(upto) = upto else { continue };
            let mut commits = keep.repository.log(upto, base.as_ref(), &keep.folder)?;
            since.begins = keep.cut_off(&mut commits)?.max(since.begins);
            let between = steps(keep, commits)?;
            since.entries.extend(keep.entries(&between, &(0..between.len()).collect())?);
            if let Some(base) = base.as_ref().filter(|_| !new.is_empty()) {
                let mut commits = keep.repository.log(base, None, &keep.folder)?;
                since.begins = keep.cut_off(&mut commits)?.max(since.begins);
                let ends = ends(steps(keep, commits)?, &new);
                let blobs = keep.repository.blobs(ends.iter().map(|(_, id)| id))?;
                since.former.extend(ends.iter().filter_map(|(step, id)| former(step, id, &blobs)));
            }
        }
        Ok(since)
    }

    /// Where two lines of history part.
    fn parting(&self, one: &Moment, other: &Moment) -> Result<Moment, HistoryError> {
        let mut commits = Vec::new();
        let mut day = None;
        for (keep, ids) in self.keeps.iter().zip(one.commits.iter().zip(&other.commits)) {
            let base = match ids {
                (Some(one), Some(other)) => keep.repository.merge_base(one, other)?,
                (None, _) | (_, None) => None,
            };
            day = day.or_else(|| base.as_ref().and_then(|base| Date::parse(&base.day)));
            commits.push(base.map(|base| base.id));
        }
        let is_shallow = self.keeps.iter().any(|keep| keep.repository.is_shallow());
        match day {
            Some(day) => Ok(Moment { day, commits }),
            None if is_shallow => Err(HistoryError::NothingInCommonHere),
            None => Err(HistoryError::NothingInCommon),
        }
    }
}

/// The references of actions that are there now and were not then, in small letters, each with its plan.
fn new_references(then: &Portfolio, now: &Portfolio) -> HashSet<(String, String)> {
    let name = |text: &str| text.to_lowercase();
    let is_new = |plan: &str, reference: &str| then.plan(plan).is_some_and(|plan| plan.action(reference).is_none());
    let all = now.actions().map(|located| (located.plan.name.as_str(), located.action.reference.as_str()));
    all.filter(|(plan, reference)| is_new(plan, reference)).map(|(plan, one)| (name(plan), name(one))).collect()
}

/// The newest step that took each of these references from an action, with the bytes that the action had.
fn ends(steps: Vec<Step>, wanted: &HashSet<(String, String)>) -> Vec<(Step, ObjectId)> {
    let is_wanted = |item: &Item| match &item.part {
        Part::Action(reference) => wanted.contains(&(item.plan.to_lowercase(), reference.as_str().to_lowercase())),
        Part::Settings | Part::Parties | Part::Baseline | Part::Theme(_) | Part::Objective(_) => false,
    };
    let mut found: HashMap<Item, (Step, ObjectId)> = HashMap::new();
    for step in steps {
        let item = match &step.from {
            Some((item, _)) => item.clone(),
            None if step.after.is_none() => step.item.clone(),
            None => continue,
        };
        if let Some(before) = step.before.iter().flatten().next().cloned().filter(|_| is_wanted(&item)) {
            found.entry(item.clone()).or_insert((Step { item, ..step }, before));
        }
    }
    found.into_values().collect()
}

fn former(step: &Step, id: &ObjectId, blobs: &Blobs) -> Option<Former> {
    let (Some(Version::Action(action)), Part::Action(reference)) =
        (store::version(&step.item, blobs.get(id)?).0, &step.item.part)
    else {
        return None;
    };
    let action = crate::model::Action { reference: reference.clone(), ..*action };
    Some(Former { plan: step.item.plan.clone(), action, commit: step.commit.clone() })
}
