//! A day in the calendar.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

/// A day, written in a plan file as a TOML local date such as `2009-07-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// The names of the months, from January.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month by its number, from 1 to 12.
#[must_use]
pub fn month_name(number: u32) -> &'static str {
    (1..).zip(MONTHS).find(|(month, _)| *month == number).map_or("", |(_, name)| name)
}

impl Date {
    /// The name under which a reader of files hands a date over as its number of days (see [`Date::from_days`]).
    pub const TOKEN: &str = "date";

    /// The last day that a plan file can give.
    pub const LAST: Self = match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(date) => Self(date),
        None => Self(NaiveDate::MAX),
    };

    /// The day with these numbers, or nothing where the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        (1..=9999).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day))?.map(Self)
    }

    /// The day this many days after the start of the common era (1 January of year 1 is day 1).
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(days).map(Self)
    }

    /// Days since the start of the common era; the inverse of [`Date::from_days`].
    #[must_use]
    pub fn days(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// Reads `2009-07-01`: four, two and two digits, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let date = Self::new(i32::try_from(digits(year, 4)?).ok()?, digits(month, 2)?, digits(day, 2)?)?;
        parts.next().is_none().then_some(date)
    }

    /// Days from `self` to `later`; negative where `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        i64::from(later.days()).saturating_sub(i64::from(self.days()))
    }

    /// The day this many days on (or back, when negative), held at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let wanted = i64::from(self.days()).saturating_add(days).clamp(1, i64::from(Self::LAST.days()));
        i32::try_from(wanted).ok().and_then(Self::from_days).unwrap_or(Self::LAST)
    }

    /// The same day of the month this many months on; a month too short for it gives its last day.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0
            .checked_add_months(Months::new(months))
            .map(Self)
            .filter(|date| *date <= Self::LAST)
            .unwrap_or(Self::LAST)
    }

    /// The same day of the month this many months back; a month too short for it gives its last day.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        let earlier = self.0.checked_sub_months(Months::new(months)).map(Self);
        earlier.filter(|date| date.days() >= 1).or_else(|| Self::from_days(1)).unwrap_or(self)
    }

    /// The last day of a month, or nothing where there is no such month.
    #[must_use]
    pub fn month_end(year: i32, month: u32) -> Option<Self> {
        let next = if month == 12 {
            Self::new(year, 12, 31)
        } else {
            Self::new(year, month.checked_add(1)?, 1).map(|date| date.plus_days(-1))
        };
        next.filter(|_| (1..=12).contains(&month))
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    pub fn numbers(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The day as a person writes it: `1 July 2009`.
    #[must_use]
    pub fn in_words(self) -> String {
        self.0.format("%-d %B %Y").to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.numbers();
        if formatter.width().is_none() && formatter.precision().is_none() {
            return write!(formatter, "{year:04}-{month:02}-{day:02}");
        }
        formatter.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(Self::TOKEN, &self.to_string())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::TOKEN, DateVisitor)
    }
}

struct DateVisitor;

impl Visitor<'_> for DateVisitor {
    type Value = Date;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a date such as 2009-07-01, without quotation marks")
    }

    fn visit_i32<E: de::Error>(self, days: i32) -> Result<Date, E> {
        Date::from_days(days).ok_or_else(|| E::custom("no such day"))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "format": "date",
            "$comment": "A day stands without quotation marks: 2009-07-01."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn a_date_reads_back_as_it_is_written() {
        for text in ["2009-07-01", "2012-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_not_exactly_a_date_is_none() {
        for text in ["2009-7-1", "2009-02-29", "09-07-01", "2009-07-01 ", "2009-07-01-", "+009-07-01", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_added_to_the_day_or_the_last_day_there_is() {
        let date = Date::new(2009, 11, 30).expect("a day in the calendar");
        assert_eq!(date.plus_months(3).to_string(), "2010-02-28");
        assert_eq!(date.plus_months(6).to_string(), "2010-05-30");
        assert_eq!(date.plus_months(u32::MAX).to_string(), "9999-12-31");
        assert_eq!(date.plus_days(i64::MAX).to_string(), "9999-12-31");
        assert_eq!(date.plus_days(i64::MIN).to_string(), "0001-01-01");
    }
}
