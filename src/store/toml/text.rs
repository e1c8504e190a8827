//! Texts from files on their way into messages: nothing in them may act on a terminal.

use crate::model::acts_on_terminals;

/// A text for a message: what could act on a terminal is spelled out.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if acts_on_terminals(c) || c.is_control() { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
