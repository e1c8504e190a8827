//! `vawg report`: what a meeting, a statutory group and the public read.

use anyhow::{anyhow, bail};

use super::Outcome;
use super::publish::Publish;
use super::session::Session;
use crate::model::Date;
use crate::report::{exceptions, progress};

/// A report for a meeting, a statutory group or the public
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    report: Report,
}

const EXAMPLES: &str = "\
Examples:
  vawg report exceptions                    for the quarterly meeting
  vawg report exceptions -o board.md        to a file, whose ending names the format";

#[derive(Debug, clap::Subcommand)]
enum Report {
    /// What is not on target and needs the meeting, and what falls due before the next one
    Exceptions(Exceptions),
    /// How the plan stands and what has happened since the last such report: the split, what was completed, what
    /// moved, measures, money, risks and gaps
    Progress(Progress),
}

#[derive(Debug, clap::Args)]
#[command(after_help = EXCEPTIONS)]
struct Exceptions {
    #[command(flatten)]
    publish: Publish,

    /// Compare with this day rather than with the last meeting
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

const EXCEPTIONS: &str = "\
Examples:
  vawg report exceptions --plan bristol-2008-11     one plan
  vawg report exceptions theme:prevention           one theme
  vawg report exceptions --since 2026-01-01         what has changed since New Year
  vawg report exceptions --as-of 2026-03-31         as it stood on the last day of March";

#[derive(Debug, clap::Args)]
#[command(after_help = PROGRESS)]
struct Progress {
    /// Tell what has happened since this day
    ///
    /// Without it: since the plan's last meeting that looked at a progress report (one that was only just held does
    /// not count, for this may still be its own report), or for six months where it names none.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    #[command(flatten)]
    publish: Publish,
}

const PROGRESS: &str = "\
Examples:
  vawg report progress -o progress.html                  for the half-yearly meeting
  vawg report progress --since 2026-01-01 theme:prevention
                                                         one theme since New Year
  vawg report progress --as-of 2026-03-31 --format json  as it stood on the last day of March";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match &self.report {
            Report::Exceptions(args) => args
                .publish
                .run(session, |session, basis| Ok(exceptions::document(basis, since(session, args.since.as_deref())?))),
            Report::Progress(args) => args
                .publish
                .run(session, |session, basis| Ok(progress::document(basis, since(session, args.since.as_deref())?))),
        }
    }
}

/// The day since which a report is to look back.
fn since(session: &Session, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let asked = session.judge()?.asked();
    let day = text.map(|text| crate::query::day(text, asked)).transpose();
    let day = day.map_err(|why| anyhow!("--since: {why}"))?;
    match day {
        Some(day) if day >= asked => {
            bail!("--since: {} is not before the day of the report, {}", day.in_words(), asked.in_words())
        }
        Some(_) | None => Ok(day),
    }
}
