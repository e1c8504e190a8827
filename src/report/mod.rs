//! Questions about plans, answered as data: pure functions from judged actions to plain values.
//!
//! What people read is a [`Document`](crate::document::Document), made from a [`basis::Basis`]; what the terminal shows
//! and programs take is a value of its own.
//!
//! | question | answer |
//! |---|---|
//! | how does the plan stand? | [`status`], [`overdue`], [`tree`], [`page`], [`flags`], [`deadline`] |
//! | what was changed, and when? | [`log`], [`diff`] |
//! | what does a meeting need? | [`exceptions`], [`progress`], [`annual`], [`agenda`] |
//! | what may everybody read? | [`public`] |
//! | does it work, and is it paid for? | [`measures`], [`funding`] |
//! | what do other programs take? | [`records`], [`recommendations`] |
//!
//! Parts that several of them share: [`split`] (red, amber and green by theme and over time), [`happened`] (in a stretch
//! of time), [`since`] (which stretch), [`risks`], [`gaps`], and [`cells`], [`words`] and [`unread`] for saying it alike.

#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable
    )
)]

pub mod agenda;
pub mod annual;
pub mod basis;
pub mod cells;
pub mod chase;
pub mod deadline;
pub mod diff;
pub mod exceptions;
pub mod flags;
pub mod form;
pub mod funding;
pub mod gaps;
pub mod happened;
pub mod leads;
pub mod log;
pub mod measures;
pub mod overdue;
pub mod page;
pub mod progress;
pub mod public;
pub mod recommendations;
pub mod records;
pub mod returns;
pub mod risks;
pub mod since;
pub mod split;
pub mod status;
pub mod tree;
pub mod unread;
pub mod words;

#[cfg(test)]
mod example;
