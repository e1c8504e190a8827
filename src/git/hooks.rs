//! Where git looks for its hooks.

use std::path::PathBuf;

use super::{GitError, Repository, text};

/// The folder in which git looks for the hooks of a repository; it need not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HooksFolder {
    pub path: PathBuf,
    /// Whether it lies in the repository or its work tree; other repositories may look in it, too, where it does not.
    pub is_within: bool,
}

impl Repository {
    /// Where git looks for hooks, which all work trees of the repository share.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn hooks(&self) -> Result<HooksFolder, GitError> {
        let printed = text(&self.read(&["rev-parse", "--git-path", "hooks", "--git-common-dir"])?);
        let mut folders = printed.lines().map(|line| self.top.join(line));
        let (hooks, own) = (folders.next().unwrap_or_default(), folders.next().unwrap_or_default());
        let plain = |folder: &PathBuf| std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let is_within = [&own, &self.top].into_iter().any(|folder| plain(&hooks).starts_with(plain(folder)));
        let leaves = hooks.components().any(|part| part == std::path::Component::ParentDir);
        Ok(HooksFolder { path: hooks, is_within: is_within && !leaves })
    }
}
