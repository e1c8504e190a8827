//! The board on the whole screen: what is typed goes in, what has to be done comes out.

use std::time::Duration;

use super::desk::{Desk, Meaning};
use super::unsent::Keeper;
use super::{Reading, outcome, setup};
use crate::board::{Effect, Input, Memory, State, draw};
use crate::commands::Outcome;
use crate::commands::changing::quoted;
use crate::commands::session::Session;
use crate::store::Loaded;
use crate::ui::screen::{Event, Screen, Signal, end_by};

/// So long nothing is looked at but what is typed.
const PATIENCE: Duration = Duration::from_millis(100);

/// So long while a job is being done.
const BUSY: Duration = Duration::from_millis(50);

/// So many things that were done are taken up before the picture is drawn again.
const MANY: usize = 256;

/// Why the board is no longer what it was.
enum Turn {
    Left,
    /// A signal has ended it.
    Ended(i32),
    /// The files are different ones.
    Loaded(Box<Loaded>),
}

/// Shows the board until somebody leaves it.
pub(super) fn run(session: &mut Session) -> anyhow::Result<Outcome> {
    let reading = Reading::of(session)?;
    let mut desk = Desk::open(session, &reading)?;
    let (mut keeper, typed) = Keeper::open(&reading.root);
    let mut screen = Screen::enter()?;
    let mut memory = Memory::new(setup(session, session.ui.look().color)?, screen.size()?);
    memory.take_back(typed);
    let mut loaded = Box::new(reading.loaded);
    let end = loop {
        memory.note_problems(loaded.problems.len());
        let mut state = State::new(&loaded.portfolio, memory);
        let turn = attend(&mut state, &mut screen, &mut desk, &mut keeper);
        memory = state.into_memory();
        match turn {
            Ok(Turn::Loaded(next)) => loaded = next,
            other => break other,
        }
    };
    drop(screen);
    match end {
        Ok(Turn::Left) => keeper.forget(),
        // Should that fail, what was typed is still said below.
        Ok(Turn::Ended(_) | Turn::Loaded(_)) | Err(_) => _ = keeper.keep(&memory),
    }
    say_unsent(session, &memory);
    let outcome = outcome(&loaded);
    // The program ends; to give back the memory of many plans piece by piece would only take time.
    std::mem::forget(loaded);
    if let Turn::Ended(signal) = end? {
        end_by(signal)?;
    }
    Ok(outcome)
}

/// Takes up what happens until the plans or the person want something else.
fn attend(state: &mut State<'_>, screen: &mut Screen, desk: &mut Desk, keeper: &mut Keeper) -> anyhow::Result<Turn> {
    let (mut ending, mut is_new) = (None, true);
    loop {
        if std::mem::take(&mut is_new) {
            if let Some(why) = keeper.keep(state.memory()) {
                state.take(Input::Said(why));
            }
            screen.draw(|frame| draw(state, frame))?;
        }
        let signal = screen.signal();
        is_new |= signal.is_some();
        match signal {
            Some(Signal::End(signal)) => ending = Some(signal),
            Some(Signal::Stop) => stop(state, screen)?,
            Some(Signal::Continue) => {
                screen.go_on()?;
                resized(state, screen)?;
            }
            None => {}
        }
        if let Some(signal) = ending.filter(|_| !state.is_busy()) {
            return Ok(Turn::Ended(signal));
        }
        // While a change is being made, what is typed waits for its end.
        let effect = if state.is_busy() { None } else { typed(state, screen)? };
        is_new |= effect.is_some();
        match effect {
            Some(Effect::Leave) => return Ok(Turn::Left),
            Some(Effect::Stop) => stop(state, screen)?,
            Some(Effect::Nothing) | None => {}
            Some(other) => desk.start(other),
        }
        match hear(state, desk) {
            Heard::Nothing => {}
            Heard::News => is_new = true,
            Heard::Loaded(loaded) => return Ok(Turn::Loaded(loaded)),
        }
    }
}

/// What was told meanwhile.
enum Heard {
    Nothing,
    /// Something that the board has taken up.
    News,
    /// The files are different ones.
    Loaded(Box<Loaded>),
}

/// Takes up what is told by those who work beside the screen.
fn hear(state: &mut State<'_>, desk: &mut Desk) -> Heard {
    let mut heard = Heard::Nothing;
    let mut patience = if state.is_busy() { BUSY } else { Duration::ZERO };
    while let Some(message) = desk.next(patience) {
        (patience, heard) = (Duration::ZERO, Heard::News);
        match desk.meaning(message) {
            Meaning::Inputs(inputs) => inputs.into_iter().for_each(|input| _ = state.take(input)),
            Meaning::Loaded(loaded) => return Heard::Loaded(loaded),
        }
    }
    heard
}

/// Takes up what is typed and clicked, as far as it asks for nothing to be done; nothing where there was nothing.
fn typed(state: &mut State<'_>, screen: &mut Screen) -> anyhow::Result<Option<Effect>> {
    let Some(first) = screen.next(PATIENCE)? else { return Ok(None) };
    let mut next = Some(first);
    for _ in 0..MANY {
        let Some(event) = next.take() else { break };
        match state.take(Input::Event(event)) {
            Effect::Nothing => {}
            other => return Ok(Some(other)),
        }
        next = screen.next(Duration::ZERO)?;
    }
    if let Some(event) = next {
        return Ok(Some(state.take(Input::Event(event))));
    }
    Ok(Some(Effect::Nothing))
}

fn stop(state: &mut State<'_>, screen: &mut Screen) -> anyhow::Result<()> {
    screen.stop()?;
    // Going on is taken care of already.
    let _ = screen.signal();
    resized(state, screen)
}

fn resized(state: &mut State<'_>, screen: &Screen) -> anyhow::Result<()> {
    let (width, height) = screen.size()?;
    state.take(Input::Event(Event::Size(width, height)));
    Ok(())
}

/// Says what was typed and not made, as the commands that would record it.
fn say_unsent(session: &mut Session, memory: &Memory) {
    let unsent = memory.unsent();
    if unsent.is_empty() {
        return;
    }
    session.ui.say("what you typed and did not send; each of these records it:");
    for typed in unsent {
        session.ui.say(&format!("  {}", spelled(&typed.command())));
    }
}

/// A command as a shell takes it.
pub(super) fn spelled(words: &[String]) -> String {
    words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::board::{Form, Kind};
    use crate::commands::Arguments;
    use crate::model::{Action, Date, Interval, Judge, Plan, Portfolio, Recurrence, Reference};
    use crate::query::{Filter, Selection};

    #[test]
    fn what_was_typed_can_be_said_by_a_command() {
        let today = Date::parse("2026-06-30").expect("a day");
        let reference = Reference::new("1.1").expect("a reference");
        let recurs = Some(Recurrence { every: Interval::months(3), from: today });
        let mut plan = Plan::new("wendale");
        plan.actions = vec![Action { reference, recurs, ..Action::default() }];
        let portfolio = Portfolio { plans: vec![plan] };
        let judge = Judge { today, as_of: None };
        let selection = Selection::of(&portfolio, judge, &Filter::default(), |_| true);
        for kind in [Kind::Update, Kind::Deadline, Kind::Complete, Kind::Lead] {
            let mut form = Form::new(kind, &selection.judged[0], today);
            for place in 0..form.questions().count() {
                assert!(["complete", "red"].iter().any(|text| form.fill(place, text).is_ok()));
            }
            let parsed = Arguments::try_parse_from(form.command());
            assert!(parsed.is_ok(), "{:?}: {:?}", form.command(), parsed.err());
        }
    }
}
