//! `vawg init`: a new plan, and what must not happen on the way to it.

use insta::assert_snapshot;
use vawg::model::{Date, Judge};
use vawg::store::Root;

use crate::sandbox::{Files, Sandbox};

/// The files and folders that were made or changed since.
fn made(sandbox: &Sandbox, before: &Files) -> Vec<String> {
    let diff = sandbox.files().diff(before);
    diff.lines().filter_map(|line| line.strip_prefix("+++ ")).map(str::to_owned).collect()
}

#[test]
fn a_new_plan_is_made_and_said_what_to_do_with() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("init bristol-2027-30 --as-of 2026-11-22"), @r#"
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
      .gitattributes                         lets git merge plan files key by key

    note: whoever merges plan files types this once, so that git lets vawg do it:

    git config --global merge.vawg.name "plan files, key by key"
    git config --global merge.vawg.driver "vawg merge-driver %O %A %B %P -L %L"

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      git init                               the record of who changes what
      git add .
      git commit -m "A new plan"             from here on vawg makes the commits
      vawg check                             what is missing or wrong
      vawg show bristol-2027-30:1.1          one action, and why it is rated so
      vawg report progress -o progress.docx  for a meeting
      vawg help recipes                      more actions, meetings, leads, the year
      vawg init --ci github                  GitHub checks every change (or gitlab)
    "#);
}

#[test]
fn a_new_plan_is_these_files() {
    let sandbox = Sandbox::new();
    let empty = sandbox.files();
    sandbox.run("init bristol-2027-30 --as-of 2026-11-22 --title \"Safe in Bristol\"");
    assert_eq!(
        made(&sandbox, &empty),
        [
            ".gitattributes",
            ".gitignore",
            ".taplo.toml",
            "plans",
            "plans/.schemas",
            "plans/.schemas/action.schema.json",
            "plans/.schemas/baseline.schema.json",
            "plans/.schemas/contacts.schema.json",
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
    let files = sandbox.files();
    for (name, path) in [
        ("new_gitignore", ".gitignore"),
        ("new_gitattributes", ".gitattributes"),
        ("new_taplo", ".taplo.toml"),
        ("new_plan", "plans/bristol-2027-30/plan.toml"),
        ("new_parties", "plans/bristol-2027-30/parties.toml"),
        ("new_readme", "plans/bristol-2027-30/README.md"),
        ("new_theme", "plans/bristol-2027-30/working-together/theme.toml"),
        ("new_objective", "plans/bristol-2027-30/working-together/1/objective.toml"),
        ("new_action", "plans/bristol-2027-30/working-together/1/1.1.toml"),
    ] {
        assert_snapshot!(name, String::from_utf8_lossy(files.bytes(path)));
    }
}

#[test]
fn nothing_is_wrong_with_a_new_plan_on_its_first_day() {
    let sandbox = Sandbox::new();
    for (day, name) in [("2026-11-22", "a"), ("2028-02-29", "b"), ("9999-12-31", "c"), ("0001-01-01", "d")] {
        let plans = format!("--plans {name}");
        assert_eq!(sandbox.run(&format!("init {name} {plans} --as-of {day}")).status, 0, "{day}");
        let output = sandbox.run(&format!("status {plans} --as-of {day}"));
        assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{day}");

        let loaded = vawg::store::load(&Root::new(&sandbox.path(name))).expect("a plans folder");
        let day = Date::parse(day).expect("a day");
        let found = vawg::rules::check(&loaded.portfolio, Judge { today: day, as_of: Some(day) });
        assert_eq!((loaded.problems, found), (Vec::new(), Vec::new()), "{day}");
    }
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
    assert_snapshot!(sandbox.run("init second --as-of 2026-11-22"), @r#"
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

      git init                               the record of who changes what
      git add .
      git commit -m "A new plan"             from here on vawg makes the commits
      vawg check                             what is missing or wrong
      vawg show second:1.1                   one action, and why it is rated so
      vawg report progress -o progress.docx  for a meeting
      vawg help recipes                      more actions, meetings, leads, the year
      vawg init --ci github                  GitHub checks every change (or gitlab)
    "#);
    assert!(made(&sandbox, &before).iter().all(|path| path.starts_with("plans/second")));
}

#[test]
fn in_a_repository_the_editor_and_git_are_told_at_its_top() {
    let mut sandbox = Sandbox::new();
    sandbox.git("init --quiet");
    sandbox.file("strategy/notes.md", "").file(".gitignore", "*.pdf\r\n/drafts");
    sandbox.cd("strategy");
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

      plans/.schemas/                        the schemas of plan files
      ../.taplo.toml                         tells editors where the schemas are
      ../.gitignore                          keeps contact details out of git
      ../.gitattributes                      lets git merge plan files key by key

    note: whoever merges plan files types this once, so that git lets vawg do it:

    git config --global merge.vawg.name "plan files, key by key"
    git config --global merge.vawg.driver "vawg merge-driver %O %A %B %P -L %L"

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      git add .
      git commit -m "A new plan"             from here on vawg makes the commits
      vawg check                             what is missing or wrong
      vawg show bristol:1.1                  one action, and why it is rated so
      vawg report progress -o progress.docx  for a meeting
      vawg help recipes                      more actions, meetings, leads, the year
      vawg init --ci github                  GitHub checks every change (or gitlab)
    "#);
    let made = made(&sandbox, &before);
    let at_top: Vec<_> = made.iter().filter(|path| !path.starts_with("strategy/plans")).collect();
    assert_eq!(at_top, [".gitattributes", ".gitignore", ".taplo.toml"]);
    sandbox.file("strategy/plans/bristol/a/1.1.toml", "");
    let merged = sandbox.git("check-attr merge plans/bristol/plan.toml plans/bristol/a/1.1.toml notes.toml").stdout;
    assert_eq!(merged.matches(": merge: vawg").count(), 2, "{merged}");
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
        .file(".gitattributes", "*.md text\n/plans/**/*.toml  merge=vawg\n")
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
    include = ["plans/*/contacts.toml"]
    schema = { path = "plans/.schemas/contacts.schema.json" }

    [[rule]]
    include = ["plans/*/**/*.toml"]
    exclude = ["plans/*/plan.toml", "plans/*/*/theme.toml", "plans/*/**/objective.toml", "plans/*/parties.toml", "plans/*/baseline.toml", "plans/*/contacts.toml"]
    schema = { path = "plans/.schemas/action.schema.json" }

    Open the files in an editor, put your own words in the place of those that
    stand there, and delete the `#` before each key that you want. Then type:

      git init                               the record of who changes what
      git add .
      git commit -m "A new plan"             from here on vawg makes the commits
      vawg check                             what is missing or wrong
      vawg show bristol:1.1                  one action, and why it is rated so
      vawg report progress -o progress.docx  for a meeting
      vawg help recipes                      more actions, meetings, leads, the year
      vawg init --ci github                  GitHub checks every change (or gitlab)
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
fn what_cannot_be_looked_at_is_not_taken_for_what_is_not_there() {
    for name in [".git", "plans"] {
        let mut sandbox = Sandbox::new();
        sandbox.file("work/here/notes.md", "");
        sandbox.cd("work/here");
        sandbox.link(&format!("work/{name}"), name);
        let before = sandbox.files();
        let output = sandbox.run("init bristol");
        let said = format!("error: cannot read [SANDBOX]/work/{name}: too many levels of symbolic links\n");
        assert_eq!((output.status, output.stderr.as_str()), (2, said.as_str()));
        assert_eq!(sandbox.files().diff(&before), "");
    }
}

#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let mut sandbox = Sandbox::new();
    sandbox.file("elsewhere/notes.md", "").file("work/notes.md", "");
    sandbox.cd("work");
    sandbox.link("work/plans", "../elsewhere").link("elsewhere/bristol", "nowhere");
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
fn a_wrong_call_makes_nothing() {
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
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_wrong_call_says_what_to_type() {
    let sandbox = Sandbox::new();
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
}

#[test]
fn plans_that_commands_would_not_find_are_named_in_what_to_type() {
    let sandbox = Sandbox::new();
    let output = sandbox.run("init bristol --plans \"our plans\" --as-of 2026-11-22");
    let said: Vec<_> = output.stdout.lines().filter(|line| line.starts_with("  vawg ")).collect();
    assert_snapshot!(said.join("\n"), @"
    vawg check --plans 'our plans'         what is missing or wrong
    vawg show --plans 'our plans' bristol:1.1  one action, and why it is rated so
    vawg report progress --plans 'our plans' -o progress.docx  for a meeting
    vawg help recipes                      more actions, meetings, leads, the year
    vawg init --plans 'our plans' --ci github  GitHub checks every change (or gitlab)
    ");
    assert_eq!(sandbox.run("status --plans \"our plans\" --plan bristol --as-of 2026-11-22").status, 0);
}
