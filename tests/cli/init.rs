//! `vawg init`: a new plan, and what must not happen on the way to it.

use std::os::unix::fs::symlink;

use insta::assert_snapshot;

use crate::sandbox::{Files, Sandbox};

/// The files and folders that were made or changed since.
fn made(sandbox: &Sandbox, before: &Files) -> Vec<String> {
    let diff = sandbox.files().diff(before);
    diff.lines().filter_map(|line| line.strip_prefix("+++ ")).map(str::to_owned).collect()
}

#[test]
fn a_new_plan_is_made_and_said_what_to_do_with() {
    let sandbox = Sandbox::new();
    let empty = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol-2027-30 --as-of 2026-11-22"), @"
    exit status: 0
    ----- stdout -----
    A new plan: Bristol 2027-30

      plans/bristol-2027-30/
        README.md                            where things are, for people
        plan.toml                            title, dates, meetings
        parties.toml                         who may lead an action
        working-together/theme.toml          a theme
        working-together/1/objective.toml    objective 1 and its target
        working-together/1/1.1.toml          action 1.1

      plans/.schemas/                        the schemas of plan files
      .taplo.toml                            tells editors where the schemas are
      .gitignore                             keeps contact details out of git

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      vawg check                             what is missing or wrong
      vawg status --plan bristol-2027-30     red, amber, green
      vawg show bristol-2027-30:1.1          one action, and why it is rated so
    ");
    assert_eq!(
        made(&sandbox, &empty),
        [
            ".gitignore",
            ".taplo.toml",
            "plans",
            "plans/.schemas",
            "plans/.schemas/action.schema.json",
            "plans/.schemas/baseline.schema.json",
            "plans/.schemas/objective.schema.json",
            "plans/.schemas/parties.schema.json",
            "plans/.schemas/plan.schema.json",
            "plans/.schemas/theme.schema.json",
            "plans/bristol-2027-30",
            "plans/bristol-2027-30/README.md",
            "plans/bristol-2027-30/parties.toml",
            "plans/bristol-2027-30/plan.toml",
            "plans/bristol-2027-30/working-together",
            "plans/bristol-2027-30/working-together/1",
            "plans/bristol-2027-30/working-together/1/1.1.toml",
            "plans/bristol-2027-30/working-together/1/objective.toml",
            "plans/bristol-2027-30/working-together/theme.toml",
        ]
    );
    assert_snapshot!(String::from_utf8_lossy(sandbox.files().bytes(".taplo.toml")), @r#"
    # Which schema applies to which plan file: for editors with the extension "Even Better TOML", and for
    # `taplo check`. After an update of vawg, `vawg schema --dir plans/.schemas` renews the schemas.

    [[rule]]
    include = ["plans/*/plan.toml"]
    schema = { path = "plans/.schemas/plan.schema.json" }

    [[rule]]
    include = ["plans/*/*/theme.toml"]
    schema = { path = "plans/.schemas/theme.schema.json" }

    [[rule]]
    include = ["plans/*/**/objective.toml"]
    schema = { path = "plans/.schemas/objective.schema.json" }

    [[rule]]
    include = ["plans/*/parties.toml"]
    schema = { path = "plans/.schemas/parties.schema.json" }

    [[rule]]
    include = ["plans/*/baseline.toml"]
    schema = { path = "plans/.schemas/baseline.schema.json" }

    [[rule]]
    include = ["plans/*/**/*.toml"]
    exclude = ["plans/*/plan.toml", "plans/*/*/theme.toml", "plans/*/**/objective.toml", "plans/*/parties.toml", "plans/*/baseline.toml", "plans/*/contacts.toml"]
    schema = { path = "plans/.schemas/action.schema.json" }
    "#);
    assert_snapshot!(String::from_utf8_lossy(sandbox.files().bytes(".gitignore")), @"
    # Contact details are personal data.
    contacts.toml
    ");
}

#[test]
fn a_new_plan_can_be_read_and_rated_at_once() {
    let sandbox = Sandbox::new();
    for (day, name) in [("2026-11-22", "a"), ("2028-02-29", "b"), ("9999-12-31", "c"), ("0001-01-01", "d")] {
        assert_eq!(sandbox.run(&format!("init {name} --as-of {day}")).status, 0, "{day}");
        let output = sandbox.run(&format!("status --plan {name} --as-of {day}"));
        assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{day}");
    }
}

#[test]
fn the_files_explain_their_keys() {
    let sandbox = Sandbox::new();
    sandbox.run("init bristol-2027-30 --as-of 2026-11-22 --title \"Safe in Bristol\"");
    let files = sandbox.files();
    let text = |path: &str| String::from_utf8_lossy(files.bytes(&format!("plans/bristol-2027-30/{path}"))).into_owned();
    assert_snapshot!(text("plan.toml"), @r#"
    # What follows `# ` explains. To use a key that is commented out, delete the `#` before it, and before the
    # [heading] above it.

    # What the plan is called.
    title = "Safe in Bristol"

    # The partnership whose plan it is.
    #partnership = "Community Safety Partnership"

    # What it is about, in a few sentences.
    #summary = "What the council, the police, health and charities will do, by when, and who answers for it."

    # The first day that it covers. A day stands without quotation marks: 2009-07-01.
    starts = 2026-11-22

    # The last day that it covers.
    ends = 2029-11-21

    # The day on which it was closed; from then on it is a record, judged as of that day.
    #closed = 2026-11-22

    # The body to which progress is reported.
    #reports_to = "Health and Wellbeing Board"

    # The currency of its amounts, as an ISO 4217 code; GBP where it does not say.
    #currency = "GBP"

    # How actions are rated.
    #[rating]
    #scheme = "brag"                      # "rag", or "brag" with blue for what is complete. One of: rag, brag.
    # How long an action may go without an update; 3 months where it does not say. A length of time is a number
    # and a unit: "3 months", "1 year", "2 weeks", "10 days".
    #stale_after = "4 months"
    # How far ahead an action counts as due soon; 30 days where it does not say.
    #due_soon = "14 days"

    # The level of rules of `check`: error, warning or off.
    #[check]
    #complete-without-evidence = "error"
    #uncosted = "off"

    # What this plan calls its parts.
    #[labels]
    #theme = "priority"                   # The word for a theme: "priority", "strand".
    #objective = "outcome"                # The word for an objective: "outcome", "aim".
    #action = "task"                      # The word for an action: "task", "milestone".

    # What changes do in git.
    #[git]
    # Whether a command that changes the plan commits what it changed; yes, where it does not say.
    #commit = true

    # The source's own words for keys that this file interprets.
    #[as_written]
    #title = "Action plan FINAL v3"

    # The terms that the plan uses.
    #[[definition]]
    #term = "MARAC"                       # The term.
    # What it means here.
    #text = "Multi-agency risk assessment conference: makes a safety plan for each person at the highest risk."

    # The meetings at which it is looked at.
    [[meeting]]
    name = "Partnership Board"            # What the meeting is called.
    report = "exceptions"                 # The report that it looks at. One of: exceptions, progress, annual.
    every = "3 months"                    # How often it is held.
    from = 2027-02-22                     # The day of the first one.
    "#);
    assert_snapshot!(text("parties.toml"), @r#"
    # What follows `# ` explains. To use a key that is commented out, delete the `#` before it, and before the
    # [heading] above it.
    # Contact details are personal data: they go to contacts.toml, which stays out of git.

    # Every party that may lead or support an action.
    [[party]]
    name = "Strategy Co-ordinator"        # The name that output uses.
    #aliases = ["Housing Manager"]        # Other names under which the files know it.
    #organisation = "City Council"        # The organisation that it belongs to.
    # What it is; a post can be held to account, a group cannot. One of: post, group, organisation, person.
    kind = "post"
    #state = "in-post"                    # Whether someone holds the post. One of: in-post, vacant, proposed.
    "#);
    assert_snapshot!(text("working-together/1/1.1.toml"), @r#"
    # This is action 1.1: the name of its file is its reference. For action 1.2, copy this file to 1.2.toml.
    # What follows `# ` explains. To use a key that is commented out, delete the `#` before it, and before the
    # [heading] above it.

    # What will be done, in one sentence.
    action = "Agree a lead and a deadline for every action in this plan"

    # The one party that answers for it: a post, not a person, group or list.
    lead = "Strategy Co-ordinator"

    # Others who help.
    #support = ["Police", "Women's Centre"]

    # When it is to be done by; left out where it recurs. A day stands without quotation marks (2009-07-01), a
    # longer time within them: "2009-03", "2009-Q1", "2022-autumn", "2009" or the financial year "2008/09"; its
    # last day counts. "ongoing" has no end, and wants a review date.
    deadline = 2027-02-22

    # When an ongoing action is next looked at. A day stands without quotation marks: 2009-07-01.
    #review = 2026-11-22

    # How often it comes round, in place of a deadline: { every = "3 months", from = 2014-06-30 }.
    #recurs = { every = "3 months", from = 2026-11-22 }

    # How confident people are that it will be done: high is good. One of: low, medium-low, medium, medium-high,
    # high.
    #confidence = "medium"

    # Why the confidence is what it is.
    #confidence_reason = "The money is there, but the post is not filled yet."

    # What it takes, in words; amounts go to cost.
    resources = "Officer time"

    # How anyone will know that it has worked.
    outcome_measure = "`vawg check` finds no action without a lead or a deadline"

    # Actions that must be complete before this one can be. A reference is the name of an action's file or an
    # objective's folder: "3.1.1", in another plan "bristol-2008-11:3.1.1".
    #depends_on = ["3.1.1"]

    # Actions and objectives that a reader should also look at.
    #see = ["3.1.1"]

    # Free words to find it by.
    #tags = ["schools", "training"]

    # The statutory duties that it answers.
    #duty = ["equality-duty"]

    # Proof of what was done: files in the plan's folder, or web addresses.
    #evidence = ["evidence/pathways.pdf"]

    # Whether it may appear in what is published; yes, where it does not say.
    #public = false

    # Where the action came from, such as a review's recommendation.
    #source = { kind = "domestic homicide review", id = "DHR 4", recommendation = "Every agency names a lead", scope = "local" }

    # The action of an earlier plan that this one goes on with.
    #carried_from = "bristol-2008-11:3.1.1"

    # The source's own words for keys that this file interprets.
    #[as_written]
    #deadline = "by the summer holidays"

    # Steps on the way.
    #[[milestone]]
    #text = "First draft agreed"          # What will have been reached.
    #deadline = 2026-11-22                # When it is to be reached by.
    #done = 2026-11-22                    # The day on which it was reached.

    # Figures that show whether it works.
    #[[measure]]
    #name = "Referrals from schools"      # What is counted.
    #unit = "referrals a year"            # The unit: "%", "referrals a year".
    #baseline = 40                        # The figure at the start.
    #baseline_date = 2026-11-22           # The day of the baseline.
    #target = 60                          # The figure to reach.
    # When the target is to be reached by. A day stands without quotation marks (2009-07-01), a longer time within
    # them: "2009-03", "2009-Q1", "2022-autumn", "2009" or the financial year "2008/09"; its last day counts.
    #by = 2026-11-22
    #direction = "up"                     # Which way is good. One of: up, down, maintain.

    # What was read, oldest first.
    #[[measure.reading]]
    #date = 2026-11-22                    # The day for which it holds.
    #value = 47                           # The figure.
    #note = "Two schools have yet to report."  # What a reader should know about it.

    # What could stop it.
    #[[risk]]
    # How high the risk is: high is bad. One of: low, medium-low, medium, medium-high, high.
    #level = "medium"
    #text = "Staff leave before they are trained."  # What the risk is.

    # What it costs, and whether the money is there.
    #[[cost]]
    #text = "Printing"                    # What the money is for.
    #amount = 2000                        # How much, in the plan's currency; left out where nobody has said.
    #per = "year"                         # Whether the amount is for each year or once. One of: year, once.
    # Whether the money is there. One of: secured, sought, unfunded, in-kind, unknown.
    #state = "secured"
    #funder = "Police and Crime Commissioner"  # Who gives it.
    #year = "2008/09"                     # The year that it is for: "2008/09" or "2009".

    # The log: what was done and judged, oldest first. The state on any day follows from it.
    #[[update]]
    #date = 2026-11-22                    # The day on which this was so.
    #by = "Housing Options Manager"       # Who says so.
    # Where the work stands. One of: not-started, in-progress, on-hold, complete, withdrawn, carried-forward.
    #status = "in-progress"
    #rag = "amber"                        # How people rate the progress. One of: red, amber, green.
    #note = "First draft written. Comments are due next month."  # What happened, and what happens next.
    # The turn of a recurring action that this completes, with all turns before it.
    #occurrence = 2026-11-22
    #deadline_was = 2026-11-22            # The deadline before this update moved it.
    "#);
    assert_snapshot!(text("README.md"), @"
    # Safe in Bristol

    This folder is an action plan as plain text, kept with `vawg`.

    * `plan.toml` – what the plan is called, when it runs, when it is looked at
    * `parties.toml` – the posts, groups and organisations that may lead an action
    * each folder with a `theme.toml` is a theme; each folder with an `objective.toml` in it is an objective
    * every other file is an action, and its name is the action's reference: `1.1.toml` is action 1.1

    | to | type |
    |---|---|
    | find every mistake and gap | `vawg check` |
    | see red, amber and green | `vawg status --plan bristol-2027-30` |
    | see what is overdue | `vawg status --plan bristol-2027-30 --overdue` |
    | see one action, and why it is rated as it is | `vawg show bristol-2027-30:1.1` |
    ");
}

#[test]
fn a_plan_that_is_there_is_never_overwritten() {
    let sandbox = Sandbox::with_plan("bristol");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol"), @"
    exit status: 2
    ----- stderr -----
    error: there is already a plan plans/bristol
    help: choose another name; `vawg status --plan bristol` shows the plan that is there
    ");
    assert_snapshot!(sandbox.run("init Bristol"), @"
    exit status: 2
    ----- stderr -----
    error: there is already a plan plans/bristol
    help: choose another name; `vawg status --plan bristol` shows the plan that is there
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_second_plan_adds_nothing_but_itself() {
    let sandbox = Sandbox::new();
    sandbox.run("init first --as-of 2026-11-22");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init second --as-of 2026-11-22"), @"
    exit status: 0
    ----- stdout -----
    A new plan: Second

      plans/second/
        README.md                            where things are, for people
        plan.toml                            title, dates, meetings
        parties.toml                         who may lead an action
        working-together/theme.toml          a theme
        working-together/1/objective.toml    objective 1 and its target
        working-together/1/1.1.toml          action 1.1

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      vawg check                             what is missing or wrong
      vawg status --plan second              red, amber, green
      vawg show second:1.1                   one action, and why it is rated so
    ");
    assert!(made(&sandbox, &before).iter().all(|path| path.starts_with("plans/second")));
}

#[test]
fn in_a_repository_the_editor_and_git_are_told_at_its_top() {
    let mut sandbox = Sandbox::new();
    sandbox.git("init --quiet");
    sandbox.file("strategy/notes.md", "").file(".gitignore", "*.pdf\r\n/drafts");
    sandbox.cd("strategy");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol --as-of 2026-11-22"), @"
    exit status: 0
    ----- stdout -----
    A new plan: Bristol

      plans/bristol/
        README.md                            where things are, for people
        plan.toml                            title, dates, meetings
        parties.toml                         who may lead an action
        working-together/theme.toml          a theme
        working-together/1/objective.toml    objective 1 and its target
        working-together/1/1.1.toml          action 1.1

      plans/.schemas/                        the schemas of plan files
      ../.taplo.toml                         tells editors where the schemas are
      ../.gitignore                          keeps contact details out of git

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      vawg check                             what is missing or wrong
      vawg status --plan bristol             red, amber, green
      vawg show bristol:1.1                  one action, and why it is rated so
    ");
    let made = made(&sandbox, &before);
    let at_top: Vec<_> = made.iter().filter(|path| !path.starts_with("strategy/plans")).collect();
    assert_eq!(at_top, [".gitignore", ".taplo.toml"]);
    assert_eq!(sandbox.files().bytes(".gitignore"), b"*.pdf\r\n/drafts\r\ncontacts.toml\r\n");
    let editor = String::from_utf8_lossy(sandbox.files().bytes(".taplo.toml")).into_owned();
    assert!(editor.contains("\"strategy/plans/.schemas/plan.schema.json\""), "{editor}");
    sandbox.file("strategy/plans/bristol/contacts.toml", "");
    sandbox.git("check-ignore --quiet plans/bristol/contacts.toml");
}

#[test]
fn what_stands_beside_the_plans_is_left_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox
        .file(".gitignore", "# plans/*/contacts.toml\n/plans/*/contacts.toml\n")
        .file(".taplo.toml", "[formatting]\n")
        .file("plans/.schemas/plan.schema.json", "{}\n");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol --as-of 2026-11-22"), @r#"
    exit status: 0
    ----- stdout -----
    A new plan: Bristol

      plans/bristol/
        README.md                            where things are, for people
        plan.toml                            title, dates, meetings
        parties.toml                         who may lead an action
        working-together/theme.toml          a theme
        working-together/1/objective.toml    objective 1 and its target
        working-together/1/1.1.toml          action 1.1

    note: `plans/.schemas` is of another version; `vawg schema --dir plans/.schemas` renews it

    note: `.taplo.toml` was there; so that editors know plan files, add to it:

    [[rule]]
    include = ["plans/*/plan.toml"]
    schema = { path = "plans/.schemas/plan.schema.json" }

    [[rule]]
    include = ["plans/*/*/theme.toml"]
    schema = { path = "plans/.schemas/theme.schema.json" }

    [[rule]]
    include = ["plans/*/**/objective.toml"]
    schema = { path = "plans/.schemas/objective.schema.json" }

    [[rule]]
    include = ["plans/*/parties.toml"]
    schema = { path = "plans/.schemas/parties.schema.json" }

    [[rule]]
    include = ["plans/*/baseline.toml"]
    schema = { path = "plans/.schemas/baseline.schema.json" }

    [[rule]]
    include = ["plans/*/**/*.toml"]
    exclude = ["plans/*/plan.toml", "plans/*/*/theme.toml", "plans/*/**/objective.toml", "plans/*/parties.toml", "plans/*/baseline.toml", "plans/*/contacts.toml"]
    schema = { path = "plans/.schemas/action.schema.json" }

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      vawg check                             what is missing or wrong
      vawg status --plan bristol             red, amber, green
      vawg show bristol:1.1                  one action, and why it is rated so
    "#);
    assert!(made(&sandbox, &before).iter().all(|path| path.starts_with("plans/bristol")));
}

#[test]
fn where_one_thing_cannot_be_made_nothing_is() {
    let sandbox = Sandbox::new();
    sandbox.file(".gitignore/in-the-way", "");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol"), @"
    exit status: 2
    ----- stderr -----
    error: cannot write [SANDBOX]/.gitignore: is a directory
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let mut sandbox = Sandbox::new();
    sandbox.file("elsewhere/notes.md", "").file("work/notes.md", "");
    sandbox.cd("work");
    symlink("../elsewhere", sandbox.path("work/plans")).expect("a link");
    symlink("nowhere", sandbox.path("elsewhere/bristol")).expect("a link");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init bristol"), @"
    exit status: 2
    ----- stderr -----
    error: plans is a link that leads out of its folder, to [SANDBOX]/elsewhere
    help: name the folder itself: `--plans [SANDBOX]/elsewhere`
    ");
    assert_snapshot!(sandbox.run("init bristol --plans ../elsewhere"), @"
    exit status: 2
    ----- stderr -----
    error: there is already a plan ../elsewhere/bristol
    help: choose another name; `vawg status --plan bristol` shows the plan that is there
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_wrong_call_says_what_to_type() {
    let sandbox = Sandbox::new();
    sandbox.file("notes.md", "");
    let before = sandbox.files();
    for line in [
        "init",
        "init \"Safe in Bristol, 2027–30\"",
        "init ../outside",
        "init con",
        "init plan.toml",
        "init bristol --title \"\"",
        "init bristol --title \"a\tb\"",
        "init bristol --as-of soon",
        "init bristol --plans notes.md",
        "init bristol --plans no/plans",
    ] {
        assert_eq!(sandbox.run(line).status, 2, "{line}");
    }
    assert_snapshot!(sandbox.run("init"), @"
    exit status: 2
    ----- stderr -----
    error: a plan needs a name, which becomes that of its folder
    help: `vawg init bristol-2027-30`
    ");
    assert_snapshot!(sandbox.run("init \"Safe in Bristol, 2027–30\""), @r#"
    exit status: 2
    ----- stderr -----
    error: `Safe in Bristol, 2027–30` cannot be the name of a plan's folder: a reference is made of the letters A to Z, digits, `.`, `_` and `-`
    help: `vawg init safe-in-bristol-2027-30 --title "Safe in Bristol, 2027–30"`
    "#);
    assert_snapshot!(sandbox.run("init ../outside"), @"
    exit status: 2
    ----- stderr -----
    error: `../outside` cannot be the name of a plan's folder: a reference starts with a letter or a digit
    help: `vawg init outside`
    ");
    assert_snapshot!(sandbox.run("init bristol --plans no/plans"), @"
    exit status: 2
    ----- stderr -----
    error: there is no folder no
    help: make it first, or name another with `--plans`: `mkdir -p no`
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn plans_that_commands_would_not_find_are_named_in_what_to_type() {
    let sandbox = Sandbox::new();
    let output = sandbox.run("init bristol --plans \"our plans\" --as-of 2026-11-22");
    let said: Vec<_> = output.stdout.lines().filter(|line| line.contains("vawg ")).collect();
    assert_snapshot!(said.join("\n"), @"
    vawg check --plans 'our plans'         what is missing or wrong
    vawg status --plans 'our plans' --plan bristol  red, amber, green
    vawg show --plans 'our plans' bristol:1.1  one action, and why it is rated so
    ");
    assert_eq!(sandbox.run("status --plans \"our plans\" --plan bristol --as-of 2026-11-22").status, 0);
}
