//! What is wrong with files and folders by their names, their kinds and their places, in words.

use super::layout::{FileKind, FolderKind, PLAN_FILE, is_plan_file};
use super::origin::Listed;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::model::{Reference, acts_in_a_line, refused_character};
use crate::source::Place;

/// How deep objectives may nest.
pub(super) const DEEPEST: usize = 24;

/// Something that has no place where it is.
pub(super) fn misplaced(place: &Place, message: impl Into<String>, help: &'static str) -> Diagnostic {
    Diagnostic::error(RuleName::STRAY_FILE, place.clone(), message).help(help)
}

/// A link that leads out of its plan.
pub(super) fn outside(place: &Place) -> Diagnostic {
    Diagnostic::error(RuleName::OUTSIDE_PLAN, place.clone(), "a link that leads out of the plan, which is not followed")
        .help("put the file itself here, or delete the link")
}

/// A name that cannot be shown as it stands; what bears it is not read.
pub(super) fn bad_name(place: &Place, entry: &Listed) -> Option<Diagnostic> {
    if !entry.is_utf8 {
        return Some(misplaced(place, "the name is not UTF-8", "rename it"));
    }
    // Nearly every name is plain, which is quicker to tell.
    if entry.name.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let bad = entry.name.chars().find(|&c| acts_in_a_line(c))?;
    let message = format!("the name holds {}", refused_character(bad));
    Some(Diagnostic::error(RuleName::CONTROL_CHARACTER, place.clone(), message).help("rename it"))
}

/// Why a folder with such a name, in this depth, is not read.
pub(super) fn refused_folder(place: &Place, entry: &Listed, depth: usize) -> Option<Diagnostic> {
    let (message, help) = if is_plan_file(&entry.name) {
        ("a folder with the name of a plan file".to_owned(), "rename the folder, or delete it")
    } else if depth >= DEEPEST {
        (format!("objectives nest at most {DEEPEST} deep"), "move the folder further up")
    } else {
        return None;
    };
    Some(misplaced(place, message, help))
}

/// A name that is no reference, with the nearest that is.
pub(super) fn invalid_name(place: &Place, what: &str, why: &str) -> Diagnostic {
    let name = place.file.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    let help = match usable(stem) {
        Some(better) => format!("rename it, for instance to `{better}{}`", name.strip_prefix(stem).unwrap_or_default()),
        None => "rename it, for instance to `3.1.1`".to_owned(),
    };
    let message = format!("`{stem}` cannot be the name of {what}: {why}");
    Diagnostic::error(RuleName::INVALID_REFERENCE, place.clone(), message).help(help)
}

/// The nearest name that can be a reference.
fn usable(name: &str) -> Option<String> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let parts = name.split(|c: char| !is_allowed(c)).filter(|part| !part.is_empty());
    let joined = parts.collect::<Vec<_>>().join("-");
    let trimmed = joined.trim_matches(['.', '-', '_']);
    Reference::new(trimmed).ok().map(|reference| reference.to_string())
}

/// A file that means nothing where it is.
pub(super) fn stray(place: &Place, kind: FileKind, folder: FolderKind) -> Diagnostic {
    let name = place.file.rsplit('/').next().unwrap_or_default();
    let (message, help) = match kind {
        FileKind::Misplaced => (
            format!("`{name}` means nothing in the folder of {} {}", article(folder), folder.word()),
            match name {
                PLAN_FILE | "parties.toml" | "baseline.toml" | "contacts.toml" => {
                    "move it to the top folder of the plan"
                }
                _ => "a theme is a folder directly in the plan; an objective is a folder in a theme or an objective",
            },
        ),
        FileKind::Lookalike => (
            format!("`{name}` looks like a plan file but is not read as one"),
            "rename it to end in `.toml`, or delete it",
        ),
        _ => (format!("`{name}` is no file of a plan"), "delete it, or move it out of the plan"),
    };
    misplaced(place, message, help)
}

/// The article of the word for a folder.
pub(super) const fn article(folder: FolderKind) -> &'static str {
    match folder {
        FolderKind::Objective => "an",
        FolderKind::Plan | FolderKind::Theme => "a",
    }
}
