//! What the next year asks of a plan.

use crate::document::{Section, Table};
use crate::model::{Period, counted};
use crate::query::Judged;
use crate::report::agenda::{self, Agenda, Entry, Kind};
use crate::report::basis::Chapter;
use crate::report::words;

/// What falls into the year, counted.
#[must_use]
pub(super) fn message(agenda: &Agenda<'_, '_>, next: Period) -> String {
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
        let go = if count == 1 { "goes" } else { "go" };
        let actions = words::actions(count, plan);
        said.push(format!("{actions} already due {go} over into {next}: {}.", words::shortened(&references)));
    }
    if !agenda.undated.is_empty() {
        let count = agenda.undated.len();
        let has = if count == 1 { "has" } else { "have" };
        let actions = words::actions(count, plan);
        said.push(format!("{actions} {has} no day on which to fall due: {}.", words::shortened(&agenda.undated)));
    }
    let meetings = table(agenda, chapter, "meetings", format!("Meetings in {next}"), |kind| kind == Kind::Meeting);
    let due = table(agenda, chapter, "next_year", format!("What falls due in {next}"), |kind| kind != Kind::Meeting);
    let due = due.or_say(format!("Nothing falls due in {next}."));
    let section = Section::new("next-year", format!("The next year, {next}")).with(message(agenda, next));
    let section = section.with_all(said.into_iter().map(Into::into)).with(due);
    if meetings.rows.is_empty() { section } else { section.with(meetings) }
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
