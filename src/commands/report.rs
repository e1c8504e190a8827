//! `vawg report`: what a meeting, a statutory group and the public read.

use super::Outcome;
use super::public::Public;
use super::publish::Publish;
use super::session::Session;
use crate::report::exceptions;

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
  vawg report exceptions -o board.json      to a file, whose ending names the format";

#[derive(Debug, clap::Subcommand)]
enum Report {
    /// What is not on target and needs the meeting, and what falls due before the next one
    Exceptions(Exceptions),
    /// What was promised and what was done, for everyone to read: no notes, no persons, nothing that is not public
    Public(Public),
}

#[derive(Debug, clap::Args)]
#[command(after_help = EXCEPTIONS)]
struct Exceptions {
    #[command(flatten)]
    publish: Publish,
}

const EXCEPTIONS: &str = "\
Examples:
  vawg report exceptions --plan bristol-2008-11     one plan
  vawg report exceptions theme:prevention           one theme
  vawg report exceptions --as-of 2026-03-31         as it stood on the last day of March";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match &self.report {
            Report::Exceptions(args) => args.publish.run(session, |_, basis| Ok(exceptions::document(basis))),
            Report::Public(args) => args.run(session),
        }
    }
}
