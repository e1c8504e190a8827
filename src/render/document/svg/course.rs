//! How a measure went: its readings from point to point, where it started, and the line to where it should be.

use maud::{Markup, html};

use super::paint::{Entry, Shape, Sign};
use super::scale::{Scale, in_words, round_numbers, short};
use super::text::{Anchor, SIZE, shown, width, words};
use super::timeline::beside;
use super::{Drawing, Ink, Medium};
use crate::document::Course;
use crate::model::Date;

const HIGH: f64 = 190.0;

/// The room above, for the unit.
const HEAD: f64 = 30.0;

/// Where the numbers of a course stand.
struct Places {
    across: Scale,
    up: Scale,
    first: Date,
    last: Date,
    start: f64,
    end: f64,
    numbers: Vec<f64>,
}

/// The course.
pub(super) fn draw(course: &Course, medium: Medium) -> Drawing {
    let course = &sound(course);
    let Some(places) = Places::of(course, medium) else {
        let markup = words(0.0, 20.0, "No reading, no baseline and no target.", Anchor::Start, Ink::Quiet, medium);
        return Drawing { markup, height: 28.0, key: Vec::new() };
    };
    let floor = HEAD + HIGH;
    let markup = html! {
        @if let Some(unit) = &course.unit {
            (words(0.0, SIZE, &super::text::cut(unit, medium.width()), Anchor::Start, Ink::Quiet, medium))
        }
        (places.grid(medium))
        (places.days(floor, medium))
        (places.goal(course, medium))
        (places.readings(course, medium))
        (places.baseline(course, medium))
    };
    Drawing { markup, height: floor + 26.0, key: key(course) }
}

/// How a figure went, as a line as high as a line of text; nothing where there is no line to draw.
pub(in crate::render::document) fn sparkline(figures: &[f64]) -> Markup {
    let figures: Vec<_> = figures.iter().copied().filter(|figure| figure.is_finite()).collect();
    let ends = figures.iter().copied().reduce(f64::min).zip(figures.iter().copied().reduce(f64::max));
    let Some(ends) = ends.filter(|_| figures.len() > 1) else { return html! {} };
    let (up, step) = (Scale::new(ends, (20.0, 4.0)), 72.0 / (as_number(figures.len()) - 1.0));
    let places = (0..figures.len()).map(|place| as_number(place).mul_add(step, 4.0));
    let points: Vec<_> = places.zip(figures).map(|(x, figure)| (x, up.place(figure))).collect();
    let line: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
    html! {
        svg.trend viewBox="0 0 80 24" aria-hidden="true" focusable="false" {
            polyline points=(line.join(" ")) fill="none" stroke="currentColor" stroke-width="2" {}
            @if let Some((x, y)) = points.last() { circle cx=(short(*x)) cy=(short(*y)) r="3.5" fill="currentColor" {} }
        }
    }
}

fn as_number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The course without what is no number.
fn sound(course: &Course) -> Course {
    Course {
        baseline: course.baseline.filter(|(_, number)| number.is_finite()),
        readings: course.readings.iter().filter(|(_, number)| number.is_finite()).copied().collect(),
        target: course.target.filter(|(_, number)| number.is_finite()),
        ..course.clone()
    }
}

fn key(course: &Course) -> Vec<Entry> {
    let entry = |sign, word: &str| Entry { sign, word: word.to_owned() };
    let named = |word: &str, (on, number): (Option<Date>, f64)| {
        let on = on.map_or(String::new(), |day| format!(", {}", day.in_words()));
        format!("{word} {}{on}", in_words(number))
    };
    let mut key = Vec::new();
    key.extend(course.baseline.map(|start| entry(Sign::Start, &named("Baseline", start))));
    if !course.readings.is_empty() {
        key.push(entry(Sign::Line, "Readings"));
    }
    if let Some(goal) = course.target {
        key.push(entry(Sign::Goal, &named("Target", goal)));
        key.push(entry(Sign::Dashes, if goal.0.is_some() { "Way to the target" } else { "Level of the target" }));
    }
    key
}

impl Places {
    fn of(course: &Course, medium: Medium) -> Option<Self> {
        let ends = [course.baseline, course.target].into_iter().flatten();
        let numbers =
            || ends.clone().map(|(_, number)| number).chain(course.readings.iter().map(|(_, number)| *number));
        let numbers = round_numbers(numbers().reduce(f64::min)?, numbers().reduce(f64::max)?);
        let days = || ends.clone().filter_map(|(on, _)| on).chain(course.readings.iter().map(|(on, _)| *on));
        let (first, last) = (days().min().unwrap_or(Date::LAST), days().max().unwrap_or(Date::LAST));
        let start = numbers.iter().map(|number| width(&in_words(*number))).fold(0.0, f64::max) + 12.0;
        let end = medium.width() - 10.0;
        let (lowest, highest) = (*numbers.first()?, *numbers.last()?);
        let across = (f64::from(first.days()), f64::from(last.days()));
        Some(Self {
            across: Scale::new(across, (start + 8.0, end - 8.0)),
            up: Scale::new((lowest, highest), (HEAD + HIGH, HEAD)),
            first,
            last,
            start,
            end,
            numbers,
        })
    }

    /// The round numbers, each with its line.
    fn grid(&self, medium: Medium) -> Markup {
        html! {
            @for number in &self.numbers {
                (self.level(*number, Ink::Rule, None, medium))
                (words(self.start - 8.0, self.up.place(*number) + 5.0, &in_words(*number), Anchor::End, Ink::Quiet, medium))
            }
        }
    }

    fn level(&self, number: f64, ink: Ink, dashes: Option<&str>, medium: Medium) -> Markup {
        let y = short(self.up.place(number));
        html! {
            line x1=(short(self.start)) y1=(y) x2=(short(self.end)) y2=(y) stroke=(ink.in_medium(medium))
                stroke-dasharray=[dashes] stroke-width=[dashes.map(|_| "2")] {}
        }
    }

    /// The first and the last day, below.
    fn days(&self, floor: f64, medium: Medium) -> Markup {
        let is_day = |day: &Date| *day != Date::LAST;
        let first = Some(self.first).filter(is_day);
        let last = Some(self.last).filter(is_day).filter(|last| *last != self.first);
        html! {
            @for day in first.into_iter().chain(last) {
                (beside(self.across.of_day(day), floor + 20.0, &day.in_words(), Ink::Quiet, medium))
            }
        }
    }

    /// The target, and the line that leads there from where it started.
    fn goal(&self, course: &Course, medium: Medium) -> Markup {
        let Some((on, number)) = course.target else { return html! {} };
        let Some(on) = on else { return self.level(number, Ink::Quiet, Some("5 4"), medium) };
        let from = match (course.baseline, course.readings.first()) {
            (Some((Some(day), number)), _) => Some((day, number)),
            (_, Some(first)) => Some(*first),
            (_, None) => None,
        };
        let (x, y) = (self.across.of_day(on), self.up.place(number));
        html! {
            @if let Some((day, number)) = from {
                line x1=(short(self.across.of_day(day))) y1=(short(self.up.place(number))) x2=(short(x)) y2=(short(y))
                    stroke=(Ink::Quiet.in_medium(medium)) stroke-width="2" stroke-dasharray="5 4" {}
            }
            (Shape::Diamond.at(x, y, Ink::Text, medium))
        }
    }

    fn baseline(&self, course: &Course, medium: Medium) -> Markup {
        let Some((on, number)) = course.baseline else { return html! {} };
        let x = on.map_or(self.start + 8.0, |day| self.across.of_day(day));
        Shape::Frame.at(x, self.up.place(number), Ink::Quiet, medium)
    }

    fn readings(&self, course: &Course, medium: Medium) -> Markup {
        let place = |(day, number): &(Date, f64)| (self.across.of_day(*day), self.up.place(*number));
        let points: Vec<_> = course.readings.iter().map(place).collect();
        let line: Vec<_> = points.iter().map(|(x, y)| format!("{},{}", short(*x), short(*y))).collect();
        let latest = course.readings.last().map(|reading| (place(reading), in_words(reading.1)));
        html! {
            polyline points=(line.join(" ")) fill="none" stroke=(Ink::Accent.in_medium(medium)) stroke-width="2.5" {}
            @for ((x, y), (day, number)) in points.iter().zip(&course.readings) {
                g {
                    title { (shown(&day.in_words())) ": " (in_words(*number)) }
                    circle cx=(short(*x)) cy=(short(*y)) r="4" fill=(Ink::Accent.in_medium(medium)) {}
                }
            }
            @if let Some(((x, y), number)) = latest {
                // The number stands on the background, also where a line runs below it.
                g paint-order="stroke" stroke=(Ink::Back.in_medium(medium)) stroke-width="5" stroke-linejoin="round" {
                    (beside(x, if y > HEAD + 24.0 { y - 12.0 } else { y + 22.0 }, &number, Ink::Accent, medium))
                }
            }
        }
    }
}
