//! A list as a table for the terminal, with its number of actions and the days on which they were judged.

use std::io::{self, Write};

use super::cell;
use crate::model::{Date, Field, Plan, counted};
use crate::query::{Judged, Selection};
use crate::render::heading;
use crate::render::prose::wrapped;
use crate::render::style::{alarming, bold, dim, rating, reported};
use crate::render::table::{Cell, Column, Table};
use crate::ui::Look;

/// So many plans are named one by one.
const FEW: usize = 4;

/// Writes the list; nothing where no action is selected.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, selection: &Selection<'_>, columns: &[Field], look: Look) -> io::Result<()> {
    if selection.judged.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(columns.iter().map(|&field| column(field, columns)));
    for judged in &selection.judged {
        table.row(columns.iter().map(|&field| cell(field, judged, look)));
    }
    table.write(out, look)?;
    writeln!(out)?;
    wrapped(&total(selection), look.columns()).iter().try_for_each(|line| writeln!(out, "{}", dim(line, look)))
}

/// A column of the list; what is long moves below its row where the width is short, unless it comes first.
fn column(field: Field, all: &[Field]) -> Column {
    let label = field.label();
    match field {
        Field::Ref
        | Field::Objective
        | Field::Deadline
        | Field::Due
        | Field::Review
        | Field::Status
        | Field::Rating
        | Field::Reported
        | Field::Confidence
        | Field::Risk
        | Field::Updated => Column::fixed(label),
        Field::Overdue | Field::Moved => Column::number(label),
        Field::Plan | Field::Theme | Field::Action | Field::Flags | Field::Tag | Field::Duty => Column::text(label),
        _ if all.first() == Some(&field) => Column::text(label),
        Field::Lead if !all.contains(&Field::Plan) => Column::text(label),
        Field::Lead
        | Field::Support
        | Field::Organisation
        | Field::Reason
        | Field::Resources
        | Field::Outcome
        | Field::Note
        | Field::By
        | Field::DependsOn
        | Field::See
        | Field::Evidence
        | Field::Source
        | Field::File => Column::note(label),
    }
}

fn cell(field: Field, judged: &Judged<'_>, look: Look) -> Cell {
    let judgement = &judged.judgement;
    let scheme = judged.located.plan.settings.rating.scheme();
    match (field, judgement.state.reported) {
        (Field::Rating, _) => Cell::ready(rating(judgement.rating, scheme, look)),
        (Field::Reported, Some(rag)) => Cell::ready(reported(rag, look)),
        (Field::Ref, _) => Cell::ready(bold(judged.located.action.reference.as_str(), look)),
        (Field::Overdue, _) => Cell::ready(alarming(&cell::plain(field, judged), look)),
        (Field::Lead, _) if judged.located.lead_name().is_none() => Cell::ready(dim("(no lead)", look)),
        (Field::Due, _) if judgement.due.on.is_none() => Cell::ready(dim(&cell::readable(field, judged), look)),
        _ => Cell::text(&cell::readable(field, judged)),
    }
}

/// How many actions there are, and on which day each plan was judged.
fn total(selection: &Selection<'_>) -> String {
    let mut plans: Vec<(&Plan, Date)> = Vec::new();
    for judged in &selection.judged {
        let plan = judged.located.plan;
        if !plans.iter().rev().any(|(known, _)| std::ptr::eq(*known, plan)) {
            plans.push((plan, judged.judgement.day));
        }
    }
    let count = counted(selection.judged.len(), "action");
    if plans.len() > FEW {
        return format!("{count} in {} plans", plans.len());
    }
    let days = plans.iter().map(|(plan, day)| heading::described(plan, *day));
    format!("{count}; {}", days.collect::<Vec<_>>().join("; "))
}
