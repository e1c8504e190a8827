//! What every command promises: nothing vanishes, and reading never writes.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn reading_never_writes() {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "examples").copy("plans", "plans");
    let before = sandbox.files();
    for line in [
        "status",
        "status --overdue",
        "list",
        "check",
        "check --no-baseline",
        "status --plans examples --as-of 2026-06-30",
    ] {
        assert_ne!(sandbox.run(line).stdout, "", "{line}");
    }
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_answer() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \n");
    let output = sandbox.set("COLUMNS", "120").run("list --as-of 2026-06-30");
    assert_eq!((output.status, output.stdout.contains("1.1")), (1, true));
    assert_snapshot!(output.stderr, @"
    plans/wendale/prevention/1/1.2.toml:1:10: error[toml-syntax]: a value without quotation marks
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    ");
}

#[test]
fn a_plan_that_is_not_there_is_an_error_with_advice() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --plan wendle"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plan `wendle`; did you mean `wendale`?
    ");
}
