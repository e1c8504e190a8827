//! What every command that gives actions an update does: works out the changes, shows them, makes them.

use std::collections::BTreeSet;

use anyhow::anyhow;

use super::changing::{Change, CommitArgs, difference, refused, uncommitted};
use super::session::Session;
use crate::amend::{self, Amendment, Message, Request};
use crate::render;
use crate::store::{self, ChangeError, FileChange, Loaded, Lock, Root};
use crate::ui::Look;

/// The changes that a request makes to files as they stand now.
pub(super) struct Draft {
    amendments: Vec<Amendment>,
    files: Vec<FileChange>,
    /// The plans that say `[git] commit = false`.
    uncommitted: BTreeSet<String>,
    /// Files that are named as evidence and are not there, from the plans folder.
    missing: BTreeSet<String>,
}

impl Draft {
    /// The changes, worked out without making them.
    pub(super) fn of(
        session: &mut Session,
        root: &Root,
        files: &BTreeSet<String>,
        request: &Request,
    ) -> anyhow::Result<Self> {
        let mut loaded = readable(session, root, files)?;
        let uncommitted = uncommitted(&loaded.portfolio);
        let amendments =
            amend::amend(&mut loaded.portfolio, request, session.judge()?).map_err(|refusals| refused(&refusals))?;
        let files = edits(root, &amendments)?;
        let missing = missing_evidence(root, &amendments, &request.evidence);
        Ok(Self { amendments, files, uncommitted, missing })
    }

    /// Makes the changes, under the lock under which they were worked out, and commits them.
    pub(super) fn make(
        &self,
        session: &mut Session,
        root: &Root,
        lock: &Lock,
        request: &Request,
        commit: &CommitArgs,
    ) -> anyhow::Result<()> {
        self.warn(session);
        let change = Change {
            root,
            lock,
            files: &self.files,
            message: self.message(request),
            told: self.told(session.ui.look()),
            uncommitted: self.uncommitted.clone(),
            way_back: "`vawg undo` takes it back",
        };
        session.make(&change, commit)
    }

    /// What the commit says.
    pub(super) fn message(&self, request: &Request) -> Message {
        Message::of(&self.amendments, request)
    }

    /// Whether no plan of these changes keeps what is changed as a commit.
    pub(super) fn is_uncommitted(&self) -> bool {
        self.amendments.iter().all(|amendment| self.uncommitted.contains(&amendment.plan))
    }

    /// A line for each action.
    pub(super) fn told(&self, look: Look) -> String {
        render::amended::lines(&self.amendments, look)
    }

    /// What changes in the files, as a diff.
    pub(super) fn difference(&self, root: &Root, look: Look) -> String {
        difference(root, &self.files, look)
    }

    /// Says what is done and yet worth a word.
    pub(super) fn warn(&self, session: &mut Session) {
        for line in self.warnings() {
            session.ui.say(&line);
        }
    }

    /// What is done and yet worth a word, each with what to type.
    pub(super) fn warnings(&self) -> Vec<String> {
        let warnings = self.amendments.iter().flat_map(|amendment| &amendment.warnings);
        let lines: BTreeSet<_> =
            warnings.map(|warning| format!("warning: {}\nhelp: {}", warning.message, warning.help)).collect();
        let missing = self.missing.iter();
        let missing = missing
            .map(|file| format!("warning: there is no file {file}\nhelp: put it there, so that others can see it"));
        lines.into_iter().chain(missing).collect()
    }
}

/// The actions of these files, all of which can be read; else it is said what cannot.
pub(super) fn readable(session: &mut Session, root: &Root, files: &BTreeSet<String>) -> anyhow::Result<Loaded> {
    let loaded = store::load_only(root, files)?;
    let is_unread = loaded.portfolio.plans.iter().any(|plan| !plan.unread.is_empty());
    if is_unread || loaded.portfolio.actions().count() != files.len() {
        return Err(unread(session, root, loaded.problems));
    }
    Ok(loaded)
}

/// What amendments of actions change in their files.
pub(super) fn edits(root: &Root, amendments: &[Amendment]) -> Result<Vec<FileChange>, ChangeError> {
    let edit =
        |amendment: &Amendment| FileChange::edit(root, &amendment.file, |action| amendment.action.clone_into(action));
    amendments.iter().map(edit).collect()
}

fn missing_evidence(root: &Root, amendments: &[Amendment], evidence: &[String]) -> BTreeSet<String> {
    let files = evidence.iter().filter(|proof| !proof.contains("://"));
    let paths =
        files.flat_map(|file| amendments.iter().map(move |amendment| format!("{}/{}", amendment.plan, file.trim())));
    paths.filter(|path| !root.has_file(path)).map(|path| root.shown(&path)).collect()
}

/// Says what cannot be read of what a change needs.
pub(super) fn unread(
    session: &mut Session,
    root: &Root,
    problems: Vec<crate::diagnostic::Diagnostic>,
) -> anyhow::Error {
    session.say_findings(root, problems);
    anyhow!(
        "what cannot be read cannot be changed; nothing was changed\nhelp: `vawg check` shows each problem in its place"
    )
}
