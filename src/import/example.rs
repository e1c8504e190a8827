//! Small Word documents for tests, made of the XML that a test is about.
//!
//! It uses nothing of the crate, so that the tests of the command line can take it in by its path.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A Word document, part by part.
pub(crate) struct Docx {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl Docx {
    /// A document with this XML as its text: paragraphs and tables, as [`paragraph`] and [`table`] make them.
    pub(crate) fn new(body: &str) -> Self {
        Self { body: body.to_owned(), parts: Vec::new(), relations: String::new() }
    }

    /// Adds a part: `styles`, `numbering`, `footnotes`, `comments`, `header`, `footer` …, with the XML within it.
    pub(crate) fn with(mut self, kind: &str, content: &str) -> Self {
        let number = self.parts.len();
        let name = format!("{kind}{number}.xml");
        let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = format!("<Relationship Id=\"r{number}\" Type=\"{kinds}/{kind}\" Target=\"{name}\"/>");
        self.relations.push_str(&relation);
        let root = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        let content = format!("<w:{root} {SPACES}>{content}</w:{root}>");
        self.parts.push((format!("word/{name}"), content.into_bytes()));
        self
    }

    /// The bytes of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {SPACES}><w:body>{}</w:body></w:document>",
            self.body
        );
        let relations = format!("<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>", self.relations);
        let mut parts = vec![
            ("_rels/.rels".to_owned(), MAIN.as_bytes().to_vec()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), relations.into_bytes()),
        ];
        parts.extend(self.parts.iter().cloned());
        zipped(&parts)
    }
}

/// A zip file of these parts.
pub(crate) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part can be begun");
        writer.write_all(content).expect("a part can be written");
    }
    writer.finish().expect("a zip file can be ended").into_inner()
}

/// A paragraph with a text.
pub(crate) fn paragraph(text: &str) -> String {
    styled("", text)
}

/// A paragraph in a style, such as `Heading1`; Word knows those by their ids only where the document has styles.
pub(crate) fn styled(style: &str, text: &str) -> String {
    let properties = match style {
        "" => String::new(),
        style => format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"),
    };
    format!("<w:p>{properties}{}</w:p>", run(text))
}

/// A run with a text, whose line ends are line breaks.
pub(crate) fn run(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A table of plain texts, a slice for each row.
pub(crate) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let texts: Vec<_> = rows.iter().map(|cells| cells.iter().map(cell).collect::<Vec<_>>().concat()).collect();
    self::rows(&texts)
}

/// A table of these rows, each the XML of its cells.
pub(crate) fn rows(rows: &[String]) -> String {
    format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", rows.join("</w:tr><w:tr>"))
}

/// The styles `Title`, `Heading1` to `Heading3`.
pub(crate) const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Heading3\"><w:name w:val=\"heading 3\"/></w:style>";

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MAIN: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/></Relationships>";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
