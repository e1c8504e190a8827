//! Times `vawg lsp` as an editor feels it: from a key that is pressed in an action to what is wrong being shown, and
//! what the server remembers after ten thousand of them.
//!
//! `cargo bench --bench editor` takes plans of 1,000 and 10,000 actions, the same as the other benchmark. Each key puts
//! a word into a lead or takes it away, so that what is wrong changes; the next is pressed once that has been told. The
//! bounds are 50 ms at 1,000 actions and 300 ms at 10,000.

#![expect(clippy::disallowed_methods, reason = "a benchmark starts programs and makes files of its own")]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "the other benchmark makes more of the same plans")]
#[path = "../whole/plans.rs"]
mod plans;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How many actions there are, how many keys are timed, and within what time each should be answered.
const SIZES: [(usize, usize, u64); 2] = [(1_000, 200, 50), (10_000, 60, 300)];

/// How many keys are pressed until memory is looked at for the last time.
const MANY: usize = 10_000;

/// So many of them are pressed before anything is waited for.
const AT_ONCE: usize = 10;

const ACTION: &str = "plans/plan-0000/prevention/1.1/1.1.1.toml";

fn main() {
    println!("{:>7} {:>28} {:>9} {:>9} {:>9} {:>7}", "actions", "", "median", "95 %", "worst", "bound");
    for (size, keys, bound) in SIZES {
        let home = plans::make(Path::new(env!("CARGO_TARGET_TMPDIR")), size);
        let mut editor = Editor::start(&home);
        let mut row = |what: &str, press: fn(&mut Editor) -> Duration| {
            let mut times: Vec<_> = (0..keys).map(|_| press(&mut editor)).collect();
            times.sort();
            let at = |percent: usize| milliseconds(times[(times.len() - 1) * percent / 100]);
            let (median, most, worst) = (at(50), at(95), at(100));
            println!("{size:>7} {what:>28} {median:>6.1} ms {most:>6.1} ms {worst:>6.1} ms {bound:>4} ms");
        };
        row("key press to problems", Editor::press_and_wait);
        row("key press to what may follow", Editor::press_and_complete);
        if size == SIZES[0].0 {
            remember(editor);
        }
    }
}

/// Presses very many keys, and shows what that does to the memory of the server.
fn remember(mut editor: Editor) {
    let before = editor.kilobytes();
    for _ in 0..MANY / AT_ONCE {
        for _ in 1..AT_ONCE {
            editor.press();
        }
        editor.press_and_wait();
    }
    match before.zip(editor.kilobytes()) {
        Some((before, after)) => println!("memory: {before} kB before {MANY} more keys, {after} kB after"),
        None => println!("memory: not known on this system"),
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    /// The line of the lead, counted from 0.
    line: usize,
    version: i64,
}

impl Editor {
    fn start(home: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vawg"));
        command.args(["lsp", "--as-of", "2026-06-30"]).current_dir(home).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let text = fs::read_to_string(home.join(ACTION)).expect("an action of the plans");
        let line = text.lines().position(|line| line.starts_with("lead = ")).expect("it has a lead");
        let address = |path: &Path| format!("file://{}", path.display());
        let mut editor = Self { child, input, output, uri: address(&home.join(ACTION)), line, version: 1 };
        let folders = json!([{ "uri": address(home), "name": "plans" }]);
        editor.say(
            &json!({ "id": 0, "method": "initialize", "params": { "capabilities": {}, "workspaceFolders": folders } }),
        );
        editor.wait(|message| message["id"] == 0);
        editor.say(&json!({ "method": "initialized", "params": {} }));
        let document = json!({ "uri": editor.uri, "languageId": "toml", "version": 1, "text": text });
        editor.say(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
        editor.wait_for_problems();
        editor
    }

    /// Presses a key: an `x` at the start of the name of the lead, or its deletion.
    fn press(&mut self) {
        self.version += 1;
        let (end, text) = if self.version % 2 == 0 { (8, "x") } else { (9, "") };
        let (start, end) =
            (json!({ "line": self.line, "character": 8 }), json!({ "line": self.line, "character": end }));
        let change = json!({ "range": { "start": start, "end": end }, "text": text });
        let document = json!({ "uri": self.uri, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.say(&json!({ "method": "textDocument/didChange", "params": params }));
    }

    /// Presses a key, and gives the time until what is wrong has been told.
    fn press_and_wait(&mut self) -> Duration {
        let start = Instant::now();
        self.press();
        self.wait_for_problems();
        start.elapsed()
    }

    /// Presses a key and asks what may be typed there; gives the time until that is known.
    fn press_and_complete(&mut self) -> Duration {
        let start = Instant::now();
        self.press();
        let id = self.version;
        let place = json!({ "line": self.line, "character": 8 });
        let params = json!({ "textDocument": { "uri": self.uri }, "position": place });
        self.say(&json!({ "id": id, "method": "textDocument/completion", "params": params }));
        self.wait(|message| message["id"] == id);
        let time = start.elapsed();
        self.wait_for_problems();
        time
    }

    /// What the server has in memory, where the system says so.
    fn kilobytes(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }

    fn wait_for_problems(&mut self) {
        let (uri, version) = (self.uri.clone(), self.version);
        self.wait(|message| message["params"]["uri"] == uri && message["params"]["version"] == version);
    }

    fn wait(&mut self, wanted: impl Fn(&Value) -> bool) {
        while !wanted(&self.next()) {}
    }

    fn next(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).expect("text");
            assert!(read > 0, "the server has ended");
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().expect("a number"),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a whole message");
        serde_json::from_slice(&body).expect("JSON")
    }

    fn say(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server is there");
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
