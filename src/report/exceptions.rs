//! The exception report of a quarterly meeting: what is not on target, or needs to be revised or updated.

use super::basis::{Basis, Chapter};
use crate::document::{Cell, Column, Document, Section, Table};
use crate::model::Rating;

/// The report.
#[must_use]
pub fn document(basis: &Basis<'_>) -> Document {
    basis.document("exceptions", "Exception report", |chapter| vec![not_on_target(chapter)])
}

fn not_on_target(chapter: Chapter<'_, '_>) -> Section {
    let columns = [
        Column::name("ref", "Ref"),
        Column::text("action", "Action"),
        Column::short("rating", "Rating"),
        Column::number("overdue_days", "Days overdue"),
    ];
    let scheme = chapter.plan.settings.rating.scheme();
    let rows = chapter.judged.iter().filter_map(|judged| {
        let rating = judged.judgement.rating.filter(|rating| matches!(rating, Rating::Red | Rating::Amber))?;
        let action = judged.located.action;
        Some([
            Cell::text(action.reference.as_str()),
            Cell::of(action.text.as_deref()),
            Cell::Rating(rating, scheme),
            judged.judgement.overdue_days().map_or(Cell::Empty, Cell::Days),
        ])
    });
    let table = Table::new("exceptions", "Actions that are red or amber", columns).with_rows(rows);
    Section::new("exceptions", "Not on target").with(table.or_say("Every action is on target."))
}
