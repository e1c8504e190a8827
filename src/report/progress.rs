//! The progress report of a half-yearly meeting: how the plan stands, what has happened since the last one, what could
//! stop it, and what is not known.

use super::basis::{Basis, Chapter};
use super::funding::{self, Funding};
use super::happened::{self, Happened, Moved, Stretch, Turn};
use super::measures::{self, Measures};
use super::since::Since;
use super::split::{self, ByTheme};
use super::{gaps, risks, words};
use crate::document::{Block, Document, Section, Table};
use crate::model::{Date, Plan, ReportKind, counted};

/// How far back a report looks where no meeting says it.
const MONTHS: u32 = 6;

/// The report, since a day or since the last meeting that looked at one.
#[must_use]
pub fn document(basis: &Basis<'_>, asked: Option<Date>) -> Document {
    basis.opened_document("progress", "Progress report", |chapter| said(chapter, asked))
}

/// What is said at the head of a chapter, and its sections.
fn said(chapter: Chapter<'_, '_>, asked: Option<Date>) -> (Vec<Block>, Vec<Section>) {
    let plan = chapter.plan;
    let since = Since::of(plan, chapter.day, asked, ReportKind::Progress, MONTHS);
    let happened = Happened::of(chapter.judged, Stretch { after: since.day, until: chapter.day });
    let measures = Measures::of(chapter);
    let funding = Funding::of(chapter);
    let gaps = gaps::of(chapter, &measures);
    let risks = risks::of(chapter);
    let now = words::continued(&ByTheme::of(chapter).message());
    let mut lines = vec![format!("On {}, {now}", chapter.day.in_words())];
    lines.extend((!chapter.judged.is_empty()).then(|| before(chapter, since.day)));
    lines.extend(in_short(&happened, plan));
    lines.extend((!measures.measured.is_empty()).then(|| measures::summary(&measures)));
    lines.push(funding::message(&funding));
    lines.extend(risks::message(&risks));
    lines.extend(gaps::message(&gaps, plan));
    let period = format!("This report tells what has happened since {}.", since.in_words());
    let mut sections = vec![split::section(chapter)];
    sections.extend(since_then(&happened, since.day, plan));
    sections.push(measures::section(&measures, plan));
    sections.push(funding::chapter(&funding, funding::By::Theme));
    sections.push(risks::section(&risks, plan));
    sections.push(gaps::section(&gaps, plan));
    (vec![Block::text(period), Block::List(lines)], sections)
}

/// How the actions stood when the report begins.
fn before(chapter: Chapter<'_, '_>, day: Date) -> String {
    format!("On {}: {}.", day.in_words(), words::ratings(&split::on(chapter.judged, day)))
}

/// What happened, in a few sentences.
fn in_short(happened: &Happened<'_, '_>, plan: &Plan) -> Vec<String> {
    let done = format!("{}.", words::capitalised(&happened.completed_in_words(plan)));
    let ended = match happened.ended.len() {
        0 => String::new(),
        count => format!(" {} {} withdrawn or carried forward.", words::actions(count, plan), was_or_were(count)),
    };
    vec![format!("{done}{ended}"), moves_in_short(&happened.moved), ratings_in_short(happened)]
}

fn moves_in_short(moved: &[Moved<'_, '_>]) -> String {
    let days: i64 = moved.iter().filter_map(Moved::days).filter(|days| *days > 0).sum();
    let unexplained = moved.iter().filter(|one| one.note.is_none()).count();
    let reasons = match unexplained {
        0 => String::new(),
        count => format!(", {count} without a reason"),
    };
    match moved.len() {
        0 => "No deadline was moved.".to_owned(),
        count => {
            let later = if days > 0 { format!(", by {} in all", words::days(days)) } else { String::new() };
            format!("{} {} moved{later}{reasons}.", counted(count, "deadline"), was_or_were(count))
        }
    }
}

fn ratings_in_short(happened: &Happened<'_, '_>) -> String {
    let turned = [
        (Turn::BecameRed, "became red"),
        (Turn::Worse, "worse in another way"),
        (Turn::Better, "better"),
        (Turn::Rated, "rated for the first time"),
    ];
    let parts = turned.map(|(turn, word)| (happened.turned(turn), word));
    let parts: Vec<_> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    match parts.as_slice() {
        [] => "No rating of what is still to be done has changed.".to_owned(),
        parts => format!("Of what is still to be done: {}.", words::listed(parts)),
    }
}

/// What happened, table by table; tables of rare things only where there are any.
fn since_then(happened: &Happened<'_, '_>, since: Date, plan: &Plan) -> Vec<Section> {
    let labels = &plan.settings.labels;
    let (action, day) = (words::capitalised(&words::plural(labels.action())), since.in_words());
    let caption = |what: &str| format!("{action} {what} since {day}");
    let none = |table: Table, what: &str| table.or_say(format!("No {} was {what} since {day}.", labels.action()));
    let done = happened::completed(&happened.completed, plan, &caption("completed"));
    let mut completed = Section::new("completed", "Completed").with(none(done, "completed"));
    if !happened.ended.is_empty() {
        completed = completed.with(happened::ended(&happened.ended, plan, &caption("withdrawn or carried forward")));
    }
    let moved = happened::moved(&happened.moved, plan, &format!("Deadlines moved since {day}"));
    let rated = happened::rated(&happened.rated, plan, &format!("Ratings that have changed since {day}"));
    let mut sections = vec![
        completed,
        Section::new("moved", "Deadlines moved").with(moved.or_say(format!("No deadline was moved since {day}."))),
        Section::new("changed", "Better and worse")
            .with(rated.or_say(format!("No rating of what is still to be done has changed since {day}."))),
    ];
    if !happened.first_reports.is_empty() {
        let first = happened::first_reports(&happened.first_reports, plan, &caption("first reported on"));
        sections.push(Section::new("first-reports", "First reports").with(first));
    }
    sections
}

const fn was_or_were(number: usize) -> &'static str {
    if number == 1 { "was" } else { "were" }
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::document::{Block, Document};
    use crate::model::{Plan, Portfolio};
    use crate::report::example::{self, date};

    /// The sentences at the head of the report.
    fn opening(document: &Document) -> Vec<&str> {
        let texts = document.opening.iter().flat_map(|block| match block {
            Block::Text(text) => std::slice::from_ref(text),
            Block::List(texts) => texts,
            Block::Facts(_) | Block::Table(_) | Block::Figure(_) => &[],
        });
        texts.map(String::as_str).collect()
    }

    #[test]
    fn the_message_comes_first() {
        let portfolio = example::portfolio();
        let document = document(&example::basis(&portfolio), Some(date("2026-05-31")));
        assert_eq!(
            opening(&document),
            [
                "This report tells what has happened since 31 May 2026.",
                "On 30 June 2026, 4 of 7 actions are red or amber: 4 red, 1 complete and 2 unrated.",
                "On 31 May 2026: 1 red and 6 unrated.",
                "1 action completed.",
                "No deadline was moved.",
                "Of what is still to be done: 3 became red.",
                "No amount is given: 7 actions not costed.",
                "Missing: a lead (1), a deadline (1), a review date for what is ongoing (1), any report at all (5), a \
                 measure of the outcome (6), what it takes, or what that costs (6) and a target that can be measured, of \
                 an objective (3).",
            ]
        );
        let sections: Vec<_> = document.sections.iter().map(|section| section.key.as_str()).collect();
        assert_eq!(
            sections,
            ["split", "completed", "moved", "changed", "first-reports", "measures", "money", "risks", "gaps", "legend"]
        );
    }

    #[test]
    fn a_plan_with_nothing_in_it_has_a_report() {
        let portfolio = Portfolio { plans: vec![Plan::new("empty")] };
        let document = document(&example::basis(&portfolio), None);
        assert_eq!(opening(&document)[1], "On 30 June 2026, there is no action to rate.");
    }
}
