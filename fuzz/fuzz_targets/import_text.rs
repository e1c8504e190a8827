//! Any bytes as CSV or pasted text: a draft that accounts for every word, or an error that says what to do.
//!
//! The first byte chooses the ending of the file's name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, bytes)) = input.split_first() else { return };
    vawg_fuzz::import::accounts(["plan.csv", "plan.tsv", "plan.txt", "plan.md", "-"][usize::from(choice) % 5], bytes);
});
