//! Words in a picture: how wide they are without asking a font, where they break, and what is cut.

use std::borrow::Cow;

use maud::{Markup, html};
use unicode_width::UnicodeWidthChar;

use super::scale::short;
use super::{Ink, Medium};
use crate::render::style::{one_line, visible};

/// The size of all words.
pub(super) const SIZE: f64 = 14.0;

/// From one line to the next.
pub(super) const LINE: f64 = 18.0;

/// Which end of the words stands at their place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn word(self) -> Option<&'static str> {
        match self {
            Self::Start => None,
            Self::Middle => Some("middle"),
            Self::End => Some("end"),
        }
    }
}

/// Words on one line.
pub(super) fn words(x: f64, y: f64, text: &str, anchor: Anchor, ink: Ink, medium: Medium) -> Markup {
    html! {
        text x=(short(x)) y=(short(y)) font-size=(SIZE) text-anchor=[anchor.word()] fill=(ink.in_medium(medium)) { (text) }
    }
}

/// A text from a file, as it may stand in a picture.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    visible(text)
}

/// How wide words are in most fonts; rather too wide than too narrow.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(of_letter).sum::<f64>() * SIZE
}

/// The width of a letter, as a share of the size of its font.
fn of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | ' ' | '-' | '/' => 0.41,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' => 0.7,
        _ => match letter.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.61,
            Some(_) => 1.05,
        },
    }
}

/// The text in lines of this width at most, so many at most; what is cut ends in `…`.
pub(super) fn wrapped(text: &str, width_of_line: f64, lines_at_most: usize) -> Vec<String> {
    let text = one_line(text);
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().map(std::mem::take).unwrap_or_default();
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if last.is_empty() || width(&longer) <= width_of_line {
            *lines.last_mut().unwrap_or(&mut String::new()) = longer;
        } else {
            *lines.last_mut().unwrap_or(&mut String::new()) = last;
            lines.push(word.to_owned());
        }
    }
    let is_cut = lines.len() > lines_at_most;
    lines.truncate(lines_at_most);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        last.push('…');
    }
    lines.iter().map(|line| cut(line, width_of_line)).collect()
}

/// The text on one line of this width; what is cut ends in `…`.
pub(super) fn cut(text: &str, width_of_line: f64) -> String {
    let text = one_line(text);
    if width(&text) <= width_of_line {
        return text;
    }
    let mut room = width_of_line - width("…");
    let fits = |letter: &char| {
        room -= of_letter(*letter) * SIZE;
        room >= 0.0
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end_matches(['…', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{cut, width, wrapped};

    #[test]
    fn a_text_breaks_at_words_and_says_where_it_was_cut() {
        assert_eq!(wrapped("Help for those who stay", 100.0, 3), ["Help for", "those who", "stay"]);
        assert_eq!(wrapped("Help for those who stay", 100.0, 2), ["Help for", "those who…"]);
        assert_eq!(wrapped("", 100.0, 2), [""]);
        assert!(wrapped(&"x".repeat(500), 100.0, 2).iter().all(|line| width(line) <= 100.0));
        assert_eq!(cut("1.1", 100.0), "1.1");
    }
}
