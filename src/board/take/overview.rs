//! Keys and clicks on the overview: the tree, the actions, the filter.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::super::branch::Fold;
use super::super::cursor::Cursor;
use super::super::draw;
use super::super::form::Kind;
use super::super::layout::Layout;
use super::super::memory::Panel;
use super::super::search::Search;
use super::super::time::Way;
use super::super::view::{Page, View};
use super::super::world::From;
use super::super::{Effect, State};
use super::{Press, scrolled};
use crate::ui::screen::Clicks;

impl State<'_> {
    pub(super) fn overview_key(&mut self, press: Press) -> Effect {
        let Press::Plain(code) = press else { return Effect::Nothing };
        match code {
            KeyCode::Tab | KeyCode::BackTab => {
                self.turn_to(if self.memory.panel == Panel::Tree { Panel::List } else { Panel::Tree });
            }
            KeyCode::Enter => return self.enter(),
            KeyCode::Left => self.fold(Fold::Folded),
            KeyCode::Right => self.fold(Fold::Open),
            KeyCode::Char('q') => return self.leave(),
            KeyCode::Esc => return self.step_back(),
            KeyCode::Char('/') => self.open_filter(),
            KeyCode::Char('s') => self.sort(),
            KeyCode::Char('w') => self.only_changed(),
            other => return self.anywhere_key(Press::Plain(other)).unwrap_or_else(|| self.move_key(press)),
        }
        Effect::Nothing
    }

    /// Keys that do the same on the overview and on the page of an action.
    pub(super) fn anywhere_key(&mut self, press: Press) -> Option<Effect> {
        let Press::Plain(KeyCode::Char(key)) = press else { return None };
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.letter() == key) {
            return Some(self.open_form(kind));
        }
        Some(match key {
            'z' => Effect::PreviewUndo,
            '[' => self.travel(Way::Back),
            ']' => self.travel(Way::On),
            't' => self.travel(Way::Home),
            '?' => {
                self.memory.views.push(View::Help(0));
                Effect::Nothing
            }
            _ => return None,
        })
    }

    /// Chooses another line of the panel that is in use.
    pub(super) fn move_key(&mut self, press: Press) -> Effect {
        let layout = Layout::of(&self.memory);
        match self.memory.panel {
            Panel::Tree => {
                let height = layout.tree.map_or(1, |tree| tree.height);
                if let Some(by) = scrolled(press, height_of(height)) {
                    self.memory.tree.step(by, self.world.tree.len());
                    self.chosen_branch();
                }
            }
            Panel::List => {
                let height = layout.list.map_or(1, |list| list.height);
                if let Some(by) = scrolled(press, height_of(height)) {
                    self.memory.list.step(by, self.world.shown());
                    self.chosen_action();
                }
            }
        }
        Effect::Nothing
    }

    /// Takes up a click at a position in the tree.
    pub(super) fn click_tree(&mut self, layout: &Layout, clicked: Position, clicks: Clicks) -> Effect {
        self.turn_to(Panel::Tree);
        let width = layout.tree.map_or(0, |tree| tree.width);
        let at = self.memory.tree.line(clicked.y.into());
        let Some(branch) = self.world.tree.get(at) else { return Effect::Nothing };
        let is_on_mark = usize::from(clicked.x) < draw::title_column(branch, width);
        let fold = branch.fold;
        self.memory.tree.at = at;
        self.chosen_branch();
        if clicks == Clicks::Twice || is_on_mark {
            self.fold(if fold == Fold::Open { Fold::Folded } else { Fold::Open });
        }
        Effect::Nothing
    }

    /// Takes up a click at a position in the list.
    pub(super) fn click_list(&mut self, clicked: Position, clicks: Clicks) -> Effect {
        self.turn_to(Panel::List);
        let at = self.memory.list.line(clicked.y.into());
        if at >= self.world.shown() {
            return Effect::Nothing;
        }
        self.memory.list.at = at;
        self.chosen_action();
        match clicks {
            Clicks::Once => Effect::Nothing,
            Clicks::Twice => self.enter(),
        }
    }

    /// From the tree to the actions, from an action to its page.
    fn enter(&mut self) -> Effect {
        match self.memory.panel {
            Panel::Tree => {
                self.turn_to(Panel::List);
                Effect::Nothing
            }
            Panel::List => match self.memory.action.clone() {
                Some(reference) => {
                    self.memory.views.push(View::Page(Page { reference: reference.clone(), top: 0, history: None }));
                    Effect::History(reference)
                }
                None => Effect::Nothing,
            },
        }
    }

    /// Back by one: out of what was changed, out of another time, out of a filter, and only then out of the board.
    fn step_back(&mut self) -> Effect {
        if self.memory.only_changed {
            self.only_changed();
            Effect::Nothing
        } else if self.memory.day.is_some() {
            self.travel(Way::Home)
        } else if !self.memory.filter.line.text().is_empty() {
            self.memory.filter = Search::default();
            self.search();
            Effect::Nothing
        } else {
            self.leave()
        }
    }

    fn fold(&mut self, wanted: Fold) {
        if self.memory.panel == Panel::List {
            if wanted == Fold::Folded {
                self.turn_to(Panel::Tree);
            }
            return;
        }
        let Some(line) = self.world.chosen(&self.memory) else { return };
        let (key, fold, depth) = (line.stem.key(), line.fold, line.depth);
        let folded = self.memory.folded.get_or_insert_default();
        match (wanted, fold) {
            (Fold::Folded, Fold::Open) if !key.is_empty() => _ = folded.insert(key),
            (Fold::Open, Fold::Folded) => _ = folded.remove(&key),
            (Fold::Open, Fold::Open | Fold::Leaf) => return self.turn_to(Panel::List),
            (Fold::Folded, _) => {
                // A part that has nothing to fold leads to the one that holds it.
                let above = self.world.tree.iter().take(self.memory.tree.at).rposition(|line| line.depth < depth);
                if let Some(above) = above {
                    self.memory.tree.at = above;
                    self.chosen_branch();
                }
                return;
            }
            (Fold::Leaf, _) => return,
        }
        self.world.follow(From::Folds, &mut self.memory);
    }

    fn sort(&mut self) {
        self.memory.sort = self.memory.sort.next();
        self.memory.list = Cursor::default();
        self.memory.action = None;
        self.world.follow(From::Part, &mut self.memory);
        self.memory.say(format!("sorted by {}", self.memory.sort.word()));
    }

    fn only_changed(&mut self) {
        self.memory.only_changed = !self.memory.only_changed;
        if self.memory.only_changed {
            self.world.look_back();
            if self.world.changes.as_ref().is_some_and(|changes| changes.since.is_empty()) {
                self.memory.only_changed = false;
                self.memory.say("no meeting was held before this day, so that there is nothing to compare with");
            }
        }
        self.world.follow(From::Part, &mut self.memory);
    }
}

fn height_of(rows: u16) -> isize {
    isize::from(i16::try_from(rows).unwrap_or(i16::MAX))
}
