//! Days as people type them.

use crate::model::{Date, Period};

/// Reads `2026-06-30`, `today`, or a day counted from today: `today+30d`, `today-2w`, `today+3m`, `today-1y`.
///
/// # Errors
///
/// What is wrong with the text, and what to type instead.
pub fn day(text: &str, today: Date) -> Result<Date, String> {
    Date::parse(text)
        .or_else(|| relative(&text.to_lowercase(), today))
        .ok_or_else(|| format!("`{text}` is not a day; write it as 2026-06-30, `today` or `today+30d`"))
}

/// The first and the last day of a period, or of what [`day`] reads; nothing where it is neither.
pub(super) fn days(text: &str, today: Date) -> Option<(Date, Date)> {
    let period = day(text, today).ok().map(Period::Day).or_else(|| Period::parse(text))?;
    Some((period.first_day(), period.due()))
}

fn relative(text: &str, today: Date) -> Option<Date> {
    let rest = match text {
        "today" => return Some(today),
        "yesterday" => return Some(today.plus_days(-1)),
        "tomorrow" => return Some(today.plus_days(1)),
        _ => text.strip_prefix("today")?,
    };
    let (sign, rest): (i64, _) =
        rest.strip_prefix('+').map(|rest| (1, rest)).or_else(|| rest.strip_prefix('-').map(|rest| (-1, rest)))?;
    let unit = rest.chars().next_back()?;
    let count: u32 = rest.strip_suffix(unit)?.parse().ok().filter(|count| *count <= 100_000)?;
    match unit {
        'd' => Some(today.plus_days(sign.saturating_mul(i64::from(count)))),
        'w' => Some(today.plus_days(sign.saturating_mul(7).saturating_mul(i64::from(count)))),
        'm' => Some(months(today, sign, count)),
        'y' => Some(months(today, sign, count.saturating_mul(12))),
        _ => None,
    }
}

fn months(today: Date, sign: i64, count: u32) -> Date {
    if sign.is_negative() { today.minus_months(count) } else { today.plus_months(count) }
}

#[cfg(test)]
mod tests {
    use super::{Date, day};

    #[test]
    fn days_are_read_as_people_type_them() {
        let today = Date::parse("2026-03-31").expect("a date");
        let read = |text| day(text, today).map(|day| day.to_string());
        assert_eq!(read("2009-07-01").as_deref(), Ok("2009-07-01"));
        assert_eq!(read("today").as_deref(), Ok("2026-03-31"));
        assert_eq!(read("yesterday").as_deref(), Ok("2026-03-30"));
        assert_eq!(read("Tomorrow").as_deref(), Ok("2026-04-01"));
        assert_eq!(read("Today+30d").as_deref(), Ok("2026-04-30"));
        assert_eq!(read("today-1m").as_deref(), Ok("2026-02-28"));
        assert_eq!(read("today-1y").as_deref(), Ok("2025-03-31"));
        assert_eq!(read("today+2w").as_deref(), Ok("2026-04-14"));
        for text in ["", "soon", "today+", "today+d", "today+3", "today+3x", "2026-02-30", "today+999999d"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
