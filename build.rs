//! Which commit the program is built from, for `vawg --version`. Decides nothing else, and never stops a build.
//!
//! The commit comes from the first of these that there is: the note that `cargo package` leaves in a crate, the
//! repository that this folder is the top of, the environment (`VAWG_COMMIT` and `SOURCE_DATE_EPOCH`, for who builds
//! from an archive). Where there is none, the version stands alone. The same commit always gives the same text: no
//! time of the build, no path of the machine.

#![expect(clippy::disallowed_methods, reason = "cargo tells a build script all it knows through the environment")]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the program is made of, besides its dependencies. Where they change, it is built again anyway.
const SOURCES: [&str; 4] = ["src", "build.rs", "Cargo.toml", "Cargo.lock"];

/// What `cargo package` writes into a crate.
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    let version = said("CARGO_PKG_VERSION");
    let folder = said("CARGO_MANIFEST_DIR");
    let folder = Path::new(&folder);
    let commit = Commit::of(folder, &said("VAWG_COMMIT"), &said("SOURCE_DATE_EPOCH"));
    println!("cargo::rustc-env=VAWG_VERSION={}", commit.as_ref().map_or(version.clone(), |it| it.beside(&version)));
    println!("cargo::rustc-env=VAWG_COMMIT_NAME={}", commit.map_or("not known".to_owned(), |it| it.in_full()));
    println!("cargo::rustc-env=VAWG_BUILD={}", build());
    for path in watched(folder) {
        println!("cargo::rerun-if-changed={path}");
    }
    for name in ["VAWG_COMMIT", "SOURCE_DATE_EPOCH"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
}

/// The commit that the sources are of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    name: String,
    /// In UTC, where it is known.
    day: Option<String>,
    /// Whether the sources are no longer as it has them.
    is_changed: bool,
}

impl Commit {
    /// The commit of the sources in a folder; two variables of the environment help where nothing else says it.
    pub(crate) fn of(folder: &Path, name: &str, seconds: &str) -> Option<Self> {
        let named = || Some(Self { name: whole_name(name)?, day: day(seconds), is_changed: false });
        Self::packaged(folder, seconds).or_else(|| Self::checked_out(folder)).or_else(named)
    }

    fn packaged(folder: &Path, seconds: &str) -> Option<Self> {
        let note = fs::read_to_string(folder.join(PACKAGED)).ok()?;
        let name = whole_name(note.split("\"sha1\": \"").nth(1)?.split('"').next()?)?;
        Some(Self { name, day: day(seconds), is_changed: note.contains("\"dirty\": true") })
    }

    /// A repository further up is somebody else's: the crate may lie unpacked in it.
    fn checked_out(folder: &Path) -> Option<Self> {
        folder.join(".git").exists().then_some(())?;
        let said = git(folder, &["log", "-1", "--no-show-signature", "--format=%H %ct"])?;
        let (name, seconds) = said.split_once(' ')?;
        let changes = git(folder, &[&["status", "--porcelain", "--untracked-files=no", "--"][..], &SOURCES].concat())?;
        Some(Self { name: whole_name(name)?, day: day(seconds), is_changed: !changes.is_empty() })
    }

    /// The version with its commit, in a few words.
    pub(crate) fn beside(&self, version: &str) -> String {
        let day = self.day.as_ref().map_or(String::new(), |day| format!(" {day}"));
        format!("{version} ({}{day}{})", &self.name[..7], self.note())
    }

    pub(crate) fn in_full(&self) -> String {
        format!("{}{}", self.name, self.note())
    }

    const fn note(&self) -> &'static str {
        if self.is_changed { ", with changes" } else { "" }
    }
}

/// The name of a commit, if it is one: nothing else may reach the lines that cargo reads.
fn whole_name(text: &str) -> Option<String> {
    let is_name = (7..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then(|| text.to_owned())
}

/// The day, in UTC, that lies so many seconds after the first of 1970.
///
/// The year is counted from March, so that a leap day is its last.
pub(crate) fn day(seconds: &str) -> Option<String> {
    let days = seconds.parse::<u32>().ok()? / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u32::from(month <= 2);
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// How the program is built: for which machine, and by what.
fn build() -> String {
    let is_static = said("CARGO_CFG_TARGET_FEATURE").split(',').any(|feature| feature == "crt-static");
    let kind = if is_static { ", static" } else { "" };
    let compiler = printed(Command::new(said("RUSTC")).arg("--version")).unwrap_or_else(|| "rustc".to_owned());
    format!("{} for {}{kind}, by {compiler}", said("PROFILE"), said("TARGET"))
}

/// Where a change calls for another look: the sources, and what git touches when another commit is checked out or made.
///
/// Each of them exists, or cargo would look every time.
pub(crate) fn watched(folder: &Path) -> Vec<String> {
    let there = |path: &String| folder.join(path).exists();
    let mut paths: Vec<_> = SOURCES.iter().chain([&PACKAGED]).map(|&name| name.to_owned()).collect();
    if folder.join(".git").exists() {
        let of_git = |name: &str| git(folder, &["rev-parse", "--git-path", name]).filter(there);
        match of_git("logs/HEAD") {
            Some(log) => paths.push(log),
            None => paths.extend(["HEAD", "refs", "packed-refs"].into_iter().filter_map(of_git)),
        }
    }
    paths.retain(there);
    paths
}

/// What git says about this folder, whichever repository it was called from.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).arg("--no-optional-locks").args(arguments);
    printed(command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE"))
}

/// What a program prints, where it is there and succeeds.
fn printed(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

/// A variable of the environment; empty where there is none.
fn said(name: &str) -> String {
    env::var(name).unwrap_or_default()
}
