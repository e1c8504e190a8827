//! `vawg check --fix`: what can be put right without a person, and nothing else.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const WRONG: &str = "\
action = \"Train every front desk\"

leed = \"Housing Manager\"   # since May

Deadline = \"2026-12-01\"
confidence = \"Medium High\"

resources = \"Officer time\"
outcome_measure = \"Every desk trained\"

[[update]]
date = 2026-06-10
rag = \"Red\"
note = \"No room yet; the town hall is asked.\"

# The first one.
[[update]]
date = \"2026-06-01\"
status = \"In progress\"
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", WRONG);
    sandbox
}

#[test]
fn a_dry_run_shows_what_would_be_put_right() {
    let sandbox = sandbox();
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("check --fix --dry-run --as-of 2026-06-30"), @r#"
    exit status: 0
    ----- stdout -----
    --- plans/wendale/prevention/1/1.2.toml
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -1,19 +1,19 @@
     action = "Train every front desk"
     
    -leed = "Housing Manager"   # since May
    +lead = "Housing Manager"   # since May
     
    -Deadline = "2026-12-01"
    -confidence = "Medium High"
    +deadline = 2026-12-01
    +confidence = "medium-high"
     
     resources = "Officer time"
     outcome_measure = "Every desk trained"
     
    +# The first one.
    +[[update]]
    +date = 2026-06-01
    +status = "in-progress"
    +
     [[update]]
     date = 2026-06-10
    -rag = "Red"
    +rag = "red"
     note = "No room yet; the town hall is asked."
    -
    -# The first one.
    -[[update]]
    -date = "2026-06-01"
    -status = "In progress"
    ----- stderr -----
    8 problems would be put right
    "#);
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn everything_that_is_beyond_doubt_is_put_right() {
    let sandbox = sandbox();
    sandbox.in_git();
    assert_snapshot!(sandbox.run("check --fix --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no problems in 2 actions and 5 files
    ----- stderr -----
    fixed plans/wendale/prevention/1/1.2.toml: `leed` is now `lead`
    fixed plans/wendale/prevention/1/1.2.toml: `Deadline` is now `deadline`
    fixed plans/wendale/prevention/1/1.2.toml: `Medium High` is now `medium-high`
    fixed plans/wendale/prevention/1/1.2.toml: `Red` is now `red`
    fixed plans/wendale/prevention/1/1.2.toml: 2026-06-01 stands without quotation marks
    fixed plans/wendale/prevention/1/1.2.toml: `In progress` is now `in-progress`
    fixed plans/wendale/prevention/1/1.2.toml: 2026-12-01 stands without quotation marks
    fixed plans/wendale/prevention/1/1.2.toml: the updates stand in the order of their dates
    8 problems put right
    ");
    assert_snapshot!(String::from_utf8_lossy(sandbox.files().bytes("plans/wendale/prevention/1/1.2.toml")), @r#"
    action = "Train every front desk"

    lead = "Housing Manager"   # since May

    deadline = 2026-12-01
    confidence = "medium-high"

    resources = "Officer time"
    outcome_measure = "Every desk trained"

    # The first one.
    [[update]]
    date = 2026-06-01
    status = "in-progress"

    [[update]]
    date = 2026-06-10
    rag = "red"
    note = "No room yet; the town hall is asked."
    "#);
    assert_eq!(
        sandbox.git("status --short").stdout,
        " M plans/wendale/prevention/1/1.2.toml\n",
        "nothing is committed"
    );
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("check --fix --as-of 2026-06-30"), @"
    exit status: 0
    ----- stdout -----
    no problems in 2 actions and 5 files
    ----- stderr -----
    nothing can be put right without a person
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn what_could_be_meant_in_two_ways_is_left_to_a_person() {
    let sandbox = Sandbox::with_plan("wendale");
    let text = "action = \"a\"\nlead = \"b\"\nleed = \"c\"\nconfidence = \"rather high\"\ndeadline = \"2026-02-30\"\n";
    sandbox.file("plans/wendale/prevention/1/1.2.toml", text);
    let before = sandbox.files();
    let run = sandbox.run("check --fix --format short --as-of 2026-06-30");
    assert_eq!((run.status, run.stderr.lines().next()), (1, Some("nothing can be put right without a person")));
    assert_eq!(sandbox.files().diff(&before), "");
    assert_snapshot!(sandbox.run("check --fix --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: `--fix` puts right what is wrong now; leave out `--rev`
    ");
    assert_snapshot!(sandbox.run("check --dry-run"), @"
    exit status: 2
    ----- stderr -----
    error: the following required arguments were not provided:
      --fix

    Usage: vawg check --fix --dry-run [PATH]...

    For more information, try '--help'.
    ");
}

#[test]
fn check_says_what_can_be_put_right() {
    let sandbox = sandbox();
    let said = |command: &str| sandbox.run(command).stderr;
    assert_snapshot!(said("check --format short --as-of 2026-06-30"), @"
    6 errors in 2 actions and 5 files
    help: `vawg check --fix` puts all of them right
    ");
    sandbox.in_git();
    assert!(!said("check --format short --rev HEAD --as-of 2026-06-30").contains("--fix"), "a commit stays as it is");
}
