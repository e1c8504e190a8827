//! Workbooks made here, read: by a program that writes real ones, and by hand for what only other programs write.

use std::io::{Cursor, Read};

use calamine::Reader;
use insta::assert_snapshot;
use proptest::prelude::{any, proptest};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, Formula, Note, Table, Url, Workbook, XlsxError};

use super::super::example::zipped;
use super::super::{Colour, GridCell, Native, Piece, ReadError, Story, read};

/// What is read, a line for each cell that holds something.
fn told(story: &Story) -> String {
    let mut lines = Vec::new();
    for piece in &story.pieces {
        match piece {
            Piece::Paragraph(paragraph) => lines.push(format!("{}: {}", paragraph.at, paragraph.line.text)),
            Piece::Table(grid) => {
                lines.push(format!("{}, {} rows", grid.at, grid.rows.len()));
                lines.extend(grid.rows.iter().flat_map(|row| &row.cells).filter_map(told_cell));
            }
        }
    }
    lines.extend(story.left_out.iter().map(|sentence| format!("({sentence})")));
    lines.join("\n")
}

fn told_cell(cell: &GridCell) -> Option<String> {
    let marks = |is: bool, mark: &'static str| if is { mark } else { "" };
    let lines: Vec<_> = cell
        .lines
        .iter()
        .map(|line| format!("{}{}{}", marks(line.is_item, "• "), line.text, marks(line.is_emphasised, "!")))
        .collect();
    let native = match cell.native {
        Some(Native::Date(date)) => format!(" = {}", date.in_words()),
        Some(Native::Number(number)) => format!(" = {number}"),
        None => String::new(),
    };
    let colour = cell.colour.map(|Colour(red, green, blue)| format!(" #{red:02x}{green:02x}{blue:02x}"));
    let span = if cell.columns > 1 { format!(" over {}", cell.columns) } else { String::new() };
    let is_told = !lines.is_empty() || colour.is_some() || cell.columns > 1 || cell.continues;
    is_told.then(|| {
        let continues = marks(cell.continues, " from above");
        format!("{}: {}{native}{}{span}{continues}", cell.at, lines.join(" / "), colour.unwrap_or_default())
    })
}

/// A workbook as people make it.
fn plan() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new());
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("Action plan")?;
    sheet.merge_range(1, 1, 1, 6, "Wendale action plan", &bold.clone().set_background_color(Color::RGB(0x70_30A0)))?;
    for (column, word) in (1..).zip(["Ref", "Action", "By when", "Lead", "Cost", "Update"]) {
        sheet.write_with_format(3, column, word, &bold)?;
    }
    sheet.write(4, 1, 1.1)?;
    sheet.write(5, 1, 1.2)?;
    sheet.write_with_format(6, 1, 1.1, &Format::new().set_num_format("0.00"))?;
    let red = Format::new().set_font_strikethrough();
    sheet.write_rich_string(4, 2, &[(&bold, "Train "), (&Format::new(), "staff:\n• nurses\n- teachers")])?;
    sheet.write_with_format(5, 2, "Review the pathway", &red)?;
    let first_of_july = ExcelDateTime::from_ymd(2009, 7, 1)?;
    sheet.write_with_format(4, 3, &first_of_july, &Format::new().set_num_format("d mmm yy"))?;
    sheet.write_with_format(5, 3, &first_of_july, &Format::new().set_num_format("mmm-yy"))?;
    sheet.write_with_format(6, 3, &first_of_july, &Format::new().set_num_format_index(14))?;
    sheet.merge_range(4, 4, 6, 4, "Chair, Wendale partnership", &Format::new())?;
    sheet.write_with_format(4, 5, 2_500, &Format::new().set_num_format("£#,##0"))?;
    sheet.write_formula(5, 5, Formula::new("=F5*2").set_result("5000"))?;
    sheet.write_formula(6, 5, Formula::new("=F9").set_result("#REF!"))?;
    sheet.write_url(5, 6, Url::new("https://wendale.example/minutes").set_text("Minutes"))?;
    let colours = [(4, 0xFF_C000), (5, 0xFF_0000), (6, 0xFF_0000)];
    for (row, colour) in colours {
        sheet.write_blank(row, 7, &Format::new().set_background_color(Color::RGB(colour)))?;
    }
    sheet.insert_note(6, 2, &Note::new("Who pays?\nAsk finance").set_author("Finance").add_author_prefix(false))?;
    sheet.set_row_hidden(5)?;
    sheet.set_repeat_rows(3, 3)?;
    sheet.set_column_hidden(5)?;
    sheet.set_header("&L&\"Arial,Bold\"Draft 2&RPage &P of &N");
    let notes = workbook.add_worksheet().set_name("Old notes")?;
    notes.write(0, 0, "Kept from last year")?;
    notes.set_hidden(true);
    workbook.add_worksheet().set_name("Empty")?;
    workbook.save_to_buffer()
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let story = read("plan.xlsx", &plan().expect("a workbook")).expect("a story");
    assert_snapshot!(told(&story), @"
    sheet Action plan, 6 rows
    Action plan!B2: Wendale action plan! #7030a0 over 6
    Action plan!B4: Ref!
    Action plan!C4: Action!
    Action plan!D4: By when!
    Action plan!E4: Lead!
    Action plan!F4: Cost!
    Action plan!G4: Update!
    Action plan!B5: 1.1 = 1.1
    Action plan!C5: Train staff: / • nurses / • teachers
    Action plan!D5: 1 Jul 09 = 1 July 2009
    Action plan!E5: Chair, Wendale partnership
    Action plan!F5: £2,500 = 2500
    Action plan!H5:  #ffc000
    Action plan!B6: 1.2 = 1.2
    Action plan!C6: Review the pathway
    Action plan!D6: Jul-09 = 1 July 2009
    Action plan!E6:  from above
    Action plan!F6: 5000 = 5000
    Action plan!G6: Minutes #0000ff
    Action plan!H6:  #ff0000
    Action plan!B7: 1.10 = 1.1
    Action plan!D7: 01/07/2009 = 1 July 2009
    Action plan!E7:  from above
    Action plan!F7: #REF!
    Action plan!H7:  #ff0000
    Action plan, page header: Draft 2
    sheet Old notes, 1 rows
    Old notes!A1: Kept from last year
    (hidden rows of sheet `Action plan` were read all the same: 6)
    (hidden columns of sheet `Action plan` were read all the same: F)
    (formulas on sheet `Action plan` end in an error: F7)
    (text on sheet `Action plan` is struck through; it was read all the same: C6)
    (column B of sheet `Action plan` holds numbers such as 1.1; if they are references, zeros at their end (`1.10`) are lost in the workbook itself)
    (comment at `Action plan!C7`: Finance: Who pays? Ask finance)
    (`Action plan!G6` links to https://wendale.example/minutes)
    (sheet `Old notes` is hidden; it was read all the same)
    ");
}

#[test]
fn header_rows_are_those_that_the_workbook_names() -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    for kind in ["repeated", "filtered", "of a table", "title"] {
        let sheet = workbook.add_worksheet().set_name(kind)?;
        for (row, words) in (0..).zip([["Plan", ""], ["Ref", "Action"], ["1", "Train"]]) {
            sheet.write_row(row, 0, words)?;
        }
        match kind {
            "repeated" => _ = sheet.set_repeat_rows(1, 1)?,
            "filtered" => _ = sheet.autofilter(1, 0, 2, 1)?,
            "of a table" => _ = sheet.add_table(1, 0, 2, 1, &Table::new())?,
            _ => _ = sheet.set_repeat_rows(0, 2)?,
        }
    }
    let story = read("-", &workbook.save_to_buffer()?).expect("a story");
    let tables = story.pieces.iter().filter_map(|piece| if let Piece::Table(grid) = piece { Some(grid) } else { None });
    let headers: Vec<_> =
        tables.flat_map(|grid| &grid.rows).filter(|row| row.is_header).map(|row| row.at.as_str()).collect();
    assert_eq!(headers, ["repeated, row 2", "filtered, row 2", "of a table, row 2"]);
    Ok(())
}

#[test]
fn somebody_else_reads_the_same_texts() {
    let bytes = plan().expect("a workbook");
    let story = read("plan.xlsx", &bytes).expect("a story");
    let mut workbook = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let cells = story.pieces.iter().filter_map(|piece| if let Piece::Table(grid) = piece { Some(grid) } else { None });
    let cells: Vec<_> = cells.flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).collect();
    let mut count = 0;
    for (name, range) in workbook.worksheets() {
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = |at: usize, first: u32| u32::try_from(at).expect("a place") + first;
            let at = format!("{name}!{}", super::place::name((place(row, start.0), place(column, start.1))));
            let cell = cells.iter().find(|cell| cell.at == at).expect("a cell");
            let text = value.to_string().replace("• ", "").replace("- ", "");
            let is_shown = cell.native.is_some() || matches!(value, calamine::Data::Error(_)) || cell.text() == text;
            assert!(is_shown, "{at}: {text}");
            count += 1;
        }
    }
    assert_eq!(count, 21);
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of one sheet by hand: the XML within `worksheet`, and within `styleSheet`.
fn by_hand(sheet: &str, styles: &str) -> Vec<u8> {
    by_hand_in(MAIN, sheet, styles)
}

fn by_hand_in(space: &str, sheet: &str, styles: &str) -> Vec<u8> {
    let kinds = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{kinds}/{kind}' Target='{target}'/>")
    };
    let relations = |list: &str| format!("<Relationships xmlns='urn:package'>{list}</Relationships>");
    let part = |name: &str, xml: String| (name.to_owned(), xml.into_bytes());
    zipped(&[
        part("_rels/.rels", relations(&relation("r1", "officeDocument", "/xl/workbook.xml"))),
        part(
            "xl/workbook.xml",
            format!(
                "<x:workbook xmlns:x='{space}' xmlns:r='{kinds}'><x:sheets><x:sheet name='Plan' r:id='s1'/></x:sheets></x:workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            relations(
                &[
                    relation("s1", "worksheet", "worksheets/sheet1.xml"),
                    relation("s2", "styles", "./styles.xml"),
                    relation("s3", "sharedStrings", "../xl/shared.xml"),
                ]
                .concat(),
            ),
        ),
        part("xl/worksheets/sheet1.xml", format!("<x:worksheet xmlns:x='{space}'>{sheet}</x:worksheet>")),
        part("xl/styles.xml", format!("<x:styleSheet xmlns:x='{space}'>{styles}</x:styleSheet>")),
        part("xl/shared.xml", format!("<x:sst xmlns:x='{space}'><x:si><x:t>Shared</x:t></x:si></x:sst>")),
    ])
}

fn cells(xml: &str) -> String {
    format!("<x:sheetData>{xml}</x:sheetData>")
}

#[test]
fn what_only_some_programs_write_is_read() {
    let styles = "<x:cellXfs><x:xf/><x:xf numFmtId='14'/></x:cellXfs>";
    let sheet = cells(
        "<x:row><x:c t='s'><x:v>0</x:v></x:c><x:c/><x:c t='b'><x:v>1</x:v></x:c></x:row>\
         <x:row><x:c t='d' s='1'><x:v>2009-07-01T10:30:00</x:v></x:c><x:c t='s'><x:v>9</x:v></x:c>\
         <x:c><x:f>A1</x:f></x:c><x:c t='str'><x:f>A1</x:f><x:v></x:v></x:c>\
         <x:c t='str'><x:f>A1</x:f><x:v>a_x000D_&#10;b</x:v></x:c></x:row>\
         <x:row r='60'><x:c r='B60'><x:v>soon</x:v></x:c><x:c r='nowhere'><x:v>3</x:v></x:c></x:row>",
    ) + "<x:mergeCells><x:mergeCell ref='B60:C60'/></x:mergeCells>\
         <x:conditionalFormatting/><x:headerFooter><x:oddFooter>Version 2</x:oddFooter></x:headerFooter>";
    let strict = read("-", &by_hand_in("http://purl.oclc.org/ooxml/spreadsheetml/main", &sheet, styles));
    let story = read("-", &by_hand(&sheet, styles)).expect("a story");
    assert_snapshot!(told(&story), @"
    sheet Plan, 4 rows
    Plan!A1: Shared
    Plan!C1: TRUE
    Plan!A2: 01/07/2009 = 1 July 2009
    Plan!E2: a / b
    Plan!B60: soon over 2
    Plan, page footer: Version 2
    (formulas on sheet `Plan` have no value in the file: C2; open it in Excel, save it, and import it again)
    (`Plan!C60` lies under a merged cell and holds: 3)
    (sheet `Plan` colours cells by rules (conditional formatting); such colours were not read)
    ");
    assert_eq!(strict, Ok(story));
}

#[test]
fn a_sheet_with_one_cell_far_away_is_no_large_table() {
    let far = "<x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>\
        <x:row r='1048576'><x:c r='XFD1048576'><x:v>2</x:v></x:c></x:row>";
    let story = read("-", &by_hand(&cells(far), "")).expect("a story");
    let Some(Piece::Table(grid)) = story.pieces.first() else { panic!("a table") };
    assert_eq!(
        grid.rows.iter().map(|row| row.at.as_str()).collect::<Vec<_>>(),
        ["Plan, row 1", "Plan, row 2", "Plan, row 1048576"]
    );
    assert_eq!(grid.rows[2].cells.last().map(|cell| (cell.column, cell.text())), Some((16_383, "2".to_owned())));
}

#[test]
fn merged_cells_without_end_come_to_an_end() {
    let row =
        |row: u32| format!("<x:row><x:c r='A{row}'><x:v>1</x:v></x:c><x:c r='CV{row}'><x:v>2</x:v></x:c></x:row>");
    let rows: String = (1..=1_000).map(row).collect();
    let merges = "<x:mergeCell ref='A1:XFD1048576'/>".repeat(10_000);
    let sheet = cells(&rows) + &format!("<x:mergeCells>{merges}</x:mergeCells>");
    let story = read("-", &by_hand(&sheet, "")).expect("a story");
    // One cell over all of it, and each of the others said.
    assert_eq!(story.left_out.len(), 1_999);
}

#[test]
fn a_text_that_is_shared_too_often_is_refused() {
    let long = "long ".repeat(20_000);
    let shared = format!("<x:sst xmlns:x='{MAIN}'><x:si><x:t>{long}</x:t></x:si></x:sst>");
    let rows = "<x:row><x:c t='s'><x:v>0</x:v></x:c></x:row>".repeat(2_000);
    let mut budget = super::Budget::default();
    let shared = super::super::xml::Tree::parse("shared", shared.as_bytes()).expect("XML");
    let shared = super::Shared {
        texts: super::Rich::shared(Some(&shared), &super::Palette::default()),
        styles: super::Styles::default(),
        palette: super::Palette::default(),
        epoch: super::Epoch::Of1900,
    };
    let sheet = format!("<x:worksheet xmlns:x='{MAIN}'>{}</x:worksheet>", cells(&rows));
    let sheet = super::super::xml::Tree::parse("sheet", sheet.as_bytes()).expect("XML");
    let error = super::Cells::read(&sheet, &shared, &mut budget).expect_err("too much");
    assert_eq!(error, ReadError::too_large("its cells hold more than 100 MB of text"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let error =
        |bytes: &[u8]| read("-", bytes).map_or_else(|error| format!("{error}; {}", error.help()), |_| String::new());
    let entity = "<!DOCTYPE x [<!ENTITY a 'b'>]>";
    let with_entity = zipped(&[("xl/workbook.xml".to_owned(), format!("{entity}<workbook/>").into_bytes())]);
    assert_snapshot!(error(&with_entity), @"the file is damaged: its part `xl/workbook.xml` is not sound XML (it declares entities, which no document does); open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
    assert_snapshot!(error(&by_hand("", "")), @"there is no text in the file; if it is a scan or a picture, type its tables out first");
    assert_snapshot!(error(&by_hand("<x:sheetData>", "")), @"the file is damaged: its part `xl/worksheets/sheet1.xml` is not sound XML (ill-formed document: expected `</x:sheetData>`, but `</x:worksheet>` was found); open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
    assert_snapshot!(error(&zipped(&[("xl/workbook.bin".to_owned(), Vec::new())])), @"this is a binary Excel workbook (`.xlsb`), which cannot be read here; open it in Excel or LibreOffice and save it as `.xlsx`");
    let bytes = plan().expect("a workbook");
    assert_snapshot!(error(&bytes[..bytes.len() / 2]), @"the file is damaged: its end is missing, or it was changed on its way here; open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
}

/// The parts of a zip file.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let count = archive.len();
    let part = |index| {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("what is in it");
        (file.name().expect("its name").into_owned(), content)
    };
    (0..count).map(part).collect()
}

proptest! {
    #[test]
    fn changed_bytes_are_read_or_refused(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = by_hand(&cells("<x:row r='2'><x:c r='A2' s='0'><x:v>1.5</x:v></x:c></x:row>"), "");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        _ = read("-", &bytes);
    }

    #[test]
    fn changed_parts_are_read_or_refused(
        part in any::<proptest::sample::Index>(),
        at in any::<proptest::sample::Index>(),
        byte in proptest::sample::select(&b"<>/'\"&;0918AZaz= -\0\xFF"[..]),
    ) {
        let mut parts = unzipped(&plan().expect("a workbook"));
        let part = part.index(parts.len());
        let content = &mut parts[part].1;
        let at = at.index(content.len());
        content[at] = byte;
        _ = read("-", &zipped(&parts));
    }

    #[test]
    fn any_sheet_is_read_or_refused(
        rows in "(<x:row( r='[0-9]{0,8}')?>(<x:c( r='[A-Z]{0,4}[0-9]{0,8}')?( s='[0-9-]')?( t='(s|n|d|e|b|str)')?>(<x:f/>)?<x:v>[0-9.eE:T-]{0,9}</x:v></x:c>){0,3}</x:row>){0,4}",
        merge in "[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}",
        format in "[ymdhsYMDHS0#?.,%;@eE\\[\\]<>=$£\"_*\\\\/ -]{0,12}",
    ) {
        let merges = format!("<x:mergeCells><x:mergeCell ref='{merge}'/></x:mergeCells>");
        let format = format.replace('"', "&quot;").replace('<', "&lt;");
        let styles = format!(
            "<x:numFmts><x:numFmt numFmtId='200' formatCode=\"{format}\"/></x:numFmts><x:cellXfs><x:xf numFmtId='200'/></x:cellXfs>"
        );
        _ = read("-", &by_hand(&(cells(&rows) + &merges), &styles));
    }
}
