//! `vawg tree`: the structure of the plans with its ratings.

use super::Outcome;
use super::session::Session;
use crate::render;
use crate::report::tree::{Parts, Tree};

/// The structure of the plans: themes, objectives and actions with their ratings
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only the actions that this filter selects, and what holds them
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,

    /// How deep to go: 1 for the themes, 2 also for what stands in them, and so on
    #[arg(long, value_name = "NUMBER")]
    depth: Option<usize>,

    /// Text to read, or JSON for other programs
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

const EXAMPLES: &str = "\
Examples:
  vawg tree --plan bristol-2008-11   a whole plan
  vawg tree --depth 2                themes and their objectives, without the actions
  vawg tree is:overdue               where in the plans the overdue actions are
  vawg tree theme:prevention         one theme";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let filter = session.filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let selection = session.select(loaded.portfolio, &filter)?;
        let parts = if self.filter.is_empty() { Parts::All } else { Parts::Selected };
        let wants = |plan: &_| session.wants(plan);
        let tree = Tree::of(loaded.portfolio, &selection, session.judge()?, wants, parts);
        let look = session.ui.look();
        let out = session.ui.answer();
        match self.format {
            Format::Text => render::tree::write(out, &tree, self.depth, look)?,
            Format::Json => render::json::write(out, &render::json::TreeJson::of(&tree, self.depth))?,
        }
        if selection.judged.is_empty() {
            session.say_nothing_selected(&filter);
        }
        Ok(session.say_problems(&root, loaded.problems))
    }
}
