//! Where the parties of a plan are reached, which git does not keep.

use super::Root;
use super::file;
use super::kept::Room;
use crate::diagnostic::Diagnostic;
use crate::model::{Contact, ContactsFile};
use crate::source::Place;

/// The contacts of a plan as its folder has them now, and what is wrong with their file; none where it has none.
#[must_use]
pub fn contacts(root: &Root, plan: &str) -> (Vec<Contact>, Vec<Diagnostic>) {
    let name = format!("{plan}/contacts.toml");
    let path = root.folder().join(&name);
    let is_file = path.symlink_metadata().is_ok_and(|found| found.is_file());
    if !is_file {
        return (Vec::new(), Vec::new());
    }
    let read = file::read::<ContactsFile>(&path, &Place::file(&name, Some(plan)), &Room::none());
    (read.value.unwrap_or_default().contacts, read.problems)
}
