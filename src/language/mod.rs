//! What an editor or a board asks about a plan while somebody works on it, answered as values.
//!
//! A [`Desk`] holds the plans as they stand, unsaved texts included. Every question is a function of it, and of a byte
//! in the text of one of its files. It knows no protocol and prints nothing; files are read by the store alone, and
//! what is wrong is for the rules to say.

mod desk;

pub use desk::{Desk, Subject};
