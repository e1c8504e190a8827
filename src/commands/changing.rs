//! What every command that changes plan files does: one at a time, all or nothing, and a commit of just that.

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::{anyhow, bail};

use super::session::{Session, me};
use crate::amend::{Message, Refusal};
use crate::git::{Committed, GitError, Repository, Speech, Standing};
use crate::model::{Portfolio, counted};
use crate::render;
use crate::store::changes::{self, ChangeError, FileChange};
use crate::store::{self, Lock, Root};
use crate::ui::Look;

/// What becomes of a change in git.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct CommitArgs {
    /// Change the files and leave the commit to you
    #[arg(long, help_heading = "Commit")]
    pub no_commit: bool,

    /// Commit what was changed by hand in the same files as well
    #[arg(long, conflicts_with = "no_commit", help_heading = "Commit")]
    pub include_edits: bool,

    /// Subject of the commit, in place of one that says what has changed
    #[arg(short, long, value_name = "TEXT", conflicts_with = "no_commit", help_heading = "Commit")]
    pub message: Option<String>,
}

/// A change that is ready to be made.
pub(super) struct Change<'a> {
    pub root: &'a Root,
    pub lock: &'a Lock,
    pub files: &'a [FileChange],
    pub message: Message,
    /// What to answer once the files are changed.
    pub told: String,
    /// The plans whose changes are not to be committed, by the names of their folders.
    pub uncommitted: BTreeSet<String>,
    /// What takes the change back once it is committed.
    pub way_back: &'a str,
}

/// Where a change is recorded.
enum Trail {
    Commit(Desk),
    /// Nowhere, and why, where people should know.
    Nowhere(Option<String>),
}

/// The files that a commit is about to take in.
struct Desk {
    repository: Repository,
    /// Paths from the folder that the repository was asked about.
    files: Vec<String>,
    /// The same files as people see them.
    shown: Vec<String>,
    /// Those that the change makes, so that git does not know them yet.
    new: Vec<String>,
    standing: Standing,
}

/// The difference that changes of files would make.
pub(super) fn difference<'c>(root: &Root, changes: impl IntoIterator<Item = &'c FileChange>, look: Look) -> String {
    let of = |change: &FileChange| {
        render::diff::unified(&root.shown(&change.file), change.before.as_deref(), change.after.as_deref(), look)
    };
    changes.into_iter().map(of).collect()
}

/// So many files are named in advice.
const FEW: usize = 3;

impl Session {
    /// The right to write in a plans folder; waits for others who have it.
    pub(super) fn lock(&mut self, root: &Root, command: &str) -> anyhow::Result<Lock> {
        let me = me(command);
        let ui = &mut self.ui;
        Ok(Lock::take(root, &me, |holder| ui.say(&format!("waiting for {holder}, which is changing the plans")))?)
    }

    /// The same for several plans folders.
    pub(super) fn locks<'r>(
        &mut self,
        roots: impl IntoIterator<Item = &'r Root>,
        command: &str,
    ) -> anyhow::Result<Vec<Lock>> {
        let mut locks: Vec<Lock> = Vec::new();
        for root in roots {
            let held = locks.iter().find_map(|lock| lock.also_of(root).transpose()).transpose()?;
            locks.push(held.map_or_else(|| self.lock(root, command), Ok)?);
        }
        Ok(locks)
    }

    /// Answers with the difference that changes of files would make.
    pub(super) fn show_difference<'c>(
        &mut self,
        root: &Root,
        changes: impl IntoIterator<Item = &'c FileChange>,
    ) -> anyhow::Result<()> {
        let look = self.ui.look();
        Ok(self.ui.answer().write_all(difference(root, changes, look).as_bytes())?)
    }

    /// Makes a change, and commits it where its plan is kept in git. Nothing is made that could not be committed.
    pub(super) fn make(&mut self, change: &Change<'_>, args: &CommitArgs) -> anyhow::Result<()> {
        let message = match &args.message {
            Some(subject) => change.message.clone().with_subject(subject),
            None => change.message.clone(),
        };
        let trail = trail(change, args)?;
        changes::make(change.lock, change.files).map_err(|error| match error {
            ChangeError::Half { .. } => anyhow!("{error}\nhelp: `git diff` shows what is changed"),
            other => anyhow!("{other}; nothing was changed"),
        })?;
        // Somebody who no longer listens must not keep the change from being committed.
        let told = self.ui.answer().write_all(change.told.as_bytes()).and_then(|()| self.ui.finish());
        match trail {
            Trail::Commit(desk) => self.commit(&desk, &message, change.way_back)?,
            Trail::Nowhere(None) => {}
            Trail::Nowhere(Some(why)) => self.ui.say(&format!("there is no audit trail: {why}")),
        }
        Ok(told?)
    }

    /// Finds out whether a change could be made, without making it.
    pub(super) fn could_make(change: &Change<'_>, args: &CommitArgs) -> anyhow::Result<()> {
        trail(change, args).map(|_| ())
    }

    fn commit(&mut self, desk: &Desk, message: &Message, way_back: &str) -> anyhow::Result<()> {
        let files: Vec<_> = desk.files.iter().map(String::as_str).collect();
        let unknown: Vec<_> = desk.standing.unknown.iter().chain(&desk.new).map(String::as_str).collect();
        let by_hand = || format!("`git commit --only -m {} -- {}`", quoted(&message.subject), named(&desk.shown));
        let what = counted(files.len(), "file");
        let are = if files.len() == 1 { "is" } else { "are" };
        let mut words = String::new();
        let speech = if self.ui.shares_the_terminal() { Speech::Aloud } else { Speech::Into(&mut words) };
        let committed = desk.repository.commit_files(&message.to_string(), &files, &unknown, speech);
        if !words.is_empty() {
            self.ui.say(words.trim_end());
        }
        match committed {
            Ok(Committed::As(id)) => {
                self.ui.say(&format!("committed as {}; {way_back}", id.short()));
                if desk.standing.branch.is_none() {
                    self.ui.say("no branch is checked out, so nothing keeps this commit: `git switch -c NAME` makes one that does");
                }
                Ok(())
            }
            Ok(Committed::ByNobody) => bail!(
                "{what} {are} changed, but not committed: git does not know who you are\n\
                 help: `git config --global user.name \"Your Name\"`, `git config --global user.email you@example.org`, \
                 then {}",
                by_hand()
            ),
            Ok(Committed::Refused) => bail!(
                "{what} {are} changed, but not committed: git or one of its hooks said no, as it says above\n\
                 help: put that right, then {}; or take the change back: {}",
                by_hand(),
                desk.way_back()
            ),
            Err(error) => {
                let add = desk.to_add().map(|files| format!("`git add -- {files}`, then ")).unwrap_or_default();
                bail!("{what} {are} changed, but not committed: {error}\nhelp: {add}{}", by_hand())
            }
        }
    }
}

/// Finds out where a change would be recorded, before it is made.
fn trail(change: &Change<'_>, args: &CommitArgs) -> anyhow::Result<Trail> {
    let plan_of = |file: &FileChange| file.file.split('/').next().unwrap_or_default().to_owned();
    let recorded: Vec<_> =
        change.files.iter().filter(|file| !file.is_none() && !change.uncommitted.contains(&plan_of(file))).collect();
    if args.no_commit || recorded.is_empty() {
        return Ok(Trail::Nowhere(None));
    }
    let plans: BTreeSet<_> = recorded.iter().map(|file| plan_of(file)).collect();
    let desk = match Desk::of(change.root, &recorded, &plans) {
        Ok(desk) => desk,
        Err(GitError::NoRepository(_)) => {
            let folder = change.root.shown("");
            return Ok(Trail::Nowhere(Some(format!("{folder} is in no git repository; `git init` makes one"))));
        }
        Err(error @ GitError::NotInstalled) => return Ok(Trail::Nowhere(Some(error.to_string()))),
        Err(error) => return Err(anyhow!("{error}\nhelp: `--no-commit` changes the files without git")),
    };
    if let Some(under_way) = desk.repository.under_way()? {
        let (on, back) = under_way.ways_out();
        bail!(
            "git is in the middle of {}, so that nothing should be committed now; nothing was changed\n\
             help: end it by `{on}` or `{back}`, or use `--no-commit`",
            under_way.name()
        );
    }
    if !desk.standing.ignored.is_empty() {
        let file = desk.shown_of(&desk.standing.ignored);
        return Ok(Trail::Nowhere(Some(format!("git is told to ignore {}", named(&file)))));
    }
    desk.only_ours(&recorded, args)?;
    Ok(Trail::Commit(desk))
}

impl Desk {
    fn of(root: &Root, recorded: &[&FileChange], plans: &BTreeSet<String>) -> Result<Self, GitError> {
        // A plan may be a repository of its own within that of the plans folder.
        let alone = plans.first().filter(|_| plans.len() == 1);
        // A plan that is only now made has no folder yet.
        let alone = alone.filter(|plan| store::is_there(&root.folder().join(plan)));
        let folder = alone.map_or_else(|| root.folder().to_owned(), |plan| root.folder().join(plan));
        let start = alone.map(|plan| format!("{plan}/")).unwrap_or_default();
        let files: Vec<_> =
            recorded.iter().map(|file| file.file.strip_prefix(&start).unwrap_or(&file.file).to_owned()).collect();
        let shown = recorded.iter().map(|file| root.shown(&file.file)).collect();
        let is_new = |change: &&FileChange| change.before.is_none() && change.after.is_some();
        let new =
            files.iter().zip(recorded).filter(|(_, change)| is_new(change)).map(|(file, _)| file.clone()).collect();
        let repository = Repository::of(&folder)?;
        let standing = repository.standing(&files.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(Self { repository, files, shown, new, standing })
    }

    /// The files that git may not know yet, as a command line takes them.
    fn to_add(&self) -> Option<String> {
        let new: Vec<_> = self.files.iter().zip(&self.shown).filter(|(file, _)| self.new.contains(file)).collect();
        let new: Vec<_> = new.into_iter().map(|(_, shown)| shown.clone()).collect();
        (!new.is_empty()).then(|| named(&new))
    }

    /// How to take the change back where it is not committed.
    fn way_back(&self) -> String {
        let is_new = |file: &String| self.new.contains(file);
        let (new, old): (Vec<_>, Vec<_>) = self.files.iter().zip(&self.shown).partition(|(file, _)| is_new(file));
        let of = |list: Vec<(&String, &String)>| list.into_iter().map(|(_, shown)| shown.clone()).collect::<Vec<_>>();
        let commands = [("git rm --force", of(new)), ("git restore", of(old))];
        let commands = commands.iter().filter(|(_, files)| !files.is_empty());
        commands.map(|(git, files)| format!("`{git} -- {}`", named(files))).collect::<Vec<_>>().join(" and ")
    }

    /// Whether a commit would hold what the command has changed and nothing else.
    fn only_ours(&self, recorded: &[&FileChange], args: &CommitArgs) -> anyhow::Result<()> {
        let is_new = |file: &String| {
            self.files.iter().zip(recorded).any(|(path, change)| path == file && change.before.is_none())
        };
        if args.include_edits {
            return Ok(());
        }
        let edited: Vec<_> = self.standing.edited.iter().filter(|file| !is_new(file)).cloned().collect();
        let unknown: Vec<_> = self.standing.unknown.iter().filter(|file| !is_new(file)).cloned().collect();
        let otherwise = "; `--include-edits` commits all of it, `--no-commit` nothing";
        if !edited.is_empty() {
            let files = named(&self.shown_of(&edited));
            bail!(
                "{files} changed since the last commit, and that would go into this one; nothing was changed\n\
                 help: commit it first: `git commit -m \"What changed\" -- {files}`{otherwise}"
            );
        }
        if !unknown.is_empty() {
            let files = named(&self.shown_of(&unknown));
            bail!(
                "no commit holds {files} yet, and all of it would go into this one; nothing was changed\n\
                 help: commit it first: `git add {files}`, then `git commit`{otherwise}"
            );
        }
        Ok(())
    }

    /// Files as people see them, by their paths from the folder that the repository was asked about.
    fn shown_of(&self, files: &[String]) -> Vec<String> {
        let found = self.files.iter().zip(&self.shown).filter(|(file, _)| files.contains(file));
        let found: Vec<_> = found.map(|(_, shown)| shown.clone()).collect();
        if found.is_empty() { self.shown.clone() } else { found }
    }
}

/// Files as a command line takes them, or how many there are.
fn named(files: &[String]) -> String {
    match files {
        few if few.len() <= FEW => few.iter().map(|file| quoted(file)).collect::<Vec<_>>().join(" "),
        many => counted(many.len(), "file"),
    }
}

/// A text as a shell takes it as one word.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

pub(super) fn uncommitted(portfolio: &Portfolio) -> BTreeSet<String> {
    let plans = portfolio.plans.iter().filter(|plan| plan.settings.git.commit == Some(false));
    plans.map(|plan| plan.name.clone()).collect()
}

/// Why a change is refused, as one error.
pub(super) fn refused(refusals: &[Refusal]) -> anyhow::Error {
    let texts: Vec<_> = refusals.iter().map(ToString::to_string).collect();
    anyhow!(texts.join("\nerror: "))
}
