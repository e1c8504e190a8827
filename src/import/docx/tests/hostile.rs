//! Files that are no Word document, are broken, or mean harm: a clear error, soon, and never a panic.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::super::example::zipped;
use super::super::super::{Kind, ReadError};
use super::{Docx, STYLES, paragraph, read, styled, table};

fn with_document(document: &str) -> Vec<u8> {
    zipped(&[("word/document.xml".to_owned(), document.as_bytes().to_vec())])
}

fn error(bytes: &[u8]) -> String {
    let error = read(bytes).expect_err("it is not read");
    format!("{error}; help: {}", error.help())
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

#[test]
fn other_kinds_of_files_say_what_to_do() {
    insta::assert_snapshot!(error(b"%PDF-1.4"), @"this is a PDF, which cannot be read here; help: ask for the Word file it was made from; or open it in Word, check its tables, and save it as `.docx`");
    insta::assert_snapshot!(error(b"{\\rtf1"), @"this is a rich text file (`.rtf`), which cannot be read here; help: open it in Word or LibreOffice and save it as `.docx`");
    let workbook = zipped(&[("xl/workbook.xml".to_owned(), Vec::new())]);
    assert_eq!(read(&workbook), Err(ReadError::Kind { kind: Kind::Excel }));
    assert_eq!(read(&zipped(&[("a.txt".to_owned(), Vec::new())])), Err(ReadError::Kind { kind: Kind::Zip }));
}

#[test]
fn broken_files_are_damaged() {
    let whole = Docx::new(&paragraph("Text")).bytes();
    insta::assert_snapshot!(error(&whole[..whole.len() / 2]).split(';').next().unwrap_or_default(), @"the file is damaged: its end is missing, or it was changed on its way here");
    insta::assert_snapshot!(error(&with_document(&format!("<w:document {WORD}><w:body><w:p>"))), @"the file is damaged: its part `word/document.xml` is not sound XML (it is cut off); help: open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
    insta::assert_snapshot!(error(&with_document("")), @"the file is damaged: its part `word/document.xml` is not sound XML (it is empty); help: open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
    assert_eq!(read(&Docx::new("").bytes()), Err(ReadError::Empty));
}

#[test]
fn entities_are_refused() {
    let bomb =
        format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><w:document {WORD}>&b;</w:document>");
    insta::assert_snapshot!(error(&with_document(&bomb)), @"the file is damaged: its part `word/document.xml` is not sound XML (it declares entities, which no document does); help: open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
    let unknown = format!("<w:document {WORD}><w:body>&file;</w:body></w:document>");
    insta::assert_snapshot!(error(&with_document(&unknown)), @"the file is damaged: its part `word/document.xml` is not sound XML (it uses an entity that is not of XML); help: open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or `.xlsx`");
}

#[test]
fn endless_nesting_is_refused() {
    let deep = "<w:p>".repeat(10_000);
    let document = format!("<w:document {WORD}><w:body>{deep}{}</w:body></w:document>", "</w:p>".repeat(10_000));
    insta::assert_snapshot!(error(&with_document(&document)), @"the file is too large: `word/document.xml` nests more than 200 levels deep; help: copy the tables of the plan into a new document, and import that");
}

#[test]
fn a_zip_bomb_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("a part can be begun");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..201 {
        writer.write_all(&blanks).expect("a part can be written");
    }
    let bytes = writer.finish().expect("a zip file can be ended").into_inner();
    insta::assert_snapshot!(error(&bytes), @"the file is too large: its part `word/document.xml` unpacks to more than is read; help: copy the tables of the plan into a new document, and import that");
}

#[test]
fn a_huge_attribute_and_many_attributes_are_borne() {
    let long = "x".repeat(5_000_000);
    let document = format!(
        "<w:document {WORD}><w:body><w:p w:a=\"{long}\"><w:r><w:t>Text</w:t></w:r></w:p></w:body></w:document>"
    );
    assert!(read(&with_document(&document)).is_ok());
    let many = " w:a=\"\"".repeat(100_000);
    let document = format!("<w:document {WORD}><w:body><w:p{many}/></w:body></w:document>");
    assert!(matches!(read(&with_document(&document)), Err(ReadError::TooLarge { .. })));
}

/// A document with something of everything.
fn rich() -> Vec<(String, Vec<u8>)> {
    let body = [
        styled("Heading1", "Prevention"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:rPr><w:color w:val=\"FF0000\" w:themeColor=\"accent1\" w:themeTint=\"80\"/></w:rPr><w:t>b</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>".to_owned(),
        table(&[&["Ref", "Action"], &["1", "Do it"]]).replace("<w:tc>", "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/><w:shd w:fill=\"00FF00\"/></w:tcPr>"),
    ];
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"4\"/><w:numFmt w:val=\"upperRoman\"/>\
         <w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let relations: String = ["styles", "numbering", "footnotes"]
        .map(|kind| format!("<Relationship Type=\"x/{kind}\" Target=\"{kind}.xml\"/>"))
        .concat();
    let part = |name: &str, text: String| (format!("word/{name}"), text.into_bytes());
    vec![
        part("document.xml", format!("<w:document {WORD}><w:body>{}</w:body></w:document>", body.concat())),
        part("_rels/document.xml.rels", format!("<Relationships>{relations}</Relationships>")),
        part("styles.xml", format!("<w:styles {WORD}>{STYLES}</w:styles>")),
        part("numbering.xml", numbering),
        part(
            "footnotes.xml",
            format!("<w:footnotes {WORD}><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>", paragraph("n")),
        ),
    ]
}

/// A change of some bytes: where, how many go, and what comes.
fn change() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "<w:tbl>",
            "</w:p>",
            "-1",
            "99999999999",
            "<w:r>",
            "\"",
            "&",
            "w:ins",
            "%9%0",
            "\u{e9}"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (any::<prop::sample::Index>(), 0..6_usize, bytes)
}

fn changed(bytes: &mut Vec<u8>, changes: &[(prop::sample::Index, usize, Vec<u8>)]) {
    for (at, gone, new) in changes {
        let at = at.index(bytes.len().max(1)).min(bytes.len());
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, new.iter().copied());
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(changes in prop::collection::vec(change(), 1..6)) {
        let mut bytes = zipped(&rich());
        changed(&mut bytes, &changes);
        let _ = read(&bytes);
    }

    #[test]
    fn no_xml_makes_it_panic(part in 0..5_usize, changes in prop::collection::vec(change(), 1..6)) {
        let mut parts = rich();
        changed(&mut parts[part].1, &changes);
        let _ = read(&zipped(&parts));
    }
}
