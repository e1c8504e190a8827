//! Changes of plan files that bytes alone seldom hit: lines that come, go, move, or get another key or value.
//!
//! The words are those of the schemas, so that a new key is tried without any change here.

use std::sync::OnceLock;

use libfuzzer_sys::fuzzer_mutate;
use serde_json::Value;
use vawg::store::schema::Kind;

/// Values as they may stand in a plan file, or may not.
const VALUES: [&str; 46] = [
    "\"\"",
    "\"a\"",
    "'''\nb\n'''",
    "true",
    "false",
    "-1",
    "0.5",
    "1_000",
    "2026-06-30",
    "2025-07-01",
    "2028-06-30",
    "0001-01-01",
    "9999-12-31",
    "2024-02-29",
    "2026-01-01T10:00:00",
    "\"2026-Q3\"",
    "\"2027/28\"",
    "\"2026-winter\"",
    "\"2026-07\"",
    "\"2030\"",
    "\"ongoing\"",
    "\"3 months\"",
    "\"0 days\"",
    "\"4294967295 years\"",
    "\"1.1\"",
    "\"1.2\"",
    "\"1\"",
    "\"prevention\"",
    "\"wendale:1.1\"",
    "\"elsewhere:9\"",
    "[\"1.1\", \"1.2\"]",
    "[]",
    "{}",
    "[[]]",
    "\"Housing\"",
    "\"Housing Manager\"",
    "\"Steering Group\"",
    "\"Nobody\"",
    "\"???\"",
    "\"TBC\"",
    "\"as above\"",
    "\"ann@example.org, 07700 900123, BS1 5TR\"",
    "{ every = \"1 month\", from = 2026-01-31 }",
    "\"\\u202e\"",
    "18446744073709551615",
    "\"https://example.org/\"",
];

/// Lines that belong together.
const LINES: [&str; 8] = [
    "[[update]]\ndate = 2026-06-01\nrag = \"green\"\nnote = \"Done\"\n",
    "[[update]]\ndate = 2026-02-01\nstatus = \"complete\"\n",
    "[[update]]\ndate = 2027-01-01\nrag = \"red\"\n",
    "[[update]]\ndate = 2026-05-02\noccurrence = 2026-03-31\nstatus = \"complete\"\n",
    "\n",
    "# a comment\n",
    "\"\"\"\n",
    "[check]\nmissing-lead = \"off\"\n",
];

/// Changes an input: one time in three as libFuzzer does it, else its lines. So many lines stay as there are to choose by.
pub fn input(data: &mut [u8], size: usize, most: usize, seed: u32, stays: usize) -> usize {
    if seed % 3 == 0 { fuzzer_mutate(data, size, most) } else { lines(data, size, most, seed, stays) }
}

/// Changes the lines of an input; what is too long is cut off.
fn lines(data: &mut [u8], size: usize, most: usize, seed: u32, stays: usize) -> usize {
    let mut dice = Dice(u64::from(seed));
    let mut text: Vec<Vec<u8>> = data[..size].split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    for _ in 0..=dice.below(3) {
        change(&mut text, &mut dice, stays);
    }
    let changed = text.concat();
    let size = changed.len().min(most);
    data[..size].copy_from_slice(&changed[..size]);
    size
}

fn change(text: &mut Vec<Vec<u8>>, dice: &mut Dice, stays: usize) {
    let place = stays + dice.below((text.len() + 1).saturating_sub(stays));
    let line = text.get(place).cloned().unwrap_or_default();
    match dice.below(9) {
        0 | 1 => text.insert(place.min(text.len()), format!("{} = {}\n", dice.word(&words().0), dice.value()).into()),
        2 => text.insert(place.min(text.len()), dice.pick(&LINES).as_bytes().to_vec()),
        3 => text.insert(place.min(text.len()), header(dice).into()),
        4 if place < text.len() => drop(text.remove(place)),
        5 if place < text.len() => {
            let to = stays + dice.below(text.len() - stays);
            let moved = text.remove(place);
            text.insert(to.min(text.len()), moved);
        }
        6 if place < text.len() => text.insert(place, line),
        7 if line.contains(&b'=') => {
            text[place] = [format!("{} ", dice.word(&words().0)).as_bytes(), from(&line, b'=')].concat();
        }
        _ if line.contains(&b'=') => {
            let key = &line[..line.len() - from(&line, b'=').len()];
            text[place] = [key, format!("= {}\n", dice.value()).as_bytes()].concat();
        }
        _ => {}
    }
}

/// A header of a table, or of one of a list.
fn header(dice: &mut Dice) -> String {
    let key = dice.word(&words().0);
    if dice.below(3) == 0 { format!("[{key}]\n") } else { format!("[[{key}]]\n") }
}

/// What stands from a byte on.
fn from(line: &[u8], byte: u8) -> &[u8] {
    let at = line.iter().position(|it| *it == byte).unwrap_or(line.len());
    &line[at..]
}

/// Every key of every kind of plan file, and every word that a value may be.
fn words() -> &'static (Vec<String>, Vec<String>) {
    static WORDS: OnceLock<(Vec<String>, Vec<String>)> = OnceLock::new();
    WORDS.get_or_init(|| {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        Kind::ALL.iter().for_each(|kind| collect(&kind.bare_schema(), &mut keys, &mut values));
        (keys, values)
    })
}

fn collect(schema: &Value, keys: &mut Vec<String>, values: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            for (name, entry) in entries {
                match (name.as_str(), entry) {
                    ("properties", Value::Object(properties)) => {
                        keys.extend(properties.keys().filter(|key| !keys.contains(key)).cloned().collect::<Vec<_>>());
                    }
                    ("enum", Value::Array(words)) => values.extend(words.iter().map(ToString::to_string)),
                    ("const", word) => values.push(word.to_string()),
                    _ => {}
                }
                collect(entry, keys, values);
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, keys, values)),
        _ => {}
    }
}

/// Numbers that follow from a seed (`SplitMix64`).
struct Dice(u64);

impl Dice {
    /// A number from 0 to one below a limit; 0 where there is none.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % (limit.max(1) as u64)).unwrap_or_default()
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn word(&mut self, words: &'static [String]) -> &'static str {
        &words[self.below(words.len())]
    }

    fn value(&mut self) -> &'static str {
        if self.below(3) == 0 { self.word(&words().1) } else { self.pick(&VALUES) }
    }
}
