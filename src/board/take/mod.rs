//! What becomes of the board when something happens.

mod filling;
mod overview;
mod page;
mod typing;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::cursor::Cursor;
use super::form::{Entry, Form, Kind};
use super::layout::{Layout, within};
use super::line::Lines;
use super::memory::Panel;
use super::view::{Proposal, View, What};
use super::world::From;
use super::{Effect, Input, Preview, State, draw};
use crate::ui::screen::{Clicks, Event};

/// A key, with whether the control key is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Plain(KeyCode),
    Control(char),
    /// With the key Alt.
    Alt(KeyCode),
}

impl State<'_> {
    /// Takes up what happened, and gives what has to be done about it.
    pub fn take(&mut self, input: Input) -> Effect {
        let effect = match input {
            Input::Event(event) => self.event(event),
            Input::Told(text) => {
                self.memory.busy = Some(text.trim().to_owned());
                Effect::Nothing
            }
            Input::Said(text) => {
                self.memory.say(text);
                Effect::Nothing
            }
            Input::Previewed(found) => self.previewed(found),
            Input::Changed(done) => self.changed(done),
            Input::History(reference, found) => {
                for view in &mut self.memory.views {
                    if let View::Page(page) = view
                        && page.reference == reference
                    {
                        page.history = Some(found.clone());
                    }
                }
                Effect::Nothing
            }
        };
        self.settle();
        match &effect {
            Effect::Preview(_) | Effect::PreviewUndo => self.memory.busy = Some("working it out …".to_owned()),
            Effect::Change(..) | Effect::Undo => self.memory.busy = Some("making the change …".to_owned()),
            Effect::Nothing | Effect::Leave | Effect::Stop | Effect::History(_) => {}
        }
        effect
    }

    /// Brings what is chosen into view.
    pub(super) fn settle(&mut self) {
        let layout = Layout::of(&self.memory);
        let height = |panel: Option<Rect>| usize::from(panel.map_or(0, |panel| panel.height));
        self.memory.tree.settle(self.world.tree.len(), height(layout.tree));
        self.memory.list.settle(self.world.shown(), height(layout.list));
    }

    /// Looks again at the actions that forms are about.
    pub(super) fn look_at_forms(&mut self) {
        let world = &self.world;
        let open = self.memory.views.iter_mut().filter_map(|view| match view {
            View::Form(form) => Some(&mut **form),
            View::Filter(_) | View::Page(_) | View::Preview(_) | View::Help(_) | View::Leaving => None,
        });
        for form in open.chain(self.memory.drafts.values_mut()) {
            let located = world.located(&form.reference);
            form.compare(located.map(|located| (located.action, located.file())));
        }
    }

    fn event(&mut self, event: Event) -> Effect {
        match event {
            Event::Key(key) => self.key(press(key)),
            Event::Paste(text) => self.paste(&text),
            Event::Size(width, height) => {
                self.memory.size = (width, height);
                Effect::Nothing
            }
            Event::Click { column, row, clicks } => self.click(Position::new(column, row), clicks),
            Event::Wheel { column, row, notches } => self.wheel(Position::new(column, row), notches),
        }
    }

    fn key(&mut self, press: Press) -> Effect {
        if press == Press::Control('z') {
            return Effect::Stop;
        }
        if press == Press::Control('c') {
            return self.leave();
        }
        self.memory.notice = None;
        match self.memory.views.last() {
            None => self.overview_key(press),
            Some(View::Filter(_)) => self.filter_key(press),
            Some(View::Page(_)) => self.page_key(press),
            Some(View::Form(_)) => self.form_key(press),
            Some(View::Preview(_)) => self.preview_key(press),
            Some(View::Help(_)) => self.help_key(press),
            Some(View::Leaving) => self.leaving_key(press),
        }
    }

    fn paste(&mut self, text: &str) -> Effect {
        match self.memory.views.last_mut() {
            Some(View::Filter(_)) => {
                self.memory.filter.line.paste(text, Lines::One);
                self.search();
            }
            Some(View::Form(form)) => {
                let at = form.at;
                if let Some((line, lines)) = form.entries.get_mut(at).and_then(Entry::typed) {
                    line.paste(text, lines);
                }
            }
            // What is pasted elsewhere must not act as keys.
            Some(View::Page(_) | View::Preview(_) | View::Help(_) | View::Leaving) | None => {}
        }
        Effect::Nothing
    }

    /// Leaves, unless something was typed that would be lost.
    fn leave(&mut self) -> Effect {
        let is_asking = matches!(self.memory.views.last(), Some(View::Leaving));
        if is_asking || self.memory.unsent().is_empty() {
            return Effect::Leave;
        }
        self.memory.views.push(View::Leaving);
        Effect::Nothing
    }

    fn leaving_key(&mut self, press: Press) -> Effect {
        match press {
            Press::Plain(KeyCode::Char('y' | 'q')) => Effect::Leave,
            Press::Plain(_) | Press::Control(_) | Press::Alt(_) => {
                self.memory.views.pop();
                Effect::Nothing
            }
        }
    }

    fn help_key(&mut self, press: Press) -> Effect {
        if !self.scroll(press) {
            self.memory.views.pop();
        }
        Effect::Nothing
    }

    fn preview_key(&mut self, press: Press) -> Effect {
        let Some(View::Preview(proposal)) = self.memory.views.last() else { return Effect::Nothing };
        match press {
            Press::Plain(KeyCode::Char('y' | 'Y')) => match proposal.what.clone() {
                What::Update(wanted) => return Effect::Change(wanted, proposal.preview.clone()),
                What::Undo => return Effect::Undo,
            },
            Press::Plain(KeyCode::Esc | KeyCode::Char('n' | 'q')) => _ = self.memory.views.pop(),
            other => _ = self.scroll(other),
        }
        Effect::Nothing
    }

    /// Scrolls the text in front; says whether the key does that.
    fn scroll(&mut self, press: Press) -> bool {
        let height = usize::from(Layout::of(&self.memory).body.height.saturating_sub(1));
        let Some(by) = scrolled(press, isize::try_from(height).unwrap_or(1)) else { return false };
        let last = draw::length(self).saturating_sub(height);
        let top = match self.memory.views.last_mut() {
            Some(View::Page(page)) => &mut page.top,
            Some(View::Preview(proposal)) => &mut proposal.top,
            Some(View::Help(top)) => top,
            Some(View::Filter(_) | View::Form(_) | View::Leaving) | None => return false,
        };
        *top = top.saturating_add_signed(by).min(last);
        true
    }

    /// Shows what a request would do, or in the form why it is refused.
    fn previewed(&mut self, found: Result<Preview, String>) -> Effect {
        self.memory.busy = None;
        if matches!(self.memory.views.last(), Some(View::Preview(_))) {
            self.memory.views.pop();
        }
        let today = self.memory.setup.judge.asked();
        match (found, self.memory.views.last_mut()) {
            (Ok(preview), Some(View::Form(form))) => {
                form.refusals.clear();
                let title = format!("{}: {}", form.title(), form.reference);
                match form.wanted(today) {
                    Ok(wanted) => self.propose(title, preview, What::Update(wanted)),
                    Err(refusals) => form.refusals = refusals,
                }
            }
            (Ok(preview), _) => self.propose("Take back the last change".to_owned(), preview, What::Undo),
            (Err(why), Some(View::Form(form))) => form.refusals = vec![why],
            (Err(why), _) => self.memory.say(why),
        }
        Effect::Nothing
    }

    fn propose(&mut self, title: String, preview: Preview, what: What) {
        self.memory.views.push(View::Preview(Box::new(Proposal { title, preview, what, top: 0 })));
    }

    /// Closes the form whose change was made; one that was refused stays, with why.
    fn changed(&mut self, done: Result<String, String>) -> Effect {
        self.memory.busy = None;
        self.memory.views.pop_if(|view| matches!(view, View::Preview(_)));
        match (done, self.memory.views.last_mut()) {
            (Ok(said), Some(View::Form(form))) => {
                let key = form.key();
                self.memory.drafts.remove(&key);
                self.memory.views.pop();
                self.memory.say(said);
            }
            (Ok(said), _) => self.memory.say(said),
            (Err(why), Some(View::Form(form))) => form.refusals = vec![why],
            (Err(why), _) => self.memory.say(why),
        }
        Effect::Nothing
    }

    /// Opens a form about the action that is in front; the one that was typed in before, where there is one.
    fn open_form(&mut self, kind: Kind) -> Effect {
        let reference = match self.memory.views.last() {
            Some(View::Page(page)) => Some(page.reference.clone()),
            Some(_) | None => self.memory.action.clone(),
        };
        // Whatever day is looked at, what is said now is said of how things stand now.
        let judge = self.memory.setup.judge;
        let day = judge.asked();
        let judged = reference.and_then(|reference| self.world.judged(&reference, judge));
        match judged {
            Some(judged) => {
                let key = (judged.located.full_reference(), kind);
                let kept = self.memory.drafts.remove(&key);
                let form = kept.unwrap_or_else(|| Form::new(kind, &judged, day));
                self.memory.views.push(View::Form(Box::new(form)));
            }
            None => self.memory.say("no action is chosen"),
        }
        Effect::Nothing
    }

    fn search(&mut self) {
        let today = self.memory.judge().asked();
        self.memory.filter.read(today);
        if self.memory.filter.error.is_none() {
            self.world.follow(From::Filter, &mut self.memory);
        }
    }

    fn click(&mut self, at: Position, clicks: Clicks) -> Effect {
        let layout = Layout::of(&self.memory);
        if layout.keys.contains(at) {
            let button = draw::buttons(self).into_iter().find(|(_, columns)| columns.contains(&at.x));
            return button.map_or(Effect::Nothing, |(button, _)| self.key(press(button.key())));
        }
        if let Some(View::Form(form)) = self.memory.views.last() {
            let entry = draw::entry_at(form, &layout, at);
            return self.click_form(entry);
        }
        if !self.memory.views.is_empty() {
            return Effect::Nothing;
        }
        let in_place = |place: Option<Rect>| place.and_then(|place| within(place, at));
        match (in_place(layout.tree), in_place(layout.list)) {
            (Some(at), _) => self.click_tree(&layout, at, clicks),
            (None, Some(at)) => self.click_list(at, clicks),
            (None, None) => Effect::Nothing,
        }
    }

    fn wheel(&mut self, at: Position, notches: i16) -> Effect {
        /// Lines for a notch of the wheel.
        const LINES: i16 = 3;
        let by = isize::from(notches.saturating_mul(LINES));
        let code = if notches > 0 { KeyCode::Down } else { KeyCode::Up };
        match self.memory.views.last() {
            Some(View::Page(_) | View::Preview(_) | View::Help(_)) => {
                for _ in 0..by.unsigned_abs() {
                    self.key(Press::Plain(code));
                }
            }
            Some(View::Form(_) | View::Leaving) => {}
            Some(View::Filter(_)) | None => self.turn(at, by),
        }
        Effect::Nothing
    }

    fn turn(&mut self, at: Position, by: isize) {
        let layout = Layout::of(&self.memory);
        if let Some(tree) = layout.tree.filter(|tree| tree.contains(at)) {
            let length = self.world.tree.len();
            self.memory.tree.turn(by, length, usize::from(tree.height));
            self.chosen_branch();
        } else if let Some(list) = layout.list.filter(|list| list.contains(at)) {
            let length = self.world.shown();
            self.memory.list.turn(by, length, usize::from(list.height));
            self.chosen_action();
        }
    }

    /// Follows the choice of another line of the tree.
    fn chosen_branch(&mut self) {
        if let Some(line) = self.world.chosen(&self.memory)
            && line.stem.key() != self.memory.branch
        {
            self.memory.list = Cursor::default();
            self.memory.action = None;
            self.world.follow(From::Part, &mut self.memory);
        }
    }

    /// Notes the choice of another action.
    fn chosen_action(&mut self) {
        self.memory.action = self.world.action(&self.memory).map(|judged| judged.located.full_reference());
    }

    fn turn_to(&mut self, panel: Panel) {
        self.memory.panel = panel;
    }
}

/// By how many lines a key scrolls a text of which so many are in view.
fn scrolled(press: Press, height: isize) -> Option<isize> {
    match press {
        Press::Plain(KeyCode::Down | KeyCode::Char('j')) => Some(1),
        Press::Plain(KeyCode::Up | KeyCode::Char('k')) => Some(-1),
        Press::Plain(KeyCode::PageDown | KeyCode::Char(' ')) => Some(height.max(1)),
        Press::Plain(KeyCode::PageUp) => Some(height.max(1).saturating_neg()),
        Press::Plain(KeyCode::Home | KeyCode::Char('g')) => Some(isize::MIN),
        Press::Plain(KeyCode::End | KeyCode::Char('G')) => Some(isize::MAX),
        Press::Plain(_) | Press::Control(_) | Press::Alt(_) => None,
    }
}

fn press(key: KeyEvent) -> Press {
    match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => Press::Control(c.to_ascii_lowercase()),
        code if key.modifiers.contains(KeyModifiers::ALT) => Press::Alt(code),
        code => Press::Plain(code),
    }
}
