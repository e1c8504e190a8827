//! The folders of a plan, read in parallel: a task a folder.
//!
//! Every file of a folder ends in the [`Branch`] or in a problem. Links are followed only to files of the same plan.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Deserialize;

use super::file::{self, Read};
use super::kept::{KeptFile, Room};
use super::layout::{FileKind, FolderKind, file_kind, is_plan_file};
use super::origin::{Kind, Leads, Listed};
use super::stray::{DEEPEST, article, bad_name, invalid_name, misplaced, outside, refused_folder, stray};
use super::{Root, StoreError};
use crate::diagnostic::Diagnostic;
use crate::model::{Action, KnownFile, Objective, PartiesFile, Reference, Settings, Theme};
use crate::source::{Place, Spot};

/// A folder of a plan with everything below it.
#[derive(Debug, Default)]
pub(super) struct Branch {
    pub name: String,
    pub own: Own,
    pub actions: Vec<Action>,
    pub branches: Vec<Branch>,
    /// How many plan files were found here and below.
    pub files: usize,
    /// Plan files here that could not be read at all, from the plans folder.
    pub unread: Vec<String>,
    /// Values here that could not be read: the file, from the plans folder, and the key at its top.
    pub unread_values: Vec<(String, String)>,
    pub problems: Vec<Diagnostic>,
    /// Files here that are kept, by their paths from the plans folder.
    pub kept: Vec<(String, KeptFile)>,
}

impl Branch {
    /// Whether there is something of a plan in the folder or below it, be it a problem.
    fn holds_plan_files(&self) -> bool {
        self.files > 0 || !self.problems.is_empty() || !self.branches.is_empty()
    }
}

/// What the folder's own file says.
#[derive(Debug)]
pub(super) enum Own {
    Plan(Box<PlanFiles>),
    Theme(Box<Theme>),
    Objective(Box<Objective>),
}

/// The files directly in a plan's folder that are no actions.
#[derive(Debug, Default)]
pub(super) struct PlanFiles {
    pub settings: Settings,
    pub parties: Option<PartiesFile>,
    pub known: KnownFile,
}

impl Default for Own {
    fn default() -> Self {
        Self::Plan(Box::default())
    }
}

/// What stands directly in the plans folder.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub plans: Vec<String>,
    pub files: usize,
    pub problems: Vec<Diagnostic>,
}

/// Lists the plans folder.
pub(super) fn list_root(root: &Root) -> Result<Top, StoreError> {
    let listed = root.list("").map_err(|reason| StoreError::Unreadable { path: root.shown("").into(), reason })?;
    let mut top = Top::default();
    for entry in listed {
        let place = Place::file(&entry.name, None);
        // What cannot be looked at may well be a plan; a link that leads nowhere is told as such.
        let is_folder = match entry.kind {
            Kind::Folder => true,
            Kind::Link => root.is_folder(&entry.name),
            Kind::File | Kind::Other => false,
        };
        let is_ours = if is_folder { root.is_plan(&entry.name) } else { root.holds_only_plans() };
        if !is_ours {
            continue;
        }
        match problem_at_top(root, &entry, is_folder, &place) {
            Some(problem) => {
                top.files = top.files.saturating_add(usize::from(is_plan_file(&entry.name)));
                top.problems.push(problem);
            }
            None if is_folder => top.plans.push(entry.name),
            None => {}
        }
    }
    Ok(top)
}

impl Root {
    /// Fails where a plan in this folder cannot be read at all.
    ///
    /// # Errors
    ///
    /// It, or this folder, cannot be listed.
    pub fn refuse_unreadable(&self) -> Result<(), StoreError> {
        list_root(self)?.plans.iter().try_for_each(|plan| {
            let listed = self.each(plan, |_, _| {});
            listed.map_err(|reason| StoreError::Unreadable { path: self.shown(plan).into(), reason })
        })
    }
}

/// What is wrong with something directly in the plans folder; nothing with a plan, nor with what may lie beside one.
fn problem_at_top(root: &Root, entry: &Listed, is_folder: bool, place: &Place) -> Option<Diagnostic> {
    let is_plan_file = is_plan_file(&entry.name);
    if !is_folder && file_kind(&entry.name, FolderKind::Plan) == FileKind::Companion {
        return None;
    }
    if (entry.kind == Kind::Folder || is_plan_file)
        && let Some(problem) = bad_name(place, entry)
    {
        return Some(problem);
    }
    if entry.kind == Kind::Link {
        match root.leads(&entry.name, "") {
            Leads::Outside => return Some(outside(place)),
            Leads::Nowhere(error) => return Some(file::unreadable(place, &error)),
            Leads::ToFile | Leads::ToFolder | Leads::ToOther => {}
        }
    }
    if is_folder {
        return refused_folder(place, entry, 0);
    }
    is_plan_file.then(|| {
        let help = "a plan is a folder in the plans folder; move the file into one";
        misplaced(place, "a plan file outside any plan", help)
    })
}

/// Reads a plan, and keeps its files where there is room; nothing where the folder holds no plan file at all.
pub(super) fn read_plan(root: &Root, name: &str, spare: Room) -> Option<Branch> {
    let mut branch = Reader { plan: name, root, only: None, spare }.folder(name, FolderKind::Plan, 0);
    if let Err(why) = Reference::new(name) {
        branch.problems.push(invalid_name(&Place::file(name, Some(name)), "a plan", why));
    }
    branch.holds_plan_files().then_some(branch)
}

/// Reads the part of a plan that judging these files takes: they themselves, and what they stand below.
pub(super) fn read_part(root: &Root, name: &str, files: &BTreeSet<String>) -> Branch {
    Reader { plan: name, root, only: Some(files), spare: Room::none() }.folder(name, FolderKind::Plan, 0)
}

/// How many plan files there are at a path: a file, or a folder with everything below it.
pub(super) fn count(root: &Root, path: &str) -> usize {
    fn below(root: &Root, folder: &str, depth: usize) -> usize {
        let listed = root.list(folder).unwrap_or_default();
        let count = |entry: &Listed| match entry.kind {
            Kind::Folder if is_plan_file(&entry.name) || depth >= DEEPEST => 0,
            Kind::Folder => below(root, &format!("{folder}/{}", entry.name), depth.saturating_add(1)),
            Kind::File | Kind::Link | Kind::Other => usize::from(is_counted(&entry.name)),
        };
        listed.iter().map(count).sum()
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    if root.is_folder(path) { below(root, path, 0) } else { usize::from(is_counted(name)) }
}

/// Whether a file counts as one of the plan's; what may lie beside a plan does so in every folder alike.
fn is_counted(name: &str) -> bool {
    !matches!(file_kind(name, FolderKind::Plan), FileKind::Companion)
}

struct Reader<'a> {
    plan: &'a str,
    root: &'a Root,
    /// The files to read, from the plans folder; nothing for all.
    only: Option<&'a BTreeSet<String>>,
    /// For the files that are to be kept.
    spare: Room,
}

impl Reader<'_> {
    /// Reads a folder by its path from the plans folder.
    fn folder(&self, path: &str, kind: FolderKind, depth: usize) -> Branch {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let own = match kind {
            FolderKind::Plan => Own::default(),
            FolderKind::Theme => Own::Theme(Box::default()),
            FolderKind::Objective => Own::Objective(Box::default()),
        };
        let mut branch = Branch { name, own, ..Branch::default() };
        let listed = match self.root.list(path) {
            Ok(listed) => listed,
            Err(error) => {
                branch.problems.push(file::unreadable(&Place::file(path, Some(self.plan)), &error));
                branch.unread.push(format!("{path}/{}", kind.own_file()));
                return branch;
            }
        };
        let wanted = listed.into_iter().filter(|entry| self.wants(path, kind, entry));
        let (folders, files): (Vec<_>, Vec<_>) = wanted.partition(|entry| entry.kind == Kind::Folder);
        // Most of them are actions; growing little by little, their list would be copied again and again.
        branch.actions.reserve_exact(files.len());
        for entry in &files {
            self.entry(&mut branch, path, kind, entry);
        }
        branch.branches = self.below(&mut branch, path, &folders, depth);
        branch.files = branch.branches.iter().map(|below| below.files).fold(branch.files, usize::saturating_add);
        branch
    }

    /// Whether an entry of a folder is to be read, or leads to what is.
    fn wants(&self, path: &str, kind: FolderKind, entry: &Listed) -> bool {
        let Some(only) = self.only else { return true };
        let below = format!("{path}/{}/", entry.name);
        if entry.kind == Kind::Folder {
            return only.range(below.clone()..).next().is_some_and(|first| first.starts_with(&below));
        }
        matches!(file_kind(&entry.name, kind), FileKind::Own | FileKind::Parties | FileKind::Baseline)
            || only.contains(below.trim_end_matches('/'))
    }

    fn below(&self, branch: &mut Branch, path: &str, folders: &[Listed], depth: usize) -> Vec<Branch> {
        let place = |entry: &Listed| Place::file(&format!("{path}/{}", entry.name), Some(self.plan));
        let mut read = Vec::new();
        for entry in folders {
            let refused = bad_name(&place(entry), entry).or_else(|| refused_folder(&place(entry), entry, depth));
            match refused {
                Some(problem) => {
                    branch.problems.push(problem);
                    branch.unread.push(place(entry).file);
                }
                None => read.push(entry),
            }
        }
        let branches = read.into_par_iter().map(|entry| {
            let inner = format!("{path}/{}", entry.name);
            let kind = self.kind_of(&inner, depth);
            let mut branch = self.folder(&inner, kind, depth.saturating_add(1));
            if let Err(why) = Reference::new(&entry.name)
                && branch.holds_plan_files()
            {
                branch.problems.push(invalid_name(&place(entry), &format!("{} {}", article(kind), kind.word()), why));
            }
            branch
        });
        branches.filter(Branch::holds_plan_files).collect()
    }

    /// Reads one file of a folder into its branch.
    fn entry(&self, branch: &mut Branch, path: &str, folder_kind: FolderKind, entry: &Listed) {
        let kind = file_kind(&entry.name, folder_kind);
        if matches!(kind, FileKind::Companion) {
            return;
        }
        branch.files = branch.files.saturating_add(1);
        let file = [path, "/", &entry.name].concat();
        let place = Place { file, plan: Some(self.plan.to_owned()), reference: None, spot: Spot::File };
        if let Some(problem) = self.refuse(&place, entry) {
            branch.problems.push(problem);
            branch.unread.push(place.file);
            return;
        }
        let is_read = match kind {
            FileKind::Own => self.own(branch, &place),
            FileKind::Action => return self.action(branch, place, &entry.name),
            FileKind::Parties => keep(branch, &place, self.read(&place), |branch, value| {
                if let Own::Plan(files) = &mut branch.own {
                    files.parties = Some(value);
                }
            }),
            FileKind::Baseline => keep(branch, &place, self.read(&place), |branch, value| {
                if let Own::Plan(files) = &mut branch.own {
                    files.known = value;
                }
            }),
            FileKind::Contacts | FileKind::Companion => true,
            FileKind::Misplaced | FileKind::Lookalike | FileKind::Unknown => {
                branch.problems.push(stray(&place, kind, folder_kind));
                true
            }
        };
        if !is_read {
            branch.unread.push(place.file);
        }
    }

    /// Why a file must not be opened: its name, or where it leads.
    fn refuse(&self, place: &Place, entry: &Listed) -> Option<Diagnostic> {
        if let Some(problem) = bad_name(place, entry) {
            return Some(problem);
        }
        let problem = match entry.kind {
            Kind::File => return None,
            Kind::Folder | Kind::Other => misplaced(place, "neither a file nor a folder", "delete it"),
            Kind::Link => match self.root.leads(&place.file, self.plan) {
                Leads::ToFile => return None,
                Leads::ToFolder => {
                    misplaced(place, "a link to a folder, which is not followed", "move the folder itself here")
                }
                Leads::ToOther => misplaced(place, "a link to neither a file nor a folder", "delete it"),
                Leads::Outside => outside(place),
                Leads::Nowhere(error) => file::unreadable(place, &error),
            },
        };
        Some(problem)
    }

    /// A folder directly in a plan is a theme, unless it says that it is an objective; all below are objectives.
    fn kind_of(&self, folder: &str, depth: usize) -> FolderKind {
        let says = |kind: FolderKind| self.root.holds(&format!("{folder}/{}", kind.own_file()));
        if depth > 0 || (says(FolderKind::Objective) && !says(FolderKind::Theme)) {
            FolderKind::Objective
        } else {
            FolderKind::Theme
        }
    }

    /// Reads the file that says what its folder is.
    fn own(&self, branch: &mut Branch, place: &Place) -> bool {
        let named = || Place { reference: Some(branch.name.clone()), ..place.clone() };
        match &branch.own {
            Own::Plan(_) => keep(branch, place, self.read(place), |branch, value| {
                if let Own::Plan(files) = &mut branch.own {
                    files.settings = value;
                }
            }),
            Own::Theme(_) => {
                let read = self.read(&named());
                keep(branch, place, read, |branch, value| branch.own = Own::Theme(Box::new(value)))
            }
            Own::Objective(_) => {
                let read = self.read(&named());
                keep(branch, place, read, |branch, value| branch.own = Own::Objective(Box::new(value)))
            }
        }
    }

    fn action(&self, branch: &mut Branch, place: Place, name: &str) {
        let stem = name.strip_suffix(".toml").unwrap_or(name);
        let reference = match Reference::new(stem) {
            Ok(reference) => reference,
            Err(why) => {
                branch.problems.push(invalid_name(&place, "an action", why));
                branch.unread.push(place.file);
                return;
            }
        };
        let place = Place { reference: Some(stem.to_owned()), ..place };
        let read: Read<Action> = self.read(&place);
        if !keep(branch, &place, read, |branch, action| branch.actions.push(Action { reference, ..action })) {
            branch.unread.push(place.file);
        }
    }

    fn read<T: for<'d> Deserialize<'d> + Default>(&self, place: &Place) -> Read<T> {
        self.root.read(&place.file, place, &self.spare)
    }
}

/// Puts what a file gave where it belongs; says whether it gave anything.
fn keep<T>(branch: &mut Branch, place: &Place, read: Read<T>, put: impl FnOnce(&mut Branch, T)) -> bool {
    branch.problems.extend(read.problems);
    branch.kept.extend(read.kept.map(|kept| (place.file.clone(), kept)));
    branch.unread_values.extend(read.unread_values);
    let is_read = read.value.is_some();
    if let Some(value) = read.value {
        put(branch, value);
    }
    is_read
}
