//! `vawg report progress`: how a plan stands, and what has happened since the last such report.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// What stands in a report before its first heading, but for the facts.
fn opening(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("This report tells"));
    lines.take_while(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_report_of_the_example() {
    assert_snapshot!(Sandbox::of("examples").run("report progress --as-of 2026-06-30 --format markdown").answer());
}

#[test]
fn the_report_of_bristol() {
    assert_snapshot!(Sandbox::of("plans").run("report progress --plan bristol-2008-11 --format markdown").answer());
}

#[test]
fn the_report_of_bath() {
    assert_snapshot!(Sandbox::of("plans").run("report progress --plan banes-2012-15 --format markdown").answer());
}

#[test]
fn it_can_look_further_back() {
    let line = "report progress --as-of 2026-06-30 --since 2025-12-01 --format markdown";
    assert_snapshot!(opening(&Sandbox::of("examples").run(line).answer()), @"
    This report tells what has happened since 1 December 2025.

    - On 30 June 2026, 13 of 28 actions are red or amber: 7 red, 6 amber, 9 green, 4 complete and 2 unrated.
    - On 1 December 2025: 4 amber, 10 green, 1 complete and 15 unrated.
    - 3 actions completed, 1 of them late; 5 turns of 2 that come round. 2 actions were withdrawn or carried forward.
    - 4 deadlines were moved, by 361 days in all.
    - Of what is still to be done: 7 became red, 1 worse in another way, 1 better and 9 rated for the first time.
    - Of 14 measures, 1 met the target, 5 are on course and 8 are off course.
    - Needed: £1,017,950.50 a year and £1,339,100 once or for one year. Secured: £799,250.50 a year and £1,158,700 once or for one year.
    - 23 risks on record: 4 high and 5 medium-high.
    ");
}

#[test]
fn a_filter_leaves_the_others_out() {
    let line = "report progress --as-of 2026-06-30 theme:partnership --format markdown";
    assert_snapshot!(opening(&Sandbox::of("examples").run(line).answer()), @"
    This report tells what has happened since 12 May 2026 (the last meeting: Domestic Abuse Local Partnership Board).

    - On 30 June 2026, 2 of 4 actions are red or amber: 2 red, 1 complete and 1 unrated.
    - On 12 May 2026: 1 red, 1 amber, 1 complete and 1 unrated.
    - No action completed.
    - No deadline was moved.
    - Of what is still to be done: 1 became red.
    - The only measure is off course.
    - Needed: £91,900 a year and £28,000 once or for one year. Secured: £27,900 a year and £22,000 once or for one year.
    - 3 risks on record: 1 high and 1 medium-high.
    ");
}

#[test]
fn a_small_plan_has_a_small_report() {
    assert_snapshot!(Sandbox::with_plan("wendale").run("report progress --as-of 2026-06-30"));
}

#[test]
fn a_plan_with_nothing_in_it_has_a_report() {
    let sandbox = Sandbox::new();
    sandbox.file("plans/empty/plan.toml", "title = \"Empty\"\n");
    assert_snapshot!(sandbox.run("report progress --as-of 2026-06-30"));
}

#[test]
fn several_plans_have_a_chapter_each() {
    let text = Sandbox::of("plans").run("report progress --format markdown").answer();
    let lines: Vec<_> = text.lines().filter(|line| line.starts_with("## ") || line.starts_with("### ")).collect();
    assert_snapshot!(lines.join("\n"), @"
    ## Violence and Abuse against Women and Children (Men and Boys Transgendered People) Action Plan 2012 – 2015
    ### Red, amber and green
    ### Completed
    ### Deadlines moved
    ### Better and worse
    ### First reports
    ### Measures
    ### Money
    ### Risks
    ### What is not known
    ## Bristol domestic violence and abuse action plan 2008-11
    ### Red, amber and green
    ### Completed
    ### Deadlines moved
    ### Better and worse
    ### First reports
    ### Measures
    ### Money
    ### Risks
    ### What is not known
    ## What the ratings mean
    ");
}

#[test]
fn the_words_of_the_plan_are_used() {
    let sandbox = Sandbox::with_plan("wendale");
    let labels = "title = \"Wendale\"\n\n[labels]\ntheme = \"strand\"\nobjective = \"aim\"\naction = \"task\"\n";
    sandbox.file("plans/wendale/plan.toml", labels);
    let text = sandbox.run("report progress --as-of 2026-06-30 --format markdown").answer();
    for words in ["no task is red or amber", "Tasks by rating in each strand", "No task was completed since"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn the_day_since_which_it_tells_has_to_lie_before_the_report() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("report progress --as-of 2026-06-30 --since 2026-07-01"), @"
    exit status: 2
    ----- stderr -----
    error: --since: 1 July 2026 is not before the day of the report, 30 June 2026
    ");
    assert_snapshot!(sandbox.run("report progress --as-of 2026-06-30 --since soon"), @"
    exit status: 2
    ----- stderr -----
    error: --since: `soon` is not a day; write it as 2026-06-30, `today` or `today+30d`
    ");
}
