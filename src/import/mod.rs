//! In from Word, Excel, CSV and pasted text: what a document holds, and the plan that is in it.
//!
//! ```text
//! bytes ──a reader──▶ Story ──draft──▶ a plan, and a ledger of where every piece of the story went
//! ```
//!
//! | to know | read |
//! |---|---|
//! | what a document holds, whatever program wrote it | [`Story`] |
//! | what the words of people stand for | [`phrase`] |
//! | what came back in a return form | [`form::Returned`] |
//!
//! Nothing is lost: every text of a story ends in the plan or in the ledger. Nothing is guessed: what is not certain
//! stays in its own words. Documents come from strangers: a reader bounds what it takes in, and runs nothing.

pub mod form;
pub mod phrase;
mod story;

pub use story::{Colour, Grid, GridCell, Line, Native, Paragraph, Piece, Row, Story};
