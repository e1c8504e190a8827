//! `vawg init`: starts a plan.

use std::io::Write;

use anyhow::{anyhow, bail};

use super::Outcome;
use super::schema::settable_rules;
use super::session::Session;
use crate::model::Reference;
use crate::render::start::{self as setup, Setup};
use crate::store::start::{Find, Record, Start, StartError, plans_for, start, title_of};

/// Start a plan: its first files, and what editors and git should know
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
The plan goes to the folder `plans` here or in the nearest folder above, or to a new one here. Nothing that is there \
is overwritten. The dates in the new files are counted from today, or from --as-of.

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
        let started = start(&plans, new).map_err(|error| with_advice(&error))?;
        let setup = Setup {
            name: name.as_str(),
            title: &title,
            plans: &started.plans,
            to_name: (started.find == Find::Named).then_some(&started.plans),
            record: match started.record {
                Record::There => setup::Record::There,
                Record::Missing => setup::Record::Missing,
            },
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
        Reference::new(name).map_err(|why| {
            let advice =
                Reference::near(name).map(|near| format!("\nhelp: `vawg init {near}{}`", as_title(name, &near)));
            let advice = advice.unwrap_or_default();
            anyhow!("`{name}` cannot be the name of a plan's folder: {why}{advice}")
        })
    }
}

/// The text that was given as a name as the title, where it reads like one.
fn as_title(text: &str, name: &Reference) -> String {
    let is_title = text.contains(' ') && text.chars().all(|c| c.is_alphanumeric() || " -–,.&'".contains(c));
    if is_title && title_of(name) != text { format!(" --title \"{text}\"") } else { String::new() }
}

/// The error in full, since its words name their cause, and what to do about it.
fn with_advice(error: &StartError) -> anyhow::Error {
    let advice = error.advice().map(|advice| format!("\nhelp: {advice}")).unwrap_or_default();
    anyhow!("{error}{advice}")
}
