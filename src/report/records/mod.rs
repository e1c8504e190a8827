//! Everything that plans hold, as tables with keys that refer to each other, for people who count and for programs.
//!
//! Two shapes of the same rows: [`sheets`] for a spreadsheet, with lists in a cell of their action, and [`tidy`] for a
//! database, with a row for each value of a list. The log and the readings end on the day on which a plan is judged.

mod actions;
mod items;
mod lists;
mod measures;
mod plans;
mod relation;

pub use relation::{Attribute, Foreign, Holds, Relation};

use super::basis::Basis;

/// The tables of a spreadsheet: an action a row with every field, and what it has several of in sheets of their own.
#[must_use]
pub fn sheets(basis: &Basis<'_>) -> Vec<Relation> {
    vec![
        actions::in_one_row(basis),
        items::updates(basis),
        items::milestones(basis),
        items::risks(basis),
        items::costs(basis),
        measures::measures(basis),
        measures::readings(basis),
        plans::objectives(basis),
        plans::themes(basis),
        plans::plans(basis),
    ]
}

/// The tables of a database, each after those that it refers to.
#[must_use]
pub fn tidy(basis: &Basis<'_>) -> Vec<Relation> {
    vec![
        plans::plans(basis),
        plans::definitions(basis),
        plans::meetings(basis),
        plans::parties(basis),
        plans::party_names(basis),
        plans::themes(basis),
        plans::objectives(basis),
        actions::actions(basis),
        lists::support(basis),
        items::updates(basis),
        items::milestones(basis),
        items::risks(basis),
        items::costs(basis),
        lists::depends_on(basis),
        lists::see(basis),
        lists::tags(basis),
        lists::duties(basis),
        lists::evidence(basis),
        lists::as_written(basis),
        measures::measures(basis),
        measures::readings(basis),
    ]
}

#[cfg(test)]
mod tests;
