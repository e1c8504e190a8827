//! Merged cells, header rows, fills, and tables within tables.

use super::super::super::{Colour, Piece};
use super::{Docx, body, paragraph, rows, run, story, table};

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

#[test]
fn merged_cells_keep_their_columns() {
    let text = rows(&[
        format!("<w:trPr><w:tblHeader/></w:trPr>{}{}", cell("<w:gridSpan w:val=\"2\"/>", "Wide"), cell("", "Last")),
        cell("<w:vMerge w:val=\"restart\"/>", "Down") + &cell("", "b") + &cell("", "c"),
        cell("<w:vMerge/>", "") + &cell("<w:hMerge w:val=\"restart\"/>", "left") + &cell("<w:hMerge/>", "right"),
        format!("<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}", cell("<w:vMerge/>", "Loose"), cell("", "c")),
    ]);
    insta::assert_snapshot!(body(&text).join("\n"), @r"
    table 1, row 1: header: 2×Wide | Last
    table 1, row 2: Down | b | c
    table 1, row 3: ^ | 2×left/right
    table 1, row 4: Loose | c
    ");
    let story = story(&Docx::new(&text));
    let Some(Piece::Table(grid)) = story.pieces.first() else { panic!("a table") };
    let columns: Vec<_> = grid.rows.iter().map(|row| row.cells.last().map(|cell| cell.column)).collect();
    assert_eq!(columns, [Some(2), Some(2), Some(1), Some(2)]);
}

#[test]
fn a_cell_has_the_colour_of_its_ground_or_else_of_all_its_text() {
    let coloured = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let cells = [
        cell("<w:shd w:val=\"clear\" w:fill=\"FFC000\"/>", "Amber"),
        cell("<w:shd w:val=\"clear\" w:fill=\"D9D9D9\"/>", "Grey"),
        cell("<w:shd w:val=\"solid\" w:color=\"00B050\" w:fill=\"auto\"/>", ""),
        cell("<w:shd w:val=\"clear\" w:fill=\"auto\" w:themeFill=\"accent1\" w:themeFillShade=\"80\"/>", ""),
        format!("<w:tc><w:p>{}</w:p></w:tc>", coloured("<w:highlight w:val=\"red\"/>", "R")),
        format!("<w:tc><w:p>{}{}</w:p></w:tc>", coloured("<w:color w:val=\"FF0000\"/>", "R"), run("ed")),
        format!("<w:tc><w:p>{}</w:p></w:tc>", coloured("<w:color w:val=\"00B050\"/>", "Green")),
    ];
    let theme = "<a:clrScheme><a:accent1><a:srgbClr val=\"FF0000\"/></a:accent1></a:clrScheme>";
    let story = story(&Docx::new(&rows(&[cells.concat()])).with("theme", theme));
    let Some(Piece::Table(grid)) = story.pieces.first() else { panic!("a table") };
    let colours: Vec<_> = grid.rows[0].cells.iter().map(|cell| cell.colour).collect();
    let green = Some(Colour(0, 176, 80));
    let expected =
        [Some(Colour(255, 192, 0)), None, green, Some(Colour(128, 0, 0)), Some(Colour(255, 0, 0)), None, green];
    assert_eq!(colours, expected);
}

#[test]
fn a_table_in_a_cell_becomes_lines_and_one_that_only_frames_others_is_not_there() {
    let inner = table(&[&["Step", "By"], &["Plan", "May"]]);
    let beside = rows(&[format!("<w:tc>{}{inner}<w:p/></w:tc>{}", paragraph("Steps"), cell("", "Lead"))]);
    assert_eq!(body(&beside), ["table 1, row 1: Steps/Step | By/Plan | May/ | Lead"]);
    let framed = rows(&[format!("<w:tc>{}{inner}<w:p/></w:tc>", paragraph("Prevention"))]);
    assert_eq!(body(&framed), ["paragraph 1: Prevention", "table 1, row 1: Step | By", "table 1, row 2: Plan | May"]);
}

#[test]
fn rows_and_cells_are_found_in_what_wraps_them_and_deleted_ones_are_not() {
    let text = format!(
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>\
         <w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}</w:tr></w:tbl>",
        cell("", "wrapped"),
        cell("", "deleted"),
        cell("", "kept")
    );
    assert_eq!(body(&text), ["table 1, row 1: wrapped", "table 1, row 2: kept"]);
}
