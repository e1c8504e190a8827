//! `vawg tree`: the structure of the plans with its ratings.

use super::Outcome;
use super::apart::Reach;
use super::session::Session;
use crate::model::{Plan, is_wanted};
use crate::render;
use crate::render::json::TreesJson;
use crate::render::tree::Trees;
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
        let parts = if self.filter.is_empty() { Parts::All } else { Parts::Selected };
        let (judge, look, depth, only) = (session.judge()?, session.ui.look(), self.depth, &session.common.only);
        let wants = |plan: &Plan| is_wanted(only, &plan.name);
        let (actions, root, problems) = match self.format {
            Format::Text => {
                let (root, trees, problems): (_, Trees, _) =
                    session.make_of(&filter, Reach::OwnPlan, |portfolio, selection| {
                        Trees::of(&Tree::of(portfolio, selection, judge, wants, parts), depth, look)
                    })?;
                render::tree::write(session.ui.answer(), &trees, look)?;
                (trees.actions, root, problems)
            }
            Format::Json => {
                let (root, trees, problems): (_, TreesJson, _) =
                    session.make_of(&filter, Reach::OwnPlan, |portfolio, selection| {
                        TreesJson::of(&Tree::of(portfolio, selection, judge, wants, parts), depth)
                    })?;
                trees.write(session.ui.answer(), judge.asked())?;
                (trees.actions(), root, problems)
            }
        };
        if actions == 0 {
            session.say_nothing_selected(&filter);
        }
        Ok(session.say_problems(&root, problems))
    }
}
