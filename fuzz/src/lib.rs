//! What the targets share: a small plan in memory, with one file of it as it is tried.
//!
//! Nothing here touches a disk.

pub mod editor;
pub mod import;
pub mod mutate;

use std::path::Path;
use std::sync::Arc;

use vawg::model::{Date, Judge};
use vawg::store::{self, Loaded, Root, Snapshot, Stored};

/// The files of the small plan, one of each kind, and two of actions that lean on each other.
pub const PLAN: [(&str, &str); 7] = [
    ("wendale/prevention/1/1.1.toml", include_str!("plan/1.1.toml")),
    ("wendale/prevention/1/1.2.toml", include_str!("plan/1.2.toml")),
    ("wendale/prevention/1/objective.toml", include_str!("plan/objective.toml")),
    ("wendale/prevention/theme.toml", include_str!("plan/theme.toml")),
    ("wendale/plan.toml", include_str!("plan/plan.toml")),
    ("wendale/parties.toml", include_str!("plan/parties.toml")),
    ("wendale/baseline.toml", include_str!("plan/baseline.toml")),
];

/// The day on which it is judged.
#[must_use]
pub fn day() -> Date {
    Date::parse("2026-06-30").expect("a date")
}

#[must_use]
pub fn judge() -> Judge {
    Judge { today: day(), as_of: None }
}

/// The small plan with other bytes in the file of this number; as it is where there is no such file.
#[must_use]
pub fn plan_with(number: usize, bytes: &[u8]) -> (Root, Loaded) {
    let files = PLAN.iter().enumerate().map(|(place, (path, text))| {
        let bytes = if place == number { bytes.to_vec() } else { text.as_bytes().to_vec() };
        ((*path).to_owned(), Stored::File(bytes))
    });
    let root = Root::new(Path::new("plans")).at(Arc::new(Snapshot::new(files)));
    let loaded = store::load(&root).expect("the plans folder is there");
    (root, loaded)
}

/// A line of choices for a target, and what it is tried on: everything up to the first line end, and the rest.
#[must_use]
pub fn parted(input: &str) -> (&str, &str) {
    input.split_once('\n').unwrap_or((input, ""))
}

/// What a text holds as TOML, as somebody else reads it.
#[must_use]
pub fn table(text: &str) -> Option<toml::Table> {
    text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()
}

/// Whether a text is TOML, as somebody else reads it.
#[must_use]
pub fn is_toml(text: &str) -> bool {
    table(text).is_some()
}
