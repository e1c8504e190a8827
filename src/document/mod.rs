//! What is written for people to read, as values: headings, paragraphs, tables and pictures.
//!
//! A report makes one, and every format is made from one. A document knows the vocabulary of plans (ratings, money,
//! days) and nothing else about them; it knows nothing of formats, either: no markup, no colour, no width.
//!
//! | part | see |
//! |---|---|
//! | the whole, with what stands at its head | [`Document`] |
//! | its chapters, and what stands in them | [`Section`], [`Block`] |
//! | a table, which has a caption and a key of its own | [`Table`], [`Column`], [`Cell`] |
//! | a picture, which always has its numbers beside it | [`Figure`], [`Picture`] |
//! | a form that is filled in and comes back | [`form::Form`] |
//!
//! Texts are plain, and most are data from files: a format must let none of them act.

#[cfg(test)]
pub mod example;
mod figure;
pub mod form;
mod table;

pub use figure::{Bar, Course, Figure, Mark, MarkKind, Part, Picture, Series, Timeline, Wording};
pub use table::{Cell, Column, Kind, Table};

/// Something that is written for people to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it is, for programs and file names: `exceptions`, `funding`.
    pub key: &'static str,
    /// What it is: `Exception report`.
    pub title: String,
    /// What it is about: the title of a plan.
    pub subject: String,
    /// What stands at its head: whose plan, judged as of which day, read from which commit.
    pub facts: Vec<Fact>,
    /// What a reader should know first, before any heading.
    pub opening: Vec<Block>,
    pub sections: Vec<Section>,
}

/// A line at the head of a document, or of a list of the same kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is, for programs: `as_of`.
    pub key: &'static str,
    /// What it is, for people: `Judged as of`.
    pub term: String,
    pub value: Cell,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name for programs and links, which no other section of the document has: letters, digits, `-`, `.` and `_`.
    pub key: String,
    pub heading: String,
    pub blocks: Vec<Block>,
    /// The chapters within it.
    pub sections: Vec<Self>,
}

/// What stands in a chapter.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A text; blank lines part its paragraphs.
    Text(String),
    List(Vec<String>),
    Facts(Vec<Fact>),
    Table(Table),
    Figure(Figure),
}

impl Fact {
    /// A line at the head of a document.
    #[must_use]
    pub fn new(key: &'static str, term: &str, value: Cell) -> Self {
        Self { key, term: term.to_owned(), value }
    }
}

impl Section {
    /// A chapter with nothing in it yet.
    #[must_use]
    pub fn new(key: impl Into<String>, heading: impl Into<String>) -> Self {
        Self { key: key.into(), heading: heading.into(), blocks: Vec::new(), sections: Vec::new() }
    }

    /// The same with one more block.
    #[must_use]
    pub fn with(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// The same with these blocks after what it has.
    #[must_use]
    pub fn with_all(mut self, blocks: impl IntoIterator<Item = Block>) -> Self {
        self.blocks.extend(blocks);
        self
    }

    /// The same with these chapters within it, after those that it has.
    #[must_use]
    pub fn holding(mut self, sections: impl IntoIterator<Item = Self>) -> Self {
        self.sections.extend(sections);
        self
    }
}

impl Document {
    /// Every section, each before those within it, with how deep it stands: 0 for a chapter.
    pub fn outline(&self) -> impl Iterator<Item = (usize, &Section)> {
        let mut left: Vec<(usize, _)> = self.sections.iter().rev().map(|section| (0, section)).collect();
        std::iter::from_fn(move || {
            let (depth, section) = left.pop()?;
            let within = depth.saturating_add(1);
            left.extend(section.sections.iter().rev().map(|section| (within, section)));
            Some((depth, section))
        })
    }

    /// Every table with the section that holds it, also those with the numbers of a figure.
    pub fn tables(&self) -> impl Iterator<Item = (Option<&Section>, &Table)> {
        let opening = self.opening.iter().filter_map(Block::table).map(|table| (None, table));
        let within = self.outline().flat_map(|(_, section)| {
            section.blocks.iter().filter_map(Block::table).map(move |table| (Some(section), table))
        });
        opening.chain(within)
    }
}

impl Block {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The table, or the numbers of a figure.
    #[must_use]
    pub const fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Figure(figure) => Some(&figure.numbers),
            Self::Text(_) | Self::List(_) | Self::Facts(_) => None,
        }
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Figure> for Block {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

impl From<&str> for Block {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Block {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::example;

    #[test]
    fn chapters_and_tables_are_found_in_the_order_in_which_they_are_read() {
        let document = example::document();
        let outline: Vec<_> = document.outline().map(|(depth, section)| (depth, section.key.as_str())).collect();
        assert_eq!(outline, [(0, "split"), (0, "actions"), (1, "early"), (1, "late"), (0, "figures")]);
        let tables: Vec<_> = document
            .tables()
            .map(|(section, table)| (section.map(|section| section.key.as_str()), table.key))
            .collect();
        assert_eq!(
            tables,
            [
                (Some("split"), "split"),
                (Some("early"), "actions"),
                (Some("late"), "actions"),
                (Some("figures"), "deadlines"),
                (Some("figures"), "readings"),
                (Some("figures"), "money"),
            ]
        );
    }
}
