//! Where the files of a plans folder are read from: the disk, the disk with unsaved [`Buffers`] over it, or a
//! [`Snapshot`] of another time.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::file::{self, Read};
use super::kept::Room;
use super::{Buffers, Root, Snapshot, StoreError, look};
use crate::model::natural_order;
use crate::source::Place;

/// Where files are read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Origin {
    #[default]
    Disk,
    /// The disk, but for these texts.
    Buffered(Arc<Buffers>),
    Snapshot(Arc<Snapshot>),
}

/// What a folder lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub name: String,
    pub kind: Kind,
    pub is_utf8: bool,
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

/// Where a link leads.
#[derive(Debug)]
pub(super) enum Leads {
    ToFile,
    ToFolder,
    /// To a device, a pipe or the like.
    ToOther,
    Outside,
    Nowhere(io::Error),
}

/// Paths are from the plans folder, with `/` between the parts; the plans folder itself is the empty path.
impl Root {
    /// The bytes of a file as it stands on disk now; nothing where there is none that can be read, or it is too large.
    #[must_use]
    pub fn bytes_on_disk(&self, path: &str) -> Option<Vec<u8>> {
        let path = self.on_disk(path);
        // Opening what is no file could wait for ever.
        path.is_file().then(|| file::bytes(&path))?
    }

    /// The bytes of a file as it stands now, unsaved or on disk.
    pub(super) fn bytes_now(&self, path: &str) -> Option<Vec<u8>> {
        let unsaved = match &self.origin {
            Origin::Buffered(buffers) => buffers.get(path),
            Origin::Disk | Origin::Snapshot(_) => None,
        };
        unsaved.map_or_else(|| self.bytes_on_disk(path), |text| Some(text.as_bytes().to_vec()))
    }

    /// The folders directly in it that hold something of this name, on disk now.
    #[must_use]
    pub fn folders_with(&self, name: &str) -> Vec<String> {
        let listed = listed_on_disk(self.folder()).unwrap_or_default();
        let folders = listed.into_iter().filter(|entry| entry.kind == Kind::Folder).map(|entry| entry.name);
        folders.filter(|folder| self.on_disk(folder).join(name).exists()).collect()
    }

    /// The nearest folder that is there now, of this one and those above it, and the way from it down to this one.
    #[must_use]
    pub fn nearest_on_disk(&self) -> (PathBuf, String) {
        let whole = std::path::absolute(self.folder()).unwrap_or_else(|_| self.folder().to_owned());
        let nearest = whole.ancestors().find(|folder| folder.is_dir()).unwrap_or(&whole).to_owned();
        let way = whole.strip_prefix(&nearest).unwrap_or(&whole).to_string_lossy();
        let way = way.replace(std::path::MAIN_SEPARATOR, "/");
        (nearest, way)
    }

    /// What a folder lists, in the order of the names, without hidden files.
    pub(super) fn list(&self, folder: &str) -> io::Result<Vec<Listed>> {
        let mut entries = match &self.origin {
            Origin::Disk => listed_on_disk(&self.on_disk(folder))?,
            Origin::Buffered(buffers) => self.listed_with(buffers, folder)?,
            Origin::Snapshot(snapshot) => snapshot.list(folder).ok_or_else(gone)?.to_vec(),
        };
        entries.retain(|entry| !entry.name.starts_with('.'));
        entries.sort_by(|a, b| natural_order(&a.name, &b.name));
        Ok(entries)
    }

    /// Shows every name in a folder, in no order and without hidden files.
    pub(super) fn each(&self, folder: &str, mut see: impl FnMut(&str, Kind)) -> io::Result<()> {
        match &self.origin {
            Origin::Disk => {
                for entry in fs::read_dir(self.on_disk(folder))? {
                    let entry = entry?;
                    if let Some(name) = entry.file_name().to_str().filter(|name| !name.starts_with('.')) {
                        see(name, Kind::of(entry.file_type()?));
                    }
                }
            }
            Origin::Buffered(_) | Origin::Snapshot(_) => {
                self.list(folder)?.iter().for_each(|entry| see(&entry.name, entry.kind));
            }
        }
        Ok(())
    }

    /// How many folders are in a folder, hidden ones too, where the file system counts them.
    #[cfg(unix)]
    pub(super) fn folders_in(&self, folder: &str) -> Option<usize> {
        use std::os::unix::fs::MetadataExt as _;
        match &self.origin {
            // Its own name, the `.` in it, and the `..` in each of them.
            Origin::Disk => usize::try_from(fs::metadata(self.on_disk(folder)).ok()?.nlink()).ok()?.checked_sub(2),
            Origin::Buffered(_) | Origin::Snapshot(_) => None,
        }
    }

    /// Who owns what is at a path, where the system tells.
    #[cfg(unix)]
    pub(super) fn owner(&self, path: &str) -> Option<u32> {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(self.on_disk(path)).ok().map(|found| found.uid())
    }

    /// Who owns what is at a path, where the system tells.
    #[cfg(not(unix))]
    pub(super) const fn owner(&self, _path: &str) -> Option<u32> {
        None
    }

    /// Whether there is anything at a path, be it a link to nowhere.
    pub(super) fn has_entry(&self, path: &str) -> bool {
        match &self.origin {
            Origin::Disk => fs::symlink_metadata(self.on_disk(path)).is_ok(),
            Origin::Buffered(buffers) => buffers.holds(path) || fs::symlink_metadata(self.on_disk(path)).is_ok(),
            Origin::Snapshot(snapshot) => snapshot.holds(path),
        }
    }

    /// Whether there is anything at a path.
    pub(super) fn holds(&self, path: &str) -> bool {
        match &self.origin {
            Origin::Disk => self.on_disk(path).exists(),
            Origin::Buffered(buffers) => buffers.holds(path) || self.on_disk(path).exists(),
            Origin::Snapshot(snapshot) => snapshot.holds(path),
        }
    }

    /// Whether there is a file at a path, of a plan or beside it.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.is_file(path)
    }

    /// Whether there is a file at a path.
    pub(super) fn is_file(&self, path: &str) -> bool {
        match &self.origin {
            Origin::Disk => self.on_disk(path).is_file(),
            Origin::Buffered(buffers) => buffers.get(path).is_some() || self.on_disk(path).is_file(),
            Origin::Snapshot(snapshot) => snapshot.bytes(path).is_some(),
        }
    }

    /// The same; fails where that cannot be told.
    pub(super) fn sees_file(&self, path: &str) -> Result<bool, StoreError> {
        match &self.origin {
            Origin::Disk => look::is_file(&self.on_disk(path)),
            Origin::Buffered(_) | Origin::Snapshot(_) => Ok(self.is_file(path)),
        }
    }

    /// Whether there is a folder at a path.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        match &self.origin {
            Origin::Disk => self.on_disk(path).is_dir(),
            Origin::Buffered(buffers) => buffers.has_folder(path) || self.on_disk(path).is_dir(),
            Origin::Snapshot(snapshot) => snapshot.is_folder(path),
        }
    }

    /// Where a link leads, seen from a folder that it must not leave.
    pub(super) fn leads(&self, link: &str, within: &str) -> Leads {
        match &self.origin {
            Origin::Disk | Origin::Buffered(_) => leads_on_disk(&self.on_disk(link), &self.on_disk(within)),
            Origin::Snapshot(snapshot) => snapshot.leads(link, within),
        }
    }

    /// Reads a plan file; keeps one from the disk where there is room.
    pub(super) fn read<T: for<'d> Deserialize<'d> + Default>(&self, path: &str, place: &Place, room: &Room) -> Read<T> {
        match &self.origin {
            Origin::Disk => file::read(&self.on_disk(path), place, room),
            Origin::Buffered(buffers) => match buffers.get(path) {
                Some(text) => file::from_held(text.as_bytes(), place),
                None => file::read(&self.on_disk(path), place, room),
            },
            Origin::Snapshot(snapshot) => snapshot.bytes(path).map_or_else(
                || Read::nothing(vec![file::unreadable(place, &gone())]),
                |bytes| file::from_held(bytes, place),
            ),
        }
    }

    /// The bytes of a file, whatever it holds.
    pub(super) fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        match &self.origin {
            Origin::Disk => fs::read(self.on_disk(path)),
            Origin::Buffered(buffers) => {
                buffers.get(path).map_or_else(|| fs::read(self.on_disk(path)), |text| Ok(text.as_bytes().to_vec()))
            }
            Origin::Snapshot(snapshot) => snapshot.bytes(path).map(<[u8]>::to_vec).ok_or_else(gone),
        }
    }

    /// The text of a file, for showing a place in it; nothing where it cannot be read or is too large for a plan file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        match &self.origin {
            Origin::Disk => file::text(&self.on_disk(path)),
            Origin::Buffered(buffers) => {
                buffers.get(path).map_or_else(|| file::text(&self.on_disk(path)), |text| Some(text.to_string()))
            }
            Origin::Snapshot(snapshot) => snapshot.bytes(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
        }
    }

    /// What a folder lists, which need not be on disk yet.
    fn listed_with(&self, buffers: &Buffers, folder: &str) -> io::Result<Vec<Listed>> {
        let mut listed = match listed_on_disk(&self.on_disk(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && buffers.has_folder(folder) => Vec::new(),
            listed => listed?,
        };
        buffers.add_to(folder, &mut listed);
        Ok(listed)
    }

    fn on_disk(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }
}

fn gone() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "it was not there at that time")
}

fn listed_on_disk(folder: &Path) -> io::Result<Vec<Listed>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, is_utf8) = match entry.file_name().into_string() {
            Ok(name) => (name, true),
            Err(name) => (name.to_string_lossy().into_owned(), false),
        };
        entries.push(Listed { name, kind: Kind::of(entry.file_type()?), is_utf8 });
    }
    Ok(entries)
}

impl Kind {
    fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

fn leads_on_disk(link: &Path, within: &Path) -> Leads {
    let inside = |folder: PathBuf| link.canonicalize().is_ok_and(|target| target.starts_with(folder));
    match fs::metadata(link) {
        Err(error) => Leads::Nowhere(error),
        Ok(_) if !within.canonicalize().is_ok_and(inside) => Leads::Outside,
        Ok(metadata) if metadata.is_file() => Leads::ToFile,
        Ok(metadata) if metadata.is_dir() => Leads::ToFolder,
        Ok(_) => Leads::ToOther,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::super::{Buffers, write};
    use super::Root;

    #[test]
    fn what_is_on_disk_and_what_is_only_open_in_an_editor_are_both_there() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(kept.path().join("a/t")).expect("a new folder");
        write::create(&kept.path().join("a/t/1.1.toml"), b"").expect("it is new");
        let mut buffers = Buffers::default();
        buffers.insert("a/new/1.2.toml", Arc::from(""));
        let root = Root::new(kept.path()).under(Arc::new(buffers));
        for file in ["a/t/1.1.toml", "a/new/1.2.toml"] {
            assert!(root.has_entry(file) && root.holds(file) && root.has_file(file), "{file}");
            assert!(!root.is_folder(file), "{file}");
        }
        for folder in ["a", "a/t", "a/new"] {
            assert!(root.has_entry(folder) && root.holds(folder) && root.is_folder(folder), "{folder}");
            assert!(!root.has_file(folder), "{folder}");
            assert!(root.list(folder).is_ok_and(|listed| !listed.is_empty()), "{folder}");
        }
        for path in ["a/t/1.3.toml", "b"] {
            assert!(!root.has_entry(path) && !root.holds(path) && !root.has_file(path), "{path}");
            assert!(!root.is_folder(path) && root.list(path).is_err(), "{path}");
        }
        assert!(root.list("a/t/1.1.toml").is_err(), "a file is no folder");
    }

    #[test]
    fn plans_that_are_repositories_of_their_own_are_known() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        for folder in ["a/.git", "b/prevention"] {
            fs::create_dir_all(kept.path().join(folder)).expect("a new folder");
        }
        write::create(&kept.path().join("notes.md"), b"").expect("it is new");
        assert_eq!(Root::new(kept.path()).folders_with(".git"), ["a"]);
    }
}
