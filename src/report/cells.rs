//! What tables of reports say of an action, cell by cell.

use super::{deadline, status, words};
use crate::document::{Cell, Column};
use crate::model::{Deadline, Plan, Rating};
use crate::query::Judged;

/// The columns by which a reader knows an action: its reference, its text and who answers for it.
#[must_use]
pub fn who_columns(plan: &Plan) -> [Column; 3] {
    let action = words::capitalised(plan.settings.labels.action());
    [Column::name("ref", "Ref"), Column::text("action", &action), Column::text("lead", "Lead")]
}

/// The cells of those columns.
#[must_use]
pub fn who(judged: &Judged<'_>) -> [Cell; 3] {
    let action = judged.located.action;
    [Cell::text(action.reference.as_str()), Cell::of(action.text.as_deref()), lead(judged)]
}

/// The lead by its name in the register; that there is none is said.
#[must_use]
pub fn lead(judged: &Judged<'_>) -> Cell {
    Cell::text(status::lead(judged).unwrap_or("nobody"))
}

/// The deadline in the words of the plan.
#[must_use]
pub fn deadline(judged: &Judged<'_>) -> Cell {
    let text = deadline::in_words(judged).unwrap_or_else(|| "none".to_owned());
    Cell::Deadline { text, due: judged.judgement.due.on }
}

/// A deadline as a file gives it.
#[must_use]
pub fn given(deadline: Option<&Deadline>) -> Cell {
    match deadline {
        Some(deadline) => Cell::Deadline { text: deadline.in_words(), due: deadline.due() },
        None => Cell::text("none"),
    }
}

/// A rating in the scheme of the plan; what is out of the count has none.
#[must_use]
pub fn rating(rating: Option<Rating>, plan: &Plan) -> Cell {
    rating.map_or(Cell::Empty, |rating| Cell::Rating(rating, plan.settings.rating.scheme()))
}
