//! The files of a plans folder as they stood at another time, held in memory.
//!
//! What they were is for others to find out; here they are only listed and read, as a folder on disk would be.

use std::collections::HashMap;
use std::path::{Component, Path};

use super::layout::is_plan_file;
use super::origin::{Kind, Leads, Listed};

/// The files of a plans folder at another time.
#[derive(Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// What each folder lists, by its path from the plans folder; the plans folder itself is the empty path.
    folders: HashMap<String, Vec<Listed>>,
    files: HashMap<String, Stored>,
}

/// What stood at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// A file with these bytes.
    File(Vec<u8>),
    /// A file of which only the name counts.
    Listed,
    /// A symbolic link to this path.
    Link(String),
    /// Something whose contents cannot be had.
    Elsewhere,
}

/// An empty plans folder.
impl Default for Snapshot {
    fn default() -> Self {
        Self { folders: HashMap::from([(String::new(), Vec::new())]), files: HashMap::new() }
    }
}

/// Adds files in any order, each by its path from the plans folder with `/` between the parts.
impl Extend<(String, Stored)> for Snapshot {
    fn extend<F: IntoIterator<Item = (String, Stored)>>(&mut self, files: F) {
        for (path, stored) in files {
            self.add(path, stored);
        }
    }
}

impl Snapshot {
    /// The snapshot with these files, each by its path from the plans folder with `/` between the parts.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Stored)>) -> Self {
        let mut snapshot = Self::default();
        snapshot.extend(files);
        snapshot
    }

    /// Whether there is a plan file in the folder of a plan.
    #[must_use]
    pub fn holds_plans(&self) -> bool {
        self.files.keys().any(|path| path.contains('/') && is_plan_file(path))
    }

    fn add(&mut self, path: String, stored: Stored) {
        let kind = match &stored {
            Stored::File(_) | Stored::Listed => Kind::File,
            Stored::Link(_) => Kind::Link,
            Stored::Elsewhere => Kind::Other,
        };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let is_utf8 = !name.contains('\u{fffd}');
        let listed = Listed { name: name.to_owned(), kind, is_utf8 };
        if let Some(list) = self.folders.get_mut(folder) {
            list.push(listed);
        } else {
            self.add_folder(folder);
            self.folders.entry(folder.to_owned()).or_default().push(listed);
        }
        self.files.insert(path, stored);
    }

    /// Lists a folder in the one above it, and so on upward.
    fn add_folder(&mut self, folder: &str) {
        self.folders.insert(folder.to_owned(), Vec::new());
        let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        if !self.folders.contains_key(above) {
            self.add_folder(above);
        }
        let listed = Listed { name: name.to_owned(), kind: Kind::Folder, is_utf8: !name.contains('\u{fffd}') };
        self.folders.entry(above.to_owned()).or_default().push(listed);
    }

    /// What a folder lists; nothing where there was no such folder.
    pub(super) fn list(&self, folder: &str) -> Option<&[Listed]> {
        self.folders.get(folder).map(Vec::as_slice)
    }

    /// Whether there was a file or folder at a path.
    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.folders.contains_key(path)
    }

    /// Whether there was a folder at a path.
    pub(super) fn is_folder(&self, path: &str) -> bool {
        self.folders.contains_key(path)
    }

    /// The bytes of a file, also where it is reached by a link; nothing where there was none.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        match self.files.get(path)? {
            Stored::File(bytes) => Some(bytes),
            Stored::Link(target) => match self.files.get(&target_of(path, target)?)? {
                Stored::File(bytes) => Some(bytes),
                Stored::Listed | Stored::Link(_) | Stored::Elsewhere => None,
            },
            Stored::Listed | Stored::Elsewhere => None,
        }
    }

    /// Where a link leads; it is followed once, and only within a folder.
    pub(super) fn leads(&self, path: &str, within: &str) -> Leads {
        let target = match self.files.get(path) {
            Some(Stored::Link(target)) => target_of(path, target),
            Some(Stored::File(_) | Stored::Listed | Stored::Elsewhere) | None => None,
        };
        let is_inside = |target: &String| within.is_empty() || target.strip_prefix(within).is_some_and(starts_below);
        match target.filter(is_inside) {
            Some(target) if self.folders.contains_key(&target) => Leads::ToFolder,
            Some(target) if matches!(self.files.get(&target), Some(Stored::File(_))) => Leads::ToFile,
            Some(_) | None => Leads::Outside,
        }
    }
}

fn starts_below(rest: &str) -> bool {
    rest.starts_with('/')
}

/// The path that a link leads to; nothing where it leads out of the plans folder.
fn target_of(link: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = link.split('/').collect();
    parts.pop();
    for component in Path::new(target).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Leads, Snapshot, Stored};

    fn file(path: &str) -> (String, Stored) {
        (path.to_owned(), Stored::File(path.as_bytes().to_vec()))
    }

    fn link(path: &str, target: &str) -> (String, Stored) {
        (path.to_owned(), Stored::Link(target.to_owned()))
    }

    #[test]
    fn folders_are_listed_as_their_files_need_them() {
        let snapshot = Snapshot::new([file("a/plan.toml"), file("a/b/c/1.toml"), file("a/b/2.toml")]);
        let list = |folder: &str| {
            let listed = snapshot.list(folder).unwrap_or_default();
            listed.iter().map(|entry| (entry.name.as_str(), entry.kind)).collect::<Vec<_>>()
        };
        assert_eq!(list(""), [("a", Kind::Folder)]);
        assert_eq!(list("a"), [("plan.toml", Kind::File), ("b", Kind::Folder)]);
        assert_eq!(list("a/b"), [("c", Kind::Folder), ("2.toml", Kind::File)]);
        assert_eq!(snapshot.list("a/x"), None);
        assert!(snapshot.holds("a/b/c") && snapshot.holds("a/b/c/1.toml") && !snapshot.holds("b"));
    }

    #[test]
    fn links_are_followed_within_a_plan_and_nowhere_else() {
        let snapshot = Snapshot::new([
            file("a/1.toml"),
            file("b/1.toml"),
            link("a/t/2.toml", "../1.toml"),
            link("a/t/3.toml", "../../b/1.toml"),
            link("a/t/4.toml", "/etc/passwd"),
            link("a/t/5.toml", "../../../x"),
            link("a/t/6.toml", "../t"),
            link("a/t/7.toml", "4.toml"),
        ]);
        let leads = |path| snapshot.leads(path, "a");
        assert!(matches!(leads("a/t/2.toml"), Leads::ToFile));
        assert_eq!(snapshot.bytes("a/t/2.toml"), Some(b"a/1.toml".as_slice()));
        assert!(matches!(leads("a/t/6.toml"), Leads::ToFolder));
        for path in ["a/t/3.toml", "a/t/4.toml", "a/t/5.toml", "a/t/7.toml"] {
            assert!(matches!(leads(path), Leads::Outside), "{path}");
        }
    }

    #[test]
    fn only_plan_files_in_folders_make_plans() {
        let holds_plans = |path: &str| Snapshot::new([file(path)]).holds_plans();
        assert!(holds_plans("a/plan.toml"));
        assert!(!holds_plans("plan.toml"));
        assert!(!holds_plans("a/notes.md"));
    }

    #[test]
    fn a_file_is_no_folder_and_another_folder_that_begins_alike_is_another() {
        let snapshot = Snapshot::new([file("a/b/1.toml"), file("ab/2.toml"), link("a/l", "../ab/2.toml")]);
        assert!(snapshot.is_folder("a/b") && !snapshot.is_folder("a/b/1.toml") && !snapshot.is_folder("a/c"));
        assert!(matches!(snapshot.leads("a/l", "a"), Leads::Outside));
        assert!(matches!(snapshot.leads("a/l", ""), Leads::ToFile));
    }
}
