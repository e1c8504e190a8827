//! Bars of parts that add up, on one scale.

use maud::{Markup, html};

use super::paint::{self, area, in_key};
use super::scale::short;
use super::text::{Anchor, LINE, SIZE, shown, width, words, wrapped};
use super::{Drawing, Ink, Medium};
use crate::document::{Bar, Part, Series};

/// How high a bar is.
const HIGH: f64 = 28.0;

/// The room between two bars.
const GAP: f64 = 14.0;

/// The bars, one below the other, each with its label.
pub(super) fn draw(bars: &[Bar], medium: Medium) -> Drawing {
    let labels = labels(bars, medium);
    let longest = bars.iter().map(whole).fold(0.0, f64::max);
    // A line around the last part takes its room, too.
    let unit = if longest > 0.0 { (medium.width() - labels - 2.0) / longest } else { 0.0 };
    let mut y = 4.0;
    let mut rows = Vec::new();
    for bar in bars {
        let (markup, high) = row(bar, y, labels, unit, medium);
        rows.push(markup);
        y += high + GAP;
    }
    let markup = html! { @for row in rows { (row) } };
    Drawing { markup, height: (y - GAP).max(0.0), key: paint::entries(&rows_of_series(bars)) }
}

fn rows_of_series(bars: &[Bar]) -> Vec<Vec<Series>> {
    bars.iter().map(|bar| sized(bar).map(|part| part.series).collect()).collect()
}

/// The parts that have a size.
fn sized(bar: &Bar) -> impl Iterator<Item = &Part> {
    bar.parts.iter().filter(|part| part.size.is_finite() && part.size > 0.0)
}

fn whole(bar: &Bar) -> f64 {
    sized(bar).map(|part| part.size).sum()
}

/// The room for labels beside the bars; none where they stand above them.
fn labels(bars: &[Bar], medium: Medium) -> f64 {
    if medium.is_narrow() {
        return 0.0;
    }
    bars.iter().map(|bar| width(&bar.label) + 16.0).fold(0.0, f64::max).min(220.0)
}

/// A bar with its label, and how high both are.
fn row(bar: &Bar, y: f64, labels: f64, unit: f64, medium: Medium) -> (Markup, f64) {
    let is_beside = labels > 0.0;
    let room = if is_beside { labels - 16.0 } else { medium.width() };
    let lines = wrapped(&bar.label, room, 3);
    let high_of_label = LINE * f64::from(u8::try_from(lines.len()).unwrap_or(3));
    let (bar_at, high) = if is_beside {
        (y + ((high_of_label - HIGH) / 2.0).max(0.0), high_of_label.max(HIGH))
    } else {
        (y + high_of_label + 2.0, high_of_label + 2.0 + HIGH)
    };
    let first = if is_beside { y + (high - high_of_label) / 2.0 } else { y };
    let baselines = (0u8..).map(|line| LINE.mul_add(f64::from(line), first + SIZE - 1.0));
    let markup = html! {
        g {
            @if lines.iter().any(|line| line.ends_with('…')) { title { (shown(&bar.label)) } }
            @for (line, y) in lines.iter().zip(baselines) { (words(0.0, y, line, Anchor::Start, Ink::Text, medium)) }
        }
        (stacked(bar, labels, bar_at, unit, medium))
    };
    (markup, high)
}

fn stacked(bar: &Bar, start: f64, y: f64, unit: f64, medium: Medium) -> Markup {
    let mut x = start + 1.0;
    let mut placed = Vec::new();
    for part in sized(bar) {
        let wide = part.size * unit;
        placed.push((part, x, wide));
        x += wide;
    }
    html! {
        @if placed.is_empty() { (words(start, y + 19.0, "none", Anchor::Start, Ink::Quiet, medium)) }
        @for (part, x, wide) in placed { (segment(part, x, y, wide, medium)) }
    }
}

/// A part with its number on it, where there is room.
fn segment(part: &Part, x: f64, y: f64, wide: f64, medium: Medium) -> Markup {
    let tone = paint::tone(part.series);
    let (number, room) = (shown(&part.words), width(&part.words) + 8.0);
    let middle = x + wide / 2.0;
    html! {
        g {
            title { (in_key(part.series.word())) ": " (number) }
            (area(part.series, (x, y), (wide, HIGH), medium))
            @if room <= wide {
                rect x=(short(middle - room / 2.0)) y=(short(y + 4.0)) width=(short(room)) height=(short(HIGH - 8.0))
                    rx="3" fill=(Ink::Fill(tone).in_medium(medium)) {}
                (words(middle, y + 19.0, &number, Anchor::Middle, Ink::On(tone), medium))
            }
        }
    }
}
