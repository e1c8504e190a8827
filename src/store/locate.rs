//! Where things stand, by the names of files and folders alone. Reads no file, so that one action among very many is
//! found at once.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::layout::{FileKind, FolderKind, file_kind};
use super::origin::Kind;
use super::{Loaded, Root, StoreError, assemble, folder};
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
    let plans = folder::list_root(root)?.plans.into_iter().filter(|plan| wants_plan(plan)).collect::<Vec<_>>();
    let search = |plan: &String| Search { root, plan, wants: &wants }.folder(plan);
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
    for (plan, problems, files) in read.collect::<Vec<_>>() {
        loaded.portfolio.plans.push(plan);
        loaded.problems.extend(problems);
        loaded.files += files;
    }
    Ok(loaded)
}

struct Search<'a, W> {
    root: &'a Root,
    plan: &'a str,
    wants: &'a W,
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
                let (plan, reference) = (self.plan.to_owned(), reference.to_owned());
                found.push(Address { plan, reference, named, file: format!("{path}/{name}") });
            }
        });
        each.map_err(|reason| StoreError::Unreadable { path: self.root.shown(path).into(), reason })?;
        for addresses in below.par_iter().map(|inner| self.folder(inner)).collect::<Vec<_>>() {
            found.extend(addresses?);
        }
        Ok(found)
    }
}
