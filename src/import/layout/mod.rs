//! What the pieces of a document are: headings, prose, rows that are actions, rows that tell of progress.
//!
//! A table is one of actions where its header says so; a table without a header goes on with the one before it. What a
//! piece means for the plan is for the draft to say.

mod columns;
mod kinds;
mod rows;
mod signs;

use super::header::Meaning;
use super::story::{Colour, Line, Native, Piece, Story};
use crate::model::Date;

pub use columns::{Column, TableMap, Use};
pub(super) use signs::{Numbered, is_target, is_theme_word, label, numbered, rating_word};

/// Where something stands in a story: its piece, row and cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot(pub usize, pub usize, pub usize);

/// What people say about a document that cannot be seen in it.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// Only the sheet with this name.
    pub sheet: Option<String>,
    /// Only this table, counted from 1.
    pub table: Option<usize>,
    /// What columns mean: their words, or their number counted from 1.
    pub map: Vec<(String, Meaning)>,
}

/// The pieces of a document in the order in which they are read.
#[derive(Debug, Default)]
pub struct Layout {
    pub tables: Vec<TableMap>,
    pub parts: Vec<Part>,
    /// Headers of tables.
    pub headers: Vec<Spot>,
    /// What is no part of a plan, and why.
    pub left: Vec<(Spot, String)>,
}

/// A piece of a document.
#[derive(Debug, Clone)]
pub enum Part {
    Heading {
        text: Text,
        level: Level,
    },
    Prose(Text),
    Row(ActionRow),
    /// What is said about the action before it.
    Progress(Text),
}

/// How much a heading holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// In the document's own outline: 1 is the uppermost.
    Outline(u8),
    /// A table of one cell, which says nothing about it.
    Unsaid,
    /// A row between the rows of a table.
    Row,
}

/// A text and where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    pub spot: Spot,
    pub at: String,
    pub lines: Vec<Line>,
    pub colour: Option<Colour>,
}

/// A row that holds an action, or an objective alone.
#[derive(Debug, Clone)]
pub struct ActionRow {
    pub at: String,
    /// The table, by its place among the pieces.
    pub table: usize,
    pub cells: Vec<Held>,
}

/// A cell, with what its column says that it holds.
#[derive(Debug, Clone)]
pub struct Held {
    /// Where it stands; several where a row goes on in the next.
    pub spots: Vec<Spot>,
    pub at: String,
    pub meaning: Meaning,
    /// The header's words.
    pub header: String,
    /// The time that the header names.
    pub day: Option<Date>,
    pub lines: Vec<Line>,
    pub native: Option<Native>,
    pub colour: Option<Colour>,
    /// Whether it is merged with the cell above, whose text it has.
    pub is_merged: bool,
}

impl Text {
    /// The whole text, a line each.
    #[must_use]
    pub fn words(&self) -> String {
        joined(&self.lines)
    }
}

impl Held {
    /// The whole text, a line each.
    #[must_use]
    pub fn words(&self) -> String {
        joined(&self.lines)
    }

    /// Whether it has no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| !has_words(&line.text))
    }
}

impl ActionRow {
    /// The first cell of a column of this meaning.
    #[must_use]
    pub fn cell(&self, meaning: Meaning) -> Option<&Held> {
        self.cells.iter().find(|cell| cell.meaning == meaning && !cell.is_empty())
    }
}

/// Whether a text is more than blanks and the mark of a bullet.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() || c == '?')
}

fn joined(lines: &[Line]) -> String {
    let lines: Vec<_> = lines.iter().map(Line::shown).filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}

/// Finds out what the pieces of a document are.
#[must_use]
pub fn read(story: &Story, hints: &Hints) -> Layout {
    let mut layout = Layout::default();
    let mut number = 0_usize;
    let styled =
        story.pieces.iter().filter(|piece| matches!(piece, Piece::Paragraph(paragraph) if paragraph.heading.is_some()));
    let has_styles = styled.count() > 2;
    for (place, piece) in story.pieces.iter().enumerate() {
        match piece {
            Piece::Paragraph(paragraph) => {
                if !has_words(&paragraph.line.text) {
                    continue;
                }
                let text = Text {
                    spot: Spot(place, 0, 0),
                    at: paragraph.at.clone(),
                    lines: vec![paragraph.line.clone()],
                    colour: None,
                };
                layout.parts.push(match paragraph.heading {
                    Some(level) => Part::Heading { text, level: Level::Outline(level) },
                    None if signs::is_unstyled_heading(&paragraph.line, has_styles) => {
                        Part::Heading { text, level: Level::Outline(signs::depth(&paragraph.line.text)) }
                    }
                    None => Part::Prose(text),
                });
            }
            Piece::Table(grid) => {
                number = number.saturating_add(1);
                rows::table(&mut layout, place, number, grid, hints);
            }
        }
    }
    layout
}

#[cfg(test)]
pub(crate) mod tests;
