//! `vawg lsp`: answers an editor.

use anyhow::Context;

use super::Outcome;
use super::session::{Session, today};
use crate::lsp::{self, Ending, Options};
use crate::model::Judge;

/// Serve an editor: problems as you type, and what things mean
///
/// A language server (LSP 3.17) on standard input and output, started by the editor. It shows the same problems as
/// `vawg check`, with what is typed and not yet saved, in every file that a change breaks. The plans are those in the
/// folders that are open in the editor, and those of files opened from elsewhere; `--plans` is used where there are
/// none. It writes no file: changes are handed to the editor.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Use standard input and output, as it always does; some editors ask for it
    #[arg(long)]
    stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  vawg lsp                      what an editor is told to start for TOML files
  vawg lsp --plan wendale       only the problems of one plan
  vawg lsp --as-of 2026-06-30   judged as on another day

Set-up for Neovim 0.11, in init.lua:
  vim.lsp.config('vawg', {
    cmd = { 'vawg', 'lsp' }, filetypes = { 'toml' }, root_markers = { 'plans' },
  })
  vim.lsp.enable('vawg')

Exit status: 0 when the editor has ended it, 1 when the editor went away without, 2 when what came in was no message.";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        let Self { stdio: _ } = self;
        // Fails now rather than in the middle where the day cannot be understood.
        let as_of = session.judge()?.as_of;
        let here = Session::here()?;
        let common = &session.common;
        let options = Options {
            folder: common.plans.as_ref().map(|plans| here.join(plans)),
            only: common.only.clone(),
            judge: &|| Judge { today: today(), as_of },
            log: &crate::ui::note,
        };
        if session.ui.can_ask() {
            session.ui.say(
                "waiting for an editor, which should start this itself; `vawg lsp --help` says how, Ctrl-D ends it",
            );
        }
        let input = crate::ui::incoming();
        match lsp::serve(input, session.ui.answer(), &options).context("the editor cannot be understood")? {
            Ending::Announced => Ok(Outcome::Done),
            Ending::Unannounced => Ok(Outcome::EditorGone),
        }
    }
}
