//! What happened as tables.

use super::{Completed, Ended, FirstReport, Moved, Rated, Turn};
use crate::document::{Cell, Column, Table};
use crate::model::{Plan, Travel, stated};
use crate::report::cells;

/// What was completed, and how late.
#[must_use]
pub fn completed(completed: &[Completed<'_, '_>], plan: &Plan, caption: &str) -> Table {
    let more = [
        Column::short("deadline", "Deadline"),
        Column::short("completed", "Completed on"),
        Column::number("late_days", "Days late"),
        Column::long("note", "What was said"),
    ];
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let row = |one: &Completed<'_, '_>| {
        let deadline = match one.turn {
            Some((day, 1)) => Cell::Deadline { text: format!("turn of {}", day.in_words()), due: Some(day) },
            Some((day, count)) => {
                let text = format!("turn of {}, the last of {count}", day.in_words());
                Cell::Deadline { text, due: Some(day) }
            }
            None => cells::deadline(one.judged),
        };
        let late = one.late.map_or(Cell::Empty, Cell::Days);
        cells::who(one.judged).into_iter().chain([deadline, Cell::Date(one.on), late, Cell::of(one.note)])
    };
    Table::new("completed", caption, columns).with_rows(completed.iter().map(row))
}

/// What was withdrawn or carried forward.
#[must_use]
pub fn ended(ended: &[Ended<'_, '_>], plan: &Plan, caption: &str) -> Table {
    let more = [Column::text("how", "How"), Column::short("date", "On"), Column::long("note", "What was said")];
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let row = |one: &Ended<'_, '_>| {
        let more = [Cell::text(one.reason.to_string()), Cell::date(one.on), Cell::of(one.note)];
        cells::who(one.judged).into_iter().chain(more)
    };
    Table::new("ended", caption, columns).with_rows(ended.iter().map(row))
}

/// Which deadlines were moved, how far and why.
#[must_use]
pub fn moved(moved: &[Moved<'_, '_>], plan: &Plan, caption: &str) -> Table {
    let more = [
        Column::short("date", "Moved on"),
        Column::short("from", "From"),
        Column::short("to", "To"),
        Column::number("days", "Days later"),
        Column::long("why", "Why"),
    ];
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let row = |one: &Moved<'_, '_>| {
        let days = one.days().map_or(Cell::Empty, Cell::Days);
        let why = Cell::text(one.note.unwrap_or("no reason given"));
        let more = [Cell::Date(one.on), cells::given(Some(one.from)), cells::given(one.to), days, why];
        cells::who(one.judged).into_iter().chain(more)
    };
    Table::new("deadlines_moved", caption, columns).with_rows(moved.iter().map(row))
}

/// Whose rating is not what it was, and why.
#[must_use]
pub fn rated(rated: &[Rated<'_, '_>], plan: &Plan, caption: &str) -> Table {
    let more = [
        Column::short("before", "Then"),
        Column::short("now", "Now"),
        Column::short("travel", "Change"),
        Column::text("reason", "Why it is rated so"),
    ];
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let row = |one: &Rated<'_, '_>| {
        let travel = match one.turn {
            Turn::BecameRed | Turn::Worse => Travel::Worse,
            Turn::Better => Travel::Better,
            Turn::Rated => Travel::New,
        };
        let ratings = [cells::rating(one.before, plan), cells::rating(Some(one.now), plan)];
        let more = [Cell::Travel(travel), Cell::text(one.reason.to_string())];
        cells::who(one.judged).into_iter().chain(ratings).chain(more)
    };
    Table::new("ratings_changed", caption, columns).with_rows(rated.iter().map(row))
}

/// What was heard of for the first time.
#[must_use]
pub fn first_reports(first: &[FirstReport<'_, '_>], plan: &Plan, caption: &str) -> Table {
    let more = [
        Column::short("date", "First reported on"),
        Column::text("by", "By"),
        Column::short("reported", "Reported"),
        Column::long("note", "What was said"),
    ];
    let columns = cells::who_columns(plan).into_iter().chain(more);
    let row = |one: &FirstReport<'_, '_>| {
        let update = one.update;
        let reported = update.rag.map_or(Cell::Empty, Cell::Reported);
        let more = [
            Cell::Date(update.date),
            Cell::of(update.by.as_deref()),
            reported,
            Cell::of(stated(update.note.as_deref())),
        ];
        cells::who(one.judged).into_iter().chain(more)
    };
    Table::new("first_reports", caption, columns).with_rows(first.iter().map(row))
}
