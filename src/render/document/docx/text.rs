//! Paragraphs and the words in them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::xml::Xml;
use crate::document::Cell;
use crate::render::document::link;
use crate::render::style;
use crate::ui::Look;

/// The looks of paragraphs: what `parts/styles.xml` calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Title,
    Subtitle,
    Heading(Level),
    ContentsHeading,
    ContentsEntry(Level),
    Text,
    /// A text that leads to what follows.
    Lead,
    ListItem,
    Fact,
    Caption,
    /// What a picture shows, in a sentence.
    Message,
    Picture,
    TableHeading,
    TableName,
    TableText,
    /// What parts a table from what follows, or a page from the next.
    AfterTable,
    Header,
    Footer,
}

/// How deep a heading stands; those below the third look like the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    First,
    Second,
    Third,
}

/// Where words stand in the width that they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    #[default]
    Left,
    Right,
}

/// Whether a paragraph may be the last on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keep {
    #[default]
    Free,
    WithNext,
}

/// The place of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Layout {
    pub(super) align: Align,
    pub(super) keep: Keep,
    /// How far from the right margin its lines end.
    pub(super) indent: u32,
}

/// Where the links of a document lead, by the names that its parts have for it.
#[derive(Default)]
pub(super) struct Links(BTreeMap<String, usize>);

impl Style {
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Heading(Level::First) => "Heading1",
            Self::Heading(Level::Second) => "Heading2",
            Self::Heading(Level::Third) => "Heading3",
            Self::ContentsHeading => "TOCHeading",
            Self::ContentsEntry(Level::First) => "TOC1",
            Self::ContentsEntry(Level::Second) => "TOC2",
            Self::ContentsEntry(Level::Third) => "TOC3",
            Self::Text => "Normal",
            Self::Lead => "Lead",
            Self::ListItem => "ListBullet",
            Self::Fact => "Fact",
            Self::Caption => "Caption",
            Self::Message => "Message",
            Self::Picture => "Picture",
            Self::TableHeading => "TableHeading",
            Self::TableName => "TableName",
            Self::TableText => "TableText",
            Self::AfterTable => "AfterTable",
            Self::Header => "Header",
            Self::Footer => "Footer",
        }
    }
}

impl Level {
    /// The level of a section that stands so deep; 0 is a chapter.
    pub(super) const fn of(depth: usize) -> Self {
        match depth {
            0 => Self::First,
            1 => Self::Second,
            _ => Self::Third,
        }
    }

    pub(super) const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }
}

/// A paragraph.
pub(super) fn paragraph(xml: &mut Xml, style: Style, inside: impl FnOnce(&mut Xml)) {
    laid_out(xml, style, Layout::default(), inside);
}

/// A paragraph with a place of its own.
pub(super) fn laid_out(xml: &mut Xml, style: Style, layout: Layout, inside: impl FnOnce(&mut Xml)) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", &style.id())]);
            match layout.keep {
                Keep::Free => {}
                Keep::WithNext => xml.empty("w:keepNext", &[]),
            }
            if layout.indent > 0 {
                xml.empty("w:ind", &[("w:right", &layout.indent)]);
            }
            match layout.align {
                Align::Left => {}
                Align::Right => xml.empty("w:jc", &[("w:val", &"right")]),
            }
        });
        inside(xml);
    });
}

/// The paragraphs of a text, which blank lines part; an end of line parts words alone.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.lines().map(str::trim).peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| line.is_empty()).is_some() {}
        let mut paragraph = lines.next()?.to_owned();
        while let Some(line) = lines.next_if(|line| !line.is_empty()) {
            paragraph.extend([" ", line]);
        }
        Some(paragraph)
    })
}

/// Words, in a look of their own where one is given.
pub(super) fn words(xml: &mut Xml, text: &str, look: impl Fn(&mut Xml)) {
    xml.within("w:r", &[], |xml| {
        look(xml);
        for (place, part) in text.split(['\n', '\t']).enumerate() {
            if place > 0 {
                xml.empty("w:tab", &[]);
            }
            xml.holding("w:t", &[("xml:space", &"preserve")], part);
        }
    });
}

/// Words that look like all around them.
pub(super) fn plain(xml: &mut Xml, text: &str) {
    words(xml, text, |_| {});
}

/// Words in a named look.
pub(super) fn styled(xml: &mut Xml, text: &str, style: &'static str) {
    words(xml, text, |xml| xml.within("w:rPr", &[], |xml| xml.empty("w:rStyle", &[("w:val", &style)])));
}

/// The words of a cell, as a reader sees them.
pub(super) fn shown(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) | Cell::Link { text, .. } => Cow::Borrowed(text),
        Cell::Travel(travel) => Cow::Owned(style::travel(*travel, Look { width: None, color: false })),
        cell => Cow::Owned(cell.words()),
    }
}

/// What a cell says, with a link where it leads to a safe place.
pub(super) fn of_cell(xml: &mut Xml, cell: &Cell, links: &mut Links) {
    match cell {
        Cell::Link { text, target } => match link::safe(target) {
            Some(target) => {
                let id = links.id(&target);
                xml.within("w:hyperlink", &[("r:id", &id)], |xml| styled(xml, text, "Hyperlink"));
            }
            None => plain(xml, text),
        },
        cell => plain(xml, &shown(cell)),
    }
}

impl Links {
    /// The names of all targets.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().map(|(target, number)| (name(*number), target.as_str()))
    }

    fn id(&mut self, target: &str) -> String {
        let next = self.0.len().saturating_add(1);
        name(*self.0.entry(target.to_owned()).or_insert(next))
    }
}

fn name(number: usize) -> String {
    format!("link{number}")
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn blank_lines_part_paragraphs_and_line_ends_part_words() {
        let all = |text: &str| paragraphs(text).collect::<Vec<_>>();
        assert_eq!(all("\n\none\ntwo  \n\n \nthree\n"), ["one two", "three"]);
        assert_eq!(all(""), Vec::<String>::new());
    }
}
