//! The parts of a phrase about time: days, months and the like, how often, and the words between them.

use super::Years;
use super::calendar::{month, time, without};
use crate::import::phrase::words::{Token, between};
use crate::import::piece::with_neighbours;
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

/// What the first pieces say, and the pieces after them.
pub(super) type Taken<'s, 't, What = Atom<'t>> = (What, &'s [Token<'t>]);

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
pub(super) fn atoms<'t>(tokens: &[Token<'t>], years: Years) -> Vec<Atom<'t>> {
    let mut atoms = Vec::new();
    let mut left = tokens;
    // The first and last of the pieces that say nothing else.
    let mut other: Option<(&Token<'t>, &Token<'t>)> = None;
    while let Some((first, rest)) = left.split_first() {
        let last = atoms.last().filter(|_| other.is_none());
        let taken = time(left, years).or_else(|| how_often(left)).or_else(|| sign(left, last));
        if let Some((atom, rest)) = taken.or_else(|| dash(last, left, years)) {
            // The end of what could not be read as one, such as `04/13/2009`, says nothing by itself.
            let is_joined = other.is_some_and(|(_, to)| matches!(to.mark(), Some('/' | '.' | '-')));
            // Nor does the year of what could not be, such as `Easter 2010`.
            let is_year = matches!(atom, Atom::Period(Period::Year(_)));
            let is_part = is_year && other.is_some_and(|(_, to)| to.mark().is_none());
            atoms.extend((is_joined || is_part).then_some(Atom::Sign(Sign::Doubt)));
            atoms.extend(other.take().map(|(from, to)| Atom::Other(between(from, to))));
            atoms.push(atom);
            left = rest;
            continue;
        }
        if other.is_some() || !is_small(first) {
            other = Some((other.map_or(first, |(from, _)| from), first));
        }
        left = rest;
    }
    atoms.extend(other.map(|(from, to)| Atom::Other(between(from, to))));
    atoms.extend(tells_completion(tokens).then_some(Atom::Sign(Sign::Doubt)));
    atoms
}

/// `Completed March 2010` tells when it was done; `to be completed` and `complete by` when it should be.
fn tells_completion(tokens: &[Token<'_>]) -> bool {
    let words: Vec<_> = tokens.iter().map(|token| token.word().unwrap_or_default()).collect();
    with_neighbours(&words)
        .any(|[before, word, after]| word.starts_with("complete") && !matches!(before, "be" | "to") && after != "by")
}

fn is_small(token: &Token<'_>) -> bool {
    match token.word() {
        Some(word) => SMALL.contains(&word),
        None => token.mark().is_some(),
    }
}

fn sign<'s, 't>(tokens: &'s [Token<'t>], last: Option<&Atom<'t>>) -> Option<Taken<'s, 't>> {
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    let mark = |place: usize| tokens.get(place).and_then(Token::mark);
    let sign = |length: usize, sign| Some((Atom::Sign(sign), tokens.get(length..)?));
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
fn dash<'s, 't>(last: Option<&Atom<'t>>, tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't>> {
    let (first, rest) = tokens.split_first()?;
    let follows = || matches!(time(rest, years), Some((Atom::Period(_), _)));
    let is_after_day = matches!(last, Some(Atom::Period(_) | Atom::Yearless { .. }));
    (first.mark() == Some('-') && is_after_day && follows()).then_some((Atom::Sign(Sign::To), rest))
}

/// How often something comes round.
fn how_often<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't>> {
    let every = |count, unit, rest| Some((Atom::Every(Interval::new(count, unit)?), rest));
    let (first, rest) = tokens.split_first()?;
    match (first.word(), rest) {
        (Some("weekly"), _) => every(1, Unit::Week, rest),
        (Some("fortnightly"), _) => every(2, Unit::Week, rest),
        (Some("monthly"), _) => every(1, Unit::Month, rest),
        (Some("quarterly"), _) => every(3, Unit::Month, rest),
        (Some("annually" | "annual" | "yearly"), _) => every(1, Unit::Year, rest),
        (Some("half"), [dash, yearly, rest @ ..]) if dash.mark() == Some('-') && yearly.word() == Some("yearly") => {
            every(6, Unit::Month, rest)
        }
        // `every April`: the month itself is read next.
        (Some("every" | "each"), [word, ..]) if word.word().and_then(month).is_some() => every(1, Unit::Year, rest),
        (Some("every" | "each"), _) => {
            let (count, rest) = count(rest).unwrap_or((1, rest));
            let (word, rest) = rest.split_first()?;
            let (factor, unit) = unit(word.word()?)?;
            every(count.checked_mul(factor)?, unit, rest)
        }
        // Six-monthly, 6 monthly.
        (Some(_) | None, _) => {
            let (count, rest) = count(tokens)?;
            let (word, rest) = without(rest, |token| token.mark() == Some('-')).split_first()?;
            let unit = match word.word()? {
                "weekly" => Unit::Week,
                "monthly" => Unit::Month,
                "yearly" => Unit::Year,
                _ => return None,
            };
            every(count, unit, rest)
        }
    }
}

/// A small number, in digits or letters.
fn count<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, u32>> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let (first, rest) = tokens.split_first()?;
    let in_letters = || first.word().and_then(|word| (1..).zip(WORDS).find(|(_, name)| *name == word));
    let number = first.number().map(|(number, _)| number).or_else(|| in_letters().map(|(number, _)| number))?;
    (1..=60).contains(&number).then_some((number, rest))
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
