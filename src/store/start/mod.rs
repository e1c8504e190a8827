//! Starting a plan: its first files, and beside them what editors, git and git hosts should know.
//!
//! Nothing that is there is overwritten. Either everything is made or, where something goes wrong, nothing.

mod beside;
mod content;
mod hosts;
mod place;
mod undo;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::error::plain;
use super::layout::is_plan_file;
use super::look;
use super::root::plan_around;
use super::temporary;
use super::write::{self, WriteError};
use crate::model::{Date, Reference, acts_in_a_line};
use beside::Beside;
use place::{Site, seen_from};
use undo::Undo;

pub use hosts::{Checks, Hooks, Host, Whose};
pub use place::plans_for;

/// A plan to be started.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The name of its folder.
    pub name: &'a Reference,
    /// What it is called: one line of plain text.
    pub title: &'a str,
    /// The folder in which people are.
    pub here: &'a Path,
    /// The day from which its dates are counted.
    pub day: Date,
    /// The rules whose levels a plan may set, each with its summary.
    pub rules: &'a [(&'a str, &'a str)],
    /// What is to check it.
    pub checks: Checks<'a>,
}

/// What was made, with paths as people see them.
#[derive(Debug)]
pub struct Started {
    /// The plans folder.
    pub plans: String,
    /// Whether commands have to be told the plans folder, since they would not find it.
    pub find: Find,
    /// Whether git keeps the folder already.
    pub record: Record,
    /// The files of the plan: the path from its folder, and what the file is.
    pub files: Vec<(String, &'static str)>,
    /// What was made beside the plan.
    pub beside: Added,
}

/// What was made beside plans, with paths as people see them.
#[derive(Debug, Default)]
pub struct Added {
    /// What was written: its path, and what it is for.
    pub files: Vec<(String, &'static str)>,
    /// What was left as it is, and what to do about it.
    pub notes: Vec<String>,
}

/// How commands come to the plans folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Find {
    /// By themselves.
    Above,
    /// Only when it is named.
    Named,
}

/// Whether there is a git repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    There,
    Missing,
}

/// Why no plan was started. Everything is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("there is already a plan {}", .0.display())]
    Exists(PathBuf),
    #[error("a plan cannot be called `{0}`: that is the name of a plan file")]
    FileName(String),
    #[error("a plan cannot stand in another, and {} would be one", .0.display())]
    InPlan(PathBuf),
    #[error("a title is one line of plain text")]
    Title,
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("{} is a link that leads out of its folder, to {}", link.display(), target.display())]
    LeadsOut { link: PathBuf, target: PathBuf },
    #[error("git hosts cannot be told of the plans folder `{0}`: a `$`, quotation mark or `\\` has a meaning there")]
    NotForHosts(String),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("cannot make {}: {}", path.display(), plain(reason))]
    Folder { path: PathBuf, reason: io::Error },
}

impl StartError {
    /// What to do about it, where that can be said.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Exists(folder) => {
                let name = folder.file_name().unwrap_or_default().to_string_lossy();
                Some(format!("choose another name; `vawg status --plan {name}` shows the plan that is there"))
            }
            Self::FileName(_) => Some("leave the `.toml` off".to_owned()),
            Self::InPlan(plan) => {
                let plans = plan.parent().unwrap_or(plan).display();
                Some(format!("plans stand side by side: name the folder that holds them, `{plans}`"))
            }
            Self::Title => Some("`--title \"Bristol action plan 2027-30\"`".to_owned()),
            Self::NoFolder(folder) => {
                Some(format!("make it first, or name another with `--plans`: `mkdir -p {}`", folder.display()))
            }
            Self::NotAFolder(_) => Some("name a folder with `--plans`".to_owned()),
            Self::LeadsOut { target, .. } => Some(format!("name the folder itself: `--plans {}`", target.display())),
            Self::NotForHosts(_) => Some("give the folder another name".to_owned()),
            Self::Write(_) | Self::Store(_) | Self::Folder { .. } => None,
        }
    }
}

/// What a plan with a name is called until somebody says otherwise: `Bristol 2027-30` for `bristol-2027-30`.
#[must_use]
pub fn title_of(name: &Reference) -> String {
    let mut title = String::new();
    let ends_in_digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    for word in name.as_str().split(['-', '_']).filter(|word| !word.is_empty()) {
        let is_range = ends_in_digit(&title) && word.starts_with(|c: char| c.is_ascii_digit());
        let joint = if title.is_empty() {
            ""
        } else if is_range {
            "-"
        } else {
            " "
        };
        title.extend([joint, word]);
    }
    title.get(..1).map(str::to_ascii_uppercase).unwrap_or_default() + title.get(1..).unwrap_or_default()
}

/// Starts a plan in a plans folder, which is made where it is not there.
///
/// # Errors
///
/// There is such a plan, the folder is none to write in, or the disk does not take it. Nothing is then left behind.
pub fn start(plans: &Path, start: Start<'_>) -> Result<Started, StartError> {
    let site = Site::of(plans)?;
    let find = site.find(start.here)?;
    refuse(plans, start)?;
    let content = content::files(start);
    let mut undo = Undo::default();
    if !site.plans.exists() {
        made_folder(&site.plans, &mut undo)?;
    }
    let mut beside = beside::put(&site, start, &mut undo)?;
    beside.extend(start.checks.put(&site, start.here, &mut undo)?);
    let files = content.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    folder_of_files(&site.plans.join(start.name.as_str()), files)?;
    undo.keep();
    Ok(Started {
        plans: seen_from(&site.plans, start.here),
        find,
        record: site.record,
        files: content.into_iter().map(|file| (file.path, file.what)).collect(),
        beside: Added::of(beside),
    })
}

/// Adds to plans that are there what is to check them, as seen from a folder.
///
/// # Errors
///
/// A path cannot stand in such a file, or the disk does not take it. Nothing is then left behind.
pub fn add(plans: &Path, checks: Checks<'_>, here: &Path) -> Result<Added, StartError> {
    let site = Site::of(plans)?;
    let mut undo = Undo::default();
    let beside = checks.put(&site, here, &mut undo)?;
    undo.keep();
    Ok(Added::of(beside))
}

impl Added {
    fn of(beside: Vec<Beside>) -> Self {
        let mut added = Self::default();
        for one in beside {
            match one {
                Beside::Written(path, what) => added.files.push((path, what)),
                Beside::LeftAlone(note) | Beside::ToDo(note) => added.notes.push(note),
                Beside::Fine => {}
            }
        }
        added
    }
}

fn refuse(plans: &Path, start: Start<'_>) -> Result<(), StartError> {
    let name = start.name.as_str();
    if let Some(plan) = plan_around(plans)? {
        return Err(StartError::InPlan(plan));
    }
    if is_plan_file(&name.to_ascii_lowercase()) {
        return Err(StartError::FileName(name.to_owned()));
    }
    if start.title.trim().is_empty() || start.title.chars().any(acts_in_a_line) {
        return Err(StartError::Title);
    }
    // Some file systems make no difference between large and small letters.
    let taken = names_in(plans)?.into_iter().find(|taken| taken.eq_ignore_ascii_case(name));
    taken.map_or(Ok(()), |taken| Err(StartError::Exists(plans.join(taken))))
}

/// What is in a folder that need not be there.
fn names_in(folder: &Path) -> Result<Vec<OsString>, StoreError> {
    let listed = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect());
    match listed {
        Err(reason) if look::is_missing(&reason) => Ok(Vec::new()),
        listed => listed.map_err(StoreError::unreadable(folder)),
    }
}

fn made_folder(folder: &Path, undo: &mut Undo) -> Result<(), StartError> {
    fs::create_dir(folder).map_err(|reason| StartError::Folder { path: folder.to_owned(), reason })?;
    undo.folder(folder);
    Ok(())
}

/// Makes a folder with files in one step: it is made ready under another name beside its place.
fn folder_of_files<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<(), StartError> {
    let failed = |reason| StartError::Folder { path: folder.to_owned(), reason };
    let parent = folder.parent().unwrap_or(Path::new("."));
    temporary::sweep(parent);
    let (ready, _lock) = temporary::folder_in(parent, &write::ordinary_folder()).map_err(failed)?;
    for (path, text) in files {
        let file = ready.path().join(path);
        fs::create_dir_all(file.parent().unwrap_or(ready.path())).map_err(failed)?;
        write::create(&file, text.as_bytes())?;
    }
    fs::rename(ready.path(), folder).map_err(failed)?;
    // Nothing is left under the old name for the temporary folder to take away.
    let _ = ready.keep();
    Ok(())
}
