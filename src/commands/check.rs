//! `vawg check`: every problem of the plans.

mod apart;
mod fixing;
mod paths;
mod showing;
mod staged;

use std::path::PathBuf;

use anyhow::{Context, bail};

use super::Outcome;
use super::session::{Session, keep};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::history::Archive;
use crate::model::{Date, Portfolio, counted};
use crate::rules;
use crate::rules::verdict::{Baseline, Deny, Summary, Verdict, verdict};
use crate::store::{self, Lock, Root, Scope};

/// Every problem of the plans, with its place and what to type next
///
/// A problem is an error or a warning; plan.toml can set the level of a rule under `[check]`, or switch it off. What
/// `baseline.toml` accepts is counted as known and not shown. Some warnings come with the date rather than with a
/// change of the files (an update that has grown old); they are marked, and `--deny warnings` leaves them alone, so
/// that a plan which passes today does not fail tomorrow by itself.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Plans folders, plans, folders or files of a plan [default: the plans folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How problems are shown
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,

    /// Also end with status 1 for warnings
    #[arg(long, value_name = "WHICH", value_enum)]
    deny: Option<Deny>,

    /// Show the problems that baseline.toml accepts, too
    #[arg(long)]
    no_baseline: bool,

    /// Accept every problem there is now: add it to its plan's baseline.toml
    #[arg(long, conflicts_with = "no_baseline")]
    write_baseline: bool,

    /// Also look at what was changed since this branch left REV: deadlines moved without a word, updates rewritten or
    /// backdated, actions deleted, references used again
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline")]
    since: Option<String>,

    /// Check what is staged, which is what the next commit will hold, rather than the files as they are
    #[arg(long, conflicts_with_all = ["write_baseline", "fix"])]
    staged: bool,

    #[command(flatten)]
    fixing: fixing::FixArgs,
}

const EXAMPLES: &str = "\
Exit status: 0 nothing is wrong, 1 there are errors (or denied warnings), 2 it could not be checked.

Examples:
  vawg check                                 every problem of every plan
  vawg check plans/bristol-2008-11/provision  what is wrong in one theme
  vawg check --deny warnings --format github  as annotations on GitHub; warnings fail
  vawg check --fix --dry-run                 what can be put right by itself, as a difference
  vawg check --since main                    also what a branch has changed, for its pull request
  vawg check --write-baseline                accept what is there, and begin from here";

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// With the line of the file, and what to type next
    #[default]
    Human,
    /// A line each: `path:line:column: error[rule]: message`
    Short,
    /// For other programs
    Json,
    /// For GitHub Actions: an annotation beside each line that a problem is about
    Github,
    /// For GitLab: a Code Quality report, its artifact `codequality`
    Gitlab,
    /// For code scanning, editors and viewers: SARIF 2.1.0, with what `explain` says and what baseline.toml accepts
    Sarif,
    /// For what reads test reports: a suite a plan, a case a file; denied warnings fail, too
    Junit,
}

/// A plans folder with what `check` says of it.
struct Checked {
    root: Root,
    /// What was asked for in it.
    scope: Scope,
    portfolio: &'static Portfolio,
    verdict: Verdict,
    /// Where a shallow clone has less history than the rules look at, the day on which it begins.
    begins: Option<Date>,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        if self.write_baseline && session.common.rev.is_some() {
            bail!("`--write-baseline` writes what is wrong now; leave out `--rev`");
        }
        if self.fixing.fix && session.common.rev.is_some() {
            bail!("`--fix` puts right what is wrong now; leave out `--rev`");
        }
        if self.staged && session.common.rev.is_some() {
            bail!("`--staged` checks what is not committed yet; leave out `--rev`");
        }
        if self.fixing.fix {
            fixing::fix(self, session)?;
        }
        if self.fixing.dry_run {
            return Ok(Outcome::Done);
        }
        let scopes = if self.staged { staged::scopes(session, &self.paths)? } else { session.scopes(&self.paths)? };
        if scopes.is_empty() {
            return Ok(Outcome::Done);
        }
        if let Some(summary) = apart::show(self, session, &scopes)? {
            session.ui.finish()?;
            return Ok(self.outcome(session, summary));
        }
        let written = scopes.iter().filter(|_| self.write_baseline).map(|scope| &scope.root);
        let locks = session.locks(written, "check --write-baseline")?;
        let mut checked = self.checked(session, scopes)?;
        if self.write_baseline {
            accept(session, &locks, &mut checked)?;
        }
        drop(locks);
        let summary = self.offered(session, checked.iter().map(|one| one.verdict.summary).sum());
        showing::show(self, session, &checked, summary)?;
        session.ui.finish()?;
        session.say_begins(checked.iter().filter_map(|one| one.begins).max());
        Ok(self.outcome(session, summary))
    }

    fn checked(&self, session: &Session, scopes: Vec<Scope>) -> anyhow::Result<Vec<Checked>> {
        let load = |scope: Scope| Ok((Session::load_from(&scope.root)?, scope));
        let loaded = scopes.into_iter().map(load).collect::<anyhow::Result<Vec<_>>>()?;
        session.known_plans(loaded.iter().map(|(loaded, _)| &loaded.portfolio))?;
        let mut checked = Vec::new();
        for (mut loaded, scope) in loaded {
            let mut begins = None;
            if let Some(name) = &self.since {
                let (found, from) = since(session, &scope.root, &loaded.portfolio, name).context("--since")?;
                loaded.problems.extend(found);
                begins = from;
            }
            let Some(scope) = wanted(session, &loaded.portfolio, scope) else { continue };
            let covers = |file: &str| scope.covers(file);
            let covers = (!scope.is_whole()).then_some(&covers);
            let portfolio = keep(loaded.portfolio);
            let mut verdict = verdict(portfolio, loaded.problems, session.judge()?, self.baseline(), covers);
            verdict.summary.files = scope.files().unwrap_or(loaded.files);
            checked.push(Checked { root: scope.root.clone(), scope, portfolio, verdict, begins });
        }
        if checked.is_empty() {
            bail!("none of these paths lies in the plan that `--plan` names");
        }
        Ok(checked)
    }

    const fn baseline(&self) -> Baseline {
        if self.no_baseline { Baseline::Ignored } else { Baseline::Heeded }
    }

    /// A summary without what `--fix` cannot put right, or has not.
    const fn offered(&self, session: &Session, summary: Summary) -> Summary {
        if self.fixing.fix || self.staged || session.common.rev.is_some() {
            Summary { fixable: 0, ..summary }
        } else {
            summary
        }
    }

    fn outcome(&self, session: &mut Session, summary: Summary) -> Outcome {
        let denied = summary.denied(self.deny);
        if denied > 0 {
            let are = if denied == 1 { "is" } else { "are" };
            session.ui.say(&format!("error: {} {are} denied by `--deny`", counted(denied, "warning")));
        }
        if summary.errors > 0 || denied > 0 { Outcome::PlanHasErrors } else { Outcome::Done }
    }
}

/// What the rules over history find since a commit that somebody names; in a shallow clone also where it begins.
fn since(
    session: &Session,
    root: &Root,
    now: &Portfolio,
    name: &str,
) -> anyhow::Result<(Vec<Diagnostic>, Option<Date>)> {
    let today = session.judge()?.today;
    let archive = Archive::of(root)?;
    let moment = |name: &str| Session::moment(&archive, name);
    let (other, upto) = (moment(name)?, moment(session.common.rev.as_deref().unwrap_or("HEAD"))?);
    let found = archive.since(root, &other, &upto, now)?;
    let (before, entries, former) = (&found.then.portfolio, &found.entries, &found.former);
    Ok((rules::since(now, rules::Since { before, entries, former, today }), found.begins))
}

/// The part of a scope that lies in the plans that were named, if any were; nothing where that leaves nothing.
fn wanted(session: &Session, portfolio: &Portfolio, scope: Scope) -> Option<Scope> {
    if session.common.only.is_empty() {
        return Some(scope);
    }
    let plans = portfolio.plans.iter().filter(|plan| session.wants(plan));
    scope.only(&plans.map(|plan| plan.name.as_str()).collect::<Vec<_>>())
}

/// Adds every problem there is to the baseline of its plan, and says so.
fn accept(session: &mut Session, locks: &[Lock], checked: &mut [Checked]) -> anyhow::Result<()> {
    let unread = |problem: &&Diagnostic| problem.rule == RuleName::UNREADABLE_FILE;
    if let Some(problem) = checked.iter().flat_map(|one| &one.verdict.problems).find(unread) {
        bail!(
            "{} {}; what is wrong with the plans is not known before it is put right, so nothing was accepted",
            problem.place.file,
            problem.message
        );
    }
    let reason = format!("Accepted on {}; say why.", session.judge()?.asked());
    let mut is_any = false;
    for Checked { root, verdict, .. } in checked {
        let lock = locks
            .iter()
            .find(|lock| lock.folder() == root.folder())
            .with_context(|| format!("{} is not locked", root.folder().display()))?;
        for (plan, entries) in verdict.accept(&reason) {
            let file = store::accept(root, lock, &plan, &entries)?;
            session.ui.say(&format!("added {} to {file}; give the reason in each", counted(entries.len(), "entry")));
            is_any = true;
        }
    }
    if !is_any {
        session.ui.say("nothing to accept; no file is changed");
    }
    Ok(())
}
