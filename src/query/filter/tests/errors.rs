//! What a wrong filter says, and how much of it.

use insta::assert_snapshot;

use super::{TODAY, date};
use crate::query::Filter;

/// A filter that is wrong, as the command line says it.
fn wrong(text: &str) -> String {
    Filter::parse(text, date(TODAY)).expect_err(text).to_string()
}

#[test]
fn a_wrong_field_is_pointed_at() {
    assert_snapshot!(wrong("lead:housing is:overdu"), @"
    `overdu` is nothing that an action can be
      lead:housing is:overdu
                      ^^^^^^
    help: did you mean `overdue`? after `is:` goes one of overdue, due-soon, late,
          stale, optimistic, moved, no-lead, no-deadline, waiting, not-started,
          in-progress, on-hold, complete, withdrawn, carried-forward, red, amber,
          green, blue, unrated, open, closed, recurring, ongoing, undated, public,
          private
    ");
    assert_snapshot!(wrong("leed:housing or is:open"), @"
    there is no field `leed`
      leed:housing or is:open
      ^^^^
    help: did you mean `lead`? a text with such a sign in it is searched for in
          quotation marks; the fields are plan, ref, theme, objective, action, lead,
          support, organisation, deadline, due, review, status, rating, reported,
          reason, overdue, flags, confidence, risk, resources, outcome, note,
          updated, by, moved, depends-on, see, tag, duty, evidence, source, file,
          is, has, no
    ");
    assert_snapshot!(wrong("10:30"), @"
    there is no field `10`
      10:30
      ^^
    help: a text with such a sign in it is searched for in quotation marks; the
          fields are plan, ref, theme, objective, action, lead, support,
          organisation, deadline, due, review, status, rating, reported, reason,
          overdue, flags, confidence, risk, resources, outcome, note, updated, by,
          moved, depends-on, see, tag, duty, evidence, source, file, is, has, no
    ");
    assert_snapshot!(wrong("(is:open or has:leed)"), @"
    `leed` is nothing that an action can have
      (is:open or has:leed)
                      ^^^^
    help: did you mean `lead`? after `has:` and `no:` goes one of plan, ref, theme,
          objective, action, lead, support, organisation, deadline, due, review,
          status, rating, reported, reason, overdue, flags, confidence, risk,
          resources, outcome, note, updated, by, moved, depends-on, see, tag, duty,
          evidence, source, file, update, cost, measure, milestone, carried-from
    ");
}

#[test]
fn a_wrong_value_is_pointed_at() {
    assert_snapshot!(wrong("rating:purple"), @"
    `purple` is no rating
      rating:purple
             ^^^^^^
    help: `rating` is one of red, amber, green, blue, unrated, complete
    ");
    assert_snapshot!(wrong("rating:red,amber"), @"
    `red,amber` is no rating
      rating:red,amber
             ^^^^^^^^^
    help: write one word, and join terms with `or`; did you mean `red`? `rating` is
          one of red, amber, green, blue, unrated, complete
    ");
    assert_snapshot!(wrong("risk:hgh"), @"
    `hgh` is no level
      risk:hgh
           ^^^
    help: did you mean `high`? `risk` is one of low, medium-low, medium,
          medium-high, high
    ");
    assert_snapshot!(wrong("overdue>long"), @"
    `long` is not a number of days
      overdue>long
              ^^^^
    help: write it as in `overdue>30`
    ");
    assert_snapshot!(wrong("ref:a/b"), @"
    `a/b` cannot be a reference
      ref:a/b
          ^^^
    help: write it as in `3.1.1`, `3.*` or `bristol-2008-11:3.1.1`
    ");
    assert_snapshot!(wrong("ref<3.*"), @"
    `3.*` has no place in the order of references
      ref<3.*
          ^^^
    help: compare with one reference, as in `ref>=3.1`
    ");
}

#[test]
fn a_wrong_day_is_pointed_at() {
    assert_snapshot!(wrong("due<soon"), @"
    `soon` is neither a day nor a period
      due<soon
          ^^^^
    help: write a day (2026-06-30, `today`, `today+30d`), a month (2026-06), a
          quarter (2026-Q2), a season (2026-summer), a year (2026) or a financial
          year (2026/27)
    ");
    assert_snapshot!(wrong("deadline:soon"), @"
    `soon` is neither a day nor a period
      deadline:soon
               ^^^^
    help: write a day (2026-06-30, `today`, `today+30d`), a month (2026-06), a
          quarter (2026-Q2), a season (2026-summer), a year (2026) or a financial
          year (2026/27); `deadline:` also takes a kind: date, month, quarter,
          season, year, financial-year, ongoing, recurring, none
    ");
}

#[test]
fn a_wrong_operator_is_pointed_at() {
    assert_snapshot!(wrong("lead < x"), @"
    `lead` has no order, so `<` means nothing
      lead < x
           ^
    help: write `lead:`, `lead=` or `lead!=`; days, numbers, scales and `ref` have
          an order
    ");
    assert_snapshot!(wrong("is<overdue"), @"
    `is` goes with `:`, not with `<`
      is<overdue
        ^
    help: write it as in `is:overdue` or `not is:overdue`
    ");
    assert_snapshot!(wrong("lead==x"), @"
    `==` is no operator
      lead==x
          ^^
    help: the operators are `:`, `=`, `!=`, `<`, `<=`, `>` and `>=`
    ");
    assert_snapshot!(wrong(":x"), @"
    there is no field before `:`
      :x
      ^
    help: write `field:value`, as in `lead:housing` or `due<2026-04`
    ");
    assert_snapshot!(wrong("lead: or x"), @"
    there is no value after `lead:`
      lead: or x
      ^^^^^
    help: write what to compare with right behind it; `has:lead` and `no:lead` ask
          whether there is anything
    ");
    assert_snapshot!(wrong("lead:\" \""), @r#"
    there is no value after `lead:`
      lead:" "
      ^^^^^
    help: write what to compare with right behind it; `has:lead` and `no:lead` ask
          whether there is anything
    "#);
}

#[test]
fn a_wrong_parenthesis_or_quotation_mark_is_pointed_at() {
    assert_snapshot!(wrong("a (b or c"), @"
    this parenthesis is never closed
      a (b or c
        ^
    help: write `)` where the group ends
    ");
    assert_snapshot!(wrong("a or b) c"), @"
    this parenthesis closes nothing
      a or b) c
            ^
    help: take it out, or write `(` where the group begins
    ");
    assert_snapshot!(wrong("a ( )"), @"
    there is nothing in these parentheses
      a ( )
        ^^^
    help: take them out, or write a term between them
    ");
    assert_snapshot!(wrong("lead:\"Housing Manager"), @r#"
    this quotation mark is never closed
      lead:"Housing Manager
           ^
    help: close it with `"`; the shell takes quotation marks away unless the whole
          argument stands in '…'
    "#);
    assert_snapshot!(wrong("\"\""), @r#"
    there is nothing to search for
      ""
      ^^
    help: write a word between the quotation marks
    "#);
}

#[test]
fn a_word_of_the_language_without_a_term_is_pointed_at() {
    assert_snapshot!(wrong("is:open or"), @r#"
    there is nothing after `or`
      is:open or
              ^^
    help: write a term there, or put the word in quotation marks to search for it:
          `"or"`
    "#);
    assert_snapshot!(wrong("and is:open"), @r#"
    there is nothing before `and`
      and is:open
      ^^^
    help: write a term there, or put the word in quotation marks to search for it:
          `"and"`
    "#);
    assert_snapshot!(wrong("is:open not"), @r#"
    there is nothing after `not`
      is:open not
              ^^^
    help: write a term there, or put the word in quotation marks to search for it:
          `"not"`
    "#);
    assert_snapshot!(wrong("--sort due"), @"
    `--sort` is neither an option of this command nor a filter
      --sort due
      ^^^^^^
    help: see `--help` for the options; put quotation marks around a text to search
          for
    ");
    assert_snapshot!(wrong("housing - repairs"), @"
    a `-` stands on its own
      housing - repairs
              ^
    help: write it right before what is not wanted, as in `-is:complete`, or put it
          in quotation marks
    ");
}

#[test]
fn what_could_act_on_a_terminal_is_not_repeated() {
    assert_snapshot!(wrong("lead:é is:\u{1b}[31m\u{202e}x\ty"), @"
    `�[31m�x` is nothing that an action can be
      lead:é is:�[31m�x y
                ^^^^^^^
    help: after `is:` goes one of overdue, due-soon, late, stale, optimistic, moved,
          no-lead, no-deadline, waiting, not-started, in-progress, on-hold,
          complete, withdrawn, carried-forward, red, amber, green, blue, unrated,
          open, closed, recurring, ongoing, undated, public, private
    ");
    let long = format!("{} is:{}", "x".repeat(1000), "y".repeat(1000));
    assert_snapshot!(wrong(&long), @"
    `yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…` is nothing that an action can be
      …xxxxxxxxxxxxxxxxxxxxxxxxxxxx is:yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: after `is:` goes one of overdue, due-soon, late, stale, optimistic, moved,
          no-lead, no-deadline, waiting, not-started, in-progress, on-hold,
          complete, withdrawn, carried-forward, red, amber, green, blue, unrated,
          open, closed, recurring, ongoing, undated, public, private
    ");
}

#[test]
fn an_error_says_where_it_is() {
    let error = Filter::parse("lead:housing is:overdu", date(TODAY)).expect_err("a wrong filter");
    assert_eq!(&error.text[error.span.clone()], "overdu");
    assert!(error.message.contains("overdu") && error.help.contains("overdue"));
}

#[test]
fn a_word_that_is_on_no_scale_is_named_by_what_it_should_be() {
    let said = |text: &str| wrong(text).lines().next().unwrap_or_default().to_owned();
    assert_eq!(said("rating:purple"), "`purple` is no rating");
    assert_eq!(said("reported:purple"), "`purple` is no rating that people report");
    assert_eq!(said("status:purple"), "`purple` is no status");
    assert_eq!(said("flags:purple"), "`purple` is no flag");
    assert_eq!(said("risk:purple"), "`purple` is no level");
}

#[test]
fn a_word_of_the_language_is_a_value_where_it_stands_right_behind_the_sign() {
    assert!(Filter::parse("lead:or", date(TODAY)).is_ok());
    assert!(Filter::parse("lead: or", date(TODAY)).is_err());
}
