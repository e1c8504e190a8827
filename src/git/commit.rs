//! Commits of what a command changed, and of nothing else.
//!
//! A commit is made as its author would make it: in their environment, with their hooks, their signature and their
//! terminal. What they have staged or changed elsewhere stays as it is. Nothing is committed in the middle of a merge
//! or the like.

use std::io;
use std::path::Path;
use std::process::Stdio;

use super::{GitError, ObjectId, Repository, bare_command, spawned, talk, tree};

/// Something that git is in the middle of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWay {
    Merge,
    Rebase,
    /// Patches from mails.
    Patches,
    CherryPick,
    Revert,
    Bisect,
}

/// The signs of what git is in the middle of, in its directory.
const SIGNS: [(&str, UnderWay); 8] = [
    ("MERGE_HEAD", UnderWay::Merge),
    ("rebase-merge", UnderWay::Rebase),
    ("rebase-apply/applying", UnderWay::Patches),
    ("rebase-apply", UnderWay::Rebase),
    ("CHERRY_PICK_HEAD", UnderWay::CherryPick),
    ("REVERT_HEAD", UnderWay::Revert),
    ("sequencer", UnderWay::CherryPick),
    ("BISECT_LOG", UnderWay::Bisect),
];

impl UnderWay {
    /// What it is, with its article.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Merge => "a merge",
            Self::Rebase => "a rebase",
            Self::Patches => "applying patches",
            Self::CherryPick => "a cherry-pick",
            Self::Revert => "a revert",
            Self::Bisect => "a bisection",
        }
    }

    /// What ends it, and what leaves it.
    #[must_use]
    pub const fn ways_out(self) -> (&'static str, &'static str) {
        match self {
            Self::Merge => ("git merge --continue", "git merge --abort"),
            Self::Rebase => ("git rebase --continue", "git rebase --abort"),
            Self::Patches => ("git am --continue", "git am --abort"),
            Self::CherryPick => ("git cherry-pick --continue", "git cherry-pick --abort"),
            Self::Revert => ("git revert --continue", "git revert --abort"),
            Self::Bisect => ("git bisect good` or `git bisect bad", "git bisect reset"),
        }
    }
}

/// How files stand to the last commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The branch that a commit would go to; nothing where no branch is checked out.
    pub branch: Option<String>,
    /// Files that differ from the last commit, by their paths from the folder that was asked about.
    pub edited: Vec<String>,
    /// Files that no commit holds yet.
    pub unknown: Vec<String>,
    /// Files that git is told not to keep.
    pub ignored: Vec<String>,
}

/// What git makes of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    As(ObjectId),
    /// git does not know who commits.
    ByNobody,
    /// git said no, or a hook did; it has said why.
    Refused,
}

/// Where git and its hooks say what they have to say while they commit.
#[derive(Debug)]
pub enum Speech<'s> {
    /// To the person at the terminal.
    Aloud,
    /// Into this text, because something else has the terminal.
    Into(&'s mut String),
}

/// So many bytes of paths are handed to a command by name; for more it is asked about the whole folder.
const MOST_PATHS: usize = 64 << 10;

impl Repository {
    /// What git is in the middle of.
    ///
    /// # Errors
    ///
    /// git cannot be run, or its directory cannot be looked at.
    pub fn under_way(&self) -> Result<Option<UnderWay>, GitError> {
        let paths = SIGNS.iter().flat_map(|(sign, _)| ["--git-path", sign]);
        let printed = self.read(&std::iter::once("rev-parse").chain(paths).collect::<Vec<_>>())?;
        let printed = String::from_utf8_lossy(&printed);
        for (path, (_, under_way)) in printed.lines().zip(SIGNS) {
            if is_there(&self.top().join(path))? {
                return Ok(Some(under_way));
            }
        }
        Ok(None)
    }

    /// How files stand to the last commit, by their paths from the folder that was asked about.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn standing(&self, files: &[&str]) -> Result<Standing, GitError> {
        let mut arguments: Vec<String> = [
            "status",
            "--porcelain=v2",
            "--branch",
            "-z",
            "--untracked-files=all",
            "--ignored=traditional",
            "--no-renames",
            "--ignore-submodules=all",
            "--",
        ]
        .map(str::to_owned)
        .into();
        if files.iter().map(|file| file.len()).sum::<usize>() < MOST_PATHS {
            arguments.extend(files.iter().map(|file| self.path_at_top(file)));
        } else {
            arguments.push(self.path_at_top(""));
        }
        let printed = self.read(&arguments)?;
        let mut standing = Standing::default();
        for entry in printed.split(|byte| *byte == 0).map(String::from_utf8_lossy) {
            standing.take(&entry, self.within());
        }
        for list in [&mut standing.edited, &mut standing.unknown] {
            list.retain(|file| files.contains(&file.as_str()));
        }
        standing.ignored.retain(|ignored| files.iter().any(|file| lies_in(file, ignored)));
        Ok(standing)
    }

    /// Commits files as they stand on disk, by their paths from the folder that was asked about, and nothing else.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn commit_files(
        &self,
        message: &str,
        files: &[&str],
        unknown: &[&str],
        speech: Speech<'_>,
    ) -> Result<Committed, GitError> {
        if !unknown.is_empty() {
            let paths: Vec<u8> = unknown.iter().flat_map(|file| (self.path_at_top(file) + "\0").into_bytes()).collect();
            self.read_with(&["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"], &paths)?;
        }
        let mut command = bare_command(self.top());
        command.args(["commit", "--quiet", "--only", "--cleanup=whitespace"]).arg(format!("--message={message}"));
        command.args(["--pathspec-from-file=-", "--pathspec-file-nul"]);
        // Hooks write to standard error; standard output is the answer of the command that commits.
        let stderr = if matches!(speech, Speech::Aloud) { Stdio::inherit() } else { Stdio::piped() };
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(stderr);
        let mut child = spawned(&mut command, self.top())?;
        // A git that does not want to know the paths says why itself; one that hears some of them must not go on.
        let mut stdin = child.stdin.take();
        talk::told(stdin.as_mut(), &self.pathspecs(files)).inspect_err(|_| talk::stop(&mut child))?;
        drop(stdin);
        let output = talk::output(child)?;
        if let Speech::Into(text) = speech {
            text.push_str(&String::from_utf8_lossy(&output.stderr));
        }
        if output.status.success() {
            return self.head().map(|head| head.map_or(Committed::Refused, Committed::As));
        }
        let knows = |name: &str| self.succeeds(&["var", name]);
        let is_known = knows("GIT_AUTHOR_IDENT")? && knows("GIT_COMMITTER_IDENT")?;
        Ok(if is_known { Committed::Refused } else { Committed::ByNobody })
    }

    /// The last commit; nothing where there is none yet.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn head(&self) -> Result<Option<ObjectId>, GitError> {
        Ok(self.commit("HEAD")?.map(|revision| revision.id))
    }

    /// The path from the top of a file by its path from the folder that was asked about.
    pub(super) fn path_at_top(&self, file: &str) -> String {
        match (self.within(), file) {
            ("", "") => ".".to_owned(),
            ("", file) => file.to_owned(),
            (within, "") => within.to_owned(),
            (within, file) => format!("{within}/{file}"),
        }
    }

    fn pathspecs(&self, files: &[&str]) -> Vec<u8> {
        // Not by the option `--literal-pathspecs`, which would reach the hooks as well.
        files.iter().flat_map(|file| format!(":(literal){}\0", self.path_at_top(file)).into_bytes()).collect()
    }
}

impl Standing {
    /// Reads one part of what `git status --porcelain=v2 --branch -z` prints.
    fn take(&mut self, entry: &str, within: &str) {
        let Some((kind, rest)) = entry.split_once(' ') else { return };
        let path = |fields: usize| {
            rest.splitn(fields.saturating_add(1), ' ')
                .nth(fields)
                .and_then(|path| tree::below(path, within))
                .map(str::to_owned)
        };
        match kind {
            "#" => {
                let branch = rest.strip_prefix("branch.head ").filter(|branch| *branch != "(detached)");
                self.branch = branch.map(str::to_owned).or_else(|| self.branch.take());
            }
            "1" => self.edited.extend(path(7)),
            "u" => self.edited.extend(path(9)),
            "?" => self.unknown.extend(path(0)),
            "!" => self.ignored.push(path(0).unwrap_or_default()),
            _ => {}
        }
    }
}

/// Whether there is something at a path; what cannot be looked at is not taken for what is not there.
fn is_there(path: &Path) -> Result<bool, GitError> {
    match path.try_exists() {
        Err(reason) if reason.kind() == io::ErrorKind::NotADirectory => Ok(false),
        looked => looked.map_err(|reason| GitError::Unseen { path: path.to_owned(), reason }),
    }
}

/// Whether a file is this one, or lies in this folder, which may be given with `/` at its end; all lies in the empty
/// path.
fn lies_in(file: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{Standing, lies_in};

    #[test]
    fn the_standing_of_files_is_read_from_what_git_prints() {
        let mut standing = Standing::default();
        for entry in [
            "# branch.oid (initial)",
            "# branch.head main",
            "1 .M N... 100644 100644 100644 11 22 our plans/a b.toml",
            "u UU N... 100644 100644 100644 100644 11 22 33 our plans/c.toml",
            "? our plans/d e.toml",
            "! our plans/f/",
            "! our plans/",
            "",
        ] {
            standing.take(entry, "our plans");
        }
        let expected = Standing {
            branch: Some("main".into()),
            edited: vec!["a b.toml".into(), "c.toml".into()],
            unknown: vec!["d e.toml".into()],
            ignored: vec!["f/".into(), String::new()],
        };
        assert_eq!(standing, expected);
        standing.take("# branch.head (detached)", "");
        assert!(lies_in("f/g.toml", "f/") && lies_in("f", "f") && !lies_in("fg", "f") && lies_in("x", ""));
    }
}
