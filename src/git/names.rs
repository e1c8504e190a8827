//! The names that files have had.

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
}
