//! A return form: what one lead is asked about each of their actions, and the words by which the answers are found again.
//!
//! Whoever writes a form and whoever reads one back go by the headings here.

use super::Fact;
use crate::model::{Code, Date, Rag, Rating, Scheme, Status, capitalised, spoken};

/// What one lead is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub lead: String,
    /// What the form is about: the title of the plan.
    pub subject: String,
    /// The day as of which it tells how actions stand.
    pub as_of: Date,
    /// The day by which it is wanted back.
    pub wanted_by: Date,
    /// What it was made from: the plan, the day, the commit.
    pub facts: Vec<Fact>,
    pub actions: Vec<Asked>,
    /// Whether its actions are those of several plans.
    pub has_plans: bool,
}

/// An action that a lead is asked about, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub code: Code,
    pub plan_title: String,
    pub text: String,
    /// `30 September 2026`, `every 3 months: turn of 30 June 2026`; nothing where there is none.
    pub deadline: Option<String>,
    /// Whether the deadline is one that can be moved.
    pub can_move: bool,
    pub status: Status,
    pub rating: Option<Rating>,
    pub scheme: Scheme,
    /// Why it is rated so.
    pub reason: String,
    /// The newest update in words, with its day.
    pub last: Option<(Date, String)>,
}

/// What is asked about an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    Status,
    Rating,
    Progress,
    Deadline,
    Why,
}

/// What stands above the codes.
pub const CODE: &str = "Code";

/// What stands above the references.
pub const REF: &str = "Ref";

/// The headings of what a form tells.
pub const TOLD: [&str; 7] = ["Plan", REF, "Action", "Deadline", "Status", "Rating", "Last update"];

impl Question {
    pub const ALL: [Self; 5] = [Self::Status, Self::Rating, Self::Progress, Self::Deadline, Self::Why];

    /// What stands above or before the answer.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Status => "New status",
            Self::Rating => "New rating",
            Self::Progress => "Progress since last time",
            Self::Deadline => "New deadline",
            Self::Why => "Why the deadline moves",
        }
    }

    /// What may be answered, in a sentence.
    #[must_use]
    pub fn hint(self) -> String {
        match self {
            Self::Status => format!("one of: {}", statuses().join(", ")),
            Self::Rating => format!("one of: {}; red and amber need a word on progress", ratings().join(", ")),
            Self::Progress => "what has happened, and what happens next".to_owned(),
            Self::Deadline => "only where it has to move: a day such as 1 July 2026, or a month".to_owned(),
            Self::Why => "only where it moves".to_owned(),
        }
    }
}

/// The words for a status that a lead can choose: `In progress`.
#[must_use]
pub fn statuses() -> Vec<String> {
    let offered = [Status::NotStarted, Status::InProgress, Status::OnHold, Status::Complete, Status::Withdrawn];
    offered.into_iter().map(status_in_words).collect()
}

/// A status as people read it: `In progress`.
#[must_use]
pub fn status_in_words(status: Status) -> String {
    capitalised(&spoken(status.word()))
}

/// The words for a rating that a lead can choose.
#[must_use]
pub fn ratings() -> Vec<String> {
    Rag::ALL.iter().map(|rag| capitalised(rag.word())).collect()
}

impl Form {
    /// What a form is called: `Return of Housing Options Manager`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("Return of {}", self.lead)
    }

    /// What the lead is asked to do, a sentence each.
    #[must_use]
    pub fn instructions(&self) -> Vec<String> {
        vec![
            format!("Please fill this in and send it back by {}.", self.wanted_by.in_words()),
            "Answer only where something is new; what you leave empty stays as it is.".to_owned(),
            format!("{}: {}.", Question::Status.heading(), Question::Status.hint()),
            format!("{}: {}.", Question::Rating.heading(), Question::Rating.hint()),
            format!("{}: {}.", Question::Progress.heading(), Question::Progress.hint()),
            format!(
                "{}: {}; say why in `{}`.",
                Question::Deadline.heading(),
                Question::Deadline.hint(),
                Question::Why.heading()
            ),
            format!("Please leave `{CODE}` as it is: your answers find their way back by it."),
        ]
    }
}
