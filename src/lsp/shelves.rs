//! The plans folders that an editor works in: those in its open folders, and those of single files that it has opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::Uri;

use super::address;
use super::documents::Documents;
use crate::diagnostic::Finding;
use crate::language::Desk;
use crate::model::{Judge, is_wanted};
use crate::store::{Buffers, Root, StoreError};

/// A file of a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    /// The plans folder that it lies in.
    pub folder: PathBuf,
    /// Its path from there.
    pub file: String,
}

/// A plans folder, with its plans once they have been read.
#[derive(Debug)]
pub(super) struct Shelf {
    pub root: Root,
    /// The plans as they stand; nothing where something has changed since they were read.
    desk: Option<Arc<Desk>>,
    /// What is wrong with them; nothing where they have not been judged since.
    findings: Option<Arc<[Finding]>>,
    /// Whether what is wrong with them has been told since something changed.
    pub is_told: bool,
}

/// Every plans folder that has come up.
#[derive(Debug, Default)]
pub(super) struct Shelves {
    all: Vec<Shelf>,
    /// Those that nobody works in any more, until that has been told.
    pub gone: Vec<PathBuf>,
}

impl Shelves {
    /// Takes in the plans folders in these folders and not far below them, or the one that holds them.
    pub(super) fn take_in(&mut self, folders: &[PathBuf]) {
        for root in folders.iter().flat_map(|folder| Root::near(folder)) {
            self.add(root);
        }
    }

    /// The file of a plan that an address stands for; its plans folder is taken in where it is new.
    pub(super) fn home(&mut self, uri: &Uri) -> Option<Home> {
        let path = address::path_of(uri)?;
        if path.extension().is_none_or(|ending| ending != "toml") {
            return None;
        }
        if let Some(home) = self.known_home(&path) {
            return Some(home);
        }
        let (root, file) = Root::holding(&path)?;
        let folder = self.add(root).root.folder().to_owned();
        Some(Home { folder, file })
    }

    /// The same in the plans folders that have come up already.
    pub(super) fn known_home(&self, path: &Path) -> Option<Home> {
        let home = |shelf: &Shelf| {
            let file = shelf.root.path_of(path)?;
            let is_in_a_plan = file.split_once('/').is_some_and(|(plan, _)| shelf.root.is_plan(plan));
            (is_in_a_plan || shelf.root.holds_only_plans())
                .then(|| Home { folder: shelf.root.folder().to_owned(), file })
        };
        self.all.iter().find_map(home)
    }

    /// A plans folder, be it the same as one that came up by another path.
    #[cfg_attr(not(test), expect(clippy::indexing_slicing, reason = "the place has just been found"))]
    fn add(&mut self, root: Root) -> &mut Shelf {
        let known = self.all.iter().position(|shelf| shelf.root.is_same_folder(&root));
        match known {
            Some(number) => &mut self.all[number],
            None => self.all.push_mut(Shelf { root, desk: None, findings: None, is_told: false }),
        }
    }

    /// Puts away the plans folders in these folders, unless one of their files is open.
    pub(super) fn put_away(&mut self, folders: &[PathBuf], documents: &Documents) {
        let is_kept = |shelf: &mut Shelf| {
            let folder = shelf.root.folder();
            documents.of_plans().any(|(home, _)| home.folder == folder)
                || !folders.iter().any(|closed| folder.starts_with(closed))
        };
        self.gone.extend(self.all.extract_if(.., |shelf| !is_kept(shelf)).map(|shelf| shelf.root.folder().to_owned()));
    }

    /// Whether there may be something that has not been told.
    pub(super) fn has_news(&self) -> bool {
        !self.gone.is_empty() || self.all.iter().any(|shelf| !shelf.is_told)
    }

    /// Says that something in a plans folder may have changed.
    pub(super) fn touch(&mut self, home: &Home) {
        if let Some(shelf) = self.all.iter_mut().find(|shelf| shelf.root.folder() == home.folder) {
            shelf.touch();
        }
    }

    /// Says that anything may have changed.
    pub(super) fn touch_all(&mut self) {
        self.all.iter_mut().for_each(Shelf::touch);
    }

    pub(super) fn all(&self) -> &[Shelf] {
        &self.all
    }

    /// The plans folder with this path.
    pub(super) fn at(&mut self, folder: &Path) -> Option<&mut Shelf> {
        self.all.iter_mut().find(|shelf| shelf.root.folder() == folder)
    }
}

impl Shelf {
    /// The plans as they stand, read again where something has changed or a day has gone by.
    ///
    /// # Errors
    ///
    /// The plans folder cannot be listed.
    pub(super) fn desk(&mut self, documents: &Documents, judge: Judge) -> Result<Arc<Desk>, StoreError> {
        let is_fresh = |desk: &&Arc<Desk>| desk.judge.today == judge.today;
        if let Some(desk) = self.desk.as_ref().filter(is_fresh) {
            return Ok(Arc::clone(desk));
        }
        let mut buffers = Buffers::default();
        for (home, document) in documents.of_plans() {
            if home.folder == self.root.folder() {
                buffers.insert(&home.file, Arc::clone(document.text.shared()));
            }
        }
        let desk = Arc::new(Desk::read(&self.root, Arc::new(buffers), judge)?);
        (self.desk, self.findings) = (Some(Arc::clone(&desk)), None);
        Ok(desk)
    }

    /// What is wrong with the plans, of those that are wanted; they are judged only where something has changed.
    pub(super) fn findings(&mut self, desk: &Desk, only: &[String]) -> Arc<[Finding]> {
        Arc::clone(self.findings.get_or_insert_with(|| desk.diagnostics(|file| is_in(only, file)).into()))
    }

    fn touch(&mut self) {
        (self.desk, self.findings, self.is_told) = (None, None, false);
    }
}

/// Whether a file lies in one of the plans that were named.
fn is_in(plans: &[String], file: &str) -> bool {
    is_wanted(plans, file.split('/').next().unwrap_or_default())
}
