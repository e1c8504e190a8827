//! `vawg status`: the totals, and what is overdue.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// The example plan as the only one.
fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

/// The two plans of this repository.
fn real() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("plans", "plans");
    sandbox
}

/// The words of a text, whatever lines they stand on.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_totals_of_a_plan_come_with_the_meaning_of_its_ratings() {
    assert_snapshot!(example().run("status --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026

    Priority                R  A  G  C  U  W  Overdue  Worst  Travel
    ─────────────────────────────────────────────────────────────────
    Prevention   RAGGGGCC   1  1  4  2  0  0        0  RED    → same
    Provision    RRRAAGGGC  3  2  3  1  0  1        2  RED    ↓ worse
    Protection   RAAAGGU    1  3  2  0  1  0        1  RED    ↓ worse
    Partnership  RRCU       2  0  0  1  1  1        2  RED    ↓ worse
    ─────────────────────────────────────────────────────────────────
    Total        RRAAGGGCU  7  6  9  4  2  2        5  RED    ↓ worse

    5 of 30 actions overdue

    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on
              hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete (blue)
    UNRATED   no progress has been reported
    ");
}

#[test]
fn a_wide_terminal_has_room_for_words() {
    let mut sandbox = real();
    assert_snapshot!(sandbox.set("COLUMNS", "140").run("status --plan bristol-2008-11"), @"
    exit status: 0
    ----- stdout -----
    Bristol domestic violence and abuse action plan 2008-11
    bristol-2008-11: closed, judged as of 7 September 2009

    Theme                                      Red  Amber  Green  Complete  Unrated  Overdue  Worst
    ───────────────────────────────────────────────────────────────────────────────────────────────
    Performance             RRRRRRRRRR          10      0      0         0        0       10  RED
    Prevention              RRRU                 3      0      0         0        1        2  RED
    Provision               RRRRRRRRRRUUUUUUU   10      0      0         0        7       10  RED
    Protection and Justice  RRRRRRRRRRRUUUUU    11      0      0         0        5       11  RED
    ───────────────────────────────────────────────────────────────────────────────────────────────
    Total                   RRRRRRRRRRRRUUUUU   34      0      0         0       13       33  RED

    33 of 47 actions overdue; 4 without a day on which to fall due; 1 without a lead

    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn a_narrow_terminal_gets_a_card_for_each_group() {
    let mut sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.set("COLUMNS", "40").run("status --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    wendale: as of 30 June 2026

    Prevention
    G  Red 0  Amber 0  Green 1  Complete 0
    Unrated 0  Overdue 0  Worst GREEN

    Total
    G  Red 0  Amber 0  Green 1  Complete 0
    Unrated 0  Overdue 0  Worst GREEN

    0 of 1 action overdue

    RED       the deadline has passed, or
              progress is insufficient to
              achieve it
    AMBER     progress is slow and gives
              concern about the deadline, or
              work is on hold
    GREEN     progress is sufficient to
              achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn leads_are_counted_across_plans() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    assert_snapshot!(sandbox.run("status --by lead --as-of 2026-10-01"), @"
    exit status: 0
    ----- stdout -----
    avon: as of 1 October 2026
    wendale: as of 1 October 2026

    Lead                 R  A  G  C  U  Overdue  Worst
    ──────────────────────────────────────────────────
    Housing Manager  RR  2  0  0  0  0        2  RED
    ──────────────────────────────────────────────────
    Total            RR  2  0  0  0  0        2  RED

    2 of 2 actions overdue

    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on
              hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn objectives_stand_under_their_plan() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    assert_snapshot!(sandbox.run("status --by objective --as-of 2026-10-01"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    avon: as of 1 October 2026

    Ref    Objective                     R  A  G  C  U  Overdue  Worst
    ──────────────────────────────────────────────────────────────────
    1      People know where to turn  R  1  0  0  0  0        1  RED
    ──────────────────────────────────────────────────────────────────
    Total                             R  1  0  0  0  0        1  RED

    1 of 1 action overdue

    Safe in Wendale
    wendale: as of 1 October 2026

    Ref    Objective                     R  A  G  C  U  Overdue  Worst
    ──────────────────────────────────────────────────────────────────
    1      People know where to turn  R  1  0  0  0  0        1  RED
    ──────────────────────────────────────────────────────────────────
    Total                             R  1  0  0  0  0        1  RED

    1 of 1 action overdue

    All plans: 2 of 2 actions overdue; 2 red, 0 amber, 0 green, 0 complete, 0
    unrated

    RED       the deadline has passed, or progress is insufficient to achieve it
    AMBER     progress is slow and gives concern about the deadline, or work is on
              hold
    GREEN     progress is sufficient to achieve the deadline
    COMPLETE  the action is complete
    UNRATED   no progress has been reported
    ");
}

#[test]
fn the_totals_for_other_programs() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --as-of 2026-06-30 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-06-30","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"groups":[{"plan":"wendale","key":"prevention","title":"Prevention","worst":"green","actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0}]}
    "#);
}

#[test]
fn what_is_overdue_comes_with_leads_and_with_what_does_not_count() {
    assert_snapshot!(example().run("status --overdue --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026

    Ref    Action                                            Deadline        Overdue
    ────────────────────────────────────────────────────────────────────────────────
    7.1    Have every GP practice ask about abuse in         31 March 2026   91 days
           private, and record the answer safely
           Lead: Designated Nurse for Safeguarding
           Last comment: 22 June 2026 – Still 15 trained, 83 days overdue, but eight
           of the nine have now booked, on 7 and 14 July. The medical director will
           visit the ninth. The supplier has promised the change that hides records
           for 20 July. To be looked at again on 22 July.
    5.2    Hold a case discussion for IDVAs and social       every 6 weeks:  40 days
           workers every six weeks                           turn of 21 May
                                                             2026
           Lead: IDVA Service Manager
           Last comment: 16 June 2026 – No room was free to make up the missed turn
           in June. To recover: a longer session on 2 July will cover both turns,
           and two IDVAs are being trained to lead when the supervisor is away.
    3.2.2  Open six single homes with support, for people    29 May 2026     32 days
           who cannot use a shared refuge
           Lead: Head of Housing Options
           Last comment: 11 June 2026 – Overdue: two homes, both step-free, still
           have no electricity. To recover: Wendale Homes will use its own
           electricians from 29 June, and expects both homes to be ready by 24 July.
           Two families wait in the refuge until then.
    7.2    Bring ten agencies' figures together in one       May 2026        30 days
           quarterly dashboard
           Lead: VAWG Strategy Co-ordinator
           Last comment: 25 June 2026 – Overdue since 31 May. Eight have signed; the
           hospital and one housing association have not. To recover: the
           Independent Chair meets the hospital's chief nurse on 6 July, and the
           July dashboard goes out with eight.
    3.2.4  Agree with every social landlord how a tenant     12 June 2026    18 days
           can move to safety and keep her tenancy rights
           Lead: Head of Housing Options
           Last comment: 18 June 2026 – Missed 12 June. Five signed; two wait for
           their national offices. To recover: the Director of Place will write to
           both chief executives this week, and the five will start on 6 July
           without them.

    Lead                               Overdue  Longest
    ───────────────────────────────────────────────────
    Head of Housing Options                  2  32 days
    Designated Nurse for Safeguarding        1  91 days
    IDVA Service Manager                     1  40 days
    VAWG Strategy Co-ordinator               1  30 days

    5 overdue of 30 actions as of 30 June 2026
      - 1 of these is recurring, counted from the earliest turn that is not done:
        5.2
      - 19 are not due yet, the next of them 5.4 on 30 June 2026
      - 4 are complete
      - 2 are withdrawn or carried forward
    ");
}

#[test]
fn where_there_is_room_every_field_of_an_overdue_action_has_a_column() {
    let mut sandbox = example();
    assert_snapshot!(sandbox.set("COLUMNS", "160").run("status --overdue --as-of 2026-06-30 ref:3.*"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026

    Ref    Action                      Lead                     Deadline              Overdue  Last comment
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    3.2.2  Open six single homes with  Head of Housing Options  29 May 2026   32 days overdue  11 June 2026 – Overdue: two homes, both step-free, still have no
           support, for people who                                                             electricity. To recover: Wendale Homes will use its own electricians
           cannot use a shared refuge                                                          from 29 June, and expects both homes to be ready by 24 July. Two
                                                                                               families wait in the refuge until then.
    3.2.4  Agree with every social     Head of Housing Options  12 June 2026  18 days overdue  18 June 2026 – Missed 12 June. Five signed; two wait for their
           landlord how a tenant can                                                           national offices. To recover: the Director of Place will write to
           move to safety and keep                                                             both chief executives this week, and the five will start on 6 July
           her tenancy rights                                                                  without them.

    Lead                     Overdue  Longest
    ─────────────────────────────────────────
    Head of Housing Options        2  32 days

    2 overdue of 7 actions as of 30 June 2026
      - 4 are not due yet, the next of them 3.2.1 on 30 September 2026
      - 1 is complete
    ");
}

#[test]
fn overdue_actions_on_a_narrow_terminal() {
    let mut sandbox = example();
    assert_snapshot!(sandbox.set("COLUMNS", "44").run("status --overdue --as-of 2026-06-30 ref:7.1"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and
    girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026

    7.1
    Action: Have every GP practice ask about
    abuse in private, and record the answer
    safely
    Lead: Designated Nurse for Safeguarding
    Deadline: 31 March 2026
    Overdue 91 days
    Last comment: 22 June 2026 – Still 15
    trained, 83 days overdue, but eight of the
    nine have now booked, on 7 and 14 July. The
    medical director will visit the ninth. The
    supplier has promised the change that hides
    records for 20 July. To be looked at again
    on 22 July.

    Designated Nurse for Safeguarding
    Overdue 1  Longest 91 days

    1 overdue of 1 action as of 30 June 2026
    ");
}

#[test]
fn the_overdue_actions_of_bristol_are_those_of_its_last_progress_report() {
    let output = real().run("status --overdue --plan bristol-2008-11");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    let text = words(&output.stdout);
    for said in [
        "closed, judged as of 7 September 2009",
        "33 overdue of 47 actions as of 7 September 2009",
        "1 of these is recurring, counted from the earliest turn that is not done: 8.2.1",
        "10 are not due yet, the next of them 7.2.1 on 1 October 2009",
        "1 is ongoing without a review date, so it is never overdue: 4.1.1 (written `1 Apr 08 ongoing`)",
        "3 are without a deadline, so they are never overdue: 4.1.2, 5.1.2, 8.3.a",
        "Safer Bristol DA Strategy Co-ordinator 8 555 days",
    ] {
        assert!(text.contains(said), "{said}\n{output}");
    }
}

#[test]
fn several_plans_are_added_up() {
    let output = real().run("status --overdue");
    assert!(output.stdout.ends_with("\n36 overdue of 85 actions in 2 plans\n"), "{output}");
}

#[test]
fn what_is_overdue_for_other_programs() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --overdue --as-of 2026-10-10 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-10-10","totals":{"actions":1,"red":1,"amber":0,"green":0,"complete":0,"unrated":0,"withdrawn":0,"overdue":1,"undated":0,"no_lead":0},"actions":[{"plan":"wendale","as_of":"2026-10-10","ref":"1.1","theme":"prevention","objective":"1","action":"Publish the referral pathways","lead":"Housing Manager","support":[],"deadline":{"kind":"date","value":"2026-09-30","due":"2026-09-30","text":null},"status":"in-progress","rating":"red","reported":"green","reason":"deadline passed and action incomplete: 10 days overdue","overdue_days":10,"flags":["overdue","stale","optimistic"],"confidence":null,"risk":null,"updates":[{"date":"2026-06-02","by":"Housing Manager","status":"in-progress","rag":"green","note":"First draft agreed with the refuges","occurrence":null,"deadline_was":null}],"file":"plans/wendale/prevention/1/1.1.toml"}]}
    "#);
}

#[test]
fn where_nothing_is_overdue_the_next_question_is_suggested() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --overdue --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    wendale: as of 30 June 2026

    none overdue of 1 action as of 30 June 2026
      - 1 is not due yet: 1.1 on 30 September 2026

    what falls due by 30 July 2026: `vawg list 'due<=2026-07-30'`
    ");
}

#[test]
fn a_filter_that_selects_nothing_is_no_error() {
    let sandbox = Sandbox::with_plan("wendale");
    let output = sandbox.run("status lead:zebra");
    assert_snapshot!(output, @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:zebra`
    help: `vawg list` without a filter shows every action
    ");
    assert_eq!(sandbox.run("status --overdue lead:zebra"), output);
}

#[test]
fn what_is_overdue_is_in_the_order_of_its_days_alone() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --overdue --by lead"), @"
    exit status: 2
    ----- stderr -----
    error: the argument '--overdue' cannot be used with '--by <GROUP>'

    Usage: vawg status --overdue [FILTER]...

    For more information, try '--help'.
    ");
}

#[test]
fn colours_never_say_anything_alone() {
    let sandbox = example();
    let plain = sandbox.run("status --overdue --as-of 2026-06-30 --color never").stdout;
    let coloured = sandbox.run("status --overdue --as-of 2026-06-30 --color always").stdout;
    assert_ne!(plain, coloured);
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn what_is_overdue_may_wait_for_another_plan() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/other/plan.toml", "title = \"Other\"\n").file(
        "plans/other/theme/1.toml",
        "action = \"Waits\"\nlead = \"Police\"\ndeadline = 2026-05-01\ndepends_on = [\"wendale:1.1\"]\n",
    );
    let all = sandbox.run("status --overdue --as-of 2026-06-30 --plan other");
    assert!(all.stdout.contains("Waits"), "{}", all.stdout);
    assert_eq!(sandbox.run("status --overdue --as-of 2026-06-30 --plan other is:waiting").stdout, all.stdout);
    let neither = sandbox.run("status --overdue --as-of 2026-06-30 --plan other not is:waiting");
    assert!(!neither.stdout.contains("Waits"), "{}", neither.stdout);
    let wrong = sandbox.run("status --overdue --plan othr");
    assert!(wrong.stderr.contains("did you mean `other`?"), "{}", wrong.stderr);
}
