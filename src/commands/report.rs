//! `vawg report`: what a meeting, a statutory group and the public read.

use anyhow::bail;

use super::Outcome;
use super::public::Public;
use super::publish::Publish;
use super::session::{Session, day};
use crate::history::HistoryError;
use crate::model::{Date, Period};
use crate::report::annual::{self, AuditTrail};
use crate::report::{exceptions, progress};

/// A report for a meeting, a statutory group or the public
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    report: Report,
}

const EXAMPLES: &str = "\
Examples:
  vawg report exceptions                    for the quarterly meeting
  vawg report exceptions -o board.md        to a file, whose ending names the format
  vawg report progress -o progress.md       for the half-yearly meeting
  vawg report annual --year 2025/26         for the year-end review";

#[derive(Debug, clap::Subcommand)]
enum Report {
    /// What is not on target and needs the meeting, and what falls due before the next one
    Exceptions(Exceptions),
    /// How the plan stands, and what has happened since the last such report
    Progress(Progress),
    /// A year of the plan: objectives against targets, what was done, what the next year asks
    Annual(Annual),
    /// What was promised and what was done, for everyone to read: no notes, no persons, nothing that is not public
    Public(Public),
}

#[derive(Debug, clap::Args)]
#[command(after_help = EXCEPTIONS)]
struct Exceptions {
    #[command(flatten)]
    publish: Publish,

    /// Compare with this day rather than with the last meeting
    ///
    /// Without it: with the plan's last meeting about an exception report, or its last of any kind where it names none,
    /// or with the day three months before where none was held.
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
    /// Without it: since the plan's last meeting that looked at a progress report, or else its last meeting of any kind;
    /// where none was held, for six months or since the plan began. A meeting that was only just held does not count,
    /// for this may still be its own report.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    #[command(flatten)]
    publish: Publish,
}

const PROGRESS: &str = "\
Examples:
  vawg report progress -o progress.md                    for the half-yearly meeting
  vawg report progress --since 2026-01-01 theme:prevention  one theme since New Year
  vawg report progress --as-of 2026-03-31 --format json  as it stood on the last day of March";

#[derive(Debug, clap::Args)]
#[command(after_help = ANNUAL)]
struct Annual {
    /// The financial year, such as 2025/26, or a calendar year, such as 2025
    ///
    /// Without it: the last financial year that has ended on the day of the report, or the first one of a plan that is
    /// younger. The year is judged on its last day (a plan that is closed by then on its own last day, a year that
    /// goes on still today), so that a report made in June says how things stood on 31 March; --as-of judges on
    /// another day, to take in what was reported late. A filter chooses among the actions as they stand on the day of
    /// the report.
    #[arg(long, value_name = "YEAR", value_parser = year)]
    year: Option<Period>,

    #[command(flatten)]
    publish: Publish,
}

const ANNUAL: &str = "\
Examples:
  vawg report annual -o review.md                the last financial year, for the year-end review
  vawg report annual --year 2024/25              the year before
  vawg report annual --year 2025/26 --as-of today  with what was reported since the year ended";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match &self.report {
            Report::Exceptions(args) => args
                .publish
                .run(session, |session, basis| Ok(exceptions::document(basis, since(session, args.since.as_deref())?))),
            Report::Progress(args) => args
                .publish
                .run(session, |session, basis| Ok(progress::document(basis, since(session, args.since.as_deref())?))),
            Report::Annual(args) => args.run(session),
            Report::Public(args) => args.run(session),
        }
    }
}

impl Annual {
    fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let asked = session.judge()?.asked();
        if let Some(year) = self.year.filter(|year| year.first_day() > asked) {
            bail!("--year: {year} has not begun on {}", asked.in_words());
        }
        self.publish.run(session, |session, basis| {
            let trail = session.trail()?;
            let trail = match &trail {
                Ok(trail) => AuditTrail::of(&trail.entries, trail.begins),
                Err(HistoryError::NoRepository { .. } | HistoryError::NoCommit) => AuditTrail::NotKept,
                // The plans can be reported on without git; the report says what it could not find out.
                Err(error) => AuditTrail::Unknown(&error.to_string()),
            };
            Ok(annual::document(basis, self.year, &trail))
        })
    }
}

/// A year as people write it, `2025-26` included.
fn year(text: &str) -> Result<Period, String> {
    match Period::parse(&text.trim().replacen('-', "/", 1)) {
        Some(year @ (Period::FinancialYear(_) | Period::Year(_))) => Ok(year),
        Some(_) | None => Err("write a financial year as 2025/26, or a calendar year as 2025".to_owned()),
    }
}

/// The day since which a report is to look back.
fn since(session: &Session, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let asked = session.judge()?.asked();
    match day("--since", text, asked)? {
        Some(day) if day >= asked => {
            bail!("--since: {} is not before the day of the report, {}", day.in_words(), asked.in_words())
        }
        day => Ok(day),
    }
}
