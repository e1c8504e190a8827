//! `vawg init --ci` and `--hook`: the files that have plans checked where they change.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// A plan in a git repository.
fn plan() -> Sandbox {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet");
    sandbox
}

fn text(sandbox: &Sandbox, path: &str) -> String {
    String::from_utf8_lossy(sandbox.files().bytes(path)).into_owned()
}

#[test]
fn a_workflow_is_written_for_github() {
    let sandbox = plan();
    assert_snapshot!(sandbox.run("init --ci github"), @"
    exit status: 0
    ----- stdout -----
      .github/workflows/plan.yml             checks changes before they are merged

    note: GitHub does this once the file is committed and pushed; its first lines
    say how the public report becomes a page
    ");
    assert_eq!(sandbox.run("init --ci github").answer(), "nothing to do: all of it was there\n");
    let workflow = text(&sandbox, ".github/workflows/plan.yml");
    assert!(workflow.contains("\n  VAWG_PLANS: \"plans\"\n"), "{workflow}");
    assert!(workflow.contains(concat!("\n  VAWG_VERSION: \"", env!("CARGO_PKG_VERSION"), "\"\n")), "{workflow}");
}

#[test]
fn a_pipeline_is_written_for_gitlab() {
    let sandbox = plan();
    assert_snapshot!(sandbox.run("init --ci gitlab"), @"
    exit status: 0
    ----- stdout -----
      .gitlab-ci.yml                         checks changes before they are merged

    note: GitLab does this once the file is committed and pushed; its first lines
    say how the public report becomes a page
    ");
    assert!(text(&sandbox, ".gitlab-ci.yml").contains("\n    VAWG_PLANS: \"plans\"\n"));
    assert_eq!(sandbox.run("init --ci gitlab").answer(), "nothing to do: all of it was there\n");
}

#[test]
fn beside_a_pipeline_that_is_there_stands_one_to_include() {
    let sandbox = plan();
    sandbox.file(".gitlab-ci.yml", "build:\n  script: make\n");
    assert_snapshot!(sandbox.run("init --ci gitlab"), @"
    exit status: 0
    ----- stdout -----
      .gitlab/plan.yml                       checks changes before they are merged

    note: `.gitlab-ci.yml` was there; so that GitLab does this, add to it:

    include:
      - local: .gitlab/plan.yml
    ");
    assert_eq!(text(&sandbox, ".gitlab-ci.yml"), "build:\n  script: make\n");
    assert!(text(&sandbox, ".gitlab/plan.yml").contains("plan-check:"));
}

#[test]
fn a_new_plan_comes_with_what_checks_it() {
    let sandbox = Sandbox::new();
    sandbox.git("init --quiet");
    let output = sandbox.run("init north --ci github --hook --as-of 2026-11-22");
    assert_eq!(output.status, 0, "{output}");
    assert_snapshot!(output.stdout.split("\n\n").nth(2).unwrap_or_default(), @"
    plans/.schemas/                        the schemas of plan files
    .taplo.toml                            tells editors where the schemas are
    .gitignore                             keeps contact details out of git
    .gitattributes                         lets git merge plan files key by key
    .github/workflows/plan.yml             checks changes before they are merged
    .git/hooks/pre-commit                  checks what each commit here would hold
    ");
    sandbox.git("add .");
    sandbox.git("commit --quiet --message 'The plan'");
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let sandbox = plan();
    sandbox.file(".github/workflows/plan.yml", "name: Ours\n").file(".git/hooks/pre-commit", "#!/bin/sh\nmake test\n");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init --ci github --hook"), @"
    exit status: 0
    ----- stdout -----
    note: `.github/workflows/plan.yml` was there and stays as it is;
    once it is deleted, the same command makes a new one

    note: `.git/hooks/pre-commit` was there; add to it:

    vawg check --staged --plans 'plans' || exit 1
    ");
    assert_eq!(sandbox.files(), before);
    sandbox.file(".git/hooks/pre-commit", "#!/bin/sh\nmake test\nvawg check --staged --plans 'plans' || exit 1\n");
    assert_eq!(sandbox.run("init --hook").answer(), "nothing to do: all of it was there\n");
}

#[test]
fn the_hook_goes_where_git_looks_for_it() {
    let sandbox = plan();
    sandbox.git("config core.hooksPath .githooks");
    assert_snapshot!(sandbox.run("init --hook"), @"
    exit status: 0
    ----- stdout -----
      .githooks/pre-commit                   checks what each commit here would hold
    ");
    assert!(text(&sandbox, ".githooks/pre-commit").contains("vawg check --staged --plans 'plans'"));
}

#[test]
fn a_hook_that_other_repositories_would_run_is_not_written() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale").copy("examples", "work/it's plans");
    sandbox.cd("work");
    sandbox.git("init --quiet");
    let shared = sandbox.path("shared");
    sandbox.git(&format!("config core.hooksPath '{}'", shared.display()));
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init --hook --plans \"it's plans\""), @r"
    exit status: 0
    ----- stdout -----
    note: `../shared/pre-commit` would be a hook of other repositories, too; add to it:

    vawg check --staged --plans 'it'\''s plans' || exit 1
    ");
    assert_eq!(sandbox.files(), before);
}

#[test]
fn the_files_count_from_the_top_of_the_repository() {
    let mut sandbox = Sandbox::new();
    sandbox.copy("examples", "strategy/our plans").git("init --quiet");
    sandbox.cd("strategy");
    assert_snapshot!(sandbox.run("init --ci github --plans \"our plans\""), @"
    exit status: 0
    ----- stdout -----
      ../.github/workflows/plan.yml          checks changes before they are merged

    note: GitHub does this once the file is committed and pushed; its first lines
    say how the public report becomes a page
    ");
    assert!(text(&sandbox, ".github/workflows/plan.yml").contains("\n  VAWG_PLANS: \"strategy/our plans\"\n"));

    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.cd("plans");
    sandbox.git("init --quiet");
    assert_eq!(sandbox.run("init --ci gitlab --hook").status, 0);
    assert!(text(&sandbox, "plans/.gitlab-ci.yml").contains("\n    VAWG_PLANS: \".\"\n"));
    assert!(text(&sandbox, "plans/.git/hooks/pre-commit").contains("vawg check --staged --plans '.'"));
}

#[test]
fn where_it_can_not_be_done_nothing_is() {
    let mut sandbox = Sandbox::new();
    sandbox.file("elsewhere/notes.md", "").file("alone/notes.md", "");
    sandbox.cd("alone");
    assert_snapshot!(sandbox.run("init --ci github"), @"
    exit status: 2
    ----- stderr -----
    error: there is no plans folder here or in any folder above [SANDBOX]/alone
    help: `vawg init NAME` starts a plan; `--plans DIR` names the folder that holds the plans
    ");
    assert_snapshot!(sandbox.run("init north --hook"), @"
    exit status: 2
    ----- stderr -----
    error: [SANDBOX]/alone is not in a git repository
    help: `git init` makes one; a hook is a part of it
    ");
    assert_snapshot!(sandbox.run("init --title North --ci github"), @"
    exit status: 2
    ----- stderr -----
    error: a plan needs a name, which becomes that of its folder
    help: `vawg init bristol-2027-30`
    ");
    assert_snapshot!(sandbox.run("init north --ci jenkins"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'jenkins' for '--ci <HOST>'
      [possible values: github, gitlab, none]

    For more information, try '--help'.
    ");
    sandbox.git("init --quiet");
    sandbox.link("alone/.github", "../elsewhere");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("init north --ci github"), @"
    exit status: 2
    ----- stderr -----
    error: [SANDBOX]/alone/.github is a link; vawg changes only the file itself
    ");
    assert_snapshot!(sandbox.run("init north --plans '${{ x }}' --ci gitlab"), @r"
    exit status: 2
    ----- stderr -----
    error: git hosts cannot be told of the plans folder `${{ x }}`: a `$`, quotation mark or `\` has a meaning there
    help: give the folder another name
    ");
    assert_eq!(sandbox.files(), before);
}
