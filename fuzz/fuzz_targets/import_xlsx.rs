//! Any bytes as a file of Excel, or as the XML in one: a draft that accounts for every word, or an error.
//!
//! What does not begin as a ZIP file is parts, each below a line `--- NAME`, which are put into one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| vawg_fuzz::import::accounts("plan.xlsx", &vawg_fuzz::import::package(input)));
