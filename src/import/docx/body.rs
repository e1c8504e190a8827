//! The text of a Word document as a story: its paragraphs and tables in their order, then its notes and margins.

use std::collections::{HashMap, HashSet};

use super::super::story::nth;
use super::super::xml::{Element, Space, Tree};
use super::super::{Line, Paragraph, Piece, Story};
use super::colour::Theme;
use super::inline::{Inline, Note, branch};
use super::left::{LeftOut, Unshown};
use super::numbering::{Mark, Numbering, Place, bare};
use super::parts::Parts;
use super::style::{Outline, Styles, switch};

/// A document being read.
pub(super) struct Reader<'a> {
    parts: &'a Parts,
    pub(super) styles: Styles,
    pub(super) theme: Theme,
    numbering: Numbering,
    pub(super) left_out: LeftOut,
    /// The notes that the text refers to, and where.
    pub(super) notes: Vec<(Note, String)>,
    pieces: Vec<Piece>,
    paragraphs: usize,
    pub(super) tables: usize,
    has_title: bool,
    contents: Vec<String>,
    /// What page headers and footers have said.
    in_margins: HashSet<(&'static str, String)>,
}

/// A paragraph or a table, out of all that may wrap it.
#[derive(Clone, Copy)]
pub(super) enum Block<'a> {
    Paragraph(Element<'a>),
    Table(Element<'a>),
    /// A document within the document.
    Embedded,
}

/// Where paragraphs stand that are not in a table.
#[derive(Clone, Copy)]
enum Stand<'p> {
    /// In the text, where they are counted.
    Text,
    /// At a place that has a name.
    At(&'p str),
}

/// A paragraph that has been read, and what Word puts before it.
pub(super) struct Read<'a> {
    pub(super) inline: Inline<'a>,
    pub(super) mark: Option<Mark>,
    pub(super) outline: Outline,
    /// Whether it is there only as something that was deleted.
    pub(super) is_gone: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(parts: &'a Parts) -> Self {
        let styles = parts.styles.as_ref().map(Styles::read).unwrap_or_default();
        let is_title =
            |element: Element<'_>| element.is_word("p") && styles.outline(element.child("pPr")) == Outline::Title;
        let has_title = parts.document.root().descendants().any(is_title);
        Self {
            parts,
            styles,
            theme: parts.theme.as_ref().map(Theme::read).unwrap_or_default(),
            numbering: parts.numbering.as_ref().map(Numbering::read).unwrap_or_default(),
            left_out: LeftOut::default(),
            notes: Vec::new(),
            pieces: Vec::new(),
            paragraphs: 0,
            tables: 0,
            has_title,
            contents: Vec::new(),
            in_margins: HashSet::new(),
        }
    }

    /// The whole document.
    pub(super) fn read(mut self) -> Story {
        let parts = self.parts;
        let root = parts.document.root();
        self.blocks(root.child("body").unwrap_or(root), Stand::Text);
        for tree in &parts.diagrams {
            let words: Vec<_> =
                tree.root().descendants().filter(|text| text.name() == "t").map(Element::text).collect();
            self.left_out.words("the text of a diagram", "the text", &words.join(" "));
        }
        self.read_notes();
        for (tree, at) in margins(&parts.headers, "page header").chain(margins(&parts.footers, "page footer")) {
            self.margin(tree.root(), at);
        }
        if !self.contents.is_empty() {
            let lines = self.contents.join("; ");
            self.left_out.words("the table of contents", "the text", &lines);
        }
        Story { pieces: self.pieces, left_out: self.left_out.sentences() }
    }

    /// The paragraphs and tables in an element.
    fn blocks(&mut self, element: Element<'a>, stand: Stand<'_>) {
        for block in blocks(element) {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, stand),
                Block::Table(table) => self.piece_of_table(table, stand),
                Block::Embedded => {
                    let at = format!("paragraph {}", nth(self.paragraphs));
                    self.left_out.note(Unshown::Embedded, &at);
                }
            }
        }
    }

    /// A table; one that only holds other tables, for the look of the page, is read as the text that is in it.
    fn piece_of_table(&mut self, table: Element<'a>, stand: Stand<'_>) {
        let rows: Vec<_> = super::table::rows(table).iter().map(|row| super::table::cells(*row)).collect();
        let has_table = |cell: &Element<'a>| blocks(*cell).iter().any(|block| matches!(block, Block::Table(_)));
        if rows.iter().all(|cells| cells.len() <= 1) && rows.iter().flatten().any(has_table) {
            for cell in rows.iter().flatten() {
                self.blocks(*cell, stand);
            }
            return;
        }
        self.tables = self.tables.saturating_add(1);
        let at = format!("table {}", self.tables);
        let grid = self.table(table, at);
        self.pieces.push(Piece::Table(grid));
    }

    /// A paragraph outside any table, and the text boxes that hang on it.
    fn paragraph(&mut self, paragraph: Element<'a>, stand: Stand<'_>) {
        let at = match stand {
            Stand::Text => format!("paragraph {}", nth(self.paragraphs)),
            Stand::At(at) => at.to_owned(),
        };
        let read = self.read_paragraph(paragraph, &at);
        if read.outline == Outline::Contents {
            self.contents.extend(Some(read.inline.whole()).filter(|text| !text.is_empty()));
            return;
        }
        let heading = self.heading(read.outline).filter(|_| matches!(stand, Stand::Text));
        let lines = match heading {
            Some(_) => heading_line(&read),
            None => numbered(&read, false),
        };
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.text.is_empty()).collect();
        if !lines.is_empty() && matches!(stand, Stand::Text) {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        self.pieces.extend(lines.into_iter().map(|line| Piece::Paragraph(Paragraph { at: at.clone(), line, heading })));
        let place = match stand {
            Stand::Text => "text box".to_owned(),
            Stand::At(at) => format!("{at}, text box"),
        };
        for content in read.inline.boxes {
            self.blocks(content, Stand::At(&place));
        }
    }

    /// Reads a paragraph, and counts it in its list.
    pub(super) fn read_paragraph(&mut self, paragraph: Element<'a>, at: &str) -> Read<'a> {
        let properties = paragraph.child("pPr");
        let inline = self.inline(paragraph, at);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let is_deleted = mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let is_gone = is_deleted && inline.is_blank();
        let mark = if is_gone { None } else { self.mark(properties) };
        Read { inline, mark, outline: self.styles.outline(properties), is_gone }
    }

    /// What Word puts before a paragraph with these properties.
    fn mark(&mut self, properties: Option<Element<'a>>) -> Option<Mark> {
        let own = properties.map(Place::read).unwrap_or_default();
        let by_style = self.styles.number(properties).map(|(style, place)| (style.to_owned(), place));
        match (own.list.as_deref(), by_style) {
            (Some("0"), _) => None,
            (Some(_), _) => self.numbering.next(&own, None),
            (None, Some((style, place))) if place.list.as_deref() != Some("0") => {
                let level = own.level.or(place.level);
                self.numbering.next(&Place { list: place.list, level }, Some(&style))
            }
            (None, _) => None,
        }
    }

    fn heading(&self, outline: Outline) -> Option<u8> {
        match outline {
            Outline::Title => Some(1),
            Outline::Heading(level) => Some(level.saturating_add(if self.has_title { 2 } else { 1 })),
            Outline::Contents | Outline::Text => None,
        }
    }

    /// The notes that the text refers to; then the comments that it does not.
    fn read_notes(&mut self) {
        let parts = self.parts;
        let by_id = |tree: &'a Option<Tree>| {
            let notes = tree.iter().flat_map(|tree| tree.root().children());
            notes.filter_map(|note| Some((note.attribute("id")?, note))).collect::<HashMap<_, _>>()
        };
        let (footnotes, endnotes, comments) = (by_id(&parts.footnotes), by_id(&parts.endnotes), by_id(&parts.comments));
        let mut done = HashSet::new();
        for number in 0.. {
            // A note may refer to another one.
            let Some((note, place)) = self.notes.get(number).cloned() else { break };
            let (notes, what, id) = match &note {
                Note::Footnote(id) => (&footnotes, "footnote", id),
                Note::Endnote(id) => (&endnotes, "endnote", id),
                Note::Comment(id) => (&comments, "comment", id),
            };
            let content = notes.get(id.as_str()).copied();
            if let Some(content) = content.filter(|_| done.insert(note.clone())) {
                self.blocks(content, Stand::At(&format!("{what}, at {place}")));
            }
        }
        for comment in parts.comments.iter().flat_map(|tree| tree.root().children()) {
            let id = comment.attribute("id").unwrap_or_default();
            if !done.contains(&Note::Comment(id.to_owned())) {
                self.blocks(comment, Stand::At("comment"));
            }
        }
    }

    /// A page header or footer, unless it says what an earlier one says.
    fn margin(&mut self, root: Element<'a>, at: &'static str) {
        let mut open = blocks(root);
        open.reverse();
        let mut paragraphs = Vec::new();
        while let Some(block) = open.pop() {
            match block {
                Block::Paragraph(paragraph) => paragraphs.push(paragraph),
                Block::Table(table) => {
                    let cells = super::table::rows(table).into_iter().flat_map(super::table::cells);
                    let within: Vec<_> = cells.flat_map(blocks).collect();
                    open.extend(within.into_iter().rev());
                }
                Block::Embedded => self.left_out.note(Unshown::Embedded, at),
            }
        }
        let before = self.pieces.len();
        for paragraph in paragraphs {
            self.paragraph(paragraph, Stand::At(at));
        }
        for piece in self.pieces.split_off(before) {
            let Piece::Paragraph(paragraph) = &piece else { continue };
            if self.in_margins.insert((at, paragraph.line.text.clone())) {
                self.pieces.push(piece);
            }
        }
    }
}

fn margins<'t>(trees: &'t [Tree], at: &'static str) -> impl Iterator<Item = (&'t Tree, &'static str)> {
    trees.iter().map(move |tree| (tree, at))
}

/// A heading as one line, with its number as if it were typed.
fn heading_line(read: &Read<'_>) -> Vec<Line> {
    let text = read.inline.whole();
    let is_emphasised = read.inline.lines.iter().any(|line| line.line().is_emphasised);
    let text = match &read.mark {
        Some(Mark::Number(number) | Mark::Reference(number)) if !text.is_empty() => format!("{number} {text}"),
        _ => text,
    };
    vec![Line { text, is_emphasised, ..Line::default() }]
}

/// The lines of a paragraph with what Word puts before the first. A number that is `alone` stands in the text.
pub(super) fn numbered(read: &Read<'_>, alone: bool) -> Vec<Line> {
    let mut lines: Vec<_> = read.inline.lines.iter().map(super::inline::Written::line).collect();
    if lines.is_empty() && read.mark.is_some() {
        lines.push(Line::default());
    }
    let Some(first) = lines.first_mut() else {
        return lines;
    };
    match &read.mark {
        None => {}
        Some(Mark::Bullet) => first.is_item = true,
        Some(Mark::Reference(number)) => first.text = [number, first.text.as_str()].join(" ").trim().into(),
        Some(Mark::Number(number)) if alone && first.text.is_empty() => first.text = bare(number).into(),
        Some(Mark::Number(number)) if alone => first.text = format!("{number} {}", first.text),
        Some(Mark::Number(number)) => {
            first.is_item = true;
            first.number = Some(number.clone());
        }
    }
    lines
}

/// The paragraphs and tables in an element, out of what wraps them.
pub(super) fn blocks(element: Element<'_>) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    unwrap(element, &mut found);
    found
}

fn unwrap<'a>(element: Element<'a>, found: &mut Vec<Block<'a>>) {
    for child in element.children() {
        match (child.space(), child.name()) {
            (Space::Word, "p") => found.push(Block::Paragraph(child)),
            (Space::Word, "tbl") => found.push(Block::Table(child)),
            (Space::Word, "altChunk") => found.push(Block::Embedded),
            (Space::Word, "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo") => unwrap(child, found),
            (Space::Compatibility, "AlternateContent") => {
                if let Some(branch) = branch(child) {
                    unwrap(branch, found);
                }
            }
            _ => {}
        }
    }
}

/// Whether these properties of a row or cell say that it was deleted or never was.
pub(super) fn is_deleted(properties: Option<Element<'_>>) -> bool {
    properties.is_some_and(|properties| properties.child("del").is_some() || properties.child("cellDel").is_some())
}

/// Whether a row is to be repeated on each page.
pub(super) fn is_header(properties: Option<Element<'_>>) -> bool {
    properties.and_then(|properties| switch(properties, "tblHeader")) == Some(true)
}
