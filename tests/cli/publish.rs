//! Where documents go: the formats, files, standard output, and what is said when a part of the plan is missing.

use insta::assert_snapshot;

use crate::sandbox::{Output, Sandbox};

const DAY: &str = "--as-of 2026-06-30";

/// The small plan with an action that is overdue, and whose text would act in a spreadsheet and a terminal.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file(
        "plans/wendale/prevention/1/1.2.toml",
        "\
action = \"=SUM(A1) | train <b>everybody</b>\"

lead = \"Housing Manager\"

deadline = 2026-05-29

[[update]]
date = 2026-05-01
rag = \"amber\"
note = \"Two courses,\\n\\nthen a review\"
",
    );
    sandbox
}

fn report(sandbox: &Sandbox, options: &str) -> Output {
    sandbox.run(&format!("report exceptions {DAY} {options}"))
}

#[test]
fn the_default_is_text() {
    let sandbox = sandbox();
    let output = report(&sandbox, "");
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    assert!(output.stdout.starts_with("Exception report\n════════════════\nSafe in Wendale\n\n"), "{output}");
    assert_eq!(report(&sandbox, "--format text"), output);
    assert_eq!(report(&sandbox, "-o -"), output);
}

#[test]
fn the_ending_of_the_file_names_the_format() {
    let sandbox = sandbox();
    for (ending, starts) in [
        ("txt", "Exception report\n═"),
        ("md", "# Exception report\n"),
        ("MD", "# Exception report\n"),
        ("html", "<!DOCTYPE html><html lang=\"en-GB\">"),
        ("htm", "<!DOCTYPE html><html lang=\"en-GB\">"),
        ("csv", "section,table,fact,"),
        ("json", "{\"version\":1,\"report\":\"exceptions\""),
        ("docx", "PK"),
    ] {
        let output = report(&sandbox, &format!("-o board.{ending}"));
        assert_eq!(output.to_string(), format!("exit status: 0\n----- stderr -----\nwrote board.{ending}\n"));
        let files = sandbox.files();
        let text = String::from_utf8_lossy(files.bytes(&format!("board.{ending}")));
        assert!(text.starts_with(starts), "{text}");
    }
    let output = report(&sandbox, "-o board --format markdown");
    assert_eq!((output.status, output.stderr.as_str()), (0, "wrote board\n"));
    assert!(sandbox.files().bytes("board").starts_with(b"# "));
}

#[test]
fn a_format_goes_to_standard_output_as_to_a_file() {
    let sandbox = sandbox();
    for (format, ending) in [("markdown", "md"), ("csv", "csv"), ("json", "json")] {
        let output = report(&sandbox, &format!("-o - --format {format}"));
        report(&sandbox, &format!("-o board.{ending}"));
        assert_eq!(output.stdout.as_bytes(), sandbox.files().bytes(&format!("board.{ending}")), "{format}");
    }
}

#[test]
fn a_terminal_is_not_filled_with_a_word_file() {
    assert_snapshot!(sandbox().run_and_type(&format!("report exceptions {DAY} --format docx"), ""), @"
    exit status: 2
    ----- stdout -----
    error: `docx` is no text that a terminal can show
    help: `-o FILE.docx` writes it to a file
    ");
}

#[test]
fn nothing_in_a_text_acts() {
    let sandbox = sandbox();
    assert!(report(&sandbox, "--format csv").stdout.contains(",'=SUM(A1) | train <b>everybody</b>,"));
    assert!(report(&sandbox, "--format markdown").stdout.contains("| =SUM(A1) \\| train \\<b\\>everybody\\</b\\> |"));
}

#[test]
fn an_older_file_is_replaced_and_keeps_its_permissions() {
    let sandbox = sandbox();
    sandbox.file("board.md", "an older report\n");
    let before = sandbox.files();
    assert_eq!(report(&sandbox, "-o board.md").status, 0);
    assert!(!sandbox.files().diff(&before).contains("+++ nothing"));
    let names = sandbox.names();
    assert_eq!(names.iter().filter(|name| !name.starts_with("plans/")).collect::<Vec<_>>(), ["board.md"]);
}

#[test]
fn a_file_that_cannot_be_written_is_said_with_what_to_type() {
    let sandbox = sandbox();
    sandbox.in_git();
    sandbox.file("reports/a.md", "").link("link.md", "reports/a.md");
    let before = sandbox.files();
    let said = |options: &str| {
        let output = report(&sandbox, options);
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{output}");
        output.stderr
    };
    for file in ["board", "board.odt"] {
        let said = said(&format!("-o {file}"));
        assert!(said.starts_with(&format!("error: the ending of `{file}` names no format\nhelp: end it in `.txt`, ")));
        assert!(said.ends_with(", or name one with `--format`\n"), "{said}");
    }
    assert_snapshot!(said("-o reports"), @"
    error: reports is a folder
    help: name a file in it: `-o reports/report.md`
    ");
    assert_snapshot!(said("-o none/board.md"), @"
    error: there is no folder none
    help: `mkdir -p none` makes it
    ");
    assert_snapshot!(said("-o link.md"), @"
    error: link.md is a link to reports/a.md
    help: name the file itself: `-o reports/a.md`
    ");
    assert_snapshot!(said("-o plans/wendale/plan.toml"), @"
    error: plans/wendale/plan.toml has the name of a plan file
    help: name another file: `-o plans/wendale/plan.md`
    ");
    assert_snapshot!(said("-o .git/board.md"), @"
    error: .git/board.md is in the folder in which git keeps its own files
    help: name a file in another folder
    ");
    assert_eq!(sandbox.files().diff(&before), "");
    let _socket = std::os::unix::net::UnixListener::bind(sandbox.path("socket")).expect("a socket");
    assert_snapshot!(said("-o socket"), @"
    error: socket is not a file
    help: `-o -` writes to standard output
    ");
}

#[test]
fn a_document_says_itself_that_files_are_missing_from_it() {
    let sandbox = sandbox();
    sandbox.file("plans/wendale/prevention/1/1.3.toml", "action = \n");
    sandbox.file("plans/wendale/prevention/1/1.4.toml", "lead = 3\naction = 4\n");
    let output = report(&sandbox, "-o board.md");
    assert_eq!(output.status, 1);
    assert_snapshot!(output.stderr, @"
    wrote board.md
    plans/wendale/prevention/1/1.3.toml:1:10: error[toml-syntax]: a value without quotation marks
    plans/wendale/prevention/1/1.4.toml:1:8: error[wrong-type]: `lead` should be text in quotation marks, not the number 3
    plans/wendale/prevention/1/1.4.toml:2:10: error[wrong-type]: `action` should be text in quotation marks, not the number 4
    warning: the answer leaves out what could not be read (3 problems); `vawg check` shows each in its place
    ");
    let files = sandbox.files();
    let text = String::from_utf8_lossy(files.bytes("board.md"));
    assert!(text.contains("- **Files not read:** 2\n\n2 files could not be read, or only in part."), "{text}");
}

#[test]
fn a_plan_that_was_not_asked_for_is_not_missed() {
    let sandbox = sandbox();
    sandbox.plan("other").file("plans/other/prevention/1/1.3.toml", "action = \n");
    let output = report(&sandbox, "--plan wendale");
    assert_eq!((output.status, output.stdout.contains("could not be read")), (1, false));
    assert!(report(&sandbox, "").stdout.contains("\n1 file could not be read, or only in part."));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let sandbox = sandbox();
    for number in 0..400 {
        let action = "action = \"Train everybody\"\nlead = \"Housing Manager\"\ndeadline = 2026-05-29\n";
        sandbox.file(&format!("plans/wendale/prevention/1/2.{number}.toml"), action);
    }
    for format in ["text", "markdown", "csv", "json"] {
        let output = sandbox.run_piped(&format!("report exceptions {DAY} --format {format}"), "head -c 1");
        assert_eq!((output.status, output.stderr.as_str(), output.stdout.len()), (0, "", 1), "{format}");
    }
}
