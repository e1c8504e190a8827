//! `vawg measures`: targets against readings.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

/// The small plan with this after its objective.
fn with_measure(measure: &str) -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    let objective = format!("title = \"People know where to turn\"\n\n{measure}");
    sandbox.file("plans/wendale/prevention/1/objective.toml", &objective);
    sandbox
}

#[test]
fn every_measure_of_the_example() {
    assert_snapshot!("measures_example", example().run("measures --as-of 2026-06-30 --format markdown"));
}

#[test]
fn every_measure_of_the_real_plans() {
    let sandbox = Sandbox::new();
    sandbox.copy("plans", "plans");
    assert_snapshot!("measures_bristol", sandbox.run("measures --plan bristol-2008-11 --format markdown"));
    assert_snapshot!("measures_banes", sandbox.run("measures --plan banes-2012-15 --format markdown"));
}

#[test]
fn a_wide_terminal_shows_one_line_a_measure() {
    let mut sandbox = example();
    sandbox.set("COLUMNS", "150");
    assert_snapshot!(sandbox.run("measures theme:partnership --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Measures against their targets
    ══════════════════════════════
    Safe in Wendale: violence against women and girls action plan 2025-28

    Plan                     wendale-2025-28
    Partnership              Wendale VAWG Partnership
    Reports to               Safer Wendale Partnership, and once a year the Wendale Health and Wellbeing Board
    Judged as of             30 June 2026
    Only actions that match  theme:partnership
    Read from                files that are not kept in git

    Measures
    ────────

    The only measure is off course.

    On course means on the straight line from the baseline to the target, or on the good side of it, on the day of
    the latest reading. What is to be maintained is off course wherever it moves.

    Measures against their targets

                                                                                                                                  Should
    Ref  Measure                             Unit             Baseline  Latest  Read on        Target  By             Standing        be  Trend
    ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    7    Agencies that send figures on time  agencies, of 10         3       6  31 March 2026      10  December 2026  off course       7  ▁▆█

    How each measure went
    ─────────────────────

    7 Agencies that send figures on time
    6 on 31 March 2026, from 3 towards 10 by 31 December 2026: off course, where it should be 7.

    ▁▁ ▃▃ ▄▄ ┄┄ ██
    from 3 (31 March 2025) to 6 (31 March 2026); target 10 (31 December 2026); agencies, of 10

    What      Day               Figure  Note
    ────────────────────────────────────────
    Baseline  31 March 2025          3
    Reading   31 December 2025       5
    Reading   31 March 2026          6
    Target    31 December 2026      10

    What the ratings mean
    ─────────────────────

    Rating    What it says of an action
    ───────────────────────────────────────────────────────────────────────────────────
    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn what_is_missing_is_said() {
    let sandbox = with_measure(
        "[[measure]]\nname = \"Calls\"\ntarget = 60\n\n[[measure.reading]]\ndate = 2026-05-31\nvalue = 50\n",
    );
    assert_snapshot!(sandbox.run("measures --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Measures against their targets
    ══════════════════════════════
    Safe in Wendale

    Plan          wendale
    Partnership   Wendale Partnership
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    Measures
    ────────

    The only measure lacks the figures to tell.

    On course means on the straight line from the baseline to the target, or on the
    good side of it, on the day of the latest reading. What is to be maintained is
    off course wherever it moves.

    Measures against their targets

    1
    Measure: Calls
    Latest 50  Read on 31 May 2026  Target 60  Standing not known: no direction
    Trend ▄

    How each measure went
    ─────────────────────

    1 Calls
    50 on 31 May 2026, towards 60: not known: no direction.

    ▁▁ ┄┄ ██
    50 (31 May 2026); target 60

    What     Day          Figure  Note
    ──────────────────────────────────
    Reading  31 May 2026      50
    Target                    60

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
fn a_plan_without_measures_names_the_objectives_that_have_none() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("measures --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Measures against their targets
    ══════════════════════════════
    Safe in Wendale

    Plan          wendale
    Partnership   Wendale Partnership
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    Measures
    ────────

    No objective and no action has a measure.

    Not measured
    ────────────

    Nothing is read for 1 objective: whether it is reached cannot be seen in
    figures.

    Every objective that nothing is read for

    Ref  Objective        Target                   By  What is missing
    ────────────────────────────────────────────────────────────────────────────────
    1    People know      9 in 10 staff can name       a measure, so that nothing is
         where to turn    a service by March 2027      read against the target

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
fn numbers_that_are_none_are_as_good_as_missing() {
    let sandbox = with_measure(
        "[[measure]]\nname = \"Calls\"\nbaseline = nan\ntarget = inf\ndirection = \"up\"\n\n[[measure.reading]]\ndate = 2026-05-31\nvalue = -inf\n",
    );
    let output = sandbox.run("measures --as-of 2026-06-30 --format json");
    assert!(output.stdout.contains("not known: no target, no day for the target, no baseline, no reading"), "{output}");
}

#[test]
fn a_word_that_is_no_filter_is_refused() {
    assert_snapshot!(example().run("measures rating:purple --as-of 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: `purple` is no rating
      rating:purple
             ^^^^^^
    help: `rating` is one of red, amber, green, blue, unrated, complete
    ");
    assert_snapshot!(example().run("measures --by theme"), @"
    exit status: 2
    ----- stderr -----
    error: unexpected argument '--by' found

      tip: to pass '--by' as a value, use '-- --by'

    Usage: vawg measures [OPTIONS] [FILTER]...

    For more information, try '--help'.
    ");
}
