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

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8_lossy(sandbox.files().bytes(path)).into_owned()
}

#[test]
fn a_table_becomes_a_plan_in_one_commit() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-08-01"), @"");
    assert_snapshot!(sandbox.git("log -1 --format=%B --name-only"), @"");
    assert_snapshot!(text(&sandbox, "plans/wendale/prevention/1.1/1.1.1.toml"), @"");
    assert_snapshot!(sandbox.run("check plans/wendale --format short --as-of 2026-08-01"), @"");
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
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-09-01"), @"");
    let changes = sandbox.files().diff(&before);
    assert_snapshot!(changes.split("--- plans").filter(|part| part.contains("1.1.1.toml")).collect::<String>(), @"");
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --as-of 2026-09-01"), @"");
}

#[test]
fn what_cannot_be_imported_says_what_to_do() {
    let sandbox = sandbox();
    sandbox.file("people.csv", "Name,Organisation\nA. Nother,Council\n");
    sandbox.file("old.doc", "\u{0}\u{1}\u{2}");
    assert_snapshot!(sandbox.run("import people.csv --into plans/wendale"), @"");
    assert_snapshot!(sandbox.run("import none.docx --into plans/wendale"), @"");
    assert_snapshot!(sandbox.run("import old.doc --into plans/wendale"), @"");
    assert_snapshot!(sandbox.run("import plan.csv --into 'plans/Wendale 2026'"), @"");
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale --map 'Who=boss'"), @"");
    sandbox.run("import plan.csv --into plans/wendale");
    sandbox.git("rm --quiet plans/wendale/import-memory.json");
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale"), @"");
}

#[test]
fn columns_can_be_told_and_the_mapping_kept() {
    let sandbox = sandbox();
    sandbox.file("odd.csv", "Ziel,Chef,Frist\nOpen a refuge,Housing,2027\n");
    let run = sandbox.run("import odd.csv --into plans/odd --map Ziel=action --map 2=lead --map Frist=deadline --save-map odd.map --as-of 2026-08-01");
    assert_snapshot!(run, @"");
    assert_snapshot!(text(&sandbox, "odd.map"), @"");
    assert_eq!(sandbox.run("import odd.csv --into plans/again --use-map odd.map --as-of 2026-08-01").status, 0);
}
