//! `vawg return status`: who has answered, and who has not.

use crate::commands::Outcome;
use crate::commands::publish::Publish;
use crate::commands::session::{Session, day};
use crate::report::leads::Leads;
use crate::report::returns;

/// Show who has answered for their open actions, and who has not
///
/// A lead has answered for an action where an update is by the lead: from a form, or by `vawg update --by`. What
/// others have said about it does not count.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    publish: Publish,

    /// Count answers from this day on [default: the last meeting of each plan, or three months ago]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  vawg return status                       since the last meeting
  vawg return status --since 2026-06-01
  vawg return status is:overdue --format json";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let asked = session.judge()?.asked();
        let since = day("--since", self.since.as_deref(), asked)?;
        self.publish.run(session, |_, basis| Ok(returns::document(basis, &Leads::of(&basis.selection), since)))
    }
}
