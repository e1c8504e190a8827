//! What falls on which day, above a line of months, with the day it is below.

use std::collections::BTreeMap;

use super::in_rows;
use crate::document::{Mark, MarkKind, Timeline};
use crate::model::{Date, Rating, Scheme, month_name};
use crate::render::style::{self, columns, dim};
use crate::ui::Look;

/// Marks stand at most so many above each other; where there would be more, each stands for several.
const HIGHEST: usize = 6;

const RATINGS: usize = style::BAR.len();

/// The marks, the months, the years, the day, and what the marks are; nothing where there is no time to show.
#[must_use]
pub(in crate::render::document) fn timeline(timeline: &Timeline, width: usize, look: Look) -> Vec<String> {
    if timeline.to < timeline.from || width < 20 {
        return Vec::new();
    }
    let scale = Scale::of(timeline, width);
    let stacks = Stacks::of(&timeline.marks, &scale);
    let mut lines = stacks.lines(scale.width, look);
    lines.push(dim(&scale.axis(), look));
    lines.extend(scale.months().map(|line| dim(&line, look)));
    lines.extend(scale.today(timeline.today, width));
    lines.extend(in_rows(stacks.key(look), width));
    lines.retain(|line| !line.is_empty());
    lines
}

/// Which column a day has.
struct Scale {
    from: Date,
    days: i64,
    width: usize,
    /// The first day of each month, with its column.
    months: Vec<(Date, usize)>,
}

impl Scale {
    fn of(timeline: &Timeline, width: usize) -> Self {
        let (from, days) = (timeline.from, timeline.from.days_until(timeline.to).saturating_add(1));
        // Eight columns are enough for a month, and a column for a day.
        let enough = (days.saturating_mul(8) / 30).saturating_add(1);
        let width = usize::try_from(enough).map_or(width, |enough| enough.clamp(20, 1000).min(width));
        let mut scale = Self { from, days, width, months: Vec::new() };
        let (year, month, _) = from.numbers();
        let mut first = Date::new(year, month, 1).unwrap_or(from);
        while first <= timeline.to && scale.months.len() <= 12 * 200 {
            if let Some(column) = scale.column(first) {
                scale.months.push((first, column));
            }
            let next = first.plus_months(1);
            if next <= first {
                break;
            }
            first = next;
        }
        scale
    }

    /// The column of a day; nothing where it lies before or after.
    fn column(&self, day: Date) -> Option<usize> {
        let before = Some(self.from.days_until(day)).filter(|before| (0..self.days).contains(before))?;
        let width = i64::try_from(self.width).ok()?;
        usize::try_from(before.checked_mul(width)?.checked_div(self.days)?).ok()
    }

    /// A line with a tick where a month begins.
    fn axis(&self) -> String {
        let (mut line, mut free) = (vec!['─'; self.width], 0);
        let are_clear = self.months.len() <= self.width / 2;
        for (_, column) in self.months.iter().filter(|(first, _)| are_clear || first.numbers().1 == 1) {
            if let Some(tick) = line.get_mut(*column).filter(|_| *column >= free) {
                *tick = '┬';
                free = column.saturating_add(2);
            }
        }
        line.into_iter().collect()
    }

    /// The names of the months where there is room for them, and below them the years.
    fn months(&self) -> impl Iterator<Item = String> {
        let (mut months, mut years) = (Labels::new(self.width), Labels::new(self.width));
        let room = self.width.checked_div(self.months.len()).unwrap_or(self.width);
        for (place, (first, column)) in self.months.iter().enumerate() {
            let (year, month, _) = first.numbers();
            let name = month_name(month);
            let letters = match room {
                0..2 => None,
                2..4 => name.get(..1),
                _ => name.get(..3),
            };
            if let Some(letters) = letters {
                months.put(*column, letters);
            }
            if place == 0 || month == 1 {
                years.put(*column, &format!("{year:04}"));
            }
        }
        [months.text(), years.text()].into_iter()
    }

    /// An arrow at the day it is, with its date after it, before it or below it.
    fn today(&self, today: Date, width: usize) -> Vec<String> {
        let Some(column) = self.column(today) else { return Vec::new() };
        let words = format!("today, {}", today.in_words());
        let indent = |columns: usize| " ".repeat(columns);
        let after = format!("{}▲ {words}", indent(column));
        if columns(&after) <= width {
            return vec![after];
        }
        let before = format!("{words} ");
        match column.checked_sub(columns(&before)) {
            Some(gap) => vec![format!("{}{before}▲", indent(gap))],
            None => vec![format!("{}▲", indent(column)), words],
        }
    }
}

/// A line of labels at columns, none of which runs into another.
struct Labels {
    line: String,
    width: usize,
}

impl Labels {
    const fn new(width: usize) -> Self {
        Self { line: String::new(), width }
    }

    fn put(&mut self, column: usize, label: &str) {
        let gap = column.checked_sub(self.line.len()).filter(|gap| *gap > 0 || self.line.is_empty());
        let fits = label.len() <= self.width.saturating_sub(column);
        if let Some(gap) = gap.filter(|_| fits) {
            self.line += &" ".repeat(gap);
            self.line += label;
        }
    }

    fn text(self) -> String {
        self.line
    }
}

/// How many marks there are of each kind, in the order in which they stand above each other.
type Counts = BTreeMap<(usize, bool), (MarkKind, usize)>;

/// The marks in each column, the worst at the bottom.
struct Stacks {
    columns: BTreeMap<usize, Vec<MarkKind>>,
    kinds: Vec<MarkKind>,
    /// How many marks one may stand for.
    each: usize,
}

impl Stacks {
    fn of(marks: &[Mark], scale: &Scale) -> Self {
        let mut counts: BTreeMap<usize, Counts> = BTreeMap::new();
        for mark in marks {
            if let Some(column) = scale.column(mark.on) {
                let kinds = counts.entry(column).or_default();
                let (_, count) = kinds.entry(order(mark.kind)).or_insert((mark.kind, 0));
                *count = count.saturating_add(1);
            }
        }
        let highest = counts.values().map(|kinds| kinds.values().map(|(_, count)| count).sum()).max().unwrap_or(0usize);
        let each = highest.div_ceil(HIGHEST).max(1);
        let mut kinds: Vec<_> =
            counts.values().flat_map(BTreeMap::iter).map(|(order, (kind, _))| (*order, *kind)).collect();
        kinds.sort_by_key(|(order, _)| *order);
        kinds.dedup();
        let stack =
            |kinds: Counts| kinds.into_values().flat_map(|(kind, count)| vec![kind; count.div_ceil(each)]).collect();
        let columns = counts.into_iter().map(|(column, kinds)| (column, stack(kinds))).collect();
        Self { columns, kinds: kinds.into_iter().map(|(_, kind)| kind).collect(), each }
    }

    /// The stacks from the top down.
    fn lines(&self, width: usize, look: Look) -> Vec<String> {
        let highest = self.columns.values().map(Vec::len).max().unwrap_or(0);
        let line = |height: usize| {
            let kind = |column: usize| self.columns.get(&column).and_then(|stack| stack.get(height));
            let drawn = |column| kind(column).map_or_else(|| " ".to_owned(), |kind| drawn(*kind, look));
            (0..width).map(drawn).collect::<String>().trim_end().to_owned()
        };
        (0..highest).rev().map(line).collect()
    }

    /// What the marks are.
    fn key(&self, look: Look) -> Vec<String> {
        let mut parts: Vec<_> =
            self.kinds.iter().map(|kind| format!("{} {}", drawn(*kind, look), word(*kind))).collect();
        if self.each > 1 {
            parts.push(format!("each stands for up to {}", self.each));
        }
        parts
    }
}

fn drawn(kind: MarkKind, look: Look) -> String {
    match kind {
        MarkKind::Deadline(rating, scheme) => style::rated_part(rating, scheme, 1, look),
        MarkKind::Review => "○".to_owned(),
        MarkKind::Target => "△".to_owned(),
        MarkKind::Meeting => "◆".to_owned(),
    }
}

const fn word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Deadline(rating, _) => match rating {
            Rating::Red => "due, red",
            Rating::Amber => "due, amber",
            Rating::Green => "due, green",
            Rating::Complete => "complete",
            Rating::Unrated => "due, unrated",
        },
        MarkKind::Review => "review",
        MarkKind::Target => "target",
        MarkKind::Meeting => "meeting",
    }
}

/// Its place in a stack and in the key, from the bottom.
fn order(kind: MarkKind) -> (usize, bool) {
    match kind {
        MarkKind::Deadline(rating, scheme) => {
            (style::BAR.iter().position(|known| *known == rating).unwrap_or(0), scheme == Scheme::Brag)
        }
        MarkKind::Review => (RATINGS, false),
        MarkKind::Target => (RATINGS + 1, false),
        MarkKind::Meeting => (RATINGS + 2, false),
    }
}

#[cfg(test)]
mod tests {
    use super::timeline;
    use crate::document::{Mark, MarkKind, Timeline};
    use crate::model::{Date, Rating, Scheme};
    use crate::ui::Look;

    const PLAIN: Look = Look { width: None, color: false };

    fn drawn(from: &str, to: &str, today: &str, marks: &[(&str, Rating)], width: usize) -> String {
        let day = |text: &str| Date::parse(text).expect("a day");
        let mark = |(on, rating): &(&str, Rating)| Mark {
            on: day(on),
            label: String::new(),
            kind: MarkKind::Deadline(*rating, Scheme::Rag),
        };
        let marks = marks.iter().map(mark).collect();
        timeline(&Timeline { from: day(from), to: day(to), today: day(today), marks }, width, PLAIN).join("\n")
    }

    #[test]
    fn marks_of_one_day_stand_above_each_other_and_those_outside_are_left_out() {
        let marks = [("2026-07-31", Rating::Red), ("2026-07-31", Rating::Green), ("2027-01-01", Rating::Amber)];
        assert_eq!(
            drawn("2026-06-15", "2026-09-14", "2026-09-10", &marks, 80),
            "            G
            R
────┬───────┬────────┬───
    Jul     Aug      Sep
    2026
                       ▲ today, 10 September 2026
R due, red  G due, green"
        );
    }

    #[test]
    fn a_thousand_marks_are_few_lines() {
        let marks = vec![("2026-07-31", Rating::Red); 1000];
        let picture = drawn("2026-06-15", "2026-09-14", "2030-01-01", &marks, 40);
        assert_eq!(picture.lines().count(), 6 + 4, "{picture}");
        assert!(picture.ends_with("R due, red  each stands for up to 167"), "{picture}");
    }

    #[test]
    fn any_stretch_of_time_fits() {
        for (from, to) in [("2026-06-30", "2026-06-30"), ("2000-01-31", "2026-06-30"), ("0001-01-01", "9999-12-31")] {
            for width in [20, 40, 110] {
                let picture = drawn(from, to, "2026-06-30", &[("2026-06-30", Rating::Red)], width);
                assert!(picture.lines().all(|line| line.chars().count() <= width.max(25)), "{picture}");
            }
        }
        let picture = drawn("2026-04-01", "2027-03-31", "2027-03-20", &[], 40);
        assert!(picture.contains("            today, 20 March 2027 ▲"), "{picture}");
        assert_eq!(drawn("2026-06-30", "2026-06-29", "2026-06-30", &[], 80), "");
    }
}
