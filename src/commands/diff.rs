//! `vawg diff`: what has changed between two times.

use anyhow::bail;

use super::Outcome;
use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::history::{Archive, Then};
use crate::model::{Date, Plan, counted};
use crate::render::{changes, json};
use crate::report::diff::{Diff, End, EndName, Side};
use crate::store::Root;

/// What has changed between two commits, tags or days, or since the last meeting
///
/// What has become overdue, what is complete, what was re-scheduled, added and removed, who leads now, which ratings
/// moved, and everything else that the files say differently. FROM is judged on its own day, so that time itself
/// shows; TO on its own, or on `--as-of`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A commit, tag or day, or `last-meeting` [default: the last meeting; HEAD where the plans name no meetings]
    #[arg(value_name = "FROM")]
    from: Option<String>,

    /// A commit, tag or day [default: the files as they are, committed or not]
    #[arg(value_name = "TO")]
    to: Option<String>,

    /// For people, for a pull request, or for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Table,
    Markdown,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vawg diff                               since the last meeting, with what is not committed
  vawg diff HEAD                          what is not committed
  vawg diff 2026-03-31 2026-06-30         what a quarter has changed
  vawg diff main HEAD --format markdown   what a branch proposes, for its pull request
  vawg diff today-1y --plan wendale       what a year has changed in one plan";

/// The word that stands for each plan's last meeting.
const LAST_MEETING: &str = "last-meeting";

/// One end of the comparison: what it is, and the plans then.
struct Loads {
    end: End,
    then: Then,
}

impl Loads {
    fn day(&self, plan: &Plan) -> Date {
        self.then.day(plan)
    }

    fn side<'l>(&'l self, day: &'l dyn Fn(&Plan) -> Date) -> Side<'l> {
        Side { portfolio: &self.then.portfolio, day }
    }
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let root = session.root_now()?;
        let archive = Archive::of(&root)?;
        let (to, problems) = self.to(session, &root, &archive)?;
        let from = self.from(&root, &archive, &to)?;
        session.known_plans([&from.then.portfolio, &to.then.portfolio])?;
        let (then, now) = (|plan: &Plan| from.day(plan), |plan: &Plan| to.day(plan));
        let diff = Diff::of(from.side(&then), to.side(&now), |plan| session.wants(plan));
        let (ends, look) = ((&from.end, &to.end), session.ui.look());
        let out = session.ui.answer();
        match self.format {
            Format::Table => changes::write(out, &diff, ends, look)?,
            Format::Markdown => changes::write_markdown(out, &diff, ends)?,
            Format::Json => json::write(out, &json::DiffJson::of(&diff, ends))?,
        }
        session.ui.finish()?;
        say_limits(session, &from);
        say_limits(session, &to);
        // The program ends: to give the plans of both back piece by piece is no use to anybody.
        std::mem::forget((from, to));
        Ok(session.say_problems(&root, problems))
    }

    /// The newer end; for the files as they are with what is wrong with them.
    fn to(&self, session: &Session, root: &Root, archive: &Archive) -> anyhow::Result<(Loads, Vec<Diagnostic>)> {
        let judge = session.judge()?;
        if let Some(name) = &self.to {
            return Ok((at(root, archive, name, judge.as_of)?, Vec::new()));
        }
        let loaded = Session::load_from(root)?;
        let then = Then::of(loaded.portfolio, judge);
        let end = End { name: EndName::WorkTree, commit: None, day: then.one_day() };
        Ok((Loads { end, then }, loaded.problems))
    }

    /// The older end.
    fn from(&self, root: &Root, archive: &Archive, to: &Loads) -> anyhow::Result<Loads> {
        let name = self.from.as_deref();
        if let Some(name) = name.filter(|name| *name != LAST_MEETING) {
            return at(root, archive, name, None);
        }
        match archive.plans_at_last_meeting(root, &to.then.portfolio, &|plan| to.day(plan))? {
            Some(then) => {
                let end = End { name: EndName::LastMeeting, commit: then.commit.clone(), day: then.one_day() };
                Ok(Loads { end, then })
            }
            None if name.is_some() => {
                bail!("no plan has met before; a plan names its meetings under `[[meeting]]` in plan.toml")
            }
            None => at(root, archive, "HEAD", None),
        }
    }
}

/// The plans at a moment that somebody names.
fn at(root: &Root, archive: &Archive, name: &str, as_of: Option<Date>) -> anyhow::Result<Loads> {
    let moment = Session::moment(archive, name)?;
    let then = archive.plans_at(root, &moment, as_of)?;
    let end = End { name: EndName::Typed(name.to_owned()), commit: then.commit.clone(), day: then.one_day() };
    Ok(Loads { end, then })
}

/// What the answer cannot say.
fn say_limits(session: &mut Session, loads: &Loads) {
    let name = loads.end.name.word();
    if let Some(begins) = loads.then.begins {
        session.ui.say(&format!(
            "note: history begins on {}; its first commit stands in for the last meeting",
            begins.in_words()
        ));
    }
    if loads.then.problems > 0 {
        let count = counted(loads.then.problems, "problem");
        session.ui.say(&format!(
            "warning: the plans of {name} leave out what could not be read ({count}); `vawg check --rev REV` shows each"
        ));
    }
}
