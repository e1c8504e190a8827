//! Where a new plan goes, and where the files beside it go.

use std::path::{Component, Path, PathBuf};

use super::{Find, Record, StartError};
use crate::store::root::PLANS_FOLDER;
use crate::store::{StoreError, look};

/// The plans folder for a new plan: the nearest in a folder or above it, but within its git repository; or a new one.
///
/// # Errors
///
/// A folder in which it might be cannot be looked at.
pub fn plans_for(here: &Path) -> Result<PathBuf, StartError> {
    let mut way = PathBuf::new();
    for folder in here.ancestors() {
        if look::is_folder(&folder.join(PLANS_FOLDER))? {
            return Ok(way.join(PLANS_FOLDER));
        }
        if is_top(folder)? {
            break;
        }
        way.push("..");
    }
    Ok(PathBuf::from(PLANS_FOLDER))
}

/// The folders in which a plan is started, all of them without links on the way.
#[derive(Debug)]
pub(super) struct Site {
    /// The plans folder, which need not be there yet.
    pub plans: PathBuf,
    /// The folder that people open in an editor: that of the git repository, or the one that holds the plans folder.
    pub home: PathBuf,
    /// The top folder of the git repository that holds the plans, or the folder that would best be one.
    pub repository: PathBuf,
    /// Whether there is a git repository in the folder that people open.
    pub record: Record,
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
        let (home, record) = match look::nearest(parent.ancestors(), is_top)? {
            Some(top) => (top.to_owned(), Record::There),
            None => (parent, Record::Missing),
        };
        let repository = if is_top(&plans)? { plans.clone() } else { home.clone() };
        Ok(Self { plans, home, repository, record })
    }

    /// How commands come to the plans folder from a folder, once it is there.
    pub(super) fn find(&self, here: &Path) -> Result<Find, StartError> {
        let nearest = plans_for(here)?;
        let nearest = nearest.canonicalize().ok().or_else(|| new(&nearest).ok().map(|(_, plans)| plans));
        Ok(if nearest.as_ref() == Some(&self.plans) { Find::Above } else { Find::Named })
    }

    /// The path of the plans folder from the top of that repository, with `/`.
    pub(super) fn in_repository(&self) -> String {
        let inner = with_slashes(self.plans.strip_prefix(&self.repository).unwrap_or(&self.plans));
        if inner.is_empty() { ".".to_owned() } else { inner }
    }

    /// The path of the plans folder from the folder that people open, with `/`.
    pub(super) fn inner(&self) -> String {
        with_slashes(self.plans.strip_prefix(&self.home).unwrap_or(&self.plans))
    }
}

/// Whether a folder is the top of a git repository.
fn is_top(folder: &Path) -> Result<bool, StoreError> {
    Ok(look::at(&folder.join(".git"))?.is_some())
}

/// The folder that holds an existing plans folder, which must not lead elsewhere.
fn within(plans: &Path, real: &Path) -> Result<PathBuf, StartError> {
    let parent = real.parent().unwrap_or(real).to_owned();
    if !plans.symlink_metadata().is_ok_and(|found| !found.is_symlink()) {
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::Site;
    use crate::store::start::StartError;
    use crate::store::write;

    #[test]
    fn plans_go_into_a_folder_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        write::create(&path("notes.md"), b"").expect("it is new");
        symlink("nowhere", path("broken")).expect("a link");
        for name in ["notes.md", "broken"] {
            assert!(matches!(Site::of(&path(name)), Err(StartError::NotAFolder(_))), "{name}");
        }
        assert!(Site::of(&path("plans")).is_ok(), "a folder that is yet to be made");
    }

    #[test]
    fn a_link_to_a_folder_beside_it_is_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let top = folder.path().canonicalize().expect("it is there");
        fs::create_dir(top.join("real")).expect("a folder");
        symlink("real", top.join("plans")).expect("a link");
        let site = Site::of(&top.join("plans")).expect("it stays in its folder");
        assert_eq!((site.plans, site.home), (top.join("real"), top));
    }
}
