//! Adding entries to the baseline of a plan.

use std::io;
use std::path::{Path, PathBuf};

use super::error::plain;
use super::{ChangeError, FileChange, Lock, Root, changes, new_text};
use super::{file, toml};
use crate::model::{Known, KnownFile};
use crate::source::Place;

/// Why a baseline was not written. It is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    #[error("{} has problems of its own, which have to be put right first", .0.display())]
    Broken(PathBuf),
    #[error("cannot read {}: {}", path.display(), plain(reason))]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{}: nothing can be added at its end; write each entry under `[[known]]`", .0.display())]
    NotAtItsEnd(PathBuf),
    #[error(transparent)]
    Change(#[from] ChangeError),
}

/// Adds entries at the end of the `baseline.toml` of a plan, under the lock of its plans folder, and gives its path; all
/// that stood there stays.
///
/// # Errors
///
/// The file as it stands cannot be read without a problem, or it cannot be written.
pub fn accept(root: &Root, lock: &Lock, plan: &str, entries: &[Known]) -> Result<String, AcceptError> {
    let change = accepted(root, plan, entries)?;
    changes::make(lock, [&change])?;
    Ok(root.shown(&change.file))
}

/// The `baseline.toml` of a plan with entries at its end, which nobody has written yet.
///
/// # Errors
///
/// The file as it stands cannot be read without a problem.
pub fn accepted(root: &Root, plan: &str, entries: &[Known]) -> Result<FileChange, AcceptError> {
    let file = format!("{plan}/baseline.toml");
    let shown = PathBuf::from(root.shown(&file));
    let before = match root.bytes(&file) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(reason) => return Err(AcceptError::Unreadable { path: shown, reason }),
    };
    let after = with_entries(before.as_deref().unwrap_or_default(), &shown, entries)?;
    Ok(FileChange { file, before, after: Some(after.into_bytes()) })
}

/// The text of a baseline with entries added at its end, read again to see that it says what it did and they do.
fn with_entries(old: &[u8], shown: &Path, entries: &[Known]) -> Result<String, AcceptError> {
    let text = std::str::from_utf8(old).map_err(|_| AcceptError::Broken(shown.to_owned()))?;
    let mut known = known(text).ok_or_else(|| AcceptError::Broken(shown.to_owned()))?;
    let line_end = toml::line_end(text);
    let added = new_text(&KnownFile { known: entries.to_owned() }).replace('\n', line_end);
    let changed = format!("{text}{}{added}", gap(text, line_end));
    known.known.extend_from_slice(entries);
    if self::known(&changed).as_ref() == Some(&known) {
        Ok(changed)
    } else {
        Err(AcceptError::NotAtItsEnd(shown.to_owned()))
    }
}

/// What a text says, where nothing is wrong with it.
fn known(text: &str) -> Option<KnownFile> {
    let read = file::from_held(text.as_bytes(), &Place::file("baseline.toml", None));
    read.value.filter(|_| read.problems.is_empty())
}

/// What makes one blank line between a text and what follows it.
fn gap(text: &str, line_end: &str) -> String {
    let written = text.trim_start_matches('\u{feff}');
    let ends = written.bytes().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|&byte| byte == b'\n');
    match (written.is_empty(), ends.count()) {
        (true, _) | (false, 2..) => String::new(),
        (false, 1) => line_end.to_owned(),
        (false, 0) => line_end.repeat(2),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{AcceptError, with_entries};
    use crate::model::Known;

    fn added(old: &str) -> Result<String, AcceptError> {
        let entry = |reference: &str| Known {
            rule: "missing-lead".to_owned(),
            reference: Some(reference.to_owned()),
            reason: Some("Accepted on 2026-06-30; say why.".to_owned()),
            until: None,
        };
        with_entries(old.as_bytes(), Path::new("baseline.toml"), &[entry("3.1"), entry("a \"theme\"")])
    }

    const NEW: &str = "\
[[known]]
rule = \"missing-lead\"
ref = \"3.1\"
reason = \"Accepted on 2026-06-30; say why.\"

[[known]]
rule = \"missing-lead\"
ref = 'a \"theme\"'
reason = \"Accepted on 2026-06-30; say why.\"
";

    #[test]
    fn entries_go_to_the_end_and_what_was_there_stays() {
        let old = "# Known.\n\n[[known]]\nrule = 'missing-lead'  # blank\nref = \"1.1\"\n";
        for (before, between) in [
            ("", ""),
            ("# Only words.\n", "\n"),
            ("\u{feff}", ""),
            (old, "\n"),
            (&format!("{old}\n"), ""),
            (old.trim_end(), "\n\n"),
            (&format!("{old}# The end.\n"), "\n"),
        ] {
            assert_eq!(added(before).expect("it can be added to"), format!("{before}{between}{NEW}"), "{before:?}");
        }
    }

    #[test]
    fn the_ends_of_lines_stay_as_they_are() {
        let old = "[[known]]\r\nrule = \"missing-lead\"\r\n";
        let new = NEW.replace('\n', "\r\n");
        assert_eq!(added(old).expect("it can be added to"), format!("{old}\r\n{new}"));
    }

    #[test]
    fn what_cannot_be_read_is_not_written() {
        for old in ["[[known]\n", "[[known]]\nrul = \"missing-lead\"\n", "[[known]]\nref = \"1.1\"\n"] {
            assert!(matches!(added(old), Err(AcceptError::Broken(_))), "{old}");
        }
        assert!(matches!(added("known = [{ rule = \"missing-lead\" }]\n"), Err(AcceptError::NotAtItsEnd(_))));
    }
}
