//! The text of a document: its title, what stands at its head, a list of its contents, and its chapters.

use super::columns::Columns;
use super::contents::Contents;
use super::package::{Body, NAMES};
use super::page::Page;
use super::picture::Image;
use super::text::{Layout, Level, Links, Style, laid_out, of_cell, paragraph, paragraphs, plain, styled};
use super::xml::Xml;
use super::{contents, table};
use crate::document::{Block, Document, Fact, Figure, Section, Table};

/// About how many lines of a page a chapter may take and still stay on pages that lie as those before it.
const SHORT: usize = 24;

/// Writes the text of a document.
pub(super) fn of(document: &Document) -> Body {
    let mut xml = Xml::new();
    let mut writer = Writer {
        columns: Columns::of(document),
        page: Page::Portrait,
        is_first: true,
        headings: 0,
        links: Links::default(),
        images: Vec::new(),
    };
    xml.within("w:document", NAMES, |xml| xml.within("w:body", &[], |xml| writer.document(xml, document)));
    Body { xml, links: writer.links, images: writer.images }
}

struct Writer {
    columns: Columns,
    /// How the pages lie that are being written.
    page: Page,
    /// Whether no pages that lay otherwise came before them.
    is_first: bool,
    /// The headings so far.
    headings: usize,
    links: Links,
    images: Vec<Vec<u8>>,
}

impl Writer {
    fn document(&mut self, xml: &mut Xml, document: &Document) {
        self.page = self.first_page(document);
        paragraph(xml, Style::Title, |xml| plain(xml, &document.title));
        paragraph(xml, Style::Subtitle, |xml| plain(xml, &document.subject));
        self.facts(xml, &document.facts);
        contents::write(xml, &Contents::of(document));
        self.blocks(xml, &document.opening, &document.title);
        for section in &document.sections {
            self.section(xml, section, 0);
        }
        self.page.properties(xml, self.is_first);
    }

    /// How the first pages lie: as the first chapter, which begins on them.
    fn first_page(&self, document: &Document) -> Page {
        match document.sections.first() {
            _ if document.opening.iter().any(|block| self.is_wide(block)) => Page::Landscape,
            Some(first) => self.page_for(first),
            None => Page::Portrait,
        }
    }

    fn section(&mut self, xml: &mut Xml, section: &Section, depth: usize) {
        self.turn(xml, section);
        self.headings = self.headings.saturating_add(1);
        let number = self.headings;
        paragraph(xml, Style::Heading(Level::of(depth)), |xml| {
            xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &contents::bookmark(number))]);
            plain(xml, &section.heading);
            xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        });
        self.blocks(xml, &section.blocks, &section.heading);
        for within in &section.sections {
            self.section(xml, within, depth.saturating_add(1));
        }
    }

    /// Goes on upon pages that lie as a chapter needs them.
    fn turn(&mut self, xml: &mut Xml, section: &Section) {
        let wanted = self.page_for(section);
        let stays = match (self.page, wanted) {
            (Page::Landscape, Page::Portrait) => length(section) <= SHORT,
            (page, wanted) => page == wanted,
        };
        if !stays {
            xml.within("w:p", &[], |xml| {
                xml.within("w:pPr", &[], |xml| {
                    xml.empty("w:pStyle", &[("w:val", &Style::AfterTable.id())]);
                    self.page.properties(xml, self.is_first);
                });
            });
            (self.page, self.is_first) = (wanted, false);
        }
    }

    /// How a chapter is read best. One with little of its own goes with the first within it.
    fn page_for(&self, section: &Section) -> Page {
        if section.blocks.iter().any(|block| self.is_wide(block)) {
            return Page::Landscape;
        }
        match section.sections.first() {
            Some(first) if section.blocks.iter().map(lines).sum::<usize>() <= SHORT => self.page_for(first),
            _ => Page::Portrait,
        }
    }

    fn is_wide(&self, block: &Block) -> bool {
        block.table().is_some_and(|table| !table.rows.is_empty() && !self.columns.fit(table, Page::Portrait))
    }

    fn blocks(&mut self, xml: &mut Xml, blocks: &[Block], heading: &str) {
        let mut blocks = blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Text(text) => self.texts(xml, text, leads(blocks.peek().copied())),
                Block::List(items) => {
                    for item in items {
                        self.prose(xml, Style::ListItem, |xml| plain(xml, item));
                    }
                }
                Block::Facts(facts) => self.facts(xml, facts),
                Block::Table(table) => self.table(xml, table, heading),
                Block::Figure(figure) => self.figure(xml, figure, heading),
            }
        }
    }

    fn facts(&mut self, xml: &mut Xml, facts: &[Fact]) {
        for fact in facts {
            let layout = self.of_prose();
            laid_out(xml, Style::Fact, layout, |xml| {
                styled(xml, &fact.term, "Strong");
                xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
                of_cell(xml, &fact.value, &mut self.links);
            });
        }
        if !facts.is_empty() {
            paragraph(xml, Style::AfterTable, |_| {});
        }
    }

    /// A table, or what is said where it has no rows; its caption only where nothing above has said the same.
    fn table(&mut self, xml: &mut Xml, table: &Table, said: &str) {
        if table.rows.is_empty() || table.columns.is_empty() {
            self.prose(xml, Style::Text, |xml| plain(xml, &table.when_empty));
            return;
        }
        if table.caption != said {
            paragraph(xml, Style::Caption, |xml| plain(xml, &table.caption));
        }
        table::write(xml, table, &self.columns, self.page, &mut self.links);
    }

    fn figure(&mut self, xml: &mut Xml, figure: &Figure, said: &str) {
        if figure.title != said {
            paragraph(xml, Style::Caption, |xml| plain(xml, &figure.title));
        }
        self.prose(xml, Style::Message, |xml| plain(xml, &figure.message));
        if let Some(image) = Image::of(figure) {
            let number = self.images.len().saturating_add(1);
            paragraph(xml, Style::Picture, |xml| image.place(xml, figure, number));
            self.images.push(image.png);
        }
        self.table(xml, &figure.numbers, &figure.numbers.caption);
    }

    /// A paragraph of prose: its lines are no longer where the page lies on its side.
    fn prose(&self, xml: &mut Xml, style: Style, inside: impl FnOnce(&mut Xml)) {
        laid_out(xml, style, self.of_prose(), inside);
    }

    fn of_prose(&self) -> Layout {
        Layout { indent: self.page.room().saturating_sub(Page::Portrait.room()), ..Layout::default() }
    }

    /// The paragraphs of a text, the last in a look of its own.
    fn texts(&self, xml: &mut Xml, text: &str, last: Style) {
        let mut texts = paragraphs(text).peekable();
        while let Some(text) = texts.next() {
            let style = if texts.peek().is_none() { last } else { Style::Text };
            self.prose(xml, style, |xml| plain(xml, &text));
        }
    }
}

/// The look of a text before a block: what leads to a table or a picture stays on its page.
fn leads(next: Option<&Block>) -> Style {
    match next {
        Some(Block::Table(_) | Block::Figure(_)) => Style::Lead,
        Some(Block::Text(_) | Block::List(_) | Block::Facts(_)) | None => Style::Text,
    }
}

/// About how many lines a chapter takes, with all within it.
fn length(section: &Section) -> usize {
    let heading = std::iter::once(2);
    heading.chain(section.blocks.iter().map(lines)).chain(section.sections.iter().map(length)).sum()
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "a few lines for each row, or for many letters, of what is in memory"
)]
fn lines(block: &Block) -> usize {
    match block {
        Block::Text(text) => text.lines().map(|line| line.len() / 90 + 1).sum(),
        Block::List(items) => items.iter().map(|item| item.len() / 90 + 1).sum(),
        Block::Facts(facts) => facts.len(),
        Block::Table(table) => 2 + table.rows.len() * 3 / 2,
        Block::Figure(figure) => 24 + figure.numbers.rows.len() * 3 / 2,
    }
}
