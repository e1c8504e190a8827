//! `vawg show`: all that there is to know about something.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

#[test]
fn an_action_has_every_field_and_the_reason_for_its_rating() {
    assert_snapshot!(example().run("show 3.2.2 --as-of 2025-12-31"), @"
    exit status: 0
    ----- stdout -----
    3.2.2  Open six single homes with support, for people who cannot use a shared
           refuge

    Rating           AMBER: progress slow, giving concern about the deadline
                     line 5 of the rating: reported amber, or on hold
    Reported         AMBER on 9 December 2025 by Head of Housing Options
    Travel           ↓ worse since the meeting of 12 November 2025
    Status           in progress
    Flags            moved: once, to 90 days after its first deadline (quarter 4 of
                     2025)

    Deadline         March 2026
                     due on its last day, 31 March 2026
    Review           24 July 2026
    Lead             Head of Housing Options
                     (Wendale Council)
    Support          Wendale Homes; Wendale Refuge

    Plan             Safe in Wendale: violence against women and girls action plan
                     2025-28
                     wendale-2025-28: as of 31 December 2025
    Priority         Provision
    Objective        3 Every victim who asks for help gets help that fits
                     3.2 No one has to choose between abuse and homelessness

    Confidence       medium-low: Four homes are ready; the last two wait for one
                     contractor.
    Risk             medium-high: The contractor is short of electricians and has
                     other sites to finish.
    Resources        Six homes leased by Wendale Homes; one support worker
    Outcome measure  Six homes let, at least two of them step-free
    See              3.2.1 Keep at least 34 refuge spaces open, two of them fully
                     accessible (not complete)
    Tags             housing, access
    Duty             domestic-abuse-act-part-4, equality-duty

    Milestone               By               Reached
    ─────────────────────────────────────────────────────────
    Leases signed           31 October 2025  19 November 2025
    First four homes ready  1 May 2026       not yet

    Cost                       Amount  Per   State    Funder                 Year
    ────────────────────────────────────────────────────────────────────────────────
    Adaptations, alarms and   £92,000  once  secured  Safe accommodation     2025/26
    furniture                                         grant
    Support worker            £36,500  year  secured  Wendale Council
    all of the £36,500 a year is secured or in kind; all of the £92,000 once is
    secured or in kind

    Updates
    (3 updates after 31 December 2025, not shown)
    9 December 2025, Head of Housing Options: AMBER, deadline moved from quarter 4
    of 2025
        Leases signed three weeks late, so the works could not start before
        Christmas. Deadline moved from the end of December to the end of March,
        agreed by the board's chair.

    11 September 2025, Head of Housing Options: GREEN, in progress
        Six homes found. Leases with solicitors.

    File             plans/wendale-2025-28/provision/3/3.2/3.2.2.toml
    ");
}

#[test]
fn what_an_action_inherits_is_marked() {
    let output = example().run("show P1 --as-of 2026-06-30");
    assert_snapshot!(output.stdout.lines().take(20).collect::<Vec<_>>().join("\n"), @"
    P1  Write the next plan with survivors, from what this one taught us

    Rating           UNRATED: no progress has been reported
                     line 7 of the rating: nothing reported
    Travel           → same since the meeting of 20 May 2026
    Status           not started
    Flags            waiting: waits for 7.2

    Deadline         31 March 2028 (from priority partnership)
    Review           20 January 2027 (from priority partnership)
    Lead             VAWG Strategy Co-ordinator
                     (Wendale Council)
    Support          Wendale VAWG Partnership Board; Wendale Voices (from priority
                     partnership)

    Plan             Safe in Wendale: violence against women and girls action plan
                     2025-28
                     wendale-2025-28: as of 30 June 2026
    Priority         Partnership
    ");
}

#[test]
fn turns_of_a_recurring_action_are_named() {
    let mut sandbox = example();
    let output = sandbox.set("COLUMNS", "120").run("show 5.2 --as-of 2026-06-30");
    for said in [
        "overdue: 40 days past the turn of 21 May 2026, the earliest that is not done\n",
        "the earliest turn that is not done is that of 21 May 2026\n",
        "16 January 2026, IDVA Service Manager: complete, turn of 15 January 2026\n",
    ] {
        assert!(output.stdout.contains(said), "{said}\n{output}");
    }
}

#[test]
fn measures_are_shown_with_their_readings() {
    let output = example().run("show 3.1.2 --as-of 2026-04-30");
    let part = output.stdout.split("Measure: ").nth(1).and_then(|rest| rest.split("\n\n").next());
    assert_snapshot!(part.unwrap_or_default(), @"
    Wait for a first counselling session (weeks, middle of all who started in the quarter)
    from 22 on 31 March 2025 down to 8 by March 2027
    Read on            Value  Note
    ─────────────────────────────────────────────────────────
    31 March 2026         19  One counsellor left in January.
    31 December 2025      16
    30 September 2025     18
    ");
    assert!(output.stdout.contains("(1 update after 30 April 2026, not shown)"), "{output}");
}

#[test]
fn an_objective_comes_with_its_actions() {
    assert_snapshot!(example().run("show 3.1 --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    3.1  Specialist help in the community comes without a long wait

    RAC
    1 red, 1 amber, 1 complete, 0 of 3 actions overdue

    Target           By March 2027, nobody waits more than eight weeks to start with
                     a specialist service (by March 2027)
    Plan             Safe in Wendale: violence against women and girls action plan
                     2025-28
                     wendale-2025-28: as of 30 June 2026
    Priority         Provision
    Part of          3 Every victim who asks for help gets help that fits

    Measure: Longest wait for community domestic abuse support (weeks)
    from 11 on 31 March 2025 down to 8 by March 2027
    Read on           Value  Note
    ──────────────────────────────────────────────────────────
    31 May 2026           7  Two months into the new contract.
    31 December 2025     12

    File             plans/wendale-2025-28/provision/3/3.1/objective.toml

    Ref    Rating    Action                                               Due
    ────────────────────────────────────────────────────────────────────────────────
    3.1.1  COMPLETE  Let one contract for community domestic abuse        2026-04-01
                     support, for five years
           Lead: Domestic Abuse Commissioning Manager
    3.1.2  RED       Cut the wait for sexual violence counselling to      2027-03-31
                     eight weeks
           Lead: Service Manager, Wendale Rape and Sexual Abuse Centre
    3.1.3  AMBER     Open a by-and-for service for Black and minoritised  2026-11-30
                     women in Port Sallow
           Lead: Domestic Abuse Commissioning Manager
    ");
}

#[test]
fn a_theme_comes_with_its_actions() {
    assert_snapshot!(example().run("show partnership --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    partnership  Partnership

    RRCU
    2 red, 1 complete, 1 unrated, 1 withdrawn or carried forward, 2 of 5 actions
    overdue

    Aim              We work as one system, listen to survivors, and can show what
                     has changed.
    How              Put survivors beside those who decide, keep one set of figures,
                     and finish what reviews ask of us.
    Summary          The three other priorities depend on this one.
    Plan lead        VAWG Strategy Co-ordinator
    Support          Wendale VAWG Partnership Board; Wendale Voices (for the actions
                     that give none)
    Deadline         31 March 2028 (for the actions that give none)
    Review           20 January 2027 (for the actions that give none)
    Plan             Safe in Wendale: violence against women and girls action plan
                     2025-28
                     wendale-2025-28: as of 30 June 2026

    As written in the source
    title            Partnership working & governance

    File             plans/wendale-2025-28/partnership/theme.toml

    Ref  Rating           Action                                          Due
    ────────────────────────────────────────────────────────────────────────────────
    P1   UNRATED          Write the next plan with survivors, from what   2028-03-31
                          this one taught us
         Lead: VAWG Strategy Co-ordinator
    7.1  RED              Have every GP practice ask about abuse in       2026-03-31
                          private, and record the answer safely
         Lead: Designated Nurse for Safeguarding
    7.2  RED              Bring ten agencies' figures together in one     2026-05-31
                          quarterly dashboard
         Lead: VAWG Strategy Co-ordinator
    7.3  COMPLETE         Set up Wendale Voices, a panel of survivors     2025-09-30
                          who are paid for their time
         Lead: VAWG Strategy Co-ordinator
    7.4  carried forward  Bid once, together, for prevention money under  2026-02-27
                          the serious violence duty
         Lead: Head of Commissioning, Police and Crime Commissioner
    ");
}

#[test]
fn a_reference_that_several_plans_have_is_asked_about() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    assert_snapshot!(sandbox.run("show 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: 2 plans have `1.1`
    help: say which is meant: `avon:1.1`, `wendale:1.1`
    ");
    let output = sandbox.run("show avon:1.1 --as-of 2026-06-30");
    assert!(output.stdout.contains("plans/avon/prevention/1/1.1.toml"), "{output}");
    assert_eq!(sandbox.run("show 1.1 --plan avon --as-of 2026-06-30"), output);
}

#[test]
fn wrong_references_are_named_all_at_once() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("show 1.2 1.1 avon:1.1 wendale"), @"
    exit status: 2
    ----- stderr -----
    error: no action, objective or theme is called `1.2`
    help: did you mean `1.1`?
    error: there is no plan `avon`
    help: there is `wendale`
    error: `wendale` is a plan, not part of one
    help: `vawg tree --plan wendale` shows it
    ");
}

#[test]
fn an_action_whose_file_is_broken_is_not_said_to_be_missing() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \n");
    let output = sandbox.run("show 1.2");
    assert_eq!(output.status, 2);
    assert_snapshot!(output.stderr, @"
    error: the file of `1.2` cannot be read
    help: `vawg check` says what is wrong with it
    ");
}

#[test]
fn an_action_for_other_programs() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("show 1.1 --as-of 2026-06-30 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-06-30","actions":[{"plan":"wendale","as_of":"2026-06-30","ref":"1.1","theme":"prevention","objective":"1","action":"Publish the referral pathways","lead":"Housing Manager","support":[],"deadline":{"kind":"date","value":"2026-09-30","due":"2026-09-30","text":null},"status":"in-progress","rating":"green","reported":"green","reason":"sufficient progress made to achieve the deadline","overdue_days":null,"flags":[],"confidence":null,"risk":null,"updates":[{"date":"2026-06-02","by":"Housing Manager","status":"in-progress","rag":"green","note":"First draft agreed with the refuges","occurrence":null,"deadline_was":null}],"file":"plans/wendale/prevention/1/1.1.toml","rating_line":6,"flags_explained":{},"travel":null,"organisation":null,"review":null,"recurs":null,"confidence_reason":null,"resources":"Officer time","outcome_measure":"Pathways published and known","risks":[],"costs":[],"milestones":[],"measures":[],"depends_on":[],"needed_by":[],"see":[],"tags":[],"duty":[],"evidence":[],"public":true,"source":null,"carried_from":null,"as_written":{},"inherited":{}}],"objectives":[],"themes":[]}
    "#);
}

#[test]
fn objectives_and_themes_for_other_programs() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("show 1 prevention --as-of 2026-10-01 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-10-01","actions":[],"objectives":[{"plan":"wendale","as_of":"2026-10-01","ref":"1","theme":"prevention","parent":null,"title":"People know where to turn","summary":null,"target":"9 in 10 staff can name a service by March 2027","target_date":null,"lead":null,"support":[],"deadline":null,"review":null,"measures":[],"as_written":{},"totals":{"actions":1,"red":1,"amber":0,"green":0,"complete":0,"unrated":0,"withdrawn":0,"overdue":1,"undated":0,"no_lead":0},"actions":[{"plan":"wendale","as_of":"2026-10-01","ref":"1.1","theme":"prevention","objective":"1","action":"Publish the referral pathways","lead":"Housing Manager","support":[],"deadline":{"kind":"date","value":"2026-09-30","due":"2026-09-30","text":null},"status":"in-progress","rating":"red","reported":"green","reason":"deadline passed and action incomplete: 1 day overdue","overdue_days":1,"flags":["overdue","stale","optimistic"],"confidence":null,"risk":null,"updates":[{"date":"2026-06-02","by":"Housing Manager","status":"in-progress","rag":"green","note":"First draft agreed with the refuges","occurrence":null,"deadline_was":null}],"file":"plans/wendale/prevention/1/1.1.toml"}],"file":"plans/wendale/prevention/1/objective.toml"}],"themes":[{"plan":"wendale","as_of":"2026-10-01","name":"prevention","title":"Prevention","aim":"Abuse is stopped before it starts","how":null,"summary":null,"lead":null,"support":[],"deadline":null,"review":null,"as_written":{},"totals":{"actions":1,"red":1,"amber":0,"green":0,"complete":0,"unrated":0,"withdrawn":0,"overdue":1,"undated":0,"no_lead":0},"actions":[{"plan":"wendale","as_of":"2026-10-01","ref":"1.1","theme":"prevention","objective":"1","action":"Publish the referral pathways","lead":"Housing Manager","support":[],"deadline":{"kind":"date","value":"2026-09-30","due":"2026-09-30","text":null},"status":"in-progress","rating":"red","reported":"green","reason":"deadline passed and action incomplete: 1 day overdue","overdue_days":1,"flags":["overdue","stale","optimistic"],"confidence":null,"risk":null,"updates":[{"date":"2026-06-02","by":"Housing Manager","status":"in-progress","rag":"green","note":"First draft agreed with the refuges","occurrence":null,"deadline_was":null}],"file":"plans/wendale/prevention/1/1.1.toml"}],"file":"plans/wendale/prevention/theme.toml"}]}
    "#);
}
