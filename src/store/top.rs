//! What stands directly in the plans folder: the plans, and files that are in no plan. Reads no file.

use std::collections::HashSet;

use super::layout::{FileKind, FolderKind, file_kind, is_plan_file};
use super::origin::{Kind, Leads, Listed};
use super::stray::{bad_name, misplaced, outside, refused_folder};
use super::{Root, StoreError, file};
use crate::diagnostic::Diagnostic;
use crate::source::Place;

/// What stands directly in the plans folder.
#[derive(Debug, Default)]
pub(super) struct Top {
    pub plans: Vec<String>,
    pub files: usize,
    pub problems: Vec<Diagnostic>,
}

/// Lists the plans folder.
pub(super) fn list(root: &Root) -> Result<Top, StoreError> {
    let listed = root.list("").map_err(StoreError::unreadable(root.shown("")))?;
    // What cannot be looked at may well be a plan; a link that leads nowhere is told as such.
    let is_folder = |entry: &Listed| match entry.kind {
        Kind::Folder => true,
        Kind::Link => root.is_folder(&entry.name),
        Kind::File | Kind::Other => false,
    };
    let folders: HashSet<_> = listed.iter().filter(|entry| is_folder(entry)).map(|entry| entry.name.clone()).collect();
    let plans = plans_among(root, &folders);
    let mut top = Top::default();
    for entry in listed {
        let place = Place::file(&entry.name, None);
        let is_folder = folders.contains(&entry.name);
        let is_ours = if is_folder { plans.contains(entry.name.as_str()) } else { root.holds_only_plans() };
        if !is_ours {
            continue;
        }
        match problem_at_top(root, &entry, is_folder, &place) {
            Some(problem) => {
                top.files = top.files.saturating_add(usize::from(is_plan_file(&entry.name)));
                top.problems.push(problem);
            }
            None if is_folder => top.plans.push(entry.name),
            None => {}
        }
    }
    Ok(top)
}

/// The folders that are plans. One that cannot be looked at is taken for one too where it has the owner of a plan beside
/// it; what others keep closed is nothing of ours.
fn plans_among<'n>(root: &Root, folders: &'n HashSet<String>) -> HashSet<&'n str> {
    let (mut plans, mut closed) = (HashSet::new(), Vec::new());
    for name in folders {
        match root.counts(name) {
            Ok(true) => _ = plans.insert(name.as_str()),
            Ok(false) => {}
            Err(_) => closed.push(name.as_str()),
        }
    }
    if !closed.is_empty() {
        let owners: HashSet<_> = plans.iter().map(|plan| root.owner(plan)).collect();
        plans.extend(closed.into_iter().filter(|name| owners.contains(&root.owner(name))));
    }
    plans
}

impl Root {
    /// Fails where a plan in this folder cannot be read at all.
    ///
    /// # Errors
    ///
    /// It, or this folder, cannot be listed.
    pub fn refuse_unreadable(&self) -> Result<(), StoreError> {
        list(self)?.plans.iter().try_for_each(|plan| {
            let listed = self.each(plan, |_, _| {});
            listed.map_err(StoreError::unreadable(self.shown(plan)))
        })
    }
}

/// What is wrong with something directly in the plans folder; nothing with a plan, nor with what may lie beside one.
fn problem_at_top(root: &Root, entry: &Listed, is_folder: bool, place: &Place) -> Option<Diagnostic> {
    let is_plan_file = is_plan_file(&entry.name);
    if !is_folder && file_kind(&entry.name, FolderKind::Plan) == FileKind::Companion {
        return None;
    }
    if (entry.kind == Kind::Folder || is_plan_file)
        && let Some(problem) = bad_name(place, entry)
    {
        return Some(problem);
    }
    if entry.kind == Kind::Link {
        match root.leads(&entry.name, "") {
            Leads::Outside => return Some(outside(place)),
            Leads::Nowhere(error) => return Some(file::unreadable(place, &error)),
            Leads::ToFile | Leads::ToFolder | Leads::ToOther => {}
        }
    }
    if is_folder {
        return refused_folder(place, entry, 0);
    }
    is_plan_file.then(|| {
        let help = "a plan is a folder in the plans folder; move the file into one";
        misplaced(place, "a plan file outside any plan", help)
    })
}
