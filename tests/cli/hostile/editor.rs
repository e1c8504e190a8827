//! Every attack in every key, in what an editor is answered: hovers, lists to choose from, symbols, hints. Problems are
//! told to an editor that pauses, as the one of `tests/lsp` does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::fields::Elsewhere;
use super::outputs::{Plans, attacks, attacks_together, harmless, problems, tokens};
use super::readers::{Format, Found};
use crate::any_input::acts_on_terminals;

/// The files of each plan.
const FILES: [&str; 8] = [
    "plan.toml",
    "parties.toml",
    "baseline.toml",
    "contacts.toml",
    "prevention/theme.toml",
    "prevention/1/objective.toml",
    "prevention/1/2.toml",
    "prevention/1/3.toml",
];

/// What a hover shows of a file; of the rest it tells what a key means.
const SHOWN: [&str; 6] =
    ["action.action", "action.lead", "action.support", "action.tags", "objective.title", "theme.title"];

/// In so many plans, which hold what acts anywhere, every key is pointed at.
const EVERYWHERE: usize = 6;

/// The questions to an editor's server about these plans: each with its name.
fn questions(plans: &Plans) -> Vec<(String, &'static str, Value)> {
    let mut questions = Vec::new();
    let files = plans.sandbox.files();
    for number in 0..plans.texts.len() {
        for file in FILES {
            let path = format!("plans/p{number}/{file}");
            let text = String::from_utf8_lossy(files.bytes(&path)).into_owned();
            let document = json!({ "uri": uri(plans, &path) });
            questions.push((
                format!("symbols {path}"),
                "textDocument/documentSymbol",
                json!({ "textDocument": document }),
            ));
            let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
            questions.push((
                format!("hints {path}"),
                "textDocument/inlayHint",
                json!({ "textDocument": document, "range": whole }),
            ));
            if number < EVERYWHERE {
                let asked = json!({ "textDocument": document, "range": whole, "context": { "diagnostics": [] } });
                questions.push((format!("choices {path}"), "textDocument/codeAction", asked));
            }
            let mut last = None;
            for (line, words) in (0..).zip(text.lines()) {
                for (end, key, _) in tokens(words).filter(|(_, key, _)| last.replace(*key) != Some(*key)) {
                    if number < EVERYWHERE || SHOWN.contains(&plans.keys[key].as_str()) {
                        let asked =
                            json!({ "textDocument": document, "position": { "line": line, "character": end - 4 } });
                        questions.push((format!("hover {path} {line} {end}"), "textDocument/hover", asked.clone()));
                        if number == 0 {
                            questions.push((format!("offers {path} {line} {end}"), "textDocument/completion", asked));
                        }
                    }
                }
            }
        }
    }
    questions.push(("find".to_owned(), "workspace/symbol", json!({ "query": "" })));
    questions
}

fn uri(plans: &Plans, path: &str) -> String {
    format!("file://{}", plans.sandbox.path(path).to_string_lossy())
}

/// What the server says to all of them, by the names of the questions.
fn answers(plans: &Plans, documentation: &str) -> Vec<(String, Value)> {
    let known = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "textDocument": {
            "hover": { "contentFormat": [documentation] },
            "completion": { "completionItem": { "documentationFormat": [documentation], "labelDetailsSupport": true } },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    });
    let folders = json!([{ "uri": uri(plans, "").trim_end_matches('/'), "name": "plans" }]);
    let mut input = framed(
        &json!({ "id": "start", "method": "initialize", "params": { "capabilities": known, "workspaceFolders": folders } }),
    );
    input += &framed(&json!({ "method": "initialized", "params": {} }));
    let files = plans.sandbox.files();
    for path in (0..plans.texts.len()).flat_map(|number| FILES.map(|file| format!("plans/p{number}/{file}"))) {
        let text = String::from_utf8_lossy(files.bytes(&path)).into_owned();
        let document = json!({ "uri": uri(plans, &path), "languageId": "toml", "version": 1, "text": text });
        input += &framed(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    }
    for (name, method, params) in questions(plans) {
        input += &framed(&json!({ "id": name, "method": method, "params": params }));
    }
    input += &framed(&json!({ "id": "end", "method": "shutdown" }));
    input += &framed(&json!({ "method": "exit" }));
    let output = plans.sandbox.run_with("lsp --as-of 2026-06-30", &input);
    assert_eq!((output.status, output.stderr.as_str()), (0, ""));
    read(&output.stdout)
}

fn framed(message: &Value) -> String {
    let mut message = message.clone();
    message["jsonrpc"] = json!("2.0");
    let text = message.to_string();
    format!("Content-Length: {}\r\n\r\n{text}", text.len())
}

/// The messages of a server: answers by the names of their questions, the rest by their methods.
fn read(said: &str) -> Vec<(String, Value)> {
    let (mut messages, mut rest) = (Vec::new(), said);
    while let Some((_, after)) = rest.split_once("\r\n\r\n") {
        let mut values = serde_json::Deserializer::from_str(after).into_iter::<Value>();
        let message = values.next().expect("a message").expect("JSON");
        assert!(message["error"].is_null(), "{message}");
        let name = message["id"].as_str().filter(|_| message["method"].is_null()).or(message["method"].as_str());
        messages.push((name.unwrap_or_default().to_owned(), message.clone()));
        rest = &after[values.byte_offset()..];
    }
    messages
}

/// Every text in a value, with the key that it stands under.
fn texts<'v>(key: &'v str, value: &'v Value, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => found.push((key, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(key, item, found)),
        Value::Object(entries) => entries.iter().for_each(|(key, item)| texts(key, item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Nothing that is shown acts on who shows it, in whatever form. What is put into a file, or compared with what stands
/// in it, stands there already.
fn assert_texts(name: &str, message: &Value) {
    let mut found = Vec::new();
    texts("", message, &mut found);
    for (key, text) in found.into_iter().filter(|(key, _)| !["newText", "filterText"].contains(key)) {
        assert!(!text.contains(acts_on_terminals), "{name}: {key}: {text:?}");
        let is_one_line = ["label", "detail", "name", "containerName", "title", "description"].contains(&key);
        assert!(!is_one_line || !text.contains('\n'), "{name}: {key}: {text:?}");
    }
}

/// What is told in Markdown, read back.
fn told(plans: &Plans) -> BTreeMap<String, (Format, Found)> {
    let mut outputs = BTreeMap::new();
    for (name, message) in answers(plans, "markdown") {
        assert_texts(&name, &message);
        let mut contents = vec![&message["result"]["contents"]];
        contents.extend(message["result"]["items"].as_array().into_iter().flatten().map(|item| &item["documentation"]));
        for (number, content) in contents.into_iter().filter(|content| content["kind"] == "markdown").enumerate() {
            let text = content["value"].as_str().expect("a text");
            outputs.insert(format!("{name} {number}"), (Format::Markdown, Format::Markdown.read(text.as_bytes())));
        }
    }
    outputs
}

#[test]
fn every_attack_in_every_key_is_only_text_in_an_editor() {
    let (plans, harmless) = (Plans::of(attacks(), Elsewhere::Right), Plans::of(harmless(), Elsewhere::Right));
    let mut shown = BTreeSet::new();
    let problems = problems(&plans, told(&plans), &told(&harmless), &mut shown);
    assert_eq!(problems, [] as [&str; 0]);
    assert!(shown.len() > 5, "hovers show {shown:?} only");
    for (name, message) in answers(&plans, "plaintext") {
        assert_texts(&name, &message);
    }
}

#[test]
fn every_attack_in_a_wrong_place_is_only_text_in_an_editor() {
    let plans = Plans::of(attacks_together(), Elsewhere::Text);
    for (name, message) in answers(&plans, "plaintext") {
        assert_texts(&name, &message);
    }
}
