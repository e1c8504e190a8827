//! `vawg status`: the red, amber and green of the plans.

use std::io::Write;

use super::Outcome;
use super::session::Session;
use crate::query::Selection;
use crate::report::status::{By, status};

/// The red, amber and green of the plans, with totals
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// List what is overdue, most overdue first
    #[arg(long)]
    overdue: bool,

    /// What to group by
    #[arg(long, value_enum, default_value_t)]
    by: By,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let filter = Session::filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let selection: Selection<'_> = session.select(&loaded.portfolio, &filter)?;
        let status = status(&selection, self.by);
        for group in &status.groups {
            writeln!(session.ui.answer(), "{:?} {} {:?}", group.plan, group.title, group.tally)?;
        }
        writeln!(session.ui.answer(), "{:?} {}", status.totals, self.overdue)?;
        Ok(session.say_problems(&root, loaded.problems))
    }
}
