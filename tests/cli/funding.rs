//! `vawg funding`: money that is secured against money that is needed.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn example() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.copy("examples", "plans");
    sandbox
}

#[test]
fn the_money_of_the_example() {
    assert_snapshot!("funding_example", example().run("funding --as-of 2026-06-30 --format markdown"));
}

#[test]
fn the_money_of_the_real_plans() {
    let sandbox = Sandbox::new();
    sandbox.copy("plans", "plans");
    assert_snapshot!("funding_bristol", sandbox.run("funding --plan bristol-2008-11 --format markdown"));
    assert_snapshot!("funding_banes", sandbox.run("funding --plan banes-2012-15 --format markdown"));
}

#[test]
fn the_money_by_one_thing_alone() {
    let sandbox = example();
    let run = |by: &str| sandbox.run(&format!("funding theme:prevention --by {by} --as-of 2026-06-30"));
    assert_snapshot!("funding_by_funder", run("funder"));
    assert_snapshot!("funding_by_year", run("year"));
    assert_snapshot!("funding_by_state", run("state"));
}

#[test]
fn what_money_cannot_be_grouped_by_is_refused() {
    assert_snapshot!(example().run("funding --by colour"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'colour' for '--by <WHAT>'
      [possible values: theme, funder, year, state]

    For more information, try '--help'.
    ");
}

#[test]
fn currencies_stay_apart() {
    let sandbox = Sandbox::with_plan("east");
    sandbox.plan("west");
    sandbox.file("plans/west/plan.toml", "title = \"West\"\n\ncurrency = \"EUR\"\n");
    for (plan, amount) in [("east", 1000), ("west", 500)] {
        let text = format!(
            "action = \"Print\"\n\nlead = \"Housing\"\n\ndeadline = 2026-12-31\n\n[[cost]]\namount = {amount}\nper = \"year\"\nstate = \"secured\"\n"
        );
        sandbox.file(&format!("plans/{plan}/prevention/1/1.2.toml"), &text);
    }
    assert_snapshot!("funding_of_two_currencies", sandbox.run("funding --by state --as-of 2026-06-30"));
}
