//! Damage at every place of every plan file of this repository: `cargo bench --bench corruption -- EVERY`.
//!
//! At each place (or each EVERY-th) a bit is turned round, a byte deleted, a byte put in, and the file cut off. What is
//! to hold is what `tests/corruption` tries at some places. It is a benchmark for its length: a panic is a failure.

#![expect(clippy::print_stdout, reason = "the figures are what it is run for")]

#[path = "../../tests/corruption/damage.rs"]
#[expect(dead_code, reason = "the tests choose their places, and other damage")]
mod damage;
#[path = "../../tests/corruption/plans.rs"]
mod plans;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use rayon::prelude::*;

use damage::{Damage, Dice};
use plans::Plans;

fn main() {
    let every = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1);
    for plans in ["plans", "examples"].into_iter().flat_map(|folder| Plans::of(folder).each()) {
        let (start, sound, runs) = (Instant::now(), plans.answer(&[]), AtomicUsize::new(0));
        let names: Vec<_> = plans.names().collect();
        names.par_iter().enumerate().for_each(|(number, name)| {
            let (mut dice, bytes) = (Dice::new(number), plans.bytes(name));
            for at in (number % every..bytes.len()).step_by(every) {
                let new = u8::try_from(dice.below(256)).unwrap_or_default();
                let bit = 1 << dice.below(8);
                for damage in
                    [Damage::Flip(at, bit), Damage::Delete(at, 1), Damage::Insert(at, vec![new]), Damage::Cut(at)]
                {
                    plans.assert_only_its_own(&sound, name, &damage.of(bytes), &damage);
                    runs.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        let plan = names.first().and_then(|name| name.split('/').next()).unwrap_or_default();
        let (files, runs) = (names.len(), runs.into_inner());
        println!("{plan}: {files} files, {runs} times damaged, {} s", start.elapsed().as_secs());
    }
}
