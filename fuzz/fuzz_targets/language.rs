//! Any text of a plan file, and anything done at it in an editor: answers lie in the text, what is taken up does what
//! it says.
//!
//! The first line chooses the file and then what is done, four letters a time; the others are the text.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use vawg_fuzz::editor::Hand;
use vawg_fuzz::{PLAN, parted};

fuzz_target!(|input: &str| {
    let (line, text) = parted(input);
    let mut letters = line.bytes();
    let Some(file) = letters.next() else { return };
    let mut hand = Hand::at(usize::from(file) % PLAN.len(), text);
    let steps: Vec<_> = letters.collect();
    for step in steps.chunks_exact(4).take(12) {
        let [high, low, which] = [1, 2, 3].map(|place| usize::from(step[place]));
        hand.act(step[0], high % 32 * 64 + low % 64, which);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    vawg_fuzz::mutate::input(data, size, most, seed, 1)
});
