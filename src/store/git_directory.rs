//! What stands in the directory that git keeps for a folder, as far as it can be seen without git.

use std::fs;
use std::io::Read as _;
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

/// How git may have been told to leave files out of a work tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    SparseCheckout,
    /// File by file, by the mark `skip-worktree`.
    Files,
}

impl Root {
    /// How files may have been left out of the work tree that holds the plans; nothing where none can have been, or
    /// where that would take reading git's whole list of files.
    #[must_use]
    pub fn left_out(&self) -> Option<LeftOut> {
        let whole = self.folder().canonicalize().ok()?;
        let directory = above(&whole).ok()??;
        let is_sparse = || is_sparse(&directory);
        match index_version(&directory)? {
            // Git writes this one only where a file has a mark of this kind.
            3 => Some(if is_sparse() { LeftOut::SparseCheckout } else { LeftOut::Files }),
            4.. => is_sparse().then_some(LeftOut::SparseCheckout),
            _ => None,
        }
    }
}

/// The version in which git keeps its list of files.
fn index_version(directory: &Path) -> Option<u32> {
    let mut head = [0; 8];
    fs::File::open(directory.join("index")).ok()?.read_exact(&mut head).ok()?;
    let [b'D', b'I', b'R', b'C', version @ ..] = head else { return None };
    Some(u32::from_be_bytes(version))
}

fn is_sparse(directory: &Path) -> bool {
    let has_patterns = directory.join("info/sparse-checkout").is_file();
    // In a work tree beside the first, the settings for all stand in the directory of that.
    let settings = ["config.worktree", "config", "../../config"];
    has_patterns && settings.iter().any(|file| text(&directory.join(file)).is_ok_and(|text| says_sparse(&text)))
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

#[cfg(test)]
mod tests {
    use super::says_sparse;

    #[test]
    fn only_the_setting_itself_makes_a_checkout_sparse() {
        for sparse in ["[core]\n\tsparseCheckout = true\n", "[core]\n\tsparsecheckout\n", "sparseCheckout=TRUE"] {
            assert!(says_sparse(sparse), "{sparse}");
        }
        for whole in ["", "[core]\n\tsparseCheckout = false\n", "[core]\n\tsparseCheckoutCone = true\n", "bare"] {
            assert!(!says_sparse(whole), "{whole}");
        }
    }
}
