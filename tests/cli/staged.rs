//! `vawg check --staged` and the hook of `vawg init --hook`: what the next commit will hold, and not what lies in the
//! folder.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::sandbox::{Output, Sandbox};

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

const CHECK: &str = "check --staged --as-of 2026-06-30";

/// A plan that is committed.
fn committed() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox
}

/// The action with one word in place of another.
fn replace(sandbox: &Sandbox, old: &str, new: &str) {
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    assert!(text.contains(old), "{text}");
    sandbox.file(ACTION, &text.replace(old, new));
}

fn break_it(sandbox: &Sandbox) {
    replace(sandbox, "lead = \"Housing Manager\"", "lead = \"TBC\"");
}

fn mend_it(sandbox: &Sandbox) {
    replace(sandbox, "lead = \"TBC\"", "lead = \"Housing Manager\"");
}

#[test]
fn what_is_staged_is_checked_and_not_what_lies_in_the_folder() {
    let sandbox = committed();
    break_it(&sandbox);
    assert_snapshot!(sandbox.run(CHECK), @"
    exit status: 0
    ----- stdout -----
    no problems in 1 action and 4 files
    ");
    sandbox.git("add .");
    mend_it(&sandbox);
    assert_snapshot!(sandbox.run(CHECK), @r#"
    exit status: 1
    ----- stdout -----
    error[missing-lead]: no lead: the plan says only `TBC`
     --> plans/wendale/prevention/1/1.1.toml:3:8
      |
    3 | lead = "TBC"
      |        ^^^^^
      |
      = help: name one post that answers for it: `lead = "Housing Manager"`

    1 error in 1 action and 4 files
    help: `vawg explain RULE` says why a rule exists
    "#);
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
}

#[test]
fn files_count_as_the_next_commit_has_them() {
    let sandbox = committed();
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "");
    assert_eq!(sandbox.run(CHECK).status, 0, "a file that git does not know is in no commit");
    sandbox.git("add --intent-to-add .");
    assert_eq!(sandbox.run(CHECK).status, 0, "nor is one that is only announced");
    sandbox.git("add .");
    assert_eq!(sandbox.run(CHECK).status, 1, "one that is staged is");
    sandbox.git("reset --quiet");
    sandbox.git("rm --cached --quiet plans/wendale/prevention/1/objective.toml");
    assert_snapshot!(sandbox.run(&format!("{CHECK} --format short")), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/objective.toml:1:1: error[missing-title]: no title: nothing says what the objective `1` is about
    ----- stderr -----
    1 error in 1 action and 3 files
    ");
}

#[test]
fn a_part_of_what_is_staged_can_be_named() {
    let sandbox = committed();
    break_it(&sandbox);
    sandbox.plan("north").git("add .");
    assert_eq!(sandbox.run(&format!("{CHECK} plans/north")).status, 0);
    assert_eq!(sandbox.run(&format!("{CHECK} --plan north")).status, 0);
    assert_eq!(sandbox.run(&format!("{CHECK} {ACTION}")).status, 1);
}

#[test]
fn without_a_staged_plan_there_is_nothing_to_check() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet");
    assert_snapshot!(sandbox.run(CHECK), @"
    exit status: 0
    ----- stderr -----
    note: git has no plan staged or committed in `plans`: nothing to check
    ");
    assert_snapshot!(sandbox.run("check --staged --plans elsewhere"), @"
    exit status: 0
    ----- stderr -----
    note: git has no plan staged or committed in `elsewhere`: nothing to check
    ");
}

#[test]
fn a_merge_that_is_open_can_not_be_checked() {
    let sandbox = committed();
    sandbox.git("switch --quiet --create other");
    replace(&sandbox, "Housing Manager", "Head of Housing");
    sandbox.git("commit --quiet --all --message Other");
    sandbox.git("switch --quiet main");
    break_it(&sandbox);
    sandbox.git("commit --quiet --all --message One");
    assert_eq!(sandbox.try_git("merge other").status, 1);
    assert_snapshot!(sandbox.run(CHECK), @"
    exit status: 2
    ----- stderr -----
    error: --staged: a merge has left open: plans/wendale/prevention/1/1.1.toml; `git add` each once it is as it should be
    ");
}

#[test]
fn a_wrong_call_says_why() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run(CHECK), @"
    exit status: 2
    ----- stderr -----
    error: --staged: plans is not in a git repository, so there is no audit trail; `git init` begins one
    ");
    sandbox.in_git();
    assert_snapshot!(sandbox.run("check --staged --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: `--staged` checks what is not committed yet; leave out `--rev`
    ");
    assert_eq!(sandbox.run("check --staged --fix").status, 2);
    assert_eq!(sandbox.run("check --staged --write-baseline").status, 2);
}

#[test]
fn reading_what_is_staged_writes_nothing() {
    let sandbox = committed();
    break_it(&sandbox);
    sandbox.git("add .");
    let before = sandbox.files();
    sandbox.run(CHECK);
    assert_eq!(sandbox.files(), before);
}

#[test]
fn a_plan_that_is_a_submodule_counts_as_it_is_staged_there() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale").file("plans/north/plan.toml", "title = \"North\"\n");
    sandbox.cd("plans/wendale");
    sandbox.git("init --quiet --initial-branch=main");
    sandbox.git("add .");
    sandbox.git("commit --quiet --message 'The plan'");
    sandbox.cd("");
    sandbox.git("init --quiet --initial-branch=main");
    sandbox.git("-c advice.addEmbeddedRepo=false add .");
    break_it(&sandbox);
    sandbox.git("-C plans/wendale add .");
    assert_eq!(sandbox.run(CHECK).status, 0, "the commit around it would still hold the old one");
    sandbox.cd("plans/wendale");
    assert_eq!(sandbox.run(CHECK).status, 1, "its own next commit holds the error");
}

/// A plan with the hook, in a repository whose hooks find the program that is tested.
fn hooked() -> Sandbox {
    let mut sandbox = committed();
    let program = Path::new(env!("CARGO_BIN_EXE_vawg")).parent().expect("it is in a folder").to_owned();
    let path = std::env::join_paths([program].into_iter().chain(folders_of_programs())).expect("plain paths");
    sandbox.set("PATH", &path.to_string_lossy());
    assert_eq!(sandbox.run("init --hook").status, 0);
    sandbox
}

#[expect(clippy::disallowed_methods, reason = "a hook finds programs by the PATH that git has")]
fn folders_of_programs() -> Vec<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect()
}

fn commit(sandbox: &Sandbox, arguments: &str) -> Output {
    sandbox.try_git(&format!("commit --quiet --message Change {arguments}"))
}

#[test]
fn the_hook_refuses_a_commit_with_an_error() {
    let sandbox = hooked();
    break_it(&sandbox);
    let refused = commit(&sandbox, "--all");
    // What else it says depends on the day.
    assert_eq!((refused.status, refused.stdout.as_str()), (1, ""), "{refused}");
    assert!(refused.stderr.contains("error[missing-lead]: no lead: the plan says only `TBC`"), "{refused}");
    let end = "nothing is committed; `git add` what you have put right, and commit again\n";
    assert!(refused.stderr.ends_with(end), "{refused}");
    assert_eq!(sandbox.git("log --oneline").stdout.lines().count(), 1);
    assert_eq!(commit(&sandbox, &format!("-- {ACTION}")).status, 1, "a commit of named files has an index of its own");
    assert_eq!(commit(&sandbox, "--all --no-verify").status, 0);
}

#[test]
fn the_hook_lets_pass_what_is_sound() {
    let sandbox = hooked();
    replace(&sandbox, "First draft", "Second draft");
    sandbox.git("add .");
    break_it(&sandbox);
    assert_snapshot!(commit(&sandbox, ""), @"exit status: 0");
    assert_eq!(commit(&sandbox, "--all").status, 1);
    sandbox.git("restore .");
    assert_eq!(sandbox.run("update 1.1 --note Agreed --as-of 2026-06-30").status, 0, "vawg commits through it");
    sandbox.file("notes.md", "").git("add notes.md");
    break_it(&sandbox);
    assert_eq!(commit(&sandbox, "-- notes.md").status, 0, "what is not in this commit does not count");
}

#[test]
fn linked_work_trees_have_the_hook() {
    let mut sandbox = hooked();
    sandbox.git("worktree add --quiet linked");
    sandbox.cd("linked");
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    sandbox.file(&format!("linked/{ACTION}"), &text.replace("\nlead = \"Housing Manager\"\n", "\nlead = \"TBC\"\n"));
    assert_eq!(commit(&sandbox, "--all").status, 1);
    sandbox.file(&format!("linked/{ACTION}"), &text.replace("First draft", "Second draft"));
    assert_eq!(commit(&sandbox, "--all").status, 0);
    assert_snapshot!(sandbox.run("init --hook"), @"
    exit status: 0
    ----- stdout -----
    nothing to do: all of it was there
    ");
}

#[test]
fn without_the_program_the_hook_says_so_and_lets_pass() {
    let mut sandbox = hooked();
    break_it(&sandbox);
    let git = folders_of_programs().into_iter().map(|folder| folder.join("git")).find(|git| git.is_file());
    sandbox.file("bin/about", "Programs, of which vawg is none\n").link("bin/git", git.expect("git is on the PATH"));
    let only_git = sandbox.path("bin").display().to_string();
    sandbox.set("PATH", &only_git);
    assert_snapshot!(commit(&sandbox, "--all"), @"
    exit status: 0
    ----- stderr -----
    vawg is not on the PATH: the plans are not checked before this commit
    ");
}
