//! Measures of objectives and actions, and what was read of them.

use super::actions::TO_ACTION;
use super::plans::{TO_OBJECTIVE, TO_PLAN};
use super::relation::{Foreign, Head, Holds, Relation, Source, key, scale, source, within};
use crate::document::Cell;
use crate::model::{Date, Direction, Measure, Period, Plan, Reading};
use crate::report::basis::Basis;

/// A measure, and what it belongs to.
#[derive(Clone, Copy)]
struct Row<'p> {
    plan: &'p Plan,
    /// The day up to which readings count.
    day: Date,
    /// The objective or the action.
    owner: Owner<'p>,
    /// Its number among the measures of its owner, from 1.
    number: usize,
    measure: &'p Measure,
}

#[derive(Clone, Copy)]
enum Owner<'p> {
    Objective(&'p str),
    Action(&'p str),
}

impl<'p> Row<'p> {
    /// Its key: no objective has the reference of an action.
    fn id(&self) -> Cell {
        within(self.plan, self.name())
    }

    /// Its name in its plan.
    fn name(&self) -> String {
        let (Owner::Objective(owner) | Owner::Action(owner)) = self.owner;
        format!("{owner}/{}", self.number)
    }

    fn readings(self) -> impl DoubleEndedIterator<Item = &'p Reading> + use<'p> {
        let day = self.day;
        self.measure.readings.iter().filter(move |reading| reading.date <= day)
    }
}

/// The measures of the objectives, and of the actions that were chosen.
fn all<'b>(basis: &'b Basis<'_>) -> impl Iterator<Item = Row<'b>> {
    basis.chapters().flat_map(|chapter| {
        let (plan, day) = (chapter.plan, chapter.day);
        let of_objectives = plan
            .objectives
            .iter()
            .map(|objective| (Owner::Objective(objective.reference.as_str()), &objective.measures));
        let of_actions = chapter.judged.iter().map(|judged| {
            let action = judged.located.action;
            (Owner::Action(action.reference.as_str()), &action.measures)
        });
        of_objectives.chain(of_actions).flat_map(move |(owner, measures)| {
            (1..).zip(measures).map(move |(number, measure)| Row { plan, day, owner, number, measure })
        })
    })
}

/// The keys of a measure, and of what it belongs to.
fn keys<'p>() -> [Source<Row<'p>>; 3] {
    [
        key("id", "plan, reference of its objective or action, and its number there", Row::id),
        key("objective_id", "key of the objective, where it is of one", |row| match row.owner {
            Owner::Objective(reference) => within(row.plan, reference),
            Owner::Action(_) => Cell::Empty,
        }),
        key("action_id", "key of the action, where it is of one", |row| match row.owner {
            Owner::Action(reference) => within(row.plan, reference),
            Owner::Objective(_) => Cell::Empty,
        }),
    ]
}

pub(super) fn measures(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "measures",
        title: "Measures",
        about: "a figure by which an objective or an action is judged",
        primary: &["id"],
        foreign: &[TO_PLAN, TO_OBJECTIVE, TO_ACTION],
    };
    let columns: Vec<Source<Row<'_>>> =
        vec![
            source("plan", "Plan", Holds::Name, "folder name of the plan", |row| Cell::text(&row.plan.name)),
            source(
                "measure",
                "Measure",
                Holds::Name,
                "reference of its objective or action, and its number there",
                |row| Cell::text(row.name()),
            ),
            source("objective", "Objective", Holds::Name, "reference of the objective, where it is of one", |row| {
                match row.owner {
                    Owner::Objective(reference) => Cell::text(reference),
                    Owner::Action(_) => Cell::Empty,
                }
            }),
            source("ref", "Action", Holds::Name, "reference of the action, where it is of one", |row| {
                match row.owner {
                    Owner::Action(reference) => Cell::text(reference),
                    Owner::Objective(_) => Cell::Empty,
                }
            }),
            source("name", "What is counted", Holds::Text, "what is counted", |row| Cell::text(&row.measure.name)),
            source("unit", "Unit", Holds::Text, "the unit", |row| Cell::of(row.measure.unit.as_deref())),
            source("direction", "Direction", scale(Direction::ALL, Direction::word), "which way is good", |row| {
                Cell::of(row.measure.direction.map(Direction::word))
            }),
            source("baseline", "Baseline", Holds::Number, "figure at the start", |row| number(row.measure.baseline)),
            source("baseline_date", "Day of baseline", Holds::Date, "day of that", |row| {
                Cell::date(row.measure.baseline_date)
            }),
            source("target", "Target", Holds::Number, "figure to reach", |row| number(row.measure.target)),
            source("by", "By", Holds::Text, "when, in the form of the plan files", |row| {
                row.measure.by.map_or(Cell::Empty, |by| Cell::text(by.to_string()))
            }),
            source("by_due", "Last day", Holds::Date, "last day of that", |row| {
                Cell::date(row.measure.by.map(Period::due))
            }),
            source("latest", "Latest", Holds::Number, "last reading", |row| {
                number(row.readings().next_back().map(|reading| reading.value))
            }),
            source("latest_date", "Day of latest", Holds::Date, "day of that", |row| {
                Cell::date(row.readings().next_back().map(|reading| reading.date))
            }),
        ];
    HEAD.with(keys().into_iter().chain(columns).collect(), all(basis))
}

pub(super) fn readings(basis: &Basis<'_>) -> Relation {
    const HEAD: Head = Head {
        key: "readings",
        title: "Readings",
        about: "what was read of a measure",
        primary: &["measure_id", "number"],
        foreign: &[TO_PLAN, Foreign { from: &["measure_id"], to: "measures", there: &["id"] }],
    };
    let columns: Vec<Source<(Row<'_>, usize, &Reading)>> = vec![
        key("measure_id", "key of the measure", |(row, ..)| row.id()),
        source("plan", "Plan", Holds::Name, "folder name of the plan", |(row, ..)| Cell::text(&row.plan.name)),
        source(
            "measure",
            "Measure",
            Holds::Name,
            "reference of its objective or action, and its number there",
            |(row, ..)| Cell::text(row.name()),
        ),
        source("number", "No.", Holds::Integer, "place among its readings, from 1", |(_, number, _)| {
            Cell::Count(*number)
        }),
        source("date", "Day", Holds::Date, "day for which it holds", |(.., reading)| Cell::Date(reading.date)),
        source("value", "Value", Holds::Number, "the figure", |(.., reading)| Cell::Number(reading.value)),
        source("note", "Note", Holds::Prose, "what a reader should know about it", |(.., reading)| {
            Cell::of(reading.note.as_deref())
        }),
    ];
    let rows =
        all(basis).flat_map(|row| (1..).zip(row.readings()).map(move |(number, reading)| (row, number, reading)));
    HEAD.with(columns, rows)
}

fn number(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}
