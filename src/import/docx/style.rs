//! The styles of a Word document: which are headings, which are bold, which carry numbers.

use std::collections::HashMap;

use super::super::xml::{Element, Tree};
use super::numbering::Place;

/// How many styles are followed from one to the one it is based on.
const LONGEST: usize = 40;

/// The styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    ordinary: Option<String>,
}

/// What a paragraph is in the outline of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outline {
    Title,
    /// 0 for the uppermost.
    Heading(u8),
    /// A line of the table of contents.
    Contents,
    Text,
}

/// Whether letters are bold or italic; nothing where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    name: String,
    level: Option<u8>,
    look: Look,
    number: Place,
}

impl Styles {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut all = Self::default();
        for element in tree.root().children().filter(|element| element.is_word("style")) {
            let Some(id) = element.attribute("styleId").filter(|id| is_id(id)) else { continue };
            let is_default = element.attribute("default").is_some_and(is_on);
            if is_default && element.attribute("type") == Some("paragraph") {
                all.ordinary = Some(id.to_owned());
            }
            all.styles.insert(id.to_owned(), Style::read(element));
        }
        all
    }

    /// What a paragraph with these properties is.
    pub(super) fn outline(&self, properties: Option<Element<'_>>) -> Outline {
        if let Some(level) = properties.and_then(level) {
            return if level < 9 { Outline::Heading(level) } else { Outline::Text };
        }
        for style in self.chain(self.of(properties)) {
            let name = style.name.to_ascii_lowercase();
            if name == "title" {
                return Outline::Title;
            }
            if name.starts_with("toc ") && name != "toc heading" {
                return Outline::Contents;
            }
            if let Some(level) = style.level {
                return if level < 9 { Outline::Heading(level) } else { Outline::Text };
            }
            let number = name.strip_prefix("heading ").and_then(|number| number.parse::<u8>().ok());
            if let Some(level @ 0..9) = number.and_then(|number| number.checked_sub(1)) {
                return Outline::Heading(level);
            }
        }
        Outline::Text
    }

    /// How the letters of a run look, by its own properties, its style and that of its paragraph.
    pub(super) fn look(&self, paragraph: Option<Element<'_>>, run: Option<Element<'_>>) -> Look {
        let own = run.map(Look::read).unwrap_or_default();
        let named = run.and_then(|run| run.value("rStyle")).map(|id| self.look_of(Some(id))).unwrap_or_default();
        own.or(named).or(self.look_of(self.of(paragraph)))
    }

    /// The list that the style of a paragraph puts it into, and the style that says so.
    pub(super) fn number(&self, properties: Option<Element<'_>>) -> Option<(&str, Place)> {
        let mut id = self.of(properties)?;
        for _ in 0..LONGEST {
            let (key, style) = self.styles.get_key_value(id)?;
            if style.number.list.is_some() {
                return Some((key, style.number.clone()));
            }
            id = style.based_on.as_deref()?;
        }
        None
    }

    fn of<'s>(&'s self, properties: Option<Element<'s>>) -> Option<&'s str> {
        properties.and_then(|properties| properties.value("pStyle")).or(self.ordinary.as_deref())
    }

    fn look_of(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.or(style.look))
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST)
    }
}

impl Style {
    fn read(element: Element<'_>) -> Self {
        let properties = element.child("pPr");
        Self {
            based_on: element.value("basedOn").filter(|id| is_id(id)).map(str::to_owned),
            name: element.value("name").unwrap_or_default().to_owned(),
            level: properties.and_then(level),
            look: element.child("rPr").map(Look::read).unwrap_or_default(),
            number: properties.map(Place::read).unwrap_or_default(),
        }
    }
}

impl Look {
    fn read(properties: Element<'_>) -> Self {
        Self { bold: switch(properties, "b"), italic: switch(properties, "i"), hidden: switch(properties, "vanish") }
    }

    fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
        }
    }

    /// Whether it stands out: bold or italic.
    pub(super) fn is_emphasised(self) -> bool {
        self.bold == Some(true) || self.italic == Some(true)
    }

    /// Whether it is shown to nobody.
    pub(super) fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }
}

/// What a switch of this name is set to; nothing where it is not there.
pub(super) fn switch(properties: Element<'_>, name: &str) -> Option<bool> {
    properties.child(name).map(|element| element.attribute("val").is_none_or(is_on))
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

/// Whether a text is short enough to be looked up again and again.
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= 255
}

fn level(properties: Element<'_>) -> Option<u8> {
    properties.value("outlineLvl")?.parse().ok()
}
