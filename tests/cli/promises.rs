//! What every command promises, whatever it is about.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// Every command that only reads, in every form of its answer.
const READING: [&str; 38] = [
    "agenda",
    "agenda --format csv",
    "check",
    "check --deny timed --no-baseline",
    "check --format github",
    "check --format gitlab",
    "check --format json",
    "check --format junit",
    "check --format sarif",
    "check --format short",
    "explain",
    "explain missing-lead",
    "export --format csv",
    "export --format ics",
    "funding",
    "list",
    "list --format csv",
    "list --format json",
    "list --format markdown",
    "list --format ndjson",
    "list is:overdue --sort due",
    "measures",
    "report annual",
    "report exceptions --format html",
    "report progress --format markdown",
    "report public --format json",
    "schema",
    "show bristol-2008-11:3.1.1",
    "show bristol-2008-11:3.1 --format json",
    "status",
    "status --by lead",
    "status --format json",
    "status --overdue",
    "status --overdue --format json",
    "tree",
    "tree --format json",
    "--help",
    "--version",
];

/// A sandbox with the plans of this repository.
fn real_plans() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("plans", "plans");
    sandbox
}

#[test]
fn reading_never_writes() {
    let sandbox = real_plans();
    let before = sandbox.files();
    for line in READING {
        let output = sandbox.run(line);
        assert_ne!((output.status, output.stdout.as_str()), (2, ""), "{line}: {output}");
        assert_eq!(sandbox.files().diff(&before), "", "{line}");
    }
}

/// Nothing is on the path, so that a program could not be found.
#[test]
fn reading_starts_no_other_program() {
    let mut sandbox = real_plans();
    sandbox.set("PATH", "");
    for line in READING {
        let output = sandbox.run(line);
        assert!(output.status != 2, "{line}: {output}");
    }
}

#[test]
fn an_answer_is_the_same_every_time() {
    let sandbox = real_plans();
    for line in READING {
        assert_eq!(sandbox.run(line), sandbox.run(line), "{line}");
    }
}

#[test]
fn every_command_has_help_with_examples() {
    let sandbox = Sandbox::new();
    let definition = vawg::commands::definition();
    let commands: Vec<_> = definition.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    assert!(commands.len() >= 8);
    for name in commands.iter().map(|command| command.get_name()) {
        let output = sandbox.run(&format!("{name} --help"));
        let examples = output.stdout.split_once("Examples:\n").map(|(_, examples)| examples).unwrap_or_default();
        let examples: Vec<_> = examples.lines().filter(|line| line.starts_with("  vawg ")).collect();
        assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{name}");
        assert!((2..=6).contains(&examples.len()), "{name} has {} examples", examples.len());
        assert!(output.stdout.lines().all(|line| line.chars().count() <= 100), "{name}: a line is too long\n{output}");
    }
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
