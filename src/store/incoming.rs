//! Files that come from outside, to be imported, and the folder that a first plan goes to.

use std::fs;
use std::io;
use std::path::Path;

use super::StoreError;

/// The bytes of a document; `largest` is how many of them are read at most.
///
/// # Errors
///
/// There is no such file, it is a folder, it is larger, or it cannot be read.
pub fn document(path: &Path, largest: u64) -> Result<Vec<u8>, StoreError> {
    let failed = |reason| StoreError::Unreadable { path: path.to_owned(), reason };
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(failed(io::Error::other("it is a folder")));
    }
    if metadata.len() > largest {
        return Err(failed(io::Error::other(format!("it has more than {} MB", largest >> 20))));
    }
    fs::read(path).map_err(failed)
}

/// Makes the plans folder where it is not there.
///
/// # Errors
///
/// It cannot be made.
pub fn make_plans_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|reason| StoreError::Unreadable { path: path.to_owned(), reason })
}

/// Whether there is something with this name in a folder.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
