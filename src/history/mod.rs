//! The plans folder at other times: what git has kept of it.
//!
//! [`Archive`] finds the repositories behind a plans folder and reads a [`Snapshot`](crate::store::Snapshot) of any
//! [`Moment`]. Reads everything of a question in one go, never file by file, and writes nothing.

mod archive;
mod error;
mod snapshot;

pub use archive::{Archive, Moment};
pub use error::HistoryError;
