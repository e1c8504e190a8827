//! Where a program keeps what belongs to the person who runs it, and to no plan.

use std::path::PathBuf;

/// The folder for what should outlive a run: by the XDG Base Directory Specification, that for state. Nothing where the
/// person has no home.
#[must_use]
pub fn own_folder() -> Option<PathBuf> {
    let state = folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local/state")));
    Some(state?.join("vawg"))
}

/// A folder that the environment names; what begins at the working folder does not count.
fn folder(name: &str) -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "where the person keeps things is theirs to say")]
    let folder = std::env::var_os(name).map(PathBuf::from);
    folder.filter(|folder| folder.is_absolute())
}
