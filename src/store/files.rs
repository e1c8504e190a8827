//! The plan files that there are, by the names of files and folders alone.

use super::layout::is_plan_file;
use super::origin::Kind;
use super::{Root, StoreError, folder};

/// How deep folders are looked into; plans are not deeper.
const DEEPEST: usize = 32;

/// The plan files of every plan, by their paths from the plans folder, in their order. Links are left out, and so are
/// contact details, which are nobody's plan.
///
/// # Errors
///
/// A folder cannot be listed, so that files in it would be missed.
pub fn plan_files(root: &Root) -> Result<Vec<String>, StoreError> {
    let mut files = Vec::new();
    for plan in folder::list_root(root)?.plans {
        collect(root, &plan, 0, &mut files)?;
    }
    Ok(files)
}

fn collect(root: &Root, folder: &str, depth: usize, files: &mut Vec<String>) -> Result<(), StoreError> {
    let unreadable = |reason| StoreError::Unreadable { path: root.shown(folder).into(), reason };
    for entry in root.list(folder).map_err(unreadable)? {
        let path = format!("{folder}/{}", entry.name);
        match entry.kind {
            Kind::Folder if depth < DEEPEST => collect(root, &path, depth.saturating_add(1), files)?,
            Kind::File if entry.is_utf8 && is_plan_file(&entry.name) && entry.name != "contacts.toml" => {
                files.push(path);
            }
            Kind::File | Kind::Folder | Kind::Link | Kind::Other => {}
        }
    }
    Ok(())
}
