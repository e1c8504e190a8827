//! Documents in every format: one file a format. Knows nothing of plans beyond the vocabulary of a [`Document`].

mod docx;
mod json;
mod link;
mod svg;

use std::io::{self, Write};
use std::path::Path;

use crate::document::Document;
use crate::ui::Look;

/// What a document can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For other programs: every table with its rows, values with their types
    Json,
    /// For Word: headings, tables whose header rows repeat, pictures
    Docx,
}

impl Format {
    /// The format that the ending of a file name stands for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    /// The endings of file names that stand for a format, for people who have named none of them.
    pub const ENDINGS: &str = "`.json` or `.docx`";

    /// Whether it is made to be read on a terminal, or at least does it no harm.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            Self::Json => true,
            Self::Docx => false,
        }
    }
}

/// Writes a document.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, document: &Document, format: Format, _look: Look) -> io::Result<()> {
    match format {
        Format::Json => json::write(out, document),
        Format::Docx => docx::write(out, document),
    }
}
