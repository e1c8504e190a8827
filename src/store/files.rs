//! The plan files that there are, by the names of files and folders alone.

use super::layout::{DEEPEST_FOLDER, is_plan_file};
use super::origin::Kind;
use super::{Root, StoreError, top};

/// The plan files of every plan, by their paths from the plans folder, in their order. Links are left out, and so are
/// contact details, which are nobody's plan.
///
/// # Errors
///
/// A folder cannot be listed, so that files in it would be missed.
pub fn plan_files(root: &Root) -> Result<Vec<String>, StoreError> {
    let mut files = Vec::new();
    for plan in top::list(root)?.plans {
        collect(root, &plan, 0, &mut files)?;
    }
    Ok(files)
}

fn collect(root: &Root, folder: &str, depth: usize, files: &mut Vec<String>) -> Result<(), StoreError> {
    let unreadable = |reason| StoreError::Unreadable { path: root.shown(folder).into(), reason };
    for entry in root.list(folder).map_err(unreadable)? {
        let path = format!("{folder}/{}", entry.name);
        match entry.kind {
            Kind::Folder if depth < DEEPEST_FOLDER => collect(root, &path, depth.saturating_add(1), files)?,
            Kind::File if entry.is_utf8 && is_plan_file(&entry.name) && entry.name != "contacts.toml" => {
                files.push(path);
            }
            Kind::File | Kind::Folder | Kind::Link | Kind::Other => {}
        }
    }
    Ok(())
}

/// So many files beside a plan are listed.
const MOST_COMPANIONS: usize = 1000;

/// The files that lie beside a plan and are none of its own, such as evidence, by their paths from its folder.
#[must_use]
pub fn companions(root: &Root, plan: &str) -> Vec<String> {
    let (mut found, mut left) = (Vec::new(), vec![(plan.to_owned(), 0)]);
    while let Some((folder, depth)) = left.pop() {
        for entry in root.list(&folder).unwrap_or_default() {
            let path = format!("{folder}/{}", entry.name);
            let is_own = is_plan_file(&entry.name) || !entry.is_utf8;
            match entry.kind {
                Kind::Folder if depth < DEEPEST_FOLDER => left.push((path, depth.saturating_add(1))),
                Kind::File if !is_own && found.len() < MOST_COMPANIONS => {
                    found.extend(path.strip_prefix(plan).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned));
                }
                Kind::File | Kind::Folder | Kind::Link | Kind::Other => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::companions;
    use crate::store::{Root, write};

    #[test]
    fn what_lies_beside_a_plan_is_listed_from_its_folder() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        for file in ["a/plan.toml", "a/evidence/é.pdf", "a/t/notes.md", "a/.git/config", "b/x.pdf"] {
            let path = kept.path().join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
            write::create(&path, b"").expect("a new file");
        }
        let mut found = companions(&Root::new(kept.path()), "a");
        found.sort();
        assert_eq!(found, ["evidence/é.pdf", "t/notes.md"]);
        assert_eq!(companions(&Root::new(kept.path()), "none"), [""; 0]);
    }
}
