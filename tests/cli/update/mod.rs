//! `vawg update`: what it writes, what it refuses, and what it says. What becomes of it in git is in `git`, many at once
//! and files in the way in `together`.

mod git;
mod together;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// The file of the one action of the small plan.
const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// Runs a command on 30 June 2026 and shows it with what it changes.
fn changed(sandbox: &Sandbox, line: &str) -> String {
    let before = sandbox.files();
    let output = sandbox.run(&format!("{line} --as-of 2026-06-30"));
    format!("{output}{}", sandbox.files().diff(&before))
}

/// Runs commands that must not change anything, and shows what each says.
fn refused(sandbox: &Sandbox, lines: &[&str]) -> String {
    let before = sandbox.files();
    let said = lines.iter().map(|line| {
        let output = sandbox.run(&format!("{line} --as-of 2026-06-30"));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{line}\n{output}");
        format!("$ vawg {line}\n{}", output.stderr)
    });
    let said = said.collect::<Vec<_>>().join("\n");
    assert_eq!(sandbox.files().diff(&before), "");
    said
}

/// The small plan with a register, a recurring action and one that nobody leads.
fn full_plan() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    let text = |lead: &str, rest: &str| format!("action = \"Meet survivors\"\n\n{lead}{rest}");
    let recurs = "recurs = { every = \"3 months\", from = 2026-03-31 }\n";
    sandbox.file("plans/wendale/prevention/1/1.2.toml", &text("lead = \"Housing Manager\"\n\n", recurs));
    sandbox.file("plans/wendale/prevention/1/1.3.toml", &text("", "deadline = 2026-12-31\n"));
    sandbox.file("plans/wendale/parties.toml", "[[party]]\nname = \"Housing Manager\"\naliases = [\"HM\"]\n");
    sandbox
}

#[test]
fn an_update_goes_to_the_end_of_the_log() {
    let sandbox = Sandbox::with_plan("wendale");
    let line = "update 1.1 --rag red --note 'First draft sent back. Two refuges do not agree.' --by 'Housing Manager'";
    assert_snapshot!(changed(&sandbox, line), @r#"
    exit status: 0
    ----- stdout -----
    1.1: rated red; first draft sent back (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,7 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Housing Manager"
    +rag = "red"
    +note = "First draft sent back. Two refuges do not agree."
    "#);
}

#[test]
fn everything_can_be_changed_at_once() {
    let sandbox = full_plan();
    let line = "update 1.1 --status on-hold --rag amber --note 'Waiting for the courts.' --by PCT --date 2026-06-29 \
                --deadline 2027-Q1 --review 2026-09-01 --lead HM --support 'Housing Manager' --support HM \
                --confidence medium-low --evidence https://wendale.example/draft --no-commit";
    assert_snapshot!(changed(&sandbox, line), @r#"
    exit status: 0
    ----- stdout -----
    1.1: put on hold; rated amber; deadline moved from 30 September 2026 to quarter 1 of 2027, +182 days; lead changed from Housing Manager to HM; support set to Housing Manager and HM; confidence set to medium-low; review set to 1 September 2026; evidence added: https://wendale.example/draft; waiting for the courts (GREEN → AMBER: progress slow, giving concern about the deadline)
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -2,5 +2,9 @@

    -lead = "Housing Manager"
    +lead = "HM"
    +support = ["Housing Manager", "HM"]

    -deadline = 2026-09-30
    +deadline = "2027-Q1"
    +review = 2026-09-01
    +
    +confidence = "medium-low"

    @@ -9,2 +13,4 @@

    +evidence = ["https://wendale.example/draft"]
    +
     [[update]]
    @@ -15 +21,9 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-29
    +by = "PCT"
    +status = "on-hold"
    +rag = "amber"
    +note = "Waiting for the courts."
    +deadline_was = 2026-09-30
    "#);
}

#[test]
fn only_the_bytes_that_must_change_do() {
    let sandbox = Sandbox::with_plan("wendale");
    let text = "\u{feff}# Ours.\r\naction = 'Publish' # as agreed\r\nlead = 'Housing Manager'\r\ndeadline = 2026-09-30 # firm\r\nunknown = [1,2]";
    sandbox.file(ACTION, text);
    let output = sandbox.run("update 1.1 --deadline 2026-10-31 --note 'One.' --as-of 2026-06-30");
    assert_eq!(output.status, 0, "{output}");
    let expected = text.replace("2026-09-30", "2026-10-31")
        + "\r\n\r\n[[update]]\r\ndate = 2026-06-30\r\nnote = \"One.\"\r\ndeadline_was = 2026-09-30\r\n";
    assert_eq!(String::from_utf8_lossy(sandbox.files().bytes(ACTION)), expected);
}

#[test]
fn a_note_of_many_lines_comes_from_standard_input() {
    let sandbox = Sandbox::with_plan("wendale");
    let before = sandbox.files();
    let output =
        sandbox.run_with("update 1.1 --note - --as-of 2026-06-30", "Agreed.\r\n\r\nThe board wants to see it.\r\n");
    assert_snapshot!(format!("{output}{}", sandbox.files().diff(&before)), @r#"
    exit status: 0
    ----- stdout -----
    1.1: agreed (GREEN as before: sufficient progress made to achieve the deadline)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,8 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +note = """
    +Agreed.
    +
    +The board wants to see it."""
    "#);
}

#[test]
fn what_says_too_little_is_refused() {
    let sandbox = full_plan();
    assert_snapshot!(refused(&sandbox, &[
        "update 1.1",
        "update 1.1 --by PCT",
        "update 1.1 --by PCT --lead HM",
        "update 1.1 --rag red",
        "update 1.1 --rag amber --by '' --lead TBC",
        "update 1.1 --note ' '",
        "update 1.3 --status complete",
    ]), @r#"
    $ vawg update 1.1
    error: nothing says what has changed
    help: for instance `vawg update 1.1 --status in-progress --rag green --note "First draft agreed"`

    $ vawg update 1.1 --by PCT
    error: nothing says what has changed
    help: for instance `vawg update 1.1 --status in-progress --rag green --note "First draft agreed"`

    $ vawg update 1.1 --by PCT --lead HM
    error: there is no update that somebody could have given
    help: `--by` says who gives an update: give `--status`, `--rag` or `--note` with it

    $ vawg update 1.1 --rag red
    error: a red rating without a note says that something is wrong and not what
    help: say why, and what is done about it: `--note "…"`

    $ vawg update 1.1 --rag amber --by '' --lead TBC
    error: `--by` is empty
    help: leave `--by` out, or say something
    error: `TBC` for `--lead` only says that nobody knows yet
    help: leave `--lead` out until there is an answer
    error: an amber rating without a note says that something is wrong and not what
    help: say why, and what is done about it: `--note "…"`

    $ vawg update 1.1 --note ' '
    error: `--note` is empty
    help: leave `--note` out, or say something

    $ vawg update 1.3 --status complete
    error: 1.3: it has no lead, so nobody answers for its completion
    help: name who does: `--lead "…"`
    "#);
}

#[test]
fn what_cannot_be_is_refused() {
    let sandbox = full_plan();
    assert_snapshot!(refused(&sandbox, &[
        "update 1.1 --status in-progress --date 2026-07-01",
        "update 1.1 --status in-progress --date 2026-06-01",
        "update 1.1 --status in-progress --date soon",
        "update 1.1 --deadline soon",
        "update 1.1 --deadline '???'",
        "update 1.1 --deadline 2026-09-30",
        "update 1.1 --lead 'Housing Manager' --review 2026-13-01",
        "update 1.2 --deadline 2026-09-30 --note Later",
        "update 1.1 --occurrence 2026-06-30",
        "update 1.1 --status complete --occurrence 2026-06-30",
        "update 1.2 --status complete --occurrence 2026-06-29",
    ]), @"
    $ vawg update 1.1 --status in-progress --date 2026-07-01
    error: 1 July 2026 is still to come
    help: an update says what was so on a day: give `--date` of that day

    $ vawg update 1.1 --status in-progress --date 2026-06-01
    error: 1.1: its newest update is of 2 June 2026, after 1 June 2026; updates stand in the order of their days
    help: give `--date 2026-06-02` or a later day, and say in the note when it was so

    $ vawg update 1.1 --status in-progress --date soon
    error: --date: `soon` is not a day; write it as 2026-06-30, `today` or `today+30d`

    $ vawg update 1.1 --deadline soon
    error: `soon` is not a deadline
    help: give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial year 2008/09, or ongoing

    $ vawg update 1.1 --deadline '???'
    error: `???` is not a deadline
    help: give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial year 2008/09, or ongoing

    $ vawg update 1.1 --deadline 2026-09-30
    error: 1.1: there is nothing to change: its deadline is 30 September 2026
    help: `vawg show 1.1` shows it as it is

    $ vawg update 1.1 --lead 'Housing Manager' --review 2026-13-01
    error: --review: `2026-13-01` is not a day; write it as 2026-06-30, `today` or `today+30d`

    $ vawg update 1.2 --deadline 2026-09-30 --note Later
    error: 1.2: it recurs, every 3 months from 2026-03-31, and has no deadline that could move
    help: change `recurs` in its file: `vawg edit 1.2`

    $ vawg update 1.1 --occurrence 2026-06-30
    error: a turn is named and not completed
    help: `--occurrence` names the turn that is completed: give `--status complete` with it

    $ vawg update 1.1 --status complete --occurrence 2026-06-30
    error: 1.1: it does not recur
    help: leave `--occurrence` out; only what recurs has turns

    $ vawg update 1.2 --status complete --occurrence 2026-06-29
    error: 1.2: no turn falls on 29 June 2026: it comes round every 3 months from 2026-03-31
    help: the earliest open turn is `--occurrence 2026-03-31`
    ");
}

#[test]
fn who_is_not_there_cannot_be_updated() {
    let sandbox = full_plan();
    sandbox.plan("bristol");
    assert_snapshot!(refused(&sandbox, &[
        "update 1.1 --status on-hold",
        "update 1.22 --status on-hold",
        "update 1.2 1.9 wendel:1.1 --status on-hold",
        "update wendale:1 --status on-hold",
        "update prevention --status on-hold --plan wendale",
        "update wendale --status on-hold",
    ]), @"
    $ vawg update 1.1 --status on-hold
    error: 2 plans have `1.1`
    help: say which is meant: `bristol:1.1`, `wendale:1.1`

    $ vawg update 1.22 --status on-hold
    error: no action, objective or theme is called `1.22`
    help: did you mean `1.2`?

    $ vawg update 1.2 1.9 wendel:1.1 --status on-hold
    error: no action, objective or theme is called `1.9`
    help: did you mean `1.1`, `1.2`, `1.3`?
    error: there is no plan `wendel`
    help: did you mean `wendale`?

    $ vawg update wendale:1 --status on-hold
    error: `wendale:1` is an objective
    help: `vawg list objective=1 --plan wendale` shows its actions

    $ vawg update prevention --status on-hold --plan wendale
    error: `prevention` is a theme
    help: `vawg list theme=prevention` shows its actions

    $ vawg update wendale --status on-hold
    error: `wendale` is a plan, not part of one
    help: `vawg tree --plan wendale` shows it
    ");
}

#[test]
fn a_text_holds_no_control_character() {
    let sandbox = Sandbox::with_plan("wendale");
    let before = sandbox.files();
    for (line, input) in [("--note -", "red \u{1b}[31m"), ("--note -", "a\u{202e}b"), ("--note -", "a\rb")] {
        let output = sandbox.run_with(&format!("update 1.1 {line} --as-of 2026-06-30"), input);
        assert_eq!(output.status, 2, "{output}");
        assert!(output.stderr.contains("holds the control character U+"), "{output}");
    }
    let output = sandbox.run("update 1.1 --lead 'a\nb' --by 'c\td' --as-of 2026-06-30");
    assert_snapshot!(output, @"
    exit status: 2
    ----- stderr -----
    error: the text of `--by` holds a tab
    help: take it out; a plan holds plain text
    error: the text of `--lead` holds a line end
    help: take it out; a plan holds plain text
    error: there is no update that somebody could have given
    help: `--by` says who gives an update: give `--status`, `--rag` or `--note` with it
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_is_complete_is_not_completed_again() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("update 1.1 --status complete --note Done. --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.1: marked complete; done (GREEN → COMPLETE: deadline achieved)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
    assert_snapshot!(refused(&sandbox, &["update 1.1 --status complete", "update 1.1 --status complete --note Done."]), @"
    $ vawg update 1.1 --status complete
    error: 1.1: it is complete already since 30 June 2026
    help: add a `--note` without `--status`, or open it again with `--status in-progress`

    $ vawg update 1.1 --status complete --note Done.
    error: 1.1: it is complete already since 30 June 2026
    help: add a `--note` without `--status`, or open it again with `--status in-progress`
    ");
    assert_snapshot!(sandbox.run("update 1.1 --status in-progress --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.1: marked in progress (COMPLETE → GREEN: sufficient progress made to achieve the deadline)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
}

#[test]
fn an_update_that_was_just_made_is_not_made_twice() {
    let sandbox = Sandbox::with_plan("wendale");
    let line = "update 1.1 --rag green --note 'All agreed.'";
    assert_eq!(sandbox.run(&format!("{line} --as-of 2026-06-30")).status, 0);
    assert_snapshot!(refused(&sandbox, &[line]), @"
    $ vawg update 1.1 --rag green --note 'All agreed.'
    error: 1.1: its newest update says exactly this
    help: it was recorded already; say something else, or leave it
    ");
}

#[test]
fn a_completion_of_what_recurs_completes_its_turn() {
    let sandbox = full_plan();
    assert_snapshot!(changed(&sandbox, "update 1.2 --status complete --note 'Met.'"), @r#"
    exit status: 0
    ----- stdout -----
    1.2: turn of 31 March 2026 completed, the next is 30 June 2026; met (RED → UNRATED: no progress has been reported)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -5 +5,7 @@
     recurs = { every = "3 months", from = 2026-03-31 }
    +
    +[[update]]
    +date = 2026-06-30
    +status = "complete"
    +note = "Met."
    +occurrence = 2026-03-31
    "#);
    assert_snapshot!(changed(&sandbox, "update 1.2 --status complete --occurrence 2026-09-30"), @r#"
    exit status: 0
    ----- stdout -----
    1.2: turn of 30 September 2026 and those before it completed, the next is 31 December 2026 (UNRATED as before: no progress has been reported)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -11 +11,6 @@
     occurrence = 2026-03-31
    +
    +[[update]]
    +date = 2026-06-30
    +status = "complete"
    +occurrence = 2026-09-30
    "#);
    assert_snapshot!(changed(&sandbox, "update 1.2 --status complete --occurrence 2027-03-31"), @r#"
    exit status: 0
    ----- stdout -----
    1.2: turn of 31 March 2027 and those before it completed, the next is 30 June 2027 (UNRATED as before: no progress has been reported)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -16 +16,6 @@
     occurrence = 2026-09-30
    +
    +[[update]]
    +date = 2026-06-30
    +status = "complete"
    +occurrence = 2027-03-31
    "#);
    assert_snapshot!(refused(&sandbox, &["update 1.2 --status complete --occurrence 2026-12-31"]), @"
    $ vawg update 1.2 --status complete --occurrence 2026-12-31
    error: 1.2: the turn of 31 December 2026 is complete already
    help: the earliest open turn is `--occurrence 2027-06-30`
    ");
}

#[test]
fn a_lead_that_nobody_knows_is_a_warning() {
    let sandbox = full_plan();
    let line = "update 1.1 --lead 'Housing Manger' --support Zebra";
    assert_snapshot!(changed(&sandbox, line), @r#"
    exit status: 0
    ----- stdout -----
    1.1: lead changed from Housing Manager to Housing Manger; support set to Zebra (GREEN as before: sufficient progress made to achieve the deadline)
    ----- stderr -----
    warning: `Housing Manger` is not in wendale/parties.toml
    help: did you mean `Housing Manager`? Otherwise add it there under `[[party]]`
    warning: `Zebra` is not in wendale/parties.toml
    help: add it there under `[[party]]`, with its `organisation` and `kind`
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -2,3 +2,4 @@

    -lead = "Housing Manager"
    +lead = "Housing Manger"
    +support = ["Zebra"]
    "#);
}

#[test]
fn what_check_would_refuse_is_refused() {
    let sandbox = full_plan();
    let settings = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
    sandbox.file(
        "plans/wendale/plan.toml",
        &(settings + "\n[check]\ncomplete-without-evidence = \"error\"\nunknown-party = \"error\"\n"),
    );
    assert_snapshot!(refused(&sandbox, &["update 1.1 --status complete", "update 1.1 --lead Zebra"]), @r#"
    $ vawg update 1.1 --status complete
    error: 1.1: `vawg check` would find `complete-without-evidence`: complete, and nothing shows it
    help: say in its `note` what was done, or add `evidence = ["…"]`: a file in the plan's folder or a web address

    $ vawg update 1.1 --lead Zebra
    error: 1.1: `vawg check` would find `unknown-party`: `Zebra` is not in parties.toml
    help: add it to parties.toml: `[[party]]`, `name = "Zebra"`, or to the `aliases` of a party
    "#);
    let known = "[[known]]\nrule = \"unknown-party\"\nref = \"1.1\"\nreason = \"They join in July.\"\n";
    sandbox.file("plans/wendale/baseline.toml", known);
    assert_eq!(sandbox.run("update 1.1 --lead Zebra --as-of 2026-06-30").status, 0);
    let line = "update 1.1 --status complete --evidence evidence/pathways.pdf --as-of 2026-06-30";
    assert_snapshot!(sandbox.run(line), @"
    exit status: 0
    ----- stdout -----
    1.1: marked complete; evidence added: evidence/pathways.pdf (GREEN → COMPLETE: deadline achieved)
    ----- stderr -----
    warning: there is no file plans/wendale/evidence/pathways.pdf
    help: put it there, so that others can see it
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
}

#[test]
fn a_closed_plan_takes_no_news() {
    let sandbox = Sandbox::with_plan("wendale");
    let settings = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
    sandbox.file(
        "plans/wendale/plan.toml",
        &settings.replace("ends = 2027-03-31", "ends = 2027-03-31\nclosed = 2026-06-15"),
    );
    assert_snapshot!(refused(&sandbox, &["update 1.1 --status on-hold"]), @"
    $ vawg update 1.1 --status on-hold
    error: 1.1: the plan was closed on 15 June 2026 and is kept as a record
    help: give `--date` of a day before that, or take `closed` out of plan.toml
    ");
    assert_snapshot!(changed(&sandbox, "update 1.1 --status on-hold --date 2026-06-15"), @r#"
    exit status: 0
    ----- stdout -----
    1.1: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,5 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-15
    +status = "on-hold"
    "#);
}

#[test]
fn a_dry_run_shows_the_difference_and_makes_none() {
    let sandbox = full_plan();
    let before = sandbox.files();
    let output = sandbox.run("update 1.1 1.2 --dry-run --confidence high --note Good. --as-of 2026-06-30");
    assert_snapshot!(output, @r#"
    exit status: 0
    ----- stdout -----
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -4,6 +4,8 @@
     
     deadline = 2026-09-30
     
    +confidence = "high"
    +
     resources = "Officer time"
     outcome_measure = "Pathways published and known"
     
    @@ -13,3 +15,7 @@
     status = "in-progress"
     rag = "green"
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +note = "Good."
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -3,3 +3,9 @@
     lead = "Housing Manager"
     
     recurs = { every = "3 months", from = 2026-03-31 }
    +
    +confidence = "high"
    +
    +[[update]]
    +date = 2026-06-30
    +note = "Good."
    "#);
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_filter_shows_what_it_would_change_and_asks() {
    let sandbox = full_plan();
    let line = "update --where 'lead:housing' --status on-hold --as-of 2026-06-30";
    let before = sandbox.files();
    assert_snapshot!(sandbox.run(line), @"
    exit status: 2
    ----- stderr -----
    1.1: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    1.2: put on hold (RED as before: deadline passed and action incomplete: 91 days overdue)
    error: 2 actions would change as above
    help: `--yes` changes them, `--dry-run` shows the difference
    ");
    assert_snapshot!(sandbox.run_and_type(line, "n\n"), @"
    exit status: 0
    ----- stdout -----
    n
    1.1: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    1.2: put on hold (RED as before: deadline passed and action incomplete: 91 days overdue)
    Change 2 actions? [y/N] nothing was changed
    ");
    assert_snapshot!(sandbox.run(&line.replace("housing", "zebra")), @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:zebra`
    help: `vawg list` without a filter shows every action
    ");
    assert_snapshot!(sandbox.run(&line.replace("lead:", "leed:")), @"
    exit status: 2
    ----- stderr -----
    error: there is no field `leed`
      leed:housing
      ^^^^
    help: did you mean `lead`? a text with such a sign in it is searched for in
          quotation marks; the fields are plan, ref, theme, objective, action, lead,
          support, organisation, deadline, due, review, status, rating, reported,
          reason, overdue, flags, confidence, risk, resources, outcome, note,
          updated, by, moved, depends-on, see, tag, duty, evidence, source, file,
          is, has, no
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_a_filter_selects_is_changed_after_a_yes() {
    let sandbox = full_plan();
    let line = "update --where 'lead:housing' --status on-hold --as-of 2026-06-30";
    assert_snapshot!(sandbox.run_and_type(line, "y\n"), @"
    exit status: 0
    ----- stdout -----
    y
    1.1: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    1.2: put on hold (RED as before: deadline passed and action incomplete: 91 days overdue)
    Change 2 actions? [y/N] 1.1: put on hold (GREEN → AMBER: progress slow, giving concern about the deadline: on hold)
    1.2: put on hold (RED as before: deadline passed and action incomplete: 91 days overdue)
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
    assert_snapshot!(sandbox.run("update --where is:open --yes --note 'All reviewed.' --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    1.1: all reviewed (AMBER as before: progress slow, giving concern about the deadline: on hold)
    1.2: all reviewed (RED as before: deadline passed and action incomplete: 91 days overdue)
    1.3: all reviewed (UNRATED as before: no progress has been reported)
    ----- stderr -----
    there is no audit trail: plans is in no git repository; `git init` makes one
    ");
    assert_snapshot!(refused(&sandbox, &["update 1.1 --where is:open --note x", "update --note x"]), @"
    $ vawg update 1.1 --where is:open --note x
    error: the argument '[REF]...' cannot be used with '--where <FILTER>'

    Usage: vawg update --note <TEXT> --as-of <DATE> <REF>...

    For more information, try '--help'.

    $ vawg update --note x
    error: the following required arguments were not provided:
      <REF>...

    Usage: vawg update --note <TEXT> --as-of <DATE> <REF>...

    For more information, try '--help'.
    ");
}

#[test]
fn one_refusal_is_enough_to_change_nothing() {
    let sandbox = full_plan();
    assert_snapshot!(refused(&sandbox, &["update 1.1 1.2 1.3 --status complete --occurrence 2026-06-30"]), @r#"
    $ vawg update 1.1 1.2 1.3 --status complete --occurrence 2026-06-30
    error: 1.1: it does not recur
    help: leave `--occurrence` out; only what recurs has turns
    error: 1.3: it has no lead, so nobody answers for its completion
    help: name who does: `--lead "…"`
    error: 1.3: it does not recur
    help: leave `--occurrence` out; only what recurs has turns
    "#);
}

#[test]
fn on_a_terminal_it_asks() {
    let sandbox = full_plan();
    let before = sandbox.files();
    let line = "update 1.1 --as-of 2026-06-30";
    assert_snapshot!(sandbox.run_and_type(line, "zz\nin\nred\n\nTwo refuges do not agree.\nThey meet in July.\n\nsoon\n2026-10-31\nPCT\ny\n"), @r#"
    exit status: 0
    ----- stdout -----
    zz
    in
    red

    Two refuges do not agree.
    They meet in July.

    soon
    2026-10-31
    PCT
    y
    1.1  Publish the referral pathways

    Lead             Housing Manager
    Deadline         30 September 2026
    Rating           GREEN: sufficient progress made to achieve the deadline
    Status           in progress
    Last note        2 June 2026, Housing Manager: First draft agreed with the
                     refuges

    Enter keeps what is there, q leaves without a change.

    Status: not-started, in-progress, on-hold, complete, withdrawn, carried-forward
    Status [in-progress]: `zz` is none of not-started, in-progress, on-hold, complete, withdrawn, carried-forward
    Status [in-progress]: Rating: red, amber, green
    Rating [green]: Note: one line or several; an empty line ends it
    Note: a red or amber rating needs a note: what is wrong, and what is done about it
    Note:     >     > Deadline [2026-09-30]: `soon` is not a deadline
    help: give a day 2009-07-01, a month 2009-03, a quarter 2009-Q1, a season 2022-autumn, a year 2009, a financial year 2008/09, or ongoing
    Deadline [2026-09-30]: Who says so: 
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -2,7 +2,7 @@
     
     lead = "Housing Manager"
     
    -deadline = 2026-09-30
    +deadline = 2026-10-31
     
     resources = "Officer time"
     outcome_measure = "Pathways published and known"
    @@ -13,3 +13,12 @@
     status = "in-progress"
     rag = "green"
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +by = "PCT"
    +rag = "red"
    +note = """
    +Two refuges do not agree.
    +They meet in July."""
    +deadline_was = 2026-09-30

    Make this change? [y/N] 1.1: rated red; deadline moved from 30 September 2026 to 31 October 2026, +31 days; two refuges do not agree (GREEN → RED: insufficient progress to achieve the deadline)
    there is no audit trail: plans is in no git repository; `git init` makes one
    "#);
    let difference = sandbox.files().diff(&before);
    assert!(difference.contains("+deadline = 2026-10-31") && difference.ends_with("+deadline_was = 2026-09-30\n"));
}

#[test]
fn who_leaves_changes_nothing() {
    let sandbox = full_plan();
    let line = "update 1.1 --as-of 2026-06-30";
    let before = sandbox.files();
    for typed in ["q\n", "\n\n\n\n", "\nred\nq\n", "\n\nAll well.\n\n\n\nn\n", "\n\nAll well.\n\u{4}", "\u{4}"] {
        let output = sandbox.run_and_type(line, typed);
        assert!(output.status == 0 && output.stdout.ends_with("nothing was changed\n"), "{typed:?}\n{output}");
    }
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_cannot_be_read_cannot_be_changed() {
    let sandbox = full_plan();
    sandbox.file("plans/wendale/prevention/1/1.4.toml", "action = \"a\n");
    sandbox.bytes("plans/wendale/prevention/1/1.5.toml", b"action = \"\xff\"\n");
    sandbox.file(
        "plans/wendale/prevention/1/1.6.toml",
        "lead = \"HM\"\n\n[[update]]\nnote = \"no day\"\n\ndeadline = 3\n",
    );
    assert_snapshot!(refused(&sandbox, &[
        "update 1.4 --status on-hold",
        "update 1.5 --status on-hold",
        "update 1.6 --status on-hold",
    ]), @"
    $ vawg update 1.4 --status on-hold
    plans/wendale/prevention/1/1.4.toml:1:12: error[toml-syntax]: a quotation mark is missing
    error: what cannot be read cannot be changed; nothing was changed
    help: `vawg check` shows each problem in its place

    $ vawg update 1.5 --status on-hold
    plans/wendale/prevention/1/1.5.toml:1:11: error[toml-syntax]: the text of the file is not UTF-8
    error: what cannot be read cannot be changed; nothing was changed
    help: `vawg check` shows each problem in its place

    $ vawg update 1.6 --status on-hold
    error: plans/wendale/prevention/1/1.6.toml: `update` holds something that cannot be read; `vawg check` shows it in its place
    ");
    sandbox.file("plans/wendale/plan.toml", "title = \n");
    assert_snapshot!(refused(&sandbox, &["update 1.1 --status on-hold"]), @"
    $ vawg update 1.1 --status on-hold
    plans/wendale/plan.toml:1:9: error[toml-syntax]: a value without quotation marks
    error: what cannot be read cannot be changed; nothing was changed
    help: `vawg check` shows each problem in its place
    ");
}
