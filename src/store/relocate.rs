//! Files and folders in another place: which files that moves, and what the plans would then say.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::Arc;

use super::changes::{ChangeError, FileChange};
use super::{Root, Snapshot, StoreError, Stored, files};

/// The changes that put a file, or a folder with everything in it, in another place, by their paths from the plans
/// folder, together with other changes of files. What is new comes first and what goes comes last, so that nothing is
/// ever lost.
///
/// # Errors
///
/// Something cannot be read, or is a link, which would lead elsewhere from another place.
pub fn relocated(root: &Root, from: &str, to: &str, edits: Vec<FileChange>) -> Result<Vec<FileChange>, ChangeError> {
    let mut edits: BTreeMap<_, _> = edits.into_iter().map(|edit| (edit.file.clone(), edit)).collect();
    let (mut created, mut removed) = (Vec::new(), Vec::new());
    let found = if from == to { Vec::new() } else { files_in(root, from)? };
    for file in found {
        let rest = file.strip_prefix(from).unwrap_or_default();
        let path = root.folder().join(&file);
        let before = root.bytes(&file).map_err(|reason| ChangeError::Unreadable { path, reason })?;
        let after = edits.remove(&file).and_then(|edit| edit.after).unwrap_or_else(|| before.clone());
        created.push(FileChange { file: format!("{to}{rest}"), before: None, after: Some(after) });
        removed.push(FileChange { file, before: Some(before), after: None });
    }
    Ok(created.into_iter().chain(edits.into_values()).chain(removed).collect())
}

/// The same plans folder as it would be after changes, with its plan files alone.
///
/// # Errors
///
/// A folder cannot be listed.
pub fn as_changed<'c>(root: &Root, changes: impl IntoIterator<Item = &'c FileChange>) -> Result<Root, StoreError> {
    let held = |file: String| root.bytes_now(&file).map(|bytes| (file, bytes));
    let mut held: BTreeMap<_, _> = files::plan_files(root)?.into_iter().filter_map(held).collect();
    for change in changes {
        match &change.after {
            Some(bytes) => _ = held.insert(change.file.clone(), bytes.clone()),
            None => _ = held.remove(&change.file),
        }
    }
    let stored = held.into_iter().map(|(file, bytes)| (file, Stored::File(bytes)));
    Ok(root.clone().at(Arc::new(Snapshot::new(stored))))
}

/// Every file at a path or below it, hidden ones too.
fn files_in(root: &Root, path: &str) -> Result<Vec<String>, ChangeError> {
    let whole = root.folder().join(path);
    let unreadable = |reason| ChangeError::Unreadable { path: whole.clone(), reason };
    let kind = fs::symlink_metadata(&whole).map_err(unreadable)?.file_type();
    if kind.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !kind.is_dir() {
        let reason = io::Error::other("it is a link or the like, which cannot be moved");
        return Err(ChangeError::Unreadable { path: whole, reason });
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&whole).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().into_string();
        names.push(name.map_err(|_| unreadable(io::Error::other("a name in it is not UTF-8")))?);
    }
    names.sort();
    let below = names.iter().map(|name| files_in(root, &format!("{path}/{name}")));
    Ok(below.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
