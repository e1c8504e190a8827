//! `vawg check --fix`: the fixes that problems carry, made in their files.

use std::collections::BTreeMap;
use std::io::Write as _;

use super::{Args, Checked};
use crate::commands::session::Session;
use crate::diagnostic::{Diagnostic, Fix};
use crate::model::counted;
use crate::render;
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
pub(super) fn fix(args: &Args, session: &mut Session) -> anyhow::Result<()> {
    let locks = if args.fixing.dry_run { Vec::new() } else { locks(args, session)? };
    let rounds = if args.fixing.dry_run { 1 } else { ROUNDS };
    let mut count = 0;
    for _ in 0..rounds {
        match round(args, session, &locks)? {
            0 => break,
            made => count += made,
        }
    }
    let files = if args.fixing.dry_run { "would be put right" } else { "put right" };
    session.ui.finish()?;
    session.ui.say(&match count {
        0 => "nothing can be put right without a person".to_owned(),
        count => format!("{} {files}", counted(count, "problem")),
    });
    Ok(())
}

/// Makes the fixes of the problems that there are now, and gives their number.
fn round(args: &Args, session: &mut Session, locks: &[(Root, Lock)]) -> anyhow::Result<usize> {
    let mut count = 0;
    for Checked { root, verdict } in args.checked(session)? {
        let fixable: Vec<_> = verdict.problems.into_iter().filter(|problem| problem.fix.is_some()).collect();
        let Repairs { changes, problems } = Repairs::of(session, &root, fixable);
        if let Some((_, lock)) = locks.iter().find(|(locked, _)| *locked == root) {
            changes::make(lock, &changes)?;
        }
        count += problems.len();
        tell(args, session, &root, &changes, &problems)?;
    }
    Ok(count)
}

/// The right to write in every plans folder that was asked for.
fn locks(args: &Args, session: &mut Session) -> anyhow::Result<Vec<(Root, Lock)>> {
    let scopes = session.scopes(&args.paths)?;
    scopes.into_iter().map(|scope| session.lock(&scope.root, "check --fix").map(|lock| (scope.root, lock))).collect()
}

/// Files put right.
struct Repairs {
    changes: Vec<FileChange>,
    /// The problems that are put right by that.
    problems: Vec<Diagnostic>,
}

impl Repairs {
    /// The files of these problems with their fixes; a file that cannot be put right is named, and stays.
    fn of(session: &mut Session, root: &Root, fixable: Vec<Diagnostic>) -> Self {
        let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for problem in fixable {
            by_file.entry(problem.place.file.clone()).or_default().push(problem);
        }
        let mut repairs = Self { changes: Vec::new(), problems: Vec::new() };
        for (file, problems) in by_file {
            let fixes: Vec<&Fix> = problems.iter().filter_map(|problem| problem.fix.as_ref()).collect();
            match store::repair(root, &file, &fixes) {
                Ok(change) => {
                    repairs.changes.push(change);
                    repairs.problems.extend(problems);
                }
                Err(error) => session.ui.say(&format!("warning: {error}")),
            }
        }
        repairs
    }
}

/// Names each fix, or shows the difference that they would make.
fn tell(
    args: &Args,
    session: &mut Session,
    root: &Root,
    changes: &[FileChange],
    problems: &[Diagnostic],
) -> anyhow::Result<()> {
    let look = session.ui.look();
    if args.fixing.dry_run {
        for change in changes {
            let (before, after) = (change.before.as_deref(), change.after.as_deref());
            let diff = render::diff::unified(&root.shown(&change.file), before, after, look);
            session.ui.answer().write_all(diff.as_bytes())?;
        }
        return Ok(());
    }
    let said: Vec<_> = problems.iter().filter_map(|problem| problem.fix.as_ref()).map(Fix::said).collect();
    let places = problems.iter().map(|problem| root.shown(&problem.place.file));
    for (place, said) in places.zip(said) {
        session.ui.say(&format!("fixed {place}: {said}"));
    }
    Ok(())
}
