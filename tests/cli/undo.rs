//! `vawg undo`: what it takes back, and what it leaves alone.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// The small plan with two updates of action 1.1.
fn updated_twice() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    for note in ["One.", "Two."] {
        let output = sandbox.run(&format!("update 1.1 --note {note} --as-of 2026-06-30"));
        assert_eq!(output.status, 0, "{output}");
    }
    sandbox
}

fn notes(sandbox: &Sandbox) -> String {
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    text.lines().filter_map(|line| line.strip_prefix("note = ")).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_last_change_is_taken_back_and_then_the_one_before_it() {
    let sandbox = updated_twice();
    assert_snapshot!(sandbox.run("undo --dry-run"), @r#"
    exit status: 0
    ----- stdout -----
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -17,7 +17,3 @@
     [[update]]
     date = 2026-06-30
     note = "One."
    -
    -[[update]]
    -date = 2026-06-30
    -note = "Two."
    "#);
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 0
    ----- stdout -----
    taken back: `1.1: two` (045cdc7f, 30 June 2026 by Robin Field)
    ----- stderr -----
    committed as [COMMIT]; `git revert --no-edit HEAD` brings it back
    ");
    assert_snapshot!(sandbox.files().diff(&before), @r#"
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -19,5 +19 @@
     note = "One."
    -
    -[[update]]
    -date = 2026-06-30
    -note = "Two."
    "#);
    assert_snapshot!(sandbox.git("log -1 --format=%B --name-status"), @r"
    exit status: 0
    ----- stdout -----
    Undo: 1.1: two

    Plan: wendale
    Ref: 1.1
    Undoes: 045cdc7f7983c1942bc9b8a4b7091e541c9a6e49


    M\u{9}plans/wendale/prevention/1/1.1.toml
    ");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 0
    ----- stdout -----
    taken back: `1.1: one` (06d7f324, 30 June 2026 by Robin Field)
    ----- stderr -----
    committed as [COMMIT]; `git revert --no-edit HEAD` brings it back
    ");
    assert_eq!(notes(&sandbox), "\"First draft agreed with the refuges\"");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    ");
    sandbox.git("revert --no-edit HEAD");
    assert_eq!(notes(&sandbox), "\"First draft agreed with the refuges\" \"One.\"");
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
}

#[test]
fn what_was_done_since_stays() {
    let sandbox = updated_twice();
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    sandbox.file(ACTION, &text.replace("Officer time", "Two officers")).file("staged.md", "staged\n");
    assert_snapshot!(sandbox.run("undo"), @r#"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/prevention/1/1.1.toml changed since the last commit, and that would go into this one; nothing was changed
    help: commit it first: `git commit -m "What changed" -- plans/wendale/prevention/1/1.1.toml`; `--include-edits` commits all of it, `--no-commit` nothing
    "#);
    sandbox.git("commit --quiet --all --message 'Two officers'");
    sandbox.git("add staged.md");
    assert_eq!(sandbox.run("undo").status, 0);
    assert_eq!(notes(&sandbox), "\"First draft agreed with the refuges\" \"One.\"");
    assert!(String::from_utf8_lossy(sandbox.files().bytes(ACTION)).contains("Two officers"));
    assert_eq!(sandbox.git("status --porcelain").stdout, "A  staged.md\n");
}

#[test]
fn an_update_goes_and_the_one_after_it_stays() {
    let sandbox = updated_twice();
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    sandbox.file(ACTION, &(text + "\n[[update]]\ndate = 2026-06-30\nnote = \"By hand.\"\n"));
    sandbox.git("commit --quiet --all --message 'By hand'");
    assert_eq!(sandbox.run("undo").status, 0);
    assert_eq!(notes(&sandbox), "\"First draft agreed with the refuges\" \"One.\" \"By hand.\"");
}

#[test]
fn what_others_built_on_is_not_taken_back() {
    let sandbox = updated_twice();
    let text = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    sandbox.file(ACTION, &text.replace("Two.", "Two, as agreed."));
    sandbox.git("commit --quiet --all --message Agreed");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/prevention/1/1.1.toml was changed again since `1.1: two` (045cdc7f, 30 June 2026 by Robin Field); nothing was changed
    help: change it back by hand: `git show 045cdc7f` shows what was done
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn only_the_plan_that_is_named_goes_back() {
    let sandbox = updated_twice();
    sandbox.plan("bristol").git("add .");
    sandbox.git("commit --quiet --message Bristol");
    assert_eq!(sandbox.run("update bristol:1.1 --note Three. --as-of 2026-06-30").status, 0);
    assert_snapshot!(sandbox.run("undo --plan wendale").stdout, @"taken back: `1.1: two` (045cdc7f, 30 June 2026 by Robin Field)");
    assert_snapshot!(sandbox.run("undo").stdout, @"taken back: `1.1: three` (af5ca621, 30 June 2026 by Robin Field)");
    assert_snapshot!(sandbox.run("undo").stdout, @"taken back: `1.1: one` (06d7f324, 30 June 2026 by Robin Field)");
}

#[test]
fn a_rebase_does_not_bring_back_what_was_undone() {
    let sandbox = updated_twice();
    sandbox.run("undo");
    sandbox.git("switch --quiet --create side HEAD~3");
    sandbox.file("a.md", "a\n").git("add a.md");
    sandbox.git("commit --quiet --message side");
    sandbox.git("rebase --quiet side main");
    assert_snapshot!(sandbox.run("undo").stdout, @"taken back: `1.1: one` (8497ab54, 30 June 2026 by Robin Field)");
}

#[test]
fn there_must_be_something_to_take_back() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: plans is in no git repository, so that nothing was committed
    ");
    sandbox.git("init --quiet --initial-branch=main");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    ");
    sandbox.in_git();
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    ");
    assert_eq!(sandbox.run("update 1.1 --note x --no-commit --as-of 2026-06-30").status, 0);
    assert_eq!(sandbox.run("undo").status, 2);
}

#[test]
fn a_first_commit_can_be_taken_back() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet --initial-branch=main");
    assert_eq!(sandbox.run("update 1.1 --note x --include-edits --as-of 2026-06-30").status, 0);
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 0
    ----- stdout -----
    taken back: `1.1: x` (5fe1f438, 30 June 2026 by Robin Field)
    ----- stderr -----
    committed as [COMMIT]; `git revert --no-edit HEAD` brings it back
    ");
    assert!(!sandbox.path(ACTION).exists());
}

#[test]
fn line_ends_that_git_converts_come_back_as_they_were() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git().git("config core.autocrlf true");
    sandbox.git("rm -r --cached --quiet plans");
    sandbox.git("reset --quiet --hard");
    let before = sandbox.files().bytes(ACTION).to_vec();
    assert_eq!(sandbox.run("update 1.1 --note One. --as-of 2026-06-30").status, 0);
    assert_eq!(sandbox.run("undo").status, 0);
    assert_eq!(sandbox.files().bytes(ACTION), before);
}

#[test]
fn a_plan_that_is_a_repository_of_its_own_is_found() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("ashby");
    sandbox.git("init --quiet plans/ashby");
    sandbox.git("-C plans/ashby add --all");
    sandbox.git("-C plans/ashby commit --quiet --message=Begin");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    ");
    for (hour, line) in [("13", "update ashby:1.1 --note One"), ("14", "update wendale:1.1 --note Two")] {
        sandbox.set("GIT_COMMITTER_DATE", &format!("2026-06-30T{hour}:00:00Z"));
        if hour == "14" {
            sandbox.file(".gitignore", "plans/ashby\n").in_git();
        }
        let output = sandbox.run(&format!("{line} --as-of 2026-06-30"));
        assert_eq!(output.status, 0, "{output}");
    }
    let subject = |output: &str| output.split('(').next().unwrap_or_default().to_owned();
    sandbox.set("GIT_COMMITTER_DATE", "2026-06-30T15:00:00Z");
    assert_eq!(
        subject(&sandbox.run("undo --dry-run --plan ashby").stdout).lines().next(),
        Some("--- plans/ashby/prevention/1/1.1.toml")
    );
    assert_snapshot!(subject(&sandbox.run("undo").stdout), @"taken back: `1.1: two`");
    let second = sandbox.run("undo");
    assert_snapshot!(subject(&second.stdout), @"taken back: `1.1: one`");
    assert_snapshot!(second.stderr.split_once("; ").map(|(_, back)| back.to_owned()).unwrap_or_default(), @"`git -C plans/ashby revert --no-edit HEAD` brings it back");
    assert_snapshot!(sandbox.git("-C plans/ashby log --format=%s").stdout, @"
    Undo: 1.1: one
    1.1: one
    Begin
    ");
    assert_eq!(sandbox.run("undo").status, 2);
}
