//! `vawg report public`: what was promised and what was done, and nothing else.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use insta::assert_snapshot;
use zip::ZipArchive;

use crate::sandbox::Sandbox;

/// What stands in the careless plan and must be in no report.
const SECRETS: [&str; 12] = [
    "robyn",
    "Robyn",
    "wendale.example",
    "960 001",
    "BS1 5TR",
    "AB123456D",
    "fileserver",
    "Quillfeather",
    "confidential",
    "Move the panel",
    "note for the board",
    "9.97",
];

/// A plan whose files say too much.
fn careless() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(
        "plans/wendale/parties.toml",
        "[[party]]\nname = \"Housing Manager\"\nkind = \"post\"\n\n[[party]]\nname = \"Robyn Quillfeather\"\naliases = [\"Robyn\"]\nkind = \"person\"\n",
    );
    sandbox.file(
        "plans/wendale/prevention/1/1.2.toml",
        r#"action = "Robyn Quillfeather visits every school"

lead = "Robyn Quillfeather"

deadline = "confidential words"

resources = "confidential resources"
outcome_measure = "confidential outcome"

evidence = ["\\\\fileserver\\plans", "confidential.pdf"]

[[risk]]
level = "high"
text = "confidential risk"

[[cost]]
text = "confidential cost"
funder = "confidential funder"
amount = 10

[[update]]
date = 2026-06-02
by = "Robyn Quillfeather"
rag = "red"
note = "note for the board"
"#,
    );
    let texts = [
        ("1.3", "Write to robyn@wendale.example"),
        ("1.4", "Ring 01632 960 001"),
        ("1.5", "Open the house at BS1 5TR"),
        ("1.6", "Close case AB123456D"),
        ("1.7", r"Print \\\\fileserver\\plans"),
    ];
    for (reference, text) in texts {
        let action = format!("action = \"{text}\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-12-31\n");
        sandbox.file(&format!("plans/wendale/prevention/1/{reference}.toml"), &action);
    }
    sandbox.file(
        "plans/wendale/prevention/1/9.97.toml",
        "action = \"Move the panel\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-12-31\n\npublic = false\n",
    );
    sandbox
}

#[test]
fn no_format_gives_a_secret_away() {
    let sandbox = careless();
    let formats = formats(&sandbox);
    assert!(formats.len() >= 4, "{formats:?}");
    for format in formats {
        let output = sandbox.run(&format!("report public --as-of 2026-06-30 --format {format} -o out.{format}"));
        assert!(sandbox.path(&format!("out.{format}")).exists(), "{output}");
        let written = everything_in(&sandbox.path(&format!("out.{format}")));
        assert!(written.contains("Publish the referral pathways"), "{format}: {written}");
        for secret in SECRETS {
            assert!(!written.contains(secret), "`{secret}` is in the {format} report: {written}");
        }
    }
}

#[test]
fn the_editor_is_told_what_was_left_out_and_where() {
    let output = careless().run("report public --as-of 2026-06-30");
    assert_eq!(output.status, 1, "a file of the plan could not be read in full");
    assert_snapshot!(output.stderr, @"
    plans/wendale/prevention/1/1.2.toml:5:12: error[invalid-value]: `confidential words` is not a deadline
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    warning: plans/wendale/prevention/1/1.2.toml: `action` holds the name of a person (`Robyn Quillfeather`); the report says `[removed]`
    warning: plans/wendale/prevention/1/1.3.toml: `action` holds an e-mail address; the report says `[removed]`
    warning: plans/wendale/prevention/1/1.4.toml: `action` holds a telephone number; the report says `[removed]`
    warning: plans/wendale/prevention/1/1.5.toml: `action` holds a postcode; the report says `[removed]`
    warning: plans/wendale/prevention/1/1.6.toml: `action` holds a National Insurance number; the report says `[removed]`
    warning: plans/wendale/prevention/1/1.7.toml: `action` holds a path on a file server; the report says `[removed]`
    note: 1 action with `public = false` left out: wendale:9.97
    note: 1 lead not shown: `Robyn Quillfeather`
    help: a lead is shown where parties.toml says that it is a post, group or organisation
    ");
}

#[test]
fn the_public_report_of_the_example() {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    assert_snapshot!("public_example", sandbox.run("report public --as-of 2026-06-30 --format markdown"));
}

#[test]
fn the_public_reports_of_the_real_plans() {
    let sandbox = Sandbox::new();
    sandbox.copy("plans", "plans");
    assert_snapshot!("public_bristol", sandbox.run("report public --plan bristol-2008-11 --format markdown"));
    assert_snapshot!("public_banes", sandbox.run("report public --plan banes-2012-15 --format markdown"));
}

#[test]
fn what_nobody_can_read_is_not_taken_for_public() {
    let sandbox = Sandbox::with_plan("wendale");
    let action =
        "action = \"Move the panel\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-12-31\n\npublic = \"no\"\n";
    sandbox.file("plans/wendale/prevention/1/1.2.toml", action);
    let output = sandbox.run("report public --as-of 2026-06-30 --format json");
    assert!(!output.stdout.contains("Move the panel"), "{output}");
    assert_snapshot!(output.stderr, @"
    plans/wendale/prevention/1/1.2.toml:7:10: error[wrong-type]: `public` should be true or false, not text
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    note: 1 action with `public = false` left out: wendale:1.2
    note: 1 lead not shown: `Housing Manager`
    help: a lead is shown where parties.toml says that it is a post, group or organisation
    ");
}

#[test]
fn without_a_register_that_can_be_read_nothing_is_published() {
    let sandbox = careless();
    sandbox.file("plans/wendale/parties.toml", "[[party]]\nname = \"Robyn Quillfeather\"\nkind = \"persn\"\n");
    assert_snapshot!(sandbox.run("report public --as-of 2026-06-30 -o out.md"), @"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/parties.toml cannot be read in full, so that nobody can tell who is a person
    help: `vawg check` shows why
    ");
    sandbox.file("plans/wendale/parties.toml", "[[party]\n");
    assert_snapshot!(sandbox.run("report public --as-of 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/parties.toml cannot be read in full, so that nobody can tell who is a person
    help: `vawg check` shows why
    ");
}

/// The names of the formats, as the help lists them.
fn formats(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.run("report public --help").stdout;
    let after = help.split("--format").nth(1).expect("the option is in the help");
    let listed = after.lines().skip(1).skip_while(|line| !line.trim_start().starts_with("- "));
    let items = listed.map(str::trim).take_while(|line| !line.is_empty());
    items.filter_map(|line| Some(line.strip_prefix("- ")?.split(':').next()?.to_owned())).collect()
}

/// The texts of a file, or of every file of a folder; those of an Excel or Word file are the files within.
fn everything_in(path: &Path) -> String {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        return entries.map(|entry| everything_in(&entry.expect("an entry").path())).collect();
    }
    let bytes = fs::read(path).expect("a file");
    let Ok(mut packed) = ZipArchive::new(Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut text = String::new();
    for number in 0..packed.len() {
        let mut file = packed.by_index(number).expect("a file within");
        let mut within = vec![b'\n'];
        file.read_to_end(&mut within).expect("its bytes");
        text.push_str(&file.name().expect("its name"));
        text.push_str(&String::from_utf8_lossy(&within));
    }
    text
}
