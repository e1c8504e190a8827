//! A plans folder at a moment, or as the next commit will hold it.
//!
//! Most files have not changed since. A file whose bytes on disk have the name that git gave them then is the same
//! file, whatever the index believes, and costs no more than reading it; git is asked for the bytes of the others.

use std::path::Path;
use std::sync::mpsc;
use std::thread;

use super::archive::Keep;
use super::{Archive, HistoryError, Moment};
use crate::git::{FileKind, GitError, Index, ObjectId, Repository, Staged, TreeFile};
use crate::store::{Root, Snapshot, Stored, is_plan_file};

impl Archive {
    /// The files of the plans folder at a moment.
    ///
    /// # Errors
    ///
    /// git cannot be run, or a plan was kept in a repository that is not here.
    pub fn snapshot(&self, root: &Root, moment: &Moment) -> Result<Snapshot, HistoryError> {
        let mut commits = moment.commits.iter().cloned();
        self.taken(root, |_, stood_at| {
            let own = commits.next().flatten();
            stood_at.or(own).map(List::Commit)
        })
    }

    /// The files of the plans folder as the next commit will hold them.
    ///
    /// The commit is one of the repository that holds the working folder: when git runs a hook there, it names the
    /// index of that repository.
    ///
    /// # Errors
    ///
    /// git cannot be run, a merge is open, or a plan is kept in a repository that is not here.
    pub fn staged(&self, root: &Root, here: &Path) -> Result<Snapshot, HistoryError> {
        let committing = Repository::of(here).ok();
        let is_committing = |keep: &Keep| committing.as_ref().is_some_and(|one| one.top() == keep.repository.top());
        self.taken(root, |keep, stood_at| match stood_at {
            _ if is_committing(keep) => Some(List::Index(Index::Named)),
            Some(commit) => Some(List::Commit(commit)),
            None => Some(List::Index(Index::Own)),
        })
    }

    /// The files that these lists name; a list is chosen for each repository, knowing the commit at which it stands as
    /// a submodule.
    fn taken(
        &self,
        root: &Root,
        mut list: impl FnMut(&Keep, Option<ObjectId>) -> Option<List>,
    ) -> Result<Snapshot, HistoryError> {
        let mut snapshot = Snapshot::default();
        let mut submodules: Vec<(String, ObjectId)> = Vec::new();
        for keep in &self.keeps {
            let stood_at = submodules.iter().find(|(at, _)| *at == keep.at).map(|(_, commit)| commit.clone());
            let Some(list) = list(keep, stood_at) else { continue };
            submodules.extend(keep.take_down(root, &list, &mut snapshot)?);
        }
        match submodules.iter().find(|(at, _)| !at.contains('/') && !self.keeps.iter().any(|keep| keep.at == *at)) {
            Some((at, _)) => Err(HistoryError::NoSubmodule { folder: root.shown(at) }),
            None => Ok(snapshot),
        }
    }
}

/// What lists the files of a repository.
enum List {
    Commit(ObjectId),
    Index(Index),
}

impl Keep {
    /// Adds the files of a list to a snapshot; gives the path and commit of each submodule.
    ///
    /// Three things go on at once: git lists the files, the files of its list are looked at on disk, and other
    /// processes of git give the bytes of those that are not the same there.
    fn take_down(
        &self,
        root: &Root,
        list: &List,
        snapshot: &mut Snapshot,
    ) -> Result<Vec<(String, ObjectId)>, HistoryError> {
        let (ask, asked) = mpsc::channel();
        let (give, given) = mpsc::channel();
        thread::scope(|scope| {
            let blobs = thread::Builder::new().spawn_scoped(scope, || self.repository.blobs_by_part(asked));
            let blobs = blobs.map_err(GitError::from)?;
            let submodules = self.look_at_each(root, list, |found: Vec<Found>| {
                // Nobody listens where git has failed, which is told in the end.
                let _ = ask.send(found.iter().filter_map(Found::missing).cloned().collect::<Vec<_>>());
                let _ = give.send(found);
            })?;
            drop((ask, give));
            let mut missing = Vec::new();
            snapshot.extend(given.into_iter().flatten().filter_map(|found| found.known(&mut missing)));
            let blobs = blobs.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            snapshot.extend(missing.into_iter().map(|(path, kind, id)| (path, of_blob(kind, blobs.get(&id)))));
            Ok(submodules)
        })
    }

    /// Looks at every file of a list on disk, a part of them in a task, and gives the submodules.
    fn look_at_each(
        &self,
        root: &Root,
        list: &List,
        take: impl Fn(Vec<Found>) + Send + Clone,
    ) -> Result<Vec<(String, ObjectId)>, HistoryError> {
        let mut submodules = Vec::new();
        rayon::in_place_scope(|scope| {
            self.each_files(list, |mut files| {
                let linked = files.extract_if(.., |file| file.kind == FileKind::Submodule);
                submodules.extend(linked.map(|file| (file.path, file.id)));
                let take = take.clone();
                scope.spawn(move |_| take(files.into_iter().map(|file| self.look(root, file)).collect()));
            })
        })?;
        Ok(submodules)
    }

    /// Gives the files of a list, some at a time.
    fn each_files(&self, list: &List, mut take: impl FnMut(Vec<TreeFile>)) -> Result<(), HistoryError> {
        const SOME: usize = 1000;
        match list {
            List::Commit(commit) => self.repository.each_files(commit, &self.folder, take)?,
            List::Index(index) => {
                let Staged { files, unmerged } = self.repository.staged(&self.folder, *index)?;
                if !unmerged.is_empty() {
                    return Err(HistoryError::Unmerged { files: unmerged });
                }
                files.chunks(SOME).for_each(|some| take(some.to_vec()));
            }
        }
        Ok(())
    }

    /// What is known of a file of a list by the file on disk alone.
    fn look(&self, root: &Root, file: TreeFile) -> Found {
        let path = self.path_from_root(&file.path);
        let known = match file.kind {
            FileKind::File if !is_plan_file(&path) => Some(Stored::Listed),
            FileKind::File => root.bytes_on_disk(&path).filter(|bytes| file.id.names(bytes)).map(Stored::File),
            FileKind::Link | FileKind::Submodule => None,
        };
        Found { path, kind: file.kind, known: known.ok_or(file.id) }
    }

    /// The path from the plans folder.
    pub(super) fn path_from_root(&self, path: &str) -> String {
        if self.at.is_empty() { path.to_owned() } else { format!("{}/{path}", self.at) }
    }
}

/// A file of a list, and what it held; or the name of its bytes, where that is to be asked.
struct Found {
    /// From the plans folder.
    path: String,
    kind: FileKind,
    known: Result<Stored, ObjectId>,
}

impl Found {
    fn missing(&self) -> Option<&ObjectId> {
        self.known.as_ref().err()
    }

    /// What it held, where that is known; otherwise it is put with what is missing.
    fn known(self, missing: &mut Vec<(String, FileKind, ObjectId)>) -> Option<(String, Stored)> {
        match self.known {
            Ok(stored) => Some((self.path, stored)),
            Err(id) => {
                missing.push((self.path, self.kind, id));
                None
            }
        }
    }
}

/// What stood at a path, by the bytes that git has for it.
fn of_blob(kind: FileKind, bytes: Option<&[u8]>) -> Stored {
    match (bytes, kind) {
        (None, _) | (Some(_), FileKind::Submodule) => Stored::Elsewhere,
        (Some(bytes), FileKind::File) => Stored::File(bytes.to_vec()),
        (Some(bytes), FileKind::Link) => Stored::Link(String::from_utf8_lossy(bytes).into_owned()),
    }
}
