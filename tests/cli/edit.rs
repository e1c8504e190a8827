//! `vawg edit`: a file in somebody's editor, checked when they leave it.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// A small plan in git, with an editor that does this to the file.
fn sandbox(editor: &str) -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox.set("EDITOR", editor);
    sandbox
}

#[test]
fn what_was_edited_is_checked_and_committed() {
    let sandbox = sandbox("sed -i -e 's/2026-09-30/2026-12-01/' -e 's/^lead = .*/lead = \"Police\"/'");
    let run = sandbox.run("edit 1.1");
    assert_eq!((run.status, run.stdout.as_str()), (0, "1.1: edited lead, deadline\n"));
    assert_snapshot!(sandbox.git("show --format=%B --stat"), @"
    exit status: 0
    ----- stdout -----
    1.1: edited lead, deadline

    Plan: wendale
    Ref: 1.1


     plans/wendale/prevention/1/1.1.toml | 4 ++--
     1 file changed, 2 insertions(+), 2 deletions(-)
    ");
}

#[test]
fn an_editor_that_changes_nothing_commits_nothing() {
    assert_snapshot!(sandbox("true").run("edit 1.1"), @"
    exit status: 0
    ----- stderr -----
    nothing was changed
    ");
    assert_snapshot!(sandbox("false").run("edit 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: the editor ended with an error; plans/wendale/prevention/1/1.1.toml is not committed
    ");
}

#[test]
fn a_file_with_errors_stays_as_it_was_edited_and_is_not_committed() {
    let sandbox = sandbox("sed -i /^lead/d");
    assert_snapshot!(sandbox.run("edit 1.1"), @r#"
    exit status: 1
    ----- stderr -----
    error[missing-lead]: no lead: nobody answers for this action
     --> plans/wendale/prevention/1/1.1.toml:1:1
      |
    1 | action = "Publish the referral pathways"
      | ^^^^^^
      |
      = help: name one post that answers for it: `lead = "Housing Manager"`

    plans/wendale/prevention/1/1.1.toml is left as you edited it, and not committed
    help: `vawg edit 1.1 --include-edits` goes on with it
    "#);
    assert_eq!(sandbox.git("status --short").stdout, " M plans/wendale/prevention/1/1.1.toml\n");
    assert_snapshot!(sandbox.run("edit 1.1"), @r#"
    exit status: 2
    ----- stderr -----
    error: plans/wendale/prevention/1/1.1.toml changed since the last commit, and that would go into this one; nothing was changed
    help: commit it first: `git commit -m "What changed" -- plans/wendale/prevention/1/1.1.toml`; `--include-edits` commits all of it, `--no-commit` nothing
    "#);
}

#[test]
fn without_an_editor_it_says_what_to_set() {
    let sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("edit 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: no editor is set
    help: `export EDITOR=nano`, or this once: `EDITOR=nano vawg edit 1.1`
    ");
    let mut sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.set("VISUAL", "no-such-editor --wait").run("edit 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: cannot start the editor `no-such-editor`: there is no such program
    help: name one that is installed: `EDITOR=nano vawg edit 1.1`
    ");
}

#[test]
fn themes_objectives_plans_and_broken_files_can_be_edited() {
    let title = sandbox("sed -i s/^title.*/title='\"New\"'/");
    for (name, subject) in
        [("prevention", "prevention: edited title"), ("1", "1: edited title"), ("wendale", "wendale: edited title")]
    {
        assert_eq!(title.run(&format!("edit {name}")).status, 0, "{name}");
        assert_eq!(title.git("log -1 --format=%s").stdout.trim_end(), subject);
    }
    let mut broken = sandbox("sed -i s/=$/='\"Police\"'/");
    broken.file("plans/wendale/prevention/1/1.1.toml", "action = \"a\"\nlead =\ndeadline = 2026\n");
    broken.commit("2026-06-30", "Broken");
    assert_eq!(broken.run("edit 1.1").status, 1, "the deadline is still wrong");
    assert_snapshot!(broken.run("edit 1.7"), @"
    exit status: 2
    ----- stderr -----
    error: no action, objective or theme is called `1.7`
    help: did you mean `1.1`?
    ");
}

#[test]
fn on_a_terminal_it_offers_to_open_the_file_again() {
    // The first time the lead goes, the second time it comes back.
    let editor = "sh -c 'if grep -q ^lead \"$1\"; then sed -i /^lead/d \"$1\"; else echo >>\"$1\"; sed -i \"2i lead = \\\"Police\\\"\" \"$1\"; fi' sh";
    let sandbox = sandbox(editor);
    let run = sandbox.run_and_type("edit 1.1", "n\n");
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stdout.contains("Open it again? [Y/n]"), "{run}");
    sandbox.git("checkout --quiet .");
    let run = sandbox.run_and_type("edit 1.1", "\n");
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(sandbox.git("status --short").stdout, "");
}

#[test]
fn a_reference_that_several_plans_have_is_asked_about() {
    let sandbox = sandbox("true");
    sandbox.plan("bristol");
    assert_snapshot!(sandbox.run("edit 1.1"), @"
    exit status: 2
    ----- stderr -----
    error: there are several `1.1`
    help: say which is meant: `bristol:1.1`, `wendale:1.1`
    ");
}
