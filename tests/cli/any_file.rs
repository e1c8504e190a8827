//! Anything a file system can hold in a plan: a problem with its place, never a panic, a hang or a silent skip.
//!
//! As in [`any_input`](crate::any_input), the trouble stands beside action 1.1, which has to answer as if nothing were
//! wrong.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use insta::assert_snapshot;
use nix::sys::stat::Mode;
use nix::unistd::mkfifo;

use crate::any_input::{OBJECTIVE, answers};
use crate::sandbox::Sandbox;

/// The problems of a plan with trouble.
fn problems(make_trouble: impl FnOnce(&Sandbox)) -> String {
    answers(make_trouble).problems
}

fn within(name: &str) -> String {
    format!("{OBJECTIVE}/{name}")
}

#[test]
fn folders_with_the_names_of_files() {
    let problems = problems(|sandbox| {
        sandbox.file(&within("1.2.toml/notes.txt"), "").file("plans/wendale/parties.toml/x.md", "");
        sandbox.file("plans/wendale/protection/theme.toml/x.md", "").file("plans/x.toml/y.md", "");
    });
    assert_snapshot!(problems, @"
    plans/wendale/parties.toml:1:1: error[stray-file]: a folder with the name of a plan file
    1.2.toml:1:1: error[stray-file]: a folder with the name of a plan file
    plans/wendale/protection/theme.toml:1:1: error[stray-file]: a folder with the name of a plan file
    plans/x.toml:1:1: error[stray-file]: a folder with the name of a plan file
    ");
}

#[test]
fn pipes_are_not_waited_for() {
    let problems = problems(|sandbox| {
        fs::create_dir(sandbox.path("plans/wendale/protection")).expect("a folder");
        for name in
            [within("1.2.toml"), within("notes.md"), within("x"), "plans/wendale/protection/theme.toml".to_owned()]
        {
            mkfifo(&sandbox.path(&name), Mode::S_IRWXU).expect("a pipe");
        }
        sandbox.link(&within("1.3.toml"), "1.2.toml");
    });
    assert_snapshot!(problems, @"
    1.2.toml:1:1: error[stray-file]: neither a file nor a folder
    1.3.toml:1:1: error[stray-file]: a link to neither a file nor a folder
    x:1:1: error[stray-file]: neither a file nor a folder
    plans/wendale/protection/theme.toml:1:1: error[stray-file]: neither a file nor a folder
    ");
}

#[test]
fn links_that_lead_round_or_nowhere() {
    let problems = problems(|sandbox| {
        sandbox.link(&within("1.2.toml"), "1.3.toml").link(&within("1.3.toml"), "1.2.toml");
        sandbox.link(&within("1.4.toml"), "1.4.toml").link(&within("1.5.toml"), "gone.toml");
        sandbox.link(&within("again"), ".").link(&within("up"), "../..").link("plans/wendale/self", ".");
    });
    assert_snapshot!(problems, @"
    1.2.toml:1:1: error[unreadable-file]: cannot be read: too many levels of symbolic links
    1.3.toml:1:1: error[unreadable-file]: cannot be read: too many levels of symbolic links
    1.4.toml:1:1: error[unreadable-file]: cannot be read: too many levels of symbolic links
    1.5.toml:1:1: error[unreadable-file]: cannot be read: no such file or directory
    again:1:1: error[stray-file]: a link to a folder, which is not followed
    up:1:1: error[stray-file]: a link to a folder, which is not followed
    plans/wendale/self:1:1: error[stray-file]: a link to a folder, which is not followed
    ");
}

#[test]
fn links_that_stay_in_the_plan_are_followed_to_files_alone() {
    let problems = problems(|sandbox| {
        sandbox.link(&within("1.2.toml"), "1.1.toml").link("plans/wendale/protection", "prevention");
    });
    assert_snapshot!(problems, @"plans/wendale/protection:1:1: error[stray-file]: a link to a folder, which is not followed");
}

#[test]
fn links_that_leave_the_plan_are_not_followed() {
    let secret = "action = \"secret\"\n";
    let problems = problems(|sandbox| {
        sandbox
            .file("secret/1.2.toml", secret)
            .plan("other")
            .link(&within("1.2.toml"), sandbox.path("secret/1.2.toml"));
        sandbox.link(&within("1.3.toml"), "/dev/zero").link(&within("1.4.toml"), "../../../other/plan.toml");
        sandbox.link("plans/wendale/secret", "../../secret").link("plans/wendale/baseline.toml", "/etc/passwd");
        sandbox.link(&within("evidence.md"), "/etc/passwd");
    });
    assert_snapshot!(problems, @"
    plans/wendale/baseline.toml:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    1.2.toml:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    1.3.toml:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    1.4.toml:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    plans/wendale/secret:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    ");
}

#[test]
fn plans_that_are_links() {
    let problems = problems(|sandbox| {
        sandbox.plan("../elsewhere/away").link("plans/away", "../elsewhere/away").link("plans/again", "wendale");
        sandbox.link("plans/round", "round").link("plans/gone", "nowhere").link("plans/README.md", "../README.md");
    });
    assert_snapshot!(problems, @"
    plans/away:1:1: error[outside-plan]: a link that leads out of the plan, which is not followed
    plans/gone:1:1: error[unreadable-file]: cannot be read: no such file or directory
    plans/round:1:1: error[unreadable-file]: cannot be read: too many levels of symbolic links
    ");
}

/// As nobody where the test runs as root, whom no file refuses.
#[test]
fn files_and_folders_that_may_not_be_read() {
    let mut sandbox = Sandbox::with_plan("wendale");
    sandbox
        .file(&within("1.2.toml"), "action = \"x\"\n")
        .file("plans/wendale/prevention/2/2.1.toml", "action = \"y\"\n");
    for path in [within("1.2.toml"), "plans/wendale/prevention/2".to_owned()] {
        fs::set_permissions(sandbox.path(&path), Permissions::from_mode(0o000)).expect("permissions");
    }
    let owner = fs::metadata(sandbox.path("")).expect("the sandbox is there").uid();
    if owner == 0 {
        sandbox.as_nobody();
    }
    assert_snapshot!(sandbox.run("check --format short --as-of 2026-06-30"), @"
    exit status: 1
    ----- stdout -----
    plans/wendale/prevention/1/1.2.toml:1:1: error[unreadable-file]: cannot be read: permission denied
    plans/wendale/prevention/2:1:1: error[unreadable-file]: cannot be read: permission denied
    ----- stderr -----
    2 errors in 1 action and 5 files
    ");
    let list = sandbox.run("list --format csv --columns ref,action --as-of 2026-06-30");
    assert_snapshot!(list, @r"
    exit status: 1
    ----- stdout -----
    ref,action\u{d}
    1.1,Publish the referral pathways\u{d}
    ----- stderr -----
    plans/wendale/prevention/1/1.2.toml:1:1: error[unreadable-file]: cannot be read: permission denied
    plans/wendale/prevention/2:1:1: error[unreadable-file]: cannot be read: permission denied
    warning: the answer leaves out what could not be read (2 problems); `vawg check` shows each in its place
    ");
    fs::set_permissions(sandbox.path("plans/wendale/prevention/2"), Permissions::from_mode(0o700))
        .expect("permissions");
}

#[test]
fn names_that_act_on_terminals_or_end_lines() {
    let problems = problems(|sandbox| {
        for name in
            ["\u{1b}[2J.toml", "1.2\n.toml", "\u{202e}1.3.toml", "1.4\u{9b}.toml", "1\t5.toml", "two words/2.1.toml"]
        {
            sandbox.file(&within(name), "action = \"x\"\n");
        }
        sandbox.file("plans/wendale/\u{1b}]0;x\u{7}/theme.toml", "title = 1\n");
        sandbox.file("plans/wendale/prevention/\u{202e}2/2.2.toml", "action = 2\n");
        sandbox.file("plans/bad\nplan/plan.toml", "title = \"x\"\n");
    });
    assert_snapshot!(problems, @r"
    plans/bad\nplan:1:1: error[control-character]: the name holds the control character U+000A
    plans/wendale/\u{1b}]0;x\u{7}:1:1: error[control-character]: the name holds the control character U+001B
    \u{1b}[2J.toml:1:1: error[control-character]: the name holds the control character U+001B
    1\t5.toml:1:1: error[control-character]: the name holds the control character U+0009
    1.2\n.toml:1:1: error[control-character]: the name holds the control character U+000A
    1.4\u{9b}.toml:1:1: error[control-character]: the name holds the control character U+009B
    two words:1:1: error[invalid-reference]: `two words` cannot be the name of an objective: a reference is made of the letters A to Z, digits, `.`, `_` and `-`
    two words/2.1.toml:1:1: error[missing-deadline]: no deadline: this action can never be late
    two words/2.1.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    two words/2.1.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    two words/2.1.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    two words/objective.toml:1:1: error[missing-title]: no title: nothing says what the objective `two words` is about
    \u{202e}1.3.toml:1:1: error[control-character]: the name holds the control character U+202E
    plans/wendale/prevention/\u{202e}2:1:1: error[control-character]: the name holds the control character U+202E
    ");
}

#[test]
fn names_that_are_not_utf_8() {
    let problems = problems(|sandbox| {
        let folder = |path: &str, name: &[u8]| sandbox.path(path).join(OsStr::from_bytes(name));
        let write = |path| fs::copy(sandbox.path(&within("1.1.toml")), path).expect("a copy");
        write(folder(OBJECTIVE, b"1.\xff.toml"));
        write(folder(OBJECTIVE, b"\xff.md"));
        for folder in [folder(OBJECTIVE, b"\xfe"), folder("plans", b"\xfd")] {
            fs::create_dir(&folder).expect("a folder");
            write(folder.join("plan.toml"));
        }
    });
    assert_snapshot!(problems, @"
    1.�.toml:1:1: error[stray-file]: the name is not UTF-8
    �:1:1: error[stray-file]: the name is not UTF-8
    plans/�:1:1: error[stray-file]: the name is not UTF-8
    ");
}

#[test]
fn names_as_long_as_a_file_system_takes() {
    let long = "9".repeat(200);
    let problems = problems(|sandbox| {
        sandbox
            .file(&within(&format!("{long}.toml")), "action = \"x\"\n")
            .file(&within(&format!("{long}/1.2.toml")), "");
    });
    assert_snapshot!(problems.replace(&long, "[LONG]"), @"
    [LONG]:1:1: error[invalid-reference]: `[LONG]` cannot be the name of an objective: a reference has at most 64 characters
    [LONG].toml:1:1: error[invalid-reference]: `[LONG]` cannot be the name of an action: a reference has at most 64 characters
    [LONG]/1.2.toml:1:1: error[missing-action]: no action: nothing says what will be done
    [LONG]/1.2.toml:1:1: error[missing-deadline]: no deadline: this action can never be late
    [LONG]/1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    [LONG]/1.2.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    [LONG]/1.2.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    [LONG]/objective.toml:1:1: error[missing-title]: no title: nothing says what the objective `[LONG]` is about
    ");
}

#[test]
fn files_of_no_plan() {
    let answers = answers(|sandbox| {
        for name in
            ["README.md", ".git/config.toml", ".hidden.toml", "notes/a.txt", "evidence/photo.jpg", ".1.1.toml.swp"]
        {
            sandbox.file(&format!("plans/wendale/{name}"), "");
        }
        for name in
            ["1.2.TOML", "1.2.toml.bak", "1.2.toml~", "1.2", "1.2.tml", "plan.toml", "theme.toml", "parties.toml"]
        {
            sandbox.file(&within(name), "");
        }
        sandbox.file("plans/README.md", "").file("plans/loose.toml", "").file("plans/empty/notes.md", "");
    });
    assert_eq!(answers.files, 4 + 8 + 1);
    assert_snapshot!(answers.problems, @"
    plans/loose.toml:1:1: error[stray-file]: a plan file outside any plan
    1.2:1:1: error[stray-file]: `1.2` is no file of a plan
    1.2.tml:1:1: error[stray-file]: `1.2.tml` looks like a plan file but is not read as one
    1.2.TOML:1:1: error[stray-file]: `1.2.TOML` looks like a plan file but is not read as one
    1.2.toml.bak:1:1: error[stray-file]: `1.2.toml.bak` looks like a plan file but is not read as one
    1.2.toml~:1:1: error[stray-file]: `1.2.toml~` looks like a plan file but is not read as one
    parties.toml:1:1: error[stray-file]: `parties.toml` means nothing in the folder of an objective
    plan.toml:1:1: error[stray-file]: `plan.toml` means nothing in the folder of an objective
    theme.toml:1:1: error[stray-file]: `theme.toml` means nothing in the folder of an objective
    ");
}

#[test]
fn folders_that_nest_as_deep_as_a_path_goes() {
    /// A path has at most 4,096 bytes on Linux, and 1,024 on macOS.
    const DEEP: usize = if cfg!(target_os = "linux") { 1_900 } else { 400 };
    let problems = problems(|sandbox| {
        sandbox.file(&format!("{}1.toml", within(&"d/".repeat(DEEP))), "action = \"x\"\n");
    });
    let too_deep: Vec<_> = problems.lines().filter(|line| line.contains("stray-file")).collect();
    assert_eq!(too_deep, [format!("{}d:1:1: error[stray-file]: objectives nest at most 24 deep", "d/".repeat(22))]);
}

#[test]
fn five_thousand_files_with_problems_are_five_thousand_problems() {
    let sandbox = Sandbox::with_plan("wendale");
    for number in 0..5000 {
        sandbox.file(&within(&format!("2.{number}.toml")), "action = \n");
    }
    let short = sandbox.run("check --format short --as-of 2026-06-30");
    let sum = "5000 errors in 1 action and 5004 files\n";
    assert_eq!((short.status, short.stdout.lines().count(), short.stderr.as_str()), (1, 5000, sum));
    let list = sandbox.run("list --format csv --as-of 2026-06-30");
    assert_eq!((list.status, list.stdout.lines().count()), (1, 2));
}
