//! Hostile input: a corpus of attacks, and what becomes of each.
//!
//! * [`attacks`]: the texts; [`fields`]: plan files with such a text in every key; [`readers`]: outputs read back.
//! * [`outputs`]: every text in every key through every output.

mod attacks;
mod fields;
mod outputs;
mod readers;
