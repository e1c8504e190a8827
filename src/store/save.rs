//! Where a file that is made for people, such as a report, may be put: nowhere that holds a plan or git's own files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::plain;
use super::layout::is_plan_file;
use super::temporary;
use super::write::{self, WriteError};

/// Why a file was not saved. What stood there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("{} is a folder", .0.display())]
    Folder(PathBuf),
    #[error("there is no folder {}", .0.display())]
    NoFolder(PathBuf),
    #[error("{} is a link to {}", path.display(), target.display())]
    Link { path: PathBuf, target: PathBuf },
    #[error("{} has the name of a plan file", .0.display())]
    PlanFile(PathBuf),
    #[error("{} is in the folder in which git keeps its own files", .0.display())]
    InGit(PathBuf),
    #[error("{} is no folder", .0.display())]
    NoFolderBut(PathBuf),
    #[error("{} is there already, and does not belong to an earlier export", .0.display())]
    Foreign(PathBuf),
    #[error("{} is there already, and something else is in it", .0.display())]
    Taken(PathBuf),
    /// What stands there could not be put back, so that nothing takes its place.
    #[error("cannot read {}: {}", path.display(), plain(reason))]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl SaveError {
    pub(super) fn not_made(folder: &Path, reason: io::Error) -> Self {
        Self::Write(WriteError::Io { path: folder.to_owned(), reason })
    }
}

/// Puts bytes into a new file, or in the place of an older one, whole or not at all.
///
/// # Errors
///
/// See [`refuse`], or the disk does not take it. What stood there is then as it was.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    refuse(path)?;
    temporary::sweep(write::folder_of(path));
    let is_there = fs::symlink_metadata(path).is_ok();
    Ok(if is_there { write::replace(path, bytes) } else { write::create(path, bytes) }?)
}

/// Puts bytes into a new file; one that holds just them is left as it is.
///
/// # Errors
///
/// As for [`save`], or something else is there, which somebody may have worked on.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    if is_new(path, bytes)? {
        temporary::sweep(write::folder_of(path));
        write::create(path, bytes)?;
    }
    Ok(())
}

/// Whether a file that is to hold just these bytes is yet to be written; one that holds others is refused.
pub(super) fn is_new(path: &Path, bytes: &[u8]) -> Result<bool, SaveError> {
    match standing(path)? {
        None => Ok(true),
        Some(there) if there == bytes => Ok(false),
        Some(_) => Err(SaveError::Taken(path.to_owned())),
    }
}

/// What stands in the place of a file that can be [saved](refuse); nothing where nothing is there.
pub(super) fn standing(path: &Path) -> Result<Option<Vec<u8>>, SaveError> {
    refuse(path)?;
    match fs::read(path) {
        Ok(there) => Ok(Some(there)),
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(SaveError::Unreadable { path: path.to_owned(), reason }),
    }
}

/// Why a file cannot be saved, as far as that can be seen before anything is made of it.
///
/// # Errors
///
/// Its folder is not there, it has the name of a plan file or is in git's folder, or what stands there is a folder, a
/// link, no file at all, or read-only.
pub fn refuse(path: &Path) -> Result<(), SaveError> {
    let owned = || path.to_owned();
    if path.is_dir() {
        return Err(SaveError::Folder(owned()));
    }
    let folder = write::folder_of(path);
    let real = folder.canonicalize().map_err(|reason| match reason.kind() {
        io::ErrorKind::NotFound => SaveError::NoFolder(folder.to_owned()),
        _ => SaveError::not_made(folder, reason),
    })?;
    if real.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        return Err(SaveError::InGit(owned()));
    }
    if path.file_name().is_some_and(|name| is_plan_file(&name.to_string_lossy().to_lowercase())) {
        return Err(SaveError::PlanFile(owned()));
    }
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => {
            Err(SaveError::Link { path: owned(), target: fs::read_link(path).unwrap_or_default() })
        }
        Ok(_) => Ok(write::refuse_to_replace(path)?),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{SaveError, save, save_new};
    use crate::store::write::{WriteError, create};

    #[test]
    fn a_file_is_saved_anew_or_in_the_place_of_an_older_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("board.md");
        save(&file, b"one").expect("it is new");
        save(&file, b"two").expect("it is a file");
        assert_eq!(fs::read(&file).expect("it is there"), b"two");
    }

    #[test]
    fn what_somebody_may_have_worked_on_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("return.txt");
        save_new(&file, b"one").expect("it is new");
        save_new(&file, b"one").expect("it is the same");
        assert!(matches!(save_new(&file, b"two"), Err(SaveError::Taken(_))));
        assert_eq!(fs::read(&file).expect("it is there"), b"one");
    }

    #[test]
    fn what_holds_a_plan_or_git_is_never_written() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path(".git/hooks")).expect("a folder");
        create(&path("1.1.toml"), b"old").expect("it is new");
        std::os::unix::fs::symlink(path("1.1.toml"), path("link.md")).expect("a link");
        std::os::unix::fs::symlink(path(".git"), path("elsewhere")).expect("a link");
        let refused = |path: &Path| save(path, b"new").expect_err("it is refused");

        assert!(matches!(refused(&path("1.1.toml")), SaveError::PlanFile(_)));
        assert!(matches!(refused(&path("new.TOML")), SaveError::PlanFile(_)));
        assert!(matches!(refused(&path("link.md")), SaveError::Link { .. }));
        assert!(matches!(refused(&path(".git/a.md")), SaveError::InGit(_)));
        assert!(matches!(refused(&path(".git/hooks/../a.md")), SaveError::InGit(_)));
        assert!(matches!(refused(&path("elsewhere/a.md")), SaveError::InGit(_)));
        assert!(matches!(refused(&path(".git")), SaveError::Folder(_)));
        assert!(matches!(refused(&path("none/a.md")), SaveError::NoFolder(_)));
        assert!(matches!(refused(&path("1.1.toml/a.md")), SaveError::Write(_) | SaveError::NoFolder(_)));
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).expect("a socket");
        assert!(matches!(refused(&path("socket")), SaveError::Write(WriteError::NotAFile(_))));
        assert_eq!(fs::read(path("1.1.toml")).expect("it is there"), b"old");
    }
}
