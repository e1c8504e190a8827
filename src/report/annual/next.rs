//! What the next year asks of a plan.

use std::collections::HashSet;

use crate::document::{Block, Cell, Column, Section, Table};
use crate::model::{Action, Date, Period, counted};
use crate::query::Judged;
use crate::report::agenda::{self, Agenda, Kind, What};
use crate::report::basis::Chapter;
use crate::report::funding::{self, Funding, Often};
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
    let section = section.with_all(said.into_iter().map(Into::into)).holding(money(chapter, next));
    if agenda.entries.is_empty() {
        return section;
    }
    let section = section.with(due(agenda, next));
    let meetings = meetings(agenda, next);
    if meetings.rows.is_empty() { section } else { section.with(meetings) }
}

/// The money that the year needs: amounts that name it, and those of each year for what is still to be done.
fn money(chapter: Chapter<'_, '_>, next: Period) -> Option<Section> {
    if closed_before(chapter, next).is_some() {
        return None;
    }
    let open = chapter.judged.iter().filter(|judged| !judged.judgement.state.status.is_closed());
    let open: HashSet<_> = open.map(|judged| judged.located.action.reference.as_str()).collect();
    let mut funding = Funding::of(chapter);
    let is_open = |action: &Action| open.contains(action.reference.as_str());
    funding.costs.retain(|line| match line.cost.year {
        Some(year) => year == next,
        None => line.often == Often::EachYear && is_open(line.action),
    });
    funding.uncosted.retain(|uncosted| is_open(uncosted.action));
    funding.left_out.clear();
    let said = format!(
        "Amounts that name {next}, and those needed each year for {} still to be done.",
        words::plural(chapter.plan.settings.labels.action())
    );
    let Section { mut blocks, .. } = funding::summary(&funding);
    for block in &mut blocks {
        if let Block::Table(table) = block {
            table.key = "next_money";
        }
    }
    Some(Section::new("next-money", format!("Money for {next}")).with(said).with_all(blocks))
}

/// The day on which the plan was closed, where that was before the year.
fn closed_before(chapter: Chapter<'_, '_>, next: Period) -> Option<Date> {
    chapter.plan.settings.closed.filter(|closed| *closed < next.first_day() && *closed <= chapter.day)
}

/// Everything but meetings.
fn due(agenda: &Agenda<'_, '_>, next: Period) -> Table {
    let entries = agenda.entries.iter().filter(|entry| entry.event.kind() != Kind::Meeting);
    let table = Table::new("next_year", format!("What falls due in {next}"), agenda::due_columns());
    table.with_rows(entries.map(agenda::due_row)).or_say(format!("Nothing falls due in {next}."))
}

fn meetings(agenda: &Agenda<'_, '_>, next: Period) -> Table {
    let columns =
        [Column::short("date", "Day"), Column::text("meeting", "Meeting"), Column::text("report", "Looks at")];
    let rows = agenda.entries.iter().filter_map(|entry| match entry.event.what {
        What::Meeting(_, _, meeting) => {
            let report = meeting.report.map(|report| Cell::text(agenda::report_name(report)));
            Some([Cell::Date(entry.on), Cell::text(&meeting.name), report.unwrap_or_default()])
        }
        What::Deadline(_)
        | What::Turn(_)
        | What::Review(_)
        | What::Milestone(..)
        | What::Target(..)
        | What::Measure(..) => None,
    });
    Table::new("meetings", format!("Meetings in {next}"), columns).with_rows(rows)
}
