//! Where a new plan goes, and where the files beside it go.

use std::path::{Component, Path, PathBuf};

use super::StartError;
use crate::store::root::PLANS_FOLDER;

/// The plans folder for a new plan: the nearest in a folder or above it, but within its git repository; or a new one.
#[must_use]
pub fn plans_for(here: &Path) -> PathBuf {
    let mut way = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(PLANS_FOLDER).is_dir() {
            return way.join(PLANS_FOLDER);
        }
        if folder.join(".git").exists() {
            break;
        }
        way.push("..");
    }
    PathBuf::from(PLANS_FOLDER)
}

/// The folders in which a plan is started, all of them without links on the way.
#[derive(Debug)]
pub(super) struct Site {
    /// The plans folder, which need not be there yet.
    pub plans: PathBuf,
    /// The folder that people open in an editor: that of the git repository, or the one that holds the plans folder.
    pub home: PathBuf,
}

impl Site {
    /// The folders for this plans folder.
    pub(super) fn of(plans: &Path) -> Result<Self, StartError> {
        let (parent, plans) = match plans.canonicalize() {
            Ok(real) if !real.is_dir() => return Err(StartError::NotAFolder(plans.to_owned())),
            Ok(real) => (within(plans, &real)?, real),
            Err(_) if plans.symlink_metadata().is_ok() => return Err(StartError::NotAFolder(plans.to_owned())),
            Err(_) => new(plans)?,
        };
        let repository = parent.ancestors().find(|above| above.join(".git").exists());
        let home = repository.unwrap_or(&parent).to_owned();
        Ok(Self { plans, home })
    }

    /// The top folder of the git repository that holds the plans, or the folder that would best be one.
    pub(super) fn repository(&self) -> &Path {
        if self.plans.join(".git").exists() { &self.plans } else { &self.home }
    }

    /// The path of the plans folder from the top of that repository, with `/`.
    pub(super) fn in_repository(&self) -> String {
        let inner = with_slashes(self.plans.strip_prefix(self.repository()).unwrap_or(&self.plans));
        if inner.is_empty() { ".".to_owned() } else { inner }
    }

    /// The path of the plans folder from the folder that people open, with `/`.
    pub(super) fn inner(&self) -> String {
        with_slashes(self.plans.strip_prefix(&self.home).unwrap_or(&self.plans))
    }
}

/// The folder that holds an existing plans folder, which must not lead elsewhere.
fn within(plans: &Path, real: &Path) -> Result<PathBuf, StartError> {
    let parent = real.parent().unwrap_or(real).to_owned();
    if plans.is_symlink() {
        let named = plans.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !named.canonicalize().is_ok_and(|named| real.starts_with(named)) {
            return Err(StartError::LeadsOut { link: plans.to_owned(), target: real.to_owned() });
        }
    }
    Ok(parent)
}

/// A plans folder that is yet to be made, and the folder that will hold it.
fn new(plans: &Path) -> Result<(PathBuf, PathBuf), StartError> {
    let named = plans.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let parent = named.canonicalize().map_err(|_| StartError::NoFolder(named.to_owned()))?;
    let name = plans.file_name().ok_or_else(|| StartError::NoFolder(plans.to_owned()))?;
    Ok((parent.clone(), parent.join(name)))
}

/// A path without links as it is seen from a folder: upwards where it has to be, with `/`.
pub(super) fn seen_from(path: &Path, here: &Path) -> String {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let (to, from): (Vec<_>, Vec<_>) = (path.components().collect(), here.components().collect());
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir, from.len().saturating_sub(shared));
    let seen: PathBuf = up.chain(to.into_iter().skip(shared)).collect();
    if seen.as_os_str().is_empty() { ".".to_owned() } else { with_slashes(&seen) }
}

fn with_slashes(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
