//! What an answer says: words of people as typed values, or what is wrong with them.

use super::answers::Words;
use crate::document::form::{Question, ratings, statuses};
use crate::import::Native;
use crate::import::line::is_unseen;
use crate::import::phrase::deadline::{self, When, Years};
use crate::model::{Deadline, Period, Rag, Reply, Status};

/// What is wrong with an answer, and what to do about it.
type Fault = (String, String);

/// Whether an answer only fills its place: nothing, a dash, `n/a`.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    matches!(text.to_lowercase().as_str(), "n/a" | "na") || text.chars().all(|c| "-–—_. …\u{a0}".contains(c))
}

/// Takes an answer up into a reply.
pub(super) fn answer(reply: &mut Reply, question: Question, words: &Words) -> Result<(), Fault> {
    match question {
        Question::Status => reply.status = status(&words.text)?,
        Question::Rating => reply.rag = rag(&words.text)?,
        Question::Progress => reply.progress = Some(plain(&words.text)),
        Question::Deadline => reply.deadline = deadline(words)?,
        Question::Why => reply.why = Some(plain(&words.text)),
    }
    Ok(())
}

/// A text without what word processors leave in it: their line ends, marks of direction, blanks at its ends.
fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n");
    let kept = text.chars().filter(|c| !is_unseen(*c));
    let text: String = kept.map(|c| if c == '\u{a0}' { ' ' } else { c }).collect();
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_unchanged(text: &str) -> bool {
    matches!(letters(text).as_str(), "nochange" | "unchanged" | "asbefore" | "same" | "none")
}

fn status(text: &str) -> Result<Option<Status>, Fault> {
    if is_unchanged(text) {
        return Ok(None);
    }
    let letters = letters(text);
    let found = Status::ALL.iter().copied().find(|status| letters == self::letters(status.word()));
    let found = found.or(match letters.as_str() {
        "completed" | "done" | "finished" => Some(Status::Complete),
        "started" | "ongoing" | "underway" => Some(Status::InProgress),
        "paused" => Some(Status::OnHold),
        _ => None,
    });
    match found {
        Some(Status::CarriedForward) => Err((
            "an action is carried forward by the partnership, not by its lead".to_owned(),
            "`vawg update REF --status carried-forward` does that".to_owned(),
        )),
        Some(status) => Ok(Some(status)),
        None => Err((format!("`{}` is no status", text.trim()), format!("write one of: {}", statuses().join(", ")))),
    }
}

fn rag(text: &str) -> Result<Option<Rag>, Fault> {
    if is_unchanged(text) {
        return Ok(None);
    }
    let found = match letters(text).as_str() {
        "red" | "r" => Some(Rag::Red),
        "amber" | "a" | "yellow" | "orange" => Some(Rag::Amber),
        "green" | "g" => Some(Rag::Green),
        _ => None,
    };
    let fault = || (format!("`{}` is no rating", text.trim()), format!("write one of: {}", ratings().join(", ")));
    found.map(Some).ok_or_else(fault)
}

/// A deadline; nothing that is not certain.
fn deadline(words: &Words) -> Result<Option<Deadline>, Fault> {
    let day = |day| Ok(Some(Deadline::By(Period::Day(day))));
    let text = words.text.trim();
    match words.native {
        Some(Native::Date(date)) => return day(date),
        Some(Native::Number(number)) => {
            if let Some(date) = deadline::of_serial(number) {
                return day(date);
            }
        }
        None => {}
    }
    if is_unchanged(text) {
        return Ok(None);
    }
    if let Ok(deadline @ (Deadline::By(_) | Deadline::Ongoing)) = Deadline::parse(text) {
        return Ok(Some(deadline));
    }
    let phrase = deadline::read(text, Years::default());
    match phrase.value {
        When { deadline: Some(deadline), recurs: None, review: None } if phrase.is_certain && phrase.rest.is_none() => {
            Ok(Some(deadline))
        }
        When { .. } => Err((
            format!("`{text}` is not one day, month or year for certain"),
            "write it as 1 July 2026, July 2026 or 2026/27, with anything else in `Why the deadline moves`".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{deadline, is_blank, plain, rag, status};
    use crate::import::Native;
    use crate::import::form::answers::Words;
    use crate::model::{Rag, Status};

    #[test]
    fn deadlines_are_read_as_spreadsheets_and_people_leave_them() {
        let read = |text: &str, native| {
            let words = Words { text: text.to_owned(), native };
            deadline(&words).map(|deadline| deadline.map(|deadline| deadline.to_string()).unwrap_or_default())
        };
        for text in ["01/07/2026", "1 July 2026", "1st July 2026", "2026-07-01", "1-Jul-26"] {
            assert_eq!(read(text, None).as_deref(), Ok("2026-07-01"), "{text}");
        }
        assert_eq!(read("46204", Some(Native::Number(46_204.0))).as_deref(), Ok("2026-07-01"));
        assert_eq!(read("2027", Some(Native::Number(2027.0))).as_deref(), Ok("2027"));
        assert_eq!(read("2026/27", None).as_deref(), Ok("2026/27"));
        assert_eq!(read("July 2026", None).as_deref(), Ok("2026-07"));
        assert_eq!(read("no change", None).as_deref(), Ok(""));
        for text in ["soon", "1 July 2026 if the money comes", "31/02/2026", "=TODAY()", "#REF!", "1/7"] {
            assert!(read(text, None).is_err(), "{text}: {:?}", read(text, None));
        }
    }

    #[test]
    fn words_of_a_list_are_read_in_any_case() {
        for text in ["In progress", "IN PROGRESS", " in-progress.", "In  Progress"] {
            assert_eq!(status(text).expect("a status").map(Status::word), Some("in-progress"), "{text}");
        }
        assert_eq!(rag("AMBER ").expect("a rating").map(Rag::word), Some("amber"));
        assert!(status("nearly").is_err() && rag("blue").is_err() && status("Carried forward").is_err());
        assert!(is_blank(" – ") && is_blank("N/A") && is_blank("") && !is_blank("No"));
    }

    #[test]
    fn what_word_processors_leave_is_taken_out() {
        assert_eq!(plain(" One\u{b}two\r\nthree \u{200e}\n"), "One\ntwo\nthree");
    }
}
