//! What is typed, or comes from a script: revisions, references, names and notes that git, a file system or a commit
//! would take for something else.

use insta::assert_snapshot;

use super::attacks::{ANYWHERE, AT_THE_START};
use crate::any_input::assert_harmless;
use crate::sandbox::Sandbox;

/// What git takes for an option, or a shell for a command, where a revision, a day or an author should stand.
const REVISIONS: [&str; 10] = [
    "--output=evil",
    "-oevil",
    "--all",
    "--upload-pack=touch evil",
    "HEAD --output=evil",
    "$(touch evil)",
    "HEAD:plans",
    "^HEAD",
    "HEAD..HEAD",
    "../../etc/passwd",
];

/// What leads elsewhere, or what some file system cannot hold, where the name of a plan or an action should stand.
const NAMES: [&str; 14] = [
    "../evil",
    "/evil",
    "a/b",
    "a\\b",
    "C:evil",
    "..",
    ".",
    "CON",
    "nul.txt",
    "evil.",
    "-evil",
    "~evil",
    "evil%2f..",
    "évil",
];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox
}

/// Runs a command that must refuse what it is given, or find nothing by that name; and change nothing.
fn refused(sandbox: &Sandbox, line: &str) {
    let before = sandbox.files();
    let output = sandbox.run(line);
    assert_eq!(output.status, 2, "{line}: {output}");
    assert_harmless(&output.stdout, line);
    assert_harmless(&output.stderr, line);
    assert!(output.stderr.starts_with("error: "), "{line}: {output}");
    assert_eq!(sandbox.files().diff(&before), "", "{line}");
}

#[test]
fn a_revision_is_never_an_option_of_git() {
    let sandbox = sandbox();
    for revision in REVISIONS {
        for line in ["list --rev='{}'", "check --since='{}'", "diff -- '{}'", "diff HEAD -- '{}'", "log --since='{}'"] {
            refused(&sandbox, &line.replace("{}", revision));
        }
        let before = sandbox.files();
        let output = sandbox.run(&format!("log --author='{revision}'"));
        assert_eq!((output.status, sandbox.files().diff(&before).as_str()), (0, ""), "{revision}: {output}");
    }
}

#[test]
fn a_reference_is_never_a_path() {
    let sandbox = sandbox();
    for name in NAMES {
        for line in [
            "show -- '{}'",
            "show -- '{}:1.1'",
            "show -- 'wendale:{}'",
            "log -- '{}'",
            "list --plan='{}'",
            "update --note x -- '{}'",
            "move -- 1.1 '{}'",
            "move --to='{}' -- 1.1 1.2",
            "new action --ref='{}' --in 1 x",
            "new theme -- '{}'",
            "init -- 'plans/{}/x/..'",
            "edit -- '{}'",
        ] {
            refused(&sandbox, &line.replace("{}", name));
        }
    }
}

/// A plan cannot be made where it would count as a part of another.
#[test]
fn a_plan_does_not_stand_in_a_plan() {
    let sandbox = sandbox();
    sandbox.file("plan.csv", "Action,Lead\nTrain,HM\n");
    for into in
        ["plans/wendale/b", "plans/new/b", "plans/wendale/prevention/b", "plans/wendale/../x/b", "plans/../plans/x/b"]
    {
        refused(&sandbox, &format!("import plan.csv --into {into}"));
    }
    for plans in ["plans/wendale", "plans/wendale/prevention", "plans/wendale/../wendale"] {
        refused(&sandbox, &format!("init x --plans {plans}"));
    }
    assert_snapshot!(sandbox.run("import plan.csv --into plans/wendale/b"), @"
    exit status: 2
    ----- stderr -----
    error: a plan cannot stand in another, and `plans/wendale` would be one
    help: plans stand side by side: `--into plans/b`
    ");
    assert_eq!(sandbox.run("import plan.csv --into other/b --dry-run").status, 0);
}

/// What a script types for somebody is shown as anything else is.
#[test]
fn a_wrong_call_does_not_act_on_the_terminal() {
    let sandbox = sandbox();
    let long = "a".repeat(100_000);
    for wrong in ["\u{1b}[31mred", "\u{202e}evil", "\u{9b}2J", &long] {
        for line in
            ["schema '{}'", "{}", "list --{}", "list --format '{}'", "status --by '{}'", "help '{}'", "list '{}'"]
        {
            let output = sandbox.run(&line.replace("{}", wrong));
            assert!(matches!(output.status, 0 | 2), "{output}");
            assert_harmless(&output.stderr, line);
            assert!(output.stderr.len() < 4_000, "{line}: {} bytes", output.stderr.len());
        }
    }
}

/// The names of those who commit come from everywhere; what they are called acts nowhere.
#[test]
fn the_name_of_an_author_is_only_a_name() {
    let mut sandbox = sandbox();
    sandbox.set("GIT_AUTHOR_NAME", "\u{1b}[31mEvil\u{202e}|<b>[x](http://evil.example)\u{9b}2J");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"x\"\n");
    sandbox.commit("2026-06-03", "::set-output x\u{1b}[2J");
    for format in ["table", "json", "ndjson", "markdown"] {
        let output = sandbox.run(&format!("log --format {format}"));
        assert_eq!(output.status, 0, "{output}");
        assert!(output.stdout.contains("Evil"), "{output}");
        assert_harmless(&output.stdout, format);
        assert!(format != "markdown" || !output.stdout.contains("<b>") && !output.stdout.contains("[x]("), "{output}");
    }
    assert_harmless(&sandbox.run("show 1.2 --history").stdout, "show --history");
}

/// A note goes into the commit that it makes: it gives that no trailer, no author and no second subject.
#[test]
fn a_note_is_only_the_body_of_a_commit() {
    let sandbox = sandbox();
    let acts = ["trailers", "a comment of git", "an option", "a header", "a part of an e-mail", "a command of a host"];
    let notes = ANYWHERE.iter().chain(&AT_THE_START).filter(|(what, _)| acts.contains(what));
    let mut commits = 1;
    for (what, note) in notes {
        let output =
            sandbox.run(&format!("update 1.1 --rag amber --date 2026-06-30 --note=\"{}\"", note.replace('"', "'")));
        assert_eq!(output.status, 0, "{what}: {output}");
        commits += 1;
        let trailers = sandbox.git("log -1 --format=%(trailers)").stdout;
        assert_eq!(trailers.trim(), "Plan: wendale\nRef: 1.1", "{what}");
        let subject = sandbox.git("log -1 --format=%s").stdout;
        assert!(subject.starts_with("1.1: ") && subject.trim().chars().count() <= 72, "{what}: {subject}");
        assert_eq!(sandbox.git("log -1 --format='%an %ae'").stdout, "Robin Field robin@wendale.example\n");
        assert_eq!(sandbox.git("rev-list --count HEAD").stdout.trim(), commits.to_string());
    }
    assert_eq!(commits, acts.len() + 1);
}
