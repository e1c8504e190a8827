//! `vawg import`: plans from documents, and what is said about them.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const PLAN: &str = "\
Priority,Objective,What will we do?,Who,By when?,Progress Q1 2026/27,RAG
Prevention,Young people know,Visit every school,Education Lead,July 2027,Ten schools visited,Green
,,Print posters,Council / Police,TBC,,
Protection,Courts work,Train magistrates,HMCTS,Ongoing,,Amber
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("plan.csv", PLAN);
    sandbox.in_git();
    sandbox
}

fn text_of(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8_lossy(sandbox.files().bytes(path)).into_owned()
}

#[test]
fn a_table_becomes_a_plan_in_one_commit() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-08-01"), @"
    exit status: 0
    ----- stdout -----
    plan.csv

    columns of table 1
      Priority             theme
      Objective            objective
      What will we do?     action
      Who                  lead
      By when?             deadline
      Progress Q1 2026/27  progress
      RAG                  rating

    2 themes, 2 objectives, 3 actions of 3 rows: 3 with a lead, 2 with a deadline
    11 fields filled; 0 pieces left over

    to look at
      1.1.2: which of them leads is not certain: “Council / Police”
      1.1.2: by when is not certain: “TBC”
      the document gives no reference of its own to 3 actions, so one was assigned
      what it reports without a day (1 action) is dated 2026-08-01: the day of the import, since the document names none; `--date` gives another

    wrote 10 files to plans/wendale; plans/wendale/import-report.md says where every piece of the document went
    next: `vawg check plans/wendale` shows what the document lacks; `vawg tree --plan wendale` shows the plan
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    assert_snapshot!(sandbox.git("log -1 --format=%B --name-only"), @"
    exit status: 0
    ----- stdout -----
    wendale: imported from plan.csv; 3 actions

    Plan: wendale


    plans/wendale/import-memory.json
    plans/wendale/import-report.md
    plans/wendale/plan.toml
    plans/wendale/prevention/1.1/1.1.1.toml
    plans/wendale/prevention/1.1/1.1.2.toml
    plans/wendale/prevention/1.1/objective.toml
    plans/wendale/prevention/theme.toml
    plans/wendale/protection/2.1/2.1.1.toml
    plans/wendale/protection/2.1/objective.toml
    plans/wendale/protection/theme.toml
    ");
    assert_snapshot!(text_of(&sandbox, "plans/wendale/prevention/1.1/1.1.1.toml"), @r#"
    action = "Visit every school"

    lead = "Education Lead"

    deadline = "2027-07"

    [as_written]
    deadline = "July 2027"

    [[update]]
    date = 2026-06-30
    rag = "green"
    note = "Ten schools visited"
    "#);
}

#[test]
fn what_the_document_lacks_is_what_check_finds() {
    let sandbox = sandbox();
    sandbox.run("import plan.csv --into plans/wendale --as-of 2026-08-01");
    assert_snapshot!(sandbox.run("check plans/wendale --format short --as-of 2026-08-01"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1.1/1.1.1.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    plans/wendale/prevention/1.1/1.1.1.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    plans/wendale/prevention/1.1/1.1.2.toml:1:1: error[missing-deadline]: no deadline: the plan says only `TBC`
    plans/wendale/prevention/1.1/1.1.2.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    plans/wendale/prevention/1.1/1.1.2.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    plans/wendale/protection/2.1/2.1.1.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    plans/wendale/protection/2.1/2.1.1.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    plans/wendale/protection/2.1/2.1.1.toml:5:12: warning[ongoing-without-review]: ongoing, and no day on which it is looked at
    plans/wendale/protection/2.1/2.1.1.toml:9:7: warning[rating-without-note]: rated amber without a word of why
    ----- stderr -----
    1 error, 8 warnings in 3 actions and 8 files
    ");
}

#[test]
fn an_import_is_taken_back() {
    let sandbox = sandbox();
    sandbox.run("import plan.csv --into plans/wendale --as-of 2026-08-01");
    assert_eq!(sandbox.run("undo --plans plans").status, 0);
    let left: Vec<_> = sandbox.names().into_iter().filter(|name| !name.starts_with(".git/")).collect();
    assert_eq!(left, ["plan.csv"]);
}

#[test]
fn text_is_pasted() {
    let sandbox = sandbox();
    let text = "Ref\tAction\tLead\tBy when\n1.1\tOpen a refuge\tHousing\tMay 2027\n";
    let run = sandbox.run_with("import - --into plans/pasted --no-commit --as-of 2026-08-01", text);
    assert_eq!(run.status, 0, "{run}");
    assert!(text_of(&sandbox, "plans/pasted/1.1.toml").contains("deadline = \"2027-05\""));
}

#[test]
fn a_dry_run_writes_nothing() {
    let sandbox = sandbox();
    let before = sandbox.files();
    assert_eq!(sandbox.run("import plan.csv --into plans/wendale --dry-run --as-of 2026-08-01").status, 0);
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_newer_document_changes_what_it_changed_and_nothing_that_was_edited() {
    let sandbox = sandbox();
    sandbox.run("import plan.csv --into plans/wendale --as-of 2026-08-01");
    assert_eq!(sandbox.run("update wendale:2.1.1 --lead CPS --as-of 2026-08-02").status, 0);
    let newer = PLAN
        .replace("July 2027", "Sept 2027")
        .replace("HMCTS", "HMCTS London")
        .replace("visited,", "visited. Then five more,");
    sandbox.file("plan.csv", &format!("{newer},,Open a court desk,HMCTS,2028,,\n"));
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-09-01"), @"
    exit status: 0
    ----- stdout -----
    plan.csv again: 1 action changed, 1 new
      1.1.1: deadline “2027-09”; update of 2026-06-30
      2.1.2: new: Open a court desk
      2.1.1: the document now has lead “HMCTS London”, but the plan was edited since the last import; it stays “CPS”
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    let changes = sandbox.files().diff(&before);
    assert_snapshot!(changes.split("--- plans").filter(|part| part.contains("1.1.1.toml")).collect::<String>(), @r#"
    /wendale/prevention/1.1/1.1.1.toml
    +++ plans/wendale/prevention/1.1/1.1.1.toml
    @@ -4,6 +4,6 @@

    -deadline = "2027-07"
    +deadline = "2027-09"

     [as_written]
    -deadline = "July 2027"
    +deadline = "Sept 2027"

    @@ -13 +13,10 @@
     note = "Ten schools visited"
    +
    +[[update]]
    +date = 2026-06-30
    +rag = "green"
    +note = "Then five more"
    +
    +[[update]]
    +date = 2026-09-01
    +deadline_was = "2027-07"
    --- nothing
    +++ plans/wendale/protection/2.1/2.1.2.toml
    @@ -0,0 +1,5 @@
    +action = "Open a court desk"
    +
    +lead = "HMCTS"
    +
    +deadline = "2028"
    "#);
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-09-01"), @"
    exit status: 0
    ----- stdout -----
    plan.csv again: 0 actions changed, 0 new
    ----- stderr -----
    the document says nothing new; nothing was changed
    ");
}

#[test]
fn what_cannot_be_imported_says_what_to_do() {
    let sandbox = sandbox();
    sandbox.file("people.csv", "Name,Organisation\nA. Nother,Council\n");
    sandbox.file("old.doc", "\u{0}\u{1}\u{2}");
    assert_snapshot!(sandbox.run("import people.csv --into plans/wendale"), @"
    exit status: 2
    ----- stderr -----
    error: there are no actions in people.csv
      table 1: no row of it is a header that names actions
    help: an action stands in a table whose header names it, with a lead or a deadline; `--map 'What we do=action'` says which column it is, by its header or its number
    ");
    assert_snapshot!(sandbox.run("import none.docx --into plans/wendale"), @"
    exit status: 2
    ----- stderr -----
    error: cannot read none.docx: no such file or directory
    ");
    assert_snapshot!(sandbox.run("import old.doc --into plans/wendale"), @"
    exit status: 2
    ----- stderr -----
    error: old.doc: this is a file of an unknown kind, which cannot be read here
    help: import a Word document, a spreadsheet, CSV or text
    ");
    assert_snapshot!(sandbox.run("import plan.csv --into 'plans/Wendale 2026'"), @"
    exit status: 2
    ----- stderr -----
    error: `Wendale 2026` cannot be the name of a plan's folder: a reference is made of the letters A to Z, digits, `.`, `_` and `-`
    help: `--into plans/wendale-2026`
    ");
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --map 'Who=boss'"), @"
    exit status: 2
    ----- stderr -----
    error: `boss` is no field that a column can hold
    help: one of ref, theme, objective, target, action, lead, support, start, deadline, review, completed, status, rating, progress, resources, cost, outcome_measure, evidence, confidence, risk, confidence_and_risk, milestone, other
    ");
    sandbox.run("import plan.csv --into plans/wendale");
    sandbox.git("rm --quiet plans/wendale/import-memory.json");
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale"), @"
    exit status: 2
    ----- stderr -----
    error: there is already a plan plans/wendale
    help: choose another name; `--dry-run` shows what the document holds
    ");
}

#[test]
fn columns_can_be_told_and_the_mapping_kept() {
    let sandbox = sandbox();
    sandbox.file("odd.csv", "Ziel,Chef,Frist\nOpen a refuge,Housing,2027\n");
    let run = sandbox.run("import odd.csv --into plans/odd --map Ziel=action --map 2=lead --map Frist=deadline --save-map odd.map --as-of 2026-08-01");
    assert_snapshot!(run, @"
    exit status: 0
    ----- stdout -----
    odd.csv

    columns of table 1
      Ziel   action
      Chef   lead
      Frist  deadline

    0 themes, 0 objectives, 1 action of 1 row: 1 with a lead, 1 with a deadline
    3 fields filled; 0 pieces left over

    to look at
      the document gives no reference of its own to 1 action, so one was assigned

    wrote 4 files to plans/odd; plans/odd/import-report.md says where every piece of the document went
    next: `vawg check plans/odd` shows what the document lacks; `vawg tree --plan odd` shows the plan
    ----- stderr -----
    committed as [COMMIT]; `vawg undo` takes it back
    ");
    assert_snapshot!(text_of(&sandbox, "odd.map"), @"
    # What the columns of a document hold, for `vawg import --use-map`.
    Chef=lead
    Frist=deadline
    Ziel=action
    ");
    assert_eq!(sandbox.run("import odd.csv --into plans/again --use-map odd.map --as-of 2026-08-01").status, 0);
}
