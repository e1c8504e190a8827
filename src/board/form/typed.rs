//! What was typed and not sent, apart from the form in which it was: it outlives the board.

use serde::{Deserialize, Serialize};

use super::{Form, Kind, Name};
use crate::model::Status;

/// What was typed into a form about an action, and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The full reference of the action.
    pub(in crate::board) action: String,
    pub(in crate::board) form: Kind,
    entries: Vec<(Name, String)>,
}

impl Typed {
    /// What was typed into a form.
    pub(in crate::board) fn of(form: &Form) -> Self {
        let filled = form.entries.iter().filter(|entry| entry.is_filled());
        let entries = filled.map(|entry| (entry.name, entry.text())).collect();
        Self { action: form.reference.clone(), form: form.kind, entries }
    }

    /// The words of the command that would record the same.
    #[must_use]
    pub fn command(&self) -> Vec<String> {
        let mut words = vec!["vawg".to_owned(), "update".to_owned(), self.action.clone()];
        if self.form == Kind::Complete {
            words.extend(["--status".to_owned(), Status::Complete.word().to_owned()]);
        }
        for (name, text) in &self.entries {
            words.extend([name.option().to_owned(), text.clone()]);
        }
        words
    }

    /// Fills in a form, to go on where the last of it was typed; nothing where it does not take all of it.
    pub(in crate::board) fn filled_in(&self, mut form: Form) -> Option<Form> {
        for (name, text) in &self.entries {
            let place = form.entries.iter().position(|entry| entry.name == *name)?;
            form.fill(place, text).ok()?;
            form.at = place;
        }
        Some(form)
    }
}
