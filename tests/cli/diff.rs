//! `vawg diff`: what has changed between two times.

use std::fs;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const PLAN: &str = "plans/wendale/plan.toml";
const FOLDER: &str = "plans/wendale/prevention/1";

fn replace(sandbox: &Sandbox, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(sandbox.path(path)).expect("a file of the plan");
    assert!(text.contains(old), "{text}");
    sandbox.file(path, &text.replacen(old, new, 1));
}

fn append(sandbox: &Sandbox, path: &str, more: &str) {
    let text = fs::read_to_string(sandbox.path(path)).expect("a file of the plan");
    sandbox.file(path, &format!("{text}{more}"));
}

fn action(reference: &str) -> String {
    format!("{FOLDER}/{reference}.toml")
}

fn add(sandbox: &Sandbox, reference: &str, text: &str, due: &str) {
    let lead = "lead = \"Head of Safeguarding\"";
    let rest = format!("deadline = {due}\n\nresources = \"Time\"\noutcome_measure = \"Done\"\n");
    sandbox.file(&action(reference), &format!("action = \"{text}\"\n\n{lead}\n\n{rest}"));
}

fn update(sandbox: &Sandbox, reference: &str, keys: &str) {
    append(sandbox, &action(reference), &format!("\n[[update]]\n{}\n", keys.replace("; ", "\n")));
}

/// A plan that met on 30 June 2026, and the busy summer after it.
fn a_summer() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    append(&sandbox, PLAN, "\n[[meeting]]\nname = \"Board\"\nevery = \"3 months\"\nfrom = 2026-06-30\n");
    for (reference, text, due) in [
        ("1.2", "Train the reception staff", "2026-07-31"),
        ("1.3", "Fund the refuges", "2026-12-01"),
        ("1.4", "Map the services", "2026-12-01"),
        ("1.5", "Hold an open day", "2026-12-01"),
        ("1.6", "Publish a leaflet", "2026-12-01"),
        ("1.7", "Review the protocol", "2026-12-01"),
        ("1.8", "Count the referrals", "2026-12-01"),
        ("1.9", "Agree the budget", "2026-12-01"),
    ] {
        add(&sandbox, reference, text, due);
    }
    sandbox.commit("2026-06-20", "The plan");

    replace(&sandbox, &action("1.1"), "2026-09-30", "2026-12-31");
    update(
        &sandbox,
        "1.1",
        "date = 2026-07-10; rag = \"amber\"; deadline_was = 2026-09-30; note = \"The refuges need time.\"",
    );
    update(
        &sandbox,
        "1.3",
        "date = 2026-07-10; status = \"complete\"; rag = \"green\"; note = \"Paid for two years.\"",
    );
    sandbox.commit("2026-07-10", "After the July call");

    replace(&sandbox, &action("1.4"), "Head of Safeguarding", "Chief Constable");
    update(&sandbox, "1.5", "date = 2026-08-03; status = \"withdrawn\"; note = \"No venue.\"");
    update(&sandbox, "1.6", "date = 2026-08-03; rag = \"red\"; note = \"The printer is gone.\"");
    sandbox.git(&format!("mv {} {}", action("1.7"), action("1.10")));
    fs::remove_file(sandbox.path(&action("1.8"))).expect("a file to remove");
    add(&sandbox, "1.11", "Ask the survivors", "2026-11-30");
    sandbox.commit("2026-08-03", "After the August call");

    replace(&sandbox, &action("1.9"), "Agree the budget", "Agree and publish the budget");
    update(&sandbox, "1.9", "date = 2026-09-01; note = \"Draft sent.\"");
    replace(&sandbox, &format!("{FOLDER}/objective.toml"), "9 in 10", "8 in 10");
    sandbox
}

#[test]
fn all_that_has_changed_since_the_last_meeting() {
    assert_snapshot!(a_summer().run("diff --as-of 2026-09-15"), @"
    exit status: 0
    ----- stdout -----
    What has changed from the last meeting (30 June 2026, commit 0d99d5f1) to now
    (15 September 2026)

    Newly overdue (1)
      1.2  Train the reception staff
           due 31 July 2026, 46 days overdue

    Completed (1)
      1.3  Fund the refuges
           deadline achieved
           “Paid for two years.”

    Re-scheduled (1)
      1.1  Publish the referral pathways
           deadline moved from 30 September 2026 to 31 December 2026, +92 days
           “The refuges need time.”

    Rating worse (1)
      1.1  Publish the referral pathways
           GREEN to AMBER: progress slow, giving concern about the deadline
           “The refuges need time.”

    Newly rated (1)
      1.6  Publish a leaflet
           UNRATED to RED: insufficient progress to achieve the deadline
           “The printer is gone.”

    Lead changed (1)
      1.4  Map the services
           lead changed from Head of Safeguarding to Chief Constable

    Withdrawn or carried forward (1)
      1.5  Hold an open day
           withdrawn
           “No venue.”

    Added (1)
      1.11  Ask the survivors
            lead Head of Safeguarding, due 30 November 2026

    Removed (1)
      1.8  Count the referrals
           lead Head of Safeguarding, due 1 December 2026

    Renamed or moved (1)
      1.10  Review the protocol
            renamed from 1.7

    Other changes (3)
      1.9  Agree and publish the budget
           action reworded from “Agree the budget” to “Agree and publish the budget”
           update of 1 September 2026: Draft sent.
      1    People know where to turn
           target reworded from “9 in 10 staff can name a service by March 2027” to
           “8 in 10 staff can name a service by March 2027”
    ");
}

#[test]
fn a_pull_request_shows_it_in_markdown() {
    assert_snapshot!(a_summer().run("diff HEAD~1 HEAD --format markdown"), @r"
    exit status: 0
    ----- stdout -----
    What has changed from HEAD\~1 (10 July 2026, commit f54203d0) to HEAD (3 August 2026, commit 2de4f3d0)

    ### Newly overdue (1)

    - **1.2** Train the reception staff: due 31 July 2026, 3 days overdue

    ### Newly rated (1)

    - **1.6** Publish a leaflet: UNRATED to RED: insufficient progress to achieve the deadline
      > The printer is gone.

    ### Lead changed (1)

    - **1.4** Map the services: lead changed from Head of Safeguarding to Chief Constable

    ### Withdrawn or carried forward (1)

    - **1.5** Hold an open day: withdrawn
      > No venue.

    ### Added (1)

    - **1.11** Ask the survivors: lead Head of Safeguarding, due 30 November 2026

    ### Removed (1)

    - **1.8** Count the referrals: lead Head of Safeguarding, due 1 December 2026

    ### Renamed or moved (1)

    - **1.10** Review the protocol: renamed from 1.7
    ");
}

#[test]
fn programs_get_every_change() {
    assert_snapshot!(a_summer().run("diff 2026-07-01 2026-07-31 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"from":{"name":"2026-07-01","commit":"0d99d5f14b10529103aeefe6c0b9a653ab5181fe","as_of":"2026-07-01"},"to":{"name":"2026-07-31","commit":"f54203d0270af42ee76541aff1479a305eec3731","as_of":"2026-07-31"},"summary":{"newly_overdue":0,"completed":1,"re_scheduled":1,"rating_worse":1,"rating_better":0,"newly_rated":0,"lead_changed":0,"withdrawn":0,"added":0,"removed":0,"moved":0,"other":0},"changes":[{"kind":"completed","plan":"wendale","ref":"1.3","part":"action","title":"Fund the refuges","before":null,"after":"2026-07-10","days":null,"text":"deadline achieved","note":"Paid for two years."},{"kind":"re-scheduled","plan":"wendale","ref":"1.1","part":"action","title":"Publish the referral pathways","before":"2026-09-30","after":"2026-12-31","days":92,"text":"deadline moved from 30 September 2026 to 31 December 2026, +92 days","note":"The refuges need time."},{"kind":"rating-worse","plan":"wendale","ref":"1.1","part":"action","title":"Publish the referral pathways","before":"green","after":"amber","days":null,"text":"GREEN to AMBER: progress slow, giving concern about the deadline","note":"The refuges need time."}]}
    "#);
}

#[test]
fn each_end_is_judged_on_its_own_day() {
    let sandbox = a_summer();
    assert_snapshot!(sandbox.run("diff 2026-07-31 2026-08-01"), @"
    exit status: 0
    ----- stdout -----
    What has changed from 2026-07-31 (31 July 2026, commit f54203d0) to 2026-08-01
    (1 August 2026, commit f54203d0)

    Newly overdue (1)
      1.2  Train the reception staff
           due 31 July 2026, 1 day overdue
    ");
    assert_snapshot!(sandbox.run("diff HEAD HEAD"), @"
    exit status: 0
    ----- stdout -----
    What has changed from HEAD (3 August 2026, commit 2de4f3d0) to HEAD (3 August
    2026, commit 2de4f3d0)

    nothing has changed
    ");
    assert_snapshot!(sandbox.run("diff HEAD --as-of 2026-08-03"), @"
    exit status: 0
    ----- stdout -----
    What has changed from HEAD (3 August 2026, commit 2de4f3d0) to now (3 August
    2026)

    Other changes (3)
      1.9  Agree and publish the budget
           action reworded from “Agree the budget” to “Agree and publish the budget”
           update of 1 September 2026: Draft sent.
      1    People know where to turn
           target reworded from “9 in 10 staff can name a service by March 2027” to
           “8 in 10 staff can name a service by March 2027”
    ");
}

#[test]
fn the_last_meeting_may_be_before_the_first_commit_or_never() {
    let sandbox = a_summer();
    replace(&sandbox, PLAN, "from = 2026-06-30", "from = 2026-06-01");
    replace(&sandbox, PLAN, "every = \"3 months\"", "every = \"1 year\"");
    let output = sandbox.run("diff --as-of 2026-09-15");
    assert!(output.stdout.starts_with("What has changed from the last meeting (1 June 2026, "), "{output}");
    assert_snapshot!(output.stderr, @"note: history begins on 20 June 2026; its first commit stands in for the last meeting");
    let text = fs::read_to_string(sandbox.path(PLAN)).expect("the settings");
    sandbox.file(PLAN, text.split("\n[[meeting]]").next().expect("what is before"));
    assert_snapshot!(sandbox.run("diff last-meeting"), @"
    exit status: 2
    ----- stderr -----
    error: no plan has met before; a plan names its meetings under `[[meeting]]` in plan.toml
    ");
    let output = sandbox.run("diff --as-of 2026-09-15");
    assert!(output.stdout.starts_with("What has changed from HEAD (3 August 2026, "), "{output}");
}

#[test]
fn plans_come_and_go_and_change_their_names() {
    let mut sandbox = a_summer();
    sandbox.plan("bristol");
    sandbox.commit("2026-09-16", "Bristol");
    sandbox.git("mv plans/wendale plans/wendale-2026");
    sandbox.git("rm --quiet -r plans/bristol");
    sandbox.plan("leeds");
    sandbox.file("plans/leeds/prevention/1/1.1.toml", "action = \"Open a refuge\"\n");
    sandbox.commit("2026-09-17", "Leeds");
    assert_snapshot!(sandbox.run("diff HEAD~1 HEAD"), @"
    exit status: 0
    ----- stdout -----
    What has changed from HEAD~1 (16 September 2026, commit a7122601) to HEAD (17
    September 2026, commit fa40b146)

    Added (1)
      leeds  Safe in Wendale
             plan added, with 1 action

    Removed (1)
      bristol  Safe in Wendale
               plan removed, with 1 action

    Renamed or moved (1)
      wendale-2026  renamed from wendale
    ");
    assert_snapshot!(sandbox.run("diff HEAD~1 HEAD --plan leeds"), @"
    exit status: 0
    ----- stdout -----
    What has changed from HEAD~1 (16 September 2026, commit a7122601) to HEAD (17
    September 2026, commit fa40b146)

    Added (1)
      plan  Safe in Wendale
            plan added, with 1 action
    ");
    assert_snapshot!(sandbox.run("diff HEAD~1 HEAD --plan lees"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plan `lees`; did you mean `leeds`?
    ");
}

#[test]
fn what_cannot_be_read_is_said() {
    let mut sandbox = a_summer();
    sandbox.file(&action("1.2"), "action = \n");
    sandbox.commit("2026-09-16", "A slip");
    sandbox.file(&action("1.3"), "action = \n");
    assert_snapshot!(sandbox.run("diff HEAD --as-of 2026-09-16"), @"
    exit status: 1
    ----- stdout -----
    What has changed from HEAD (16 September 2026, commit 8c57e4c5) to now (16
    September 2026)

    Other changes (1)
      1.3  Fund the refuges
           cannot be read any more
    ----- stderr -----
    warning: the plans of HEAD leave out what could not be read (1 problem); `vawg check --rev REV` shows each
    plans/wendale/prevention/1/1.2.toml:1:10: error[toml-syntax]: a value without quotation marks
    plans/wendale/prevention/1/1.3.toml:1:10: error[toml-syntax]: a value without quotation marks
    warning: the answer leaves out what could not be read (2 problems); `vawg check` shows each in its place
    ");
}

#[test]
fn wrong_ends_are_refused() {
    let sandbox = a_summer();
    assert_snapshot!(sandbox.run("diff nowhere"), @"
    exit status: 2
    ----- stderr -----
    error: `nowhere` is neither a commit, branch or tag nor a day such as 2026-06-30 or `today-30d`
    ");
    assert_snapshot!(sandbox.run("diff HEAD 2026-01-01"), @"
    exit status: 2
    ----- stderr -----
    error: there is no commit of 1 January 2026 or before; the first is of 20 June 2026
    ");
    assert_snapshot!(sandbox.run("diff --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: `--rev` goes with commands that answer from the plans of one time; leave it out
    ");
    assert_eq!(Sandbox::with_plan("wendale").run("diff").status, 2);
}
