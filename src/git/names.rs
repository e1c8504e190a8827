//! The names that files have had, and those of commits.

use super::{GitError, Repository, text};

impl Repository {
    /// The path of every file that has ever been in the folder that was asked about, from there, as far as the history
    /// of the current commit shows.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn paths_ever(&self) -> Result<Vec<String>, GitError> {
        if self.head()?.is_none() {
            return Ok(Vec::new());
        }
        let folder = self.path_at_top("");
        let arguments = [
            "log",
            "--full-history",
            "--format=",
            "--name-only",
            "--no-renames",
            "--diff-filter=A",
            "-z",
            "-m",
            "HEAD",
            "--",
        ];
        let printed = self.read(&arguments.into_iter().chain([folder.as_str()]).collect::<Vec<_>>())?;
        let paths = printed.split(|byte| *byte == 0).map(text);
        let within = self.within();
        Ok(paths.filter_map(|path| super::tree::below(path.trim_start(), within).map(str::to_owned)).collect())
    }

    /// The names of branches and tags, the newest first and at most so many, each with the first line of its commit or
    /// of what was written about the tag.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn names(&self, limit: usize) -> Result<Vec<(String, String)>, GitError> {
        let count = format!("--count={limit}");
        let arguments = [
            "for-each-ref",
            "--sort=-creatordate",
            &count,
            "--format=%(refname:short)%00%(contents:subject)",
            "refs/heads",
            "refs/tags",
        ];
        let printed = text(&self.read(&arguments)?);
        let names = printed.lines().filter_map(|line| line.split_once('\0'));
        Ok(names.map(|(name, subject)| (name.to_owned(), subject.to_owned())).collect())
    }
}
