//! `vawg funding`: money that is secured against money that is needed.

use super::Outcome;
use super::publish::Publish;
use super::session::Session;
use crate::report::funding::{self, By};

/// Money: needed, secured, sought, unfunded and in kind; and the actions that nobody has costed
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    publish: Publish,

    /// Group the money by this alone, rather than by theme, funder and year
    #[arg(long, value_name = "WHAT", value_enum)]
    by: Option<By>,
}

const EXAMPLES: &str = "\
What is needed each year and what is needed once are never added to each other, nor is the money of two plans.
An amount that names a year counts for that year alone.

Examples:
  vawg funding                              what is needed, what is there, and what nobody has costed
  vawg funding --by funder                  who gives what
  vawg funding theme:provision --by year    one theme, by the years that amounts name
  vawg funding -o money.json                for another program";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        self.publish.run(session, |_, basis| Ok(funding::document(basis, self.by)))
    }
}
