//! Any three versions of a plan file: merged with everything that either side wrote, or a conflict that holds both.
//!
//! The versions stand one after the other, with a byte 0x1e between them.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use std::collections::BTreeSet;
use vawg::store::merge::{Ending, Merged, Versions, merge};

fuzz_target!(|input: &[u8]| {
    let mut parts = input.split(|byte| *byte == 0x1e);
    let (Some(base), Some(ours), Some(theirs)) = (parts.next(), parts.next(), parts.next()) else { return };
    let given_up = [b"<<<<<<< ours\n", ours, b"\n=======\n", theirs, b"\n>>>>>>> theirs\n"].concat();
    let by_lines = Merged { bytes: given_up.clone(), ending: Ending::Conflict };
    let merged = merge(Versions { base, ours, theirs }, by_lines, 7);
    let said = [base, ours, theirs].map(said);
    let [Some(base_said), Some(ours_said), Some(theirs_said)] = said else {
        let is_side = merged.bytes == ours || merged.bytes == theirs;
        assert!(merged.ending == Ending::Conflict || is_side, "what cannot be read is merged");
        return;
    };
    let new = ours_said.union(&theirs_said).filter(|it| !base_said.contains(*it));
    match merged.ending {
        Ending::Clean => {
            let found = self::said(&merged.bytes).expect("what merges clean is TOML");
            for said in new {
                assert!(found.contains(said), "{said} is lost in {}", String::from_utf8_lossy(&merged.bytes));
            }
        }
        Ending::Conflict => {
            let text = String::from_utf8_lossy(&merged.bytes).replace('\u{feff}', "");
            for mark in ["<<<<<<<", "=======", ">>>>>>>"] {
                assert!(text.lines().any(|line| line.starts_with(mark)), "{text}");
            }
        }
    }
});

/// Every text, number and date that a file holds; nothing where it is no TOML.
fn said(bytes: &[u8]) -> Option<BTreeSet<String>> {
    let table = vawg_fuzz::table(std::str::from_utf8(bytes).ok()?)?;
    let mut said = BTreeSet::new();
    collect(&toml::Value::Table(table), &mut said);
    Some(said)
}

fn collect(value: &toml::Value, said: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(_, value)| collect(value, said)),
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, said)),
        toml::Value::String(text) => _ = said.insert(text.replace("\r\n", "\n")),
        leaf => _ = said.insert(format!("{leaf:?}")),
    }
}

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 0)
});
