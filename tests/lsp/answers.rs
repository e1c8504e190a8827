//! What an editor asks at a place in a plan.

use serde_json::{Value, json};

use crate::editor::{Editor, shown_range, uri};
use crate::folder::Folder;

const FIRST: &str = "plans/wendale/prevention/1/1.1.toml";
const SECOND: &str = "plans/wendale/prevention/1/1.2.toml";

/// What a good editor can do.
fn able() -> Value {
    let markdown = json!(["markdown", "plaintext"]);
    json!({
        "textDocument": {
            "hover": { "contentFormat": markdown },
            "completion": { "completionItem": { "snippetSupport": true, "documentationFormat": markdown } },
            "rename": { "prepareSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] } },
    })
}

fn at(folder: &Folder, file: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": { "uri": uri(&folder.path(file)) },
        "position": { "line": line, "character": character },
    })
}

fn opened() -> (Folder, Editor) {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, able());
    editor.open(&folder, FIRST);
    (folder, editor)
}

/// The end of an address, which is what tells files apart.
fn name(address: &Value) -> &str {
    let address = address.as_str().expect("an address");
    address.split_once("/plans/").map_or(address, |(_, name)| name)
}

fn shown_location(location: &Value) -> String {
    format!("{} {}", name(&location["uri"]), shown_range(&location["range"]))
}

#[test]
fn a_place_says_what_it_is_about() {
    let (folder, mut editor) = opened();
    let told = editor.ask("textDocument/hover", at(&folder, FIRST, 0, 12));
    let text = told["contents"]["value"].as_str().expect("a text");
    assert_eq!(told["contents"]["kind"], "markdown");
    assert!(text.starts_with("**1.1 Publish the referral pathways**\n"), "{text}");
    assert!(text.contains("GREEN: sufficient progress made to achieve the deadline"), "{text}");
    let told = editor.ask("textDocument/hover", at(&folder, FIRST, 4, 14));
    assert_eq!(shown_range(&told["range"]), "4:11-4:21");
    assert_eq!(editor.ask("textDocument/hover", at(&folder, FIRST, 1, 0)), Value::Null);
    editor.change(&folder, FIRST, [2, 0, 2, 26], "");
    let told = editor.ask("textDocument/hover", at(&folder, FIRST, 0, 2));
    let text = told["contents"]["value"].as_str().expect("a text");
    assert!(text.contains("vawg explain missing-lead"), "what is wrong here is explained: {text}");
    let closed = editor.ask("textDocument/hover", at(&folder, SECOND, 8, 16));
    assert_eq!(closed, Value::Null, "nothing stands there");
    let closed = editor.ask("textDocument/hover", at(&folder, SECOND, 9, 16));
    assert!(closed["contents"]["value"].as_str().expect("a text").starts_with("**1.1 "), "of a file that is not open");
}

#[test]
fn what_may_be_typed_is_offered() {
    let (folder, mut editor) = opened();
    editor.change(&folder, FIRST, [2, 7, 2, 24], "\"Ref");
    let offered = editor.ask("textDocument/completion", at(&folder, FIRST, 2, 11));
    let items = offered["items"].as_array().expect("a list");
    let refuge = items.iter().find(|item| item["label"] == "Refuge Lead").expect("the party of the register");
    assert_eq!(shown_range(&refuge["textEdit"]["range"]), "2:8-2:11");
    assert_eq!(refuge["textEdit"]["newText"], "Refuge Lead\"");
    editor.change(&folder, FIRST, [2, 7, 2, 11], "\"Refuge Lead\"");
    editor.open(&folder, SECOND);
    editor.change(&folder, SECOND, [9, 0, 9, 22], "depends_on = [\"");
    let offered = editor.ask("textDocument/completion", at(&folder, SECOND, 9, 15));
    let first = &offered["items"][0];
    assert_eq!((&first["label"], &first["detail"]), (&json!("1.1"), &json!("Publish the referral pathways")));
}

#[test]
fn a_name_leads_to_what_it_names_and_back() {
    let (folder, mut editor) = opened();
    let place = editor.ask("textDocument/definition", at(&folder, SECOND, 9, 16));
    assert_eq!(shown_location(&place), "wendale/prevention/1/1.1.toml 0:10-0:39");
    let mut asked = at(&folder, FIRST, 0, 12);
    asked["context"] = json!({ "includeDeclaration": false });
    let places = editor.ask("textDocument/references", asked);
    let places: Vec<_> = places.as_array().expect("a list").iter().map(shown_location).collect();
    assert_eq!(places, ["wendale/prevention/1/1.2.toml 9:15-9:18"]);
    let party = editor.ask("textDocument/definition", at(&folder, FIRST, 2, 12));
    assert_eq!(shown_location(&party), "wendale/parties.toml 1:8-1:23");
}

#[test]
fn a_reference_is_renamed_with_its_file_and_all_that_names_it() {
    let (folder, mut editor) = opened();
    editor.change(&folder, FIRST, [0, 0, 0, 0], "# not saved yet\n");
    let found = editor.ask("textDocument/prepareRename", at(&folder, FIRST, 1, 12));
    assert_eq!((shown_range(&found["range"]).as_str(), &found["placeholder"]), ("1:10-1:39", &json!("1.1")));
    let mut asked = at(&folder, FIRST, 1, 12);
    asked["newName"] = json!("1.9");
    let change = editor.ask("textDocument/rename", asked);
    let steps = change["documentChanges"].as_array().expect("a list");
    assert_eq!(steps.len(), 2);
    assert_eq!(name(&steps[0]["textDocument"]["uri"]), "wendale/prevention/1/1.2.toml");
    assert_eq!(steps[0]["textDocument"]["version"], Value::Null, "it is not open");
    assert_eq!(steps[0]["edits"][0]["newText"], "9");
    assert_eq!(steps[1]["kind"], "rename");
    assert_eq!(name(&steps[1]["oldUri"]), "wendale/prevention/1/1.1.toml");
    assert_eq!(name(&steps[1]["newUri"]), "wendale/prevention/1/1.9.toml");
    assert!(folder.path(FIRST).exists(), "the editor makes the change, not the server");
}

#[test]
fn a_name_that_cannot_be_is_refused_with_the_reason() {
    let (folder, mut editor) = opened();
    let mut asked = at(&folder, FIRST, 0, 12);
    asked["newName"] = json!("1.2");
    let refused = editor.ask_in_vain("textDocument/rename", asked.clone());
    assert_eq!(refused["error"]["code"], -32803);
    assert_eq!(refused["error"]["message"], "there is already `1.2` in wendale\nhelp: choose another reference");
    let mut editor = Editor::open_folder(&folder, json!({}));
    editor.open(&folder, FIRST);
    asked["newName"] = json!("1.9");
    let refused = editor.ask_in_vain("textDocument/rename", asked);
    assert_eq!(
        refused["error"]["message"],
        "this editor cannot rename files\nhelp: `vawg move 1.1 1.9` does, in a terminal"
    );
}

#[test]
fn a_party_is_renamed_wherever_it_stands() {
    let (folder, mut editor) = opened();
    let mut asked = at(&folder, FIRST, 2, 12);
    asked["newName"] = json!("Head of Housing");
    let change = editor.ask("textDocument/rename", asked);
    let steps = change["documentChanges"].as_array().expect("a list");
    let shown: Vec<_> = steps
        .iter()
        .map(|step| {
            let edits = step["edits"].as_array().expect("a list").iter();
            let edits: Vec<_> = edits.map(|edit| shown_range(&edit["range"])).collect();
            format!("{} {} {}", name(&step["textDocument"]["uri"]), step["textDocument"]["version"], edits.join(" "))
        })
        .collect();
    assert_eq!(shown, ["wendale/parties.toml null 1:8-1:23", "wendale/prevention/1/1.1.toml 1 2:8-2:23 11:6-11:21"]);
}

#[test]
fn outside_any_plan_there_is_nothing_to_say() {
    let (folder, mut editor) = opened();
    folder.write("Cargo.toml", "lead = \"Housing Manager\"\n");
    editor.open(&folder, "Cargo.toml");
    for method in ["hover", "completion", "definition", "references", "prepareRename", "rename"] {
        let mut asked = at(&folder, "Cargo.toml", 0, 9);
        asked["newName"] = json!("x");
        asked["context"] = json!({ "includeDeclaration": true });
        assert_eq!(editor.ask(&format!("textDocument/{method}"), asked), Value::Null, "{method}");
    }
    for odd in ["untitled:1", "git:/x/plans/a/plan.toml", "file:///nowhere/plans/a/plan.toml"] {
        let asked = json!({ "textDocument": { "uri": odd }, "position": { "line": 0, "character": 0 } });
        assert_eq!(editor.ask("textDocument/hover", asked), Value::Null, "{odd}");
    }
}

#[test]
fn what_a_file_is_made_of_is_listed() {
    let (folder, mut editor) = opened();
    let document = json!({ "textDocument": { "uri": uri(&folder.path(FIRST)) } });
    let flat = editor.ask("textDocument/documentSymbol", document.clone());
    assert!(flat[0]["location"].is_object(), "a client that knows no tree gets a row: {flat}");
    let can = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut editor = Editor::open_folder(&folder, can);
    editor.open(&folder, FIRST);
    let tree = editor.ask("textDocument/documentSymbol", document);
    let update = tree.as_array().expect("a list").last().expect("the newest update");
    assert_eq!(update["name"], "update 2026-06-02");
    assert_eq!(shown_range(&update["selectionRange"]), "9:0-9:10");
}

#[test]
fn parts_of_plans_are_found_by_their_words() {
    let (folder, mut editor) = opened();
    editor.change(&folder, FIRST, [0, 10, 0, 17], "Unsaved");
    let found = editor.ask("workspace/symbol", json!({ "query": "unsaved PATH" }));
    let found = found.as_array().expect("a list");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["name"], "1.1 Unsaved the referral pathways");
    assert_eq!(found[0]["containerName"], "Safe in Wendale");
    assert_eq!(name(&found[0]["location"]["uri"]), "wendale/prevention/1/1.1.toml");
    assert_eq!(editor.ask("workspace/symbol", json!({ "query": "zzz" })), json!([]));
}

#[test]
fn longer_times_say_when_they_are_due() {
    let (folder, mut editor) = opened();
    editor.change(&folder, FIRST, [4, 11, 4, 21], "\"2026-Q4\"");
    let document = json!({ "uri": uri(&folder.path(FIRST)) });
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = editor.ask("textDocument/inlayHint", json!({ "textDocument": document, "range": range }));
    assert_eq!(hints[0]["label"], "due 31 December 2026");
    assert_eq!(hints[0]["position"], json!({ "line": 4, "character": 20 }));
    let range = json!({ "start": { "line": 6, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let hints = editor.ask("textDocument/inlayHint", json!({ "textDocument": document, "range": range }));
    assert_eq!(hints, json!([]));
}

/// The choices at a place, each with its kind.
fn choices(editor: &mut Editor, folder: &Folder, place: [u32; 4], only: Option<&str>) -> Vec<Value> {
    let mut asked = json!({
        "textDocument": { "uri": uri(&folder.path(FIRST)) },
        "range": crate::editor::range_of(place),
        "context": { "diagnostics": editor.told(folder, FIRST) },
    });
    if let Some(only) = only {
        asked["context"]["only"] = json!([only]);
    }
    editor.ask("textDocument/codeAction", asked).as_array().expect("a list").clone()
}

#[test]
fn what_is_wrong_can_be_put_right_with_one_choice() {
    let folder = Folder::with_plan();
    let mut can = able();
    can["textDocument"]["codeAction"] = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    let mut editor = Editor::open_folder(&folder, can);
    editor.open(&folder, FIRST);
    editor.change(&folder, FIRST, [2, 0, 2, 4], "lied");
    assert_eq!(editor.problems(&folder, FIRST)[0], "2:0-2:4 error unknown-key");
    let found = choices(&mut editor, &folder, [2, 0, 2, 0], Some("quickfix"));
    let first = &found[0];
    assert_eq!((&first["title"], &first["kind"]), (&json!("Put right: `lied` is now `lead`"), &json!("quickfix")));
    assert_eq!(first["diagnostics"][0]["code"], "unknown-key");
    let edit = &first["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 2);
    assert_eq!(
        (shown_range(&edit["edits"][0]["range"]).as_str(), &edit["edits"][0]["newText"]),
        ("2:1-2:3", &json!("ea"))
    );
    let all = choices(&mut editor, &folder, [0, 0, 0, 0], Some("source.fixAll"));
    assert_eq!(all.len(), 1, "{all:?}");
    let update = choices(&mut editor, &folder, [0, 0, 0, 0], Some("refactor"));
    assert_eq!(update[0]["title"], "Add an update of today");
    let text = update[0]["edit"]["documentChanges"][0]["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.contains("[[update]]\ndate = 2026-06-30\n"), "{text}");
}

#[test]
fn what_names_a_file_follows_when_it_is_renamed_in_the_list_of_files() {
    let (folder, mut editor) = opened();
    let renamed = |from: &str, to: &str| json!({ "oldUri": uri(&folder.path(from)), "newUri": uri(&folder.path(to)) });
    let new = FIRST.replace("1.1.toml", "1.7.toml");
    let change = editor.ask("workspace/willRenameFiles", json!({ "files": [renamed(FIRST, &new)] }));
    let edited = &change["documentChanges"][0];
    assert_eq!(name(&edited["textDocument"]["uri"]), "wendale/prevention/1/1.2.toml");
    assert_eq!(edited["edits"][0]["newText"], "7");
    for (from, to) in [(FIRST, "elsewhere/1.1.toml"), ("x.toml", "y.toml"), (FIRST, SECOND)] {
        let change = editor.ask("workspace/willRenameFiles", json!({ "files": [renamed(from, to)] }));
        assert_eq!(change, Value::Null, "{from} to {to}");
    }
}
