//! Little that is asked, and much that it would take: each is answered, or refused by a bound that the message names.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::outputs::{DAY, SAID};
use crate::any_input::{OBJECTIVE, assert_harmless};
use crate::sandbox::Sandbox;

/// A megabyte in one note, less what else is in the file.
#[test]
fn a_note_as_long_as_a_file_may_be_is_borne_by_every_answer() {
    let mut sandbox = Sandbox::with_plan("wendale");
    let note = "=1+1 <b>word</b> ".repeat(50_000);
    let update = |note: &str| {
        format!(
            "action = \"Long\"\nlead = \"Housing Manager\"\ndeadline = 2026-05-01\n\n[[update]]\ndate = 2026-06-01\nrag = \"red\"\nnote = \"{note}\"\n"
        )
    };
    sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), &update("short"));
    sandbox.commit("2026-06-01", "Short");
    sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), &update(&note));
    sandbox.commit("2026-06-02", "Long");
    for (line, _) in SAID.iter().filter(|(line, _)| !line.contains("p1:") && !line.contains("p0:")) {
        let line = line.replace("{all}", "1.2");
        let output = sandbox.run(&format!("{line} {DAY}"));
        assert!(matches!(output.status, 0 | 1), "{line}: {:.300}", output.stderr);
        assert!(!output.stdout.is_empty(), "{line}");
    }
}

#[test]
fn a_file_of_so_many_updates_as_it_may_hold_is_read() {
    let sandbox = Sandbox::with_plan("wendale");
    let mut text = "action = \"Busy\"\nlead = \"Housing Manager\"\ndeadline = 2026-09-30\n".to_owned();
    for _ in 0..30_000 {
        text += "[[update]]\ndate = 2026-06-01\n";
    }
    sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), &text);
    for line in ["check", "list --format json", "show 1.2", "status", "log", "report exceptions"] {
        let output = sandbox.run(&format!("{line} {DAY}"));
        assert!(!output.stderr.contains("panicked"), "{line}: {:.300}", output.stderr);
    }
}

#[test]
fn a_filter_is_as_deep_as_it_is_told_and_no_deeper() {
    let sandbox = Sandbox::with_plan("wendale");
    let deep = 40_000;
    for (filter, status) in [
        (format!("{}a{}", "(".repeat(deep), ")".repeat(deep)), 2),
        ("(".repeat(deep), 2),
        (format!("{}a", "not ".repeat(deep / 2)), 2),
        (format!("{}a", "-".repeat(deep)), 2),
        (vec!["a"; 5_000].join(" or "), 2),
        ("a".repeat(100_000), 2),
        (format!("due<{}", "9".repeat(50_000)), 2),
        (format!("due<today+{}d", "9".repeat(300)), 2),
        ("due<today+999999999999999999d".to_owned(), 2),
        (format!("ref:{}", "*".repeat(50_000)), 2),
    ] {
        let output = sandbox.run(&format!("list {DAY} -- '{filter}'"));
        assert!(output.stderr.len() < 5_000, "{:.60}: {} bytes of talk", filter, output.stderr.len());
        assert!([0, status].contains(&output.status), "{:.60}: {:.300}", filter, output.stderr);
    }
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("a text");
    }
    archive.finish().expect("a ZIP").into_inner()
}

/// Names in a document lead nowhere, since nothing of it is unpacked.
#[test]
fn a_document_is_read_and_never_unpacked() {
    let sandbox = Sandbox::new();
    let bomb = " ".repeat((200 << 20) + 1);
    let entity = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>";
    for (name, main) in [("evil.docx", "word/document.xml"), ("evil.xlsx", "xl/workbook.xml")] {
        for (what, text) in [("a bomb", bomb.as_str()), ("an entity", entity)] {
            let parts =
                [("../../evil", "x"), ("/evil", "x"), ("C:\\evil", "x"), ("evil/../../evil", "x"), (main, text)];
            sandbox.bytes(name, &zipped(&parts));
            let before = sandbox.files();
            let output = sandbox.run(&format!("import {name} --into plans/evil {DAY}"));
            assert_eq!(output.status, 2, "{name}, {what}: {output}");
            assert_harmless(&output.stderr, name);
            assert!(!output.stderr.contains("root:"), "{name}, {what}: {output}");
            assert_eq!(sandbox.files().diff(&before), "", "{name}, {what}");
        }
    }
}

/// Two parts of one name are read by some programs as the first and by others as the last; parts in parts are not read.
#[test]
fn a_document_that_can_be_read_in_two_ways_is_not_read() {
    let sandbox = Sandbox::new();
    let document = |text: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |one: &str, other: &str| format!("<w:tr>{}{}</w:tr>", cell(one), cell(other));
        format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>{}{}</w:tbl></w:body></w:document>",
            row("Action", "Lead"),
            row(text, "Housing Manager")
        )
    };
    let (one, other) = (document("Train"), document("Harm"));
    let name = "word/document.xml";
    let mut same = zipped(&[(name, &one), ("word/documant.xml", &other)]);
    let places: Vec<_> = same.windows(17).enumerate().filter(|(_, part)| *part == b"word/documant.xml").collect();
    let places: Vec<_> = places.into_iter().map(|(place, _)| place).collect();
    for place in places {
        same[place..place + 17].copy_from_slice(name.as_bytes());
    }
    let inner = zipped(&[(name, &one)]);
    let nested: String = inner.iter().map(|byte| char::from(*byte)).collect();
    for (what, bytes, said) in [
        ("the same", same, "two of its parts have the same name"),
        ("other case", zipped(&[(name, &one), ("WORD/Document.xml", &other)]), "two of its parts have the same name"),
        (
            "other slash",
            zipped(&[(name, &one), ("/word\\document.xml", &other)]),
            "two of its parts have the same name",
        ),
        ("nested", zipped(&[(name, &nested)]), "is not sound XML"),
    ] {
        sandbox.bytes("evil.docx", &bytes);
        let output = sandbox.run(&format!("import evil.docx --into plans/evil {DAY}"));
        assert_eq!(output.status, 2, "{what}: {output}");
        assert!(output.stderr.contains(said), "{what}: {output}");
        assert_harmless(&output.stderr, what);
    }
    sandbox.bytes("evil.docx", &zipped(&[(name, &one)]));
    assert_eq!(sandbox.run(&format!("import evil.docx --into plans/good --dry-run {DAY}")).status, 0);
}

/// Twenty thousand parts are more than any document has, also where they lie over each other.
#[test]
fn a_document_of_too_many_parts_is_refused_before_they_are_read() {
    let sandbox = Sandbox::new();
    let names: Vec<_> = (0..20_001).map(|number| format!("word/{number}.xml")).collect();
    let parts = names.iter().map(|name| (name.as_str(), ""));
    let parts: Vec<_> = std::iter::once(("word/document.xml", "<x/>")).chain(parts).collect();
    sandbox.bytes("evil.docx", &zipped(&parts));
    let output = sandbox.run(&format!("import evil.docx --into plans/evil {DAY}"));
    assert_eq!(output.status, 2, "{output}");
    assert!(output.stderr.contains("more than 20,000 parts"), "{output}");
}

/// A file that is also elsewhere is read as any other; who changes it here changes only what is here.
#[cfg(unix)]
#[test]
fn a_hard_link_leads_nowhere() {
    let sandbox = Sandbox::with_plan("wendale");
    let text = "action = \"Linked\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-09-30\n";
    sandbox.file("outside.toml", text);
    let place = format!("{OBJECTIVE}/1.2.toml");
    std::fs::hard_link(sandbox.path("outside.toml"), sandbox.path(&place)).expect("a link");
    assert!(sandbox.run(&format!("list {DAY}")).answer().contains("Linked"));
    let output = sandbox.run(&format!("update 1.2 --rag amber --note x --no-commit {DAY}"));
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(sandbox.files().bytes("outside.toml"), text.as_bytes());
    assert!(String::from_utf8_lossy(sandbox.files().bytes(&place)).contains("amber"));
}
