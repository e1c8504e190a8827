//! `vawg board`: a screen to work on plans at, or the same line by line.

mod attend;
mod desk;
mod jobs;
mod plain;
mod unsent;

use anyhow::bail;

use super::Outcome;
use super::session::Session;
use crate::board::Setup;
use crate::store::{Loaded, Root, Stamp};
use crate::ui::screen::{Surface, surface};

/// Work on the plans at a screen: look through them, go back in time, record what has happened
///
/// Themes and objectives as a tree with their red, amber and green; beside it the actions, worst first. `/` filters as
/// you type, `[` and `]` step through the meetings, Enter opens an action, and `u`, `d`, `c` and `l` record an update, a
/// deadline, a completion or a lead: a form, then the exact change, then the same commit as `vawg update`. `?` lists
/// every key. What others change on disk meanwhile is taken up, and what you have typed is kept; should the board or the
/// terminal end before you send it, the next board has it again, from a file of yours in `~/.local/state/vawg`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Print line by line and ask for commands in words, for a screen reader or a simple terminal
    #[arg(long)]
    plain: bool,
}

const EXAMPLES: &str = "\
Examples:
  vawg board                      every plan, worst actions first
  vawg board --plan wendale       one plan, by the name of its folder
  vawg board --as-of 2026-05-20   as it stood on a day; `[` and `]` go on from there
  vawg board --color never        without colour; ratings are words and letters anyway
  vawg board --plain              the same by questions and answers; `help` lists the words";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match (self.plain, surface()) {
            (true, _) | (false, Surface::Lines) => plain::run(session),
            (false, Surface::Screen) => attend::run(session),
            (false, Surface::Nothing) => bail!(
                "`vawg board` draws on a terminal, and here is none\n\
                 help: `vawg board --plain` takes commands line by line; `vawg status` and `vawg list` answer once"
            ),
        }
    }
}

/// Plans as they were read, with how their files looked just before.
struct Reading {
    root: Root,
    loaded: Loaded,
    stamp: Stamp,
}

impl Reading {
    /// Reads the plans that were asked for.
    fn of(session: &Session) -> anyhow::Result<Self> {
        let root = session.root()?;
        let stamp = Stamp::of(&root);
        let loaded = Session::load_from(&root)?;
        session.known_plans([&loaded.portfolio])?;
        Ok(Self { root, loaded, stamp })
    }
}

fn outcome(loaded: &Loaded) -> Outcome {
    if loaded.problems.is_empty() { Outcome::Done } else { Outcome::PlanHasErrors }
}

fn setup(session: &Session, color: bool) -> anyhow::Result<Setup> {
    Ok(Setup { judge: session.judge()?, only: session.common.only.clone(), color })
}
