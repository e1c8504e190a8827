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
        if name.contains(['\n', '\0']) {
            return Ok(None);
        }
        // A name that is read from a pipe can be no option, and no range.
        let printed = self.read_with(&["cat-file", "--batch"], format!("{name}^{{commit}}\n").as_bytes())?;
        Ok(revision(&String::from_utf8_lossy(&printed)))
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

    /// Those of these commits without parents that have some in truth, which a shallow clone leaves out.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn cut_off<'i>(&self, roots: impl IntoIterator<Item = &'i ObjectId>) -> Result<Vec<ObjectId>, GitError> {
        if !self.is_shallow() {
            return Ok(Vec::new());
        }
        let roots: Vec<_> = roots.into_iter().collect();
        let texts = self.blobs(roots.iter().copied())?;
        let has_parent = |id: &&&ObjectId| {
            texts.get(id).is_some_and(|text| text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"parent ")))
        };
        Ok(roots.iter().filter(has_parent).map(|id| (*id).clone()).collect())
    }

    /// Whether a shallow clone begins at a commit, which then only seems to have made all that it holds.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn begins_at(&self, commit: &ObjectId) -> Result<bool, GitError> {
        let has_parent = || self.succeeds(&["rev-parse", "--verify", "--quiet", &format!("{commit}^")]);
        Ok(self.is_shallow() && !has_parent()? && !self.cut_off([commit])?.is_empty())
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

/// Reads a commit as `git cat-file --batch` prints it: `ID commit SIZE`, and lines of which one names the committer,
/// with the seconds since 1970 and the zone at its end.
fn revision(printed: &str) -> Option<Revision> {
    let (head, lines) = printed.split_once('\n')?;
    let id = ObjectId::parse(head.split(' ').next()?).filter(|_| head.split(' ').nth(1) == Some("commit"))?;
    let committer = lines.lines().take_while(|line| !line.is_empty()).find(|line| line.starts_with("committer "))?;
    let mut words = committer.rsplit(' ');
    let (zone, seconds) = (words.next()?.parse::<i64>().ok()?, words.next()?.parse::<i64>().ok()?);
    let east = (zone / 100).checked_mul(60)?.checked_add(zone % 100)?.checked_mul(60)?;
    let local = seconds.checked_add(east)?;
    let day = chrono::DateTime::from_timestamp(local, 0)?.date_naive().to_string();
    Some(Revision { id, day })
}

#[cfg(test)]
mod tests {
    use super::revision;

    #[test]
    fn a_commit_was_made_on_the_day_of_its_committers_clock() {
        let id = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        let day = |committer: &str| {
            let printed = format!("{id} commit 99\ntree {id}\nauthor A <a@b> 1 +0000\n{committer}\n\ncommitter x\n\n");
            revision(&printed).map(|revision| revision.day)
        };
        assert_eq!(day("committer Robin Field <r@w.example> 1782863999 +0000").as_deref(), Some("2026-06-30"));
        assert_eq!(day("committer Robin Field <r@w.example> 1782863999 +0100").as_deref(), Some("2026-07-01"));
        assert_eq!(day("committer Robin Field <r@w.example> 1782864000 -0330").as_deref(), Some("2026-06-30"));
        assert_eq!(revision("HEAD^{commit} missing\n"), None);
        // Nobody's clock, but a commit can say so.
        assert_eq!(day("committer Robin Field <r@w.example> 9223372036854775807 +0100"), None);
        assert_eq!(day("committer Robin Field <r@w.example> 1782864000 +9223372036854775807"), None);
        assert_eq!(revision(&format!("{id} blob 0\n\n")), None);
    }
}
