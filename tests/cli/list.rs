//! `vawg list`: which actions, in which order, in every format.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const DAY: &str = "--as-of 2026-06-30";

/// The small plan with three actions more: overdue, complete, and without lead or deadline.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    let folder = "plans/wendale/prevention/1";
    sandbox.file(
        &format!("{folder}/1.2.toml"),
        "\
action = \"Train every housing officer to notice abuse and to ask about it safely\"

lead = \"Head of Housing Options\"

deadline = 2026-05-29

[[risk]]
level = \"high\"

[[update]]
date = 2026-05-01
rag = \"amber\"
note = \"Two | three courses,\\nthen a \\\"review\\\"\"
",
    );
    sandbox.file(
        &format!("{folder}/1.3.toml"),
        "\
action = \"Agree who pays\"

lead = \"Housing Manager\"

deadline = \"2026-05\"

[[update]]
date = 2026-05-20
status = \"complete\"
",
    );
    sandbox.file(&format!("{folder}/1.10.toml"), "action = \"Decide what comes next\"\n");
    sandbox
}

#[test]
fn what_another_plan_knows_of_an_action_is_said_in_every_format() {
    let sandbox = sandbox();
    let formats = ["json", "ndjson", "csv --columns ref,reason,flags", "table --columns ref,reason,flags"];
    let alone = formats.map(|format| sandbox.run(&format!("list {DAY} --format {format}")).stdout);
    sandbox.file("plans/old/plan.toml", "title = \"Old\"\n");
    sandbox.file(
        "plans/old/theme/1.toml",
        "action = \"Old\"\nlead = \"Police\"\ndeadline = 2026-05-01\n\n\
         [[update]]\ndate = 2026-05-02\nstatus = \"carried-forward\"\n",
    );
    for (format, alone) in formats.iter().zip(&alone) {
        let both = sandbox.run(&format!("list {DAY} --format {format}")).stdout;
        assert!(both.contains("carried forward") && !both.contains("carried forward to"), "{both}");
        assert_eq!(sandbox.run(&format!("list {DAY} --plan wendale --format {format}")).stdout, *alone);
    }
    sandbox.file("plans/young/plan.toml", "title = \"Young\"\n");
    sandbox.file(
        "plans/young/theme/2.toml",
        "action = \"New\"\nlead = \"Police\"\ndeadline = 2027-05-01\ncarried_from = \"old:1\"\n\
         depends_on = [\"wendale:1.2\"]\n",
    );
    for format in formats {
        let all = sandbox.run(&format!("list {DAY} --format {format}")).stdout;
        assert!(all.contains("carried forward to young:2") && all.contains("waiting"), "{all}");
        let sorted = sandbox.run(&format!("list {DAY} --sort plan --format {format}")).stdout;
        assert_eq!(sorted, all);
    }
}

#[test]
fn actions_stand_in_a_table_in_the_order_of_the_plan() {
    assert_snapshot!(sandbox().run(&format!("list {DAY}")), @"
    exit status: 0
    ----- stdout -----
    Ref   Action                              Lead              Due         Rating
    ────────────────────────────────────────────────────────────────────────────────
    1.1   Publish the referral pathways       Housing Manager   2026-09-30  GREEN
    1.2   Train every housing officer to      Head of Housing   2026-05-29  RED
          notice abuse and to ask about it    Options
          safely
    1.3   Agree who pays                      Housing Manager   2026-05-31  COMPLETE
    1.10  Decide what comes next              (no lead)         none        UNRATED

    4 actions; wendale: as of 30 June 2026
    ");
}

#[test]
fn a_filter_chooses_and_a_field_sorts() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&format!("list {DAY} is:open has:due --sort -due --columns ref,due,status")), @"
    exit status: 0
    ----- stdout -----
    Ref  Due         Status
    ────────────────────────────
    1.1  2026-09-30  in-progress
    1.2  2026-05-29  not-started

    2 actions; wendale: as of 30 June 2026
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} --sort lead,-ref --columns ref,lead")), @"
    exit status: 0
    ----- stdout -----
    Ref   Lead
    ─────────────────────────────
    1.2   Head of Housing Options
    1.3   Housing Manager
    1.1   Housing Manager
    1.10  (no lead)

    4 actions; wendale: as of 30 June 2026
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} --reverse --columns ref")), @"
    exit status: 0
    ----- stdout -----
    Ref
    ────
    1.10
    1.3
    1.2
    1.1

    4 actions; wendale: as of 30 June 2026
    ");
}

#[test]
fn a_filter_is_typed_as_the_shell_leaves_it() {
    let sandbox = sandbox();
    let references = |line: &str| {
        let output = sandbox.run(&format!("list {DAY} --format csv --columns ref {line}"));
        assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{line}");
        output.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(references("\"lead:Housing Manager\""), "1.1 1.3");
    assert_eq!(references("lead:housing options"), "1.2");
    assert_eq!(references("\"lead=housing manager\" -is:complete"), "1.1");
    assert_eq!(references("-is:complete -no:lead"), "1.1 1.2");
    assert_eq!(references("'(is:overdue or no:lead)' risk:high"), "1.2");
    assert_eq!(references("'due<=today+100d -(is:overdue or is:closed)'"), "1.1");
    assert_eq!(references("no:lead or no:deadline"), "1.10");
    assert_eq!(references("'due > 2026-05'"), "1.1");
}

#[test]
fn today_is_the_day_that_is_asked_for() {
    let sandbox = sandbox();
    let output = sandbox.run("list --as-of 2026-05-15 due<=today+14d --columns ref,due");
    assert_snapshot!(output, @"
    exit status: 0
    ----- stdout -----
    Ref  Due
    ───────────────
    1.2  2026-05-29

    1 action; wendale: as of 15 May 2026
    ");
}

#[test]
fn several_plans_have_a_column_for_the_plan() {
    let sandbox = sandbox();
    sandbox.plan("avon");
    assert_snapshot!(sandbox.run(&format!("list {DAY} lead:manager")), @"
    exit status: 0
    ----- stdout -----
    Plan     Ref  Action                       Lead             Due         Rating
    ────────────────────────────────────────────────────────────────────────────────
    avon     1.1  Publish the referral         Housing Manager  2026-09-30  GREEN
                  pathways
    wendale  1.1  Publish the referral         Housing Manager  2026-09-30  GREEN
                  pathways
    wendale  1.3  Agree who pays               Housing Manager  2026-05-31  COMPLETE

    3 actions; avon: as of 30 June 2026; wendale: as of 30 June 2026
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} lead:manager --plan avon")), @"
    exit status: 0
    ----- stdout -----
    Ref  Action                         Lead             Due         Rating
    ───────────────────────────────────────────────────────────────────────
    1.1  Publish the referral pathways  Housing Manager  2026-09-30  GREEN

    1 action; avon: as of 30 June 2026
    ");
}

#[test]
fn a_narrow_terminal_has_a_card_an_action() {
    assert_snapshot!(sandbox().set("COLUMNS", "45").run(&format!("list {DAY} is:open")), @"
    exit status: 0
    ----- stdout -----
    1.1
    Action: Publish the referral pathways
    Lead: Housing Manager
    Due 2026-09-30  Rating GREEN

    1.2
    Action: Train every housing officer to notice
    abuse and to ask about it safely
    Lead: Head of Housing Options
    Due 2026-05-29  Rating RED

    1.10
    Action: Decide what comes next
    Lead: (no lead)
    Due none  Rating UNRATED

    3 actions; wendale: as of 30 June 2026
    ");
}

#[test]
fn json_keeps_the_contract() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&format!("list {DAY} 1.2 --format json")), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-06-30","actions":[
    {"plan":"wendale","as_of":"2026-06-30","ref":"1.2","theme":"prevention","objective":"1","action":"Train every housing officer to notice abuse and to ask about it safely","lead":"Head of Housing Options","support":[],"deadline":{"kind":"date","value":"2026-05-29","due":"2026-05-29","text":null},"status":"not-started","rating":"red","reported":"amber","reason":"deadline passed and action incomplete: 32 days overdue","overdue_days":32,"flags":["overdue","optimistic"],"confidence":null,"risk":"high","updates":[{"date":"2026-05-01","by":null,"status":null,"rag":"amber","note":"Two | three courses,\nthen a \"review\"","occurrence":null,"deadline_was":null}],"file":"plans/wendale/prevention/1/1.2.toml"}
    ]}
    "#);
    assert_snapshot!(sandbox.run(&format!("list {DAY} 1.10 --format ndjson")), @r#"
    exit status: 0
    ----- stdout -----
    {"plan":"wendale","as_of":"2026-06-30","ref":"1.10","theme":"prevention","objective":"1","action":"Decide what comes next","lead":null,"support":[],"deadline":{"kind":"none","value":null,"due":null,"text":null},"status":"not-started","rating":"unrated","reported":null,"reason":"no progress has been reported","overdue_days":null,"flags":["no-lead","no-deadline"],"confidence":null,"risk":null,"updates":[],"file":"plans/wendale/prevention/1/1.10.toml"}
    "#);
}

#[test]
fn csv_has_the_same_columns_whatever_is_in_it() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&format!("list {DAY} --format csv")), @r"
    exit status: 0
    ----- stdout -----
    plan,ref,action,lead,due,rating\u{d}
    wendale,1.1,Publish the referral pathways,Housing Manager,2026-09-30,green\u{d}
    wendale,1.2,Train every housing officer to notice abuse and to ask about it safely,Head of Housing Options,2026-05-29,red\u{d}
    wendale,1.3,Agree who pays,Housing Manager,2026-05-31,green\u{d}
    wendale,1.10,Decide what comes next,,,unrated\u{d}
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} 1.2 --format csv --columns ref,note,overdue,objective")), @r#"
    exit status: 0
    ----- stdout -----
    ref,note,overdue,objective\u{d}
    1.2,"Two | three courses,
    then a ""review""",32,1\u{d}
    "#);
}

#[test]
fn markdown_is_a_table() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&format!("list {DAY} --format markdown --columns ref,note,due,rating,overdue")), @r#"
    exit status: 0
    ----- stdout -----
    | Ref | Last comment | Due | Rating | Days overdue |
    | --- | --- | --- | --- | ---: |
    | 1.1 | First draft agreed with the refuges | 2026-09-30 | GREEN |  |
    | 1.2 | Two \| three courses, then a "review" | 2026-05-29 | RED | 32 |
    | 1.3 |  | 2026-05-31 | COMPLETE |  |
    | 1.10 |  | none | UNRATED |  |
    "#);
}

#[test]
fn texts_of_files_act_on_nothing() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(
        "plans/wendale/prevention/1/1.1.toml",
        "action = \"=HYPERLINK(\\\"x\\\") <b>*bold*</b>\\u009b31m\\u202e\"\nlead = \"Lead\"\ndeadline = 2026-09-30\n",
    );
    for format in ["table", "csv", "markdown", "ndjson"] {
        let output = sandbox.run(&format!("list {DAY} --format {format}"));
        assert!(!output.stdout.chars().any(|c| matches!(c, '\u{1b}' | '\u{9b}' | '\u{202e}')), "{format}");
    }
    assert_snapshot!(sandbox.run(&format!("list {DAY} --columns action --format csv")), @r#"
    exit status: 1
    ----- stdout -----
    action\u{d}
    "'=HYPERLINK(""x"") <b>*bold*</b>�31m�"\u{d}
    ----- stderr -----
    plans/wendale/prevention/1/1.1.toml:1:10: error[control-character]: the text holds the control character U+009B
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    "#);
    assert_snapshot!(sandbox.run(&format!("list {DAY} --columns action --format markdown")), @r#"
    exit status: 1
    ----- stdout -----
    | Action |
    | --- |
    | =HYPERLINK("x") \<b\>\*bold\*\</b\>�31m� |
    ----- stderr -----
    plans/wendale/prevention/1/1.1.toml:1:10: error[control-character]: the text holds the control character U+009B
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    "#);
}

#[test]
fn where_nothing_matches_every_format_is_still_whole() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&format!("list {DAY} lead:nobody")), @"
    exit status: 0
    ----- stderr -----
    no action matches `lead:nobody`
    help: `vawg list` without a filter shows every action
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} stale ref:1 --format json")), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"as_of":"2026-06-30","actions":[]}
    ----- stderr -----
    no action matches `stale ref:1`
    help: `stale` was searched for as a text; `is:stale` asks what an action is
    "#);
    assert_snapshot!(sandbox.run(&format!("list {DAY} ref:1 --format csv")), @r"
    exit status: 0
    ----- stdout -----
    plan,ref,action,lead,due,rating\u{d}
    ----- stderr -----
    no action matches `ref:1`
    help: `ref:1` is one reference and no other; `ref:1.*` takes all that start with it
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} x lead:y --format ndjson")), @"
    exit status: 0
    ----- stderr -----
    no action matches `x lead:y`
    help: `vawg list` without a filter shows every action
    ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} x lead:y --format markdown")), @"
    exit status: 0
    ----- stdout -----
    | Ref | Action | Lead | Due | Rating |
    | --- | --- | --- | --- | --- |
    ----- stderr -----
    no action matches `x lead:y`
    help: `vawg list` without a filter shows every action
    ");
}

#[test]
fn wrong_words_are_pointed_at() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run("list lead:housing is:overdu"), @"
    exit status: 2
    ----- stderr -----
    error: `overdu` is nothing that an action can be
      lead:housing is:overdu
                      ^^^^^^
    help: did you mean `overdue`? after `is:` goes one of overdue, due-soon, late,
          stale, optimistic, moved, no-lead, no-deadline, waiting, not-started,
          in-progress, on-hold, complete, withdrawn, carried-forward, red, amber,
          green, blue, unrated, open, closed, recurring, ongoing, undated, public,
          private
    ");
    assert_snapshot!(sandbox.run("list --columns ref,leed"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'leed' for '--columns <FIELD,…>': there is no field `leed`; did you mean `lead`? the fields are plan, ref, theme, objective, action, lead, support, organisation, deadline, due, review, status, rating, reported, reason, overdue, flags, confidence, risk, resources, outcome, note, updated, by, moved, depends-on, see, tag, duty, evidence, source, file

    For more information, try '--help'.
    ");
    assert_snapshot!(sandbox.run("list --columns ref --format json"), @"
    exit status: 2
    ----- stderr -----
    error: `--columns` does not go with JSON, which always has every field; leave it out, or use `--format csv`
    ");
}

#[test]
fn a_file_that_cannot_be_read_is_left_out_aloud() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = ");
    assert_snapshot!(sandbox.run(&format!("list {DAY} --format csv --columns ref")), @r"
    exit status: 1
    ----- stdout -----
    ref\u{d}
    1.1\u{d}
    1.3\u{d}
    1.10\u{d}
    ----- stderr -----
    plans/wendale/prevention/1/1.2.toml:1:10: error[toml-syntax]: a value without quotation marks
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    ");
}
