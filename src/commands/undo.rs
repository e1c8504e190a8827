//! `vawg undo`: the last change that vawg has committed, taken back by another commit.

use std::collections::BTreeSet;

use anyhow::bail;

use super::Outcome;
use super::changing::{Change, CommitArgs, quoted};
use super::session::Session;
use crate::amend::Message;
use crate::git::{Blobs, ChangedFile, GitError, OwnCommit, Repository, TakesBack};
use crate::model::Date;
use crate::source;
use crate::store::merge::{self, Ending, Merged, Versions};
use crate::store::{FileChange, Root};

/// Take back the last change that vawg committed, by another commit
///
/// What was changed since stays, in other files and in the same ones; where it builds on the change, nothing is done.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Show the difference that it would make, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    commit: CommitArgs,
}

const EXAMPLES: &str = "\
Examples:
  vawg undo                          the last change; again, the one before it
  vawg undo --dry-run                what that would do to the files
  vawg undo --plan bristol-2008-11   the last change of one plan

Nothing is lost: the change and its undoing both stay in the history. To have
the change again: git revert --no-edit HEAD";

/// How a commit says that it takes another back.
const TAKES_BACK: TakesBack<'_> = TakesBack { line: "Undoes", start: "Undo: " };

impl Args {
    /// To show what it would do, as with `--dry-run`.
    pub(super) fn dry() -> Self {
        Self { dry_run: true, ..Self::default() }
    }

    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let held = if self.dry_run { None } else { Some(session.lock(&root, "undo")?) };
        let Some((keeper, last)) = last_change(session, &root)? else {
            bail!(
                "there is no change by vawg on this branch that could be taken back\nhelp: `git log` shows all of them"
            );
        };
        let files = keeper.without(&root, &last)?;
        let Some(held) = held else {
            session.show_difference(&root, &files)?;
            return Ok(Outcome::Done);
        };
        let change = Change {
            root: &root,
            lock: &held,
            files: &files,
            message: message(&last),
            told: format!("taken back: {}\n", told(&last)),
            uncommitted: BTreeSet::new(),
            way_back: &format!("`{} revert --no-edit HEAD` brings it back", keeper.git(&root)),
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }
}

/// A repository that keeps plans.
struct Keeper {
    repository: Repository,
    /// The plan that it is of, with a `/`; empty where it keeps the plans folder.
    at: String,
}

/// The newest change by vawg that still stands, in whichever repository.
fn last_change(session: &Session, root: &Root) -> anyhow::Result<Option<(Keeper, OwnCommit)>> {
    let wants = |commit: &OwnCommit| commit.says("Plan").any(|plan| session.wants_named(plan));
    let last = |keeper: Keeper| {
        let last = keeper.repository.last_standing("Plan", TAKES_BACK, wants);
        last.map(|last| last.map(|commit| (keeper, commit))).transpose()
    };
    let found = keepers(session, root)?.into_iter().filter_map(last).collect::<Result<Vec<_>, GitError>>()?;
    Ok(found.into_iter().max_by_key(|(_, commit)| commit.time))
}

/// The repositories that keep the plans that were asked for: a plan may be a repository of its own.
fn keepers(session: &Session, root: &Root) -> anyhow::Result<Vec<Keeper>> {
    let own = root.folders_with(".git").into_iter().filter(|plan| session.wants_named(plan)).map(|plan| {
        let repository = Repository::of(&root.folder().join(&plan))?;
        Ok(Keeper { repository, at: plan + "/" })
    });
    let mut keepers = own.collect::<Result<Vec<_>, GitError>>()?;
    match Repository::of(root.folder()) {
        Ok(repository) => keepers.push(Keeper { repository, at: String::new() }),
        Err(GitError::NoRepository(_)) if !keepers.is_empty() => {}
        Err(GitError::NoRepository(_)) => {
            bail!("{} is in no git repository, so that nothing was committed", root.shown(""))
        }
        Err(other) => return Err(other.into()),
    }
    Ok(keepers)
}

impl Keeper {
    /// How git is called for this repository.
    fn git(&self, root: &Root) -> String {
        match self.at.trim_end_matches('/') {
            "" => "git".to_owned(),
            plan => format!("git -C {}", quoted(&root.shown(plan))),
        }
    }

    /// The changes of files that take a commit back.
    fn without(&self, root: &Root, commit: &OwnCommit) -> anyhow::Result<Vec<FileChange>> {
        let git = self.git(root);
        if self.repository.begins_at(&commit.id)? {
            bail!(
                "this shallow clone begins with {}, so that it does not hold what was there before\n\
                 help: `{git} fetch --unshallow` fetches it",
                told(commit)
            );
        }
        let (files, has_others) = self.repository.changed_by(&commit.id)?;
        if has_others {
            bail!(
                "{} also holds changes outside the plans folder\nhelp: `{git} revert {}` takes all of it back",
                told(commit),
                commit.id.short()
            );
        }
        let ids = files.iter().flat_map(|file| file.before.iter().flatten().chain(&file.after));
        let blobs = self.repository.blobs(ids)?;
        files.iter().map(|file| self.taken_back(root, &blobs, commit, file)).collect()
    }

    /// The change of a file that takes a commit back.
    fn taken_back(
        &self,
        root: &Root,
        blobs: &Blobs,
        commit: &OwnCommit,
        file: &ChangedFile,
    ) -> anyhow::Result<FileChange> {
        let path = format!("{}{}", self.at, file.path);
        let now = root.bytes_on_disk(&path);
        let before = file.before.first().and_then(Option::as_ref);
        let held = |id| blobs.get(id).map(<[u8]>::to_vec);
        let (mut old, mut new) = (before.and_then(held), file.after.as_ref().and_then(held));
        if now != new {
            let on_disk = |id| self.repository.as_on_disk(id, &file.path);
            (old, new) = (before.map(on_disk).transpose()?, file.after.as_ref().map(on_disk).transpose()?);
        }
        if now != new
            && let Some(merged) = merged(new.as_deref(), now.as_deref(), old.as_deref())
        {
            old = Some(merged);
        } else if now != new {
            bail!(
                "{} was changed again since {}; nothing was changed\nhelp: change it back by hand: `{} show {}` shows what was done",
                root.shown(&path),
                told(commit),
                self.git(root),
                commit.id.short()
            );
        }
        Ok(FileChange { file: path, before: now, after: old })
    }
}

/// A file as it is now without a change that was made before; nothing where what came after builds on it.
fn merged(changed: Option<&[u8]>, now: Option<&[u8]>, before: Option<&[u8]>) -> Option<Vec<u8>> {
    let (changed, now, before) = (changed?, now?, before?);
    let text = |bytes| std::str::from_utf8(bytes).ok();
    let by_lines = match source::merged(text(changed)?, text(now)?, text(before)?) {
        Some(text) => Merged { bytes: text.into_bytes(), ending: Ending::Clean },
        None => Merged { bytes: now.to_vec(), ending: Ending::Conflict },
    };
    let merged = merge::merge(Versions { base: changed, ours: now, theirs: before }, by_lines, 7);
    (merged.ending == Ending::Clean).then_some(merged.bytes)
}

fn message(commit: &OwnCommit) -> Message {
    let kept = |name: &'static str| commit.says(name).map(move |value| (name, value.to_owned())).collect::<Vec<_>>();
    let undoes = (TAKES_BACK.line, commit.id.to_string());
    let trailers = kept("Plan").into_iter().chain(kept("Ref")).chain([undoes]).collect();
    Message { subject: format!("{}{}", TAKES_BACK.start, commit.subject), body: None, trailers }
}

/// A commit as people know it.
fn told(commit: &OwnCommit) -> String {
    let day = Date::parse(&commit.day).map_or_else(|| commit.day.clone(), Date::in_words);
    format!("`{}` ({}, {} by {})", commit.subject, commit.id.short(), day, commit.author)
}
