//! What is shown between the letters of a file.

use lsp_types::{InlayHint, InlayHintLabel, Range};

use super::Ground;
use crate::language;
use crate::render::style::one_line;

/// The hints in a range of a file.
pub(in crate::lsp) fn hints(ground: &Ground<'_>, file: &str, range: Range) -> Option<Vec<InlayHint>> {
    let text = ground.text(file)?;
    let hints = language::hints(&ground.desk, file, &text.span(range));
    let hint = |hint: language::Hint| InlayHint {
        position: text.position(hint.at),
        label: InlayHintLabel::String(one_line(&hint.text)),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Some(hints.into_iter().map(hint).collect())
}
