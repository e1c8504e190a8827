//! `vawg new`: parts of a plan in files of their own, under names that nothing else has had.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// A small plan in git.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox
}

const ACTION: &str = "new action \"Train every front desk\" --in 1 --lead \"Housing Manager\" --deadline 2026-12-01";

#[test]
fn an_action_gets_the_next_reference_and_is_committed() {
    let sandbox = sandbox();
    let before = sandbox.files();
    let run =
        sandbox.run(&format!("{ACTION} --support Police --outcome-measure \"Every desk trained\" --as-of 2026-06-30"));
    assert_eq!((run.status, run.stdout.as_str()), (0, "plans/wendale/prevention/1/1.2.toml\n"));
    assert_snapshot!(sandbox.files().diff(&before), @r#"
    --- nothing
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -0,0 +1,8 @@
    +action = "Train every front desk"
    +
    +lead = "Housing Manager"
    +support = ["Police"]
    +
    +deadline = 2026-12-01
    +
    +outcome_measure = "Every desk trained"
    "#);
    assert_snapshot!(sandbox.git("log -1 --format=%B --name-only"), @"
    exit status: 0
    ----- stdout -----
    1.2: new action; Train every front desk

    Plan: wendale
    Ref: 1.2


    plans/wendale/prevention/1/1.2.toml
    ");
    assert_eq!(sandbox.git("status --short").stdout, "");
}

#[test]
fn a_reference_is_never_used_again() {
    let sandbox = sandbox();
    sandbox.run(ACTION);
    sandbox.git("rm --quiet plans/wendale/prevention/1/1.2.toml");
    sandbox.git("commit --quiet --message Gone");
    assert_snapshot!(sandbox.run(&format!("{ACTION} --ref 1.2")), @"
    exit status: 2
    ----- stderr -----
    error: `1.2` was used before in wendale, and old papers mean that one by it
    help: the next free one is `1.3`
    ");
    assert_snapshot!(sandbox.run(&format!("{ACTION} --ref 1.1")), @"
    exit status: 2
    ----- stderr -----
    error: there is already `1.1` in wendale
    help: the next free one is `1.3`
    ");
    assert_eq!(sandbox.run(&format!("{ACTION} --no-commit")).stdout, "plans/wendale/prevention/1/1.3.toml\n");
}

#[test]
fn what_check_would_refuse_is_not_written() {
    let sandbox = sandbox();
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("new action \"Do it\" --in 1"), @r#"
    exit status: 2
    ----- stderr -----
    error: an action needs a lead: the one party that answers for it
    help: add `--lead "Housing Manager"`
    error: an action needs a deadline
    help: add `--deadline 2026-12-01`, or `--deadline 2026-Q4`
    "#);
    assert_snapshot!(sandbox.run("new action \"Do it\" --in 1 --lead TBC --deadline 2026"), @r#"
    exit status: 2
    ----- stderr -----
    error: 1.2: `vawg check` would find `missing-lead`: no lead: the plan says only `TBC`
    help: name one post that answers for it: `lead = "Housing Manager"`
    "#);
    assert_snapshot!(sandbox.run("new action \"Do it\" --in 1 --lead Police --deadline soon"), @"
    exit status: 2
    ----- stderr -----
    error: `soon` is not a deadline
    help: give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial year 2008/09, or ongoing
    ");
    assert_snapshot!(sandbox.run("new action \"Do it\" --in prevntion --lead Police --deadline 2026"), @"
    exit status: 2
    ----- stderr -----
    error: no action, objective or theme is called `prevntion`
    help: did you mean `prevention`?
    ");
    assert_snapshot!(sandbox.run("new action \"Do it\" --in 1.1 --lead Police --deadline 2026"), @"
    exit status: 2
    ----- stderr -----
    error: `1.1` is an action, and holds nothing
    help: name an objective: `--in 3.1`
    ");
    assert_snapshot!(sandbox.run("new action \"Do it\" --in 1 --ref con --lead Police --deadline 2026"), @"
    exit status: 2
    ----- stderr -----
    error: `con` cannot be a name: Windows cannot keep a file with this name
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_dry_run_shows_the_file_and_makes_none() {
    let sandbox = sandbox();
    let before = sandbox.files();
    assert_snapshot!(sandbox.run(&format!("{ACTION} --dry-run")), @r#"
    exit status: 0
    ----- stdout -----
    --- /dev/null
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -0,0 +1,5 @@
    +action = "Train every front desk"
    +
    +lead = "Housing Manager"
    +
    +deadline = 2026-12-01
    "#);
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn themes_and_objectives_are_folders_with_a_file() {
    let sandbox = sandbox();
    let first = |line: &str| sandbox.run(line).stdout;
    assert_eq!(first("new theme provision"), "plans/wendale/provision/theme.toml\n");
    assert_eq!(first("new objective --in provision --title Help"), "plans/wendale/provision/2/objective.toml\n");
    assert_eq!(first("new objective 2.1 --title Now"), "plans/wendale/provision/2/2.1/objective.toml\n");
    assert_eq!(first("new objective --in 2 --title Then"), "plans/wendale/provision/2/2.2/objective.toml\n");
    assert_snapshot!(sandbox.run("new theme Provision"), @"
    exit status: 2
    ----- stderr -----
    error: there is already `provision` in wendale
    help: choose another
    ");
    assert_snapshot!(sandbox.run("new theme \"New theme\""), @"
    exit status: 2
    ----- stderr -----
    error: `New theme` cannot be a name: a reference is made of the letters A to Z, digits, `.`, `_` and `-`
    help: for instance `new-theme`
    ");
    assert_snapshot!(sandbox.run("new objective 7 --title Seven"), @"
    exit status: 2
    ----- stderr -----
    error: nothing says where `7` belongs
    help: say it: `--in prevention`, `--in provision`
    ");
    assert_snapshot!(sandbox.run("tree --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    wendale: as of 30 June 2026
    ├─ Prevention                                        G
    │  └─ 1 People know where to turn                    G
    │     └─ 1.1 Publish the referral pathways           GREEN            2026-09-30
    └─ Provision                                         no actions
       └─ 2 Help                                         no actions
          ├─ 2.1 Now                                     no actions
          └─ 2.2 Then                                    no actions
    Total                                                G

    R red  A amber  G green  C complete  U unrated
    ");
    assert_eq!(sandbox.git("status --short").stdout, "");
}

#[test]
fn undo_takes_a_new_part_back_with_its_folder() {
    let sandbox = sandbox();
    let before = sandbox.files();
    sandbox.run("new objective 1.5 --title Now");
    assert_ne!(sandbox.files().diff(&before), "");
    sandbox.run("undo");
    assert_eq!(sandbox.files().diff(&before), "", "the folder is gone, too");
}

#[test]
fn without_git_the_file_is_made_all_the_same() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run(ACTION), @"
    exit status: 0
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
}

#[test]
fn with_several_plans_the_one_that_is_meant_is_asked_for() {
    let sandbox = sandbox();
    sandbox.plan("avon");
    assert_snapshot!(sandbox.run("new theme provision"), @"
    exit status: 2
    ----- stderr -----
    error: there are several plans
    help: say which is meant: `--plan avon`
    ");
    assert_snapshot!(sandbox.run(ACTION), @"
    exit status: 2
    ----- stderr -----
    error: 2 plans have `1`
    help: say which is meant: `avon:1`, `wendale:1`
    ");
    assert_eq!(sandbox.run(&format!("{ACTION} --plan avon --no-commit")).stdout, "plans/avon/prevention/1/1.2.toml\n");
}
