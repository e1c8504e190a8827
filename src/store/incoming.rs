//! Files that come in from elsewhere: their bytes, as many as their reader can take.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::plain;

/// Why a file that came in was not read.
#[derive(Debug, thiserror::Error)]
pub enum IncomingError {
    #[error("{} is a folder", .0.display())]
    Folder(PathBuf),
    #[error("cannot read {}: {}", path.display(), plain(reason))]
    Io { path: PathBuf, reason: io::Error },
}

/// The bytes of a file, and one more than there may be where it is larger.
///
/// # Errors
///
/// It is a folder, or cannot be read.
pub fn incoming(path: &Path, most: u64) -> Result<Vec<u8>, IncomingError> {
    if path.is_dir() {
        return Err(IncomingError::Folder(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|reason| IncomingError::Io { path: path.to_owned(), reason })
}
