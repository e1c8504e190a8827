//! A plans folder at a moment.
//!
//! Most files have not changed since. A file whose bytes on disk have the name that git gave them then is the same
//! file, whatever the index believes, and costs no more than reading it; git is asked for the bytes of the others.

use rayon::prelude::*;

use super::archive::Keep;
use super::{Archive, HistoryError, Moment};
use crate::git::{FileKind, ObjectId, TreeFile};
use crate::store::{Root, Snapshot, Stored, is_plan_file};

impl Archive {
    /// The files of the plans folder at a moment.
    ///
    /// # Errors
    ///
    /// git cannot be run, or a plan was kept in a repository that is not here.
    pub fn snapshot(&self, root: &Root, moment: &Moment) -> Result<Snapshot, HistoryError> {
        let mut files = Vec::new();
        let mut submodules = Vec::new();
        for (keep, commit) in self.keeps.iter().zip(&moment.commits) {
            let stood_at = submodules.iter().find(|(at, _)| *at == keep.at).map(|(_, commit)| commit);
            let Some(commit) = stood_at.or(commit.as_ref()) else { continue };
            let mut listed = keep.repository.files(commit, &keep.folder)?;
            let linked = listed.extract_if(.., |file| file.kind == FileKind::Submodule);
            submodules.extend(linked.map(|file| (file.path, file.id)).collect::<Vec<_>>());
            files.extend(keep.stored(root, listed)?);
        }
        match submodules.iter().find(|(at, _)| !at.contains('/') && !self.keeps.iter().any(|keep| keep.at == *at)) {
            Some((at, _)) => Err(HistoryError::NoSubmodule { folder: root.shown(at) }),
            None => Ok(Snapshot::new(files)),
        }
    }
}

impl Keep {
    /// What stood at each path, by the path from the plans folder.
    fn stored(&self, root: &Root, files: Vec<TreeFile>) -> Result<Vec<(String, Stored)>, HistoryError> {
        let known = |file: TreeFile| {
            let path = self.path_from_root(&file.path);
            match file.kind {
                FileKind::File if !is_plan_file(&path) => (path, Some(Stored::Listed), file),
                FileKind::File => {
                    let same = root.bytes_on_disk(&path).filter(|bytes| file.id.names(bytes));
                    (path, same.map(Stored::File), file)
                }
                FileKind::Link | FileKind::Submodule => (path, None, file),
            }
        };
        let found: Vec<_> = files.into_par_iter().map(known).collect();
        let unknown = found.iter().filter(|(_, stored, _)| stored.is_none()).map(|(_, _, file)| &file.id);
        let blobs = self.repository.blobs(unknown)?;
        let stored = |kind: FileKind, id: &ObjectId| match (blobs.get(id), kind) {
            (None, _) | (Some(_), FileKind::Submodule) => Stored::Elsewhere,
            (Some(bytes), FileKind::File) => Stored::File(bytes.to_vec()),
            (Some(bytes), FileKind::Link) => Stored::Link(String::from_utf8_lossy(bytes).into_owned()),
        };
        let found = found.into_iter();
        Ok(found.map(|(path, known, file)| (path, known.unwrap_or_else(|| stored(file.kind, &file.id)))).collect())
    }

    /// The path from the plans folder.
    pub(super) fn path_from_root(&self, path: &str) -> String {
        if self.at.is_empty() { path.to_owned() } else { format!("{}/{path}", self.at) }
    }
}
