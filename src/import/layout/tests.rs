//! Small documents of our own, and what their rows are.

use super::{Hints, Layout, Level, Part, read};
use crate::import::header::Meaning;
use crate::import::story::{Grid, GridCell, Line, Paragraph, Piece, Row, Story};

/// A line in which `*` at the start stands for an item and `_` for emphasis.
pub(crate) fn line(text: &str) -> Line {
    let is_item = text.starts_with('*');
    let is_emphasised = text.starts_with('_');
    Line { text: text.trim_start_matches(['*', '_']).trim().to_owned(), is_item, is_emphasised, ..Line::default() }
}

/// A table written as text: cells parted by `|`, lines by `/`; `^` goes on from the cell above, `>` from the one before.
pub(crate) fn grid(text: &str) -> Piece {
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty()).enumerate().map(|(number, row)| {
        let mut cells: Vec<GridCell> = Vec::new();
        for (column, words) in row.split('|').map(str::trim).enumerate() {
            if words == ">" {
                if let Some(last) = cells.last_mut() {
                    last.columns += 1;
                }
                continue;
            }
            let at = format!("table, row {}, column {}", number + 1, column + 1);
            let continues = words == "^";
            let lines = if continues { Vec::new() } else { words.split(" / ").map(line).collect() };
            cells.push(GridCell { at, column, columns: 1, continues, lines, ..GridCell::default() });
        }
        Row { at: format!("table, row {}", number + 1), is_header: false, cells }
    });
    Piece::Table(Grid { at: "table".to_owned(), name: None, rows: rows.collect() })
}

pub(crate) fn paragraph(heading: Option<u8>, text: &str) -> Piece {
    Piece::Paragraph(Paragraph { at: format!("paragraph {text}"), line: line(text), heading })
}

fn layout(text: &str) -> Layout {
    read(&Story { pieces: vec![grid(text)], left_out: Vec::new() }, &Hints::default())
}

fn shown(layout: &Layout) -> Vec<String> {
    let shown = layout.parts.iter().map(|part| match part {
        Part::Heading { text, level: Level::Row } => format!("section {}", text.words()),
        Part::Heading { text, .. } => format!("heading {}", text.words()),
        Part::Prose(text) => format!("prose {}", text.words()),
        Part::Progress(text) => format!("progress {}", text.words()),
        Part::Row(row) => {
            let cells = row.cells.iter().filter(|cell| !cell.is_empty());
            let cells: Vec<_> = cells.map(|cell| format!("{}={}", cell.meaning.word(), cell.words())).collect();
            cells.join("; ")
        }
    });
    shown.collect()
}

#[test]
fn rows_are_actions_sections_progress_or_go_on() {
    let layout = layout(
        "Wendale plan | > | > | >
         Ref | Action | Lead | By when
         Prevention | > | > | >
         1.1 | Run a campaign in | Council | May
             | every school | | 2027
         The posters are printed. | > | > | >
         1.2 | Train staff | Police | June 2027
         2. Provision | > | > | >
         Ref | Action | Lead | By when
         2.1 | Open a refuge | Council | 2028",
    );
    assert_eq!(
        shown(&layout),
        [
            "prose Wendale plan",
            "section Prevention",
            "ref=1.1; action=Run a campaign in every school; lead=Council; deadline=May 2027",
            "progress The posters are printed.",
            "ref=1.2; action=Train staff; lead=Police; deadline=June 2027",
            "section 2. Provision",
            "ref=2.1; action=Open a refuge; lead=Council; deadline=2028",
        ]
    );
}

#[test]
fn merged_cells_have_the_text_above_and_blank_ones_none() {
    let layout = layout(
        "Objective | Action | Lead | Timescale
         Safe homes | Fit locks | Housing | May 2027
         ^ | Fit alarms | ^ |",
    );
    assert_eq!(
        shown(&layout),
        [
            "objective=Safe homes; action=Fit locks; lead=Housing; deadline=May 2027",
            "objective=Safe homes; action=Fit alarms; lead=Housing",
        ]
    );
}

#[test]
fn two_header_rows_are_one() {
    let layout = layout(
        "Action | Who | When | Progress | >
         | | | Q1 2026/27 | Q2 2026/27
         Meet survivors | Police | 2027 | Held | Held again",
    );
    let columns = &layout.tables[0].columns;
    assert_eq!(columns[3].header.words, "Progress Q1 2026/27");
    assert_eq!(columns[4].header.meaning, Meaning::Progress);
    assert_eq!(columns[4].header.day.map(|day| day.to_string()).as_deref(), Some("2026-09-30"));
    assert_eq!(
        shown(&layout),
        ["action=Meet survivors; lead=Police; deadline=2027; progress=Held; progress=Held again"]
    );
}

#[test]
fn tables_that_are_no_actions_are_left_out() {
    let layout = layout("Name | Organisation\n A. Nother | Council");
    assert_eq!(shown(&layout), Vec::<String>::new());
    assert_eq!(layout.left.len(), 4);
}
