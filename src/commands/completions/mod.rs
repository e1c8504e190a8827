//! `vawg completions`: what shells ask, so that they can say what may be typed next.
//!
//! A shell gets a script once, and the script asks this command at every press of the key. The answer is never an
//! error, and nothing is written: where a plan cannot be read, what the others hold may still be typed.

mod known;
mod takes;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::CommandFactory;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, complete};

use super::session::Session;
use super::{Arguments, Outcome, negated};
use crate::render::shell::{self, Candidate, Line, Shell, Then};
use known::Known;
use takes::Takes;

/// The script by which a shell completes commands, references, filters and names
///
/// It completes what the plans hold, with the text of each action beside its reference where the shell can show it:
/// `vawg show 3.` and the Tab key, `vawg list lead:`, `vawg update 3.1.1 --lead `. It looks at the plans folder that
/// the line names so far (`--plans`, `VAWG_PLANS`), and at the plans (`--plan`).
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Your shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,

    /// What the script of the shell hands over: the line so far
    #[arg(last = true, hide = true)]
    line: Vec<std::ffi::OsString>,

    /// The folder that `~` stands for
    #[arg(long, env = "HOME", hide = true)]
    home: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  vawg completions bash > ~/.local/share/bash-completion/completions/vawg
  vawg completions zsh > \"${fpath[1]}/_vawg\"
  vawg completions fish > ~/.config/fish/completions/vawg.fish
  vawg completions powershell >> $PROFILE
  vawg completions elvish >> ~/.config/elvish/rc.elv

Type the line for your shell once; a new shell then completes, as long as `vawg` is on its path. Or put
`source <(vawg completions bash)` into ~/.bashrc, or the same with zsh into ~/.zshrc after compinit.";

impl Args {
    pub(super) fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        if self.line.is_empty() {
            write!(session.ui.answer(), "{}", self.shell.script())?;
            return Ok(Outcome::Done);
        }
        let handed: Vec<_> = self.line.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        let line = shell::read(self.shell, &handed);
        let known = Arc::new(Known::of(&line, session.common.plans.clone(), self.home.as_deref()));
        let candidates = candidates(&line, &known);
        write!(session.ui.answer(), "{}", shell::answer(self.shell, &line, &candidates))?;
        Ok(Outcome::Done)
    }
}

/// What may stand in place of the word that is typed.
fn candidates(line: &Line, known: &Arc<Known>) -> Vec<Candidate> {
    let words = line.before.iter().map(Into::into).collect();
    let mut words = negated::spelled_out::<Arguments>(words);
    let place = words.len();
    words.push(line.word.as_str().into());
    let mut command = with_completers(Arguments::command(), known);
    let here = Session::here().ok();
    let found = complete(&mut command, words, place, here.as_deref()).unwrap_or_default();
    without_noise(found, &line.word).iter().filter_map(candidate).collect()
}

/// Options only where one is begun, or where there is nothing else; and no letters after a whole word.
fn without_noise(found: Vec<CompletionCandidate>, typed: &str) -> Vec<CompletionCandidate> {
    let is_option = |one: &CompletionCandidate| one.get_id().is_some_and(|id| id.starts_with("arg::"));
    let is_whole = |one: &CompletionCandidate| {
        let word = one.get_value().to_string_lossy();
        !is_option(one) || word.starts_with("--") || word.chars().count() == 2
    };
    let has_others = found.iter().any(|one| !is_option(one));
    let wants = |one: &CompletionCandidate| match typed {
        "" => !has_others || !is_option(one),
        "-" => is_option(one),
        _ => is_whole(one),
    };
    found.into_iter().filter(wants).collect()
}

fn candidate(found: &CompletionCandidate) -> Option<Candidate> {
    let word = found.get_value().to_str()?.to_owned();
    let about = found.get_help().map(ToString::to_string).unwrap_or_default();
    let about = about.lines().next().unwrap_or_default().to_owned();
    let then = if word.ends_with([':', '=', '<', '>', '/', '.']) { Then::More } else { Then::Blank };
    Some(Candidate { word, about, then })
}

/// The command with what each of its arguments takes.
fn with_completers(command: clap::Command, known: &Arc<Known>) -> clap::Command {
    let name = command.get_name().to_owned();
    let with = |argument: clap::Arg| match Takes::of(&name, &argument) {
        Some(Takes::Path) => argument.add(ArgValueCompleter::new(PathCompleter::any())),
        Some(Takes::Folder) => argument.add(ArgValueCompleter::new(PathCompleter::dir())),
        Some(Takes::OneOf | Takes::Anything) | None => argument,
        Some(Takes::Word(kind)) => {
            let known = Arc::clone(known);
            let completer = move |typed: &std::ffi::OsStr| {
                let words = typed.to_str().map(|typed| known.words(kind, typed)).unwrap_or_default();
                words
                    .into_iter()
                    .map(|word| CompletionCandidate::new(word.text).help(Some(word.about.into())))
                    .collect()
            };
            argument.add(ArgValueCompleter::new(completer))
        }
    };
    command.mut_args(with).mut_subcommands(|inner| with_completers(inner, known))
}
