//! `vawg return`: forms out to leads, and what comes back of them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use insta::assert_snapshot;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::sandbox::{Output, Sandbox};

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// The small plan with a register, a second action of its lead that comes round, and one of another lead.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    let recurs = "recurs = { every = \"3 months\", from = 2026-03-31 }\n";
    sandbox.file(
        "plans/wendale/prevention/1/1.2.toml",
        &format!("action = \"=Meet \\\"survivors\\\"\"\n\nlead = \"HM\"\n\n{recurs}"),
    );
    let police = "action = \"Train every desk\"\n\nlead = \"Police\"\n\ndeadline = 2026-06-01\n";
    sandbox.file("plans/wendale/prevention/1/1.3.toml", police);
    sandbox.file("plans/wendale/parties.toml", "[[party]]\nname = \"Housing Manager\"\naliases = [\"HM\"]\n");
    sandbox
}

fn run(sandbox: &Sandbox, line: &str) -> Output {
    sandbox.run(&format!("return {line} --as-of 2026-06-30"))
}

/// Runs a command, and shows it with what it changes.
fn changed(sandbox: &Sandbox, line: &str) -> String {
    let before = sandbox.files();
    let output = run(sandbox, line);
    format!("{output}{}", sandbox.files().diff(&before))
}

/// The form of the Housing Manager as text, with some of its lines replaced.
fn text_form(sandbox: &Sandbox, file: &str, answers: &[(&str, usize, &str)]) {
    let form = run(sandbox, "new --lead HM").stdout;
    let mut seen = std::collections::BTreeMap::new();
    let lines = form.lines().map(|line| {
        let number = seen.entry(line.to_owned()).or_insert(0);
        *number += 1;
        let answer = answers.iter().find(|(heading, which, _)| line == *heading && *which == *number);
        answer.map_or_else(|| line.to_owned(), |(heading, _, answer)| format!("{heading} {answer}"))
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    sandbox.file(file, &text);
}

/// The rows of the form in a workbook, from its heads on.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let range = workbook.worksheet_range("Return").expect("the form");
    let rows = range.rows().map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>());
    rows.skip_while(|row| !row.iter().any(|cell| cell == "Code")).collect()
}

/// A value that somebody puts into a cell.
enum Put {
    Text(&'static str),
    Day(u16, u8, u8),
    Number(f64),
}

/// A workbook as another program would save it: the rows in the opposite order, the columns too, another one first.
fn saved(rows: &[Vec<String>], put: &[(&str, &str, Put)]) -> Vec<u8> {
    let (heads, body) = rows.split_first().expect("heads");
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Notes").expect("a sheet").write_string(0, 0, "Mine").expect("a cell");
    let sheet = workbook.add_worksheet().set_name("Sheet 7").expect("a sheet");
    sheet.write_string(0, 0, "Our notes").expect("a cell");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (head, column) in heads.iter().rev().zip(1..) {
        sheet.write_string(0, column, head).expect("a cell");
        for (row, number) in body.iter().rev().zip(1..) {
            let place = heads.iter().position(|known| known == head).expect("a head");
            let reference = heads.iter().position(|known| known == "Ref").expect("references");
            let answer = put.iter().find(|(about, question, _)| row[reference] == *about && head == question);
            match answer.map(|(_, _, put)| put) {
                None => sheet.write_string(number, column, &row[place]),
                Some(Put::Text(text)) => sheet.write_string(number, column, *text),
                Some(Put::Number(value)) => sheet.write_number(number, column, *value),
                Some(Put::Day(year, month, of)) => {
                    let value = ExcelDateTime::from_ymd(*year, *month, *of).expect("a day");
                    sheet.write_datetime_with_format(number, column, value, &day)
                }
            }
            .expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_form_tells_how_actions_stand_and_asks_what_is_new() {
    let sandbox = sandbox();
    assert_snapshot!(run(&sandbox, "new --lead HM --format text --by 2026-07-14"), @r#"
    exit status: 0
    ----- stdout -----
    Return of Housing Manager
    Safe in Wendale

    - Please fill this in and send it back by 14 July 2026.
    - Answer only where something is new; what you leave empty stays as it
      is.
    - New status: one of: Not started, In progress, On hold, Complete,
      Withdrawn.
    - New rating: one of: Red, Amber, Green; red and amber need a word on
      progress.
    - Progress since last time: what has happened, and what happens next.
    - New deadline: only where it has to move: a day such as 1 July 2026, or
      a month; say why in `Why the deadline moves`.
    - Please leave `Code` as it is: your answers find their way back by it.

    Plan: wendale
    Partnership: Wendale Partnership
    Judged as of: 30 June 2026
    Read from: files that are not kept in git

    === 1.1 Publish the referral pathways
        Deadline: 30 September 2026
        Status: In progress
        Rating: GREEN, sufficient progress made to achieve the deadline
        Last update, 2 June 2026: First draft agreed with the refuges

    [Code wendale:1.1#1-5c21ccb2-3917]
    New status:
    New rating:
    Progress since last time:
    New deadline:
    Why the deadline moves:

    === 1.2 =Meet "survivors"
        Deadline: every 3 months: turn of 31 March 2026
        Status: Not started
        Rating: RED, deadline passed and action incomplete: 91 days overdue

    [Code wendale:1.2#0-9d651d8f-6bf3]
    New status:
    New rating:
    Progress since last time:

    === End
    "#);
}

#[test]
fn an_untouched_form_changes_nothing() {
    let sandbox = sandbox();
    run(&sandbox, "new --lead HM -o form.xlsx");
    text_form(&sandbox, "form.txt", &[]);
    assert_snapshot!(changed(&sandbox, "apply form.xlsx form.txt"), @"
    exit status: 0
    ----- stderr -----
    form.xlsx: 2 actions, nothing new is answered, 2 left as they are
    form.txt: 2 actions, nothing new is answered, 2 left as they are
    nothing was changed
    ");
}

/// A reply to an e-mail in which both actions are answered, in git.
fn answered() -> Sandbox {
    let sandbox = sandbox();
    let answers = [
        ("New rating:", 1, "AMBER"),
        ("Progress since last time:", 1, "Two refuges disagree.\nWe meet on 3 July."),
        ("New deadline:", 1, "31/10/2026"),
        ("Why the deadline moves:", 1, "The refuges need to agree first"),
        ("New status:", 2, "complete"),
        ("Progress since last time:", 2, "Met eleven survivors"),
    ];
    text_form(&sandbox, "form.txt", &answers);
    let text = String::from_utf8_lossy(sandbox.files().bytes("form.txt")).into_owned();
    let quoted: Vec<_> = text.lines().map(|line| format!("> {line}\r\n").replace("> We meet", "We meet")).collect();
    let reply = format!("Dear all,\r\n\r\nsee below.\r\n\r\n{}\r\n-- \r\nAnn\r\n", quoted.concat());
    sandbox.file("reply.txt", &reply).in_git();
    sandbox
}

#[test]
fn an_answered_e_mail_becomes_updates_and_a_commit() {
    let sandbox = answered();
    assert_snapshot!(changed(&sandbox, "apply reply.txt --yes"), @r#"
    exit status: 0
    ----- stdout -----
    1.1: rated amber; deadline moved from 30 September 2026 to 31 October 2026, +31 days; two refuges disagree (GREEN → AMBER: progress slow, giving concern about the deadline)
    1.2: turn of 31 March 2026 completed, the next is 30 June 2026; met eleven survivors (RED → UNRATED: no progress has been reported)
    ----- stderr -----
    reply.txt: 2 actions, 2 answered
    committed as [COMMIT]; `vawg undo` takes it back
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -4,3 +4,3 @@

    -deadline = 2026-09-30
    +deadline = 2026-10-31

    @@ -15 +15,12 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Housing Manager"
    +rag = "amber"
    +note = """
    +Two refuges disagree.
    +We meet on 3 July.
    +
    +The deadline moves: The refuges need to agree first"""
    +deadline_was = 2026-09-30
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -5 +5,8 @@
     recurs = { every = "3 months", from = 2026-03-31 }
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Housing Manager"
    +status = "complete"
    +note = "Met eleven survivors"
    +occurrence = 2026-03-31
    "#);
    assert_snapshot!(sandbox.git("log -1 --format=%B").stdout, @"
    Return of Housing Manager: 1.1, 1.2

    1.1: rated amber; deadline moved from 30 September 2026 to 31 October 2026, +31 days; two refuges disagree
    1.2: turn of 31 March 2026 completed, the next is 30 June 2026; met eleven survivors

    Plan: wendale
    Ref: 1.1
    Ref: 1.2
    Returned-by: Housing Manager
    ");
}

#[test]
fn an_answer_is_recorded_once() {
    let sandbox = answered();
    run(&sandbox, "apply reply.txt --yes");
    assert_snapshot!(changed(&sandbox, "apply reply.txt --yes"), @"
    exit status: 0
    ----- stderr -----
    reply.txt: 2 actions, nothing new is answered, 2 recorded already
    nothing was changed
    ");
    let later = sandbox.run("return apply reply.txt form.txt --yes --as-of 2026-07-20");
    assert_snapshot!(later, @"
    exit status: 0
    ----- stderr -----
    reply.txt: 2 actions, nothing new is answered, 2 recorded already
    form.txt: 2 actions, nothing new is answered, 2 left as they are
    nothing was changed
    ");
    let status = run(&sandbox, "status --format markdown").stdout;
    let table: Vec<_> = status.lines().filter(|line| line.starts_with('|')).collect();
    assert_snapshot!(table.join("\n"), @"
    | Lead | Return | Actions | Answered | Last heard of | Not answered |
    | --- | --- | ---: | ---: | --- | --- |
    | Police | none | 1 | 0 |  | 1.3 |
    | Housing Manager | whole | 2 | 2 | 30 June 2026 |  |
    ");
    let owed = sandbox.run("return status --since 2026-07-01 --as-of 2026-07-20").stdout;
    assert!(owed.contains("2 of 2 leads have not answered."), "{owed}");
}

#[test]
fn a_workbook_is_read_however_it_was_saved() {
    let sandbox = sandbox();
    run(&sandbox, "new --lead HM -o form.xlsx");
    let form = rows(sandbox.files().bytes("form.xlsx"));
    let answers = [
        ("1.1", "New status", Put::Text("on HOLD")),
        ("1.1", "New rating", Put::Text(" Red ")),
        ("1.1", "Progress since last time", Put::Text("=1+1 \u{200e}is\u{a0}text")),
        ("1.1", "New deadline", Put::Day(2026, 12, 1)),
        ("1.2", "Progress since last time", Put::Text("–")),
    ];
    sandbox.bytes("back.xlsx", &saved(&form, &answers));
    assert_snapshot!(changed(&sandbox, "apply back.xlsx --yes --by 'Ann Lee, for the Housing Manager' --date 2026-06-29"), @r#"
    exit status: 0
    ----- stdout -----
    1.1: put on hold; rated red; deadline moved from 30 September 2026 to 1 December 2026, +62 days; =1+1 is text (GREEN → RED: insufficient progress to achieve the deadline)
    ----- stderr -----
    back.xlsx: 2 actions, 1 answered, 1 left as they are
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -4,3 +4,3 @@

    -deadline = 2026-09-30
    +deadline = 2026-12-01

    @@ -15 +15,9 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-29
    +by = "Ann Lee, for the Housing Manager"
    +status = "on-hold"
    +rag = "red"
    +note = "=1+1 is text"
    +deadline_was = 2026-09-30
    "#);
    let days = [("1.1", "New deadline", Put::Number(46_357.0))];
    sandbox.bytes("days.xlsx", &saved(&form, &days));
    assert_snapshot!(run(&sandbox, "apply days.xlsx"), @"
    exit status: 0
    ----- stderr -----
    days.xlsx: 2 actions, nothing new is answered, 1 recorded already, 1 left as they are
    nothing was changed
    ");
}

#[test]
fn what_has_changed_meanwhile_stops_an_answer() {
    let sandbox = sandbox();
    let answers = [("New rating:", 1, "green"), ("Progress since last time:", 2, "Met them")];
    text_form(&sandbox, "form.txt", &answers);
    sandbox.run("update 1.1 --rag red --note 'The printer is broken.' --by Police --as-of 2026-06-30");
    assert_snapshot!(changed(&sandbox, "apply form.txt --yes"), @r#"
    exit status: 2
    ----- stderr -----
    error: form.txt, line 27 (1.1): 1 update has come in since the form was made: 30 June 2026, Police: red, "the printer is broken"
    help: compare the two; `--anyway` adds the answer all the same, `--skip` leaves the row out
    error: 1 answer cannot be taken up, so that nothing was changed
    "#);
    assert_snapshot!(run(&sandbox, "apply form.txt --yes --skip --dry-run"), @r#"
    exit status: 0
    ----- stdout -----
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -3,3 +3,8 @@
     lead = "HM"
     
     recurs = { every = "3 months", from = 2026-03-31 }
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Housing Manager"
    +note = "Met them"
    ----- stderr -----
    left out: form.txt, line 27 (1.1): 1 update has come in since the form was made: 30 June 2026, Police: red, "the printer is broken"
    help: compare the two; `--anyway` adds the answer all the same, `--skip` leaves the row out
    form.txt: 2 actions, 1 answered
    "#);
    assert_snapshot!(run(&sandbox, "apply form.txt --anyway"), @"
    exit status: 2
    ----- stderr -----
    form.txt: 2 actions, 2 answered
    1.1: rated green (RED → GREEN: sufficient progress made to achieve the deadline)
    1.2: met them (RED as before: deadline passed and action incomplete: 91 days overdue)
    error: 2 actions would change as above
    help: `--yes` changes them, `--dry-run` shows the difference
    ");
    sandbox.run("update 1.2 --lead Police --as-of 2026-06-30");
    assert_snapshot!(run(&sandbox, "apply form.txt --yes"), @r#"
    exit status: 2
    ----- stderr -----
    error: form.txt, line 27 (1.1): 1 update has come in since the form was made: 30 June 2026, Police: red, "the printer is broken"
    help: compare the two; `--anyway` adds the answer all the same, `--skip` leaves the row out
    error: form.txt, line 39 (1.2): its lead, its deadline or its log was changed since the form was made: the lead is now Police, the deadline every 3 months from 2026-03-31
    help: compare the two; `--anyway` adds the answer all the same, `--skip` leaves the row out
    error: 2 answers cannot be taken up, so that nothing was changed
    "#);
}

#[test]
fn every_answer_that_cannot_be_taken_up_is_named() {
    let sandbox = sandbox();
    run(&sandbox, "new --lead HM -o form.xlsx");
    let mut form = rows(sandbox.files().bytes("form.xlsx"));
    let code = form[0].iter().position(|head| head == "Code").expect("codes");
    let mut stranger = form[1].clone();
    stranger[code] = stranger[code].replace("1.1#", "1.3#");
    let mut fresh = form[1].clone();
    (fresh[0], fresh[code]) = ("1.9".to_owned(), String::new());
    let mut swapped = form[1].clone();
    swapped[0] = "1.2".to_owned();
    stranger[0] = "x".to_owned();
    form.extend([stranger, fresh, swapped]);
    let answers = [
        ("1.1", "New rating", Put::Text("Red")),
        ("1.2", "New status", Put::Text("nearly")),
        ("1.2", "New deadline", Put::Text("soon")),
        ("x", "New rating", Put::Text("Green")),
        ("1.9", "Progress since last time", Put::Text("A new action")),
    ];
    sandbox.bytes("back.xlsx", &saved(&form, &answers));
    assert_snapshot!(changed(&sandbox, "apply back.xlsx --yes"), @"
    exit status: 2
    ----- stderr -----
    error: back.xlsx, Sheet 7, row 2: the row is that of 1.2, and its `Code` that of 1.1
    help: was only a part of the sheet sorted? Put the code right, or take the answer down by `vawg update`
    error: back.xlsx, Sheet 7, row 3: an answer stands without a code
    help: copy the code of its action from the form that went out; a new action is for `vawg new action`
    error: back.xlsx, Sheet 7, row 4: `wendale:1.3#1-5c21ccb2-3917` is not a code that a form was made with
    help: copy the code of its action from the form that went out
    error: back.xlsx, Sheet 7, row 5 (1.2): New status: `nearly` is no status
    help: write one of: Not started, In progress, On hold, Complete, Withdrawn
    error: back.xlsx, Sheet 7, row 5 (1.2): New deadline: `soon` is not one day, month or year for certain
    help: write it as 1 July 2026, July 2026 or 2026/27, with anything else in `Why the deadline moves`
    error: back.xlsx, Sheet 7, row 6 (1.1): a red rating without a word on progress says that something is wrong and not what
    help: ask the lead, and write the answer into `Progress since last time`
    error: 6 answers cannot be taken up, so that nothing was changed
    ");
}

#[test]
fn what_a_text_holds_is_data() {
    let sandbox = sandbox();
    text_form(&sandbox, "form.txt", &[("Progress since last time:", 1, "\u{1b}[2J\u{202e}gone")]);
    assert_snapshot!(changed(&sandbox, "apply form.txt --yes"), @"
    exit status: 2
    ----- stderr -----
    error: form.txt, line 27 (1.1): the text of `--note` holds the control character U+001B
    help: take it out; a plan holds plain text
    error: 1 answer cannot be taken up, so that nothing was changed
    ");
    let note = "[[update]]\ndate = 2020-01-01\nrag = \"green\"\"\"\"\\u0041";
    text_form(&sandbox, "form.txt", &[("Progress since last time:", 1, note)]);
    assert_snapshot!(changed(&sandbox, "apply form.txt --yes"), @r#"
    exit status: 0
    ----- stdout -----
    1.1: [[update]] date = 2020-01-01 rag = "green""""\u0041 (GREEN as before: sufficient progress made to achieve the deadline)
    ----- stderr -----
    form.txt: 2 actions, 1 answered, 1 left as they are
    there is no audit trail: plans is in no git repository; `git init` makes one
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,9 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +by = "Housing Manager"
    +note = '''
    +[[update]]
    +date = 2020-01-01
    +rag = "green""""\u0041'''
    "#);
    assert_eq!(sandbox.run("check --as-of 2026-06-30 --format short").status, 0);
}

#[test]
fn a_file_that_is_no_form_says_what_to_do() {
    let sandbox = sandbox();
    sandbox.bytes("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").file("print.pdf", "%PDF-1.7");
    sandbox.bytes("broken.xlsx", b"PK\x03\x04nothing").file("letter.txt", "Dear all,\nwe have done nothing.\n");
    sandbox.bytes("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let files = "old.xls print.pdf broken.xlsx letter.txt picture.png none.xlsx plans";
    assert_snapshot!(run(&sandbox, &format!("apply {files}")), @"
    exit status: 2
    ----- stderr -----
    error: old.xls: this is a file of an old Office program, which cannot be read here
    help: open it in the program that wrote it, and save it as `.docx` or `.xlsx`
    error: print.pdf: this is a PDF, which cannot be read here
    help: ask for the Word file it was made from; or open it in Word, check its tables, and save it as `.docx`
    error: broken.xlsx: this is a zip file, which cannot be read here
    help: unpack it, and import the document that is in it
    error: letter.txt: there is no return form in it: no action has its code
    help: `vawg return new` makes a form; the column `Code` has to come back with it
    error: picture.png: this is a picture, which cannot be read here
    help: type its tables into a Word document or a spreadsheet, and import that
    error: cannot read none.xlsx: no such file or directory
    error: plans is a folder
    help: name the forms in it: `plans/*.xlsx`
    ");
}

#[test]
fn a_form_that_somebody_may_have_filled_in_is_never_replaced() {
    let sandbox = sandbox();
    assert_snapshot!(changed(&sandbox, "new --all-leads --format text -o returns").lines().take(6).collect::<Vec<_>>().join("\n"), @"
    exit status: 0
    ----- stderr -----
    return-housing-manager.txt: Housing Manager, 2 actions
    return-police.txt: Police, 1 action
    wrote 2 forms to returns
    --- nothing
    ");
    assert_eq!(changed(&sandbox, "new --all-leads --format text -o returns").lines().next(), Some("exit status: 0"));
    sandbox.file("returns/return-police.txt", "filled in");
    assert_snapshot!(changed(&sandbox, "new --all-leads --format text -o returns"), @"
    exit status: 2
    ----- stderr -----
    error: returns/return-police.txt is there already, and something else is in it
    help: it may be filled in: name another place by `-o`, or move returns/return-police.txt away
    ");
    assert_snapshot!(run(&sandbox, "new --lead Police -o returns/return-police.txt"), @"
    exit status: 2
    ----- stderr -----
    error: returns/return-police.txt is there already, and something else is in it
    help: it may be filled in: name another place by `-o`, or move returns/return-police.txt away
    ");
    assert_snapshot!(run(&sandbox, "new --lead Polcie -o form.xlsx"), @"
    exit status: 2
    ----- stderr -----
    error: no lead called `Polcie` has an open action
    help: did you mean `Police`?
    ");
    assert_snapshot!(run(&sandbox, "new --all-leads"), @"
    exit status: 2
    ----- stderr -----
    error: the forms need a folder
    help: `-o returns` names it
    ");
    assert_snapshot!(run(&sandbox, "new --lead Police --by 2026-06-01 -o form.xlsx"), @"
    exit status: 2
    ----- stderr -----
    error: --by: 1 June 2026 is past, so that nobody can answer by then
    ");
}

#[test]
fn the_same_form_has_the_same_bytes_and_no_formula() {
    let sandbox = sandbox();
    run(&sandbox, "new --lead HM -o one.xlsx");
    run(&sandbox, "new --lead HM -o two.xlsx");
    let files = sandbox.files();
    assert_eq!(files.bytes("one.xlsx"), files.bytes("two.xlsx"));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(files.bytes("one.xlsx").to_vec())).expect("a workbook");
    assert!(workbook.worksheet_formula("Return").expect("the form").is_empty());
    assert!(rows(files.bytes("one.xlsx")).iter().flatten().any(|cell| cell == "=Meet \"survivors\""));
    assert!(String::from_utf8_lossy(files.bytes(ACTION)).contains("Publish the referral pathways"));
}
