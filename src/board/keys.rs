//! The keys, in one place: for the line at the foot of the screen and for the page that lists them all.

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
            key("Esc or q", "back; on the overview, leave"),
            key("mouse", "click chooses, double click opens, the wheel scrolls; Shift selects text"),
        ],
    },
    Group {
        title: "Choosing",
        keys: &[
            key("/", "filter as you type, in the language of `vawg list`; Esc takes back, Enter keeps"),
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

/// The keys that matter most on the overview, the most important first.
pub(super) const OVERVIEW: [Key; 11] = [
    key("Enter", "open"),
    key("u", "update"),
    key("d", "deadline"),
    key("c", "complete"),
    key("l", "lead"),
    key("/", "filter"),
    key("?", "keys"),
    key("q", "leave"),
    key("s", "sort"),
    key("[ ]", "meetings"),
    key("w", "changed"),
];

pub(super) const PAGE: [Key; 7] = [
    key("u", "update"),
    key("d", "deadline"),
    key("c", "complete"),
    key("l", "lead"),
    key("n p", "next, previous"),
    key("?", "keys"),
    key("Esc", "back"),
];

pub(super) const FORM: [Key; 3] =
    [key("Ctrl-S", "show the change"), key("Tab", "next entry"), key("Esc", "close, kept")];

pub(super) const PREVIEW: [Key; 3] = [key("y", "make this change"), key("↑ ↓", "scroll"), key("Esc", "back")];

pub(super) const FILTER: [Key; 2] = [key("Enter", "keep"), key("Esc", "as before")];

pub(super) const HELP: [Key; 2] = [key("↑ ↓", "scroll"), key("Esc", "back")];

pub(super) const LEAVING: [Key; 2] = [key("y", "leave"), key("n", "stay")];
