//! `vawg undo`: the last change that vawg has committed, taken back by another commit.

use std::collections::BTreeSet;
use std::io::Write as _;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::changing::{Change, CommitArgs};
use super::session::Session;
use crate::amend::Message;
use crate::git::{Blobs, ChangedFile, GitError, OwnCommit, Repository, TakesBack};
use crate::model::Date;
use crate::render;
use crate::source;
use crate::store::merge::{self, Ending, Merged, Versions};
use crate::store::{FileChange, Root};

/// Take back the last change that vawg committed, by another commit
///
/// What was changed since stays, in other files and in the same ones; where it builds on the change, nothing is done.
#[derive(Debug, clap::Args)]
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
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root()?;
        let repository = Repository::of(root.folder()).map_err(|error| match error {
            GitError::NoRepository(_) => {
                anyhow!("{} is in no git repository, so that nothing was committed", root.shown(""))
            }
            other => other.into(),
        })?;
        let held = if self.dry_run { None } else { Some(session.lock(&root, "undo")?) };
        let wants = |commit: &OwnCommit| commit.says("Plan").any(|plan| session.wants_named(plan));
        let Some(last) = repository.last_standing("Plan", TAKES_BACK, wants)? else {
            bail!(
                "there is no change by vawg on this branch that could be taken back\nhelp: `git log` shows all of them"
            );
        };
        let (files, has_others) = repository.changed_by(&last.id)?;
        if has_others {
            bail!(
                "{} also holds changes outside the plans folder\nhelp: `git revert {}` takes all of it back",
                told(&last),
                last.id.short()
            );
        }
        let blobs = repository.blobs(files.iter().flat_map(|file| file.before.iter().flatten().chain(&file.after)))?;
        let files = files.iter().map(|file| taken_back(&root, &repository, &blobs, &last, file));
        let files = files.collect::<anyhow::Result<Vec<_>>>()?;
        let Some(held) = held else {
            let look = session.ui.look();
            let show = |file: &FileChange| {
                render::diff::unified(&root.shown(&file.file), file.before.as_deref(), file.after.as_deref(), look)
            };
            let difference: String = files.iter().map(show).collect();
            session.ui.answer().write_all(difference.as_bytes())?;
            return Ok(Outcome::Done);
        };
        let told = format!("taken back: {}\n", told(&last));
        let change = Change {
            root: &root,
            lock: &held,
            files: &files,
            message: message(&last),
            told,
            uncommitted: BTreeSet::new(),
            way_back: "`git revert --no-edit HEAD` brings it back",
        };
        session.make(&change, &self.commit)?;
        Ok(Outcome::Done)
    }
}

/// The change of a file that takes a commit back.
fn taken_back(
    root: &Root,
    repository: &Repository,
    blobs: &Blobs,
    commit: &OwnCommit,
    file: &ChangedFile,
) -> anyhow::Result<FileChange> {
    let now = root.bytes_on_disk(&file.path);
    let before = file.before.first().and_then(Option::as_ref);
    let held = |id| blobs.get(id).map(<[u8]>::to_vec);
    let (mut old, mut new) = (before.and_then(held), file.after.as_ref().and_then(held));
    if now != new {
        let on_disk = |id| repository.as_on_disk(id, &file.path);
        (old, new) = (before.map(on_disk).transpose()?, file.after.as_ref().map(on_disk).transpose()?);
    }
    if now != new
        && let Some(merged) = merged(new.as_deref(), now.as_deref(), old.as_deref())
    {
        old = Some(merged);
    } else if now != new {
        bail!(
            "{} was changed again since {}; nothing was changed\nhelp: change it back by hand: `git show {}` shows what was done",
            root.shown(&file.path),
            told(commit),
            commit.id.short()
        );
    }
    Ok(FileChange { file: file.path.clone(), before: now, after: old })
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
