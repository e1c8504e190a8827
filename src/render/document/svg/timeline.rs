//! What falls on which day: a line for each mark while there are few, else counted by months (see [`buckets`]).

use maud::{Markup, html};

use super::paint::{Entry, Sign, in_key, mark, order};
use super::scale::{Scale, in_words, month, month_in_words, short};
use super::text::{Anchor, cut, shown, width, words};
use super::{Drawing, Ink, Medium, buckets};
use crate::document::{Mark, MarkKind, Series, Timeline, Wording};
use crate::model::Date;

/// The room above for the word that marks today.
pub(super) const HEAD: f64 = 26.0;

/// From one line to the next.
const LINE: f64 = 26.0;

/// How many marks have a line of their own.
const FEW: usize = 16;

/// The marks along a line of time, with today.
pub(super) fn draw(timeline: &Timeline, medium: Medium) -> Drawing {
    let within: Vec<_> =
        timeline.marks.iter().filter(|mark| (timeline.from..=timeline.to).contains(&mark.on)).collect();
    let mut drawing =
        if within.len() <= FEW { lines(timeline, &within, medium) } else { buckets::draw(timeline, &within, medium) };
    if let Some(note) = left_out(timeline) {
        let y = drawing.height + 18.0;
        let note = words(0.0, y, &note, Anchor::Start, Ink::Quiet, medium);
        drawing = Drawing { markup: html! { (drawing.markup) (note) }, height: y + 6.0, ..drawing };
    }
    drawing
}

/// What is said of the marks outside the days that are shown.
fn left_out(timeline: &Timeline) -> Option<String> {
    let count = |is_out: &dyn Fn(Date) -> bool| timeline.marks.iter().filter(|mark| is_out(mark.on)).count();
    let (before, after) = (count(&|on| on < timeline.from), count(&|on| on > timeline.to && on >= timeline.from));
    (before > 0 || after > 0).then(|| format!("Not shown: {before} before, {after} after."))
}

/// A line for each mark.
fn lines(timeline: &Timeline, marks: &[&Mark], medium: Medium) -> Drawing {
    let (from, to) = (f64::from(timeline.from.days()), f64::from(timeline.to.days()));
    let scale = Scale::new((from, to), (8.0, medium.width() - 8.0));
    let rows: Vec<_> = (0u8..).map(|line| LINE.mul_add(f64::from(line), HEAD + 14.0)).zip(marks).collect();
    let floor = rows.last().map_or(HEAD + 8.0, |(y, _)| y + 14.0);
    // The month in which it begins stands where that begins, if it is named.
    let place = |month: i32| (scale.of_day(first_of(month).max(timeline.from)), month);
    let first = month(timeline.from);
    let begins = if timeline.from > first_of(first) { first.saturating_add(1) } else { first };
    let months = named_months(begins.min(month(timeline.to)), month(timeline.to), medium);
    let months: Vec<_> = months.into_iter().map(place).collect();
    let markup = html! {
        (grid(&months, floor, medium))
        (axis(&months, floor, medium))
        (today(timeline, scale.of_day(timeline.today), floor, medium))
        @for (y, mark) in rows { (line(mark, scale.of_day(mark.on), y, medium)) }
    };
    Drawing { markup, height: floor + 26.0, key: key(marks.iter().map(|mark| mark.kind)) }
}

/// Where months begin.
fn grid(months: &[(f64, i32)], floor: f64, medium: Medium) -> Markup {
    html! {
        @for (x, _) in months {
            line x1=(short(*x)) y1=(short(HEAD)) x2=(short(*x)) y2=(short(floor)) stroke=(Ink::Rule.in_medium(medium)) {}
        }
    }
}

/// A mark at its day, with its label on the side that has more room.
fn line(entry: &Mark, x: f64, y: f64, medium: Medium) -> Markup {
    let right = medium.width() - x - 12.0;
    let (room, anchor, at) =
        if right >= x - 12.0 { (right, Anchor::Start, x + 12.0) } else { (x - 12.0, Anchor::End, x - 12.0) };
    let label = cut(&entry.label, room);
    let start = match anchor {
        Anchor::Start | Anchor::Middle => at,
        Anchor::End => at - width(&label),
    };
    html! {
        g {
            title { (shown(&entry.label)) ", " (entry.on.in_words()) }
            rect x=(short(start - 3.0)) y=(short(y - 10.0)) width=(short(width(&label) + 6.0)) height="20"
                fill=(Ink::Back.in_medium(medium)) fill-opacity=".85" {}
            (mark(entry.kind, x, y, medium))
            (words(at, y + 5.0, &label, anchor, Ink::Text, medium))
        }
    }
}

/// The line of time with the names of months, below what stands on it.
pub(super) fn axis(months: &[(f64, i32)], floor: f64, medium: Medium) -> Markup {
    html! {
        line x1="0" y1=(short(floor)) x2=(short(medium.width())) y2=(short(floor))
            stroke=(Ink::Quiet.in_medium(medium)) {}
        @for (x, month) in months {
            line x1=(short(*x)) y1=(short(floor)) x2=(short(*x)) y2=(short(floor + 5.0))
                stroke=(Ink::Quiet.in_medium(medium)) {}
            (beside(*x, floor + 20.0, &month_in_words(*month), Ink::Quiet, medium))
        }
    }
}

/// The months that are named: every first, third, twelfth, … so that there is room.
pub(super) fn named_months(first: i32, last: i32, medium: Medium) -> Vec<i32> {
    let at_most = if medium.is_narrow() { 4 } else { 8 };
    let step = step(first, last, at_most);
    let months: Vec<_> = (first..=last).filter(|month| month.rem_euclid(step) == 0).collect();
    if months.is_empty() { vec![first] } else { months }
}

/// The months to take together so that from the first to the last there are so many at most: 1, 3, 6, 12, then years.
pub(super) fn step(first: i32, last: i32, at_most: i32) -> i32 {
    let months = last.saturating_sub(first).saturating_add(1);
    let steps = [1i32, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 3000, 6000, 12_000];
    steps.into_iter().find(|step| months <= step.saturating_mul(at_most)).unwrap_or(120_000)
}

fn first_of(month: i32) -> Date {
    let in_year = u32::try_from(month.rem_euclid(12)).unwrap_or(0).saturating_add(1);
    Date::new(month.div_euclid(12), in_year, 1).unwrap_or(Date::LAST)
}

/// A line where today is, with its word above.
pub(super) fn today(timeline: &Timeline, x: f64, floor: f64, medium: Medium) -> Markup {
    if !(timeline.from..=timeline.to).contains(&timeline.today) {
        return html! {};
    }
    let word = format!("Today, {}", timeline.today.in_words());
    html! {
        line x1=(short(x)) y1=(short(HEAD - 4.0)) x2=(short(x)) y2=(short(floor)) stroke-width="2"
            stroke=(Ink::Accent.in_medium(medium)) stroke-dasharray="2 3" {}
        (beside(x, HEAD - 10.0, &word, Ink::Accent, medium))
    }
}

/// Words in the middle of a place, or as near to it as the width allows.
pub(super) fn beside(x: f64, y: f64, text: &str, ink: Ink, medium: Medium) -> Markup {
    let half = width(text) / 2.0;
    let highest = (medium.width() - half).max(half);
    words(x.clamp(half, highest), y, text, Anchor::Middle, ink, medium)
}

/// The key of these marks.
pub(super) fn key(kinds: impl Iterator<Item = MarkKind>) -> Vec<Entry> {
    let mut found: Vec<MarkKind> = Vec::new();
    for kind in kinds {
        if !found.contains(&kind) {
            found.push(kind);
        }
    }
    found.sort_by_key(|kind| match kind {
        MarkKind::Deadline(rating, scheme) => order(Series::Rating(*rating, *scheme, Wording::Partnership)),
        MarkKind::Target => 10,
        MarkKind::Review => 11,
        MarkKind::Meeting => 12,
    });
    found.into_iter().map(|kind| Entry { sign: Sign::Mark(kind), word: named(kind) }).collect()
}

fn named(kind: MarkKind) -> String {
    match kind {
        MarkKind::Deadline(rating, _) => in_key(rating.word()),
        MarkKind::Target => "Target".to_owned(),
        MarkKind::Review => "Review".to_owned(),
        MarkKind::Meeting => "Meeting".to_owned(),
    }
}

/// A count on a picture.
pub(super) fn counted(count: usize) -> String {
    in_words(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}
