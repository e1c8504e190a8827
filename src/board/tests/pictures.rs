//! The main screens at the sizes that people have.

use insta::assert_snapshot;

use super::{board, example, picture, press, small};
use crate::board::{Input, Preview};
use crate::model::Portfolio;
use crate::ui::screen::{Clicks, Event};

#[test]
fn the_overview_on_a_small_terminal() {
    let plans = example();
    let state = board(&plans, (80, 24));
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not c…
    ─ Structure ────────────────────┬─ Actions by rating · 30 ──────────────────────
    >▾ Safe in Wendale: … RAGGCU  30│>RED       7.1   Have every GP pra… 2026-03-31
      ▾ Prevention        RAGGGC   8│ RED       5.2   Hold a case discu… 2026-05-21
         1 Children and … AGGC     4│ RED       3.2.2 Open six single h… 2026-05-29
         2 People recogn… RGGC     4│ RED       7.2   Bring ten agencie… 2026-05-31
      ▾ Provision         RRAGGC  10│ RED       3.2.4 Agree with every … 2026-06-12
       ▾ 3 Every victim … RRAGGC   7│ RED       2.2   Train 120 people … 2026-12-31
          3.1 Specialist… RAC      3│ RED       3.1.2 Cut the wait for … 2027-03-31
          3.2 No one has… RRGG     4│ AMBER     5.4   Put a domestic ab… 2026-06-30
         4 Children who … AG       3│ AMBER     6.2   Pursue the 20 peo… 2026-09-15
      ▾ Protection        RAAGGU   7│ AMBER     4.2   Agree one way to … 2026-09-30
         5 People at the… RAAG     4│ AMBER     5.3   Set up a weekly s… 2026-10-30
         6 Those who do … AGU      3│ AMBER     3.1.3 Open a by-and-for… 2026-11-30
      ▾ Partnership       RRCU     5│ AMBER     1.2   Check every schoo… 2026-12-18
         7 We learn, and… RRC      4│ UNRATED   6.3   Give every partne… 2027-06-30
                                    │ UNRATED   P1    Write the next pl… 2028-03-31
    ────────────────────────────────────────────────────────────────────────────────
     7.1 Have every GP practice ask about abuse in private, and record the answer
     RED deadline passed and action incomplete: 91 days overdue
     due 31 March 2026 · lead Designated Nurse for Safeguarding · overdue · moved

     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave
    ");
}

#[test]
fn the_overview_on_a_large_one_in_the_tree() {
    let plans = example();
    let mut state = board(&plans, (120, 40));
    press(&mut state, "<Tab><Down><Down><Down><Down>");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action plan 2025-28                             30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    ─ Structure ─────────────────────────────────┬─ Actions by rating · 10 ─────────────────────────────────────────────────
     ▾ Safe in Wendale: viole… RRRAAGGGGCCU    30│>RED       3.2.2 Open six single homes with support, for peop… 2026-05-29
       ▾ Prevention            RAGGGGCC         8│ RED       3.2.4 Agree with every social landlord how a tenan… 2026-06-12
           1 Children and you… AGGC             4│ RED       3.1.2 Cut the wait for sexual violence counselling… 2027-03-31
           2 People recognise… RGGC             4│ AMBER     4.2   Agree one way to help families where a child… 2026-09-30
    >  ▾ Provision             RRRAAGGGC       10│ AMBER     3.1.3 Open a by-and-for service for Black and mino… 2026-11-30
         ▾ 3 Every victim who… RRRAGGC          7│ GREEN     3.2.1 Keep at least 34 refuge spaces open, two of … 2026-09-30
             3.1 Specialist h… RAC              3│ GREEN     4.1   Give every child in safe accommodation a nam… 2026-12-31
             3.2 No one has t… RRGG             4│ GREEN     3.2.3 Make 150 homes secure, so that people who wa… 2027-12-31
           4 Children who liv… AG               3│ COMPLETE  3.1.1 Let one contract for community domestic abus… 2026-04-01
       ▾ Protection            RAAAGGU          7│ withdrawn 4.3   Start a recovery group for mothers and child… 2026-03-31
           5 People at the hi… RAAG             4│
           6 Those who do har… AGU              3│
       ▾ Partnership           RRCU             5│
           7 We learn, and we… RRC              4│
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
                                                 │
    ─ Priority ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
     Provision
     10 actions, 2 overdue: 3 red, 2 amber, 3 green, 1 complete; 1 not counted
     Everyone who asks for help gets it soon, gets it near home, and gets help that fits.




     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave  s sort  [ meeting before  ] and after
    ");
}

#[test]
fn one_panel_at_a_time_on_a_narrow_one() {
    let plans = example();
    let mut state = board(&plans, (40, 16));
    assert_snapshot!(picture(&state), @"
     Safe in Wendale:… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber,…
    ─ Actions by rating · 30 ───────────────
    >RED       7.1   Have every GP practic…
     RED       5.2   Hold a case discussio…
     RED       3.2.2 Open six single homes…
     RED       7.2   Bring ten agencies' f…
     RED       3.2.4 Agree with every soci…
     RED       2.2   Train 120 people in e…
     RED       3.1.2 Cut the wait for sexu…
    ────────────────────────────────────────
     7.1 Have every GP practice ask about
     RED deadline passed and action incompl
     due 31 March 2026 · lead Designated

     Enter open  u update  ? keys
    ");
    press(&mut state, "<Tab>");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale:… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber,…
    ─ Structure · Tab: actions ─────────────
    >▾ Safe in Wendale: … RRRAAGGGGCCU    30
       ▾ Prevention       RAGGGGCC         8
           1 Children an… AGGC             4
           2 People reco… RGGC             4
       ▾ Provision        RRRAAGGGC       10
         ▾ 3 Every victi… RRRAGGC          7
             3.1 Special… RAC              3
    ─ Plan ─────────────────────────────────
     Safe in Wendale: violence against
     women and girls action plan 2025-28
     30 actions, 5 overdue: 7 red, 6 amber…

     Enter open  u update  ? keys
    ");
}

#[test]
fn another_day_says_what_has_changed() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "[[");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violenc… 12 May 2026 (Domestic Abuse Local Partnership Board)
     since the meeting of 15 April 2026: 1 completed, 2 worse, 1 moved (3 actions)
    ─ Structure ────────────────────┬─ Actions by rating · 30 ──────────────────────
    >▾ Safe in Wendale: … RAGGCU  30│>RED       7.1               Have every GP pr…
      ▾ Prevention        RAGGCC   8│ RED       2.2               Train 120 people…
         1 Children and … AGGC     4│ AMBER     3.2.2             Open six single …
         2 People recogn… RAGC     4│ AMBER     7.2               Bring ten agenci…
      ▾ Provision         AAGGGC  10│ AMBER     3.2.1             Keep at least 34…
       ▾ 3 Every victim … AAGGGC   7│ AMBER     4.2   ↓ worse     Agree one way to…
          3.1 Specialist… AGC      3│ AMBER     5.3   ↓ worse +1  Set up a weekly …
          3.2 No one has… AAGG     4│ AMBER     2.4               Sign up 40 pubs,…
         4 Children who … AG       3│ AMBER     3.1.2             Cut the wait for…
      ▾ Protection        AGGUUU   7│ AMBER     1.3               Run the bystande…
         5 People at the… AGUU     4│ UNRATED   5.2               Hold a case disc…
         6 Those who do … GGU      3│ UNRATED   5.1               Audit twelve MAR…
      ▾ Partnership       RACU     5│ UNRATED   6.3               Give every partn…
         7 We learn, and… RAC      4│ UNRATED   P1                Write the next p…
                                    │ GREEN     3.2.4             Agree with every…
    ────────────────────────────────────────────────────────────────────────────────
     7.1 Have every GP practice ask about abuse in private, and record the answer
     RED deadline passed and action incomplete: 42 days overdue
     due 31 March 2026 · lead Designated Nurse for Safeguarding · overdue · moved

     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave
    ");
}

#[test]
fn everything_about_an_action() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "<Enter>");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not c…
    ─ wendale-2025-28:7.1 · lines 1 to 19 of 76 ────────────────────────────────────
     7.1  Have every GP practice ask about abuse in private, and record the answer
          safely

     Rating           RED: deadline passed and action incomplete: 91 days overdue
                      line 3 of the rating: due before the day
     Reported         RED on 22 June 2026 by Designated Nurse for Safeguarding
     Travel           → same since the meeting of 20 May 2026
     Status           in progress
     Flags            overdue: 91 days past its deadline
                      moved: once, to 90 days after its first deadline (31 December
                      2025)

     Deadline         31 March 2026
     Review           22 July 2026
     Lead             Designated Nurse for Safeguarding
                      (Wend Valley Integrated Care Board)
     Support          Wend Valley Hospitals Trust; Wendale Women's Centre

     Plan             Safe in Wendale: violence against women and girls action plan

     Esc back  u update  d deadline  c complete  l lead  n next  p before  ? keys
    ");
}

#[test]
fn a_form_and_the_change_it_makes() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "ui<Tab>a<Tab>First.<Enter>Second.<Tab>h<Down>");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not c…
    ─ Add an update: wendale-2025-28:7.1 ───────────────────────────────────────────
     Have every GP practice ask about abuse in private, and record the answer
     safely
     deadline passed and action incomplete: 91 days overdue

      Status        in progress
      Rating        amber
      Note          First.
                    Second.
     >Who says so   h
                    > Head of Education Safeguarding
                      Head of Housing Options
                      Head of Commissioning, Police and Crime Commissioner
                      Head of Wendale Probation Delivery Unit
                    who says so; ↓ offers names
      Date          (2026-06-30)

      [ Show the change ]  Ctrl-S



     Ctrl-S show the change  Tab next entry  Esc close, kept
    ");
    press(&mut state, "<C-s>");
    let preview = Preview {
        told: "7.1: marked in progress; rated amber (RED as before)".to_owned(),
        warnings: vec!["warning: `H` is not in parties.toml\nhelp: add it there".to_owned()],
        subject: Some("7.1: marked in progress; rated amber".to_owned()),
        difference: "--- a\n+++ a\n@@ -1 +1 @@\n-one\n+two\n".to_owned(),
    };
    state.take(Input::Previewed(Ok(preview)));
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not c…
    ─ Add an update: wendale-2025-28:7.1 · y makes this change ─────────────────────
     Action   7.1: marked in progress; rated amber (RED as before)
              warning: `H` is not in parties.toml
              help: add it there
     Commit   7.1: marked in progress; rated amber

     --- a
     +++ a
     @@ -1 +1 @@
     -one
     +two










     y make this change  Esc back  PgDn more
    ");
}

#[test]
fn a_wrong_filter_says_why() {
    let plans = example();
    let mut state = board(&plans, (80, 24));
    press(&mut state, "/is:overdeu");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action… 30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not c…
    ─ Structure ────────────────────┬─ Actions by rating · 30 ──────────────────────
    >▾ Safe in Wendale: … RAGGCU  30│>RED       7.1   Have every GP pra… 2026-03-31
      ▾ Prevention        RAGGGC   8│ RED       5.2   Hold a case discu… 2026-05-21
         1 Children and … AGGC     4│ RED       3.2.2 Open six single h… 2026-05-29
         2 People recogn… RGGC     4│ RED       7.2   Bring ten agencie… 2026-05-31
      ▾ Provision         RRAGGC  10│ RED       3.2.4 Agree with every … 2026-06-12
       ▾ 3 Every victim … RRAGGC   7│ RED       2.2   Train 120 people … 2026-12-31
          3.1 Specialist… RAC      3│ RED       3.1.2 Cut the wait for … 2027-03-31
          3.2 No one has… RRGG     4│ AMBER     5.4   Put a domestic ab… 2026-06-30
         4 Children who … AG       3│ AMBER     6.2   Pursue the 20 peo… 2026-09-15
      ▾ Protection        RAAGGU   7│ AMBER     4.2   Agree one way to … 2026-09-30
         5 People at the… RAAG     4│ AMBER     5.3   Set up a weekly s… 2026-10-30
         6 Those who do … AGU      3│ AMBER     3.1.3 Open a by-and-for… 2026-11-30
      ▾ Partnership       RRCU     5│ AMBER     1.2   Check every schoo… 2026-12-18
    ────────────────────────────────────────────────────────────────────────────────
     `overdeu` is nothing that an action can be
     help: did you mean `overdue`? after `is:` goes one of overdue, due-soon, late,
     stale, optimistic, moved, no-lead, no-deadline, waiting, not-started,
     in-progress, on-hold, complete, withdrawn, carried-forward, red, amber, green,
     blue, unrated, open, closed, recurring, ongoing, undated, public, private
     filter: is:overdeu
     Enter keep  Tab offers words  Esc as before
    ");
}

#[test]
fn the_keys() {
    let plans = example();
    let mut state = board(&plans, (100, 42));
    press(&mut state, "?");
    assert_snapshot!(picture(&state), @"
     Safe in Wendale: violence against women and girls action plan 2025-28         30 June 2026 (today)
     30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    ─ Keys ─────────────────────────────────────────────────────────────────────────────────────────────
     Going about
       ↑ ↓ or k j   one line; PgUp PgDn a screen, Home End to the ends
       Tab          between the tree and the actions
       ← →          fold and unfold in the tree
       Enter        from the tree to its actions; open an action
       n p          on the page of an action: the next one, the one before
       ?            these keys
       Esc or q     back; on the overview, leave
       mouse        click chooses, double click opens, the wheel scrolls; Shift selects text

     Choosing
       /            filter as you type, in the language of `vawg list`; Tab offers words, Enter keeps,
                    Esc takes back
       s            sort by rating, by deadline or by reference

     Time
       [ ]          the meeting before, the meeting after: judged on that day, with what changed since
                    the one before
       w            only what changed since the previous meeting
       t            back to today

     Changing the chosen action
       u            add an update
       d            move the deadline
       c            complete
       l            change the lead
       z            take back the last change

     In a form
       Tab ↑ ↓      from entry to entry
       ← →          among the words of a choice, or in a text
       Enter        the next entry; in a note, a new line
       Ctrl-S       show what would change; then y makes the change and commits it
       Esc          close; what you typed is kept until you leave




     Esc back  PgDn more
    ");
}

#[test]
fn several_plans_stand_below_each_other() {
    let mut plans = small("first");
    plans.plans.extend(small("second").plans);
    let mut state = board(&plans, (80, 16));
    assert_snapshot!(picture(&state), @"
     All plans                                                 30 June 2026 (today)
     4 actions: 4 unrated
    ─ Structure ────────────────────┬─ Actions by rating · 4 ───────────────────────
    >▾ All plans          UUUU     4│>UNRATED   first:1.1  Publish the pathways
      ▾ first             UU       2│ UNRATED   first:1.2  Train the front line
       ▾ prevention       UU       2│ UNRATED   second:1.1 Publish the pathways
          1               UU       2│ UNRATED   second:1.2 Train the front line
      ▾ second            UU       2│
       ▾ prevention       UU       2│
          1               UU       2│
    ────────────────────────────────────────────────────────────────────────────────
     1.1 Publish the pathways
     UNRATED no progress has been reported
     no deadline · lead Housing Manager

     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave
    ");
    press(&mut state, "<Tab><Down><Down><Left>");
    assert_snapshot!(picture(&state), @"
     All plans                                                 30 June 2026 (today)
     4 actions: 4 unrated
    ─ Structure ────────────────────┬─ Actions by rating · 2 ───────────────────────
     ▾ All plans          UUUU     4│>UNRATED   1.1 Publish the pathways no date
      ▾ first             UU       2│ UNRATED   1.2 Train the front line no date
    >  ▸ prevention       UU       2│
      ▾ second            UU       2│
       ▾ prevention       UU       2│
          1               UU       2│
                                    │
    ─ Theme ────────────────────────────────────────────────────────────────────────
     prevention
     2 actions: 2 unrated


     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave
    ");
}

#[test]
fn a_folder_without_an_action_says_so() {
    let mut plans = small("empty");
    plans.plans[0].actions.clear();
    let state = board(&plans, (60, 16));
    assert_snapshot!(picture(&state), @"
     empty                                 30 June 2026 (today)
     0 actions
    ─ Structure ────────────────────┬─ Actions by rating · 0 ───
    >▾ empty                       0│
      ▾ prevention                 0│  no action stands here
         1                         0│
                                    │
                                    │
                                    │
                                    │
    ────────────────────────────────────────────────────────────




     Enter open  u update  d deadline  c complete  ? keys
    ");
    let nothing = Portfolio::default();
    assert!(picture(&board(&nothing, (60, 16))).contains("no action stands here"));
}

#[test]
fn a_text_from_a_file_cannot_act_on_the_screen() {
    let mut plans = small("wendale");
    plans.plans[0].actions[0].text = Some("a\u{1b}[2Jb\u{202e}c 漢字\u{200b}x\u{301}".to_owned());
    plans.plans[0].actions[0].lead = Some("x\ny\u{7}".to_owned());
    plans.plans[0].settings.title = Some("t\u{9b}31mt".to_owned());
    let mut state = board(&plans, (80, 20));
    press(&mut state, "");
    assert_snapshot!(picture(&state), @r"
     t\u{9b}31mt                                               30 June 2026 (today)
     2 actions: 2 unrated
    ─ Structure ────────────────────┬─ Actions by rating · 2 ───────────────────────
    >▾ t\u{9b}31mt        UU       2│>UNRATED   1.1 a\u{1b}[2Jb\u{202e}… no date
      ▾ prevention        UU       2│ UNRATED   1.2 Train the front line no date
         1                UU       2│
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
                                    │
    ────────────────────────────────────────────────────────────────────────────────
     1.1 a\u{1b}[2Jb\u{202e}c 漢字\u{200b}x́
     UNRATED no progress has been reported
     no deadline · lead x y\u{7}

     Enter open  u update  d deadline  c complete  l lead  / filter  ? keys  q leave
    ");
    for keys in ["<Enter>", "<Esc>u", "<Esc>l", "<Esc><Tab>"] {
        press(&mut state, keys);
        let shown = picture(&state);
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']), "{shown}");
    }
}

#[test]
fn the_largest_screens_can_be_drawn_and_clicked() {
    let plans = example();
    for size in [(u16::MAX, 9), (20, u16::MAX), (u16::MAX, 1), (1, 1)] {
        let mut state = board(&plans, size);
        press(&mut state, "<Tab>");
        picture(&state);
        let (column, row) = (size.0.saturating_sub(1), size.1.saturating_sub(1));
        state.take(Input::Event(Event::Click { column, row, clicks: Clicks::Twice }));
    }
}

#[test]
fn any_size_can_be_drawn() {
    let plans = example();
    for (width, height) in [(1, 1), (2, 3), (19, 7), (20, 8), (21, 9), (40, 10), (59, 15), (60, 16), (300, 100)] {
        for keys in ["", "<Tab>", "<Enter>", "u", "?", "/x", "[w", "lh<Down>"] {
            let mut state = board(&plans, (width, height));
            press(&mut state, keys);
            picture(&state);
        }
    }
}
