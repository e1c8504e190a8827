//! What can go wrong outside the plan: folders that are not there or cannot be read.

use std::io;
use std::path::PathBuf;

/// The world did not let the store do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no plans folder here or in any folder above {}", from.display())]
    NoPlans { from: PathBuf },
    #[error("there is no plan in {}", path.display())]
    NoPlanIn { path: PathBuf },
    #[error("{} is no part of a plan", path.display())]
    InNoPlan { path: PathBuf },
    #[error("cannot read {}: {}", path.display(), plain(reason))]
    Unreadable { path: PathBuf, reason: io::Error },
}

impl StoreError {
    /// What makes an error of the reason for which a path cannot be read.
    pub(super) fn unreadable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::Unreadable { path: path.into(), reason }
    }
}

/// The system's reason without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((reason, _)) => reason.to_lowercase(),
        None => text,
    }
}
