//! The audit trail for people: commit by commit in the terminal, or as a Markdown table.

use std::io::{self, Write};

use super::markdown::escaped;
use super::prose::{hanging, wrapped};
use super::style::{blanks_after, bold, columns, dim, one_line, rest};
use crate::model::trail::Entry;
use crate::report::log::{Changes, Line, by_commit, together};
use crate::ui::Look;

/// The widest that references may make what stands beside them.
const WIDEST: usize = 24;

/// Writes each commit with what it changed.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, entries: &[Entry], look: Look) -> io::Result<()> {
    let plan = one_plan(entries);
    for (place, changes) in by_commit(entries).iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        out.write_all(commit(changes, look).as_bytes())?;
        let names: Vec<_> = changes.lines.iter().map(|line| name(line, plan)).collect();
        let width = names.iter().map(|name| columns(name)).max().unwrap_or(0).min(WIDEST);
        let mut last = "";
        for (line, name) in changes.lines.iter().zip(&names) {
            let name = if name == last { "" } else { name };
            out.write_all(change(line, name, width, look).as_bytes())?;
            last = if name.is_empty() { last } else { name };
        }
    }
    Ok(())
}

/// Writes a table with a row for each change.
///
/// # Errors
///
/// The output does not take it.
pub fn write_markdown(out: &mut impl Write, entries: &[Entry]) -> io::Result<()> {
    let plan = one_plan(entries);
    writeln!(out, "| Date | Who | Ref | Change | Commit |")?;
    writeln!(out, "| --- | --- | --- | --- | --- |")?;
    for changes in &by_commit(entries) {
        let (date, author) = (changes.commit.date, escaped(&changes.commit.author));
        let id = changes.commit.short();
        for line in &changes.lines {
            writeln!(out, "| {date} | {author} | {} | {} | {id} |", escaped(&name(line, plan)), escaped(&said(line)))?;
        }
    }
    Ok(())
}

/// The plan that all entries are about; nothing where they are about several.
fn one_plan(entries: &[Entry]) -> Option<&str> {
    let plan = entries.first()?.item.plan.as_str();
    entries.iter().all(|entry| entry.item.plan == plan).then_some(plan)
}

/// Who made it, when, and what they said about it.
fn commit(changes: &Changes<'_>, look: Look) -> String {
    let commit = changes.commit;
    let (date, id) = (commit.date.to_string(), commit.short());
    let start = format!("{}  {id}  ", bold(&date, look), id = dim(id, look));
    let said = format!("{}: {}", one_line(&commit.author), one_line(&commit.subject));
    let room = look.columns().saturating_sub(columns(&start)).max(20);
    hanging(&start, &wrapped(&said, room))
}

/// What a line is about, with the plan where there are several.
fn name(line: &Line<'_>, plan: Option<&str>) -> String {
    match (line, plan) {
        (Line::One(entry), Some(_)) => one_line(&entry.item.to_string()),
        (Line::One(entry), None) => format!("{}:{}", one_line(&entry.item.plan), one_line(&entry.item.to_string())),
        (Line::Many(list), _) => list.first().map(|entry| one_line(&entry.item.plan)).unwrap_or_default(),
    }
}

fn said(line: &Line<'_>) -> String {
    match line {
        Line::One(entry) => one_line(&entry.text()),
        Line::Many(list) => together(list),
    }
}

/// A change beside what it is about, or below it where that is too long.
fn change(line: &Line<'_>, name: &str, width: usize, look: Look) -> String {
    let indent = " ".repeat(width) + "    ";
    let room = rest(look.columns(), [columns(&indent)]).max(20);
    let lines = wrapped(&said(line), room);
    if columns(name) > width {
        return format!("  {name}\n{}", hanging(&indent, &lines));
    }
    hanging(&format!("  {name}{}  ", blanks_after(name, width)), &lines)
}
