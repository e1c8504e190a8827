//! Another name for what stands at a place.

use lsp_types::{PrepareRenameResponse, WorkspaceEdit};

use super::{Spot, edits};
use crate::language::{self, Renamed};

/// What would get another name; nothing where there is nothing that can.
pub(in crate::lsp) fn renamable(spot: &Spot<'_>) -> Option<PrepareRenameResponse> {
    let found = language::renamable(&spot.ground.desk, &spot.file, spot.byte)?;
    let range = spot.text.range(&found.span);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.name })
}

/// Everything that another name changes.
///
/// # Errors
///
/// Why the name cannot be taken, and what to do about it.
pub(in crate::lsp) fn rename(spot: &Spot<'_>, new: &str) -> Result<WorkspaceEdit, String> {
    let renamed = language::rename(&spot.ground.desk, &spot.file, spot.byte, new).map_err(|why| why.to_string())?;
    let Renamed { edits, moved } = &renamed;
    let change = match moved {
        None => edits::of_files(&spot.ground, edits),
        Some(_) if !spot.ground.client.renames_files => {
            let old = language::renamable(&spot.ground.desk, &spot.file, spot.byte).map(|found| found.name);
            let old = old.unwrap_or_default();
            return Err(format!("this editor cannot rename files\nhelp: `vawg move {old} {new}` does, in a terminal"));
        }
        Some((from, to)) => edits::with_move(&spot.ground, edits, from, to),
    };
    change.ok_or_else(|| "a file that names it cannot be read any more, so nothing is renamed".to_owned())
}
