//! `vawg report public`: what was promised and what was done, for everyone to read.

use anyhow::bail;

use super::Outcome;
use super::publish::Publish;
use super::session::Session;
use crate::render::kept;
use crate::report::public;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Public {
    #[command(flatten)]
    publish: Publish,
}

const EXAMPLES: &str = "\
Notes, risks, costs, evidence and actions with `public = false` are left out. A lead is shown where parties.toml says
that it is a post, a group or an organisation. Personal data and names of persons become `[removed]`, and standard
error says where they stand, so that you can mend the plan.

A person who is named in a text alone, and is neither in parties.toml nor named as a lead, cannot be told from other
words: read the page before you publish it.

Examples:
  vawg report public --plan bristol-2008-11     one plan
  vawg report public -o plan.json               to a file, whose ending names the format";

impl Public {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let mut left_out = Vec::new();
        let outcome = self.publish.run(session, |session, basis| {
            if let Some(file) = public::unread_registers(basis).first() {
                let file = session.root()?.shown(file);
                bail!("{file} cannot be read in full, so that nobody can tell who is a person\nhelp: `vawg check` shows why");
            }
            let (document, kept) = public::document(basis);
            left_out = kept;
            Ok(document)
        })?;
        let root = session.root()?;
        for line in kept::lines(&left_out, |file| root.shown(file)) {
            session.ui.say(&line);
        }
        Ok(outcome)
    }
}
