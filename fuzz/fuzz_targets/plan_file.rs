//! Any bytes in any file of a plan: read, judged, checked and shown, and never left out without a word.
//!
//! The first byte chooses the file, the others are what is in it.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use vawg::diagnostic::{RuleName, Severity};
use vawg::query::{Filter, Selection};
use vawg::render::{findings, list};
use vawg::rules::verdict::{Baseline, verdict};
use vawg::store;
use vawg::ui::Look;
use vawg_fuzz::{PLAN, day, is_toml, judge, plan_with};

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let number = usize::from(choice) % PLAN.len();
    let (file, _) = PLAN[number];
    let (root, loaded) = plan_with(number, bytes);
    assert_eq!(loaded.files, PLAN.len());
    let plan = &loaded.portfolio.plans[0];
    let wrong = |rule: RuleName| loaded.problems.iter().any(|it| it.place.file == file && it.rule == rule);
    let is_error = |it: &vawg::diagnostic::Diagnostic| it.place.file == file && it.severity == Severity::Error;

    // Somebody else says whether it is TOML; what is not is a problem, and nothing of it is believed.
    let is_toml = std::str::from_utf8(bytes).is_ok_and(is_toml);
    if !is_toml {
        assert!(loaded.problems.iter().any(is_error), "{file} is no TOML, and nobody says so");
        assert!(plan.unread.contains(file), "{file} is no TOML, and is believed");
    } else {
        assert!(!wrong(RuleName::TOML_SYNTAX), "{file} is TOML: {:?}", loaded.problems);
    }
    let listed = loaded.portfolio.actions().any(|located| located.file() == file);
    if number < 2 {
        assert!(listed != plan.unread.contains(file), "an action is listed or cannot be read");
        assert!(listed || loaded.problems.iter().any(is_error), "{file} is in no answer");
    }

    let selection = Selection::of(&loaded.portfolio, judge(), &Filter::default(), |_| true);
    let mut out = Vec::new();
    let shown = list::Form::Json(day()).write_all(&mut out, &selection.judged, |file| root.shown(file));
    shown.expect("a vector takes everything");
    let judged = selection.judged.len();
    assert_eq!(judged, plan.actions.len());
    let problems = loaded.problems;
    let found = verdict(&loaded.portfolio, problems, judge(), Baseline::Ignored, None::<&fn(&str) -> bool>).problems;
    for finding in store::findings(&root, found) {
        for look in [Look { width: Some(80), color: true }, Look { width: None, color: false }] {
            let shown = findings::short::line(&finding, look);
            assert!(!shown.contains(['\u{9b}', '\u{202e}']), "{shown:?}");
            let shown = findings::human::problem(&finding, look);
            assert!(!shown.contains(['\u{9b}', '\u{202e}']), "{shown:?}");
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 0)
});
