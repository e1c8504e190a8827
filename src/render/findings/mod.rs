//! Problems as people and programs read them: one file a format.

mod excerpt;
pub mod human;
pub mod json;
pub mod short;

use std::io;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Finding};

/// How many files are looked at before what is wrong with them is written.
const BATCH: usize = 2048;

/// How many files a thread takes at a time.
const SHARE: usize = 32;

/// Shows problems in the order of their files and of their places in them, a batch of files at a time: the texts of
/// thousands of files are never in memory together, and the first problems are out while the last are looked for.
///
/// `locate` gives the places of problems, `show` the text of one, `write` takes the texts in their order.
///
/// # Errors
///
/// What `write` says.
pub fn in_order(
    problems: &[Diagnostic],
    locate: impl Fn(&[Diagnostic]) -> Vec<Finding> + Sync,
    show: impl Fn(&Finding) -> String + Sync,
    mut write: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let files: Vec<_> = problems.chunk_by(|a, b| a.place.file == b.place.file).collect();
    for batch in files.chunks(BATCH) {
        let share = |files: &[&[Diagnostic]]| {
            let found = files.iter().flat_map(|file| in_place(locate(file)));
            found.map(|finding| show(&finding)).collect::<String>()
        };
        let shown: Vec<_> = batch.par_chunks(SHARE).map(share).collect();
        shown.iter().try_for_each(|text| write(text))?;
    }
    Ok(())
}

/// The problems of one file in the order of their places.
fn in_place(mut found: Vec<Finding>) -> Vec<Finding> {
    let place = |finding: &Finding| {
        let start = finding.site.start();
        (start.line, start.column, finding.diagnostic.severity, finding.diagnostic.rule)
    };
    found.sort_by_key(place);
    found
}
