//! Hostile input: a corpus of attacks, and what becomes of each.
//!
//! * `attacks`: the texts; `fields`: plan files with such a text in every key; `readers`: outputs read back
//! * `outputs`: every text in every key through every output
//! * `editor`: what editors are told of them; `shells`: what shells are; the board is told beside its code
//! * `incoming`: the texts in what comes back and in what is imported; `hosts`: in what CI says
//! * `arguments`: what is typed; `bombs`: what would take too much; `published`: what nobody meant to tell
//!
//! Files, links and folders of every kind are in `any_file`, bytes of every kind in `any_input`, and secrets in plans in
//! `report_public`.

mod arguments;
mod attacks;
mod bombs;
mod editor;
mod fields;
mod hosts;
#[cfg(unix)]
mod incoming;
mod outputs;
mod published;
mod readers;
mod shells;
