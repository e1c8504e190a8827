//! Pictures in letters and blocks, for a terminal and for text. They say the same without colour.

mod bars;
mod course;
mod timeline;

pub(super) use bars::{Bars, key};
pub(super) use course::{course, trend};
pub(super) use timeline::timeline;

use crate::render::style::fit;

/// Short texts side by side, on as many lines as a width needs.
#[must_use]
pub(super) fn in_rows(texts: impl IntoIterator<Item = String>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if fit(&[line, "  ", &text], width) => *line = format!("{line}  {text}"),
            Some(_) | None => lines.push(text),
        }
    }
    lines
}
