//! Files that belong together, in a folder of their own: those of an earlier time are replaced, and no others.

use std::fs;
use std::path::{Path, PathBuf};

use super::save::{SaveError, put, refuse, save_new};
use super::{temporary, write};

/// Puts files into a folder, which is made where it is not there; `earlier` gives the names of the files that the
/// first of them, as it stands there, says belong to it.
///
/// Each file is written whole or not at all, the first one first, so that what was written is known by it; all of them
/// or, where one cannot be written, none.
///
/// # Errors
///
/// One of the names is taken by a file that does not belong to them, or cannot be written; see [`refuse`]. Nothing is
/// written where that can be seen before.
pub fn save_all(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    earlier: impl Fn(&[u8]) -> Option<Vec<String>>,
) -> Result<(), SaveError> {
    refuse_folder(folder)?;
    let description = files.first().and_then(|(name, _)| fs::read(folder.join(name)).ok());
    let ours = description.and_then(|description| earlier(&description)).unwrap_or_default();
    for (name, _) in files {
        let path = folder.join(name);
        let is_there = fs::symlink_metadata(&path).is_ok();
        if is_there && !ours.contains(name) {
            return Err(SaveError::Foreign(path));
        }
        if folder.is_dir() {
            refuse(&path)?;
        }
    }
    all_or_none(folder, files, put)
}

/// Puts new files into a folder, which is made where it is not there; those that are there just so are left as they are.
///
/// # Errors
///
/// One of the names is taken by something else, or cannot be written. Nothing is written where that can be seen before.
pub fn save_all_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), SaveError> {
    refuse_folder(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            refuse(&path)?;
            if fs::read(&path).map_err(|reason| SaveError::not_made(&path, reason))? != *bytes {
                return Err(SaveError::Taken(path));
            }
        }
    }
    all_or_none(folder, files, save_new)
}

/// Saves files into a folder one by one; where one cannot be saved, what was there before is put back.
fn all_or_none(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    save: impl Fn(&Path, &[u8]) -> Result<(), SaveError>,
) -> Result<(), SaveError> {
    let is_new = !folder.is_dir();
    if is_new {
        fs::create_dir(folder).map_err(|reason| SaveError::not_made(folder, reason))?;
    }
    temporary::sweep(folder);
    let mut saved = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        let before = fs::read(&path).ok();
        if let Err(error) = save(&path, bytes) {
            saved
                .iter()
                .rev()
                .for_each(|(path, before): &(PathBuf, Option<Vec<u8>>)| put_back(path, before.as_deref()));
            if is_new {
                // The error that led here is the one to report.
                let _ = fs::remove_dir(folder);
            }
            return Err(error);
        }
        saved.push((path, before));
    }
    Ok(())
}

fn put_back(path: &Path, before: Option<&[u8]>) {
    // The error that led here is the one to report; each file is whole all the same.
    let _ = match before {
        Some(bytes) => write::replace(path, bytes),
        None => write::remove(path),
    };
}

/// Why a folder can hold no files, as far as that can be seen before anything is made of them.
///
/// # Errors
///
/// It is a file, the folder that it is to be made in is not there, or it is in git's folder.
pub fn refuse_folder(folder: &Path) -> Result<(), SaveError> {
    if folder.is_dir() {
        // Any name in it is as good as another.
        return refuse(&folder.join("table.csv")).or_else(|error| match error {
            SaveError::InGit(_) => Err(SaveError::InGit(folder.to_owned())),
            _ => Ok(()),
        });
    }
    match fs::symlink_metadata(folder) {
        Ok(_) => Err(SaveError::NoFolderBut(folder.to_owned())),
        Err(_) => refuse(folder),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::save::put;
    use super::{all_or_none, save_all};
    use crate::store::SaveError;

    #[expect(clippy::unnecessary_wraps, reason = "as a description is read")]
    fn named(description: &[u8]) -> Option<Vec<String>> {
        Some(String::from_utf8_lossy(description).lines().map(str::to_owned).collect())
    }

    fn files(value: &str) -> Vec<(String, Vec<u8>)> {
        vec![("list".to_owned(), b"list\na.csv\n".to_vec()), ("a.csv".to_owned(), value.as_bytes().to_vec())]
    }

    #[test]
    fn files_of_an_earlier_time_are_replaced_and_others_left_alone() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let folder = kept.path().join("tables");
        save_all(&folder, &files("one"), named).expect("it is new");
        crate::store::save(&folder.join("mine.txt"), b"mine").expect("a file");
        save_all(&folder, &files("two"), named).expect("they are ours");
        assert_eq!(fs::read(folder.join("a.csv")).expect("it is there"), b"two");
        assert_eq!(fs::read(folder.join("mine.txt")).expect("it is there"), b"mine");
    }

    #[test]
    fn all_files_are_saved_or_none() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let folder = kept.path().join("tables");
        let with_another = |value: &str| [files(value), vec![("none/b.csv".to_owned(), Vec::new())]].concat();
        assert!(save_all(&folder, &with_another("one"), named).is_err());
        assert!(!folder.exists());
        save_all(&folder, &files("one"), named).expect("it is new");
        assert!(all_or_none(&folder, &with_another("two"), put).is_err());
        assert_eq!(fs::read(folder.join("a.csv")).expect("it is there"), b"one");
    }

    #[test]
    fn a_file_that_is_not_ours_stays_and_nothing_is_written() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let folder = kept.path();
        crate::store::save(&folder.join("a.csv"), b"mine").expect("a file");
        assert!(matches!(save_all(folder, &files("two"), named), Err(SaveError::Foreign(_))));
        assert_eq!(fs::read(folder.join("a.csv")).expect("it is there"), b"mine");
        assert!(!folder.join("list").exists());
        let refused = |path: &str| save_all(&folder.join(path), &files("two"), named).expect_err("it is refused");
        assert!(matches!(refused("a.csv"), SaveError::NoFolderBut(_)));
        assert!(matches!(refused("none/tables"), SaveError::NoFolder(_)));
        fs::create_dir(folder.join(".git")).expect("a folder");
        assert!(matches!(refused(".git"), SaveError::InGit(path) if path == folder.join(".git")));
        assert!(matches!(refused(".git/tables"), SaveError::InGit(_)));
    }
}
