//! Asking for what an update needs, with the action as it stands in view.

use std::io;

use crate::amend::{self, Request};
use crate::model::{Deadline, Given, Judge, Located, Rag, Status};
use crate::query::only_begun;
use crate::render;
use crate::ui::Ui;

/// What somebody answered.
enum Answer<T> {
    Given(T),
    /// It stays as it is.
    Kept,
    /// They want to leave.
    Left,
}

/// Asks for status, rating, note, deadline and who says so; nothing where somebody leaves.
pub(super) fn request(
    ui: &mut Ui,
    located: Located<'_>,
    judge: Judge,
    request: Request,
) -> io::Result<Option<Request>> {
    let judgement = judge.judge(located);
    let look = ui.talk_look();
    ui.say_as_is(&render::brief::text(located, &judgement, look));
    ui.say("\nEnter keeps what is there, q leaves without a change.\n");
    let mut request = request;
    match ask_word(ui, "Status", judgement.state.status.word(), Status::ALL, Status::word)? {
        Answer::Given(status) => request.status = Some(status).filter(|status| *status != judgement.state.status),
        Answer::Kept => {}
        Answer::Left => return Ok(left(ui)),
    }
    match ask_word(ui, "Rating", judgement.state.reported.map_or("none", Rag::word), Rag::ALL, Rag::word)? {
        Answer::Given(rag) => request.rag = Some(rag),
        Answer::Kept => {}
        Answer::Left => return Ok(left(ui)),
    }
    let Some(note) = ask_note(ui, request.rag)? else { return Ok(left(ui)) };
    request.note = Some(note).filter(|note| !note.is_empty());
    if located.action.recurs.is_none() {
        match ask_deadline(ui, located)? {
            Answer::Given(deadline) => request.deadline = Some(deadline),
            Answer::Kept => {}
            Answer::Left => return Ok(left(ui)),
        }
    }
    if request.by.is_none() && !request.is_empty() {
        match ui.ask("Who says so: ")?.as_deref() {
            None | Some("q") => return Ok(left(ui)),
            Some("") => {}
            Some(name) => request.by = Some(name.to_owned()),
        }
    }
    Ok(if request.is_empty() { left(ui) } else { Some(request) })
}

fn left(ui: &mut Ui) -> Option<Request> {
    ui.say("nothing was changed");
    None
}

/// Asks for one of the words of a scale, of which the beginning is enough.
fn ask_word<T: Copy>(
    ui: &mut Ui,
    what: &str,
    now: &str,
    all: &[T],
    word: fn(T) -> &'static str,
) -> io::Result<Answer<T>> {
    let words: Vec<_> = all.iter().map(|step| word(*step)).collect();
    ui.say(&format!("{what}: {}", words.join(", ")));
    loop {
        let answer = match ui.ask(&format!("{what} [{now}]: "))? {
            None => return Ok(Answer::Left),
            Some(answer) if answer.is_empty() => return Ok(Answer::Kept),
            Some(answer) if answer.eq_ignore_ascii_case("q") => return Ok(Answer::Left),
            Some(answer) => answer,
        };
        match only_begun(&words, &answer).map(|place| all.get(place)) {
            Ok(Some(step)) => return Ok(Answer::Given(*step)),
            Ok(None) => {}
            Err(why) => ui.say(&why),
        }
    }
}

/// Asks for a note, which red and amber need, up to an empty line; nothing where somebody leaves.
fn ask_note(ui: &mut Ui, rag: Option<Rag>) -> io::Result<Option<String>> {
    ui.say("Note: one line or several; an empty line ends it");
    loop {
        match ui.ask("Note: ")? {
            None => return Ok(None),
            Some(note) if note == "q" => return Ok(None),
            Some(note) if note.is_empty() && matches!(rag, Some(Rag::Red | Rag::Amber)) => {
                ui.say("a red or amber rating needs a note: what is wrong, and what is done about it");
            }
            Some(note) if note.is_empty() => return Ok(Some(note)),
            Some(first) => return ask_more(ui, first),
        }
    }
}

/// Asks for the other lines of a text that has begun; nothing where the input ends before it does.
pub(in crate::commands) fn ask_more(ui: &mut Ui, mut text: String) -> io::Result<Option<String>> {
    loop {
        match ui.ask("    > ")? {
            None => return Ok(None),
            Some(line) if line.is_empty() => return Ok(Some(text)),
            Some(line) => text = text + "\n" + &line,
        }
    }
}

fn ask_deadline(ui: &mut Ui, located: Located<'_>) -> io::Result<Answer<Deadline>> {
    let now = located.deadline().map(Given::value).map_or_else(|| "none".to_owned(), ToString::to_string);
    loop {
        match ui.ask(&format!("Deadline [{now}]: "))?.as_deref() {
            None | Some("q") => return Ok(Answer::Left),
            Some("") => return Ok(Answer::Kept),
            Some(text) => match amend::deadline(text) {
                Ok(deadline) => return Ok(Answer::Given(deadline)),
                Err(refusal) => ui.say(&refusal.to_string()),
            },
        }
    }
}
