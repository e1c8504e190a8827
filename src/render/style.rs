//! Colours, and the texts that they stand for: a colour never says anything alone.

use std::borrow::Cow;

use anstream::adapter::strip_str;

use crate::diagnostic::Severity;
use crate::model::{Rating, Scheme};
use crate::ui::Look;

const RED: &str = "\u{1b}[1;31m";
const AMBER: &str = "\u{1b}[1;33m";
const GREEN: &str = "\u{1b}[1;32m";
const BLUE: &str = "\u{1b}[1;34m";
const DIM: &str = "\u{1b}[2m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// A text in a colour, where colours are wanted.
fn painted(text: &str, code: &str, look: Look) -> String {
    if look.color { format!("{code}{text}{RESET}") } else { text.to_owned() }
}

/// A text in bold.
#[must_use]
pub fn bold(text: &str, look: Look) -> String {
    painted(text, BOLD, look)
}

/// A text that stands back.
#[must_use]
pub fn dim(text: &str, look: Look) -> String {
    painted(text, DIM, look)
}

/// The word for a severity.
#[must_use]
pub fn severity(severity: Severity, look: Look) -> String {
    painted(severity.word(), if severity == Severity::Error { RED } else { AMBER }, look)
}

/// The word for a rating: `RED`, `AMBER`, `GREEN`, `UNRATED`, `COMPLETE`, or a dash where it is not counted.
#[must_use]
pub fn rating(rating: Option<Rating>, scheme: Scheme, look: Look) -> String {
    let Some(rating) = rating else { return dim("-", look) };
    painted(&rating.word().to_uppercase(), rating_code(rating, scheme), look)
}

/// The colour of a rating.
#[must_use]
pub fn rating_code(rating: Rating, scheme: Scheme) -> &'static str {
    match (rating, scheme) {
        (Rating::Red, _) => RED,
        (Rating::Amber, _) => AMBER,
        (Rating::Complete, Scheme::Brag) => BLUE,
        (Rating::Green | Rating::Complete, _) => GREEN,
        (Rating::Unrated, _) => DIM,
    }
}

/// The columns that a text takes, without its colours.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    unicode_width::UnicodeWidthStr::width(strip_str(text).to_string().as_str())
}

/// A text from a file, safe to show: what could act on a terminal is spelled out.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let acts = |c: char| (c.is_control() && c != '\n' && c != '\t') || is_invisible(c);
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| if acts(c) { c.escape_unicode().to_string() } else { c.to_string() })
        .collect::<String>()
        .into()
}

/// A text from a file on one line, safe to show.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line += &visible(word);
    }
    line
}

/// Characters that change the direction of the text around them or end its line.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
