//! Any words as what people write in the cells of a plan: a value that can be written down, and no word made up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use vawg::import::phrase::deadline::Years;
use vawg::import::phrase::{Phrase, deadline, lead, level, money, rating, status, updates};
use vawg::model::{Date, Deadline, Interval, Period};

fuzz_target!(|words: &str| {
    let years = Years { starts: Date::new(2008, 11, 1), ends: Date::new(2011, 10, 31) };
    for years in [years, Years { starts: None, ends: None }] {
        let found = deadline::read(words, years);
        if let Some(Deadline::By(period)) = &found.value.deadline {
            let written = period.to_string();
            let again = match period {
                Period::Day(_) => Date::parse(&written).map(Period::Day),
                _ => Period::parse(&written),
            };
            assert_eq!(again, Some(*period), "{words:?}");
        }
        if let Some(recurs) = &found.value.recurs {
            let written = recurs.every.to_string();
            assert_eq!(Interval::parse(&written), Some(recurs.every), "{words:?}");
            let _ = (recurs.turn(0), recurs.turn(u32::MAX), recurs.last_turn_by(vawg_fuzz::day()));
        }
        let _ = updates::read(words, years);
    }
    from(words, &lead::read(words));
    let _ = level::read(words);
    from(words, &rating::read(words));
    from(words, &status::read(words));
    let _ = (level::read_confidence(words), level::read_risks(words), rating::within(words));
    for cost in money::read(words).value {
        let _ = cost.amount.map(|amount| (amount.to_string(), amount.in_currency("GBP")));
    }
    if let Some(period) = Period::parse(words) {
        assert_eq!(Period::parse(&period.to_string()), Some(period), "{words:?}");
        assert!(period.first_day() <= period.due());
        let _ = period.in_words();
    }
    if let Some(interval) = Interval::parse(words) {
        assert_eq!(Interval::parse(&interval.to_string()), Some(interval), "{words:?}");
        let _ = (interval.after(vawg_fuzz::day(), u32::MAX), interval.after(Date::LAST, 1));
    }
    let _ = (Date::parse(words), Deadline::parse(words), vawg::amend::deadline(words));
});

/// What a reader says of the rest stands in the words; days and sums it may write in its own way.
fn from<T>(words: &str, found: &Phrase<T>) {
    let letters = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<BTreeSet<_>>();
    if let Some(rest) = &found.rest {
        assert!(letters(rest).is_subset(&letters(words)), "{rest:?} does not stand in {words:?}");
    }
}
