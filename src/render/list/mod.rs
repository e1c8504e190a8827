//! Actions as a list: a file a format. What stands in a column is the same in all of them, and in one place.

mod cell;
mod csv;
mod form;
mod json;
pub mod markdown;
pub mod table;

pub use form::{Form, Rows};

use std::io::{self, Write};

use rayon::prelude::*;

use crate::model::Field;
use crate::query::{Judged, Selection};

/// Rows that are written in one go.
const BATCH: usize = 256;

/// The columns where none are asked for; for other programs always these.
pub const COLUMNS: &[Field] = &[Field::Plan, Field::Ref, Field::Action, Field::Lead, Field::Due, Field::Rating];

/// Those for people where all actions are of one plan.
const COLUMNS_WITHOUT_PLAN: &[Field] = match COLUMNS {
    [_, others @ ..] => others,
    [] => COLUMNS,
};

/// The columns for people where none are asked for: the plan only where there are several.
#[must_use]
pub fn columns_for_people(selection: &Selection<'_>) -> &'static [Field] {
    let mut plans = selection.judged.iter().map(|judged| judged.located.plan.name.as_str());
    let first = plans.next();
    if plans.any(|plan| Some(plan) != first) { COLUMNS } else { COLUMNS_WITHOUT_PLAN }
}

/// Writes what the actions give, in order; several batches of them are worked out at a time.
fn write_batches(
    out: &mut impl Write,
    judged: &[Judged<'_>],
    batch: impl Fn(&[Judged<'_>]) -> io::Result<Vec<u8>> + Sync,
) -> io::Result<()> {
    for rows in judged.chunks(BATCH * 16) {
        let texts: Vec<_> = rows.par_chunks(BATCH).map(&batch).collect();
        texts.into_iter().try_for_each(|text| out.write_all(&text?))?;
    }
    Ok(())
}
