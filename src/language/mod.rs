//! What an editor or a board asks about a plan while somebody works on it, answered as values.
//!
//! A [`Desk`] holds the plans as they stand, unsaved texts included. Every question is a function of it, and of a byte
//! in the text of one of its files. It knows no protocol and prints nothing; files are read by the store alone, and
//! what is wrong is for the rules to say.

mod about;
#[cfg(test)]
mod any_place;
mod asked;
mod completion;
mod desk;
#[cfg(test)]
mod example;
mod follow;
mod hints;
mod hover;
mod mentions;
mod note;
mod remedies;
mod rename;
mod symbols;

pub use completion::{Offer, OfferKind, Offers, Piece, completion};
pub use desk::{Desk, Subject};
pub use follow::follow;
pub use hints::{Hint, hints};
pub use hover::{Hover, hover, rule};
pub use mentions::{OwnPlace, Passage, definition, references};
pub use note::Note;
pub use remedies::{Remedy, RemedyKind, remedies};
pub use rename::{Refused, Renamable, Renamed, renamable, rename};
pub use symbols::{Found, Symbol, SymbolKind, find, symbols};
