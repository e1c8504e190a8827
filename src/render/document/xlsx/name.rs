//! Names of sheets as Excel takes them: at most 31 letters, without some signs, and no two alike.

use std::collections::HashSet;

use super::overlong::split;
use crate::render::style::one_line;

/// So long is a name at most, in the units in which Excel counts.
const LONGEST: usize = 31;

/// The names that are given away, in small letters. Excel keeps `History` for itself.
pub(super) struct Names(HashSet<String>);

/// The sheets that stand around the tables.
pub(super) const ABOUT: &str = "About";
pub(super) const LONG_TEXTS: &str = "Long texts";

impl Default for Names {
    fn default() -> Self {
        Self([ABOUT, LONG_TEXTS, "History"].map(str::to_lowercase).into())
    }
}

impl Names {
    /// A name that says the same, and that no other sheet has.
    pub(super) fn give(&mut self, wanted: impl AsRef<str>) -> String {
        let stem = legal(wanted.as_ref());
        let numbered = |number: usize| {
            let end = format!(" ({number})");
            shortened(&stem, LONGEST.saturating_sub(end.len())) + &end
        };
        let name = std::iter::once(shortened(&stem, LONGEST)).chain((2..).map(numbered));
        let free = name.into_iter().find(|name| !self.0.contains(&name.to_lowercase())).unwrap_or(stem);
        self.0.insert(free.to_lowercase());
        free
    }
}

/// A text without what no name may have.
fn legal(text: &str) -> String {
    let spaced: String =
        text.chars().map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') { ' ' } else { c }).collect();
    let line = one_line(&spaced);
    let name = line.trim_matches('\'').trim();
    if name.is_empty() { "Table".to_owned() } else { name.to_owned() }
}

/// As much of a text as there is room for, to the end of a word where one is near.
fn shortened(text: &str, room: usize) -> String {
    if length(text) <= room {
        return text.to_owned();
    }
    let (short, rest) = split(text, room.saturating_sub(1));
    let words = short.rsplit_once(' ').filter(|(words, _)| !rest.starts_with(' ') && words.len() > short.len() / 2);
    format!("{}…", words.map_or(short, |(words, _)| words).trim_end_matches([' ', '\'', ',']))
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Names, length};

    #[test]
    fn a_name_is_one_that_excel_takes() {
        let mut names = Names::default();
        let mut give = |wanted: &str| names.give(wanted);
        assert_eq!(give("Actions by rating"), "Actions by rating");
        assert_eq!(give("actions BY rating"), "actions BY rating (2)");
        assert_eq!(give("Red/amber: who [leads]?"), "Red amber who leads");
        assert_eq!(give("'='"), "=");
        assert_eq!(give(""), "Table");
        assert_eq!(give("history"), "history (2)");
        assert_eq!(give("About"), "About (2)");
        assert_eq!(give("What falls due before the next meeting"), "What falls due before the next…");
        assert_eq!(give("What falls due before the next month"), "What falls due before the… (2)");
        assert_eq!(give("a\u{1b}[31m"), "a\\u{1b} 31m");
        for wanted in ["é".repeat(50), "😀".repeat(50), "x'".repeat(20)] {
            for _ in 0..12 {
                let name = give(&wanted);
                assert!(length(&name) <= LONGEST && !name.ends_with('\''), "{name}");
            }
        }
    }
}
