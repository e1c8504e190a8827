//! Where things stand, by the names of files and folders alone. Reads no file, so that one action among very many is
//! found at once.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::layout::{FileKind, FolderKind, file_kind};
use super::origin::Kind;
use super::{Loaded, Root, StoreError, assemble, folder, top};
use crate::model::Reference;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Action,
    /// A theme or an objective.
    Folder,
}

/// An action, objective or theme, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The folder name of the plan.
    pub plan: String,
    /// The reference, or the folder name of a theme.
    pub reference: String,
    pub named: Named,
    /// The file or folder, from the plans folder.
    pub file: String,
}

impl Address {
    /// The reference with its plan: `bristol-2008-11:3.1.1`.
    #[must_use]
    pub fn full_reference(&self) -> String {
        format!("{}:{}", self.plan, self.reference)
    }
}

/// Everything in the plans that are asked for whose reference is asked for, plan by plan, in no order within one.
///
/// # Errors
///
/// A folder cannot be listed, so that something in it might be missed.
pub fn locate(
    root: &Root,
    wants_plan: impl Fn(&str) -> bool,
    wants: impl Fn(&str) -> bool + Sync,
) -> Result<Vec<Address>, StoreError> {
    search(root, wants_plan, wants, &[])
}

/// The same for references in this very spelling, and quicker: folders that hold no folders are not listed, but asked
/// for each name.
///
/// # Errors
///
/// A folder cannot be listed, so that something in it might be missed.
pub fn locate_exactly(
    root: &Root,
    wants_plan: impl Fn(&str) -> bool,
    references: &BTreeSet<&str>,
) -> Result<Vec<Address>, StoreError> {
    let few = if references.len() <= FEW { references.iter().copied().collect() } else { Vec::new() };
    search(root, wants_plan, |name| references.contains(name), &few)
}

/// So many names are asked for before a folder is rather listed.
const FEW: usize = 3;

fn search(
    root: &Root,
    wants_plan: impl Fn(&str) -> bool,
    wants: impl Fn(&str) -> bool + Sync,
    ask_for: &[&str],
) -> Result<Vec<Address>, StoreError> {
    let plans = top::list(root)?.plans.into_iter().filter(|plan| wants_plan(plan)).collect::<Vec<_>>();
    let search = |plan: &String| Search { root, plan, wants: &wants, ask_for }.folder(plan);
    let found = plans.par_iter().map(search).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// Reads only these files, by their paths from the plans folder, and what judging them takes: the settings, registers
/// and themes and objectives of their plans that lie on the way.
///
/// What other actions say is not there, so rules that follow references see less than the whole plan.
///
/// # Errors
///
/// The plans folder itself cannot be listed.
pub fn load_only(root: &Root, files: &BTreeSet<String>) -> Result<Loaded, StoreError> {
    let names: BTreeSet<_> = files.iter().filter_map(|file| file.split('/').next()).collect();
    let read = names.into_par_iter().map(|name| assemble::plan(folder::read_part(root, name, files)));
    let mut loaded = Loaded::default();
    for assemble::Assembled { plan, problems, files, .. } in read.collect::<Vec<_>>() {
        loaded.portfolio.plans.push(plan);
        loaded.problems.extend(problems);
        loaded.files = loaded.files.saturating_add(files);
    }
    Ok(loaded)
}

struct Search<'a, W> {
    root: &'a Root,
    plan: &'a str,
    wants: &'a W,
    /// The references that a folder without folders is asked for; where there are none it is listed.
    ask_for: &'a [&'a str],
}

impl<W: Fn(&str) -> bool + Sync> Search<'_, W> {
    /// What a folder holds, itself and below.
    fn folder(&self, path: &str) -> Result<Vec<Address>, StoreError> {
        let (mut found, mut below) = (Vec::new(), Vec::new());
        let each = self.root.each(path, |name, kind| {
            let (named, reference) = match kind {
                Kind::Folder => (Named::Folder, name),
                Kind::File | Kind::Link | Kind::Other => {
                    (Named::Action, name.strip_suffix(".toml").unwrap_or_default())
                }
            };
            if kind == Kind::Folder {
                below.push(format!("{path}/{name}"));
            }
            let is_part = kind == Kind::Folder || file_kind(name, FolderKind::Objective) == FileKind::Action;
            if (self.wants)(reference) && is_part && Reference::new(reference).is_ok() {
                found.push(self.address(reference, named, format!("{path}/{name}")));
            }
        });
        each.map_err(|reason| StoreError::Unreadable { path: self.root.shown(path).into(), reason })?;
        // Where this folder counts the folders in it, so do they.
        let counts = !self.ask_for.is_empty() && self.root.folders_in(path) == Some(below.len());
        let inner = |inner: &String| {
            let is_leaf = counts && self.root.folders_in(inner) == Some(0);
            if is_leaf { Ok(self.asked(inner)) } else { self.folder(inner) }
        };
        for addresses in below.par_iter().map(inner).collect::<Vec<_>>() {
            found.extend(addresses?);
        }
        Ok(found)
    }

    /// What a folder without folders holds of what it is asked for.
    fn asked(&self, path: &str) -> Vec<Address> {
        let is_action = |reference: &&&str| {
            let kind = file_kind(&format!("{reference}.toml"), FolderKind::Objective);
            kind == FileKind::Action && Reference::new(reference).is_ok()
        };
        let files = self.ask_for.iter().filter(is_action).map(|own| (own, format!("{path}/{own}.toml")));
        let there = files.filter(|(_, file)| self.root.has_entry(file));
        there.map(|(reference, file)| self.address(reference, Named::Action, file)).collect()
    }

    fn address(&self, reference: &str, named: Named, file: String) -> Address {
        Address { plan: self.plan.to_owned(), reference: reference.to_owned(), named, file }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::{Address, locate, locate_exactly};
    use crate::store::{Root, write};

    #[test]
    fn both_ways_find_the_same() {
        let kept = tempfile::tempdir().expect("a temporary folder");
        for file in [
            "a/plan.toml",
            "a/t/1/1.1.toml",
            "a/t/1/2/1.2.toml",
            "a/t/1.3.toml",
            "b/t/1/1.1.toml",
            "b/t/1.1.md",
            "b/t/1/plan.toml",
        ] {
            let path = kept.path().join(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a new folder");
            write::create(&path, b"").expect("a new file");
        }
        fs::create_dir(kept.path().join("b/t/.hidden")).expect("a new folder");
        std::os::unix::fs::symlink("1.1.toml", kept.path().join("b/t/1/9.toml")).expect("a link");
        let root = Root::new(kept.path());
        let names = |found: Vec<Address>| found.into_iter().map(|address| address.file).collect::<BTreeSet<_>>();
        for wanted in ["1.1", "1.2", "1.3", "1", "2", "t", "9", "plan", "none", ""] {
            let slowly = names(locate(&root, |_| true, |name| name == wanted).expect("it can be listed"));
            let quickly = locate_exactly(&root, |_| true, &[wanted].into()).expect("it can be listed");
            assert_eq!(names(quickly), slowly, "{wanted}");
        }
        let all = locate_exactly(&root, |plan| plan == "b", &["1.1", "1.2"].into()).expect("it can be listed");
        assert_eq!(names(all), ["b/t/1/1.1.toml".to_owned()].into());
    }
}
