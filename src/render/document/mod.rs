//! Documents in every format: one file a format. Knows nothing of plans beyond the vocabulary of a [`Document`].
//!
//! A new format is a file here, a variant of [`Format`], and a line each in [`Format::endings`], [`Format::is_text`]
//! and [`write()`].

mod csv;
mod docx;
mod html;
mod json;
mod letters;
mod link;
mod markdown;
mod svg;
mod terminal;
pub(super) mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;

use crate::document::Document;
use crate::ui::Look;

/// What a document can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For a terminal, an e-mail or a pager: plain text, laid out in columns
    #[default]
    Text,
    /// For GitHub, GitLab and wikis: Markdown
    #[value(alias = "md")]
    Markdown,
    /// For Word: headings, tables whose header rows repeat, pictures
    Docx,
    /// For a browser, on a telephone as on a desk: one page with all that it needs; printed from there, a PDF
    #[value(alias = "htm")]
    Html,
    /// For other programs: one table with the rows of all tables
    Csv,
    /// For other programs: every table with its rows, values with their types
    Json,
    /// For a spreadsheet: a sheet to read, then a table a sheet, to filter and to sort
    Xlsx,
}

impl Format {
    /// The format that the ending of a file name stands for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::value_variants().iter().copied().find(|format| format.endings().contains(&ending.as_str()))
    }

    /// The endings of file names that stand for it, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Csv => &["csv"],
            Self::Docx => &["docx"],
            Self::Json => &["json"],
            Self::Xlsx => &["xlsx"],
        }
    }

    /// The usual endings of all formats, for people who have named none of them.
    #[must_use]
    pub fn all_endings() -> String {
        let endings = Self::value_variants().iter().filter_map(|format| format.endings().first());
        let mut endings: Vec<_> = endings.map(|ending| format!("`.{ending}`")).collect();
        let last = endings.pop().unwrap_or_default();
        if endings.is_empty() { last } else { format!("{} or {last}", endings.join(", ")) }
    }

    /// Whether it is made to be read on a terminal, or at least does it no harm.
    #[must_use]
    pub const fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Html | Self::Csv | Self::Json => true,
            Self::Docx | Self::Xlsx => false,
        }
    }
}

/// Writes a document.
///
/// # Errors
///
/// The output does not take it.
pub fn write(out: &mut impl Write, document: &Document, format: Format, look: Look) -> io::Result<()> {
    match format {
        Format::Text => terminal::write(out, document, look),
        Format::Markdown => markdown::write(out, document),
        Format::Html => html::write(out, document),
        Format::Csv => csv::write(out, document),
        Format::Json => json::write(out, document),
        Format::Docx => docx::write(out, document),
        Format::Xlsx => xlsx::write(out, document),
    }
}
