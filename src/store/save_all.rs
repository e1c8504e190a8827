//! Files that belong together, in a folder of their own: those of an earlier time are replaced, and no others.

use std::fs;
use std::path::{Path, PathBuf};

use super::save::{SaveError, is_new, refuse, standing};
use super::temporary;
use super::write::{self, WriteError};

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
    in_folder(folder, || {
        let mut wanted = Vec::new();
        for (name, bytes) in files {
            let path = folder.join(name);
            if fs::symlink_metadata(&path).is_ok() && !ours.contains(name) {
                return Err(SaveError::Foreign(path));
            }
            wanted.push(Wanted { before: standing(&path)?, path, bytes });
        }
        all_or_none(&wanted)
    })
}

/// Puts new files into a folder, which is made where it is not there; those that are there just so are left as they are.
///
/// # Errors
///
/// One of the names is taken by something else, or cannot be written. Nothing is written where that can be seen before.
pub fn save_all_new(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), SaveError> {
    refuse_folder(folder)?;
    in_folder(folder, || {
        let mut wanted = Vec::new();
        for (name, bytes) in files {
            let path = folder.join(name);
            if is_new(&path, bytes)? {
                wanted.push(Wanted { path, before: None, bytes });
            }
        }
        all_or_none(&wanted)
    })
}

/// A file to be saved.
struct Wanted<'f> {
    path: PathBuf,
    /// What stands in its place so far.
    before: Option<Vec<u8>>,
    bytes: &'f [u8],
}

impl Wanted<'_> {
    fn save(&self) -> Result<(), WriteError> {
        match self.before {
            Some(_) => write::replace(&self.path, self.bytes),
            None => write::create(&self.path, self.bytes),
        }
    }

    fn put_back(&self) {
        // The error that led here is the one to report; each file is whole all the same.
        let _ = match &self.before {
            Some(before) => write::replace(&self.path, before),
            None => write::remove(&self.path),
        };
    }
}

/// Saves files into a folder that is made for them where it is not there; where that fails, it goes again.
fn in_folder(folder: &Path, save: impl FnOnce() -> Result<(), SaveError>) -> Result<(), SaveError> {
    let is_new = !folder.is_dir();
    if is_new {
        fs::create_dir(folder).map_err(|reason| SaveError::not_made(folder, reason))?;
    }
    temporary::sweep(folder);
    let saved = save();
    if saved.is_err() && is_new {
        // The error that led here is the one to report.
        let _ = fs::remove_dir(folder);
    }
    saved
}

/// Saves files one by one; where one cannot be saved, what was there before is put back.
fn all_or_none(files: &[Wanted<'_>]) -> Result<(), SaveError> {
    for (number, file) in files.iter().enumerate() {
        if let Err(error) = file.save() {
            files.iter().take(number).rev().for_each(Wanted::put_back);
            return Err(error.into());
        }
    }
    Ok(())
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

    use super::{Wanted, all_or_none, save_all};
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
        assert!(save_all(&folder, &with_another("two"), named).is_err());
        let wanted = |name: &str, before: Option<&[u8]>| Wanted {
            path: folder.join(name),
            before: before.map(<[u8]>::to_vec),
            bytes: b"two",
        };
        let late = [wanted("a.csv", Some(b"one")), wanted("new.csv", None), wanted("none/b.csv", None)];
        assert!(all_or_none(&late).is_err());
        assert_eq!(fs::read(folder.join("a.csv")).expect("it is there"), b"one");
        assert!(!folder.join("new.csv").exists());
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
