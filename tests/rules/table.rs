//! The table of rules: its order, its words, and every example in it.

use std::fs;
use std::path::Path;

use vawg::rules::{ALL, Check, Example};

use crate::disk::{Disk, said};

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
    const OTHERS: [&str; 7] = ["baseline", "example", "mod", "part", "past", "texts", "verdict"];
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
fn rules_over_history_and_only_they_have_examples_with_a_past() {
    for rule in ALL {
        let has_past = rule.bad.before().next().is_some();
        assert_eq!(has_past, matches!(rule.check, Check::History(_)), "{}", rule.name);
        assert!(rule.bad.before().eq(rule.good.before()), "{}: both examples begin with the same plan", rule.name);
    }
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
fn examples_fit_a_terminal_of_eighty_columns() {
    for rule in ALL {
        for (file, text) in rule.bad.texts().chain(rule.good.texts()).chain(rule.bad.before()) {
            assert!(text.ends_with('\n'), "{}: {file} ends without an end of line", rule.name);
            for line in text.lines() {
                assert!(line.chars().count() <= 76, "{}: too long for an example: {line}", rule.name);
            }
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_plan_that_examples_begin_with() {
    assert_eq!(said(Example::files(&[]).texts()), "");
}

#[test]
fn a_good_example_is_clean_under_every_rule() {
    for rule in ALL {
        assert_eq!(Disk::of(&rule.good).said(), "", "the good example of {}", rule.name);
    }
}

#[test]
fn a_bad_example_breaks_its_rule_and_no_other() {
    for rule in ALL {
        let found = Disk::of(&rule.bad).problems();
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
        insta::with_settings!({ description => rule.summary, omit_expression => true, snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(rule.name.0, Disk::of(&rule.bad).said());
        });
    }
}
