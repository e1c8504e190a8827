//! What an action has several of, a row each: updates, milestones, risks, costs.

use super::actions::{self, TO_ACTION};
use super::plans::currency;
use super::relation::{Head, Holds, Relation, Source, key, scale, source};
use crate::document::Cell;
use crate::model::{Cost, CostState, Deadline, Level, Milestone, Per, Period, Rag, Risk, Status, Update};
use crate::query::Judged;
use crate::report::basis::Basis;

/// Something of an action, with its number among its like, from 1.
pub(super) struct Of<'b, 'p, T> {
    pub judged: &'b Judged<'p>,
    pub number: usize,
    pub item: T,
}

pub(super) const KEY: &[&str] = &["action_id", "number"];

/// Every item of every action.
pub(super) fn all<'b, 'p: 'b, T: 'p>(
    basis: &'b Basis<'p>,
    items: impl Fn(&'b Judged<'p>) -> &'p [T] + Copy + 'b,
) -> impl Iterator<Item = Of<'b, 'p, &'p T>> + 'b {
    let of = move |judged| (1..).zip(items(judged)).map(move |(number, item)| Of { judged, number, item });
    basis.selection.judged.iter().flat_map(of)
}

/// The columns that say which item of which action a row is, and then these.
pub(super) fn keyed<'b, 'p, T>(columns: Vec<Source<Of<'b, 'p, T>>>) -> Vec<Source<Of<'b, 'p, T>>> {
    let keys = [
        key("action_id", "key of the action", |of: &Of<'b, 'p, T>| actions::of(of.judged)),
        source("plan", "Plan", Holds::Name, "folder name of the plan", |of: &Of<'b, 'p, T>| {
            Cell::text(&of.judged.located.plan.name)
        }),
        source("ref", "Ref", Holds::Name, "reference of the action", |of| {
            Cell::text(of.judged.located.action.reference.as_str())
        }),
        source("number", "No.", Holds::Integer, "place in the file, from 1", |of| Cell::Count(of.number)),
    ];
    keys.into_iter().chain(columns).collect()
}

pub(super) fn updates(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "updates",
        title: "Updates",
        about: "an entry of an action's log",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let columns: Vec<Source<Of<'_, '_, &Update>>> = vec![
        source("date", "Day", Holds::Date, "day on which this was so", |of| Cell::Date(of.item.date)),
        source("by", "By", Holds::Text, "who says so", |of| Cell::of(of.item.by.as_deref())),
        source("status", "Status", scale(Status::ALL, Status::word), "where the work stands", |of| {
            Cell::of(of.item.status.map(Status::word))
        }),
        source("rag", "Reported", scale(Rag::ALL, Rag::word), "how people rate the progress", |of| {
            of.item.rag.map_or(Cell::Empty, Cell::Reported)
        }),
        source("note", "Comment", Holds::Prose, "what happened, and what happens next", |of| {
            Cell::of(of.item.note.as_deref())
        }),
        source("occurrence", "Turn completed", Holds::Date, "turn of a recurring action that it completes", |of| {
            Cell::date(of.item.occurrence)
        }),
        source("deadline_was", "Deadline before", Holds::Text, "deadline before this update moved it", |of| {
            of.item.deadline_was.as_ref().map_or(Cell::Empty, |was| Cell::text(was.to_string()))
        }),
        source("due_was", "Due before", Holds::Date, "day on which that fell due", |of| {
            Cell::date(of.item.deadline_was.as_ref().and_then(Deadline::due))
        }),
    ];
    let past = |of: &Of<'_, '_, &Update>| of.item.date <= of.judged.judgement.day;
    HEAD.with(keyed(columns), all(basis, |judged| &judged.located.action.updates).filter(past))
}

pub(super) fn milestones(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "milestones",
        title: "Milestones",
        about: "a step on the way to an action's completion",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let columns: Vec<Source<Of<'_, '_, &Milestone>>> = vec![
        source("text", "Milestone", Holds::Prose, "what will have been reached", |of| Cell::text(&of.item.text)),
        source("deadline", "Deadline", Holds::Text, "deadline in the form of the plan files", |of| {
            of.item.deadline.as_ref().map_or(Cell::Empty, |deadline| Cell::text(deadline.to_string()))
        }),
        source("due", "Due", Holds::Date, "day on which it falls due", |of| {
            Cell::date(of.item.deadline.as_ref().and_then(Deadline::due))
        }),
        source("done", "Reached", Holds::Date, "day on which it was reached", |of| {
            Cell::date(of.item.done.filter(|done| *done <= of.judged.judgement.day))
        }),
    ];
    HEAD.with(keyed(columns), all(basis, |judged| &judged.located.action.milestones))
}

pub(super) fn risks(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "risks",
        title: "Risks",
        about: "something that could stop an action",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let columns: Vec<Source<Of<'_, '_, &Risk>>> = vec![
        source("level", "Risk", scale(Level::ALL, Level::word), "how high the risk is: high is bad", |of| {
            Cell::of(of.item.level.map(Level::word))
        }),
        source("text", "What could happen", Holds::Prose, "what the risk is", |of| Cell::of(of.item.text.as_deref())),
    ];
    HEAD.with(keyed(columns), all(basis, |judged| &judged.located.action.risks))
}

pub(super) fn costs(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "costs",
        title: "Costs",
        about: "one thing that an action costs",
        primary: KEY,
        foreign: &[TO_ACTION],
    };
    let columns: Vec<Source<Of<'_, '_, &Cost>>> = vec![
        source("text", "What for", Holds::Text, "what the money is for", |of| Cell::of(of.item.text.as_deref())),
        source("amount", "Amount", Holds::Amount, "how much; empty where nobody has said", |of| {
            let currency = currency(of.judged.located.plan);
            of.item.amount.map_or(Cell::Empty, |amount| Cell::Money(amount, currency.to_owned()))
        }),
        source("currency", "Currency", Holds::Name, "currency of the amount, as an ISO 4217 code", |of| {
            of.item.amount.map_or(Cell::Empty, |_| Cell::text(currency(of.judged.located.plan)))
        }),
        source("per", "How often", scale(Per::ALL, Per::word), "whether it is for each year or once", |of| {
            Cell::of(of.item.per.map(Per::word))
        }),
        source("state", "State", scale(CostState::ALL, CostState::word), "whether the money is there", |of| {
            Cell::of(of.item.state.map(CostState::word))
        }),
        source("funder", "Funder", Holds::Text, "who gives it", |of| Cell::of(of.item.funder.as_deref())),
        source("year", "Year", Holds::Text, "year that it is for, in the form of the plan files", |of| {
            of.item.year.map_or(Cell::Empty, |year| Cell::text(year.to_string()))
        }),
        source("year_starts", "Year starts", Holds::Date, "first day of that year", |of| {
            Cell::date(of.item.year.map(Period::first_day))
        }),
    ];
    HEAD.with(keyed(columns), all(basis, |judged| &judged.located.action.costs))
}
