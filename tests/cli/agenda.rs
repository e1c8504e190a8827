//! `vawg agenda`, and the calendar that `vawg export --format ics` makes of the same.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn the_agenda_of_the_example() {
    assert_snapshot!(Sandbox::of("examples").run("agenda --as-of 2026-06-30 --format markdown").answer());
}

#[test]
fn the_agenda_of_bristol() {
    assert_snapshot!(Sandbox::of("plans").run("agenda --plan bristol-2008-11 --format markdown").answer());
}

#[test]
fn the_agenda_of_bath() {
    assert_snapshot!(Sandbox::of("plans").run("agenda --plan banes-2012-15 --format markdown").answer());
}

#[test]
fn weeks_begin_on_monday() {
    let text =
        Sandbox::of("examples").run("agenda --as-of 2026-06-30 --by week --to 2026-07-31 --format markdown").answer();
    let headings: Vec<_> = text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_snapshot!(headings.join("\n"), @"
    ## Overdue
    ## Week of 29 June 2026
    ## Week of 6 July 2026
    ## Week of 13 July 2026
    ## Week of 20 July 2026
    ## Week of 27 July 2026
    ## What the ratings mean
    ");
}

#[test]
fn a_filter_leaves_out_what_others_have_to_do() {
    assert_snapshot!(Sandbox::of("examples").run("agenda --as-of 2026-06-30 ref:5.2"));
}

#[test]
fn a_quarter_can_be_asked_for() {
    let line = "agenda --as-of 2026-06-30 --from 2026-10-01 --to 2026-12-31 theme:prevention";
    assert_snapshot!(Sandbox::of("examples").run(line));
}

#[test]
fn a_plan_with_nothing_in_it_has_an_agenda() {
    let sandbox = Sandbox::new();
    sandbox.file("plans/empty/plan.toml", "title = \"Empty\"\n");
    assert_snapshot!(sandbox.run("agenda --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Agenda
    ══════
    Empty

    Plan          empty
    Judged as of  30 June 2026
    Read from     files that are not kept in git

    Nothing falls due from 30 June 2026 to 30 September 2026.

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
fn a_time_that_ends_before_it_begins_is_refused() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("agenda --as-of 2026-06-30 --to 2026-06-01"), @"
    exit status: 2
    ----- stderr -----
    error: the time ends on 1 June 2026, before it begins, on 30 June 2026
    ");
    assert_snapshot!(sandbox.run("agenda --as-of 2026-06-30 --from soon"), @"
    exit status: 2
    ----- stderr -----
    error: --from: `soon` is not a day; write it as 2026-06-30, `today` or `today+30d`
    ");
}

#[test]
fn the_calendar_of_a_small_plan() {
    let sandbox = Sandbox::with_plan("wendale");
    let monthly = "action = \"Meet, talk; listen\"\n\nlead = \"Chair\"\n\n\
                   recurs = { every = \"3 months\", from = 2035-08-31 }\n";
    sandbox.file("plans/wendale/2.toml", monthly);
    let text = sandbox.run("export --format ics --as-of 2026-06-30").answer();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_snapshot!(text.replace('\r', ""), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//vawg//vawg//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    REFRESH-INTERVAL;VALUE=DURATION:P1D
    X-PUBLISHED-TTL:P1D
    NAME:Safe in Wendale
    X-WR-CALNAME:Safe in Wendale
    DESCRIPTION:Read from files that are not kept in git.
    X-WR-CALDESC:Read from files that are not kept in git.
    BEGIN:VEVENT
    UID:wendale:1.1/deadline@vawg
    DTSTAMP:20260630T000000Z
    DTSTART;VALUE=DATE:20260930
    SEQUENCE:0
    SUMMARY:Due: 1.1 Publish the referral pathways
    DESCRIPTION:Deadline\nOn 30 June 2026: GREEN: sufficient progress made to a
     chieve the deadline\nLead: Housing Manager\nSafe in Wendale (wendale)
    CATEGORIES:wendale,Prevention,deadline
    STATUS:CONFIRMED
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn the_calendar_of_the_example() {
    let sandbox = Sandbox::of("examples");
    assert_snapshot!(sandbox.run("export --format ics --as-of 2026-06-30 -o plan.ics"), @"
    exit status: 0
    ----- stderr -----
    wrote plan.ics
    ");
    let again = sandbox.run("export --format ics --as-of 2026-06-30").answer();
    assert_eq!(std::fs::read_to_string(sandbox.path("plan.ics")).expect("the calendar"), again);
    assert_snapshot!(again.replace('\r', ""));
}

#[test]
fn a_calendar_of_nothing_says_so() {
    assert_snapshot!(Sandbox::of("examples").run("export --format ics lead:nobody --as-of 2026-06-30"), @r"
    exit status: 0
    ----- stdout -----
    BEGIN:VCALENDAR\u{d}
    VERSION:2.0\u{d}
    PRODID:-//vawg//vawg//EN\u{d}
    CALSCALE:GREGORIAN\u{d}
    METHOD:PUBLISH\u{d}
    REFRESH-INTERVAL;VALUE=DURATION:P1D\u{d}
    X-PUBLISHED-TTL:P1D\u{d}
    NAME:Nothing selected\u{d}
    X-WR-CALNAME:Nothing selected\u{d}
    DESCRIPTION:Read from files that are not kept in git.\u{d}
    X-WR-CALDESC:Read from files that are not kept in git.\u{d}
    END:VCALENDAR\u{d}
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    ");
}
