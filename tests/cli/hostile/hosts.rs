//! Every attack in what a git host is told: the comment on a change, the log of a check, the files that `init` writes.

use super::fields::Elsewhere;
use super::outputs::{Plans, attacks};
use crate::sandbox::Sandbox;

/// What the files for git hosts do to a comment before they send it.
const NO_MENTIONS: &str = r"tail -n +2 FILE | sed 's/@/@\xe2\x80\x8b/g'";

fn file_for(sandbox: &Sandbox, host: &str, file: &str) -> String {
    let output = sandbox.run(&format!("init --ci {host}"));
    assert_eq!(output.status, 0, "{output}");
    String::from_utf8_lossy(sandbox.files().bytes(file)).into_owned()
}

#[test]
fn no_attack_acts_in_the_comment_on_a_change() {
    let plans = Plans::of(attacks(), Elsewhere::Right);
    for (host, file, diff) in [
        ("github", ".github/workflows/plan.yml", "\"$RUNNER_TEMP/diff.md\""),
        ("gitlab", ".gitlab-ci.yml", "plan-diff.md"),
    ] {
        let text = file_for(&plans.sandbox, host, file);
        assert!(text.contains(&NO_MENTIONS.replace("FILE", diff)), "{text}");
    }
    let said = plans.sandbox.run("diff HEAD~1 --format markdown --as-of 2026-06-30").stdout;
    let comment: String = said.split_inclusive('\n').skip(1).map(|line| line.replace('@', "@\u{200b}")).collect();
    for line in comment.lines() {
        let bare = line.trim_start();
        assert!(!bare.starts_with('/'), "a quick action: {line:?}");
        assert!(!bare.starts_with("::") && !bare.starts_with("##["), "a command of a runner: {line:?}");
        let mut mentions = line.match_indices('@').filter_map(|(at, _)| line[at + 1..].chars().next());
        assert!(!mentions.any(char::is_alphanumeric), "a mention: {line:?}");
        // A text that would end the mark by which the comment is found again, or be it.
        let unescaped = line.replace("\\<", "");
        assert!(!unescaped.contains("<!--"), "a comment of HTML: {line:?}");
        assert!(!line.starts_with("[vawg-diff]"), "a mark of a note: {line:?}");
    }
}

/// Plans in a folder of this name.
#[cfg(unix)]
fn plans_in(folder: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.plan("wendale").in_git();
    sandbox.file(&format!("{folder}/wendale/plan.toml"), "title = \"Wendale\"\n");
    sandbox.set("VAWG_PLANS", folder);
    sandbox
}

/// Folders whose names would be more than names in YAML, in an expression of a host, or in a shell.
#[cfg(unix)]
#[test]
fn the_name_of_a_folder_is_only_a_name_to_a_host() {
    for folder in
        ["a: b", "- x", "#x", "x #y", "it's", "`touch evil`", "a;b&c|d", "*x", "{x}", "[x]", "!x", "%x", "@x", "~"]
    {
        for (host, file) in [("github", ".github/workflows/plan.yml"), ("gitlab", ".gitlab-ci.yml")] {
            let text = file_for(&plans_in(folder), host, file);
            assert!(text.contains(&format!("VAWG_PLANS: \"{folder}\"\n")), "{folder}: {text}");
        }
    }
    for folder in
        ["${{ github.token }}", "$(touch evil)", "a\"b", "a\\b", "a\u{2028}b", "a\u{feff}b", "a\nb", "a\u{202e}b"]
    {
        for host in ["github", "gitlab"] {
            let sandbox = plans_in(folder);
            let before = sandbox.files();
            let output = sandbox.run(&format!("init --ci {host}"));
            assert_eq!(output.status, 2, "{folder:?}: {output}");
            crate::any_input::assert_harmless(&output.stderr, "init");
            assert_eq!(sandbox.files().diff(&before), "", "{folder:?}");
        }
    }
}
