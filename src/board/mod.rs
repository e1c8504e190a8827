//! A screen to work on plans at: what it shows as a [`State`], what a person does as an [`Input`], and its picture.
//!
//! Pure: [`State::take`] gives back what has to be done as an [`Effect`], and [`draw()`] paints what there is. Files, git,
//! the terminal and the time belong to the command, which carries effects out and tells what became of them.
//!
//! ```text
//! plans ──▶ World ─┐                         ┌─▶ Effect ──▶ the command ──▶ Input
//!                  ├─▶ State ──take(Input)───┤
//! Memory ──────────┘                         └─▶ draw ──▶ a picture
//! ```
//!
//! What follows from the plans is the [`World`], made anew when they change; what a person has chosen and
//! typed is the [`Memory`], which outlives every change of a file.

mod back;
mod branch;
mod changes;
mod cursor;
mod draw;
mod form;
mod keys;
mod layout;
mod line;
mod memory;
pub mod plain;
mod preview;
mod search;
mod take;
#[cfg(test)]
mod tests;
mod time;
mod view;
mod world;

pub use draw::draw;
pub use form::{Form, Kind, Typed};
pub use memory::{Memory, Setup};
pub use preview::Preview;

use crate::amend::Request;
use crate::model::Portfolio;
use crate::model::trail::Entry;
use crate::ui::screen::Event;
use world::World;

/// All that the screen shows, and all that a person has typed on it.
pub struct State<'p> {
    world: World<'p>,
    memory: Memory,
}

/// Something that happens.
#[derive(Debug)]
pub enum Input {
    /// A person does something.
    Event(Event),
    /// Something that takes its time says how far it is.
    Told(String),
    /// Something that the person should know.
    Said(String),
    /// What a request would do, or why it is refused.
    Previewed(Result<Preview, String>),
    /// A change was made, with what is to be said of it; or it was not, and why.
    Changed(Result<String, String>),
    /// What git has kept of an action, or why it cannot say.
    History(String, Result<Vec<Entry>, String>),
}

/// Something that the command has to do.
#[derive(Debug, Clone)]
pub enum Effect {
    Nothing,
    /// To leave the board.
    Leave,
    /// To stop as job control does.
    Stop,
    /// To work out what a request would do.
    Preview(Wanted),
    /// To do it, if it is still what was shown.
    Change(Wanted, Preview),
    /// To work out what taking back the last change would do.
    PreviewUndo,
    Undo,
    /// To ask git about an action, by its full reference.
    History(String),
}

/// A request for one action.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Its file, from the plans folder.
    pub file: String,
    pub request: Request,
}

impl<'p> State<'p> {
    /// The board of plans, with what is remembered from the plans before.
    #[must_use]
    pub fn new(portfolio: &'p Portfolio, mut memory: Memory) -> Self {
        let world = World::new(portfolio, &mut memory);
        let mut state = Self { world, memory };
        state.look_at_forms();
        state.bring_back();
        state.settle();
        state
    }

    /// What outlives the plans.
    #[must_use]
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// What outlives the plans.
    #[must_use]
    pub const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Whether something is being done that nobody should disturb.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.memory.busy.is_some()
    }
}
