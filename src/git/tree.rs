//! The files of a commit.

use super::{GitError, ObjectId, Repository};

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// The path from the folder that was asked for, with `/` between the parts.
    pub path: String,
    pub kind: FileKind,
    /// The name of its bytes; of a repository within the repository, of the commit it stands at.
    pub id: ObjectId,
}

/// What git keeps at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    File,
    /// A symbolic link, whose bytes are the path that it leads to.
    Link,
    /// A repository within the repository.
    Submodule,
}

impl Repository {
    /// Gives every file of a commit in a folder, by its path from the top, and below it: some at a time, while git
    /// still lists the others.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no such commit.
    pub fn each_files(
        &self,
        commit: &ObjectId,
        folder: &str,
        mut take: impl FnMut(Vec<TreeFile>),
    ) -> Result<(), GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "--full-tree", commit.as_str(), "--"];
        if !folder.is_empty() {
            arguments.push(folder);
        }
        self.read_in_parts(&arguments, |part| {
            let whole = part.iter().rposition(|byte| *byte == 0).map_or(0, |last| last.saturating_add(1));
            let entries = part.get(..whole).unwrap_or_default().split(|byte| *byte == 0);
            take(entries.filter_map(|entry| tree_file(entry, folder)).collect());
            whole
        })
    }

    /// The files in a folder that are not as the last commit has them, by their paths from it.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn uncommitted(&self, folder: &str) -> Result<Vec<String>, GitError> {
        let mut arguments = vec!["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--"];
        if !folder.is_empty() {
            arguments.push(folder);
        }
        let printed = self.read(&arguments)?;
        Ok(printed.split(|byte| *byte == 0).filter_map(|entry| path_of_status(entry, folder)).collect())
    }
}

/// Reads `XY PATH`.
fn path_of_status(entry: &[u8], folder: &str) -> Option<String> {
    let entry = String::from_utf8_lossy(entry);
    Some(below(entry.get(3..)?, folder)?.to_owned())
}

/// Reads `MODE KIND NAME<tab>PATH`.
fn tree_file(entry: &[u8], folder: &str) -> Option<TreeFile> {
    let entry = String::from_utf8_lossy(entry);
    let (about, path) = entry.split_once('\t')?;
    let mut words = about.split(' ');
    let kind = FileKind::of_mode(words.next()?)?;
    let id = ObjectId::parse(words.nth(1)?)?;
    let path = below(path, folder)?.to_owned();
    Some(TreeFile { path, kind, id })
}

impl FileKind {
    pub(super) fn of_mode(mode: &str) -> Option<Self> {
        match mode.get(..3)? {
            "100" => Some(Self::File),
            "120" => Some(Self::Link),
            "160" => Some(Self::Submodule),
            _ => None,
        }
    }
}

/// The path from a folder; nothing where it does not lie in it. The empty path is the top.
pub(super) fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

#[cfg(test)]
mod tests {
    use super::{FileKind, path_of_status, tree_file};

    const NAME: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

    #[test]
    fn what_is_not_committed_is_given_by_its_path_from_the_folder() {
        let path = |entry: &str| path_of_status(entry.as_bytes(), "our plans");
        assert_eq!(path(" M our plans/bristol/1.toml").as_deref(), Some("bristol/1.toml"));
        assert_eq!(path("?? notes.md"), None);
        assert_eq!(path(""), None);
    }

    #[test]
    fn an_entry_is_a_file_by_its_path_from_the_folder() {
        let entry = format!("100644 blob {NAME}\tour plans/bristol/Straße 1.toml");
        let file = tree_file(entry.as_bytes(), "our plans").expect("a file");
        assert_eq!((file.path.as_str(), file.kind, file.id.as_str()), ("bristol/Straße 1.toml", FileKind::File, NAME));
        assert_eq!(tree_file(entry.as_bytes(), "our"), None);
        assert_eq!(tree_file(format!("120000 blob {NAME}\ta").as_bytes(), "").map(|f| f.kind), Some(FileKind::Link));
    }
}
