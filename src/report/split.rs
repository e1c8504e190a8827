//! The red, amber and green of a plan, by theme and over its last meetings, as pictures with their numbers.
//!
//! The state of an action is what its log says up to a day, so that an earlier day can be judged without git. Actions
//! that a plan has gained since count as unrated on the days before; who answered for them then cannot be told.

use rayon::prelude::*;

use super::basis::Chapter;
use super::words;
use crate::document::{Bar, Cell, Column, Figure, Part, Picture, Section, Series, Table, Wording};
use crate::model::{Date, Meeting, Period, Plan, Rating, Scheme, Tally, Theme, judge};
use crate::query::Judged;

/// So many meetings are looked back on, where nothing else is asked for.
pub const MEETINGS: usize = 6;

/// The actions of a plan by theme.
#[derive(Debug, Clone)]
pub struct ByTheme<'p> {
    pub plan: &'p Plan,
    pub totals: Tally,
    /// The themes that have an action, in the order of the plan.
    pub themes: Vec<ThemeSplit<'p>>,
}

/// The actions of one theme.
#[derive(Debug, Clone, Copy)]
pub struct ThemeSplit<'p> {
    /// Nothing for the actions that stand in no theme.
    pub theme: Option<&'p Theme>,
    pub tally: Tally,
}

/// The actions of a plan on several days.
#[derive(Debug, Clone)]
pub struct OverTime<'p> {
    pub plan: &'p Plan,
    /// Oldest first; the last is the day on which the plan is judged.
    pub days: Vec<DaySplit>,
}

/// The actions of a plan on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySplit {
    pub day: Date,
    /// What the day was: the meetings that were held on it, or the end of a quarter where a plan names no meetings.
    pub occasion: String,
    pub tally: Tally,
}

/// Red, amber and green by theme and over the last meetings, as a chapter.
#[must_use]
pub fn section(chapter: Chapter<'_, '_>) -> Section {
    let section = Section::new("split", "Red, amber and green");
    if chapter.judged.is_empty() {
        return section.with(format!("There is no {} to count.", chapter.plan.settings.labels.action()));
    }
    let section = section.with(ByTheme::of(chapter).figure());
    let over_time = OverTime::of(chapter, MEETINGS);
    match over_time.days.len() {
        0 | 1 => section.with("There is no earlier day to compare it with: nothing is on record before this one."),
        _ => section.with(over_time.figure()),
    }
}

impl<'p> ByTheme<'p> {
    /// What there is to say of a plan.
    #[must_use]
    pub fn of(chapter: Chapter<'_, 'p>) -> Self {
        let mut themes: Vec<ThemeSplit<'p>> = Vec::new();
        for judged in chapter.judged {
            let theme = judged.located.theme();
            let name = |theme: Option<&'p Theme>| theme.map(|theme| theme.name.as_str());
            match themes.iter_mut().find(|known| name(known.theme) == name(theme)) {
                Some(known) => known.tally.add(&judged.judgement),
                None => themes.push(ThemeSplit { theme, tally: std::iter::once(&judged.judgement).collect() }),
            }
        }
        let totals = themes.iter().fold(Tally::default(), |totals, theme| totals.and(&theme.tally));
        Self { plan: chapter.plan, totals, themes }
    }

    /// A bar for each theme, and the numbers with what the bars do not show: overdue, undated, without a lead.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let label = self.plan.settings.labels.theme();
        let (scheme, has_withdrawn) = (self.plan.settings.rating.scheme(), self.totals.withdrawn > 0);
        let title = format!("{} by rating in each {label}", words::capitalised(&plural(self.plan)));
        let columns = [Column::text("theme", &words::capitalised(label))];
        let missing = [Column::number("undated", "Undated"), Column::number("no_lead", "No lead")];
        let columns = columns.into_iter().chain(counts_columns(has_withdrawn, self.plan)).chain(missing);
        let row = |name: String, tally: &Tally| {
            let missing = [Cell::Count(tally.undated), Cell::Count(tally.no_lead)];
            std::iter::once(Cell::text(name)).chain(counts(tally, has_withdrawn)).chain(missing)
        };
        let mut numbers = Table::new("split_by_theme", title.clone(), columns);
        let name = |theme: &ThemeSplit<'_>| theme.name(self.plan);
        for theme in &self.themes {
            numbers.row(row(name(theme), &theme.tally));
        }
        if !self.themes.is_empty() {
            numbers.total(row("Total".to_owned(), &self.totals));
        }
        Figure {
            key: "split-by-theme".to_owned(),
            title,
            message: self.message(),
            picture: Picture::Bars(self.themes.iter().map(|theme| bar(name(theme), &theme.tally, scheme)).collect()),
            numbers,
        }
    }

    /// How many are red and amber, and where most of the red ones are.
    #[must_use]
    pub fn message(&self) -> String {
        let totals = &self.totals;
        let split = sentence(self.plan, totals);
        let red = |theme: &&ThemeSplit<'_>| theme.tally.red;
        let most = self.themes.iter().max_by_key(red).filter(|theme| theme.tally.red > totals.red / 2);
        match most {
            Some(theme) if totals.red > 1 && self.themes.len() > 1 => {
                let count = if theme.tally.red == totals.red { "All".to_owned() } else { theme.tally.red.to_string() };
                format!("{split} {count} of the red ones stand in {}.", theme.name(self.plan))
            }
            Some(_) | None => split,
        }
    }
}

impl ThemeSplit<'_> {
    /// What the theme is called.
    #[must_use]
    pub fn name(&self, plan: &Plan) -> String {
        match self.theme {
            Some(theme) => theme.display_title().to_owned(),
            None => format!("(in no {})", plan.settings.labels.theme()),
        }
    }
}

impl<'p> OverTime<'p> {
    /// A plan on its last meetings, at most so many, and on the day on which it is judged.
    #[must_use]
    pub fn of(chapter: Chapter<'_, 'p>, meetings: usize) -> Self {
        let begin = begin(chapter);
        let mut days: Vec<_> = occasions(chapter.plan, chapter.day)
            .take_while(|(day, _)| begin.is_some_and(|begin| begin <= *day))
            .take(meetings)
            .map(|(day, occasion)| DaySplit { day, occasion, tally: on(chapter.judged, day) })
            .collect();
        days.reverse();
        let tally = chapter.judged.iter().map(|judged| &judged.judgement).collect();
        days.push(DaySplit { day: chapter.day, occasion: "This report".to_owned(), tally });
        Self { plan: chapter.plan, days }
    }

    /// A bar for each day, with the numbers.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let scheme = self.plan.settings.rating.scheme();
        let has_withdrawn = self.days.iter().any(|day| day.tally.withdrawn > 0);
        let title = match self.plan.settings.meetings.as_slice() {
            [] => format!("{} by rating at the ends of quarters", words::capitalised(&plural(self.plan))),
            [..] => format!("{} by rating at the last meetings", words::capitalised(&plural(self.plan))),
        };
        let columns = [Column::short("day", "Day"), Column::text("occasion", "What the day was")];
        let columns = columns.into_iter().chain(counts_columns(has_withdrawn, self.plan));
        let row = |split: &DaySplit| {
            [Cell::Date(split.day), Cell::text(&split.occasion)].into_iter().chain(counts(&split.tally, has_withdrawn))
        };
        Figure {
            key: "split-over-time".to_owned(),
            message: self.message(),
            picture: Picture::Bars(
                self.days.iter().map(|split| bar(split.day.in_words(), &split.tally, scheme)).collect(),
            ),
            numbers: Table::new("split_over_time", title.clone(), columns).with_rows(self.days.iter().map(row)),
            title,
        }
    }

    /// What has become of red, amber and complete from the first of the days to the last.
    #[must_use]
    pub fn message(&self) -> String {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else { return String::new() };
        let course = |rating: Rating| {
            let (was, is) = (first.tally.of(rating), last.tally.of(rating));
            let word = rating.word();
            if was == is { format!("{word} as before ({is})") } else { format!("{word} from {was} to {is}") }
        };
        if Rating::ALL.iter().all(|rating| first.tally.of(*rating) == last.tally.of(*rating)) {
            return format!("The counts are those of {}: {}.", first.day.in_words(), words::ratings(&last.tally));
        }
        let courses = [Rating::Red, Rating::Amber, Rating::Complete].map(course);
        format!("Since {}: {}.", first.day.in_words(), words::listed(&courses))
    }
}

/// How the actions of a plan stand, in a sentence: `8 of 23 actions are red or amber: 5 red, 3 amber and 15 green.`
fn sentence(plan: &Plan, totals: &Tally) -> String {
    let rated = totals.counted();
    let off = totals.red.saturating_add(totals.amber);
    match (rated, off) {
        (0, _) => format!("There is no {} to rate.", plan.settings.labels.action()),
        (_, 0) => format!("No {} is red or amber: {}.", plan.settings.labels.action(), words::ratings(totals)),
        (_, off) => format!(
            "{off} of {} {} red or amber: {}.",
            words::actions(rated, plan),
            words::is_or_are(off),
            words::ratings(totals)
        ),
    }
}

/// The plan's word for actions.
pub(super) fn plural(plan: &Plan) -> String {
    words::plural(plan.settings.labels.action())
}

/// A part for each rating that there is.
fn bar(label: String, tally: &Tally, scheme: Scheme) -> Bar {
    let part = |rating: &Rating| {
        let count = tally.of(*rating);
        let size = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let series = Series::Rating(*rating, scheme, Wording::Partnership);
        Part { series, size, words: count.to_string() }
    };
    Bar { label, parts: Rating::ALL.iter().map(part).filter(|part| part.size > 0.0).collect() }
}

/// The columns of counts: the ratings, and what they leave out.
fn counts_columns(has_withdrawn: bool, plan: &Plan) -> Vec<Column> {
    let mut columns = vec![Column::number("actions", &words::capitalised(&plural(plan)))];
    columns.extend(Rating::ALL.iter().map(|rating| Column::number(rating.word(), &words::capitalised(rating.word()))));
    columns.extend(has_withdrawn.then(|| Column::number("withdrawn", "Withdrawn")));
    columns.push(Column::number("overdue", "Overdue"));
    columns
}

fn counts(tally: &Tally, has_withdrawn: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::Count(tally.actions)];
    cells.extend(Rating::ALL.iter().map(|rating| Cell::Count(tally.of(*rating))));
    cells.extend(has_withdrawn.then_some(Cell::Count(tally.withdrawn)));
    cells.push(Cell::Count(tally.overdue));
    cells
}

/// The actions as they stood on a day.
#[must_use]
pub fn on(judged: &[Judged<'_>], day: Date) -> Tally {
    let tally = |judged: &Judged<'_>| [judge(judged.located, day)].iter().collect::<Tally>();
    judged.par_iter().map(tally).reduce(Tally::default, |one, other| one.and(&other))
}

/// The day from which on something is on record: the first update, but not before the plan starts.
fn begin(chapter: Chapter<'_, '_>) -> Option<Date> {
    let updates = chapter.judged.iter().filter_map(|judged| judged.located.action.updates.first());
    let first = updates.map(|update| update.date).min()?;
    Some(chapter.plan.settings.starts.map_or(first, |starts| starts.max(first)))
}

/// The days before a day on which a plan was looked at, newest first, with what each was: its meetings, or the ends of
/// quarters where it names none.
fn occasions(plan: &Plan, before: Date) -> Box<dyn Iterator<Item = (Date, String)> + '_> {
    let meetings = &plan.settings.meetings;
    if meetings.is_empty() {
        let ends = std::iter::successors(quarter_end_before(before), |day| quarter_end_before(*day));
        return Box::new(ends.map(|day| (day, "The end of a quarter".to_owned())));
    }
    let previous = move |day: Date| meetings.iter().filter_map(|meeting| meeting.last_before(day)).max();
    let held = std::iter::successors(previous(before), move |day| previous(*day));
    let names = |day: Date| {
        let its = meetings.iter().filter(|meeting: &&Meeting| meeting.days().falls_on(day));
        words::listed(&its.map(|meeting| meeting.name.as_str()).collect::<Vec<_>>())
    };
    Box::new(held.map(move |day| (day, names(day))))
}

fn quarter_end_before(day: Date) -> Option<Date> {
    // Three months before the first days that there are is no earlier quarter.
    Some(Period::quarter_of(day.minus_months(3)).due()).filter(|end| *end < day)
}

#[cfg(test)]
mod tests {
    use super::{ByTheme, OverTime, section};
    use crate::model::{Plan, Portfolio, Rag, Update};
    use crate::report::example::{self, date, update};

    fn over_time(portfolio: &Portfolio) -> Vec<String> {
        let basis = example::basis(portfolio);
        let chapter = basis.chapters().next().expect("one plan");
        let line = |split: &super::DaySplit| {
            format!("{} {}: {}", split.day, split.occasion, crate::report::words::ratings(&split.tally))
        };
        OverTime::of(chapter, 3).days.iter().map(line).collect()
    }

    #[test]
    fn themes_are_counted_and_the_worst_is_named() {
        let portfolio = example::portfolio();
        let basis = example::basis(&portfolio);
        let split = ByTheme::of(basis.chapters().next().expect("one plan"));
        assert_eq!(split.message(), "4 of 7 actions are red or amber: 4 red, 1 complete and 2 unrated.");
        let figure = split.figure();
        let rows: Vec<_> = figure.numbers.rows.iter().map(|row| row[0].words()).collect();
        assert_eq!(rows, ["EARLY", "LATE"]);
        let total = figure.numbers.total.expect("a total");
        let total: Vec<_> = total.iter().map(crate::document::Cell::words).collect();
        assert_eq!(total, ["Total", "7", "4", "0", "0", "1", "2", "3", "2", "1"]);
    }

    #[test]
    fn a_plan_is_judged_on_its_meetings_as_far_as_its_record_goes_back() {
        let mut portfolio = example::portfolio();
        assert_eq!(over_time(&portfolio), ["2026-06-30 This report: 4 red, 1 complete and 2 unrated"]);
        portfolio.plans[0].actions[1].updates = vec![Update { rag: Some(Rag::Green), ..update("2026-03-05") }];
        portfolio.plans[0].settings.meetings[0].from = date("2026-02-28");
        assert_eq!(
            over_time(&portfolio),
            [
                "2026-04-28 Board: 1 red and 6 unrated",
                "2026-05-28 Board: 1 red and 6 unrated",
                "2026-06-28 Board: 4 red, 1 complete and 2 unrated",
                "2026-06-30 This report: 4 red, 1 complete and 2 unrated",
            ]
        );
        portfolio.plans[0].settings.meetings.clear();
        assert_eq!(over_time(&portfolio).len(), 2);
        assert_eq!(over_time(&portfolio)[0], "2026-03-31 The end of a quarter: 1 green and 6 unrated");
    }

    #[test]
    fn a_plan_with_nothing_in_it_has_a_split_too() {
        let portfolio = Portfolio { plans: vec![Plan::new("empty")] };
        let basis = example::basis(&portfolio);
        let section = section(basis.chapters().next().expect("one plan"));
        assert_eq!(section.blocks, ["There is no action to count.".into()]);
    }
}
