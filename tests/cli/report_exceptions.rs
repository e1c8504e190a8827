//! `vawg report exceptions`: what needs the meeting.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn the_report_of_the_example() {
    assert_snapshot!(Sandbox::of("examples").run("report exceptions --as-of 2026-06-30 --format markdown").answer());
}

#[test]
fn the_report_of_bristol() {
    assert_snapshot!(Sandbox::of("plans").run("report exceptions --plan bristol-2008-11 --format markdown").answer());
}

#[test]
fn the_report_of_bath() {
    assert_snapshot!(Sandbox::of("plans").run("report exceptions --plan banes-2012-15 --format markdown").answer());
}

#[test]
fn another_day_to_compare_with_changes_what_is_new() {
    let summary = |line: &str| {
        let text = Sandbox::of("examples").run(&format!("{line} --format markdown")).answer();
        text.lines().find(|line| line.contains("the meeting: ")).unwrap_or_default().to_owned()
    };
    assert_eq!(
        summary("report exceptions --as-of 2026-06-30 --since 2026-06-01"),
        "13 of 28 actions need the meeting: 7 red and 6 amber; 1 newly overdue since 1 June 2026."
    );
    assert_eq!(
        summary("report exceptions --as-of 2026-06-30 --since today-1y theme:partnership"),
        "2 of 4 actions need the meeting: 2 red; 2 newly overdue since 30 June 2025."
    );
}

#[test]
fn a_plan_on_target_needs_nothing() {
    assert_snapshot!(Sandbox::with_plan("wendale").run("report exceptions --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Exception report
    ════════════════
    Safe in Wendale

    Plan          wendale
    Partnership   Wendale Partnership
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    1 action was looked at, and none needs the meeting. Looked back to 31 March 2026
    (the eve of the plan; no meeting was held).

    • Actions compared with 31 March 2026: 1 rated for the first time.

    Actions by rating in each theme
    No action is red or amber: 1 green.

                                                               No
    Theme          Actions  R  A  G  C  U  Overdue  Undated  lead
    ─────────────────────────────────────────────────────────────
    Prevention  G        1  0  0  1  0  0        0        0     0
    ─────────────────────────────────────────────────────────────
    Total                1  0  0  1  0  0        0        0     0
    G green

    What needs the meeting
    ──────────────────────

    No action is red, amber, without news for too long, without a lead or undated.

    What falls due next
    ───────────────────

    The calendar of the plan names no meeting ahead. Up to 30 September 2026 1 thing
    falls due.

    Falls due by 30 September 2026

    Day                What      Ref  About                   Lead            Rating
    ────────────────────────────────────────────────────────────────────────────────
    30 September 2026  deadline  1.1  Publish the referral    Housing         GREEN
                                      pathways                Manager

    What the ratings mean
    ─────────────────────

    Rating    What it says of an action
    ────────────────────────────────────────────────────────────────────────────────
    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on
              hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn a_plan_with_nothing_in_it_has_a_report() {
    let sandbox = Sandbox::new();
    sandbox.file("plans/empty/plan.toml", "title = \"Empty\"\n");
    assert_snapshot!(sandbox.run("report exceptions --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Exception report
    ════════════════
    Empty

    Plan          empty
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    There is no action to look at.

    What needs the meeting
    ──────────────────────

    There is no action to look at.

    What falls due next
    ───────────────────

    The calendar of the plan names no meeting ahead. Up to 30 September 2026 nothing
    falls due.

    What the ratings mean
    ─────────────────────

    Rating    What it says of an action
    ────────────────────────────────────────────────────────────────────────────────
    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on
              hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn a_filter_that_selects_nothing_says_so() {
    assert_snapshot!(Sandbox::of("examples").run("report exceptions --as-of 2026-06-30 lead:nobody"), @"
    exit status: 0
    ----- stdout -----
    Exception report
    ════════════════
    Nothing selected

    Judged as of             30 June 2026
    Only actions that match  lead:nobody
    Read from                files that are not kept in git

    No action was selected, so that there is nothing to report.
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    ");
}

#[test]
fn several_plans_have_a_chapter_each() {
    let text = Sandbox::of("plans").run("report exceptions --format markdown").answer();
    let is_wanted = |line: &&str| line.starts_with('#') || line.contains(" the meeting: ");
    let lines: Vec<_> = text.lines().filter(is_wanted).collect();
    assert_snapshot!(lines.join("\n"), @"
    # Exception report
    - Violence and Abuse against Women and Children (Men and Boys Transgendered People) Action Plan 2012 – 2015: 36 of 38 actions need the meeting: 3 red and 33 unrated; none newly overdue since 30 March 2015 (the last meeting: Quarterly partnership meeting).
    - Bristol domestic violence and abuse action plan 2008-11: 44 of 47 actions need the meeting: 34 red and 10 unrated; 2 newly overdue since 7 June 2009 (3 months before; no meeting was held).
    ## Violence and Abuse against Women and Children (Men and Boys Transgendered People) Action Plan 2012 – 2015
    36 of 38 actions need the meeting: 3 red and 33 unrated; none newly overdue since 30 March 2015 (the last meeting: Quarterly partnership meeting).
    ### What needs the meeting
    #### Prevention
    #### Provision
    #### Protection
    ### What falls due next
    ## Bristol domestic violence and abuse action plan 2008-11
    44 of 47 actions need the meeting: 34 red and 10 unrated; 2 newly overdue since 7 June 2009 (3 months before; no meeting was held).
    ### What needs the meeting
    #### Performance
    #### Prevention
    #### Provision
    #### Protection and Justice
    ### What falls due next
    ## What the ratings mean
    ");
}

#[test]
fn a_day_to_compare_with_has_to_lie_before_the_report() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("report exceptions --as-of 2026-06-30 --since 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: --since: 30 June 2026 is not before the day of the report, 30 June 2026
    ");
    assert_snapshot!(sandbox.run("report exceptions --as-of 2026-06-30 --since easter"), @"
    exit status: 2
    ----- stderr -----
    error: --since: `easter` is not a day; write it as 2026-06-30, `today` or `today+30d`
    ");
}

#[test]
fn the_words_of_the_plan_are_used() {
    let sandbox = Sandbox::with_plan("wendale");
    let labels = "title = \"Wendale\"\n\n[labels]\ntheme = \"strand\"\naction = \"task\"\n";
    sandbox.file("plans/wendale/plan.toml", labels);
    sandbox.file("plans/wendale/2.toml", "action = \"Start\"\n");
    let text = sandbox.run("report exceptions --as-of 2026-06-30 --format markdown").answer();
    assert!(text.contains("1 of 2 tasks needs the meeting"), "{text}");
    assert!(text.contains("### In no strand"), "{text}");
}
