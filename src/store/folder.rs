//! The folders of a plan, read in parallel: a task a folder.
//!
//! Every file of a folder ends in the [`Branch`] or in a problem. Links are followed only to files of the same plan.

use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::file::{self, Read};
use super::layout::{FileKind, FolderKind, PLAN_FILE, file_kind, is_plan_file};
use super::{Root, StoreError};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::model::{Action, KnownFile, Objective, PartiesFile, Reference, Settings, Theme, natural_order};
use crate::source::Place;

/// How deep objectives may nest.
const DEEPEST: usize = 24;

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
    pub problems: Vec<Diagnostic>,
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
    let listed =
        list(root.folder()).map_err(|source| StoreError::Unreadable { path: root.folder().to_owned(), source })?;
    let mut top = Top::default();
    for entry in listed {
        let place = Place::file(&entry.name, None);
        if entry.kind.is_symlink() && leaves(&root.folder().join(&entry.name), root.folder()) {
            top.problems.push(outside(&place));
        } else if root.folder().join(&entry.name).is_dir() {
            top.plans.push(entry.name);
        } else if is_plan_file(&entry.name) {
            top.files += 1;
            let help = "a plan is a folder in the plans folder; move the file into one";
            top.problems
                .push(Diagnostic::error(RuleName::STRAY_FILE, place, "a plan file outside any plan").help(help));
        }
    }
    Ok(top)
}

/// Reads a plan; nothing where the folder holds no plan file at all.
pub(super) fn read_plan(root: &Root, name: &str) -> Option<Branch> {
    let mut branch = read(root, name, None);
    if let Err(why) = Reference::new(name) {
        branch.problems.push(invalid_name(&Place::file(name, Some(name)), "folder of a plan", why));
    }
    (branch.files > 0 || !branch.problems.is_empty()).then_some(branch)
}

/// Reads the part of a plan that judging these files takes: they themselves, and what they stand below.
pub(super) fn read_part(root: &Root, name: &str, files: &BTreeSet<String>) -> Option<Branch> {
    let branch = read(root, name, Some(files));
    (branch.files > 0 || !branch.problems.is_empty()).then_some(branch)
}

fn read(root: &Root, name: &str, only: Option<&BTreeSet<String>>) -> Branch {
    let home = root.folder().join(name);
    let reader = Reader { plan: name, home: &home, only };
    reader.folder(&home, name, FolderKind::Plan, 0)
}

struct Reader<'a> {
    plan: &'a str,
    home: &'a Path,
    /// The files to read, from the plans folder; nothing for all.
    only: Option<&'a BTreeSet<String>>,
}

/// What a folder lists.
struct Listed {
    name: String,
    kind: FileType,
    is_utf8: bool,
}

impl Reader<'_> {
    /// Reads a folder; `path` is its path from the plans folder.
    fn folder(&self, folder: &Path, path: &str, kind: FolderKind, depth: usize) -> Branch {
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let own = match kind {
            FolderKind::Plan => Own::default(),
            FolderKind::Theme => Own::Theme(Box::default()),
            FolderKind::Objective => Own::Objective(Box::default()),
        };
        let mut branch = Branch { name, own, ..Branch::default() };
        let listed = match list(folder) {
            Ok(listed) => listed,
            Err(error) => {
                branch.problems.push(file::unreadable(&Place::file(path, Some(self.plan)), &error));
                return branch;
            }
        };
        let wanted = listed.into_iter().filter(|entry| self.wants(path, kind, entry));
        let (folders, files): (Vec<_>, Vec<_>) = wanted.partition(|entry| entry.kind.is_dir());
        for entry in &files {
            self.entry(&mut branch, folder, path, kind, entry);
        }
        branch.branches = self.below(&mut branch.problems, folder, path, &folders, depth);
        branch.files += branch.branches.iter().map(|below| below.files).sum::<usize>();
        branch
    }

    /// Whether an entry of a folder is to be read, or leads to what is.
    fn wants(&self, path: &str, kind: FolderKind, entry: &Listed) -> bool {
        let Some(only) = self.only else { return true };
        let below = format!("{path}/{}/", entry.name);
        if entry.kind.is_dir() {
            return only.range(below.clone()..).next().is_some_and(|first| first.starts_with(&below));
        }
        match file_kind(&entry.name, kind) {
            FileKind::Own | FileKind::Parties | FileKind::Baseline => true,
            _ => only.contains(below.trim_end_matches('/')),
        }
    }

    fn below(
        &self,
        problems: &mut Vec<Diagnostic>,
        folder: &Path,
        path: &str,
        folders: &[Listed],
        depth: usize,
    ) -> Vec<Branch> {
        let place = |entry: &Listed| Place::file(&format!("{path}/{}", entry.name), Some(self.plan));
        if depth >= DEEPEST {
            problems.extend(folders.iter().map(|entry| too_deep(&place(entry))));
            return Vec::new();
        }
        problems.extend(folders.iter().filter(|entry| is_plan_file(&entry.name)).map(|entry| {
            Diagnostic::error(RuleName::STRAY_FILE, place(entry), "a folder with the name of a plan file")
                .help("rename the folder, or delete it")
        }));
        let branches = folders.par_iter().filter(|entry| !is_plan_file(&entry.name)).map(|entry| {
            let inner = folder.join(&entry.name);
            let kind = kind_of(&inner, depth);
            let mut branch = self.folder(&inner, &format!("{path}/{}", entry.name), kind, depth + 1);
            if let Err(why) = Reference::new(&entry.name)
                && branch.files > 0
            {
                branch.problems.push(invalid_name(&place(entry), &format!("folder of {}", kind.word()), why));
            }
            branch
        });
        branches.filter(|branch| branch.files > 0 || !branch.problems.is_empty()).collect()
    }

    /// Reads one file of a folder into its branch.
    fn entry(&self, branch: &mut Branch, folder: &Path, path: &str, folder_kind: FolderKind, entry: &Listed) {
        let file = format!("{path}/{}", entry.name);
        let place = Place::file(&file, Some(self.plan));
        let kind = file_kind(&entry.name, folder_kind);
        if matches!(kind, FileKind::Companion) {
            return;
        }
        branch.files += 1;
        let on_disk = folder.join(&entry.name);
        if let Some(problem) = self.refuse(&on_disk, &place, entry) {
            branch.problems.push(problem);
            branch.unread.push(file);
            return;
        }
        let is_read = match kind {
            FileKind::Own => own(branch, &on_disk, &place),
            FileKind::Parties => keep(branch, file::read(&on_disk, &place), |branch, value| {
                if let Own::Plan(files) = &mut branch.own {
                    files.parties = Some(value);
                }
            }),
            FileKind::Baseline => keep(branch, file::read(&on_disk, &place), |branch, value| {
                if let Own::Plan(files) = &mut branch.own {
                    files.known = value;
                }
            }),
            FileKind::Action => action(branch, &on_disk, place, &entry.name),
            FileKind::Contacts | FileKind::Companion => true,
            FileKind::Misplaced | FileKind::Lookalike | FileKind::Unknown => {
                branch.problems.push(stray(&place, kind, folder_kind));
                true
            }
        };
        if !is_read {
            branch.unread.push(file);
        }
    }

    /// Why a file must not be opened: its name, or where it leads.
    fn refuse(&self, on_disk: &Path, place: &Place, entry: &Listed) -> Option<Diagnostic> {
        if !entry.is_utf8 {
            let message = "the name of the file is not UTF-8";
            return Some(Diagnostic::error(RuleName::STRAY_FILE, place.clone(), message).help("rename the file"));
        }
        if entry.kind.is_file() {
            return None;
        }
        if !entry.kind.is_symlink() {
            let message = "neither a file nor a folder";
            return Some(Diagnostic::error(RuleName::STRAY_FILE, place.clone(), message).help("delete it"));
        }
        match fs::metadata(on_disk) {
            Err(error) => Some(file::unreadable(place, &error)),
            Ok(_) if leaves(on_disk, self.home) => Some(outside(place)),
            Ok(metadata) if metadata.is_file() => None,
            Ok(_) => {
                let message = "a link to a folder, which is not followed";
                Some(
                    Diagnostic::error(RuleName::STRAY_FILE, place.clone(), message).help("move the folder itself here"),
                )
            }
        }
    }
}

/// A folder directly in a plan is a theme, unless it says that it is an objective; all below are objectives.
fn kind_of(folder: &Path, depth: usize) -> FolderKind {
    let says_objective = || folder.join(FolderKind::Objective.own_file()).exists();
    if depth > 0 || (says_objective() && !folder.join(FolderKind::Theme.own_file()).exists()) {
        FolderKind::Objective
    } else {
        FolderKind::Theme
    }
}

/// Reads the file that says what its folder is.
fn own(branch: &mut Branch, on_disk: &Path, place: &Place) -> bool {
    match &branch.own {
        Own::Plan(_) => keep(branch, file::read(on_disk, place), |branch, value| {
            if let Own::Plan(files) = &mut branch.own {
                files.settings = value;
            }
        }),
        Own::Theme(_) => {
            let place = Place { reference: Some(branch.name.clone()), ..place.clone() };
            keep(branch, file::read(on_disk, &place), |branch, value| branch.own = Own::Theme(Box::new(value)))
        }
        Own::Objective(_) => {
            let place = Place { reference: Some(branch.name.clone()), ..place.clone() };
            keep(branch, file::read(on_disk, &place), |branch, value| branch.own = Own::Objective(Box::new(value)))
        }
    }
}

/// Lists a folder in the order of its names, without hidden files.
fn list(folder: &Path) -> io::Result<Vec<Listed>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, is_utf8) = match entry.file_name().into_string() {
            Ok(name) => (name, true),
            Err(name) => (name.to_string_lossy().into_owned(), false),
        };
        if !name.starts_with('.') {
            entries.push(Listed { name, kind: entry.file_type()?, is_utf8 });
        }
    }
    entries.sort_by(|a, b| natural_order(&a.name, &b.name));
    Ok(entries)
}

/// Puts what a file gave where it belongs; says whether it gave anything.
fn keep<T>(branch: &mut Branch, read: Read<T>, put: impl FnOnce(&mut Branch, T)) -> bool {
    branch.problems.extend(read.problems);
    let is_read = read.value.is_some();
    if let Some(value) = read.value {
        put(branch, value);
    }
    is_read
}

fn action(branch: &mut Branch, on_disk: &Path, place: Place, name: &str) -> bool {
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    let reference = match Reference::new(stem) {
        Ok(reference) => reference,
        Err(why) => {
            branch.problems.push(invalid_name(&place, "file of an action", why));
            return false;
        }
    };
    let place = Place { reference: Some(stem.to_owned()), ..place };
    keep(branch, file::read::<Action>(on_disk, &place), |branch, action| {
        branch.actions.push(Action { reference, ..action });
    })
}

/// Whether a link leads out of a folder.
fn leaves(link: &Path, folder: &Path) -> bool {
    let inside = |folder: PathBuf| link.canonicalize().is_ok_and(|target| target.starts_with(folder));
    !folder.canonicalize().is_ok_and(inside)
}

fn outside(place: &Place) -> Diagnostic {
    Diagnostic::error(RuleName::OUTSIDE_PLAN, place.clone(), "a link that leads out of the plan, which is not followed")
        .help("put the file itself here, or delete the link")
}

fn too_deep(place: &Place) -> Diagnostic {
    Diagnostic::error(RuleName::STRAY_FILE, place.clone(), format!("objectives nest at most {DEEPEST} deep"))
        .help("move the folder further up")
}

fn invalid_name(place: &Place, what: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        RuleName::INVALID_REFERENCE,
        place.clone(),
        format!("the name of this {what} is not a reference: {why}"),
    )
    .help("rename it, for instance to `3.1.1`")
}

fn stray(place: &Place, kind: FileKind, folder: FolderKind) -> Diagnostic {
    let name = place.file.rsplit('/').next().unwrap_or_default();
    let (message, help) = match kind {
        FileKind::Misplaced => (
            format!("`{name}` means nothing in the folder of {} {}", article(folder), folder.word()),
            match name {
                PLAN_FILE | "parties.toml" | "baseline.toml" | "contacts.toml" => {
                    "move it to the top folder of the plan"
                }
                _ => "a theme is a folder directly in the plan; an objective is a folder in a theme or an objective",
            },
        ),
        FileKind::Lookalike => (
            format!("`{name}` looks like a plan file but is not read as one"),
            "rename it to end in `.toml`, or delete it",
        ),
        _ => (format!("`{name}` is no file of a plan"), "delete it, or move it out of the plan"),
    };
    Diagnostic::error(RuleName::STRAY_FILE, place.clone(), message).help(help)
}

const fn article(folder: FolderKind) -> &'static str {
    match folder {
        FolderKind::Objective => "an",
        FolderKind::Plan | FolderKind::Theme => "a",
    }
}
