//! What is typed at the board and not sent, kept where the next board finds it.

use crate::board::{Memory, Typed};
use crate::store::{Root, Unsent};
use crate::ui::own_folder;

/// Where it is kept, as long as that goes well.
pub(super) struct Keeper(Option<Unsent>);

impl Keeper {
    /// Takes up what was typed at boards of these plans that have ended before their time.
    pub(super) fn open(root: &Root) -> (Self, Vec<Typed>) {
        let Some(folder) = own_folder() else { return (Self(None), Vec::new()) };
        let (unsent, found) = Unsent::open(&folder, root, |text| serde_json::from_str::<Vec<Typed>>(text).ok());
        (Self(Some(unsent)), found.into_iter().flatten().collect())
    }

    /// Keeps what is typed by now; says once why that cannot be.
    pub(super) fn keep(&mut self, memory: &Memory) -> Option<String> {
        let typed = memory.unsent();
        let text = if typed.is_empty() { Ok(String::new()) } else { serde_json::to_string(&typed) };
        let why = self.0.as_mut()?.keep(&text.ok()?).err()?;
        self.0 = None;
        Some(format!("should the board end now, what you type would be lost: {why}"))
    }

    /// Forgets what was typed, of which somebody has said that it may be lost.
    pub(super) fn forget(&mut self) {
        if let Some(unsent) = &mut self.0 {
            // What stays is brought back once more.
            let _ = unsent.keep("");
        }
    }
}
