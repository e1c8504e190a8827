//! Damage to any one file of a plan is that file's alone: it is in the answer or diagnosed, and no other answer changes.
//!
//! For every file of the real plans and of the example, in memory and through the whole of reading, judging and
//! checking. Here some places of each file are damaged, the same in every run; `cargo bench --bench corruption` goes
//! through all of them.

mod damage;
mod plans;

use rayon::prelude::*;

use damage::{Damage, Dice};
use plans::{Answer, Plans};

/// How often each file is damaged.
const TIMES: usize = 6;

const FOLDERS: [&str; 2] = ["plans", "examples"];

/// Every plan, alone.
fn plans() -> Vec<Plans> {
    FOLDERS.into_iter().flat_map(|folder| Plans::of(folder).each()).collect()
}

/// Damages every file as often as is wanted, each time another way.
fn damage_all(damage: impl Fn(&mut Dice, &[u8]) -> Damage + Sync) {
    for plans in plans() {
        let sound = plans.answer(&[]);
        let names: Vec<_> = plans.names().collect();
        names.par_iter().enumerate().for_each(|(number, name)| {
            let (mut dice, bytes) = (Dice::new(number), plans.bytes(name));
            for _ in 0..TIMES {
                let damage = damage(&mut dice, bytes);
                plans.assert_only_its_own(&sound, name, &damage.of(bytes), &damage);
            }
        });
    }
}

#[test]
fn the_plans_are_sound_as_they_are() {
    let plans = plans();
    assert_eq!(plans.len(), 3);
    for plans in plans {
        let Answer { files, actions, problems, .. } = plans.answer(&[]);
        assert_eq!(files, plans.names().count());
        assert!(actions.len() > 20 && problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn bytes_that_are_overwritten_deleted_or_inserted() {
    damage_all(Damage::of_a_byte);
}

#[test]
fn parts_that_are_cut_off_repeated_or_put_in() {
    damage_all(Damage::of_a_part);
}

/// A file that a wrong copy has put in the place of another, of any kind; with the other plans beside it.
#[test]
fn files_in_the_place_of_others() {
    for folder in FOLDERS {
        let plans = Plans::of(folder);
        let sound = plans.answer(&[]);
        let names: Vec<_> = plans.names().collect();
        (0..names.len()).into_par_iter().for_each(|number| {
            let (name, other) = (names[number], names[(number * 7 + 3) % names.len()]);
            plans.assert_only_its_own(&sound, name, plans.bytes(other), &Damage::Swapped);
        });
    }
}
