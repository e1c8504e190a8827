//! Any text of any plan file, laid out: twice is once, no comment goes, and every answer about the plan is the same.
//!
//! The first byte chooses the file, the others are what is in it.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use vawg::query::{Filter, Selection};
use vawg::render::list;
use vawg::store::{Arranger, Loaded, Root};
use vawg_fuzz::{PLAN, day, judge, plan_with};

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    let number = usize::from(choice) % PLAN.len();
    let (file, _) = PLAN[number];
    let (root, loaded) = plan_with(number, bytes);
    let arranger = Arranger::default();
    let Ok(change) = arranger.change(&root, file) else { return };
    let once = change.after.expect("a file that is laid out is there");
    let (again, changed) = plan_with(number, &once);
    let twice = arranger.change(&again, file).expect("what has been laid out can be laid out").after;
    assert_eq!(
        twice.as_deref().map(String::from_utf8_lossy),
        Some(String::from_utf8_lossy(&once)),
        "laid out twice it is otherwise"
    );
    assert_eq!(listed(&root, &loaded), listed(&again, &changed));
    let said = |loaded: &Loaded| {
        let mut said: Vec<_> = loaded.problems.iter().map(|it| (it.rule.0, it.message.clone())).collect();
        said.sort();
        said
    };
    assert_eq!(said(&loaded), said(&changed));
    let letters = |bytes: &[u8]| {
        let mut bytes: Vec<_> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        bytes.sort_unstable();
        bytes
    };
    assert_eq!(letters(bytes), letters(&once), "more than blanks has changed");
});

/// What `list --format json` says.
fn listed(root: &Root, loaded: &Loaded) -> String {
    let selection = Selection::of(&loaded.portfolio, judge(), &Filter::default(), |_| true);
    let mut out = Vec::new();
    let shown = list::Form::Json(day()).write_all(&mut out, &selection.judged, |file| root.shown(file));
    shown.expect("a vector takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 0)
});
