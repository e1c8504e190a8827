//! What is read from pasted texts.

use proptest::prelude::*;

use super::super::{Kind, Piece, ReadError, Story};
use super::read;

fn shown(story: &Story) -> String {
    let mut shown = Vec::new();
    for piece in &story.pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                let heading = paragraph.heading.map_or(String::new(), |depth| "#".repeat(usize::from(depth)) + " ");
                shown.push(format!("{}: {heading}{}", paragraph.at, marked(&paragraph.line)));
            }
            Piece::Table(grid) => {
                for row in &grid.rows {
                    let cells =
                        row.cells.iter().map(|cell| cell.lines.iter().map(marked).collect::<Vec<_>>().join("/"));
                    let header = if row.is_header { "header: " } else { "" };
                    shown.push(format!("{}: {header}{}", row.at, cells.collect::<Vec<_>>().join(" | ")));
                }
            }
        }
    }
    shown.join("\n")
}

fn marked(line: &super::Line) -> String {
    let item = if line.is_item { "* " } else { "" };
    let emphasis = if line.is_emphasised { "!" } else { "" };
    format!("{item}{emphasis}{}", line.text)
}

fn text(text: &str) -> String {
    shown(&read(text.as_bytes()).expect("the text is read"))
}

#[test]
fn rows_have_a_tab_between_their_cells_and_may_go_on_below() {
    let pasted = "Plan for safer streets\n\nObjective 1\n\nFewer harms in the town.\n\nRef\tAction\tLead\tBy when\n\
        1.1\tReview the pathway\tCouncil\tMay 2026\n<i>Begun in March</i>\t\t\t\n1.2\tTrain staff\nand volunteers\tPolice\n\
        Health\tJune 2026\n1.3\tShort\n\n1.4\tPublish\tCouncil\tJuly 2026\nand again in autumn\n\nObjective 2\n";
    insta::assert_snapshot!(text(pasted), @"
    line 1: # Plan for safer streets
    line 3: ## Objective 1
    line 5: Fewer harms in the town.
    table 1, row 1 (line 7): Ref | Action | Lead | By when
    table 1, row 2 (line 8): 1.1 | Review the pathway | Council | May 2026
    table 1, row 3 (line 9): !Begun in March |  |  | 
    table 1, row 4 (line 10): 1.2 | Train staff/and volunteers | Police/Health | June 2026
    table 1, row 5 (line 13): 1.3 | Short
    table 1, row 6 (line 15): 1.4 | Publish | Council | July 2026/and again in autumn
    line 18: ## Objective 2
    ");
}

#[test]
fn a_cell_in_quotation_marks_has_several_lines() {
    let pasted =
        "Ref\tAction\tLead\n1\t\"Review the \"\"pathway\"\"\n- ask\n- write\"\tCouncil\n2\t\"Safe\" homes\tHealth\n";
    insta::assert_snapshot!(text(pasted), @r#"
    table 1, row 1 (line 1): Ref | Action | Lead
    table 1, row 2 (line 2): 1 | Review the "pathway"/* ask/* write | Council
    table 1, row 3 (line 5): 2 | "Safe" homes | Health
    "#);
}

#[test]
fn cells_may_stand_one_below_the_other() {
    let pasted = "Theme one\n\n\tAction\n\tLead\n\tWhen\n\n\t· Review the pathway\n· Publish it\n\tCouncil\n\t\n\n\
        \tTrain staff\n\n\tPolice\n\tQuarterly\n30th June\n\n\n\tTheme two – a longer line that says what it is about\n\n\
        \tAction\n\tLead\n\tWhen\n\n\tVisit\n\t\n\tMay\n\t\n\nAfter\n";
    insta::assert_snapshot!(text(pasted), @"
    line 1: # Theme one
    table 1, row 1 (line 3): Action | Lead | When
    table 1, row 2 (line 7): * Review the pathway/* Publish it | Council | 
    table 1, row 3 (line 12): Train staff | Police | Quarterly/30th June
    line 19: # Theme two – a longer line that says what it is about
    table 2, row 1 (line 21): Action | Lead | When
    table 2, row 2 (line 25): Visit |  | May
    line 30: # After
    ");
}

#[test]
fn markdown_is_read() {
    let pasted = "# Plan\n\nPrevention\n==========\n\n| Ref | Action |\n|:---|---|\n| 1 | a \\| b<br>- c |\n| **2** | *all of it* |\n\
        \nText | with a bar\n\nRef | Action\n--- | ---\n1 | x\n";
    insta::assert_snapshot!(text(pasted), @"
    line 1: # Plan
    line 3: # Prevention
    table 1, row 1 (line 6): header: Ref | Action
    table 1, row 2 (line 8): 1 | a | b/* c
    table 1, row 3 (line 9): !2 | !all of it
    line 11: # Text | with a bar
    table 2, row 1 (line 13): header: Ref | Action
    table 2, row 2 (line 15): 1 | x
    ");
}

#[test]
fn lists_with_tabs_are_no_tables() {
    insta::assert_snapshot!(text("•\tPsychological\n•\tPhysical\n1.\tFirst\n2.\tSecond\n"), @"
    line 1: * Psychological
    line 2: * Physical
    line 3: 1. First
    line 4: 2. Second
    ");
}

#[test]
fn line_ends_and_encodings_do_not_matter() {
    let plain = "Ref\tAction\tLead\n1\tReview “all”\tCouncil\n";
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        plain.replace('\n', "\r\n").into_bytes(),
        plain.replace('\n', "\r").into_bytes(),
        [b"\xFF\xFE", wide.as_slice()].concat(),
        b"Ref\tAction\tLead\n1\tReview \x93all\x94\tCouncil\n".to_vec(),
    ] {
        assert_eq!(shown(&read(&bytes).expect("it is read")), text(plain));
    }
}

#[test]
fn what_is_no_text_says_so() {
    assert_eq!(read(b"%PDF-1.4"), Err(ReadError::Kind { kind: Kind::Pdf }));
    assert_eq!(read(b"a\0b"), Err(ReadError::Kind { kind: Kind::Other }));
    assert_eq!(read(b" \n\t\n"), Err(ReadError::Empty));
}

#[test]
fn marks_of_bookmarks_are_left_out() {
    let story = read("[bookmark: _GoBack]Develop links [bookmark: open".as_bytes()).expect("it is read");
    assert_eq!(shown(&story), "line 1: Develop links [bookmark: open");
    assert_eq!(story.left_out.len(), 1);
}

/// Words, and what parts them in tables.
fn pasted() -> impl Strategy<Value = String> {
    let pieces =
        ["word", "1.1", "\t", "\t", "\n", "\n", "\n\n", "|", "|---|", "\"", "•", "<i>", "# ", "Objective 2", " ", "\r"];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

fn words(text: &str) -> usize {
    text.matches("word").count() + text.matches("1.1").count()
}

proptest! {
    #[test]
    fn no_word_is_lost(pasted in pasted()) {
        if let Ok(story) = read(pasted.as_bytes()) {
            prop_assert_eq!(words(&shown(&story)), words(&pasted), "{}", shown(&story));
        } else {
            prop_assert_eq!(words(&pasted), 0);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }
}
