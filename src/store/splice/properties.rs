//! Properties of splices, over every plan file of this repository: any change of any value touches its own bytes only.
//!
//! A file is first made harder (comments, indents, lists over several lines, CRLF, a byte order mark, no final line
//! end), then one of its values is changed, and the lines that went away are compared with those that hold the value.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use serde::Serialize;
use serde::de::DeserializeOwned;
use similar::TextDiff;

use super::super::edit;
use super::super::toml::{self, Entry, Node, Table, Value};
use super::{edits, has_header, is_block, last_byte, value_of, whole};
use crate::model::{Action, KnownFile, Objective, PartiesFile, Plain, Settings, Theme};

type Entries = Vec<(String, Plain)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Action,
    Objective,
    Theme,
    Plan,
    Parties,
    Baseline,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "objective.toml" => Self::Objective,
            "theme.toml" => Self::Theme,
            "plan.toml" => Self::Plan,
            "parties.toml" => Self::Parties,
            "baseline.toml" => Self::Baseline,
            _ => Self::Action,
        }
    }

    /// What a text of this kind says; nothing where it is not TOML or a value of it cannot be read.
    fn read(self, text: &str) -> Option<Entries> {
        fn of<T: Serialize + DeserializeOwned + Default>(text: &str) -> Option<Entries> {
            let tree = toml::parse(text).ok()?;
            let toml::Reading::<T> { value, faults, .. } = toml::read(&tree, false);
            value.filter(|_| faults.is_empty()).map(|value| edit::entries(&value))
        }
        match self {
            Self::Action => of::<Action>(text),
            Self::Objective => of::<Objective>(text),
            Self::Theme => of::<Theme>(text),
            Self::Plan => of::<Settings>(text),
            Self::Parties => of::<PartiesFile>(text),
            Self::Baseline => of::<KnownFile>(text),
        }
    }
}

/// Every plan file of this repository.
static FILES: LazyLock<Vec<(PathBuf, Kind, String)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = ["plans", "examples"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let entries = walk.map(|entry| entry.expect("a file of the repository"));
    let plan_files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
    plan_files
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            (entry.path().to_owned(), Kind::of(&entry.file_name().to_string_lossy()), text)
        })
        .collect()
});

/// The values that the files have, by the kind of the file and the keys that lead to them.
static SEEN: LazyLock<BTreeMap<(Kind, String), Vec<Plain>>> = LazyLock::new(|| {
    let mut seen = BTreeMap::new();
    for (_, kind, text) in FILES.iter() {
        let entries = kind.read(text).expect("a plan file");
        collect(*kind, "", &Plain::Table(entries), &mut seen);
    }
    seen
});

fn collect(kind: Kind, path: &str, value: &Plain, seen: &mut BTreeMap<(Kind, String), Vec<Plain>>) {
    let known = seen.entry((kind, path.to_owned())).or_default();
    if known.len() < 40 && !known.contains(value) {
        known.push(value.clone());
    }
    match value {
        Plain::Table(entries) => {
            for (key, value) in entries {
                collect(kind, &format!("{path}.{key}"), value, seen);
            }
        }
        Plain::List(items) => items.iter().for_each(|item| collect(kind, &format!("{path}[]"), item, seen)),
        _ => {}
    }
}

/// Texts that are hard to write down.
const HARD: [&str; 12] = [
    "Plain words.",
    "Say \"no\" to 'this'",
    "Two\nlines",
    "\nA line end first, and last\n",
    "Back\\slash \\n and \\u0041",
    "'''\"\"\"",
    "ends with a quotation mark\"",
    "# no comment",
    "[[update]]\ndate = 2009-01-01",
    "Llŷn, £5, 日本 🙂",
    "  blanks around  ",
    "a\n\n\nb\t\tc",
];

/// Something that makes a text harder to change, and says the same.
#[derive(Debug, Clone)]
enum Hardship {
    /// A line of comment before a line.
    Comment(Index),
    /// A comment at the end of a line.
    Remark(Index),
    Indent(Index),
    Blank(Index),
    /// The end of a list on a line of its own, after a comma.
    OpenList(Index),
    /// Each entry of a list on a line of its own with a remark.
    SpreadList(Index),
    CarriageReturns,
    ByteOrderMark,
    NoLastLineEnd,
}

fn hardship() -> impl Strategy<Value = Hardship> {
    prop_oneof![
        3 => any::<Index>().prop_map(Hardship::Comment),
        3 => any::<Index>().prop_map(Hardship::Remark),
        1 => any::<Index>().prop_map(Hardship::Indent),
        2 => any::<Index>().prop_map(Hardship::Blank),
        2 => any::<Index>().prop_map(Hardship::OpenList),
        2 => any::<Index>().prop_map(Hardship::SpreadList),
        1 => Just(Hardship::CarriageReturns),
        1 => Just(Hardship::ByteOrderMark),
        1 => Just(Hardship::NoLastLineEnd),
    ]
}

impl Hardship {
    fn on(&self, text: &str) -> String {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let line = |place: &Index| place.index(lines.len().max(1));
        match self {
            Self::Comment(place) => lines.insert(line(place), "# A comment.\n".into()),
            Self::Blank(place) => lines.insert(line(place), "\n".into()),
            Self::Remark(place) => on_line(&mut lines, *place, |line| line.replace('\n', "  # a remark\n")),
            Self::Indent(place) => on_line(&mut lines, *place, |line| format!("  {line}")),
            Self::OpenList(place) => on_line(&mut lines, *place, |line| line.replace("\"]", "\",\n]")),
            Self::SpreadList(place) => on_line(&mut lines, *place, |line| {
                line.replace(" [\"", " [\n  \"").replace("\", \"", "\", # why\n  \"").replace("\"]", "\" # why\n]")
            }),
            Self::CarriageReturns => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::ByteOrderMark => return format!("\u{feff}{}", text.trim_start_matches('\u{feff}')),
            Self::NoLastLineEnd => return text.trim_end().to_owned(),
        }
        lines.concat()
    }
}

fn on_line(lines: &mut [String], place: Index, change: impl FnOnce(&str) -> String) {
    if !lines.is_empty() {
        let line = &mut lines[place.index(lines.len())];
        *line = change(line);
    }
}

/// One value changed: which one, how, and with what.
#[derive(Debug, Clone)]
struct Wish {
    steps: Vec<Index>,
    how: Index,
    what: Index,
}

fn wish() -> impl Strategy<Value = Wish> {
    (prop::collection::vec(any::<Index>(), 1..5), any::<Index>(), any::<Index>()).prop_map(|(steps, how, what)| Wish {
        steps,
        how,
        what,
    })
}

impl Wish {
    /// What the file should say instead; nothing where that is no plan file or nothing changes.
    fn on(&self, kind: Kind, old: &Entries) -> Option<Entries> {
        let mut new = Plain::Table(old.clone());
        self.change(kind, "", &mut new, &self.steps);
        let Plain::Table(new) = new else { return None };
        said(kind, new).filter(|new| new != old)
    }

    fn change(&self, kind: Kind, path: &str, value: &mut Plain, steps: &[Index]) {
        let sample = |path: &str| {
            let seen = SEEN.get(&(kind, path.to_owned())).map(Vec::as_slice).unwrap_or_default();
            (!seen.is_empty()).then(|| self.what.get(seen).clone())
        };
        match (value, steps) {
            (Plain::Table(entries), [step, rest @ ..]) if !rest.is_empty() && !entries.is_empty() => {
                let place = step.index(entries.len());
                let (key, value) = &mut entries[place];
                self.change(kind, &format!("{path}.{key}"), value, rest);
            }
            (Plain::List(items), [step, rest @ ..]) if !rest.is_empty() && !items.is_empty() => {
                let place = step.index(items.len());
                self.change(kind, &format!("{path}[]"), &mut items[place], rest);
            }
            (Plain::Table(entries), [step, ..]) => {
                let start = format!("{path}.");
                let keys =
                    SEEN.keys().filter(|(other, _)| *other == kind).filter_map(|(_, at)| at.strip_prefix(&start));
                let keys: Vec<_> = keys.filter(|rest| !rest.contains(['.', '['])).collect();
                if keys.is_empty() {
                    return;
                }
                let key = *step.get(&keys);
                let place = entries.iter().position(|(name, _)| name == key);
                let new = sample(&format!("{start}{key}")).filter(|_| self.how.index(3) > 0);
                match (place, new) {
                    (Some(place), None) => _ = entries.remove(place),
                    (Some(place), Some(new)) => entries[place].1 = new,
                    (None, Some(new)) => entries.push((key.to_owned(), new)),
                    (None, None) => {}
                }
            }
            (Plain::List(items), [step, ..]) => {
                let place = step.index(items.len() + 1);
                match (self.how.index(5), sample(&format!("{path}[]"))) {
                    (0, _) if place < items.len() => _ = items.remove(place),
                    (1, _) if place + 1 < items.len() => items.swap(place, place + 1),
                    (2, Some(new)) if place < items.len() => items[place] = new,
                    (3, _) => items.truncate(place),
                    (_, Some(new)) => items.insert(place, new),
                    (_, None) => {}
                }
            }
            (Plain::Text(text), _) if self.how.index(2) == 0 => *text = (*self.what.get(&HARD)).to_owned(),
            (value, _) => *value = sample(path).unwrap_or_else(|| value.clone()),
        }
    }
}

/// Entries in the order of their definition; nothing where no plan file says them.
fn said(kind: Kind, mut entries: Entries) -> Option<Entries> {
    entries.sort_by_key(|(_, value)| is_block(value));
    kind.read(&whole(&entries))
}

/// The bytes that a change from old to new may take from a text.
fn may_go(table: &Table<'_>, old: &[(String, Plain)], new: &[(String, Plain)]) -> Vec<(usize, usize)> {
    let keys: BTreeSet<_> = old.iter().chain(new).map(|(key, _)| key.as_str()).collect();
    let changed = keys.into_iter().filter(|key| value_of(old, key) != value_of(new, key));
    let found = changed.filter_map(|key| Some((table.get(key)?, value_of(old, key)?, value_of(new, key))));
    found.flat_map(|(entry, old, new)| entry_may_go(entry, old, new)).collect()
}

fn entry_may_go(entry: &Entry<'_>, old: &Plain, new: Option<&Plain>) -> Vec<(usize, usize)> {
    let is_block = has_header(&entry.node, entry);
    match (&entry.node.value, old, new) {
        (Value::Table(table), Plain::Table(old), Some(Plain::Table(new))) if is_block => may_go(table, old, new),
        (Value::List(items), Plain::List(old), Some(Plain::List(new))) if is_block => {
            let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
            let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
            let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
            let item_may_go = |(place, item): (usize, &Node<'_>)| match (&item.value, old.get(place), new.get(place)) {
                (Value::Table(table), Some(Plain::Table(old)), Some(Plain::Table(new))) => may_go(table, old, new),
                _ => vec![(item.span.start, last_byte(item))],
            };
            items[start..items.len() - end].iter().enumerate().flat_map(item_may_go).collect()
        }
        (Value::List(items), _, None) if is_block => {
            items.iter().map(|item| (item.span.start, last_byte(item))).collect()
        }
        _ if is_block => vec![(entry.node.span.start, last_byte(&entry.node))],
        _ => vec![(entry.key_span.start, entry.node.span.end)],
    }
}

/// Changes a file and checks everything that a splice promises.
fn check(kind: Kind, text: &str, old: &Entries, new: &Entries) -> Result<String, TestCaseError> {
    let tree = toml::parse(text).expect("the text is TOML");
    let edits = edits(text, &tree, old, new).expect("all of it can be read");
    let changed = edit::apply(text, edits.clone());
    let shown = || TextDiff::from_lines(text, &changed).unified_diff().to_string();
    let found = kind.read(&changed);
    prop_assert_eq!(found.as_ref(), Some(new), "{}", shown());

    let ranges: Vec<_> = may_go(&tree, old, new).into_iter().map(|range| with_blank_lines(text, range)).collect();
    for edit in edits.iter().filter(|edit| !edit.span.is_empty()) {
        let may_go = ranges.iter().any(|(start, end)| *start <= edit.span.start && edit.span.end <= *end);
        prop_assert!(may_go, "{:?} went:\n{}", &text[edit.span.clone()], shown());
    }
    prop_assert_eq!(text.starts_with('\u{feff}'), changed.starts_with('\u{feff}'));
    prop_assert_eq!(changed.matches('\u{feff}').count(), text.matches('\u{feff}').count());
    if text.matches('\n').count() == text.matches("\r\n").count() && text.contains('\n') {
        prop_assert_eq!(changed.matches('\n').count(), changed.matches("\r\n").count(), "{}", shown());
    }
    Ok(changed)
}

/// The lines that hold a range, with a blank line before them and after them.
fn with_blank_lines(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    let before = [("\n\r\n", 2), ("\n\n", 1)].into_iter().find(|(blank, _)| text[..start].ends_with(blank));
    let after = ["\r\n", "\n"].into_iter().find(|blank| text[end..].starts_with(blank));
    (start - before.map_or(0, |(_, length)| length), end + after.map_or(0, str::len))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_touches_its_own_bytes(
        file in any::<Index>(),
        hardships in prop::collection::vec(hardship(), 0..10),
        wish in wish(),
    ) {
        let (_, kind, text) = file.get(&FILES);
        let old = kind.read(text).expect("a plan file");
        let mut text = text.clone();
        for hardship in hardships {
            let harder = hardship.on(&text);
            if kind.read(&harder).as_ref() == Some(&old) {
                text = harder;
            }
        }
        if let Some(new) = wish.on(*kind, &old) {
            let changed = check(*kind, &text, &old, &new)?;
            check(*kind, &changed, &new, &old)?;
        }
    }
}

#[test]
fn every_key_of_every_file_can_be_set_and_taken_out() {
    for (path, kind, text) in FILES.iter() {
        let old = kind.read(text).expect("a plan file");
        for ((_, at), samples) in
            SEEN.iter().filter(|((other, at), _)| other == kind && at.matches(['.', '[']).count() == 1)
        {
            let key = at.trim_start_matches('.');
            let without: Entries = old.iter().filter(|(name, _)| name != key).cloned().collect();
            let with = samples.last().map(|sample| without.iter().cloned().chain([(key.to_owned(), sample.clone())]));
            for new in [Some(without.clone()), with.map(Iterator::collect)].into_iter().flatten() {
                let new = said(*kind, new).unwrap_or_else(|| panic!("{key} of {}", path.display()));
                check(*kind, text, &old, &new).unwrap_or_else(|error| panic!("{key} of {}: {error}", path.display()));
            }
        }
    }
}
