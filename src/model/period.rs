//! Stretches of time: a day, a month, a quarter, a season, a year; each is due on its last day.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};

use super::level::words;
use super::{Date, Deadline, DueKind, month_name};

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
        match self {
            Self::Day(date) => date.in_words(),
            Self::Month { year, month } => format!("{} {year}", month_name(month)),
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

/// What [`Period::parse`] reads, but for days and for whether the years of a financial year follow each other.
pub(super) const PATTERN: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])|-[Qq][1-4]|-([Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\
                              |/([0-9]{2}|[0-9]{4}))?$";

pub(super) const FORMS_IN_WORDS: &str = "A month, quarter, season, year or financial year, within quotation marks: \"2009-03\", \
                            \"2009-Q1\", \"2022-autumn\", \"2009\", \"2008/09\"; its last day counts.";

impl JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "string", "format": "date", "description": "A day, without quotation marks: 2009-07-01." },
                { "type": "string", "pattern": PATTERN, "description": FORMS_IN_WORDS }
            ],
            "examples": ["2009-07-01", "2009-03", "2009-Q1", "2022-autumn", "2009", "2008/09"],
            "$comment": "A day stands without quotation marks (2009-07-01), a longer time within them: \"2009-03\", \
                         \"2009-Q1\", \"2022-autumn\", \"2009\" or the financial year \"2008/09\"; its last day counts."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Period;
    use crate::model::Date;

    #[test]
    fn a_day_lies_in_the_periods_of_it() {
        for (day, periods) in [
            ("2008-12-31", ["2008-12", "2008-Q4", "2008-winter", "2008", "2008/09"]),
            ("2009-01-01", ["2009-01", "2009-Q1", "2008-winter", "2009", "2008/09"]),
            ("2009-03-31", ["2009-03", "2009-Q1", "2009-spring", "2009", "2008/09"]),
            ("2009-04-01", ["2009-04", "2009-Q2", "2009-spring", "2009", "2009/10"]),
            ("2012-02-29", ["2012-02", "2012-Q1", "2011-winter", "2012", "2011/12"]),
            ("2012-08-31", ["2012-08", "2012-Q3", "2012-summer", "2012", "2012/13"]),
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
}
