//! What was asked for: the plans folders, plans, folders and files that paths stand for.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::layout::PLAN_FILE;
use super::look;
use super::root::{Named, is_called_plans, looks_like_plan, plan_above};
use super::{Root, StoreError, folder};

/// How far below a named folder plans are looked for.
const DEEPEST_SEARCH: usize = 6;

/// The same, where nobody has asked for it: an editor may have any folder open, be it all that a person has.
const DEEPEST_GLANCE: usize = 3;

/// A plans folder, and the parts of it that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub root: Root,
    /// Plans, folders and files, from the plans folder; nothing for all of it.
    parts: Option<BTreeSet<String>>,
}

impl Scope {
    /// All of a plans folder.
    #[must_use]
    pub const fn whole(root: Root) -> Self {
        Self { root, parts: None }
    }

    /// The same parts of another version of the folder.
    #[must_use]
    pub fn of_root(self, root: Root) -> Self {
        Self { root, ..self }
    }

    /// What paths stand for, seen from a folder: each plans folder once, however many paths lie in it, in the order of their paths.
    ///
    /// # Errors
    ///
    /// Nothing is at a path, or there is no plan in it.
    pub fn of(paths: &[PathBuf], from: &Path) -> Result<Vec<Self>, StoreError> {
        let mut found: Vec<(PathBuf, Self)> = Vec::new();
        for path in paths {
            for scope in find(path, from)? {
                let folder = scope.root.folder().canonicalize().unwrap_or_else(|_| scope.root.folder().to_owned());
                match found.iter_mut().find(|(known, _)| *known == folder) {
                    Some((_, known)) => known.take_in(scope),
                    None => found.push((folder, scope)),
                }
            }
        }
        let mut scopes: Vec<_> = found.into_iter().map(|(_, scope)| scope).collect();
        scopes.sort_by_cached_key(|scope| scope.root.shown(""));
        Ok(scopes)
    }

    /// The same without what lies in other plans than these; nothing where that leaves nothing.
    #[must_use]
    pub fn only(self, plans: &[&str]) -> Option<Self> {
        let wanted = |part: &String| part.split('/').next().is_some_and(|plan| plans.contains(&plan));
        let parts: BTreeSet<_> = match self.parts {
            None => plans.iter().map(|plan| (*plan).to_owned()).collect(),
            Some(parts) => parts.into_iter().filter(wanted).collect(),
        };
        (!parts.is_empty()).then_some(Self { parts: Some(parts), ..self })
    }

    /// Whether all of the plans folder was asked for.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.parts.is_none()
    }

    /// Whether a file, by its path from the plans folder, was asked for; or a folder that a part lies in, for what is
    /// wrong with it is wrong with the part.
    #[must_use]
    pub fn covers(&self, file: &str) -> bool {
        let Some(parts) = &self.parts else { return true };
        if is_in(parts, file) {
            return true;
        }
        let below = format!("{file}/");
        parts.range(below.clone()..).next().is_some_and(|part| part.starts_with(&below))
    }

    /// How many plan files the parts hold; nothing where all of the plans folder was asked for.
    #[must_use]
    pub fn files(&self) -> Option<usize> {
        let parts = self.parts.as_ref()?;
        let outermost =
            parts.iter().filter(|part| !part.rsplit_once('/').is_some_and(|(above, _)| is_in(parts, above)));
        Some(outermost.map(|part| folder::count(&self.root, part)).sum())
    }

    fn take_in(&mut self, other: Self) {
        match (&mut self.parts, other.parts) {
            (Some(parts), Some(others)) => parts.extend(others),
            (parts, _) => *parts = None,
        }
    }
}

/// Whether a path, or a folder that it lies in, is among these.
fn is_in(parts: &BTreeSet<String>, path: &str) -> bool {
    let above = path.match_indices('/').map(|(at, _)| path.get(..at).unwrap_or(path));
    parts.contains(path) || above.into_iter().any(|folder| parts.contains(folder))
}

/// What one path stands for.
fn find(path: &Path, from: &Path) -> Result<Vec<Scope>, StoreError> {
    let metadata = fs::metadata(from.join(path)).map_err(StoreError::unreadable(path))?;
    let real = from.join(path).canonicalize().map_err(StoreError::unreadable(path))?;
    let named = if path.has_root() { Named::Whole } else { Named::FromHere };
    let as_named = tidy(path, from).unwrap_or_else(|| real.clone());
    let folder_of = |path: &Path| if metadata.is_dir() { path.to_owned() } else { parent(path) };
    for whole in [&as_named, &real] {
        if let Some(plan) = plan_above(&folder_of(whole))? {
            return Ok(vec![part_of(&parent(plan), whole, from, named)]);
        }
    }
    let (roots, failed) = if metadata.is_dir() { roots_below(&as_named, DEEPEST_SEARCH) } else { (Vec::new(), None) };
    if let Some(error) = failed {
        return Err(error);
    }
    if !roots.is_empty() {
        return Ok(roots.iter().map(|root| Scope::whole(Root::found(root, from, named))).collect());
    }
    match (is_called_plans(&folder_of(&as_named)), metadata.is_dir()) {
        (true, true) => Ok(vec![Scope::whole(Root::found(&as_named, from, named))]),
        (true, false) => Ok(vec![part_of(&parent(&as_named), &as_named, from, named)]),
        (false, true) => Err(StoreError::NoPlanIn { path: path.to_owned() }),
        (false, false) => Err(StoreError::InNoPlan { path: path.to_owned() }),
    }
}

/// The whole path, as people named it; nothing where only the file system knows what a `..` in it means.
fn tidy(path: &Path, from: &Path) -> Option<PathBuf> {
    let mut whole = if path.has_root() { PathBuf::new() } else { from.to_owned() };
    let mut is_below = path.has_root();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_below => return None,
            Component::ParentDir => {
                whole.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => {
                whole.push(part);
                is_below = true;
            }
        }
    }
    Some(whole)
}

/// The part of a plans folder that a path stands for.
fn part_of(root: &Path, whole: &Path, from: &Path, named: Named) -> Scope {
    let inner = whole.strip_prefix(root).unwrap_or(whole).to_string_lossy();
    let part = inner.replace(std::path::MAIN_SEPARATOR, "/");
    Scope { root: Root::found(root, from, named), parts: Some(BTreeSet::from([part])) }
}

impl Root {
    /// The plans folders in a folder, given by its whole path, and not far below it; or the one that holds it. What
    /// cannot be read is passed over.
    #[must_use]
    pub fn near(folder: &Path) -> Vec<Self> {
        let found = match plan_above(folder).ok().flatten().and_then(Path::parent) {
            Some(plans) => vec![plans.to_owned()],
            None => roots_below(folder, DEEPEST_GLANCE).0,
        };
        found.iter().map(|root| Self::found(root, folder, Named::Whole)).collect()
    }
}

/// The folders that hold plans, in a folder and so far below it, and the first that could not be read.
fn roots_below(folder: &Path, depth: usize) -> (Vec<PathBuf>, Option<StoreError>) {
    let mut roots: Vec<PathBuf> = Vec::new();
    let mut failed = None;
    let mut walk = WalkDir::new(folder).max_depth(depth).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                failed.get_or_insert(StoreError::Unreadable { path, reason: error.into() });
                continue;
            }
        };
        let path = entry.path();
        let is_folder = entry.file_type().is_dir();
        let root = root_at(path, is_folder).unwrap_or_else(|error| {
            failed.get_or_insert(error);
            None
        });
        if is_folder && (root.is_some() || (entry.depth() > 0 && is_passed_over(entry.file_name()))) {
            walk.skip_current_dir();
        }
        if let Some(root) = root.filter(|root| !roots.contains(root)) {
            roots.push(root);
        }
    }
    (roots, failed)
}

/// The folder of plans that a folder is, or that it makes one by being a plan.
fn root_at(path: &Path, is_folder: bool) -> Result<Option<PathBuf>, StoreError> {
    if is_called_plans(path) && look::is_folder(path)? && holds_a_plan(path)? {
        return Ok(Some(path.to_owned()));
    }
    let is_plan = is_folder && look::is_file(&path.join(PLAN_FILE))?;
    Ok(is_plan.then(|| parent(path)))
}

fn holds_a_plan(folder: &Path) -> Result<bool, StoreError> {
    for entry in fs::read_dir(folder).map_err(StoreError::unreadable(folder))? {
        if looks_like_plan(&entry.map_err(StoreError::unreadable(folder))?.path())? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Folders in which nobody keeps a plan: hidden ones, and those that programs fill.
fn is_passed_over(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name == "target" || name == "node_modules"
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::path::{Path, PathBuf};

    use super::{Scope, find};
    use crate::store::{Root, StoreError};

    const FILES: [&str; 10] = [
        "repo/plans/bristol/plan.toml",
        "repo/plans/bristol/prevention/3/3.1.toml",
        "repo/plans/bristol/prevention/3/3.10.toml",
        "repo/plans/bristol/notes.md",
        "repo/plans/banes/plan.toml",
        "repo/plans/stray.toml",
        "repo/examples/wendale/plan.toml",
        "repo/src/main.rs",
        "repo/.cache/plans/old/plan.toml",
        "alone/a.txt",
    ];

    fn folders() -> (tempfile::TempDir, PathBuf) {
        let kept = tempfile::tempdir().expect("a temporary folder");
        let top = kept.path().canonicalize().expect("it is there");
        for file in FILES {
            let path = top.join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
            crate::store::write::create(&path, b"").expect("a new file");
        }
        (kept, top)
    }

    /// Each plans folder as people see it, with the parts that were asked for.
    fn seen(path: &str, from: &Path) -> Vec<String> {
        let scopes = find(Path::new(path), from).expect("a plan is there");
        let one = |scope: &Scope| match &scope.parts {
            None => scope.root.shown(""),
            Some(parts) => format!("{} {}", scope.root.shown(""), parts.iter().cloned().collect::<Vec<_>>().join(" ")),
        };
        scopes.iter().map(one).collect()
    }

    #[test]
    fn a_path_stands_for_a_plans_folder_a_plan_a_folder_or_a_file() {
        let (_kept, top) = folders();
        let repo = top.join("repo");
        assert_eq!(seen("plans", &repo), ["plans"]);
        assert_eq!(seen("plans/", &repo), ["plans"]);
        assert_eq!(seen(".", &repo), ["examples", "plans"]);
        assert_eq!(seen("examples", &repo), ["examples"]);
        assert_eq!(seen("plans/bristol", &repo), ["plans bristol"]);
        assert_eq!(seen("plans/bristol/prevention/", &repo), ["plans bristol/prevention"]);
        assert_eq!(seen("./plans/bristol/plan.toml", &repo), ["plans bristol/plan.toml"]);
        assert_eq!(seen("plans/stray.toml", &repo), ["plans stray.toml"]);
        let whole = repo.join("plans/bristol").display().to_string();
        assert_eq!(seen(&whole, &repo), [format!("{} bristol", repo.join("plans").display())]);
    }

    #[test]
    fn a_path_may_start_inside_a_plan() {
        let (_kept, top) = folders();
        let inside = top.join("repo/plans/bristol/prevention");
        assert_eq!(seen(".", &inside), ["../.. bristol/prevention"]);
        assert_eq!(seen("..", &inside), ["../.. bristol"]);
        assert_eq!(seen("../..", &inside), ["../.."]);
        assert_eq!(seen("3/3.1.toml", &inside), ["../.. bristol/prevention/3/3.1.toml"]);
        assert_eq!(seen("../../banes", &inside), ["../.. banes"]);
        assert_eq!(seen("3/../../plan.toml", &inside), ["../.. bristol/plan.toml"]);
    }

    #[test]
    fn an_editor_finds_the_plans_near_its_folder() {
        let (_kept, top) = folders();
        let near = |folder: &str| {
            let found = Root::near(&top.join(folder));
            let below = found.iter().map(|root| root.folder().strip_prefix(&top).expect("it is there").to_owned());
            below.map(|path| path.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(near("repo"), ["repo/examples", "repo/plans"]);
        assert_eq!(near(""), ["repo/examples", "repo/plans"]);
        assert_eq!(near("repo/plans/bristol/prevention"), ["repo/plans"]);
        assert_eq!(near("alone"), Vec::<String>::new());
        assert_eq!(near("nowhere"), Vec::<String>::new());
    }

    #[test]
    fn links_lead_to_the_plan_behind_them() {
        let (_kept, top) = folders();
        symlink(top.join("repo"), top.join("way")).expect("a link");
        symlink(top.join("repo/plans/bristol/prevention"), top.join("alone/theme")).expect("a link");
        symlink(top.join("repo/plans"), top.join("alone/plans")).expect("a link");
        assert_eq!(seen("way/plans/bristol", &top), ["way/plans bristol"]);
        assert_eq!(seen("alone/theme/3", &top), ["repo/plans bristol/prevention/3"]);
        assert_eq!(seen("alone", &top), ["alone/plans"]);
    }

    #[test]
    fn where_there_is_no_plan_there_is_an_error() {
        let (_kept, top) = folders();
        let error = |path: &str| find(Path::new(path), &top).expect_err("no plan is there");
        assert!(matches!(error("alone"), StoreError::NoPlanIn { .. }));
        assert!(matches!(error("alone/a.txt"), StoreError::InNoPlan { .. }));
        assert!(matches!(error("nowhere"), StoreError::Unreadable { .. }));
    }

    #[test]
    fn a_plans_folder_is_taken_once_with_every_part_that_was_named() {
        let (_kept, top) = folders();
        let path = |path: &str| top.join("repo").join(path);
        let of = |paths: &[&str]| Scope::of(&paths.iter().map(|p| path(p)).collect::<Vec<_>>(), &top).expect("plans");
        let action = "plans/bristol/prevention/3/3.1.toml";

        let twice = of(&[action, action, "plans/bristol/prevention/../prevention/3/3.1.toml"]);
        assert_eq!((twice.len(), twice[0].files()), (1, Some(1)));
        assert!(twice[0].covers("bristol/prevention/3/3.1.toml"));
        assert!(!twice[0].covers("bristol/prevention/3/3.10.toml"));
        assert!(twice[0].covers("bristol/prevention"), "a folder that cannot be read hides the file");
        assert!(!twice[0].covers("bristol/plan.toml"));

        let parts = of(&[action, "plans/bristol/prevention"]);
        assert_eq!((parts.len(), parts[0].files()), (1, Some(2)), "nothing is counted twice");
        assert_eq!(of(&[action, "plans", "plans/banes"]), [of(&["plans"])[0].clone()]);
        assert_eq!(of(&["plans", "examples", "."]).len(), 2);
    }

    #[test]
    fn a_scope_can_be_kept_to_some_plans() {
        let (_kept, top) = folders();
        let scope = |path: &str| Scope::of(&[top.join(path)], &top).expect("plans").swap_remove(0);
        let banes = scope("repo/plans").only(&["banes"]).expect("it is there");
        assert!(banes.covers("banes/plan.toml") && !banes.covers("bristol/plan.toml"));
        assert_eq!(banes.files(), Some(1));
        assert_eq!(scope("repo/plans/bristol").only(&["banes"]), None);
    }

    #[test]
    fn a_folder_called_plans_needs_a_plan_and_one_called_otherwise_a_plan_file() {
        let (_kept, top) = folders();
        for (file, folder) in [
            ("house/plans/ground/floor.txt", "house"),
            ("drawing/plans", "drawing"),
            ("lost/wendale/help/theme.toml", "lost"),
        ] {
            let path = top.join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
            crate::store::write::create(&path, b"").expect("a new file");
            let found = find(Path::new(folder), &top);
            assert!(matches!(found, Err(StoreError::NoPlanIn { .. })), "{folder}: {found:?}");
        }
    }

    #[test]
    fn the_way_back_from_a_link_is_that_of_what_it_leads_to() {
        let (_kept, top) = folders();
        symlink(top.join("alone"), top.join("repo/elsewhere")).expect("a link");
        let scopes = find(Path::new("elsewhere/../repo/plans/banes"), &top.join("repo")).expect("a plan is there");
        assert_eq!(scopes.len(), 1);
        assert!(scopes[0].covers("banes/plan.toml") && !scopes[0].covers("bristol/plan.toml"));
        assert_eq!(seen("../repo/plans", &top.join("alone")), ["../repo/plans"]);
    }
}
