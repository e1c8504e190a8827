//! Whether plan files have changed on disk, by their names, sizes and times alone. Reads no file.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, Metadata};
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;

use rayon::prelude::*;

use super::Root;
use super::layout::DEEPEST_FOLDER;

/// What the files of a plans folder look like from outside; another one means that something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(u64);

impl Stamp {
    /// How a plans folder looks now. What cannot be looked at counts as not there.
    #[must_use]
    pub fn of(root: &Root) -> Self {
        Self(folder(root.folder(), 0))
    }
}

fn folder(path: &Path, depth: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    let Ok(entries) = fs::read_dir(path) else { return hasher.finish() };
    let is_part = |entry: &fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut entries: Vec<_> = entries.filter_map(Result::ok).filter(is_part).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let stamps: Vec<_> = entries
        .par_iter()
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() && depth < DEEPEST_FOLDER => folder(&entry.path(), depth.saturating_add(1)),
            Ok(found) => file(&found),
            Err(_) => 0,
        })
        .collect();
    for (entry, stamp) in entries.iter().zip(stamps) {
        (entry.file_name(), stamp).hash(&mut hasher);
    }
    hasher.finish()
}

fn file(found: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    (found.len(), found.modified().ok(), moved(found)).hash(&mut hasher);
    hasher.finish()
}

/// What differs when another file of the same size and time takes the place of one.
#[cfg(unix)]
fn moved(found: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (found.ino(), found.ctime(), found.ctime_nsec())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Stamp;
    use crate::store::{Root, write};

    #[test]
    fn whatever_changes_a_plan_file_shows() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(kept.path());
        let path = kept.path().join("a/t/1.1.toml");
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
        let mut seen = vec![Stamp::of(&root)];
        let mut differs = |what: &str| {
            let now = Stamp::of(&root);
            assert!(!seen.contains(&now), "{what}");
            assert_eq!(now, Stamp::of(&root), "{what}, and nothing since");
            seen.push(now);
        };
        write::create(&path, b"one").expect("it is new");
        differs("a new file");
        write::replace(&path, b"two").expect("it is there");
        differs("another text as long as the one before");
        let time = fs::metadata(&path).and_then(|found| found.modified()).expect("the time of a file");
        write::replace(&path, b"six").expect("it is there");
        fs::File::open(&path).and_then(|file| file.set_modified(time)).expect("a time for the file");
        differs("another text as long as the one before, with its time");
        fs::rename(&path, path.with_file_name("1.2.toml")).expect("it is there");
        differs("another name");
        fs::remove_file(path.with_file_name("1.2.toml")).expect("it is there");
        fs::remove_dir(kept.path().join("a/t")).expect("it is empty");
        differs("nothing left");
    }

    #[test]
    fn what_is_no_part_of_a_plan_does_not_show() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(kept.path());
        let before = Stamp::of(&root);
        write::create(&kept.path().join(".vawg.lock"), b"").expect("it is new");
        assert_eq!(Stamp::of(&root), before);
    }
}
