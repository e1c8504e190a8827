//! Three versions of a plan file as one: the common one, ours and theirs.
//!
//! git merges lines, and two people who each add an update to one action change the same lines. Here keys are merged
//! with keys and entries of lists with entries of lists. Nothing may be lost: the result is read again and compared
//! with what it should say, comments included, and where that fails both versions stand between conflict markers.
//!
//! | what | where |
//! |---|---|
//! | a text as pieces | [`document`], taken apart by [`split`](mod@split) |
//! | which piece of one version is which of another | [`pairing`] |
//! | the pieces of three versions as one | [`three`], with [`lists`], [`leads`] and [`ends`] |
//! | the merged pieces as a text | [`marked`] |

mod document;
mod ends;
mod leads;
mod lists;
mod marked;
mod pairing;
#[cfg(test)]
mod properties;
mod split;
#[cfg(test)]
mod tests;
mod three;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::layout::is_plan_file;
use super::temporary;
use super::toml;
use super::write::{self, WriteError};
use document::Side;
use split::split;

/// What a person types once so that git merges plan files with vawg. The driver is never set up by a file of the
/// repository, since git would then run whatever the repository names.
pub const SET_UP: [&str; 2] = [
    "git config --global merge.vawg.name \"plan files, key by key\"",
    "git config --global merge.vawg.driver \"vawg merge-driver %O %A %B %P -L %L\"",
];

/// The files that git hands to a merge driver.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    pub base: &'a Path,
    /// The result takes its place.
    pub ours: &'a Path,
    pub theirs: &'a Path,
    /// What the file is called in the repository.
    pub name: &'a Path,
}

/// Merges files as [`merge`] does, those that are no plan files by their lines alone.
///
/// # Errors
///
/// A file cannot be read, or the result not written; ours is then as it was.
pub fn files(files: Files<'_>, by_lines: Merged, marker_size: usize) -> Result<Ending, WriteError> {
    let read = |path: &Path| fs::read(path).map_err(|reason| WriteError::Io { path: path.to_owned(), reason });
    let [base, ours, theirs] = [read(files.base)?, read(files.ours)?, read(files.theirs)?];
    let merged = if files.name.file_name().and_then(OsStr::to_str).is_some_and(is_plan_file) {
        merge(Versions { base: &base, ours: &ours, theirs: &theirs }, by_lines, marker_size)
    } else {
        by_lines
    };
    if merged.bytes != ours {
        temporary::sweep(write::folder_of(files.ours));
        write::replace(files.ours, &merged.bytes)?;
    }
    Ok(merged.ending)
}

/// The bytes of three versions of a file.
#[derive(Debug, Clone, Copy)]
pub struct Versions<'a> {
    /// What both sides started from; empty where each of them added the file.
    pub base: &'a [u8],
    pub ours: &'a [u8],
    pub theirs: &'a [u8],
}

/// The versions as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub bytes: Vec<u8>,
    pub ending: Ending,
}

/// How a merge ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The file says what both sides wanted.
    Clean,
    /// The file holds both versions of something, between conflict markers.
    Conflict,
}

/// Merges a plan file by its keys, where its versions are TOML in the forms of plan files.
///
/// `by_lines` is what git makes of the lines. It is taken where it says the same, since it keeps the layout of both
/// sides, and where there is nothing to merge by keys.
#[must_use]
pub fn merge(versions: Versions<'_>, by_lines: Merged, marker_size: usize) -> Merged {
    let Versions { base, ours, theirs } = versions;
    let clean = |bytes: &[u8]| Merged { bytes: bytes.to_vec(), ending: Ending::Clean };
    if theirs == base || theirs == ours {
        return clean(ours);
    }
    if ours == base {
        return clean(theirs);
    }
    let Some(texts) = Texts::of(versions) else { return by_lines };
    match by_keys(&texts, marker_size) {
        Some(by_keys) if by_keys.ending == Ending::Clean && says_as_much(&texts, &by_lines, &by_keys) => by_lines,
        Some(by_keys) => by_keys,
        None => texts.checked(by_lines, marker_size),
    }
}

/// The merge by keys; nothing where the forms of the texts do not allow it or the result would not say what it should.
fn by_keys(texts: &Texts, marker_size: usize) -> Option<Merged> {
    let [base, ours, theirs] = [&texts.base, &texts.ours, &texts.theirs].map(|text| split(text));
    let merged = three::merge(&base?, &ours?, &theirs?).ok()?;
    let sides = [Side::Ours, Side::Theirs];
    let written = sides.map(|side| marked::text(&merged, side));
    let is_right = |(side, text): (Side, &String)| document::value_of(text) == Some(merged.value(side));
    if !sides.into_iter().zip(&written).all(is_right) || !texts.comments_are_in(&written) {
        return None;
    }
    let (text, ending) = if merged.has_clash() {
        (marked::with_markers(&merged, marker_size), Ending::Conflict)
    } else {
        (marked::text(&merged, Side::Ours), Ending::Clean)
    };
    Some(Merged { bytes: texts.written(text), ending })
}

/// Whether the merge by lines says the same as that by keys, and has everybody's comments.
fn says_as_much(texts: &Texts, by_lines: &Merged, by_keys: &Merged) -> bool {
    let text = |merged: &Merged| Texts::plain(&merged.bytes);
    let (Some(lines), Some(keys)) = (text(by_lines), text(by_keys)) else { return false };
    let value = document::value_of(&lines);
    by_lines.ending == Ending::Clean
        && value.is_some()
        && value == document::value_of(&keys)
        && texts.comments_are_in(&[lines])
}

/// The versions as texts whose lines all end in `\n`, without a byte order mark.
struct Texts {
    base: String,
    ours: String,
    theirs: String,
    /// How the lines of the result end; like the rest below, as the side has it that changed it.
    line_end: &'static str,
    has_mark: bool,
    has_last_end: bool,
}

const MARK: &str = "\u{feff}";

impl Texts {
    /// Nothing where a version is no text.
    fn of(versions: Versions<'_>) -> Option<Self> {
        let Versions { base, ours, theirs } = versions;
        let choose = |is_so: fn(&[u8]) -> bool| match (is_so(base), is_so(ours), is_so(theirs)) {
            (base, ours, theirs) if ours == base => theirs,
            (_, ours, _) => ours,
        };
        Some(Self {
            base: Self::plain(base)?,
            ours: Self::plain(ours)?,
            theirs: Self::plain(theirs)?,
            line_end: if choose(ends_as_on_windows) { "\r\n" } else { "\n" },
            has_mark: choose(|bytes| bytes.starts_with(MARK.as_bytes())),
            has_last_end: choose(|bytes| bytes.is_empty() || bytes.ends_with(b"\n")),
        })
    }

    /// A text that is no TOML does not become TOML by it.
    fn plain(bytes: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?;
        if text.contains("\r\r\n") || text.ends_with('\r') || text.starts_with("\u{feff}\u{feff}") {
            return Some(text.to_owned());
        }
        let mut text = text.strip_prefix(MARK).unwrap_or(text).replace("\r\n", "\n");
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        Some(text)
    }

    /// A merged text as the bytes of the file.
    fn written(&self, mut text: String) -> Vec<u8> {
        if !self.has_last_end && !text.trim_end_matches('\n').ends_with(" theirs") {
            text.truncate(text.trim_end_matches('\n').len());
        }
        let text = if self.line_end == "\n" { text } else { text.replace('\n', self.line_end) };
        format!("{}{text}", if self.has_mark { MARK } else { "" }).into_bytes()
    }

    /// Whether every comment is in one of the merged texts that a side added or both sides kept.
    fn comments_are_in(&self, merged: &[String]) -> bool {
        let merged: Vec<_> = merged.iter().flat_map(|text| toml::comments(text)).collect();
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|text| toml::comments(text));
        let is_due = |comment: &&&str| match (base.contains(comment), ours.contains(comment), theirs.contains(comment))
        {
            (true, ours, theirs) => ours && theirs,
            (false, _, _) => true,
        };
        ours.iter().chain(&theirs).filter(is_due).all(|comment| merged.iter().any(|kept| kept.contains(comment)))
    }

    /// The merge by lines, unless it breaks what all versions kept: then both versions whole.
    fn checked(&self, by_lines: Merged, marker_size: usize) -> Merged {
        let is_toml = |text: &String| document::value_of(text).is_some();
        let is_broken = || Self::plain(&by_lines.bytes).is_none_or(|text| !is_toml(&text));
        if by_lines.ending == Ending::Clean && is_toml(&self.ours) && is_toml(&self.theirs) && is_broken() {
            let text = marked::between(&self.ours, &self.theirs, marker_size);
            return Merged { bytes: self.written(text), ending: Ending::Conflict };
        }
        by_lines
    }
}

/// Whether the first line ends as lines do on Windows.
fn ends_as_on_windows(bytes: &[u8]) -> bool {
    bytes.split_inclusive(|byte| *byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r\n"))
}
