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
    assert_snapshot!(sandbox.run("completions tcsh"), @"
    exit status: 2
    ----- stderr -----
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, zsh, fish, powershell, elvish]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    ");
}

#[test]
fn references_come_with_the_texts_of_their_actions() {
    assert_snapshot!(told(&wendale(), "vawg show 3.1"), @"
    3.1.1	Let one contract for community domestic abuse support, for five years
    3.1.2	Cut the wait for sexual violence counselling to eight weeks
    3.1.3	Open a by-and-for service for Black and minoritised women in Port Sallow
    3.1	Specialist help in the community comes without a long wait
    ");
    assert_snapshot!(told(&wendale(), "vawg show part"), @"partnership	Partnership");
    assert_snapshot!(told(&wendale(), "vawg update 3.1"), @"
    3.1.1	Let one contract for community domestic abuse support, for five years
    3.1.2	Cut the wait for sexual violence counselling to eight weeks
    3.1.3	Open a by-and-for service for Black and minoritised women in Port Sallow
    ");
    assert_snapshot!(told(&wendale(), "vawg new action Train --in 3"), @"
    3	Every victim who asks for help gets help that fits
    3.1	Specialist help in the community comes without a long wait
    3.2	No one has to choose between abuse and homelessness
    ");
}

#[test]
fn a_reference_of_two_plans_is_written_with_its_plan_in_the_end() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.plan("avon");
    assert_snapshot!(told(&sandbox, "vawg show ''"), @"
    avon:1.1	Publish the referral pathways
    wendale:1.1	Publish the referral pathways
    avon:1	People know where to turn
    wendale:1	People know where to turn
    avon:prevention	Prevention
    wendale:prevention	Prevention
    ");
    assert_snapshot!(told(&sandbox, "vawg show 1"), @"
    1.1	in several plans
    1	in several plans
    ");
    assert_snapshot!(told(&sandbox, "vawg show 1.1"), @"
    avon:1.1	Publish the referral pathways
    wendale:1.1	Publish the referral pathways
    ");
    assert_snapshot!(told(&sandbox, "vawg show wendale:1."), @"wendale:1.1	Publish the referral pathways");
    assert_snapshot!(told(&sandbox, "vawg --plan avon show 1."), @"1.1	Publish the referral pathways");
}

#[test]
fn filters_are_completed_term_by_term() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg list lead:head"), @"
    lead:Head of Education Safeguarding	2 actions
    lead:Head of Housing Options	3 actions
    lead:Head of Wendale Probation Delivery Unit	1 action
    ");
    assert_snapshot!(told(&sandbox, "vawg status --overdue is:open -is:over"), @"-is:overdue");
    assert_snapshot!(told(&sandbox, "vawg list '(is:open or le'"), @"(is:open or lead:	who answers for it");
    assert_snapshot!(told(&sandbox, "vawg report exceptions theme:p"), @"
    theme:prevention	Prevention
    theme:provision	Provision
    theme:protection	Protection
    theme:partnership	Partnership
    ");
    assert_snapshot!(told(&sandbox, "vawg update --where 'is:overdue lead:idva'"), @r#"is:overdue lead:"IDVA Service Manager"	1 action"#);
    assert_snapshot!(told(&sandbox, "vawg list overd"), @"
    overdue>	days overdue
    overdue>=	days overdue
    ");
    assert_snapshot!(told(&sandbox, "--as-of 2026-06-30 vawg list --as-of 2026-06-30 due"), @"
    due<	day on which it falls due: before
    due<=	day on which it falls due: up to
    due>	day on which it falls due: after
    due>=	day on which it falls due: from then on
    due:	day on which it falls due: within
    ");
    assert_snapshot!(told(&sandbox, "vawg list --as-of 2026-06-30 'due<2026'"), @"
    due<2026-11-12	Domestic Abuse Local Partnership Board
    due<2026-07-15	VAWG Partnership Board
    due<2026-05-20	Annual open meeting
    due<2026-05-12	Domestic Abuse Local Partnership Board
    due<2026-04-15	VAWG Partnership Board
    due<2026-01-15	VAWG Partnership Board
    due<2026-06	this month
    due<2026-Q2	this quarter
    due<2026/27	this financial year
    due<2026	this year
    ");
}

#[test]
fn options_take_what_they_name() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg --plan ''"), @"wendale-2025-28	Safe in Wendale: violence against women and girls action plan 2025-28");
    assert_snapshot!(told(&sandbox, "vawg update 3.1.1 --lead=idva"), @"--lead=IDVA Service Manager	Wendale Women's Centre");
    assert_snapshot!(told(&sandbox, "vawg list --columns ref,re"), @"
    ref,ref	reference; `*` stands for anything
    ref,review	next review date
    ref,reported	red, amber or green, as people report it
    ref,reason	why the rating is what it is
    ref,resources	what it takes
    ");
    assert_snapshot!(told(&sandbox, "vawg list --sort -ov"), @"-overdue	days overdue");
    assert_snapshot!(told(&sandbox, "vawg list --format ''"), @"
    table	
    json	One value with every action, its updates and its rating
    ndjson	The same, an action a line
    csv	
    markdown
    ");
    assert_snapshot!(told(&sandbox, "vawg explain missing-"), @"
    missing-action	Every action says what will be done.
    missing-deadline	Every action has a deadline, or says how often it recurs.
    missing-lead	Every action has exactly one lead.
    missing-measure	Every open action says how anyone will know that it has worked.
    missing-title	Every plan, theme and objective has a title.
    ");
}

#[test]
fn days_deadlines_and_years_are_counted_from_the_day_that_is_asked_for() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg --as-of 2026-06-30 report exceptions --since 2026"), @"
    2026-11-12	Domestic Abuse Local Partnership Board
    2026-07-15	VAWG Partnership Board
    2026-05-20	Annual open meeting
    2026-05-12	Domestic Abuse Local Partnership Board
    2026-04-15	VAWG Partnership Board
    2026-01-15	VAWG Partnership Board
    ");
    assert_snapshot!(told(&sandbox, "vawg report annual --as-of 2026-06-30 --year ''"), @"
    2026/27	April to March
    2025/26	April to March
    2024/25	April to March
    2023/24	April to March
    2026	January to December
    2025	January to December
    2024	January to December
    2023	January to December
    ");
    assert_snapshot!(told(&sandbox, "vawg update 3.1.1 --as-of 2026-06-30 --deadline ''"), @"
    2026-Q2	
    2026-Q3	
    2026-Q4	
    2027-Q1	
    2026/27	to 31 March
    2027/28	to 31 March
    ongoing	without an end; needs a review date
    ");
}

#[test]
fn reports_options_and_paths_are_completed() {
    let sandbox = wendale();
    assert_snapshot!(told(&sandbox, "vawg report ''"), @"
    exceptions	What is not on target and needs the meeting, and what falls due before the next one
    progress	How the plan stands, and what has happened since the last such report
    annual	A year of the plan: objectives against targets, what was done, what the next year asks
    public	What was promised and what was done, for everyone to read: no notes, no persons, nothing that is not public
    ");
    assert_snapshot!(told(&sandbox, "vawg list --re"), @"
    --reverse	Turn the order round
    --rev	Read the plans as they stood in a commit: a branch, a tag, HEAD~3, or a day (its last commit)
    ");
    assert_snapshot!(told(&sandbox, "vawg check pl"), @"plans/");
}

#[test]
fn revisions_are_those_that_git_knows() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox.commit("2026-06-01", "The plan as agreed").git("tag -a board -m 'As the board saw it'");
    assert_snapshot!(told(&sandbox, "vawg diff ''"), @"
    last-meeting	the last meeting of the plans
    HEAD	the last commit
    HEAD~1	the commit before the last
    main	The plan as agreed
    board	As the board saw it
    ");
    assert_snapshot!(told(&sandbox, "vawg check --since b"), @"board	As the board saw it");
}

#[test]
fn bash_is_told_what_takes_the_place_of_its_own_word() {
    let sandbox = wendale();
    assert_snapshot!(told_bash(&sandbox, "vawg list lead:idva"), @r"IDVA\ Service\ Manager");
    assert_snapshot!(told_bash(&sandbox, "vawg list lead:IDVA\\ Ser"), @r"IDVA\ Service\ Manager");
    assert_snapshot!(told_bash(&sandbox, "vawg list overd"), @r"overdue\>");
    assert_snapshot!(told_bash(&sandbox, "vawg update 1.1 --lead='idva"), @"IDVA Service Manager");
}

#[test]
fn what_a_plan_says_never_acts_on_a_shell() {
    let sandbox = Sandbox::with_plan("wendale");
    let action = "action = \"Do\\u001b[31m\\nit\\t`id`\"\nlead = \"O'Neill; $(id)\"\ndeadline = 2026-09-30\n";
    sandbox.file("plans/wendale/prevention/1/1.2.toml", action);
    assert_snapshot!(told(&sandbox, "vawg show 1.2"), @"1.2	Do�[31m it `id`");
    assert_snapshot!(told_bash(&sandbox, "vawg update 1.2 --lead O"), @r"O\'Neill\;\ \$\(id\)");
    assert_snapshot!(sandbox.run("completions powershell -- vawg update --lead =O").answer(), @"'O''Neill; $(id)'	O'Neill; $(id)	1 action");
    assert_snapshot!(sandbox.run("completions zsh -- vawg update --lead O").answer(), @"O'Neill; $(id)	1 action	whole");
    sandbox.file("plans/a\u{1b}[2J/plan.toml", "title = \"Odd\"\n");
    assert_snapshot!(told(&sandbox, "vawg --plan ''"), @"wendale	Safe in Wendale");
    assert_snapshot!(told(&sandbox, "vawg check plans/"), @"plans/wendale/");
}

#[test]
fn nothing_is_said_where_nothing_fits_and_nothing_is_written() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/wendale/prevention/1/1.2.toml", "action = \"not closed\n");
    let before = sandbox.files();
    assert_snapshot!(told(&sandbox, "vawg show 1.1"), @"1.1	Publish the referral pathways");
    for line in [
        "vawg show zebra",
        "vawg nonsense x",
        "vawg list 'lead:zebra'",
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
    assert_snapshot!(told(&sandbox, "vawg sc"), @"schema	JSON Schemas of the plan files, for editors and other programs");
    assert_snapshot!(told(&sandbox, "vawg list is:un"), @"
    is:unrated	
    is:undated
    ");
    assert_snapshot!(told(&sandbox, "vawg show ''"), @"
    --history	Also what was changed in it, by whom and when, from git: the newest changes
    --format	Text to read, or JSON for other programs
    --help	Print help (see more with '--help')
    --plans	Folder that holds the plans [default: `plans` here or in the nearest folder above]
    --plan	Only this plan, by the name of its folder; may be given several times
    --as-of	Judge on this day rather than today (or, for a closed plan, the day it was closed)
    --rev	Read the plans as they stood in a commit: a branch, a tag, HEAD~3, or a day (its last commit)
    --color	Colour in the output
    ");
}

#[test]
fn very_many_references_are_offered_up_to_their_next_point() {
    let sandbox = Sandbox::with_plan("wendale");
    for number in 1..=510 {
        let file = format!("plans/wendale/prevention/1/1.{}.{number}.toml", number % 3 + 2);
        sandbox.file(&file, "action = \"Train the staff\"\nlead = \"Housing Manager\"\ndeadline = 2026-09-30\n");
    }
    assert_snapshot!(told(&sandbox, "vawg update ''"), @"1.	511 of them");
    assert_snapshot!(told(&sandbox, "vawg update 1."), @"
    1.1	Publish the referral pathways
    1.2.	170 of them
    1.3.	170 of them
    1.4.	170 of them
    ");
    assert_eq!(told(&sandbox, "vawg update 1.2.").lines().count(), 170);
}
