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
mod buffers;
pub mod changes;
mod contacts;
mod cursor;
mod describe;
mod edit;
mod error;
mod file;
mod files;
mod find;
mod folder;
mod folders;
mod git_directory;
mod incoming;
mod kept;
mod layout;
mod locate;
mod lock;
mod look;
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
mod stamp;
pub mod start;
mod stray;
mod template;
mod temporary;
mod toml;
mod top;
mod unsent;
mod version;
pub mod write;

pub use accept::{AcceptError, accept, accepted};
pub use arrange::Arranger;
pub use buffers::Buffers;
pub use changes::{ChangeError, FileChange};
pub use contacts::contacts;
pub use cursor::{Cursor, CursorSpot, Follows, Holder, ValueSpot};
pub use describe::{KeyNote, TablePlace, Takes, written};
pub use edit::{EditError, apply, change_text, new_text};
pub use error::StoreError;
pub use files::{companions, plan_files};
pub use find::findings;
pub use folders::{is_there, make_folder};
pub use git_directory::LeftOut;
pub use incoming::{IncomingError, incoming};
pub use kept::Texts;
pub use layout::{is_plan_file, named_by};
pub use locate::{Address, Named, load_only, locate, locate_exactly};
pub use lock::{Lock, LockError};
pub use relocate::{as_changed, relocated};
pub use repair::repair;
pub use root::{Root, plan_around, without_dots};
pub use save::{SaveError, save, save_new};
pub use save_all::{refuse_folder, save_all, save_all_new};
pub use scope::Scope;
pub use snapshot::{Snapshot, Stored};
pub use stamp::Stamp;
pub use toml::outline::{Entry, Header, HeaderKind, Held, Name, Outline, Quote, Scalar, Section, Value};
pub use unsent::Unsent;
pub use version::{item_of, version};

use std::convert::Infallible;

use rayon::prelude::*;

use assemble::Assembled;
use kept::Room;

use crate::diagnostic::Diagnostic;
use crate::model::{Plan, Portfolio};

/// The plans of a plans folder, with everything that was wrong with their files.
#[derive(Debug, Default)]
pub struct Loaded {
    pub portfolio: Portfolio,
    /// In the order of the files.
    pub problems: Vec<Diagnostic>,
    /// How many plan files were found, each of them in the portfolio or in a problem.
    pub files: usize,
}

/// What was made of the plans of a plans folder, with everything that was wrong with their files.
#[derive(Debug)]
pub struct Made<T> {
    /// In the order of the plans, each with the name of its plan.
    pub made: Vec<(String, T)>,
    /// In the order of the files.
    pub problems: Vec<Diagnostic>,
    /// How many plan files were found.
    pub files: usize,
}

/// Reads every plan of a plans folder.
///
/// # Errors
///
/// The folder itself cannot be listed. Everything below it that cannot be read is a problem of the plan.
pub fn load(root: &Root) -> Result<Loaded, StoreError> {
    let Made { made, problems, files } = load_each(root, |plan| plan)?;
    Ok(Loaded { portfolio: Portfolio { plans: made.into_iter().map(|(_, plan)| plan).collect() }, problems, files })
}

/// Whether a text is TOML.
#[must_use]
pub fn is_toml(text: &str) -> bool {
    toml::parse(text).is_ok()
}

/// Reads every plan of a plans folder and makes something of each: of the plans that are not kept, no more are in
/// memory at a time than there are threads.
///
/// # Errors
///
/// As for [`load`].
pub fn load_each<T: Send>(root: &Root, make: impl Fn(Plan) -> T + Sync) -> Result<Made<T>, StoreError> {
    let Ok(all) =
        each(root, Room::none, |Assembled { plan, problems, .. }| Ok::<_, Infallible>((make(plan), problems)))?;
    Ok(all)
}

/// The same where something can be made of each; nothing where it cannot, which ends the reading.
///
/// # Errors
///
/// As for [`load`].
pub fn try_load_each<T: Send>(
    root: &Root,
    make: impl Fn(Plan) -> Option<T> + Sync,
) -> Result<Option<Made<T>>, StoreError> {
    let make = |Assembled { plan, problems, .. }| make(plan).map(|made| (made, problems)).ok_or(NotMade);
    Ok(each(root, Room::none, make)?.ok())
}

/// The same, of each plan with what was wrong with its files and with their texts; the problems that are left are those
/// of no plan.
///
/// # Errors
///
/// As for [`load`].
pub fn try_load_each_with_texts<T: Send>(
    root: &Root,
    make: impl Fn(Plan, Vec<Diagnostic>, &Texts) -> Option<T> + Sync,
) -> Result<Option<Made<T>>, StoreError> {
    let make = |Assembled { plan, problems, kept, .. }| {
        make(plan, problems, &kept).map(|made| (made, Vec::new())).ok_or(NotMade)
    };
    Ok(each(root, Room::usual, make)?.ok())
}

/// Nothing can be made of one of the plans.
struct NotMade;

fn each<T: Send, E: Send>(
    root: &Root,
    spare: impl Fn() -> Room + Sync,
    make: impl Fn(Assembled) -> Result<(T, Vec<Diagnostic>), E> + Sync,
) -> Result<Result<Made<T>, E>, StoreError> {
    let top = top::list(root)?;
    let read = |name: String| {
        let whole = assemble::plan(folder::read_plan(root, &name, spare())?);
        let (name, files) = (whole.plan.name.clone(), whole.files);
        Some(make(whole).map(|(new, problems)| (name, new, problems, files)))
    };
    let read: Vec<_> = match top.plans.into_par_iter().filter_map(read).collect() {
        Ok(read) => read,
        Err(error) => return Ok(Err(error)),
    };
    let mut all = Made { made: Vec::with_capacity(read.len()), problems: top.problems, files: top.files };
    for (name, made, problems, files) in read {
        all.made.push((name, made));
        all.problems.extend(problems);
        all.files = all.files.saturating_add(files);
    }
    Ok(Ok(all))
}
