//! `vawg return`: forms out to leads, their answers back in, and who has not answered.

mod apply;
pub(super) mod new;
mod status;

use super::session::Session;
use super::{Outcome, Reads};

/// Ask leads how their actions stand, and take up what they answer
///
/// A form goes out to a lead as a spreadsheet or an e-mail, and comes back filled in. `vawg chase` sends nothing
/// either, but makes drafts of e-mails with the forms in them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  vawg return new --lead \"Housing Manager\" -o housing.xlsx
  vawg return new --all-leads -o returns --by 2026-07-14
  vawg return apply housing.xlsx --dry-run
  vawg return status";

#[derive(Debug, clap::Subcommand)]
enum What {
    New(new::Args),
    Apply(apply::Args),
    Status(status::Args),
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match &self.what {
            What::New(args) => args.run(session),
            What::Apply(args) => args.run(session),
            What::Status(args) => args.run(session),
        }
    }

    /// Which plans it reads.
    pub(super) const fn reads(&self) -> Reads {
        match &self.what {
            What::New(_) | What::Status(_) => Reads::AnyTime,
            What::Apply(_) => Reads::Now,
        }
    }
}
