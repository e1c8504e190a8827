//! The numbers and bullets that Word puts before paragraphs, worked out as Word does: many plans number their actions
//! so, and the references stand nowhere in the text.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::super::xml::{Element, Tree};
use super::style::{is_id, switch};

/// How many levels a list has at most.
const LEVELS: usize = 9;

/// The lists of a document, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// What a list is made from, and what it changes in that.
    lists: HashMap<String, List>,
    patterns: HashMap<String, Pattern>,
    /// The numbers reached, by pattern; nothing where a level has not begun.
    counters: HashMap<String, [Option<u32>; LEVELS]>,
}

/// The list, and the level of it, that properties name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// A number of one level: `2.`, `a)`.
    Number(String),
    /// A number of several levels, or with words or letters before it: `1.1`, `Action 3`.
    Reference(String),
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
    /// Whether it has been used: what it starts anew, it starts anew once.
    is_begun: bool,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The style whose list this is one of.
    link: Option<String>,
    /// The style that this is the list of.
    style: Option<String>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: Format,
    /// With `%1` for the number of the first level.
    text: String,
    style: Option<String>,
    is_plain: bool,
    /// The level whose number starts this one anew; 0 for none.
    restart: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Decimal,
    DecimalZero,
    Upper,
    Lower,
    UpperRoman,
    LowerRoman,
    Ordinal,
    Bullet,
    None,
}

impl Place {
    pub(super) fn read(properties: Element<'_>) -> Self {
        let number = properties.child("numPr");
        let level = number.and_then(|number| number.value("ilvl")).and_then(|level| level.parse().ok());
        Self { list: number.and_then(|number| number.value("numId")).filter(|id| is_id(id)).map(str::to_owned), level }
    }
}

impl Numbering {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut all = Self::default();
        for element in tree.root().children() {
            match element.name() {
                "abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default().to_owned();
                    all.patterns.insert(id, Pattern::read(element));
                }
                "num" => {
                    let id = element.attribute("numId").unwrap_or_default().to_owned();
                    all.lists.insert(id, List::read(element));
                }
                _ => {}
            }
        }
        all.follow_links();
        all
    }

    /// Counts a paragraph of a list, and gives what stands before it. `style` is the style that put it there.
    pub(super) fn next(&mut self, place: &Place, style: Option<&str>) -> Option<Mark> {
        let id = place.list.as_deref()?;
        let list = self.lists.get(id)?;
        let pattern = list.pattern.clone();
        let own = self.patterns.get(&pattern)?;
        let by_style = || (0..LEVELS).find(|at| style.is_some() && level(list, own, *at).style.as_deref() == style);
        let at = place.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let levels: Vec<_> = (0..LEVELS).map(|at| level(list, own, at)).collect();
        let starts = if list.is_begun { HashMap::new() } else { list.starts.clone() };
        let counters = self.counters.entry(pattern).or_default();
        for level in starts.into_keys() {
            counters.get_mut(level).into_iter().for_each(|counter| *counter = None);
        }
        let numbers = count(counters, &levels, at);
        if let Some(list) = self.lists.get_mut(id) {
            list.is_begun = true;
        }
        levels.get(at)?.mark(&numbers)
    }

    /// A list that is that of a style has its pattern from there.
    fn follow_links(&mut self) {
        let by_style = |style: &str| {
            let is_it = |pattern: &&Pattern| pattern.style.as_deref() == Some(style);
            self.patterns.values().find(is_it).map(|pattern| pattern.levels.clone())
        };
        let found: Vec<_> = self
            .patterns
            .iter()
            .filter_map(|(id, pattern)| Some((id.clone(), by_style(pattern.link.as_deref()?)?)))
            .collect();
        for (id, levels) in found {
            if let Some(pattern) = self.patterns.get_mut(&id) {
                pattern.levels = levels;
            }
        }
    }
}

/// Counts one on at a level; levels above that have not begun start there. The numbers that stand now.
fn count<'l>(counters: &mut [Option<u32>; LEVELS], levels: &'l [Level], at: usize) -> Vec<(&'l Level, u32)> {
    for (place, (counter, level)) in counters.iter_mut().zip(levels).enumerate() {
        let is_kept = level.restart.is_some_and(|restart| restart == 0 || restart <= at);
        *counter = match place.cmp(&at) {
            Ordering::Less => counter.or(Some(level.start)),
            Ordering::Equal => Some(counter.map_or(level.start, |number| number.saturating_add(1))),
            Ordering::Greater => counter.filter(|_| is_kept),
        };
    }
    levels.iter().zip(counters).map(|(level, counter)| (level, counter.unwrap_or(level.start))).collect()
}

/// A level of a list: its own, or that of its pattern.
fn level(list: &List, pattern: &Pattern, at: usize) -> Level {
    let found = list.levels.get(&at).or_else(|| pattern.levels.get(&at)).cloned();
    let mut level = found.unwrap_or_default();
    if let Some(start) = list.starts.get(&at) {
        level.start = *start;
    }
    level
}

impl List {
    fn read(element: Element<'_>) -> Self {
        let mut list = Self {
            pattern: element.value("abstractNumId").filter(|id| is_id(id)).unwrap_or_default().to_owned(),
            ..Self::default()
        };
        for changed in element.children().filter(|child| child.name() == "lvlOverride") {
            let Some(at) = depth(changed) else { continue };
            if let Some(start) = changed.value("startOverride").and_then(|start| start.parse().ok()) {
                list.starts.insert(at, start);
            }
            if let Some(level) = changed.child("lvl") {
                list.levels.insert(at, Level::read(level));
            }
        }
        list
    }
}

impl Pattern {
    fn read(element: Element<'_>) -> Self {
        let levels = element.children().filter(|child| child.name() == "lvl");
        Self {
            levels: levels.filter_map(|level| Some((depth(level)?, Level::read(level)))).collect(),
            link: element.value("numStyleLink").map(str::to_owned),
            style: element.value("styleLink").map(str::to_owned),
        }
    }
}

fn depth(element: Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok().filter(|at| *at < LEVELS)
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: Format::Bullet, text: String::new(), style: None, is_plain: false, restart: None }
    }
}

impl Level {
    fn read(element: Element<'_>) -> Self {
        let number = |name| element.value(name).and_then(|value| value.parse().ok());
        Self {
            start: number("start").unwrap_or(1),
            format: Format::read(element.value("numFmt").unwrap_or("decimal")),
            text: element.value("lvlText").filter(|text| is_id(text)).unwrap_or_default().to_owned(),
            style: element.value("pStyle").filter(|style| is_id(style)).map(str::to_owned),
            is_plain: switch(element, "isLgl") == Some(true),
            restart: number("lvlRestart").and_then(|restart| usize::try_from(restart).ok()),
        }
    }

    /// What stands before a paragraph of this level when the levels stand at these numbers.
    fn mark(&self, numbers: &[(&Self, u32)]) -> Option<Mark> {
        if self.format == Format::Bullet {
            return Some(Mark::Bullet);
        }
        let mut shown = String::new();
        let mut count = 0_usize;
        let mut letters = self.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let digit = letters.peek().and_then(|digit| digit.to_digit(10)).filter(|_| letter == '%');
            let place = digit.and_then(|digit| digit.checked_sub(1)).and_then(|place| usize::try_from(place).ok());
            match place.and_then(|place| numbers.get(place)) {
                Some((level, number)) => {
                    letters.next();
                    let format = if self.is_plain { Format::Decimal } else { level.format };
                    shown.push_str(&format.write(*number));
                    count = count.saturating_add(1);
                }
                None => shown.push(letter),
            }
        }
        let shown = shown.trim().to_owned();
        let has_words = self.text.chars().any(char::is_alphabetic);
        match shown.is_empty() {
            true => None,
            false if count == 0 => Some(Mark::Bullet),
            false if count > 1 || has_words => Some(Mark::Reference(bare(&shown).to_owned())),
            false => Some(Mark::Number(shown)),
        }
    }
}

/// A number without the stops and brackets around it.
pub(super) fn bare(number: &str) -> &str {
    number.trim_matches(|letter: char| matches!(letter, '.' | ')' | '(' | ':' | '-' | '–' | '[' | ']') || letter == ' ')
}

impl Format {
    fn read(name: &str) -> Self {
        match name {
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "upperLetter" => Self::Upper,
            "lowerLetter" => Self::Lower,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "decimalZero" => Self::DecimalZero,
            "ordinal" => Self::Ordinal,
            _ => Self::Decimal,
        }
    }

    fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::Upper => alphabetic(number, 'A'..='Z'),
            Self::Lower => alphabetic(number, 'a'..='z'),
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::Ordinal => ordinal(number),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// A, B … Z, AA, BB … as Word counts.
fn alphabetic(number: u32, mut letters: RangeInclusive<char>) -> String {
    let Some(place) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = usize::try_from(place % 26).ok().and_then(|place| letters.nth(place));
    let rounds = (0..=place / 26).take(31);
    rounds.filter_map(|_| letter).collect()
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(9_999);
    let mut shown = String::new();
    for (value, letters) in PARTS {
        while let Some(rest) = left.checked_sub(value) {
            shown.push_str(letters);
            left = rest;
        }
    }
    shown
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
