//! What `vawg --version` says: the version, and which commit it was built from. `build.rs` finds it out.

/// The version with its commit and the day of that, as `0.1.0 (9cdb187 2026-11-22)`.
pub(super) const SHORT: &str = env!("VAWG_VERSION");

/// The same, and what else tells two builds apart.
pub(super) const LONG: &str = concat!(
    env!("VAWG_VERSION"),
    "\ncommit   ",
    env!("VAWG_COMMIT_NAME"),
    "\nbuild    ",
    env!("VAWG_BUILD"),
    "\nlicence  ",
    env!("CARGO_PKG_LICENSE"),
);
