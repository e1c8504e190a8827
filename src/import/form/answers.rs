//! Answers as they stand in a form, and what they say: one reply for each action.

use super::{Problem, Returned, typed};
use crate::document::form::{CODE, Question};
use crate::import::Native;
use crate::model::{Code, Reply};

/// What was found in a form before any of it is understood.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub entries: Vec<Entry>,
    pub notes: Vec<String>,
}

/// What stands beside one code.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub at: String,
    /// Empty where there are answers without a code.
    pub code: String,
    /// The reference that stands beside it, where one does.
    pub reference: Option<String>,
    pub answers: Vec<(Question, Words)>,
}

/// An answer as it stands there.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Words {
    pub text: String,
    pub native: Option<Native>,
}

impl Found {
    pub(super) const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What the answers say. An action that stands in a form more than once is answered where anything is answered.
pub(super) fn of(found: Found) -> Returned {
    let mut returned = Returned { notes: found.notes, ..Returned::default() };
    let references: Vec<_> = found
        .entries
        .iter()
        .filter_map(|entry| Code::parse(&entry.code).map(|code| code.reference.to_string()))
        .collect();
    for entry in &found.entries {
        let code = match code_of(entry, &references) {
            Ok(Some(code)) => code,
            Ok(None) => continue,
            Err(problem) => {
                returned.problems.push(problem);
                continue;
            }
        };
        match reply(entry, code) {
            Ok(reply) => take(&mut returned, reply),
            Err(problems) => returned.problems.extend(problems),
        }
    }
    returned
}

/// The code of an entry; nothing where nothing was answered and no code is there.
fn code_of(entry: &Entry, references: &[String]) -> Result<Option<Code>, Problem> {
    let is_answered = entry.answers.iter().any(|(_, words)| !typed::is_blank(&words.text));
    let problem = |message: String, help: &str| Problem { at: entry.at.clone(), message, help: help.to_owned() };
    if entry.code.trim().is_empty() {
        let help = "copy the code of its action from the form that went out; a new action is for `vawg new action`";
        return if is_answered { Err(problem("an answer stands without a code".to_owned(), help)) } else { Ok(None) };
    }
    let Some(code) = Code::parse(&entry.code) else {
        let message = format!("`{}` is not a code that a form was made with", entry.code.trim());
        return Err(problem(message, "copy the code of its action from the form that went out"));
    };
    let beside = entry.reference.as_deref().map(str::trim).filter(|beside| !same(beside, code.reference.as_str()));
    match beside.filter(|beside| is_answered && references.iter().any(|other| same(other, beside))) {
        Some(beside) => Err(problem(
            format!("the row is that of {beside}, and its `{CODE}` that of {}", code.reference),
            "was only a part of the sheet sorted? Put the code right, or take the answer down by `vawg update`",
        )),
        None => Ok(Some(code)),
    }
}

/// Whether two references are one; a spreadsheet may have taken `1.10` for the number 1.1.
fn same(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    one.eq_ignore_ascii_case(other) || (number(one).is_some() && number(one) == number(other))
}

fn reply(entry: &Entry, code: Code) -> Result<Reply, Vec<Problem>> {
    let mut reply = Reply::to(code, entry.at.clone());
    let mut problems = Vec::new();
    for (question, words) in entry.answers.iter().filter(|(_, words)| !typed::is_blank(&words.text)) {
        if let Err((message, help)) = typed::answer(&mut reply, *question, words) {
            let at = format!("{} ({})", entry.at, reply.code.reference);
            problems.push(Problem { at, message: format!("{}: {message}", question.heading()), help });
        }
    }
    if problems.is_empty() { Ok(reply) } else { Err(problems) }
}

/// Adds a reply; two for one action must not differ.
fn take(returned: &mut Returned, reply: Reply) {
    let Some(known) = returned.replies.iter_mut().find(|known| known.code == reply.code) else {
        returned.replies.push(reply);
        return;
    };
    let is_same = Reply { at: known.at.clone(), ..reply.clone() } == *known;
    if reply.is_empty() || is_same {
        return;
    }
    if known.is_empty() {
        *known = reply;
        return;
    }
    returned.problems.push(Problem {
        at: format!("{} ({})", reply.at, reply.code.reference),
        message: format!("it is answered differently in {}", known.at),
        help: "leave one of the two".to_owned(),
    });
}
