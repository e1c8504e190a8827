//! The parts of a phrase about time: days, months and the like, how often, and the words between them.

#![cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "places are counted from these tokens"))]

use super::Years;
use super::calendar::{month, time};
use crate::import::phrase::words::{Token, between};
use crate::model::{Interval, Period, Unit};

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Atom<'t> {
    Period(Period),
    /// A day and month, or a month alone, of no year.
    Yearless {
        day: Option<u32>,
        month: u32,
    },
    Every(Interval),
    Sign(Sign),
    /// Words that say something else.
    Other(&'t str),
}

/// What a word does to the days beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Ongoing,
    Review,
    /// It begins then.
    From,
    /// It goes on until then.
    To,
    /// Nobody can be sure what is meant.
    Doubt,
}

/// How many pieces a part takes, and what it is.
pub(super) type Taken<'t> = (usize, Atom<'t>);

/// Words that add nothing to a day beside them.
const SMALL: &[&str] = &[
    "by",
    "end",
    "of",
    "the",
    "in",
    "and",
    "then",
    "on",
    "at",
    "target",
    "date",
    "due",
    "deadline",
    "during",
    "st",
    "nd",
    "rd",
    "th",
    "be",
    "completed",
    "complete",
    "later",
    "than",
    "latest",
    "no",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "thereafter",
    "to",
];

/// Words after which a day is not the day by which something is to be done.
const DOUBT: &[&str] = &[
    "before",
    "after",
    "early",
    "mid",
    "late",
    "beginning",
    "start",
    "within",
    "following",
    "tbc",
    "tba",
    "tbd",
    "or",
    "achieved",
    "done",
    "approx",
    "approximately",
    "circa",
    "provisional",
    "biannually",
    "bimonthly",
    "termly",
    "was",
    "unless",
    "extended",
    "moved",
    "delayed",
    "not",
];

/// Cuts a phrase into its parts.
pub(super) fn atoms<'t>(phrase: &'t str, tokens: &[Token<'t>], years: Years) -> Vec<Atom<'t>> {
    let mut atoms = Vec::new();
    let mut place = 0;
    let mut other: Option<(usize, usize)> = None;
    while let Some(rest) = tokens.get(place..).filter(|rest| !rest.is_empty()) {
        let last = atoms.last().filter(|_| other.is_none());
        let taken = time(rest, years).or_else(|| how_often(rest)).or_else(|| sign(rest, last));
        let taken = taken.or_else(|| dash(last, rest, years));
        let (length, atom) = match taken {
            Some((length, atom)) => (length, Some(atom)),
            None => (1, None),
        };
        match atom {
            Some(atom) => {
                // The end of what could not be read as one, such as `04/13/2009`, says nothing by itself.
                let is_joined = other.is_some_and(|(_, to)| matches!(tokens[to].mark(), Some('/' | '.' | '-')));
                // Nor does the year of what could not be, such as `Easter 2010`.
                let is_year = matches!(atom, Atom::Period(Period::Year(_)));
                let is_part = is_year && other.is_some_and(|(_, to)| tokens[to].mark().is_none());
                atoms.extend((is_joined || is_part).then_some(Atom::Sign(Sign::Doubt)));
                atoms.extend(other.take().map(|(from, to)| Atom::Other(between(phrase, &tokens[from], &tokens[to]))));
                atoms.push(atom);
            }
            None if is_small(&rest[0]) && other.is_none() => {}
            None => other = Some((other.map_or(place, |(from, _)| from), place)),
        }
        place += length;
    }
    atoms.extend(other.map(|(from, to)| Atom::Other(between(phrase, &tokens[from], &tokens[to]))));
    atoms.extend(tells_completion(tokens).then_some(Atom::Sign(Sign::Doubt)));
    atoms
}

/// `Completed March 2010` tells when it was done; `to be completed` and `complete by` when it should be.
fn tells_completion(tokens: &[Token<'_>]) -> bool {
    let words: Vec<_> = tokens.iter().map(|token| token.word().unwrap_or_default()).collect();
    let is_done = |place: usize| {
        let is_ahead = place.checked_sub(1).is_some_and(|before| matches!(words[before], "be" | "to"));
        let is_by = words.get(place + 1) == Some(&"by");
        words[place].starts_with("complete") && !is_ahead && !is_by
    };
    (0..words.len()).any(is_done)
}

fn is_small(token: &Token<'_>) -> bool {
    match token.word() {
        Some(word) => SMALL.contains(&word),
        None => token.mark().is_some(),
    }
}

fn sign<'t>(tokens: &[Token<'t>], last: Option<&Atom<'t>>) -> Option<Taken<'t>> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let mark = |place: usize| tokens.get(place).and_then(Token::mark);
    let sign = |length, sign| Some((length, Atom::Sign(sign)));
    let is_bare_quarter = matches!(word(0), Some("q" | "quarter")) && tokens.get(1).and_then(Token::number).is_some();
    if mark(0) == Some('?') || is_bare_quarter {
        return sign(1, Sign::Doubt);
    }
    match word(0)? {
        "ongoing" | "continuous" | "continuously" | "continuing" | "rolling" | "continual" => sign(1, Sign::Ongoing),
        "on" if word(1) == Some("going") => sign(2, Sign::Ongoing),
        "on" if mark(1) == Some('-') && word(2) == Some("going") => sign(3, Sign::Ongoing),
        "review" | "reviewed" => sign(1, Sign::Review),
        "from" | "starting" | "commencing" | "since" | "onward" | "onwards" => sign(1, Sign::From),
        "to" | "until" | "till" if matches!(last, Some(Atom::Period(_) | Atom::Yearless { .. })) => sign(1, Sign::To),
        word if DOUBT.contains(&word) => sign(1, Sign::Doubt),
        _ => None,
    }
}

/// A dash between two days leads from one to the other.
fn dash<'t>(last: Option<&Atom<'t>>, tokens: &[Token<'t>], years: Years) -> Option<Taken<'t>> {
    let is_dash = tokens.first().and_then(Token::mark) == Some('-');
    let follows = || matches!(time(tokens.get(1..)?, years), Some((_, Atom::Period(_)))).then_some(());
    let leads = is_dash && matches!(last, Some(Atom::Period(_) | Atom::Yearless { .. })) && follows().is_some();
    leads.then_some((1, Atom::Sign(Sign::To)))
}

/// How often something comes round.
fn how_often<'t>(tokens: &[Token<'t>]) -> Option<Taken<'t>> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let every = |length, count, unit| Some((length, Atom::Every(Interval::new(count, unit)?)));
    match word(0) {
        Some("weekly") => every(1, 1, Unit::Week),
        Some("fortnightly") => every(1, 2, Unit::Week),
        Some("monthly") => every(1, 1, Unit::Month),
        Some("quarterly") => every(1, 3, Unit::Month),
        Some("annually" | "annual" | "yearly") => every(1, 1, Unit::Year),
        Some("half") if half_yearly(tokens) => every(3, 6, Unit::Month),
        // `every April`: the month itself is read next.
        Some("every" | "each") if word(1).and_then(month).is_some() => every(1, 1, Unit::Year),
        Some("every" | "each") => {
            let (length, count) = count(tokens.get(1..)?).unwrap_or((0, 1));
            let (factor, unit) = unit(word(1 + length)?)?;
            every(2 + length, count * factor, unit)
        }
        // Six-monthly, 6 monthly.
        Some(_) | None => {
            let (length, count) = count(tokens)?;
            let gap = usize::from(tokens.get(length)?.mark() == Some('-'));
            let unit = match word(length + gap)? {
                "weekly" => Unit::Week,
                "monthly" => Unit::Month,
                "yearly" => Unit::Year,
                _ => return None,
            };
            every(length + gap + 1, count, unit)
        }
    }
}

fn half_yearly(tokens: &[Token<'_>]) -> bool {
    tokens.get(1).and_then(Token::mark) == Some('-') && tokens.get(2).and_then(Token::word) == Some("yearly")
}

/// A small number, in digits or letters.
fn count(tokens: &[Token<'_>]) -> Option<(usize, u32)> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let first = tokens.first()?;
    let in_letters = || first.word().and_then(|word| (1..).zip(WORDS).find(|(_, name)| *name == word));
    let number = first.number().map(|(number, _)| number).or_else(|| in_letters().map(|(number, _)| number))?;
    (1..=60).contains(&number).then_some((1, number))
}

/// So many of a unit of time.
fn unit(word: &str) -> Option<(u32, Unit)> {
    match word.strip_suffix('s').unwrap_or(word) {
        "week" => Some((1, Unit::Week)),
        "fortnight" => Some((2, Unit::Week)),
        "month" => Some((1, Unit::Month)),
        "quarter" => Some((3, Unit::Month)),
        "year" => Some((1, Unit::Year)),
        _ => None,
    }
}
