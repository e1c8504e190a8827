//! A Word file, opened again: as a ZIP of XML, by a reader that had no part in writing it.

use std::io::{Cursor, Read};

use roxmltree::{Document as Parsed, Node};
use zip::ZipArchive;

use super::write;
use crate::document::{Block, Cell, Column, Document, Section, Table, example};

/// The parts of a file, by their names.
struct Opened(Vec<(String, Vec<u8>)>);

impl Opened {
    fn of(document: &Document) -> Self {
        let mut file = ZipArchive::new(Cursor::new(bytes(document))).expect("a ZIP");
        let parts = (0..file.len()).map(|place| {
            let mut part = file.by_index(place).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("a part that is whole");
            (part.name().expect("a name").into_owned(), bytes)
        });
        Self(parts.collect())
    }

    fn text(&self, name: &str) -> &str {
        let (_, bytes) = self.0.iter().find(|(known, _)| known == name).expect(name);
        std::str::from_utf8(bytes).expect("UTF-8")
    }

    /// Reads every part that is no image.
    fn parse_all(&self) {
        for (name, _) in self.0.iter().filter(|(name, _)| !name.starts_with("word/media/")) {
            Parsed::parse(self.text(name)).expect(name);
        }
    }

    fn body(&self) -> Parsed<'_> {
        Parsed::parse(self.text("word/document.xml")).expect("well-formed XML")
    }
}

fn bytes(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, document).expect("a vector takes everything");
    out
}

fn with(blocks: impl IntoIterator<Item = Block>) -> Document {
    let section = Section::new("s", "Chapter").with_all(blocks);
    Document { opening: Vec::new(), sections: vec![section], ..example::document() }
}

fn elements<'d, 'i>(node: Node<'d, 'i>, name: &'static str) -> impl Iterator<Item = Node<'d, 'i>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// An attribute, whatever its name space.
fn value<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The words in an element.
fn said(node: Node<'_, '_>) -> String {
    elements(node, "t").filter_map(|text| text.text()).collect()
}

/// The words of all paragraphs in a style.
fn in_style(body: &Parsed<'_>, style: &str) -> Vec<String> {
    let has = |paragraph: &Node<'_, '_>| elements(*paragraph, "pStyle").any(|node| value(node, "val") == Some(style));
    elements(body.root(), "p").filter(has).map(said).collect()
}

#[test]
fn every_part_is_xml_and_every_reference_leads_somewhere() {
    let file = Opened::of(&example::document());
    let parts: Vec<_> = file.0.iter().map(|(name, _)| name.as_str()).collect();
    file.parse_all();
    let relations = Parsed::parse(file.text("word/_rels/document.xml.rels")).expect("XML");
    let relations: Vec<_> = elements(relations.root(), "Relationship").collect();
    for relation in &relations {
        let target = value(*relation, "Target").expect("a target");
        let is_outside = value(*relation, "TargetMode") == Some("External");
        assert!(is_outside || parts.contains(&format!("word/{target}").as_str()), "{target}");
    }
    let body = file.body();
    let ids = |name: &'static str, key: &str| {
        let found = elements(body.root(), name).filter_map(|node| value(node, key)).map(str::to_owned);
        found.collect::<Vec<_>>()
    };
    let known: Vec<_> = relations.iter().filter_map(|relation| value(*relation, "Id")).collect();
    for id in [ids("blip", "embed"), ids("headerReference", "id"), ids("footerReference", "id")].concat() {
        assert!(known.contains(&id.as_str()), "{id}");
    }
    let marks = ids("bookmarkStart", "name");
    let led = ids("hyperlink", "anchor");
    assert!(led.len() == 5 && led.iter().all(|anchor| marks.contains(anchor)), "{led:?} {marks:?}");
    let styles = Parsed::parse(file.text("word/styles.xml")).expect("XML");
    let styles: Vec<_> = elements(styles.root(), "style").filter_map(|style| value(style, "styleId")).collect();
    for name in ["pStyle", "rStyle", "tblStyle"] {
        assert!(ids(name, "val").iter().all(|id| styles.contains(&id.as_str())));
    }
}

#[test]
fn headings_are_headings_and_the_contents_list_them() {
    let file = Opened::of(&example::document());
    let body = file.body();
    assert_eq!(in_style(&body, "Title"), ["Example report"]);
    assert_eq!(in_style(&body, "Subtitle"), ["Safe in Wendale 2025-28"]);
    let chapters = ["Red, amber and green", "Actions", "Deadlines, measures and money"];
    let within = ["Early help", "Help for those who stay"];
    assert_eq!(
        (in_style(&body, "Heading1"), in_style(&body, "Heading2")),
        (chapters.map(String::from).to_vec(), within.map(String::from).to_vec())
    );
    assert_eq!(
        (in_style(&body, "TOC1"), in_style(&body, "TOC2")),
        (chapters.map(String::from).to_vec(), within.map(String::from).to_vec())
    );
    let codes: Vec<_> = elements(body.root(), "instrText").filter_map(|node| node.text()).collect();
    assert_eq!(codes, [" TOC \\o \"1-3\" \\h \\z \\u "]);
}

#[test]
fn a_report_of_one_chapter_has_no_contents_list() {
    let file = Opened::of(&with([Block::text("One.")]));
    assert_eq!(elements(file.body().root(), "sdt").count(), 0);
}

#[test]
fn tables_repeat_their_header_and_keep_their_rows_whole() {
    let file = Opened::of(&example::document());
    let body = file.body();
    let tables: Vec<_> = elements(body.root(), "tbl").collect();
    assert_eq!(tables.len(), 5);
    for table in tables {
        let rows: Vec<_> = elements(table, "tr").collect();
        assert!(
            elements(rows[0], "tblHeader").count() == 1
                && rows.iter().all(|row| elements(*row, "cantSplit").count() == 1)
        );
        let columns = elements(table, "gridCol").count();
        assert!(rows.iter().all(|row| elements(*row, "tc").count() == columns));
        assert!(elements(table, "tblCaption").any(|node| value(node, "val").is_some_and(|text| !text.is_empty())));
    }
    let rating = elements(body.root(), "tc").find(|cell| said(*cell) == "RED").expect("a cell with a rating");
    let one = |name| elements(rating, name).next().expect("an element");
    assert_eq!((value(one("shd"), "fill"), value(one("color"), "val")), (Some("a3081c"), Some("ffffff")));
}

#[test]
fn a_row_that_is_longer_than_a_page_may_be_parted() {
    let table = Table::new("t", "T", [Column::long("a", "A")]).with_rows([[Cell::text("word ".repeat(5_000))]]);
    let file = Opened::of(&with([Block::from(table)]));
    let body = file.body();
    let rows: Vec<_> = elements(body.root(), "tr").map(|row| elements(row, "cantSplit").count()).collect();
    assert_eq!(rows, [1, 0]);
}

#[test]
fn pages_lie_on_their_side_where_a_table_needs_it_and_turn_back() {
    let file = Opened::of(&example::document());
    let body = file.body();
    let pages: Vec<_> = elements(body.root(), "pgSz").map(|size| value(size, "orient")).collect();
    assert_eq!(pages, [None, Some("landscape"), None]);
    for text in ["header.xml", "footer.xml"] {
        assert!(!said(Parsed::parse(file.text(&format!("word/{text}"))).expect("XML").root()).is_empty());
    }
}

#[test]
fn pictures_say_what_they_show() {
    let file = Opened::of(&example::document());
    let body = file.body();
    let texts: Vec<_> = elements(body.root(), "docPr").filter_map(|node| value(node, "descr")).collect();
    assert_eq!(texts.len(), 4);
    assert_eq!(texts[0], "Three of five actions are red, two of them in Early help.");
    assert_eq!(
        file.0.iter().filter(|(name, bytes)| name.starts_with("word/media/") && bytes.starts_with(b"\x89PNG")).count(),
        4
    );
}

#[test]
fn the_file_says_what_it_is_and_in_which_language() {
    let file = Opened::of(&example::document());
    let properties = Parsed::parse(file.text("docProps/core.xml")).expect("XML");
    let property = |name| elements(properties.root(), name).next().and_then(|node| node.text());
    assert_eq!(property("title"), Some("Example report: Safe in Wendale 2025-28"));
    assert_eq!(property("language"), Some("en-GB"));
    assert_eq!(
        property("description"),
        Some("Judged as of: 30 June 2026; Commit: 0123abcd, with changes that are not committed")
    );
}

#[test]
fn nothing_in_a_text_acts() {
    const HOSTILE: &str =
        "\u{1b}[31m</w:t><w:fldSimple w:instr=\"DDEAUTO c:\\\\windows\\\\cmd.exe\"/>\u{0}\u{fffe}\u{202e}&";
    let link = |target: &str| Cell::Link { text: HOSTILE.to_owned(), target: target.to_owned() };
    let columns = [Column::name("a", HOSTILE), Column::text("b", HOSTILE)];
    let rows = [
        [Cell::text(HOSTILE), link("javascript:alert(1)")],
        [link("file:///etc/passwd"), link("https://x.example/?a=\"&b=<")],
    ];
    let mut document = with([
        Block::text(HOSTILE),
        Block::List(vec![HOSTILE.to_owned()]),
        Block::from(Table::new("t", HOSTILE, columns).with_rows(rows)),
    ]);
    HOSTILE.clone_into(&mut document.title);
    HOSTILE.clone_into(&mut document.subject);
    HOSTILE.clone_into(&mut document.sections[0].heading);
    let file = Opened::of(&document);
    let body = file.body();
    assert_eq!(elements(body.root(), "fldSimple").count() + elements(body.root(), "instrText").count(), 0);
    assert!(in_style(&body, "Title")[0].starts_with("\\u{1b}[31m</w:t><w:fldSimple"));
    let relations = Parsed::parse(file.text("word/_rels/document.xml.rels")).expect("XML");
    let outside = elements(relations.root(), "Relationship").filter(|node| value(*node, "TargetMode").is_some());
    let targets: Vec<_> = outside.filter_map(|node| value(node, "Target")).collect();
    assert_eq!(targets, ["https://x.example/?a=%22&b=%3C"]);
    file.parse_all();
}

#[test]
fn the_same_document_has_the_same_bytes() {
    assert_eq!(bytes(&example::document()), bytes(&example::document()));
}

#[test]
fn nothing_at_all_is_still_a_file() {
    let empty = Document {
        title: String::new(),
        facts: Vec::new(),
        opening: Vec::new(),
        sections: Vec::new(),
        ..example::document()
    };
    assert_eq!(elements(Opened::of(&empty).body().root(), "sectPr").count(), 1);
    let table = Table::new("t", "T", []).with_rows([Vec::<Cell>::new()]);
    assert_eq!(elements(Opened::of(&with([Block::from(table)])).body().root(), "tbl").count(), 0);
}

#[test]
fn ten_thousand_rows_are_all_there() {
    let columns = [Column::name("ref", "Ref"), Column::text("action", "Action"), Column::short("rating", "Rating")];
    let row = |number: u32| [Cell::text(format!("1.{number}")), Cell::text("Do this"), Cell::text("RED")];
    let file = Opened::of(&with([Block::from(Table::new("t", "T", columns).with_rows((0..10_000).map(row)))]));
    assert_eq!(file.text("word/document.xml").matches("<w:tr>").count(), 10_001);
}
