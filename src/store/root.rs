//! Where the plans are: upward from the working folder, or below a folder that is named.

use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::StoreError;
use super::layout::PLAN_FILE;

/// The name of the folder that holds the plans.
pub(super) const PLANS_FOLDER: &str = "plans";

/// How far below a named folder plans are looked for.
const DEEPEST_SEARCH: usize = 6;

/// A plans folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    folder: PathBuf,
    shown: String,
}

/// A plans folder, and the part of it that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    pub root: Root,
    /// A plan, folder or file, from the plans folder; nothing for all of it.
    pub only: Option<String>,
}

impl Root {
    /// The folder with this path, as it is named.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        let shown = folder.components().collect::<PathBuf>();
        let shown = shown.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let shown = if shown == "/" { String::new() } else { shown };
        Self {
            folder: folder.to_owned(),
            shown: if shown.is_empty() && !folder.has_root() { ".".into() } else { shown },
        }
    }

    /// The nearest folder `plans` in a folder or one above it.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn above(from: &Path) -> Result<Self, StoreError> {
        let mut way = PathBuf::new();
        for folder in from.ancestors() {
            if folder.join(PLANS_FOLDER).is_dir() {
                return Ok(Self::new(&way.join(PLANS_FOLDER)));
            }
            way.push("..");
        }
        Err(StoreError::NoPlans { from: from.to_owned() })
    }

    /// The folder on disk.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path by which people see a file that stands at `file` from this folder.
    #[must_use]
    pub fn shown(&self, file: &str) -> String {
        match (self.shown.as_str(), file) {
            (".", _) => file.to_owned(),
            (shown, "") => shown.to_owned(),
            (shown, file) => format!("{shown}/{file}"),
        }
    }
}

impl Scope {
    /// The plans folders, plans, folders and files that a path stands for.
    ///
    /// # Errors
    ///
    /// Nothing is there, or there is no plan in it.
    pub fn of(path: &Path) -> Result<Vec<Self>, StoreError> {
        let metadata =
            std::fs::metadata(path).map_err(|source| StoreError::Unreadable { path: path.to_owned(), source })?;
        let folder = if metadata.is_dir() { path } else { path.parent().unwrap_or(path) };
        if let Some(plan) = plan_above(folder) {
            return Ok(vec![Self::within(&plan, path)]);
        }
        if metadata.is_dir() { Self::below(path) } else { Err(StoreError::NoPlanIn { path: path.to_owned() }) }
    }

    /// The part of a plan that a path stands for.
    fn within(plan: &Path, path: &Path) -> Self {
        let named = name_of(plan);
        let inner = path.strip_prefix(plan).ok().map(|rest| rest.to_string_lossy().replace('\\', "/"));
        let only = match inner.as_deref() {
            None | Some("") => named,
            Some(rest) => format!("{named}/{rest}"),
        };
        Self { root: Root::new(&parent_of(plan)), only: Some(only) }
    }

    /// The plans folders below a folder; the folder itself where it holds plans or is called `plans`.
    fn below(folder: &Path) -> Result<Vec<Self>, StoreError> {
        let mut roots: Vec<PathBuf> = Vec::new();
        let visible = |name: &std::ffi::OsStr| {
            let name = name.to_string_lossy();
            !(name.starts_with('.') && name.len() > 1 && name != "..") && name != "target" && name != "node_modules"
        };
        let walk = WalkDir::new(folder).max_depth(DEEPEST_SEARCH).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || visible(entry.file_name())).filter_map(Result::ok)
        {
            let plan = (entry.file_name() == PLAN_FILE).then(|| entry.path().parent().map(parent_of)).flatten();
            if let Some(root) = plan.filter(|root| !roots.iter().any(|known| root.starts_with(known))) {
                roots.push(root);
            }
        }
        if roots.is_empty() && (name_of(folder) == PLANS_FOLDER) {
            roots.push(folder.to_owned());
        }
        if roots.is_empty() {
            return Err(StoreError::NoPlanIn { path: folder.to_owned() });
        }
        Ok(roots.iter().map(|root| Self { root: Root::new(root), only: None }).collect())
    }

    /// Whether a file, by its path from the plans folder, was asked for.
    #[must_use]
    pub fn covers(&self, file: &str) -> bool {
        let Some(only) = &self.only else { return true };
        file.strip_prefix(only.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The folder itself or one above it that is a plan.
fn plan_above(folder: &Path) -> Option<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Some(plan) = here.ancestors().find(|above| above.join(PLAN_FILE).is_file()) {
        return Some(plan.to_owned());
    }
    if here.has_root() {
        return None;
    }
    let whole = std::path::absolute(here).ok()?;
    whole.ancestors().find(|above| above.join(PLAN_FILE).is_file()).map(Path::to_owned)
}

fn name_of(path: &Path) -> String {
    let whole = std::path::absolute(path).ok();
    let name = path.file_name().or_else(|| whole.as_deref().and_then(Path::file_name));
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The folder above, also of `.` and `..`.
fn parent_of(path: &Path) -> PathBuf {
    match path.components().next_back() {
        None | Some(Component::CurDir | Component::ParentDir) => path.join(".."),
        Some(_) => match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        },
    }
}
