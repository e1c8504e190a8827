//! Three versions of a file as git merges them, line by line.

use std::ffi::OsStr;
use std::path::Path;

use super::{GitError, failed, run};

/// What git made of three versions of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergedLines {
    Clean(Vec<u8>),
    /// With conflict markers around what differs.
    Conflict(Vec<u8>),
}

/// Merges files by their lines: theirs into ours, both of which came from the base. No file is written.
///
/// # Errors
///
/// git cannot be run, or not read the files, or they are no texts.
pub fn merge_lines(
    here: &Path,
    base: &Path,
    ours: &Path,
    theirs: &Path,
    marker_size: usize,
) -> Result<MergedLines, GitError> {
    let size = format!("--marker-size={marker_size}");
    let options = ["merge-file", "-p", &size, "-L", "ours", "-L", "base", "-L", "theirs", "--"];
    let arguments: Vec<&OsStr> =
        options.iter().map(OsStr::new).chain([ours, base, theirs].map(Path::as_os_str)).collect();
    let output = run(here, &arguments, &[])?;
    match output.status.code() {
        Some(0) => Ok(MergedLines::Clean(output.stdout)),
        // The number of conflicts; more than 127 are errors.
        Some(1..=127) => Ok(MergedLines::Conflict(output.stdout)),
        Some(_) | None => Err(failed("merge-file", &output)),
    }
}
