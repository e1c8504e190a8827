//! What has changed between two times: for the terminal, or in Markdown for a pull request or a meeting.

use std::io::{self, Write};

use super::markdown::escaped;
use super::prose::{hanging, wrapped};
use super::style::{blanks_after, bold, columns, dim, one_line, rest};
use crate::model::Date;
use crate::report::diff::{Diff, Difference, End, EndName, Kind};
use crate::ui::Look;

/// The widest that references may make what stands beside them.
const WIDEST: usize = 24;

/// Writes the changes, kind by kind.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, diff: &Diff, ends: (&End, &End), look: Look) -> io::Result<()> {
    for line in wrapped(&between(ends), look.columns()) {
        writeln!(out, "{}", dim(&line, look))?;
    }
    for (kind, changes) in groups(diff) {
        writeln!(out, "\n{}", bold(&heading(kind, &changes), look))?;
        let names: Vec<_> = changes.iter().map(|change| name(change, diff)).collect();
        let width = names.iter().map(|name| columns(name)).max().unwrap_or(0).min(WIDEST);
        let mut last = "";
        for (change, name) in changes.iter().zip(&names) {
            let heading = if name == last { Heading::AsBefore } else { Heading::New };
            out.write_all(entry(change, name, heading, width, look).as_bytes())?;
            last = name;
        }
    }
    if diff.changes.is_empty() {
        writeln!(out, "\nnothing has changed")?;
    }
    Ok(())
}

/// Writes the changes as Markdown.
///
/// # Errors
///
/// The output does not take it.
pub fn write_markdown(out: &mut impl Write, diff: &Diff, ends: (&End, &End)) -> io::Result<()> {
    writeln!(out, "{}", escaped(&between(ends)))?;
    for (kind, changes) in groups(diff) {
        writeln!(out, "\n### {}\n", heading(kind, &changes))?;
        for change in changes {
            let (name, text) = (escaped(&name(change, diff)), escaped(&change.text));
            match &change.title {
                Some(title) if text.is_empty() => writeln!(out, "- **{name}** {}", escaped(title))?,
                Some(title) => writeln!(out, "- **{name}** {}: {text}", escaped(title))?,
                None => writeln!(out, "- **{name}** {text}")?,
            }
            if let Some(note) = &change.note {
                writeln!(out, "  > {}", escaped(note))?;
            }
        }
    }
    if diff.changes.is_empty() {
        writeln!(out, "\nNothing has changed.")?;
    }
    Ok(())
}

/// The kinds of change that there are, each with its changes.
fn groups(diff: &Diff) -> impl Iterator<Item = (Kind, Vec<&Difference>)> {
    let groups = Kind::ALL.into_iter().map(|kind| (kind, diff.of_kind(kind).collect::<Vec<_>>()));
    groups.filter(|(_, changes)| !changes.is_empty())
}

fn heading(kind: Kind, changes: &[&Difference]) -> String {
    format!("{} ({})", kind.heading(), changes.len())
}

/// What is compared with what.
fn between((from, to): (&End, &End)) -> String {
    format!("What has changed from {} to {}", end(from), end(to))
}

fn end(end: &End) -> String {
    let name = match &end.name {
        EndName::LastMeeting if end.day.is_none() => "the last meeting of each plan".to_owned(),
        EndName::LastMeeting => "the last meeting".to_owned(),
        EndName::WorkTree => "now".to_owned(),
        EndName::Typed(text) => one_line(text),
    };
    let day = end.day.map(Date::in_words);
    let commit = end.commit.as_deref().map(|id| format!("commit {}", id.get(..8).unwrap_or(id)));
    let facts: Vec<_> = day.into_iter().chain(commit).collect();
    if facts.is_empty() { name } else { format!("{name} ({})", facts.join(", ")) }
}

/// What a change is about, with the plan where there are several.
fn name(change: &Difference, diff: &Diff) -> String {
    let name = match (&change.reference, diff.has_several_plans) {
        (Some(reference), true) => format!("{}:{reference}", change.plan),
        (Some(reference), false) => reference.clone(),
        (None, true) if change.part == "plan" => change.plan.clone(),
        (None, true) => format!("{} {}", change.plan, change.part),
        (None, false) => change.part.to_owned(),
    };
    one_line(&name)
}

/// Whether a change is of the same thing as the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    New,
    AsBefore,
}

/// A change: the title beside the name, and what has changed below it.
fn entry(change: &Difference, name: &str, heading: Heading, width: usize, look: Look) -> String {
    let indent = " ".repeat(width) + "    ";
    let room = rest(look.columns(), [columns(&indent)]).max(20);
    let title = change.title.iter().filter(|_| heading == Heading::New);
    let mut lines: Vec<_> = title.flat_map(|title| wrapped(&one_line(title), room)).collect();
    lines.extend(wrapped(&one_line(&change.text), room));
    let note = change.note.as_deref().map(|note| format!("\u{201c}{}\u{201d}", one_line(note)));
    lines.extend(note.iter().flat_map(|note| wrapped(note, room)).map(|line| dim(&line, look)));
    if heading == Heading::AsBefore {
        return hanging(&indent, &lines);
    }
    if columns(name) > width {
        return format!("  {name}\n{}", hanging(&indent, &lines));
    }
    hanging(&format!("  {name}{}  ", blanks_after(name, width)), &lines)
}
