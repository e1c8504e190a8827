//! `vawg check`: every problem in one run, in its place, and what is known and accepted.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const OBJECTIVE: &str = "plans/wendale/prevention/1";

/// A plan with an action that has no lead.
fn without_lead() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    add_without_lead(&sandbox, "1.2");
    sandbox
}

fn add_without_lead(sandbox: &Sandbox, reference: &str) {
    let text = "\
action = \"Train the reception staff\"

deadline = 2026-09-30

resources = \"Officer time\"
outcome_measure = \"All staff trained\"
";
    sandbox.file(&format!("{OBJECTIVE}/{reference}.toml"), text);
}

#[test]
fn a_clean_plan_is_said_to_be_clean() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("check --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no problems in 1 action and 4 files
    ");
    assert_eq!(sandbox.run("validate --as-of 2026-06-30"), sandbox.run("check --as-of 2026-06-30"));
}

#[test]
fn all_problems_of_all_files_come_in_one_run() {
    let sandbox = without_lead();
    sandbox.file(&format!("{OBJECTIVE}/1.3.toml"), "action = \n").file(
        &format!("{OBJECTIVE}/1.4.toml"),
        "action = 5\nlead = [\"A\", \"B\"]\ndedline = 2026-09-30\nresources = \"Time\"\noutcome_measure = \"Done\"\n",
    );
    assert_snapshot!(sandbox.run("check --as-of 2026-06-30"), @r#"
    exit status: 1
    ----- stdout -----
    error[missing-lead]: no lead: nobody answers for this action
     --> plans/wendale/prevention/1/1.2.toml:1:1
      |
    1 | action = "Train the reception staff"
      | ^^^^^^
      |
      = help: name one post that answers for it: `lead = "Housing Manager"`

    error[toml-syntax]: a value without quotation marks
     --> plans/wendale/prevention/1/1.3.toml:1:10
      |
    1 | action = 
      |          ^
      |
      = help: text stands in quotation marks: `lead = "Housing Manager"`

    error[wrong-type]: `action` should be text in quotation marks, not the number 5
     --> plans/wendale/prevention/1/1.4.toml:1:10
      |
    1 | action = 5
      |          ^
      |
      = help: put it in quotation marks: `"…"`

    error[wrong-type]: `lead` should be text in quotation marks, not a list
     --> plans/wendale/prevention/1/1.4.toml:2:8
      |
    2 | lead = ["A", "B"]
      |        ^^^^^^^^^^
      |
      = help: name one: `lead = "Housing Manager"`; who helps stands under
              `support`

    error[unknown-key]: unknown key `dedline`
     --> plans/wendale/prevention/1/1.4.toml:3:1
      |
    3 | dedline = 2026-09-30
      | ^^^^^^^
      |
      = help: did you mean `deadline`?

    5 errors in 3 actions and 7 files
    help: `vawg check --fix` puts 1 of them right
    help: `vawg explain RULE` says why a rule exists
    "#);
}

#[test]
fn a_file_that_is_no_plan_file_is_named_with_what_to_do() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox
        .bytes(&format!("{OBJECTIVE}/1.5.toml"), b"action = \"\xff\"\n")
        .file(&format!("{OBJECTIVE}/1.10.toml.bak"), "")
        .file("plans/wendale/provision/objective.toml", "title = \"Refuge\"\n<<<<<<< ours\n");
    assert_snapshot!(sandbox.run("check --as-of 2026-06-30"), @r#"
    exit status: 1
    ----- stdout -----
    error[toml-syntax]: the text of the file is not UTF-8
     --> plans/wendale/prevention/1/1.5.toml:1:11
      |
    1 | action = "�"
      |           ^
      |
      = help: save the file as UTF-8

    error[stray-file]: `1.10.toml.bak` looks like a plan file but is not read as one
    --> plans/wendale/prevention/1/1.10.toml.bak
     = help: rename it to end in `.toml`, or delete it

    error[conflict-marker]: git left a conflict here for a person to resolve
     --> plans/wendale/provision/objective.toml:2:1
      |
    2 | <<<<<<< ours
      | ^^^^^^^^^^^^
      |
      = help: keep the lines that are right, delete the three marker lines, then
              `git add` the file

    3 errors in 1 action and 7 files
    help: `vawg explain RULE` says why a rule exists
    "#);
}

#[test]
fn positions_are_right_with_byte_order_marks_and_windows_line_ends() {
    let sandbox = Sandbox::with_plan("wendale");
    let text = "\u{feff}leed = 1\r\naction = \"Publish\u{e9}\" # x\r\n\tdeadline = \"2026-99\"\r\n\
                resources = \"Time\"\r\noutcome_measure = \"Done\"\r\n";
    sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), text);
    assert_snapshot!(sandbox.run("check --as-of 2026-06-30 plans/wendale/prevention/1/1.2.toml"), @r#"
    exit status: 1
    ----- stdout -----
    error[unknown-key]: unknown key `leed`
     --> plans/wendale/prevention/1/1.2.toml:1:1
      |
    1 | leed = 1
      | ^^^^
      |
      = help: did you mean `lead`?

    error[invalid-value]: `2026-99` is not a deadline
     --> plans/wendale/prevention/1/1.2.toml:3:13
      |
    3 |     deadline = "2026-99"
      |                ^^^^^^^^^
      |
      = help: write a day `2026-12-01`, or `"2026-12"`, `"2026-Q4"`,
              `"2026-autumn"`, `"2026/27"` or `"ongoing"`

    2 errors in 1 action and 1 file
    help: `vawg check --fix` puts 1 of them right
    help: `vawg explain RULE` says why a rule exists
    "#);
}

#[test]
fn short_is_a_line_a_problem_and_the_sum_is_talk() {
    let sandbox = without_lead();
    sandbox.file(&format!("{OBJECTIVE}/1.3.toml"), "action = \n");
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    plans/wendale/prevention/1/1.3.toml:1:10: error[toml-syntax]: a value without quotation marks
    ----- stderr -----
    2 errors in 2 actions and 6 files
    ");
}

#[test]
fn json_keeps_to_its_contract() {
    let sandbox = without_lead();
    sandbox.file(&format!("{OBJECTIVE}/1.3.toml.bak"), "");
    assert_snapshot!(sandbox.run("check --format json --as-of 2026-06-30"), @r#"
    exit status: 1
    ----- stdout -----
    {"version":1,"summary":{"files":6,"actions":2,"errors":2,"warnings":0,"known":0,"timed":0},"diagnostics":[
    {"rule":"missing-lead","severity":"error","message":"no lead: nobody answers for this action","path":"plans/wendale/prevention/1/1.2.toml","line":1,"column":1,"end_line":1,"end_column":7,"plan":"wendale","ref":"1.2","help":"name one post that answers for it: `lead = \"Housing Manager\"`","timed":false},
    {"rule":"stray-file","severity":"error","message":"`1.3.toml.bak` looks like a plan file but is not read as one","path":"plans/wendale/prevention/1/1.3.toml.bak","line":null,"column":null,"end_line":null,"end_column":null,"plan":"wendale","ref":null,"help":"rename it to end in `.toml`, or delete it","timed":false}
    ]}
    "#);
    let clean = Sandbox::with_plan("wendale");
    assert_snapshot!(clean.run("check --format json --as-of 2026-06-30"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"summary":{"files":4,"actions":1,"errors":0,"warnings":0,"known":0,"timed":0},"diagnostics":[]}
    "#);
}

#[test]
fn nothing_in_a_file_acts_on_the_terminal() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), "action = \"\u{1b}[31mred\u{9b}\u{202e}\"\nle\u{1b}ad = 1\n");
    sandbox.file("plans/wendale/\u{1b}[31m\u{9b}1m.toml", "");
    for line in ["check", "check --format short", "check --format json"] {
        let output = sandbox.run(&format!("{line} --as-of 2026-06-30"));
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!output.stdout.contains(acts), "{line}: {output}");
    }
}

#[test]
fn a_plan_sets_the_levels_of_its_rules() {
    let level = |level: &str| {
        let sandbox = without_lead();
        let plan = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
        sandbox.file("plans/wendale/plan.toml", &format!("{plan}\n[check]\nmissing-lead = \"{level}\"\n"));
        sandbox.run("check --format short --as-of 2026-06-30")
    };
    assert_snapshot!(level("warning"), @"
    exit status: 0
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: warning[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 warning in 2 actions and 5 files
    ");
    assert_snapshot!(level("off"), @"
    exit status: 0
    ----- stderr -----
    no problems in 2 actions and 5 files
    ");
}

#[test]
fn a_denied_warning_ends_with_status_1() {
    let sandbox = without_lead();
    let plan = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
    sandbox.file("plans/wendale/plan.toml", &format!("{plan}\n[check]\nmissing-lead = \"warning\"\n"));
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
    assert_snapshot!(sandbox.run("check --deny warnings --format short --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: warning[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 warning in 2 actions and 5 files
    error: 1 warning is denied by `--deny`
    ");
}

#[test]
fn what_comes_with_the_date_is_marked_and_denied_only_when_asked() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("check --deny warnings --as-of 2026-09-15"), @"
    exit status: 0
    ----- stdout -----
    warning[stale-update]: no update since 2026-06-02: 3 months is the longest that
                           this plan allows
      --> plans/wendale/prevention/1/1.1.toml:11:8
       |
    11 | date = 2026-06-02
       |        ^^^^^^^^^^
       |
       = note: comes with the date
       = help: ask the lead how it stands, and add an `[[update]]`

    1 warning (it comes with the date) in 1 action and 4 files
    help: `vawg explain RULE` says why a rule exists
    ");
    assert_eq!(sandbox.run("check --deny timed --as-of 2026-09-15 --format json").status, 1);
    let is_failure = |deny: &str| {
        sandbox.run(&format!("check --deny {deny} --format junit --as-of 2026-09-15")).stdout.contains("<failure")
    };
    assert!(is_failure("timed") && !is_failure("warnings"));
    let json = sandbox.run("check --as-of 2026-09-15 --format json").stdout;
    assert!(json.contains("\"timed\":1}") && json.contains("\"timed\":true}"), "{json}");

    let plan = String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/plan.toml")).into_owned();
    sandbox.file("plans/wendale/plan.toml", &format!("{plan}closed = 2026-09-15\n"));
    assert_snapshot!(sandbox.run("check --deny warnings --format short --as-of 2026-09-15"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:11:8: warning[stale-update]: no update since 2026-06-02: 3 months is the longest that this plan allows
    ----- stderr -----
    1 warning in 1 action and 4 files
    error: 1 warning is denied by `--deny`
    ");
}

#[test]
fn an_entry_for_what_comes_with_the_date_may_wait_for_it() {
    let sandbox = Sandbox::with_plan("wendale");
    let entry = "[[known]]\nrule = \"stale-update\"\nref = \"1.1\"\nreason = \"The lead is away until October.\"\n";
    sandbox.file("plans/wendale/baseline.toml", entry);
    assert_snapshot!(sandbox.run("check --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no problems in 1 action and 5 files
    ");
    assert_snapshot!(sandbox.run("check --as-of 2026-09-15"), @"
    exit status: 0
    ----- stdout -----
    no new problems, 1 known problem in 1 action and 5 files
    ");
}

#[test]
fn what_the_baseline_accepts_is_counted_and_not_shown() {
    let sandbox = without_lead();
    let baseline = "\
[[known]]
rule = \"missing-lead\"
ref = \"1.2\"
reason = \"The post is being filled.\"
until = 2026-06-20
";
    sandbox.file("plans/wendale/baseline.toml", baseline);
    assert_snapshot!(sandbox.run("check --as-of 2026-06-20"), @"
    exit status: 0
    ----- stdout -----
    no new problems, 1 known problem in 2 actions and 6 files
    ");
    assert_snapshot!(sandbox.run("check --as-of 2026-06-20 --no-baseline --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 error in 2 actions and 6 files
    ");
    assert_snapshot!(sandbox.run("check --as-of 2026-06-21"), @r#"
    exit status: 1
    ----- stdout -----
    error[missing-lead]: no lead: nobody answers for this action
     --> plans/wendale/prevention/1/1.2.toml:1:1
      |
    1 | action = "Train the reception staff"
      | ^^^^^^
      |
     ::: plans/wendale/baseline.toml:5:9
      |
    5 | until = 2026-06-20
      |         ---------- accepted until 2026-06-20 only
      |
      = help: name one post that answers for it: `lead = "Housing Manager"`

    1 error in 2 actions and 6 files
    help: `vawg explain RULE` says why a rule exists
    "#);
}

#[test]
fn an_entry_that_accepts_nothing_is_reported() {
    let sandbox = without_lead();
    let baseline = "\
[[known]]
rule = \"missing-lead\"
ref = \"1.1\"
reason = \"The post is being filled.\"

[[known]]
rule = \"missing-lead\"
ref = \"1.9\"
reason = \"The post is being filled.\"

[[known]]
rule = \"missing-lead\"
reason = \"Posts are being filled.\"

[[known]]
rule = \"missing-deadline\"
reason = \"Dates to come.\"

[[known]]
rule = \"mising-lead\"
ref = \"1.1\"
reason = \"The post is being filled.\"

[[known]]
rule = \"missing-lead\"
ref = \"1.2\"
reason = \"TBC\"
";
    sandbox.file("plans/wendale/baseline.toml", baseline);
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    plans/wendale/baseline.toml:1:1: warning[unused-baseline]: nothing to accept: `missing-lead` finds nothing at `1.1`
    plans/wendale/baseline.toml:8:7: warning[unused-baseline]: nothing to accept: there is no `1.9` in this plan
    plans/wendale/baseline.toml:11:1: warning[unused-baseline]: nothing to accept: `missing-lead` finds nothing in the plan as a whole, only in parts of it
    plans/wendale/baseline.toml:15:1: warning[unused-baseline]: nothing to accept: `missing-deadline` finds nothing
    plans/wendale/baseline.toml:20:8: warning[unused-baseline]: there is no rule `mising-lead`
    plans/wendale/baseline.toml:24:1: warning[unused-baseline]: this entry does not say why the problem is accepted
    ----- stderr -----
    6 warnings, 1 known problem in 2 actions and 6 files
    ");
    sandbox.file(&format!("{OBJECTIVE}/1.1.toml"), "action = \n");
    let unread = sandbox.run("check --format short --as-of 2026-06-30 plans/wendale/baseline.toml");
    assert!(!unread.stdout.contains("1.1"), "what cannot be read may break the rule: {unread}");
}

#[test]
fn writing_a_baseline_accepts_what_is_there() {
    let sandbox = without_lead();
    sandbox.plan("banes");
    let baseline =
        "# Known.\r\n\r\n[[known]]\r\nrule = \"missing-lead\"\r\nref = \"1.3\"\r\nreason = \"Blank.\" # so\r\n";
    sandbox.file("plans/wendale/baseline.toml", baseline);
    add_without_lead(&sandbox, "1.3");
    sandbox.file("plans/banes/prevention/1/1.2.toml", "action = \"Train\"\n\nlead = \"Head of Training\"\n");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("check --write-baseline --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no new problems, 5 known problems in 5 actions and 12 files
    ----- stderr -----
    added 3 entries to plans/banes/baseline.toml; give the reason in each
    added 1 entry to plans/wendale/baseline.toml; give the reason in each
    ");
    assert_snapshot!(sandbox.files().diff(&before), @r#"
    --- nothing
    +++ plans/banes/baseline.toml
    @@ -0,0 +1,14 @@
    +[[known]]
    +rule = "missing-deadline"
    +ref = "1.2"
    +reason = "Accepted on 2026-06-30; say why."
    +
    +[[known]]
    +rule = "missing-measure"
    +ref = "1.2"
    +reason = "Accepted on 2026-06-30; say why."
    +
    +[[known]]
    +rule = "uncosted"
    +ref = "1.2"
    +reason = "Accepted on 2026-06-30; say why."
    --- plans/wendale/baseline.toml
    +++ plans/wendale/baseline.toml
    @@ -6 +6,6 @@
     reason = "Blank." # so\u{d}
    +\u{d}
    +[[known]]\u{d}
    +rule = "missing-lead"\u{d}
    +ref = "1.2"\u{d}
    +reason = "Accepted on 2026-06-30; say why."\u{d}
    "#);
    let after = sandbox.files();
    assert_snapshot!(sandbox.run("check --write-baseline --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no new problems, 5 known problems in 5 actions and 13 files
    ----- stderr -----
    nothing to accept; no file is changed
    ");
    assert_eq!(sandbox.files().diff(&after), "");
}

#[test]
fn writing_a_baseline_leaves_what_cannot_be_accepted() {
    let sandbox = without_lead();
    sandbox.file(&format!("{OBJECTIVE}/1.3.toml"), "action = \n");
    assert_snapshot!(sandbox.run("check --write-baseline --format json --as-of 2026-06-30"), @r#"
    exit status: 1
    ----- stdout -----
    {"version":1,"summary":{"files":6,"actions":2,"errors":1,"warnings":0,"known":1,"timed":0},"diagnostics":[
    {"rule":"toml-syntax","severity":"error","message":"a value without quotation marks","path":"plans/wendale/prevention/1/1.3.toml","line":1,"column":10,"end_line":1,"end_column":10,"plan":"wendale","ref":"1.3","help":"text stands in quotation marks: `lead = \"Housing Manager\"`","timed":false}
    ]}
    ----- stderr -----
    added 1 entry to plans/wendale/baseline.toml; give the reason in each
    "#);

    sandbox.file("plans/wendale/baseline.toml", "[[known]\n");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("check --write-baseline --as-of 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/baseline.toml has problems of its own, which have to be put right first
    ");
    assert_eq!(sandbox.files().diff(&before), "");
    assert_eq!(sandbox.run("check --write-baseline --no-baseline").status, 2);
}

#[test]
fn paths_say_what_is_checked() {
    let mut sandbox = without_lead();
    sandbox.copy("examples", "examples");
    sandbox.file("notes/a.md", "");
    let file = format!("{OBJECTIVE}/1.2.toml");
    assert_snapshot!(sandbox.run(&format!("check --format short --as-of 2026-06-30 {file} {file} ./{OBJECTIVE}")), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 error in 2 actions and 3 files
    ");
    assert_snapshot!(sandbox.run(&format!("check --as-of 2026-06-30 {OBJECTIVE}/1.1.toml")), @"
    exit status: 0
    ----- stdout -----
    no problems in 1 action and 1 file
    ");
    let both = sandbox.run("check --format short --as-of 2026-06-30 plans examples");
    assert_eq!(both, sandbox.run("check --format short --as-of 2026-06-30 . plans/wendale"));
    assert_snapshot!(sandbox.run("check notes"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plan in notes; name a plans folder, a plan, or a folder or file of one
    ");
    assert_snapshot!(sandbox.run("check notes/a.md"), @"
    exit status: 2
    ----- stderr -----
    error: notes/a.md is no part of a plan; name a plans folder, a plan, or a folder or file of one
    ");
    assert_snapshot!(sandbox.run("check nowhere"), @"
    exit status: 2
    ----- stderr -----
    error: cannot read nowhere: no such file or directory
    ");
    assert_snapshot!(sandbox.run("check examples --plan wendale"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plan `wendale`; did you mean `wendale-2025-28`?
    ");
    assert_eq!(sandbox.cd("plans").run("check --as-of 2026-06-30 --format json .").status, 1);
    sandbox.cd(OBJECTIVE);
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30 ."), @"
    exit status: 1
    ----- stdout -----
    1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 error in 2 actions and 3 files
    ");
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30 --plan wendale"), @"
    exit status: 1
    ----- stdout -----
    1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    ----- stderr -----
    1 error in 2 actions and 5 files
    ");
}

/// Plans that are each judged alone say what they say together.
#[test]
fn plans_that_stand_alone_are_told_as_all_plans_together_are() {
    let sandbox = Sandbox::of("plans");
    sandbox.plan("wendale").plan("wendale-2").plan("Wendale-02");
    for plan in ["wendale", "wendale-2", "Wendale-02"] {
        let file = |name: &str| format!("plans/{plan}/prevention/1/{name}.toml");
        sandbox.file(&file("1.2"), "action = \"Café\"\nsee = [\"1.1\", \"1.9\"]\n\"lead\" = '???'\n\n[[update]]\n");
        sandbox.file(&file("1.3"), "action = \n").file(&file("x y"), "action = \"Train\"\n");
        sandbox.bytes(&file("1.4"), b"action = \"\xff\"\n");
    }
    let both = |sandbox: &Sandbox| {
        let plans = sandbox.names();
        let plans = plans.iter().filter_map(|name| name.strip_prefix("plans/")?.strip_suffix("/plan.toml"));
        let named = plans.flat_map(|plan| [" --plan ", plan]).collect::<String>();
        for format in ["human", "short", "json"] {
            let line = format!("check --as-of 2026-06-30 --no-baseline --format {format}");
            assert_eq!(sandbox.run(&line), sandbox.run(&(line + &named)));
        }
        sandbox.run("check --as-of 2026-06-30 --format short").stdout
    };
    let alone = both(&sandbox);
    assert!(alone.contains("1.2.toml:2:15: error[broken-reference]"), "{alone}");
    sandbox.file("plans/wendale/prevention/1/1.5.toml", "action = \"Go on\"\nsee = [\"wendale-2:9.9\"]\n");
    let linked = both(&sandbox);
    assert!(linked.contains("there is no action or objective `wendale-2:9.9`"), "{linked}");
    sandbox.file("plans/lost.toml", "action = \"Lost\"\n");
    let beside = sandbox.run("check --as-of 2026-06-30 --format short").stdout;
    assert!(beside.contains("plans/lost.toml:1:1: error[stray-file]"), "{beside}");
}

#[test]
fn a_plan_that_lost_its_file_is_told_from_a_folder_that_is_none() {
    let sandbox = Sandbox::new();
    for file in ["wendale/plan.toml", "bristol/prevention/theme.toml", "minutes/2026/june.txt"] {
        sandbox.file(&format!("area/{file}"), "");
    }
    assert_snapshot!(sandbox.run("check area --format short --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    area/bristol/plan.toml:1:1: error[missing-title]: no title: nothing says what the plan `bristol` is about
    area/bristol/prevention/theme.toml:1:1: error[missing-title]: no title: nothing says what the theme `prevention` is about
    area/wendale/plan.toml:1:1: error[missing-title]: no title: nothing says what the plan `wendale` is about
    ----- stderr -----
    3 errors in 0 actions and 2 files
    ");
}

#[test]
fn a_plan_is_said_to_have_as_many_files_by_itself_as_among_others() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml/1.3.toml", "action = \"Hidden\"\n");
    let sum = |path: &str| sandbox.run(&format!("check {path} --as-of 2026-06-30 --format short")).stderr;
    assert_eq!(sum("plans"), sum("plans/wendale"));
}

#[test]
fn problems_of_reading_and_of_rules_stand_file_by_file() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.1.toml", "action = \"Begin\"\n");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \n");
    sandbox.file("plans/wendale/prevention/1/1.10.toml", "acton = 1\n");
    let told = sandbox.run("check --as-of 2026-06-30 --format short").stdout;
    let mut files: Vec<_> = told.lines().filter_map(|line| line.split(':').next()).collect();
    files.dedup();
    assert_eq!(files, ["1.1", "1.2", "1.10"].map(|name| format!("plans/wendale/prevention/1/{name}.toml")));
}
