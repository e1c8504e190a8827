//! Actions in the forms for other programs, which can be made of one plan after another.

use std::io::{self, Write};

use rayon::prelude::*;

use super::{BATCH, csv, json};
use crate::model::{Date, Field};
use crate::query::Judged;

/// A form for other programs.
#[derive(Debug, Clone, Copy)]
pub enum Form<'c> {
    /// One value of the contract; the day is the one that was asked for.
    Json(Date),
    /// An action a line.
    Ndjson,
    /// A header of field names, then an action a row.
    Csv(&'c [Field]),
}

/// Actions in a form, ready to be written after others.
#[derive(Debug)]
pub struct Rows(Vec<Vec<u8>>);

impl Form<'_> {
    /// Actions in this form; `shown` gives the path by which people see a file.
    ///
    /// # Errors
    ///
    /// None that anybody has seen: memory takes what is written to it.
    pub fn rows(&self, judged: &[Judged<'_>], shown: impl Fn(&str) -> String + Sync) -> io::Result<Rows> {
        let text = |some: &[Judged<'_>]| match self {
            Self::Json(_) => json::entries(some, &shown),
            Self::Ndjson => json::lines(some, &shown),
            Self::Csv(columns) => csv::rows(some, columns),
        };
        Ok(Rows(judged.par_chunks(BATCH).map(text).collect::<io::Result<_>>()?))
    }

    /// Writes actions, a part of them after another; gives whether there was one.
    ///
    /// # Errors
    ///
    /// The output does not take it.
    pub fn write(&self, out: &mut impl Write, parts: impl IntoIterator<Item = io::Result<Rows>>) -> io::Result<bool> {
        let mut is_first = true;
        match self {
            Self::Json(as_of) => json::start(out, *as_of)?,
            Self::Ndjson => {}
            Self::Csv(columns) => csv::start(out, columns)?,
        }
        for part in parts {
            for text in part?.0 {
                let text = match self {
                    Self::Json(_) if is_first => text.strip_prefix(b",").unwrap_or(&text),
                    Self::Json(_) | Self::Ndjson | Self::Csv(_) => &text,
                };
                is_first &= text.is_empty();
                out.write_all(text)?;
            }
        }
        match self {
            Self::Json(_) => out.write_all(if is_first { b"]}\n" } else { b"\n]}\n" })?,
            Self::Ndjson | Self::Csv(_) => {}
        }
        Ok(!is_first)
    }

    /// Writes actions in this form; `shown` gives the path by which people see a file.
    ///
    /// # Errors
    ///
    /// The output does not take it.
    pub fn write_all(
        &self,
        out: &mut impl Write,
        judged: &[Judged<'_>],
        shown: impl Fn(&str) -> String + Sync,
    ) -> io::Result<()> {
        self.write(out, judged.chunks(BATCH * 16).map(|some| self.rows(some, &shown)))?;
        Ok(())
    }
}
