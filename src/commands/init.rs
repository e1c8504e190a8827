//! `vawg init`: starts a plan.

use std::io::Write;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::schema::settable_rules;
use super::session::Session;
use crate::model::Reference;
use crate::render::start::{self as setup, Setup};
use crate::store::start::{Find, Start, StartError, plans_for, start, title_of};

/// Start a plan: its folder with its first files, and what editors and git should know about them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The name of the plan's folder, such as `bristol-2027-30`
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// What the plan is called [default: made from NAME]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
}

const EXAMPLES: &str = "\
The plan goes to the folder `plans` here or in the nearest folder above, or to a new one here. Nothing
that is there is overwritten. The dates in the new files are counted from today, or from --as-of.

Examples:
  vawg init bristol-2027-30
  vawg init bristol-2027-30 --title \"Bristol action plan 2027-30\"
  vawg init bristol-2027-30 --plans strategy/plans";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let name = self.name()?;
        let title = self.title.clone().unwrap_or_else(|| title_of(&name));
        let here = Session::here()?;
        let plans = session.common.plans.clone().unwrap_or_else(|| plans_for(&here));
        let judge = session.judge()?;
        let rules = settable_rules();
        let day = judge.as_of.unwrap_or(judge.today);
        let new = Start { name: &name, title: &title, here: &here, day, rules: &rules };
        let started = start(&plans, new).map_err(with_advice)?;
        let setup = Setup {
            name: name.as_str(),
            title: &title,
            plans: &started.plans,
            to_name: (started.find == Find::Named).then_some(&started.plans),
            files: &started.files,
            beside: &started.beside,
            notes: &started.notes,
        };
        let look = session.ui.look();
        write!(session.ui.answer(), "{}", setup::started(setup, look))?;
        Ok(Outcome::Done)
    }

    fn name(&self) -> anyhow::Result<Reference> {
        let Some(name) = &self.name else {
            bail!("a plan needs a name, which becomes that of its folder\nhelp: `vawg init bristol-2027-30`");
        };
        Reference::new(name).map_err(|why| match Reference::near(name) {
            Some(near) => anyhow!("`{name}` cannot be the name of a plan's folder: {why}\nhelp: `vawg init {near}`"),
            None => anyhow!("`{name}` cannot be the name of a plan's folder: {why}"),
        })
    }
}

fn with_advice(error: StartError) -> anyhow::Error {
    match error.advice() {
        Some(advice) => anyhow!("{error}\nhelp: {advice}"),
        None => error.into(),
    }
}
