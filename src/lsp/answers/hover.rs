//! What is told about the place at which somebody points.

use lsp_types::{Hover, HoverContents};

use super::{Spot, note};
use crate::language;

/// What is told about a place; nothing where there is nothing to tell.
pub(in crate::lsp) fn hover(spot: &Spot<'_>) -> Option<Hover> {
    let told = language::hover(&spot.ground.desk, &spot.file, spot.byte, &spot.ground.findings)?;
    let contents = HoverContents::Markup(note::shown(&told.notes, &spot.ground.client.hovers));
    Some(Hover { contents, range: Some(spot.text.range(&told.span)) })
}
