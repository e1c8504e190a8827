//! The commands, a file each: its arguments, whose comments are its help, and `run`, which calls the layers below.
//!
//! A new command is a file here, a line in `mod`, and a line each in [`Command`] and [`Command::run`].

mod agenda;
mod amending;
mod apart;
mod board;
mod changing;
mod chase;
mod check;
mod completions;
mod diff;
mod edit;
mod explain;
mod export;
mod fmt;
mod funding;
mod help;
mod import;
mod init;
mod list;
mod log;
mod lsp;
mod man;
mod measures;
mod merge_driver;
mod r#move;
mod negated;
mod new;
mod public;
mod publish;
mod references;
mod report;
mod returns;
mod schema;
mod session;
mod show;
mod status;
mod tree;
mod undo;
mod update;
mod version;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use anyhow::bail;
use clap::{CommandFactory, Parser, Subcommand};

use crate::model::acts_on_terminals;
use crate::ui::{ColorChoice, Ui, unwritten};
use session::{Common, Session};

/// Keeps an action plan as plain text: checked, rated, queried, with git as the audit trail.
#[derive(Debug, Parser)]
#[command(
    name = "vawg",
    version = version::SHORT,
    long_version = version::LONG,
    max_term_width = 100,
    after_help = EXAMPLES,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  vawg status --overdue              what is overdue, most overdue first
  vawg check                         every problem of every plan
  vawg list lead:housing is:overdue  what one lead has to answer for
  vawg show 3.1.1                    one action, and why it is rated as it is";

#[derive(Debug, Subcommand)]
enum Command {
    #[command(visible_alias = "validate")]
    Check(check::Args),
    Status(status::Args),
    List(list::Args),
    Show(show::Args),
    Tree(tree::Args),
    Board(board::Args),
    Log(log::Args),
    Diff(diff::Args),
    Report(report::Args),
    Measures(measures::Args),
    Funding(funding::Args),
    Agenda(agenda::Args),
    Export(export::Args),
    Update(Box<update::Args>),
    Return(returns::Args),
    Chase(chase::Args),
    New(new::Args),
    Move(r#move::Args),
    Edit(edit::Args),
    Fmt(fmt::Args),
    Undo(undo::Args),
    Explain(explain::Args),
    Import(Box<import::Args>),
    Init(init::Args),
    Schema(schema::Args),
    Lsp(lsp::Args),
    Help(help::Args),
    Man(man::Args),
    Completions(completions::Args),
    #[command(hide = true)]
    MergeDriver(merge_driver::Args),
}

impl Command {
    fn run(&self, session: &mut Session) -> anyhow::Result<Outcome> {
        match self {
            Self::Check(args) => args.run(session),
            Self::Status(args) => args.run(session),
            Self::List(args) => args.run(session),
            Self::Show(args) => args.run(session),
            Self::Tree(args) => args.run(session),
            Self::Board(args) => args.run(session),
            Self::Log(args) => args.run(session),
            Self::Diff(args) => args.run(session),
            Self::Report(args) => args.run(session),
            Self::Measures(args) => args.run(session),
            Self::Funding(args) => args.run(session),
            Self::Agenda(args) => args.run(session),
            Self::Export(args) => args.run(session),
            Self::Update(args) => args.run(session),
            Self::Return(args) => args.run(session),
            Self::Chase(args) => args.run(session),
            Self::New(args) => args.run(session),
            Self::Move(args) => args.run(session),
            Self::Edit(args) => args.run(session),
            Self::Fmt(args) => args.run(session),
            Self::Undo(args) => args.run(session),
            Self::Explain(args) => args.run(session),
            Self::Import(args) => args.run(session),
            Self::Init(args) => args.run(session),
            Self::Schema(args) => args.run(session),
            Self::Lsp(args) => args.run(session),
            Self::Help(args) => args.run(session),
            Self::Man(args) => args.run(session),
            Self::Completions(args) => args.run(session),
            Self::MergeDriver(args) => args.run(session),
        }
    }

    /// Which plans it reads.
    const fn reads(&self) -> Reads {
        match self {
            Self::Check(_)
            | Self::Status(_)
            | Self::List(_)
            | Self::Show(_)
            | Self::Tree(_)
            | Self::Log(_)
            | Self::Report(_)
            | Self::Measures(_)
            | Self::Funding(_)
            | Self::Agenda(_)
            | Self::Chase(_)
            | Self::Export(_) => Reads::AnyTime,
            Self::Return(args) => args.reads(),
            Self::Board(_)
            | Self::Diff(_)
            | Self::Update(_)
            | Self::Undo(_)
            | Self::New(_)
            | Self::Move(_)
            | Self::Edit(_)
            | Self::Fmt(_)
            | Self::Import(_) => Reads::Now,
            Self::Explain(_)
            | Self::Init(_)
            | Self::Schema(_)
            | Self::Lsp(_)
            | Self::Help(_)
            | Self::Man(_)
            | Self::Completions(_)
            | Self::MergeDriver(_) => Reads::Nothing,
        }
    }
}

/// Which plans a command reads before it begins to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    /// Those of any one time: it only answers.
    AnyTime,
    /// Those of now: it changes them, or chooses the times itself.
    Now,
    Nothing,
}

/// How a command ended when it could be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// The plan has errors.
    PlanHasErrors,
    /// The editor that a server answered went away without a word.
    EditorGone,
}

/// What the program can be asked: its commands with their arguments, and all of their help.
#[must_use]
pub fn definition() -> clap::Command {
    let mut definition = Arguments::command();
    // Laid out only where somebody may read it: every call builds the commands.
    if let Some(list) = definition.find_subcommand_mut("list") {
        *list = std::mem::take(list).after_long_help(list::whole_help());
    }
    definition
}

/// Runs the program with these arguments; see [`crate::run`].
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = negated::spelled_out::<Arguments>(arguments.into_iter().collect());
    let arguments = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => {
            // It repeats what was typed, and a script may have typed it.
            let acts = arguments.iter().any(|argument| argument.to_string_lossy().contains(acts_on_terminals));
            let error = help::laid_out(error, arguments);
            return if acts && error.use_stderr() { said_plainly(&error) } else { usage(&error) };
        }
    };
    keep_memory();
    let mut session = Session::new(arguments.common, Ui::new);
    match answer(&arguments.command, &mut session) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::PlanHasErrors | Outcome::EditorGone) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            session.ui.say(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// What a command answers, all of it written.
fn answer(command: &Command, session: &mut Session) -> anyhow::Result<Outcome> {
    refuse_to_look_back(command, session)?;
    start_threads()?;
    if command.reads() != Reads::Nothing {
        session.tell_what_is_left_out();
    }
    let outcome = command.run(session)?;
    session.ui.finish()?;
    Ok(outcome)
}

/// A longer word about how a command is called, in bytes, repeats something long.
const LONGEST_USAGE: usize = 2000;

/// What changes the plans changes those of now, and what does not read them has no use for a time.
fn refuse_to_look_back(command: &Command, session: &Session) -> anyhow::Result<()> {
    match &session.common.rev {
        Some(_) if command.reads() != Reads::AnyTime => {
            bail!("`--rev` goes with commands that answer from the plans of one time; leave it out")
        }
        Some(_) | None => Ok(()),
    }
}

/// Starts the threads that everything is read and judged in. Where they came about by themselves, on their first use,
/// a system that has none to give would be a panic.
fn start_threads() -> anyhow::Result<()> {
    let started = rayon::ThreadPoolBuilder::new().build_global();
    // Without a reason, they have been started before.
    match started.as_ref().err().and_then(std::error::Error::source) {
        Some(reason) => {
            bail!("cannot start threads: {reason}\nhelp: end other programs, or set `RAYON_NUM_THREADS=1`")
        }
        None => Ok(()),
    }
}

/// Has glibc keep the memory of a plan that is done with for the next one, and not give it back to the system in between:
/// it does so with blocks up to the largest that it has given back, as `mallopt(3)` says of `M_MMAP_THRESHOLD`.
fn keep_memory() {
    const LARGER_THAN_ANY: usize = 8 << 20;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(LARGER_THAN_ANY)));
}

/// Help and version are answers; anything else that clap says is a wrong call.
fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && error.render().to_string().len() > LONGEST_USAGE {
        return said_plainly(error);
    }
    match error.print() {
        Err(reason) if reason.kind() != io::ErrorKind::BrokenPipe => {
            Ui::new(ColorChoice::Never).say(&format!("error: {}", unwritten(&reason)));
            ExitCode::from(2)
        }
        Ok(()) | Err(_) => {
            if error.use_stderr() {
                ExitCode::from(2)
            } else {
                ExitCode::SUCCESS
            }
        }
    }
}

/// A wrong call, told without colours.
fn said_plainly(error: &clap::Error) -> ExitCode {
    Ui::new(ColorChoice::Never).say(error.render().to_string().trim_end());
    ExitCode::from(2)
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(broken))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_are_sound() {
        super::definition().debug_assert();
    }
}
