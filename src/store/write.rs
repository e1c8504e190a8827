//! Writing files whole or not at all.
//!
//! The new bytes go to a temporary file in the same folder, are flushed to the disk, and take the place of the old
//! file in one step. Whatever happens, the old file or the new one is there, never a part of one.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::plain;
use super::temporary;

/// Why a file was not written. It is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("{} is a link; vawg changes only the file itself", .0.display())]
    Link(PathBuf),
    #[error("{} is not a file", .0.display())]
    NotAFile(PathBuf),
    #[error("{} is read-only; `chmod u+w` makes it writable", .0.display())]
    ReadOnly(PathBuf),
    #[error("{} is already there", .0.display())]
    Exists(PathBuf),
    #[error("cannot write {}: {}", path.display(), plain(reason))]
    Io { path: PathBuf, reason: io::Error },
}

/// Puts new bytes in the place of an existing file, which keeps its permissions.
///
/// # Errors
///
/// The file is a link, no file, read-only, or the disk does not take it. The file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Io { path: path.to_owned(), reason };
    let metadata = fs::symlink_metadata(path).map_err(failed)?;
    refuse(path, &metadata)?;
    let temporary = written(path, bytes, metadata.permissions()).map_err(failed)?;
    keep_owner(temporary.as_file(), &metadata);
    temporary.persist(path).map_err(|error| failed(error.error))?;
    flush_folder(path);
    Ok(())
}

/// Writes a new file.
///
/// # Errors
///
/// Something with this name is there, or the disk does not take it. Nothing is then left behind.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    create_as(path, bytes, ordinary())
}

/// Writes a new file that can be run, on the same terms.
pub(super) fn create_program(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    create_as(path, bytes, ordinary_folder())
}

fn create_as(path: &Path, bytes: &[u8], permissions: Permissions) -> Result<(), WriteError> {
    let failed = |reason: io::Error| match reason.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        _ => WriteError::Io { path: path.to_owned(), reason },
    };
    refuse_to_create(path)?;
    let temporary = written(path, bytes, permissions).map_err(failed)?;
    temporary.persist_noclobber(path).map_err(|error| failed(error.error))?;
    flush_folder(path);
    Ok(())
}

/// Removes a file.
///
/// # Errors
///
/// It is a link, no file, or cannot be removed. It is then still there.
pub fn remove(path: &Path) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Io { path: path.to_owned(), reason };
    refuse_to_replace(path)?;
    fs::remove_file(path).map_err(failed)?;
    flush_folder(path);
    Ok(())
}

/// Makes the folder of a file, and those above it.
pub(super) fn make_folder_of(path: &Path) -> Result<(), WriteError> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|reason| WriteError::Io { path: folder.to_owned(), reason })
}

/// Removes the folder of a file that is gone, and those above it up to another, as far as they are empty.
pub(super) fn remove_empty_folders(path: &Path, upto: &Path) {
    let above = path.ancestors().skip(1).take_while(|folder| *folder != upto && folder.starts_with(upto));
    for folder in above {
        // One that holds something stays, with those above it.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Why a file cannot be replaced or removed, as far as that can be seen before.
pub(super) fn refuse_to_replace(path: &Path) -> Result<(), WriteError> {
    let failed = |reason| WriteError::Io { path: path.to_owned(), reason };
    refuse(path, &fs::symlink_metadata(path).map_err(failed)?)
}

/// Why a file cannot be created, as far as that can be seen before.
pub(super) fn refuse_to_create(path: &Path) -> Result<(), WriteError> {
    if fs::symlink_metadata(path).is_ok() { Err(WriteError::Exists(path.to_owned())) } else { Ok(()) }
}

fn refuse(path: &Path, metadata: &Metadata) -> Result<(), WriteError> {
    if metadata.is_symlink() {
        return Err(WriteError::Link(path.to_owned()));
    }
    if !metadata.is_file() {
        return Err(WriteError::NotAFile(path.to_owned()));
    }
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    Ok(())
}

/// A temporary file beside the target that holds the bytes, safe on the disk.
fn written(target: &Path, bytes: &[u8], permissions: Permissions) -> io::Result<tempfile::NamedTempFile> {
    let mut temporary = temporary::file_in(folder_of(target), &permissions)?;
    temporary.write_all(bytes)?;
    if target.exists() {
        // Created under the umask; an existing file keeps exactly the permissions it had.
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Gives the new file to the owner and group of the old one, as far as the system lets us.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(new) = file.metadata() else { return };
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) {
        // Only the administrator may give a file away; others keep at least its group where they are in it.
        let _ = fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(file, None, Some(old.gid())));
    }
}

/// Makes the new name as lasting as the bytes, as far as the file system can.
fn flush_folder(path: &Path) {
    // The file is in its place already. Some file systems cannot flush a folder; after a crash they have the old file.
    let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
}

/// The folder that holds a file.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What a new file may be: read and written by all, as far as the umask lets them.
#[cfg(unix)]
fn ordinary() -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    Permissions::from_mode(0o666)
}

/// What a new folder may be, or a file that can be run, as far as the umask lets it.
#[cfg(unix)]
pub(super) fn ordinary_folder() -> Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    Permissions::from_mode(0o777)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{WriteError, create, remove_empty_folders, replace};

    fn names(folder: &std::path::Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("the folder is there").filter_map(Result::ok);
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("a.toml");
        create(&file, b"old").expect("it is new");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
        replace(&file, b"new").expect("it is a file");
        assert_eq!(fs::read(&file).expect("it is there"), b"new");
        assert_eq!(fs::metadata(&file).expect("it is there").permissions().mode() & 0o777, 0o640);
        assert_eq!(names(folder.path()), ["a.toml"]);
    }

    #[test]
    fn what_must_not_be_written_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        create(&path("a.toml"), b"old").expect("it is new");
        std::os::unix::fs::symlink(path("a.toml"), path("link.toml")).expect("a link");
        let mut read_only = fs::metadata(path("a.toml")).expect("it is there").permissions();
        read_only.set_readonly(true);
        fs::set_permissions(path("a.toml"), read_only).expect("it is ours");

        assert!(matches!(create(&path("a.toml"), b"new"), Err(WriteError::Exists(_))));
        assert!(matches!(create(&path("link.toml"), b"new"), Err(WriteError::Exists(_))));
        assert!(matches!(replace(&path("a.toml"), b"new"), Err(WriteError::ReadOnly(_))));
        assert!(matches!(replace(&path("link.toml"), b"new"), Err(WriteError::Link(_))));
        assert!(matches!(replace(folder.path(), b"new"), Err(WriteError::NotAFile(_))));
        assert!(matches!(replace(&path("none.toml"), b"new"), Err(WriteError::Io { .. })));
        assert!(matches!(create(&path("no/a.toml"), b"new"), Err(WriteError::Io { .. })));
        assert_eq!(fs::read(path("a.toml")).expect("it is there"), b"old");
        assert_eq!(names(folder.path()), ["a.toml", "link.toml"]);
    }

    #[test]
    fn a_file_that_is_replaced_stays_its_owner_s() {
        use std::os::unix::fs::{MetadataExt as _, chown};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("a.toml");
        create(&file, b"old").expect("it is new");
        // Only the administrator may give a file away; everybody else replaces their own.
        let _ = chown(&file, Some(1234), Some(1234));
        let owner = || fs::metadata(&file).map(|found| (found.uid(), found.gid())).expect("it is there");
        let before = owner();
        replace(&file, b"new").expect("it is a file");
        assert_eq!(owner(), before);
    }

    #[test]
    fn empty_folders_go_as_far_as_the_one_that_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let plans = folder.path().join("plans");
        fs::create_dir_all(plans.join("a/b")).expect("a folder");
        remove_empty_folders(&plans.join("a/b/gone.toml"), &plans);
        assert_eq!(names(&plans), [""; 0]);
        assert_eq!(names(folder.path()), ["plans"]);
    }
}
