//! Any change of an action file of any form: it says what was asked and keeps the rest, or nothing is changed.
//!
//! The first line chooses what is asked and holds the words of it, the others are the file.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use vawg::amend::{self, Request};
use vawg::model::{Action, Date, Deadline, Level, Period, Rag, Status, change};
use vawg::store::change_text;
use vawg_fuzz::{day, judge, parted, plan_with, table};

fuzz_target!(|input: &str| {
    let (line, text) = parted(input);
    let request = request(line);
    let (_, loaded) = plan_with(0, text.as_bytes());
    let mut portfolio = loaded.portfolio;
    for plan in &mut portfolio.plans {
        plan.actions.retain(|action| action.reference.as_str() == "1.1");
    }
    let Some(before) = portfolio.actions().next().map(|located| located.action.clone()) else { return };
    let Ok(amended) = amend::amend(&mut portfolio, &request, judge()) else { return };
    let [amendment] = amended.as_slice() else { return };
    let wanted = &amendment.action;
    let Ok(changed) = change_text::<Action>(text, |action| action.clone_from(wanted)) else { return };

    let (_, again) = plan_with(0, changed.as_bytes());
    let found = again.portfolio.plans[0].action("1.1").expect("a changed action can be read");
    assert_eq!(change::between(wanted, found), [], "{changed}");

    // What was not asked for stays as it was, also what nobody here knows.
    let (old, new) = (table(text).expect("TOML"), table(&changed).expect("TOML"));
    let touched: Vec<_> = change::between(&before, wanted).into_iter().map(|change| change.key).collect();
    for (key, value) in &old {
        assert!(touched.contains(key) || new.get(key) == Some(value), "`{key}` was not asked for: {changed}");
    }
    assert!(new.keys().all(|key| old.contains_key(key) || touched.contains(key)), "a key more: {changed}");
    assert_eq!(text.starts_with('\u{feff}'), changed.starts_with('\u{feff}'), "the byte order mark: {changed:?}");
    let bare = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    assert!(!text.contains('\n') || bare(text) > 0 || bare(&changed) == 0, "the ends of the lines: {changed:?}");
    if touched.is_empty() {
        assert_eq!(text, changed);
    }
    // What is only added to takes nothing away, not even a blank.
    if touched == ["update"] && wanted.updates.starts_with(&before.updates) {
        let mut letters = changed.chars();
        let is_there = text.chars().all(|letter| letters.any(|other| other == letter));
        assert!(is_there, "something has gone:\n{text}\n---\n{changed}");
    }
});

fn request(line: &str) -> Request {
    let mut letters = line.chars();
    let mut next = || letters.next().map_or(0, |letter| u32::from(letter) % 32);
    let (status, rag, deadline, confidence, which) = (next(), next(), next(), next(), next());
    let words = || Some(letters.as_str().replace('|', "\n"));
    let date = |number: u32| Date::new(2026, number % 12 + 1, number % 28 + 1);
    let pick = |number: u32, values: &[Option<Period>]| values.get(number as usize).copied().flatten();
    Request {
        status: [None, Some(Status::InProgress), Some(Status::Complete), Some(Status::Withdrawn), Some(Status::OnHold)]
            [status as usize % 5],
        rag: [None, Some(Rag::Red), Some(Rag::Amber), Some(Rag::Green)][rag as usize % 4],
        deadline: pick(deadline, &[None, date(7).map(Period::Day), Period::parse("2027-Q3"), Period::parse("2027/28")])
            .map(Deadline::By)
            .or((deadline == 5).then_some(Deadline::Ongoing)),
        review: (deadline > 8).then(|| date(deadline)).flatten(),
        confidence: [None, Some(Level::Low), Some(Level::High)][confidence as usize % 3],
        note: if which & 1 == 0 { None } else { words() },
        lead: if which & 2 == 0 { None } else { words() },
        by: if which & 4 == 0 { None } else { words() },
        support: if which & 8 == 0 { Vec::new() } else { words().into_iter().collect() },
        evidence: if which & 16 == 0 { Vec::new() } else { words().into_iter().collect() },
        ..Request::on(day())
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 1)
});
