//! What the rules say of plans that are wrong in several ways, and what they leave alone.

use insta::assert_snapshot;

use vawg::rules::Example;

use crate::disk::{Disk, said};

const CLEAN: &str = r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2026-12-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#;

/// An action with everything but a lead and a deadline.
const BARE: &str = r#"action = "Train the housing officers"

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#;

/// A clean action with more lines at its end.
fn clean_and(more: &str) -> String {
    format!("{CLEAN}\n{more}")
}

#[test]
fn what_several_actions_inherit_is_reported_once_where_it_is_given() {
    let found = said([
        ("prevention/1/objective.toml", "title = \"One\"\nlead = \"TBC\"\ndeadline = \"???\"\n"),
        ("prevention/1/1.1.toml", BARE),
        ("prevention/1/1.2.toml", BARE),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/1/objective.toml:3:12: error[missing-deadline]: no deadline: the plan says only `???` (so for 2 actions below)
      help: say when it is due: `deadline = 2026-12-01`, a month `"2026-12"`, or `recurs = { every = "3 months", from = 2026-06-30 }`
    wendale/prevention/1/objective.toml:2:8: error[missing-lead]: no lead: the plan says only `TBC` (so for 2 actions below)
      help: name one post that answers for it: `lead = "Housing Manager"`
    "#);
    let found = said([
        ("prevention/theme.toml", "title = \"Prevention\"\ndeadline = \"ongoing\"\n"),
        ("prevention/1/objective.toml", "title = \"One\"\nlead = \"Wendale Board\"\n"),
        ("prevention/1/1.1.toml", BARE),
        ("prevention/1/1.2.toml", BARE),
        ("parties.toml", "[[party]]\nname = \"Wendale Board\"\nkind = \"group\"\n"),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/objective.toml:2:8: warning[group-lead]: the lead `Wendale Board` is a group
      help: name the post that answers for it, such as the group's chair, and the group under `support`
    wendale/prevention/theme.toml:2:12: warning[ongoing-without-review]: ongoing, and no day on which it is looked at (so for 2 actions below)
      help: add the day of the next review: `review = 2026-10-15`
    ");
    let found = said([
        ("prevention/1/objective.toml", "title = \"One\"\nlead = \"Housing Manager\"\ndeadline = 2062-12-01\n"),
        ("prevention/1/1.1.toml", BARE),
        ("prevention/1/1.2.toml", BARE),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/objective.toml:3:12: warning[deadline-outside-plan]: falls due on 2062-12-01, after the plan ends on 2029-03-31 (so for 2 actions below)
      help: put the date right, or `starts` and `ends` in plan.toml
    ");
}

#[test]
fn a_placeholder_that_nobody_inherits_is_only_a_placeholder() {
    let found = said([("prevention/1/objective.toml", "title = \"One\"\nlead = \"TBC\"\ndeadline = \"???\"\n")]);
    assert_snapshot!(found, @"
    wendale/prevention/1/objective.toml:2:8: warning[placeholder]: `lead` says only `TBC`
      help: write what is meant, or delete `lead` until it is known
    wendale/prevention/1/objective.toml:3:12: warning[placeholder]: `deadline` says only `???`
      help: write what is meant, or delete `deadline` until it is known
    ");
}

#[test]
fn what_cannot_be_read_is_not_missing_as_well() {
    let broken = "action = \"Train\"\nlead = 5\ndeadline = \"soon\"\nresources = []\noutcome_measure = 2026-01-01\n";
    assert_snapshot!(said([("prevention/1/1.1.toml", broken)]), @r#"
    wendale/prevention/1/1.1.toml:2:8: error[wrong-type]: `lead` should be text in quotation marks, not the number 5
      help: name one: `lead = "Housing Manager"`; who helps stands under `support`
    wendale/prevention/1/1.1.toml:3:12: error[invalid-value]: `soon` is not a deadline
      help: write a day `2026-12-01`, or `"2026-12"`, `"2026-Q4"`, `"2026-autumn"`, `"2026/27"` or `"ongoing"`
    wendale/prevention/1/1.1.toml:4:13: error[wrong-type]: `resources` should be text in quotation marks, not a list
      help: write one text in quotation marks: `"…"`
    wendale/prevention/1/1.1.toml:5:19: error[wrong-type]: `outcome_measure` should be text in quotation marks, not a date
      help: put it in quotation marks: `"…"`
    "#);
    let found = said([
        ("prevention/1/objective.toml", "title = \"One\nlead = \"Housing Manager\"\n"),
        ("prevention/1/1.1.toml", BARE),
        ("prevention/2/objective.toml", "title = \"Two\"\n"),
        ("prevention/2/2.1.toml", "action = \n"),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/1/objective.toml:1:13: error[toml-syntax]: a quotation mark is missing
      help: text stands in quotation marks: `lead = "Housing Manager"`
    wendale/prevention/2/2.1.toml:1:10: error[toml-syntax]: a value without quotation marks
      help: text stands in quotation marks: `lead = "Housing Manager"`
    "#);
}

#[test]
fn what_is_misspelt_is_not_missing_as_well() {
    let misspelt = CLEAN.replace("lead", "leed").replace("deadline", "dedline");
    let update = "\n[[update]]\ndat = 2026-06-01\nnote = \"Begun.\"\n";
    assert_snapshot!(said([("prevention/1/1.1.toml", format!("{misspelt}{update}").as_str())]), @"
    wendale/prevention/1/1.1.toml:3:1: error[unknown-key]: unknown key `leed`
      help: did you mean `lead`?
    wendale/prevention/1/1.1.toml:5:1: error[unknown-key]: unknown key `dedline`
      help: did you mean `deadline`?
    wendale/prevention/1/1.1.toml:11:1: error[unknown-key]: unknown key `dat`
      help: did you mean `date`?
    ");
}

#[test]
fn what_is_done_or_given_up_is_left_alone() {
    let with = |status: &str| {
        let update = format!("[[update]]\ndate = 2026-06-01\nstatus = \"{status}\"\nnote = \"Agreed by the board.\"\n");
        format!("action = \"Train the housing officers\"\nlead = \"Wendale Board\"\nresources = \"TBC\"\n\n{update}")
    };
    for status in ["complete", "withdrawn", "carried-forward"] {
        let found = said([
            ("prevention/1/1.1.toml", with(status).as_str()),
            ("parties.toml", "[[party]]\nname = \"Wendale Board\"\nkind = \"group\"\nstate = \"proposed\"\n"),
        ]);
        assert_eq!(found, "", "{status}");
    }
    let open = said([("prevention/1/1.1.toml", with("in-progress").as_str())]);
    assert!(open.contains("missing-deadline") && open.contains("placeholder"), "{open}");
}

#[test]
fn references_lead_to_what_is_there() {
    let more = r#"depends_on = ["1", "1.3", "other:9.9"]
see = ["1", "1.2", "2.1", "wendale:1.1", "wendal:1.1"]
carried_from = "wendale-2021-24:2.4"
"#;
    let own = clean_and("carried_from = \"wendale:9.9\"\n");
    let found = said([
        ("prevention/1/1.2.toml", clean_and(more).as_str()),
        ("prevention/1/1.4.toml", own.as_str()),
        ("prevention/2/objective.toml", "title = \"Two\"\n"),
        ("prevention/2/2.1.toml", "action = \n"),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/2/2.1.toml:1:10: error[toml-syntax]: a value without quotation marks
      help: text stands in quotation marks: `lead = "Housing Manager"`
    wendale/prevention/1/1.2.toml:10:15: error[broken-reference]: `1` is an objective; only an action can stand here
      help: name the action that is meant, or point to the objective with `see`
    wendale/prevention/1/1.2.toml:10:20: error[broken-reference]: there is no action `1.3`
      help: did you mean `1.4`? `vawg list` shows the references
    wendale/prevention/1/1.2.toml:10:27: error[broken-reference]: `other:9.9` is of a plan that is not here
      help: name a plan of this plans folder, or delete it
    wendale/prevention/1/1.2.toml:11:42: error[broken-reference]: `wendal:1.1` is of a plan that is not here
      help: did you mean `wendale`?
    wendale/prevention/1/1.4.toml:10:16: error[broken-reference]: there is no action `wendale:9.9`
      help: `vawg list` shows the references; delete what no longer applies
    "#);
}

#[test]
fn every_cycle_is_named_once() {
    let needs = |references: &str| clean_and(&format!("depends_on = [{references}]\n"));
    let found = said([
        ("prevention/1/1.1.toml", needs("\"1.2\", \"1.4\"").as_str()),
        ("prevention/1/1.2.toml", needs("\"1.3\"").as_str()),
        ("prevention/1/1.3.toml", needs("\"1.1\"").as_str()),
        ("prevention/1/1.4.toml", needs("\"1.1\", \"1.4\", \"1.5\"").as_str()),
        ("prevention/1/1.5.toml", CLEAN),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/1.1.toml:10:14: error[dependency-cycle]: these actions wait for each other: `1.1` needs `1.2`, which needs `1.3`, which needs `1.1`
      also: wendale/prevention/1/1.3.toml:10:14: waits for `1.1`
      help: decide which comes first, and take what it waits for out of its `depends_on`
    wendale/prevention/1/1.1.toml:10:14: error[dependency-cycle]: these actions wait for each other: `1.1` needs `1.4`, which needs `1.1`
      also: wendale/prevention/1/1.4.toml:10:14: waits for `1.1`
      help: decide which comes first, and take what it waits for out of its `depends_on`
    wendale/prevention/1/1.4.toml:10:14: error[dependency-cycle]: `1.4` depends on itself
      help: decide which comes first, and take what it waits for out of its `depends_on`
    ");
}

#[test]
fn a_cycle_through_two_plans_is_reported_in_the_first() {
    let found = said([
        ("prevention/1/1.1.toml", clean_and("depends_on = [\"avon:1.1\"]\n").as_str()),
        ("../avon/plan.toml", "title = \"Avon\"\n"),
        ("../avon/1.1.toml", clean_and("depends_on = [\"wendale:1.1\"]\n").as_str()),
    ]);
    assert_snapshot!(found, @"
    avon/1.1.toml:10:14: error[dependency-cycle]: these actions wait for each other: `1.1` needs `wendale:1.1`, which needs `1.1`
      also: wendale/prevention/1/1.1.toml:10:14: waits for `1.1`
      help: decide which comes first, and take what it waits for out of its `depends_on`
    ");
}

#[test]
fn a_plan_sets_levels_for_rules_that_exist() {
    let levels =
        "missing-lead = \"warning\"\nmissing-deadline = \"off\"\nmissing-leed = \"off\"\ntoml-syntax = \"off\"\n";
    let plan = format!("title = \"Wendale\"\n\n[check]\n{levels}");
    assert_snapshot!(said([("plan.toml", plan.as_str()), ("prevention/1/1.1.toml", BARE)]), @r#"
    wendale/plan.toml:6:16: error[invalid-value]: there is no rule `missing-leed`
      help: did you mean `missing-lead`?
    wendale/plan.toml:7:15: error[invalid-value]: `toml-syntax` cannot be set to `off`: what cannot be read is always an error
      help: delete the line `toml-syntax = "off"`
    wendale/prevention/1/1.1.toml:1:1: warning[missing-lead]: no lead: nobody answers for this action
      help: name one post that answers for it: `lead = "Housing Manager"`
    "#);
}

#[test]
fn recurring_actions_are_judged_by_their_turns() {
    let recurs = |from: &str, more: &str| {
        format!("{BARE}lead = \"Housing Manager\"\nrecurs = {{ every = \"3 months\", from = {from} }}\n\n{more}")
    };
    let done = "[[update]]\ndate = 2026-06-20\nstatus = \"complete\"\n";
    let found = said([
        ("prevention/1/1.1.toml", recurs("2026-06-15", "").as_str()),
        ("prevention/1/1.2.toml", recurs("2026-06-15", done).as_str()),
        ("prevention/1/1.3.toml", recurs("2020-06-15", "").as_str()),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/1.1.toml:6:10: warning[overdue-without-note]: 15 days overdue, and no update says why
      help: add an `[[update]]` whose `note` says why, and what is done about it
    wendale/prevention/1/1.3.toml:6:10: warning[deadline-outside-plan]: comes round first on 2020-06-15, before the plan starts on 2026-04-01
      help: put the date right, or `starts` and `ends` in plan.toml
    wendale/prevention/1/1.3.toml:6:10: warning[overdue-without-note]: 2206 days overdue, and no update says why
      help: add an `[[update]]` whose `note` says why, and what is done about it
    ");
}

#[test]
fn the_register_is_asked_only_where_it_could_be_read() {
    let found = said([("prevention/1/1.1.toml", CLEAN), ("parties.toml", "[[party]]\nnme = \"Housing Manager\"\n")]);
    assert_snapshot!(found, @"
    wendale/parties.toml:2:1: error[unknown-key]: unknown key `nme`
      help: did you mean `name`?
    ");
    let theme = "title = \"Prevention\"\nlead = \"Cllr Field\"\nsupport = [\"Wendale Refuge\", \"TBC\"]\n";
    let found = said([
        ("prevention/theme.toml", theme),
        ("parties.toml", "[[party]]\nname = \"Head of Housing\"\naliases = [\"housing manager\"]\n"),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/theme.toml:3:30: warning[placeholder]: `support` says only `TBC`
      help: write what is meant, or take it out of `support`
    wendale/prevention/theme.toml:2:8: warning[unknown-party]: `Cllr Field` is not in parties.toml
      help: add it to parties.toml: `[[party]]`, `name = "Cllr Field"`, or to the `aliases` of a party
    wendale/prevention/theme.toml:3:12: warning[unknown-party]: `Wendale Refuge` is not in parties.toml
      help: add it to parties.toml: `[[party]]`, `name = "Wendale Refuge"`, or to the `aliases` of a party
    "#);
}

#[test]
fn personal_data_counts_where_it_would_be_published() {
    let note = "[[update]]\ndate = 2026-06-01\nnote = \"Ring 01632 960 001\"\n";
    let found = said([
        ("plan.toml", "title = \"Wendale\"\n\n[as_written]\nfooter = 'S:\\CST\\plan.doc'\n"),
        ("prevention/1/1.1.toml", clean_and(&format!("public = false\n\n{note}")).as_str()),
        ("prevention/1/1.2.toml", clean_and("[as_written]\ndeadline = \"ask rf@wendale.example\"\n").as_str()),
        ("prevention/1/1.3.toml", clean_and(r"evidence = ['\\server\plans\minutes.doc']").as_str()),
        (
            "parties.toml",
            "[[party]]\nname = \"Housing Manager\"\n\n[[party]]\nname = \"Robin Field\"\nkind = \"person\"\n",
        ),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/1.2.toml:11:12: warning[personal-data]: `deadline` holds an e-mail address
      help: take it out; contact details live in contacts.toml, which git ignores
    wendale/prevention/1/1.3.toml:10:13: warning[personal-data]: `evidence` holds a path on a file server
      help: take it out; contact details live in contacts.toml, which git ignores
    ");
}

#[test]
fn money_in_kind_needs_no_amount() {
    let costs = "[[cost]]\ntext = \"Rooms\"\nstate = \"in-kind\"\n\n[[cost]]\nstate = \"sought\"\n";
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(costs).as_str())]), @r#"
    wendale/prevention/1/1.1.toml:14:1: warning[uncosted]: this cost has no amount
      help: add the `amount`, be it an estimate, or `state = "in-kind"`
    "#);
}

#[test]
fn a_rating_is_explained_by_a_later_note_and_red_by_a_review() {
    let rated = |rag: &str, more: &str| clean_and(&format!("{more}\n[[update]]\ndate = 2026-06-01\nrag = \"{rag}\"\n"));
    let noted = "\n[[update]]\ndate = 2026-06-20\nnote = \"The refuges agree.\"\n";
    let found = said([
        ("prevention/1/1.1.toml", format!("{}{noted}", rated("amber", "")).as_str()),
        ("prevention/1/1.2.toml", format!("{}{noted}", rated("red", "")).as_str()),
        ("prevention/1/1.3.toml", rated("red", "review = 2026-07-09\n").as_str()),
        ("prevention/1/1.4.toml", rated("red", "").as_str()),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/1/1.3.toml:14:7: warning[rating-without-note]: rated red without a word of why
      help: add a `note` to this update
    wendale/prevention/1/1.4.toml:13:7: warning[red-without-recovery]: reported red, and nothing says what is done about it
      help: say in its `note` what is done about it, or add the day of the next `review`
    ");
}

#[test]
fn every_placeholder_is_found_but_not_in_the_words_of_the_source() {
    let more = r#"support = ["Wendale Refuge", "TBC"]

[as_written]
resources = "???"

[[milestone]]
text = "Agreed"
deadline = "tbc"

[[risk]]
text = "as above"

[[update]]
date = 2026-06-01
deadline_was = "???"
note = "To be completed."
"#;
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(more).as_str())]), @"
    wendale/prevention/1/1.1.toml:10:30: warning[placeholder]: `support` says only `TBC`
      help: write what is meant, or take it out of `support`
    wendale/prevention/1/1.1.toml:17:12: warning[placeholder]: `deadline` says only `tbc`
      help: write what is meant, or delete `deadline` until it is known
    wendale/prevention/1/1.1.toml:20:8: warning[placeholder]: `text` says only `as above`
      help: write what is meant, or delete `text` until it is known
    wendale/prevention/1/1.1.toml:25:8: warning[placeholder]: `note` says only `To be completed.`
      help: write what is meant, or delete `note` until it is known
    ");
}

#[test]
fn a_closed_plan_is_told_what_was_entered_after_its_end() {
    let settings = |closed: &str| {
        let days = "starts = 2026-05-01\nends = 2029-03-31";
        format!("title = \"Safe in Wendale\"\n\npartnership = \"Wendale Partnership\"\n\n{days}\nclosed = {closed}\n")
    };
    let later = clean_and("[[update]]\ndate = 2026-06-25\nrag = \"green\"\nnote = \"Begun.\"\n");
    let found = |closed: &str| {
        let settings = settings(closed);
        said([("plan.toml", settings.as_str()), ("prevention/1/1.1.toml", later.as_str())])
    };
    assert_snapshot!(found("2026-06-20"), @"
    wendale/prevention/1/1.1.toml:11:8: warning[future-update]: dated 2026-06-25, after the plan was closed on 2026-06-20
      help: put the date right; what is still to come is a `[[milestone]]`
    ");
    assert_eq!(found("2026-06-25"), "");
}

#[test]
fn what_comes_up_by_itself_is_so_marked_until_a_plan_is_closed() {
    let timed = |closed: &str| {
        let settings = format!(
            "title = \"Safe in Wendale\"\npartnership = \"Wendale Partnership\"\nstarts = 2026-05-01\n{closed}"
        );
        let later = clean_and("[[update]]\ndate = 2026-07-25\nrag = \"green\"\nnote = \"Begun.\"\n");
        let files = [("plan.toml", settings.as_str()), ("prevention/1/1.1.toml", later.as_str())];
        Disk::with(files, []).problems().iter().map(|problem| problem.timed).collect::<Vec<_>>()
    };
    assert_eq!(timed(""), [true]);
    assert_eq!(timed("closed = 2026-12-31\n"), [true]);
    assert_eq!(timed("closed = 2026-06-20\n"), [false]);
}

#[test]
fn what_says_nothing_is_missing_as_much_as_a_placeholder() {
    let found = said([
        ("prevention/1/objective.toml", "title = \" \"\n"),
        ("prevention/1/1.1.toml", &CLEAN.replace("Train the housing officers", " ")),
        ("prevention/1/1.2.toml", &CLEAN.replace("Train the housing officers", "TBC")),
        ("prevention/2/objective.toml", "title = \"???\"\n"),
        ("prevention/2/2.1.toml", CLEAN),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/1/1.1.toml:1:10: error[missing-action]: no action: nothing says what will be done
      help: say in one sentence what will be done: `action = "Publish the referral pathways"`
    wendale/prevention/1/1.2.toml:1:10: error[missing-action]: no action: the plan says only `TBC`
      help: say in one sentence what will be done: `action = "Publish the referral pathways"`
    wendale/prevention/1/objective.toml:1:9: error[missing-title]: no title: nothing says what the objective `1` is about
      help: name it in objective.toml: `title = "…"`
    wendale/prevention/2/objective.toml:1:9: error[missing-title]: no title: the objective `2` says only `???`
      help: name it in objective.toml: `title = "…"`
    "#);
}

#[test]
fn what_rests_on_an_update_that_cannot_be_read_is_not_reported() {
    let log = "[[update]]\ndate = 2026-06-01\nrag = \"red\"\n\n[[update]]\ndate = \"soon\"\nnote = \"Better.\"\n";
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(log).as_str())]), @"
    wendale/prevention/1/1.1.toml:15:8: error[wrong-type]: `date` should be a date such as 2009-07-01, without quotation marks, not text
      help: write the day without quotation marks: `2026-12-01`
    ");
}

#[test]
fn a_completion_that_nothing_shows_is_pointed_at_in_the_log() {
    let log = "\
[[update]]
date = 2026-05-01
status = \"complete\"
note = \"All trained.\"

[[update]]
date = 2026-05-10
status = \"in-progress\"
note = \"Three were missed.\"

[[update]]
date = 2026-06-22
status = \"complete\"

[[update]]
date = 2026-06-22
by = \"PCT\"
";
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(log).as_str())]), @r#"
    wendale/prevention/1/1.1.toml:22:10: warning[complete-without-evidence]: complete, and nothing shows it
      help: say in its `note` what was done, or add `evidence = ["…"]`: a file in the plan's folder or a web address
    "#);
}

#[test]
fn an_accepted_rule_that_there_is_not_comes_with_the_one_that_was_meant() {
    let accepted = |rule: &str| format!("[[known]]\nrule = \"{rule}\"\nref = \"1.1\"\nreason = \"Agreed.\"\n");
    assert_snapshot!(said([("baseline.toml", accepted("missing-leed").as_str())]), @"
    wendale/baseline.toml:2:8: warning[unused-baseline]: there is no rule `missing-leed`
      help: did you mean `missing-lead`?
    ");
    assert_snapshot!(said([("baseline.toml", accepted("weather").as_str())]), @"
    wendale/baseline.toml:2:8: warning[unused-baseline]: there is no rule `weather`
      help: `vawg explain` lists the rules
    ");
}

#[test]
fn deadlines_of_their_own_that_move_alike_are_told_one_by_one() {
    const BEFORE: [(&str, &str); 2] = [("prevention/1/1.1.toml", CLEAN), ("prevention/1/1.2.toml", CLEAN)];
    const MOVED: &str = r#"action = "Train the housing officers"

lead = "Housing Manager"

deadline = 2027-03-01

resources = "Officer time"
outcome_measure = "All 40 officers trained"
"#;
    const AFTER: [(&str, &str); 2] = [("prevention/1/1.1.toml", MOVED), ("prevention/1/1.2.toml", MOVED)];
    assert_snapshot!(Disk::of(&Example::files(&AFTER).that_was(&BEFORE)).said(), @"
    wendale/prevention/1/1.1.toml:5:12: warning[deadline-moved-silently]: deadline moved from 1 December 2026 to 1 March 2027, +90 days, and no update says why (not committed yet)
      help: add an `[[update]]` with `deadline_was` and a `note`, or use `vawg update REF --deadline DAY`
    wendale/prevention/1/1.2.toml:5:12: warning[deadline-moved-silently]: deadline moved from 1 December 2026 to 1 March 2027, +90 days, and no update says why (not committed yet)
      help: add an `[[update]]` with `deadline_was` and a `note`, or use `vawg update REF --deadline DAY`
    ");
}

#[test]
fn an_action_whose_file_cannot_be_read_is_not_deleted() {
    const BEFORE: [(&str, &str); 2] = [("prevention/1/1.1.toml", CLEAN), ("prevention/1/1.2.toml", CLEAN)];
    const BROKEN: [(&str, &str); 2] = [("prevention/1/1.1.toml", CLEAN), ("prevention/1/1.2.toml", "action = \n")];
    assert_snapshot!(Disk::of(&Example::files(&BROKEN).that_was(&BEFORE)).said(), @r#"
    wendale/prevention/1/1.2.toml:1:10: error[toml-syntax]: a value without quotation marks
      help: text stands in quotation marks: `lead = "Housing Manager"`
    "#);
}

#[test]
fn each_way_in_which_a_text_is_no_toml_has_its_own_words() {
    let found = said([
        ("prevention/1/1.1.toml", "lead = Housing\naction = \"Tr\u{7}ain\"\n"),
        ("prevention/1/1.2.toml", "action = \"Tr\rain\"\n"),
        ("prevention/1/1.3.toml", &CLEAN.replace("2026-12-01", "2026-02-30")),
        ("prevention/1/1.4.toml", &CLEAN.replace("40 officers trained\"", "40 officers trained")),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/1/1.1.toml:2:13: error[control-character]: the text holds the control character U+0007
      help: delete it; it could hide text or act on a terminal
    wendale/prevention/1/1.1.toml:1:8: error[toml-syntax]: a value without quotation marks
      help: text stands in quotation marks: `lead = "Housing Manager"`
    wendale/prevention/1/1.2.toml:1:13: error[control-character]: the text holds the control character U+000D
      help: delete it; it could hide text or act on a terminal
    wendale/prevention/1/1.3.toml:5:12: error[toml-syntax]: invalid date, expected day between 01 and 28
      help: write a day that is in the calendar: `2026-12-01`
    wendale/prevention/1/1.4.toml:8:43: error[toml-syntax]: a quotation mark is missing
      help: text stands in quotation marks: `lead = "Housing Manager"`
    "#);
}

#[test]
fn a_file_in_the_folder_of_something_else_means_nothing_there() {
    let found = said([
        ("prevention/parties.toml", ""),
        ("prevention/baseline.toml", ""),
        ("prevention/1/contacts.toml", ""),
        ("prevention/1/theme.toml", "title = \"One\"\n"),
    ]);
    assert_snapshot!(found, @"
    wendale/prevention/baseline.toml:1:1: error[stray-file]: `baseline.toml` means nothing in the folder of a theme
      help: move it to the top folder of the plan
    wendale/prevention/parties.toml:1:1: error[stray-file]: `parties.toml` means nothing in the folder of a theme
      help: move it to the top folder of the plan
    wendale/prevention/1/contacts.toml:1:1: error[stray-file]: `contacts.toml` means nothing in the folder of an objective
      help: move it to the top folder of the plan
    wendale/prevention/1/theme.toml:1:1: error[stray-file]: `theme.toml` means nothing in the folder of an objective
      help: a theme is a folder directly in the plan; an objective is a folder in a theme or an objective
    ");
}

#[test]
fn a_file_with_more_problems_than_anybody_reads_says_so() {
    let keys: Vec<_> = (0..150).map(|number| format!("key{number} = 1\n")).collect();
    let found = said([("prevention/1/1.1.toml", format!("{}{CLEAN}", keys.concat()).as_str())]);
    assert_eq!(found.matches("error[unknown-key]").count(), 101);
    assert!(
        found.contains(
            "error[unknown-key]: the file has more than 100 problems, of which these are the first\n  \
             help: put these right, and look again\n"
        ),
        "{found}"
    );
}

#[test]
fn a_value_of_another_kind_is_told_what_it_should_be() {
    let cost = "[[cost]]\ntext = \"Posters\"\namount = \"much\"\nyear = 5\nstate = \"secured\"\n";
    let keys = "public = \"yes\"\ndepends_on = [1.1]\nsee = \"1.1\"\ncarried_from = 1.1\nrecurs = { every = 3, from = \"May\" }\n";
    let measure = "[[measure]]\nname = \"Trained\"\ntarget = \"all\"\ndirection = \"sideways\"\n";
    let objective = format!("title = \"Two\"\ntarget_date = \"soon\"\n\n{measure}");
    let others = said([
        ("prevention/1/1.1.toml", format!("{CLEAN}{keys}").as_str()),
        ("prevention/2/objective.toml", objective.as_str()),
        ("prevention/2/2.1.toml", CLEAN),
    ]);
    assert_snapshot!(others, @r#"
    wendale/prevention/1/1.1.toml:9:10: error[wrong-type]: `public` should be true or false, not text
      help: write `true` or `false` without quotation marks
    wendale/prevention/1/1.1.toml:10:15: error[wrong-type]: `depends_on` should be text in quotation marks, not the number 1.1
      help: write `["3.1.1"]`, or `["bristol-2008-11:3.1.1"]` for one of another plan
    wendale/prevention/1/1.1.toml:11:7: error[wrong-type]: `see` should be a list in square brackets, not text
      help: write `["3.1.1"]`, or `["bristol-2008-11:3.1.1"]` for one of another plan
    wendale/prevention/1/1.1.toml:12:16: error[wrong-type]: `carried_from` should be text in quotation marks, not the number 1.1
      help: write the plan and the reference: `"bristol-2008-11:3.1.1"`
    wendale/prevention/1/1.1.toml:13:20: error[wrong-type]: `every` should be text in quotation marks, not the number 3
      help: write `"3 months"`, `"1 year"`, `"2 weeks"` or `"10 days"`
    wendale/prevention/1/1.1.toml:13:30: error[wrong-type]: `from` should be a date such as 2009-07-01, without quotation marks, not text
      help: write the day without quotation marks: `2026-12-01`
    wendale/prevention/2/objective.toml:2:15: error[invalid-value]: `soon` is not a deadline
      help: write a day `2026-12-01`, or `"2026-12"`, `"2026-Q4"`, `"2026-autumn"` or `"2026/27"`
    wendale/prevention/2/objective.toml:6:10: error[wrong-type]: `target` should be a number, not text
      help: write the figure alone, without quotation marks or a unit
    wendale/prevention/2/objective.toml:7:13: error[invalid-value]: `direction` cannot be `sideways`
      help: it is one of `up`, `down`, `maintain`
    "#);
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(cost).as_str())]), @r#"
    wendale/prevention/1/1.1.toml:12:10: error[wrong-type]: `amount` should be an amount such as 2000 or 12.50, without a currency sign, not text
      help: write the pounds as a number: `2000` or `12.50`
    wendale/prevention/1/1.1.toml:13:8: error[wrong-type]: `year` should be a date (2009-07-01), a month ("2009-03"), a quarter ("2009-Q1"), a season ("2022-autumn"), a year ("2009") or a financial year ("2008/09"), not the number 5
      help: write a day `2026-12-01`, or `"2026-12"`, `"2026-Q4"`, `"2026-autumn"` or `"2026/27"`
    "#);
}

#[test]
fn of_a_list_of_which_an_entry_cannot_be_read_nothing_else_is_said() {
    let more =
        "depends_on = [5, \"1.7\"]\n\n[[update]]\ndate = \"soon\"\n\n[[update]]\ndate = 2027-01-01\nnote = \"Done.\"\n";
    assert_snapshot!(said([("prevention/1/1.1.toml", clean_and(more).as_str())]), @r#"
    wendale/prevention/1/1.1.toml:10:15: error[wrong-type]: `depends_on` should be text in quotation marks, not the number 5
      help: write `["3.1.1"]`, or `["bristol-2008-11:3.1.1"]` for one of another plan
    wendale/prevention/1/1.1.toml:13:8: error[wrong-type]: `date` should be a date such as 2009-07-01, without quotation marks, not text
      help: write the day without quotation marks: `2026-12-01`
    "#);
}

#[test]
fn personal_data_is_looked_for_in_every_part_of_a_plan() {
    let measure = "title = \"One\"\n\n[[measure]]\nname = \"Calls to 01632 960 001\"\n";
    let found = said([
        ("plan.toml", "title = \"Wendale\"\nreports_to = \"rf@wendale.example\"\n"),
        ("prevention/1/objective.toml", measure),
        ("prevention/1/1.1.toml", clean_and("[source]\nrecommendation = \"Ask rf@wendale.example\"\n").as_str()),
    ]);
    assert_snapshot!(found, @"
    wendale/plan.toml:2:14: warning[personal-data]: `reports_to` holds an e-mail address
      help: take it out; contact details live in contacts.toml, which git ignores
    wendale/prevention/1/1.1.toml:11:18: warning[personal-data]: `recommendation` holds an e-mail address
      help: take it out; contact details live in contacts.toml, which git ignores
    wendale/prevention/1/objective.toml:4:8: warning[personal-data]: `name` holds a telephone number
      help: take it out; contact details live in contacts.toml, which git ignores
    ");
}

#[test]
fn the_first_and_the_last_day_of_a_plan_are_within_it() {
    for days in ["starts = 2026-12-01\nends = 2027-12-01\n", "starts = 2026-06-01\nends = 2026-12-01\n"] {
        let settings = format!("title = \"Wendale\"\n{days}");
        assert_eq!(said([("plan.toml", settings.as_str()), ("prevention/1/1.1.toml", CLEAN)]), "");
    }
}

#[test]
fn what_is_wrong_with_a_text_itself_cannot_be_accepted() {
    let entry = "[[known]]\nrule = \"wrong-type\"\nref = \"1.1\"\nreason = \"Agreed.\"\n";
    assert_snapshot!(said([("baseline.toml", entry)]), @"
    wendale/baseline.toml:2:8: warning[unused-baseline]: what `wrong-type` finds cannot be accepted
      help: put the problem right, then delete this entry
    ");
}
