//! A document as a Word file: headings, a list of contents, tables with header rows that repeat, pictures.
//!
//! Written part by part, since the parts are few and the crates for it fix none of what matters here: styles for
//! headings, header rows, the way that pages lie, alternative texts, and the same bytes for the same document.

mod body;
mod columns;
mod contents;
mod package;
mod page;
mod picture;
mod table;
mod text;
mod xml;

use std::io::{self, Write};

use crate::document::Document;

/// Writes a document as a file for Word.
pub(super) fn write(out: &mut impl Write, document: &Document) -> io::Result<()> {
    package::write(out, document, body::of(document))
}

#[cfg(test)]
mod tests;
