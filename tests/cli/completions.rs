//! `vawg completions`: what shells ask, and what they are told.
//!
//! The shells themselves are asked by `.ci/shells`; here the program is called as their scripts call it.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// The characters at which bash divides words.
const BREAKS: &str = " \t\n\"'><=;|&(:";

/// What fish is told for a line, in which the last word is typed.
fn told(sandbox: &Sandbox, line: &str) -> String {
    sandbox.run(&format!("completions fish -- {line}")).answer()
}

/// What bash is told for a line, at the first press of the key.
fn told_bash(sandbox: &Sandbox, line: &str) -> String {
    let line = line.replace('"', "\\\"");
    sandbox.run(&format!("completions bash -- 9 80 '{}' \"{line}\"", BREAKS.replace('\'', "'\"'\"'"))).answer()
}

fn wendale() -> Sandbox {
    let mut sandbox = Sandbox::of("examples");
    sandbox.set("VAWG_PLANS", &sandbox.path("plans").to_string_lossy());
    sandbox
}

#[test]
fn every_shell_has_a_script() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "pwsh", "elvish"] {
        let script = sandbox.run(&format!("completions {shell}")).answer();
        let asks = format!("vawg completions {}", if shell == "pwsh" { "powershell" } else { shell });
        let asks = [asks.clone(), asks.replacen("vawg", "& 'vawg'", 1), asks.replacen("vawg", "e:vawg", 1)];
        assert!(asks.iter().any(|asks| script.contains(asks)), "{script}");
    }
    assert_snapshot!(sandbox.run("completions tcsh"), @"");
}

#[test]
fn references_come_with_the_texts_of_their_actions() {
    assert_snapshot!(told(&wendale(), "vawg show 3.1"), @"");
    assert_snapshot!(told(&wendale(), "vawg show part"), @"");
    assert_snapshot!(told(&wendale(), "vawg update 3.1"), @"");
    assert_snapshot!(told(&wendale(), "vawg new action Train --in 3"), @"");
}

#[test]
fn a_reference_of_two_plans_is_written_with_its_plan_in_the_end() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    assert_snapshot!(told(&sandbox, "vawg show ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg show 1"), @"");
    assert_snapshot!(told(&sandbox, "vawg show 1.1"), @"");
    assert_snapshot!(told(&sandbox, "vawg show wendale:1."), @"");
    assert_snapshot!(told(&sandbox, "vawg --plan avon show 1."), @"");
}

#[test]
fn filters_are_completed_term_by_term() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg list lead:head"), @"");
    assert_snapshot!(told(&sandbox, "vawg status --overdue is:open -is:over"), @"");
    assert_snapshot!(told(&sandbox, "vawg list '(is:open or le'"), @"");
    assert_snapshot!(told(&sandbox, "vawg report exceptions theme:p"), @"");
    assert_snapshot!(told(&sandbox, "vawg update --where 'is:overdue lead:idva'"), @"");
    assert_snapshot!(told(&sandbox, "vawg list overd"), @"");
    assert_snapshot!(told(&sandbox, "--as-of 2026-06-30 vawg list --as-of 2026-06-30 due"), @"");
    assert_snapshot!(told(&sandbox, "vawg list --as-of 2026-06-30 'due<2026'"), @"");
}

#[test]
fn options_take_what_they_name() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg --plan ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg update 3.1.1 --lead=idva"), @"");
    assert_snapshot!(told(&sandbox, "vawg list --columns ref,re"), @"");
    assert_snapshot!(told(&sandbox, "vawg list --sort -ov"), @"");
    assert_snapshot!(told(&sandbox, "vawg list --format ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg explain missing-"), @"");
    assert_snapshot!(told(&sandbox, "vawg --as-of 2026-06-30 report exceptions --since 2026"), @"");
    assert_snapshot!(told(&sandbox, "vawg report annual --as-of 2026-06-30 --year ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg update 3.1.1 --as-of 2026-06-30 --deadline ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg report ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg list --re"), @"");
    assert_snapshot!(told(&sandbox, "vawg check pl"), @"");
}

#[test]
fn revisions_are_those_that_git_knows() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-06-01", "The plan as agreed").git("tag -a board -m 'As the board saw it'");
    assert_snapshot!(told(&sandbox, "vawg diff ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg check --since b"), @"");
}

#[test]
fn bash_is_told_what_takes_the_place_of_its_own_word() {
    let sandbox = wendale();
    assert_snapshot!(told_bash(&sandbox, "vawg list lead:idva"), @"");
    assert_snapshot!(told_bash(&sandbox, "vawg list lead:IDVA\\ Ser"), @"");
    assert_snapshot!(told_bash(&sandbox, "vawg list overd"), @"");
    assert_snapshot!(told_bash(&sandbox, "vawg update 1.1 --lead=\"idva"), @"");
}

#[test]
fn what_a_plan_says_never_acts_on_a_shell() {
    let sandbox = Sandbox::with_plan("wendale");
    let action = "action = \"Do\\u001b[31m\\nit\\t`id`\"\nlead = \"O'Neill; $(id)\"\ndeadline = 2026-09-30\n";
    sandbox.file("plans/wendale/prevention/1/1.2.toml", action);
    assert_snapshot!(told(&sandbox, "vawg show 1.2"), @"");
    assert_snapshot!(told_bash(&sandbox, "vawg update 1.2 --lead O"), @"");
    assert_snapshot!(sandbox.run("completions powershell -- vawg update --lead =O").answer(), @"");
    assert_snapshot!(sandbox.run("completions zsh -- vawg update --lead O").answer(), @"");
    sandbox.file("plans/a\u{1b}[2J/plan.toml", "title = \"Odd\"\n");
    assert_snapshot!(told(&sandbox, "vawg --plan ''"), @"");
    assert_snapshot!(told(&sandbox, "vawg check plans/"), @"");
}

#[test]
fn nothing_is_said_where_nothing_fits_and_nothing_is_written() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"not closed\n");
    let before = sandbox.files();
    assert_snapshot!(told(&sandbox, "vawg show 1.1"), @"");
    for line in [
        "vawg show zebra",
        "vawg nonsense x",
        "vawg list 'lead:zebra'",
        "vawg list '(((\"'",
        "vawg list colour:",
        "vawg --plans nowhere show 1",
        "vawg --plan nowhere show 1",
        "vawg --as-of never show zebra",
        "vawg --rev nowhere show 1",
        "vawg new theme pre",
        "''",
    ] {
        assert_eq!(told(&sandbox, line), "", "{line}");
    }
    for line in ["bash -- 9", "bash -- 9 80 x", "zsh --", "powershell -- =", "elvish -- vawg show zebra"] {
        let output = sandbox.run(&format!("completions {line}"));
        assert!(output.status == 0 && output.stderr.is_empty(), "{line}: {output}");
    }
    assert_eq!(sandbox.files().diff(&before), "");
}

#[test]
fn without_plans_the_words_of_the_commands_are_completed() {
    let sandbox = Sandbox::new();
    assert_snapshot!(told(&sandbox, "vawg sc"), @"");
    assert_snapshot!(told(&sandbox, "vawg list is:un"), @"");
    assert_snapshot!(told(&sandbox, "vawg show ''"), @"");
}
