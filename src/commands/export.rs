//! `vawg export`: the plan in the formats of other programs.

use std::path::PathBuf;

use super::Outcome;
use super::publish::basis;
use super::session::Session;
use crate::render::ics;
use crate::store;

/// The plan in the formats of other programs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// What to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Format,

    /// Write it to this file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the plan can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A calendar to import or to subscribe to: deadlines, turns, reviews, milestones, targets and meetings
    Ics,
}

const EXAMPLES: &str = "\
Examples:
  vawg export --format ics -o plan.ics                   everything with a day, for a calendar program
  vawg export --format ics lead:housing -o housing.ics   what one lead has to do, and the meetings";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let basis = basis(session, loaded.portfolio, &filter)?;
        if basis.plans.is_empty() {
            session.say_nothing_selected(&filter);
        }
        let mut bytes = Vec::new();
        match self.format {
            Format::Ics => ics::write(&mut bytes, &basis)?,
        }
        match &self.output {
            Some(path) => {
                store::save(path, &bytes)?;
                session.ui.say(&format!("wrote {}", path.display()));
            }
            None => std::io::Write::write_all(session.ui.answer(), &bytes)?,
        }
        Ok(session.say_problems(&root, loaded.problems))
    }
}
