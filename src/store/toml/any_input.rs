//! Any bytes whatever in a plan file give a value or a problem, and never a panic.
//!
//! Only for tests: properties of the readers, tried on random bytes, on real files with random damage, and on random
//! TOML. `PROPTEST_CASES=100000 PROPTEST_RNG_SEED=1 cargo test any_input` looks further than the usual run.

use std::fmt::{self, Debug};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use walkdir::WalkDir;

use super::{Marks, Node, Reading, Table, Value, direct, parse, read};
use crate::model::{Action, Date, KnownFile, Objective, PartiesFile, Settings, Theme};
use crate::source::{Place, Span, Step};
use crate::store::file::{control_characters, from_held};

/// Every plan file of this repository.
static REAL_FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        ["plans", "examples"].into_iter().flat_map(|folder| WalkDir::new(home.join(folder)).sort_by_file_name());
    let paths = entries.map(|entry| entry.expect("a file of the repository").into_path());
    let files = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.map(|path| fs::read(path).expect("a plan file")).collect()
});

/// The same cases in every run, unless the environment asks for others.
fn settings() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let rng_seed = if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(20_260_630) } else { asked.rng_seed };
    ProptestConfig { rng_seed, failure_persistence: None, ..asked }
}

/// What a file holds, shown as text where a test fails.
#[derive(Clone)]
struct Bytes(Vec<u8>);

impl Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "b\"{}\"", self.0.escape_ascii())
    }
}

/// One piece of damage to a file.
#[derive(Debug, Clone)]
enum Damage {
    Overwrite(Index, u8),
    Insert(Index, Vec<u8>),
    Delete(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let stretch = |at: &Index, length: usize| {
            let start = at.index(bytes.len() + 1);
            start..(start + length).min(bytes.len())
        };
        match self {
            Self::Overwrite(at, byte) => {
                let stretch = stretch(at, 1);
                bytes[stretch].fill(*byte);
            }
            Self::Insert(at, new) => {
                let stretch = stretch(at, 0);
                bytes.splice(stretch, new.iter().copied());
            }
            Self::Delete(at, length) => drop(bytes.drain(stretch(at, *length))),
            Self::Repeat(at, length) => {
                let stretch = stretch(at, *length);
                let copy = bytes[stretch.clone()].to_vec();
                bytes.splice(stretch.end..stretch.end, copy);
            }
            Self::Cut(at) => bytes.truncate(stretch(at, 0).start),
        }
    }
}

/// What breaks readers of TOML, and of dates, numbers and texts.
const NASTY: [&str; 43] = [
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\\",
    "\\u202e",
    "\\UFFFFFFFF",
    "\u{202e}",
    "\u{feff}",
    "é",
    "\u{1F600}",
    "0001-01-01",
    "9999-12-31",
    "2023-02-29",
    "10:00:00",
    "1e999",
    "nan",
    "-inf",
    "-9223372036854775808",
    "99999999999999999999",
    "0x_",
    "[update]\n",
    "[[update]]\n",
    "\n[a.b.c]\n",
    "a.b.c = 1\n",
    "{ every = \"1 day\", from = 0001-01-01 }",
    "<<<<<<< ours\n",
    "\"9999/00\"",
    "\u{85}",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Overwrite(at, byte)),
        4 => (at(), select(NASTY.as_slice())).prop_map(|(at, text)| Damage::Insert(at, text.into())),
        1 => (at(), 1..40_usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        1 => (at(), 1..200_usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
        1 => at().prop_map(Damage::Cut),
    ]
}

fn damaged_file() -> impl Strategy<Value = Bytes> {
    let damages = vec(damage(), 1..4);
    (select(REAL_FILES.as_slice()), damages).prop_map(|(mut bytes, damages)| {
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        Bytes(bytes)
    })
}

/// Values of every kind that TOML has.
const LEAVES: [&str; 16] = [
    "1",
    "-0x1F",
    "1_000",
    "1.5",
    "inf",
    "nan",
    "true",
    "2026-06-30",
    "2026-06-30T10:00:00Z",
    "10:00:00",
    "\"x\"",
    "'y'",
    "\"\"\"\nz\\\n  w\"\"\"",
    "'''\nv'''",
    "\"\\u00e9\\t\"",
    "\"\\e\"",
];

/// A text that is more or less TOML, in ways that plan files are not.
fn rough_toml() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        40 => select(&["a", "b", "c", "update", "date", "risk", "\"a b\"", "'c d'", "1"]),
        1 => select(&["é", "", "\"\\u202e\""]),
    ];
    let key =
        prop_oneof![3 => part.clone().prop_map(str::to_owned), 1 => vec(part, 1..4).prop_map(|parts| parts.join("."))];
    let leaf =
        prop_oneof![40 => select(&LEAVES), 1 => select(&["x", "", "\"\\x\"", "2026-02-30"])].prop_map(str::to_owned);
    let value = leaf.prop_recursive(4, 24, 4, |inner| {
        let list = (vec(inner.clone(), 0..4), select(&[", ", ",\n", " , # c\n"]));
        let list = list.prop_map(|(items, comma)| format!("[{}]", items.join(comma)));
        let entries = vec((select(&["a", "b", "c.d", "\"e\""]), inner), 0..4);
        let table = entries.prop_map(|entries| {
            let entries: Vec<_> = entries.into_iter().map(|(key, value)| format!("{key} = {value}")).collect();
            format!("{{ {} }}", entries.join(", "))
        });
        prop_oneof![list, table]
    });
    let line = prop_oneof![
        4 => (key.clone(), value).prop_map(|(key, value)| format!("{key} = {value}")),
        1 => key.clone().prop_map(|key| format!("[{key}]")),
        2 => key.prop_map(|key| format!("[[{key}]]")),
        1 => select(&["", "# comment", "\t# \u{e9}", "  "]).prop_map(str::to_owned),
    ];
    let ends = select(&["\n", "\r\n"]);
    (select(&["", "\u{feff}"]), vec((line, ends), 0..12))
        .prop_map(|(start, lines)| lines.into_iter().fold(start.to_owned(), |text, (line, end)| text + &line + end))
}

/// What a function gives for each kind of plan file.
macro_rules! of_every_kind {
    ($function:ident($text:expr)) => {
        [
            $function::<Action>($text),
            $function::<Objective>($text),
            $function::<Theme>($text),
            $function::<Settings>($text),
            $function::<PartiesFile>($text),
            $function::<KnownFile>($text),
        ]
    };
}

/// Reads bytes as every kind of plan file.
fn read_as_every_kind(bytes: &[u8]) {
    of_every_kind!(read_as(bytes));
}

fn read_as<T: for<'d> Deserialize<'d> + Default + Debug>(bytes: &[u8]) {
    let read = from_held::<T>(bytes, &Place::file("plan/1.toml", Some("plan")));
    assert!(read.value.is_some() || !read.problems.is_empty(), "neither a value nor a problem");
    for problem in &read.problems {
        assert!(!problem.message.is_empty() && problem.help.is_some(), "{problem:?}");
        assert!(!problem.message.chars().any(char::is_control), "{problem:?}");
    }
    let shown = format!("{:?}", read.value);
    assert!(!shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{shown}");
}

/// Where the direct reading answers, it answers as the other does, which finds nothing wrong.
fn readings_agree(text: &str) {
    agree_on::<Whatever>(text);
    of_every_kind!(agree_on(text));
}

fn agree_on<T: for<'d> Deserialize<'d> + Default + Debug>(text: &str) {
    if !control_characters(text).is_empty() {
        return;
    }
    let Some((value, marks)) = direct::read::<T>(text, true) else { return };
    let tree = parse(text).unwrap_or_else(|error| panic!("{error:?} in {text}"));
    let Reading { value: other, faults, .. } = read::<T>(&tree, false);
    assert_eq!(faults, [], "{text}");
    assert_eq!(format!("{:?}", Some(value)), format!("{other:?}"), "{text}");
    assert_eq!(marks, Some(Marks::of(&tree)), "{text}");
}

/// Any value, so that every text can be read whatever it says.
#[derive(Debug, Default)]
enum Whatever {
    #[default]
    Nothing,
    Text(#[expect(dead_code, reason = "shown")] String),
    Whole(#[expect(dead_code, reason = "shown")] i64),
    Number(#[expect(dead_code, reason = "shown")] f64),
    Truth(#[expect(dead_code, reason = "shown")] bool),
    Days(#[expect(dead_code, reason = "shown")] i32),
    List(#[expect(dead_code, reason = "shown")] Vec<Self>),
    Table(#[expect(dead_code, reason = "shown")] Vec<(String, Self)>),
}

impl<'de> Deserialize<'de> for Whatever {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Whatever;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("whatever")
            }
            fn visit_str<E>(self, text: &str) -> Result<Whatever, E> {
                Ok(Whatever::Text(text.to_owned()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Whatever, E> {
                Ok(Whatever::Whole(number))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Whatever, E> {
                Ok(Whatever::Number(number))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Whatever, E> {
                Ok(Whatever::Truth(value))
            }
            fn visit_i32<E>(self, days: i32) -> Result<Whatever, E> {
                Ok(Whatever::Days(days))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Whatever, A::Error> {
                std::iter::from_fn(|| items.next_element().transpose()).collect::<Result<_, _>>().map(Whatever::List)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Whatever, A::Error> {
                std::iter::from_fn(|| entries.next_entry().transpose()).collect::<Result<_, _>>().map(Whatever::Table)
            }
        }
        deserializer.deserialize_newtype_struct(Date::TOKEN, Any)
    }
}

/// What is left of a tree shows each of its values where the tree does, and what is not there at what is above it.
fn marks_agree(text: &str) {
    let Ok(tree) = parse(text) else { return };
    let marks = Marks::of(&tree);
    let mut seen = Vec::new();
    collect(&tree, &mut Vec::new(), &mut seen);
    for (steps, span) in seen {
        assert_eq!(marks.span(text, &steps), span, "{steps:?} in {text}");
        for gone in [Step::Key("gone".into()), Step::Entry(usize::MAX)] {
            let below = [steps.as_slice(), &[gone]].concat();
            assert_eq!(marks.span(text, &below), span, "{below:?} in {text}");
        }
    }
    let top = tree.entries.first().map_or(0..0, |first| first.key_span.clone());
    assert_eq!(marks.span(text, &[Step::Key("gone".into())]), top, "{text}");
    assert_eq!(marks.span(text, &[]), top, "{text}");
}

fn collect(table: &Table<'_>, steps: &mut Vec<Step>, seen: &mut Vec<(Vec<Step>, Span)>) {
    for entry in &table.entries {
        steps.push(Step::Key(entry.key.to_string().into()));
        collect_node(&entry.node, steps, seen);
        steps.pop();
    }
}

fn collect_node(node: &Node<'_>, steps: &mut Vec<Step>, seen: &mut Vec<(Vec<Step>, Span)>) {
    seen.push((steps.clone(), node.span.clone()));
    match &node.value {
        Value::Table(table) => collect(table, steps, seen),
        Value::List(items) => {
            for (number, item) in items.iter().enumerate() {
                steps.push(Step::Entry(number));
                collect_node(item, steps, seen);
                steps.pop();
            }
        }
        Value::Text(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {}
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn random_bytes_give_a_value_or_a_problem(bytes: Vec<u8>) {
        read_as_every_kind(&bytes);
    }

    #[test]
    fn damaged_files_give_a_value_or_a_problem(bytes in damaged_file()) {
        read_as_every_kind(&bytes.0);
    }

    #[test]
    fn both_readings_of_damaged_files_agree(bytes in damaged_file()) {
        readings_agree(&String::from_utf8_lossy(&bytes.0));
    }

    #[test]
    fn marks_of_damaged_files_and_rough_toml_agree_with_their_trees(bytes in damaged_file(), text in rough_toml()) {
        marks_agree(&String::from_utf8_lossy(&bytes.0));
        marks_agree(&text);
    }

    #[test]
    fn both_readings_of_rough_toml_agree(text in rough_toml()) {
        readings_agree(&text);
        read_as_every_kind(text.as_bytes());
    }
}

/// What fuzzing has found worth keeping, as it is and without what chooses a target's way.
#[test]
fn both_readings_of_what_fuzzing_kept_agree() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = WalkDir::new(corpus).into_iter().map(|entry| entry.expect("a file of the repository"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let kept: Vec<_> = files.map(|entry| fs::read(entry.path()).expect("an input")).collect();
    assert!(kept.len() > 50);
    for bytes in &kept {
        let after_line = bytes.iter().position(|byte| *byte == b'\n').and_then(|end| bytes.get(end + 1..));
        let parts = bytes.split(|byte| *byte == 0x1e).chain([bytes.as_slice()]).chain(bytes.get(1..)).chain(after_line);
        parts.for_each(|part| readings_agree(&String::from_utf8_lossy(part)));
    }
}

fn is_direct<T: for<'d> Deserialize<'d>>(text: &str) -> bool {
    direct::read::<T>(text, false).is_some()
}

/// The direct reading is worth its keep: it answers for every real file.
#[test]
fn real_files_are_read_directly() {
    assert!(REAL_FILES.len() > 100);
    for bytes in REAL_FILES.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(of_every_kind!(is_direct(&text)).contains(&true), "{text}");
        readings_agree(&text);
        marks_agree(&text);
    }
}

/// Texts that a plan may hold.
#[test]
fn plain_texts_are_read_directly() {
    for text in [
        "",
        "a = 1\n",
        "\u{feff}a = \"x\"\r\nb = '''y\r\nz'''\r\n",
        "a = \"\\\"é\\\" \\t \\\\\\n\"\nb = [1, 2, [3]] # end\nc = { d = 1.5, e = true, f = [] }\n",
        "a = \"\"\"\ny \"z\"\r\n\"\"\"\nb = 'c'\nc = [ # d\n  -1, +2.50,\n]\n\"e f\" = 2024-02-29\n",
        "[a]\nb = 1\n\n[c]\n",
        "x = 1\n[[u]]\ndate = 2009-09-07\n[[u]]\ndate = 2009-09-08\n[[m]]\nname = \"n\"\n[[m.r]]\nv = 1\n[[m.r]]\nv = 2\n",
        "recurs = { every = \"3 months\", from = 2014-06-30 }\n",
    ] {
        assert!(direct::read::<Whatever>(text, false).is_some(), "{text}");
        readings_agree(text);
    }
}

#[test]
fn what_is_wrong_or_rare_is_not_read_directly() {
    for text in [
        "a = 1\na = 2\n",
        "a.b = 1\n",
        "a = {}\n[a.b]\n",
        "a = [{}]\n[[a]]\n",
        "a = [{b = 1}]\n[[a.c]]\n",
        "[[a]]\n[a]\n",
        "[[a]]\n[b]\n[[a]]\n",
        "[a.b.c]\n",
        "a = \n",
        "[a\n",
        "a = 99999999999999999999\n",
        "a = 01\n",
        "a = -0x10\n",
        "a = \"\\u00e9\"\n",
        "a = 2026-02-30\n",
        "a = 2009-07-01T10:00:00Z\n",
        "a = \"\"\"b\"\"\"\"\n",
        "a = 1 # \r",
    ] {
        assert!(direct::read::<Whatever>(text, false).is_none(), "{text:?}");
    }
    assert!(direct::read::<Action>("action = \"A\"\n", false).is_some());
    for text in ["actoin = \"A\"\n", "lead = 1\n", "review = \"2026-06-30\"\n", "action = \"A\"\naction = \"B\"\n"] {
        assert!(direct::read::<Action>(text, false).is_none(), "{text:?}");
    }
}

/// A reading goes as deep as its type: whatever stands deeper is a mistake.
#[test]
fn values_that_nest_without_end_are_a_problem() {
    for (open, close) in [("[", "]"), ("{ a = ", " }")] {
        let text = format!("support = {}1{}\n", open.repeat(300_000), close.repeat(300_000));
        assert!(direct::read::<Action>(&text, false).is_none());
        read_as_every_kind(text.as_bytes());
    }
}

#[test]
fn nothing_is_read_directly_that_is_read_otherwise() {
    let values = [
        "1_000 1__0 _1 1_ +5 -5 +-5 - 0 -0 00 -01 0.5 00.5 .5 5. 1.5.2 -1.5 1e5 0x1f inf nan true True falsey",
        "2009-07-01 2009-07-00 2009-07-32 2009-02-29 2012-02-29 2009-13-01 2009-00-01 2009-7-01 2009/07/01 07:00:00",
        "9223372036854775807 9223372036854775808 -9223372036854775808 [,] [1,,2]",
    ];
    let apart = [
        "",
        "'''x\r'''",
        "'''x\ry'''",
        "\"\"\"b\\n\"\"\"",
        "\"\"\"b\"\"\"\"",
        "'a' b",
        "\"a\" b",
        "5 5",
        "[1] ]",
        "{ b = 1 } }",
        "{ b = 1, }",
        "\"a\u{1}\u{2}\"",
        "\"\u{7f}\"",
        "\"a\\q\"",
        "'a\nb'",
        "\"a\rb\"",
    ];
    let texts = [
        " = 1\n",
        "\"\" = 1\n",
        "[]\n",
        "[a]]\n",
        "[[a]\n",
        "[a] b\n",
        "[a] # b\n",
        "[a]\n[a]\n",
        "[a]\n[[a]]\n",
        "a = 1\n[a]\n",
        "[[a]]\n[a.b]\n[a.b]\n",
        "[a.b]\n[a]\nb = 1\n",
        "a = { b = 1 }\n[a.c]\n",
        "# x\ry\n",
        "a = 1\r",
        "a = 1\r\r\n",
        "\r\n\r\na = 1",
        "a = 1 # b\r\nc = 2\n",
        "a = 1 b = 2\n",
        "a\n",
    ];
    let around = |value: &str| {
        let in_table = format!("a = {{ b = {value} }}\n");
        [format!("a = {value}\n"), format!("[x]\na = {value} # c\n"), format!("a = [{value}]\n"), in_table]
    };
    let values = values.into_iter().flat_map(str::split_whitespace).chain(apart).flat_map(around);
    for text in values.chain(texts.map(str::to_owned)) {
        readings_agree(&text);
    }
}
