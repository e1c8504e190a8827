//! When something falls due, in every form that a plan gives it.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::level::words;
use super::period::{FORMS_IN_WORDS, PATTERN};
use super::{Date, Interval, Period, is_placeholder};

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

impl serde::Serialize for Deadline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::By(period) => period.serialize(serializer),
            other => serializer.collect_str(other),
        }
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
                { "type": "string", "pattern": PATTERN, "description": FORMS_IN_WORDS },
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

    fn due(text: &str) -> Option<String> {
        Deadline::parse(text).ok()?.due().map(|date| date.to_string())
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
