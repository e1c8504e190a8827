//! `vawg fmt`: plan files laid out so that they read and merge well.

use std::io::Write as _;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Outcome;
use super::changing::difference;
use super::session::Session;
use crate::model::counted;
use crate::render;
use crate::store::changes::{self, ChangeError, FileChange};
use crate::store::{self, Arranger, Scope};

/// Lay plan files out: keys in their order, blank lines between groups; every word and comment stays
///
/// A blank line between groups lets two people change different things in one file, and git merges both. Files that
/// are not TOML are left as they are and named. Nothing is committed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Plans folders, plans, folders or files of a plan [default: the plans folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Only list the files that would change, and end with status 1 where there are any
    #[arg(long)]
    check: bool,

    /// Show the difference that it would make, and change nothing
    #[arg(long, conflicts_with = "check")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Exit status: 0 every file is laid out, 1 a file is not TOML (or, with --check, would change), 2 it could not be done.

Examples:
  vawg fmt                                lay out every file of every plan
  vawg fmt --dry-run                      show what that would change
  vawg fmt plans/bristol-2008-11/provision
  vawg fmt --check                        for a git host: fails where a file is not laid out";

/// What would become of the files of a plans folder.
struct Draft {
    changes: Vec<FileChange>,
    /// How many files are as they should be.
    fine: usize,
    refused: Vec<ChangeError>,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let scopes = session.scopes(&self.paths)?;
        let mut drafts = Vec::new();
        for scope in scopes {
            let changes_files = !self.check && !self.dry_run;
            let lock = if changes_files { Some(session.lock(&scope.root, "fmt")?) } else { None };
            let draft = Draft::of(session, &scope)?;
            if let Some(lock) = lock {
                changes::make(&lock, &draft.changes)?;
            }
            self.tell(session, &scope, &draft)?;
            drafts.push(draft);
        }
        session.ui.finish()?;
        let count = |files: fn(&Draft) -> usize| drafts.iter().map(files).sum::<usize>();
        let (changed, refused) = (count(|draft| draft.changes.len()), count(|draft| draft.refused.len()));
        session.ui.say(&self.summary(changed, count(|draft| draft.fine), refused));
        let is_wrong = refused > 0 || self.check && changed > 0;
        Ok(if is_wrong { Outcome::PlanHasErrors } else { Outcome::Done })
    }

    fn tell(&self, session: &mut Session, scope: &Scope, draft: &Draft) -> anyhow::Result<()> {
        let look = session.ui.look();
        for change in &draft.changes {
            let text = if self.dry_run {
                difference(&scope.root, [change], look)
            } else {
                format!("{}\n", render::style::visible(&scope.root.shown(&change.file)))
            };
            session.ui.answer().write_all(text.as_bytes())?;
        }
        session.ui.finish()?;
        for error in &draft.refused {
            session.ui.say(&format!("error: {error}"));
        }
        Ok(())
    }

    fn summary(&self, changed: usize, fine: usize, refused: usize) -> String {
        let what = match (self.check || self.dry_run, changed) {
            (true, _) => "would be laid out",
            (false, 1) => "is laid out",
            (false, _) => "are laid out",
        };
        let changed = (changed > 0).then(|| format!("{} {what}", counted(changed, "file")));
        let fine = (fine > 0 || changed.is_none() && refused == 0)
            .then(|| format!("{} laid out already", counted(fine, "file")));
        let refused = (refused > 0).then(|| format!("{refused} left alone; `vawg check` shows why"));
        [changed, fine, refused].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Draft {
    fn of(session: &Session, scope: &Scope) -> anyhow::Result<Self> {
        let files = store::plan_files(&scope.root)?;
        let is_wanted =
            |file: &&String| scope.covers(file) && file.split('/').next().is_some_and(|plan| session.wants_named(plan));
        let files: Vec<_> = files.iter().filter(is_wanted).collect();
        let arranger = Arranger::default();
        let drafted: Vec<_> = files.into_par_iter().map(|file| arranger.change(&scope.root, file)).collect();
        let fine = drafted.iter().flatten().filter(|change| change.is_none()).count();
        let mut draft = Self { changes: Vec::new(), fine, refused: Vec::new() };
        for one in drafted {
            match one {
                Ok(change) if change.is_none() => {}
                Ok(change) => draft.changes.push(change),
                Err(error) => draft.refused.push(error),
            }
        }
        Ok(draft)
    }
}
