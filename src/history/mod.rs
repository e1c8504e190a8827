//! The plans folder at other times: what git has kept of it.
//!
//! [`Archive`] finds the repositories behind a plans folder and reads a [`Snapshot`](crate::store::Snapshot) of any
//! [`Moment`]; [`Trail`] is what every commit altered, in the plan's own words, as far as a [`Question`] asks for it.
//! Reads everything of a question in one go, never file by file, and writes nothing.

mod archive;
mod error;
mod merges;
mod question;
mod since;
mod snapshot;
mod standing;
mod steps;
mod then;
mod trail;

pub use archive::{Archive, Moment};
pub use error::HistoryError;
pub use question::Question;
pub use since::Since;
pub use standing::StandsAt;
pub use then::Then;
pub use trail::Trail;
