//! The annual report: a year of a plan, objective by objective, what was done in it, and what the next year asks.
//!
//! A year is a financial year, April to March, unless a calendar year is asked for. It is judged on its last day, or on
//! the day that was asked for, or on that of a plan that is closed or not yet at the year's end.

mod changes;
mod next;
mod objectives;

pub use changes::{AuditTrail, Changes};
pub use objectives::{Objectives, Outcome};

use super::agenda::Agenda;
use super::basis::{Basis, Chapter};
use super::funding::{self, Funding};
use super::happened::{self, Happened, Stretch};
use super::measures::{self, Measures};
use super::split::{self, ByTheme};
use super::{cells, words};
use crate::document::{Block, Cell, Column, Document, Fact, Section, Table};
use crate::model::{Date, Period, Plan, Settings};
use crate::query::Judged;

/// The report for a year; without one, for the last that has ended in each plan, or the first of a younger plan.
#[must_use]
pub fn document(basis: &Basis<'_>, asked: Option<Period>, trail: &AuditTrail<'_>) -> Document {
    let year = |plan: &Plan| asked.unwrap_or_else(|| last_year(plan, basis.judge.day_for(plan)));
    let day = |plan: &Plan| day(plan, year(plan), basis);
    let judged = basis.judged_on(day);
    let is_filtered = basis.filter.is_some();
    let mut document = judged.opened_document("annual", "Annual report", |chapter| {
        let chapter = Chapter { day: day(chapter.plan), ..chapter };
        said(chapter, year(chapter.plan), &Changes::of(chapter, year(chapter.plan), trail, is_filtered))
    });
    say_year(&mut document, basis, year, day);
    document
}

/// Says among the facts which year it is about, before the day on which that is judged.
fn say_year(document: &mut Document, basis: &Basis<'_>, year: impl Fn(&Plan) -> Period, day: impl Fn(&Plan) -> Date) {
    let mut years: Vec<_> = basis.plans.iter().map(|plan| year(plan)).collect();
    years.dedup();
    let words = match years.as_slice() {
        [] => return,
        [year] => in_words(*year),
        _ => "a year of its own for each plan".to_owned(),
    };
    let place = document.facts.iter().position(|fact| fact.key == "as_of").unwrap_or(document.facts.len());
    if let ([plan], Some(fact)) = (basis.plans.as_slice(), document.facts.get_mut(place)) {
        fact.value = Cell::Date(day(plan));
    }
    document.facts.insert(place, Fact::new("year", "Year", Cell::text(words)));
}

/// The last financial year that has ended by a day, or the one after it where the plan only began then.
fn last_year(plan: &Plan, day: Date) -> Period {
    let current = Period::financial_year_of(day);
    let last = if current.due() <= day { current } else { Period::financial_year_of(day.minus_months(12)) };
    let is_before = plan.settings.starts.is_some_and(|starts| starts > last.due());
    if is_before { current } else { last }
}

/// The day on which a year is judged.
fn day(plan: &Plan, year: Period, basis: &Basis<'_>) -> Date {
    basis.judge.as_of.unwrap_or_else(|| year.due().min(basis.judge.day_for(plan)))
}

/// `2025/26, from 1 April 2025 to 31 March 2026`
fn in_words(year: Period) -> String {
    format!("{year}, from {} to {}", year.first_day().in_words(), year.due().in_words())
}

/// The year after.
const fn next_year(year: Period) -> Period {
    match year {
        Period::FinancialYear(year) => Period::FinancialYear(year.saturating_add(1)),
        Period::Year(year) => Period::Year(year.saturating_add(1)),
        other => other,
    }
}

/// What is said at the head of a chapter, and its sections.
fn said(chapter: Chapter<'_, '_>, year: Period, changes: &Changes<'_>) -> (Vec<Block>, Vec<Section>) {
    let plan = chapter.plan;
    if let Some(why) = not_in(chapter, year) {
        return (vec![Block::text(why)], Vec::new());
    }
    let stretch = Stretch { after: year.first_day().plus_days(-1), until: year.due().min(chapter.day) };
    let happened = Happened::of(chapter.judged, stretch);
    let measures = Measures::of(chapter);
    let objectives = Objectives::of(chapter, &measures);
    let funding = Funding::of(chapter);
    let next = next_year(year);
    let agenda = Agenda::of(chapter, next.first_day(), next.due());
    let open = left_open(chapter, year);
    let mut lines = objectives.message(plan);
    lines.push(done(&happened, &open, plan, year));
    lines.push(format!("On {}, {}", chapter.day.in_words(), words::continued(&ByTheme::of(chapter).message())));
    lines.extend((!measures.measured.is_empty()).then(|| measures::summary(&measures)));
    lines.push(funding::message(&funding));
    lines.push(changes.message(&happened.moved));
    lines.push(next::message(&agenda, chapter, next));
    let sections = vec![
        objectives.section(plan),
        split::section(chapter),
        actions(&happened, &open, plan, year),
        of_measures(&measures, plan),
        funding::chapter(&funding, funding::By::Year),
        changes.section(&happened.moved, plan, year),
        next::section(&agenda, chapter, next, &open),
    ];
    (vec![Block::text(judged(chapter, year)), Block::List(lines)], sections)
}

/// Which year it is about, and on which day it is judged.
fn judged(chapter: Chapter<'_, '_>, year: Period) -> String {
    let (day, end) = (chapter.day, year.due());
    let on = match day.cmp(&end) {
        std::cmp::Ordering::Equal => "judged on its last day".to_owned(),
        std::cmp::Ordering::Less => format!("judged on {}, before its end", day.in_words()),
        std::cmp::Ordering::Greater => format!("judged on {}, after its end", day.in_words()),
    };
    format!("This report is about {}, {on}.", in_words(year))
}

/// Why there is nothing to say about a year, where there is not.
fn not_in(chapter: Chapter<'_, '_>, year: Period) -> Option<String> {
    let Settings { starts, closed, .. } = chapter.plan.settings;
    if let Some(starts) = starts.filter(|starts| *starts > year.due()) {
        return Some(format!("The plan starts on {}, after {year}.", starts.in_words()));
    }
    let day = Some(chapter.day).filter(|day| *day < year.first_day())?.in_words();
    Some(match closed {
        Some(closed) if closed <= chapter.day => format!("The plan was closed on {day}, before {year} began."),
        Some(_) | None => format!("{year} had not begun on {day}."),
    })
}

/// The open actions that were due by the end of a year.
fn left_open<'s, 'p>(chapter: Chapter<'s, 'p>, year: Period) -> Vec<&'s Judged<'p>> {
    let is_left = |judged: &&Judged<'_>| {
        let judgement = &judged.judgement;
        !judgement.state.status.is_closed() && judgement.due.on.is_some_and(|on| on <= year.due())
    };
    chapter.judged.iter().filter(is_left).collect()
}

/// What was done in the year, and what was not.
fn done(happened: &Happened<'_, '_>, open: &[&Judged<'_>], plan: &Plan, year: Period) -> String {
    let completed = happened.completed_in_words(plan);
    let ended = match happened.ended.len() {
        0 => String::new(),
        count => format!(" {} withdrawn or carried forward.", words::actions(count, plan)),
    };
    let open = match open.len() {
        0 => format!(" Nothing that was due by the end of {year} is still open."),
        count => format!(" {} due by its end and still open.", words::actions(count, plan)),
    };
    format!("In {year}: {completed}.{ended}{open}")
}

/// What was completed in the year, what ended otherwise, and what goes on.
fn actions(happened: &Happened<'_, '_>, open: &[&Judged<'_>], plan: &Plan, year: Period) -> Section {
    let labels = &plan.settings.labels;
    let actions = words::capitalised(&words::plural(labels.action()));
    let completed = happened::completed(&happened.completed, plan, &format!("{actions} completed in {year}"));
    let completed = completed.or_say(format!("No {} was completed in {year}.", labels.action()));
    let caption = format!("{actions} withdrawn or carried forward in {year}");
    let ended = happened::ended(&happened.ended, plan, &caption);
    let ended = ended.or_say(format!("No {} was withdrawn or carried forward in {year}.", labels.action()));
    let more = [
        Column::short("deadline", "Deadline"),
        Column::number("overdue_days", "Days overdue"),
        Column::short("rating", "Rating"),
        Column::text("reason", "Why it is rated so"),
    ];
    let row = |judged: &&Judged<'_>| {
        let judgement = &judged.judgement;
        let days = judgement.overdue_days().map_or(Cell::Empty, Cell::Days);
        let reason = Cell::text(judgement.reason.to_string());
        let more = [cells::deadline(judged), days, cells::rating(judgement.rating, plan), reason];
        cells::who(judged).into_iter().chain(more)
    };
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let left = Table::new("left_open", format!("{actions} due by the end of {year} and still open"), columns);
    let left = left.with_rows(open.iter().map(row)).or_say("Nothing that was due by then is still open.");
    Section::new("actions", actions).with(completed).with(ended).with(left)
}

/// Measures from baseline to latest, each with its picture.
fn of_measures(measures: &Measures<'_>, plan: &Plan) -> Section {
    let figures = measures::figures(measures);
    let section = measures::section(measures, plan);
    if figures.is_empty() {
        return section;
    }
    let courses = Section::new("courses", "How each measure went");
    section.holding([courses.with_all(figures.into_iter().map(Block::Figure))])
}

#[cfg(test)]
mod tests {
    use super::{AuditTrail, document, last_year};
    use crate::document::{Block, Document};
    use crate::model::{Judge, Measure, Period, Plan, Portfolio, Reading, Status, Update};
    use crate::report::basis::Basis;
    use crate::report::example::{self, date, update};

    fn report(portfolio: &Portfolio, judge: Judge, year: Option<&str>) -> Document {
        let basis = Basis { judge, ..example::basis(portfolio) };
        document(&basis, year.and_then(Period::parse), &AuditTrail::NotKept)
    }

    fn opening(document: &Document) -> Vec<&str> {
        let texts = document.opening.iter().flat_map(|block| match block {
            Block::Text(text) => std::slice::from_ref(text),
            Block::List(texts) => texts,
            Block::Facts(_) | Block::Table(_) | Block::Figure(_) => &[],
        });
        texts.map(String::as_str).collect()
    }

    #[test]
    fn the_year_is_the_last_that_has_ended_or_the_first() {
        let mut plan = Plan::new("wendale");
        let year = |plan: &Plan, day: &str| last_year(plan, date(day)).to_string();
        assert_eq!(year(&plan, "2026-03-30"), "2024/25");
        assert_eq!(year(&plan, "2026-03-31"), "2025/26");
        assert_eq!(year(&plan, "2026-12-31"), "2025/26");
        plan.settings.starts = Some(date("2026-04-01"));
        assert_eq!(year(&plan, "2026-12-31"), "2026/27");
    }

    #[test]
    fn a_year_is_judged_on_its_last_day_unless_a_day_is_asked_for() {
        let portfolio = example::portfolio();
        let facts = |judge: Judge, year| {
            let document = report(&portfolio, judge, year);
            let told = |key: &str| {
                let fact = document.facts.iter().find(|fact| fact.key == key);
                fact.map(|fact| fact.value.words()).unwrap_or_default()
            };
            [told("year"), told("as_of")]
        };
        let judge = example::judge();
        assert_eq!(facts(judge, None), ["2025/26, from 1 April 2025 to 31 March 2026", "31 March 2026"]);
        let asked = Judge { as_of: Some(date("2026-06-01")), ..judge };
        assert_eq!(facts(asked, None), ["2025/26, from 1 April 2025 to 31 March 2026", "1 June 2026"]);
        assert_eq!(facts(judge, Some("2026/27")), ["2026/27, from 1 April 2026 to 31 March 2027", "30 June 2026"]);
        assert_eq!(facts(judge, Some("2025")), ["2025, from 1 January 2025 to 31 December 2025", "31 December 2025"]);
    }

    #[test]
    fn the_message_comes_first() {
        let mut portfolio = example::portfolio();
        let plan = &mut portfolio.plans[0];
        plan.actions[0].updates = vec![Update { status: Some(Status::CarriedForward), ..update("2026-06-10") }];
        plan.objectives[0].measures = vec![Measure {
            name: "Referrals".into(),
            unit: None,
            baseline: Some(40.0),
            baseline_date: Some(date("2026-04-01")),
            target: Some(60.0),
            by: Period::parse("2027/28"),
            direction: Some(crate::model::Direction::Up),
            readings: vec![Reading { date: date("2026-06-01"), value: 61.0, note: None }],
        }];
        let document = report(&portfolio, example::judge(), Some("2026/27"));
        assert_eq!(
            opening(&document),
            [
                "This report is about 2026/27, from 1 April 2026 to 31 March 2027, judged on 30 June 2026, before its end.",
                "Of 3 objectives: 1 achieved and 2 without a target.",
                "In 2026/27: 1 action completed. 1 action withdrawn or carried forward. 3 actions due by its end and still \
                 open.",
                "On 30 June 2026, 3 of 6 actions are red or amber: 3 red, 1 complete and 2 unrated. 2 of the red ones stand \
                 in LATE.",
                "The only measure met the target.",
                "No amount is given: 6 actions not costed.",
                "No deadline moved; changes of lead cannot be told.",
                "In 2027/28: 12 meetings, 12 turns and 1 measure.",
            ]
        );
        let sections: Vec<_> = document.sections.iter().map(|section| section.key.as_str()).collect();
        assert_eq!(sections, ["objectives", "split", "actions", "measures", "money", "changes", "next-year", "legend"]);
    }

    #[test]
    fn a_plan_that_did_not_run_in_the_year_says_so() {
        let mut portfolio = example::portfolio();
        portfolio.plans[0].settings.starts = Some(date("2026-01-01"));
        let opening_of = |portfolio: &Portfolio, year| opening(&report(portfolio, example::judge(), year)).join(" ");
        assert_eq!(opening_of(&portfolio, Some("2024/25")), "The plan starts on 1 January 2026, after 2024/25.");
        portfolio.plans[0].settings.closed = Some(date("2026-03-01"));
        assert_eq!(
            opening_of(&portfolio, Some("2026/27")),
            "The plan was closed on 1 March 2026, before 2026/27 began."
        );
        let told = opening_of(&portfolio, Some("2025/26"));
        assert!(told.ends_with("When the plan was closed on 1 March 2026, 7 actions were still open."), "{told}");
    }

    #[test]
    fn a_plan_with_nothing_in_it_has_a_report() {
        let portfolio = Portfolio { plans: vec![Plan::new("empty")] };
        let document = report(&portfolio, example::judge(), None);
        assert_eq!(
            opening(&document)[0],
            "This report is about 2025/26, from 1 April 2025 to 31 March 2026, judged on its last day."
        );
        let as_of = document.facts.iter().find(|fact| fact.key == "as_of").map(|fact| fact.value.words());
        assert_eq!(as_of.as_deref(), Some("31 March 2026"));
    }
}
