//! What the program has written, read back as its readers read it: by parsers that somebody else has written where
//! there are any.
//!
//! A reader gives three things: the texts, what they stand in (its shape), and where it leads. A text that acts shows in
//! the shape, which is then no longer that of harmless texts.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use zip::ZipArchive;

/// What a reader finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The texts, each apart from the next.
    pub(super) texts: Vec<String>,
    /// What there is beside texts: elements, attributes, keys, columns, properties.
    pub(super) shape: BTreeSet<String>,
    /// Where a click may lead.
    pub(super) links: Vec<String>,
}

/// A form in which the program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Csv,
    Json,
    Ndjson,
    Xml,
    Ics,
    Eml,
    Docx,
    Xlsx,
}

impl Format {
    /// The format that an ending names.
    pub(super) fn of_ending(file: &str) -> Self {
        match file.rsplit('.').next().unwrap_or_default() {
            "md" => Self::Markdown,
            "html" => Self::Html,
            "csv" => Self::Csv,
            "json" => Self::Json,
            "ics" => Self::Ics,
            "eml" => Self::Eml,
            "docx" => Self::Docx,
            "xlsx" => Self::Xlsx,
            _ => Self::Text,
        }
    }

    /// Reads it back.
    pub(super) fn read(self, bytes: &[u8]) -> Found {
        let text = || std::str::from_utf8(bytes).expect("UTF-8");
        match self {
            Self::Text => Found { texts: vec![text().to_owned()], ..Found::default() },
            Self::Markdown => markdown(text()),
            Self::Html => html(text()),
            Self::Csv => csv(bytes),
            Self::Json => json([text()]),
            Self::Ndjson => json(text().lines()),
            Self::Xml => xml(text()),
            Self::Ics => ics(text()),
            Self::Eml => eml(text()),
            Self::Docx => docx(bytes),
            Self::Xlsx => xlsx(bytes),
        }
    }
}

fn json<'t>(values: impl IntoIterator<Item = &'t str>) -> Found {
    let mut found = Found::default();
    for value in values {
        let value: Value = serde_json::from_str(value).expect("JSON");
        walk_json(&value, "", &mut found);
    }
    found
}

fn walk_json(value: &Value, path: &str, found: &mut Found) {
    match value {
        Value::String(text) => found.texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| walk_json(item, path, found)),
        Value::Object(entries) => {
            for (key, inner) in entries {
                let path = format!("{path}.{key}");
                walk_json(inner, &path, found);
                found.shape.insert(path);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn csv(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let mut reader = csv::Reader::from_reader(bytes);
    found.shape.extend(reader.headers().expect("a header").iter().map(str::to_owned));
    for record in reader.records() {
        found.texts.extend(record.expect("as many cells as the header").iter().map(str::to_owned));
    }
    for cell in &found.texts {
        let is_number = cell.parse::<f64>().is_ok();
        assert!(
            is_number || !cell.trim_start().starts_with(['=', '+', '-', '@', '＝']),
            "a cell is a formula: {cell:?}"
        );
    }
    found
}

fn markdown(text: &str) -> Found {
    // All that any reader has, but what makes other letters of letters.
    let flavour = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut found = Found { texts: vec![String::new()], ..Found::default() };
    for event in Parser::new_ext(text, flavour) {
        let said = found.texts.last_mut().expect("a text");
        match &event {
            Event::Text(text) | Event::Code(text) => *said += text,
            Event::SoftBreak | Event::HardBreak => said.push(' '),
            // Paragraphs in a cell.
            Event::InlineHtml(html) if **html == *"<br>" => said.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::End(_) => found.texts.push(String::new()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.links.push(dest_url.to_string());
            }
            Event::Start(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {}
            other => panic!("Markdown holds what is not used: {other:?}"),
        }
        let shape = match &event {
            Event::Start(Tag::Link { .. }) => "link".to_owned(),
            Event::Start(Tag::Table(columns)) => format!("table of {}", columns.len()),
            Event::Start(Tag::Heading { level, .. }) => format!("{level}"),
            Event::Start(Tag::List(first)) => format!("list {}", first.is_some()),
            Event::Start(tag) => format!("{tag:?}"),
            Event::Code(_) => "code".to_owned(),
            Event::Html(html) | Event::InlineHtml(html) => html.to_string(),
            _ => continue,
        };
        found.shape.insert(shape);
    }
    found
}

/// Web pages are read by the strictest rules there are: nothing but whole tags whose attributes stand in double marks.
fn html(page: &str) -> Found {
    let mut found = Found::default();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page");
    let mut said = String::new();
    while let Some((text, tag)) = rest.split_once('<') {
        said += &unescaped(text);
        let end = end_of_tag(tag);
        let (inside, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "an end of {name:?}");
        } else {
            let name = read_tag(inside, &mut found);
            if name == "style" || name == "script" {
                let (raw, after) = rest.split_once(&format!("</{name}>")).expect("an end");
                found.shape.insert(format!("{name} of {} bytes", raw.len()));
                rest = after;
            }
        }
        let name = inside.trim_start_matches('/').split(' ').next().unwrap_or_default();
        if !["a", "span", "strong", "b", "em", "time", "abbr", "code"].contains(&name) {
            found.texts.push(std::mem::take(&mut said));
            // Lines and paragraphs of one text are read as one.
            if ["br", "p"].contains(&name) {
                said = found.texts.pop().unwrap_or_default() + " ";
            }
        }
    }
    found
}

fn end_of_tag(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.expect("the end of a tag")
}

/// Notes an element and its attributes, and gives its name.
fn read_tag<'t>(inside: &'t str, found: &mut Found) -> &'t str {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "an element {name:?}");
    found.shape.insert(format!("<{name}>"));
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let attribute = &rest[..end];
        found.shape.insert(format!("<{name} {attribute}>"));
        let Some(value) = rest[end..].strip_prefix("=\"") else {
            rest = rest[end..].trim_start();
            continue;
        };
        let (value, after) = value.split_once('"').expect("the end of an attribute");
        let value = unescaped(value);
        match attribute {
            "href" | "src" if !value.starts_with('#') => found.links.push(value),
            "style" | "class" | "d" | "points" | "id" | "for" => {
                _ = found.shape.insert(format!(
                    "{attribute} {}",
                    value.chars().filter(|c| !c.is_ascii_digit()).collect::<String>()
                ));
            }
            _ => found.texts.push(value),
        }
        rest = after.trim_start();
    }
    name
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

fn xml(text: &str) -> Found {
    let mut found = Found::default();
    let document = roxmltree::Document::parse(text).expect("XML");
    for node in document.descendants() {
        if node.is_element() {
            let name = node.tag_name().name();
            found.shape.insert(name.to_owned());
            found.shape.extend(node.attributes().map(|attribute| format!("{name} {}", attribute.name())));
            found.texts.extend(node.attributes().map(|attribute| attribute.value().to_owned()));
        } else if let Some(text) = node.text() {
            found.texts.push(text.to_owned());
        }
    }
    found
}

fn ics(text: &str) -> Found {
    let mut found = Found::default();
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "a line of {} bytes: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "an end of a line in a line: {line:?}");
    }
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let (name, value) = line.split_once(':').expect("a property");
        found.shape.insert(name.to_owned());
        if name == "BEGIN" || name == "END" {
            found.shape.insert(line.to_owned());
        }
        let value = value.replace("\\\\", "\u{1}").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";");
        found.texts.push(value.replace('\u{1}', "\\"));
    }
    found
}

fn eml(text: &str) -> Found {
    let mut found = Found::default();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    for line in head.replace("\r\n\t", " ").replace("\r\n ", " ").split("\r\n") {
        let (name, value) = line.split_once(": ").expect("a header");
        assert!(!value.contains(['\r', '\n']), "an end of a line in a header: {value:?}");
        found.shape.insert(name.to_owned());
        found.texts.push(decoded(value));
    }
    assert!(body.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "a line of the body");
    found
}

/// A header in which the words that stand for other letters (RFC 2047) are those letters.
fn decoded(header: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), header);
    while let Some((before, word)) = rest.split_once("=?") {
        bytes.extend(if before.trim().is_empty() { "" } else { before }.bytes());
        // Where most letters are none of ASCII, the word is in Base64, whose letters cannot act.
        let Some((_, word)) = word.split_once("?Q?") else { return header.to_owned() };
        let (letters, after) = word.split_once("?=").expect("the end of a word");
        let mut letters = letters.bytes();
        while let Some(letter) = letters.next() {
            bytes.push(match letter {
                b'_' => b' ',
                b'=' => {
                    let code: String = letters.by_ref().take(2).map(char::from).collect();
                    u8::from_str_radix(&code, 16).expect("a code")
                }
                letter => letter,
            });
        }
        rest = after;
    }
    bytes.extend(rest.bytes());
    let text = String::from_utf8(bytes).expect("UTF-8");
    if header.starts_with('"') { text.replace("\\\"", "\"").replace("\\\\", "\\") } else { text }
}

/// The parts of a file of Office, each with its name.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if !name.starts_with("word/media/") {
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            parts.push((name, text));
        }
    }
    parts
}

fn office(bytes: &[u8], of_part: impl Fn(&str, &roxmltree::Document<'_>, &mut Found)) -> Found {
    let mut found = Found::default();
    for (name, text) in parts(bytes) {
        let kind: String = name.chars().filter(|c| !c.is_ascii_digit()).collect();
        let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            found.shape.insert(format!("{kind} {tag}"));
            found.shape.extend(node.attributes().map(|attribute| format!("{kind} {tag} {}", attribute.name())));
            if tag == "Relationship" && node.attribute("TargetMode") == Some("External") {
                found.links.extend(node.attribute("Target").map(str::to_owned));
            }
            // A list of contents stands only where a document is long.
            if tag == "instrText" && node.text().map(str::trim) != Some("TOC \\o \"1-3\" \\h \\z \\u") {
                found.shape.insert(format!("field {}", node.text().unwrap_or_default().trim()));
            }
        }
        of_part(&name, &document, &mut found);
    }
    found
}

fn docx(bytes: &[u8]) -> Found {
    office(bytes, |_, document, found| {
        for paragraph in document.descendants().filter(|node| node.has_tag_name_of("p")) {
            let said: String = paragraph
                .descendants()
                .filter_map(|node| match node.tag_name().name() {
                    "t" => node.text(),
                    "br" | "tab" => Some(" "),
                    _ => None,
                })
                .collect();
            found.texts.push(said);
        }
        let described = document.descendants().filter_map(|node| node.attribute("descr"));
        found.texts.extend(described.map(str::to_owned));
        let plain = document.descendants().filter(|node| node.is_text() && !node.has_parent_of("t"));
        found.texts.extend(plain.filter_map(|node| node.text().map(str::to_owned)));
    })
}

fn xlsx(bytes: &[u8]) -> Found {
    let found = office(bytes, |_, document, found| {
        for node in document.descendants().filter(roxmltree::Node::is_text) {
            let text = node.text().unwrap_or_default();
            if node.has_parent_of("oddFooter") {
                let codes = text.replace("&&", "");
                found.shape.extend(codes.split('&').skip(1).map(|code| format!("footer &{}", &code[..1])));
                found.texts.push(text.replace("&&", "&"));
            } else if node.has_parent_of("t") {
                found.texts.push(as_excel_shows(text));
            } else {
                found.texts.push(text.to_owned());
            }
        }
        for node in document.descendants().filter(|node| node.has_tag_name_of("f") || node.has_tag_name_of("formula1"))
        {
            found.shape.insert(format!("formula {}", node.text().unwrap_or_default()));
        }
    });
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("a sheet").used_cells().next().is_none(), "{name}: a formula");
    }
    found
}

/// A text in which the escapes of Excel, `_x005F_`, are what they stand for.
fn as_excel_shows(text: &str) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("_x") {
        shown += before;
        let code = after.get(..5).and_then(|code| u16::from_str_radix(code.strip_suffix('_')?, 16).ok());
        rest = if let Some(code) = code {
            assert!(matches!(code, 0x5f | 0xfffe | 0xffff), "an escape of Excel in {text:?}");
            shown.extend(char::from_u32(code.into()));
            &after[5..]
        } else {
            shown += "_x";
            after
        };
    }
    shown + rest
}

/// Names without their namespaces.
trait Local {
    fn has_tag_name_of(&self, name: &str) -> bool;
    fn has_parent_of(&self, name: &str) -> bool;
}

impl Local for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn has_parent_of(&self, name: &str) -> bool {
        self.parent().is_some_and(|parent| parent.has_tag_name_of(name))
    }
}
