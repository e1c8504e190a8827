//! What was typed and not sent, apart from the form in which it was: what the board outlives, and what outlives it.

use serde::{Deserialize, Serialize};

use super::State;
use super::form::{Form, Kind, Name};
use super::world::From;
use crate::model::Status;

/// What was typed into a form about an action, and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The full reference of the action.
    action: String,
    form: Kind,
    entries: Vec<(Name, String)>,
}

impl Typed {
    /// What was typed into a form.
    pub(super) fn of(form: &Form) -> Self {
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
    fn filled_in(&self, mut form: Form) -> Option<Form> {
        for (name, text) in &self.entries {
            let place = form.entries.iter().position(|entry| entry.name == *name)?;
            form.fill(place, text).ok()?;
            form.at = place;
        }
        Some(form)
    }
}

impl State<'_> {
    /// Opens the forms again for what was typed before, as far as their actions are there, and says so.
    pub(super) fn bring_back(&mut self) {
        let judge = self.memory.setup.judge;
        let mut back = Vec::new();
        for typed in std::mem::take(&mut self.memory.returning) {
            let judged = self.world.judged(&typed.action, judge);
            let form = judged.and_then(|judged| typed.filled_in(Form::new(typed.form, &judged, judge.asked())));
            match form.filter(|form| !self.memory.drafts.contains_key(&form.key())) {
                Some(form) => {
                    back.push((typed.action, typed.form));
                    self.memory.drafts.insert(form.key(), form);
                }
                None => self.memory.returning.push(typed),
            }
        }
        let Some((action, _)) = back.first() else { return };
        self.memory.action = Some(action.clone());
        self.memory.say(format!("what you typed and did not send is here again: {}", named(&back)));
        self.world.follow(From::Part, &mut self.memory);
    }
}

/// Actions, each with the key that opens its form.
fn named(back: &[(String, Kind)]) -> String {
    let named = back.iter().enumerate().map(|(place, (action, form))| {
        let opens = if place == 0 { " opens it" } else { "" };
        format!("{action} ({}{opens})", form.letter())
    });
    named.collect::<Vec<_>>().join(", ")
}
