//! What comes round again: intervals and the turns of a recurrence.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer};

use super::Date;

/// A length of time, written `3 months`, `1 year`, `2 weeks` or `10 days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    count: u32,
    unit: Unit,
}

/// The unit in which an interval is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Interval {
    /// So many of a unit; at least one, at most a thousand.
    #[must_use]
    pub fn new(count: u32, unit: Unit) -> Option<Self> {
        (1..=1000).contains(&count).then_some(Self { count, unit })
    }

    /// An interval of whole months, such as the quarter that is the default in many places.
    #[must_use]
    pub const fn months(count: u32) -> Self {
        Self { count, unit: Unit::Month }
    }

    /// An interval of whole days.
    #[must_use]
    pub const fn of_days(count: u32) -> Self {
        Self { count, unit: Unit::Day }
    }

    /// Reads `3 months`; also `monthly`-style words that plans use are refused, since they say no number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_ascii_whitespace();
        let (count, unit) = (words.next()?, words.next()?);
        let unit = match unit.strip_suffix('s').unwrap_or(unit) {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        };
        words.next().is_none().then(|| Self::new(count.parse().ok()?, unit))?
    }

    /// The number and unit.
    #[must_use]
    pub const fn parts(self) -> (u32, Unit) {
        (self.count, self.unit)
    }

    /// The day that lies `times` intervals after `day`, counted in one step so that no day of the month is lost.
    #[must_use]
    pub fn after(self, day: Date, times: u32) -> Date {
        match self.unit {
            Unit::Day | Unit::Week => day.plus_days(self.days_each().saturating_mul(i64::from(times))),
            Unit::Month | Unit::Year => day.plus_months(self.months_each().saturating_mul(times)),
        }
    }

    /// How many whole intervals after `start` lie on or before `day`; nothing where `day` is before `start`.
    fn times_until(self, start: Date, day: Date) -> Option<u32> {
        if day < start {
            return None;
        }
        let estimate = match self.unit {
            Unit::Day | Unit::Week => start.days_until(day).checked_div(self.days_each()).unwrap_or_default(),
            Unit::Month | Unit::Year => {
                let ((y0, m0, _), (y1, m1, _)) = (start.numbers(), day.numbers());
                let months =
                    |year: i32, month: u32| i64::from(year).saturating_mul(12).saturating_add(i64::from(month));
                let between = months(y1, m1).saturating_sub(months(y0, m0));
                between.checked_div(i64::from(self.months_each())).unwrap_or_default()
            }
        };
        let times = u32::try_from(estimate).unwrap_or(u32::MAX);
        Some(if self.after(start, times) > day { times.saturating_sub(1) } else { times })
    }

    const fn days_each(self) -> i64 {
        match self.unit {
            Unit::Week => (self.count as i64).saturating_mul(7),
            Unit::Day | Unit::Month | Unit::Year => self.count as i64,
        }
    }

    const fn months_each(self) -> u32 {
        match self.unit {
            Unit::Year => self.count.saturating_mul(12),
            Unit::Month | Unit::Day | Unit::Week => self.count,
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        formatter.pad(&super::counted(self.count as usize, unit))
    }
}

impl serde::Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Interval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format!("`{text}` is not a length of time such as `3 months` or `1 year`"))
        })
    }
}

impl JsonSchema for Interval {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Interval".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "pattern": "^[1-9][0-9]{0,3} (day|week|month|year)s?$",
            "examples": ["3 months", "1 year", "2 weeks", "10 days"],
            "$comment": "A length of time is a number and a unit: \"3 months\", \"1 year\", \"2 weeks\", \"10 days\"."
        })
    }
}

/// Something that comes round: its turns fall on `from` and every interval after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, JsonSchema)]
pub struct Recurrence {
    /// How often it comes round.
    pub every: Interval,
    /// The day of the first turn.
    pub from: Date,
}

impl Recurrence {
    /// The day of a turn, counted from 0.
    #[must_use]
    pub fn turn(&self, number: u32) -> Date {
        self.every.after(self.from, number)
    }

    /// The number of the last turn on or before a day.
    #[must_use]
    pub fn last_turn_by(&self, day: Date) -> Option<u32> {
        self.every.times_until(self.from, day)
    }

    /// The day of the first turn after a day.
    #[must_use]
    pub fn next_after(&self, day: Date) -> Date {
        self.turn(self.last_turn_by(day).map_or(0, |number| number.saturating_add(1)))
    }

    /// The turns from one day to another, both included, with their numbers.
    pub fn turns(self, from: Date, to: Date) -> impl Iterator<Item = (u32, Date)> {
        let first = match self.last_turn_by(from) {
            Some(number) if self.turn(number) == from => number,
            Some(number) => number.saturating_add(1),
            None => 0,
        };
        // At the end of the calendar all turns that are left fall on its last day: only the first of them counts.
        let day = move |number: u32| Some((number, self.turn(number))).filter(|(_, day)| *day <= to);
        std::iter::successors(day(first), move |(number, before)| {
            day(number.checked_add(1)?).filter(|(_, day)| day > before)
        })
    }

    /// Whether a turn falls on this day.
    #[must_use]
    pub fn falls_on(&self, day: Date) -> bool {
        self.last_turn_by(day).is_some_and(|number| self.turn(number) == day)
    }
}

/// `every 3 months from 2014-06-30`.
impl fmt::Display for Recurrence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "every {} from {}", self.every, self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Interval, Recurrence};

    fn recurrence(every: &str, from: &str) -> Recurrence {
        Recurrence { every: Interval::parse(every).expect("an interval"), from: Date::parse(from).expect("a date") }
    }

    #[test]
    fn turns_keep_to_the_day_they_started_on() {
        let quarterly = recurrence("3 months", "2013-11-30");
        let turns: Vec<_> = (0..4).map(|number| quarterly.turn(number).to_string()).collect();
        assert_eq!(turns, ["2013-11-30", "2014-02-28", "2014-05-30", "2014-08-30"]);
        assert_eq!(recurrence("1 year", "2012-02-29").turn(4).to_string(), "2016-02-29");
    }

    #[test]
    fn the_next_turn_is_found_from_any_day() {
        let next =
            |every, from, day: &str| recurrence(every, from).next_after(Date::parse(day).expect("a date")).to_string();
        assert_eq!(next("3 months", "2014-06-30", "2014-01-01"), "2014-06-30");
        assert_eq!(next("3 months", "2014-06-30", "2014-06-30"), "2014-09-30");
        assert_eq!(next("1 month", "2014-01-31", "2014-02-27"), "2014-02-28");
        assert_eq!(next("1 month", "2014-01-31", "2014-02-28"), "2014-03-31");
        assert_eq!(next("2 weeks", "2014-01-01", "2014-01-14"), "2014-01-15");
        assert_eq!(next("1000 years", "2014-01-01", "9999-01-01"), "9999-12-31");
    }

    #[test]
    fn the_turns_between_two_days_include_both() {
        let day = |text| Date::parse(text).expect("a date");
        let turns = |every, start, from, to| {
            let turns = recurrence(every, start).turns(day(from), day(to));
            turns.map(|(number, day)| format!("{number}: {day}")).collect::<Vec<_>>()
        };
        assert_eq!(
            turns("3 months", "2013-11-30", "2014-02-28", "2014-08-30"),
            ["1: 2014-02-28", "2: 2014-05-30", "3: 2014-08-30"]
        );
        assert_eq!(turns("1 month", "2014-01-31", "2013-01-01", "2014-02-27"), ["0: 2014-01-31"]);
        assert!(turns("1 year", "2014-01-31", "2014-02-01", "2015-01-30").is_empty());
        assert_eq!(turns("1000 years", "9000-01-01", "9000-01-01", "9999-12-31"), ["0: 9000-01-01", "1: 9999-12-31"]);
    }

    #[test]
    fn only_turns_fall_on_their_days() {
        let day = |text| Date::parse(text).expect("a date");
        assert!(recurrence("1 month", "2014-01-31").falls_on(day("2014-02-28")));
        assert!(!recurrence("1 month", "2014-01-31").falls_on(day("2014-03-30")));
        assert!(!recurrence("1 month", "2014-01-31").falls_on(day("2013-12-31")));
    }

    #[test]
    fn intervals_are_a_number_and_a_unit() {
        for text in ["3 months", "1 year", "2 weeks", "10 days", "1 day"] {
            assert_eq!(Interval::parse(text).map(|interval| interval.to_string()).as_deref(), Some(text));
        }
        for text in ["", "3", "months", "0 months", "1001 days", "-1 days", "3 months ago", "quarterly", "3 moons"] {
            assert_eq!(Interval::parse(text), None, "{text}");
        }
    }
}
