//! `vawg explain`: why a rule of `check` exists, with an example.

use std::io::Write;

use anyhow::anyhow;

use super::Outcome;
use super::session::Session;
use crate::diagnostic::did_you_mean;
use crate::render::explain;
use crate::rules::{self, Rule};

/// Why a rule of `check` exists, with a bad and a good example
///
/// Without the name of a rule it lists them all.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The rule, by the name that `check` shows in square brackets
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  vawg explain               every rule in a line
  vawg explain missing-lead  why every action needs a lead, and what to write";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let look = session.ui.look();
        let text = match &self.rule {
            None => explain::table(rules::ALL, look),
            Some(name) => explain::rule(wanted(name)?, look),
        };
        write!(session.ui.answer(), "{text}")?;
        Ok(Outcome::Done)
    }
}

/// The rule with this name, also in capital letters and within the square brackets of a problem.
fn wanted(name: &str) -> anyhow::Result<&'static Rule> {
    let bare = name.trim_matches(['[', ']']).to_lowercase().replace('_', "-");
    rules::named(&bare).ok_or_else(|| match did_you_mean(&bare, rules::ALL.iter().map(|rule| rule.name.0)) {
        Some(meant) => anyhow!("there is no rule `{name}`; did you mean `{meant}`?"),
        None => anyhow!("there is no rule `{name}`; `vawg explain` lists them all"),
    })
}
