//! The course of a measure as a line of blocks: ▁ for the lowest of its values, █ for the highest.

use crate::document::Course;
use crate::model::Date;
use crate::render::prose::wrapped;
use crate::render::style::{self, dim, number};
use crate::ui::Look;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The steps from the lowest block to the highest.
const STEPS: usize = BLOCKS.len() - 1;

/// With more readings than this, they stand side by side.
const FEW: usize = 12;

/// The line, and below it what it goes from and to; nothing where nothing has been measured.
#[must_use]
pub(in crate::render::document) fn course(course: &Course, width: usize, look: Look) -> Vec<String> {
    let line = line(course, width, look);
    if line.is_empty() { Vec::new() } else { std::iter::once(line).chain(wrapped(&described(course), width)).collect() }
}

/// How a figure went, a block for each value: of many, the last.
#[must_use]
pub(in crate::render::document) fn trend(figures: &[f64]) -> String {
    let figures = figures.get(figures.len().saturating_sub(FEW)..).unwrap_or_default();
    let scale = Scale::of(figures.iter().copied());
    figures.iter().map(|figure| scale.block(*figure, 1)).collect()
}

/// The baseline and the readings, then the target set off by a gap.
fn line(course: &Course, width: usize, look: Look) -> String {
    let so_far: Vec<_> = course.baseline.iter().chain(&[]).map(|(_, value)| *value).collect();
    let so_far: Vec<_> = so_far.into_iter().chain(course.readings.iter().map(|(_, value)| *value)).collect();
    let target = course.target.map(|(_, value)| value);
    let scale = Scale::of(so_far.iter().copied().chain(target));
    // Of too many, the last ones; the table has them all.
    let room = width.saturating_sub(6).max(1);
    let shown = so_far.get(so_far.len().saturating_sub(room)..).unwrap_or_default();
    let wide = if so_far.len() <= FEW && so_far.len() <= room / 3 { 2 } else { 1 };
    let drawn: Vec<_> = shown.iter().map(|value| scale.block(*value, wide)).collect();
    let mut text = drawn.join(if wide == 2 { " " } else { "" });
    if let Some(target) = target.filter(|_| !so_far.is_empty()) {
        text = format!("{text} {} {}", dim("┄┄", look), dim(&scale.block(target, 2), look));
    }
    text
}

/// `from 40 (31 March 2025) to 47.5 (31 March 2026); target 60 (31 March 2028); referrals a year`.
fn described(course: &Course) -> String {
    let first = course.baseline.or_else(|| course.readings.first().map(|(on, value)| (Some(*on), *value)));
    let last = course.readings.last().map(|(on, value)| (Some(*on), *value)).filter(|last| first != Some(*last));
    let way = match (first, last) {
        (Some(first), Some(last)) => Some(format!("from {} to {}", value(first), value(last))),
        (Some(only), None) => Some(value(only)),
        (None, _) => None,
    };
    let target = course.target.map(|target| format!("target {}", value(target)));
    let parts: Vec<_> = way.into_iter().chain(target).chain(course.unit.as_deref().map(style::one_line)).collect();
    parts.join("; ")
}

fn value((on, value): (Option<Date>, f64)) -> String {
    match on {
        Some(day) => format!("{value} ({})", day.in_words()),
        None => value.to_string(),
    }
}

/// From the lowest value to the highest.
struct Scale {
    lowest: f64,
    highest: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let scale = Self { lowest: f64::INFINITY, highest: f64::NEG_INFINITY };
        values.fold(scale, |scale, value| Self { lowest: scale.lowest.min(value), highest: scale.highest.max(value) })
    }

    /// The block for a value; the middle one where all are the same.
    fn block(&self, value: f64, wide: usize) -> String {
        let share = (value - self.lowest) / (self.highest - self.lowest);
        let steps = number(STEPS);
        let nearest = BLOCKS.iter().enumerate().filter(|_| share.is_finite()).min_by(|(one, _), (other, _)| {
            let far = |place: usize| (number(place) - share * steps).abs();
            far(*one).total_cmp(&far(*other))
        });
        nearest.map_or(BLOCKS[3], |(_, block)| *block).to_string().repeat(wide)
    }
}

#[cfg(test)]
mod tests {
    use super::course;
    use crate::document::Course;
    use crate::model::Date;
    use crate::ui::Look;

    const PLAIN: Look = Look { width: None, color: false };

    fn day(number: i64) -> Date {
        Date::parse("2025-01-01").expect("a day").plus_days(number)
    }

    fn drawn(baseline: Option<f64>, readings: &[f64], target: Option<f64>) -> Vec<String> {
        let measure = Course {
            unit: None,
            direction: None,
            baseline: baseline.map(|value| (None, value)),
            readings: (0..).map(day).zip(readings.iter().copied()).collect(),
            target: target.map(|value| (Some(day(700)), value)),
        };
        course(&measure, 80, PLAIN)
    }

    #[test]
    fn a_course_goes_from_its_lowest_value_to_its_highest() {
        let lines = drawn(Some(40.0), &[44.0, 47.5], Some(60.0));
        assert_eq!(lines, ["▁▁ ▂▂ ▄▄ ┄┄ ██", "from 40 to 47.5 (2 January 2025); target 60 (2 December 2026)"]);
        assert_eq!(drawn(Some(9.0), &[3.0], Some(1.0))[0], "██ ▃▃ ┄┄ ▁▁");
    }

    #[test]
    fn what_is_missing_is_not_drawn() {
        assert!(drawn(None, &[], None).is_empty());
        assert!(drawn(None, &[], Some(60.0)).is_empty());
        assert_eq!(drawn(None, &[5.0], None), ["▄▄", "5 (1 January 2025)"]);
        assert_eq!(drawn(Some(5.0), &[5.0, 5.0], Some(5.0))[0], "▄▄ ▄▄ ▄▄ ┄┄ ▄▄");
        assert_eq!(drawn(Some(f64::NAN), &[1.0], None)[0], "▄▄ ▄▄");
    }

    #[test]
    fn many_readings_stand_side_by_side_and_of_too_many_the_last_are_shown() {
        let readings: Vec<_> = (0..500).map(f64::from).collect();
        let lines = drawn(None, &readings, Some(500.0));
        assert_eq!(lines[0].chars().count(), 80);
        assert!(lines[0].ends_with("█ ┄┄ ██"), "{}", lines[0]);
    }
}
