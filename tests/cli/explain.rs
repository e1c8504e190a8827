//! `vawg explain`: it needs no plan, and fits the terminal.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn a_rule_is_explained_with_both_examples_and_how_a_plan_sets_it() {
    assert_snapshot!(Sandbox::new().run("explain missing-lead"), @r#"
    exit status: 0
    ----- stdout -----
    missing-lead (error)

    Every action has exactly one lead.

    Why

      An action that nobody answers for is not done, and nobody can be asked why.
      The lead may stand in the objective above for all of its actions. A
      placeholder such as `???` is not a lead.

    Not like this

      prevention/1/1.1.toml

        action = "Publish the referral pathways"

      > lead = "???"

        deadline = 2026-12-01

        resources = "Officer time"
        outcome_measure = "Pathways published and known"

    But like this

      prevention/1/1.1.toml

        action = "Publish the referral pathways"

      > lead = "Housing Manager"

        deadline = 2026-12-01

        resources = "Officer time"
        outcome_measure = "Pathways published and known"

    In your plan

      plan.toml sets its level; where it does not, it is an error:

        [check]
        missing-lead = "warning"    # or "off"

      baseline.toml, in the plan's folder, accepts what it finds in one place, for a
      reason:

        [[known]]
        rule = "missing-lead"
        ref = "1.1"
        reason = "Why it is accepted for now."
        until = 2026-12-31

      `ref` names the action, objective or theme; for plan.toml itself it is left
      out.
    "#);
}

#[test]
fn what_depends_on_the_day_says_so() {
    let text = Sandbox::new().run("explain stale-update").stdout;
    assert!(text.contains("It comes with the date"), "{text}");
}

#[test]
fn what_cannot_be_read_cannot_be_switched_off() {
    assert_snapshot!(Sandbox::new().run("explain outside-plan"), @r#"
    exit status: 0
    ----- stdout -----
    outside-plan (error)

    No link leads out of the plan's folder.

    Why

      What a link leads to is not in the plan's history and may differ on every
      computer; and a plan that comes from somebody else must not be able to show
      files of yours. Such a link is not followed.

    Not like this

      ../../shared/1.2.toml

        action = "Train the housing officers"

        lead = "Housing Manager"

        deadline = 2026-12-01

        resources = "Officer time"
        outcome_measure = "All 40 officers trained"

      prevention/1/1.2.toml

        a link to ../../../../shared/1.2.toml

    But like this

      prevention/1/1.2.toml

        action = "Train the housing officers"

        lead = "Housing Manager"

        deadline = 2026-12-01

        resources = "Officer time"
        outcome_measure = "All 40 officers trained"

    In your plan

      This shows while the files are read, so that it is always an error: nobody
      knows what the plan says until it is put right.
    "#);
}

#[test]
fn what_would_act_on_the_terminal_is_spelled_out() {
    let text = Sandbox::new().run("explain control-character").stdout;
    assert!(text.contains(r"the \u{202e}referral pathways"), "{text}");
    assert!(!text.contains('\u{202e}'), "{text}");
}

#[test]
fn without_a_name_every_rule_has_a_line() {
    let mut sandbox = Sandbox::new();
    assert_snapshot!(sandbox.set("COLUMNS", "160").run("explain"), @"
    exit status: 0
    ----- stdout -----
    Errors: the plan cannot be relied on

      action-removed           + No action is deleted; what is given up is withdrawn.
      broken-reference           Every action or objective that is referred to is there.
      conflict-marker            No file holds a conflict that git left for a person to resolve.
      control-character          Texts hold no control or invisible characters, and nothing that changes the direction of writing.
      dependency-cycle           No action depends on itself, be it through others.
      duplicate-reference        A reference stands for one action or objective of its plan.
      invalid-reference          Every action, objective, theme and plan has a name that can be a reference.
      invalid-value              Every value is one that its key can have.
      missing-action             Every action says what will be done.
      missing-deadline           Every action has a deadline, or says how often it recurs.
      missing-lead               Every action has exactly one lead.
      missing-title              Every plan, theme and objective has a title.
      outside-plan               No link leads out of the plan's folder.
      reference-reused         + No reference is used again for another action.
      stray-file                 No file in a plan is passed over in silence.
      toml-syntax                Every plan file is TOML, in UTF-8.
      unknown-key                Every key is one that a plan file can have.
      unreadable-file            Every file of a plan can be opened, and is no larger than 1 MB.
      update-rewritten         + No update is changed or taken out once it is committed.
      updates-out-of-order       The updates of an action stand in the order of their days, newest last.
      wrong-type                 Every value is of the kind that its key takes: a text, a number, a day, a list.

    Warnings: what a board would ask about

      complete-without-evidence  Every completed action has evidence, or a note that says what was done.
      deadline-moved-silently  + No deadline is moved without an update that says why.
      deadline-outside-plan      Every deadline falls between the first and the last day of the plan.
      depends-on-later           No action waits for one that is due later.
      empty-objective            Every objective has an action or an objective under it.
      future-update            * No update bears a date that is still to come.
      group-lead                 No lead is a group.
      missing-measure            Every open action says how anyone will know that it has worked.
      ongoing-without-review     Every ongoing action has a review date.
      optimistic-rating        * No action is reported better than the plan's own rule rates it.
      overdue-without-note     * Every overdue action says in an update how it stands.
      personal-data              No text holds an e-mail address, telephone number, postcode, National Insurance number or server path.
      placeholder                No value only says that it is still to come: `???`, `TBC`, `to be completed`, `as above`.
      rating-without-note        Every rating that stands is explained in a note.
      red-without-recovery       Every action that is reported red says what is done about it, or when it is looked at again.
      stale-update             * Every open action has an update from the last three months, or from as long as the plan allows.
      uncosted                   Every open action says what it takes, and every cost has an amount.
      unknown-party              Every lead and supporter is in parties.toml, where the plan has one.
      unmeasurable-target        Every objective's target has a number, a date or a measure.
      unused-baseline            Every entry of baseline.toml still accepts something, and says why.
      update-backdated         + No update is committed more than a month after its date.
      vacant-lead                No lead is a post that nobody holds.

    A rule marked * depends on the day as well as on the files.
    A rule marked + looks at what was changed: `vawg check --since REV`.
    `vawg explain RULE` says why a rule exists, with an example and how a plan sets it.
    ");
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let mut sandbox = Sandbox::new();
    for columns in [50, 80] {
        sandbox.set("COLUMNS", &columns.to_string());
        for line in ["explain", "explain invalid-reference", "explain missing-deadline"] {
            let text = sandbox.run(line).stdout;
            let prose = text.lines().filter(|line| !line.starts_with("    ") || line.starts_with("      "));
            let longest = prose.map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(longest <= columns, "{longest} of {columns}\n{text}");
        }
    }
}

#[test]
fn the_name_may_be_typed_as_it_is_seen() {
    let sandbox = Sandbox::new();
    let lead = sandbox.run("explain missing-lead");
    assert_eq!(sandbox.run("explain Missing_Lead"), lead);
    assert_eq!(sandbox.run("explain [missing-lead]"), lead);
}

#[test]
fn a_name_that_is_none_is_refused_with_the_one_that_is_meant() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("explain missing-leed"), @"
    exit status: 2
    ----- stderr -----
    error: there is no rule `missing-leed`; did you mean `missing-lead`?
    ");
    assert_snapshot!(sandbox.run("explain zebra"), @"
    exit status: 2
    ----- stderr -----
    error: there is no rule `zebra`; `vawg explain` lists them all
    ");
}
