//! One entry of a form: a choice among words, or a text.

use serde::{Deserialize, Serialize};

use super::super::cursor::around;
use super::super::line::{Line, Lines};
use crate::model::{Rag, Status};
use crate::query::only_begun;

/// An entry of a form.
#[derive(Debug, Clone)]
pub(in crate::board) struct Entry {
    pub name: Name,
    pub value: Value,
    /// What holds where it is left empty.
    pub hint: Option<String>,
    /// The names that it may be.
    names: Vec<String>,
    /// The name among those that fit what was typed that is offered.
    pub offered: Option<usize>,
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::board) enum Name {
    Status,
    Rating,
    Deadline,
    Lead,
    Turn,
    Note,
    Evidence,
    By,
    Date,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::board) enum Value {
    /// A word, by its place.
    Choice(Option<usize>),
    /// A text in one line.
    Line(Line),
    /// A text in any number of lines.
    Text(Line),
}

/// So many names are offered.
const OFFERS: usize = 4;

impl Name {
    /// How it is labelled.
    pub(in crate::board) const fn label(self) -> &'static str {
        match self {
            Self::Status => "Status",
            Self::Rating => "Rating",
            Self::Deadline => "Deadline",
            Self::Lead => "Lead",
            Self::Turn => "Turn",
            Self::Note => "Note",
            Self::Evidence => "Evidence",
            Self::By => "Who says so",
            Self::Date => "Date",
        }
    }

    /// The option of `vawg update` that says the same.
    pub(in crate::board) const fn option(self) -> &'static str {
        match self {
            Self::Status => "--status",
            Self::Rating => "--rag",
            Self::Deadline => "--deadline",
            Self::Lead => "--lead",
            Self::Turn => "--occurrence",
            Self::Note => "--note",
            Self::Evidence => "--evidence",
            Self::By => "--by",
            Self::Date => "--date",
        }
    }

    /// What may be typed, in a few words.
    pub(in crate::board) const fn advice(self) -> &'static str {
        match self {
            Self::Status | Self::Rating => "← → choose, or type its first letter; Backspace leaves it as it is",
            Self::Deadline => "2009-07-01, 2009-03, 2009-Q1, 2022-autumn, 2009, 2008/09 or ongoing",
            Self::Lead => "who answers for it from now on; ↓ offers names",
            Self::Turn => "the turn that is completed, with all before it",
            Self::Note => "what happened, and what happens next; Enter begins a new line",
            Self::Evidence => "a file in the plan's folder, or a web address",
            Self::By => "who says so; ↓ offers names",
            Self::Date => "the day on which it was so: 2026-06-30, today, today-3d",
        }
    }

    /// What holds where it is left empty, in words.
    pub(in crate::board) fn hinted(self, hint: &str) -> String {
        match self {
            Self::Date => hint.to_owned(),
            Self::Turn => format!("the earliest open one: {hint}"),
            Self::Status | Self::Rating | Self::Deadline | Self::Lead | Self::Note | Self::Evidence | Self::By => {
                format!("now: {hint}")
            }
        }
    }
}

impl Entry {
    pub(super) fn new(name: Name, names: &[String]) -> Self {
        let value = match name {
            Name::Status | Name::Rating => Value::Choice(None),
            Name::Note => Value::Text(Line::default()),
            Name::Deadline | Name::Lead | Name::Turn | Name::Evidence | Name::By | Name::Date => {
                Value::Line(Line::default())
            }
        };
        let names = if matches!(name, Name::Lead | Name::By) { names.to_vec() } else { Vec::new() };
        Self { name, value, hint: None, names, offered: None }
    }

    pub(super) fn with_hint(self, hint: &str) -> Self {
        Self { hint: Some(hint.to_owned()), ..self }
    }

    pub(in crate::board) fn is_filled(&self) -> bool {
        match &self.value {
            Value::Choice(choice) => choice.is_some(),
            Value::Line(line) | Value::Text(line) => !line.text().is_empty(),
        }
    }

    /// What was filled in, as `vawg update` takes it.
    pub(in crate::board) fn text(&self) -> String {
        match &self.value {
            Value::Choice(choice) => {
                choice.and_then(|choice| self.words().get(choice).copied()).unwrap_or_default().to_owned()
            }
            Value::Line(line) => line.text().trim().to_owned(),
            Value::Text(line) => line.text().to_owned(),
        }
    }

    /// The words from which it is chosen; none where it is a text.
    pub(in crate::board) fn words(&self) -> Vec<&'static str> {
        match self.name {
            Name::Status => Status::ALL.iter().map(|status| status.word()).collect(),
            Name::Rating => Rag::ALL.iter().map(|rag| rag.word()).collect(),
            Name::Deadline | Name::Lead | Name::Turn | Name::Note | Name::Evidence | Name::By | Name::Date => {
                Vec::new()
            }
        }
    }

    /// What a question for it says: `Status: not-started, in-progress … [in progress]`.
    pub(super) fn question(&self) -> String {
        let now = self.hint.as_deref().map(|hint| format!(" [{hint}]")).unwrap_or_default();
        let words = self.words().join(", ");
        let label = self.name.label();
        if words.is_empty() { format!("{label}{now}: ") } else { format!("{label}, one of {words}{now}: ") }
    }

    /// Fills it in with what was typed, of which for a choice the beginning is enough.
    pub(super) fn fill(&mut self, text: &str) -> Result<(), String> {
        match &mut self.value {
            Value::Choice(_) if text.is_empty() => {}
            Value::Line(line) | Value::Text(line) => *line = Line::new(text),
            Value::Choice(_) => self.value = Value::Choice(Some(only_begun(&self.words(), text)?)),
        }
        Ok(())
    }

    /// Chooses the word after the one that is chosen, or the one before; past the ends, none.
    pub(in crate::board) fn turn(&mut self, by: isize) {
        let count = self.words().len();
        if let Value::Choice(choice) = &mut self.value {
            let choices: Vec<_> = std::iter::once(None).chain((0..count).map(Some)).collect();
            let place = choices.iter().position(|one| one == choice).unwrap_or(0);
            *choice = choices.get(around(place, by, choices.len())).copied().flatten();
        }
    }

    /// Chooses the next word that begins with a letter.
    pub(in crate::board) fn begin(&mut self, letter: char) {
        let words = self.words();
        if let Value::Choice(choice) = &mut self.value {
            let fits = |word: &str| word.starts_with(letter.to_ascii_lowercase());
            let fitting = || words.iter().enumerate().filter(|(_, word)| fits(word)).map(|(place, _)| Some(place));
            *choice = fitting().find(|place| *place > *choice).or_else(|| fitting().next()).unwrap_or(*choice);
        }
    }

    /// The text that is typed in, with the number of lines that it may have.
    pub(in crate::board) fn typed(&mut self) -> Option<(&mut Line, Lines)> {
        match &mut self.value {
            Value::Choice(_) => None,
            Value::Line(line) => Some((line, Lines::One)),
            Value::Text(line) => Some((line, Lines::Many)),
        }
    }

    /// The names that fit what was typed, the best first.
    pub(in crate::board) fn offers(&self) -> Vec<&str> {
        let Value::Line(line) = &self.value else { return Vec::new() };
        let typed = line.text().trim().to_lowercase();
        let fits = |name: &&String| name.to_lowercase().contains(&typed) && name.to_lowercase() != typed;
        let (first, then): (Vec<_>, Vec<_>) =
            self.names.iter().filter(fits).partition(|name| name.to_lowercase().starts_with(&typed));
        first.into_iter().chain(then).map(String::as_str).take(OFFERS).collect()
    }

    /// Takes the name that is offered, where one is.
    pub(in crate::board) fn accept(&mut self) -> bool {
        let offer = self.offered.take().and_then(|offered| self.offers().get(offered).map(|name| Line::new(name)));
        match offer {
            Some(line) => {
                self.value = Value::Line(line);
                true
            }
            None => false,
        }
    }
}
