//! From numbers and days to places, and the round ones among them that are named.

use crate::model::Date;

/// A number as it stands in SVG: with one digit at most after the point.
pub(super) fn short(number: f64) -> String {
    let number = format!("{number:.1}");
    number.strip_suffix(".0").map_or(number.clone(), str::to_owned)
}

/// Numbers or days in proportion to a length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// From `from` at `start` to `to` at `end`; all that lies between is in proportion.
    pub(super) const fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { from, to, start, end }
    }

    /// Where a number stands; in the middle, where there is only one.
    pub(super) fn place(&self, number: f64) -> f64 {
        let share = (number / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0);
        let share = if share.is_finite() { share } else { 0.5 };
        (self.end - self.start).mul_add(share, self.start)
    }

    pub(super) fn of_day(&self, day: Date) -> f64 {
        self.place(f64::from(day.days()))
    }
}

/// Round numbers around all of these, evenly apart: five or six of them.
pub(super) fn round_numbers(lowest: f64, highest: f64) -> Vec<f64> {
    let span = highest / 4.0 - lowest / 4.0;
    if span <= 0.0 || !span.is_finite() {
        return if lowest.is_finite() { vec![lowest] } else { Vec::new() };
    }
    let power = 10f64.powf(span.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= span);
    let step = step.unwrap_or(span);
    let first = (lowest / step).floor() * step;
    let number = |place: i32| f64::from(place).mul_add(step, first);
    let mut numbers: Vec<_> = (0..8).map(number).take_while(|number| *number < highest).collect();
    numbers.push(number(i32::try_from(numbers.len()).unwrap_or(0)));
    numbers
}

/// A number as people write it: groups of digits, and no more after the point than it takes to tell neighbours apart.
pub(super) fn in_words(number: f64) -> String {
    if number.abs() >= 1e12 {
        return format!("{number:e}");
    }
    let text = format!("{:.3}", number.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (left, digit) in (1..=whole.len()).rev().zip(whole.chars()) {
        if !grouped.is_empty() && left.is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if number < 0.0 && text != "0" { "\u{2212}" } else { "" };
    rest.map_or(format!("{sign}{grouped}"), |rest| format!("{sign}{grouped}.{rest}"))
}

/// The months from the first of year 0.
#[expect(clippy::arithmetic_side_effects, reason = "a year has four digits")]
pub(super) fn month(day: Date) -> i32 {
    let (year, month, _) = day.numbers();
    year * 12 + i32::try_from(month).unwrap_or(1) - 1
}

/// A month as it stands below an axis: `Apr 2026`.
pub(super) fn month_in_words(month: i32) -> String {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = usize::try_from(month.rem_euclid(12)).ok().and_then(|place| NAMES.get(place)).unwrap_or(&"");
    format!("{name} {}", month.div_euclid(12))
}

#[cfg(test)]
mod tests {
    use super::{Scale, in_words, month, month_in_words, round_numbers, short};
    use crate::model::Date;

    #[test]
    fn numbers_are_round_and_hold_all_between_them() {
        assert_eq!(round_numbers(40.0, 60.0), [40.0, 45.0, 50.0, 55.0, 60.0]);
        assert_eq!(round_numbers(0.0, 7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(round_numbers(5.0, 5.0), [5.0]);
        assert_eq!(round_numbers(f64::NAN, 5.0), [0.0; 0]);
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!([1_234_567.5, -0.25, 40.0, -0.0].map(in_words), ["1,234,567.5", "\u{2212}0.25", "40", "0"]);
        assert_eq!([1.25, 2.0, -0.04].map(short), ["1.2", "2", "-0"]);
    }

    #[test]
    fn a_single_number_stands_in_the_middle() {
        assert!((Scale::new((5.0, 5.0), (0.0, 10.0)).place(5.0) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn months_have_names() {
        let day = Date::parse("2026-04-30").expect("a day");
        assert_eq!(month_in_words(month(day)), "Apr 2026");
    }
}
