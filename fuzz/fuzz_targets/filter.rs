//! Any text as a filter: a filter that reads back from its own text, or an error with its place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vawg::query::{Filter, Selection};
use vawg_fuzz::{day, judge, plan_with};

fuzz_target!(|text: &str| {
    match Filter::parse(text, day()) {
        Ok(filter) => {
            let shown = filter.to_string();
            let again = Filter::parse(&shown, day());
            assert_eq!(again.as_ref().ok(), Some(&filter), "{text:?} is shown as {shown:?}");
            let (_, loaded) = plan_with(usize::MAX, b"");
            let _ = (Selection::of(&loaded.portfolio, judge(), &filter, |_| true).tally(), filter.advice());
        }
        Err(error) => {
            assert!(text.get(error.span.clone()).is_some(), "{error:?}");
            assert!(!error.to_string().is_empty() && !error.help.is_empty());
        }
    }
    let words: Vec<_> = text.split(' ').map(str::to_owned).collect();
    let _ = Filter::from_arguments(&words, day());
    let _ = vawg::query::day(text, day());
});
