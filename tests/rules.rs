//! The table of rules: every example is a plan on disk, read and judged as `vawg check` does it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vawg::diagnostic::{Diagnostic, Finding};
use vawg::model::{Date, Judge};
use vawg::rules::{self, ALL, BASE, Check, Example};
use vawg::store::{self, Root};

/// The day on which the examples are judged.
const DAY: &str = "2026-06-30";

#[test]
fn the_table_is_in_the_order_of_names_and_each_name_is_new() {
    let names: Vec<_> = ALL.iter().map(|rule| rule.name.0).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

#[test]
fn names_are_words_in_small_letters_with_hyphens() {
    for rule in ALL {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(rule.name.0.split('-').all(is_word), "{}", rule.name);
    }
}

#[test]
fn every_file_of_the_rules_is_in_the_table() {
    const OTHERS: [&str; 4] = ["example", "mod", "part", "texts"];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the rules")
        .map(|entry| entry.expect("a file").path().file_stem().expect("a name").to_string_lossy().replace('_', "-"))
        .filter(|name| !OTHERS.contains(&name.as_str()))
        .collect();
    files.sort_unstable();
    assert_eq!(files, ALL.iter().map(|rule| rule.name.0.to_owned()).collect::<Vec<_>>());
}

#[test]
fn the_reasons_are_sentences() {
    for rule in ALL {
        for text in [rule.summary, rule.why] {
            assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.name);
        }
        assert!(rule.summary.len() <= 110, "{}: a summary is one short sentence", rule.name);
    }
}

#[test]
fn nothing_is_wrong_with_the_plan_that_examples_begin_with() {
    assert_eq!(said(&Example::files(&[])), "");
}

#[test]
fn a_good_example_is_clean_under_every_rule() {
    for rule in ALL {
        assert_eq!(said(&rule.good), "", "the good example of {}", rule.name);
    }
}

#[test]
fn a_bad_example_breaks_its_rule_and_no_other() {
    for rule in ALL {
        let (_kept, root) = on_disk(&rule.bad);
        let found = problems(&root);
        assert!(!found.is_empty(), "{} is silent about its bad example", rule.name);
        for problem in found {
            assert_eq!(problem.rule, rule.name, "in the bad example of {}: {}", rule.name, problem.message);
            assert_eq!(problem.severity, rule.level, "{}", rule.name);
            assert_eq!(problem.timed, matches!(rule.check, Check::Timed(_)), "{}", rule.name);
            assert!(problem.help.is_some(), "{} does not say what to do", rule.name);
        }
    }
}

#[test]
fn each_rule_says_what_is_wrong_and_what_to_do() {
    for rule in ALL {
        insta::with_settings!({ description => rule.summary, omit_expression => true, snapshot_path => "snapshots/rules", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rule.name.0, said(&rule.bad));
        });
    }
}

/// Every problem of an example in words, with its place, its help and the other places that it names.
fn said(example: &Example) -> String {
    let (_kept, root) = on_disk(example);
    let mut text = String::new();
    for finding in store::findings(&root, problems(&root)) {
        line(&finding, &root, &mut text);
    }
    text
}

fn line(finding: &Finding, root: &Root, text: &mut String) {
    let (problem, folder) = (&finding.diagnostic, format!("{}/", root.folder().display()));
    let at = |site: &vawg::diagnostic::Site| {
        let (start, path) = (site.start(), site.path.replace(&folder, ""));
        format!("{path}:{}:{}", start.line, start.column)
    };
    let severity = problem.severity.word();
    writeln!(text, "{}: {severity}[{}]: {}", at(&finding.site), problem.rule, problem.message).expect("a text grows");
    for (site, what) in &finding.also {
        writeln!(text, "  also: {}: {what}", at(site)).expect("a text grows");
    }
    writeln!(text, "  help: {}", problem.help.as_deref().unwrap_or_default()).expect("a text grows");
}

fn problems(root: &Root) -> Vec<Diagnostic> {
    let mut loaded = store::load(root).expect("the example is read");
    let judge = Judge { today: Date::parse(DAY).expect("a day"), as_of: None };
    loaded.problems.extend(rules::check(&loaded.portfolio, judge));
    loaded.problems
}

/// An example as a plan in a folder of its own.
fn on_disk(example: &Example) -> (TempDir, Root) {
    let kept = tempfile::tempdir().expect("a folder for the example");
    let plans = kept.path().join("plans");
    for (file, text) in BASE.iter().copied().chain(example.texts()) {
        write(&plans.join("wendale").join(file), text);
    }
    for (link, target) in example.links() {
        make_link(Path::new(target), &plans.join("wendale").join(link));
    }
    (kept, Root::new(&plans))
}

#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
fn write(path: &Path, text: &str) {
    let path: PathBuf = path.to_owned();
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder of a file");
    fs::write(path, text).expect("a file of the example");
}

#[cfg(unix)]
fn make_link(target: &Path, link: &Path) {
    std::os::unix::fs::symlink(target, link).expect("a link of the example");
}

#[cfg(windows)]
fn make_link(target: &Path, link: &Path) {
    std::os::windows::fs::symlink_file(target, link).expect("a link of the example");
}
