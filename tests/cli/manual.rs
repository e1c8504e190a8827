//! `vawg help` and `vawg man`: what there is, in the terminal and as man pages.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::{Map, Value};

use crate::sandbox::Sandbox;

#[test]
fn the_overview_has_commands_in_groups_and_topics() {
    let sandbox = Sandbox::new();
    let overview = sandbox.run("help").answer();
    assert_snapshot!("overview", overview.split("\nOptions:").next().expect("a start"));
    assert_eq!(overview, sandbox.run("--help").answer());
}

#[test]
fn help_of_a_command_is_its_own_help() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run("help return new"), sandbox.run("return new --help"));
    assert_snapshot!(sandbox.run("check -h").answer().split("Examples:").nth(1).expect("examples"), @"

    vawg check                   every problem of every plan
    vawg check plans/bristol-2008-11/provision
        what is wrong in one theme
    vawg check --deny warnings --format github
        as annotations on GitHub; warnings fail
    vawg check --fix --dry-run   what can be put right by itself, as a difference
    vawg check --since main      also what a branch has changed, for its pull
                                 request
    vawg check --write-baseline  accept what is there, and begin from here
    ");
}

#[test]
fn a_topic_is_read_in_the_width_there_is() {
    let mut sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("help deadlines").answer(), @r#"
    Every form of a deadline, and the day on which it falls due

    Forms

      A day stands without quotation marks, everything else within them. What is
      longer than a day is due on its last day.

      2009-07-01     A day: due on 1 July 2009.
      "2009-03"      A month: due on its last day, 31 March 2009.
      "2009-Q1"      A quarter of a calendar year: due on 31 March 2009.
      "2022-autumn"  A season as the Met Office counts them, three whole months;
                     winter is named by the year in which it starts: due on 30
                     November 2022.
      "2009"         A calendar year: due on 31 December 2009.
      "2008/09"      A financial year, April to March: due on 31 March 2009.
      "ongoing"      No end. It is looked at on its `review` date, and overdue once
                     that has passed; without one, `check` warns.

    What comes round

      An action that comes round has `recurs` in place of a deadline:

        recurs = { every = "3 months", from = 2027-06-30 }

      It is due on its earliest turn that is not done. An update with `status =
      "complete"` does that turn, or the one that its `occurrence` names with all
      before it.

    Moved, inherited, missing

      `vawg update 1.1 --deadline 2027-09` moves a deadline: the log keeps the one
      before in `deadline_was`, and the action is flagged `moved`.

      An action without a deadline has that of its objective or theme, and output
      says so. Where there is none at all, or only a placeholder such as `???` or
      `TBC`, the rule `missing-deadline` finds it, and the action is never overdue.

    See also

      vawg help format
      vawg help rating
      vawg help agenda
    "#);
    for width in ["40", "80", "200"] {
        sandbox.set("COLUMNS", width);
        for topic in ["format", "rating", "filter", "rules", "reports", "git", "json", "recipes"] {
            let text = sandbox.run(&format!("help {topic}")).answer();
            let widest: usize = width.parse::<usize>().expect("a number").clamp(80, 100);
            let too_wide = text.lines().find(|line| line.chars().count() > widest && !line.starts_with("    vawg"));
            assert_eq!(too_wide, None, "{topic} in {width} columns");
        }
    }
}

#[test]
fn the_rating_is_explained_by_its_own_reasons() {
    let text = Sandbox::new().run("help rating").answer();
    assert_snapshot!(text.split("What people report").next().expect("a start"), @r#"
    How red, amber and green come about, and what is flagged

    The rule

      An action is rated on a day: today, the day that `--as-of` names, or the last
      day of a plan that is closed. The first of these lines that holds gives the
      rating, and output names it with its reason:

      1  Withdrawn or carried forward: no rating, since it is out of the count. It
         says “withdrawn” or “carried forward”.
      2  Complete, and not recurring: COMPLETE, which is green, or blue in a plan
         with `scheme = "brag"`. It says “deadline achieved” or “completed 12 days
         late”.
      3  Due before the day: RED. It says “deadline passed and action incomplete: 68
         days overdue”.
      4  Reported red: RED. It says “insufficient progress to achieve the deadline”.
      5  Reported amber, or on hold: AMBER. It says “progress slow, giving concern
         about the deadline” or “progress slow, giving concern about the deadline:
         on hold”.
      6  Reported green: GREEN. It says “sufficient progress made to achieve the
         deadline”.
      7  Nothing reported: UNRATED. It says “no progress has been reported”.
    "#);
    let flags = text.split("Flags").nth(1).expect("a part on flags");
    for meaning in ["moved        Its deadline was moved.", "late         It was completed after its deadline."] {
        assert!(flags.contains(meaning), "{flags}");
    }
}

#[test]
fn a_wrong_name_says_what_to_type() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("help fromat"), @"
    exit status: 2
    ----- stderr -----
    error: there is neither a command nor a topic `fromat`
    help: did you mean `vawg help format`?
    ");
    assert_snapshot!(sandbox.run("help return nwe"), @"
    exit status: 2
    ----- stderr -----
    error: there is neither a command nor a topic `return nwe`
    help: `vawg help` lists the commands and topics
    ");
    assert_snapshot!(sandbox.run("help weather"), @"
    exit status: 2
    ----- stderr -----
    error: there is neither a command nor a topic `weather`
    help: `vawg help` lists the commands and topics
    ");
    assert_snapshot!(sandbox.run("man chek"), @"
    exit status: 2
    ----- stderr -----
    error: there is no page about `chek`
    help: did you mean `vawg man check`?
    ");
    assert_snapshot!(sandbox.run("man return apply --dir x"), @"
    exit status: 2
    ----- stderr -----
    error: the argument '[PAGE]...' cannot be used with '--dir <DIR>'

    Usage: vawg man <PAGE>...

    For more information, try '--help'.
    ");
}

#[test]
fn a_man_page_has_what_the_help_has() {
    assert_snapshot!(Sandbox::new().run("man man").answer().replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    .TH "VAWG\-MAN" "1" "" "vawg VERSION" "vawg manual"
    .nh
    .ad l
    .SH NAME
    vawg\-man \- The manual as man pages
    .SH "SYNOPSIS"
    .nf
    vawg man [OPTIONS] [PAGE]...
    .fi
    .SH "DESCRIPTION"
    One page goes to standard output; \fBvawg help\fR shows the same in the terminal.
    .SH "ARGUMENTS"
    .TP
    \fB[PAGE]...\fR
    A command or a topic [default: the program as a whole].
    .SH "OPTIONS"
    .TP
    \fB\-\-dir <DIR>\fR
    Write every page into this folder, as \fBvawg\-check.1\fR and so on.
    .TP
    \fB\-h, \-\-help\fR
    Print help: a summary with \fB\-h\fR, all of it with \fB\-\-help\fR.
    .SH "EVERYWHERE"
    Every command also takes \fB\-\-plans\fR, \fB\-\-plan\fR, \fB\-\-as\-of\fR, \fB\-\-rev\fR, \fB\-\-color\fR; see vawg(1).
    .SH "EXAMPLES"
    .TP
    \fBvawg man check\fR
    the page of a command, as roff
    .TP
    \fBvawg man return new\fR
    the page of a command within another
    .TP
    \fBvawg man \-\-dir share/man\fR
    every page, for a package
    .SH SEE ALSO
    \fBvawg\fR(1)
    "#);
}

#[test]
fn every_command_and_topic_has_a_page_that_names_only_others_that_there_are() {
    let sandbox = Sandbox::new();
    let written = sandbox.run("man --dir share/man").answer();
    let files: Vec<_> = written.lines().map(|line| line.trim_start_matches("share/man/")).collect();
    for file in ["vawg.1", "vawg-check.1", "vawg-return-new.1", "vawg-format.7", "vawg-json.7"] {
        assert!(files.contains(&file), "{file}");
    }
    for file in &files {
        let text = String::from_utf8_lossy(sandbox.files().bytes(&format!("share/man/{file}"))).into_owned();
        let see = text.split(".SH SEE ALSO\n").nth(1).unwrap_or_default();
        for other in see.lines() {
            let name = other.replace("\\fB", "").replace("\\fR(", ".").replace("\\-", "-");
            let name = name.trim_end_matches(',').trim_end_matches(')');
            assert!(files.contains(&name), "{file} names {name}");
        }
    }
    let again = sandbox.run("man --dir share/man").answer();
    assert_eq!(again, written, "pages of an earlier time are replaced");
}

#[test]
fn json_has_the_keys_that_the_manual_tells_and_no_others() {
    let mut sandbox = Sandbox::of("examples");
    sandbox.commit("2026-03-01", "The plan");
    sandbox.run("update 3.2.4 --deadline 2026-08-31 --note 'Later' --as-of 2026-06-30");
    for shape in vawg::render::shapes::shapes() {
        let line = shape.heading.replace("vawg ", "") + " --as-of 2026-06-30";
        let line = if line.starts_with("check") { format!("{line} --no-baseline") } else { line };
        let given = serde_json::from_str(&sandbox.run(&line).stdout).expect("JSON");
        let told = compare(&given, &shape.schema, &shape.heading);
        assert!(told > 10, "{}: {told}", shape.heading);
    }
}

/// Compares the keys of a value with those of a schema, and gives how many there were.
fn compare(given: &Value, schema: &Value, path: &str) -> usize {
    let Some(properties) = schema["properties"].as_object() else { return 0 };
    let keys = |object: &Map<String, Value>| object.keys().cloned().collect::<BTreeSet<_>>();
    let given = given.as_object().unwrap_or_else(|| panic!("{path} is no object"));
    assert_eq!(keys(given), keys(properties), "{path}");
    let mut count = given.len();
    for (key, property) in properties {
        let path = format!("{path}: {key}");
        count += match &given[key] {
            Value::Array(items) => items.iter().map(|item| compare(item, &property["items"], &path)).sum(),
            Value::Null => 0,
            value => compare(value, property, &path),
        };
    }
    count
}
