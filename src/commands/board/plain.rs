//! The board line by line: a command in words, and what it answers; nothing is painted, moved or coloured.

use std::io::Write as _;

use super::attend::spelled;
use super::jobs::{self, Made, PLAIN};
use super::{Reading, outcome, setup};
use crate::board::plain::{Answer, Order};
use crate::board::{Form, Memory, Preview, State};
use crate::commands::Outcome;
use crate::commands::session::Session;
use crate::commands::update::ask::ask_more;
use crate::commands::update::is_yes;
use crate::model::trail::Entry;
use crate::render;
use crate::store::{Root, Stamp};

/// As wide as lines are taken to be.
const SIZE: (u16, u16) = (100, 60);

/// What is to be done after a command.
enum Next {
    Command,
    /// The plans may be different ones; a command may be waiting for them.
    Read(Option<String>),
    Leave,
}

/// Answers commands until somebody leaves or there are no more.
pub(super) fn run(session: &mut Session) -> anyhow::Result<Outcome> {
    let mut reading = Reading::of(session)?;
    let mut memory = Memory::new(setup(session, false)?, SIZE);
    let (mut is_first, mut waiting) = (true, None);
    loop {
        let mut state = State::new(&reading.loaded.portfolio, memory);
        if std::mem::take(&mut is_first) {
            say_problems(session, reading.loaded.problems.len());
            answer(session, &state.greeting())?;
            session.ui.say("`help` lists the words, `quit` leaves");
        }
        let next = converse(session, &mut state, &reading, waiting.take())?;
        memory = state.into_memory();
        match next {
            Next::Leave => return Ok(outcome(&reading.loaded)),
            Next::Command => {}
            Next::Read(line) => waiting = line,
        }
        reading = Reading::of(session)?;
    }
}

/// Takes commands as long as the plans are the same, one that is waiting first.
fn converse(
    session: &mut Session,
    state: &mut State<'_>,
    reading: &Reading,
    mut waiting: Option<String>,
) -> anyhow::Result<Next> {
    loop {
        let line = match waiting.take() {
            Some(line) => line,
            None => match session.ui.ask("board> ")? {
                None => return Ok(Next::Leave),
                Some(line) if Stamp::of(&reading.root) != reading.stamp => return Ok(Next::Read(Some(line))),
                Some(line) => line,
            },
        };
        let next = match Order::parse(&line) {
            Ok(Some(order)) => obey(session, state, &reading.root, order)?,
            Ok(None) => Next::Command,
            Err(why) => {
                session.ui.say(&why);
                Next::Command
            }
        };
        match next {
            Next::Command => {}
            other @ (Next::Read(_) | Next::Leave) => return Ok(other),
        }
    }
}

fn obey(session: &mut Session, state: &mut State<'_>, root: &Root, order: Order) -> anyhow::Result<Next> {
    match state.obey(order) {
        Ok(Answer::Text(text)) => answer(session, &text)?,
        Ok(Answer::TextWithHistory(text, reference)) => {
            answer(session, &text)?;
            let history = match jobs::history(root, &reference) {
                Ok(entries) => told(&entries)?,
                Err(error) => format!("{error:#}\n"),
            };
            answer(session, &format!("\nHistory\n{history}"))?;
        }
        Ok(Answer::Form(form)) => {
            fill(session, root, *form)?;
            return Ok(Next::Read(None));
        }
        Ok(Answer::Undo) => {
            undo(session)?;
            return Ok(Next::Read(None));
        }
        Ok(Answer::Leave) => return Ok(Next::Leave),
        Err(why) => session.ui.say(&why),
    }
    Ok(Next::Command)
}

/// Asks for what the form wants to know, and sends it.
fn fill(session: &mut Session, root: &Root, mut form: Form) -> anyhow::Result<()> {
    session.ui.say("Enter leaves an entry as it is; `q` alone leaves without a change");
    for (place, question) in form.questions().collect::<Vec<_>>() {
        loop {
            let Some(text) = session.ui.ask(&question)?.filter(|text| text != "q") else {
                session.ui.say("nothing was changed");
                return Ok(());
            };
            let has_more = form.takes_lines(place) && !text.is_empty();
            let text = if has_more { ask_more(&mut session.ui, text)?.unwrap_or_default() } else { text };
            match form.fill(place, &text) {
                Ok(()) => break,
                Err(why) => session.ui.say(&why),
            }
        }
    }
    if let Err(why) = send(session, root, &form)? {
        session.ui.say(&format!("error: {why}"));
        session.ui.say(&format!("what you typed: {}", spelled(&form.command())));
    }
    Ok(())
}

/// Shows what the form would change, and makes the change where somebody says yes; or says why it is refused.
fn send(session: &mut Session, root: &Root, form: &Form) -> anyhow::Result<Result<(), String>> {
    let today = session.judge()?.asked();
    let wanted = match form.wanted(today) {
        Ok(wanted) => wanted,
        Err(refusals) => return Ok(Err(refusals.join("\n"))),
    };
    let preview = match jobs::preview(session, root, &wanted) {
        Ok(preview) => preview,
        Err(error) => return Ok(Err(format!("{error:#}"))),
    };
    show(session, &preview)?;
    if !is_yes(session, "Make this change? [y/N] ")? {
        return Ok(Ok(()));
    }
    Ok(match jobs::change(session, root, &wanted, &preview) {
        Ok(Made::Yes) => Ok(()),
        Ok(Made::Otherwise(_)) => Err("the file has changed since it was shown".to_owned()),
        Err(error) => Err(format!("{error:#}")),
    })
}

fn show(session: &mut Session, preview: &Preview) -> anyhow::Result<()> {
    let commit = preview.subject.as_deref().unwrap_or("none: plan.toml says `[git] commit = false`");
    let warnings = preview.warnings.join("\n");
    let gap = if warnings.is_empty() { "" } else { "\n" };
    answer(session, &format!("{}\n{warnings}{gap}commit: {commit}\n{}", preview.told, preview.difference))
}

fn undo(session: &mut Session) -> anyhow::Result<()> {
    if let Err(error) = jobs::preview_undo(session) {
        session.ui.say(&format!("error: {error:#}"));
        return Ok(());
    }
    if is_yes(session, "Take this back? [y/N] ")?
        && let Err(error) = jobs::undo(session)
    {
        session.ui.say(&format!("error: {error:#}"));
    }
    Ok(())
}

fn told(entries: &[Entry]) -> anyhow::Result<String> {
    let mut out = Vec::new();
    render::log::write(&mut out, entries, PLAIN)?;
    Ok(if out.is_empty() { "nothing is committed\n".to_owned() } else { String::from_utf8_lossy(&out).into_owned() })
}

fn answer(session: &mut Session, text: &str) -> anyhow::Result<()> {
    session.ui.answer().write_all(text.as_bytes())?;
    Ok(session.ui.finish()?)
}

fn say_problems(session: &mut Session, problems: usize) {
    if problems > 0 {
        let count = crate::model::counted(problems, "problem");
        session.ui.say(&format!(
            "warning: what could not be read is left out ({count}); `vawg check` shows each in its place"
        ));
    }
}
