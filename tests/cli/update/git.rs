//! What becomes of an update in git.

use insta::assert_snapshot;

use super::{ACTION, changed, refused};
use crate::sandbox::Sandbox;

const UPDATE: &str = "update 1.1 --rag red --note 'First draft sent back. Two refuges do not agree.'";

fn plan_in_git() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox
}

/// The last commit: its message and the files that it changed.
fn last_commit(sandbox: &Sandbox) -> String {
    sandbox.git("log -1 --format=%B --name-status").stdout
}

fn hook(sandbox: &Sandbox, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = format!(".git/hooks/{name}");
    sandbox.file(&path, &format!("#!/bin/sh\n{script}\n"));
    let permissions = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(sandbox.path(&path), permissions).expect("a hook can be run");
}

#[test]
fn a_commit_says_what_has_changed() {
    let sandbox = plan_in_git();
    assert_snapshot!(changed(&sandbox, UPDATE), @r#"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,6 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +rag = "red"
    +note = "First draft sent back. Two refuges do not agree."
    "#);
    assert_snapshot!(last_commit(&sandbox), @"
    1.1: rated red; first draft sent back

    First draft sent back. Two refuges do not agree.

    Plan: wendale
    Ref: 1.1


    M	plans/wendale/prevention/1/1.1.toml
    ");
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
}

#[test]
fn a_commit_is_made_also_where_nobody_listens() {
    let sandbox = plan_in_git();
    assert_snapshot!(sandbox.run_to(&format!("{UPDATE} --as-of 2026-06-30"), "/dev/full"), @"
    exit status: 2
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    error: cannot write the answer to standard output: no space left on device
    ");
    assert_eq!(sandbox.git("log --format=%s").stdout, "1.1: rated red; first draft sent back\nThe plan\n");
}

#[test]
fn a_commit_of_many_says_how_many() {
    let sandbox = Sandbox::with_plan("wendale");
    let action = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    for number in 2..6 {
        sandbox.file(&ACTION.replace("1.1", &format!("1.{number}")), &action);
    }
    sandbox.plan("bristol").in_git();
    sandbox.run("update wendale:1.1 1.2 --deadline 2026-12 --note 'Moved by the board.' --as-of 2026-06-30");
    assert_snapshot!(last_commit(&sandbox), @"
    1.1, 1.2: deadline set to December 2026; moved by the board

    Plan: wendale
    Ref: 1.1
    Ref: 1.2


    M	plans/wendale/prevention/1/1.1.toml
    M	plans/wendale/prevention/1/1.2.toml
    ");
    sandbox.run("update --where is:open --yes --status complete --as-of 2026-06-30");
    assert_snapshot!(last_commit(&sandbox), @"
    6 actions: marked complete

    Plan: bristol
    Plan: wendale
    Ref: bristol:1.1
    Ref: wendale:1.1
    Ref: wendale:1.2
    Ref: wendale:1.3
    Ref: wendale:1.4
    Ref: wendale:1.5


    M	plans/bristol/prevention/1/1.1.toml
    M	plans/wendale/prevention/1/1.1.toml
    M	plans/wendale/prevention/1/1.2.toml
    M	plans/wendale/prevention/1/1.3.toml
    M	plans/wendale/prevention/1/1.4.toml
    M	plans/wendale/prevention/1/1.5.toml
    ");
    sandbox.run("update 1.2 --status in-progress -m 'As the board decided' --as-of 2026-06-30");
    assert_snapshot!(last_commit(&sandbox), @"
    As the board decided

    Plan: wendale
    Ref: 1.2


    M	plans/wendale/prevention/1/1.2.toml
    ");
}

#[test]
fn what_else_is_staged_or_changed_stays_as_it_is() {
    let sandbox = plan_in_git();
    sandbox.file("staged.md", "staged\n").file("plans/wendale/plan.toml", "title = \"Other\"\n");
    sandbox.git("add staged.md");
    sandbox.file("staged.md", "staged and changed again\n").file("unknown.md", "unknown\n");
    let before = sandbox.git("status --porcelain").stdout;
    assert_eq!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")).status, 0);
    assert_eq!(sandbox.git("status --porcelain").stdout, before);
    assert_eq!(sandbox.git("show :staged.md").stdout, "staged\n");
    assert_snapshot!(last_commit(&sandbox), @"
    1.1: rated red; first draft sent back

    First draft sent back. Two refuges do not agree.

    Plan: wendale
    Ref: 1.1


    M	plans/wendale/prevention/1/1.1.toml
    ");
}

#[test]
fn edits_by_hand_are_not_committed_unseen() {
    let sandbox = plan_in_git();
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).replace("Officer time", "Two officers");
    sandbox.file(ACTION, &text);
    assert_snapshot!(refused(&sandbox, &[UPDATE]), @r#"
    $ vawg update 1.1 --rag red --note 'First draft sent back. Two refuges do not agree.'
    error: plans/wendale/prevention/1/1.1.toml changed since the last commit, and that would go into this one; nothing was changed
    help: commit it first: `git commit -m "What changed" -- plans/wendale/prevention/1/1.1.toml`; `--include-edits` commits all of it, `--no-commit` nothing
    "#);
    sandbox.git("add plans");
    assert_eq!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")).status, 2);
    assert_eq!(sandbox.run(&format!("{UPDATE} --include-edits --as-of 2026-06-30")).status, 0);
    assert!(sandbox.git("show --format=").stdout.contains("+resources = \"Two officers\""));

    let new = ACTION.replace("1.1", "1.7");
    sandbox.file(&new, &text);
    assert_snapshot!(refused(&sandbox, &["update 1.7 --status on-hold"]), @"
    $ vawg update 1.7 --status on-hold
    error: no commit holds plans/wendale/prevention/1/1.7.toml yet, and all of it would go into this one; nothing was changed
    help: commit it first: `git add plans/wendale/prevention/1/1.7.toml`, then `git commit`; `--include-edits` commits all of it, `--no-commit` nothing
    ");
    assert_snapshot!(sandbox.run("update 1.7 --status on-hold --include-edits --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.7: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    assert_snapshot!(last_commit(&sandbox), @"
    1.7: put on hold

    Plan: wendale
    Ref: 1.7


    A	plans/wendale/prevention/1/1.7.toml
    ");
}

#[test]
fn a_hook_that_says_no_leaves_the_file_changed() {
    let sandbox = plan_in_git();
    hook(&sandbox, "pre-commit", "echo 'The board meets on Friday.'; exit 1");
    assert_snapshot!(changed(&sandbox, UPDATE), @r#"
    exit status: 2
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    The board meets on Friday.
    error: 1 file is changed, but not committed: git or one of its hooks said no, as it says above
    help: put that right, then `git commit --only -m '1.1: rated red; first draft sent back' -- plans/wendale/prevention/1/1.1.toml`; or take the change back: `git restore -- plans/wendale/prevention/1/1.1.toml`
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,6 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +rag = "red"
    +note = "First draft sent back. Two refuges do not agree."
    "#);
    assert_eq!(sandbox.git("log --format=%s").stdout, "The plan\n");
    assert_eq!(sandbox.git("diff --name-only").stdout, format!("{ACTION}\n"));
}

#[test]
fn hooks_see_the_commit_as_it_will_be() {
    let mut sandbox = plan_in_git();
    sandbox.file("staged.md", "staged\n").git("add staged.md");
    hook(
        &sandbox,
        "pre-commit",
        "git diff --cached --name-only -- 'plans/*.toml'; env | grep -c LITERAL; echo \"$LC_ALL\"",
    );
    hook(&sandbox, "commit-msg", "echo 'Signed-off-by: Robin Field' >> \"$1\"");
    sandbox.set("LC_ALL", "cy_GB.UTF-8");
    let output = sandbox.run(&format!("{UPDATE} --as-of 2026-06-30"));
    assert_snapshot!(output, @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    plans/wendale/prevention/1/1.1.toml
    0
    cy_GB.UTF-8
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    assert_snapshot!(last_commit(&sandbox), @"
    1.1: rated red; first draft sent back

    First draft sent back. Two refuges do not agree.

    Plan: wendale
    Ref: 1.1
    Signed-off-by: Robin Field


    M	plans/wendale/prevention/1/1.1.toml
    ");
}

#[test]
fn nothing_is_committed_in_the_middle_of_something() {
    for (state, start) in [
        ("a merge", "merge --quiet --no-ff --no-commit other"),
        ("a rebase", "-c core.editor=true rebase --quiet --interactive --exec false HEAD~1"),
        ("a cherry-pick", "cherry-pick other"),
        ("a revert", "revert --no-commit HEAD~0"),
        ("a bisection", "bisect start"),
    ] {
        let sandbox = plan_in_git();
        sandbox.git("switch --quiet --create other");
        sandbox.file("a.md", "other\n").git("add a.md");
        sandbox.git("commit --quiet --message other");
        sandbox.git("switch --quiet main");
        sandbox.file("a.md", "main\n").git("add a.md");
        sandbox.git("commit --quiet --message main");
        sandbox.try_git(start);
        let before = sandbox.files();
        let output = sandbox.run(&format!("{UPDATE} --as-of 2026-06-30"));
        assert_eq!(output.status, 2, "{state}: {output}");
        assert!(output.stderr.contains(&format!("git is in the middle of {state}")), "{state}: {output}");
        assert_eq!(sandbox.files().diff(&before), "", "{state}");
        let output = sandbox.run(&format!("{UPDATE} --no-commit --as-of 2026-06-30"));
        assert_eq!(output.status, 0, "{state}: {output}");
    }
    let sandbox = plan_in_git();
    sandbox.file(".git/MERGE_HEAD", &sandbox.git("rev-parse HEAD").stdout);
    assert_snapshot!(refused(&sandbox, &[UPDATE]), @"
    $ vawg update 1.1 --rag red --note 'First draft sent back. Two refuges do not agree.'
    error: git is in the middle of a merge, so that nothing should be committed now; nothing was changed
    help: end it by `git merge --continue` or `git merge --abort`, or use `--no-commit`
    ");
}

#[test]
fn no_commit_is_made_where_none_is_wanted() {
    let sandbox = plan_in_git();
    assert_snapshot!(sandbox.run(&format!("{UPDATE} --no-commit --as-of 2026-06-30")), @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ");
    assert_eq!(sandbox.git("log --format=%s").stdout, "The plan\n");

    sandbox.git("restore .");
    let settings = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
    sandbox.file("plans/wendale/plan.toml", &(settings + "\n[git]\ncommit = false\n"));
    assert_snapshot!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")), @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ");
    assert_eq!(sandbox.git("log --format=%s").stdout, "The plan\n");
}

#[test]
fn without_git_there_is_no_audit_trail() {
    let mut sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")), @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
    sandbox.in_git().file(".gitignore", "plans/\n");
    sandbox.git("rm -r --cached --quiet plans");
    sandbox.git("commit --quiet --message 'Plans are elsewhere'");
    assert_snapshot!(sandbox.run("update 1.1 --note Elsewhere --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.1: elsewhere (RED as before: insufficient progress to achieve the deadline)
    ----- stderr -----
    there is no audit trail: git is told to ignore plans/wendale/prevention/1/1.1.toml
    ");
    sandbox.set("PATH", "/nowhere");
    assert_snapshot!(sandbox.run("update 1.1 --note 'No git' --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.1: no git (RED as before: insufficient progress to achieve the deadline)
    ----- stderr -----
    there is no audit trail: git is not installed, or not on the PATH
    ");
}

#[test]
fn a_commit_by_nobody_is_not_made() {
    let mut sandbox = plan_in_git();
    sandbox.set("GIT_AUTHOR_NAME", "").set("GIT_COMMITTER_NAME", "");
    let output = sandbox.run(&format!("{UPDATE} --as-of 2026-06-30"));
    assert_eq!(output.status, 2);
    let said = output.stderr.split("error: ").last().expect("it says something");
    assert_snapshot!(said, @r#"
    1 file is changed, but not committed: git does not know who you are
    help: `git config --global user.name "Your Name"`, `git config --global user.email you@example.org`, then `git commit --only -m '1.1: rated red; first draft sent back' -- plans/wendale/prevention/1/1.1.toml`
    "#);
    assert_eq!(sandbox.git("diff --name-only").stdout, format!("{ACTION}\n"));
}

#[test]
fn the_first_commit_of_all_can_be_ours() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet --initial-branch=main");
    assert_eq!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")).status, 2);
    assert_snapshot!(sandbox.run(&format!("{UPDATE} --include-edits --as-of 2026-06-30")), @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    assert_snapshot!(last_commit(&sandbox), @"
    1.1: rated red; first draft sent back

    First draft sent back. Two refuges do not agree.

    Plan: wendale
    Ref: 1.1


    A	plans/wendale/prevention/1/1.1.toml
    ");
}

#[test]
fn a_commit_on_no_branch_is_pointed_out() {
    let sandbox = plan_in_git();
    sandbox.git("switch --quiet --detach");
    assert_snapshot!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")), @"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    no branch is checked out, so nothing keeps this commit: `git switch -c NAME` makes one that does
    ");
}

#[test]
fn the_repository_may_be_anywhere_and_have_any_name() {
    let mut sandbox = Sandbox::new();
    sandbox.copy("examples/wendale-2025-28", "our plans (Llŷn) */plans/wendale").in_git();
    let line = "update 2.2 --note 'Agreed at last.' --as-of 2026-06-30";
    sandbox.cd("our plans (Llŷn) */plans/wendale/prevention");
    let output = sandbox.run(line);
    assert_eq!((output.status, output.stdout.lines().count(), output.stderr.lines().count()), (0, 1, 1), "{output}");
    assert_snapshot!(sandbox.git("-c core.quotePath=false log -1 --format= --name-only"), @"
    exit status: 0
    ----- stdout -----
    our plans (Llŷn) */plans/wendale/prevention/2/2.2.toml
    ");

    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("bristol");
    sandbox.cd("plans/wendale").in_git();
    sandbox.cd("");
    let output = sandbox.run("update wendale:1.1 --note 'The plan is the repository.' --as-of 2026-06-30");
    assert_eq!(output.status, 0, "{output}");
    assert_snapshot!(output.stderr, @"committed as [COMMIT]; `vawg undo` takes it back");
    let output = sandbox.run("update bristol:1.1 --note 'In no repository.' --as-of 2026-06-30");
    assert_snapshot!(output.stderr, @"there is no audit trail: plans is in no git repository; `git init` makes one");
}

#[test]
fn worktrees_and_submodules_are_repositories_too() {
    let mut sandbox = plan_in_git();
    sandbox.git("worktree add --quiet -b review tree");
    sandbox.cd("tree");
    assert_eq!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")).status, 0);
    assert_eq!(sandbox.git("log --format=%s -1 review").stdout, "1.1: rated red; first draft sent back\n");
    assert_eq!(sandbox.git("log --format=%s -1 main").stdout, "The plan\n");

    sandbox.cd("");
    sandbox.git("init --quiet --initial-branch=main outer");
    sandbox.cd("outer");
    sandbox.git("-c protocol.file.allow=always submodule --quiet add ../ inner");
    sandbox.git("commit --quiet --message Outer");
    sandbox.cd("outer/inner");
    assert_eq!(sandbox.run(&format!("{UPDATE} --as-of 2026-06-30")).status, 0);
    assert_eq!(sandbox.git("log --format=%s -1").stdout, "1.1: rated red; first draft sent back\n");
    sandbox.cd("outer");
    assert_eq!(sandbox.git("log --format=%s -1").stdout, "Outer\n");
}

#[test]
fn line_ends_that_git_converts_stay_as_they_are_on_disk() {
    let sandbox = plan_in_git();
    sandbox.git("config core.autocrlf true");
    sandbox.git("rm -r --cached --quiet plans");
    sandbox.git("reset --quiet --hard");
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    assert!(text.contains("\r\n"));
    let output = sandbox.run(&format!("{UPDATE} --as-of 2026-06-30"));
    assert_eq!((output.status, output.stderr.lines().count()), (0, 1), "{output}");
    let files = sandbox.files();
    let after = String::from_utf8_lossy(files.bytes(ACTION));
    assert!(after.starts_with(&text) && !after.replace("\r\n", "").contains('\n'));
    assert!(!sandbox.git(&format!("show HEAD:{ACTION}")).stdout.contains('\r'));
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
}
