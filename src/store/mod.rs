//! What a plan looks like on disk. The only code that knows TOML and the layout of folders.
//!
//! [`Root`] finds the plans folder, [`load`] reads it whole, in parallel and without stopping at a problem, and
//! [`findings`] says where its problems stand; [`locate()`] finds single actions by the names of their files. Reading
//! never writes. Who changes files takes a [`Lock`], prepares each [`FileChange`] and has them made together by
//! [`changes::make`]. [`start::start`] makes a new plan, and [`schema::Kind`] is the table of the kinds of plan file,
//! with what may stand in each.

mod accept;
mod arrange;
mod assemble;
pub mod changes;
mod contacts;
mod edit;
mod error;
mod file;
mod files;
mod find;
mod folder;
mod folders;
mod incoming;
mod layout;
mod locate;
mod lock;
pub mod merge;
mod origin;
mod relocate;
mod repair;
mod root;
pub mod save;
mod save_all;
pub mod schema;
mod scope;
mod snapshot;
mod splice;
pub mod start;
mod stray;
mod template;
mod temporary;
mod toml;
mod version;
pub mod write;

pub use accept::{AcceptError, accept};
pub use arrange::Arranger;
pub use changes::{ChangeError, FileChange};
pub use contacts::contacts;
pub use edit::{EditError, apply, change_text, new_text};
pub use error::StoreError;
pub use files::plan_files;
pub use find::findings;
pub use folders::{is_there, make_plans_folder};
pub use incoming::{IncomingError, incoming};
pub use layout::{is_plan_file, named_by};
pub use locate::{Address, Named, load_only, locate, locate_exactly};
pub use lock::{Lock, LockError};
pub use relocate::{as_changed, relocated};
pub use repair::repair;
pub use root::Root;
pub use save::{SaveError, save, save_new};
pub use save_all::{refuse_folder, save_all, save_all_new};
pub use scope::Scope;
pub use snapshot::{Snapshot, Stored};
pub use version::{item_of, version};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::Portfolio;

/// The plans of a plans folder, with everything that was wrong with their files.
#[derive(Debug, Default)]
pub struct Loaded {
    pub portfolio: Portfolio,
    /// In the order of the files.
    pub problems: Vec<Diagnostic>,
    /// How many plan files were found, each of them in the portfolio or in a problem.
    pub files: usize,
}

/// Reads every plan of a plans folder.
///
/// # Errors
///
/// The folder itself cannot be listed. Everything below it that cannot be read is a problem of the plan.
pub fn load(root: &Root) -> Result<Loaded, StoreError> {
    let top = folder::list_root(root)?;
    let read = top.plans.into_par_iter().filter_map(|name| folder::read_plan(root, &name).map(assemble::plan));
    let mut loaded = Loaded { problems: top.problems, files: top.files, ..Loaded::default() };
    for (plan, problems, files) in read.collect::<Vec<_>>() {
        loaded.portfolio.plans.push(plan);
        loaded.problems.extend(problems);
        loaded.files += files;
    }
    Ok(loaded)
}
