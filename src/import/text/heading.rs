//! Paragraphs, and which of them are headings: a plain text says so only by its words and its blank lines.

use super::super::{Line, Paragraph};
use super::{is_blank, line};

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
    pub(super) fn paragraph(&self, lines: &[&str], at: usize) -> (Option<Paragraph>, usize) {
        let shown = lines.get(at).copied().unwrap_or_default();
        let place = format!("line {}", at + 1);
        if is_blank(shown) {
            return (None, at + 1);
        }
        if let Some((depth, text)) = marked(shown) {
            let line = Line { is_item: false, ..line(text) };
            return (some(place, line, Some(depth)), at + 1);
        }
        let below = lines.get(at + 1).map_or("", |line| line.trim());
        if let Some(depth) =
            underlined(below).filter(|_| at == 0 || is_blank(lines.get(at - 1).copied().unwrap_or_default()))
        {
            return (some(place, line(shown), Some(depth)), at + 2);
        }
        let line = line(shown);
        let heading = if line.is_item { None } else { self.by_words(lines, at) };
        (some(place, line, heading), at + 1)
    }

    /// How deep a heading a line is by its words and by what is around it.
    fn by_words(&self, lines: &[&str], at: usize) -> Option<u8> {
        if let Some(depth) = numbered(lines.get(at).copied().unwrap_or_default()) {
            return Some(depth);
        }
        let text = lines.get(at).copied().unwrap_or_default().trim();
        if !(at == 0 || is_blank(lines.get(at - 1).copied().unwrap_or_default())) {
            return None;
        }
        let mut next = (at + 1..lines.len()).filter(|below| !is_blank(lines.get(*below).copied().unwrap_or_default()));
        let next = next.next();
        let depth_below = next.and_then(|next| numbered(lines.get(next).copied().unwrap_or_default()));
        if self.has_numbered {
            // A short line is a heading where what comes below it is uppermost of the numbered ones.
            return (is_short(text) && depth_below.is_some_and(|depth| depth <= 2)).then_some(1);
        }
        let is_over_table = next.is_some_and(|next| {
            super::stacked::table(lines, next).is_some() || super::tabbed::table(lines, next).is_some()
        });
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
    let depth = line.trim().len() - rest.len();
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
    (is_number && is_title).then_some(if index < 4 { deeper } else { deeper + 1 })
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
