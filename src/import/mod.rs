//! In from Word, Excel, CSV and pasted text: what a document holds, and the plan that is in it.
//!
//! ```text
//! bytes ──a reader──▶ Story ──draft──▶ a plan, and a ledger of where every piece of the story went
//! ```
//!
//! | to know | read |
//! |---|---|
//! | what a document holds, whatever program wrote it | [`Story`] |
//! | what kind of file some bytes are | [`Kind`] |
//! | what came back in a return form | [`form::Returned`] |
//! | how a document of any kind becomes a story | [`read`](fn@read) |
//! | how a Word document becomes a story | [`docx`] |
//! | how a workbook becomes a story | [`xlsx`] |
//! | how CSV becomes a story | [`csv`] |
//! | how pasted text becomes a story | [`text`] |
//! | what the pieces of a story are | [`layout`] |
//! | the plan that is in a story | [`draft()`] |
//! | where every piece of it went | [`ledger`] |
//! | what the words of people stand for | [`phrase`] |
//!
//! Nothing is lost: every text of a story ends in the plan or in the ledger. Nothing is guessed: what is not certain
//! stays in its own words. Documents come from strangers: a reader bounds what it takes in, and runs nothing.

pub mod again;
pub mod audit;
pub mod csv;
pub mod docx;
pub mod draft;
mod encoding;
mod error;
#[cfg(test)]
pub(crate) mod example;
pub mod form;
pub mod fresh;
pub mod header;
mod kind;
pub mod layout;
pub mod ledger;
mod line;
mod package;
pub mod phrase;
mod piece;
mod reader;
pub mod report;
mod story;
pub mod text;
pub mod xlsx;
mod xml;

pub use draft::{Draft, Wish, draft};
pub use encoding::decode;
pub use error::ReadError;
pub use kind::Kind;
pub use layout::Hints;
pub use reader::read;
pub use story::{Colour, Grid, GridCell, Line, Native, Paragraph, Piece, Row, Story};
