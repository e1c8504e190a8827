//! Changes of several files, made together: prepared first, so that a refusal leaves everything as it was, then written
//! one after the other; where one cannot be written, those before it are put back.
//!
//! A file is read under the [`Lock`] that its change is written under, so that no two writers build on the same text.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::plain;
use super::file::LARGEST;
use super::layout::is_plan_file;
use super::temporary;
use super::write::{self, WriteError};
use super::{EditError, Lock, Root, edit};

/// A file before and after; nothing where it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The path from the plans folder.
    pub file: String,
    pub before: Option<Vec<u8>>,
    pub after: Option<Vec<u8>>,
}

/// Why files were not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    #[error("cannot read {}: {}", path.display(), plain(reason))]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{}: {reason}", path.display())]
    Edit { path: PathBuf, reason: EditError },
    /// A plan file would not be read again.
    #[error("{} would be larger than 1 MB, which no plan file is; say less, and keep the rest in a file of its own", .0.display())]
    TooLarge(PathBuf),
    /// A file was not written; those before it are as they were.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file was not written, and of those before it these could not be put back.
    #[error("{cause}; these files are changed already and could not be put back: {}", listed(left))]
    Half { cause: WriteError, left: Vec<PathBuf> },
}

impl FileChange {
    /// A file that says something else, and nothing more.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or cannot say what is asked.
    pub fn edit<T>(root: &Root, file: &str, change: impl FnOnce(&mut T)) -> Result<Self, ChangeError>
    where
        T: Serialize + DeserializeOwned + Default,
    {
        Self::rewrite(root, file, |text| edit::change_text(text, change))
    }

    /// A file with another text.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or there is no other text.
    pub(super) fn rewrite(
        root: &Root,
        file: &str,
        change: impl FnOnce(&str) -> Result<String, EditError>,
    ) -> Result<Self, ChangeError> {
        let path = root.folder().join(file);
        let before = root.bytes(file).map_err(|reason| ChangeError::Unreadable { path: path.clone(), reason })?;
        let failed = |reason| ChangeError::Edit { path: path.clone(), reason };
        let text = std::str::from_utf8(&before).map_err(|_| failed(EditError::Syntax("it is not UTF-8".to_owned())))?;
        let after = change(text).map_err(failed)?.into_bytes();
        Ok(Self { file: file.to_owned(), before: Some(before), after: Some(after) })
    }

    /// A new file that holds a value.
    pub fn create<T: Serialize>(file: &str, value: &T) -> Self {
        Self { file: file.to_owned(), before: None, after: Some(edit::new_text(value).into_bytes()) }
    }

    /// Whether the file stays as it is.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.before == self.after
    }

    /// Writes the file, under the lock of its plans folder.
    fn make(&self, folder: &Path) -> Result<(), WriteError> {
        let path = folder.join(&self.file);
        match (&self.before, &self.after) {
            // A person may have written it already.
            (Some(_), Some(after)) if fs::read(&path).is_ok_and(|now| now == *after) => Ok(()),
            (Some(_), Some(after)) => write::replace(&path, after),
            (None, Some(after)) => {
                write::make_folder_of(&path)?;
                write::create(&path, after)
            }
            (Some(_), None) => {
                write::remove(&path)?;
                write::remove_empty_folders(&path, folder);
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }

    /// Whether something that can be seen stands in the way, or the file could not be read again.
    fn can_be_made(&self, folder: &Path) -> Result<(), ChangeError> {
        let path = folder.join(&self.file);
        let is_plan_file = self.file.rsplit('/').next().is_some_and(is_plan_file);
        if is_plan_file && self.after.as_ref().is_some_and(|after| after.len() > LARGEST) {
            return Err(ChangeError::TooLarge(path));
        }
        let refused =
            if self.before.is_some() { write::refuse_to_replace(&path) } else { write::refuse_to_create(&path) };
        refused.map_err(ChangeError::from)
    }

    fn reversed(&self) -> Self {
        Self { file: self.file.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// Makes all of the changes, or none.
///
/// # Errors
///
/// A file cannot be written. Those written before it are put back; the error says where that failed too.
pub fn make<'c>(lock: &Lock, changes: impl IntoIterator<Item = &'c FileChange>) -> Result<(), ChangeError> {
    let folder = lock.folder();
    let changes: Vec<_> = changes.into_iter().collect();
    let paths = changes.iter().map(|change| folder.join(&change.file));
    let folders = paths.filter_map(|path| path.parent().map(Path::to_owned)).chain([folder.to_owned()]);
    folders.collect::<BTreeSet<_>>().iter().for_each(|folder| temporary::sweep(folder));
    for change in &changes {
        change.can_be_made(folder)?;
    }
    for (number, change) in changes.iter().enumerate() {
        if let Err(cause) = change.make(folder) {
            let left = put_back(folder, changes.get(..number).unwrap_or_default());
            return Err(if left.is_empty() { cause.into() } else { ChangeError::Half { cause, left } });
        }
    }
    Ok(())
}

/// Takes changes back, the last first; gives the files for which that failed.
fn put_back(folder: &Path, changes: &[&FileChange]) -> Vec<PathBuf> {
    let failed = changes.iter().rev().filter(|change| change.reversed().make(folder).is_err());
    failed.map(|change| folder.join(&change.file)).collect()
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Lock, Root};
    use super::{ChangeError, FileChange, make};
    use crate::model::Action;

    fn change(file: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_owned());
        FileChange { file: file.to_owned(), before: bytes(before), after: bytes(after) }
    }

    #[test]
    fn all_changes_are_made_or_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let lock = Lock::take(&root, "a test", |_| {}).expect("nobody has it");
        make(&lock, &[change("a", None, Some("1")), change("b", None, Some("2"))]).expect("both are new");

        let read = |name: &str| fs::read_to_string(folder.path().join(name)).ok();
        let wanted = [change("a", Some("1"), Some("3")), change("b", Some("2"), None), change("c", None, Some("4"))];
        fs::create_dir(folder.path().join("c")).expect("a folder in the way");
        assert!(matches!(make(&lock, &wanted), Err(ChangeError::Write(_))));
        assert_eq!((read("a").as_deref(), read("b").as_deref()), (Some("1"), Some("2")));

        fs::remove_dir(folder.path().join("c")).expect("it is empty");
        make(&lock, &wanted).expect("nothing is in the way");
        assert_eq!((read("a").as_deref(), read("b"), read("c").as_deref()), (Some("3"), None, Some("4")));
    }

    #[test]
    fn no_plan_file_is_written_that_would_not_be_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let lock = Lock::take(&root, "a test", |_| {}).expect("nobody has it");
        let large = "#".repeat((1 << 20) + 1);
        let found = make(&lock, &[change("b", None, Some("1")), change("plan/1.toml", None, Some(&large))]);
        assert!(matches!(found, Err(ChangeError::TooLarge(_))), "{found:?}");
        assert!(!folder.path().join("b").exists());
        make(&lock, &[change("plan/1.toml", None, large.get(1..))]).expect("it is just small enough");
        make(&lock, &[change("plan/import-report.md", None, Some(&large))]).expect("other files have any size");
    }

    #[test]
    fn what_could_not_be_put_back_is_named() {
        let cause = super::write::create(std::path::Path::new("none/a.toml"), b"").expect_err("there is no folder");
        let half = ChangeError::Half { cause, left: vec!["b.toml".into(), "c.toml".into()] }.to_string();
        assert!(half.ends_with("these files are changed already and could not be put back: b.toml, c.toml"), "{half}");
    }

    #[test]
    fn what_a_dead_writer_left_is_swept_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let lock = Lock::take(&root, "a test", |_| {}).expect("nobody has it");
        for name in [".vawg-x1", ".other", "vawg-x"] {
            make(&lock, &[change(name, None, Some("1"))]).expect("it is new");
        }
        make(&lock, &[change("a", None, Some("1"))]).expect("it is new");
        assert!(!folder.path().join(".vawg-x1").exists());
        assert!(folder.path().join(".other").exists() && folder.path().join("vawg-x").exists());
    }

    #[test]
    fn a_file_that_is_no_text_cannot_be_edited() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        super::write::create(&folder.path().join("a.toml"), b"action = \"\xff\"").expect("it is new");
        let found = FileChange::edit::<Action>(&root, "a.toml", |_| {});
        assert!(matches!(found, Err(ChangeError::Edit { .. })));
        assert!(matches!(FileChange::edit::<Action>(&root, "b.toml", |_| {}), Err(ChangeError::Unreadable { .. })));
    }
}
