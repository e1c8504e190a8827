//! `vawg init`: starts a plan.

use std::io::Write;

use anyhow::bail;

use super::Outcome;
use super::session::Session;
use crate::model::Reference;
use crate::render::start;
use crate::rules;
use crate::store::start::{Start, title_of};

/// Start a plan: its folder, its first files, and what editors and git should know about it
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
Examples:
  vawg init bristol-2027-30
  vawg init bristol-2027-30 --title \"Bristol VAWG action plan 2027-30\"
  vawg init bristol-2027-30 --plans strategy/plans

The plan goes to the folder `plans` here or in the nearest folder above, which is made where there is none. Nothing
that is there is overwritten. Dates in the new files are counted from today, or from --as-of.";
