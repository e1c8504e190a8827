//! What was typed before the board ended, opened again.

use super::State;
use super::form::{Form, Kind};
use super::world::From;

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
