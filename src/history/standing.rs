//! Which commits the files of a plans folder stand at.

use super::{Archive, HistoryError, Moment};
use crate::model::Date;
use crate::store::is_plan_file;

/// A commit that files stand at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsAt {
    /// The first digits of its name.
    pub id: String,
    pub day: Date,
    /// Whether plan files on disk say something else than the commit.
    pub is_changed: bool,
}

impl Archive {
    /// The commits that the files on disk stand at, one for each repository.
    ///
    /// # Errors
    ///
    /// git cannot be run.
    pub fn stands_at(&self) -> Result<Vec<StandsAt>, HistoryError> {
        let mut found = Vec::new();
        for keep in &self.keeps {
            let Some(head) = keep.repository.commit("HEAD")? else { continue };
            let uncommitted = keep.repository.uncommitted(&keep.folder)?;
            let is_changed = uncommitted.iter().any(|path| is_plan_file(&keep.path_from_root(path)));
            let Some(day) = Date::parse(&head.day) else { continue };
            found.push(StandsAt { id: head.id.short().to_owned(), day, is_changed });
        }
        Ok(found)
    }
}

impl Moment {
    /// The commits of this moment, one for each repository that has one of its own.
    #[must_use]
    pub fn stands_at(&self) -> Vec<StandsAt> {
        let commits = self.commits.iter().flatten();
        commits.map(|id| StandsAt { id: id.short().to_owned(), day: self.day, is_changed: false }).collect()
    }
}
