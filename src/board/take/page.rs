//! Keys on the page of an action.

use ratatui::crossterm::event::KeyCode;

use super::super::view::{Page, View};
use super::super::{Effect, State};
use super::Press;

impl State<'_> {
    pub(super) fn page_key(&mut self, press: Press) -> Effect {
        match press {
            Press::Plain(KeyCode::Esc | KeyCode::Enter | KeyCode::Left | KeyCode::Char('q')) => {
                self.memory.views.pop();
            }
            Press::Plain(KeyCode::Char('n')) => return self.another(1),
            Press::Plain(KeyCode::Char('p')) => return self.another(-1),
            other => {
                if let Some(effect) = self.anywhere_key(other) {
                    return effect;
                }
                self.scroll(other);
            }
        }
        Effect::Nothing
    }

    /// Opens the page of the next action of the list, or of the one before.
    fn another(&mut self, by: isize) -> Effect {
        self.memory.list.step(by, self.world.shown());
        self.chosen_action();
        let Some(reference) = self.memory.action.clone() else { return Effect::Nothing };
        if let Some(View::Page(page)) = self.memory.views.last_mut() {
            if page.reference == reference {
                return Effect::Nothing;
            }
            *page = Page { reference: reference.clone(), top: 0, history: None };
        }
        Effect::History(reference)
    }
}
