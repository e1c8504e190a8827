//! `vawg status`: the red, amber and green of the plans, and what is overdue.

use super::Outcome;
use super::apart::Reach;
use super::session::Session;
use crate::query::Filter;
use crate::render;
use crate::render::json::{OverdueJson, StatusJson};
use crate::render::overdue::Part;
use crate::report::overdue::Overdue;
use crate::report::status::{self, By, Compare, Status};

/// The red, amber and green of the plans, with totals
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// List what is overdue, most overdue first, with a total for each lead
    #[arg(long)]
    overdue: bool,

    /// What to group by
    #[arg(long, value_name = "GROUP", value_enum, default_value_t, conflicts_with = "overdue")]
    by: By,

    /// A table to read, or JSON for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Table,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vawg status --overdue                  what is overdue, most overdue first
  vawg status --overdue lead:housing     what one lead has overdue
  vawg status --by lead                  who has how much to answer for
  vawg status --as-of 2026-03-31         as it stood on the last day of March
  vawg status --plan bristol-2008-11 --by objective --format json";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let filter = session.filter(&self.filter)?;
        if self.overdue {
            return match self.format {
                Format::Table => overdue(session, &filter),
                Format::Json => overdue_json(session, &filter),
            };
        }
        let (judge, look, by) = (session.judge()?, session.ui.look(), self.by);
        let compare = match self.format {
            Format::Table => Compare::PreviousMeeting,
            Format::Json => Compare::Nothing,
        };
        let (root, parts, problems): (_, Vec<_>, _) =
            session.make_of(&filter, Reach::OwnPlan, |_, selection| status::Part::of(selection, by, compare))?;
        let status = Status::of(parts, judge, by);
        let out = session.ui.answer();
        match self.format {
            Format::Table => render::status::write(out, &status, look)?,
            Format::Json => render::json::write(out, &StatusJson::of(&status))?,
        }
        if status.totals.actions == 0 {
            session.say_nothing_selected(&filter);
        }
        Ok(session.say_problems(&root, problems))
    }
}

/// What is overdue as JSON, most overdue first in all plans.
fn overdue_json(session: &mut Session, filter: &Filter) -> anyhow::Result<Outcome> {
    let (root, loaded) = session.load()?;
    let selection = session.select(loaded.portfolio, filter)?;
    let overdue = Overdue::of(&selection, session.judge()?);
    render::json::write(session.ui.answer(), &OverdueJson::of(&overdue, |file| root.shown(file)))?;
    if selection.judged.is_empty() {
        session.say_nothing_selected(filter);
    }
    Ok(session.say_problems(&root, loaded.problems))
}

/// The table of what is overdue, for which no plan has to be kept.
fn overdue(session: &mut Session, filter: &Filter) -> anyhow::Result<Outcome> {
    let (judge, look) = (session.judge()?, session.ui.look());
    let (root, part, problems): (_, Part, _) =
        session.make_of(filter, Reach::OwnPlan, |_, selection| Part::of(&Overdue::of(selection, judge), look))?;
    let is_empty = part.is_empty();
    render::overdue::write(session.ui.answer(), part, look)?;
    if is_empty {
        session.say_nothing_selected(filter);
    }
    Ok(session.say_problems(&root, problems))
}
