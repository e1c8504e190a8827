//! git, by its own program. The only module that starts another program.
//!
//! Reading never writes: every such call runs without optional locks. Paths are never patterns, and a name that could be
//! taken for an option stands behind `--` or `--end-of-options`.
//!
//! | to read | see |
//! |---|---|
//! | a commit by the name or day that people give it | [`Revision`] |
//! | the files of a commit, and their bytes | [`TreeFile`], [`Blobs`] |
//! | the files of the next commit | [`Staged`] |
//! | what each commit changed | [`LoggedCommit`] |
//! | what git makes of three versions of a file | [`merge_lines`] |
//! | the last commit that a program made | [`OwnCommit`] |
//! | where hooks stand | [`HooksFolder`] |
//!
//! Writing is one thing only: a [commit](Committed) of the files that a command has changed.

mod commit;
mod hooks;
mod log;
mod merge;
mod names;
mod object;
mod own;
mod revision;
mod staged;
mod talk;
mod tree;

pub use commit::{Committed, Speech, Standing, UnderWay};
pub use hooks::HooksFolder;
pub use log::{ChangedFile, LoggedCommit};
pub use merge::{MergedLines, merge_lines};
pub use object::{Blobs, ObjectId};
pub use own::{OwnCommit, TakesBack};
pub use revision::Revision;
pub use staged::{Index, Staged};
pub use tree::{FileKind, TreeFile};

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A repository, and a folder in it.
#[derive(Debug, Clone)]
pub struct Repository {
    /// The top folder of the work tree; of a bare repository, its own folder.
    top: PathBuf,
    /// The way from the top to the folder that was asked about, with `/` between the parts; empty at the top.
    within: String,
    is_shallow: bool,
}

/// What git could not do.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    #[error("git is not installed, or not on the PATH")]
    NotInstalled,
    #[error("{} is not in a git repository", .0.display())]
    NoRepository(PathBuf),
    #[error("this git is too old: its `git {command}` does not know what vawg asks of it; git 2.31 and later do")]
    Old { command: String },
    #[error("git {command}: {reason}")]
    Failed { command: String, reason: String },
    #[error("cannot look at {}: {}", path.display(), plain(reason))]
    Unseen { path: PathBuf, reason: io::Error },
    #[error("cannot run git: {}", plain(.0))]
    Io(io::Error),
}

impl From<io::Error> for GitError {
    fn from(reason: io::Error) -> Self {
        Self::Io(reason)
    }
}

impl Repository {
    /// The repository that holds a folder.
    ///
    /// # Errors
    ///
    /// There is none, or git refuses it; git's own words say why (as with a folder that belongs to somebody else).
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        let arguments = ["rev-parse", "--show-toplevel", "--show-prefix", "--is-shallow-repository"];
        let output = run(folder, &arguments, &[])?;
        if output.status.success() {
            let printed = text(&output.stdout);
            let mut lines = printed.trim_end_matches(['\n', '\r']).rsplitn(3, '\n');
            let is_shallow = lines.next() == Some("true");
            let within = lines.next().unwrap_or_default().trim_end_matches('/').to_owned();
            return Ok(Self { top: PathBuf::from(lines.next().unwrap_or_default()), within, is_shallow });
        }
        let reason = text(&output.stderr);
        // Where there is something of a repository, git could not read it, and then does not count it as one.
        if reason.contains("not a git repository") && !has_traces(folder) {
            return Err(GitError::NoRepository(folder.to_owned()));
        }
        if reason.contains("must be run in a work tree") {
            // A bare repository, as on a git host, has commits but no files.
            return Ok(Self { top: folder.to_owned(), within: String::new(), is_shallow: false });
        }
        Err(failed("rev-parse", &output))
    }

    /// The top folder of the work tree.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The way from the top to the folder that was asked about, with `/` between the parts; empty at the top.
    #[must_use]
    pub fn within(&self) -> &str {
        &self.within
    }

    /// Whether this clone was told to leave out what is older.
    #[must_use]
    pub const fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// What a git command prints.
    ///
    /// # Errors
    ///
    /// git cannot be run, or says no.
    pub fn read<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<Vec<u8>, GitError> {
        self.read_with(arguments, &[])
    }

    /// What a git command prints that is given some input.
    ///
    /// # Errors
    ///
    /// git cannot be run, or says no.
    pub fn read_with<A: AsRef<OsStr>>(&self, arguments: &[A], input: &[u8]) -> Result<Vec<u8>, GitError> {
        let output = run(&self.top, arguments, input)?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(&name_of(arguments), &output)) }
    }

    /// Whether a git command succeeds; one that answers by its exit status alone.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn succeeds<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<bool, GitError> {
        Ok(run(&self.top, arguments, &[])?.status.success())
    }
}

/// Whether a folder, or one above it, holds what should be a repository.
fn has_traces(folder: &Path) -> bool {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    // One that cannot be looked at may well be there.
    whole.ancestors().any(|above| !above.join(".git").symlink_metadata().is_err_and(|error| is_missing(&error)))
}

/// How git ends where it does not know an option.
const MISUSED: i32 = 129;

/// Runs git in a folder and waits for it.
fn run<A: AsRef<OsStr>>(folder: &Path, arguments: &[A], input: &[u8]) -> Result<Output, GitError> {
    finished(command(folder).args(arguments), folder, input)
}

/// Runs a command of git with some input, and waits for it.
fn finished(command: &mut Command, folder: &Path, input: &[u8]) -> Result<Output, GitError> {
    let mut child = spawned(command, folder)?;
    let mut stdin = child.stdin.take();
    if input.is_empty() {
        drop(stdin);
        return Ok(talk::output(child)?);
    }
    let output = std::thread::scope(|scope| {
        // git may answer before it has read everything, so both go on at once.
        let told = talk::started(scope, move || talk::told(stdin.as_mut(), input));
        let told = told.inspect_err(|_| talk::stop(&mut child))?;
        let output = talk::output(child);
        talk::ended(told).and(output)
    })?;
    Ok(output)
}

fn spawned(command: &mut Command, folder: &Path) -> Result<Child, GitError> {
    command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound if folder.is_dir() => GitError::NotInstalled,
        _ => GitError::Io(error),
    })
}

/// git for reading: it writes nothing, and speaks as we expect it to.
fn command(folder: &Path) -> Command {
    let mut command = bare_command(folder);
    command.arg("--no-optional-locks").arg("--literal-pathspecs").args(["-c", "core.quotePath=false"]);
    command.args(["-c", "log.showRoot=true", "-c", "log.follow=false"]);
    command.env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// git as the user would start it.
#[expect(clippy::disallowed_methods, reason = "the one place that starts another program")]
fn bare_command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    // A hook is told which repository it runs for in ways that hold only in the folder in which it starts.
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_PREFIX");
    command
}

/// The system's reason without its number.
fn plain(error: &io::Error) -> String {
    error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase()
}

fn failed(command: &str, output: &Output) -> GitError {
    if output.status.code() == Some(MISUSED) {
        return GitError::Old { command: command.to_owned() };
    }
    let reason = text(&output.stderr).replace('\t', "    ");
    let reason = reason.trim().trim_start_matches("fatal: ").trim_start_matches("error: ");
    let reason = if reason.is_empty() { format!("ended with {}", output.status) } else { reason.to_owned() };
    GitError::Failed { command: command.to_owned(), reason }
}

fn name_of<A: AsRef<OsStr>>(arguments: &[A]) -> String {
    arguments.first().map(|name| name.as_ref().to_string_lossy().into_owned()).unwrap_or_default()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
