//! `vawg tree`: the structure of the plans.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

#[test]
fn parts_have_a_bar_and_actions_a_rating() {
    assert_snapshot!(example().run("tree --as-of 2026-06-30 theme:partnership or theme:provision"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026
    ├─ Provision                                         RRRAAGGGC        2 overdue
    │  ├─ 3 Every victim who asks for help gets help     RRRAGGC          2 overdue
    │  │  │ that fits
    │  │  ├─ 3.1 Specialist help in the community comes  RAC
    │  │  │  │   without a long wait
    │  │  │  ├─ 3.1.1 Let one contract for community     COMPLETE         2026-04-01
    │  │  │  │        domestic abuse support, for five
    │  │  │  │        years
    │  │  │  ├─ 3.1.2 Cut the wait for sexual violence   RED              2027-03-31
    │  │  │  │        counselling to eight weeks
    │  │  │  └─ 3.1.3 Open a by-and-for service for      AMBER            2026-11-30
    │  │  │           Black and minoritised women in
    │  │  │           Port Sallow
    │  │  └─ 3.2 No one has to choose between abuse and  RRGG             2 overdue
    │  │     │   homelessness
    │  │     ├─ 3.2.1 Keep at least 34 refuge spaces     GREEN            2026-09-30
    │  │     │        open, two of them fully
    │  │     │        accessible
    │  │     ├─ 3.2.2 Open six single homes with         RED              2026-05-29
    │  │     │        support, for people who cannot
    │  │     │        use a shared refuge
    │  │     ├─ 3.2.3 Make 150 homes secure, so that     GREEN            2027-12-31
    │  │     │        people who want to stay can stay
    │  │     └─ 3.2.4 Agree with every social landlord   RED              2026-06-12
    │  │              how a tenant can move to safety
    │  │              and keep her tenancy rights
    │  └─ 4 Children who live with abuse are helped as   AG
    │     │ victims in their own right
    │     ├─ 4.1 Give every child in safe accommodation  GREEN            2026-12-31
    │     │      a named worker of their own
    │     ├─ 4.2 Agree one way to help families where a  AMBER            2026-09-30
    │     │      child is violent to a parent
    │     └─ 4.3 Start a recovery group for mothers and  withdrawn        2026-03-31
    │            children in Market Wend
    └─ Partnership                                       RRCU             2 overdue
       ├─ P1 Write the next plan with survivors, from    UNRATED          2028-03-31
       │     what this one taught us
       └─ 7 We learn, and we can show what has changed   RRC              2 overdue
          ├─ 7.1 Have every GP practice ask about abuse  RED              2026-03-31
          │      in private, and record the answer
          │      safely
          ├─ 7.2 Bring ten agencies' figures together    RED              2026-05-31
          │      in one quarterly dashboard
          ├─ 7.3 Set up Wendale Voices, a panel of       COMPLETE         2025-09-30
          │      survivors who are paid for their time
          └─ 7.4 Bid once, together, for prevention      carried forward  2026-02-27
                 money under the serious violence duty
    Total                                                RRRRRAAGGGCCU    4 overdue

    R red  A amber  G green  C complete  U unrated
    ");
}

#[test]
fn leads_stand_beside_the_tree_where_there_is_room() {
    let mut sandbox = example();
    assert_snapshot!(sandbox.set("COLUMNS", "130").run("tree --as-of 2026-06-30 is:overdue"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026
    ├─ Provision                                                         RR               2 overdue
    │  └─ 3 Every victim who asks for help gets help that fits           RR               2 overdue
    │     └─ 3.2 No one has to choose between abuse and homelessness     RR               2 overdue
    │        ├─ 3.2.2 Open six single homes with support, for people     RED              2026-05-29  Head of Housing Options
    │        │        who cannot use a shared refuge
    │        └─ 3.2.4 Agree with every social landlord how a tenant can  RED              2026-06-12  Head of Housing Options
    │                 move to safety and keep her tenancy rights
    ├─ Protection                                                        R                1 overdue
    │  └─ 5 People at the highest risk are safer within days             R                1 overdue
    │     └─ 5.2 Hold a case discussion for IDVAs and social workers     RED              2026-05-21  IDVA Service Manager
    │            every six weeks
    └─ Partnership                                                       RR               2 overdue
       └─ 7 We learn, and we can show what has changed                   RR               2 overdue
          ├─ 7.1 Have every GP practice ask about abuse in private, and  RED              2026-03-31  Designated Nurse for
          │      record the answer safely                                                             Safeguarding
          └─ 7.2 Bring ten agencies' figures together in one quarterly   RED              2026-05-31  VAWG Strategy Co-ordinator
                 dashboard
    Total                                                                RRRRR            5 overdue

    R red  A amber  G green  C complete  U unrated
    ");
}

#[test]
fn the_tree_ends_at_the_depth_that_is_asked_for() {
    assert_snapshot!(example().run("tree --as-of 2026-06-30 --depth 2"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    wendale-2025-28: as of 30 June 2026
    ├─ Prevention                                        RAGGGGCC
    │  ├─ 1 Children and young people grow up expecting  AGGC
    │  │    respect
    │  └─ 2 People recognise abuse and know where to     RGGC
    │       turn
    ├─ Provision                                         RRRAAGGGC        2 overdue
    │  ├─ 3 Every victim who asks for help gets help     RRRAGGC          2 overdue
    │  │    that fits
    │  └─ 4 Children who live with abuse are helped as   AG
    │       victims in their own right
    ├─ Protection                                        RAAAGGU          1 overdue
    │  ├─ 5 People at the highest risk are safer within  RAAG             1 overdue
    │  │    days
    │  └─ 6 Those who do harm are held to account and    AGU
    │       helped to change
    └─ Partnership                                       RRCU             2 overdue
       ├─ P1 Write the next plan with survivors, from    UNRATED          2028-03-31
       │     what this one taught us
       └─ 7 We learn, and we can show what has changed   RRC              2 overdue
    Total                                                RRRRAAAGGGGGCCU  5 overdue

    R red  A amber  G green  C complete  U unrated
    ");
}

#[test]
fn an_objective_without_actions_is_shown_unless_there_is_a_filter() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/2/objective.toml", "title = \"Nobody waits\"\n");
    assert_snapshot!(sandbox.run("tree --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    wendale: as of 30 June 2026
    └─ Prevention                                        G
       ├─ 1 People know where to turn                    G
       │  └─ 1.1 Publish the referral pathways           GREEN            2026-09-30
       └─ 2 Nobody waits                                 no actions
    Total                                                G

    R red  A amber  G green  C complete  U unrated
    ");
    assert!(!sandbox.run("tree --as-of 2026-06-30 is:open").stdout.contains("Nobody waits"));
}

#[test]
fn a_tree_is_whole_on_a_narrow_terminal() {
    for columns in ["20", "30", "45"] {
        let shown = Sandbox::of("plans").set("COLUMNS", columns).run("tree");
        assert!(shown.stdout.contains("3.1.1") && shown.stderr.is_empty(), "{columns}: {}", shown.stderr);
    }
}

#[test]
fn the_tree_for_other_programs() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("tree --as-of 2026-06-30 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-06-30","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"plans":[{"kind":"plan","key":"wendale","title":"Safe in Wendale","as_of":"2026-06-30","worst":"green","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"below":[{"kind":"theme","key":"prevention","title":"Prevention","worst":"green","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"below":[{"kind":"objective","key":"1","title":"People know where to turn","worst":"green","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"below":[{"kind":"action","key":"1.1","title":"Publish the referral pathways","lead":"Housing Manager","due":"2026-09-30","rating":"green","overdue_days":null}]}]}]}]}
    "#);
    assert_snapshot!(sandbox.run("tree --as-of 2026-06-30 --format json --depth 0").stdout, @r#"{"version":1,"as_of":"2026-06-30","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"plans":[{"kind":"plan","key":"wendale","title":"Safe in Wendale","as_of":"2026-06-30","worst":"green","totals":{"actions":1,"red":0,"amber":0,"green":1,"complete":0,"unrated":0,"withdrawn":0,"overdue":0,"undated":0,"no_lead":0},"below":[]}]}"#);
}

#[test]
fn a_filter_that_selects_nothing_is_no_error() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("tree lead:zebra"), @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:zebra`
    help: `vawg list` without a filter shows every action
    ");
}
