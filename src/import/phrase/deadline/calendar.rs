//! Days, months, quarters, seasons and years as people write them, days before months.

use super::Years;
use super::atom::{Atom, Taken};
use crate::import::phrase::words::Token;
use crate::import::piece::after_start;
use crate::model::{Date, MONTHS, Period, Season};

/// A day, month, quarter, season or year.
pub(super) fn time<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't>> {
    let found = in_digits(tokens, years).or_else(|| day_of_month(tokens, years)).or_else(|| month_and_day(tokens));
    let found = found.or_else(|| month_of_year(tokens, years));
    let found =
        found.or_else(|| quarter(tokens, years)).or_else(|| year_and_quarter(tokens)).or_else(|| season(tokens, years));
    let found = found.or_else(|| financial_year(tokens).map(financial)).or_else(|| whole_year(tokens));
    found.map(|(period, rest)| (Atom::Period(period), rest)).or_else(|| yearless(tokens))
}

/// `01/04/2009`, `1.4.09`, `2009-04-01`, `04/2009`.
fn in_digits<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, Period>> {
    let [first, mark, second, rest @ ..] = tokens else { return None };
    let (first, width) = first.number()?;
    let mark = mark.mark().filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let (second, second_width) = second.number()?;
    let third = match rest {
        [again, third, rest @ ..] if again.mark() == Some(mark) => {
            third.number().map(|(_, digits)| (third, digits, rest))
        }
        _ => None,
    };
    match (width, third) {
        (4, Some((day, _, rest))) => Some((Period::Day(date(first, second, day.number()?.0)?), rest)),
        (1..=2, Some((last, 2 | 4, rest))) => Some((Period::Day(Date::new(year(last, years)?, second, first)?), rest)),
        (1..=2, None) if second_width == 4 && (1..=12).contains(&first) => Some((month_of(second, first)?, rest)),
        // `2008-11` is no November where that is what the plan itself is called.
        (4, None) if is_of_plan(first, second, years) => None,
        (4, None) if second_width == 2 && (1..=12).contains(&second) && !follows(first, second) && mark == '-' => {
            Some((month_of(first, second)?, rest))
        }
        _ => None,
    }
}

/// Whether two numbers are the first and last year of the plan.
fn is_of_plan(first: u32, last: u32, years: Years) -> bool {
    let year = |date: Option<Date>| date.and_then(|date| u32::try_from(date.numbers().0).ok());
    year(years.starts) == Some(first) && year(years.ends).is_some_and(|ends| ends % 100 == last)
}

/// Whether a year in two digits comes after another: `11` after `2010`.
fn follows(year: u32, short: u32) -> bool {
    year.checked_add(1).is_some_and(|next| next % 100 == short)
}

/// `1 st Oct 2009`, `1Apr08`, `30th of April, 2010`.
fn day_of_month<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, Period>> {
    let ((day, month), rest) = day_and_month(tokens)?;
    let (year, rest) = following_year(rest, years)?;
    Some((Period::Day(date_of(year, month, day)?), rest))
}

/// A day with its month.
fn day_and_month<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, (u32, u32)>> {
    let (first, rest) = tokens.split_first()?;
    let (day, width) = first.number()?;
    let rest = without(rest, |token| token.word().is_some_and(is_ordinal));
    let rest = without(rest, |token| token.word() == Some("of") || token.mark() == Some('-'));
    let (word, rest) = rest.split_first()?;
    let month = month(word.word()?)?;
    (width <= 2 && (1..=31).contains(&day)).then_some(((day, month), rest))
}

/// The pieces but for the first where it is such a one.
pub(super) fn without<'s, 't>(tokens: &'s [Token<'t>], is_such: impl Fn(&Token<'_>) -> bool) -> &'s [Token<'t>] {
    match tokens {
        [first, rest @ ..] if is_such(first) => rest,
        _ => tokens,
    }
}

/// `March 31st 2009`, `March 31, 2009`: only where a mark or the letters after the day leave no doubt which it is.
fn month_and_day<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, Period>> {
    let [first, second, sign, rest @ ..] = tokens else { return None };
    let month = month(first.word()?)?;
    let (day, width) = second.number()?;
    let is_day = sign.word().is_some_and(is_ordinal) || sign.mark() == Some(',');
    let (last, rest) = without(rest, |token| token.mark() == Some(',')).split_first()?;
    let (year, digits) = last.number()?;
    (is_day && width <= 2 && digits == 4).then_some((Period::Day(date(year, month, day)?), rest))
}

/// `Mar 09`, `Apr-25`, `March 2009`.
fn month_of_year<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, Period>> {
    let (first, rest) = tokens.split_first()?;
    let month = month(first.word()?)?;
    let (year, rest) = following_year(rest, years)?;
    Some((Period::Month { year, month }, rest))
}

/// The year after a month, with what may stand between them.
fn following_year<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, i32>> {
    let is_between = |token: &Token<'_>| match token.word() {
        Some(word) => word == "of",
        None => matches!(token.mark(), Some('-' | ',' | '.' | '\'' | '/')),
    };
    let (first, rest) = without(without(tokens, is_between), is_between).split_first()?;
    // In `30th Sept 31st Dec` the second number is a day.
    let is_day = rest.first().and_then(Token::word).is_some_and(|word| is_ordinal(word) || month(word).is_some());
    let year = year(first, years).filter(|_| !is_day)?;
    Some((year, rest))
}

/// `Q3 2010`; of a financial year, `Q3 2010/11` is October to December 2010.
fn quarter<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, Period>> {
    let (number, rest) = match tokens {
        [word, number, rest @ ..] if is_quarter(word) => (number.number()?.0, rest),
        [number, ordinal, word, rest @ ..] if is_quarter(word) && ordinal.word().is_some() => {
            (number.number()?.0, rest)
        }
        _ => return None,
    };
    let is_small = |token: &&Token<'_>| token.word() == Some("of") || matches!(token.mark(), Some(',' | '-' | '/'));
    let gap = rest.iter().take_while(is_small).count();
    let rest = rest.get(gap..)?;
    if let Some((year, rest)) = financial_year(rest) {
        return Some((quarter_from_april(year, number)?, rest));
    }
    let (first, rest) = rest.split_first()?;
    Some((quarter_of(year(first, years)?, number)?, rest))
}

fn is_quarter(token: &Token<'_>) -> bool {
    matches!(token.word(), Some("q" | "qtr" | "quarter"))
}

fn quarter_of(year: i32, quarter: u32) -> Option<Period> {
    (1..=4).contains(&quarter).then_some(Period::Quarter { year, quarter })
}

/// The quarter of a financial year, which begins in April.
fn quarter_from_april(year: i32, number: u32) -> Option<Period> {
    match number {
        1 => quarter_of(year, 2),
        2 => quarter_of(year, 3),
        3 => quarter_of(year, 4),
        4 => quarter_of(year.checked_add(1)?, 1),
        _ => None,
    }
}

/// `2010 Q3`, `2009/10 Q3`.
fn year_and_quarter<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, Period>> {
    let (is_financial, (year, rest)) = match financial_year(tokens) {
        Some(found) => (true, found),
        None => (false, full_year(tokens)?),
    };
    let rest = without(rest, |token| matches!(token.mark(), Some('-' | ',' | ':')));
    let [word, number, rest @ ..] = rest else { return None };
    let (number, _) = number.number().filter(|_| is_quarter(word))?;
    let found = if is_financial { quarter_from_april(year, number) } else { quarter_of(year, number) };
    Some((found?, rest))
}

/// `Autumn 2023`, `winter 2022/23`.
fn season<'s, 't>(tokens: &'s [Token<'t>], years: Years) -> Option<Taken<'s, 't, Period>> {
    let (first, rest) = tokens.split_first()?;
    let season = match first.word()? {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    };
    let rest = without(rest, |token| token.word() == Some("of"));
    if let (Season::Winter, Some((year, rest))) = (season, financial_year(rest)) {
        return Some((Period::Season { year, season }, rest));
    }
    let (first, rest) = rest.split_first()?;
    Some((Period::Season { year: year(first, years)?, season }, rest))
}

/// The year in which a financial year begins: `2010/11`, `2010-11`, `2010/2011`, `FY 24/25`.
fn financial_year<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, i32>> {
    let is_said = matches!(tokens.first()?.word(), Some("fy" | "financial"));
    let bare = match tokens {
        [fy, rest @ ..] if fy.word() == Some("fy") => rest,
        [financial, year, rest @ ..] if financial.word() == Some("financial") && year.word() == Some("year") => rest,
        _ => tokens,
    };
    let [first, mark, second, rest @ ..] = bare else { return None };
    let (first, width) = first.number()?;
    matches!(mark.mark(), Some('/' | '-')).then_some(())?;
    let (second, second_width) = second.number()?;
    let is_next = first.checked_add(1) == Some(second) || (second_width == 2 && follows(first, second));
    // `08/09` could be a month; `13/14` could not.
    let is_year = width == 4 || (width == 2 && second_width == 2 && (is_said || first > 12));
    let year = if width == 4 { first } else { first.checked_add(2000)? };
    let ends = rest.first().and_then(Token::mark).is_none_or(|mark| !matches!(mark, '/' | '-' | '.'));
    let is_known = (1..9999).contains(&year);
    (is_next && is_year && ends && is_known).then_some((i32::try_from(year).ok()?, rest))
}

fn financial<'s, 't>((year, rest): Taken<'s, 't, i32>) -> Taken<'s, 't, Period> {
    (Period::FinancialYear(year), rest)
}

/// A year in four digits.
fn full_year<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, i32>> {
    let (first, rest) = tokens.split_first()?;
    let (year, width) = first.number()?;
    (width == 4 && (1990..=2100).contains(&year)).then_some((i32::try_from(year).ok()?, rest))
}

/// `2010`, where no month or second year follows it.
fn whole_year<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't, Period>> {
    let (year, rest) = full_year(tokens)?;
    let stands_alone = rest.first().and_then(Token::mark).is_none_or(|mark| !matches!(mark, '/' | '.' | '-'))
        || rest.get(1).and_then(Token::number).is_none();
    stands_alone.then_some((Period::Year(year), rest))
}

/// `30th June`, `November`.
fn yearless<'s, 't>(tokens: &'s [Token<'t>]) -> Option<Taken<'s, 't>> {
    if let Some(((day, month), rest)) = day_and_month(tokens) {
        return Some((Atom::Yearless { day: Some(day), month }, rest));
    }
    let (first, rest) = tokens.split_first()?;
    let word = first.word()?;
    // The word `may` is a month only where its number or mark says so.
    let month = month(word).filter(|_| word != "may")?;
    Some((Atom::Yearless { day: None, month }, rest))
}

/// The year that a number stands for; two digits by the years that the plan is about.
fn year(token: &Token<'_>, years: Years) -> Option<i32> {
    let (number, width) = token.number()?;
    let number = i32::try_from(number).ok()?;
    match width {
        4 => (1990..=2100).contains(&number).then_some(number),
        2 => {
            let near = years.starts.or(years.ends).map_or(2025, |date| date.numbers().0);
            let around = near.saturating_sub(50)..=near.saturating_add(49);
            around.into_iter().find(|year| year.rem_euclid(100) == number)
        }
        _ => None,
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

pub(super) fn month(word: &str) -> Option<u32> {
    let is_it = |name: &str| {
        name.eq_ignore_ascii_case(word) || (matches!(word.len(), 3 | 4) && after_start(name, word).is_some())
    };
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
