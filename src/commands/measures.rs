//! `vawg measures`: targets against readings.

use super::Outcome;
use super::publish::Publish;
use super::session::Session;
use crate::report::measures;

/// Targets against readings: baseline, latest, and whether it is on course; and the objectives that nothing is read for
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    publish: Publish,
}

const EXAMPLES: &str = "\
A reading is held against the straight line from the baseline to the target, on the day of the reading.
A filter chooses actions: their measures are shown, and those of the objectives above them.

Examples:
  vawg measures                             every measure of every plan
  vawg measures theme:provision             those of one theme
  vawg measures --as-of 2026-03-31          as they stood on the last day of March
  vawg measures -o measures.json            for another program";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        self.publish.run(session, |_, basis| Ok(measures::document(basis)))
    }
}
