//! Problems as people and programs read them: one file a format.

mod excerpt;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod short;

use std::io;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Finding, Stretch};
use crate::source::Position;

/// How many files are looked at before what is wrong with them is written.
const BATCH: usize = 2048;

/// How many files a thread takes at a time.
const SHARE: usize = 32;

/// Shows problems in the order of their files and of their places in them, a batch of files at a time: the texts of
/// thousands of files are never in memory together, and the first problems are out while the last are looked for.
///
/// `locate` gives the places of problems, `show` what is made of one, `write` takes what was made in its order: a text
/// of texts, or a list of values.
///
/// # Errors
///
/// What `write` says.
pub fn in_order<Part, Shown: FromIterator<Part> + Send>(
    problems: &[Diagnostic],
    locate: impl Fn(&[Diagnostic]) -> Vec<Finding> + Sync,
    show: impl Fn(&Finding) -> Part + Sync,
    mut write: impl FnMut(Shown) -> io::Result<()>,
) -> io::Result<()> {
    let files: Vec<_> = problems.chunk_by(|a, b| a.place.file == b.place.file).collect();
    for batch in files.chunks(BATCH) {
        let share = |files: &[&[Diagnostic]]| {
            let found = files.iter().flat_map(|file| in_place(locate(file)));
            found.map(|finding| show(&finding)).collect::<Shown>()
        };
        let shown: Vec<_> = batch.par_chunks(SHARE).map(share).collect();
        shown.into_iter().try_for_each(&mut write)?;
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

/// The last character of a part of a text, for formats that count it in; what is empty ends where it starts.
fn last(stretch: &Stretch) -> Position {
    let Stretch { start, end, .. } = *stretch;
    if end == start || end.column == 1 { end } else { Position { column: end.column - 1, ..end } }
}
