//! The parts around the text of a Word file, and the file that holds them all.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::picture::picture_id;
use super::text::{Links, Style, paragraph, plain};
use super::xml::{Attributes, Xml};
use crate::document::{Document, Fact};

/// What names the parts of a text begin with, and what that stands for.
pub(super) const NAMES: Attributes<'static> = &[
    ("xmlns:w", &"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", &"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", &"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", &"http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

const CONTENT_TYPES: &str = include_str!("parts/content-types.xml");
const PACKAGE_RELATIONS: &str = include_str!("parts/package-relations.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");

/// The text of a document, and what it holds besides.
pub(super) struct Body {
    pub(super) xml: Xml,
    pub(super) links: Links,
    /// Images in the order of their numbers, which begin at 1.
    pub(super) images: Vec<Vec<u8>>,
}

/// Writes the file. It says nothing of the time at which it was made.
pub(super) fn write(out: &mut impl Write, document: &Document, body: Body) -> io::Result<()> {
    let mut file = Package(ZipWriter::new(Cursor::new(Vec::new())));
    file.part("[Content_Types].xml", CONTENT_TYPES.as_bytes())?;
    file.part("_rels/.rels", PACKAGE_RELATIONS.as_bytes())?;
    file.part("docProps/core.xml", &properties(document))?;
    file.part("word/document.xml", &body.xml.into_bytes())?;
    file.part("word/_rels/document.xml.rels", &relations(&body.links, body.images.len()))?;
    file.part("word/styles.xml", STYLES.as_bytes())?;
    file.part("word/settings.xml", SETTINGS.as_bytes())?;
    file.part("word/numbering.xml", NUMBERING.as_bytes())?;
    file.part("word/header.xml", &header(|xml| plain(xml, &name(document))))?;
    file.part("word/first-header.xml", &header(|_| {}))?;
    let footer = footer(document);
    file.part("word/footer.xml", &footer)?;
    file.part("word/first-footer.xml", &footer)?;
    for (image, number) in body.images.iter().zip(1..) {
        file.image(&image_file(number), image)?;
    }
    out.write_all(&file.0.finish()?.into_inner())
}

struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    fn part(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(name, bytes, CompressionMethod::Deflated)
    }

    /// An image is packed already.
    fn image(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(&format!("word/{name}"), bytes, CompressionMethod::Stored)
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default().compression_method(method).unix_permissions(0o644);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }
}

fn image_file(number: usize) -> String {
    format!("media/figure{number}.png")
}

/// What it is and what it is about.
fn name(document: &Document) -> String {
    format!("{}: {}", document.title, document.subject)
}

/// What a reader finds in the properties of the file.
fn properties(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    let names: Attributes<'_> = &[
        ("xmlns:cp", &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
    ];
    xml.within("cp:coreProperties", names, |xml| {
        xml.holding("dc:title", &[], &name(document));
        xml.holding("dc:subject", &[], &document.subject);
        xml.holding("dc:creator", &[], "vawg");
        xml.holding("dc:description", &[], &provenance(document));
        xml.holding("dc:language", &[], "en-GB");
    });
    xml.into_bytes()
}

/// Judged as of which day, read from which commit.
fn provenance(document: &Document) -> String {
    let is_wanted = |fact: &&Fact| matches!(fact.key, "as_of" | "commit");
    let said = |fact: &Fact| format!("{}: {}", fact.term, fact.value.words());
    document.facts.iter().filter(is_wanted).map(said).collect::<Vec<_>>().join("; ")
}

/// Where the names lead that the text uses.
fn relations(links: &Links, images: usize) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = Xml::new();
    let relation = |xml: &mut Xml, id: &str, kind: &str, target: &str| {
        xml.empty("Relationship", &[("Id", &id), ("Type", &format_args!("{OFFICE}/{kind}")), ("Target", &target)]);
    };
    xml.within("Relationships", &[("xmlns", &"http://schemas.openxmlformats.org/package/2006/relationships")], |xml| {
        for (id, kind, target) in [
            ("styles", "styles", "styles.xml"),
            ("settings", "settings", "settings.xml"),
            ("numbering", "numbering", "numbering.xml"),
            ("header", "header", "header.xml"),
            ("firstHeader", "header", "first-header.xml"),
            ("footer", "footer", "footer.xml"),
            ("firstFooter", "footer", "first-footer.xml"),
        ] {
            relation(xml, id, kind, target);
        }
        for number in 1..=images {
            relation(xml, &picture_id(number), "image", &image_file(number));
        }
        for (id, target) in links.all() {
            let kind = format!("{OFFICE}/hyperlink");
            xml.empty(
                "Relationship",
                &[("Id", &id), ("Type", &kind), ("Target", &target), ("TargetMode", &"External")],
            );
        }
    });
    xml.into_bytes()
}

fn header(inside: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:hdr", NAMES, |xml| paragraph(xml, Style::Header, inside));
    xml.into_bytes()
}

/// What it was made from, and the number of the page.
fn footer(document: &Document) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within("w:ftr", NAMES, |xml| {
        paragraph(xml, Style::Footer, |xml| plain(xml, &provenance(document)));
        paragraph(xml, Style::Footer, |xml| {
            plain(xml, "Page ");
            number(xml, "PAGE");
            plain(xml, " of ");
            number(xml, "NUMPAGES");
        });
    });
    xml.into_bytes()
}

/// A number that Word keeps right.
fn number(xml: &mut Xml, what: &'static str) {
    xml.within("w:fldSimple", &[("w:instr", &what)], |xml| plain(xml, "1"));
}
