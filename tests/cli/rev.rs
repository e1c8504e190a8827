//! `--rev`: the plans as they stood at another time.

use std::fs;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// A plan whose action 1.1 was given to the police on 10 July, after a commit of 2 June.
fn two_commits() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-06-02", "The plan");
    replace(&sandbox, "lead = \"Housing Manager\"", "lead = \"Chief Constable\"");
    sandbox.commit("2026-07-10", "Given to the police");
    sandbox
}

fn replace(sandbox: &Sandbox, old: &str, new: &str) {
    let text = fs::read_to_string(sandbox.path(ACTION)).expect("the action");
    assert!(text.contains(old), "{text}");
    sandbox.file(ACTION, &text.replacen(old, new, 1));
}

/// The lead of action 1.1, and the day of its judgement.
fn lead(sandbox: &Sandbox, arguments: &str) -> String {
    let output = sandbox.run(&format!("list ref:1.1 --format ndjson {arguments}"));
    assert_eq!(output.status, 0, "{output}");
    let value = |key: &str| {
        let start = output.stdout.find(&format!("\"{key}\":\"")).expect("the key") + key.len() + 4;
        output.stdout[start..].split('"').next().unwrap_or_default().to_owned()
    };
    format!("{} on {}", value("lead"), value("as_of"))
}

#[test]
fn a_commit_is_read_and_judged_on_its_own_day() {
    let sandbox = two_commits();
    let before = sandbox.files();
    assert_eq!(lead(&sandbox, "--rev HEAD~1"), "Housing Manager on 2026-06-02");
    assert_eq!(lead(&sandbox, "--rev main"), "Chief Constable on 2026-07-10");
    assert_eq!(lead(&sandbox, "--rev HEAD~1 --as-of 2026-12-01"), "Housing Manager on 2026-12-01");
    for command in ["status", "show 1.1", "tree", "check"] {
        let output = sandbox.run(&format!("{command} --rev HEAD~1"));
        assert_eq!(output.stderr, "", "{command}");
        assert_eq!(output.status, 0, "{command}");
    }
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_day_stands_for_its_last_commit_and_is_the_day_of_the_judgement() {
    let sandbox = two_commits();
    assert_eq!(lead(&sandbox, "--rev 2026-06-30"), "Housing Manager on 2026-06-30");
    assert_eq!(lead(&sandbox, "--rev 2026-07-09"), "Housing Manager on 2026-07-09");
    assert_eq!(lead(&sandbox, "--rev 2026-07-10"), "Chief Constable on 2026-07-10");
    assert_snapshot!(sandbox.run("status --rev 2026-06-01"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: there is no commit of 1 June 2026 or before; the first is of 2 June 2026
    ");
}

#[test]
fn a_tag_goes_before_a_day_of_the_same_name() {
    let sandbox = two_commits();
    sandbox.git("tag 2026-12-31 HEAD~1");
    assert_eq!(lead(&sandbox, "--rev 2026-12-31"), "Housing Manager on 2026-06-02");
}

#[test]
fn what_is_no_commit_is_refused() {
    let sandbox = two_commits();
    assert_snapshot!(sandbox.run("status --rev soon"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: `soon` is neither a commit, branch or tag nor a day such as 2026-06-30 or `today-30d`
    ");
    for rev in ["--output=stolen", "-n1", "HEAD:plans", "HEAD~1..HEAD", "^HEAD", "--all", ""] {
        let output = sandbox.run(&format!("status '--rev={rev}'"));
        assert_eq!((output.status, output.stdout.as_str()), (2, ""), "{rev}: {output}");
    }
    assert!(!sandbox.path("stolen").exists());
}

#[test]
fn commands_that_do_not_read_plans_refuse_it() {
    let sandbox = two_commits();
    assert_snapshot!(sandbox.run("init other --rev HEAD~1"), @"
    exit status: 2
    ----- stderr -----
    error: `--rev` goes with commands that answer from the plans of one time; leave it out
    ");
    assert_snapshot!(sandbox.run("check --write-baseline --rev HEAD~1"), @"
    exit status: 2
    ----- stderr -----
    error: `--write-baseline` writes what is wrong now; leave out `--rev`
    ");
}

#[test]
fn changes_that_are_not_committed_do_not_count() {
    let sandbox = two_commits();
    replace(&sandbox, "Chief Constable", "Nobody");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"Not committed\"\n");
    fs::remove_file(sandbox.path("plans/wendale/prevention/theme.toml")).expect("a file to remove");
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Chief Constable on 2026-07-10");
    let then = sandbox.run("list --format ndjson --rev HEAD").stdout;
    assert!(then.contains("\"theme\":\"prevention\"") && !then.contains("1.2"), "{then}");
}

#[test]
fn problems_are_shown_with_the_text_of_that_time() {
    let mut sandbox = Sandbox::with_plan("wendale");
    replace(&sandbox, "deadline = 2026-09-30", "deadline = soon");
    sandbox.commit("2026-06-02", "Broken");
    replace(&sandbox, "deadline = soon", "deadline = 2026-09-30");
    sandbox.commit("2026-06-03", "Mended");
    assert_snapshot!(sandbox.run("check --rev HEAD~1"), @r#"
    exit status: 1
    ----- stdout -----
    error[toml-syntax]: a value without quotation marks
     --> plans/wendale/prevention/1/1.1.toml:5:12
      |
    5 | deadline = soon
      |            ^^^^
      |
      = help: text stands in quotation marks: `lead = "Housing Manager"`

    1 error in 0 actions and 4 files
    help: `vawg explain RULE` says why a rule exists
    "#);
    assert_snapshot!(sandbox.run("list --rev HEAD~1"), @"
    exit status: 1
    ----- stderr -----
    there is no action in these plans
    help: an action is a file such as `1.1.toml` in the folder of a theme or objective
    plans/wendale/prevention/1/1.1.toml:5:12: error[toml-syntax]: a value without quotation marks
    warning: the answer leaves out what could not be read (1 problem); `vawg check` shows each in its place
    ");
    assert_snapshot!(sandbox.run("check plans/wendale/prevention --rev HEAD~1 --format short"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.1.toml:5:12: error[toml-syntax]: a value without quotation marks
    ----- stderr -----
    1 error in 0 actions and 3 files
    ");
}

#[test]
fn links_are_followed_within_the_plan_only() {
    let mut sandbox = Sandbox::with_plan("wendale");
    let link = |target: &str, name: &str| _ = sandbox.link(&format!("plans/wendale/prevention/1/{name}"), target);
    link("1.1.toml", "1.2.toml");
    link("/etc/hostname", "1.3.toml");
    link("..", "1.4.toml");
    sandbox.commit("2026-06-30", "Links");
    let now = sandbox.run("check --format short --as-of 2026-06-30");
    assert_eq!(sandbox.run("check --format short --rev HEAD"), now);
    assert_snapshot!(now, @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.3.toml:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    plans/wendale/prevention/1/1.4.toml:1:1: error[stray-file]: a link to a folder, which is not followed
    ----- stderr -----
    2 errors in 2 actions and 7 files
    ");
}

#[test]
fn a_folder_that_is_gone_can_be_read() {
    let mut sandbox = two_commits();
    sandbox.git("mv plans kept");
    sandbox.commit("2026-08-01", "Put away");
    assert_snapshot!(sandbox.run("status --rev HEAD~1"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plans folder here or in any folder above [SANDBOX]
    help: `vawg init NAME` starts a plan; `--plans DIR` names the folder that holds the plans
    ");
    assert_snapshot!(sandbox.run("status --plans plans"), @"
    exit status: 2
    ----- stderr -----
    error: there is no folder plans
    ");
    assert_eq!(lead(&sandbox, "--plans plans --rev HEAD~1"), "Chief Constable on 2026-07-10");
    assert_eq!(lead(&sandbox, "--plans kept --rev HEAD"), "Chief Constable on 2026-08-01");
    assert_snapshot!(sandbox.run("status --plans plans --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plan in plans
    help: `vawg init NAME` starts a plan; `--plans DIR` names the folder that holds the plans
    ");
}

#[test]
fn the_way_back_goes_along_first_parents() {
    let mut sandbox = two_commits();
    sandbox.git("checkout --quiet -b side HEAD~1");
    replace(&sandbox, "2026-09-30", "2027-01-31");
    sandbox.commit("2026-06-20", "A proposal");
    sandbox.git("checkout --quiet main");
    sandbox.set("GIT_COMMITTER_DATE", "2026-08-01T12:00:00Z");
    sandbox.git("merge --quiet --no-edit side");
    let deadline = |rev: &str| {
        let output = sandbox.run(&format!("list --format ndjson --rev {rev}"));
        output.stdout.contains("2027-01-31")
    };
    assert!(!deadline("2026-07-01"), "not agreed until it was merged");
    assert!(deadline("2026-08-01") && deadline("side"));
}

#[test]
fn the_repository_may_begin_above_or_at_the_plans_and_be_entered_anywhere() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale");
    sandbox.commit("2026-06-02", "The plan");
    fs::create_dir(sandbox.path("our partnership é")).expect("a folder");
    fs::rename(sandbox.path("plans"), sandbox.path("our partnership é/plans")).expect("to move it");
    sandbox.commit("2026-06-03", "Moved");
    for folder in ["our partnership é", "our partnership é/plans", "our partnership é/plans/wendale/prevention/1"] {
        sandbox.cd(folder);
        assert_eq!(lead(&sandbox, "--rev HEAD"), "Housing Manager on 2026-06-03", "{folder}");
    }
    sandbox.cd("");
    assert_eq!(lead(&sandbox, "--plans 'our partnership é/plans' --rev HEAD"), "Housing Manager on 2026-06-03");
}

#[test]
fn a_detached_head_and_a_second_work_tree_are_like_any_other() {
    let mut sandbox = two_commits();
    sandbox.git("worktree add --quiet --detach second HEAD~1");
    sandbox.cd("second");
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Housing Manager on 2026-06-02");
    assert_eq!(lead(&sandbox, "--rev main"), "Chief Constable on 2026-07-10");
}

#[test]
fn a_bare_repository_as_on_a_git_host_can_be_read() {
    let mut sandbox = two_commits();
    sandbox.git("clone --quiet --bare . host.git");
    sandbox.cd("host.git");
    assert_eq!(lead(&sandbox, "--plans plans --rev main~1"), "Housing Manager on 2026-06-02");
    assert_snapshot!(sandbox.run("check --plans plans --rev main"), @"
    exit status: 0
    ----- stdout -----
    no problems in 1 action and 4 files
    ");
}

#[test]
fn plans_may_be_repositories_of_their_own() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale");
    sandbox.set("GIT_COMMITTER_DATE", "2026-06-02T12:00:00Z");
    sandbox.cd("plans/wendale");
    sandbox.git("init --quiet --initial-branch=main");
    sandbox.git("add --all");
    sandbox.git("commit --quiet --message 'The plan'");
    sandbox.cd("");
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Housing Manager on 2026-06-02");
    assert_eq!(lead(&sandbox, "--rev 2026-06-03"), "Housing Manager on 2026-06-03");
}

#[test]
fn a_submodule_is_read_at_the_commit_at_which_it_stood() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale");
    fs::create_dir(sandbox.path("origin")).expect("a folder");
    fs::rename(sandbox.path("plans/wendale"), sandbox.path("origin/wendale")).expect("to move it");
    sandbox.cd("origin/wendale");
    sandbox.git("init --quiet --initial-branch=main");
    sandbox.git("add --all");
    sandbox.git("commit --quiet --message 'The plan'");
    sandbox.cd("");
    sandbox.file(".gitignore", "/origin\n");
    sandbox.git("init --quiet --initial-branch=main");
    sandbox.git("-c protocol.file.allow=always submodule --quiet add ./origin/wendale plans/wendale");
    sandbox.commit("2026-06-02", "The plan of Wendale");
    replace(&sandbox, "Housing Manager", "Chief Constable");
    sandbox.cd("plans/wendale");
    sandbox.git("commit --quiet --all --message 'Given to the police'");
    sandbox.cd("");
    sandbox.commit("2026-07-10", "The plan of Wendale has changed");
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Chief Constable on 2026-07-10");
    assert_eq!(lead(&sandbox, "--rev HEAD~1"), "Housing Manager on 2026-06-02");
    sandbox.git("submodule --quiet deinit --force plans/wendale");
    assert_snapshot!(sandbox.run("status --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: plans/wendale was a submodule, which is not here; `git submodule update --init` fetches it
    ");
}

#[test]
fn ends_of_lines_in_the_work_tree_make_no_difference() {
    let mut sandbox = two_commits();
    sandbox.git("config core.autocrlf true");
    fs::remove_file(sandbox.path(ACTION)).expect("a file to remove");
    sandbox.git(&format!("checkout -- {ACTION}"));
    assert!(fs::read_to_string(sandbox.path(ACTION)).expect("the action").contains("\r\n"));
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Chief Constable on 2026-07-10");
    sandbox.cd("plans");
    assert_eq!(lead(&sandbox, "--rev HEAD~1"), "Housing Manager on 2026-06-02");
}

#[test]
fn a_shallow_clone_says_where_it_begins() {
    let mut sandbox = two_commits();
    let origin = format!("file://{}", sandbox.path("").display());
    sandbox.git(&format!("clone --quiet --depth 1 {origin} shallow"));
    sandbox.cd("shallow");
    assert_eq!(lead(&sandbox, "--rev HEAD"), "Chief Constable on 2026-07-10");
    assert_snapshot!(sandbox.run("status --rev 2026-07-01"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: there is no commit of 1 July 2026 or before in this shallow clone, which begins on 10 July 2026; `git fetch --unshallow` fetches what is older
    ");
}

#[test]
fn where_there_is_no_history_there_is_an_error() {
    let mut sandbox = Sandbox::with_plan("wendale");
    assert_snapshot!(sandbox.run("status --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: plans is not in a git repository, so there is no audit trail; `git init` begins one
    ");
    sandbox.git("init --quiet --initial-branch=main");
    assert_snapshot!(sandbox.run("status --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: there is no commit yet; `git add` and `git commit` make the first
    ");
    assert_snapshot!(sandbox.run("status --rev 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: there is no commit yet; `git add` and `git commit` make the first
    ");
    sandbox.commit("2026-06-02", "The plan");
    sandbox.set("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    assert_snapshot!(sandbox.run("status --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: git rev-parse: detected dubious ownership in repository at '[SANDBOX]'
    To add an exception for this directory, call:

        git config --global --add safe.directory [SANDBOX]
    ");
    sandbox.set("PATH", "");
    assert_snapshot!(sandbox.run("status --rev HEAD"), @"
    exit status: 2
    ----- stderr -----
    error: --rev: git is not installed, or not on the PATH
    ");
}

#[test]
fn without_it_no_program_is_started() {
    let mut sandbox = two_commits();
    sandbox.set("PATH", "");
    for command in ["status", "list", "show 1.1", "tree", "check"] {
        assert_eq!(sandbox.run(&format!("{command} --as-of 2026-06-30")).status, 0, "{command}");
    }
}
