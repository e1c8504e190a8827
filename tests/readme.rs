//! The README tells the truth: its console blocks are run, and print what they show.
//!
//! `TRYCMD=overwrite cargo test --test readme` puts what is printed today in their place; `...` stands for lines that
//! are left out.

#[test]
fn the_console_blocks_of_the_readme_print_what_they_show() {
    trycmd::TestCases::new().env("COLUMNS", "80").env("NO_COLOR", "1").case("README.md").run();
}
