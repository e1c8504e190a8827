//! Whether something stands in a place, and folders that are not there yet.

use std::fs;
use std::path::Path;

use super::SaveError;

/// Whether there is something with this name.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Makes a folder where it is not there, with those above it.
///
/// # Errors
///
/// It cannot be made.
pub fn make_folder(path: &Path) -> Result<(), SaveError> {
    fs::create_dir_all(path).map_err(|reason| SaveError::not_made(path, reason))
}
