//! Whether a figure is on its way to the target: the straight line from the baseline to it.

use crate::model::{Date, Direction, Measure, Reading};

/// Where a measure stands on a day.
///
/// The line runs straight from the baseline to the target, and stays at the target from the day on which that is to be
/// reached. The latest reading is held against the line on the day of the reading. A figure that is to be maintained
/// has a level line at its target, or at its baseline where it has no target; any move away from it is off course.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// The latest reading is at the target or beyond it.
    Met,
    /// On the line, or on the good side of it.
    OnCourse(Line),
    /// On the bad side of the line, or away from what is to be maintained.
    OffCourse(Line),
    /// The target was to be reached by the day of the latest reading, and was not.
    Missed(Line),
    /// Nobody can tell, for want of these.
    Unknown(Vec<Gap>),
}

/// What the latest reading is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Where the figure should have been on the day of the reading.
    pub expected: f64,
    /// How far above that it was; negative where it was below.
    pub above: f64,
}

/// What is missing to tell where a measure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    Direction,
    Target,
    /// No day by which the target is to be reached.
    By,
    Baseline,
    /// Neither the measure nor the plan says when it started.
    Start,
    Reading,
    /// The target was to be reached by now, and nothing was read since.
    ReadingSince,
}

impl Standing {
    /// Where a measure stands on a day; `readings` are those up to the day, oldest first, and `starts` is the first day
    /// of the plan, on which the line begins where the baseline has no day of its own.
    #[must_use]
    pub fn of(measure: &Measure, readings: &[&Reading], starts: Option<Date>, day: Date) -> Self {
        let measure = Sound::of(measure, readings, starts);
        match measure.direction {
            Some(Direction::Maintain) => measure.maintained(),
            Some(Direction::Up) => measure.moving(Way::Up, day),
            Some(Direction::Down) => measure.moving(Way::Down, day),
            None => Self::Unknown(measure.gaps(&[Gap::Direction, Gap::Target, Gap::Reading])),
        }
    }

    /// A few words for it: `on course`.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Met => "target met",
            Self::OnCourse(_) => "on course",
            Self::OffCourse(_) => "off course",
            Self::Missed(_) => "target missed",
            Self::Unknown(_) => "not known",
        }
    }

    /// The same with what is missing where that keeps anyone from telling: `not known: no baseline, no reading`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Unknown(gaps) => {
                let gaps: Vec<_> = gaps.iter().map(|gap| gap.words()).collect();
                format!("{}: {}", self.word(), gaps.join(", "))
            }
            Self::Met | Self::OnCourse(_) | Self::OffCourse(_) | Self::Missed(_) => self.word().to_owned(),
        }
    }

    /// What the latest reading is held against, where it is short of the target and that can be told.
    #[must_use]
    pub const fn line(&self) -> Option<Line> {
        match self {
            Self::OnCourse(line) | Self::OffCourse(line) | Self::Missed(line) => Some(*line),
            Self::Met | Self::Unknown(_) => None,
        }
    }
}

impl Gap {
    /// What a reader is told.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Direction => "no direction",
            Self::Target => "no target",
            Self::By => "no day for the target",
            Self::Baseline => "no baseline",
            Self::Start => "no day for the baseline",
            Self::Reading => "no reading",
            Self::ReadingSince => "no reading since the target fell due",
        }
    }
}

/// Numbers that a file may hold and nothing can be held against are as good as none.
#[must_use]
pub(super) fn finite(number: Option<f64>) -> Option<f64> {
    number.filter(|number| number.is_finite())
}

/// The way in which a figure should move.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// A measure with what can be held against each other.
struct Sound {
    direction: Option<Direction>,
    baseline: Option<f64>,
    start: Option<Date>,
    target: Option<f64>,
    by: Option<Date>,
    latest: Option<(Date, f64)>,
    /// How many digits after the point tell one figure of this measure from another.
    digits: i32,
}

impl Sound {
    fn of(measure: &Measure, readings: &[&Reading], starts: Option<Date>) -> Self {
        let latest = readings.iter().rev().find(|reading| reading.value.is_finite());
        let given = [measure.baseline, measure.target].into_iter().flatten();
        let figures = given.chain(readings.iter().map(|reading| reading.value));
        Self {
            direction: measure.direction,
            baseline: finite(measure.baseline),
            start: measure.baseline_date.or(starts),
            target: finite(measure.target),
            by: measure.by.map(crate::model::Period::due),
            latest: latest.map(|reading| (reading.date, reading.value)),
            digits: figures.map(digits_of).max().unwrap_or(0).saturating_add(1),
        }
    }

    fn maintained(&self) -> Standing {
        match (self.target.or(self.baseline), self.latest) {
            (Some(level), Some((_, value))) => {
                let line = self.line(level, value);
                if line.above == 0.0 { Standing::OnCourse(line) } else { Standing::OffCourse(line) }
            }
            _ => Standing::Unknown(self.gaps(&[Gap::Target, Gap::Reading])),
        }
    }

    fn moving(&self, way: Way, day: Date) -> Standing {
        let (Some(target), Some((read, value))) = (self.target, self.latest) else {
            return Standing::Unknown(self.gaps(&[Gap::Target, Gap::By, Gap::Baseline, Gap::Start, Gap::Reading]));
        };
        if !way.is_short(value - target) {
            return Standing::Met;
        }
        let Some(by) = self.by else { return Standing::Unknown(self.gaps(&[Gap::By, Gap::Baseline, Gap::Start])) };
        if read >= by {
            return Standing::Missed(self.line(target, value));
        }
        if day > by {
            return Standing::Unknown(vec![Gap::ReadingSince]);
        }
        let (Some(baseline), Some(start)) = (self.baseline, self.start) else {
            return Standing::Unknown(self.gaps(&[Gap::Baseline, Gap::Start]));
        };
        let line = self.line(on_line((start, baseline), (by, target), read), value);
        if way.is_short(line.above) { Standing::OffCourse(line) } else { Standing::OnCourse(line) }
    }

    /// Rounded so that nobody reads more into it than the figures give.
    fn line(&self, expected: f64, value: f64) -> Line {
        let scale = 10_f64.powi(self.digits);
        let rounded = |number: f64| (number * scale).round() / scale;
        Line { expected: rounded(expected), above: rounded(value - rounded(expected)) }
    }

    /// Those of these that are missing.
    fn gaps(&self, asked: &[Gap]) -> Vec<Gap> {
        let is_missing = |gap: &Gap| match gap {
            Gap::Direction => self.direction.is_none(),
            Gap::Target => self.target.is_none(),
            Gap::By => self.by.is_none(),
            Gap::Baseline => self.baseline.is_none(),
            Gap::Start => self.baseline.is_some() && self.start.is_none(),
            Gap::Reading => self.latest.is_none(),
            Gap::ReadingSince => false,
        };
        asked.iter().copied().filter(is_missing).collect()
    }
}

impl Way {
    /// Whether a figure this far above another is on the bad side of it.
    fn is_short(self, above: f64) -> bool {
        match self {
            Self::Up => above < 0.0,
            Self::Down => above > 0.0,
        }
    }
}

/// The height of a straight line on a day; level before its start.
fn on_line((start, from): (Date, f64), (end, to): (Date, f64), day: Date) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "the calendar has fewer days than a double has whole numbers")]
    let days = |later: Date| start.days_until(later) as f64;
    if day <= start || end <= start { from } else { from + (to - from) * (days(day) / days(end)).min(1.0) }
}

/// Digits after the point, up to six.
fn digits_of(number: f64) -> i32 {
    let text = number.abs().to_string();
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    i32::try_from(digits.min(6)).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::model::{Date, Direction, Measure, Period, Reading};

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    /// From 40 on 31 March 2025 to 60 by 31 March 2027, which is 730 days.
    fn measure(direction: Option<Direction>) -> Measure {
        Measure {
            name: "Referrals".to_owned(),
            unit: None,
            baseline: Some(40.0),
            baseline_date: Some(date("2025-03-31")),
            target: Some(60.0),
            by: Period::parse("2026/27"),
            direction,
            readings: Vec::new(),
        }
    }

    fn down() -> Measure {
        Measure { baseline: Some(60.0), target: Some(40.0), ..measure(Some(Direction::Down)) }
    }

    /// The standing on 30 June 2026, or later where the reading is.
    fn standing(measure: &Measure, readings: &[(&str, f64)]) -> String {
        on("2026-06-30", measure, readings)
    }

    fn on(day: &str, measure: &Measure, readings: &[(&str, f64)]) -> String {
        let readings: Vec<_> =
            readings.iter().map(|(day, value)| Reading { date: date(day), value: *value, note: None }).collect();
        let standing = Standing::of(measure, &readings.iter().collect::<Vec<_>>(), Some(date("2025-04-01")), date(day));
        let line = standing.line().map(|line| format!(" ({} against {})", line.above, line.expected));
        standing.in_words() + &line.unwrap_or_default()
    }

    #[test]
    fn a_reading_is_held_against_the_line_on_its_own_day() {
        let up = measure(Some(Direction::Up));
        assert_eq!(standing(&up, &[("2026-03-31", 50.0)]), "on course (0 against 50)");
        assert_eq!(standing(&up, &[("2026-03-31", 53.0)]), "on course (3 against 50)");
        assert_eq!(standing(&up, &[("2025-09-30", 50.0), ("2026-03-31", 47.5)]), "off course (-2.5 against 50)");
        assert_eq!(standing(&up, &[("2026-04-14", 50.0)]), "off course (-0.4 against 50.4)");
        assert_eq!(standing(&up, &[("2025-01-01", 39.0)]), "off course (-1 against 40)");
        assert_eq!(standing(&down(), &[("2026-03-31", 50.0)]), "on course (0 against 50)");
        assert_eq!(standing(&down(), &[("2026-03-31", 50.1)]), "off course (0.1 against 50)");
    }

    #[test]
    fn a_target_is_met_or_missed_without_a_line() {
        let bare = Measure { baseline: None, baseline_date: None, ..measure(Some(Direction::Up)) };
        assert_eq!(standing(&bare, &[("2026-03-31", 60.0)]), "target met");
        assert_eq!(standing(&Measure { by: None, ..bare.clone() }, &[("2026-03-31", 61.0)]), "target met");
        assert_eq!(on("2027-06-30", &bare, &[("2027-03-31", 59.0)]), "target missed (-1 against 60)");
        assert_eq!(on("2027-06-30", &down(), &[("2027-05-31", 41.0)]), "target missed (1 against 40)");
    }

    #[test]
    fn what_is_to_be_maintained_is_off_course_wherever_it_moves() {
        let level = Measure { target: Some(34.0), ..measure(Some(Direction::Maintain)) };
        assert_eq!(standing(&level, &[("2026-03-31", 34.0)]), "on course (0 against 34)");
        assert_eq!(standing(&level, &[("2026-03-31", 31.0)]), "off course (-3 against 34)");
        assert_eq!(standing(&level, &[("2026-03-31", 36.0)]), "off course (2 against 34)");
        let untold = Measure { target: None, ..level };
        assert_eq!(standing(&untold, &[("2026-03-31", 40.0)]), "on course (0 against 40)");
        assert_eq!(standing(&Measure { baseline: None, ..untold }, &[]), "not known: no target, no reading");
    }

    #[test]
    fn what_is_missing_is_named_and_nothing_is_guessed() {
        let up = measure(Some(Direction::Up));
        assert_eq!(standing(&measure(None), &[("2026-03-31", 70.0)]), "not known: no direction");
        assert_eq!(standing(&up, &[]), "not known: no reading");
        assert_eq!(
            standing(&Measure { target: None, by: None, ..up.clone() }, &[("2026-03-31", 50.0)]),
            "not known: no target, no day for the target"
        );
        assert_eq!(
            standing(&Measure { baseline: None, ..up.clone() }, &[("2026-03-31", 50.0)]),
            "not known: no baseline"
        );
        assert_eq!(
            standing(&Measure { baseline: Some(f64::NAN), ..up.clone() }, &[]),
            "not known: no baseline, no reading"
        );
        assert_eq!(on("2027-04-01", &up, &[("2026-12-31", 58.0)]), "not known: no reading since the target fell due");
    }

    #[test]
    fn the_line_starts_with_the_plan_where_the_baseline_has_no_day() {
        let undated = Measure { baseline_date: None, ..measure(Some(Direction::Up)) };
        assert_eq!(standing(&undated, &[("2026-03-31", 50.0)]), "on course (0 against 50)");
        let reading = Reading { date: date("2026-03-31"), value: 50.0, note: None };
        let standing = Standing::of(&undated, &[&reading], None, date("2026-06-30"));
        assert_eq!(standing.in_words(), "not known: no day for the baseline");
    }
}
