//! Return forms, to be filled in: one file a format. What comes back is read by `import::form`.

mod docx;
mod text;
mod xlsx;

use std::io;
use std::path::Path;

use clap::ValueEnum;

use crate::document::form::Form;

/// What a form can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For any spreadsheet: a row an action, with lists to choose from
    Xlsx,
    /// For Word: a table an action
    Docx,
    /// For an e-mail: a few lines an action, to answer in
    #[value(alias = "txt")]
    Text,
}

impl Format {
    /// The format that the ending of a file name stands for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::value_variants().iter().copied().find(|format| format.ending() == ending)
    }

    /// The ending of the names of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Text => "txt",
        }
    }

    /// Whether it is made to be read on a terminal.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            Self::Text => true,
            Self::Xlsx | Self::Docx => false,
        }
    }
}

/// A form as the bytes of a file; the same form gives the same bytes.
///
/// # Errors
///
/// It has no room in the format.
pub fn bytes(form: &Form, format: Format) -> io::Result<Vec<u8>> {
    match format {
        Format::Xlsx => xlsx::bytes(form).map_err(io::Error::other),
        Format::Docx => docx::bytes(form),
        Format::Text => Ok(text::of(form).into_bytes()),
    }
}
