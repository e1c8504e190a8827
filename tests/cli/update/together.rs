//! Updates at the same time, and files that are in the way.

use std::fs;
use std::thread;
use std::time::Duration;

use insta::assert_snapshot;

use super::{ACTION, refused};
use crate::sandbox::Sandbox;

/// Twenty updates at once; each action is updated by those whose number its own divides.
fn twenty_at_once(sandbox: &Sandbox, references: &[&str]) {
    thread::scope(|scope| {
        for number in 0..20 {
            let reference = references[number % references.len()];
            scope.spawn(move || {
                let output = sandbox.run(&format!("update {reference} --note 'Update {number}.' --as-of 2026-06-30"));
                assert_eq!(output.status, 0, "{output}");
            });
        }
    });
    let files = sandbox.files();
    let text: String = references
        .iter()
        .map(|reference| String::from_utf8_lossy(files.bytes(&ACTION.replace("1.1", reference))).into_owned())
        .collect();
    for number in 0..20 {
        assert_eq!(text.matches(&format!("note = \"Update {number}.\"")).count(), 1, "{text}");
    }
    assert_eq!(text.matches("[[update]]").count(), 20 + references.len());
}

#[test]
fn twenty_updates_at_once_all_land() {
    let sandbox = Sandbox::with_plan("wendale");
    twenty_at_once(&sandbox, &["1.1"]);
    let names = fs::read_dir(sandbox.path("plans")).expect("the plans folder").count();
    assert_eq!(names, 1, "no lock file stays behind");
}

#[test]
fn twenty_updates_at_once_are_twenty_commits() {
    let sandbox = Sandbox::with_plan("wendale");
    let action = String::from_utf8_lossy(sandbox.files().bytes(ACTION)).into_owned();
    for number in 2..5 {
        sandbox.file(&ACTION.replace("1.1", &format!("1.{number}")), &action);
    }
    sandbox.in_git();
    twenty_at_once(&sandbox, &["1.1", "1.2", "1.3", "1.4"]);
    assert_eq!(sandbox.git("log --format=%s").stdout.lines().count(), 21);
    assert_eq!(sandbox.git("status --porcelain").stdout, "");
    assert!(!sandbox.path(".git/vawg.lock").exists());
}

#[test]
fn who_waits_is_told_for_whom_and_not_for_ever() {
    let sandbox = Sandbox::with_plan("wendale");
    sandbox.file("plans/.vawg.lock", "`vawg update` (process 7, since 12:00:00)");
    let file = fs::File::open(sandbox.path("plans/.vawg.lock")).expect("the lock file");
    file.lock().expect("nobody else has it");
    let before = sandbox.files();
    assert_snapshot!(sandbox.run("update 1.1 --note x --as-of 2026-06-30"), @"
    exit status: 2
    ----- stderr -----
    waiting for `vawg update` (process 7, since 12:00:00), which is changing the plans
    error: `vawg update` (process 7, since 12:00:00) is changing the plans; nothing was changed here
    help: try again when it has ended
    ");
    assert_eq!(sandbox.files().diff(&before), "");

    let output = thread::scope(|scope| {
        let waiting = scope.spawn(|| sandbox.run("update 1.1 --note 'At last.' --no-commit --as-of 2026-06-30"));
        thread::sleep(Duration::from_millis(1500));
        file.unlock().expect("it was ours");
        waiting.join().expect("it ends")
    });
    assert_snapshot!(output, @"
    exit status: 0
    ----- stdout -----
    1.1: at last (GREEN as before: sufficient progress made to achieve the deadline)
    ----- stderr -----
    waiting for `vawg update` (process 7, since 12:00:00), which is changing the plans
    ");
}

#[test]
fn files_in_the_way_are_a_clear_error() {
    let sandbox = Sandbox::with_plan("wendale");
    let path = |name: &str| sandbox.path(&ACTION.replace("1.1", name));
    sandbox.link(&ACTION.replace("1.1", "1.2"), "1.1.toml");
    sandbox.file(&ACTION.replace("1.1", "1.3"), "action = \"a\"\n\nlead = \"b\"\n\ndeadline = 2026-09-30\n");
    let mut permissions = fs::metadata(path("1.3")).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path("1.3"), permissions).expect("it is ours");
    assert_snapshot!(refused(&sandbox, &[
        "update 1.2 --note x",
        "update 1.3 --note x",
        "update 1.1 1.3 --note x",
    ]), @"
    $ vawg update 1.2 --note x
    error: plans/wendale/prevention/1/1.2.toml is a link; vawg changes only the file itself; nothing was changed

    $ vawg update 1.3 --note x
    error: plans/wendale/prevention/1/1.3.toml is read-only; `chmod u+w` makes it writable; nothing was changed

    $ vawg update 1.1 1.3 --note x
    error: plans/wendale/prevention/1/1.3.toml is read-only; `chmod u+w` makes it writable; nothing was changed
    ");
}
