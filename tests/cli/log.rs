//! `vawg log`: who changed what and when, whatever git and its users have done meanwhile.

use std::fs;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const FOLDER: &str = "plans/wendale/prevention/1";
const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

fn replace(sandbox: &Sandbox, path: &str, old: &str, new: &str) {
    let text = fs::read_to_string(sandbox.path(path)).expect("a file of the plan");
    assert!(text.contains(old), "{text}");
    sandbox.file(path, &text.replacen(old, new, 1));
}

fn append(sandbox: &Sandbox, path: &str, more: &str) {
    let text = fs::read_to_string(sandbox.path(path)).expect("a file of the plan");
    sandbox.file(path, &format!("{text}{more}"));
}

fn update(sandbox: &Sandbox, path: &str, day: &str, note: &str) {
    append(sandbox, path, &format!("\n[[update]]\ndate = {day}\nnote = \"{note}\"\n"));
}

fn add_action(sandbox: &Sandbox, path: &str, text: &str) {
    sandbox.file(
        path,
        &format!(
            "action = \"{text}\"\n\nlead = \"Housing Manager\"\n\ndeadline = 2026-12-01\n\nresources = \"Time\"\n"
        ),
    );
}

fn by(sandbox: &mut Sandbox, author: &str) {
    sandbox.set("GIT_AUTHOR_NAME", author).set("GIT_AUTHOR_EMAIL", "sam@wendale.example");
}

/// A plan with a few months of changes by two people.
fn lived_in() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-06-02", "The plan");
    replace(&sandbox, ACTION, "deadline = 2026-09-30", "deadline = 2026-12-31");
    append(
        &sandbox,
        ACTION,
        "\n[[update]]\ndate = 2026-07-10\nby = \"Housing Manager\"\nrag = \"amber\"\n\
         deadline_was = 2026-09-30\nnote = \"The refuges need until winter.\"\n",
    );
    sandbox.commit("2026-07-10", "1.1: deadline moved");
    by(&mut sandbox, "Sam Okafor");
    replace(&sandbox, ACTION, "lead = \"Housing Manager\"", "lead = \"Chief Constable\"\nsupport = [\"Refuges\"]");
    add_action(&sandbox, &format!("{FOLDER}/1.2.toml"), "Train the reception staff");
    sandbox.commit("2026-08-03", "After the meeting");
    sandbox
}

#[test]
fn every_change_is_told_in_the_words_of_the_plan_newest_first() {
    assert_snapshot!(lived_in().run("log"), @"
    exit status: 0
    ----- stdout -----
    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.1  lead changed from Housing Manager to Chief Constable
           support: added Refuges
      1.2  added: Train the reception staff

    2026-07-10  519a573e  Robin Field: 1.1: deadline moved
      1.1  deadline moved from 30 September 2026 to 31 December 2026, +92 days
           update of 10 July 2026 by Housing Manager: rated amber, deadline moved
           from 30 September 2026; The refuges need until winter.

    2026-06-02  9414a3e8  Robin Field: The plan
      plan.toml   added: Safe in Wendale
      prevention  added: Prevention
      1           added: People know where to turn
      1.1         added: Publish the referral pathways
    ");
}

#[test]
fn an_action_has_its_own_history_and_filters_choose_from_it() {
    let sandbox = lived_in();
    assert_snapshot!(sandbox.run("log 1.2"), @"
    exit status: 0
    ----- stdout -----
    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.2  added: Train the reception staff
    ");
    assert_snapshot!(sandbox.run("log --field deadline"), @"
    exit status: 0
    ----- stdout -----
    2026-07-10  519a573e  Robin Field: 1.1: deadline moved
      1.1  deadline moved from 30 September 2026 to 31 December 2026, +92 days
           update of 10 July 2026 by Housing Manager: rated amber, deadline moved
           from 30 September 2026; The refuges need until winter.
    ");
    assert_snapshot!(sandbox.run("log --field rating --format markdown"), @"
    exit status: 0
    ----- stdout -----
    | Date | Who | Ref | Change | Commit |
    | --- | --- | --- | --- | --- |
    | 2026-07-10 | Robin Field | 1.1 | update of 10 July 2026 by Housing Manager: rated amber, deadline moved from 30 September 2026; The refuges need until winter. | 519a573e |
    ");
    assert_snapshot!(sandbox.run("log --author OKAFOR --limit 1"), @"
    exit status: 0
    ----- stdout -----
    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.1  lead changed from Housing Manager to Chief Constable
    ");
    let count = |arguments: &str| sandbox.run(&format!("log --format ndjson {arguments}")).stdout.lines().count();
    let all = count("");
    assert_eq!(count("--until 2026-06-30") + count("--since 2026-07-01"), all);
    assert_eq!((count("--since 2026-08-03"), count("--since 2026-08-04"), count("--author sam@")), (3, 0, 3));
    assert_eq!((count("wendale:1.1"), count("prevention"), count("1"), count("--plan wendale")), (5, 8, 7, all));
    assert_eq!(count("--rev HEAD~1"), all - 3);
}

#[test]
fn programs_get_every_value() {
    assert_snapshot!(lived_in().run("log 1.1 --format json"), @r#"
    exit status: 0
    ----- stdout -----
    {"version":1,"entries":[
    {"commit":"6fe19cec7692952494ce6db956e2f8337ce66023","date":"2026-08-03","time":"2026-08-03T12:00:00Z","author":"Sam Okafor","subject":"After the meeting","plan":"wendale","ref":"1.1","part":"action","kind":"changed","field":"lead","before":"Housing Manager","after":"Chief Constable","text":"lead changed from Housing Manager to Chief Constable"},
    {"commit":"6fe19cec7692952494ce6db956e2f8337ce66023","date":"2026-08-03","time":"2026-08-03T12:00:00Z","author":"Sam Okafor","subject":"After the meeting","plan":"wendale","ref":"1.1","part":"action","kind":"changed","field":"support","before":null,"after":["Refuges"],"text":"support: added Refuges"},
    {"commit":"519a573e047b3197ea7f13b8394e560e1179fb0d","date":"2026-07-10","time":"2026-07-10T12:00:00Z","author":"Robin Field","subject":"1.1: deadline moved","plan":"wendale","ref":"1.1","part":"action","kind":"changed","field":"deadline","before":"2026-09-30","after":"2026-12-31","text":"deadline moved from 30 September 2026 to 31 December 2026, +92 days"},
    {"commit":"519a573e047b3197ea7f13b8394e560e1179fb0d","date":"2026-07-10","time":"2026-07-10T12:00:00Z","author":"Robin Field","subject":"1.1: deadline moved","plan":"wendale","ref":"1.1","part":"action","kind":"update-added","field":"update","before":null,"after":{"date":"2026-07-10","by":"Housing Manager","rag":"amber","note":"The refuges need until winter.","deadline_was":"2026-09-30"},"text":"update of 10 July 2026 by Housing Manager: rated amber, deadline moved from 30 September 2026; The refuges need until winter."},
    {"commit":"9414a3e8ee9cef2bbdc0b26f72f716620f48aea8","date":"2026-06-02","time":"2026-06-02T12:00:00Z","author":"Robin Field","subject":"The plan","plan":"wendale","ref":"1.1","part":"action","kind":"added","field":null,"before":null,"after":"Publish the referral pathways","text":"added: Publish the referral pathways"}
    ]}
    "#);
}

#[test]
fn wrong_questions_are_answered_with_what_was_meant() {
    let sandbox = lived_in();
    sandbox.plan("bristol");
    assert_snapshot!(sandbox.run("log 1.3"), @"
    exit status: 2
    ----- stderr -----
    error: no commit has anything about `1.3`; did you mean `1.2`?
    ");
    assert_snapshot!(sandbox.run("log --field leed"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'leed' for '--field <FIELD>': no file of a plan has it; did you mean `lead`?

    For more information, try '--help'.
    ");
    assert_snapshot!(sandbox.run("log --since soon"), @"
    exit status: 2
    ----- stderr -----
    error: --since: `soon` is not a day; write it as 2026-06-30, `today` or `today+30d`
    ");
    assert_snapshot!(sandbox.run("log --since 2027-01-01"), @"
    exit status: 0
    ----- stderr -----
    no such change is committed
    ");
    assert_snapshot!(sandbox.run("log bristol:1.1"), @"
    exit status: 2
    ----- stderr -----
    error: no commit has anything about `bristol:1.1`
    ");
    let mut sandbox = sandbox;
    sandbox.commit("2026-08-04", "Bristol");
    assert_snapshot!(sandbox.run("log 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: `1.1` is in more than one plan; give one in full: `bristol:1.1`, `wendale:1.1`
    ");
}

#[test]
fn what_is_renamed_moved_and_edited_keeps_its_history() {
    let mut sandbox = lived_in();
    sandbox.plan("bristol");
    sandbox.commit("2026-08-04", "Another plan with the same references");
    sandbox.git("mv plans/wendale/prevention/1/1.1.toml plans/wendale/prevention/1/1.7.toml");
    replace(&sandbox, "plans/wendale/prevention/1/1.7.toml", "2026-12-31", "2027-01-31");
    sandbox.commit("2026-08-05", "Renumbered");
    sandbox.git("mv plans/wendale/prevention plans/wendale/prevent");
    sandbox.commit("2026-08-06", "A shorter word");
    sandbox.git("mv plans/wendale plans/wendale-2026");
    sandbox.commit("2026-08-07", "The plan has a year");
    fs::create_dir_all(sandbox.path("plans/wendale-2026/prevent/2")).expect("a folder");
    sandbox.file("plans/wendale-2026/prevent/2/objective.toml", "title = \"Other\"\ntarget = \"2 of 3 by 2027\"\n");
    sandbox.git("mv plans/wendale-2026/prevent/1/1.7.toml plans/wendale-2026/prevent/2/1.7.toml");
    sandbox.commit("2026-08-08", "Under another objective");
    assert_snapshot!(sandbox.run("log 1.7"), @"
    exit status: 0
    ----- stdout -----
    2026-08-08  dd2cdbe9  Sam Okafor: Under another objective
      wendale-2026:1.7  moved from prevent/1 to prevent/2

    2026-08-05  67906fae  Sam Okafor: Renumbered
      wendale:1.7  renamed from 1.1
                   deadline moved from 31 December 2026 to 31 January 2027, +31 days

    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      wendale:1.1  lead changed from Housing Manager to Chief Constable
                   support: added Refuges

    2026-07-10  519a573e  Robin Field: 1.1: deadline moved
      wendale:1.1  deadline moved from 30 September 2026 to 31 December 2026, +92
                   days
                   update of 10 July 2026 by Housing Manager: rated amber, deadline
                   moved from 30 September 2026; The refuges need until winter.

    2026-06-02  9414a3e8  Robin Field: The plan
      wendale:1.1  added: Publish the referral pathways
    ");
    assert_snapshot!(sandbox.run("log wendale-2026:1.1"), @"
    exit status: 2
    ----- stderr -----
    error: no commit has anything about `wendale-2026:1.1`; did you mean `wendale-2026:1.7`?
    ");
    assert_eq!(sandbox.run("log wendale:1.1"), sandbox.run("log 1.7"));
    assert_snapshot!(sandbox.run("log --since 2026-08-05"), @"
    exit status: 0
    ----- stdout -----
    2026-08-08  dd2cdbe9  Sam Okafor: Under another objective
      wendale-2026:2    added: Other
      wendale-2026:1.7  moved from prevent/1 to prevent/2

    2026-08-07  90222348  Sam Okafor: The plan has a year
      wendale-2026:plan.toml  renamed from wendale

    2026-08-06  d30dde80  Sam Okafor: A shorter word
      wendale:prevent  renamed from prevention

    2026-08-05  67906fae  Sam Okafor: Renumbered
      wendale:1.7  renamed from 1.1
                   deadline moved from 31 December 2026 to 31 January 2027, +31 days
    ");
}

#[test]
fn what_is_gone_can_still_be_asked_for() {
    let mut sandbox = lived_in();
    fs::remove_file(sandbox.path(&format!("{FOLDER}/1.2.toml"))).expect("a file to remove");
    sandbox.commit("2026-08-05", "No longer wanted");
    assert_snapshot!(sandbox.run("log 1.2"), @"
    exit status: 0
    ----- stdout -----
    2026-08-05  a5ef022e  Sam Okafor: No longer wanted
      1.2  removed: Train the reception staff

    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.2  added: Train the reception staff
    ");
}

#[test]
fn an_action_is_shown_with_its_last_changes_where_they_are_asked_for() {
    let sandbox = lived_in();
    let (without, with) =
        (sandbox.run("show 1.1 --as-of 2026-08-03"), sandbox.run("show 1.1 --history --as-of 2026-08-03"));
    assert!(!without.stdout.contains("History"), "{without}");
    let history = with.stdout.split_once("\nHistory\n").map(|(_, history)| history).unwrap_or_default();
    assert_snapshot!(history, @"
    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.1  lead changed from Housing Manager to Chief Constable
           support: added Refuges

    2026-07-10  519a573e  Robin Field: 1.1: deadline moved
      1.1  deadline moved from 30 September 2026 to 31 December 2026, +92 days
           update of 10 July 2026 by Housing Manager: rated amber, deadline moved
           from 30 September 2026; The refuges need until winter.

    2026-06-02  9414a3e8  Robin Field: The plan
      1.1  added: Publish the referral pathways
    ");
    add_action(&sandbox, &format!("{FOLDER}/1.3.toml"), "Fund the refuges");
    let new = sandbox.run("show 1.3 --history").stdout;
    assert!(new.ends_with("\nHistory\nnothing is committed\n"), "{new}");
    let json = sandbox.run("show 1.1 --history --format json").stdout;
    assert!(json.contains("\"history\":[{\"commit\":\""), "{json}");
    assert!(!sandbox.run("show 1.1 --format json").stdout.contains("\"history\""));
}

#[test]
fn an_update_that_was_rewritten_or_removed_shows() {
    let mut sandbox = lived_in();
    replace(&sandbox, ACTION, "rag = \"amber\"", "rag = \"green\"");
    sandbox.commit("2026-08-05", "A rosier view");
    let text = fs::read_to_string(sandbox.path(ACTION)).expect("the action");
    let first = text.find("[[update]]").expect("an update");
    let second = text.rfind("[[update]]").expect("another");
    sandbox.file(ACTION, &format!("{}{}", &text[..first], &text[second..]));
    sandbox.commit("2026-08-06", "Tidied");
    assert_snapshot!(sandbox.run("log 1.1 --since 2026-08-05"), @"
    exit status: 0
    ----- stdout -----
    2026-08-06  89a5ff7d  Sam Okafor: Tidied
      1.1  update of 2 June 2026 by Housing Manager removed: in progress, rated
           green; First draft agreed with the refuges

    2026-08-05  e0ed2dba  Sam Okafor: A rosier view
      1.1  update of 10 July 2026 rewritten: rag changed from amber to green
    ");
}

#[test]
fn a_file_that_could_not_be_read_is_said_and_what_changed_meanwhile_is_not_lost() {
    let mut sandbox = lived_in();
    replace(&sandbox, ACTION, "Chief Constable\"", "Chief Officer");
    sandbox.commit("2026-08-05", "A slip");
    replace(&sandbox, ACTION, "resources = \"Officer time\"", "resources = \"Two officers\"");
    sandbox.commit("2026-08-06", "Not noticed");
    replace(&sandbox, ACTION, "Chief Officer", "Chief Officer\"");
    sandbox.commit("2026-08-07", "Mended");
    replace(&sandbox, ACTION, "deadline = 2026-12-31", "deadline = \"soon\"");
    append(&sandbox, &format!("{FOLDER}/1.2.toml"), "# a comment\n");
    sandbox.commit("2026-08-08", "No date, and a comment");
    assert_snapshot!(sandbox.run("log --since 2026-08-05"), @"
    exit status: 0
    ----- stdout -----
    2026-08-08  1cff7a27  Sam Okafor: No date, and a comment
      1.1  deadline removed; it was 31 December 2026
           could not be read: `soon` is not a deadline
      1.2  comments or layout changed, and nothing that it says

    2026-08-07  40e71281  Sam Okafor: Mended
      1.1  lead changed from Chief Constable to Chief Officer
           resources reworded from “Officer time” to “Two officers”

    2026-08-05  63561760  Sam Okafor: A slip
      1.1  could not be read: a quotation mark is missing
    ");
}

#[test]
fn a_part_of_the_history_says_what_the_whole_says() {
    let mut sandbox = lived_in();
    let lines = |sandbox: &Sandbox, arguments: &str| {
        let run = sandbox.run(&format!("log --format ndjson {arguments}"));
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let compare = |sandbox: &Sandbox| {
        let all = lines(sandbox, "");
        for limit in 0..=all.len() + 1 {
            assert_eq!(lines(sandbox, &format!("--limit {limit}")), all[..limit.min(all.len())]);
        }
        for day in ["2026-07-01", "2026-08-03", "2026-08-06", "2026-08-11", "2026-09-01"] {
            let is_since = |line: &&String| line.contains("\"date\":\"") && date_of(line) >= day;
            let wanted: Vec<_> = all.iter().filter(is_since).cloned().collect();
            assert_eq!(lines(sandbox, &format!("--since {day}")), wanted, "{day}");
        }
    };
    compare(&sandbox);
    replace(&sandbox, ACTION, "Chief Constable\"", "Chief Officer");
    sandbox.commit("2026-08-05", "A slip");
    replace(&sandbox, ACTION, "Chief Officer", "Chief Officer\"");
    sandbox.commit("2026-08-07", "Mended");
    compare(&sandbox);
    sandbox.git("checkout --quiet -b side");
    update(&sandbox, ACTION, "2026-08-10", "From the side.");
    sandbox.commit("2026-08-10", "On the side");
    sandbox.git("checkout --quiet main");
    add_action(&sandbox, &format!("{FOLDER}/1.3.toml"), "Fund the refuges");
    sandbox.commit("2026-08-11", "On the main line");
    sandbox.git("merge --quiet --no-edit --strategy=ours side");
    compare(&sandbox);
}

/// The day of an entry's commit.
fn date_of(line: &str) -> &str {
    let start = line.find("\"date\":\"").map_or(0, |place| place + "\"date\":\"".len());
    line.get(start..start + 10).unwrap_or_default()
}

#[test]
fn a_merge_is_told_by_what_it_did_itself() {
    let mut sandbox = lived_in();
    sandbox.git("checkout --quiet -b side");
    update(&sandbox, ACTION, "2026-08-10", "From the side.");
    replace(&sandbox, ACTION, "Officer time", "One officer");
    sandbox.commit("2026-08-10", "On the side");
    sandbox.git("checkout --quiet main");
    update(&sandbox, ACTION, "2026-08-11", "From the main line.");
    sandbox.commit("2026-08-11", "On the main line");
    let merged = fs::read_to_string(sandbox.path(ACTION)).expect("the action");
    sandbox.git("merge --quiet --no-commit --strategy=ours side");
    let merged = merged.replace("Officer time", "One officer").replace("Chief Constable", "Nobody");
    sandbox.file(ACTION, &format!("{merged}\n[[update]]\ndate = 2026-08-12\nnote = \"In the merge.\"\n"));
    sandbox.commit("2026-08-12", "Merged by hand");
    assert_snapshot!(sandbox.run("log 1.1 --since 2026-08-10"), @"
    exit status: 0
    ----- stdout -----
    2026-08-12  36f47723  Sam Okafor: Merged by hand
      1.1  lead changed from Chief Constable to Nobody
           update of 12 August 2026: In the merge.
           update of 10 August 2026 removed: From the side.

    2026-08-11  dc9437e2  Sam Okafor: On the main line
      1.1  update of 11 August 2026: From the main line.

    2026-08-10  c7948c60  Sam Okafor: On the side
      1.1  resources reworded from “Officer time” to “One officer”
           update of 10 August 2026: From the side.
    ");
}

#[test]
fn what_a_merge_threw_away_is_told_once() {
    let mut sandbox = lived_in();
    sandbox.git("checkout --quiet -b side");
    update(&sandbox, ACTION, "2026-08-10", "From the side.");
    add_action(&sandbox, &format!("{FOLDER}/1.3.toml"), "Fund the refuges");
    sandbox.commit("2026-08-10", "On the side");
    sandbox.git("checkout --quiet main");
    replace(&sandbox, ACTION, "rag = \"amber\"", "rag = \"red\"");
    fs::remove_file(sandbox.path(&format!("{FOLDER}/1.2.toml"))).expect("a file to remove");
    sandbox.commit("2026-08-11", "On the main line");
    sandbox.git("merge --quiet --no-edit --strategy=ours side");
    sandbox.git("checkout --quiet side");
    update(&sandbox, &format!("{FOLDER}/1.3.toml"), "2026-08-12", "Begun.");
    sandbox.commit("2026-08-12", "The side goes on");
    sandbox.git("checkout --quiet main");
    sandbox.git("merge --quiet --no-edit --strategy=ours side");
    assert_snapshot!(sandbox.run("log --since 2026-08-10"), @"
    exit status: 0
    ----- stdout -----
    2026-08-12  18090ed9  Sam Okafor: The side goes on
      1.3  update of 12 August 2026: Begun.

    2026-08-11  29e57869  Sam Okafor: Merge branch 'side'
      1.1  update of 10 August 2026 removed: From the side.
      1.3  removed: Fund the refuges

    2026-08-11  72f1496b  Sam Okafor: On the main line
      1.1  update of 10 July 2026 rewritten: rag changed from amber to red
      1.2  removed: Train the reception staff

    2026-08-10  04c60608  Sam Okafor: On the side
      1.1  update of 10 August 2026: From the side.
      1.3  added: Fund the refuges
    ");
}

#[test]
fn an_ordinary_merge_adds_nothing_to_the_story() {
    let mut sandbox = lived_in();
    sandbox.git("checkout --quiet -b side");
    replace(&sandbox, ACTION, "rag = \"amber\"", "rag = \"red\"");
    sandbox.git("mv plans/wendale/prevention/1/1.2.toml plans/wendale/prevention/1/1.5.toml");
    sandbox.commit("2026-08-10", "On the side");
    sandbox.git("checkout --quiet main");
    add_action(&sandbox, &format!("{FOLDER}/1.3.toml"), "Fund the refuges");
    sandbox.commit("2026-08-11", "On the main line");
    sandbox.git("merge --quiet --no-edit side");
    assert_snapshot!(sandbox.run("log --since 2026-08-10"), @"
    exit status: 0
    ----- stdout -----
    2026-08-11  bf520a5d  Sam Okafor: On the main line
      1.3  added: Fund the refuges

    2026-08-10  bef954f7  Sam Okafor: On the side
      1.1  update of 10 July 2026 rewritten: rag changed from amber to red
      1.5  renamed from 1.2
    ");
    sandbox.git("checkout --quiet -b squashed HEAD~1");
    sandbox.git("merge --quiet --squash side");
    sandbox.commit("2026-08-13", "Squashed");
    assert_snapshot!(sandbox.run("log --since 2026-08-12"), @"
    exit status: 0
    ----- stdout -----
    2026-08-13  b83cb1cc  Sam Okafor: Squashed
      1.1  update of 10 July 2026 rewritten: rag changed from amber to red
      1.5  renamed from 1.2
    ");
}

#[test]
fn ends_of_lines_are_no_change() {
    let mut sandbox = lived_in();
    sandbox.git("config core.autocrlf false");
    let text = fs::read_to_string(sandbox.path(ACTION)).expect("the action");
    sandbox.file(ACTION, &text.replace('\n', "\r\n"));
    sandbox.commit("2026-08-05", "Saved by another editor");
    assert_snapshot!(sandbox.run("log --since 2026-08-05"), @"
    exit status: 0
    ----- stdout -----
    2026-08-05  44bd8ebb  Sam Okafor: Saved by another editor
      1.1  comments or layout changed, and nothing that it says
    ");
}

#[test]
fn a_shallow_clone_does_not_take_its_beginning_for_a_change() {
    let mut sandbox = lived_in();
    let origin = format!("file://{}", sandbox.path("").display());
    sandbox.git(&format!("clone --quiet --depth 2 {origin} shallow"));
    sandbox.cd("shallow");
    assert_snapshot!(sandbox.run("log"), @"
    exit status: 0
    ----- stdout -----
    2026-08-03  6fe19cec  Sam Okafor: After the meeting
      1.1  lead changed from Housing Manager to Chief Constable
           support: added Refuges
      1.2  added: Train the reception staff
    ----- stderr -----
    warning: this clone is shallow: nothing up to 10 July 2026 can be seen; `git fetch --unshallow` fetches it
    ");
    sandbox.git("fetch --quiet --unshallow");
    assert_eq!(sandbox.run("log").stderr, "");
}

#[test]
fn settings_of_the_user_change_nothing() {
    let mut sandbox = lived_in();
    let plain = sandbox.run("log --format json");
    for (setting, value) in [
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.showSignature", "true"),
        ("log.diffMerges", "separate"),
        ("log.decorate", "full"),
        ("log.date", "relative"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("format.pretty", "oneline"),
    ] {
        sandbox.git(&format!("config {setting} {value}"));
    }
    sandbox.cd("plans/wendale/prevention");
    assert_eq!(sandbox.run("log --format json"), plain);
}

#[test]
fn names_with_letters_of_any_kind_are_kept() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale");
    fs::create_dir(sandbox.path("our pläne")).expect("a folder");
    fs::rename(sandbox.path("plans"), sandbox.path("our pläne/plans")).expect("to move it");
    by(&mut sandbox, "Zoë O'Néill");
    sandbox.commit("2026-06-02", "Der Plan für Wendale ‒ ☂");
    sandbox.cd("our pläne");
    assert_snapshot!(sandbox.run("log"), @"
    exit status: 0
    ----- stdout -----
    2026-06-02  60e07157  Zoë O'Néill: Der Plan für Wendale ‒ ☂
      plan.toml   added: Safe in Wendale
      prevention  added: Prevention
      1           added: People know where to turn
      1.1         added: Publish the referral pathways
    ");
}

#[test]
fn nothing_in_a_file_or_commit_acts_on_the_terminal() {
    let mut sandbox = Sandbox::with_plan("wendale");
    replace(&sandbox, ACTION, "Publish the referral pathways", "\\u001b[31mPublish | <b>");
    by(&mut sandbox, "Robin \u{1b}[31mField");
    sandbox.commit("2026-06-02", "The \u{202e}plan");
    let table = sandbox.run("log");
    let markdown = sandbox.run("log --format markdown");
    let json = sandbox.run("log --format ndjson");
    for output in [&table, &markdown, &json] {
        assert!(!output.stdout.contains(['\u{1b}', '\u{202e}']), "{output}");
    }
    assert!(!markdown.stdout.contains("<b>"), "{markdown}");
}

#[test]
fn where_there_is_no_history_there_is_an_error() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("log"), @"
    exit status: 2
    ----- stderr -----
    error: plans is not in a git repository, so there is no audit trail; `git init` begins one
    ");
    sandbox.git("init --quiet --initial-branch=main");
    assert_snapshot!(sandbox.run("log"), @"
    exit status: 2
    ----- stderr -----
    error: there is no commit yet; `git add` and `git commit` make the first
    ");
}
