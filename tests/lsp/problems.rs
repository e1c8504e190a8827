//! What is wrong, shown while somebody types.

use serde_json::json;

use crate::editor::{Editor, uri};
use crate::folder::{FIRST, Folder, ONE, TWO};

fn in_plan(file: &str) -> String {
    format!("plans/wendale/{file}")
}

#[test]
fn a_problem_comes_up_as_it_is_typed_and_goes_when_it_is_put_right() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = in_plan(ONE);
    editor.open(&folder, &one);
    assert_eq!(editor.problems(&folder, &one), Vec::<String>::new());
    editor.change(&folder, &one, [2, 0, 2, 26], "");
    assert_eq!(editor.problems(&folder, &one), ["0:0-0:6 error missing-lead"]);
    let told = &editor.told(&folder, &one)[0];
    assert_eq!(told["source"], "vawg");
    assert_eq!(
        told["message"],
        "no lead: nobody answers for this action\nhelp: name one post that answers for it: `lead = \"Housing Manager\"`"
    );
    editor.change(&folder, &one, [2, 0, 2, 0], "lead = \"Housing Manager\"");
    assert_eq!(editor.problems(&folder, &one), Vec::<String>::new());
    editor.change(&folder, &one, [4, 11, 4, 21], "2026-09-3");
    assert_eq!(editor.problems(&folder, &one), ["4:11-4:20 error toml-syntax"]);
    assert_eq!(editor.end(), (Some(0), String::new()));
}

#[test]
fn an_edit_that_breaks_another_file_is_shown_there() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let parties = in_plan("parties.toml");
    editor.open(&folder, &parties);
    assert_eq!(editor.problems(&folder, &parties), Vec::<String>::new());
    editor.change(&folder, &parties, [7, 8, 7, 19], "Refuge Head");
    assert_eq!(editor.next_problems(&folder, &in_plan(TWO)), ["2:7-2:20 warning unknown-party"]);
    editor.close(&folder, &parties);
    assert_eq!(editor.next_problems(&folder, &in_plan(TWO)), Vec::<String>::new(), "what is not saved is gone");
}

#[test]
fn an_action_that_another_waits_for_is_missed_when_its_file_goes() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(
        &folder,
        json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } }),
    );
    editor.settle(&folder);
    folder.delete(&in_plan(ONE));
    editor.changed_on_disk(&folder, &in_plan(ONE), 3);
    assert_eq!(editor.next_problems(&folder, &in_plan(TWO)), ["9:14-9:19 error broken-reference"]);
    folder.write(&in_plan(ONE), FIRST);
    editor.changed_on_disk(&folder, &in_plan(ONE), 1);
    assert_eq!(editor.next_problems(&folder, &in_plan(TWO)), Vec::<String>::new());
}

#[test]
fn a_file_that_is_not_saved_yet_is_part_of_the_plan() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let new = in_plan("prevention/1/1.3.toml");
    editor.open_with(&folder, &new, "");
    assert_eq!(
        editor.problems(&folder, &new),
        [
            "0:0-0:0 error missing-action",
            "0:0-0:0 error missing-deadline",
            "0:0-0:0 error missing-lead",
            "0:0-0:0 warning missing-measure",
            "0:0-0:0 warning uncosted"
        ]
    );
    editor.replace(&folder, &new, &FIRST.replace("2026-09-30", "2026-10-31"));
    assert_eq!(editor.problems(&folder, &new), Vec::<String>::new());
    let two = in_plan(TWO);
    editor.open(&folder, &two);
    editor.change(&folder, &two, [9, 14, 9, 19], "\"1.3\"");
    assert_eq!(editor.problems(&folder, &two), Vec::<String>::new(), "the new action can be named");
    editor.close(&folder, &new);
    assert_eq!(editor.next_problems(&folder, &two), ["9:14-9:19 error broken-reference"]);
}

#[test]
fn places_are_counted_as_the_editor_counts() {
    let text = FIRST.replace("Publish the referral pathways", "𝄞 ü 👩‍👩‍👧 TBC");
    let text = text.replace("2026-09-30", "\"𝄞𝄞\"  # 𝄞");
    for (encodings, name, wanted) in
        [(json!(["utf-16"]), "utf-16", "4:11-4:17"), (json!(["utf-16", "utf-8"]), "utf-8", "4:11-4:21")]
    {
        let folder = Folder::with_plan();
        let mut editor = Editor::start(&folder, &["--as-of", "2026-06-30"]);
        let capabilities = json!({ "general": { "positionEncodings": encodings } });
        let folders = json!([{ "uri": uri(&folder.path("")), "name": "x" }]);
        let answer = editor.ask("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folders }));
        assert_eq!(answer["capabilities"]["positionEncoding"], name);
        editor.tell("initialized", json!({}));
        let one = in_plan(ONE);
        editor.open_with(&folder, &one, &text);
        let found = editor.problems(&folder, &one);
        assert!(found.contains(&format!("{wanted} error invalid-value")), "{name}: {found:?}");
        // The comment after the signs gives way, and the value in front of them.
        let (start, end) = if name == "utf-16" { (11, 22) } else { (11, 29) };
        editor.change(&folder, &one, [4, start, 4, end], "2026-09-30");
        let found = editor.problems(&folder, &one);
        assert!(!found.iter().any(|problem| problem.contains("invalid-value")), "{name}: {found:?}");
    }
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = in_plan(ONE);
    editor.open_with(&folder, &one, &FIRST.replace('\n', "\r\n"));
    assert_eq!(editor.problems(&folder, &one), Vec::<String>::new());
    editor.change(&folder, &one, [4, 11, 4, 99], "\"soon\"");
    assert_eq!(editor.problems(&folder, &one), ["4:11-4:17 error invalid-value"]);
    editor.change(&folder, &one, [4, 11, 5, 0], "2026-09-30\r\n");
    assert_eq!(editor.problems(&folder, &one), Vec::<String>::new());
}

#[test]
fn of_quick_edits_only_the_last_is_judged() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = in_plan(ONE);
    editor.open(&folder, &one);
    for number in 0..300 {
        let text = if number % 2 == 0 { "x" } else { "" };
        editor.change(&folder, &one, [4, 11, 4, if number % 2 == 0 { 11 } else { 12 }], text);
    }
    editor.change(&folder, &one, [4, 11, 4, 21], "\"ongoing\"");
    let found = editor.problems(&folder, &one);
    assert_eq!(found, ["4:11-4:20 warning ongoing-without-review"]);
}

#[test]
fn a_file_outside_any_plan_is_left_alone() {
    let folder = Folder::with_plan();
    folder.write("Cargo.toml", "[package]\nname = 7\n");
    let mut editor = Editor::open_folder(&folder, json!({}));
    editor.open(&folder, "Cargo.toml");
    editor.open_with(&folder, "elsewhere/new.toml", "lead = \n");
    editor.change(&folder, "Cargo.toml", [0, 0, 0, 1], "");
    assert_eq!(editor.files_with_problems(&folder), Vec::<String>::new());
    assert_eq!(editor.told(&folder, "Cargo.toml").len(), 0);
    editor.close(&folder, "Cargo.toml");
    assert_eq!(editor.end(), (Some(0), String::new()));
}

#[test]
fn every_plans_folder_that_is_open_is_judged() {
    let folder = Folder::new();
    folder.plan("one/plans/a");
    folder.plan("two/plans/b");
    folder.plan("three/deep/c");
    folder.write("one/plans/a/prevention/1/1.1.toml", "action = \"x\"\n");
    folder.write("two/plans/b/prevention/1/1.1.toml", "action = \"x\"\n");
    folder.write("three/deep/c/prevention/1/1.1.toml", "action = \"x\"\n");
    let mut editor = Editor::open_folders(&folder, &["one", "two"], json!({}));
    let wrong = ["one/plans/a/prevention/1/1.1.toml", "two/plans/b/prevention/1/1.1.toml"];
    assert_eq!(editor.files_with_problems(&folder), wrong);
    let event = json!({ "added": [{ "uri": uri(&folder.path("three")), "name": "three" }], "removed": [] });
    editor.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    let with_three = ["one/plans/a/prevention/1/1.1.toml", "three/deep/c/prevention/1/1.1.toml", wrong[1]];
    assert_eq!(editor.files_with_problems(&folder), with_three);
    let event = json!({ "added": [], "removed": [{ "uri": uri(&folder.path("one")), "name": "one" }] });
    editor.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(editor.files_with_problems(&folder), with_three[1..]);
}

#[test]
fn a_plan_without_an_open_folder_is_found_when_one_of_its_files_is_opened() {
    let folder = Folder::new();
    folder.plan("elsewhere/plans/a");
    let mut editor = Editor::open_folders(&folder, &[], json!({}));
    let one = "elsewhere/plans/a/prevention/1/1.1.toml";
    editor.open_with(&folder, one, "action = \"x\"\n");
    assert_eq!(editor.problems(&folder, one).len(), 4);
}

#[test]
fn a_text_that_was_part_of_no_plan_is_judged_once_there_is_one() {
    let folder = Folder::new();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let (action, plan) = ("new/plans/a/1.toml", "new/plans/a/plan.toml");
    editor.open_with(&folder, action, "action = \"x\"\n");
    assert_eq!(editor.files_with_problems(&folder), Vec::<String>::new());
    editor.open_with(&folder, plan, "title = \"A\"\n");
    assert_eq!(editor.problems(&folder, action).len(), 4);
}

#[test]
fn the_editor_is_asked_to_tell_of_changes_on_disk() {
    let folder = Folder::with_plan();
    let can = json!({ "dynamicRegistration": true, "relativePatternSupport": true });
    let mut editor = Editor::open_folder(&folder, json!({ "workspace": { "didChangeWatchedFiles": can } }));
    let request = editor.request("client/registerCapability");
    let registration = &request["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let base = uri(&folder.path("plans"));
    assert_eq!(
        registration["registerOptions"]["watchers"],
        json!([{ "globPattern": "**/*.toml" }, { "globPattern": { "baseUri": base, "pattern": "**" } }])
    );
    editor.say(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": null }));
    assert_eq!(editor.end(), (Some(0), String::new()));
}
