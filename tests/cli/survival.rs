//! The audit trail where people have done to their repository what people do.

use std::fs;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

const ACTION: &str = "plans/wendale/prevention/1/1.1.toml";

/// A plan in which two things were done: an update, and a move of the deadline.
fn two_deeds() -> Sandbox {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-06-01", "The plan");
    for (day, line) in
        [("2026-06-02", "--rag green --note 'First draft.'"), ("2026-06-03", "--deadline 2026-10-31 --note 'Later.'")]
    {
        done(&mut sandbox, day, &format!("update 1.1 {line}"));
    }
    sandbox
}

/// Runs a command at noon of a day; it has to succeed.
fn done(sandbox: &mut Sandbox, day: &str, line: &str) {
    let noon = format!("{day}T12:00:00Z");
    sandbox.set("GIT_AUTHOR_DATE", &noon).set("GIT_COMMITTER_DATE", &noon);
    let output = sandbox.run(&format!("{line} --as-of {day}"));
    assert_eq!(output.status, 0, "{line}\n{output}");
}

/// What `log` tells, without the names of the commits.
fn story(sandbox: &Sandbox, arguments: &str) -> String {
    let output = sandbox.run(&format!("log {arguments}"));
    assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{output}");
    let is_name = |word: &str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lines = output.stdout.lines().map(|line| {
        let word = line.split_whitespace().nth(1).filter(|word| is_name(word));
        word.map_or_else(|| line.to_owned(), |word| line.replacen(word, "........", 1))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether every way of looking back sees both deeds, and another can be done and undone.
fn assert_it_works(sandbox: &mut Sandbox) {
    let told = story(sandbox, "1.1");
    assert!(told.contains("First draft.") && told.contains("deadline moved from 30 September 2026"), "{told}");
    let seen = |line: &str| sandbox.run(&format!("{line} --as-of 2026-06-30")).to_string();
    assert!(seen("diff HEAD~1").contains("31 October 2026"), "{}", seen("diff HEAD~1"));
    assert!(seen("show 1.1 --rev HEAD~1").contains("30 September 2026"), "{}", seen("show 1.1 --rev HEAD~1"));
    assert!(seen("check --since HEAD~2").contains("no problems"), "{}", seen("check --since HEAD~2"));
    done(sandbox, "2026-06-04", "update 1.1 --note 'And again.'");
    assert!(story(sandbox, "1.1").contains("And again."));
    done(sandbox, "2026-06-05", "undo");
    assert_eq!(sandbox.run("diff HEAD~2 --as-of 2026-06-30").stderr, "", "nothing is amiss");
}

#[test]
fn a_plain_repository() {
    let mut sandbox = two_deeds();
    assert_snapshot!(story(&sandbox, ""), @"
    2026-06-03  ........  Robin Field: 1.1: deadline moved from 30 September 2026 to
                          31 October 2026, +31…
      1.1  deadline moved from 30 September 2026 to 31 October 2026, +31 days
           update of 3 June 2026: deadline moved from 30 September 2026; Later.

    2026-06-02  ........  Robin Field: 1.1: rated green; first draft
      1.1  update of 2 June 2026: rated green; First draft.

    2026-06-01  ........  Robin Field: The plan
      plan.toml   added: Safe in Wendale
      prevention  added: Prevention
      1           added: People know where to turn
      1.1         added: Publish the referral pathways
    ");
    assert_it_works(&mut sandbox);
}

#[test]
fn a_rebased_history_is_told_once() {
    let mut sandbox = two_deeds();
    sandbox.git("switch --quiet --create side HEAD~2");
    sandbox.file("notes.md", "Something else.\n");
    sandbox.commit("2026-06-02", "Notes");
    sandbox.git("rebase --quiet side main");
    assert_snapshot!(story(&sandbox, "1.1"), @"
    2026-06-03  ........  Robin Field: 1.1: deadline moved from 30 September 2026 to
                          31 October 2026, +31…
      1.1  deadline moved from 30 September 2026 to 31 October 2026, +31 days
           update of 3 June 2026: deadline moved from 30 September 2026; Later.

    2026-06-02  ........  Robin Field: 1.1: rated green; first draft
      1.1  update of 2 June 2026: rated green; First draft.

    2026-06-01  ........  Robin Field: The plan
      1.1  added: Publish the referral pathways
    ");
    assert_it_works(&mut sandbox);
}

#[test]
fn a_squashed_history_tells_what_became_of_it() {
    let mut sandbox = two_deeds();
    sandbox.git("reset --quiet --soft HEAD~2");
    sandbox.git("commit --quiet --message=Squashed");
    assert_snapshot!(story(&sandbox, "1.1"), @"
    2026-06-03  ........  Robin Field: Squashed
      1.1  deadline moved from 30 September 2026 to 31 October 2026, +31 days
           update of 2 June 2026: rated green; First draft.
           update of 3 June 2026: deadline moved from 30 September 2026; Later.

    2026-06-01  ........  Robin Field: The plan
      1.1  added: Publish the referral pathways
    ");
    assert_snapshot!(sandbox.run("undo"), @"
    exit status: 2
    ----- stderr -----
    error: there is no change by vawg on this branch that could be taken back
    help: `git log` shows all of them
    ");
    done(&mut sandbox, "2026-06-04", "update 1.1 --note 'And again.'");
    assert!(story(&sandbox, "1.1").contains("And again."));
}

#[test]
fn a_merged_history_has_both_sides() {
    let mut sandbox = two_deeds();
    sandbox.git("switch --quiet --create side HEAD~2");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"Second\"\nlead = \"Housing Manager\"\ndeadline = 2026-12-01\noutcome_measure = \"Done\"\nresources = \"Officer time\"\n");
    sandbox.commit("2026-06-04", "A second action");
    sandbox.git("switch --quiet main");
    sandbox.git("merge --quiet --no-edit side");
    assert_snapshot!(story(&sandbox, ""), @"
    2026-06-04  ........  Robin Field: A second action
      1.2  added: Second

    2026-06-03  ........  Robin Field: 1.1: deadline moved from 30 September 2026 to
                          31 October 2026, +31…
      1.1  deadline moved from 30 September 2026 to 31 October 2026, +31 days
           update of 3 June 2026: deadline moved from 30 September 2026; Later.

    2026-06-02  ........  Robin Field: 1.1: rated green; first draft
      1.1  update of 2 June 2026: rated green; First draft.

    2026-06-01  ........  Robin Field: The plan
      plan.toml   added: Safe in Wendale
      prevention  added: Prevention
      1           added: People know where to turn
      1.1         added: Publish the referral pathways
    ");
    assert!(
        sandbox.run("undo --dry-run").stdout.contains("-deadline = 2026-10-31"),
        "a merge has no change of its own"
    );
    assert_eq!(sandbox.run("check --since side --as-of 2026-06-30").status, 0);
}

#[test]
fn a_renamed_plan_is_followed() {
    let mut sandbox = two_deeds();
    sandbox.git("mv plans/wendale plans/wendale-2026");
    sandbox.commit("2026-06-04", "Another name");
    assert_snapshot!(story(&sandbox, "1.1"), @"
    2026-06-03  ........  Robin Field: 1.1: deadline moved from 30 September 2026 to
                          31 October 2026, +31…
      1.1  deadline moved from 30 September 2026 to 31 October 2026, +31 days
           update of 3 June 2026: deadline moved from 30 September 2026; Later.

    2026-06-02  ........  Robin Field: 1.1: rated green; first draft
      1.1  update of 2 June 2026: rated green; First draft.

    2026-06-01  ........  Robin Field: The plan
      1.1  added: Publish the referral pathways
    ");
    done(&mut sandbox, "2026-06-05", "update 1.1 --note 'And again.'");
    done(&mut sandbox, "2026-06-06", "undo");
}

#[test]
fn a_shallow_clone_says_what_it_cannot_see() {
    let mut sandbox = two_deeds();
    let origin = format!("file://{}", sandbox.path("").display());
    sandbox.git(&format!("clone --quiet --depth 2 {origin} shallow"));
    sandbox.cd("shallow");
    let said = |line: &str| sandbox.run(&format!("{line} --as-of 2026-06-30")).stderr;
    assert_snapshot!(said("log 1.1"), @"warning: this clone is shallow: nothing up to 2 June 2026 can be seen; `git fetch --unshallow` fetches it");
    assert_snapshot!(said("show 1.1 --history"), @"warning: this clone is shallow: nothing up to 2 June 2026 can be seen; `git fetch --unshallow` fetches it");
    assert_snapshot!(said("diff 2026-06-01"), @"error: there is no commit of 1 June 2026 or before in this shallow clone, which begins on 2 June 2026; `git fetch --unshallow` fetches what is older");
    assert_snapshot!(said("show 1.1 --rev 2026-06-01"), @"error: --rev: there is no commit of 1 June 2026 or before in this shallow clone, which begins on 2 June 2026; `git fetch --unshallow` fetches what is older");
    assert_snapshot!(said("check --since 2026-06-01"), @"error: --since: there is no commit of 1 June 2026 or before in this shallow clone, which begins on 2 June 2026; `git fetch --unshallow` fetches what is older");
    assert_snapshot!(said("check --since HEAD~1"), @"");
    assert_snapshot!(said("new action --in 1 Another --lead HM --deadline 2026-12-01 --no-commit"), @"warning: this clone is shallow: a name that was used before may not be known; `git fetch --unshallow` fetches what is older");
    assert_snapshot!(said("check --since HEAD~1"), @"warning: this clone is shallow: nothing up to 2 June 2026 can be seen; `git fetch --unshallow` fetches it");
    done(&mut sandbox, "2026-06-04", "update 1.1 --note 'And again.'");
    done(&mut sandbox, "2026-06-05", "undo");
    done(&mut sandbox, "2026-06-05", "undo");
    let before = sandbox.files();
    let output = sandbox.run("undo");
    let start = "error: this shallow clone begins with `1.1: rated green; first draft`";
    assert!(output.status == 2 && output.stderr.starts_with(start), "{output}");
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn a_detached_head_has_a_history() {
    let mut sandbox = two_deeds();
    sandbox.git("switch --quiet --detach");
    assert_it_works(&mut sandbox);
}

#[test]
fn a_second_work_tree_has_the_history() {
    let mut sandbox = two_deeds();
    sandbox.git("worktree add --quiet -b review second/tree");
    sandbox.cd("second/tree");
    assert_it_works(&mut sandbox);
}

#[test]
fn a_submodule_has_its_own_history() {
    let mut sandbox = two_deeds();
    sandbox.git("init --quiet outer");
    sandbox.git("-C outer -c protocol.file.allow=always submodule --quiet add ../ inner");
    sandbox.cd("outer/inner");
    assert_it_works(&mut sandbox);
}

#[test]
fn the_root_may_be_above_or_below() {
    let mut sandbox = two_deeds();
    sandbox.cd("plans/wendale/prevention");
    assert_it_works(&mut sandbox);
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.git("init --quiet --initial-branch=main plans/wendale");
    sandbox.cd("plans/wendale");
    sandbox.git("add --all");
    sandbox.git("commit --quiet --message=Begin");
    sandbox.cd("");
    done(&mut sandbox, "2026-06-02", "update 1.1 --rag green --note 'First draft.'");
    done(&mut sandbox, "2026-06-03", "update 1.1 --deadline 2026-10-31 --note 'Later.'");
    assert_it_works(&mut sandbox);
}

#[test]
fn names_may_have_blanks_and_any_letters() {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale");
    fs::create_dir(sandbox.path("Straße und Ödnis")).expect("a folder");
    fs::rename(sandbox.path("plans"), sandbox.path("Straße und Ödnis/plans")).expect("to move it");
    sandbox.cd("Straße und Ödnis");
    sandbox.file("Straße und Ödnis/plans/wendale/notes é.md", "Beside the plan.\n");
    sandbox.commit("2026-06-01", "The plan");
    done(&mut sandbox, "2026-06-02", "update 1.1 --rag green --note 'First draft.'");
    done(&mut sandbox, "2026-06-03", "update 1.1 --deadline 2026-10-31 --note 'Later.'");
    assert_it_works(&mut sandbox);
}

#[test]
fn ends_of_lines_that_git_converts_are_no_change() {
    let mut sandbox = two_deeds();
    sandbox.git("config core.autocrlf true");
    fs::remove_file(sandbox.path(ACTION)).expect("a file");
    sandbox.git("checkout --quiet -- .");
    assert!(sandbox.files().bytes(ACTION).windows(2).any(|two| two == b"\r\n"));
    assert_it_works(&mut sandbox);
    assert_eq!(sandbox.git("status --short").stdout, "");
}

#[test]
fn a_repository_of_somebody_else_is_refused_in_words_of_git() {
    let mut sandbox = two_deeds();
    sandbox.set("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    for line in ["log", "diff HEAD~1", "check --since HEAD~1", "undo", "update 1.1 --note x"] {
        let output = sandbox.run(line);
        assert!(output.status == 2 && output.stderr.contains("safe.directory"), "{line}\n{output}");
    }
}
