//! What stands before the actions: the title, the partnership, the years, the day of the document.

use super::super::layout::{Layout, Level, Part, Text};
use super::super::phrase::deadline::{self, Years};
use super::super::piece::around;
use crate::model::{Date, Deadline, Period};

/// What a document says about itself.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub title: Option<Text>,
    pub partnership: Option<Text>,
    /// The day on which it was last changed, with the text that says so.
    pub day: Option<(Date, Text)>,
    pub years: Years,
}

/// A title is found among so many of the first pieces.
const FIRST: usize = 12;

/// Reads what stands before the actions.
pub(super) fn read(layout: &Layout) -> Front {
    let first: Vec<_> =
        layout.parts.iter().take_while(|part| !matches!(part, Part::Row(_))).filter_map(text_of).collect();
    let early: Vec<_> = first.iter().take(FIRST).copied().collect();
    let is_named = |text: &&Text| {
        let words = text.words().to_lowercase();
        words.split_whitespace().count() <= 30
            && ["action plan", "strategy", "delivery plan", "improvement plan", " plan "]
                .iter()
                .any(|name| format!("{words} ").contains(name))
            && updated(text).is_none()
    };
    let is_heading = |text: &&Text| {
        layout.parts.iter().any(|part| matches!(part, Part::Heading { text: heading, level: Level::Outline(_) } if heading.spot == text.spot))
    };
    let dated = |text: &&Text| years_in(&text.words()).is_some();
    let title = early
        .iter()
        .find(|text| is_named(text) && dated(text))
        .or_else(|| early.iter().find(|text| is_named(text) && !text.words().trim_end().ends_with('.')));
    let title = title
        .or_else(|| early.first().filter(|text| is_heading(text) && !starts_structure(layout, text)))
        .copied()
        .cloned();
    let is_body = |text: &&Text| {
        let words = text.words();
        let is_short = words.split_whitespace().count() <= 12 && !words.trim_end().ends_with('.');
        is_short && ["Partnership", "Board", "Council", "Forum"].iter().any(|name| words.contains(name))
    };
    let other = |text: &&Text| title.as_ref().is_none_or(|title| title.spot != text.spot);
    let partnership = early.iter().copied().filter(other).find(is_body).cloned();
    let day = first.iter().find_map(|text| updated(text).map(|day| (day, (*text).clone())));
    let years =
        title.iter().map(Text::words).chain(early.iter().map(|text| text.words())).find_map(|words| years_in(&words));
    Front { title, partnership, day, years: years.unwrap_or_default() }
}

fn text_of(part: &Part) -> Option<&Text> {
    match part {
        Part::Heading { text, .. } | Part::Prose(text) | Part::Progress(text) => Some(text),
        Part::Row(_) => None,
    }
}

/// Whether the first row follows a heading without another heading of its depth between them.
fn starts_structure(layout: &Layout, text: &Text) -> bool {
    let headings = layout.parts.iter().take_while(|part| !matches!(part, Part::Row(_))).filter_map(|part| match part {
        Part::Heading { text, .. } => Some(text),
        Part::Prose(_) | Part::Progress(_) | Part::Row(_) => None,
    });
    headings.last().is_some_and(|last| last.spot == text.spot)
}

/// The day of `last updated 7 September 2009`, `progress to March 2010`, `as at 1.4.09`.
fn updated(text: &Text) -> Option<Date> {
    const SIGNS: [&str; 14] = [
        "last updated",
        "updated on",
        "updated:",
        "updated",
        "as at",
        "as of",
        "position at",
        "progress to",
        "progress at",
        "version date",
        "status at",
        "date of this version",
        "last reviewed",
        "reviewed",
    ];
    let words = text.words();
    if words.split_whitespace().count() > 25 {
        return None;
    }
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    SIGNS.iter().find_map(|sign| {
        let at = lower.find(sign)?;
        let (_, after) = around(&words, at, sign);
        let after = after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | '-' | '–'));
        let found = deadline::read(after, Years::default());
        match found.value.deadline {
            Some(Deadline::By(period @ (Period::Day(_) | Period::Month { .. }))) => Some(period.due()),
            _ => None,
        }
    })
}

/// The years of `2008-11`, `2012 – 2015`, `2010/11`, `2024`; a span of years is taken as financial ones.
pub(super) fn years_in(text: &str) -> Option<Years> {
    let tidy: String = text.chars().map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '/') { '-' } else { c }).collect();
    let tidy = tidy.replace(" - ", "-").replace(" to ", "-");
    let is_year = |year: &i32| (1990..2100).contains(year);
    let mut alone = None;
    for token in tidy.split(|c: char| !(c.is_ascii_digit() || c == '-')).filter(|token| token.len() >= 4) {
        let mut parts = token.split('-').filter(|part| !part.is_empty());
        let Some(digits) = parts.next().filter(|first| first.len() == 4) else { continue };
        let Some(first) = digits.parse().ok().filter(is_year) else { continue };
        let last = parts.next().and_then(|last| match last.len() {
            4 => last.parse().ok(),
            2 => format!("{}{last}", digits.get(..2)?).parse().ok(),
            _ => None,
        });
        match last.filter(|last| *last >= first && first.abs_diff(*last) < 15) {
            Some(last) => {
                let ends = if last > first { Date::new(last, 3, 31) } else { Date::new(last, 12, 31) };
                return Some(Years { starts: Date::new(first, 4, 1), ends });
            }
            None => alone = alone.or(Some(Years { starts: Date::new(first, 1, 1), ends: Date::new(first, 12, 31) })),
        }
    }
    alone
}
