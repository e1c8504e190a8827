//! Any bytes in a plan file: a problem with its place, never a panic, a hang or a silent skip.
//!
//! Each case puts a file of trouble beside action 1.1 of a small plan, which has to answer as if nothing were wrong.

use std::collections::BTreeSet;
use std::fs::File;
use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::sandbox::Sandbox;

/// Where the trouble is.
pub(crate) const OBJECTIVE: &str = "plans/wendale/prevention/1";

/// The commands that read, with the forms of their answers that differ most.
const READING: [&str; 13] = [
    "check",
    "check --format github",
    "check --format gitlab",
    "check --format json",
    "check --format junit",
    "check --format sarif",
    "check --format short",
    "list",
    "list --format csv",
    "list --format json",
    "show 1.1",
    "status --overdue",
    "tree",
];

/// What `list` says of action 1.1 when nothing is wrong.
static FIRST_ACTION: LazyLock<Value> = LazyLock::new(|| {
    let answers = Answers::on(&Sandbox::with_plan("wendale"), "2026-06-30");
    assert_eq!((answers.problems.as_str(), answers.files), ("", 4));
    answers.first_action().expect("action 1.1").clone()
});

/// What the commands say of a plan, once it is sure that they keep their promises.
pub(crate) struct Answers {
    /// What `check` says, a line a problem, without the folder of the trouble.
    pub problems: String,
    /// How many plan files there are.
    pub files: u64,
    list: Value,
}

impl Answers {
    /// Asks every command about a sandbox on a day.
    pub(crate) fn on(sandbox: &Sandbox, day: &str) -> Self {
        let outputs = READING.map(|line| (line, sandbox.run(&format!("{line} --as-of {day}"))));
        for (line, output) in &outputs {
            assert!(matches!(output.status, 0..=2), "{line}: {output}");
            assert!(!output.stderr.contains("panicked"), "{line}: {output}");
            assert_harmless(&output.stdout, line);
            assert_harmless(&output.stderr, line);
        }
        let output = |line: &str| &outputs.iter().find(|(other, _)| *other == line).expect("a command above").1;
        let json = |line| serde_json::from_str(&output(line).stdout).unwrap_or_default();
        let (check, list): (Value, Value) = (json("check --format json"), json("list --format json"));
        let errors = check["summary"]["errors"].as_u64().unwrap_or_default();
        assert_eq!(output("check").status, i32::from(errors > 0), "{}", output("check"));
        assert_accounted(sandbox, &check, &list);
        Self {
            problems: output("check --format short").stdout.replace(&format!("{OBJECTIVE}/"), ""),
            files: check["summary"]["files"].as_u64().unwrap_or_default(),
            list,
        }
    }

    /// What `list` says of action 1.1.
    pub(crate) fn first_action(&self) -> Option<&Value> {
        self.list["actions"].as_array()?.iter().find(|action| action["plan"] == "wendale" && action["ref"] == "1.1")
    }
}

/// Asks every command about a small plan with trouble, and makes sure that action 1.1 answers as without.
pub(crate) fn answers(make_trouble: impl FnOnce(&Sandbox)) -> Answers {
    let sandbox = Sandbox::with_plan("wendale");
    make_trouble(&sandbox);
    let answers = Answers::on(&sandbox, "2026-06-30");
    assert_eq!(answers.first_action(), Some(&*FIRST_ACTION), "the other file answers otherwise");
    answers
}

/// What is wrong with a file of these bytes; what it only lacks is left out.
fn problems(bytes: impl AsRef<[u8]>) -> String {
    let answers = answers(|sandbox| _ = sandbox.bytes(&format!("{OBJECTIVE}/1.2.toml"), bytes.as_ref()));
    assert_eq!(answers.files, 5);
    let lacks = |line: &&str| line.contains("[missing-") || line.contains("[uncosted]");
    answers.problems.split_inclusive('\n').filter(|line| !lacks(line)).collect()
}

/// Nothing that a program writes acts on a terminal.
pub(crate) fn assert_harmless(text: &str, line: &str) {
    // CSV ends its lines with both, by its standard.
    let text = if line.contains("csv") { text.replace("\r\n", "\n") } else { text.to_owned() };
    assert!(!text.contains(acts_on_terminals), "`{line}` wrote something that acts: {text:?}");
}

/// Whether a character acts on a terminal: controls but the ends of lines and tabs, what turns the text around it, what
/// nobody sees, and what is no character.
pub(crate) fn acts_on_terminals(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(code, 0x180e | 0x200b | 0x2060..=0x2064 | 0x206a..=0x206f | 0xfeff | 0xfff9..=0xfffb)
        || matches!(code, 0xe0001 | 0xe0020..=0xe007f | 0xfdd0..=0xfdef)
        || code % 0x1_0000 >= 0xfffe
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Every file of an action is in the answer of `list`, or it or a folder above it is in one of `check`.
fn assert_accounted(sandbox: &Sandbox, check: &Value, list: &Value) {
    let texts = |value: &Value, list: &str, key: &str| -> BTreeSet<String> {
        let entries = value[list].as_array().into_iter().flatten();
        entries.filter_map(|entry| entry[key].as_str().map(str::to_owned)).collect()
    };
    let (listed, wrong) = (texts(list, "actions", "file"), texts(check, "diagnostics", "path"));
    let is_wrong = |file: &str| wrong.iter().any(|path| file == path || file.starts_with(&format!("{path}/")));
    let own = ["plan.toml", "theme.toml", "objective.toml", "parties.toml", "baseline.toml"];
    let names = sandbox.names();
    let is_ours = |name: &&String| name.starts_with("plans/") && name.contains(".toml") && !name.contains("/.");
    for file in names.iter().filter(is_ours) {
        let is_own = own.iter().any(|own| file.rsplit('/').next() == Some(own));
        assert!(is_own || listed.contains(file) || is_wrong(file), "{file} is in no answer");
    }
}

#[test]
fn texts_in_other_encodings() {
    let utf_16 = |mark: &str| format!("{mark}action = \"x\"\n").encode_utf16().collect::<Vec<_>>();
    let little: Vec<_> = utf_16("\u{feff}").into_iter().flat_map(u16::to_le_bytes).collect();
    let unmarked: Vec<_> = utf_16("").into_iter().flat_map(u16::to_le_bytes).collect();
    let big: Vec<_> = utf_16("\u{feff}").into_iter().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, unmarked, big] {
        assert_eq!(problems(bytes), "1.2.toml:1:1: error[toml-syntax]: the text of the file is UTF-16\n");
    }
    assert_snapshot!(problems(b"action = \"caf\xe9\"\n"), @"1.2.toml:1:14: error[toml-syntax]: the text of the file is not UTF-8");
    assert_snapshot!(problems(b"\xff"), @"1.2.toml:1:1: error[toml-syntax]: the text of the file is not UTF-8");
}

#[test]
fn marks_and_line_ends_of_windows_are_no_problem() {
    let text = "\u{feff}action = \"Train the staff\"\r\n\r\nlead = \"Housing Manager\"\r\n\r\ndeadline = 2026-12-01\r\n\r\n\
                resources = \"Time\"\r\noutcome_measure = \"\"\"\r\nAll\r\ntrained\"\"\"\r\n";
    for text in [text, text.trim_end()] {
        let answers = answers(|sandbox| _ = sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), text));
        assert_eq!((answers.problems.as_str(), answers.files), ("", 5));
    }
}

#[test]
fn files_with_nothing_in_them() {
    let problems = |text| answers(|sandbox| _ = sandbox.file(&format!("{OBJECTIVE}/1.2.toml"), text)).problems;
    assert_snapshot!(problems(""), @"
    1.2.toml:1:1: error[missing-action]: no action: nothing says what will be done
    1.2.toml:1:1: error[missing-deadline]: no deadline: this action can never be late
    1.2.toml:1:1: error[missing-lead]: no lead: nobody answers for this action
    1.2.toml:1:1: warning[missing-measure]: no outcome measure: nobody can tell whether it has worked
    1.2.toml:1:1: warning[uncosted]: no resources: nothing says what it takes
    ");
    assert_eq!(problems("\u{feff}"), problems(""));
    assert_eq!(problems("\r\n"), problems(""));
}

#[test]
fn files_that_are_too_large() {
    let answers = answers(|sandbox| {
        let path = format!("{OBJECTIVE}/1.2.toml");
        let file = File::create_new(sandbox.path(&path)).expect("a new file");
        file.set_len(100 << 20).expect("room for a file with holes");
        let words = "# a comment that goes on and on\n".repeat(100_000);
        sandbox.file(&format!("{OBJECTIVE}/1.3.toml"), &words);
    });
    assert_snapshot!(answers.problems, @"
    1.2.toml:1:1: error[unreadable-file]: the file is larger than 1 MB, which no plan file is
    1.3.toml:1:1: error[unreadable-file]: the file is larger than 1 MB, which no plan file is
    ");
}

#[test]
fn a_file_of_just_1_mb_is_read_to_its_end() {
    let mut sandbox = Sandbox::with_plan("wendale");
    let path = format!("{OBJECTIVE}/1.2.toml");
    let end = "\naction = \"The last line\"\n";
    let text = format!("#{}{end}", "x".repeat((1 << 20) - 1 - end.len()));
    sandbox.file(&path, &text);
    sandbox.commit("2026-06-20", "As large as may be");
    for rest in ["", " --rev HEAD"] {
        let output = sandbox.run(&format!("show 1.2 --as-of 2026-06-30{rest}"));
        assert!(output.stdout.contains("The last line"), "{output}");
    }
    sandbox.file(&path, &format!("{text}\n"));
    sandbox.commit("2026-06-21", "Larger");
    for rest in ["", " --rev HEAD"] {
        let output = sandbox.run(&format!("check --as-of 2026-06-30{rest}"));
        assert!(output.stdout.contains("larger than 1 MB"), "{output}");
    }
}

#[test]
fn values_and_keys_that_nest_ten_thousand_deep() {
    const DEEP: usize = 10_000;
    let keys = vec!["a"; DEEP].join(".");
    let lists = format!("action = {}{}\n", "[".repeat(DEEP), "]".repeat(DEEP));
    let tables = format!("action = {}1{}\n", "{ a = ".repeat(DEEP), " }".repeat(DEEP));
    for text in [lists.clone(), tables, format!("action = {}", "[".repeat(DEEP))] {
        let problems = problems(text);
        assert!(problems.ends_with("error[toml-syntax]: values in values in values\n"), "{problems}");
    }
    for text in
        [format!("{keys} = 1\n"), format!("[{keys}]\n"), format!("[[{keys}]]\n"), format!("x = {{ {keys} = 1 }}")]
    {
        let problems = problems(text);
        assert_eq!(problems, "1.2.toml:1:1: error[toml-syntax]: values in values in values\n");
    }
}

/// As deep as the reader goes, so that whatever walks the values goes as deep, too.
#[test]
fn values_that_nest_as_deep_as_they_may() {
    let nested = |deep: usize| format!("zeal = {}{}\n", "[".repeat(deep), "]".repeat(deep));
    let (last, too_deep) = (problems(nested(79)), problems(nested(81)));
    assert!(last.contains("error[unknown-key]: unknown key `zeal`"), "{last}");
    assert!(too_deep.contains("error[toml-syntax]: values in values in values"), "{too_deep}");
}

#[test]
fn more_keys_and_values_than_anyone_writes() {
    let lines = |line: fn(u32) -> String| (0..20_000).map(line).collect::<Vec<_>>().join("\n");
    let keys = lines(|number| format!("key{number} = 1"));
    let headers = lines(|number| format!("[key{number}]"));
    let updates = "[[update]]\nstatus = 1\n".repeat(10_000);
    let tags = format!("tags = [{}]\n", "1, ".repeat(50_000));
    for text in [keys, headers, updates, tags] {
        let problems = problems(text);
        let last = "the file has more than 100 problems, of which these are the first\n";
        assert!(problems.contains(last) && problems.lines().count() < 110, "{problems}");
    }
}

#[test]
fn keys_that_stand_twice() {
    assert_snapshot!(problems("action = \"a\"\naction = \"b\"\n"), @"1.2.toml:2:1: error[toml-syntax]: the same key stands here twice");
    assert_snapshot!(problems("[as_written]\nlead = \"a\"\n[as_written]\nlead = \"b\"\n"), @"1.2.toml:3:2: error[toml-syntax]: the same key stands here twice");
    assert_snapshot!(problems("recurs = { every = \"1 day\", every = \"2 days\" }\n"), @"1.2.toml:1:29: error[toml-syntax]: the same key stands here twice");
    assert_snapshot!(problems("[[update]]\ndate = 2026-01-01\n[update]\n"), @"1.2.toml:3:2: error[toml-syntax]: the same key stands here twice");
}

#[test]
fn conflicts_that_git_left() {
    assert_snapshot!(problems("action = \"a\"\n<<<<<<< HEAD\nlead = \"A\"\n=======\nlead = \"B\"\n>>>>>>> theirs\n"), @"1.2.toml:2:1: error[conflict-marker]: git left a conflict here for a person to resolve");
    assert_snapshot!(problems("<<<<<<< HEAD\r\nlead = \"A\"\r\n"), @"1.2.toml:1:1: error[conflict-marker]: git left a conflict here for a person to resolve");
}

#[test]
fn characters_that_act_on_terminals() {
    assert_snapshot!(problems("action = \"a\u{1b}[2Jb\"\nlead = \"\u{9b}31m\u{7f}\"\n"), @"
    1.2.toml:1:12: error[control-character]: the text holds the control character U+001B
    1.2.toml:2:9: error[control-character]: the text holds the control character U+009B
    1.2.toml:2:13: error[control-character]: the text holds the control character U+007F
    ");
    assert_snapshot!(problems("action = \"a\\u001b[2Jb \\u202e \\u0000 \\r\"\nlead = \"x\\e[0m\"\n"), @"
    1.2.toml:1:10: error[control-character]: the text holds the control character U+001B
    1.2.toml:2:8: error[control-character]: the text holds the control character U+001B
    ");
    assert_snapshot!(problems("# \u{202e}note\nzeal = 1 # \u{1}\n"), @"
    1.2.toml:1:3: error[control-character]: the text holds the control character U+202E
    1.2.toml:2:12: error[control-character]: the text holds the control character U+0001
    ");
    assert_snapshot!(problems("\"\\u001b[31m\" = 1\n[as_written]\n\"\\u202elead\" = \"x\"\n"), @r"
    1.2.toml:1:1: error[unknown-key]: unknown key `\u{1b}[31m`
    1.2.toml:3:1: error[control-character]: the text holds the control character U+202E
    ");
    assert_snapshot!(problems("action = \"one\rtwo\"\n"), @"1.2.toml:1:14: error[control-character]: the text holds the control character U+000D");
    assert_snapshot!(problems("status = \"\u{2066}x\"\nrecurs = \"\\u001b]0;title\\u0007\"\n"), @"
    1.2.toml:1:1: error[unknown-key]: unknown key `status`
    1.2.toml:1:11: error[control-character]: the text holds the control character U+2066
    1.2.toml:2:10: error[wrong-type]: `recurs` should be a table, not text
    ");
}

#[test]
fn days_at_the_ends_of_the_calendar() {
    let sandbox = Sandbox::with_plan("wendale");
    let deadlines = [
        "0001-01-01",
        "9999-12-31",
        "2024-02-29",
        "\"0001\"",
        "\"9998\"",
        "\"9998-winter\"",
        "\"9998/99\"",
        "\"0001-Q1\"",
        "\"9998-12\"",
    ];
    for (number, deadline) in deadlines.iter().enumerate() {
        let text =
            format!("action = \"Do it\"\nlead = \"Housing Manager\"\ndeadline = {deadline}\nreview = 9999-12-31\n");
        sandbox.file(&format!("{OBJECTIVE}/2.{number}.toml"), &text);
    }
    let recurrences =
        [("1 day", "0001-01-01"), ("1000 years", "9999-12-31"), ("1 month", "2023-01-31"), ("1000 days", "9999-01-01")];
    for (number, (every, from)) in recurrences.iter().enumerate() {
        let update = "[[update]]\ndate = 0001-01-02\nstatus = \"complete\"\n[[update]]\ndate = 9999-12-31\nstatus = \"complete\"\noccurrence = 9999-12-31\n";
        let text = format!(
            "action = \"Do it\"\nlead = \"Housing Manager\"\nrecurs = {{ every = \"{every}\", from = {from} }}\n{update}"
        );
        sandbox.file(&format!("{OBJECTIVE}/3.{number}.toml"), &text);
    }
    for day in ["0001-01-01", "0001-02-28", "2024-02-29", "2025-02-28", "9999-12-31"] {
        assert_eq!(Answers::on(&sandbox, day).files, 17, "{day}");
    }
    for day in ["0000-01-01", "10000-01-01", "2023-02-29", "-1-01-01"] {
        assert_eq!(sandbox.run(&format!("status --as-of={day}")).status, 2, "{day}");
    }
}

#[test]
fn days_that_are_none() {
    assert_snapshot!(problems("deadline = 2023-02-29\n"), @"1.2.toml:1:12: error[toml-syntax]: invalid date, expected day between 01 and 28");
    assert_snapshot!(problems("deadline = \"2023-02-30\"\nreview = \"soon\"\n"), @"
    1.2.toml:1:12: error[invalid-value]: `2023-02-30` is not a deadline
    1.2.toml:2:10: error[wrong-type]: `review` should be a date such as 2009-07-01, without quotation marks, not text
    ");
    assert_snapshot!(problems("deadline = 0000-01-01\n"), @"1.2.toml:1:12: error[invalid-value]: there is no day 0000-01-01");
    assert_snapshot!(problems("deadline = 2026-01-01T10:00:00Z\nreview = 10:00:00\n"), @"
    1.2.toml:1:12: error[invalid-value]: `deadline` should be a date alone, such as 2009-07-01, not a time
    1.2.toml:2:10: error[invalid-value]: `review` should be a date alone, such as 2009-07-01, not a time
    ");
    assert_snapshot!(problems("recurs = { every = \"0 days\", from = 2026-01-01 }\n"), @"1.2.toml:1:20: error[invalid-value]: `0 days` is not a length of time such as `3 months` or `1 year`");
    assert_snapshot!(problems("recurs = { every = \"999999999999 days\", from = 2026-01-01 }\n"), @"1.2.toml:1:20: error[invalid-value]: `999999999999 days` is not a length of time such as `3 months` or `1 year`");
}

#[test]
fn numbers_that_no_sum_of_money_has() {
    let cost = |amount: &str| problems(format!("[[cost]]\ntext = \"Staff\"\namount = {amount}\n"));
    for amount in ["-1", "-9223372036854775808", "9223372036854775807", "1e300", "-0.01", "0.001"] {
        let problems = cost(amount);
        assert!(problems.contains("error[invalid-value]"), "{problems}");
    }
    assert_snapshot!(cost("99999999999999999999"), @"1.2.toml:3:10: error[toml-syntax]: the number is too large");
    assert_snapshot!(cost("1e999"), @"1.2.toml:3:10: error[toml-syntax]: the number is too large");
    assert_snapshot!(cost("nan"), @"1.2.toml:3:10: error[invalid-value]: `amount` should be a finite number, not the number NaN");
}

#[test]
fn a_list_is_not_taken_for_a_table() {
    assert_snapshot!(problems("recurs = [\"1 day\", 2026-01-01]\nupdate = [[2026-01-01]]\n"), @"
    1.2.toml:1:10: error[wrong-type]: `recurs` should be a table, not a list
    1.2.toml:2:11: error[wrong-type]: `update` should be a table, not a list
    ");
}

/// What breaks readers, put into the files of a plan that uses every key.
const NASTY: [&str; 16] = [
    "\"",
    "\n",
    "\u{1b}[31m",
    "\u{202e}",
    "\0",
    "\n[[update]]\ndate = 0001-01-01\nstatus = \"complete\"\n",
    "\n[[update]]\n",
    "9999-12-31",
    "0001-01-01",
    "99999999999999999999",
    "\ndepends_on = [\"1.1\", \"1.2\", \"1.3\", \"9.9\"]\n",
    "\nrecurs = { every = \"1 day\", from = 0001-01-01 }\n",
    "\n<<<<<<< ours\n",
    " ",
    "=",
    "???",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, rng_seed: RngSeed::Fixed(20_260_630), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn damaged_plans_answer_from_what_is_left(
        damages in vec((any::<Index>(), any::<Index>(), select(NASTY.as_slice())), 1..20)
    ) {
        let sandbox = Sandbox::new();
        sandbox.copy("examples", "plans");
        let (names, files) = (sandbox.names(), sandbox.files());
        for (file, place, nasty) in damages {
            let name = file.get(&names);
            let mut bytes = files.bytes(name).to_vec();
            let at = place.index(bytes.len() + 1);
            bytes.splice(at..at, nasty.bytes());
            sandbox.bytes(name, &bytes);
        }
        Answers::on(&sandbox, "2026-06-30");
    }
}
