//! What no good editor says.

use serde_json::{Value, json};
use vawg::model::acts_on_terminals;

use crate::editor::{Editor, uri};
use crate::folder::{Folder, ONE};

#[expect(dead_code, reason = "harmless texts are for other tests")]
#[path = "../cli/hostile/attacks.rs"]
mod attacks;

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().expect("an error")
}

#[test]
fn what_is_said_at_the_wrong_time_is_refused() {
    let folder = Folder::with_plan();
    let mut editor = Editor::start(&folder, &[]);
    assert_eq!(code(&editor.ask_in_vain("textDocument/hover", json!({}))), -32002);
    assert_eq!(code(&editor.ask_in_vain("shutdown", Value::Null)), -32002);
    editor.tell("textDocument/didOpen", json!({}));
    editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(code(&editor.ask_in_vain("initialize", json!({ "capabilities": {} }))), -32600);
    editor.tell("initialized", json!({}));
    assert_eq!(code(&editor.ask_in_vain("plan/of/theft", Value::Null)), -32601);
    assert_eq!(code(&editor.ask_in_vain("$/plan", Value::Null)), -32601);
    editor.tell("$/plan", Value::Null);
    editor.ask("shutdown", Value::Null);
    assert_eq!(code(&editor.ask_in_vain("textDocument/hover", json!({}))), -32600);
    editor.tell("textDocument/didOpen", json!({ "textDocument": 7 }));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), (Some(0), String::new()));
}

#[test]
fn an_end_without_a_word_before_is_a_failure() {
    let folder = Folder::with_plan();
    let mut editor = Editor::start(&folder, &[]);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.ended(), (Some(1), String::new()));
    assert_eq!(Editor::open_folder(&folder, json!({})).ended(), (Some(1), String::new()));
    assert_eq!(Editor::start(&folder, &[]).ended(), (Some(1), String::new()));
}

#[test]
fn what_is_no_json_is_refused_and_the_next_message_read() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let wrong: [&[u8]; 5] = [b"{", b"[]", b"\xff\xfe", b"null", br#"{"jsonrpc":"2.0","id":1.5}"#];
    for body in wrong {
        editor.send(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        editor.send(body);
        let answer = editor.next();
        assert_eq!((code(&answer), &answer["id"]), (-32700, &Value::Null));
    }
    assert_eq!(editor.end(), (Some(0), String::new()));
}

#[test]
fn where_no_message_begins_there_is_an_end_with_a_reason() {
    let folder = Folder::with_plan();
    let end = |bytes: &[u8]| {
        let mut editor = Editor::open_folder(&folder, json!({}));
        editor.send(bytes);
        editor.ended()
    };
    let no_message =
        "error: the editor cannot be understood: what came in is no message: expected `Content-Length: …`\n";
    assert_eq!(end(b"GET / HTTP/1.1\r\n\r\n"), (Some(2), no_message.to_owned()));
    assert_eq!(end(b"Content-Length: many\r\n\r\n{}"), (Some(2), no_message.to_owned()));
    let (status, said) = end(b"Content-Length: 999999999999\r\n\r\n{}");
    assert_eq!(status, Some(2));
    assert!(said.contains("999999999999 bytes"), "{said}");
    let (status, said) = end(b"Content-Length: 99\r\n\r\n{}");
    assert_eq!(status, Some(2));
    assert!(said.contains("ends within a message"), "{said}");
}

#[test]
fn messages_that_make_no_sense_change_nothing() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = format!("plans/wendale/{ONE}");
    let address = uri(&folder.path(&one));
    let closed = json!({ "uri": address, "version": 9 });
    editor.tell("textDocument/didChange", json!({ "textDocument": closed, "contentChanges": [{ "text": "" }] }));
    editor.tell("textDocument/didClose", json!({ "textDocument": closed }));
    editor.tell("textDocument/didSave", json!({ "textDocument": closed }));
    editor.tell("$/cancelRequest", json!({ "id": "nobody" }));
    for odd in [
        "untitled:Untitled-1",
        "git:/a/plans/b/plan.toml",
        "file:///%FF/plans/a/plan.toml",
        "file://host/plans/a/plan.toml",
        "file:///../../plans/a/plan.toml",
        "file:///a%00/plan.toml",
    ] {
        let document = json!({ "uri": odd, "languageId": "toml", "version": 1, "text": "x" });
        editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
        editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": odd } }));
    }
    editor.open(&folder, &one);
    assert_eq!(editor.problems(&folder, &one), Vec::<String>::new());
    let (last, far) = (u32::MAX, 1_000_000);
    editor.change(&folder, &one, [last, last, last, last], "zzz = 1\n");
    editor.change(&folder, &one, [far, 0, 0, far], "");
    editor.change(&folder, &one, [0, 0, far, far], "");
    assert_eq!(editor.problems(&folder, &one).len(), 5, "everything is gone");
    assert_eq!(editor.end().0, Some(0));
}

#[test]
fn what_cannot_be_understood_is_written_to_the_log() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let document = json!({ "uri": "no \u{1b}[31maddress", "languageId": "toml", "version": 1, "text": "" });
    editor.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let (status, said) = editor.end();
    assert_eq!(status, Some(0));
    assert!(said.starts_with("textDocument/didOpen: not understood: "), "{said}");
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn a_text_that_is_too_large_is_a_problem_and_no_more() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = format!("plans/wendale/{ONE}");
    editor.open(&folder, &one);
    editor.replace(&folder, &one, &"# 𝄞\n".repeat(1 << 20));
    assert_eq!(editor.problems(&folder, &one), ["0:0-0:4 error unreadable-file"]);
    editor.replace(&folder, &one, &"[".repeat(1 << 20));
    assert_eq!(editor.problems(&folder, &one).len(), 1);
    assert_eq!(editor.end().0, Some(0));
}

#[test]
fn a_plans_folder_that_goes_away_is_no_end() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let one = format!("plans/wendale/{ONE}");
    editor.open_with(&folder, &one, "action = \"x\"\n");
    assert_eq!(editor.problems(&folder, &one).len(), 4);
    std::fs::remove_dir_all(folder.path("plans")).expect("it is there");
    editor.changed_on_disk(&folder, &one, 3);
    editor.change(&folder, &one, [0, 0, 0, 0], "# only here\n");
    assert_eq!(editor.problems(&folder, &one).len(), 4);
    editor.close(&folder, &one);
    assert_eq!(editor.next_problems(&folder, &one), Vec::<String>::new());
}

#[test]
fn what_is_taken_back_in_time_is_not_answered() {
    let folder = Folder::with_plan();
    let mut editor = Editor::open_folder(&folder, json!({}));
    let symbols =
        |id: i64| json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "" } });
    let cancel = |id: i64| json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": id } });
    let messages = (500..510).map(symbols).chain((501..510).map(cancel)).map(|message| message.to_string());
    let text: String =
        messages.map(|text| ["Content-Length: ", &text.len().to_string(), "\r\n\r\n", &text].concat()).collect();
    editor.send(text.as_bytes());
    let last = editor.answer_to(509);
    assert_eq!(code(&last), -32800);
}

#[test]
fn a_text_without_an_end_is_no_end_of_the_server() {
    let folder = Folder::with_plan();
    let choices = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    let mut editor = Editor::open_folder(&folder, json!({ "textDocument": { "codeAction": choices } }));
    let one = format!("plans/wendale/{ONE}");
    let document = json!({ "uri": uri(&folder.path(&one)) });
    editor.open(&folder, &one);
    let endless = [
        ("a = ", "["),
        ("a = ", "{a="),
        ("a = [", "\"\","),
        ("", "["),
        ("[", "a."),
        ("", "a."),
        ("a = ", "\"\"\""),
        ("", "[[update]]\n"),
        ("", "\0"),
    ];
    for (start, again) in endless {
        let text = format!("{start}{}", again.repeat(60_000 / again.len()));
        editor.replace(&folder, &one, &text);
        let place = json!({ "line": 0, "character": 30_000 });
        for method in
            ["hover", "completion", "definition", "prepareRename", "documentSymbol", "codeAction", "inlayHint"]
        {
            let range = json!({ "start": place, "end": place });
            let context = json!({ "diagnostics": [] });
            let asked = json!({ "textDocument": document, "position": place, "range": range, "context": context });
            editor.ask(&format!("textDocument/{method}"), asked);
        }
        assert!(!editor.problems(&folder, &one).is_empty());
    }
    assert_eq!(editor.end().0, Some(0));
}

/// What is wrong with a text is told without it acting, and so is what the file is made of.
#[test]
fn every_attack_is_only_text_in_what_is_told_of_a_file() {
    let folder = Folder::with_plan();
    let related = json!({ "publishDiagnostics": { "relatedInformation": true } });
    let mut editor = Editor::open_folder(&folder, json!({ "textDocument": related }));
    let one = format!("plans/wendale/{ONE}");
    editor.open(&folder, &one);
    for (what, text) in attacks::ANYWHERE.iter().chain(&attacks::AT_THE_START) {
        let text = attacks::quoted(text);
        let wrong = format!(
            "{text} = 1\naction = {text}\nlead = {text}\ndeadline = {text}\nconfidence = {text}\ndepends_on = [{text}]\n\
             recurs = {{ every = {text}, from = {text}, {text} = 1 }}\n[[update]]\ndate = {text}\nrag = {text}\n[[{text}]]\n"
        );
        editor.replace(&folder, &one, &wrong);
        assert!(!editor.problems(&folder, &one).is_empty(), "{what}");
        let symbols = json!({ "textDocument": { "uri": uri(&folder.path(&one)) } });
        let symbols = editor.ask("textDocument/documentSymbol", symbols);
        for value in editor.told(&folder, &one).iter().chain([&symbols]) {
            assert_inert(value, what);
        }
    }
    assert_eq!(editor.end(), (Some(0), String::new()));
}

/// Nothing in a value acts on a terminal, hides, or turns texts round.
fn assert_inert(value: &Value, what: &str) {
    match value {
        Value::String(text) => assert!(!text.contains(acts_on_terminals), "{what}: {text:?}"),
        Value::Array(items) => items.iter().for_each(|item| assert_inert(item, what)),
        Value::Object(entries) => entries.values().for_each(|item| assert_inert(item, what)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
