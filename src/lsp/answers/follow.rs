//! What has to follow when somebody gives a file another name in the editor's list of files.

use lsp_types::WorkspaceEdit;

use super::{Ground, edits};
use crate::language;

/// The edits of what names a file or folder that gets another path; nothing where there are none, or the name cannot
/// be taken, which is then shown as a problem.
pub(in crate::lsp) fn follow(ground: &Ground<'_>, from: &str, to: &str) -> Option<WorkspaceEdit> {
    let renamed = language::follow(&ground.desk, from, to).ok()?;
    if renamed.edits.is_empty() { None } else { edits::of_files(ground, &renamed.edits) }
}
