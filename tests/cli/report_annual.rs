//! `vawg report annual`: a year of a plan.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// The lines of a report from one that begins like this up to the next heading.
fn part(text: &str, from: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(from));
    let first = lines.next().unwrap_or_default().to_owned();
    let rest: Vec<_> = lines.take_while(|line| !line.starts_with("## ")).collect();
    (first + "\n" + &rest.join("\n")).trim_end().to_owned()
}

/// A plan of April 2026 on, whose lead and deadline were changed in commits of two financial years.
fn with_history() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-01-10", "The plan");
    let text = |lead: &str, deadline: &str| {
        format!("action = \"Publish the pathways\"\n\nlead = \"{lead}\"\n\ndeadline = {deadline}\n")
    };
    sandbox.file("plans/wendale/2.toml", &text("Housing Manager", "2026-09-30"));
    sandbox.commit("2026-02-10", "2: added");
    sandbox.file("plans/wendale/2.toml", &text("Head of Housing", "2026-09-30"));
    sandbox.commit("2026-05-10", "2: another lead");
    sandbox.file("plans/wendale/2.toml", &text("Head of Housing", "2027-09-30"));
    sandbox.commit("2026-06-10", "2: deadline moved");
    sandbox.file("plans/wendale/2.toml", &text("Police", "2027-09-30"));
    sandbox.commit("2027-05-10", "2: another lead");
    sandbox
}

#[test]
fn the_report_of_the_example() {
    assert_snapshot!(Sandbox::of("examples").run("report annual --as-of 2026-03-31 --format markdown").answer());
}

#[test]
fn the_report_of_bristol() {
    assert_snapshot!(Sandbox::of("plans").run("report annual --plan bristol-2008-11 --format markdown").answer());
}

#[test]
fn the_report_of_bath() {
    assert_snapshot!(Sandbox::of("plans").run("report annual --plan banes-2012-15 --format markdown").answer());
}

#[test]
fn another_day_takes_in_what_was_reported_late() {
    let sandbox = Sandbox::of("examples");
    let line = "report annual --year 2025-26 --as-of 2026-06-30 --format markdown";
    assert_snapshot!(part(&sandbox.run(line).answer(), "This report"), @"
    This report is about 2025/26, from 1 April 2025 to 31 March 2026, judged on 30 June 2026, after its end.

    - Of 9 objectives: 1 achieved, 4 on course and 4 behind.
    - In 2025/26: 3 actions completed; 6 turns of 3 that come round. 2 actions withdrawn or carried forward. 1 action due by its end and still open.
    - On 30 June 2026, 13 of 28 actions are red or amber: 7 red, 6 amber, 9 green, 4 complete and 2 unrated.
    - Of 14 measures, 1 met the target, 5 are on course and 8 are off course.
    - Needed: £1,017,950.50 a year and £1,339,100 once or for one year. Secured: £799,250.50 a year and £1,158,700 once or for one year.
    - 3 deadlines moved; changes of lead cannot be told.
    - In 2026/27: 7 meetings, 12 deadlines, 12 turns, 14 reviews, 10 milestones, 6 measures and 3 targets.
    ");
}

#[test]
fn a_year_that_goes_on_is_judged_on_the_day_it_is() {
    let line = "report annual --year 2026/27 --as-of 2026-06-30 theme:partnership --format markdown";
    assert_snapshot!(part(&Sandbox::of("examples").run(line).answer(), "This report"), @"
    This report is about 2026/27, from 1 April 2026 to 31 March 2027, judged on 30 June 2026, before its end.

    - Of 1 objective: 1 behind.
    - In 2026/27: no action completed. 2 actions due by its end and still open.
    - On 30 June 2026, 2 of 4 actions are red or amber: 2 red, 1 complete and 1 unrated.
    - The only measure is off course.
    - Needed: £91,900 a year and £28,000 once or for one year. Secured: £27,900 a year and £22,000 once or for one year.
    - No deadline moved; changes of lead cannot be told.
    - In 2027/28: 7 meetings, 1 deadline and 2 milestones.
    ");
}

#[test]
fn leads_and_deadlines_that_were_changed_are_told_from_the_audit_trail() {
    let sandbox = with_history();
    let changes = |line: &str| {
        let line = format!("report annual --rev HEAD {line} --format markdown");
        let text = sandbox.run(&line).answer();
        let summary = text.lines().find(|line| line.contains(" moved")).unwrap_or_default();
        format!("{summary}\n\n{}", part(&text, "## Changes of lead"))
    };
    assert_snapshot!(changes(""), @"
    - 1 deadline moved without an update that says so; 1 lead changed.

    ## Changes of lead and deadline

    No update says that a deadline was moved in 2026/27.

    **Leads and deadlines changed in 2026/27, by the audit trail**

    | Committed on | Ref | Action | Change | Committed by |
    | --- | --- | --- | --- | --- |
    | 10 May 2026 | 2 | Publish the pathways | lead changed from Housing Manager to Head of Housing | Robin Field |
    | 10 June 2026 | 2 | Publish the pathways | deadline moved from 30 September 2026 to 30 September 2027, +365 days | Robin Field |
    ");
    assert_snapshot!(changes("--year 2027/28"), @"
    - No deadline moved; 1 lead changed.

    ## Changes of lead and deadline

    No update says that a deadline was moved in 2027/28.

    **Leads and deadlines changed in 2027/28, by the audit trail**

    | Committed on | Ref | Action | Change | Committed by |
    | --- | --- | --- | --- | --- |
    | 10 May 2027 | 2 | Publish the pathways | lead changed from Head of Housing to Police | Robin Field |
    ");
    assert_snapshot!(changes("--year 2026/27 ref:1.1"), @"
    - No deadline moved; no lead changed.

    ## Changes of lead and deadline

    No update says that a deadline was moved in 2026/27.

    No lead and no deadline was changed in a commit.
    ");
}

#[test]
fn what_was_before_the_audit_trail_cannot_be_told() {
    let begun = |day: &str| {
        let mut sandbox = Sandbox::with_plan("wendale");
        sandbox.commit(day, "The plan");
        sandbox.commit("2027-06-30", "Nothing");
        let text = sandbox.run("report annual --rev HEAD --format markdown").answer();
        part(&text, "## Changes of lead")
    };
    assert_snapshot!(begun("2026-06-01"), @"
    ## Changes of lead and deadline

    No update says that a deadline was moved in 2026/27.

    Git keeps this plan from 1 June 2026 on: earlier changes of lead cannot be told.

    No lead and no deadline was changed in a commit.
    ");
    assert_snapshot!(begun("2027-06-01"), @"
    ## Changes of lead and deadline

    No update says that a deadline was moved in 2026/27.

    Git keeps this plan from 1 June 2027 on: changes of lead in this year cannot be told.
    ");
}

#[test]
fn without_git_the_report_says_what_cannot_be_told() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("report annual --as-of 2027-06-30"));
}

#[test]
fn a_plan_with_nothing_in_it_has_a_report() {
    let sandbox = Sandbox::new();
    sandbox.file("plans/empty/plan.toml", "title = \"Empty\"\n");
    assert_snapshot!(sandbox.run("report annual --year 2025 --as-of 2025-12-31"));
}

#[test]
fn what_is_no_year_is_refused() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("report annual --year 2025/27"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value '2025/27' for '--year <YEAR>': write a financial year as 2025/26, or a calendar year as 2025

    For more information, try '--help'.
    ");
    assert_snapshot!(sandbox.run("report annual --year 2030/31 --as-of 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: --year: 2030/31 has not begun on 30 June 2026
    ");
}
