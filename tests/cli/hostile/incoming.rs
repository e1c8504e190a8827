//! Every attack in what comes from others: forms that came back, and documents that are imported, their names too.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::outputs::{DAY, numbered, tokens, with_number};
use super::readers::Format;
use crate::any_input::{OBJECTIVE, acts_on_terminals, assert_harmless};
use crate::sandbox::Sandbox;

/// Every attack with its token.
fn texts() -> Vec<String> {
    // Between lines, since words at the ends of a text are read for dates and the like.
    numbered().into_iter().map(|(number, text)| with_number(text, 0, number)).collect()
}

/// A cell of CSV.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace('\0', ""))
}

/// The attacks whose texts stand in the answer of `list`, by their numbers; nothing in it acts.
fn listed(sandbox: &Sandbox) -> BTreeSet<usize> {
    let said = sandbox.run(&format!("list --format json {DAY}")).stdout;
    assert_harmless(&said, "list --format json");
    let answer: Value = serde_json::from_str(&said).expect("JSON");
    tokens(&answer.to_string()).map(|(_, _, number)| number).collect()
}

#[test]
fn what_comes_back_in_a_form_is_only_text() {
    let sandbox = Sandbox::with_plan("wendale");
    let texts = texts();
    for number in 0..texts.len() {
        let text = "action = \"Ask\"\nlead = \"Housing Manager\"\ndeadline = 2026-09-30\n";
        sandbox.file(&format!("{OBJECTIVE}/2.{number}.toml"), text);
    }
    sandbox.in_git();
    let form = sandbox.run(&format!("return new --lead 'Housing Manager' --format text {DAY}")).stdout;
    let codes: Vec<_> = form.lines().filter_map(|line| line.strip_prefix("[Code ")?.strip_suffix(']')).collect();
    let codes: Vec<_> = codes.into_iter().filter(|code| code.contains(":2.")).collect();
    assert_eq!(codes.len(), texts.len());
    let mut reply = "Code,Progress since last time,New status\n".to_owned();
    for (code, text) in codes.iter().zip(&texts) {
        writeln!(reply, "{code},{},In progress", cell(text)).expect("a text takes all");
    }
    let name = "<b>[x](javascript:alert(1))\u{1b}[2J::set-output @evil.csv";
    sandbox.file(name, &reply);
    let before = sandbox.names();
    for more in ["--dry-run", "--yes --skip"] {
        let output = sandbox.run(&format!("return apply '{name}' {more} {DAY}"));
        assert!(matches!(output.status, 0..=2), "{output}");
        assert_harmless(&output.stdout, more);
        assert_harmless(&output.stderr, more);
    }
    assert_eq!(
        sandbox.names().iter().filter(|name| !name.starts_with(".git/")).count(),
        before.iter().filter(|name| !name.starts_with(".git/")).count()
    );
    let said = sandbox.git("log -1 --format=%B").stdout;
    assert!(!said.contains(acts_on_terminals), "{said:?}");
    let trailers = sandbox.git("log -1 --format=%(trailers)").stdout;
    let own = |line: &str| {
        ["Plan: wendale", "Ref: 2.", "Returned-by: Housing Manager"].iter().any(|own| line.starts_with(own))
    };
    assert!(trailers.lines().filter(|line| !line.is_empty()).all(own), "{trailers}");
    assert_eq!(sandbox.git("log -1 --format='%an %ae'").stdout, "Robin Field robin@wendale.example\n");
    let refused = texts.len() - listed(&sandbox).len();
    assert!(refused < 12, "{refused} answers were refused");
    assert_eq!(sandbox.run(&format!("check --format short {DAY}")).stdout.matches("[control-character]").count(), 0);
}

#[test]
fn what_is_imported_is_only_text() {
    let texts = texts();
    let mut table = "Action,Lead,Deadline,Progress\n".to_owned();
    for text in &texts {
        writeln!(table, "{0},{0},2027-01-01,{0}", cell(text)).expect("a text takes all");
    }
    let names = [
        "plan.csv",
        "<b>[x](javascript:alert(1)) | y @evil.csv",
        "x\n\nCo-authored-by: Evil <evil@evil.example>\n\u{1b}[31m.csv",
        "--output=evil.csv",
        "$(touch evil).csv",
    ];
    for (number, name) in names.into_iter().enumerate() {
        let sandbox = Sandbox::new();
        sandbox.file(name, &table).in_git();
        let plan = format!("plans/p{number}");
        let output = sandbox.run(&format!("import --into {plan} {DAY} -- '{name}'"));
        assert_eq!(output.status, 0, "{output}");
        assert_harmless(&output.stdout, name);
        assert_harmless(&output.stderr, name);
        let new = sandbox.names();
        let new: Vec<_> = new.iter().filter(|file| !file.starts_with(".git/") && *file != name).collect();
        assert!(new.iter().all(|file| file.starts_with(&plan)), "{new:?}");
        let trailers = sandbox.git("log -1 --format=%(trailers)").stdout;
        assert_eq!(trailers.trim(), format!("Plan: p{number}"), "{name}");
        assert!(!sandbox.git("log -1 --format=%B").stdout.contains(acts_on_terminals), "{name}");
        let files = sandbox.files();
        let report = files.bytes(&format!("{plan}/import-report.md"));
        assert_harmless(&String::from_utf8_lossy(report), "import-report.md");
        let found = Format::Markdown.read(report);
        assert_eq!(found.links, [] as [&str; 0], "{name}");
        let odd = found.shape.iter().filter(|part| part.starts_with('<') && !part.starts_with("<br"));
        assert_eq!(odd.collect::<Vec<_>>(), [] as [&str; 0], "{name}");
        assert_eq!(listed(&sandbox).len(), texts.len(), "{name}");
    }
}
