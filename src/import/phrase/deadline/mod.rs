//! When something is to be done, as people write it: `1 st Oct 2009`, `By end of 2022`, `Quarterly 30th June / …`.
//!
//! Days come before months, as in the United Kingdom. A phrase is cut into days, months, seasons and the like, words for
//! how often, and other words; from what there is of each follows what it says, or that nobody can be sure.

mod atom;
mod calendar;

use super::Phrase;
use super::words::{is_too_long, tokens};
use crate::model::{Date, Deadline, Interval, Period, Recurrence, is_placeholder};
use atom::{Atom, Sign, atoms};

/// The years that a document is about, by which short years and days without a year are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// The first day of the plan.
    pub starts: Option<Date>,
    /// The last day of the plan.
    pub ends: Option<Date>,
}

/// When something is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    pub deadline: Option<Deadline>,
    pub recurs: Option<Recurrence>,
    pub review: Option<Date>,
}

/// The numbers that spreadsheets use for the days from 1 January 2000 to 31 December 2099.
const SERIALS: std::ops::RangeInclusive<u32> = 36_526..=73_050;

/// Reads the words for when something is to be done.
#[must_use]
pub fn read(words: &str, years: Years) -> Phrase<When> {
    if is_placeholder(words) || is_too_long(words) {
        return Phrase::doubtful(When::default(), words.trim());
    }
    let day = without_midnight(words);
    let found = Found::of(&atoms(&tokens(day), years));
    found.when(years).unwrap_or_else(|| Phrase::doubtful(When::default(), words.trim()))
}

/// A day without the hour that programs put after it.
fn without_midnight(words: &str) -> &str {
    let words = words.trim();
    let day = [" 00:00:00", "T00:00:00", " 00:00"].iter().find_map(|midnight| words.strip_suffix(midnight));
    day.filter(|day| day.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(words)
}

/// The day that a spreadsheet shows for a number, where the number can be one of this century's days.
#[must_use]
pub fn of_serial(number: f64) -> Option<Date> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be a whole day of this century"
    )]
    let serial = (number.fract() == 0.0 && (0.0..100_000.0).contains(&number)).then_some(number as u32)?;
    // Day 1 is 1 January 1900, and the 29 February that 1900 never had is counted.
    let epoch = Date::new(1899, 12, 30)?;
    SERIALS.contains(&serial).then(|| epoch.plus_days(i64::from(serial)))
}

/// The day, month or longer time with which a text begins, and what stands after it.
pub(super) fn leading(text: &str, years: Years) -> Option<(Period, &str)> {
    let tokens = tokens(text);
    let (atom, rest) = calendar::time(&tokens, years)?;
    let last = tokens.get(..tokens.len().checked_sub(rest.len())?)?.last()?;
    match atom {
        Atom::Period(period) => Some((period, last.after)),
        Atom::Yearless { .. } | Atom::Every(_) | Atom::Sign(_) | Atom::Other(_) => None,
    }
}

/// What a phrase holds of each kind.
#[derive(Default)]
struct Found {
    periods: Vec<Period>,
    /// Days and months without a year.
    yearless: Vec<(Option<u32>, u32)>,
    every: Option<Interval>,
    signs: Vec<Sign>,
    rest: Vec<String>,
}

impl Found {
    fn of(atoms: &[Atom<'_>]) -> Self {
        let mut found = Self::default();
        for atom in atoms {
            match atom {
                Atom::Period(period) => found.periods.push(*period),
                Atom::Yearless { day, month } => found.yearless.push((*day, *month)),
                Atom::Every(interval) => found.every = Some(*interval),
                Atom::Sign(sign) => found.signs.push(*sign),
                Atom::Other(words) => found.rest.push((*words).to_owned()),
            }
        }
        found
    }

    fn has(&self, sign: Sign) -> bool {
        self.signs.contains(&sign)
    }

    /// What it says; nothing where that is not certain.
    fn when(self, years: Years) -> Option<Phrase<When>> {
        if self.has(Sign::Doubt) {
            return None;
        }
        let rest = self.rest.join(" … ");
        match (self.every.and_then(|every| self.recurring(every, years)), self.has(Sign::Ongoing)) {
            (Some(when), _) => Some(Phrase::with_rest(when, rest)),
            (None, true) => Some(self.ongoing(rest)),
            (None, false) if self.every.is_some() => None,
            (None, false) => self.once(),
        }
    }

    /// Something that comes round: from its first day, which the words give or the plan's first year does.
    fn recurring(&self, every: Interval, years: Years) -> Option<When> {
        let from = match (self.periods.as_slice(), self.yearless.as_slice()) {
            ([first, others @ ..], []) => {
                let turns = Recurrence { every, from: first.due() };
                others.iter().all(|other| turns.falls_on(other.due())).then_some(first.due())?
            }
            ([], days @ [_, ..]) => {
                let starts = years.starts?;
                days.iter().filter_map(|(day, month)| next(*day, *month, starts)).min()?
            }
            ([], []) | ([_, ..], [_, ..]) => return None,
        };
        Some(When { recurs: Some(Recurrence { every, from }), ..When::default() })
    }

    /// Something without an end; of a day beside it only a review is certain.
    fn ongoing(self, rest: String) -> Phrase<When> {
        let review = match (self.has(Sign::Review), self.periods.as_slice()) {
            (true, [only]) => Some(only.due()),
            (true | false, _) => None,
        };
        let when = When { deadline: Some(Deadline::Ongoing), review, recurs: None };
        let is_all = self.periods.is_empty() && self.yearless.is_empty() && self.every.is_none();
        if review.is_some() || is_all {
            return Phrase::with_rest(when, rest);
        }
        let days: Vec<_> = self.periods.iter().map(|period| period.in_words()).collect();
        Phrase { value: when, is_certain: false, rest: Some(format!("{} {rest}", days.join(", ")).trim().to_owned()) }
    }

    fn once(&self) -> Option<Phrase<When>> {
        let rest = self.rest.join(" … ");
        let by = |period: Period| When { deadline: Some(Deadline::By(period)), ..When::default() };
        let when = match (self.periods.as_slice(), self.yearless.as_slice()) {
            ([only], []) if self.has(Sign::Review) => When { review: Some(only.due()), ..When::default() },
            // What begins on a day has no end by that.
            ([_], []) if self.has(Sign::From) => return None,
            ([only], []) => by(*only),
            ([first, last], []) if self.has(Sign::To) && first.due() < last.due() => {
                return Some(Phrase::with_rest(by(*last), format!("from {} {rest}", first.in_words()).trim()));
            }
            // `April – June 2009`: the year holds for both.
            ([last], [(day, month)]) if self.has(Sign::To) => {
                let first = next(*day, *month, Date::new(last.due().numbers().0, 1, 1)?)?;
                let begins = if day.is_some() { Period::Day(first) } else { Period::month_of(first) };
                let is_before = first < last.due();
                return is_before
                    .then(|| Phrase::with_rest(by(*last), format!("from {} {rest}", begins.in_words()).trim()));
            }
            ([] | [_, ..], _) => return None,
        };
        Some(Phrase::with_rest(when, rest))
    }
}

/// The first such day, or last day of such a month, from a day on.
fn next(day: Option<u32>, month: u32, from: Date) -> Option<Date> {
    let (year, ..) = from.numbers();
    let of = |year| match day {
        Some(day) => Date::new(year, month, day),
        None => Date::month_end(year, month),
    };
    (year..).take(5).filter_map(of).find(|date| *date >= from)
}

#[cfg(test)]
mod tests;
