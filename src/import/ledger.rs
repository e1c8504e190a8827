//! Where every piece of a document went: into a key of the plan, or nowhere and why.
//!
//! What nobody says anything about is left over, so that nothing can be lost by forgetting it. It judges nothing.

use std::collections::BTreeMap;

use super::layout::Spot;
use super::story::{Piece, Story};

/// A part of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOf {
    Plan,
    /// By its place in the plan's list.
    Theme(usize),
    Objective(usize),
    Action(usize),
}

/// Where a piece of a document went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Into a key of a part of the plan.
    Kept { part: PartOf, key: String },
    /// It is a header of a table, by which its columns were read.
    Header,
    /// Nowhere, and why.
    Left(String),
}

/// A piece of a document that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub spot: Spot,
    pub at: String,
    pub text: String,
    pub fates: Vec<Fate>,
    /// Words in it that only tell its parts from each other, as the header of its column does.
    pub labels: String,
}

/// Something that a reader should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where in the document.
    pub at: String,
    pub part: Option<PartOf>,
    pub said: String,
}

/// The fates of all pieces of a document.
#[derive(Debug, Default)]
pub struct Ledger {
    fates: BTreeMap<Spot, Vec<Fate>>,
    labels: BTreeMap<Spot, String>,
    /// What is not certain, and what was decided where the document leaves it open.
    pub remarks: Vec<Remark>,
    /// Rows of tables of actions that hold an action, or an objective alone.
    pub rows: usize,
    /// Values that were made of cells.
    pub fields: usize,
}

impl Ledger {
    /// Counts a row of a table of actions.
    pub fn count_row(&mut self) {
        self.rows = self.rows.saturating_add(1);
    }

    /// Counts a value that was made of cells.
    pub fn count_field(&mut self) {
        self.fields = self.fields.saturating_add(1);
    }

    /// A piece went into a key.
    pub fn keep(&mut self, spots: &[Spot], part: PartOf, key: &str) {
        for spot in spots {
            let fates = self.fates.entry(*spot).or_default();
            let fate = Fate::Kept { part, key: key.to_owned() };
            if !fates.contains(&fate) {
                fates.push(fate);
            }
        }
    }

    /// Words of a piece only tell its parts from each other.
    pub fn label(&mut self, spots: &[Spot], words: &str) {
        self.labels.extend(spots.iter().map(|spot| (*spot, words.to_owned())));
    }

    /// A piece is a header.
    pub fn header(&mut self, spot: Spot) {
        self.fates.entry(spot).or_default().push(Fate::Header);
    }

    /// A piece went nowhere.
    pub fn leave(&mut self, spot: Spot, why: &str) {
        self.fates.entry(spot).or_default().push(Fate::Left(why.to_owned()));
    }

    /// A piece whose words are not all where it went counts as left over.
    pub fn give_up(&mut self, spot: Spot) {
        self.fates.insert(spot, vec![Fate::Left("not all of its words are in the plan".to_owned())]);
    }

    /// Something that a reader should look at.
    pub fn remark(&mut self, at: &str, part: Option<PartOf>, said: impl Into<String>) {
        self.remarks.push(Remark { at: at.to_owned(), part, said: said.into() });
    }

    /// Every piece that is not empty, in the order of the document, each with at least one fate.
    #[must_use]
    pub fn entries(&self, story: &Story) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut add = |spot: Spot, at: &str, text: String| {
            if text.trim().is_empty() {
                return;
            }
            let forgotten = || vec![Fate::Left("nothing says what it is".to_owned())];
            let bullet = || vec![Fate::Left("a mark without words".to_owned())];
            let has_words = text.chars().any(char::is_alphanumeric);
            let fates = self.fates.get(&spot).cloned();
            let fates = fates.unwrap_or_else(if has_words { forgotten } else { bullet });
            let labels = self.labels.get(&spot).cloned().unwrap_or_default();
            entries.push(Entry { spot, at: at.to_owned(), text, fates, labels });
        };
        for (place, piece) in story.pieces.iter().enumerate() {
            match piece {
                Piece::Paragraph(paragraph) => add(Spot(place, 0, 0), &paragraph.at, paragraph.line.text.clone()),
                Piece::Table(grid) => {
                    for (row, cells) in grid.rows.iter().enumerate() {
                        for (column, cell) in cells.cells.iter().enumerate() {
                            add(Spot(place, row, column), &cell.at, cell.text());
                        }
                    }
                }
            }
        }
        entries
    }
}

impl Entry {
    /// Why it is in no key of the plan; nothing where it is in one, or is a header.
    #[must_use]
    pub fn left_over(&self) -> Option<&str> {
        let is_used = self.fates.iter().any(|fate| matches!(fate, Fate::Kept { .. } | Fate::Header));
        let left = self.fates.iter().find_map(|fate| match fate {
            Fate::Left(why) => Some(why.as_str()),
            Fate::Kept { .. } | Fate::Header => None,
        });
        left.filter(|_| !is_used)
    }
}
