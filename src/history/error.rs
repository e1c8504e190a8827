//! Why the past cannot be told.

use crate::git::GitError;
use crate::model::Date;
use crate::store::StoreError;

/// What stands between a question about the past and its answer.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    #[error("{folder} is not in a git repository, so there is no audit trail; `git init` begins one")]
    NoRepository { folder: String },
    #[error("there is no commit yet; `git add` and `git commit` make the first")]
    NoCommit,
    #[error("`{name}` is neither a commit, branch or tag nor a day such as 2026-06-30 or `today-30d`")]
    NoSuchName { name: String },
    #[error("there is no commit of {} or before; the first is of {}", day.in_words(), first.in_words())]
    BeforeFirst { day: Date, first: Date },
    #[error(
        "there is no commit of {} or before in this shallow clone, which begins on {}; \
         `git fetch --unshallow` fetches what is older", day.in_words(), first.in_words()
    )]
    BeforeShallow { day: Date, first: Date },
    #[error("{folder} was a submodule, which is not here; `git submodule update --init` fetches it")]
    NoSubmodule { folder: String },
    #[error("a merge has left open: {}; `git add` each once it is as it should be", few(files))]
    Unmerged { files: Vec<String> },
    #[error("it has no commit in common with what is checked")]
    NothingInCommon,
    #[error(
        "this shallow clone holds no commit that it has in common with what is checked; `git fetch --unshallow` fetches what is older"
    )]
    NothingInCommonHere,
    #[error("{}", no_such_reference(reference, meant.as_deref()))]
    NoSuchReference { reference: String, meant: Option<String> },
    #[error("`{reference}` is in more than one plan; give one in full: {}", few(names))]
    AmbiguousReference { reference: String, names: Vec<String> },
    #[error(transparent)]
    Git(GitError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The first of many names.
fn few(names: &[String]) -> String {
    const FEW: usize = 5;
    let rest = names.len().saturating_sub(FEW);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", names.get(..FEW).unwrap_or(names).join(", "))
}

fn no_such_reference(reference: &str, meant: Option<&str>) -> String {
    let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    format!("no commit has anything about `{reference}`{meant}")
}

impl From<GitError> for HistoryError {
    fn from(error: GitError) -> Self {
        match error {
            GitError::NoRepository(folder) => Self::NoRepository { folder: folder.display().to_string() },
            other => Self::Git(other),
        }
    }
}
