//! Colours, and the texts that they stand for: a colour never says anything alone.

use std::borrow::Cow;

use anstream::adapter::strip_str;

use crate::diagnostic::Severity;
pub use crate::model::capitalised;
use crate::model::{CostState, Judgement, Rag, Rating, Scheme, Tally, Travel, acts_on_terminals, spelled_out, spoken};
use crate::ui::Look;

// Coloured letters; amber and grey are hard to read on white, so that ratings stand on a background of their own.
const RED: &str = "\u{1b}[31m";
const BOLD_RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const GREEN: &str = "\u{1b}[32m";
const ON_RED: &str = "\u{1b}[1;97;41m";
const ON_AMBER: &str = "\u{1b}[30;43m";
const ON_GREEN: &str = "\u{1b}[30;42m";
const ON_BLUE: &str = "\u{1b}[1;97;44m";
const ON_GREY: &str = "\u{1b}[97;100m";
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
    painted(severity.word(), if severity == Severity::Error { BOLD_RED } else { YELLOW }, look)
}

/// What is bad news.
#[must_use]
pub fn alarming(text: &str, look: Look) -> String {
    painted(text, RED, look)
}

/// What a change takes out.
#[must_use]
pub fn taken_out(text: &str, look: Look) -> String {
    painted(text, RED, look)
}

/// What a change puts in.
#[must_use]
pub fn put_in(text: &str, look: Look) -> String {
    painted(text, GREEN, look)
}

/// The word for a rating: `RED`, `AMBER`, `GREEN`, `UNRATED`, `COMPLETE`, or a dash where it is not counted.
#[must_use]
pub fn rating(rating: Option<Rating>, scheme: Scheme, look: Look) -> String {
    let Some(rating) = rating else { return dim("-", look) };
    painted(&rating.word().to_uppercase(), rating_code(rating, scheme), look)
}

/// The word for a rating; where an action is out of the count, that for its status.
#[must_use]
pub fn rating_or_status(judgement: &Judgement<'_>, scheme: Scheme, look: Look) -> String {
    match judgement.rating {
        Some(_) => rating(judgement.rating, scheme, look),
        None => dim(&spoken(judgement.state.status.word()), look),
    }
}

/// A rating as people report it: `RED`, `AMBER`, `GREEN`.
#[must_use]
pub fn reported(rag: Rag, look: Look) -> String {
    let code = match rag {
        Rag::Red => ON_RED,
        Rag::Amber => ON_AMBER,
        Rag::Green => ON_GREEN,
    };
    painted(&rag.word().to_uppercase(), code, look)
}

/// The direction of travel, as an arrow and a word.
#[must_use]
pub fn travel(travel: Travel, look: Look) -> String {
    match travel {
        Travel::Better => painted("↑ better", GREEN, look),
        Travel::Same => "→ same".to_owned(),
        Travel::Worse => painted("↓ worse", RED, look),
        Travel::New => "• new".to_owned(),
    }
}

/// The counts of a tally as a bar: the first letters of its ratings, as many of each as their share of the width.
#[must_use]
pub fn bar(tally: &Tally, scheme: Scheme, width: usize, look: Look) -> String {
    let counts = BAR.map(|rating| number(tally.of(rating)));
    let parts = BAR.into_iter().zip(lengths(&counts, width));
    parts.map(|(rating, length)| rated_part(rating, scheme, length, look)).collect()
}

/// The part of a bar that stands for a rating: its letter, so many times.
#[must_use]
pub fn rated_part(rating: Rating, scheme: Scheme, length: usize, look: Look) -> String {
    if length == 0 {
        return String::new();
    }
    painted(&initial(rating).repeat(length), rating_code(rating, scheme), look)
}

/// The part of a bar that stands for money in a state: blocks that differ without colour, too.
#[must_use]
pub fn money_part(state: CostState, length: usize, look: Look) -> String {
    if length == 0 {
        return String::new();
    }
    let (block, code) = match state {
        CostState::Secured => ("█", GREEN),
        CostState::InKind => ("▓", GREEN),
        CostState::Sought => ("▒", YELLOW),
        CostState::Unfunded => ("░", RED),
        CostState::Unknown => ("?", DIM),
    };
    painted(&block.repeat(length), code, look)
}

/// The ratings in the order of a bar and of the columns of counts.
pub const BAR: [Rating; 5] = [Rating::Red, Rating::Amber, Rating::Green, Rating::Complete, Rating::Unrated];

/// The letter that stands for a rating in a bar.
#[must_use]
pub const fn initial(rating: Rating) -> &'static str {
    match rating {
        Rating::Red => "R",
        Rating::Amber => "A",
        Rating::Green => "G",
        Rating::Complete => "C",
        Rating::Unrated => "U",
    }
}

/// Shares a width in proportion to sizes; what is there at all gets a place.
#[must_use]
pub fn lengths(sizes: &[f64], width: usize) -> Vec<usize> {
    let total: f64 = sizes.iter().filter(|size| **size > 0.0).sum();
    let mut lengths: Vec<_> = sizes.iter().map(|size| usize::from(*size > 0.0)).collect();
    let taken: usize = lengths.iter().sum();
    for _ in taken..width {
        // The next place goes to what is furthest below its share.
        let lacks = |(size, length): &(&f64, &mut usize)| *size / total * number(width) - number(**length);
        let there = sizes.iter().zip(&mut lengths).filter(|(size, _)| **size > 0.0);
        let Some((_, length)) = there.max_by(|one, other| lacks(one).total_cmp(&lacks(other))) else { break };
        *length = length.saturating_add(1);
    }
    lengths
}

/// A count for calculating with; counts beyond four thousand million are all alike.
#[must_use]
pub fn number(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

/// The colours of a rating.
const fn rating_code(rating: Rating, scheme: Scheme) -> &'static str {
    match (rating, scheme) {
        (Rating::Red, _) => ON_RED,
        (Rating::Amber, _) => ON_AMBER,
        (Rating::Complete, Scheme::Brag) => ON_BLUE,
        (Rating::Green | Rating::Complete, _) => ON_GREEN,
        (Rating::Unrated, _) => ON_GREY,
    }
}

/// Whether a text is made of ASCII characters that show, each of which takes a column; every byte is looked at, which is
/// quicker than stopping.
#[must_use]
pub(super) fn is_plain(text: &str) -> bool {
    !text.bytes().fold(false, |odd, byte| odd | !matches!(byte, b' '..=b'~'))
}

/// The columns that a text takes, without its colours.
#[must_use]
pub fn columns(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    // A colour, or what may be one to a terminal that takes the controls after ASCII.
    if text.bytes().any(|byte| matches!(byte, 0..b' ' | 0x7f | 0xc2)) {
        return unicode_width::UnicodeWidthStr::width(strip_str(text).to_string().as_str());
    }
    unicode_width::UnicodeWidthStr::width(text)
}

/// What parts of so many columns leave of a width; nothing where they take more.
#[must_use]
pub fn rest(width: usize, parts: impl IntoIterator<Item = usize>) -> usize {
    parts.into_iter().fold(width, usize::saturating_sub)
}

/// The blanks that a text lacks of a width.
#[must_use]
pub fn blanks_after(text: &str, width: usize) -> String {
    " ".repeat(rest(width, [columns(text)]))
}

/// Whether texts fit beside each other into a width.
#[must_use]
pub fn fit(texts: &[&str], width: usize) -> bool {
    texts.iter().map(|text| columns(text)).sum::<usize>() <= width
}

/// A text from a file, safe to show: what could act on a terminal is spelled out.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !is_plain(text) && text.chars().any(acts_on_terminals) {
        Cow::Owned(spelled_out(text, acts_on_terminals))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text from a file on one line, safe to show.
#[must_use]
pub fn one_line(text: &str) -> String {
    if is_plain(text) && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&visible(word));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{bar, lengths, one_line, visible};
    use crate::model::{Scheme, Tally};
    use crate::ui::Look;

    #[test]
    fn a_bar_is_as_long_as_it_should_be_and_shows_all_that_is_there() {
        assert_eq!(lengths(&[33.0, 0.0, 0.0, 0.0, 14.0], 10), [7, 0, 0, 0, 3]);
        assert_eq!(lengths(&[1.0, 0.0, 98.0, 0.0, 1.0], 10), [1, 0, 8, 0, 1]);
        assert_eq!(lengths(&[1.0, 1.0, 1.0, 0.0, 0.0], 10).iter().sum::<usize>(), 10);
        assert_eq!(lengths(&[2.0, 1.0, 0.0, 0.0, 0.0], 3), [2, 1, 0, 0, 0]);
        assert_eq!(lengths(&[0.0; 5], 10), [0; 5]);
        assert_eq!(lengths(&[1.0, f64::NAN, 2.0], 3), [1, 0, 2]);
    }

    #[test]
    fn a_bar_says_the_same_without_colours() {
        let tally = Tally { actions: 6, red: 1, amber: 1, complete: 4, ..Tally::default() };
        let plain = bar(&tally, Scheme::Brag, 6, Look { width: None, color: false });
        assert_eq!(plain, "RACCCC");
        let coloured = bar(&tally, Scheme::Brag, 6, Look { width: None, color: true });
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
        assert_ne!(coloured, plain);
    }

    #[test]
    fn a_text_from_a_file_cannot_act_on_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
        assert_eq!(one_line(" one\n\ttwo\u{7}  three\r\n"), "one two\\u{7} three");
    }
}
