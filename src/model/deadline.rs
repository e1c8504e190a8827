//! When something falls due, in every form that a plan gives it.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::level::words;
use super::{Date, Interval, is_placeholder};

/// A stretch of time in which something is to be done; it is due on its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day: `2009-07-01`.
    Day(Date),
    /// A month: `"2009-03"`.
    Month { year: i32, month: u32 },
    /// A calendar quarter, 1 to 4: `"2009-Q1"`.
    Quarter { year: i32, quarter: u32 },
    /// A season as the Met Office counts them: `"2022-autumn"`.
    Season { year: i32, season: Season },
    /// A calendar year: `"2009"`.
    Year(i32),
    /// A financial year, April to March, by the year in which it starts: `"2008/09"`.
    FinancialYear(i32),
}

/// A season of three whole months; winter is named by the year in which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

words!(Season { Spring = "spring", Summer = "summer", Autumn = "autumn", Winter = "winter" });

impl Period {
    /// The month that a day lies in.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        let (year, month, _) = day.numbers();
        Self::Month { year, month }
    }

    /// The calendar quarter that a day lies in.
    #[must_use]
    pub fn quarter_of(day: Date) -> Self {
        let (year, month, _) = day.numbers();
        Self::Quarter { year, quarter: month.div_ceil(3) }
    }

    /// The season that a day lies in.
    #[must_use]
    pub fn season_of(day: Date) -> Self {
        let (year, month, _) = day.numbers();
        let (year, season) = match month {
            1 | 2 => (year.saturating_sub(1), Season::Winter),
            3..=5 => (year, Season::Spring),
            6..=8 => (year, Season::Summer),
            9..=11 => (year, Season::Autumn),
            _ => (year, Season::Winter),
        };
        Self::Season { year, season }
    }

    /// The calendar year that a day lies in.
    #[must_use]
    pub fn year_of(day: Date) -> Self {
        Self::Year(day.numbers().0)
    }

    /// The financial year that a day lies in.
    #[must_use]
    pub fn financial_year_of(day: Date) -> Self {
        let (year, month, _) = day.numbers();
        Self::FinancialYear(if month < 4 { year.saturating_sub(1) } else { year })
    }

    /// The last day, on which it falls due.
    #[must_use]
    pub fn due(self) -> Date {
        let end = |year, month| Date::month_end(year, month).unwrap_or(Date::LAST);
        match self {
            Self::Day(date) => date,
            Self::Month { year, month } => end(year, month),
            Self::Quarter { year, quarter } => end(year, quarter.saturating_mul(3)),
            Self::Season { year, season: Season::Spring } => end(year, 5),
            Self::Season { year, season: Season::Summer } => end(year, 8),
            Self::Season { year, season: Season::Autumn } => end(year, 11),
            Self::Season { year, season: Season::Winter } => end(year.saturating_add(1), 2),
            Self::Year(year) => end(year, 12),
            Self::FinancialYear(year) => end(year.saturating_add(1), 3),
        }
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        let start = |year, month| Date::new(year, month, 1).unwrap_or(Date::LAST);
        match self {
            Self::Day(date) => date,
            Self::Month { year, month } => start(year, month),
            Self::Quarter { year, quarter } => start(year, quarter.saturating_mul(3).saturating_sub(2)),
            Self::Season { year, season: Season::Spring } => start(year, 3),
            Self::Season { year, season: Season::Summer } => start(year, 6),
            Self::Season { year, season: Season::Autumn } => start(year, 9),
            Self::Season { year, season: Season::Winter } => start(year, 12),
            Self::Year(year) => start(year, 1),
            Self::FinancialYear(year) => start(year, 4),
        }
    }

    /// Which of the forms this is.
    #[must_use]
    pub const fn kind(self) -> DueKind {
        match self {
            Self::Day(_) => DueKind::Date,
            Self::Month { .. } => DueKind::Month,
            Self::Quarter { .. } => DueKind::Quarter,
            Self::Season { .. } => DueKind::Season,
            Self::Year(_) => DueKind::Year,
            Self::FinancialYear(_) => DueKind::FinancialYear,
        }
    }

    /// Reads a period that a file gives as text: every form but the day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let year = four_digits(year).filter(|year| (1..9999).contains(year))?;
        if rest.is_empty() {
            return Some(Self::Year(year));
        }
        if let Some(end) = rest.strip_prefix('/') {
            let next = year.saturating_add(1);
            let is_next = end == format!("{:02}", next % 100) || end == next.to_string();
            return is_next.then_some(Self::FinancialYear(year));
        }
        let part = rest.strip_prefix('-')?;
        if let Some(season) = Season::from_word(part) {
            return Some(Self::Season { year, season });
        }
        match part.as_bytes() {
            [b'Q' | b'q', b'1'..=b'4'] => Some(Self::Quarter { year, quarter: part.get(1..)?.parse().ok()? }),
            [b'0'..=b'1', b'0'..=b'9'] => {
                let month = part.parse().ok().filter(|month| (1..=12).contains(month))?;
                Some(Self::Month { year, month })
            }
            _ => None,
        }
    }

    /// The period as a person writes it: `March 2009`, `autumn 2022`, `2008/09`.
    #[must_use]
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
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
        match self {
            Self::Day(date) => date.in_words(),
            Self::Month { year, month } => {
                let before = month.clamp(1, 12).saturating_sub(1) as usize;
                format!("{} {year}", MONTHS.get(before).copied().unwrap_or_default())
            }
            Self::Quarter { year, quarter } => format!("quarter {quarter} of {year}"),
            Self::Season { year, season: Season::Winter } => {
                format!("winter {year}/{:02}", year.saturating_add(1) % 100)
            }
            Self::Season { year, season } => format!("{season} {year}"),
            Self::Year(year) => year.to_string(),
            Self::FinancialYear(_) => format!("financial year {self}"),
        }
    }
}

fn four_digits(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The form in which a file gives the period.
impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match *self {
            Self::Day(date) => date.to_string(),
            Self::Month { year, month } => format!("{year:04}-{month:02}"),
            Self::Quarter { year, quarter } => format!("{year:04}-Q{quarter}"),
            Self::Season { year, season } => format!("{year:04}-{season}"),
            Self::Year(year) => format!("{year:04}"),
            Self::FinancialYear(year) => format!("{year:04}/{:02}", year.saturating_add(1) % 100),
        };
        formatter.pad(&text)
    }
}

/// The deadline of an action as its file gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// By the end of this period.
    By(Period),
    /// Without an end; looked at on its review date.
    Ongoing,
    /// Words that only say that the deadline is still to be given, such as `???`.
    Unsaid(Box<str>),
}

impl Deadline {
    /// The name under which a reader of files hands over a date where a deadline may stand.
    pub const TOKEN: &str = "deadline";

    /// Reads a deadline given as text.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        if trimmed.eq_ignore_ascii_case("ongoing") {
            return Ok(Self::Ongoing);
        }
        if let Some(period) = Period::parse(trimmed) {
            return Ok(Self::By(period));
        }
        if trimmed.is_empty() || is_placeholder(trimmed) {
            return Ok(Self::Unsaid(text.into()));
        }
        match Date::parse(trimmed) {
            Some(date) => Err(format!("the date {date} stands in quotation marks; write `deadline = {date}`")),
            None => Err(format!("`{trimmed}` is not a deadline")),
        }
    }

    /// The day on which it falls due, where it has one.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        match self {
            Self::By(period) => Some(period.due()),
            Self::Ongoing | Self::Unsaid(_) => None,
        }
    }

    /// The deadline as a person writes it: `1 July 2009`, `March 2009`, `ongoing`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::By(period) => period.in_words(),
            Self::Ongoing => "ongoing".to_owned(),
            Self::Unsaid(words) => words.to_string(),
        }
    }
}

/// The form in which a file gives the deadline, without quotation marks.
impl fmt::Display for Deadline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(period) => period.fmt(formatter),
            Self::Ongoing => formatter.pad("ongoing"),
            Self::Unsaid(words) => formatter.pad(words),
        }
    }
}

/// What a deadline is when inheritance, recurrence and the log have been followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub kind: DueKind,
    pub given: DueGiven,
    /// The day on which it falls due.
    pub on: Option<Date>,
}

/// How a deadline is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueGiven {
    By(Period),
    Every(Interval),
    Ongoing,
    Not,
}

impl Due {
    /// The deadline in the form in which a file gives it; for a recurrence, how often: `every 3 months`.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        match self.given {
            DueGiven::By(period) => Some(period.to_string()),
            DueGiven::Every(interval) => Some(format!("every {interval}")),
            DueGiven::Ongoing => Some("ongoing".to_owned()),
            DueGiven::Not => None,
        }
    }
}

/// The forms of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueKind {
    Date,
    Month,
    Quarter,
    Season,
    Year,
    FinancialYear,
    Ongoing,
    Recurring,
    None,
}

words!(DueKind {
    Date = "date",
    Month = "month",
    Quarter = "quarter",
    Season = "season",
    Year = "year",
    FinancialYear = "financial-year",
    Ongoing = "ongoing",
    Recurring = "recurring",
    None = "none",
});

/// Reads dates as days and everything else as text; shared by deadlines and bare periods.
struct PeriodVisitor;

const FORMS: &str = "a date (2009-07-01), a month (\"2009-03\"), a quarter (\"2009-Q1\"), a season (\"2022-autumn\"), \
                     a year (\"2009\") or a financial year (\"2008/09\")";

impl Visitor<'_> for PeriodVisitor {
    type Value = Deadline;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(FORMS)
    }

    fn visit_i32<E: de::Error>(self, days: i32) -> Result<Deadline, E> {
        Date::from_days(days).map(|date| Deadline::By(Period::Day(date))).ok_or_else(|| E::custom("no such day"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Deadline, E> {
        Deadline::parse(text).map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(Self::TOKEN, PeriodVisitor)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Deadline::deserialize(deserializer)? {
            Deadline::By(period) => Ok(period),
            other @ (Deadline::Ongoing | Deadline::Unsaid(_)) => {
                Err(de::Error::custom(format!("`{other}` is not a day or a period")))
            }
        }
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(date) => date.serialize(serializer),
            other => serializer.collect_str(other),
        }
    }
}

impl serde::Serialize for Deadline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::By(period) => period.serialize(serializer),
            other => serializer.collect_str(other),
        }
    }
}

/// What [`Period::parse`] reads, but for days and for whether the years of a financial year follow each other.
const PERIOD_PATTERN: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])|-[Qq][1-4]|-([Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\
                              |/([0-9]{2}|[0-9]{4}))?$";

const PERIOD_WORDS: &str = "A month, quarter, season, year or financial year, within quotation marks: \"2009-03\", \
                            \"2009-Q1\", \"2022-autumn\", \"2009\", \"2008/09\"; its last day counts.";

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string", "format": "date", "description": "A day, without quotation marks: 2009-07-01." },
                { "type": "string", "pattern": PERIOD_PATTERN, "description": PERIOD_WORDS }
            ],
            "examples": ["2009-07-01", "2009-03", "2009-Q1", "2022-autumn", "2009", "2008/09"],
            "$comment": "A day stands without quotation marks (2009-07-01), a longer time within them: \"2009-03\", \
                         \"2009-Q1\", \"2022-autumn\", \"2009\" or the financial year \"2008/09\"; its last day counts."
        })
    }
}

impl JsonSchema for Deadline {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Deadline".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string", "format": "date", "description": "A day, without quotation marks: 2009-07-01." },
                { "type": "string", "pattern": PERIOD_PATTERN, "description": PERIOD_WORDS },
                { "type": "string", "const": "ongoing", "description": "No end; wants a review date." }
            ],
            "examples": ["2009-07-01", "2009-03", "2009-Q1", "2022-autumn", "2009", "2008/09", "ongoing"],
            "$comment": "A day stands without quotation marks (2009-07-01), a longer time within them: \"2009-03\", \
                         \"2009-Q1\", \"2022-autumn\", \"2009\" or the financial year \"2008/09\"; its last day counts. \
                         \"ongoing\" has no end, and wants a review date."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Deadline, Period};
    use crate::model::Date;

    fn due(text: &str) -> Option<String> {
        Deadline::parse(text).ok()?.due().map(|date| date.to_string())
    }

    #[test]
    fn a_day_lies_in_the_periods_of_it() {
        for (day, periods) in [
            ("2008-12-31", ["2008-12", "2008-Q4", "2008-winter", "2008", "2008/09"]),
            ("2009-01-01", ["2009-01", "2009-Q1", "2008-winter", "2009", "2008/09"]),
            ("2009-03-31", ["2009-03", "2009-Q1", "2009-spring", "2009", "2008/09"]),
            ("2009-04-01", ["2009-04", "2009-Q2", "2009-spring", "2009", "2009/10"]),
            ("2012-02-29", ["2012-02", "2012-Q1", "2011-winter", "2012", "2011/12"]),
            ("2012-11-30", ["2012-11", "2012-Q4", "2012-autumn", "2012", "2012/13"]),
        ] {
            let day = Date::parse(day).expect("a day");
            let found = [
                Period::month_of(day),
                Period::quarter_of(day),
                Period::season_of(day),
                Period::year_of(day),
                Period::financial_year_of(day),
            ];
            assert!(found.iter().all(|period| period.first_day() <= day && day <= period.due()), "{found:?}");
            assert_eq!(found.map(|period| period.to_string()), periods);
        }
    }

    #[test]
    fn every_period_is_due_on_its_last_day() {
        for (text, day) in [
            ("2009-03", "2009-03-31"),
            ("2012-02", "2012-02-29"),
            ("2009-Q1", "2009-03-31"),
            ("2009-q4", "2009-12-31"),
            ("2009", "2009-12-31"),
            ("2022-spring", "2022-05-31"),
            ("2022-summer", "2022-08-31"),
            ("2022-Autumn", "2022-11-30"),
            ("2023-winter", "2024-02-29"),
            ("2008/09", "2009-03-31"),
            ("1999/00", "2000-03-31"),
            ("2008/2009", "2009-03-31"),
        ] {
            assert_eq!(due(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn every_period_starts_on_its_first_day() {
        let first = |text| Period::parse(text).map(|period| period.first_day().to_string());
        for (text, day) in [
            ("2009-03", "2009-03-01"),
            ("2009-Q1", "2009-01-01"),
            ("2009-Q4", "2009-10-01"),
            ("2022-spring", "2022-03-01"),
            ("2022-autumn", "2022-09-01"),
            ("2023-winter", "2023-12-01"),
            ("2009", "2009-01-01"),
            ("2008/09", "2008-04-01"),
        ] {
            assert_eq!(first(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_period_is_written_as_it_is_read() {
        for text in ["2009-03", "2009-Q1", "2009", "2022-autumn", "2008/09"] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_deadline_is_refused() {
        for text in ["2009-13", "2009-Q5", "2009-00", "2008/10", "soon", "March 2009", "2009-monsoon", "20090", "éééé"]
        {
            assert!(Deadline::parse(text).is_err(), "{text}");
        }
        assert!(Deadline::parse("2009-07-01").is_err_and(|why| why.contains("deadline = 2009-07-01")));
    }

    #[test]
    fn a_placeholder_is_kept_in_its_own_words() {
        assert_eq!(Deadline::parse("???"), Ok(Deadline::Unsaid("???".into())));
        assert_eq!(Deadline::parse("Ongoing"), Ok(Deadline::Ongoing));
    }

    #[test]
    fn periods_are_read_aloud() {
        let words = |text| Period::parse(text).map(Period::in_words);
        assert_eq!(words("2009-03").as_deref(), Some("March 2009"));
        assert_eq!(words("2023-winter").as_deref(), Some("winter 2023/24"));
        assert_eq!(words("2008/09").as_deref(), Some("financial year 2008/09"));
    }
}
