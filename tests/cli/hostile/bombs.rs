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
    let bomb = " ".repeat(200 << 20);
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
