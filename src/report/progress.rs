//! The progress report of a half-yearly meeting: how the plan stands, what has happened since the last one, what could
//! stop it, and what is not known.

use super::basis::{Basis, Chapter};
use super::happened::{self, Happened, Moved, Stretch, Turn};
use super::measures::{self, Measures};
use super::split::{self, ByTheme};
use super::{gaps, risks, words};
use crate::document::{Block, Document, Section, Table};
use crate::model::{Date, Meeting, Plan, ReportKind, counted};

/// How far back a report looks where no meeting says it.
const MONTHS: u32 = 6;

/// Since when a report tells what happened, and why since then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    pub day: Date,
    pub why: Why,
}

/// Why a report begins where it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// This meeting looked at the last progress report then.
    Meeting(String),
    /// The plan names no such meeting, or none was held.
    HalfYear,
    /// The plan is younger than that.
    Start,
}

/// The report, since a day or since the last meeting that looked at one.
#[must_use]
pub fn document(basis: &Basis<'_>, asked: Option<Date>) -> Document {
    let mut document = basis.document("progress", "Progress report", |chapter| sections(chapter, asked));
    if basis.plans.len() == 1
        && let Some(summary) = document.sections.iter().position(|section| section.key == SUMMARY)
    {
        document.opening = document.sections.remove(summary).blocks;
    }
    document
}

/// The chapter with the figures in short; it opens the report of a single plan.
const SUMMARY: &str = "in-short";

fn sections(chapter: Chapter<'_, '_>, asked: Option<Date>) -> Vec<Section> {
    let plan = chapter.plan;
    let since = Since::of(chapter, asked);
    let happened = Happened::of(chapter.judged, Stretch { after: since.day, until: chapter.day });
    let measures = Measures::of(chapter);
    let unmeasurable = measures.unmeasured.iter().map(|one| one.objective.reference.as_str());
    let gaps = gaps::of(chapter, unmeasurable);
    let risks = risks::of(chapter);
    let mut lines = vec![ByTheme::of(chapter).message()];
    lines.extend(in_short(&happened, plan));
    lines.extend((!measures.measured.is_empty()).then(|| measures::summary(&measures)));
    lines.extend(risks::message(&risks));
    lines.extend(gaps::message(&gaps, plan));
    let summary = Section::new(SUMMARY, "In short").with(since.in_words(chapter.day)).with(Block::List(lines));
    let mut sections = vec![summary, split::section(chapter)];
    sections.extend(since_then(&happened, &since, plan));
    sections.push(measures::section(&measures, plan));
    sections.push(risks::section(&risks, plan));
    sections.push(gaps::section(&gaps, plan));
    sections
}

impl Since {
    /// The day that was asked for; else the last meeting about progress, but not one that was only just held, whose own
    /// report this may still be; else half a year ago, or the start of the plan where that is later.
    #[must_use]
    pub fn of(chapter: Chapter<'_, '_>, asked: Option<Date>) -> Self {
        if let Some(day) = asked {
            return Self { day: day.min(chapter.day), why: Why::Asked };
        }
        let its = |meeting: &&Meeting| meeting.report == Some(ReportKind::Progress);
        let meetings = chapter.plan.settings.meetings.iter().filter(its);
        let held = meetings.filter_map(|meeting| Some((last_but_recent(meeting, chapter.day)?, &meeting.name)));
        if let Some((day, name)) = held.max_by_key(|(day, _)| *day) {
            return Self { day, why: Why::Meeting(name.clone()) };
        }
        let half_year = chapter.day.minus_months(MONTHS);
        match chapter.plan.settings.starts.map(|starts| starts.plus_days(-1)) {
            Some(eve) if half_year < eve && eve < chapter.day => Self { day: eve, why: Why::Start },
            Some(_) | None => Self { day: half_year, why: Why::HalfYear },
        }
    }

    /// What a reader is told about it.
    #[must_use]
    pub fn in_words(&self, until: Date) -> String {
        let (day, until) = (self.day.in_words(), until.in_words());
        match &self.why {
            Why::Asked => format!("What has happened is told from {day} to {until}."),
            Why::Meeting(name) => format!("What has happened is told since {name} on {day}, up to {until}."),
            Why::HalfYear => format!("What has happened is told for the six months from {day} to {until}."),
            Why::Start => format!("What has happened is told from the start of the plan, up to {until}."),
        }
    }
}

/// The last meeting before a day, or the one before that where less than a quarter of the time to the next has gone.
fn last_but_recent(meeting: &Meeting, day: Date) -> Option<Date> {
    let last = meeting.last_before(day)?;
    let next = meeting.days().next_after(last);
    let is_recent = 4 * last.days_until(day) < last.days_until(next);
    if is_recent { meeting.last_before(last) } else { Some(last) }
}

/// What happened, in a few sentences.
fn in_short(happened: &Happened<'_, '_>, plan: &Plan) -> Vec<String> {
    let done = happened.completed.len();
    let late = match (happened.late(), done) {
        (0, _) => String::new(),
        (late, done) if late == done => ", late".to_owned(),
        (late, _) => format!(", {late} of them late"),
    };
    let done = match done {
        0 => format!("No {} was completed.", plan.settings.labels.action()),
        done => format!("{} {} completed{late}.", words::actions(done, plan), was_or_were(done)),
    };
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
fn since_then(happened: &Happened<'_, '_>, since: &Since, plan: &Plan) -> Vec<Section> {
    let labels = &plan.settings.labels;
    let (action, day) = (words::capitalised(&words::plural(labels.action())), since.day.in_words());
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
