//! One writer at a time: a lock for each plans folder, held from the reading of a file to its commit.
//!
//! It is a lock of the system on a file, so that it ends with its holder, however that ends. The file stands in the
//! git directory, where nobody has to look at it, or in the plans folder where there is no git. It is taken away
//! before the lock is; whoever then holds a lock on a file that is no longer there begins again.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::error::plain;
use super::temporary::{self, is_at};
use super::{Root, StoreError, git_directory};

/// How long to wait between two attempts.
const STEP: Duration = Duration::from_millis(10);

/// So many attempts are made without a word: a second.
const QUIET: u32 = 100;

/// So many attempts are made while the same holder keeps the lock: ten seconds.
const PATIENCE: u32 = 1000;

/// As much of the file as names the holder.
const LONGEST_NAME: u64 = 300;

/// The right to write in a plans folder, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    held: Arc<Held>,
    folder: PathBuf,
}

/// The file by which plans folders are locked; all those of a repository by the same.
#[derive(Debug)]
struct Held {
    file: File,
    path: PathBuf,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("{holder} is changing the plans; nothing was changed here\nhelp: try again when it has ended")]
    Held { holder: String },
    #[error("cannot lock the plans by {}: {}\nhelp: whoever changes plans has to be able to write there", path.display(), plain(reason))]
    Io { path: PathBuf, reason: io::Error },
    #[error("cannot lock the plans, since it cannot be told where git keeps them")]
    Unknown(#[from] StoreError),
}

impl Lock {
    /// Takes the lock of a plans folder; `me` says to others who has it.
    ///
    /// Where others have it, `waiting` is told after a second who that is then.
    ///
    /// # Errors
    ///
    /// The same holder keeps it for ten seconds, or there can be no lock here.
    pub fn take(root: &Root, me: &str, mut waiting: impl FnMut(&str)) -> Result<Self, LockError> {
        let path = lock_file(root.folder())?;
        let failed = |reason| LockError::Io { path: path.clone(), reason };
        let (mut attempts, mut of_same, mut last) = (0_u32, 0_u32, String::new());
        loop {
            let file = open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => {
                    follow(&file, root.folder());
                    sign(&file, me);
                    return Ok(Self { held: Arc::new(Held { file, path }), folder: root.folder().to_owned() });
                }
                // Its last holder has just taken the file away.
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(reason)) if reason.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(reason)) => return Err(failed(reason)),
            }
            let holder = holder(&path);
            attempts = attempts.saturating_add(1);
            of_same = if holder.is_empty() || holder == last { of_same.saturating_add(1) } else { 1 };
            if !holder.is_empty() {
                last = holder;
            }
            if attempts == QUIET {
                waiting(named(&last));
            }
            if of_same == PATIENCE {
                return Err(LockError::Held { holder: named(&last).to_owned() });
            }
            thread::sleep(STEP);
        }
    }

    /// The lock of another plans folder, where this one holds that, too.
    ///
    /// # Errors
    ///
    /// Where that is locked cannot be told.
    pub fn also_of(&self, root: &Root) -> Result<Option<Self>, LockError> {
        let is_held = lock_file(root.folder())? == self.held.path;
        Ok(is_held.then(|| Self { held: Arc::clone(&self.held), folder: root.folder().to_owned() }))
    }

    /// The plans folder that it is for.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The file goes before the lock does.
impl Drop for Held {
    fn drop(&mut self) {
        // One that stays is used again, and what it says no longer holds.
        if fs::remove_file(&self.path).is_err() {
            let _ = self.file.set_len(0);
        }
    }
}

/// Takes away what the last holder left behind, who ended so that the file still names it.
fn follow(file: &File, folder: &Path) {
    if file.metadata().is_ok_and(|file| file.len() > 0) {
        temporary::sweep_below(folder);
    }
}

fn sign(mut file: &File, me: &str) {
    // A lock that does not say whose it is holds all the same.
    let _ = file.set_len(0).and_then(|()| file.write_all(me.as_bytes()));
}

/// The file by which a plans folder is locked: the same for everyone, whatever their environment. By another file,
/// two could write at once.
fn lock_file(plans: &Path) -> Result<PathBuf, LockError> {
    let whole = plans.canonicalize().map_err(|reason| LockError::Io { path: plans.to_owned(), reason })?;
    Ok(match git_directory::above(&whole)? {
        Some(directory) => directory.join("vawg.lock"),
        None => whole.join(".vawg.lock"),
    })
}

/// Opens the file, which another user may have made; a lock takes no more than reading.
fn open(path: &Path) -> io::Result<File> {
    let written = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    written.or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        _ => Err(error),
    })
}

/// Who says in the file that they have the lock.
fn holder(path: &Path) -> String {
    let mut text = String::new();
    // What cannot be read names nobody.
    let _ = File::open(path).and_then(|file| file.take(LONGEST_NAME).read_to_string(&mut text));
    text.lines().next().unwrap_or_default().to_owned()
}

fn named(holder: &str) -> &str {
    if holder.is_empty() { "another vawg" } else { holder }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::super::Root;
    use super::{Lock, lock_file};

    fn file_for(plans: &Path) -> PathBuf {
        lock_file(plans).expect("everything can be looked at")
    }

    #[test]
    fn the_file_stands_in_the_git_directory_where_there_is_one() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let top = folder.path().canonicalize().expect("it is there");
        let plans = top.join("work/plans");
        fs::create_dir_all(&plans).expect("a folder");
        assert_eq!(file_for(&plans), plans.join(".vawg.lock"));

        fs::create_dir_all(top.join("main/.git/worktrees/work")).expect("a folder");
        let head = |folder: &str| OpenFile::with(&top.join(folder).join("HEAD"), "ref: refs/heads/main\n");
        head("main/.git/worktrees/work");
        OpenFile::with(&top.join("work/.git"), "gitdir: ../main/.git/worktrees/work\n");
        assert_eq!(file_for(&plans), top.join("work/../main/.git/worktrees/work/vawg.lock"));

        fs::create_dir_all(top.join("work/plans/.git")).expect("a folder");
        head("work/plans/.git");
        assert_eq!(file_for(&plans), plans.join(".git/vawg.lock"));
    }

    #[test]
    fn one_holds_it_at_a_time_and_nothing_stays_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let (inside, most) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| {
                    let lock = Lock::take(&root, "a test", |_| {}).expect("the others let it go");
                    most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(std::time::Duration::from_millis(2));
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(lock);
                });
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 1);
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    }

    #[test]
    fn nobody_holds_it_by_a_file_that_its_last_holder_has_just_taken_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let (inside, most, done) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
        let held_once = |pause: u64| {
            let lock = Lock::take(&root, "", |_| {}).expect("the others let it go");
            most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_micros(pause));
            inside.fetch_sub(1, Ordering::SeqCst);
            drop(lock);
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    (0..5).for_each(|_| held_once(500));
                    done.fetch_add(1, Ordering::SeqCst);
                });
            }
            // One takes it and lets it go all the time, so that its file goes while the others open it.
            while done.load(Ordering::SeqCst) < 4 {
                held_once(0);
            }
        });
        assert_eq!(most.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn who_waits_is_told_for_whom() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let held = Lock::take(&root, "`vawg update` (process 7)", |_| {}).expect("nobody has it");
        let (mut held, mut told) = (Some(held), String::new());
        let second = Lock::take(&root, "the second", |holder| {
            holder.clone_into(&mut told);
            held.take();
        });
        assert!(second.is_ok());
        assert_eq!(told, "`vawg update` (process 7)");
    }

    #[test]
    fn who_waits_for_a_moment_only_is_told_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let held = Lock::take(&root, "the first", |_| {}).expect("nobody has it");
        let mut told = 0;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(std::time::Duration::from_millis(50));
                drop(held);
            });
            Lock::take(&root, "the second", |_| told += 1).expect("the first lets it go");
        });
        assert_eq!(told, 0);
    }

    #[test]
    fn what_a_holder_left_who_was_stopped_goes_with_the_next() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = Root::new(folder.path());
        let left = folder.path().join(".vawg-left");
        OpenFile::with(&left, "half of a file");
        Lock::take(&root, "a test", |_| {}).expect("nobody has it");
        assert!(left.exists(), "nobody was stopped, so that nothing is looked for");
        OpenFile::with(&file_for(folder.path()), "`vawg update` (process 7)");
        Lock::take(&root, "a test", |_| {}).expect("nobody has it");
        assert!(!left.exists());
    }

    #[test]
    fn a_file_that_another_user_made_is_locked_as_well() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = file_for(folder.path());
        OpenFile::with(&file, "");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("it is ours");
        assert!(Lock::take(&Root::new(folder.path()), "a test", |_| {}).is_ok());
    }

    /// A file of a test.
    struct OpenFile;

    impl OpenFile {
        fn with(path: &Path, text: &str) {
            use std::io::Write as _;
            let file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path);
            file.and_then(|mut file| file.write_all(text.as_bytes())).expect("a file of the test");
        }
    }
}
