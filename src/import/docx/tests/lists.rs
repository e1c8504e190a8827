//! Bullets, and the numbers that Word works out.

use super::{Docx, rows, run, shown, story};

/// A list of bullets (1), one of numbers (2), one of references (3) of the form `1.1`, and that anew from 5 (4).
fn numbering() -> String {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let pattern = |id: u8, levels: &str| format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>");
    let list = |id: u8, more: &str| {
        let of = id.min(3);
        format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{more}</w:num>")
    };
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    [
        pattern(1, &level(0, "bullet", "·")),
        pattern(2, &(level(0, "decimal", "%1.") + &level(1, "lowerLetter", "%2)"))),
        pattern(3, &(level(0, "decimal", "%1") + &level(1, "decimal", "%1.%2") + &level(2, "lowerRoman", "%1.%2.%3"))),
        list(1, "") + &list(2, "") + &list(3, "") + &list(4, anew),
    ]
    .concat()
}

fn item(list: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

fn cell(content: &str) -> String {
    format!("<w:tc>{content}</w:tc>")
}

fn read(body: &str) -> Vec<String> {
    shown(&story(&Docx::new(body).with("numbering", &numbering())))
}

#[test]
fn references_are_worked_out_and_stand_in_the_text() {
    let text = [
        rows(&[cell(&item(3, 0, "Prevention"))]),
        rows(&[cell(&item(3, 1, "")) + &cell(&item(1, 0, "Do it")), cell(&item(3, 1, "")) + &cell(&item(1, 0, ""))]),
        rows(&[cell(&item(3, 0, "Protection")), cell(&item(3, 1, "")), cell(&item(3, 2, "Deep"))]),
        rows(&[cell(&item(4, 0, "Anew")), cell(&item(4, 1, "")), cell(&item(4, 0, "On"))]),
    ];
    insta::assert_snapshot!(read(&text.concat()).join("\n"), @r"
    table 1, row 1: 1 Prevention
    table 2, row 1: 1.1 | * Do it
    table 2, row 2: 1.2 | * 
    table 3, row 1: 2 Protection
    table 3, row 2: 2.1
    table 3, row 3: 2.1.i Deep
    table 4, row 1: 5 Anew
    table 4, row 2: 5.1
    table 4, row 3: 6 On
    ");
}

#[test]
fn a_number_that_is_alone_in_its_cell_is_a_reference_and_others_number_items() {
    let text = rows(&[
        cell(&item(2, 0, "")) + &cell("<w:p/>"),
        cell(&item(2, 0, "Do this")) + &cell("<w:p/>"),
        cell(&(item(2, 0, "First") + &item(2, 1, "Part") + &item(2, 0, "Second")))
            + &cell("<w:p/>")
            + &cell(&item(2, 0, "")),
    ]);
    insta::assert_snapshot!(read(&text).join("\n"), @r"
    table 1, row 1: 1 | 
    table 1, row 2: 2. Do this | 
    table 1, row 3: * 3. First/* a) Part/* 4. Second |  | * 5.
    ");
}

#[test]
fn bullets_are_marks_of_items_whether_typed_or_not() {
    let text =
        item(1, 0, "By Word") + "<w:p><w:r><w:t>•</w:t><w:tab/><w:t>By hand</w:t></w:r></w:p>" + &item(2, 0, "Item");
    assert_eq!(read(&text), ["paragraph 1: * By Word", "paragraph 2: * By hand", "paragraph 3: * 1. Item"]);
}
