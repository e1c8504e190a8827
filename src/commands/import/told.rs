//! What an import says on the terminal.

use std::fmt::Write as _;

use anyhow::anyhow;

use super::REPORT;
use crate::commands::changing::quoted;
use crate::import::{Draft, Story, report};
use crate::model::{Reference, counted};
use crate::render::style;
use crate::store::Root;

/// So many of the remarks are shown; the report has all.
const FEW: usize = 8;

/// Why nothing was made of a document.
pub(super) fn nothing_found(draft: &Draft, file: &str) -> anyhow::Error {
    let left = report::tables_left_out(&draft.tables);
    let tables = if left.is_empty() { String::new() } else { format!("\n  {}", left.join("\n  ")) };
    anyhow!(
        "there are no actions in {file}{tables}\nhelp: an action stands in a table whose header names it, with a lead or \
         a deadline; `--map 'What we do=action'` says which column it is, by its header or its number"
    )
}

/// What was read, in short.
pub(super) fn told(draft: &Draft, story: &Story, file: &str) -> String {
    let visible = |text: &str| style::visible(&text.replace('\n', " ")).into_owned();
    let mut text = format!("{}\n", visible(file));
    for (tables, columns) in report::mappings(&draft.tables) {
        let _ = writeln!(text, "\ncolumns of {}", visible(&tables));
        let width = columns.iter().map(|(header, _)| header.chars().count()).max().unwrap_or(0).min(50);
        for (header, meaning) in columns {
            let header = if header.is_empty() { "(no header)".to_owned() } else { visible(&header) };
            let _ = writeln!(text, "  {header:width$}  {meaning}");
        }
    }
    for left in report::tables_left_out(&draft.tables) {
        let _ = writeln!(text, "left out: {}", visible(&left));
    }
    let plan = &draft.plan;
    let counts = report::counts(draft, story);
    let _ = writeln!(
        text,
        "\n{}, {}, {} of {}: {} with a lead, {} with a deadline\n{} filled; {} left over",
        counted(plan.themes.len(), "theme"),
        counted(plan.objectives.len(), "objective"),
        counted(counts.actions, "action"),
        counted(counts.rows, "row"),
        counts.leads,
        counts.deadlines,
        counted(counts.fields, "field"),
        counted(counts.left, "piece"),
    );
    if counts.remarks > 0 {
        text.push_str("\nto look at\n");
    }
    for remark in draft.ledger.remarks.iter().take(FEW) {
        let part = remark.part.map(|part| format!("{}: ", report::name(plan, part))).unwrap_or_default();
        let _ = writeln!(text, "  {}{}", visible(&part), visible(&remark.said));
    }
    if let Some(more @ 1..) = counts.remarks.checked_sub(FEW) {
        let _ = writeln!(text, "  and {more} more");
    }
    text
}

/// What to do next.
pub(super) fn next(root: &Root, name: &Reference, files: usize) -> String {
    let folder = root.shown(name.as_str());
    let folder = quoted(&folder);
    format!(
        "wrote {} to {folder}; {folder}/{REPORT} says where every piece of the document went\n\
         next: `vawg check {folder}` shows what the document lacks; `vawg tree --plan {name}` shows the plan\n",
        counted(files, "file"),
    )
}
