//! Texts from files on their way into messages: nothing in them may act on a terminal.

/// Whether a character is a control, or changes the direction of the text around it.
pub(crate) const fn acts_on_terminals(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text for a message: what could act on a terminal is spelled out.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if acts_on_terminals(c) || c.is_control() { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
