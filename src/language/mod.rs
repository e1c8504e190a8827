//! What an editor or a board asks about a plan while somebody works on it, answered as values.
//!
//! A [`Desk`] holds the plans as they stand, unsaved texts included. Every question is a function of it, and of a byte
//! in the text of one of its files. It knows no protocol and prints nothing; files are read by the store alone, and
//! what is wrong is for the rules to say.
//!
//! | to ask | see |
//! |---|---|
//! | what stands here | [`hover()`] |
//! | what may be typed here | [`completion()`] |
//! | where is this explained, and where is it named | [`definition`], [`references`] |
//! | may it be called something else | [`rename()`], [`follow()`] |
//! | what can be done about a problem here | [`remedies()`] |
//! | what is this file made of, and where is that part of a plan | [`symbols()`], [`find`] |
//! | when is this due | [`hints()`] |
//!
//! A file that is being typed is seldom one that can be read, so every answer starts from an
//! [`Outline`](crate::store::Outline), which takes any text.

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
