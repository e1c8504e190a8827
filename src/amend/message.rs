//! A change told as a commit tells it: a subject that a board member can read, the note, and lines for programs.

use super::words::{self, one_line};
use super::{Amendment, Request};
use crate::model::{acts_on_terminals, spelled_out};

/// A subject is cut here, so that lists of commits stay lists.
const LONGEST: usize = 72;

/// So many references stand in a subject; of more only their number.
const FEW: usize = 3;

/// So many references are named for programs; who changes more is told by the files.
const MOST: usize = 500;

/// So much of a note goes into a commit; all of it is in the file.
const LONGEST_NOTE: usize = 4000;

/// What a commit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `3.1.1: rated red; first draft completed`.
    pub subject: String,
    /// The note, where the subject does not hold all of it.
    pub body: Option<String>,
    /// `Plan: bristol-2008-11`, `Ref: 3.1.1`.
    pub trailers: Vec<(&'static str, String)>,
}

impl Message {
    /// What to say of changed actions.
    #[must_use]
    pub fn of(amendments: &[Amendment], request: &Request) -> Self {
        let said = match amendments {
            [one] => one.said.join("; "),
            _ => request.in_words().join("; "),
        };
        let whole = format!("{}: {said}", subject_of(amendments));
        let subject = cut(&whole);
        let note = request.note.as_deref().map(str::trim).filter(|note| {
            let sentence = words::first_sentence(note);
            subject != whole || one_line(note).trim_end_matches('.').to_lowercase() != sentence.to_lowercase()
        });
        Self { subject, body: note.map(shortened), trailers: trailers(amendments) }
    }

    /// What to say of the answers in a return, and of who has returned it.
    #[must_use]
    pub fn returned(amendments: &[Amendment], by: &str) -> Self {
        let by = one_line(by);
        let subject = cut(&format!("Return of {by}: {}", subject_of(amendments)));
        let line = |amendment: &Amendment| format!("{}: {}", amendment.reference, one_line(&amendment.said.join("; ")));
        let lines: Vec<_> = amendments.iter().take(MOST).map(line).collect();
        let mut trailers = trailers(amendments);
        trailers.push(("Returned-by", by));
        Self { subject, body: Some(without_comments(&lines.join("\n"))), trailers }
    }

    /// What to say of something else than updates, about parts of one plan.
    #[must_use]
    pub fn telling(said: &str, plan: &str, references: &[&str]) -> Self {
        let references = references.iter().map(|reference| ("Ref", one_line(reference)));
        let trailers = std::iter::once(("Plan", one_line(plan))).chain(references).collect();
        Self { subject: cut(&one_line(said)), body: None, trailers }
    }

    /// The same with another subject.
    #[must_use]
    pub fn with_subject(self, subject: &str) -> Self {
        Self { subject: one_line(subject), ..self }
    }
}

/// The message as git takes it, and shows it to terminals as it is.
impl std::fmt::Display for Message {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |text: &str| spelled_out(text, acts_on_terminals);
        write!(formatter, "{}\n\n", shown(&self.subject))?;
        if let Some(body) = &self.body {
            write!(formatter, "{}\n\n", shown(body))?;
        }
        self.trailers.iter().try_for_each(|(key, value)| writeln!(formatter, "{key}: {}", shown(value)))
    }
}

/// What the subject is about: `3.1.1, 3.1.2`, or `5 actions`.
fn subject_of(amendments: &[Amendment]) -> String {
    if amendments.len() > FEW {
        return crate::model::counted(amendments.len(), "action");
    }
    amendments.iter().map(|amendment| amendment.reference.as_str()).collect::<Vec<_>>().join(", ")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    let end = start.rfind(' ').filter(|end| *end > LONGEST / 2).unwrap_or(start.len());
    format!("{}…", start.get(..end).unwrap_or(&start).trim_end_matches([';', ',', ' ', ':']))
}

fn shortened(note: &str) -> String {
    let mut shortened: String = note.chars().take(LONGEST_NOTE).collect();
    if shortened.len() < note.len() {
        shortened.push('…');
    }
    without_comments(&shortened)
}

/// A text of which git takes no line for a comment, nor for the end of the message (`>8`), after which it looks for no
/// trailer.
fn without_comments(text: &str) -> String {
    let acts = |line: &str| line.starts_with('#') || line.contains(" >8 ");
    let lines = text.lines().map(|line| if acts(line) { format!(" {line}") } else { line.to_owned() });
    lines.collect::<Vec<_>>().join("\n")
}

fn trailers(amendments: &[Amendment]) -> Vec<(&'static str, String)> {
    let mut plans: Vec<_> = amendments.iter().map(|amendment| amendment.plan.as_str()).collect();
    plans.sort_unstable();
    plans.dedup();
    let reference = |amendment: &Amendment| match plans.len() {
        1 => amendment.reference.clone(),
        _ => format!("{}:{}", amendment.plan, amendment.reference),
    };
    let references =
        amendments.iter().filter(|_| amendments.len() <= MOST).map(|amendment| ("Ref", reference(amendment)));
    plans.iter().map(|plan| ("Plan", one_line(plan))).chain(references).collect()
}
