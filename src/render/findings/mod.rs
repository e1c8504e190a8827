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
    locate: impl Fn(Vec<Diagnostic>) -> Vec<Finding> + Sync,
    show: impl Fn(&Finding) -> Part + Sync,
    mut write: impl FnMut(Shown) -> io::Result<()>,
) -> io::Result<()> {
    let files: Vec<_> = problems.chunk_by(|a, b| a.place.file == b.place.file).collect();
    files.chunks(BATCH).try_for_each(|batch| shown(batch.concat(), &locate, &show).into_iter().try_for_each(&mut write))
}

/// What is made of problems, in the same order, a share of them at a time.
pub fn shown<Part, Shown: FromIterator<Part> + Send>(
    problems: Vec<Diagnostic>,
    locate: impl Fn(Vec<Diagnostic>) -> Vec<Finding> + Sync,
    show: impl Fn(&Finding) -> Part + Sync,
) -> Vec<Shown> {
    let share = |share: Vec<Diagnostic>| {
        let mut found = locate(share);
        found.chunk_by_mut(|a, b| a.diagnostic.place.file == b.diagnostic.place.file).for_each(in_place);
        found.iter().map(&show).collect()
    };
    shares(problems).into_par_iter().map(share).collect()
}

/// The problems of so many files as a thread takes at a time.
fn shares(problems: Vec<Diagnostic>) -> Vec<Vec<Diagnostic>> {
    let (mut shares, mut share, mut files) = (Vec::new(), Vec::<Diagnostic>::new(), 0usize);
    for problem in problems {
        if share.last().is_none_or(|last| last.place.file != problem.place.file) {
            if files == SHARE {
                shares.push(std::mem::take(&mut share));
                files = 0;
            }
            files = files.saturating_add(1);
        }
        share.push(problem);
    }
    shares.push(share);
    shares
}

/// Puts the problems of one file in the order of their places.
fn in_place(found: &mut [Finding]) {
    let place = |finding: &Finding| {
        let start = finding.site.start();
        (start.line, start.column, finding.diagnostic.severity, finding.diagnostic.rule)
    };
    found.sort_by_key(place);
}

/// The last character of a part of a text, for formats that count it in; what is empty ends where it starts.
fn last(stretch: &Stretch) -> Position {
    let Stretch { start, end, .. } = *stretch;
    if end == start || end.column == 1 { end } else { Position { column: end.column.saturating_sub(1), ..end } }
}
