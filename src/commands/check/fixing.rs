//! `vawg check --fix`: the fixes that problems carry, made in their files.

use std::collections::{BTreeMap, BTreeSet};

use super::{Args, Checked};
use crate::commands::session::Session;
use crate::diagnostic::{Diagnostic, Fix};
use crate::model::counted;
use crate::store::changes::{self, FileChange};
use crate::store::{self, Lock, Root};

/// What is put right.
#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    /// First put right what can be put right without asking, and name each fix; nothing is committed
    #[arg(long, conflicts_with = "write_baseline")]
    pub fix: bool,

    /// With --fix: show the difference that it would make, and change nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

/// So many times is looked for more, since a key that is put right may hold a value that can be, too.
const ROUNDS: usize = 5;

/// Makes every fix there is, or shows what that would change.
///
/// All of it is worked out before anything is written, so that what is shown is what would be made.
pub(super) fn fix(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let locks = if args.fixing.dry_run { Vec::new() } else { locks(args, session)? };
    let repairs = all(args, session)?;
    for (number, repairs) in repairs.iter().enumerate() {
        match locks.get(number) {
            Some(lock) => repairs.make(session, lock)?,
            None => repairs.show(session)?,
        }
    }
    let put_right = if args.fixing.dry_run { "would be put right" } else { "put right" };
    session.ui.finish()?;
    session.ui.say(&match repairs.iter().map(|repairs| repairs.made.len()).sum() {
        0 => "nothing can be put right without a person".to_owned(),
        count => format!("{} {put_right}", counted(count, "problem")),
    });
    Ok(())
}

/// Every fix of every plans folder that was asked for, until there is no more to put right.
fn all(args: &Args, session: &mut Session) -> anyhow::Result<Vec<Repairs>> {
    let scopes = session.scopes(&args.paths)?;
    let mut all: Vec<_> = scopes.iter().map(|scope| Repairs::none(&scope.root)).collect();
    for _ in 0..ROUNDS {
        let so_far = scopes.iter().zip(&all).map(|(scope, repairs)| Ok(scope.clone().of_root(repairs.root_after()?)));
        let mut is_more = false;
        for Checked { root, verdict, .. } in args.checked(session, so_far.collect::<anyhow::Result<_>>()?)? {
            if let Some(repairs) = all.iter_mut().find(|repairs| repairs.root.folder() == root.folder()) {
                is_more |= repairs.add(session, &root, verdict.problems) == More::Yes;
            }
        }
        if !is_more {
            break;
        }
    }
    Ok(all)
}

/// The right to write in every plans folder that was asked for.
fn locks(args: &Args, session: &mut Session) -> anyhow::Result<Vec<Lock>> {
    let scopes = session.scopes(&args.paths)?;
    session.locks(scopes.iter().map(|scope| &scope.root), "check --fix")
}

/// What is put right in a plans folder.
struct Repairs {
    root: Root,
    /// The files as they are and as they will be.
    changes: BTreeMap<String, FileChange>,
    /// The fixes, each with its file.
    made: Vec<(String, Fix)>,
    /// Files that have been tried in vain.
    refused: BTreeSet<String>,
}

/// Whether there was something more to put right.
#[derive(PartialEq, Eq)]
enum More {
    Yes,
    No,
}

impl Repairs {
    fn none(root: &Root) -> Self {
        Self { root: root.clone(), changes: BTreeMap::new(), made: Vec::new(), refused: BTreeSet::new() }
    }

    /// The plans folder as it will be.
    fn root_after(&self) -> anyhow::Result<Root> {
        if self.changes.is_empty() {
            return Ok(self.root.clone());
        }
        Ok(store::as_changed(&self.root, self.changes.values())?)
    }

    /// Adds the fixes of problems that were found in a later state of the plans folder; a file that cannot be put right
    /// is named, and stays.
    fn add(&mut self, session: &mut Session, after: &Root, problems: Vec<Diagnostic>) -> More {
        let mut by_file: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
        for problem in problems {
            if let Some(fix) = problem.fix.filter(|_| !self.refused.contains(&problem.place.file)) {
                by_file.entry(problem.place.file).or_default().push(fix);
            }
        }
        let before = self.made.len();
        for (file, fixes) in by_file {
            match store::repair(after, &file, &fixes) {
                Ok(change) => {
                    self.made.extend(fixes.into_iter().map(|fix| (file.clone(), fix)));
                    let first = self.changes.remove(&file).unwrap_or_else(|| change.clone());
                    self.changes.insert(file, FileChange { after: change.after, ..first });
                }
                Err(error) => {
                    session.ui.say(&format!("warning: {error}"));
                    self.refused.insert(file);
                }
            }
        }
        if self.made.len() > before { More::Yes } else { More::No }
    }

    /// Writes the files, and names each fix.
    fn make(&self, session: &mut Session, lock: &Lock) -> anyhow::Result<()> {
        changes::make(lock, self.changes.values())?;
        for (file, fix) in &self.made {
            session.ui.say(&format!("fixed {}: {}", self.root.shown(file), fix.said()));
        }
        Ok(())
    }

    /// Shows the difference that they would make.
    fn show(&self, session: &mut Session) -> anyhow::Result<()> {
        session.show_difference(&self.root, self.changes.values())
    }
}
