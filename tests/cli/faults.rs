//! A machine, a disk or a git that does not do as it should: a clear error, and nothing lost.
//!
//! What happens where any one system call fails is tried by `.ci/faults`.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use insta::assert_snapshot;

use crate::sandbox::{Output, Sandbox};

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";
const UPDATE: &str = "update 1.1 --rag amber --note Slow --as-of 2026-06-30";

fn plan_in_git() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.in_git();
    sandbox
}

/// A command that could not be done, and what it changed.
fn failed(sandbox: &Sandbox, line: &str) -> (Output, String) {
    let before = sandbox.files();
    let output = sandbox.run(line);
    assert_eq!(output.status, 2, "{output}");
    assert_eq!(sandbox.git("log --format=%s").stdout, "The plan\n", "nothing is committed");
    (output, sandbox.files().diff(&before))
}

#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let sandbox = Sandbox::with_plan("wendale");
    // Where nothing is wrong, `check` has nothing to write.
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"Meet\"\n");
    for line in
        ["--help", "--version", "status", "list --format json", "check", "export --format csv", "completions bash"]
    {
        let output = sandbox.run_to(&format!("{line} --as-of 2026-06-30"), "/dev/full");
        let said = "error: cannot write the answer to standard output: no space left on device\n";
        assert_eq!(output.status, 2, "{line}: {output}");
        assert!(output.stderr.ends_with(said), "{line}: {output}");
    }
}

#[test]
fn nobody_has_to_be_there() {
    let sandbox = plan_in_git();
    let usual = sandbox.run("list --as-of 2026-06-30");
    for closed in [
        "exec <&-",
        "exec 2>&-",
        "unset HOME",
        "export TERM=",
        "export LC_ALL=C",
        "export LC_ALL=POSIX",
        "export TMPDIR=/none",
    ] {
        assert_eq!(sandbox.run_after(closed, "list --as-of 2026-06-30"), usual, "{closed}");
    }
    assert_eq!(sandbox.run_after("exec >&-", "list --as-of 2026-06-30").status, 0);
    let output = sandbox.run_after("exec <&- >&- 2>&-; unset HOME TERM", UPDATE);
    assert_eq!(output.status, 0);
    assert_eq!(sandbox.git("log --format=%s -1").stdout, "1.1: rated amber; slow\n");
}

#[test]
fn few_files_may_be_open() {
    let sandbox = plan_in_git();
    assert_snapshot!(sandbox.run_after("ulimit -n 6", UPDATE), @"
    exit status: 2
    ----- stderr -----
    error: cannot run git: too many open files
    help: `--no-commit` changes the files without git
    ");
    assert_snapshot!(sandbox.run_after("ulimit -n 6", "log"), @"
    exit status: 2
    ----- stderr -----
    error: cannot run git: too many open files
    ");
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
    assert_eq!(sandbox.run_after("ulimit -n 20", UPDATE).status, 0);
}

#[test]
fn a_git_that_is_too_old_says_so() {
    let mut sandbox = plan_in_git();
    sandbox.set_git("case \"$*\" in\n*--porcelain=v2*|*--diff-merges*) echo 'error: unknown option' >&2; exit 129;;\n*) real \"$@\";;\nesac");
    let (output, changed) = failed(&sandbox, UPDATE);
    assert_snapshot!(output, @"
    exit status: 2
    ----- stderr -----
    error: this git is too old: its `git status` does not know what vawg asks of it; git 2.31 and later do
    help: `--no-commit` changes the files without git
    ");
    assert_eq!(changed, "");
    assert_snapshot!(failed(&sandbox, "log").0, @"
    exit status: 2
    ----- stderr -----
    error: this git is too old: its `git log` does not know what vawg asks of it; git 2.31 and later do
    ");
}

#[test]
fn a_git_that_ends_in_the_middle_of_a_commit_leaves_the_change() {
    let mut sandbox = plan_in_git();
    sandbox.set_git("case \"$*\" in *'commit '*) kill -9 $$;; *) real \"$@\";; esac");
    let (output, changed) = failed(&sandbox, UPDATE);
    assert_snapshot!(output, @"
    exit status: 2
    ----- stdout -----
    1.1: rated amber; slow (GREEN → AMBER: progress slow, giving concern about the deadline)
    ----- stderr -----
    error: 1 file is changed, but not committed: git or one of its hooks said no, as it says above
    help: put that right, then `git commit --only -m '1.1: rated amber; slow' -- plans/wendale/prevention/1/1.1.toml`; or take the change back: `git restore -- plans/wendale/prevention/1/1.1.toml`
    ");
    assert_snapshot!(changed, @r#"
    --- plans/wendale/prevention/1/1.1.toml
    +++ plans/wendale/prevention/1/1.1.toml
    @@ -15 +15,6 @@
     note = "First draft agreed with the refuges"
    +
    +[[update]]
    +date = 2026-06-30
    +rag = "amber"
    +note = "Slow"
    "#);
}

#[test]
fn half_an_answer_of_git_is_none() {
    let mut sandbox = plan_in_git();
    sandbox.file(ACTION, "action = \"Other\"\nlead = \"Housing Manager\"\ndeadline = 2026-09-30\n");
    sandbox.set_git("case \"$*\" in *--buffer*) real \"$@\" | head -c 100;; *) real \"$@\";; esac");
    for line in ["list --rev HEAD", "log", "check --since HEAD"] {
        let (output, changed) = failed(&sandbox, line);
        let said = "git cat-file: not every file that was asked for is in its answer";
        assert!(output.stderr.contains(said) && changed.is_empty(), "{line}\n{output}");
    }
}

#[test]
fn a_lock_that_a_dead_git_left_is_told() {
    let sandbox = plan_in_git();
    sandbox.file(".git/index.lock", "");
    let (output, changed) = failed(&sandbox, "new action Listen --in 1 --lead PCT --deadline 2026-12-01");
    assert_snapshot!(output, @"
    exit status: 2
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml
    ----- stderr -----
    error: 1 file is changed, but not committed: git add: Unable to create '[SANDBOX]/.git/index.lock': File exists.

    Another git process seems to be running in this repository, e.g.
    an editor opened by 'git commit'. Please make sure all processes
    are terminated then try again. If it still fails, a git process
    may have crashed in this repository earlier:
    remove the file manually to continue.
    help: `git add -- plans/wendale/prevention/1/1.2.toml`, then `git commit --only -m '1.2: new action; Listen' -- plans/wendale/prevention/1/1.2.toml`
    ");
    assert_snapshot!(changed, @r#"
    --- nothing
    +++ plans/wendale/prevention/1/1.2.toml
    @@ -0,0 +1,5 @@
    +action = "Listen"
    +
    +lead = "PCT"
    +
    +deadline = 2026-12-01
    "#);
    fs::remove_file(sandbox.path(".git/index.lock")).expect("the lock");
    sandbox.git("add -- plans/wendale/prevention/1/1.2.toml");
    sandbox.git("commit --quiet --only -m '1.2: new action; Listen' -- plans/wendale/prevention/1/1.2.toml");
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
}

#[test]
fn a_signature_that_fails_leaves_the_change() {
    let sandbox = plan_in_git();
    sandbox.git("config commit.gpgsign true");
    sandbox.git("config gpg.program false");
    let (output, changed) = failed(&sandbox, UPDATE);
    assert!(output.stderr.contains("1 file is changed, but not committed"), "{output}");
    assert!(changed.contains("+note = \"Slow\""), "{changed}");
}

#[test]
fn a_broken_repository_is_not_taken_for_none() {
    let sandbox = plan_in_git();
    let head = sandbox.files().bytes(".git/HEAD").to_vec();
    sandbox.file(".git/HEAD", "");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run(UPDATE), @"
    exit status: 2
    ----- stderr -----
    error: git rev-parse: not a git repository (or any of the parent directories): .git
    help: `--no-commit` changes the files without git
    ");
    assert_snapshot!(sandbox.run("log"), @"
    exit status: 2
    ----- stderr -----
    error: git rev-parse: not a git repository (or any of the parent directories): .git
    ");
    assert_eq!(sandbox.files().diff(&before), "");
    sandbox.bytes(".git/HEAD", &head);
    assert_eq!(sandbox.run(UPDATE).status, 0);
}

#[test]
fn what_a_killed_command_left_goes_with_the_next() {
    let sandbox = plan_in_git();
    for (file, text) in [
        (".git/vawg.lock", "`vawg move` of robin (process 4711)"),
        ("plans/wendale/protection/2/.vawg-a1b2c3", "half a fi"),
        ("plans/.vawg-d4e5f6/plan.toml", "title = \"Half a plan\"\n"),
    ] {
        sandbox.file(file, text);
    }
    assert_eq!(sandbox.run("check --as-of 2026-06-30").status, 0);
    assert_eq!(sandbox.run(UPDATE).status, 0);
    let names = sandbox.names();
    assert!(!names.iter().any(|name| name.contains(".vawg-") || name.contains("vawg.lock")), "{names:?}");
}

#[test]
fn what_somebody_makes_just_now_is_left_alone() {
    let sandbox = plan_in_git();
    sandbox.file("board.md", "").file(".vawg-a1b2c3", "half a fi").file(".vawg-d4e5f6", "just being written");
    let held = fs::File::open(sandbox.path(".vawg-d4e5f6")).expect("a file");
    held.lock().expect("nobody has it");
    assert_eq!(sandbox.run("report progress -o board.md --as-of 2026-06-30").status, 0);
    let left: Vec<_> = sandbox.names().into_iter().filter(|name| name.starts_with(".vawg-")).collect();
    assert_eq!(left, [".vawg-d4e5f6"]);
}

#[test]
fn a_plan_that_cannot_be_read_whole_is_not_accepted() {
    let sandbox = plan_in_git();
    sandbox.link("plans/wendale/prevention/1/1.2.toml", "none.toml");
    assert_snapshot!(failed(&sandbox, "check --write-baseline --as-of 2026-06-30").0, @"
    exit status: 2
    ----- stderr -----
    error: wendale/prevention/1/1.2.toml cannot be read: no such file or directory; what is wrong with the plans is not known before it is put right, so nothing was accepted
    ");
}

#[test]
fn a_plan_that_cannot_be_read_whole_is_not_imported_over() {
    let sandbox = Sandbox::new();
    sandbox.file("plan.csv", "Ref,Action,Lead,Deadline\n1.1,Meet,PCT,1 May 2027\n1.2,Write,PCT,June 2027\n");
    assert_eq!(sandbox.run("import plan.csv --into plans/second").status, 0);
    fs::remove_file(sandbox.path("plans/second/1.2.toml")).expect("an action");
    sandbox.link("plans/second/1.2.toml", "none.toml");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("import plan.csv --into plans/second"), @"
    exit status: 2
    ----- stderr -----
    error: plans/second/1.2.toml cannot be read, so that what changed in it is not known; nothing was changed
    help: `vawg check` says what is wrong with it
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn two_plans_folders_of_a_repository_are_changed_by_one_command() {
    let sandbox = Sandbox::new();
    for plans in ["a/plans", "b/plans"] {
        let file = "wendale/prevention/1/1.1.toml";
        sandbox.file(&format!("{plans}/{file}"), "action = \"Meet\"\nlaed = \"PCT\"\ndeadline = 2026-09-30\n");
    }
    sandbox.in_git();
    let output = sandbox.run("check --fix a/plans b/plans --format short --as-of 2026-06-30");
    assert!(output.stderr.contains("2 problems put right"), "{output}");
}

#[test]
fn what_cannot_be_looked_at_is_not_taken_for_what_is_not_there() {
    let mut sandbox = plan_in_git();
    sandbox.file("near/here/notes.txt", "").link("near/plans", "plans");
    sandbox.cd("near/here");
    for line in ["status", UPDATE, "check"] {
        let output = sandbox.run(line);
        let said = "error: cannot read [SANDBOX]/near/plans: too many levels of symbolic links";
        assert!(output.status == 2 && output.stderr.starts_with(said), "{line}: {output}");
    }
    sandbox.cd("");
    sandbox.link("plans/.git", ".git");
    assert_snapshot!(failed(&sandbox, &format!("{UPDATE} --no-commit")).0, @"
    exit status: 2
    ----- stderr -----
    error: cannot lock the plans, since it cannot be told where git keeps them: cannot read [SANDBOX]/plans/.git: too many levels of symbolic links
    ");
    fs::remove_file(sandbox.path("plans/.git")).expect("a link");
    sandbox.link(".git/BISECT_LOG", "BISECT_LOG");
    assert_snapshot!(failed(&sandbox, UPDATE).0, @"
    exit status: 2
    ----- stderr -----
    error: cannot look at [SANDBOX]/.git/BISECT_LOG: too many levels of symbolic links
    ");
}

#[test]
fn a_text_that_git_has_lost_is_an_error() {
    let mut sandbox = plan_in_git();
    sandbox.file(ACTION, "action = \"Other\"\nlead = \"Housing Manager\"\ndeadline = 2026-09-30\n");
    sandbox.commit("2026-06-30", "Other");
    let lost = sandbox.git(&format!("rev-parse HEAD~1:{ACTION}")).stdout;
    let (folder, rest) = lost.trim_end().split_at(2);
    fs::remove_file(sandbox.path(&format!(".git/objects/{folder}/{rest}"))).expect("a loose object");
    let output = sandbox.run("log");
    assert_eq!((output.status, output.stdout.as_str()), (2, ""));
    let said = format!(
        "error: git cat-file: does not give the file {}; `git fsck` says what the repository lacks\n",
        lost.trim_end()
    );
    assert_eq!(output.stderr, said);
}

#[test]
fn a_sparse_checkout_says_what_is_not_there() {
    let sandbox = plan_in_git();
    let whole = sandbox.run("list --format csv --as-of 2026-06-30");
    sandbox.git("sparse-checkout set --no-cone /* !/plans/wendale/prevention/1/1.1.toml");
    assert_snapshot!(sandbox.run("list --as-of 2026-06-30"), @"
    exit status: 0
    ----- stderr -----
    1 plan file is not here, since this is a sparse checkout of git; what follows is without it
    help: `git sparse-checkout disable` brings all files back
    there is no action in these plans
    help: an action is a file such as `1.1.toml` in the folder of a theme or objective
    ");
    assert_eq!(sandbox.run("list --rev HEAD --as-of 2026-06-30 --format csv"), whole);
    sandbox.git("sparse-checkout disable");
    assert_eq!(sandbox.run("list --as-of 2026-06-30 --format csv"), whole);
}

#[test]
fn a_plan_that_nobody_may_read_is_not_taken_for_none() {
    let mut sandbox = Sandbox::with_plan("wendale");
    // No file refuses root.
    if fs::metadata(sandbox.path("plans")).expect("a folder").uid() == 0 {
        sandbox.as_nobody();
    }
    let plan = sandbox.path("plans/wendale");
    let set = |mode| fs::set_permissions(&plan, fs::Permissions::from_mode(mode)).expect("permissions");
    set(0);
    let output = sandbox.run("status");
    set(0o755);
    assert_snapshot!(output, @"
    exit status: 2
    ----- stderr -----
    error: cannot read plans/wendale: permission denied
    ");
}

#[test]
fn a_table_that_nobody_may_read_is_not_lost_where_another_cannot_be_written() {
    let mut sandbox = Sandbox::with_plan("wendale");
    fs::create_dir(sandbox.path("tables")).expect("a new folder");
    let set = |sandbox: &Sandbox, path: &str, mode| {
        fs::set_permissions(sandbox.path(path), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set(&sandbox, "tables", 0o777);
    // No file refuses root.
    if fs::metadata(sandbox.path("plans")).expect("a folder").uid() == 0 {
        sandbox.as_nobody();
    }
    let line = "export --format tidy -o tables --as-of 2026-06-30";
    assert_eq!(sandbox.run(line).status, 0);
    // More than the shell lets it write.
    let note = "A long year. ".repeat(20_000);
    let action = fs::read_to_string(sandbox.path(ACTION)).expect("an action");
    sandbox.file(ACTION, &format!("{action}\n[[update]]\ndate = 2026-06-29\nnote = \"{note}\"\n"));
    let before = sandbox.files();
    set(&sandbox, "tables/plans.csv", 0o200);
    let output = sandbox.run_after("trap '' XFSZ; ulimit -f 300", line);
    set(&sandbox, "tables/plans.csv", 0o644);
    assert_snapshot!(output, @"
    exit status: 2
    ----- stderr -----
    error: cannot read tables/plans.csv: permission denied
    ");
    assert_eq!(sandbox.files().diff(&before), "");
}
