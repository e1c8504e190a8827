//! A form: what is to be said of an action, as somebody types it, and the request that it makes.

mod entry;
mod request;
mod typed;

pub(super) use entry::{Entry, Name, Value};
pub use typed::Typed;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Wanted;
use crate::model::change;
use crate::model::{Action, Date, Plan, Rag, spoken};
use crate::query::Judged;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Update,
    Deadline,
    Complete,
    Lead,
}

/// A form about one action.
#[derive(Debug, Clone)]
pub struct Form {
    pub(super) kind: Kind,
    /// The full reference.
    pub(super) reference: String,
    /// Its file, from the plans folder.
    file: String,
    /// What the action is, in one line.
    pub(super) text: String,
    /// How it stands, in one line.
    pub(super) standing: String,
    /// The action as it was when the form was opened, or was last compared.
    seen: Action,
    pub(super) entries: Vec<Entry>,
    /// The entry in which one types; after the last of them, the line that asks for the preview.
    pub(super) at: usize,
    /// Why it was refused.
    pub(super) refusals: Vec<String>,
    /// What has become of the action meanwhile.
    pub(super) meanwhile: Option<String>,
}

impl Form {
    /// An empty form about an action; what it says is dated to a day.
    #[must_use]
    pub fn new(kind: Kind, judged: &Judged<'_>, day: Date) -> Self {
        let (located, judgement) = (judged.located, &judged.judgement);
        let names = names(located.plan);
        let entry = |name| Entry::new(name, &names);
        let deadline = judgement.due.value().unwrap_or_else(|| "none".to_owned());
        let mut entries = match kind {
            Kind::Update => vec![
                entry(Name::Status).with_hint(&spoken(judgement.state.status.word())),
                entry(Name::Rating).with_hint(judgement.state.reported.map_or("none", Rag::word)),
                entry(Name::Note),
            ],
            Kind::Deadline => vec![entry(Name::Deadline).with_hint(&deadline), entry(Name::Note)],
            Kind::Complete => vec![entry(Name::Note), entry(Name::Evidence)],
            Kind::Lead => vec![entry(Name::Lead).with_hint(located.lead_name().unwrap_or("nobody")), entry(Name::Note)],
        };
        if kind == Kind::Complete && located.action.recurs.is_some() {
            let turn = judgement.due.on.map(|day| day.to_string()).unwrap_or_default();
            entries.insert(0, entry(Name::Turn).with_hint(&turn));
        }
        if kind != Kind::Lead {
            entries.push(entry(Name::By));
        }
        entries.push(entry(Name::Date).with_hint(&day.to_string()));
        Self {
            kind,
            reference: located.full_reference(),
            file: located.file(),
            text: located.action.text.clone().unwrap_or_default(),
            standing: judgement.reason.to_string(),
            seen: located.action.clone(),
            entries,
            at: 0,
            refusals: Vec::new(),
            meanwhile: None,
        }
    }

    /// What the form is known by among those that were not sent.
    pub(super) fn key(&self) -> (String, Kind) {
        (self.reference.clone(), self.kind)
    }

    /// Whether anything was typed.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        self.entries.iter().any(Entry::is_filled)
    }

    /// The names of its entries with what is there now, in order: what a question about each says.
    pub fn questions(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        self.entries.iter().enumerate().map(|(place, entry)| (place, entry.question()))
    }

    /// Whether an entry may have several lines.
    #[must_use]
    pub fn takes_lines(&self, place: usize) -> bool {
        self.entries.get(place).is_some_and(|entry| matches!(entry.value, Value::Text(_)))
    }

    /// Fills in an entry with what was typed, of which for a choice the beginning is enough.
    ///
    /// # Errors
    ///
    /// It is none of the words that the entry takes.
    pub fn fill(&mut self, place: usize, text: &str) -> Result<(), String> {
        self.entries.get_mut(place).map_or(Ok(()), |entry| entry.fill(text))
    }

    /// What is asked of the action; a day may be counted from today.
    ///
    /// # Errors
    ///
    /// What was typed that cannot be read.
    pub fn wanted(&self, today: Date) -> Result<Wanted, Vec<String>> {
        let request = request::of(self, today)?;
        Ok(Wanted { file: self.file.clone(), request })
    }

    /// The words of the command that would record the same.
    #[must_use]
    pub fn command(&self) -> Vec<String> {
        Typed::of(self).command()
    }

    /// Notes what has become of the action while the form was open; nothing typed is touched.
    pub(super) fn compare(&mut self, now: Option<(&Action, String)>) {
        match now {
            None => {
                self.meanwhile = Some("this action is no longer there; what you typed is kept here".to_owned());
            }
            Some((action, file)) => {
                let changed = change::between(&self.seen, action);
                let keys = changed.into_iter().map(|change| change.key).collect::<Vec<_>>().join(", ");
                if !keys.is_empty() {
                    self.meanwhile = Some(format!("somebody else has changed this action meanwhile: {keys}"));
                }
                self.file = file;
                self.seen.clone_from(action);
            }
        }
    }

    /// Whether the line that asks for the preview is chosen.
    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.entries.len()
    }

    /// The title of the form.
    pub(super) const fn title(&self) -> &'static str {
        self.kind.title()
    }
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Update, Self::Deadline, Self::Complete, Self::Lead];

    /// The key that opens such a form.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Update => 'u',
            Self::Deadline => 'd',
            Self::Complete => 'c',
            Self::Lead => 'l',
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Update => "Add an update",
            Self::Deadline => "Move the deadline",
            Self::Complete => "Complete",
            Self::Lead => "Change the lead",
        }
    }
}

/// The names of a plan's register; without one, those that its actions name.
fn names(plan: &Plan) -> Vec<String> {
    if plan.has_register {
        return plan.parties.iter().map(|party| party.name.clone()).collect();
    }
    let named = plan.actions.iter().flat_map(|action| action.lead.iter().chain(&action.support));
    named.map(|name| name.trim().to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}
