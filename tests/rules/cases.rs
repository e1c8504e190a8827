//! What the rules say of plans that are wrong in several ways, and what they leave alone.

use insta::assert_snapshot;

use crate::disk::said;

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
    let found = said([
        ("prevention/1/1.2.toml", clean_and(more).as_str()),
        ("prevention/2/objective.toml", "title = \"Two\"\n"),
        ("prevention/2/2.1.toml", "action = \n"),
    ]);
    assert_snapshot!(found, @r#"
    wendale/prevention/2/2.1.toml:1:10: error[toml-syntax]: a value without quotation marks
      help: text stands in quotation marks: `lead = "Housing Manager"`
    wendale/prevention/1/1.2.toml:10:15: error[broken-reference]: `1` is an objective; only an action can stand here
      help: name the action that is meant, or point to the objective with `see`
    wendale/prevention/1/1.2.toml:10:20: error[broken-reference]: there is no action `1.3`
      help: did you mean `1.1`? `vawg list` shows the references
    wendale/prevention/1/1.2.toml:10:27: error[broken-reference]: `other:9.9` is of a plan that is not here
      help: name a plan of this plans folder, or delete it
    wendale/prevention/1/1.2.toml:11:42: error[broken-reference]: `wendal:1.1` is of a plan that is not here
      help: did you mean `wendale`?
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
