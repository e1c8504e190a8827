//! The JSON contract, version 1: types of its own, only ever added to.

mod diff;
mod log;
mod page;
mod status;
mod tree;

pub use diff::DiffJson;
pub use log::{EntryJson, write_log, write_log_lines};
pub use page::PagesJson;
pub use status::{OverdueJson, StatusJson};
pub use tree::TreeJson;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::model::{Date, Given, Level, Rag, Status, Update, acts_on_terminals};
use crate::query::Judged;

/// The version of the contract.
pub(super) const VERSION: u32 = 1;

/// Writes a value of the contract on one line.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    append(out, value)?;
    writeln!(out)
}

/// Writes a value of the contract, as [`write()`] does, without the end of the line.
pub(super) fn append(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, Harmless))?;
    Ok(())
}

/// JSON on one line that acts on no terminal: what could is written as `\u009b`.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(place) = rest.find(acts_on_terminals) {
            let c = rest[place..].chars().next().unwrap_or_default();
            write!(out, "{}\\u{:04x}", &rest[..place], u32::from(c))?;
            rest = &rest[place + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

/// An action with its rating and the reason for it.
#[derive(Debug, Serialize)]
pub struct ActionJson<'p> {
    plan: &'p str,
    as_of: Date,
    r#ref: &'p str,
    theme: Option<&'p str>,
    objective: Option<&'p str>,
    action: Option<&'p str>,
    lead: Option<&'p str>,
    support: &'p [String],
    deadline: DeadlineJson<'p>,
    status: &'static str,
    rating: Option<&'static str>,
    reported: Option<&'static str>,
    reason: String,
    overdue_days: Option<i64>,
    flags: Vec<&'static str>,
    confidence: Option<&'static str>,
    risk: Option<&'static str>,
    updates: Vec<UpdateJson<'p>>,
    file: String,
}

/// A deadline, with the source's own words where the file keeps them.
#[derive(Debug, Serialize)]
pub struct DeadlineJson<'p> {
    kind: &'static str,
    value: Option<String>,
    due: Option<Date>,
    text: Option<&'p str>,
}

impl<'p> ActionJson<'p> {
    /// An action as the contract has it; `shown` gives the path by which people see its file.
    #[must_use]
    pub fn of(judged: &Judged<'p>, shown: impl Fn(&str) -> String) -> Self {
        let (located, judgement) = (judged.located, &judged.judgement);
        let action = located.action;
        let due = &judgement.due;
        Self {
            plan: &located.plan.name,
            as_of: judgement.day,
            r#ref: action.reference.as_str(),
            theme: located.theme().map(|theme| theme.name.as_str()),
            objective: located.objective().map(|objective| objective.reference.as_str()),
            action: action.text.as_deref(),
            lead: located.lead().map(Given::value),
            support: located.support().value(),
            deadline: DeadlineJson {
                kind: due.kind.word(),
                value: due.value(),
                due: due.on,
                text: action.as_written.get("deadline").map(String::as_str),
            },
            status: judgement.state.status.word(),
            rating: judgement.rating.map(|rating| rating.colour(located.plan.settings.rating.scheme())),
            reported: judgement.state.reported.map(Rag::word),
            reason: judgement.reason.to_string(),
            overdue_days: judgement.overdue_days(),
            flags: judgement.flags.iter().map(|flag| flag.word()).collect(),
            confidence: action.confidence.map(Level::word),
            risk: action.highest_risk().map(Level::word),
            updates: past_updates(judged).map(UpdateJson::of).collect(),
            file: shown(&located.file()),
        }
    }
}

/// An entry of the log.
#[derive(Debug, Serialize)]
pub struct UpdateJson<'p> {
    date: Date,
    by: Option<&'p str>,
    status: Option<&'static str>,
    rag: Option<&'static str>,
    note: Option<&'p str>,
    occurrence: Option<Date>,
    deadline_was: Option<String>,
}

impl<'p> UpdateJson<'p> {
    fn of(update: &'p Update) -> Self {
        Self {
            date: update.date,
            by: update.by.as_deref(),
            status: update.status.map(Status::word),
            rag: update.rag.map(Rag::word),
            note: update.note.as_deref(),
            occurrence: update.occurrence,
            deadline_was: update.deadline_was.as_ref().map(ToString::to_string),
        }
    }
}

/// The entries of the log up to the day of the judgement.
fn past_updates<'p>(judged: &Judged<'p>) -> impl Iterator<Item = &'p Update> {
    let day = judged.judgement.day;
    judged.located.action.updates.iter().filter(move |update| update.date <= day)
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn json_acts_on_no_terminal_and_reads_back() {
        let text = "a\u{1b}[31m\u{9b}2J\u{202e}é\n\"£\u{7f}";
        let mut json = Vec::new();
        write(&mut json, &text).expect("a vector takes everything");
        let json = String::from_utf8(json).expect("JSON is UTF-8");
        assert_eq!(json, "\"a\\u001b[31m\\u009b2J\\u202eé\\n\\\"£\\u007f\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
