//! Keys in the line of the filter, and in any line.

use ratatui::crossterm::event::KeyCode;

use super::super::cursor::around;
use super::super::line::{Line, Step};
use super::super::view::{Offer, Typing, View};
use super::super::{Effect, State};
use super::Press;
use crate::query::completion;

/// So many words are offered.
const OFFERS: usize = 12;

impl State<'_> {
    pub(super) fn open_filter(&mut self) {
        let typing = Typing { before: self.memory.filter.clone(), ..Typing::default() };
        self.memory.views.push(View::Filter(Box::new(typing)));
    }

    pub(super) fn filter_key(&mut self, press: Press) -> Effect {
        match press {
            Press::Plain(KeyCode::Esc) => {
                if let Some(View::Filter(typing)) = self.memory.views.pop() {
                    self.memory.filter = typing.before;
                }
            }
            Press::Plain(KeyCode::Enter) => {
                if self.memory.filter.error.is_none() {
                    self.memory.views.pop();
                }
                return Effect::Nothing;
            }
            Press::Plain(KeyCode::Tab) => self.complete(1),
            Press::Plain(KeyCode::BackTab) => self.complete(-1),
            // The list can be looked through while one types.
            Press::Plain(KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown) => {
                return self.move_key(press);
            }
            other => {
                if !typed(&mut self.memory.filter.line, other) {
                    return Effect::Nothing;
                }
                if let Some(View::Filter(typing)) = self.memory.views.last_mut() {
                    typing.offers.clear();
                }
            }
        }
        self.search();
        Effect::Nothing
    }

    /// Puts what may stand where one types in its place; again, the next that may.
    fn complete(&mut self, by: isize) {
        let has_offers = matches!(self.memory.views.last(), Some(View::Filter(typing)) if !typing.offers.is_empty());
        let fresh = if has_offers { None } else { Some(self.offers()) };
        let Some(View::Filter(typing)) = self.memory.views.last_mut() else { return };
        if let Some(offers) = fresh {
            (typing.offers, typing.taken) = (offers, 0);
        } else {
            typing.taken = around(typing.taken, by, typing.offers.len());
        }
        if let Some(offer) = typing.offers.get(typing.taken) {
            self.memory.filter.line = offer.line.clone();
        }
    }

    fn offers(&self) -> Vec<Offer> {
        let (before, after) = self.memory.filter.line.parts();
        let text = format!("{before}{after}");
        let found = completion::filter(&text, before.len(), self.world.vocabulary(&self.memory));
        let offer = |found: completion::Suggestion| {
            let head = format!("{}{}", text.get(..found.range.start).unwrap_or_default(), found.text);
            let at = head.len();
            Offer { text: found.text, about: found.about, line: Line::placed(head + after, at) }
        };
        found.into_iter().take(OFFERS).map(offer).collect()
    }
}

/// Takes up a key as one that types in a line; says whether it is one.
pub(super) fn typed(line: &mut Line, press: Press) -> bool {
    match press {
        Press::Plain(KeyCode::Char(c)) => line.put(c),
        Press::Plain(KeyCode::Backspace) => line.take_back(Step::Character),
        Press::Plain(KeyCode::Delete) => line.take_on(Step::Character),
        Press::Plain(KeyCode::Left) => line.back(Step::Character),
        Press::Plain(KeyCode::Right) => line.on(Step::Character),
        Press::Plain(KeyCode::Home) | Press::Control('a') => line.back(Step::Line),
        Press::Plain(KeyCode::End) | Press::Control('e') => line.on(Step::Line),
        Press::Alt(KeyCode::Left | KeyCode::Char('b')) => line.back(Step::Word),
        Press::Alt(KeyCode::Right | KeyCode::Char('f')) => line.on(Step::Word),
        Press::Control('w' | 'h') | Press::Alt(KeyCode::Backspace) => line.take_back(Step::Word),
        Press::Control('u') => line.take_back(Step::Line),
        Press::Control('k') => line.take_on(Step::Line),
        Press::Plain(_) | Press::Control(_) | Press::Alt(_) => return false,
    }
    true
}
