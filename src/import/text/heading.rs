//! Paragraphs, and which of them are headings: a plain text says so only by its words and its blank lines.

use super::super::piece::before;
use super::super::{Line, Paragraph};
use super::{Here, is_blank, line};

/// What is known of the headings of a text.
pub(super) struct Headings {
    /// Whether some say what they are and their number: `Objective 3.1`.
    has_numbered: bool,
}

impl Headings {
    pub(super) fn of(lines: &[&str]) -> Self {
        Self { has_numbered: lines.iter().any(|line| numbered(line).is_some()) }
    }

    /// The paragraph that begins on a line, and where the text goes on.
    pub(super) fn paragraph<'s, 't>(&self, here: Here<'s, 't>) -> (Option<Paragraph>, Here<'s, 't>) {
        let (shown, below) = (here.words(), here.next());
        let place = format!("line {}", here.number());
        if is_blank(shown) {
            return (None, below);
        }
        if let Some((depth, text)) = marked(shown) {
            let line = Line { is_item: false, ..line(text) };
            return (some(place, line, Some(depth)), below);
        }
        if let Some(depth) = underlined(below.words().trim()).filter(|_| is_blank(here.above())) {
            return (some(place, line(shown), Some(depth)), below.next());
        }
        let line = line(shown);
        let heading = if line.is_item { None } else { self.by_words(here) };
        (some(place, line, heading), below)
    }

    /// How deep a heading a line is by its words and by what is around it.
    fn by_words(&self, here: Here<'_, '_>) -> Option<u8> {
        if let Some(depth) = numbered(here.words()) {
            return Some(depth);
        }
        let text = here.words().trim();
        if !is_blank(here.above()) {
            return None;
        }
        let next = here.next().onward().find(|below| !is_blank(below.words()));
        let depth_below = next.and_then(|next| numbered(next.words()));
        if self.has_numbered {
            // A short line is a heading where what comes below it is uppermost of the numbered ones.
            return (is_short(text) && depth_below.is_some_and(|depth| depth <= 2)).then_some(1);
        }
        let is_over_table =
            next.is_some_and(|next| super::stacked::table(next).is_some() || super::tabbed::table(next).is_some());
        let is_sentence = text.ends_with(['.', ';', ',', '?', '!']) && !text.ends_with("…");
        (is_short(text) || (is_over_table && !is_sentence)).then_some(1)
    }
}

/// Whether a line is certainly no heading, by its own words.
pub(super) fn is_none(line: &str) -> bool {
    numbered(line).is_none() && marked(line).is_none()
}

fn some(at: String, line: Line, heading: Option<u8>) -> Option<Paragraph> {
    (!line.text.is_empty()).then_some(Paragraph { at, line, heading })
}

/// A heading of Markdown: its depth and its text.
fn marked(line: &str) -> Option<(u8, &str)> {
    let rest = line.trim().trim_start_matches('#');
    let depth = before(line.trim(), rest).len();
    let is_one = (1..=6).contains(&depth) && rest.starts_with([' ', '\t']);
    let depth = u8::try_from(depth).ok().filter(|_| is_one)?;
    Some((depth, rest.trim().trim_end_matches('#').trim_end()))
}

/// How deep a heading is that has this line below it.
fn underlined(below: &str) -> Option<u8> {
    match below.chars().next() {
        Some('=') if below.len() > 2 && below.chars().all(|letter| letter == '=') => Some(1),
        Some('-') if below.len() > 2 && below.chars().all(|letter| letter == '-') => Some(2),
        _ => None,
    }
}

/// How deep a heading is that says what it is and its number: `Theme 1`, `Objective 3.1 – safer places`.
fn numbered(line: &str) -> Option<u8> {
    const WORDS: [&str; 9] =
        ["theme", "priority", "strand", "pillar", "strategic objective", "objective", "outcome", "aim", "goal"];
    let text = line.trim().trim_start_matches(['*', '_']);
    if text.contains('\t') || text.chars().take(201).count() > 200 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let (index, rest) = WORDS.iter().enumerate().find_map(|(index, word)| Some((index, lower.strip_prefix(word)?)))?;
    let rest = rest.strip_prefix([' ', '\u{a0}'])?;
    let number: &str = rest.split([' ', ':', '–', '—', '-', '*', '_', ')']).next()?;
    let number = number.trim_end_matches('.');
    let is_number = !number.is_empty() && number.len() < 12 && number.split('.').all(is_part);
    let after = rest.get(number.len()..).unwrap_or_default().trim_start_matches(['.', '*', '_', ')']).trim_start();
    // `Objective 3 will be met` is a sentence.
    let is_title = after.is_empty() || after.starts_with([':', '–', '—', '-']) || !after.ends_with('.');
    let deeper = u8::try_from(number.split('.').count()).ok()?;
    (is_number && is_title).then_some(if index < 4 { deeper } else { deeper.saturating_add(1) })
}

fn is_part(part: &str) -> bool {
    let letters = part.chars().filter(char::is_ascii_alphabetic).count();
    !part.is_empty() && part.chars().all(|letter| letter.is_ascii_alphanumeric()) && letters <= 1
}

/// Whether a line is as short as headings are, and no sentence.
fn is_short(text: &str) -> bool {
    let is_sentence = text.ends_with(['.', ';', ',', ':', '?', '!']) || text.contains(": ");
    let begins =
        text.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit() || letter == '*');
    begins && !is_sentence && !text.contains('\t') && text.len() <= 120 && text.split_whitespace().count() <= 12
}
