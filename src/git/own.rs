//! The commits that a program has made, told by the lines at the end of their messages, and which of them still stands.

use super::log::{self, ChangedFile};
use super::{GitError, ObjectId, Repository};

/// A commit that ends in lines such as `Plan: bristol-2008-11`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommit {
    pub id: ObjectId,
    pub author: String,
    /// The day on which its author made it: `2026-06-30`.
    pub day: String,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    pub subject: String,
    /// The lines at its end, as pairs.
    pub trailers: Vec<(String, String)>,
}

impl OwnCommit {
    /// What a line at its end says, or several lines with the same name.
    pub fn says(&self, name: &str) -> impl Iterator<Item = &str> {
        self.trailers.iter().filter(move |(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// How a commit takes another back.
#[derive(Debug, Clone, Copy)]
pub struct TakesBack<'a> {
    /// The line that names the other: `Undoes`.
    pub line: &'a str,
    /// What its subject has before that of the other: `Undo: `.
    pub start: &'a str,
}

/// The parts of a commit between NULs.
const FIELDS: usize = 6;

impl Repository {
    /// The newest commit of the current branch that is wanted, with a line of this name at its end, and that no later
    /// one has taken back.
    ///
    /// A rebase gives commits other names, so that one is also known by its subject. What merges have brought in does
    /// not count as the branch's own.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn last_standing(
        &self,
        line: &str,
        takes_back: TakesBack<'_>,
        wants: impl Fn(&OwnCommit) -> bool,
    ) -> Result<Option<OwnCommit>, GitError> {
        if self.head()?.is_none() {
            return Ok(None);
        }
        let grep = format!("--grep=^{line}: ");
        let printed = self.read(&[
            "log",
            "--first-parent",
            "--no-merges",
            "-z",
            "--encoding=UTF-8",
            "--no-show-signature",
            &grep,
            "--format=%H%x00%an%x00%as%x00%ct%x00%s%x00%(trailers:only,unfold)",
            "HEAD",
            "--",
        ])?;
        let printed = String::from_utf8_lossy(&printed);
        let fields: Vec<_> = printed.split('\0').collect();
        let commits = fields.chunks_exact(FIELDS).filter_map(own_commit);
        Ok(standing(commits.filter(|commit| commit.says(line).next().is_some()), takes_back, wants))
    }

    /// The files that a commit has changed in the folder that was asked about, and whether it changed others.
    ///
    /// # Errors
    ///
    /// git cannot be run, or there is no such commit.
    pub fn changed_by(&self, commit: &ObjectId) -> Result<(Vec<ChangedFile>, bool), GitError> {
        let arguments = [
            "diff-tree",
            "--root",
            "-r",
            "-z",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--no-commit-id",
            commit.as_str(),
        ];
        let printed = self.read(&arguments)?;
        let (mut files, mut has_others) = (Vec::new(), false);
        let mut parts = printed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        while let (Some(about), Some(path)) = (parts.next(), parts.next()) {
            let about = about.strip_prefix(':').unwrap_or_default().to_owned();
            let found = super::tree::below(&path, self.within()).and_then(|path| log::changed_file(&about, path));
            has_others |= found.is_none();
            files.extend(found);
        }
        Ok((files, has_others))
    }

    /// The bytes of a file as git would put them on disk at a path from the folder that was asked about, with the line
    /// ends that this place wants.
    ///
    /// # Errors
    ///
    /// git cannot be run, or has no such file.
    pub fn as_on_disk(&self, id: &ObjectId, path: &str) -> Result<Vec<u8>, GitError> {
        self.read(&["cat-file", "--filters", &format!("--path={}", self.path_at_top(path)), id.as_str()])
    }
}

fn own_commit(fields: &[&str]) -> Option<OwnCommit> {
    let [id, author, day, time, subject, trailers] = fields else { return None };
    let pair = |line: &str| line.split_once(": ").map(|(key, value)| (key.to_owned(), value.trim().to_owned()));
    Some(OwnCommit {
        id: ObjectId::parse(id.trim_start_matches('\n'))?,
        author: (*author).to_owned(),
        day: (*day).to_owned(),
        time: time.parse().ok()?,
        subject: (*subject).to_owned(),
        trailers: trailers.lines().filter_map(pair).collect(),
    })
}

/// The first of these, the newest first, that is wanted and not taken back by one before it.
fn standing(
    commits: impl IntoIterator<Item = OwnCommit>,
    takes_back: TakesBack<'_>,
    wants: impl Fn(&OwnCommit) -> bool,
) -> Option<OwnCommit> {
    let mut gone: Vec<(String, String)> = Vec::new();
    for commit in commits {
        if let Some(id) = commit.says(takes_back.line).next() {
            let subject = commit.subject.strip_prefix(takes_back.start).unwrap_or_default();
            gone.push((id.to_owned(), subject.to_owned()));
            continue;
        }
        let is_gone = |(id, subject): &(String, String)| *id == commit.id.as_str() || *subject == commit.subject;
        if let Some(place) = gone.iter().rposition(is_gone) {
            gone.remove(place);
        } else if wants(&commit) {
            return Some(commit);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{OwnCommit, TakesBack, own_commit, standing};

    const TAKES_BACK: TakesBack<'_> = TakesBack { line: "Undoes", start: "Undo: " };

    fn commit(number: u8, subject: &str, undoes: Option<u8>) -> OwnCommit {
        let id = |number: u8| format!("{number:040}");
        let trailers = undoes.map(|number| format!("Undoes: {}\n", id(number))).unwrap_or_default();
        own_commit(&[
            &id(number),
            "Robin Field",
            "2026-06-30",
            "1782820800",
            subject,
            &format!("Plan: wendale\n{trailers}"),
        ])
        .expect("a commit")
    }

    fn found(commits: &[OwnCommit]) -> Option<String> {
        standing(commits.iter().cloned(), TAKES_BACK, |_| true).map(|commit| commit.subject)
    }

    #[test]
    fn what_was_taken_back_no_longer_stands() {
        let (one, two) = (commit(1, "one", None), commit(2, "two", None));
        let (undo_two, undo_one) = (commit(3, "Undo: two", Some(2)), commit(4, "Undo: one", Some(1)));
        assert_eq!(found(&[two.clone(), one.clone()]).as_deref(), Some("two"));
        assert_eq!(found(&[undo_two.clone(), two.clone(), one.clone()]).as_deref(), Some("one"));
        assert_eq!(found(&[undo_one, undo_two.clone(), two.clone(), one.clone()]), None);
        let again = commit(5, "two", None);
        assert_eq!(found(&[again, undo_two, two, one]).as_deref(), Some("two"));
    }

    #[test]
    fn a_commit_that_was_given_another_name_is_known_by_its_subject() {
        let (one, two) = (commit(1, "one", None), commit(7, "two", None));
        assert_eq!(found(&[commit(3, "Undo: two", Some(2)), two, one]).as_deref(), Some("one"));
    }
}
