//! Commits by the names and days that people give them.

use super::{GitError, ObjectId, Repository};

/// A commit, and the day on which it was made by the clock of who made it: `2026-06-30`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub id: ObjectId,
    pub day: String,
}

impl Repository {
    /// The commit that a name stands for: a branch, a tag, `HEAD~3`, the first digits of a commit's own name.
    /// Nothing where git knows no such name.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn commit(&self, name: &str) -> Result<Option<Revision>, GitError> {
        let Some(id) = self.resolve(&format!("{name}^{{commit}}"))? else { return Ok(None) };
        let day = self.read(&["show", "--no-patch", "--no-show-signature", "--format=%cs", id.as_str(), "--"])?;
        Ok(Some(Revision { id, day: String::from_utf8_lossy(&day).trim().to_owned() }))
    }

    /// The last commit of a day or before it, on the way back from a commit along first parents: what a merge has
    /// brought in counts from the merge on. Nothing where the way begins later.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no such commit.
    pub fn last_commit_by(&self, day: &str, from: &ObjectId) -> Result<Option<Revision>, GitError> {
        Ok(self.first_parents(from)?.into_iter().find(|revision| revision.day.as_str() <= day))
    }

    /// The oldest commit on the way back from a commit along first parents.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no such commit.
    pub fn first_commit(&self, from: &ObjectId) -> Result<Option<Revision>, GitError> {
        Ok(self.first_parents(from)?.pop())
    }

    /// Where two lines of history part; nothing where they have no commit in common.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn merge_base(&self, one: &ObjectId, other: &ObjectId) -> Result<Option<Revision>, GitError> {
        match self.read(&["merge-base", one.as_str(), other.as_str()]) {
            Ok(found) => self.commit(String::from_utf8_lossy(&found).trim()),
            Err(GitError::Failed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The name in full of what a name stands for, which may be anything that somebody typed.
    fn resolve(&self, name: &str) -> Result<Option<ObjectId>, GitError> {
        match self.read(&["rev-parse", "--verify", "--quiet", "--end-of-options", name]) {
            Ok(found) => Ok(ObjectId::parse(String::from_utf8_lossy(&found).trim())),
            Err(GitError::Failed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn first_parents(&self, from: &ObjectId) -> Result<Vec<Revision>, GitError> {
        let arguments = ["log", "--first-parent", "--no-show-signature", "--format=%H %cs", from.as_str(), "--"];
        let printed = self.read(&arguments)?;
        let line = |line: &str| {
            let (id, day) = line.split_once(' ')?;
            Some(Revision { id: ObjectId::parse(id)?, day: day.to_owned() })
        };
        Ok(String::from_utf8_lossy(&printed).lines().filter_map(line).collect())
    }
}
