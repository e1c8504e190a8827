//! What is staged: the files that the next commit will hold.

use std::collections::HashSet;

use super::tree::{FileKind, below};
use super::{GitError, ObjectId, Repository, TreeFile, command, failed, finished};

/// The list of staged files that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    /// The one that git has named, as it does for a hook when only some of what is staged is committed, or more;
    /// the repository's own where it has named none.
    Named,
    /// The repository's own, since the one that git has named is that of another repository.
    Own,
}

/// The files of the next commit in a folder.
#[derive(Debug, Default)]
pub struct Staged {
    pub files: Vec<TreeFile>,
    /// The paths, from the top, of files that a merge has left open, so that there can be no commit yet.
    pub unmerged: Vec<String>,
}

impl Repository {
    /// The files in a folder, by its path from the top, as the next commit will hold them.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn staged(&self, folder: &str, index: Index) -> Result<Staged, GitError> {
        let within = |arguments: &[&str]| {
            let folder = Some(folder).filter(|folder| !folder.is_empty());
            let arguments: Vec<_> = arguments.iter().copied().chain(["--"]).chain(folder).collect();
            self.read_index(index, &arguments)
        };
        // What `git add --intent-to-add` has announced is in the index, but in no commit yet.
        let announced = within(&["diff-files", "-z", "--name-only", "--diff-filter=A", "--ita-invisible-in-index"])?;
        let announced: HashSet<_> = announced.split(|byte| *byte == 0).collect();
        let mut staged = Staged::default();
        for entry in within(&["ls-files", "--stage", "-z"])?.split(|byte| *byte == 0) {
            let path = entry.splitn(2, |byte| *byte == b'\t').nth(1).unwrap_or_default();
            if !path.is_empty() && !announced.contains(path) {
                staged.add(&String::from_utf8_lossy(entry), folder);
            }
        }
        staged.unmerged.dedup();
        Ok(staged)
    }

    /// The files in a folder, by its path from the top, that git keeps and has been told to leave out of the work tree.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn left_out(&self, folder: &str) -> Result<Vec<String>, GitError> {
        let printed = self.read(&["ls-files", "-t", "-z", "--", if folder.is_empty() { "." } else { folder }])?;
        let printed = String::from_utf8_lossy(&printed);
        let paths = printed.split('\0').filter_map(|entry| entry.strip_prefix("S "));
        Ok(paths.filter_map(|path| below(path, folder)).map(str::to_owned).collect())
    }

    fn read_index(&self, index: Index, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let mut command = command(&self.top);
        if index == Index::Own {
            command.env_remove("GIT_INDEX_FILE");
        }
        let output = finished(command.args(arguments), &self.top, &[])?;
        let name = arguments.first().copied().unwrap_or_default();
        if output.status.success() { Ok(output.stdout) } else { Err(failed(name, &output)) }
    }
}

impl Staged {
    /// Reads `MODE NAME STAGE<tab>PATH`.
    fn add(&mut self, entry: &str, folder: &str) {
        let Some((about, path)) = entry.split_once('\t') else { return };
        let mut words = about.split(' ');
        let (mode, id, stage) = (words.next(), words.next().and_then(ObjectId::parse), words.next());
        if stage != Some("0") {
            self.unmerged.push(path.to_owned());
        } else if let (Some(kind), Some(id), Some(path)) = (mode.and_then(FileKind::of_mode), id, below(path, folder)) {
            self.files.push(TreeFile { path: path.to_owned(), kind, id });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Staged;

    #[test]
    fn an_entry_is_a_file_or_open() {
        const NAME: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        let mut staged = Staged::default();
        staged.add(&format!("100644 {NAME} 0\tour plans/a/1 2.toml"), "our plans");
        staged.add(&format!("100644 {NAME} 2\tour plans/a/3.toml"), "our plans");
        assert_eq!(staged.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["a/1 2.toml"]);
        assert_eq!(staged.unmerged, ["our plans/a/3.toml"]);
    }
}
