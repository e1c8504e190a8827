//! `vawg list`: actions, as a table or for other programs.

use std::io::Write;

use super::Outcome;
use super::session::Session;
use crate::render::json::ActionJson;

/// The actions that a filter selects
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only the actions that this filter selects
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
}

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let filter = Session::filter(&self.filter)?;
        let (root, loaded) = session.load()?;
        let selection = session.select(&loaded.portfolio, &filter)?;
        for judged in &selection.judged {
            let json = ActionJson::of(judged, |file| root.shown(file));
            writeln!(session.ui.answer(), "{}", serde_json::to_string(&json)?)?;
        }
        Ok(session.say_problems(&root, loaded.problems))
    }
}
