//! The texts of a plan's files, as they were read: while they are kept, a problem is shown without reading or parsing
//! its file again, and as the file stood when it was judged.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Root;
use super::find;
use super::toml::Marks;
use crate::diagnostic::{Diagnostic, Finding};

/// So many bytes of texts are kept of one plan; where the rest stands is looked up in its files.
const MOST: usize = 4 << 20;

/// Files of a plan by their paths from the plans folder.
#[derive(Debug, Default)]
pub struct Texts {
    files: HashMap<String, KeptFile>,
}

/// A file as it was read.
#[derive(Debug)]
pub(super) struct KeptFile {
    pub text: Arc<str>,
    /// Nothing where the text is not TOML.
    pub marks: Option<Marks>,
}

/// How much more is to be kept of a plan.
#[derive(Debug)]
pub(super) struct Room(AtomicUsize);

impl Texts {
    /// What [`findings`](super::findings()) says of problems of this plan.
    #[must_use]
    pub fn findings(&self, root: &Root, problems: Vec<Diagnostic>) -> Vec<Finding> {
        find::findings_with(root, self, problems)
    }

    /// Room for so many files.
    pub(super) fn with_room(files: usize) -> Self {
        Self { files: HashMap::with_capacity(files) }
    }

    pub(super) fn insert(&mut self, file: String, kept: KeptFile) {
        self.files.insert(file, kept);
    }

    pub(super) fn get(&self, file: &str) -> Option<&KeptFile> {
        self.files.get(file)
    }
}

impl Room {
    /// Room for nothing.
    pub(super) const fn none() -> Self {
        Self(AtomicUsize::new(0))
    }

    /// Room for the texts of most plans.
    pub(super) const fn usual() -> Self {
        Self(AtomicUsize::new(MOST))
    }

    /// Takes room for a text, if there is as much.
    pub(super) fn take(&self, bytes: usize) -> bool {
        self.0.try_update(Ordering::Relaxed, Ordering::Relaxed, |room| room.checked_sub(bytes)).is_ok()
    }
}
