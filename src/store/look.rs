//! Looking whether something is there: what cannot be looked at is not taken for what is not there.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use super::StoreError;

/// What there is at a path, if anything, links followed.
pub(super) fn at(path: &Path) -> Result<Option<Metadata>, StoreError> {
    found(path, fs::metadata(path))
}

/// What there is at a path itself, if anything: a link, too, whatever it leads to.
pub(super) fn at_itself(path: &Path) -> Result<Option<Metadata>, StoreError> {
    found(path, fs::symlink_metadata(path))
}

fn found(path: &Path, looked: io::Result<Metadata>) -> Result<Option<Metadata>, StoreError> {
    match looked {
        Err(reason) if is_missing(&reason) => Ok(None),
        looked => looked.map(Some).map_err(StoreError::unreadable(path)),
    }
}

/// Whether there is a file at a path.
pub(super) fn is_file(path: &Path) -> Result<bool, StoreError> {
    Ok(at(path)?.is_some_and(|found| found.is_file()))
}

/// Whether there is a folder at a path.
pub(super) fn is_folder(path: &Path) -> Result<bool, StoreError> {
    Ok(at(path)?.is_some_and(|found| found.is_dir()))
}

/// Whether there is one of these files in a folder.
pub(super) fn holds_any(folder: &Path, files: &[&str]) -> Result<bool, StoreError> {
    for file in files {
        if is_file(&folder.join(file))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether this says that nothing is there.
pub(super) fn is_missing(reason: &io::Error) -> bool {
    matches!(reason.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The nearest of some paths of which something holds, as far as that can be seen.
pub(super) fn nearest<'p>(
    paths: impl IntoIterator<Item = &'p Path>,
    holds: impl Fn(&Path) -> Result<bool, StoreError>,
) -> Result<Option<&'p Path>, StoreError> {
    for path in paths {
        if holds(path)? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
