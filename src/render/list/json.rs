//! A list as JSON, by the contract: one value, or an action a line.

use std::io::{self, Write};

use crate::model::Date;
use crate::query::Judged;
use crate::render::json::{self, ActionJson};

/// Writes what comes before the actions of the one value.
pub(super) fn start(out: &mut impl Write, as_of: Date) -> io::Result<()> {
    json::begin(out, as_of)?;
    out.write_all(br#","actions":["#)
}

/// Actions as entries of the one value, each after a comma and on a line of its own.
pub(super) fn entries(judged: &[Judged<'_>], shown: impl Fn(&str) -> String) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    for judged in judged {
        text.extend_from_slice(b",\n");
        json::append(&mut text, &ActionJson::of(judged, &shown))?;
    }
    Ok(text)
}

/// Actions as values, a line each.
pub(super) fn lines(judged: &[Judged<'_>], shown: impl Fn(&str) -> String) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    judged.iter().try_for_each(|judged| json::write(&mut text, &ActionJson::of(judged, &shown)))?;
    Ok(text)
}
