//! The meetings at which a plan is looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Interval, Recurrence};

/// A meeting that comes round, and the report that it looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// What the meeting is called.
    #[schemars(example = &"Partnership Board")]
    pub name: String,
    /// The report that it looks at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportKind>,
    /// How often it is held.
    pub every: Interval,
    /// The day of the first one.
    pub from: Date,
}

impl Meeting {
    /// The days on which it is held.
    #[must_use]
    pub const fn days(&self) -> Recurrence {
        Recurrence { every: self.every, from: self.from }
    }

    /// The first one held on a day or after it.
    #[must_use]
    pub fn first_from(&self, day: Date) -> Option<Date> {
        self.days().turns(day, Date::LAST).next().map(|(_, held)| held)
    }

    /// The last one held before a day.
    #[must_use]
    pub fn last_before(&self, day: Date) -> Option<Date> {
        let days = self.days();
        days.last_turn_by(day.plus_days(-1)).map(|number| days.turn(number)).filter(|held| *held < day)
    }
}

/// The reports that meetings look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum ReportKind {
    /// What is not on target: `vawg report exceptions`.
    Exceptions,
    /// How the plan stands and what has happened: `vawg report progress`.
    Progress,
    /// A year of the plan: `vawg report annual`.
    Annual,
}

super::level::words!(ReportKind { Exceptions = "exceptions", Progress = "progress", Annual = "annual" });

#[cfg(test)]
mod tests {
    use super::{Date, Interval, Meeting};

    #[test]
    fn a_meeting_held_on_a_day_is_the_next_one_and_not_the_last() {
        let day = |text: &str| Date::parse(text).expect("a date");
        let board = Meeting { name: "Board".into(), report: None, every: Interval::months(3), from: day("2026-01-15") };
        assert_eq!(board.first_from(day("2026-04-15")), Some(day("2026-04-15")));
        assert_eq!(board.last_before(day("2026-04-15")), Some(day("2026-01-15")));
        assert_eq!(board.last_before(day("2026-04-16")), Some(day("2026-04-15")));
        assert_eq!(board.last_before(day("2026-01-15")), None);
        let first_of_all = Meeting { from: day("0001-01-01"), ..board };
        assert_eq!(first_of_all.last_before(day("0001-01-01")), None);
    }
}
