//! What the next year asks of a plan.

use crate::document::{Section, Table};
use crate::model::{Date, Period, counted};
use crate::query::Judged;
use crate::report::agenda::{self, Agenda, Entry, Kind};
use crate::report::basis::Chapter;
use crate::report::words;

/// What falls into the year, counted.
#[must_use]
pub(super) fn message(agenda: &Agenda<'_, '_>, chapter: Chapter<'_, '_>, next: Period) -> String {
    if let Some(closed) = closed_before(chapter, next) {
        let open = chapter.judged.iter().filter(|judged| !judged.judgement.state.status.is_closed()).count();
        let was = if open == 1 { "was" } else { "were" };
        let actions = words::actions(open, chapter.plan);
        return format!("When the plan was closed on {}, {actions} {was} still open.", closed.in_words());
    }
    let counts = Kind::ALL.map(|kind| (agenda.count(kind), kind.word()));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, word)| counted(count, word)).collect();
    match counts.as_slice() {
        [] => format!("Nothing falls due in {next}."),
        counts => format!("In {next}: {}.", words::listed(counts)),
    }
}

/// What is carried over, what falls due, and what has no day at all.
#[must_use]
pub(super) fn section(
    agenda: &Agenda<'_, '_>,
    chapter: Chapter<'_, '_>,
    next: Period,
    open: &[&Judged<'_>],
) -> Section {
    let plan = chapter.plan;
    let references: Vec<_> = open.iter().map(|judged| judged.located.action.reference.as_str()).collect();
    let mut said = Vec::new();
    if !references.is_empty() {
        let count = references.len();
        let (actions, which) = (words::actions(count, plan), words::shortened(&references));
        said.push(match (closed_before(chapter, next), count) {
            (Some(_), _) => format!("Already due by then: {which}."),
            (None, 1) => format!("{actions} already due goes over into {next}: {which}."),
            (None, _) => format!("{actions} already due go over into {next}: {which}."),
        });
    }
    if !agenda.undated.is_empty() {
        let count = agenda.undated.len();
        let has = if count == 1 { "has" } else { "have" };
        let actions = words::actions(count, plan);
        said.push(format!("{actions} {has} no day on which to fall due: {}.", words::shortened(&agenda.undated)));
    }
    let heading = format!("The next year, {next}");
    let section = Section::new("next-year", heading).with(message(agenda, chapter, next));
    let section = section.with_all(said.into_iter().map(Into::into));
    if agenda.entries.is_empty() {
        return section;
    }
    let meetings = table(agenda, chapter, "meetings", format!("Meetings in {next}"), |kind| kind == Kind::Meeting);
    let due = table(agenda, chapter, "next_year", format!("What falls due in {next}"), |kind| kind != Kind::Meeting);
    let due = due.or_say(format!("Nothing falls due in {next}."));
    let section = section.with(due);
    if meetings.rows.is_empty() { section } else { section.with(meetings) }
}

/// The day on which the plan was closed, where that was before the year.
fn closed_before(chapter: Chapter<'_, '_>, next: Period) -> Option<Date> {
    chapter.plan.settings.closed.filter(|closed| *closed < next.first_day() && *closed <= chapter.day)
}

fn table(
    agenda: &Agenda<'_, '_>,
    chapter: Chapter<'_, '_>,
    key: &'static str,
    caption: String,
    wants: impl Fn(Kind) -> bool,
) -> Table {
    let entries = agenda.entries.iter().filter(|entry| wants(entry.event.kind()));
    let row = |entry: &Entry<'_, '_>| agenda::due_row(entry, chapter.plan);
    Table::new(key, caption, agenda::due_columns(chapter.plan)).with_rows(entries.map(row))
}
