//! The course of a measure as a line of blocks: ▁ for the lowest of its values, █ for the highest.

use crate::document::Course;
use crate::model::Date;
use crate::render::prose::wrapped;
use crate::render::style::{self, dim, number};
use crate::ui::Look;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// With more readings than this, they stand side by side.
const FEW: usize = 12;

/// The line, and below it what it goes from and to; nothing where nothing has been measured.
#[must_use]
pub(in crate::render::document) fn course(course: &Course, width: usize, look: Look) -> Vec<String> {
    let line = line(course, width, look);
    if line.is_empty() { Vec::new() } else { std::iter::once(line).chain(wrapped(&described(course), width)).collect() }
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
    let wide = if so_far.len() <= FEW && so_far.len() * 3 <= room { 2 } else { 1 };
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
        let steps = number(BLOCKS.len() - 1);
        let nearest = BLOCKS.iter().enumerate().filter(|_| share.is_finite()).min_by(|(one, _), (other, _)| {
            let far = |place: usize| (number(place) - share * steps).abs();
            far(*one).total_cmp(&far(*other))
        });
        nearest.map_or(BLOCKS[3], |(_, block)| *block).to_string().repeat(wide)
    }
}
