//! The folder that holds the plans: the one that is named, or the nearest one above the working folder.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::layout::{FolderKind, PLAN_FILE};
use super::origin::{Kind, Origin};
use super::{Buffers, Snapshot, StoreError, look};

/// The name of the folder that holds the plans.
pub(super) const PLANS_FOLDER: &str = "plans";

/// A folder that holds plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    folder: PathBuf,
    shown: String,
    /// The way from this folder to the working folder, where that lies in it.
    here: Option<Vec<String>>,
    holds: Holds,
    /// Where its files are read from.
    pub(super) origin: Origin,
}

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Plans: each folder in it is meant as one, and a plan file beside them is lost.
    Plans,
    /// Plans among other things: what does not look like a plan is none of ours.
    PlansAndOthers,
}

impl Root {
    /// The folder with this path, all of whose folders are plans.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self::seen(folder, None, Holds::Plans)
    }

    /// The same as someone in another folder sees it, who may stand in one of its plans.
    #[must_use]
    pub fn named(folder: &Path, from: &Path) -> Self {
        Self::seen(folder, Some(from), Holds::Plans)
    }

    /// The plans folder that a folder belongs to: the one with the plan that it is part of, or else the nearest
    /// folder `plans` in it or above it.
    ///
    /// # Errors
    ///
    /// There is none, or a folder in which it might be cannot be looked at.
    pub fn above(from: &Path) -> Result<Self, StoreError> {
        let nearest = look::nearest(from.ancestors(), |folder| look::is_folder(&folder.join(PLANS_FOLDER)))?;
        let home = plan_above(from)?.filter(|plan| nearest.is_none_or(|nearest| plan.starts_with(nearest)));
        let folder = match (home.and_then(Path::parent), nearest) {
            (Some(folder), _) => folder.to_owned(),
            (None, Some(nearest)) => nearest.join(PLANS_FOLDER),
            (None, None) => return Err(StoreError::NoPlans { from: from.to_owned() }),
        };
        Ok(Self::found(&folder, from, Named::FromHere))
    }

    /// A folder that was found by what is in it, shown as people named what they looked for.
    pub(super) fn found(folder: &Path, from: &Path, named: Named) -> Self {
        let holds = if is_called_plans(folder) { Holds::Plans } else { Holds::PlansAndOthers };
        match named {
            Named::Whole => Self::seen(folder, None, holds),
            Named::FromHere => Self::seen(&relative(from, folder), Some(from), holds),
        }
    }

    fn seen(folder: &Path, from: Option<&Path>, holds: Holds) -> Self {
        let shown = folder.components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
        let shown = shown.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let shown = match shown.as_str() {
            "/" => String::new(),
            "" => ".".to_owned(),
            _ => shown,
        };
        let here = from.filter(|_| !folder.has_root()).and_then(|from| way_down(&from.join(folder), from));
        Self { folder: folder.to_owned(), shown, here, holds, origin: Origin::Disk }
    }

    /// The same folder with its files as they stood at another time; their paths stay those of today.
    #[must_use]
    pub fn at(self, snapshot: Arc<Snapshot>) -> Self {
        Self { origin: Origin::Snapshot(snapshot), ..self }
    }

    /// The same folder with unsaved texts, which count before the files on disk.
    #[must_use]
    pub fn under(self, buffers: Arc<Buffers>) -> Self {
        Self { origin: Origin::Buffered(buffers), ..self }
    }

    /// The plans folder that holds a file, seen from nowhere, and the path of the file from there; nothing where the
    /// file is no part of a plan. The path is a whole one, and need not lead to anything yet.
    #[must_use]
    pub fn holding(file: &Path) -> Option<(Self, String)> {
        let folder = file.parent()?;
        let plans = match plan_above(folder).ok()? {
            Some(plan) => plan.parent()?,
            None if file.ends_with(PLAN_FILE) => folder.parent().filter(|plans| is_called_plans(plans))?,
            None => return None,
        };
        let root = Self::found(plans, plans, Named::Whole);
        root.path_of(file).map(|path| (root, path))
    }

    /// The path from this folder to a file with this whole path; nothing where the file lies elsewhere.
    #[must_use]
    pub fn path_of(&self, file: &Path) -> Option<String> {
        let names = file.strip_prefix(&self.folder).ok()?.components();
        let names = names.map(|part| part.as_os_str().to_str()).collect::<Option<Vec<_>>>()?;
        (!names.is_empty()).then(|| names.join("/"))
    }

    /// Whether both are the same folder on disk, whatever their paths.
    #[must_use]
    pub fn is_same_folder(&self, other: &Self) -> bool {
        let real = |root: &Self| root.folder.canonicalize().ok();
        self.folder == other.folder || real(self).is_some_and(|folder| real(other) == Some(folder))
    }

    /// The folder on disk.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path by which people see a file that stands at `file` from this folder.
    #[must_use]
    pub fn shown(&self, file: &str) -> String {
        match (&self.here, self.shown.as_str(), file) {
            (Some(here), _, file) => from_within(here, file),
            (None, ".", "") => ".".to_owned(),
            (None, ".", file) => file.to_owned(),
            (None, shown, "") => shown.to_owned(),
            (None, shown, file) => [shown, "/", file].concat(),
        }
    }

    /// Whether a folder directly in this one counts as a plan.
    #[must_use]
    pub fn is_plan(&self, name: &str) -> bool {
        match self.holds {
            Holds::Plans => true,
            Holds::PlansAndOthers => self.looks_like_plan(name),
        }
    }

    /// What [`looks_like_plan`] says of folders on disk, for a folder in this one.
    fn looks_like_plan(&self, name: &str) -> bool {
        let lies_in = |folder: &str, file: &str| self.is_file(&format!("{folder}/{file}"));
        if OWN_FILES_OF_A_PLAN.iter().any(|file| lies_in(name, file)) {
            return true;
        }
        let below = self.list(name).unwrap_or_default().into_iter().filter(|entry| entry.kind != Kind::File);
        let below = below.map(|entry| format!("{name}/{}", entry.name));
        below.into_iter().any(|inner| OWN_FILES_OF_A_PART.iter().any(|file| lies_in(&inner, file)))
    }

    /// Whether a plan file directly in this folder must be meant for one of its plans.
    #[must_use]
    pub const fn holds_only_plans(&self) -> bool {
        matches!(self.holds, Holds::Plans)
    }
}

/// How people named a folder, and so how they see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Whole,
    FromHere,
}

/// The folder itself or one above it that is a plan; the path is a whole one.
///
/// A folder in one called `plans` goes before others, so that a file `plan.toml` in the wrong place is a problem of
/// the plan around it rather than a plan.
///
/// # Errors
///
/// A folder that might be one cannot be looked at.
pub(super) fn plan_above(folder: &Path) -> Result<Option<&Path>, StoreError> {
    let has_file = |plan: &Path| look::is_file(&plan.join(PLAN_FILE));
    let among_plans = || folder.ancestors().filter(|plan| plan.parent().is_some_and(is_called_plans));
    if let Some(plan) = look::nearest(among_plans(), has_file)? {
        return Ok(Some(plan));
    }
    match look::nearest(folder.ancestors(), has_file)? {
        Some(plan) => Ok(Some(plan)),
        None => look::nearest(among_plans(), looks_like_plan),
    }
}

/// The plan that a folder lies in or is, also one that is yet to be made; links on the way are followed.
///
/// # Errors
///
/// A folder that might be one cannot be looked at.
pub fn plan_around(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    let Some(there) = folder.ancestors().find_map(|above| above.canonicalize().ok()) else { return Ok(None) };
    if let Some(plan) = plan_above(&there)? {
        return Ok(Some(plan.to_owned()));
    }
    // What lies in a folder called `plans` counts as a plan, whether it has a file yet or not.
    let whole = without_dots(folder);
    let mut ways = whole.ancestors().take_while(|way| !is_called_plans(way) && !way.join(".git").exists());
    Ok(ways.find(|way| way.parent().is_some_and(is_called_plans)).map(Path::to_owned))
}

/// A path without `.` and `..` in it, as it reads: links on the way are not followed.
#[must_use]
pub fn without_dots(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = whole.pop(),
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => whole.push(part),
        }
    }
    whole
}

/// Whether a folder is a plan, or one that has lost its plan file.
///
/// # Errors
///
/// It cannot be looked at.
pub(super) fn looks_like_plan(folder: &Path) -> Result<bool, StoreError> {
    if look::holds_any(folder, &OWN_FILES_OF_A_PLAN)? {
        return Ok(true);
    }
    let below = match std::fs::read_dir(folder) {
        Err(reason) if look::is_missing(&reason) => return Ok(false),
        listed => listed.map_err(StoreError::unreadable(folder))?,
    };
    for inner in below {
        let inner = inner.map_err(StoreError::unreadable(folder))?.path();
        if look::holds_any(&inner, &OWN_FILES_OF_A_PART)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Files that lie in the folder of a plan and in no other.
const OWN_FILES_OF_A_PLAN: [&str; 3] = [PLAN_FILE, "parties.toml", "baseline.toml"];

/// Files that lie in the folders of a plan.
const OWN_FILES_OF_A_PART: [&str; 2] = [FolderKind::Theme.own_file(), FolderKind::Objective.own_file()];

/// Whether a folder has the name that makes every folder in it a plan.
pub(super) fn is_called_plans(folder: &Path) -> bool {
    folder.file_name() == Some(OsStr::new(PLANS_FOLDER))
}

/// The way from one folder to another, both whole.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// The folders on the way down from one folder to another, where the one holds the other.
fn way_down(from: &Path, to: &Path) -> Option<Vec<String>> {
    let (from, to) = (from.canonicalize().ok()?, to.canonicalize().ok()?);
    let way = to.strip_prefix(from).ok()?;
    Some(way.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect())
}

/// The path of a file for someone who is so far inside the folder that it is counted from.
fn from_within(here: &[String], file: &str) -> String {
    let parts: Vec<_> = file.split('/').filter(|part| !part.is_empty()).collect();
    let shared = here.iter().zip(&parts).take_while(|(a, b)| a == *b).count();
    let up = std::iter::repeat_n("..", here.len().saturating_sub(shared));
    let path: Vec<_> = up.chain(parts.into_iter().skip(shared)).collect();
    if path.is_empty() { ".".to_owned() } else { path.join("/") }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Named, Root};

    /// Folders with empty files at these paths.
    fn folders(files: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let top = kept.path().canonicalize().expect("it is there");
        for file in files {
            let path = top.join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
            crate::store::write::create(&path, b"").expect("a new file");
        }
        (kept, top)
    }

    fn above(from: &Path) -> Option<String> {
        Root::above(from).ok().map(|root| root.shown("bristol/3/3.1.toml"))
    }

    #[test]
    fn the_nearest_plans_folder_above_is_found() {
        let (_kept, top) = folders(&["repo/plans/bristol/plan.toml", "repo/src/deep/a.rs", "alone/a.txt"]);
        assert_eq!(above(&top.join("repo")).as_deref(), Some("plans/bristol/3/3.1.toml"));
        assert_eq!(above(&top.join("repo/src/deep")).as_deref(), Some("../../plans/bristol/3/3.1.toml"));
        assert_eq!(above(&top.join("alone")), None);
    }

    #[test]
    fn someone_inside_a_plan_sees_the_paths_from_there() {
        let (_kept, top) = folders(&["plans/bristol/plan.toml", "plans/bristol/3/3.1.toml", "plans/banes/plan.toml"]);
        assert_eq!(above(&top.join("plans")).as_deref(), Some("bristol/3/3.1.toml"));
        assert_eq!(above(&top.join("plans/bristol")).as_deref(), Some("3/3.1.toml"));
        assert_eq!(above(&top.join("plans/bristol/3")).as_deref(), Some("3.1.toml"));
        assert_eq!(above(&top.join("plans/banes")).as_deref(), Some("../bristol/3/3.1.toml"));
        let root = Root::above(&top.join("plans/bristol")).expect("a plan is there");
        assert_eq!((root.shown("bristol"), root.shown("")), (".".to_owned(), "..".to_owned()));
    }

    #[test]
    fn someone_inside_a_plan_is_answered_from_it_whatever_folder_holds_it() {
        let (_kept, top) = folders(&["plans/bristol/plan.toml", "examples/wendale/plan.toml", "examples/wendale/1/a"]);
        let root = Root::above(&top.join("examples/wendale/1")).expect("a plan is there");
        assert_eq!((root.folder(), root.shown("wendale/plan.toml")), (Path::new("../.."), "../plan.toml".to_owned()));
        let root = Root::found(&top.join("examples"), &top, Named::Whole);
        assert!(!root.holds_only_plans() && root.is_plan("wendale") && !root.is_plan("notes"));
    }

    #[test]
    fn a_plan_file_in_a_wrong_place_makes_no_plan() {
        let (_kept, top) = folders(&["plans/bristol/plan.toml", "plans/bristol/3/plan.toml"]);
        let root = Root::above(&top.join("plans/bristol/3")).expect("a plan is there");
        assert_eq!((root.folder(), root.holds_only_plans()), (Path::new("../.."), true));
    }

    #[test]
    fn a_plan_that_has_lost_its_plan_file_is_still_one() {
        let (_kept, top) = folders(&["plans/bristol/prevention/theme.toml"]);
        let root = Root::above(&top.join("plans/bristol/prevention")).expect("a plan is there");
        assert_eq!((root.folder(), root.is_plan("bristol")), (Path::new("../.."), true));
    }

    #[test]
    fn a_folder_is_shown_as_it_was_named() {
        let shown = |folder: &str| Root::named(Path::new(folder), Path::new("/srv")).shown("a/plan.toml");
        assert_eq!(shown("some/plans"), "some/plans/a/plan.toml");
        assert_eq!(shown("./some/plans/"), "some/plans/a/plan.toml");
        assert_eq!(shown("/srv/plans"), "/srv/plans/a/plan.toml");
        assert_eq!(shown("/"), "/a/plan.toml");
        assert_eq!(shown("."), "a/plan.toml");
        assert_eq!(Root::found(Path::new("/srv/x"), Path::new("/srv/y"), Named::FromHere).shown("a"), "../x/a");
    }

    #[test]
    fn the_folder_that_somebody_is_in_is_a_dot_and_not_shown_before_a_file() {
        let here = Root::new(Path::new("."));
        assert_eq!((here.shown(""), here.shown("bristol/plan.toml")), (".".to_owned(), "bristol/plan.toml".to_owned()));
    }

    #[test]
    fn a_folder_is_the_same_by_whatever_link_it_is_reached() {
        let (_kept, top) = folders(&["repo/plans/bristol/plan.toml", "other/plans/bristol/plan.toml"]);
        std::os::unix::fs::symlink(top.join("repo"), top.join("way")).expect("a link");
        let root = |folder: &str| Root::new(&top.join(folder));
        assert!(root("repo/plans").is_same_folder(&root("repo/plans")));
        assert!(root("repo/plans").is_same_folder(&root("way/plans")));
        assert!(!root("repo/plans").is_same_folder(&root("other/plans")));
        assert!(root("nowhere").is_same_folder(&root("nowhere")));
        assert!(!root("nowhere").is_same_folder(&root("gone")));
    }
}
