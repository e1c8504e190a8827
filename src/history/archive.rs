//! The repositories behind a plans folder, and moments in their history.

use super::HistoryError;
use crate::git::{GitError, ObjectId, Repository, Revision};
use crate::model::Date;
use crate::query;
use crate::store::Root;

/// What git has kept of a plans folder: one repository as a rule; more where plans are repositories of their own.
#[derive(Debug, Clone)]
pub struct Archive {
    pub(super) keeps: Vec<Keep>,
}

/// A repository, and the part of the plans folder that it keeps.
#[derive(Debug, Clone)]
pub(super) struct Keep {
    pub repository: Repository,
    /// The folder that it keeps, from its top.
    pub folder: String,
    /// Where that folder stands in the plans folder: empty for the plans folder itself, or the folder of a plan.
    pub at: String,
}

/// A point in the history of a plans folder.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The day that was asked for; for a commit the day on which it was made, by the clock of who made it.
    pub day: Date,
    /// The commit of each repository; nothing where that repository has the plan by another's word, as a submodule.
    pub(super) commits: Vec<Option<ObjectId>>,
}

impl Moment {
    /// The name of its commit; nothing where several repositories have one each.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        let mut commits = self.commits.iter().flatten();
        let first = commits.next()?;
        commits.next().is_none().then(|| first.as_str())
    }
}

impl Archive {
    /// The repositories that hold a plans folder, or plans in it.
    ///
    /// # Errors
    ///
    /// There is none, git is not there, or it refuses the repository.
    pub fn of(root: &Root) -> Result<Self, HistoryError> {
        let (nearest, way) = root.nearest_on_disk();
        let own = root.folders_with(".git").into_iter().map(|plan| {
            let repository = Repository::of(&root.folder().join(&plan))?;
            Ok(Keep { folder: repository.within().to_owned(), repository, at: plan })
        });
        let own = own.collect::<Result<Vec<_>, GitError>>()?;
        let keeps = match Repository::of(&nearest) {
            Ok(repository) => {
                let folder = [repository.within(), &way].into_iter().filter(|part| !part.is_empty());
                let folder = folder.collect::<Vec<_>>().join("/");
                std::iter::once(Keep { repository, folder, at: String::new() }).chain(own).collect()
            }
            Err(GitError::NoRepository(_)) if !own.is_empty() => own,
            Err(GitError::NoRepository(_)) => return Err(HistoryError::NoRepository { folder: root.shown("") }),
            Err(error) => return Err(error.into()),
        };
        Ok(Self { keeps })
    }

    /// The path of a file of the plans folder from the top of the repository that keeps it; nothing where none does.
    ///
    /// What holds the plans folder counts for the plans in it, submodules among them.
    #[must_use]
    pub fn path_of(&self, file: &str) -> Option<String> {
        let (keep, rest) = self.keeps.iter().find_map(|keep| match keep.at.as_str() {
            "" => Some((keep, file)),
            at => Some((keep, file.strip_prefix(at)?.strip_prefix('/')?)),
        })?;
        let parts = [keep.folder.as_str(), rest].into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join("/"))
    }

    /// The moment that a person names: anything that git takes for a commit, or else a day.
    ///
    /// # Errors
    ///
    /// It is neither, or history begins later.
    pub fn find(&self, name: &str, today: Date) -> Result<Moment, HistoryError> {
        let found = self.of_each(|keep| keep.repository.commit(name))?;
        if let Some(moment) = self.moment(found) {
            return Ok(moment);
        }
        match query::day(name, today) {
            Ok(day) => self.on(day),
            Err(_) if name == "HEAD" => Err(HistoryError::NoCommit),
            Err(_) => Err(HistoryError::NoSuchName { name: name.to_owned() }),
        }
    }

    /// The end of a day: the last commit that was made on it or before, on the way back from HEAD along first parents.
    ///
    /// # Errors
    ///
    /// History begins later.
    pub fn on(&self, day: Date) -> Result<Moment, HistoryError> {
        let text = day.to_string();
        let found = self.of_each(|keep| match keep.repository.commit("HEAD")? {
            Some(head) => keep.repository.last_commit_by(&text, &head.id),
            None => Ok(None),
        })?;
        match self.moment(found) {
            Some(moment) => Ok(Moment { day, ..moment }),
            None => Err(self.too_early(day)?),
        }
    }

    /// The first commit on the way back from HEAD along first parents.
    ///
    /// # Errors
    ///
    /// There is no commit yet.
    pub fn first(&self) -> Result<Moment, HistoryError> {
        let found = self.of_each(|keep| match keep.repository.commit("HEAD")? {
            Some(head) => keep.repository.first_commit(&head.id),
            None => Ok(None),
        })?;
        self.moment(found).ok_or(HistoryError::NoCommit)
    }

    /// Asks every repository; those that stand in another's plans folder may have nothing to say.
    fn of_each(
        &self,
        ask: impl Fn(&Keep) -> Result<Option<Revision>, GitError>,
    ) -> Result<Vec<Option<Revision>>, HistoryError> {
        Ok(self.keeps.iter().map(ask).collect::<Result<_, _>>()?)
    }

    /// The moment at these commits; nothing where the repository that counts has none.
    ///
    /// What holds the plans folder counts for the plans in it, since it says at which commit each submodule stood.
    fn moment(&self, found: Vec<Option<Revision>>) -> Option<Moment> {
        let day = |revision: &Revision| Date::parse(&revision.day);
        let day = match (self.keeps.first(), found.first()) {
            (Some(keep), Some(first)) if keep.at.is_empty() => day(first.as_ref()?)?,
            _ => found.iter().flatten().filter_map(day).max()?,
        };
        Some(Moment { day, commits: found.into_iter().map(|revision| revision.map(|found| found.id)).collect() })
    }

    /// Why there is nothing of a day.
    fn too_early(&self, day: Date) -> Result<HistoryError, HistoryError> {
        let first = self.first()?.day;
        let is_shallow = self.keeps.iter().any(|keep| keep.repository.is_shallow());
        Ok(if is_shallow {
            HistoryError::BeforeShallow { day, first }
        } else {
            HistoryError::BeforeFirst { day, first }
        })
    }
}
