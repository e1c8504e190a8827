//! Files and folders that are made ready beside their place, and what is left of those whose writer ended before.
//!
//! Whoever makes one holds a lock on it, which ends with its holder, however that ends. So everybody can tell what is
//! being written from what nobody will finish, and take that away.

use std::fs::{self, File, FileType, Permissions, TryLockError};
use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile, TempDir};

/// The start of their names. Hidden files are not part of a plan.
const PREFIX: &str = ".vawg-";

/// A new temporary file in a folder.
pub(super) fn file_in(folder: &Path, permissions: &Permissions) -> io::Result<NamedTempFile> {
    loop {
        let file = Builder::new().prefix(PREFIX).permissions(permissions.clone()).tempfile_in(folder)?;
        if is_held(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
}

/// A new temporary folder in a folder, and what holds its lock.
pub(super) fn folder_in(folder: &Path, permissions: &Permissions) -> io::Result<(TempDir, File)> {
    loop {
        let made = Builder::new().prefix(PREFIX).permissions(permissions.clone()).tempdir_in(folder)?;
        let lock = File::open(made.path())?;
        if is_held(&lock, made.path()) {
            return Ok((made, lock));
        }
    }
}

/// Takes away what writers left in a folder who ended before their time.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        let kind = entry.file_type();
        if is_called_temporary(&entry) && kind.is_ok_and(|kind| is_left(&path, kind)) {
            // What cannot be removed is hidden, and no part of a plan.
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

/// Does so in all folders below one as well, but for git's own.
pub(super) fn sweep_below(folder: &Path) {
    sweep(folder);
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let folders = entries.filter_map(Result::ok).filter(is_folder);
    for below in folders.filter(|folder| !is_called_temporary(folder) && folder.file_name() != ".git") {
        sweep_below(&below.path());
    }
}

fn is_called_temporary(entry: &fs::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes())
}

/// Whether a writer can go on with what it has just made; nobody took it for left behind before the lock was there.
fn is_held(file: &File, path: &Path) -> bool {
    match file.try_lock() {
        Ok(()) => is_at(file, path),
        Err(TryLockError::WouldBlock) => false,
        // Where there are no locks, nothing is ever taken for left behind.
        Err(TryLockError::Error(_)) => true,
    }
}

/// Whether nobody holds it any more.
fn is_left(path: &Path, kind: FileType) -> bool {
    // Opening what is neither could wait for ever.
    (kind.is_file() || kind.is_dir())
        && File::open(path).is_ok_and(|file| file.try_lock().is_ok() && is_at(&file, path))
}

/// Whether an open file is still the one that stands at a path.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |open: fs::Metadata, there: fs::Metadata| (open.dev(), open.ino()) == (there.dev(), there.ino());
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(open, there)| same(open, there))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::write::{create, ordinary_folder};
    use super::{file_in, folder_in, sweep, sweep_below};

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).expect("a folder").count()
    }

    #[test]
    fn what_somebody_is_making_stays_and_what_is_left_goes() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let folder = kept.path();
        let file = file_in(folder, &ordinary_folder()).expect("a file");
        let (made, lock) = folder_in(folder, &ordinary_folder()).expect("a folder");
        create(&made.path().join("plan.toml"), b"").expect("a new file");
        sweep(folder);
        assert_eq!(names(folder), 2, "both are being made");
        // As where their writer is killed: the locks go, and what it made stays.
        drop(file.keep().expect("a file"));
        sweep(folder);
        assert_eq!(names(folder), 1);
        let _ = made.keep();
        drop(lock);
        sweep(folder);
        assert_eq!(names(folder), 0);
    }

    #[test]
    fn folders_below_are_swept_as_well_and_those_of_git_are_not() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        for folder in ["a/b", ".git/a"] {
            let folder = kept.path().join(folder);
            fs::create_dir_all(&folder).expect("a folder");
            create(&folder.join(".vawg-x"), b"").expect("a new file");
            create(&folder.join("other"), b"").expect("a new file");
        }
        sweep_below(kept.path());
        assert_eq!([names(&kept.path().join("a/b")), names(&kept.path().join(".git/a"))], [1, 2]);
    }
}
