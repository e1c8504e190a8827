//! Word documents: `.docx`, and `.docm`, `.dotx`, `.dotm`, whose macros are never looked at.
//!
//! A reader of its own, for what the plans of partnerships depend on: merged cells, automatic numbers, fills, tracked
//! changes, text boxes. What is shown is read; what is not shown (deleted text, hidden text) is said in
//! [`Story::left_out`].

mod body;
mod colour;
mod inline;
mod left;
mod numbering;
mod parts;
mod style;
mod table;

#[cfg(test)]
mod tests;

use super::{Kind, ReadError, Story};
use body::Reader;
use parts::Parts;

/// The most cells that are read.
const MOST_CELLS: usize = 2_000_000;

/// What a Word document holds.
///
/// The notes, comments, page headers and page footers come after the text.
///
/// # Errors
///
/// When it is no Word document, is damaged, is too large, or holds no text.
pub fn read(bytes: &[u8]) -> Result<Story, ReadError> {
    match Kind::of(bytes) {
        Kind::Word | Kind::Zip => {}
        kind => return Err(ReadError::Kind { kind }),
    }
    let parts = Parts::read(bytes)?;
    if parts.document.root().descendants().filter(|element| element.is_word("tc")).count() > MOST_CELLS {
        return Err(ReadError::too_large("more than two million cells"));
    }
    let story = Reader::new(&parts).read();
    if story.pieces.is_empty() { Err(ReadError::Empty) } else { Ok(story) }
}
