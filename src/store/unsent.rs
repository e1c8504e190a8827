//! What somebody has typed and not sent yet, in a file outside of the plans until it is sent or thrown away.
//!
//! Each who types has a file of their own, in a folder that is the person's own, named after the plans folder. Its
//! writer holds a lock on it, which ends with its holder, however that ends: so whoever begins later can tell what is
//! still being typed from what was left behind, and takes that up.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use sha1::{Digest as _, Sha1};

use super::Root;
use super::temporary::{self, is_at};
use super::write::WriteError;

/// A file for what is typed about the plans of a folder; there is one only while something is.
#[derive(Debug)]
pub struct Unsent {
    folder: PathBuf,
    /// What the names of the files for these plans begin with.
    start: String,
    own: Option<Held>,
    /// What was taken up from others, until it stands in the own file.
    left: Vec<Held>,
    text: String,
}

/// A file with the lock on it.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    #[expect(dead_code, reason = "the lock is held as long as it is open")]
    file: File,
}

impl Unsent {
    /// Looks into a folder for what was typed about the plans of another and left behind, and takes up what can be read.
    /// Nothing is written before there is something to keep.
    pub fn open<T>(folder: &Path, plans: &Root, read: impl Fn(&str) -> Option<T>) -> (Self, Vec<T>) {
        let start = start_of_names(plans);
        temporary::sweep(folder);
        let (mut left, mut found) = (Vec::new(), Vec::new());
        for path in paths(folder, &start) {
            if let Some((held, text)) = take_up(path)
                && let Some(one) = read(&text)
            {
                left.push(held);
                found.push(one);
            }
        }
        (Self { folder: folder.to_owned(), start, own: None, left, text: String::new() }, found)
    }

    /// Keeps a text in the place of the one before, with which what others have left goes; nothing for an empty one.
    ///
    /// # Errors
    ///
    /// The disk does not take it. The text before is then still there.
    pub fn keep(&mut self, text: &str) -> Result<(), WriteError> {
        if text != self.text {
            if text.is_empty() {
                self.own.take().map_or(Ok(()), |own| remove(&own.path))?;
            } else {
                self.own = Some(self.write(text)?);
            }
            text.clone_into(&mut self.text);
        }
        self.left.drain(..).try_for_each(|left| remove(&left.path))
    }

    /// Writes the file anew, in one step.
    ///
    /// It is not flushed to the disk, which takes too long for every key: that saves it from anything but a failure of
    /// the power.
    fn write(&self, text: &str) -> Result<Held, WriteError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |reason| WriteError::Io { path, reason }
        };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).map_err(failed(&self.folder))?;
        let new = temporary::file_in(&self.folder, &Permissions::from_mode(0o600)).map_err(failed(&self.folder))?;
        new.as_file().write_all(text.as_bytes()).map_err(failed(new.path()))?;
        if let Some(Held { path, .. }) = &self.own {
            let file = new.persist(path).map_err(|error| failed(path)(error.error))?;
            return Ok(Held { path: path.clone(), file });
        }
        let mut new = new;
        for number in 1_u32.. {
            let path = self.folder.join(format!("{}{number}.json", self.start));
            match new.persist_noclobber(&path) {
                Ok(file) => return Ok(Held { path, file }),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => new = error.file,
                Err(error) => return Err(failed(&path)(error.error)),
            }
        }
        Err(failed(&self.folder)(io::ErrorKind::AlreadyExists.into()))
    }
}

/// The same for a plans folder whatever way leads to it.
fn start_of_names(plans: &Root) -> String {
    let folder = plans.folder();
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let digest = Sha1::digest(whole.as_os_str().as_encoded_bytes());
    let digits: Vec<_> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("unsent-{}-", digits.concat())
}

fn paths(folder: &Path, start: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = entries.filter_map(Result::ok).filter(|entry| entry.file_name().to_string_lossy().starts_with(start));
    let mut paths: Vec<_> = ours.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Takes a file that nobody holds any more, with what it says.
fn take_up(path: PathBuf) -> Option<(Held, String)> {
    let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    let mut file = File::open(&path).ok().filter(|_| is_file)?;
    file.try_lock().ok().filter(|()| is_at(&file, &path))?;
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    Some((Held { path, file }, text))
}

fn remove(path: &Path) -> Result<(), WriteError> {
    fs::remove_file(path).map_err(|reason| WriteError::Io { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::Root;
    use super::Unsent;

    fn open(folder: &Path, plans: &Path) -> (Unsent, Vec<String>) {
        Unsent::open(folder, &Root::new(plans), |text| text.starts_with('"').then(|| text.to_owned()))
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).map_or(0, Iterator::count)
    }

    #[test]
    fn what_was_left_is_taken_up_by_one_and_kept_until_it_is_kept_again() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let (folder, plans) = (kept.path().join("state/vawg"), kept.path());
        let (mut first, found) = open(&folder, plans);
        assert!(found.is_empty() && !folder.exists());
        first.keep("\"a").expect("a folder");
        first.keep("\"ab").expect("a folder");
        assert_eq!(files(&folder), 1);
        assert!(open(&folder, plans).1.is_empty(), "it is still being typed");
        drop(first);

        assert!(open(&folder, &folder).1.is_empty(), "that is about other plans");
        let (unkept, found) = open(&folder, plans);
        assert_eq!(found, ["\"ab"]);
        assert!(open(&folder, plans).1.is_empty(), "one has it already");
        drop(unkept);
        let (mut second, found) = open(&folder, plans);
        assert_eq!(found, ["\"ab"], "it was not kept again");
        second.keep("\"abc").expect("a folder");
        assert_eq!(files(&folder), 1);
        second.keep("").expect("a folder");
        assert_eq!(files(&folder), 0);
    }

    #[test]
    fn each_who_types_has_a_file_and_nobody_else_reads_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let kept = tempfile::tempdir().expect("a temporary folder");
        let folder = kept.path().join("vawg");
        let (mut one, _) = open(&folder, kept.path());
        let (mut other, _) = open(&folder, kept.path());
        one.keep("\"one").expect("a folder");
        other.keep("\"other").expect("a folder");
        one.keep("\"one more").expect("a folder");
        for entry in fs::read_dir(&folder).expect("a folder") {
            let mode = entry.expect("an entry").metadata().expect("it is there").permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        drop((one, other));
        let (mut third, mut found) = open(&folder, kept.path());
        found.sort();
        assert_eq!(found, ["\"one more", "\"other"]);
        third.keep("").expect("a folder");
        assert_eq!(files(&folder), 0);
    }

    #[test]
    fn what_cannot_be_read_stays_where_it_is() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let (mut first, _) = open(kept.path(), Path::new("plans"));
        first.keep("of another version").expect("a folder");
        drop(first);
        let (mut second, found) = open(kept.path(), Path::new("plans"));
        second.keep("\"new").expect("a folder");
        assert!(found.is_empty() && files(kept.path()) == 2);
        second.keep("").expect("a folder");
        assert_eq!(files(kept.path()), 1);
    }
}
