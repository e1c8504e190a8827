//! Taking back what was made, when the rest cannot be made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::write;

/// What was made so far. Unless it is kept, it goes when this goes.
#[derive(Debug, Default)]
pub(super) struct Undo(Vec<Step>);

#[derive(Debug)]
enum Step {
    File(PathBuf),
    Folder(PathBuf),
    Change(PathBuf, Vec<u8>),
}

impl Undo {
    /// Notes a file that was made.
    pub(super) fn file(&mut self, path: &Path) {
        self.0.push(Step::File(path.to_owned()));
    }

    /// Notes a folder that was made.
    pub(super) fn folder(&mut self, path: &Path) {
        self.0.push(Step::Folder(path.to_owned()));
    }

    /// Notes what a file held before it was changed.
    pub(super) fn change(&mut self, path: &Path, before: Vec<u8>) {
        self.0.push(Step::Change(path.to_owned(), before));
    }

    /// Leaves everything as it is now.
    pub(super) fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        for step in self.0.drain(..).rev() {
            // The error that led here is the one to report; what cannot be taken back does no harm.
            let _ = match step {
                Step::File(path) => fs::remove_file(path).is_ok(),
                Step::Folder(path) => fs::remove_dir_all(path).is_ok(),
                Step::Change(path, before) => write::replace(&path, &before).is_ok(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Undo;
    use crate::store::write;

    #[test]
    fn a_file_that_was_changed_is_as_it_was_unless_that_is_kept() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join(".gitignore");
        for (is_kept, holds) in [(false, "old"), (true, "new")] {
            let _ = fs::remove_file(&file);
            write::create(&file, b"new").expect("it is new");
            let mut undo = Undo::default();
            undo.change(&file, b"old".to_vec());
            if is_kept {
                undo.keep();
            } else {
                drop(undo);
            }
            assert_eq!(fs::read_to_string(&file).expect("it is there"), holds);
        }
    }
}
