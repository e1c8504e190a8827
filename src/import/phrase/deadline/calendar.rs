//! Days, months, quarters, seasons and years as people write them, days before months.

use super::Years;
use super::atom::{Atom, Taken};
use crate::import::phrase::words::Token;
use crate::model::{Date, Period, Season};

/// A day, month, quarter, season or year.
pub(super) fn time<'t>(tokens: &[Token<'t>], years: Years) -> Option<Taken<'t>> {
    let period = |(length, period): (usize, Period)| (length, Atom::Period(period));
    let found = in_digits(tokens, years).or_else(|| day_of_month(tokens, years)).or_else(|| month_and_day(tokens));
    let found = found.or_else(|| month_of_year(tokens, years));
    let found =
        found.or_else(|| quarter(tokens, years)).or_else(|| year_and_quarter(tokens)).or_else(|| season(tokens, years));
    let found = found.or_else(|| financial_year(tokens)).or_else(|| whole_year(tokens));
    found.map(period).or_else(|| yearless(tokens))
}

/// `01/04/2009`, `1.4.09`, `2009-04-01`, `04/2009`.
fn in_digits(tokens: &[Token<'_>], years: Years) -> Option<(usize, Period)> {
    let (first, width) = tokens.first()?.number()?;
    let mark = tokens.get(1)?.mark().filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let (second, second_width) = tokens.get(2)?.number()?;
    let third = || (tokens.get(3)?.mark()? == mark).then(|| tokens.get(4)?.number())?;
    match (width, third()) {
        (4, Some((day, _))) => Some((5, Period::Day(date(first, second, day)?))),
        (1..=2, Some((_, digits))) if digits == 2 || digits == 4 => {
            let year = year(tokens.get(4)?, years)?;
            Some((5, Period::Day(Date::new(year, second, first)?)))
        }
        (1..=2, None) if second_width == 4 && (1..=12).contains(&first) => Some((3, month_of(second, first)?)),
        // `2008-11` is no November where that is what the plan itself is called.
        (4, None) if is_of_plan(first, second, years) => None,
        (4, None) if second_width == 2 && (1..=12).contains(&second) && second != (first + 1) % 100 && mark == '-' => {
            Some((3, month_of(first, second)?))
        }
        _ => None,
    }
}

/// Whether two numbers are the first and last year of the plan.
fn is_of_plan(first: u32, last: u32, years: Years) -> bool {
    let year = |date: Option<Date>| date.and_then(|date| u32::try_from(date.numbers().0).ok());
    year(years.starts) == Some(first) && year(years.ends).is_some_and(|ends| ends % 100 == last)
}

/// `1 st Oct 2009`, `1Apr08`, `30th of April, 2010`.
fn day_of_month(tokens: &[Token<'_>], years: Years) -> Option<(usize, Period)> {
    let (length, day, month) = day_and_month(tokens)?;
    let (more, year) = following_year(tokens.get(length..)?, years)?;
    Some((length + more, Period::Day(date_of(year, month, day)?)))
}

/// A day with its month: how many pieces they take, the day and the month.
fn day_and_month(tokens: &[Token<'_>]) -> Option<(usize, u32, u32)> {
    let (day, width) = tokens.first()?.number()?;
    let mut length = 1;
    let word = |place: usize| tokens.get(place).and_then(Token::word);
    length += usize::from(word(length).is_some_and(is_ordinal));
    length += usize::from(word(length) == Some("of") || tokens.get(length).and_then(Token::mark) == Some('-'));
    let month = month(word(length)?)?;
    (width <= 2 && (1..=31).contains(&day)).then_some((length + 1, day, month))
}

/// `March 31st 2009`, `March 31, 2009`: only where a mark or the letters after the day leave no doubt which it is.
fn month_and_day(tokens: &[Token<'_>]) -> Option<(usize, Period)> {
    let month = month(tokens.first()?.word()?)?;
    let (day, width) = tokens.get(1)?.number()?;
    let is_day = tokens.get(2)?.word().is_some_and(is_ordinal) || tokens.get(2)?.mark() == Some(',');
    let gap = usize::from(tokens.get(3)?.mark() == Some(','));
    let (year, digits) = tokens.get(3 + gap)?.number()?;
    (is_day && width <= 2 && digits == 4).then_some((4 + gap, Period::Day(date(year, month, day)?)))
}

/// `Mar 09`, `Apr-25`, `March 2009`.
fn month_of_year(tokens: &[Token<'_>], years: Years) -> Option<(usize, Period)> {
    let month = month(tokens.first()?.word()?)?;
    let (more, year) = following_year(tokens.get(1..)?, years)?;
    Some((1 + more, Period::Month { year, month }))
}

/// The year after a month, with what may stand between them.
fn following_year(tokens: &[Token<'_>], years: Years) -> Option<(usize, i32)> {
    let is_between = |token: &&Token<'_>| match token.word() {
        Some(word) => word == "of",
        None => matches!(token.mark(), Some('-' | ',' | '.' | '\'' | '/')),
    };
    let gap = tokens.iter().take(2).take_while(is_between).count();
    // In `30th Sept 31st Dec` the second number is a day.
    let is_day =
        tokens.get(gap + 1).and_then(Token::word).is_some_and(|word| is_ordinal(word) || month(word).is_some());
    let year = year(tokens.get(gap)?, years).filter(|_| !is_day)?;
    Some((gap + 1, year))
}

/// `Q3 2010`; of a financial year, `Q3 2010/11` is October to December 2010.
fn quarter(tokens: &[Token<'_>], years: Years) -> Option<(usize, Period)> {
    let is_quarter = |token: &Token<'_>| matches!(token.word(), Some("q" | "qtr" | "quarter"));
    let (number, after) = match tokens {
        [word, number, ..] if is_quarter(word) => (number.number()?.0, 2),
        [number, ordinal, word, ..] if is_quarter(word) && ordinal.word().is_some() => (number.number()?.0, 3),
        _ => return None,
    };
    let rest = tokens.get(after..)?;
    let is_small = |token: &Token<'_>| token.word() == Some("of") || matches!(token.mark(), Some(',' | '-' | '/'));
    let gap = rest.iter().take_while(|token| is_small(token)).count();
    let rest = rest.get(gap..)?;
    let period = |year, quarter| (1..=4).contains(&quarter).then_some(Period::Quarter { year, quarter });
    if let Some((length, Period::FinancialYear(year))) = financial_year(rest) {
        return Some((after + gap + length, quarter_from_april(year, number)?));
    }
    Some((after + gap + 1, period(year(rest.first()?, years)?, number)?))
}

/// The quarter of a financial year, which begins in April.
fn quarter_from_april(year: i32, number: u32) -> Option<Period> {
    match number {
        1..=3 => Some(Period::Quarter { year, quarter: number + 1 }),
        4 => Some(Period::Quarter { year: year + 1, quarter: 1 }),
        _ => None,
    }
}

/// `2010 Q3`, `2009/10 Q3`.
fn year_and_quarter(tokens: &[Token<'_>]) -> Option<(usize, Period)> {
    let (length, year) = financial_year(tokens).or_else(|| {
        let (year, width) = tokens.first()?.number()?;
        (width == 4 && (1990..=2100).contains(&year)).then_some((1, Period::Year(i32::try_from(year).ok()?)))
    })?;
    let gap = usize::from(matches!(tokens.get(length)?.mark(), Some('-' | ',' | ':')));
    matches!(tokens.get(length + gap)?.word(), Some("q" | "qtr" | "quarter")).then_some(())?;
    let (number, _) = tokens.get(length + gap + 1)?.number()?;
    let quarter = match year {
        Period::FinancialYear(year) => quarter_from_april(year, number),
        Period::Year(year) => (1..=4).contains(&number).then_some(Period::Quarter { year, quarter: number }),
        Period::Day(_) | Period::Month { .. } | Period::Quarter { .. } | Period::Season { .. } => None,
    };
    Some((length + gap + 2, quarter?))
}

/// `Autumn 2023`, `winter 2022/23`.
fn season(tokens: &[Token<'_>], years: Years) -> Option<(usize, Period)> {
    let season = match tokens.first()?.word()? {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    };
    let gap = usize::from(tokens.get(1)?.word() == Some("of"));
    let rest = tokens.get(1 + gap..)?;
    if let (Season::Winter, Some((length, Period::FinancialYear(year)))) = (season, financial_year(rest)) {
        return Some((1 + gap + length, Period::Season { year, season }));
    }
    Some((2 + gap, Period::Season { year: year(rest.first()?, years)?, season }))
}

/// `2010/11`, `2010-11`, `2010/2011`, `FY 24/25`.
fn financial_year(tokens: &[Token<'_>]) -> Option<(usize, Period)> {
    let is_said = matches!(tokens.first()?.word(), Some("fy" | "financial"));
    let gap = match tokens.first()?.word() {
        Some("fy") => 1,
        Some("financial") if tokens.get(1)?.word() == Some("year") => 2,
        Some(_) => return None,
        None => 0,
    };
    let rest = tokens.get(gap..)?;
    let (first, width) = rest.first()?.number()?;
    matches!(rest.get(1)?.mark(), Some('/' | '-')).then_some(())?;
    let (second, second_width) = rest.get(2)?.number()?;
    let next = first.saturating_add(1);
    let follows = second == next || (second_width == 2 && second == next % 100);
    // `08/09` could be a month; `13/14` could not.
    let is_year = width == 4 || (width == 2 && second_width == 2 && (is_said || first > 12));
    let year = if width == 4 { first } else { first.saturating_add(2000) };
    let ends = rest.get(3).and_then(Token::mark).is_none_or(|mark| !matches!(mark, '/' | '-' | '.'));
    let is_known = (1..9999).contains(&year);
    (follows && is_year && ends && is_known).then_some((gap + 3, Period::FinancialYear(i32::try_from(year).ok()?)))
}

fn whole_year(tokens: &[Token<'_>]) -> Option<(usize, Period)> {
    let (year, width) = tokens.first()?.number()?;
    let stands_alone = tokens.get(1).and_then(Token::mark).is_none_or(|mark| !matches!(mark, '/' | '.' | '-'))
        || tokens.get(2).and_then(Token::number).is_none();
    (width == 4 && (1990..=2100).contains(&year) && stands_alone)
        .then_some((1, Period::Year(i32::try_from(year).ok()?)))
}

/// `30th June`, `November`.
fn yearless<'t>(tokens: &[Token<'t>]) -> Option<Taken<'t>> {
    if let Some((length, day, month)) = day_and_month(tokens) {
        return Some((length, Atom::Yearless { day: Some(day), month }));
    }
    let word = tokens.first()?.word()?;
    // The word `may` is a month only where its number or mark says so.
    let month = month(word).filter(|_| word != "may")?;
    Some((1, Atom::Yearless { day: None, month }))
}

/// The year that a number stands for; two digits by the years that the plan is about.
fn year(token: &Token<'_>, years: Years) -> Option<i32> {
    let (number, width) = token.number()?;
    let number = i32::try_from(number).ok()?;
    match width {
        4 => (1990..=2100).contains(&number).then_some(number),
        2 => {
            let near = years.starts.or(years.ends).map_or(2025, |date| date.numbers().0);
            let century = near - near.rem_euclid(100);
            [century - 100, century, century + 100]
                .map(|century| century + number)
                .into_iter()
                .min_by_key(|year| (year - near).abs())
        }
        _ => None,
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_it = |name: &&str| *name == word || (word.len() >= 3 && word.len() <= 4 && name.starts_with(word));
    (1..).zip(MONTHS).find(|(_, name)| is_it(name)).map(|(number, _)| number)
}

fn month_of(year: u32, month: u32) -> Option<Period> {
    let year = i32::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
    Some(Period::Month { year, month })
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    date_of(i32::try_from(year).ok()?, month, day)
}

fn date_of(year: i32, month: u32, day: u32) -> Option<Date> {
    (1990..=2100).contains(&year).then(|| Date::new(year, month, day))?
}
