//! A timeline of many marks: deadlines stacked by month, quarter or years; reviews and meetings counted below them.

use maud::{Markup, html};

use super::paint::{self, Entry, Sign, area, order};
use super::scale::month;
use super::text::{Anchor, words};
use super::timeline::{HEAD, axis, beside, counted, key, named_months, step, today};
use super::{Drawing, Ink, Medium};
use crate::document::{Mark, MarkKind, Series, Timeline, Wording};
use crate::model::Date;

/// How high the highest pile is.
const HIGH: f64 = 130.0;

/// Months taken together, as equal shares of the width.
struct Buckets {
    first: i32,
    /// Months in each.
    step: i32,
    count: i32,
    medium: Medium,
}

/// The marks in piles.
pub(super) fn draw(timeline: &Timeline, marks: &[&Mark], medium: Medium) -> Drawing {
    let buckets = Buckets::of(timeline, medium);
    let deadlines = |mark: &&&Mark| matches!(mark.kind, MarkKind::Deadline(..));
    let piles = buckets.piles(marks.iter().filter(deadlines).copied());
    let floor = HEAD + 20.0 + HIGH;
    let others: Vec<_> = [MarkKind::Target, MarkKind::Review, MarkKind::Meeting]
        .into_iter()
        .filter(|kind| marks.iter().any(|mark| mark.kind == *kind))
        .zip([floor + 42.0, floor + 84.0, floor + 126.0])
        .collect();
    let markup = html! {
        (axis(&buckets.named(timeline), floor, medium))
        (buckets.stacked(&piles, floor))
        (today(timeline, buckets.of_day(timeline.today), floor, medium))
        @for (kind, y) in &others { (buckets.row(marks, *kind, *y)) }
    };
    let height = others.last().map_or(floor + 26.0, |(_, y)| y + 26.0);
    Drawing { markup, height, key: entries(marks) }
}

/// The key: areas for deadlines, marks for the others.
fn entries(marks: &[&Mark]) -> Vec<Entry> {
    let areas: Vec<_> = marks.iter().filter_map(|mark| series(mark)).map(|series| vec![series]).collect();
    let areas = paint::entries(&areas);
    let others = key(marks.iter().map(|mark| mark.kind));
    let is_other =
        |entry: &Entry| matches!(entry.sign, Sign::Mark(MarkKind::Target | MarkKind::Review | MarkKind::Meeting));
    areas.into_iter().chain(others.into_iter().filter(is_other)).collect()
}

const fn series(mark: &Mark) -> Option<Series> {
    match mark.kind {
        MarkKind::Deadline(rating, scheme) => Some(Series::Rating(rating, scheme, Wording::Partnership)),
        MarkKind::Target | MarkKind::Review | MarkKind::Meeting => None,
    }
}

/// How many whole steps there are from one month to another.
fn steps(from: i32, to: i32, step: i32) -> i32 {
    to.saturating_sub(from).div_euclid(step)
}

impl Buckets {
    fn of(timeline: &Timeline, medium: Medium) -> Self {
        let (from, to) = (month(timeline.from), month(timeline.to));
        let step = step(from, to, if medium.is_narrow() { 12 } else { 30 });
        let first = from.saturating_sub(from.rem_euclid(step));
        Self { first, step, count: steps(first, to, step).saturating_add(1), medium }
    }

    fn wide(&self) -> f64 {
        self.medium.width() / f64::from(self.count.max(1))
    }

    /// Where a month begins.
    fn start(&self, month: i32) -> f64 {
        (f64::from(month) - f64::from(self.first)) / f64::from(self.step) * self.wide()
    }

    fn of_day(&self, day: Date) -> f64 {
        let (_, _, in_month) = day.numbers();
        let share = f64::from(in_month.saturating_sub(1)) / 31.0 / f64::from(self.step);
        share.mul_add(self.wide(), self.start(month(day)))
    }

    /// The months that are named, each in the middle of the pile that it begins.
    fn named(&self, timeline: &Timeline) -> Vec<(f64, i32)> {
        let months = named_months(self.first, month(timeline.to), self.medium);
        let begins = |month: i32| month.saturating_sub(month.rem_euclid(self.step));
        months.into_iter().map(begins).map(|month| (self.start(month) + self.wide() / 2.0, month)).collect()
    }

    fn place(&self, day: Date) -> usize {
        usize::try_from(steps(self.first, month(day), self.step)).unwrap_or(0)
    }

    /// How many of each series fall into each.
    fn piles<'m>(&self, marks: impl Iterator<Item = &'m Mark>) -> Vec<Vec<(Series, usize)>> {
        let mut piles: Vec<Vec<(Series, usize)>> = vec![Vec::new(); usize::try_from(self.count).unwrap_or(0)];
        for mark in marks {
            let (Some(series), Some(pile)) = (series(mark), piles.get_mut(self.place(mark.on))) else { continue };
            match pile.iter_mut().find(|(known, _)| *known == series) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => pile.push((series, 1)),
            }
        }
        for pile in &mut piles {
            pile.sort_by_key(|(series, _)| order(*series));
        }
        piles
    }

    fn stacked(&self, piles: &[Vec<(Series, usize)>], floor: f64) -> Markup {
        let total = |pile: &[(Series, usize)]| pile.iter().map(|(_, count)| count).sum::<usize>();
        let unit = HIGH / as_number(piles.iter().map(|pile| total(pile)).max().unwrap_or(0).max(1));
        let (wide, gap) = (self.wide(), (self.wide() * 0.12).min(6.0));
        let mut parts = Vec::new();
        let mut x = 0.0;
        for pile in piles {
            let mut y = floor;
            for (series, count) in pile {
                let high = as_number(*count) * unit;
                y -= high;
                parts.push(area(*series, (x + gap, y), (wide - 2.0 * gap, high), self.medium));
            }
            if !pile.is_empty() {
                let count = counted(total(pile));
                parts.push(words(x + wide / 2.0, y - 5.0, &count, Anchor::Middle, Ink::Text, self.medium));
            }
            x += wide;
        }
        html! { @for part in parts { (part) } }
    }

    /// The reviews or the meetings of each, with their number where there are several.
    fn row(&self, marks: &[&Mark], kind: MarkKind, y: f64) -> Markup {
        let mut counts = vec![0usize; usize::try_from(self.count).unwrap_or(0)];
        for mark in marks.iter().filter(|mark| mark.kind == kind) {
            if let Some(count) = counts.get_mut(self.place(mark.on)) {
                *count = count.saturating_add(1);
            }
        }
        let shape = paint::shape_of_mark(kind);
        let wide = self.wide();
        let places = (0i32..).map(|place| wide.mul_add(f64::from(place), wide / 2.0));
        html! {
            @for (x, count) in places.zip(counts).filter(|(_, count)| *count > 0) {
                (shape.at(x, y, Ink::Text, self.medium))
                @if count > 1 { (beside(x, y + 22.0, &counted(count), Ink::Text, self.medium)) }
            }
        }
    }
}

fn as_number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
