//! What is read from small Word documents.

mod hostile;
mod lists;
mod tables;

use super::super::example::{Docx, STYLES, paragraph, rows, run, styled, table};
use super::super::{Piece, Story};
use super::read;

fn story(document: &Docx) -> Story {
    read(&document.bytes()).expect("the document is read")
}

/// What is in a story, a line each: `at heading marks text`.
fn shown(story: &Story) -> Vec<String> {
    let mut shown = Vec::new();
    for piece in &story.pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                let heading = paragraph.heading.map_or(String::new(), |depth| "#".repeat(usize::from(depth)) + " ");
                shown.push(format!("{}: {heading}{}", paragraph.at, marked(&paragraph.line)));
            }
            Piece::Table(grid) => {
                for row in &grid.rows {
                    let cells: Vec<_> = row.cells.iter().map(cell).collect();
                    let header = if row.is_header { "header: " } else { "" };
                    shown.push(format!("{}: {header}{}", row.at, cells.join(" | ")));
                }
            }
        }
    }
    shown
}

fn cell(cell: &super::super::GridCell) -> String {
    let lines: Vec<_> = cell.lines.iter().map(marked).collect();
    let wide = if cell.columns > 1 { format!("{}×", cell.columns) } else { String::new() };
    let continues = if cell.continues { "^" } else { "" };
    format!("{wide}{continues}{}", lines.join("/"))
}

fn marked(line: &super::super::Line) -> String {
    let item = if line.is_item { "* " } else { "" };
    let emphasis = if line.is_emphasised { "!" } else { "" };
    format!("{item}{emphasis}{}", line.shown())
}

fn body(xml: &str) -> Vec<String> {
    shown(&story(&Docx::new(xml)))
}

#[test]
fn paragraphs_and_tables_stand_in_their_order_with_their_places() {
    let text = [
        styled("Title", "Safer streets"),
        styled("Heading1", "Prevention"),
        paragraph(""),
        paragraph("Aim:\u{a0}fewer\nharms"),
        table(&[&["Ref", "Action"], &["1", "Do it"]]),
        styled("Heading2", "Next"),
    ];
    let story = story(&Docx::new(&text.concat()).with("styles", STYLES));
    insta::assert_snapshot!(shown(&story).join("\n"), @r"
    paragraph 1: # Safer streets
    paragraph 2: ## Prevention
    paragraph 3: Aim: fewer
    paragraph 3: harms
    table 1, row 1: Ref | Action
    table 1, row 2: 1 | Do it
    paragraph 4: ### Next
    ");
    assert!(story.left_out.is_empty());
}

#[test]
fn a_style_is_a_heading_by_those_it_is_based_on() {
    let styles = format!(
        "{STYLES}<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:basedOn w:val=\"Heading2\"/><w:rPr><w:b/></w:rPr>\
         </w:style><w:style w:type=\"paragraph\" w:styleId=\"Round\"><w:basedOn w:val=\"Round\"/></w:style>"
    );
    let level = "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>By level</w:t></w:r></w:p>";
    let text = [styled("Own", "Bold heading"), styled("Round", "Plain"), level.to_owned()].concat();
    let lines = shown(&story(&Docx::new(&text).with("styles", &styles)));
    assert_eq!(lines, ["paragraph 1: ## !Bold heading", "paragraph 2: Plain", "paragraph 3: # By level"]);
}

#[test]
fn what_is_shown_of_a_paragraph_is_its_text() {
    let lines = body(
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>\
         <w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r><w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> DATE </w:instrText></w:r><w:fldSimple><w:r><w:t> field\
         </w:t></w:r></w:fldSimple><w:sdt><w:sdtContent><w:r><w:t xml:space=\"preserve\"> control</w:t></w:r>\
         </w:sdtContent></w:sdt><w:smartTag><w:r><w:t> tag</w:t></w:r></w:smartTag></w:p>\
         <w:sdt><w:sdtContent><w:p><w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
         <w:t>st</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    );
    assert_eq!(lines, ["paragraph 1: a b-c✓ link field control tag", "paragraph 2: 1st"]);
}

#[test]
fn inserted_text_counts_and_deleted_text_does_not() {
    let text = format!(
        "<w:p><w:ins>{}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
        run("new"),
        run("moved away")
    );
    let story = story(&Docx::new(&text));
    assert_eq!(shown(&story), ["paragraph 1: new"]);
    insta::assert_snapshot!(story.left_out.join("\n"), @r"
    the document has tracked changes: inserted text is read as if it were accepted (paragraph 1)
    the document has tracked changes: deleted text is left out (paragraph 1; paragraph 2)
    ");
}

#[test]
fn notes_comments_and_margins_come_after_the_text() {
    let text = "<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id=\"2\"/><w:commentReference w:id=\"7\"/></w:r></w:p>";
    let note = |id: &str, text: &str| format!("<w:x w:id=\"{id}\">{}</w:x>", paragraph(text));
    let document = Docx::new(text)
        .with("footnotes", &(note("1", "Separator") + &note("2", "A footnote")))
        .with("comments", &(note("7", "Who?") + &note("8", "Loose")))
        .with("header", &table(&[&["Council", "Draft"]]))
        .with("footer", &paragraph("Version 3"))
        .with("footer", &paragraph("Version 3"));
    insta::assert_snapshot!(shown(&story(&document)).join("\n"), @r"
    paragraph 1: Text
    footnote, at paragraph 1: A footnote
    comment, at paragraph 1: Who?
    comment: Loose
    page header: Council
    page header: Draft
    page footer: Version 3
    ");
}

#[test]
fn a_text_box_is_read_once() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", paragraph("In a box"));
    let text = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>\
         </mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>\
         </w:r></w:p>",
        run("Outside")
    );
    assert_eq!(body(&text), ["paragraph 1: Outside", "text box: In a box"]);
}

#[test]
fn what_is_not_shown_is_said() {
    let text = format!(
        "{}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r><w:r><w:drawing><a:graphic><pic:pic/></a:graphic>\
         </w:drawing></w:r></w:p><w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val=\"Toc\"/></w:pPr>{}</w:p>\
         </w:sdtContent></w:sdt>",
        paragraph("Text"),
        run("Prevention\t3")
    );
    let toc = "<w:style w:styleId=\"Toc\"><w:name w:val=\"toc 1\"/></w:style>";
    let story = story(&Docx::new(&text).with("styles", toc));
    assert_eq!(shown(&story), ["paragraph 1: Text"]);
    insta::assert_snapshot!(story.left_out.join("\n"), @r"
    pictures are left out (paragraph 2)
    hidden text at paragraph 2 is left out: “Secret”
    the table of contents at the text is left out: “Prevention 3”
    ");
}

#[test]
fn the_strict_form_other_prefixes_and_utf_16_are_read() {
    let document = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><x:document \
        xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>Plan – strict</x:t></x:r>\
        </x:p></x:body></x:document>";
    let plain = "<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><p><r><t>No prefix</t></r></p>\
        </body></document>";
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(document.encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, text) in [(wide, "Plan – strict"), (plain.as_bytes().to_vec(), "No prefix")] {
        let file = super::super::example::zipped(&[("word\\document.xml".to_owned(), bytes)]);
        assert_eq!(shown(&read(&file).expect("it is read")), [format!("paragraph 1: {text}")]);
    }
}
