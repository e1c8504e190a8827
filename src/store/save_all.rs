//! Files that belong together, in a folder of their own: those of an earlier time are replaced, and no others.

use std::fs;
use std::path::Path;

use super::save::{SaveError, refuse, save, save_new};

/// Puts files into a folder, which is made where it is not there; `earlier` gives the names of the files that the
/// first of them, as it stands there, says belong to it.
///
/// Each file is written whole or not at all, the first one first, so that what was written is known by it.
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
    if !folder.is_dir() {
        fs::create_dir(folder).map_err(|reason| SaveError::not_made(folder, reason))?;
    }
    files.iter().try_for_each(|(name, bytes)| save(&folder.join(name), bytes))
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
    if !folder.is_dir() {
        fs::create_dir(folder).map_err(|reason| SaveError::not_made(folder, reason))?;
    }
    files.iter().try_for_each(|(name, bytes)| save_new(&folder.join(name), bytes))
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

    use super::save_all;
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
        assert!(matches!(refused(".git"), SaveError::InGit(_)));
        assert!(matches!(refused(".git/tables"), SaveError::InGit(_)));
    }
}
