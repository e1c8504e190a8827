//! `vawg check --since`: the rules over history, as a pull request is looked at.

use std::fs;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const FOLDER: &str = "plans/wendale/prevention/1";

fn action(reference: &str) -> String {
    format!("{FOLDER}/{reference}.toml")
}

fn replace(sandbox: &Sandbox, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(sandbox.path(path)).expect("a file of the plan");
    assert!(text.contains(old), "{text}");
    sandbox.file(path, &text.replacen(old, new, 1));
}

fn update(sandbox: &Sandbox, reference: &str, keys: &str) {
    let path = action(reference);
    let text = fs::read_to_string(sandbox.path(&path)).expect("a file of the plan");
    sandbox.file(&path, &format!("{text}\n[[update]]\n{}\n", keys.replace("; ", "\n")));
}

fn add(sandbox: &Sandbox, reference: &str, text: &str) {
    let rest = "deadline = 2026-12-01\n\nresources = \"Time\"\noutcome_measure = \"Done\"\n";
    sandbox.file(&action(reference), &format!("action = \"{text}\"\n\nlead = \"Head of Safeguarding\"\n\n{rest}"));
}

/// A main line with four actions, and a branch `proposal` that is checked out.
fn a_branch() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    add(&sandbox, "1.2", "Train the reception staff");
    add(&sandbox, "1.3", "Fund the refuges");
    add(&sandbox, "1.4", "Hold an open day");
    add(&sandbox, "1.9", "Agree the budget");
    sandbox.commit("2026-06-20", "The plan");
    sandbox.git("checkout --quiet -b proposal");
    sandbox
}

#[test]
#[expect(clippy::too_many_lines, reason = "the whole output of one run")]
fn each_change_that_nobody_can_follow_is_shown_with_its_commit() {
    let mut sandbox = a_branch();
    replace(&sandbox, &action("1.1"), "deadline = 2026-09-30", "deadline = 2026-12-31");
    sandbox.commit("2026-06-22", "A later deadline");
    replace(&sandbox, &action("1.1"), "rag = \"green\"", "rag = \"amber\"");
    update(&sandbox, "1.9", "date = 2026-05-02; note = \"Begun in May.\"");
    sandbox.commit("2026-06-23", "Tidied");
    fs::remove_file(sandbox.path(&action("1.3"))).expect("a file to remove");
    add(&sandbox, "1.4", "Map every service in the county");
    sandbox.commit("2026-06-24", "Something else");
    fs::remove_file(sandbox.path(&action("1.2"))).expect("a file to remove");
    sandbox.cd("plans");
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30"), @r#"
    exit status: 1
    ----- stdout -----
    warning[deadline-moved-silently]: deadline moved from 30 September 2026 to 31
                                      December 2026, +92 days, and no update says
                                      why (commit 41e1a701 of 22 June 2026)
     --> wendale/prevention/1/1.1.toml:5:12
      |
    5 | deadline = 2026-12-31
      |            ^^^^^^^^^^
      |
      = help: add an `[[update]]` with `deadline_was` and a `note`, or use
              `vawg update REF --deadline DAY`

    error[update-rewritten]: the update of 2 June 2026 was rewritten: `rag` (commit
                             4fd303a4 of 23 June 2026)
      --> wendale/prevention/1/1.1.toml:10:1
       |
    10 | [[update]]
       | ^^^^^^^^^^
       |
       = help: put it back as it was, and add an `[[update]]` that says what is
               right

    error[action-removed]: `1.2` was deleted rather than withdrawn (not committed
                           yet)
    --> wendale/prevention/1/1.2.toml
     = help: put the file back, and withdraw the action with an `[[update]]`:
             `status = "withdrawn"`

    error[action-removed]: `1.3` was deleted rather than withdrawn (commit a710b11e
                           of 24 June 2026)
    --> wendale/prevention/1/1.3.toml
     = help: put the file back, and withdraw the action with an `[[update]]`:
             `status = "withdrawn"`

    error[reference-reused]: `1.4` stood for another action, `Hold an open day`
                             (commit a710b11e of 24 June 2026)
     --> wendale/prevention/1/1.4.toml:1:10
      |
    1 | action = "Map every service in the county"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: rename the file to a reference that was never used;
              `vawg new action` finds one

    warning[update-backdated]: dated 2 May 2026, 52 days before it was written
                               (commit 4fd303a4 of 23 June 2026)
      --> wendale/prevention/1/1.9.toml:11:8
       |
    11 | date = 2026-05-02
       |        ^^^^^^^^^^
       |
       = help: give it the day on which it is written; its note can say when it was
               so

    4 errors, 2 warnings in 3 actions and 6 files
    help: `vawg explain RULE` says why a rule exists
    "#);
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
}

#[test]
fn what_is_explained_is_no_problem() {
    let mut sandbox = a_branch();
    replace(&sandbox, &action("1.1"), "deadline = 2026-09-30", "deadline = 2026-12-31");
    update(&sandbox, "1.1", "date = 2026-06-22; deadline_was = 2026-09-30; note = \"The refuges need time.\"");
    update(&sandbox, "1.3", "date = 2026-06-22; status = \"withdrawn\"; note = \"Done by the county.\"");
    sandbox.git(&format!("mv {} {}", action("1.2"), action("1.5")));
    replace(&sandbox, &action("1.4"), "Hold an open day", "Hold two open days");
    add(&sandbox, "1.6", "Map every service in the county");
    update(&sandbox, "1.6", "date = 2025-01-01; note = \"Begun long ago.\"");
    update(&sandbox, "1.9", "date = 2026-05-24; note = \"Agreed a month ago.\"");
    sandbox.commit("2026-06-24", "As agreed");
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    warning[stale-update]: no update since 2025-01-01: 3 months is the longest that
                           this plan allows
      --> plans/wendale/prevention/1/1.6.toml:11:8
       |
    11 | date = 2025-01-01
       |        ^^^^^^^^^^
       |
       = note: comes with the date
       = help: ask the lead how it stands, and add an `[[update]]`

    1 warning (it comes with the date) in 6 actions and 9 files
    help: `vawg explain RULE` says why a rule exists
    ");
}

#[test]
fn what_the_other_branch_did_meanwhile_is_not_held_against_this_one() {
    let mut sandbox = a_branch();
    add(&sandbox, "1.5", "Map every service in the county");
    sandbox.commit("2026-06-22", "On the branch");
    sandbox.git("checkout --quiet main");
    fs::remove_file(sandbox.path(&action("1.3"))).expect("a file to remove");
    update(&sandbox, "1.2", "date = 2026-06-23; note = \"Begun.\"");
    sandbox.commit("2026-06-23", "On the main line");
    sandbox.git("checkout --quiet proposal");
    assert_eq!(sandbox.run("check --since main --as-of 2026-06-30").status, 0);
    sandbox.git("merge --quiet --no-edit main");
    assert_eq!(sandbox.run("check --since main --as-of 2026-06-30").status, 0);
}

#[test]
fn a_merge_that_loses_an_update_is_found() {
    let mut sandbox = a_branch();
    update(&sandbox, "1.2", "date = 2026-06-22; note = \"From the branch.\"");
    sandbox.commit("2026-06-22", "On the branch");
    sandbox.git("checkout --quiet main");
    update(&sandbox, "1.2", "date = 2026-06-23; note = \"From the main line.\"");
    sandbox.commit("2026-06-23", "On the main line");
    sandbox.git("checkout --quiet proposal");
    sandbox.git("merge --quiet --no-edit --strategy=ours main");
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:10:1: error[update-rewritten]: the update of 23 June 2026 was taken out (commit 0ab542c7 of 23 June 2026)
    ----- stderr -----
    1 error in 5 actions and 8 files
    ");
}

#[test]
fn a_reference_that_was_given_up_long_ago_stays_given_up() {
    let mut sandbox = a_branch();
    sandbox.git(&format!("mv {} {}", action("1.2"), action("1.5")));
    fs::remove_file(sandbox.path(&action("1.3"))).expect("a file to remove");
    sandbox.commit("2026-06-22", "Before the rule");
    sandbox.git("branch --force main");
    add(&sandbox, "1.2", "Map every service in the county");
    add(&sandbox, "1.3", "Fund the refuges");
    sandbox.commit("2026-06-23", "On the branch");
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:10: error[reference-reused]: `1.2` stood for another action, `Train the reception staff`, until commit 4cc32058 of 22 June 2026
    ----- stderr -----
    1 error in 6 actions and 9 files
    ");
}

#[test]
fn what_is_inherited_is_told_once_and_a_plan_that_is_gone_too() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("bristol");
    let objective = format!("{FOLDER}/objective.toml");
    replace(&sandbox, &objective, "target =", "deadline = 2026-12-01\ntarget =");
    for reference in ["1.2", "1.3"] {
        add(&sandbox, reference, "Do what is planned");
        replace(&sandbox, &action(reference), "deadline = 2026-12-01\n\n", "");
    }
    sandbox.commit("2026-06-20", "The plans");
    sandbox.git("tag meeting");
    replace(&sandbox, &objective, "2026-12-01", "2027-03-31");
    fs::remove_dir_all(sandbox.path("plans/bristol")).expect("a folder to remove");
    sandbox.commit("2026-06-22", "Later, and one only");
    assert_snapshot!(sandbox.run("check --since meeting --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    error[action-removed]: the plan `bristol` was deleted, with 1 action (commit
                           dec63a54 of 22 June 2026)
    --> plans/bristol/plan.toml
     = help: put the folder back; `closed = DAY` in its plan.toml makes it a
             record

    warning[deadline-moved-silently]: deadline moved from 1 December 2026 to 31
                                      March 2027, +120 days (so for 2 actions
                                      below), and no update says why (commit
                                      dec63a54 of 22 June 2026)
     --> plans/wendale/prevention/1/objective.toml:3:12
      |
    3 | deadline = 2027-03-31
      |            ^^^^^^^^^^
      |
      = help: add an `[[update]]` with `deadline_was` and a `note`, or use
              `vawg update REF --deadline DAY`

    1 error, 1 warning in 3 actions and 6 files
    help: `vawg explain RULE` says why a rule exists
    ");
}

#[test]
fn a_plan_sets_levels_and_accepts_and_a_commit_can_be_checked() {
    let mut sandbox = a_branch();
    replace(&sandbox, &action("1.1"), "deadline = 2026-09-30", "deadline = 2026-12-31");
    fs::remove_file(sandbox.path(&action("1.3"))).expect("a file to remove");
    sandbox.commit("2026-06-22", "Silently");
    sandbox.file(
        "plans/wendale/baseline.toml",
        "[[known]]\nrule = \"action-removed\"\nref = \"1.3\"\nreason = \"Entered twice.\"\n",
    );
    let settings = fs::read_to_string(sandbox.path("plans/wendale/plan.toml")).expect("the settings");
    let levels = "\n[check]\ndeadline-moved-silently = \"error\"\n";
    sandbox.file("plans/wendale/plan.toml", &format!("{settings}{levels}"));
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:5:12: error[deadline-moved-silently]: deadline moved from 30 September 2026 to 31 December 2026, +92 days, and no update says why (commit 68679c07 of 22 June 2026)
    ----- stderr -----
    1 error, 1 known problem in 4 actions and 8 files
    ");
    sandbox.commit("2026-06-23", "Accepted");
    assert_snapshot!(sandbox.run("check --since main --rev HEAD~1 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:5:12: warning[deadline-moved-silently]: deadline moved from 30 September 2026 to 31 December 2026, +92 days, and no update says why (commit 68679c07 of 22 June 2026)
    plans/wendale/prevention/1/1.3.toml:1:1: error[action-removed]: `1.3` was deleted rather than withdrawn (commit 68679c07 of 22 June 2026)
    ----- stderr -----
    1 error, 1 warning in 4 actions and 7 files
    ");
    assert_eq!(sandbox.run("check plans/wendale/plan.toml --since main --as-of 2026-06-30").status, 0);
}

#[test]
fn a_commit_that_has_nothing_to_do_with_it_is_refused() {
    let mut sandbox = a_branch();
    assert_snapshot!(sandbox.run("check --since nowhere"), @"
    exit status: 2
    ----- stderr -----
    error: --since: `nowhere` is neither a commit, branch or tag nor a day such as 2026-06-30 or `today-30d`
    ");
    sandbox.git("checkout --quiet --orphan other");
    sandbox.commit("2026-06-22", "Begun again");
    assert_snapshot!(sandbox.run("check --since main"), @"
    exit status: 2
    ----- stderr -----
    error: --since: it has no commit in common with what is checked
    ");
    let origin = format!("file://{}", sandbox.path("").display());
    sandbox.git(&format!("clone --quiet --depth 1 --no-single-branch {origin} shallow"));
    sandbox.cd("shallow");
    assert_snapshot!(sandbox.run("check --since origin/main"), @"
    exit status: 2
    ----- stderr -----
    error: --since: this shallow clone holds no commit that it has in common with what is checked; `git fetch --unshallow` fetches what is older
    ");
    assert_eq!(Sandbox::with_plan("wendale").run("check --since main").status, 2);
}

#[test]
fn an_action_goes_to_another_plan_only_where_that_did_not_have_it() {
    let mut sandbox = a_branch();
    sandbox.plan("bristol");
    sandbox.commit("2026-06-21", "Another plan");
    sandbox.git("tag meeting");
    fs::remove_file(sandbox.path(&action("1.1"))).expect("a file to remove");
    fs::rename(sandbox.path(&action("1.3")), sandbox.path("plans/bristol/prevention/1/1.3.toml"))
        .expect("a file to move");
    sandbox.commit("2026-06-22", "One deleted, one moved");
    assert_snapshot!(sandbox.run("check --since meeting --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:1:1: error[action-removed]: `1.1` was deleted rather than withdrawn (commit be578016 of 22 June 2026)
    ----- stderr -----
    1 error in 5 actions and 11 files
    ");
}

#[test]
fn a_reference_that_is_given_anew_is_told_with_the_commit_that_did_it() {
    let mut sandbox = a_branch();
    fs::remove_file(sandbox.path(&action("1.4"))).expect("a file to remove");
    sandbox.commit("2026-06-22", "No open day");
    add(&sandbox, "1.4", "Map every service in the county");
    sandbox.commit("2026-06-23", "A map");
    update(&sandbox, "1.4", "date = 2026-06-24; note = \"Begun.\"");
    add(&sandbox, "1.6", "Train the trainers");
    sandbox.commit("2026-06-24", "Something else");
    assert_snapshot!(sandbox.run("check --since main --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.4.toml:1:10: error[reference-reused]: `1.4` stood for another action, `Hold an open day` (commit 248d5182 of 23 June 2026)
    ----- stderr -----
    1 error in 6 actions and 9 files
    ");
}

#[test]
fn of_several_updates_the_one_that_was_rewritten_is_shown() {
    let mut sandbox = a_branch();
    update(&sandbox, "1.2", "date = 2026-06-21; note = \"Begun.\"");
    update(&sandbox, "1.2", "date = 2026-06-22; note = \"Half done.\"");
    sandbox.commit("2026-06-22", "Two updates");
    sandbox.git("tag meeting");
    replace(&sandbox, &action("1.2"), "Half done.", "Done.");
    assert_snapshot!(sandbox.run("check --since meeting --as-of 2026-06-30 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:14:1: error[update-rewritten]: the update of 22 June 2026 was rewritten: `note` (not committed yet)
    ----- stderr -----
    1 error in 5 actions and 8 files
    ");
}
