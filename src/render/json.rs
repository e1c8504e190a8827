//! The JSON contract, version 1: types of its own, only ever added to.

mod diff;
mod log;
mod page;
mod status;
mod tree;

pub use diff::DiffJson;
pub(super) use log::LogJson;
pub use log::{EntryJson, write_log, write_log_lines};
pub use page::PagesJson;
pub use status::{OverdueJson, StatusJson};
pub use tree::TreesJson;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::ser::Formatter;

use crate::model::{Date, DueKind, Flag, Given, Level, Rag, Status, Update, acts_on_terminals};
use crate::query::Judged;
use crate::render::style::is_plain;

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

/// Begins a value of the contract that is written part by part: its version, and the day that was asked for.
pub(super) fn begin(out: &mut impl Write, as_of: Date) -> io::Result<()> {
    write!(out, r#"{{"version":{VERSION},"as_of":"{as_of}""#)
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
        if is_plain(fragment) {
            return out.write_all(fragment.as_bytes());
        }
        for part in fragment.split_inclusive(acts_on_terminals) {
            let mut before = part.chars();
            match before.next_back() {
                Some(c) if acts_on_terminals(c) => write!(out, "{}\\u{:04x}", before.as_str(), u32::from(c))?,
                Some(_) | None => out.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

/// Actions, each with its rating and the reason for it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "says what is written action by action")]
pub(super) struct ListJson<'p> {
    /// The version of this contract: 1.
    version: u32,
    /// The day that was asked for.
    as_of: Date,
    /// The actions, in the order that was asked for.
    actions: Vec<ActionJson<'p>>,
}

/// An action with its rating and the reason for it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActionJson<'p> {
    /// The folder of its plan.
    plan: &'p str,
    /// The day on which it was judged: that of a closed plan is its last, unless one was asked for.
    as_of: Date,
    /// Its reference.
    r#ref: &'p str,
    /// The folder of its theme.
    theme: Option<&'p str>,
    /// The reference of its objective.
    objective: Option<&'p str>,
    /// What will be done.
    action: Option<&'p str>,
    /// Who answers for it.
    lead: Option<&'p str>,
    /// Who helps.
    support: &'p [String],
    /// Its deadline.
    deadline: DeadlineJson<'p>,
    /// Where the work stands.
    #[schemars(extend("enum" = words(Status::ALL, Status::word)))]
    status: &'static str,
    /// The rating by the rule: green also for what is complete, or blue in the brag scheme; null where it is not
    /// counted.
    #[schemars(extend("enum" = ["red", "amber", "green", "blue", "unrated"]))]
    rating: Option<&'static str>,
    /// The rating that people report.
    #[schemars(extend("enum" = words(Rag::ALL, Rag::word)))]
    reported: Option<&'static str>,
    /// Why the rating is what it is.
    reason: String,
    /// For how many days it has been overdue.
    overdue_days: Option<i64>,
    /// What to notice besides the rating.
    #[schemars(extend("enum" = words(Flag::ALL, Flag::word)))]
    flags: Vec<&'static str>,
    /// How confident people are that it will be done.
    #[schemars(extend("enum" = words(Level::ALL, Level::word)))]
    confidence: Option<&'static str>,
    /// The highest level among its risks.
    #[schemars(extend("enum" = words(Level::ALL, Level::word)))]
    risk: Option<&'static str>,
    /// The entries of its log up to the day of the judgement.
    updates: Vec<UpdateJson<'p>>,
    /// The path of its file.
    file: String,
}

/// The words of a scale.
fn words<T: Copy>(steps: &[T], word: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    steps.iter().map(|step| word(*step)).collect()
}

/// A deadline, with the source's own words where the file keeps them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeadlineJson<'p> {
    /// Which form it has.
    #[schemars(extend("enum" = words(DueKind::ALL, DueKind::word)))]
    kind: &'static str,
    /// The deadline as the file gives it.
    value: Option<String>,
    /// The day on which it falls due.
    due: Option<Date>,
    /// The words of the document that the plan came from.
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
#[derive(Debug, Serialize, JsonSchema)]
pub struct UpdateJson<'p> {
    /// The day on which it was so.
    date: Date,
    /// Who said so.
    by: Option<&'p str>,
    /// Where the work stood.
    status: Option<&'static str>,
    /// The rating that was reported.
    rag: Option<&'static str>,
    /// What was said.
    note: Option<&'p str>,
    /// The turn of a recurring action that was completed.
    occurrence: Option<Date>,
    /// The deadline that it moved.
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
