//! What is written is read back with a reader that is not our own.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};

use super::write;
use crate::document::{Block, Cell, Column, Document, Section, Table, example};
use crate::model::Date;

fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, document).expect("a vector takes everything");
    out
}

fn read(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes(document))).expect("a workbook")
}

/// The cells of a sheet in words, each with its kind where it is no text.
fn sheet(document: &Document, name: &str) -> Vec<String> {
    let range = read(document).worksheet_range(name).expect("a sheet of this name");
    let word = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::DateTime(day) => format!("day {}", day.as_f64()),
        Data::Float(number) => format!("number {number}"),
        Data::Empty => String::new(),
        other => format!("{other:?}"),
    };
    range.rows().map(|row| row.iter().map(word).collect::<Vec<_>>().join(" | ")).collect()
}

fn document(sections: impl IntoIterator<Item = Section>) -> Document {
    Document { sections: sections.into_iter().collect(), facts: Vec::new(), opening: Vec::new(), ..example::document() }
}

#[test]
fn there_is_a_sheet_to_read_and_one_for_each_kind_of_rows() {
    let names = read(&example::document()).sheet_names();
    let tables =
        ["Actions by rating", "Actions", "What falls due", "Referrals from schools", "Money"].map(str::to_owned);
    assert_eq!(names, [vec!["About".to_owned()], tables.to_vec()].concat());
}

#[test]
fn the_first_sheet_says_what_there_is_in_words_and_where_each_table_stands() {
    insta::assert_snapshot!(sheet(&example::document(), "About").join("\n"), @r#"
    Example report | 
    Safe in Wendale 2025-28 | 
     | 
    Partnership | Wendale <VAWG> & friends
    Judged as of | day 46203
    Commit | 0123abcd, with changes that are not committed
     | 
     | What the meeting is asked to look at.
     | • 1.1 is overdue
     | • =HYPERLINK("http://x") is no link
     | 
    Red, amber and green | 
     | Three of five are red.
     | Nobody has said why.
    Actions by rating | Three of five actions are red, two of them in Early help.
    Table | 2 rows in the sheet “Actions by rating”
     | 
    Actions | 
    Early help | 
    Table | 2 rows in the sheet “Actions”
    Help for those who stay | 
    Table | No action needs the meeting.
     | 
    Deadlines, measures and money | 
    What falls due | One deadline has passed, one lies ahead.
    Table | 3 rows in the sheet “What falls due”
    Referrals from schools | 47.5 at the last reading, from 40 towards 60: behind the line to the target.
    Table | 2 rows in the sheet “Referrals from schools”
    Money that is there and that is needed | £2,000 of £3,500 is secured.
    Money | 1 row in the sheet “Money”
    Next meeting | day 46218
    "#);
}

#[test]
fn days_are_days_numbers_are_numbers_and_totals_stand_apart() {
    insta::assert_snapshot!(sheet(&example::document(), "Actions").join("\n"), @r"
    Section | Ref | Action | Rating | Reported | Travel | Deadline | Deadline, in words | Days overdue | Cost | Last comment | Evidence
    Early help | 1.1 | Publish <b>one</b> referral pathway | RED | GREEN | worse | day 46193 | June 2026 | number 10 | number 2000.5 | -1 & still \u{1b}[31mwaiting
    for the police | draft
    Early help | 1.2 | Train | every team | COMPLETE |  | new | day 46387 |  |  |  | @home | minutes
     |  |  |  |  |  |  |  |  |  |  | 
    Early help | Total | number 2 |  |  |  |  |  |  |  |  |
    ");
}

#[test]
fn tables_that_are_alike_stand_on_one_sheet_with_what_tells_them_apart_in_front() {
    let table = |caption: &str, rows: &[&str]| {
        let table = Table::new("waiting", caption, [Column::name("ref", "Ref")]);
        table.with_rows(rows.iter().map(|text| [Cell::text(*text)]))
    };
    let chapter = |name: &str| {
        let early = Section::new("early", "Early help").with(table("A", &["1.1", "1.2"]));
        Section::new(name, name).holding([early, Section::new("late", "Late").with(table("B", &["2.1"]))])
    };
    let two_in_one = Section::new("end", "End").with(table("C", &["3.1"])).with(table("D", &["3.2"]));
    assert_eq!(
        sheet(&document([chapter("Avon"), chapter("Wendale"), two_in_one]), "Waiting"),
        [
            "Chapter | Section | Table | Ref",
            "Avon | Early help | A | 1.1",
            "Avon | Early help | A | 1.2",
            "Avon | Late | B | 2.1",
            "Wendale | Early help | A | 1.1",
            "Wendale | Early help | A | 1.2",
            "Wendale | Late | B | 2.1",
            "End |  | C | 3.1",
            "End |  | D | 3.2",
        ]
    );
    assert_eq!(sheet(&document([chapter("Avon")]), "Waiting")[..2], ["Section | Ref", "Early help | 1.1"]);
}

#[test]
fn no_text_is_a_formula_or_anything_else_but_a_text() {
    let texts = ["=1+1", "+44 117", "-2", "@SUM(A1)", "\t=1", "\r\n=1", "'=1", "12", "2026-06-30", "TRUE", "_x0041_"];
    let table = Table::new("hostile", "Hostile", [Column::text("text", "=Text")]);
    let table = table.with_rows(texts.map(|text| [Cell::text(text)]));
    let mut opening = document([Section::new("=x", "=cmd|' /C calc'!A0").with(table)]);
    opening.opening.push(Block::text("=1+1"));
    let shown = sheet(&opening, "Hostile");
    assert_eq!(shown[0], "=Text");
    assert_eq!(shown[1..6], ["=1+1", "+44 117", "-2", "@SUM(A1)", "\t=1"]);
    assert_eq!(shown[6..], ["\n=1", "'=1", "12", "2026-06-30", "TRUE", "_x0041_"]);
    let mut workbook = read(&opening);
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).expect("a sheet").is_empty(), "{name}");
    }
}

#[test]
fn a_text_that_no_cell_has_room_for_goes_on_in_a_sheet_of_its_own() {
    let long = "é😀 ".repeat(30_000);
    let table = Table::new("notes", "Notes", [Column::name("ref", "Ref"), Column::long("note", "Note")]);
    let document = document([Section::new("n", "N").with(table.with_rows([[Cell::text("1.1"), Cell::text(&*long)]]))]);
    let cell = sheet(&document, "Notes")[1].clone();
    let start =
        cell.strip_prefix("1.1 | ").and_then(|text| text.strip_suffix(" … (goes on in the sheet `Long texts`)"));
    let rest = sheet(&document, "Long texts");
    assert_eq!(rest[0], "Sheet | Cell | Goes on");
    let rest = rest[1..].iter().map(|row| row.strip_prefix("Notes | B2 | ").expect("the cell it belongs to"));
    assert_eq!(start.expect("the start").to_owned() + &rest.collect::<String>(), long);
}

#[test]
fn a_deadline_is_a_day_with_its_words_beside_it_where_they_say_more() {
    let day = Date::parse("2026-09-30");
    let deadline = |text: &str, due| [Cell::Deadline { text: text.to_owned(), due }];
    let table =
        |rows: Vec<[Cell; 1]>| Table::new("due", "Due", [Column::short("deadline", "Deadline")]).with_rows(rows);
    let plain = document([Section::new("a", "A").with(table(vec![deadline("30 September 2026", day)]))]);
    assert_eq!(sheet(&plain, "Due"), ["Deadline", "day 46295"]);
    let rows = vec![deadline("30 September 2026", day), deadline("September 2026", day), deadline("ongoing", None)];
    let mixed = document([Section::new("a", "A").with(table(rows))]);
    assert_eq!(
        sheet(&mixed, "Due"),
        ["Deadline | Deadline, in words", "day 46295 | ", "day 46295 | September 2026", " | ongoing"]
    );
}

#[test]
fn a_day_before_those_that_excel_knows_is_a_text() {
    let table = Table::new("days", "Days", [Column::short("day", "Day")]);
    let table = table.with_rows([[Cell::date(Date::parse("1832-06-07"))], [Cell::date(Date::parse("9999-12-31"))]]);
    let document = document([Section::new("a", "A").with(table)]);
    assert_eq!(sheet(&document, "Days"), ["Day", "1832-06-07", "day 2958465"]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(bytes(&example::document()), bytes(&example::document()));
}

#[test]
fn nothing_at_all_is_a_file_that_opens() {
    assert_eq!(read(&document([])).sheet_names(), ["About"]);
    let empty = Section::new("a", "A").with(Table::new("none", "", []).or_say("Nothing."));
    assert_eq!(sheet(&document([empty]), "Table"), ["Nothing."]);
}
