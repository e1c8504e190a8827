//! `vawg --version`: which build it is, wherever its sources came from.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::sandbox::Sandbox;
use build::{Commit, day, watched};

#[expect(dead_code, clippy::print_stdout, reason = "cargo runs all of it; some of its parts are tried here")]
#[path = "../../build.rs"]
mod build;

const NAME: &str = "0123456789abcdef0123456789abcdef01234567";
/// Noon of 30 June 2026.
const NOON: &str = "1782820800";

/// Sources as a repository holds them, committed on 30 June 2026.
fn sources() -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.file("Cargo.toml", "").file("src/main.rs", "fn main() {}\n").file("README.md", "");
    sandbox.commit("2026-06-30", "The sources");
    sandbox
}

fn commit(sandbox: &Sandbox) -> Option<Commit> {
    Commit::of(&sandbox.path(""), "", "")
}

/// What the version says, with `[commit]` for the name of the commit that is checked out.
fn said(sandbox: &Sandbox) -> String {
    let name = sandbox.git("rev-parse HEAD").stdout;
    let commit = commit(sandbox).expect("a commit");
    assert!(commit.in_full().starts_with(name.trim()), "{commit:?}, {name}");
    commit.beside("0.1.0").replace(&name[..7], "[commit]")
}

#[test]
fn a_line_for_people_and_the_rest_on_demand() {
    let sandbox = Sandbox::new();
    let (short, long) = (sandbox.run("-V").answer(), sandbox.run("--version").answer());
    assert!(short.starts_with(concat!("vawg ", env!("CARGO_PKG_VERSION"))), "{short}");
    let lines: Vec<_> = long.lines().collect();
    assert_eq!(lines[0], short.trim_end(), "both begin alike");
    let keys: Vec<_> = lines[1..].iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(keys, ["commit", "build", "licence"], "{long}");
}

#[test]
fn a_checkout_has_its_commit_and_says_when_its_sources_differ() {
    let sandbox = sources();
    assert_eq!(said(&sandbox), "0.1.0 ([commit] 2026-06-30)");
    sandbox.file("README.md", "Not what the program is made of.\n").file("notes.txt", "Nor this.\n");
    assert_eq!(said(&sandbox), "0.1.0 ([commit] 2026-06-30)");
    sandbox.file("src/main.rs", "fn main() { }\n");
    assert_eq!(said(&sandbox), "0.1.0 ([commit] 2026-06-30, with changes)");
}

#[test]
fn a_crate_has_the_commit_that_it_was_packaged_from() {
    let sandbox = Sandbox::new();
    let note =
        |more: &str| format!("{{\n  \"git\": {{\n    \"sha1\": \"{NAME}\"{more}\n  }},\n  \"path_in_vcs\": \"\"\n}}");
    sandbox.file(".cargo_vcs_info.json", &note(""));
    assert_eq!(commit(&sandbox).expect("a commit").beside("0.1.0"), "0.1.0 (0123456)");
    sandbox.file(".cargo_vcs_info.json", &note(",\n    \"dirty\": true"));
    let commit = Commit::of(&sandbox.path(""), "", NOON).expect("a commit");
    assert_eq!(commit.beside("0.1.0"), "0.1.0 (0123456 2026-06-30, with changes)");
}

#[test]
fn an_archive_has_the_commit_that_it_is_given() {
    let archive = Sandbox::new();
    let said = |name, seconds| Commit::of(&archive.path(""), name, seconds).map(|commit| commit.beside("0.1.0"));
    assert_eq!(said(NAME, NOON).as_deref(), Some("0.1.0 (0123456 2026-06-30)"));
    assert_eq!(said(NAME, "soon").as_deref(), Some("0.1.0 (0123456)"));
    for none in ["", "main", "0123456\ncargo::rustc-cfg=mine"] {
        assert_eq!(said(none, NOON), None, "{none}");
    }
}

#[test]
fn a_repository_further_up_is_not_asked() {
    let sandbox = sources();
    sandbox.file("vendor/vawg/Cargo.toml", "");
    assert_eq!(Commit::of(&sandbox.path("vendor/vawg"), "", ""), None);
}

/// Cargo would look again every time for a file that is not there.
#[test]
fn what_is_watched_exists_and_moves_with_the_commit() {
    let mut sandbox = sources();
    sandbox.git("worktree add --quiet beside");
    sandbox.cd("beside");
    let folder = sandbox.path("beside");
    let stamps = || watched(&folder).into_iter().map(|path| stamp(&folder.join(path))).collect();
    let before: Vec<_> = stamps();
    sandbox.git("commit --quiet --allow-empty --message 'Nothing in it'");
    let after: Vec<_> = stamps();
    let moved: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).map(|(_, new)| &new.0).collect();
    assert_eq!(moved.len(), 1, "{before:?}");
    assert!(moved[0].ends_with("logs/HEAD"), "{moved:?}");
}

fn stamp(path: &Path) -> (PathBuf, SystemTime, u64) {
    let about = path.metadata().expect("a watched file");
    (path.to_owned(), about.modified().expect("its time"), about.len())
}

#[test]
fn a_day_is_counted_from_the_first_of_1970() {
    let days = [("0", "1970-01-01"), ("951782399", "2000-02-28"), ("951782400", "2000-02-29"), (NOON, "2026-06-30")];
    for (seconds, written) in days {
        assert_eq!(day(seconds).as_deref(), Some(written));
    }
}
