//! Keys in a form.

use ratatui::crossterm::event::KeyCode;

use super::super::cursor::around;
use super::super::form::{Entry, Form, Value};
use super::super::line::Way;
use super::super::view::View;
use super::super::{Effect, State};
use super::Press;
use super::typing::typed;

impl State<'_> {
    pub(super) fn form_key(&mut self, press: Press) -> Effect {
        let Some(View::Form(form)) = self.memory.views.last_mut() else { return Effect::Nothing };
        match press {
            Press::Plain(KeyCode::Esc) => return self.close_form(),
            Press::Control('s') => return self.send_form(),
            Press::Plain(KeyCode::Enter) if form.is_at_end() => return self.send_form(),
            Press::Plain(KeyCode::Tab) => form.go(1),
            Press::Plain(KeyCode::BackTab) => form.go(-1),
            other => form.key_in(other),
        }
        Effect::Nothing
    }

    /// Closes the form; what was typed waits for it to be opened again.
    fn close_form(&mut self) -> Effect {
        if let Some(View::Form(form)) = self.memory.views.pop()
            && form.is_filled()
        {
            self.memory.say(format!("what you typed for {} is kept until you leave", form.reference));
            self.memory.drafts.insert(form.key(), *form);
        }
        Effect::Nothing
    }

    /// Asks what the form would do.
    fn send_form(&mut self) -> Effect {
        let today = self.memory.setup.judge.asked();
        let Some(View::Form(form)) = self.memory.views.last_mut() else { return Effect::Nothing };
        form.accept();
        match form.wanted(today) {
            Ok(wanted) => Effect::Preview(wanted),
            Err(refusals) => {
                form.refusals = refusals;
                Effect::Nothing
            }
        }
    }
}

impl State<'_> {
    /// Goes to an entry of the form that was clicked; of a choice to the next word, where one is there already.
    pub(super) fn click_form(&mut self, clicked: Option<usize>) -> Effect {
        let Some(View::Form(form)) = self.memory.views.last_mut() else { return Effect::Nothing };
        let Some(at) = clicked else { return Effect::Nothing };
        if at == form.entries.len() {
            return self.send_form();
        }
        if at != form.at {
            form.accept();
            form.at = at;
        } else if let Some(entry) = form.entries.get_mut(at) {
            entry.turn(1);
        }
        Effect::Nothing
    }
}

impl Form {
    /// Takes up a key in the entry in which one types.
    fn key_in(&mut self, press: Press) {
        let Some(entry) = self.entries.get_mut(self.at) else {
            match press {
                Press::Plain(KeyCode::Up) => self.go(-1),
                Press::Plain(KeyCode::Down) => self.go(1),
                Press::Plain(_) | Press::Control(_) | Press::Alt(_) => {}
            }
            return;
        };
        let by = match &entry.value {
            Value::Choice(_) => chosen(entry, press),
            Value::Line(_) => lined(entry, press),
            Value::Text(_) => texted(entry, press),
        };
        if by != 0 {
            self.go(by);
        }
    }

    /// Takes the name that is offered where one types, if one is chosen.
    fn accept(&mut self) {
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.accept();
        }
    }

    /// Goes to another entry; the last one asks for the preview.
    fn go(&mut self, by: isize) {
        self.accept();
        self.at = around(self.at, by, self.entries.len().saturating_add(1));
    }
}

/// Takes up a key in a choice; gives by how many entries to go on.
fn chosen(entry: &mut Entry, press: Press) -> isize {
    match press {
        Press::Plain(KeyCode::Up) => return -1,
        Press::Plain(KeyCode::Down | KeyCode::Enter) => return 1,
        Press::Plain(KeyCode::Right | KeyCode::Char(' ')) => entry.turn(1),
        Press::Plain(KeyCode::Left) => entry.turn(-1),
        Press::Plain(KeyCode::Backspace | KeyCode::Delete) => entry.value = Value::Choice(None),
        Press::Plain(KeyCode::Char(letter)) => entry.begin(letter),
        Press::Plain(_) | Press::Control(_) | Press::Alt(_) => {}
    }
    0
}

/// Takes up a key in a line.
fn lined(entry: &mut Entry, press: Press) -> isize {
    let next = entry.offered.map_or(0, |offered| offered.saturating_add(1));
    match (press, entry.offered) {
        (Press::Plain(KeyCode::Down), _) if next < entry.offers().len() => entry.offered = Some(next),
        (Press::Plain(KeyCode::Down), _) => return 1,
        (Press::Plain(KeyCode::Up), Some(offered)) => entry.offered = offered.checked_sub(1),
        (Press::Plain(KeyCode::Up), None) => return -1,
        (Press::Plain(KeyCode::Enter), _) => return isize::from(!entry.accept()),
        (other, _) => {
            if let Some((line, _)) = entry.typed()
                && typed(line, other)
            {
                entry.offered = None;
            }
        }
    }
    0
}

/// Takes up a key in a text of several lines.
fn texted(entry: &mut Entry, press: Press) -> isize {
    let Some((line, _)) = entry.typed() else { return 0 };
    match press {
        Press::Plain(KeyCode::Enter) => line.put('\n'),
        Press::Plain(KeyCode::Up) if !line.leap(Way::Up) => return -1,
        Press::Plain(KeyCode::Down) if !line.leap(Way::Down) => return 1,
        Press::Plain(KeyCode::Up | KeyCode::Down) => {}
        other => _ = typed(line, other),
    }
    0
}
