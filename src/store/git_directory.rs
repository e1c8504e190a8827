//! What stands in the directory that git keeps for a folder, as far as it can be seen without git.

use std::fs;
use std::path::{Path, PathBuf};

use super::look::{self, is_missing};
use super::{Root, StoreError};

/// The git directory of the work tree that holds a folder, given by its whole path.
pub(super) fn above(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    for top in folder.ancestors() {
        if let Some(directory) = of(top)? {
            return Ok(Some(directory));
        }
    }
    Ok(None)
}

/// The git directory of a folder that is the top of a work tree.
fn of(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let dot = folder.join(".git");
    let directory = match look::at(&dot)? {
        None => return Ok(None),
        Some(found) if found.is_dir() => dot,
        Some(_) => match text(&dot)?.strip_prefix("gitdir: ") {
            Some(way) => folder.join(way.trim_end()),
            None => return Ok(None),
        },
    };
    Ok(look::at(&directory.join("HEAD"))?.map(|_| directory))
}

impl Root {
    /// Whether git may have been told to leave files out of the work tree that holds the plans: a sparse checkout.
    #[must_use]
    pub fn is_sparse(&self) -> bool {
        let directory = self.folder().canonicalize().ok().and_then(|whole| above(&whole).ok().flatten());
        directory.is_some_and(|directory| {
            // Most have never been one, and are told by that.
            let has_patterns = directory.join("info/sparse-checkout").is_file();
            // In a work tree beside the first, the settings for all stand in the directory of that.
            let settings = ["config.worktree", "config", "../../config"];
            has_patterns && settings.iter().any(|file| text(&directory.join(file)).is_ok_and(|text| says_sparse(&text)))
        })
    }
}

/// Whether a configuration of git makes a checkout sparse.
fn says_sparse(configuration: &str) -> bool {
    let setting = |line: &str| line.split_whitespace().collect::<String>().to_lowercase();
    configuration.lines().map(setting).any(|line| line == "sparsecheckout=true" || line == "sparsecheckout")
}

/// A small file of git's; nothing where it has gone.
fn text(path: &Path) -> Result<String, StoreError> {
    let bytes = match fs::read(path) {
        Err(reason) if is_missing(&reason) => Vec::new(),
        read => read.map_err(StoreError::unreadable(path))?,
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
