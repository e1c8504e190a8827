//! `vawg check --staged`: the plans as the next commit will hold them.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;

use crate::commands::session::Session;
use crate::history::Archive;
use crate::store::{Root, Scope};

/// What these paths stand for in the next commit; says so of a plans folder that is not in it, and leaves that out.
pub(super) fn scopes(session: &mut Session, paths: &[PathBuf]) -> anyhow::Result<Vec<Scope>> {
    let here = Session::here()?;
    let scopes = match (&session.common.plans, paths) {
        // What is staged need not be on disk.
        (Some(folder), []) => vec![Scope::whole(Root::named(folder, &here))],
        (_, paths) => session.scopes(paths)?,
    };
    let mut staged = Vec::new();
    for scope in scopes {
        let archive = Archive::of(&scope.root).context("--staged")?;
        let snapshot = archive.staged(&scope.root, &here).context("--staged")?;
        if snapshot.holds_plans() {
            let root = scope.root.clone().at(Arc::new(snapshot));
            staged.push(scope.of_root(root));
        } else {
            let folder = scope.root.shown("");
            session.ui.say(&format!("note: git has no plan staged or committed in `{folder}`: nothing to check"));
        }
    }
    Ok(staged)
}
