//! A list as a table for the terminal, with its number of actions and the days on which they were judged.

use std::io::{self, Write};

use rayon::prelude::*;

use super::{COLUMNS, COLUMNS_WITHOUT_PLAN, cell};
use crate::model::{Date, Field, Plan, counted};
use crate::query::{Judged, Selection};
use crate::render::heading;
use crate::render::prose::wrapped;
use crate::render::style::{alarming, bold, dim, rating, reported};
use crate::render::table::{Cell, Column, Table};
use crate::ui::Look;

/// So many plans are named one by one.
const FEW: usize = 4;

/// The actions of some plans, ready to be laid out with those of others; nothing of the plans is kept.
#[derive(Debug)]
pub struct Part {
    rows: Vec<Vec<Cell>>,
    /// The plans with an action in it, and the days on which they were judged.
    plans: Vec<String>,
}

impl Part {
    /// The actions of a selection with these columns; without any, with those for people.
    #[must_use]
    pub fn of(selection: &Selection<'_>, columns: Option<&[Field]>, look: Look) -> Self {
        let columns = columns.unwrap_or(COLUMNS);
        let row = |judged| columns.iter().map(|&field| cell(field, judged, look)).collect();
        Self { rows: selection.judged.par_iter().map(row).collect(), plans: plans(selection) }
    }
}

/// Writes the list, and gives whether there is an action in it; the columns are those that its parts were made with.
///
/// # Errors
///
/// The output does not take it.
pub fn write(
    out: &mut impl Write,
    parts: impl IntoIterator<Item = Part>,
    columns: Option<&[Field]>,
    look: Look,
) -> io::Result<bool> {
    let (rows, plans): (Vec<_>, Vec<_>) = parts.into_iter().map(|part| (part.rows, part.plans)).unzip();
    let (count, plans) = (rows.iter().map(Vec::len).sum(), plans.concat());
    if count == 0 {
        return Ok(false);
    }
    let (columns, left_out) = match columns {
        Some(columns) => (columns, 0),
        // The plan of each only where there are several.
        None if plans.len() > 1 => (COLUMNS, 0),
        None => (COLUMNS_WITHOUT_PLAN, 1),
    };
    let mut table = Table::new(columns.iter().map(|&field| column(field, columns)));
    rows.into_iter().flatten().for_each(|row| table.row(row.into_iter().skip(left_out)));
    table.write(out, look)?;
    writeln!(out)?;
    wrapped(&total(count, &plans), look.columns()).iter().try_for_each(|line| writeln!(out, "{}", dim(line, look)))?;
    Ok(true)
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

/// The plans of a selection, and the days on which they were judged.
fn plans(selection: &Selection<'_>) -> Vec<String> {
    let mut plans: Vec<(&Plan, Date)> = Vec::new();
    for judged in &selection.judged {
        let plan = judged.located.plan;
        if !plans.iter().rev().any(|(known, _)| std::ptr::eq(*known, plan)) {
            plans.push((plan, judged.judgement.day));
        }
    }
    plans.into_iter().map(|(plan, day)| heading::described(plan, day)).collect()
}

/// How many actions there are, and on which day each plan was judged.
fn total(count: usize, plans: &[String]) -> String {
    let count = counted(count, "action");
    if plans.len() > FEW {
        format!("{count} in {} plans", plans.len())
    } else {
        format!("{count}; {}", plans.join("; "))
    }
}
