//! An editor: it starts the program, tells it of texts, and keeps what it is told.

#![expect(clippy::disallowed_methods, reason = "a test starts the program")]

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::folder::Folder;

/// A server that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came in while something else was waited for.
    kept: VecDeque<Value>,
    number: i64,
    /// The versions of the texts that are open.
    versions: BTreeMap<String, i64>,
    /// What was last told of each file: the version, and the problems.
    told: BTreeMap<String, (Option<i64>, Vec<Value>)>,
}

impl Editor {
    /// Starts the program in a folder and says nothing yet.
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vawg"));
        command.arg("lsp").args(arguments).current_dir(folder.path("")).env_remove("VAWG_PLANS");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (sender, output) = mpsc::channel();
        let mut stream = BufReader::new(child.stdout.take().expect("a pipe"));
        thread::spawn(move || {
            while let Some(message) = message(&mut stream) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        let (versions, told) = (BTreeMap::new(), BTreeMap::new());
        Self { child, input, output, kept: VecDeque::new(), number: 0, versions, told }
    }

    /// Starts the program as an editor does that has a folder open, on 30 June 2026.
    pub(crate) fn open_folder(folder: &Folder, capabilities: impl Into<Value>) -> Self {
        Self::open_folders(folder, &[""], capabilities)
    }

    /// The same with several folders, from the one of the test.
    pub(crate) fn open_folders(folder: &Folder, folders: &[&str], capabilities: impl Into<Value>) -> Self {
        let mut editor = Self::start(folder, &["--as-of", "2026-06-30"]);
        let folders: Vec<_> =
            folders.iter().map(|name| json!({ "uri": uri(&folder.path(name)), "name": name })).collect();
        let answer =
            editor.ask("initialize", json!({ "capabilities": capabilities.into(), "workspaceFolders": folders }));
        assert_eq!(answer["serverInfo"]["name"], "vawg");
        editor.tell("initialized", json!({}));
        editor
    }

    /// Opens a file as it is on disk.
    pub(crate) fn open(&mut self, folder: &Folder, file: &str) {
        self.open_with(folder, file, &folder.read(file));
    }

    /// Opens a file with this text.
    pub(crate) fn open_with(&mut self, folder: &Folder, file: &str, text: &str) {
        let uri = uri(&folder.path(file));
        let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.versions.insert(uri, 1);
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Puts a text in the place of a range of an open one: line and character of its start and end.
    pub(crate) fn change(&mut self, folder: &Folder, file: &str, range: [u32; 4], text: &str) {
        self.change_all(folder, file, &json!([{ "range": range_of(range), "text": text }]));
    }

    /// Puts a text in the place of all of an open one.
    pub(crate) fn replace(&mut self, folder: &Folder, file: &str, text: &str) {
        self.change_all(folder, file, &json!([{ "text": text }]));
    }

    fn change_all(&mut self, folder: &Folder, file: &str, changes: &Value) {
        let uri = uri(&folder.path(file));
        let version = self.versions.get_mut(&uri).expect("a file that is open");
        *version += 1;
        let document = json!({ "uri": uri, "version": *version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Closes a file without saving it.
    pub(crate) fn close(&mut self, folder: &Folder, file: &str) {
        let uri = uri(&folder.path(file));
        self.versions.remove(&uri);
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// Says that a file was created (1), changed (2) or deleted (3) on disk.
    pub(crate) fn changed_on_disk(&mut self, folder: &Folder, file: &str, how: i64) {
        let change = json!({ "uri": uri(&folder.path(file)), "type": how });
        self.tell("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// The problems of an open file once its newest version has been judged: `line:column-line:column level rule`, as
    /// the protocol counts, from 0.
    pub(crate) fn problems(&mut self, folder: &Folder, file: &str) -> Vec<String> {
        let uri = uri(&folder.path(file));
        let version = self.versions.get(&uri).copied();
        while self.told.get(&uri).and_then(|(told, _)| *told) != version {
            self.hear_one();
        }
        self.shown(&uri)
    }

    /// The problems of a file after the next time that they are told.
    pub(crate) fn next_problems(&mut self, folder: &Folder, file: &str) -> Vec<String> {
        let uri = uri(&folder.path(file));
        while self.hear_one() != uri {}
        self.shown(&uri)
    }

    /// What was last told of a file, in full.
    pub(crate) fn told(&self, folder: &Folder, file: &str) -> &[Value] {
        self.told.get(&uri(&folder.path(file))).map_or(&[], |(_, problems)| problems)
    }

    /// Every file that has problems, once everything that was said has been dealt with.
    pub(crate) fn files_with_problems(&mut self, folder: &Folder) -> Vec<String> {
        self.settle(folder);
        let top = uri(&folder.path(""));
        let with = self.told.iter().filter(|(_, (_, problems))| !problems.is_empty());
        with.map(|(uri, _)| uri.trim_start_matches(&top).trim_start_matches('/').to_owned()).collect()
    }

    /// Waits until everything that was said so far has been judged: a file of its own is opened, judged and closed.
    pub(crate) fn settle(&mut self, folder: &Folder) {
        self.number += 1;
        let file = format!("settle-{}/plans/only/plan.toml", self.number);
        self.open_with(folder, &file, "title = \"Only\"\n");
        self.problems(folder, &file);
        self.close(folder, &file);
    }

    fn shown(&self, uri: &str) -> Vec<String> {
        let (_, problems) = self.told.get(uri).expect("it was told");
        let show = |problem: &Value| {
            let level = if problem["severity"] == 1 { "error" } else { "warning" };
            format!("{} {level} {}", shown_range(&problem["range"]), problem["code"].as_str().expect("a rule"))
        };
        problems.iter().map(show).collect()
    }

    /// Waits for the next news of a file, and gives its address.
    fn hear_one(&mut self) -> String {
        loop {
            let message = self.next();
            if message["method"] == "textDocument/publishDiagnostics" {
                return self.keep(&message["params"]);
            }
            self.kept.push_back(message);
        }
    }

    fn keep(&mut self, news: &Value) -> String {
        let uri = news["uri"].as_str().expect("an address").to_owned();
        let version = news["version"].as_i64();
        if let (Some(new), Some((Some(old), _))) = (version, self.told.get(&uri)) {
            assert!(new >= *old || new == 1, "an old version is told after a newer: {new} after {old}");
        }
        let problems = news["diagnostics"].as_array().expect("a list").clone();
        self.told.insert(uri.clone(), (version, problems));
        uri
    }

    /// Asks for something that can be had, and waits for it.
    pub(crate) fn ask(&mut self, method: &str, params: impl Into<Value>) -> Value {
        let answer = self.ask_in_vain(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Asks for something, and gives the whole answer.
    pub(crate) fn ask_in_vain(&mut self, method: &str, params: impl Into<Value>) -> Value {
        let id = self.begin_to_ask(method, params);
        self.answer_to(id)
    }

    /// Asks for something without waiting for the answer.
    pub(crate) fn begin_to_ask(&mut self, method: &str, params: impl Into<Value>) -> i64 {
        self.number += 1;
        self.say(&json!({ "jsonrpc": "2.0", "id": self.number, "method": method, "params": params.into() }));
        self.number
    }

    /// Waits for an answer.
    pub(crate) fn answer_to(&mut self, id: i64) -> Value {
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            if message["method"] == "textDocument/publishDiagnostics" {
                self.keep(&message["params"]);
            } else {
                self.kept.push_back(message);
            }
        }
    }

    /// Waits for a request of the server.
    pub(crate) fn request(&mut self, method: &str) -> Value {
        loop {
            let kept = self.kept.iter().position(|message| message["method"] == method);
            if let Some(request) = kept.and_then(|place| self.kept.remove(place)) {
                return request;
            }
            let message = self.next();
            self.kept.push_back(message);
        }
    }

    pub(crate) fn tell(&mut self, method: &str, params: impl Into<Value>) {
        self.say(&json!({ "jsonrpc": "2.0", "method": method, "params": params.into() }));
    }

    pub(crate) fn say(&mut self, message: &Value) {
        let text = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Sends bytes as they are; a program that has ended does not take them, which is no matter.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    /// Waits for whatever comes next.
    pub(crate) fn next(&mut self) -> Value {
        self.output.recv_timeout(PATIENCE).expect("the server says something")
    }

    /// Ends as the protocol asks; gives the exit status and what was written beside the protocol.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.ended()
    }

    /// Goes away; gives the exit status and what was written beside the protocol.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut said = String::new();
        let mut stream = self.child.stderr.take().expect("a pipe");
        stream.read_to_string(&mut said).expect("text");
        (self.child.wait().expect("it ends").code(), said)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A range from line and character of its start and end.
pub(crate) fn range_of([line, character, end_line, end_character]: [u32; 4]) -> Value {
    json!({
        "start": { "line": line, "character": character },
        "end": { "line": end_line, "character": end_character },
    })
}

/// A range as tests show it: `line:character-line:character`.
pub(crate) fn shown_range(range: &Value) -> String {
    let position = |position: &Value| format!("{}:{}", position["line"], position["character"]);
    format!("{}-{}", position(&range["start"]), position(&range["end"]))
}

/// The address of a file, as editors write it.
pub(crate) fn uri(path: &Path) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let path = path.to_str().expect("text").trim_end_matches('/');
    format!("file://{}", path.bytes().map(escaped).collect::<String>())
}

fn message(stream: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ")?.parse().ok()?,
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
