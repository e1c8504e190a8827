//! Numbers as a sheet shows them, in the language of number formats (ECMA-376 part 1, 18.8.31).
//!
//! What is rarely met (fractions, powers of ten) is shown as it is.

use super::super::Native;
use super::super::piece::{after_start, before, with_neighbours};
use super::super::story::nth;
use super::date::Moment;

/// A number as it is shown, and what it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) native: Option<Native>,
}

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Epoch {
    Of1900,
    Of1904,
}

/// A piece of a number format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `y`, `m`, `d`, `h` or `s`, and how many of them.
    Time(char, usize),
    /// `[h]`, `[mm]` or `[ss]`: all of them, not only what is left over a day, hour or minute.
    Elapsed(char),
    /// `AM/PM`.
    Noon,
    /// `General`, `@`.
    Plain,
    /// What is not understood here: the number is shown as it is.
    Strange,
    /// `[>=100]`.
    If(String),
}

/// The number as this format shows it.
pub(super) fn shown(value: f64, format: Option<&str>, epoch: Epoch) -> Shown {
    let sections: Vec<_> = format.into_iter().flat_map(sections).map(|section| tokens(&section)).collect();
    let Some((section, is_for_negative)) = choose(&sections, value) else { return as_it_is(value) };
    if section.iter().any(|token| matches!(token, Token::Time(..) | Token::Elapsed(_) | Token::Noon)) {
        return Moment::of(value, epoch).map_or_else(|| as_it_is(value), |moment| of_moment(moment, section, value));
    }
    let is_plain = |token: &Token| {
        matches!(token, Token::Plain | Token::Strange) || matches!(token, Token::Literal(text) if text == "/")
    };
    if section.iter().any(is_plain) || !section.iter().any(|token| matches!(token, Token::Digit(_))) {
        return as_it_is(value);
    }
    let sign = if value < 0.0 && !is_for_negative { "-" } else { "" };
    Shown { text: format!("{sign}{}", figures(value.abs(), section).trim()), native: Some(Native::Number(value)) }
}

/// The number with the figures that a person would have typed.
fn as_it_is(value: f64) -> Shown {
    let rounded = format!("{value:.14e}").parse().unwrap_or(value);
    let is_common = rounded == 0.0 || (1e-9..1e15).contains(&f64::abs(rounded));
    let text = if is_common { format!("{rounded}") } else { format!("{rounded:E}") };
    Shown { text, native: Some(Native::Number(value)) }
}

/// The parts of a format for numbers above 0, below 0, for 0 and for texts.
fn sections(format: &str) -> Vec<String> {
    let (mut sections, mut letters) = (vec![String::new()], format.chars());
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            ';' if !is_quoted => {
                sections.push(String::new());
                continue;
            }
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        if let Some(section) = sections.last_mut() {
            section.push(letter);
            if letter == '\\' && !is_quoted {
                section.extend(letters.next());
            }
        }
    }
    sections
}

/// The section for a number, and whether it is one that shows the sign by itself.
fn choose(sections: &[Vec<Token>], value: f64) -> Option<(&[Token], bool)> {
    let condition = |section: &[Token]| {
        section.iter().find_map(|token| if let Token::If(condition) = token { Some(condition.clone()) } else { None })
    };
    if sections.iter().any(|section| condition(section).is_some()) {
        let fits = |section: &&Vec<Token>| condition(section).is_none_or(|condition| holds(&condition, value));
        return sections.iter().find(fits).map(|section| (section.as_slice(), false));
    }
    match sections {
        [] => None,
        [_, _, zero, ..] if value == 0.0 => Some((zero, false)),
        [_, negative, ..] if value < 0.0 => Some((negative, true)),
        [first, ..] => Some((first, false)),
    }
}

fn holds(condition: &str, value: f64) -> bool {
    let mark = condition.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | 'E'));
    let Ok(limit) = condition.get(mark.len()..).unwrap_or_default().parse::<f64>() else { return false };
    match mark {
        "<" => value < limit,
        "<=" => value <= limit,
        ">" => value > limit,
        ">=" => value >= limit,
        "<>" => (value - limit).abs() > f64::EPSILON,
        _ => (value - limit).abs() <= f64::EPSILON,
    }
}

fn tokens(section: &str) -> Vec<Token> {
    let (mut tokens, mut rest) = (Vec::new(), section);
    while let Some((token, after)) = token(rest) {
        tokens.extend(token);
        rest = after;
    }
    minutes(&mut tokens);
    tokens
}

/// The piece at the start of a format, and what follows it; a piece that shows nothing is none.
fn token(text: &str) -> Option<(Option<Token>, &str)> {
    if let Some(rest) = after_start(text, "general") {
        return Some((Some(Token::Plain), rest));
    }
    if let Some(rest) = after_start(text, "am/pm").or_else(|| after_start(text, "a/p")) {
        return Some((Some(Token::Noon), rest));
    }
    let mut letters = text.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    let (next, after_next) = (letters.next(), letters.as_str());
    Some(match first {
        '"' => {
            let (words, after) = rest.split_once('"').unwrap_or((rest, ""));
            (Some(Token::Literal(words.to_owned())), after)
        }
        '\\' => (next.map(|letter| Token::Literal(letter.into())), after_next),
        '_' => (Some(Token::Literal(" ".into())), after_next),
        '*' => (None, after_next),
        '[' => match rest.split_once(']') {
            Some((inside, after)) => (bracketed(inside), after),
            None => (Some(Token::Strange), ""),
        },
        '@' => (Some(Token::Plain), rest),
        '0' | '#' | '?' => (Some(Token::Digit(first)), rest),
        '.' => (Some(Token::Point), rest),
        ',' => (Some(Token::Comma), rest),
        '%' => (Some(Token::Percent), rest),
        'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
            let after = text.trim_start_matches([first.to_ascii_lowercase(), first.to_ascii_uppercase()]);
            (Some(Token::Time(first.to_ascii_lowercase(), before(text, after).len())), after)
        }
        'e' | 'E' => (Some(Token::Strange), rest),
        letter => (Some(Token::Literal(letter.into())), rest),
    })
}

/// What stands in square brackets: a currency, a condition, an elapsed time, or a colour, which is left out.
fn bracketed(inside: &str) -> Option<Token> {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
    }
    if inside.starts_with(['<', '>', '=']) {
        return Some(Token::If(inside.to_owned()));
    }
    let first = inside.chars().next()?.to_ascii_lowercase();
    let is_time = matches!(first, 'h' | 'm' | 's') && inside.chars().all(|letter| letter.eq_ignore_ascii_case(&first));
    is_time.then_some(Token::Elapsed(first))
}

/// An `m` beside hours or seconds means minutes; it becomes an `i`.
fn minutes(tokens: &mut [Token]) {
    let times = tokens.iter().filter_map(|token| match token {
        Token::Time(letter, _) | Token::Elapsed(letter) => Some(*letter),
        _ => None,
    });
    let letters: Vec<_> = times.collect();
    let times = tokens.iter_mut().filter(|token| matches!(token, Token::Time(..) | Token::Elapsed(_)));
    for (token, beside) in times.zip(with_neighbours(&letters)) {
        if let Token::Time(letter @ 'm', 1..=2) = token
            && matches!(beside, ['h', ..] | [.., 's'])
        {
            *letter = 'i';
        }
    }
}

fn of_moment(moment: Moment, section: &[Token], value: f64) -> Shown {
    let has_noon = section.contains(&Token::Noon);
    let text: String = section
        .iter()
        .map(|token| match token {
            Token::Literal(text) => text.clone(),
            Token::Time(letter, count) => moment.part(*letter, *count, has_noon),
            Token::Elapsed(letter) => moment.elapsed(*letter),
            Token::Noon => moment.half().to_owned(),
            Token::Comma => ",".to_owned(),
            Token::Point => ".".to_owned(),
            Token::Digit(digit) => digit.to_string(),
            Token::Percent | Token::Plain | Token::Strange | Token::If(_) => String::new(),
        })
        .collect();
    let shows_day = section.iter().any(|token| matches!(token, Token::Time('y' | 'm' | 'd', _)));
    let native = if shows_day { moment.date.map(Native::Date) } else { Some(Native::Number(value)) };
    // Hundredths of a second are no part of a plan.
    Shown { text: text.trim_end_matches(".0").trim_end_matches(".00").trim().to_owned(), native }
}

/// The figures of a number that is not below 0, with what the format puts around and between them.
fn figures(value: f64, section: &[Token]) -> String {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let point = section.iter().position(|token| *token == Token::Point).unwrap_or(section.len());
    let (whole, part) = section.split_at(point);
    let (before_last, after_last) = section.split_at(section.iter().rposition(is_digit).map_or(0, nth));
    let thousands = after_last.iter().take_while(|token| **token == Token::Comma).count();
    let is_grouped = before_last.iter().skip_while(|token| !is_digit(token)).any(|token| *token == Token::Comma);
    let percents = section.iter().filter(|token| **token == Token::Percent).count();
    let scale =
        |count: usize, by: i32| f64::powi(10.0, i32::try_from(count.min(10)).unwrap_or_default().saturating_mul(by));
    let decimals = part.iter().filter(|token| is_digit(token)).count().min(15);
    let value = value * scale(percents, 2) / scale(thousands, 3);
    let rounded = (value * scale(decimals, 1)).round() / scale(decimals, 1);
    // Too large to be moved: it has no figures after the point.
    let text = format!("{:.decimals$}", if rounded.is_finite() { rounded } else { value });
    let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let needed = part.iter().filter(|token| is_digit(token)).take(decimals).enumerate();
    let needed_zeros =
        needed.filter(|(_, token)| **token == Token::Digit('0')).map(|(at, _)| nth(at)).last().unwrap_or(0);
    let kept = fraction.trim_end_matches('0').len().max(needed_zeros).min(fraction.len());
    before_point(integer, whole, is_grouped) + &after_point(fraction.get(..kept).unwrap_or_default(), part)
}

/// The whole part: its figures fill the places of the format from the right; those left over stand at the first.
fn before_point(integer: &str, tokens: &[Token], is_grouped: bool) -> String {
    let places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut figures = if integer == "0" { String::new() } else { integer.to_owned() }.into_bytes();
    let (mut text, mut seen, mut written) = (Vec::new(), 0, 0);
    let mut write = |text: &mut Vec<char>, figure: char| {
        if is_grouped && written > 0 && written % 3 == 0 {
            text.push(',');
        }
        written = nth(written);
        text.push(figure);
    };
    for token in tokens.iter().rev() {
        match token {
            Token::Digit(kind) => {
                seen = nth(seen);
                match figures.pop() {
                    Some(figure) => write(&mut text, char::from(figure)),
                    None if *kind == '0' => write(&mut text, '0'),
                    None => {}
                }
                while let Some(figure) = (seen == places).then(|| figures.pop()).flatten() {
                    write(&mut text, char::from(figure));
                }
            }
            Token::Literal(literal) => text.extend(literal.chars().rev()),
            Token::Percent => text.push('%'),
            _ => {}
        }
    }
    text.iter().rev().collect()
}

fn after_point(fraction: &str, tokens: &[Token]) -> String {
    let mut figures = fraction.chars();
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Point if !fraction.is_empty() => text.push('.'),
            Token::Digit(_) => text.extend(figures.next()),
            Token::Literal(literal) => text.push_str(literal),
            Token::Percent => text.push('%'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Epoch, Native, shown};
    use crate::model::Date;

    fn text(value: f64, format: &str) -> String {
        shown(value, Some(format), Epoch::Of1900).text
    }

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        for (value, format, expected) in [
            (1.1, "General", "1.1"),
            (1.1, "0.00", "1.10"),
            (1.1, "@", "1.1"),
            (0.1 + 0.2, "General", "0.3"),
            (2_500.0, "#,##0", "2,500"),
            (1_234_567.891, "#,##0.00", "1,234,567.89"),
            (2_500.0, "\"£\"#,##0;[Red]-\"£\"#,##0", "£2,500"),
            (-2_500.0, "\"£\"#,##0;[Red]-\"£\"#,##0", "-£2,500"),
            (-5.0, "0.0", "-5.0"),
            (2_500.0, "[$£-809]#,##0.00", "£2,500.00"),
            (2_500.0, "_-£* #,##0_-;-£* #,##0_-;_-£* \"-\"??_-;_-@_-", "£2,500"),
            (2_500.0, "£#,##0,\"K\"", "£3K"),
            (0.5, "0%", "50%"),
            (0.125, "0.0%", "12.5%"),
            (2.5, "0", "3"),
            (7.0, "000", "007"),
            (11.0, "0\".\"0", "1.1"),
            (1.5, "0.##", "1.5"),
            (2.0, "0.##", "2"),
            (3.0, "\"Action \"0", "Action 3"),
            (0.0, "0;-0;\"none\"", "0"),
            (150.0, "[>=100]0\" many\";0\" few\"", "150 many"),
            (1.5, "# ?/?", "1.5"),
            (1.5, "", "1.5"),
            (1.5, "[£", "1.5"),
            (1e20, "General", "1E20"),
        ] {
            assert_eq!(text(value, format), expected, "{value} {format}");
        }
    }

    #[test]
    fn dates_are_shown_as_the_sheet_shows_them() {
        let first_of_july = 39_995.0;
        for (format, expected) in [
            ("dd/mm/yyyy", "01/07/2009"),
            ("d mmm yy", "1 Jul 09"),
            ("mmm-yy", "Jul-09"),
            ("[$-809]dddd\\ dd\\ mmmm\\ yyyy;@", "Wednesday 01 July 2009"),
            ("dd/mm/yyyy hh:mm", "01/07/2009 00:00"),
            ("mmmmm", "J"),
            ("d\"st\" mmmm", "1st July"),
            ("YYYY-MM-DD", "2009-07-01"),
        ] {
            let shown = shown(first_of_july, Some(format), Epoch::Of1900);
            assert_eq!(shown.text, expected, "{format}");
            assert_eq!(shown.native, Date::new(2009, 7, 1).map(Native::Date), "{format}");
        }
        assert_eq!(text(0.5, "h:mm AM/PM"), "12:00 PM");
        assert_eq!(text(39_995.75, "dd/mm/yy hh:mm"), "01/07/09 18:00");
        assert_eq!(text(1.25, "[h]:mm"), "30:00");
        assert_eq!(shown(0.5, Some("h:mm"), Epoch::Of1900).native, Some(Native::Number(0.5)));
    }

    #[test]
    fn days_are_counted_from_the_day_of_the_workbook() {
        let day = |value, epoch| shown(value, Some("yyyy-mm-dd"), epoch).text;
        assert_eq!(day(1.0, Epoch::Of1900), "1900-01-01");
        assert_eq!(day(61.0, Epoch::Of1900), "1900-03-01");
        assert_eq!(day(0.0, Epoch::Of1904), "1904-01-01");
        assert_eq!(day(38_533.0, Epoch::Of1904), "2009-07-01");
        assert_eq!(day(-1.0, Epoch::Of1900), "-1");
        assert_eq!(day(1e12, Epoch::Of1900), "1000000000000");
        assert_eq!(day(f64::NAN, Epoch::Of1900), "NaN");
    }
}
