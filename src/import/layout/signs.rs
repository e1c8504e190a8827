//! Signs in a text of what it is: a number before it, a word such as `Objective`, the start of a target.

use super::super::header::folded;
use super::super::piece::after_start;
use super::super::story::Line;

/// What stands before the words of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbered {
    /// The word that says what it is, in small letters: `objective`.
    pub word: Option<String>,
    /// `3.1`.
    pub number: Option<String>,
    /// What stands after it.
    pub title: String,
}

/// Words that say what a heading is: the large parts of a plan, and what they hold.
const THEMES: &[&str] = &[
    "theme",
    "priority",
    "strand",
    "pillar",
    "workstream",
    "priority area",
    "key priority",
    "part",
    "section",
    "key theme",
    "strategic priority",
    "delivery area",
    "strategic theme",
];
const OBJECTIVES: &[&str] = &[
    "objective",
    "strategic objective",
    "outcome",
    "goal",
    "aim",
    "strategic aim",
    "strategic outcome",
    "recommendation",
    "key objective",
    "commitment",
];

/// Parts the number and the word of a heading from its title.
#[must_use]
pub(crate) fn numbered(text: &str) -> Numbered {
    let text = text.trim();
    for word in THEMES.iter().chain(OBJECTIVES) {
        let Some(rest) = after_start(text, word) else { continue };
        let (number, title) = number(rest.trim_start_matches([' ', '\u{a0}']));
        let is_labelled = rest.trim_start().starts_with([':', '-', '–', '—']);
        if number.is_some() || is_labelled || rest.trim().is_empty() {
            return Numbered { word: Some((*word).to_owned()), number, title: bare(title).to_owned() };
        }
    }
    let (number, title) = number(text);
    Numbered {
        word: None,
        number,
        title: if title.len() == text.len() { text.to_owned() } else { bare(title).to_owned() },
    }
}

/// Whether a heading with this word is one of the large parts of a plan.
#[must_use]
pub(crate) fn is_theme_word(word: &str) -> bool {
    THEMES.contains(&word)
}

/// A number with or without points, or a single letter with a mark after it.
fn number(text: &str) -> (Option<String>, &str) {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    let token = written.trim_end_matches('.');
    let digits = token.chars().filter(char::is_ascii_digit).count();
    let letters = token.chars().filter(char::is_ascii_alphabetic).count();
    let is_year = token.len() == 4 && digits == 4;
    let has_mark = written.ends_with('.') || rest.starts_with([':', ')', ' ', '\n', '\t', '\u{a0}']) || rest.is_empty();
    let is_number = digits > 0 && token.len() <= 10 && letters <= 4 && !is_year && has_mark;
    // `30th`, `2nd` and the like begin a sentence.
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|end| token.to_ascii_lowercase().ends_with(end));
    // A number alone is one of things unless a mark follows: `3 refuges`, `1. Prevention`.
    let is_count = digits == token.len() && rest.trim_start().starts_with(char::is_lowercase);
    if is_number && !is_ordinal && !is_count && token.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return (Some(token.to_owned()), rest);
    }
    let is_letter = token.len() == 1 && letters == 1 && (rest.starts_with([':', ')']) || written.ends_with('.'));
    if is_letter { (Some(token.to_owned()), rest) } else { (None, text) }
}

fn bare(title: &str) -> &str {
    title
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | ')' | '.') && c != '.')
        .trim_start_matches('.')
        .trim()
}

/// Whether a text says how far something is to go, and not what is to be done: `By April 2011 we aim …`.
#[must_use]
pub(crate) fn is_target(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let labelled = ["target:", "targets:", "target –", "target -", "measure of success:", "success measure:"];
    if labelled.iter().any(|label| lower.starts_with(label)) {
        return true;
    }
    let starts = lower.starts_with("by ") || lower.starts_with("in ");
    let start: String = lower.chars().take(60).collect();
    starts
        && start.chars().any(|c| c.is_ascii_digit())
        && (start.contains(" we ") || start.contains(" will ") || start.contains(" we'"))
}

/// A label at the start of a text, in small letters, and what it labels: `Aim: …`.
#[must_use]
pub(crate) fn label(text: &str) -> Option<(String, &str)> {
    let (label, rest) = text.split_once(':')?;
    let is_short = label.split_whitespace().count() <= 4 && !label.contains('\n');
    is_short.then(|| (folded(label), rest.trim()))
}

/// Whether a text begins as reports of progress do.
#[must_use]
pub(super) fn is_progress(text: &str) -> bool {
    const STARTS: [&str; 12] = [
        "update",
        "progress",
        "comment",
        "latest position",
        "position",
        "achieved",
        "achievement",
        "q1",
        "q2",
        "q3",
        "q4",
        "status",
    ];
    let start: String = folded(&text.chars().take(60).collect::<String>());
    STARTS.iter().any(|word| start == *word || start.starts_with(&format!("{word} ")))
}

/// The rating that a word says.
#[must_use]
pub(crate) fn rating_word(word: &str) -> Option<crate::model::Rag> {
    crate::model::Rag::from_word(word.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether a text reads like the title of a part: short, and no sentence.
#[must_use]
pub(super) fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 0
        && words <= 10
        && !text.trim_end().ends_with(['.', ';', ',', '?'])
        && text.trim_start().starts_with(|c: char| !c.is_lowercase())
}

/// Whether a text has a number or word of a section before it.
#[must_use]
pub(super) fn is_section(text: &str) -> bool {
    let found = numbered(text);
    found.word.is_some()
        || (found.number.as_deref().is_some_and(|number| number.contains('.') || number.len() <= 2)
            && !found.title.is_empty())
}

/// Whether a paragraph without a style of its own is a heading by its words, `Objective 3.1`, or, where no paragraph has
/// a style, by its looks.
#[must_use]
pub(super) fn is_unstyled_heading(line: &Line, has_styles: bool) -> bool {
    let found = numbered(&line.text);
    let words = line.text.split_whitespace().count();
    if line.is_item {
        return false;
    }
    match (&found.word, &found.number) {
        (_, None) | (None, Some(_)) if has_styles => false,
        (Some(word), Some(_)) => {
            words <= 40 && (OBJECTIVES.contains(&word.as_str()) || THEMES.contains(&word.as_str()))
        }
        (Some(word), None) => {
            words <= 20 && word != "aim" && word != "outcome" && word != "goal" && !found.title.is_empty()
        }
        (None, Some(_)) => line.is_emphasised && words <= 30,
        (None, None) => line.is_emphasised && words <= 12 && is_title(&line.text),
    }
}

/// How deep a heading without a style stands, by its words and number.
#[must_use]
pub(super) fn depth(text: &str) -> u8 {
    let found = numbered(text);
    let points = found.number.as_deref().map_or(0, |number| number.matches('.').count());
    let base = match found.word.as_deref() {
        Some(word) if is_theme_word(word) => 1,
        Some(_) => 2,
        None if found.number.is_some() => 2,
        None => 1,
    };
    u8::try_from(points).ok().and_then(|points| points.checked_add(base)).unwrap_or(9)
}
