//! What each commit did to the files of a folder, in one pass; in a second one where there are merges.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::tree::{FileKind, below};
use super::{GitError, ObjectId, Repository};

/// A commit with the files that it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedCommit {
    pub id: ObjectId,
    pub parents: Vec<ObjectId>,
    pub author: String,
    pub email: String,
    /// When its author made it, by the author's clock: `2026-06-30T12:00:00+01:00`.
    pub time: String,
    pub subject: String,
    pub files: Vec<ChangedFile>,
}

/// A file that is in a commit not what it was in each of its parents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// The path from the folder that was asked for.
    pub path: String,
    /// What each parent had there; nothing where a parent had no such file. A first commit has one entry, nothing.
    pub before: Vec<Option<ObjectId>>,
    /// Nothing where the commit has no such file.
    pub after: Option<ObjectId>,
}

/// Fields of a commit's line, after its name.
const FIELDS: usize = 5;

impl Repository {
    /// The commits that lead up to one and not to another, each before its parents, and otherwise the newest first.
    /// Only those that changed a file in a folder, given by its path from the top, or merged two lines that did.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no such commit.
    pub fn log(
        &self,
        upto: &ObjectId,
        without: Option<&ObjectId>,
        folder: &str,
    ) -> Result<Vec<LoggedCommit>, GitError> {
        let without = without.map(|id| format!("^{id}"));
        let mut arguments = vec!["log", "--full-history", "--date-order", "--raw", "-z", "--no-abbrev"];
        arguments.extend(["--no-renames", "--no-relative", "--no-color", "--no-show-signature", "--encoding=UTF-8"]);
        arguments.extend(["--diff-merges=off", "--format=commit %H%x00%P%x00%an%x00%ae%x00%aI%x00%s", upto.as_str()]);
        arguments.extend(without.as_deref());
        arguments.push("--");
        arguments.extend(Some(folder).filter(|folder| !folder.is_empty()));
        let mut commits = parse(&self.read(&arguments)?, folder);
        self.look_into_merges(&mut commits, folder)?;
        Ok(commits)
    }

    /// Adds the files of merges: those that differ from one parent at least.
    fn look_into_merges(&self, commits: &mut [LoggedCommit], folder: &str) -> Result<(), GitError> {
        let mut merges: Vec<_> = commits.iter_mut().filter(|commit| commit.parents.len() > 1).collect();
        if merges.is_empty() {
            return Ok(());
        }
        let pairs = merges.iter().flat_map(|merge| {
            let line = |parent| format!("{} {parent}\n", merge.id);
            merge.parents.iter().map(line)
        });
        let input: String = pairs.collect();
        let mut arguments = vec!["diff-tree", "--stdin", "--always", "-r", "--raw", "-z", "--no-abbrev"];
        arguments.extend(["--no-renames", "--no-relative", "--format=commit %H%x00%x00%x00%x00%x00", "--"]);
        arguments.extend(Some(folder).filter(|folder| !folder.is_empty()));
        let mut compared = parse(&self.read_with(&arguments, input.as_bytes())?, folder).into_iter();
        for merge in &mut merges {
            let parents = compared.by_ref().take(merge.parents.len()).map(|commit| commit.files).collect();
            merge.files = combined(parents);
        }
        Ok(())
    }
}

/// The files of a merge, from what it changed of each of its parents.
fn combined(parents: Vec<Vec<ChangedFile>>) -> Vec<ChangedFile> {
    let number = parents.len();
    let mut files: BTreeMap<String, ChangedFile> = BTreeMap::new();
    for (parent, changed) in parents.into_iter().enumerate() {
        for ChangedFile { path, mut before, after } in changed {
            let file = files.entry(path).or_insert_with_key(|path| {
                // A parent that does not differ has what the merge has.
                ChangedFile { path: path.clone(), before: vec![after.clone(); number], after: after.clone() }
            });
            if let (Some(place), Some(before)) = (file.before.get_mut(parent), before.pop()) {
                *place = before;
            }
        }
    }
    files.into_values().collect()
}

/// Reads commits: `commit ID`, the fields, and then for each file `:MODES NAMES STATUS` and its path, all between NULs.
fn parse(printed: &[u8], folder: &str) -> Vec<LoggedCommit> {
    let mut commits: Vec<LoggedCommit> = Vec::new();
    let mut parts = printed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    while let Some(part) = parts.next() {
        let part = part.trim_start_matches('\n');
        if let Some(id) = part.strip_prefix("commit ").and_then(ObjectId::parse) {
            let fields: Vec<_> = parts.by_ref().take(FIELDS).map(Cow::into_owned).collect();
            commits.extend(commit(id, fields));
        } else if let (Some(about), Some(commit)) = (part.strip_prefix(':'), commits.last_mut()) {
            let path = parts.next().unwrap_or_default();
            commit.files.extend(below(&path, folder).and_then(|path| changed_file(about, path)));
        }
    }
    commits
}

fn commit(id: ObjectId, fields: Vec<String>) -> Option<LoggedCommit> {
    let [parents, author, email, time, subject] = <[String; FIELDS]>::try_from(fields).ok()?;
    let parents = parents.split(' ').filter_map(ObjectId::parse).collect();
    Some(LoggedCommit { id, parents, author, email, time, subject, files: Vec::new() })
}

/// Reads `OLDMODE NEWMODE OLDNAME NEWNAME STATUS`.
pub(super) fn changed_file(about: &str, path: &str) -> Option<ChangedFile> {
    let mut words = about.split(' ');
    let (old_mode, new_mode) = (words.next()?, words.next()?);
    let held =
        |mode: &str, name: &str| ObjectId::parse(name).filter(|_| FileKind::of_mode(mode) == Some(FileKind::File));
    let (before, after) = (held(old_mode, words.next()?), held(new_mode, words.next()?));
    Some(ChangedFile { path: path.to_owned(), before: vec![before], after })
}

#[cfg(test)]
mod tests {
    use super::{ChangedFile, ObjectId, combined, parse};

    const OLD: &str = "1111111111111111111111111111111111111111";
    const NEW: &str = "2222222222222222222222222222222222222222";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn id(text: &str) -> Option<ObjectId> {
        ObjectId::parse(text)
    }

    #[test]
    fn a_commit_is_read_with_its_files() {
        let printed = format!(
            "commit {NEW}\0{OLD}\0Robin Field\0robin@wendale.example\x002026-06-30T12:00:00Z\0commit ab\0\n\
             :100644 100644 {OLD} {NEW} M\0our plans/a b.toml\0:000000 100644 {NONE} {NEW} A\0our plans/c\0\
             commit {OLD}\0\0A\0b\0t\0\0"
        );
        let commits = parse(printed.as_bytes(), "our plans");
        let files: Vec<_> =
            commits[0].files.iter().map(|file| (file.path.as_str(), file.before.clone(), file.after.clone())).collect();
        assert_eq!(files, [("a b.toml", vec![id(OLD)], id(NEW)), ("c", vec![None], id(NEW))], "{commits:?}");
        assert_eq!((commits[0].subject.as_str(), commits[0].parents.len()), ("commit ab", 1));
        assert_eq!((commits.len(), commits[1].parents.len()), (2, 0));
    }

    #[test]
    fn a_merge_says_what_each_parent_had() {
        let file = |before: &str, after: &str| ChangedFile {
            path: "a".to_owned(),
            before: vec![ObjectId::parse(before)],
            after: ObjectId::parse(after),
        };
        let one = combined(vec![vec![file(OLD, NEW)], vec![file(NONE, NEW)]]);
        assert_eq!((one[0].before.clone(), one[0].after.clone()), (vec![id(OLD), None], id(NEW)));
        let taken = combined(vec![vec![], vec![file(OLD, NEW)]]);
        assert_eq!(taken[0].before, [id(NEW), id(OLD)]);
        let gone = combined(vec![vec![], vec![file(OLD, NONE)]]);
        assert_eq!((gone[0].before.clone(), gone[0].after.clone()), (vec![None, id(OLD)], None));
    }
}
