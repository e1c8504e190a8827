//! `vawg board`: without a terminal, and line by line. What it draws is tested beside it, and in a real terminal by
//! `.ci/board`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("board"), @"
    exit status: 2
    ----- stderr -----
    error: `vawg board` draws on a terminal, and here is none
    help: `vawg board --plain` takes commands line by line; `vawg status` and `vawg list` answer once
    ");
    assert_snapshot!(Sandbox::new().run("board --plain"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plans folder here or in any folder above [SANDBOX]
    help: `vawg init NAME` starts a plan; `--plans DIR` names the folder that holds the plans
    ");
    assert_snapshot!(sandbox.run("board --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: `--rev` goes with commands that answer from the plans of one time; leave it out
    ");
}

#[test]
fn commands_in_words_are_answered_in_lines() {
    let sandbox = Sandbox::of("examples");
    let words = "in 1\nsort deadline\nfilter rating:red\nin\nfilter is:overdeu\nmore\nquit\n";
    assert_snapshot!(sandbox.run_with("board --plain --as-of 2026-06-30", words), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    30 June 2026
    30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    AMBER; 1.2; Check every school's relationships education against the new national guidance; due 18 December 2026; lead Head of Education Safeguarding
    GREEN; 1.4; Ask pupils about harassment and abuse in the school health survey; due every year; lead Consultant in Public Health
    GREEN; 1.3; Run the bystander programme in eight secondary schools; due summer 2027; lead Consultant in Public Health
    COMPLETE; 1.1; Train a lead for healthy relationships in every secondary school; due 19 December 2025; lead Head of Education Safeguarding
    4 of 4, the end
    COMPLETE; 1.1; Train a lead for healthy relationships in every secondary school; due 19 December 2025; lead Head of Education Safeguarding
    GREEN; 1.4; Ask pupils about harassment and abuse in the school health survey; due every year; lead Consultant in Public Health
    AMBER; 1.2; Check every school's relationships education against the new national guidance; due 18 December 2026; lead Head of Education Safeguarding
    GREEN; 1.3; Run the bystander programme in eight secondary schools; due summer 2027; lead Consultant in Public Health
    4 of 4, the end
    no action
    RED; 7.1; Have every GP practice ask about abuse in private, and record the answer safely; due 31 March 2026; lead Designated Nurse for Safeguarding
    RED; 5.2; Hold a case discussion for IDVAs and social workers every six weeks; due every 6 weeks; lead IDVA Service Manager
    RED; 3.2.2; Open six single homes with support, for people who cannot use a shared refuge; due 29 May 2026; lead Head of Housing Options
    RED; 7.2; Bring ten agencies' figures together in one quarterly dashboard; due May 2026; lead VAWG Strategy Co-ordinator
    RED; 3.2.4; Agree with every social landlord how a tenant can move to safety and keep her tenancy rights; due 12 June 2026; lead Head of Housing Options
    RED; 2.2; Train 120 people in everyday places to notice abuse and offer help; due quarter 4 of 2026; lead Workforce Development Manager
    RED; 3.1.2; Cut the wait for sexual violence counselling to eight weeks; due March 2027; lead Service Manager, Wendale Rape and Sexual Abuse Centre
    7 of 7, the end
    7 of 7, the end
    ----- stderr -----
    `help` lists the words, `quit` leaves
    board> board> board> board> board> `overdeu` is nothing that an action can be
      is:overdeu
         ^^^^^^^
    help: did you mean `overdue`? after `is:` goes one of overdue, due-soon, late,
          stale, optimistic, moved, no-lead, no-deadline, waiting, not-started,
          in-progress, on-hold, complete, withdrawn, carried-forward, red, amber,
          green, blue, unrated, open, closed, recurring, ongoing, undated, public,
          private
    board> board> [no newline]
    ");
}

#[test]
fn time_is_gone_through_in_words() {
    let sandbox = Sandbox::of("examples");
    let words = "previous\nchanged\ntoday\nnext\nshow 9.9\nfoo\nupdate\nupdate 3.2\n";
    assert_snapshot!(sandbox.run_with("board --plain --as-of 2026-06-30", words), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale: violence against women and girls action plan 2025-28
    30 June 2026
    30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    Safe in Wendale: violence against women and girls action plan 2025-28
    20 May 2026 (Annual open meeting)
    30 actions, 1 overdue: 2 red, 9 amber, 9 green, 4 complete, 4 unrated; 2 not counted
    1 worse
    AMBER; 3.2.4; Agree with every social landlord how a tenant can move to safety and keep her tenancy rights; due 12 June 2026; lead Head of Housing Options; worse
    1 of 1, the end
    Safe in Wendale: violence against women and girls action plan 2025-28
    30 June 2026
    30 actions, 5 overdue: 7 red, 6 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    Safe in Wendale: violence against women and girls action plan 2025-28
    15 July 2026 (VAWG Partnership Board)
    30 actions, 6 overdue: 8 red, 5 amber, 9 green, 4 complete, 2 unrated; 2 not counted
    6 became red, 3 worse, 3 better, 1 newly rated
    ----- stderr -----
    `help` lists the words, `quit` leaves
    board> board> board> board> board> no action, objective or theme is called `9.9`
    help: `vawg tree` shows them all
    board> there is no command `foo`; `help` lists the words
    board> `update` of which action? for instance `update 3.1.1`
    board> `3.2` is no action; `in 3.2` lists those in it
    board> [no newline]
    ");
}

#[test]
fn the_structure_and_the_words_are_told() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run_with("board --plain --as-of 2026-06-30", "tree\nhelp\n"), @"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    30 June 2026
    1 action: 1 green
    Safe in Wendale (wendale): 1 action: 1 green
      Prevention (prevention): 1 action: 1 green
        1 People know where to turn: 1 action: 1 green
    tree: the structure, with how each part stands
    list: the actions, twenty at a time
    more: the next twenty
    in PART: only the actions of a theme or objective, such as `in 3.1`; `in` alone, all of them
    filter WORDS: only the actions that a filter selects, such as `filter is:overdue`; `filter` alone, all of them
    sort ORDER: by rating, by deadline or by reference
    show REF: everything about an action, and what git has kept of it
    update REF: add an update
    deadline REF: move the deadline
    complete REF: complete
    lead REF: change the lead
    undo: take back the last change
    previous: go to the meeting before, and hear what changed up to it
    next: go to the meeting after
    today: come back to today
    changed: only what changed since the previous meeting; again, everything
    quit: leave
    ----- stderr -----
    `help` lists the words, `quit` leaves
    board> board> board> [no newline]
    ");
}

#[test]
fn an_update_by_questions_makes_the_commit_that_update_makes() {
    let commit = |sandbox: &Sandbox| sandbox.git("show --format=%an%n%B HEAD").to_string();
    let asked = Sandbox::with_plan("wendale");
    asked.in_git();
    let answers = "update 1.1\nin-p\nx\nam\nFirst draft agreed.\nComments are due.\n\nPolice\n\ny\nquit\n";
    assert_snapshot!(asked.run_with("board --plain --as-of 2026-06-30", answers), @r#"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    30 June 2026
    1 action: 1 green
    1.1: marked in progress; rated amber; first draft agreed (GREEN → AMBER: progress slow, giving concern about the deadline)
    commit: 1.1: marked in progress; rated amber; first draft agreed
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -13,3 +13,12 @@
     status = "in-progress"
     rag = "green"
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Police"
    +status = "in-progress"
    +rag = "amber"
    +note = """
    +First draft agreed.
    +Comments are due."""
    1.1: marked in progress; rated amber; first draft agreed (GREEN → AMBER: progress slow, giving concern about the deadline)
    ----- stderr -----
    `help` lists the words, `quit` leaves
    board> Enter leaves an entry as it is; `q` alone leaves without a change
    Status, one of not-started, in-progress, on-hold, complete, withdrawn, carried-forward [in progress]: Rating, one of red, amber, green [green]: `x` is none of red, amber, green
    Rating, one of red, amber, green [green]: Note:     >     > Who says so: Date [2026-06-30]: Make this change? [y/N] committed as [COMMIT]; `vawg undo` takes it back
    board> [no newline]
    "#);

    let told = Sandbox::with_plan("wendale");
    told.in_git();
    let line = "update 1.1 --status in-progress --rag amber --note 'First draft agreed.\nComments are due.' --by Police --as-of 2026-06-30";
    let output = told.run(line);
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(commit(&asked), commit(&told));
}

#[test]
fn what_is_refused_is_said_and_can_be_typed_again() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    let before = sandbox.files();
    let answers = "update 1.1\n\nred\n\n\n\ndeadline 1.1\nsoon\n\n\n\nlead 1.1\nq\nundo\n";
    assert_snapshot!(sandbox.run_with("board --plain --as-of 2026-06-30", answers), @r#"
    exit status: 0
    ----- stdout -----
    Safe in Wendale
    30 June 2026
    1 action: 1 green
    ----- stderr -----
    `help` lists the words, `quit` leaves
    board> Enter leaves an entry as it is; `q` alone leaves without a change
    Status, one of not-started, in-progress, on-hold, complete, withdrawn, carried-forward [in progress]: Rating, one of red, amber, green [green]: Note: Who says so: Date [2026-06-30]: error: a red rating without a note says that something is wrong and not what
    help: say why, and what is done about it: `--note "…"`
    what you typed: vawg update 'wendale:1.1' --rag red
    board> Enter leaves an entry as it is; `q` alone leaves without a change
    Deadline [2026-09-30]: Note: Who says so: Date [2026-06-30]: error: `soon` is not a deadline
    help: give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial year 2008/09, or ongoing
    what you typed: vawg update 'wendale:1.1' --deadline soon
    board> Enter leaves an entry as it is; `q` alone leaves without a change
    Lead [Housing Manager]: nothing was changed
    board> error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    board> [no newline]
    "#);
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_was_done_is_taken_back() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    let action = "plans/wendale/prevention/1/1.1.toml";
    let before = sandbox.files().bytes(action).to_vec();
    let answers = "lead 1.1\nPolice\n\n\ny\nshow 1.1\nundo\ny\nquit\n";
    let output = sandbox.run_with("board --plain --as-of 2026-06-30", answers);
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(sandbox.files().bytes(action), before);
    assert_snapshot!(sandbox.git("log --format=%s"), @"
    exit status: 0
    ----- stdout -----
    Undo: 1.1: lead changed from Housing Manager to Police
    1.1: lead changed from Housing Manager to Police
    The plan
    ");
}

#[test]
fn what_cannot_be_read_is_said() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/broken.toml", "action = ");
    assert_snapshot!(sandbox.run_with("board --plain --as-of 2026-06-30", "list\n"), @"
    exit status: 1
    ----- stdout -----
    Safe in Wendale
    30 June 2026
    1 action: 1 green
    GREEN; 1.1; Publish the referral pathways; due 30 September 2026; lead Housing Manager
    1 of 1, the end
    ----- stderr -----
    warning: what could not be read is left out (1 problem); `vawg check` shows each in its place
    `help` lists the words, `quit` leaves
    board> board> [no newline]
    ");
}
