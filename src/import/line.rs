//! A line of text as people type it: the bullet before it is no part of what it says, nor is what nobody sees in it.

use crate::model::is_hidden;

/// A line without the bullet before it, and whether it had one. `text` has no blanks at its start.
///
/// A dash is a bullet only with a blank after it, so that `-5` stays.
#[must_use]
pub(crate) fn without_bullet(text: &str) -> (&str, bool) {
    const BULLETS: [char; 11] = ['•', '·', '◦', '▪', '▫', '‣', '⁃', '∙', '❖', '➢', '⦁'];
    // Alone they are a sign of their own, such as a rating by its colour.
    const NEED_TEXT: [char; 6] = ['●', '○', '■', '►', '▶', '◆'];
    const NEED_BLANK: [char; 5] = ['-', '–', '—', '*', 'o'];
    let mut letters = text.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some(first) if BULLETS.contains(&first) => (rest.trim_start(), true),
        Some(first) if NEED_TEXT.contains(&first) && !rest.is_empty() => (rest.trim_start(), true),
        Some(first) if NEED_BLANK.contains(&first) && rest.starts_with([' ', '\t']) => (rest.trim_start(), true),
        Some('-' | '*') if rest.is_empty() => ("", true),
        _ => (text, false),
    }
}

/// Whether a character is left in a text by a word processor, and nobody sees it: marks of direction, soft hyphens, what
/// [hides](is_hidden).
pub(super) const fn is_unseen(c: char) -> bool {
    is_hidden(c)
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::without_bullet;

    #[test]
    fn only_bullets_are_taken_off() {
        for (text, bare) in
            [("• Do it", "Do it"), ("·Do it", "Do it"), ("- Do it", "Do it"), ("o\tDo it", "Do it"), ("·", "")]
        {
            assert_eq!(without_bullet(text), (bare, true), "{text}");
        }
        for text in ["Do it", "-5", "1. Do it", "once", "–", "", "**bold**", "●"] {
            assert_eq!(without_bullet(text), (text, false), "{text}");
        }
    }
}
