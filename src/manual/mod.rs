//! The manual: what there is to know about the program, as pages.
//!
//! A page is a value, which is shown in the terminal or as a man page. What it says is made from what the program goes
//! by: the commands from their arguments, the format from the types that read the files, the rules from their table.
//! Only what is nowhere in the code is written here. It knows no plan, and no width or markup.

mod command;
pub mod notes;
pub mod shape;
mod topics;

pub use command::commands;
pub use topics::{Sources, TOPICS, Topic, topic};

/// A page of the manual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name among all pages: `vawg-return-new`, `vawg-format`.
    pub name: String,
    pub volume: Volume,
    /// What it is about, in one line without a full stop.
    pub summary: String,
    pub sections: Vec<Section>,
    /// The pages that a reader may want next.
    pub see: Vec<See>,
}

/// The part of the manual that a page stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    Commands,
    Topics,
}

/// Another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct See {
    pub name: String,
    pub volume: Volume,
}

impl See {
    /// The words that ask for it: `return new`, `format`.
    #[must_use]
    pub fn words(&self) -> String {
        let name = self.name.strip_prefix("vawg-").unwrap_or_default();
        match self.volume {
            Volume::Commands => name.replace('-', " "),
            Volume::Topics => name.to_owned(),
        }
    }
}

/// A chapter of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub parts: Vec<Part>,
}

/// What stands in a chapter. In texts, literals stand in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// Words, each with what it means.
    Terms(Vec<Term>),
    /// What is typed or shown just so.
    Code(String),
}

/// A word with what it means, and the words that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub word: String,
    pub text: String,
    pub within: Vec<Self>,
}

impl Volume {
    /// The number of its section of the system's manual.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Commands => 1,
            Self::Topics => 7,
        }
    }
}

impl Page {
    /// The name of the file that holds it as a man page.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.{}", self.name, self.volume.number())
    }
}

impl Section {
    /// A chapter.
    #[must_use]
    pub fn new(heading: impl Into<String>, parts: impl Into<Vec<Part>>) -> Self {
        Self { heading: heading.into(), parts: parts.into() }
    }
}

impl Part {
    /// A paragraph.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Words, each with what it means.
    #[must_use]
    pub fn terms<W: Into<String>, T: Into<String>>(terms: impl IntoIterator<Item = (W, T)>) -> Self {
        Self::Terms(terms.into_iter().map(|(word, text)| Term::new(word, text)).collect())
    }
}

impl Term {
    /// A word with what it means.
    #[must_use]
    pub fn new(word: impl Into<String>, text: impl Into<String>) -> Self {
        Self { word: word.into(), text: text.into(), within: Vec::new() }
    }
}
