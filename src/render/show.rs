//! Actions, objectives and themes, each with all that there is to know about it.

mod action;
mod branch;
mod parts;

use std::io::{self, Write};

use crate::model::trail::Entry;
use crate::model::{Given, Labels};
use crate::report::page::Page;
use crate::ui::Look;

use super::log;
use super::style::{bold, dim, one_line};

/// Writes pages below each other, each with its part of the audit trail where there is a list of those; `shown` gives
/// the path by which people see a file.
///
/// # Errors
///
/// The output does not take it.
pub fn write(
    out: &mut impl Write,
    pages: &[Page<'_>],
    histories: &[Vec<Entry>],
    shown: &dyn Fn(&str) -> String,
    look: Look,
) -> io::Result<()> {
    for (place, page) in pages.iter().enumerate() {
        if place > 0 {
            writeln!(out, "\n{}\n", dim(&"─".repeat(look.columns().min(80)), look))?;
        }
        match page {
            Page::Action(page) => out.write_all(action::text(page, shown, look).as_bytes())?,
            Page::Branch(page) => branch::write(out, page, shown, look)?,
        }
        if let Some(history) = histories.get(place) {
            writeln!(out, "\n{}", bold("History", look))?;
            log::write(out, history, look)?;
            if history.is_empty() {
                writeln!(out, "{}", dim("nothing is committed", look))?;
            }
        }
    }
    Ok(())
}

/// A value with where it was given, if that is not the action's own file.
fn marked<T>(given: Given<'_, T>, labels: &Labels, look: Look, words: impl Fn(T) -> String) -> String {
    let from = |label: Option<&str>, usual: &str, name: &str| {
        dim(&format!("(from {} {})", one_line(label.unwrap_or(usual)), one_line(name)), look)
    };
    match given {
        Given::Here(value) => words(value),
        Given::ByObjective(name, value) => {
            format!("{} {}", words(value), from(labels.objective.as_deref(), "objective", name))
        }
        Given::ByTheme(name, value) => format!("{} {}", words(value), from(labels.theme.as_deref(), "theme", name)),
    }
}
