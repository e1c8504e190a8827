//! Starting a plan: its first files, and beside them what editors and git should know.
//!
//! Nothing that is there is overwritten. Either everything is made or, where something goes wrong, nothing.

mod beside;
mod content;
mod place;
mod undo;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::plain;
use super::write::{self, TEMPORARY, WriteError};
use crate::model::{Date, Reference, natural_order};
use place::Site;
use undo::Undo;

pub use beside::Beside;

/// A plan to be started.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// The name of its folder.
    pub name: &'a Reference,
    pub title: &'a str,
    /// The day from which its dates are counted.
    pub day: Date,
    /// The rules whose levels a plan may set, each with its summary.
    pub rules: &'a [(&'a str, &'a str)],
}

/// What was made.
#[derive(Debug)]
pub struct Started {
    /// The folder of the plan.
    pub folder: PathBuf,
    /// Its files: the path from its folder, and what the file is.
    pub files: Vec<(String, &'static str)>,
    /// What stands beside the plan now.
    pub beside: Vec<Beside>,
}

/// Why no plan was started. Everything is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("there is already a plan {}", .0.display())]
    Exists(PathBuf),
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("{} is a link that leads to {}", link.display(), target.display())]
    LeadsOut { link: PathBuf, target: PathBuf },
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot make {}: {}", path.display(), plain(source))]
    Folder { path: PathBuf, source: io::Error },
    #[error("the first files of a plan cannot be written out")]
    Content(#[from] serde_json::Error),
}

/// Starts a plan in a plans folder, which is made where it is not there.
///
/// # Errors
///
/// There is such a plan, the folder is none to write in, or the disk does not take it. Nothing is then left behind.
pub fn start(plans: &Path, start: Start<'_>) -> Result<Started, StartError> {
    let site = Site::of(plans)?;
    let folder = site.plans.join(start.name.as_str());
    if let Some(taken) = taken(&site.plans, start.name.as_str()) {
        return Err(StartError::Exists(taken));
    }
    let content = content::files(start)?;
    let mut undo = Undo::default();
    if !site.plans.exists() {
        fs::create_dir(&site.plans).map_err(|source| StartError::Folder { path: site.plans.clone(), source })?;
        undo.folder(&site.plans);
    }
    let beside = beside::put(&site, start.rules, &mut undo)?;
    let files = content.iter().map(|file| (file.path.as_str(), file.text.as_str()));
    folder_of_files(&folder, files)?;
    undo.keep();
    let files = content.into_iter().map(|file| (file.path, file.what)).collect();
    Ok(Started { folder, files, beside })
}

/// The plan that has a name already, also where only case differs: some file systems make no difference.
fn taken(plans: &Path, name: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(plans).into_iter().flatten().filter_map(Result::ok);
    let mut same: Vec<_> = entries.filter(|entry| entry.file_name().eq_ignore_ascii_case(name)).collect();
    same.sort_by(|a, b| natural_order(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy()));
    same.first().map(fs::DirEntry::path)
}

/// Makes a folder with files in one step: it is made ready under another name beside its place.
fn folder_of_files<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<(), StartError> {
    let failed = |source| StartError::Folder { path: folder.to_owned(), source };
    let parent = folder.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    let ready = builder.prefix(TEMPORARY).permissions(write::ordinary_folder()).tempdir_in(parent).map_err(failed)?;
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
