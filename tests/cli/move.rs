//! `vawg move`: another name or place, and everything that names it.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// Two plans in git, whose parts name each other.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    let action = |extra: &str| {
        format!(
            "action = \"Train\"\n\nlead = \"Police\"\n\ndeadline = 2026-12-01\n\nresources = \"Time\"\noutcome_measure = \"All\"\n\n{extra}"
        )
    };
    sandbox.file("plans/wendale/prevention/1/1.2.toml", &action("depends_on = [\"1.1\"] # first\n"));
    sandbox.file("plans/avon/prevention/1/1.2.toml", &action("see = [\"wendale:1.1\", \"1.1\"]\n"));
    sandbox.file(
        "plans/wendale/baseline.toml",
        "[[known]]\nrule = \"uncosted\"\nref = \"1.1\"\nreason = \"Paid by all.\"\n",
    );
    sandbox.file("plans/wendale/prevention/2/objective.toml", "title = \"Two\"\n");
    sandbox.file("plans/wendale/prevention/1/notes.md", "Ask Housing.\n");
    sandbox.in_git();
    sandbox
}

#[test]
fn an_action_moves_and_what_names_it_follows() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run("move wendale:1.1 2.1 --to 2 --dry-run"), @r#"
    exit status: 0
    ----- stdout -----
    renamed plans/wendale/prevention/1/1.1.toml to plans/wendale/prevention/2/2.1.toml
    --- plans/avon/prevention/1/1.2.toml
    +++ plans/avon/prevention/1/1.2.toml
    @@ -7,4 +7,4 @@
     resources = "Time"
     outcome_measure = "All"
     
    -see = ["wendale:1.1", "1.1"]
    +see = ["wendale:2.1", "1.1"]
    --- plans/wendale/baseline.toml
    +++ plans/wendale/baseline.toml
    @@ -1,4 +1,4 @@
     [[known]]
     rule = "uncosted"
    -ref = "1.1"
    +ref = "2.1"
     reason = "Paid by all."
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -7,4 +7,4 @@
     resources = "Time"
     outcome_measure = "All"
     
    -depends_on = ["1.1"] # first
    +depends_on = ["2.1"] # first
    "#);
}

#[test]
fn a_move_is_one_commit_that_undo_takes_back() {
    let sandbox = sandbox();
    let run = sandbox.run("move wendale:1.1 2.1 --to 2");
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, "1.1: renamed 2.1, moved to 2\nplans/wendale/prevention/2/2.1.toml\n3 references follow\n")
    );
    assert_snapshot!(sandbox.git("show --format=%B --name-status --find-renames"), @r"
    exit status: 0
    ----- stdout -----
    1.1: renamed 2.1, moved to 2

    Plan: wendale
    Ref: 2.1
    Ref: 1.1


    M\u{9}plans/avon/prevention/1/1.2.toml
    M\u{9}plans/wendale/baseline.toml
    M\u{9}plans/wendale/prevention/1/1.2.toml
    R100\u{9}plans/wendale/prevention/1/1.1.toml\u{9}plans/wendale/prevention/2/2.1.toml
    ");
    assert_eq!(sandbox.git("status --short").stdout, "");
    sandbox.run("undo");
    sandbox.git("diff --exit-code HEAD~2");
    assert_eq!(sandbox.git("status --short").stdout, "");
}

#[test]
fn an_objective_takes_everything_in_it_along() {
    let sandbox = sandbox();
    sandbox.run("move wendale:1 1.9 --to 2");
    assert_snapshot!(sandbox.git("show --format=%s --name-status --find-renames"), @r"
    exit status: 0
    ----- stdout -----
    1: renamed 1.9, moved to 2

    R100\u{9}plans/wendale/prevention/1/1.1.toml\u{9}plans/wendale/prevention/2/1.9/1.1.toml
    R100\u{9}plans/wendale/prevention/1/1.2.toml\u{9}plans/wendale/prevention/2/1.9/1.2.toml
    R100\u{9}plans/wendale/prevention/1/notes.md\u{9}plans/wendale/prevention/2/1.9/notes.md
    R100\u{9}plans/wendale/prevention/1/objective.toml\u{9}plans/wendale/prevention/2/1.9/objective.toml
    ");
    sandbox.run("undo");
    sandbox.run("move wendale:1 7 --children");
    assert_snapshot!(sandbox.git("show --format=%s --name-status --find-renames"), @r"
    exit status: 0
    ----- stdout -----
    1: renamed 7

    M\u{9}plans/avon/prevention/1/1.2.toml
    M\u{9}plans/wendale/baseline.toml
    R100\u{9}plans/wendale/prevention/1/1.1.toml\u{9}plans/wendale/prevention/7/7.1.toml
    R077\u{9}plans/wendale/prevention/1/1.2.toml\u{9}plans/wendale/prevention/7/7.2.toml
    R100\u{9}plans/wendale/prevention/1/notes.md\u{9}plans/wendale/prevention/7/notes.md
    R100\u{9}plans/wendale/prevention/1/objective.toml\u{9}plans/wendale/prevention/7/objective.toml
    ");
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
}

#[test]
fn what_cannot_be_moved_stays() {
    let sandbox = sandbox();
    let before = sandbox.files();
    for line in [
        "move wendale:1.1 1.2",
        "move wendale:1.1 1.1",
        "move wendale:1.1 avon:1.9",
        "move wendale:1.1 1.9 --to avon:1",
        "move wendale:1.1 1.9 --to wendale:1.2",
        "move wendale:1 9 --to wendale:1",
        "move wendale:1.1 a/b",
        "move wendale:1.7 1.9",
        "move 1.1 1.9",
        "move wendale:1.1 1.9 --children",
    ] {
        assert_eq!(sandbox.run(line).status, 2, "{line}");
    }
    assert_snapshot!(sandbox.run("move wendale:1.1 avon:1.9"), @"
    exit status: 2
    ----- stderr -----
    error: nothing moves from one plan to another
    help: `vawg update wendale:1.1 --status carried-forward`, and a new action in the other plan with `carried_from`
    ");
    assert_snapshot!(sandbox.run("move wendale:1.1 1.2"), @"
    exit status: 2
    ----- stderr -----
    error: there is already `1.2` in wendale
    help: choose another reference
    ");
    assert_snapshot!(sandbox.run("move wendale:1 9 --to wendale:1"), @"
    exit status: 2
    ----- stderr -----
    error: `1` cannot be moved into itself
    help: name another objective or theme after `--to`
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_cannot_be_read_could_name_it() {
    let sandbox = sandbox();
    sandbox.file("plans/avon/prevention/1/1.3.toml", "see = [\n");
    assert_snapshot!(sandbox.run("move wendale:1.1 1.9"), @"
    exit status: 2
    ----- stderr -----
    error: plans/avon/prevention/1/1.3.toml cannot be read, and may name it
    help: `vawg check` says what is wrong with it
    ");
}

#[test]
fn an_action_does_not_lose_the_lead_that_it_inherits() {
    let sandbox = sandbox();
    sandbox.file("plans/avon/prevention/2/objective.toml", "title = \"Two\"\n\nlead = \"Police\"\n");
    sandbox.file("plans/avon/prevention/2/2.1.toml", "action = \"Train\"\n\ndeadline = 2026-12-01\n");
    assert_snapshot!(sandbox.run("move avon:2.1 1.9 --to 1"), @r#"
    exit status: 2
    ----- stderr -----
    error: 1.9: `vawg check` would find `missing-lead`: no lead: nobody answers for this action
    help: name one post that answers for it: `lead = "Housing Manager"`
    "#);
}
