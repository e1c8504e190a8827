//! The language server, from outside: an editor that speaks to the program over pipes, as real ones do.
//!
//! A test opens, changes and closes files as somebody would, and asserts what the editor would show. Nothing waits for
//! a time: where an answer is due it is waited for, and where none is due the next answer must be another.

mod answers;
mod editor;
mod folder;
mod hostile;
mod problems;
