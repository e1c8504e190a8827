//! What is asked of actions, and what speaks against it whichever actions they are.

use super::{Refusal, words};
use crate::model::{
    Date, Deadline, Level, Rag, Status, acts_in_a_line, acts_on_terminals, is_placeholder, refused_character,
};

/// What is asked: nothing in a field leaves it as it is.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day on which it was so.
    pub date: Date,
    /// Who says so.
    pub by: Option<String>,
    pub status: Option<Status>,
    pub rag: Option<Rag>,
    pub note: Option<String>,
    /// The turn of a recurring action that is completed; the earliest open one where it is not said.
    pub occurrence: Option<Date>,
    pub deadline: Option<Deadline>,
    pub review: Option<Date>,
    pub lead: Option<String>,
    /// In place of those who help now; nothing where it is empty.
    pub support: Vec<String>,
    pub confidence: Option<Level>,
    /// Beside the evidence that is there.
    pub evidence: Vec<String>,
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

impl Request {
    /// A request that asks for nothing yet.
    #[must_use]
    pub const fn on(date: Date) -> Self {
        Self {
            date,
            by: None,
            status: None,
            rag: None,
            note: None,
            occurrence: None,
            deadline: None,
            review: None,
            lead: None,
            support: Vec::new(),
            confidence: None,
            evidence: Vec::new(),
        }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { deadline, review, lead, support, confidence, evidence, .. } = self;
        let leaves_keys = deadline.is_none() && review.is_none() && lead.is_none() && confidence.is_none();
        !self.is_logged() && leaves_keys && support.is_empty() && evidence.is_empty()
    }

    /// Whether it goes into the log even where no deadline moves.
    pub(super) const fn is_logged(&self) -> bool {
        self.status.is_some() || self.rag.is_some() || self.note.is_some() || self.occurrence.is_some()
    }

    /// What is asked for, in words that hold for every action.
    pub(super) fn in_words(&self) -> Vec<String> {
        let mut said: Vec<String> = self.status.map(|status| words::status(status).to_owned()).into_iter().collect();
        said.extend(self.rag.map(words::rag));
        said.extend(self.deadline.as_ref().map(|deadline| format!("deadline set to {}", deadline.in_words())));
        said.extend(self.lead.as_deref().map(|lead| words::changed("lead", None, lead)));
        said.extend(
            Some(&self.support)
                .filter(|names| !names.is_empty())
                .map(|names| format!("support set to {}", words::listed(names))),
        );
        said.extend(self.confidence.map(|level| words::changed("confidence", None, level.word())));
        said.extend(self.review.map(|day| format!("review set to {}", day.in_words())));
        said.extend(Some(&self.evidence).filter(|proofs| !proofs.is_empty()).map(|_| "evidence added".to_owned()));
        said.extend(self.note.as_deref().map(words::first_sentence));
        said
    }

    /// Everything that speaks against it, whichever actions it is asked of.
    pub(super) fn refusals(&self, today: Date) -> Vec<Refusal> {
        let mut refusals = self.texts();
        refusals.extend(self.rating_without_note());
        if self.is_empty() {
            let help = "say what has changed: `--status`, `--rag`, `--note`, `--deadline`, `--lead`, …";
            refusals.push(Refusal::new("nothing is asked for", help));
        } else if self.by.is_some() && !self.is_logged() && self.deadline.is_none() {
            let help = "`--by` says who gives an update: give `--status`, `--rag` or `--note` with it";
            refusals.push(Refusal::new("there is no update that somebody could have given", help));
        }
        if self.date > today {
            let message = format!("{} is still to come", self.date.in_words());
            refusals.push(Refusal::new(message, "an update says what was so on a day: give `--date` of that day"));
        }
        if self.occurrence.is_some() && self.status != Some(Status::Complete) {
            let help = "`--occurrence` names the turn that is completed: give `--status complete` with it";
            refusals.push(Refusal::new("a turn is named and not completed", help));
        }
        refusals
    }

    fn rating_without_note(&self) -> Option<Refusal> {
        let rag = self.rag.filter(|rag| matches!(rag, Rag::Red | Rag::Amber))?;
        let article = if rag == Rag::Amber { "an" } else { "a" };
        let message = format!("{article} {rag} rating without a note says that something is wrong and not what");
        let help = "say why, and what is done about it: `--note \"…\"`";
        self.note.is_none().then(|| Refusal::new(message, help))
    }

    /// What is wrong with texts as they were typed.
    fn texts(&self) -> Vec<Refusal> {
        let one = |option: &'static str, text: &Option<String>| (option, text.clone(), Lines::One);
        let many = |option: &'static str, texts: &[String]| {
            texts.iter().map(|text| (option, Some(text.clone()), Lines::One)).collect::<Vec<_>>()
        };
        let mut texts = vec![one("--by", &self.by), one("--lead", &self.lead)];
        texts.push(("--note", self.note.clone(), Lines::Many));
        texts.extend(many("--support", &self.support));
        texts.extend(many("--evidence", &self.evidence));
        texts.into_iter().filter_map(|(option, text, lines)| typed(option, &text?, lines)).collect()
    }
}

/// What is wrong with a text as it was typed.
fn typed(option: &str, text: &str, lines: Lines) -> Option<Refusal> {
    if text.trim().is_empty() {
        return Some(Refusal::new(format!("`{option}` is empty"), format!("leave `{option}` out, or say something")));
    }
    if option != "--note" && is_placeholder(text) {
        let help = format!("leave `{option}` out until there is an answer");
        return Some(Refusal::new(format!("`{}` for `{option}` only says that nobody knows yet", text.trim()), help));
    }
    let is_wrong = match lines {
        Lines::One => acts_in_a_line,
        Lines::Many => acts_on_terminals,
    };
    let wrong = text.chars().find(|&c| is_wrong(c))?;
    let what = match wrong {
        '\n' => "a line end".to_owned(),
        '\t' => "a tab".to_owned(),
        other => refused_character(other),
    };
    Some(Refusal::new(format!("the text of `{option}` holds {what}"), "take it out; a plan holds plain text"))
}

/// Reads a deadline as it is typed: as in a file, but without quotation marks.
///
/// # Errors
///
/// It is none.
pub fn deadline(text: &str) -> Result<Deadline, Refusal> {
    let text = text.trim();
    if let Some(date) = Date::parse(text) {
        return Ok(Deadline::By(crate::model::Period::Day(date)));
    }
    match Deadline::parse(text) {
        Ok(deadline @ (Deadline::By(_) | Deadline::Ongoing)) => Ok(deadline),
        Ok(Deadline::Unsaid(_)) | Err(_) => Err(Refusal::new(
            format!("`{text}` is not a deadline"),
            "give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial \
             year 2008/09, or ongoing",
        )),
    }
}
