//! Days and times as a workbook counts them: days since its first, with a part of a day after the point.

use crate::model::{Date, month_name};

use super::format::Epoch;

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// Nothing where there is a time alone.
    pub(super) date: Option<Date>,
    /// Seconds since midnight.
    seconds: u32,
    /// Seconds since the first day of the workbook.
    all: u64,
}

impl Moment {
    /// The moment that a number stands for.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a day of the calendar")]
    pub(super) fn of(value: f64, epoch: Epoch) -> Option<Self> {
        /// The day after the last one, 31 December 9999.
        const END: f64 = 2_958_466.0;
        if !(0.0..END).contains(&value) {
            return None;
        }
        let all = (value * 86_400.0).round() as u64;
        let (days, seconds) = (i32::try_from(all / 86_400).ok()?, u32::try_from(all % 86_400).ok()?);
        // The first workbooks took 1900 for a leap year: until its 1 March the days are counted from a day later.
        let first = match epoch {
            Epoch::Of1900 if days > 60 => Date::new(1899, 12, 30),
            Epoch::Of1900 => Date::new(1899, 12, 31),
            Epoch::Of1904 => Date::new(1904, 1, 1),
        };
        let date =
            first.and_then(|first| Date::from_days(first.days().checked_add(days)?)).filter(|date| *date <= Date::LAST);
        let is_time = days == 0 && epoch == Epoch::Of1900;
        Some(Self { date: date.filter(|_| !is_time), seconds, all })
    }

    /// The number of days that stands for a day and time in the form `2009-07-01T10:30:00`.
    pub(super) fn parse(text: &str, epoch: Epoch) -> Option<f64> {
        let date = Date::parse(text.get(..10)?)?;
        let first = match epoch {
            Epoch::Of1900 => Date::new(1899, 12, 30)?,
            Epoch::Of1904 => Date::new(1904, 1, 1)?,
        };
        let mut units = text.get(11..).unwrap_or_default().split([':', '.', 'Z']).map(|unit| unit.parse::<u32>().ok());
        let mut unit = |most: u32| units.next().flatten().filter(|unit| *unit < most).unwrap_or_default();
        let [hours, minutes, seconds] = [unit(24), unit(60), unit(60)].map(f64::from);
        let seconds = hours * 3_600.0 + minutes * 60.0 + seconds;
        Some(f64::from(date.days()) - f64::from(first.days()) + seconds / 86_400.0)
    }

    /// What a letter of a number format shows: `yyyy`, `mmm`, `d`; `i` stands for minutes.
    pub(super) fn part(self, letter: char, count: usize, has_noon: bool) -> String {
        let padded = |value: u32| if count == 1 { value.to_string() } else { format!("{value:02}") };
        let hours = self.seconds / 3_600;
        match letter {
            'h' if has_noon => padded(if hours.is_multiple_of(12) { 12 } else { hours % 12 }),
            'h' => padded(hours),
            'i' => padded(self.seconds / 60 % 60),
            's' => padded(self.seconds % 60),
            _ => self.date.map(|date| day_part(date, letter, count)).unwrap_or_default(),
        }
    }

    /// All its hours, minutes or seconds.
    pub(super) fn elapsed(self, letter: char) -> String {
        let units = match letter {
            'h' => self.all / 3_600,
            'm' => self.all / 60,
            _ => self.all,
        };
        units.to_string()
    }

    pub(super) fn half(self) -> &'static str {
        if self.seconds < 43_200 { "AM" } else { "PM" }
    }
}

fn day_part(date: Date, letter: char, count: usize) -> String {
    // Day 1 of the common era was a Monday.
    const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    let (year, number, day) = date.numbers();
    let weekday = usize::try_from(date.days().rem_euclid(7)).ok().and_then(|place| DAYS.get(place)).copied();
    let weekday = weekday.unwrap_or_default();
    let month = month_name(number);
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", year % 100),
        ('y', _) => format!("{year:04}"),
        ('m', 1) => number.to_string(),
        ('m', 2) => format!("{number:02}"),
        ('m', 3) => month.get(..3).unwrap_or_default().to_owned(),
        ('m', 5) => month.get(..1).unwrap_or_default().to_owned(),
        ('m', _) => month.to_owned(),
        (_, 1) => day.to_string(),
        (_, 2) => format!("{day:02}"),
        (_, 3) => weekday.get(..3).unwrap_or_default().to_owned(),
        _ => weekday.to_owned(),
    }
}
