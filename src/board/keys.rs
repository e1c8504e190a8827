//! The keys, in one place: for the line at the foot of the screen, which can be clicked, and for the page that lists
//! them all.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key does.
pub(super) struct Key {
    pub keys: &'static str,
    pub does: &'static str,
}

/// A group of keys.
pub(super) struct Group {
    pub title: &'static str,
    pub keys: &'static [Key],
}

const fn key(keys: &'static str, does: &'static str) -> Key {
    Key { keys, does }
}

/// All keys, by what they are for.
pub(super) const ALL: [Group; 5] = [
    Group {
        title: "Going about",
        keys: &[
            key("↑ ↓ or k j", "one line; PgUp PgDn a screen, Home End to the ends"),
            key("Tab", "between the tree and the actions"),
            key("← →", "fold and unfold in the tree"),
            key("Enter", "from the tree to its actions; open an action"),
            key("n p", "on the page of an action: the next one, the one before"),
            key("?", "these keys"),
            key("Esc or q", "back; on the overview, leave"),
            key("mouse", "click chooses, double click opens, the wheel scrolls; Shift selects text"),
        ],
    },
    Group {
        title: "Choosing",
        keys: &[
            key(
                "/",
                "filter as you type, in the language of `vawg list`; Tab offers words, Enter keeps, Esc takes back",
            ),
            key("s", "sort by rating, by deadline or by reference"),
        ],
    },
    Group {
        title: "Time",
        keys: &[
            key(
                "[ ]",
                "the meeting before, the meeting after: judged on that day, with what changed since the one before",
            ),
            key("w", "only what changed since the previous meeting"),
            key("t", "back to today"),
        ],
    },
    Group {
        title: "Changing the chosen action",
        keys: &[
            key("u", "add an update"),
            key("d", "move the deadline"),
            key("c", "complete"),
            key("l", "change the lead"),
            key("z", "take back the last change"),
        ],
    },
    Group {
        title: "In a form",
        keys: &[
            key("Tab ↑ ↓", "from entry to entry"),
            key("← →", "among the words of a choice, or in a text"),
            key("Enter", "the next entry; in a note, a new line"),
            key("Ctrl-S", "show what would change; then y makes the change and commits it"),
            key("Esc", "close; what you typed is kept until you leave"),
        ],
    },
];

/// A key at the foot of the screen.
#[derive(Clone, Copy)]
pub(super) struct Button {
    pub keys: &'static str,
    pub does: &'static str,
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Button {
    /// The key that a click on it stands for.
    pub(super) const fn key(&self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }
}

const fn letter(keys: &'static str, c: char, does: &'static str) -> Button {
    Button { keys, does, code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }
}

const fn named(keys: &'static str, code: KeyCode, does: &'static str) -> Button {
    Button { keys, does, code, modifiers: KeyModifiers::NONE }
}

const SEND: Button =
    Button { keys: "Ctrl-S", does: "show the change", code: KeyCode::Char('s'), modifiers: KeyModifiers::CONTROL };

/// The keys that matter most on the overview, the most important first.
pub(super) const OVERVIEW: &[Button] = &[
    named("Enter", KeyCode::Enter, "open"),
    letter("u", 'u', "update"),
    letter("d", 'd', "deadline"),
    letter("c", 'c', "complete"),
    letter("l", 'l', "lead"),
    letter("/", '/', "filter"),
    letter("?", '?', "keys"),
    letter("q", 'q', "leave"),
    letter("s", 's', "sort"),
    letter("[", '[', "meeting before"),
    letter("]", ']', "and after"),
    letter("w", 'w', "what changed"),
    letter("t", 't', "today"),
    letter("z", 'z', "undo"),
];

pub(super) const PAGE: &[Button] = &[
    named("Esc", KeyCode::Esc, "back"),
    letter("u", 'u', "update"),
    letter("d", 'd', "deadline"),
    letter("c", 'c', "complete"),
    letter("l", 'l', "lead"),
    letter("n", 'n', "next"),
    letter("p", 'p', "before"),
    letter("?", '?', "keys"),
];

pub(super) const FORM: &[Button] =
    &[SEND, named("Tab", KeyCode::Tab, "next entry"), named("Esc", KeyCode::Esc, "close, kept")];

pub(super) const PREVIEW: &[Button] = &[
    letter("y", 'y', "make this change"),
    named("Esc", KeyCode::Esc, "back"),
    named("PgDn", KeyCode::PageDown, "more"),
];

pub(super) const FILTER: &[Button] = &[
    named("Enter", KeyCode::Enter, "keep"),
    named("Tab", KeyCode::Tab, "offers words"),
    named("Esc", KeyCode::Esc, "as before"),
];

pub(super) const HELP: &[Button] = &[named("Esc", KeyCode::Esc, "back"), named("PgDn", KeyCode::PageDown, "more")];

pub(super) const LEAVING: &[Button] = &[letter("y", 'y', "leave"), letter("n", 'n', "stay")];

#[cfg(test)]
mod tests {
    use super::{ALL, FILTER, FORM, OVERVIEW, PAGE, PREVIEW};

    #[test]
    fn every_key_at_the_foot_is_on_the_page_of_keys() {
        let listed: Vec<_> = ALL.iter().flat_map(|group| group.keys).collect();
        for button in [OVERVIEW, PAGE, FORM, PREVIEW, FILTER].concat() {
            let is_it = |text: &str| text.split_whitespace().any(|word| word == button.keys);
            assert!(listed.iter().any(|key| is_it(key.keys) || is_it(key.does)), "`{}` {}", button.keys, button.does);
        }
    }
}
