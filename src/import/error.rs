//! Why a document could not be read, in words that say what to do.

use thiserror::Error;

use super::Kind;

/// A document that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// It is of a kind that this reader does not read.
    #[error("this is {kind}, which cannot be read here")]
    Kind { kind: Kind },
    /// Something in it is not as its format wants it.
    #[error("the file is damaged: {why}")]
    Damaged { why: String },
    /// It is larger, or more complicated, than is read.
    #[error("the file is too large: {what}")]
    TooLarge { what: String },
    /// There is no text in it.
    #[error("there is no text in the file")]
    Empty,
}

impl ReadError {
    pub(crate) fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged { why: why.into() }
    }

    pub(crate) fn too_large(what: impl Into<String>) -> Self {
        Self::TooLarge { what: what.into() }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Kind { kind } => kind.help(),
            Self::Damaged { .. } => {
                "open it in Word, Excel or LibreOffice, which repair what they can, and save it again as `.docx` or \
                 `.xlsx`"
            }
            Self::TooLarge { .. } => "copy the tables of the plan into a new document, and import that",
            Self::Empty => "if it is a scan or a picture, type its tables out first",
        }
    }
}
