//! The audit trail: the steps of git's log as alterations of plans.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::archive::Keep;
use super::steps::{Step, folder_of, moved_folders, steps};
use super::{Archive, HistoryError, Moment, Question, merges};
use crate::git::{Blobs, LoggedCommit, ObjectId};
use crate::model::Date;
use crate::model::trail::{Alteration, Entry, Part, Version, alterations};
use crate::store::{self, Root};

/// The fewest steps whose bytes are read together.
const WORTH_A_LOOK: usize = 250;

/// The entries of an audit trail, the newest first.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    pub entries: Vec<Entry>,
    /// In a shallow clone, the day on which what it holds begins.
    pub begins: Option<Date>,
}

impl Archive {
    /// What the commits that lead up to a moment altered, as far as a question asks for it.
    ///
    /// # Errors
    ///
    /// git cannot be run, or the question names something that never was.
    pub fn trail(&self, root: &Root, upto: &Moment, question: &Question) -> Result<Trail, HistoryError> {
        let (mut parts, mut begins) = (Vec::new(), None);
        for (keep, commit) in self.keeps.iter().zip(&upto.commits) {
            let Some(commit) = commit else { continue };
            let mut commits = keep.repository.log(commit, None, &keep.folder)?;
            begins = keep.cut_off(&mut commits)?.max(begins);
            parts.push((keep, steps(keep, commits)?));
        }
        let chosen = question.choose(root, &parts.iter().map(|(_, steps)| steps.as_slice()).collect::<Vec<_>>())?;
        let mut entries = Vec::new();
        let limit = question.limit.filter(|_| parts.len() == 1);
        for ((keep, steps), chosen) in parts.iter().zip(&chosen) {
            let newest = keep.newest_entries(steps, chosen, question, limit)?;
            entries.extend(newest.map_or_else(|| keep.entries(steps, chosen), Ok)?);
        }
        if self.keeps.len() > 1 {
            entries.sort_by_cached_key(|entry| std::cmp::Reverse(moment(&entry.commit.time)));
        }
        entries.retain(|entry| question.wants(entry));
        entries.truncate(question.limit.unwrap_or(usize::MAX));
        Ok(Trail { entries, begins })
    }
}

impl Keep {
    /// Takes out the commits at which a shallow clone begins, for they only seem to have made all that they hold;
    /// gives the day of the newest.
    pub(super) fn cut_off(&self, commits: &mut Vec<LoggedCommit>) -> Result<Option<Date>, HistoryError> {
        let roots = commits.iter().filter(|commit| commit.parents.is_empty()).map(|commit| &commit.id);
        let cut = self.repository.cut_off(roots)?;
        let days = commits.iter().filter(|commit| cut.contains(&commit.id));
        let day = days.filter_map(|commit| Date::parse(commit.time.get(..10)?)).max();
        commits.retain(|commit| !cut.contains(&commit.id));
        Ok(day)
    }

    /// What the chosen steps altered.
    pub(super) fn entries(&self, steps: &[Step], chosen: &HashSet<usize>) -> Result<Vec<Entry>, HistoryError> {
        let wanted = || steps.iter().enumerate().filter(|(place, _)| chosen.contains(place)).map(|(_, step)| step);
        let blobs = self.repository.blobs(wanted().flat_map(Step::ids))?;
        let reader = Reader { steps, blobs: &blobs, lacks: AtomicBool::new(false) };
        Ok(Self::altered(steps, chosen, &reader))
    }

    /// What those of the chosen steps altered that a question can want by their commits, up to a number of entries that
    /// it wants: the bytes of no others are read. Nothing where it takes others to tell: a merge is compared with all
    /// that other commits removed, and a file that could not be read with its last version that could.
    fn newest_entries(
        &self,
        steps: &[Step],
        chosen: &HashSet<usize>,
        question: &Question,
        limit: Option<usize>,
    ) -> Result<Option<Vec<Entry>>, HistoryError> {
        let is_wanted = |(place, step): &(usize, &Step)| chosen.contains(place) && question.wants_commit(&step.commit);
        let wanted: Vec<_> = steps.iter().enumerate().filter(is_wanted).collect();
        if limit.is_none() && wanted.len() == chosen.len() {
            return Ok(None);
        }
        let (mut entries, mut rest) = (Vec::new(), wanted.as_slice());
        let mut most = limit.map_or(usize::MAX, |limit| limit.max(WORTH_A_LOOK));
        while !rest.is_empty() && limit.is_none_or(|limit| entries.len() < limit) {
            let (newest, older) = rest.split_at(most.min(rest.len()));
            if newest.iter().any(|(_, step)| step.is_merge()) {
                return Ok(None);
            }
            let blobs = self.repository.blobs(newest.iter().flat_map(|(_, step)| step.ids()))?;
            let reader = Reader { steps, blobs: &blobs, lacks: AtomicBool::new(false) };
            let altered = Self::altered(steps, &newest.iter().map(|(place, _)| *place).collect(), &reader);
            if reader.lacks.into_inner() {
                return Ok(None);
            }
            entries.extend(altered.into_iter().filter(|entry| question.wants(entry)));
            (rest, most) = (older, most.saturating_mul(16));
        }
        Ok(Some(entries))
    }

    /// What the chosen steps altered, by the bytes that a reader has.
    fn altered(steps: &[Step], chosen: &HashSet<usize>, reader: &Reader<'_>) -> Vec<Entry> {
        let moved = moved_folders(steps);
        let entries_of = |(place, step): (usize, &Step)| {
            if !chosen.contains(&place) {
                return Vec::new();
            }
            let mut list = names(step, &moved);
            list.extend(if step.is_merge() { merges::alterations(step, reader) } else { reader.altered(place, step) });
            let entry = |alteration| Entry { commit: step.commit.clone(), item: step.item.clone(), alteration };
            list.into_iter().map(entry).collect()
        };
        let entries: Vec<Vec<Entry>> = steps.par_iter().enumerate().map(entries_of).collect();
        merges::without_repeats(steps, entries)
    }
}

/// Reads versions of files by the names of their bytes.
pub(super) struct Reader<'r> {
    steps: &'r [Step],
    blobs: &'r Blobs,
    /// Whether bytes were looked for that are not there.
    lacks: AtomicBool,
}

/// A version of a file as far as it could be read, and what was wrong with it.
pub(super) struct Look {
    pub version: Option<Version>,
    pub problems: Vec<String>,
}

impl Reader<'_> {
    /// What the bytes with a name said, as a step's item.
    pub(super) fn look(&self, step: &Step, id: &ObjectId) -> Look {
        let Some(bytes) = self.blobs.get(id) else {
            // It belongs to a step that nobody has asked for.
            self.lacks.store(true, Ordering::Relaxed);
            return Look { version: None, problems: Vec::new() };
        };
        let (version, problems) = store::version(&step.item, bytes);
        Look { version, problems: problems.into_iter().map(|problem| problem.message).collect() }
    }

    /// What a step of one parent altered, besides the name.
    fn altered(&self, place: usize, step: &Step) -> Vec<Alteration> {
        let before = step.before.first().cloned().flatten();
        match (before, &step.after) {
            (None, None) => Vec::new(),
            (None, Some(after)) => added(self.look(step, after)),
            (Some(before), None) => {
                let title = self.look(step, &before).version.as_ref().and_then(Version::title).map(str::to_owned);
                vec![Alteration::Removed(title)]
            }
            (Some(before), Some(after)) if before == *after => Vec::new(),
            (Some(before), Some(after)) => {
                let (old, new) = (self.look(step, &before), self.look(step, after));
                let old = match old.version {
                    Some(_) => old,
                    None => Look { version: self.last_readable(place, step, &before), ..old },
                };
                changed(&old, &new)
            }
        }
    }

    /// The newest version before these bytes that could be read.
    fn last_readable(&self, place: usize, step: &Step, broken: &ObjectId) -> Option<Version> {
        let path = step.from.as_ref().map_or(&step.path, |(_, path)| path);
        let mut older = self.steps.iter().skip(place.saturating_add(1));
        let broke = older.find(|older| older.path == *path && older.after.as_ref() == Some(broken))?;
        let before = broke.before.iter().flatten().next()?;
        if before == broken {
            return None;
        }
        let place = self.steps.iter().position(|step| std::ptr::eq(step, broke))?;
        self.look(broke, before).version.or_else(|| self.last_readable(place, broke, before))
    }
}

/// What became of the name.
fn names(step: &Step, moved: &HashMap<(&str, &str), &str>) -> Vec<Alteration> {
    let Some((item, path)) = &step.from else { return Vec::new() };
    let (old, new) = (holder(path, &item.part), holder(&step.path, &step.item.part));
    let is_carried = carried(&step.commit.id, old, moved).as_deref() == Some(new);
    let mut list = Vec::new();
    if item.part != step.item.part || (item.plan != step.item.plan && !is_carried) {
        list.push(Alteration::Renamed { from: item.clone() });
    }
    if item.plan == step.item.plan && !is_carried && old != new {
        let within = |folder: &str| folder.split_once('/').map_or("", |(_, rest)| rest).to_owned();
        list.push(Alteration::Moved { from: within(old), to: within(new) });
    }
    list
}

/// The folder in which an item stands: a folder stands in the one above it.
fn holder<'p>(path: &'p str, part: &Part) -> &'p str {
    match part {
        Part::Settings | Part::Theme(_) | Part::Objective(_) => folder_of(folder_of(path)),
        Part::Parties | Part::Baseline | Part::Action(_) => folder_of(path),
    }
}

/// Where a folder came to stand because it or one above it was moved.
fn carried(commit: &str, folder: &str, moved: &HashMap<(&str, &str), &str>) -> Option<String> {
    let mut above = folder;
    while !above.is_empty() {
        if let Some(to) = moved.get(&(commit, above)) {
            return Some(format!("{to}{}", folder.get(above.len()..).unwrap_or_default()));
        }
        above = folder_of(above);
    }
    None
}

fn added(new: Look) -> Vec<Alteration> {
    let title = new.version.as_ref().and_then(Version::title).map(str::to_owned);
    std::iter::once(Alteration::Added(title)).chain(new.problems.into_iter().map(Alteration::Broken)).collect()
}

/// What differs between two looks at a file, with the problems that are new.
pub(super) fn changed(old: &Look, new: &Look) -> Vec<Alteration> {
    let mut list = match (&old.version, &new.version) {
        (Some(old), Some(new)) => alterations(old, new),
        (None, _) | (_, None) => Vec::new(),
    };
    let is_new = |problem: &&String| !old.problems.contains(problem);
    list.extend(new.problems.iter().filter(is_new).cloned().map(Alteration::Broken));
    if list.is_empty() && new.version.is_some() && old.version.is_some() && old.problems == new.problems {
        list.push(Alteration::Layout);
    }
    list
}

/// The instant of a time with its zone, for putting commits of several repositories in order.
fn moment(time: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(time).map_or(0, |time| time.timestamp())
}
