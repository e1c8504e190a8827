//! Properties of merging, over every action of this repository and many pairs of edits: what merges says what both
//! sides wanted, what does not is a conflict that holds both, and nothing is lost.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Ending, Merged, Versions, merge};
use crate::model::{Action, Cost, Date, Deadline, Level, Money, Period, Plain, Rag, Update};
use crate::store::{change_text, toml};

/// The text of every action of this repository.
static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = ["plans", "examples"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let others = ["plan.toml", "theme.toml", "objective.toml", "parties.toml", "baseline.toml"];
    let is_action = |name: &str| name.strip_suffix(".toml").is_some() && !others.contains(&name);
    let entries = walk.map(|entry| entry.expect("a file of the repository"));
    let actions = entries.filter(|entry| is_action(&entry.file_name().to_string_lossy()));
    actions.map(|entry| std::fs::read_to_string(entry.path()).expect("a text")).collect()
});

/// Something that a person does to an action.
#[derive(Debug, Clone)]
enum Edit {
    Lead(u8),
    NoLead,
    Deadline(u8),
    Confidence(Level),
    NoResources,
    Support(u8),
    LessSupport(Index),
    Tag(u8),
    Cost(u8),
    Amount(Index, u8),
    Update(u8, u8),
    Note(Index, u8),
    Rag(Index, Rag),
    LessUpdates(Index),
    AsWritten(u8),
    /// A line of comment above a key or header.
    Comment(Index, u8),
    /// A comment behind a value.
    Remark(Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = any::<Index>;
    let few = 0..4_u8;
    let level = prop::sample::select(vec![Level::Low, Level::High]);
    let rag = prop::sample::select(vec![Rag::Red, Rag::Green]);
    prop_oneof![
        1 => few.clone().prop_map(Edit::Lead),
        1 => Just(Edit::NoLead),
        1 => few.clone().prop_map(Edit::Deadline),
        1 => level.prop_map(Edit::Confidence),
        1 => Just(Edit::NoResources),
        2 => few.clone().prop_map(Edit::Support),
        1 => place().prop_map(Edit::LessSupport),
        1 => few.clone().prop_map(Edit::Tag),
        2 => few.clone().prop_map(Edit::Cost),
        1 => (place(), few.clone()).prop_map(|(place, amount)| Edit::Amount(place, amount)),
        4 => (few.clone(), few.clone()).prop_map(|(day, note)| Edit::Update(day, note)),
        2 => (place(), few.clone()).prop_map(|(place, note)| Edit::Note(place, note)),
        1 => (place(), rag).prop_map(|(place, rag)| Edit::Rag(place, rag)),
        1 => place().prop_map(Edit::LessUpdates),
        1 => few.clone().prop_map(Edit::AsWritten),
        3 => (place(), few.clone()).prop_map(|(place, text)| Edit::Comment(place, text)),
        2 => (place(), few).prop_map(|(place, text)| Edit::Remark(place, text)),
    ]
}

impl Edit {
    /// The text after the edit; as it was where there is nothing to edit.
    fn on(&self, text: &str) -> String {
        match self {
            Self::Comment(place, number) => on_key_line(text, *place, |line| format!("# Comment {number}.\n{line}")),
            Self::Remark(place, number) => {
                on_key_line(text, *place, |line| line.replace('\n', &format!(" # remark {number}\n")))
            }
            _ => change_text(text, |action| self.change(action)).expect("an action can be changed"),
        }
    }

    fn change(&self, action: &mut Action) {
        match *self {
            Self::Lead(number) => action.lead = Some(format!("Lead {number}")),
            Self::NoLead => action.lead = None,
            Self::Deadline(number) => action.deadline = Some(Deadline::By(Period::Day(day(number)))),
            Self::Confidence(level) => action.confidence = Some(level),
            Self::NoResources => action.resources = None,
            Self::Support(number) => add(&mut action.support, format!("Party {number}")),
            Self::LessSupport(place) => take(&mut action.support, place),
            Self::Tag(number) => add(&mut action.tags, format!("tag-{number}")),
            Self::Cost(number) => {
                let text = Some(format!("Cost {number}"));
                add(&mut action.costs, Cost { text, ..Cost::default() });
            }
            Self::Amount(place, number) => {
                on_one(&mut action.costs, place, |cost| cost.amount = Some(Money::from_pence(u64::from(number) * 100)));
            }
            Self::Update(date, note) => {
                let place = action.updates.partition_point(|update| update.date <= day(date));
                let note = Some(format!("Note {note}.\nIt has two lines."));
                let rag = Some(Rag::Amber);
                let date = day(date);
                let new = Update { date, by: None, status: None, rag, note, occurrence: None, deadline_was: None };
                action.updates.insert(place, new);
            }
            Self::Note(place, number) => {
                on_one(&mut action.updates, place, |update| update.note = Some(format!("Edited {number}")));
            }
            Self::Rag(place, rag) => on_one(&mut action.updates, place, |update| update.rag = Some(rag)),
            Self::LessUpdates(place) => take(&mut action.updates, place),
            Self::AsWritten(number) => {
                action.as_written.insert("lead".into(), format!("Words {number}"));
            }
            Self::Comment(..) | Self::Remark(..) => {}
        }
    }
}

fn day(number: u8) -> Date {
    Date::new(2012, 1 + u32::from(number), 15).expect("a day")
}

fn add<T: PartialEq>(list: &mut Vec<T>, new: T) {
    if !list.contains(&new) {
        list.push(new);
    }
}

fn take<T>(list: &mut Vec<T>, place: Index) {
    if !list.is_empty() {
        list.remove(place.index(list.len()));
    }
}

fn on_one<T>(list: &mut [T], place: Index, change: impl FnOnce(&mut T)) {
    if !list.is_empty() {
        change(&mut list[place.index(list.len())]);
    }
}

/// Changes a line that holds a header, or a key with the whole of its value.
fn on_key_line(text: &str, place: Index, change: impl FnOnce(&str) -> String) -> String {
    let tree = toml::parse(text).expect("TOML");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let is_whole = |line: &str| line.starts_with('[') || toml::parse(line).is_ok() && line.contains(" = ");
    let quoted = format!("{tree:?}");
    let fits =
        |line: &&str| is_whole(line) && (line.starts_with('[') || !quoted.contains(&format!("\\n{}", line.trim())));
    let places: Vec<_> = lines.iter().enumerate().filter(|(_, line)| fits(line)).map(|(place, _)| place).collect();
    let chosen = places[place.index(places.len())];
    let lines = lines.into_iter().enumerate();
    let mut change = Some(change);
    lines
        .map(|(place, line)| match change.take_if(|_| place == chosen) {
            Some(change) => change(line),
            None => line.to_owned(),
        })
        .collect()
}

fn edited(text: &str, edits: &[Edit]) -> String {
    edits.iter().fold(text.to_owned(), |text, edit| edit.on(&text))
}

/// What the text of an action says; every part of it can be read.
fn read(text: &str) -> Vec<(String, Plain)> {
    let tree = toml::parse(text).unwrap_or_else(|error| panic!("not TOML: {}\n{text}", error.message));
    let toml::Reading::<Action> { value, faults, .. } = toml::read(&tree, false);
    assert!(faults.is_empty(), "{faults:?}\n{text}");
    match Plain::of(&value.expect("an action")) {
        Some(Plain::Table(entries)) => entries,
        other => panic!("an action is a table, not {other:?}"),
    }
}

fn merged(base: &str, ours: &str, theirs: &str) -> (String, Ending) {
    let versions = Versions { base: base.as_bytes(), ours: ours.as_bytes(), theirs: theirs.as_bytes() };
    let by_lines = Merged { bytes: b"merged by lines".to_vec(), ending: Ending::Conflict };
    let merged = merge(versions, by_lines, 7);
    (String::from_utf8(merged.bytes).expect("text in, text out"), merged.ending)
}

/// A merged text with one side of each conflict.
fn resolved(text: &str, ours: bool) -> String {
    let mut side = None;
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        match line {
            "<<<<<<< ours\n" => side = Some(true),
            "=======\n" => side = Some(false),
            ">>>>>>> theirs\n" => side = None,
            _ if side.is_none_or(|side| side == ours) => kept += line,
            _ => {}
        }
    }
    kept
}

fn get<'p>(entries: &'p [(String, Plain)], key: &str) -> Option<&'p Plain> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// The entries of a list, or of a table as pairs, in an order of their own.
fn sorted(value: Option<&Plain>) -> Vec<String> {
    let mut entries: Vec<_> = match value {
        Some(Plain::List(list)) => list.iter().map(|entry| format!("{entry:?}")).collect(),
        Some(other) => vec![format!("{other:?}")],
        None => Vec::new(),
    };
    entries.sort();
    entries
}

fn count(list: &[String], entry: &String) -> usize {
    list.iter().filter(|other| *other == entry).count()
}

/// Whether a clean merge says what both sides wanted; judged without any of the code that merges.
fn says_both(
    base: &[(String, Plain)],
    ours: &[(String, Plain)],
    theirs: &[(String, Plain)],
    merged: &[(String, Plain)],
) {
    let keys = [base, ours, theirs, merged].into_iter().flatten().map(|(key, _)| key.as_str());
    for key in keys {
        let [base, ours, theirs, merged] = [base, ours, theirs, merged].map(|entries| get(entries, key));
        if ours == theirs || theirs == base {
            assert_eq!(merged, ours, "{key}");
        } else if ours == base {
            assert_eq!(merged, theirs, "{key}");
        } else {
            let [base, ours, theirs, merged] = [base, ours, theirs, merged].map(sorted);
            if matches!(key, "update" | "cost") {
                // An entry that a side edited may have been edited by the other, too.
                assert!(merged.len() >= ours.len().min(theirs.len()).min(base.len()).saturating_sub(4), "{key}");
            } else {
                for entry in ours.iter().chain(&theirs).chain(&merged).chain(&base) {
                    let [base, ours, theirs, merged] = [&base, &ours, &theirs, &merged].map(|list| count(list, entry));
                    let wanted = if ours == base || ours == theirs { theirs } else { ours };
                    assert_eq!(merged, wanted, "{key}: {entry}");
                }
            }
        }
    }
}

/// Whether every update and cost that a side added stands in the result, and everything that it edited in one.
fn nothing_is_lost(base: &str, side: &str, result: &str) {
    for key in ["update", "cost"] {
        let [base, side, result] = [base, side, result].map(|text| tables(get(&read(text), key)));
        let is_in = |tables: &[Entries], pair: &(String, Plain)| tables.iter().any(|table| table.contains(pair));
        for entry in side.iter().filter(|entry| !base.contains(entry)) {
            let is_new = entry.iter().all(|pair| !is_in(&base, pair));
            let is_whole = |kept: &Entries| entry.iter().all(|pair| kept.contains(pair));
            assert!(!is_new || result.iter().any(is_whole), "{key} {entry:?}\n{result:#?}");
            for pair in entry.iter().filter(|pair| !is_in(&base, pair)) {
                assert!(is_in(&result, pair), "{key} {pair:?}\n{result:#?}");
            }
        }
    }
}

type Entries = Vec<(String, Plain)>;

fn tables(list: Option<&Plain>) -> Vec<Entries> {
    let Some(Plain::List(list)) = list else { return Vec::new() };
    list.iter().map(|entry| if let Plain::Table(entries) = entry { entries.clone() } else { Vec::new() }).collect()
}

fn comments_of_both_stay(base: &str, ours: &str, theirs: &str, result: &[String]) {
    let kept: Vec<_> = result.iter().flat_map(|text| toml::comments(text)).collect();
    let [base, ours, theirs] = [base, ours, theirs].map(toml::comments);
    for comment in ours.iter().chain(&theirs) {
        let is_due = !base.contains(comment) || ours.contains(comment) && theirs.contains(comment);
        assert!(!is_due || kept.iter().any(|kept| kept.contains(comment)), "{comment} is lost");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_merges_says_both_and_what_does_not_holds_both(
        file in any::<Index>(),
        before in prop::collection::vec(edit(), 0..3),
        our_edits in prop::collection::vec(edit(), 1..4),
        their_edits in prop::collection::vec(edit(), 1..4),
    ) {
        let base = edited(file.get::<String>(FILES.as_slice()), &before);
        let (ours, theirs) = (edited(&base, &our_edits), edited(&base, &their_edits));
        let (text, ending) = merged(&base, &ours, &theirs);
        prop_assert_ne!(&text, "merged by lines");
        let (mirrored, mirrored_ending) = merged(&base, &theirs, &ours);
        prop_assert_eq!(ending, mirrored_ending, "{}\n{}", text, mirrored);
        let sides = [resolved(&text, true), resolved(&text, false)];
        comments_of_both_stay(&base, &ours, &theirs, &sides);
        nothing_is_lost(&base, &ours, &sides[0]);
        nothing_is_lost(&base, &theirs, &sides[1]);
        for (side, mirror) in [(true, false), (false, true)] {
            let (one, other) = (read(&resolved(&text, side)), read(&resolved(&mirrored, mirror)));
            for (key, value) in &one {
                prop_assert_eq!(sorted(Some(value)), sorted(get(&other, key)), "{}", key);
            }
            prop_assert_eq!(one.len(), other.len());
        }
        match ending {
            Ending::Clean => says_both(&read(&base), &read(&ours), &read(&theirs), &read(&text)),
            Ending::Conflict => prop_assert!(text.contains("<<<<<<< ours\n")),
        }
    }

    #[test]
    fn a_side_that_changed_nothing_leaves_the_other_as_it_is(
        file in any::<Index>(),
        edits in prop::collection::vec(edit(), 0..4),
    ) {
        let base = file.get(FILES.as_slice());
        let changed = edited(base, &edits);
        for (ours, theirs) in [(base, &changed), (&changed, base), (&changed, &changed)] {
            prop_assert_eq!(merged(base, ours, theirs), (changed.clone(), Ending::Clean));
        }
        let texts = |ours: &str, theirs: &str| super::Texts {
            base: base.clone(), ours: ours.into(), theirs: theirs.into(), line_end: "\n", has_mark: false, has_last_end: true,
        };
        for texts in [texts(base, &changed), texts(&changed, base)] {
            let by_keys = super::by_keys(&texts, 7).expect("plan files have pieces");
            prop_assert_eq!(String::from_utf8(by_keys.bytes).expect("text"), changed.clone());
        }
    }

    #[test]
    fn whatever_the_texts_are_nothing_is_lost(
        file in any::<Index>(),
        our_cuts in prop::collection::vec(cut(), 1..4),
        their_cuts in prop::collection::vec(cut(), 1..4),
    ) {
        let base = file.get::<String>(FILES.as_slice());
        let (ours, theirs) = (mangled(base, &our_cuts), mangled(base, &their_cuts));
        let (text, ending) = merged(base, &ours, &theirs);
        if text == "merged by lines" {
            return Ok(());
        }
        let text = text.replace("\r\n", "\n");
        let sides = [resolved(&text, true), resolved(&text, false)];
        prop_assert!(ending == Ending::Conflict || sides[0] == sides[1]);
        if ours == *base || theirs == *base || ours == theirs {
            return Ok(());
        }
        comments_of_both_stay(base, &ours, &theirs, &sides);
        let is_value = |line: &&str| line.contains(" = ") && !base.contains(*line);
        for (version, side) in [(&ours, &sides[0]), (&theirs, &sides[1])] {
            for line in version.lines().filter(is_value) {
                let value = line.split_once(" = ").map_or(line, |(_, value)| value.split(" #").next().unwrap_or(value));
                let is_list = value.starts_with('[');
                prop_assert!(is_list || side.contains(value.trim()), "{}\n{}", line, text);
            }
        }
    }
}

/// Something that happens to the lines of a text without regard to what they say.
#[derive(Debug, Clone)]
enum Cut {
    Without(Index),
    Twice(Index),
    Moved(Index, Index),
    With(Index, &'static str),
    Windows,
    Unended,
}

fn cut() -> impl Strategy<Value = Cut> {
    let lines = vec![
        "# A comment.\n",
        "\n",
        "lead = \"New\"\n",
        "[[risk]]\ntext = \"New\"\n",
        "[as_written]\n",
        "tags = [\n  \"a\", # why\n]\n",
        "source.kind = \"New\"\n",
        "note = '''\n# No comment\nNew'''\n",
        "\"quoted # key\" = 1 # remark\n",
        "mystery = { a = 1 }\n",
    ];
    let place = any::<Index>;
    prop_oneof![
        2 => place().prop_map(Cut::Without),
        1 => place().prop_map(Cut::Twice),
        1 => (place(), place()).prop_map(|(from, to)| Cut::Moved(from, to)),
        4 => (place(), prop::sample::select(lines)).prop_map(|(place, line)| Cut::With(place, line)),
        1 => Just(Cut::Windows),
        1 => Just(Cut::Unended),
    ]
}

fn mangled(text: &str, cuts: &[Cut]) -> String {
    let mut text = text.to_owned();
    for cut in cuts {
        let mut lines: Vec<_> = text.split_inclusive('\n').map(str::to_owned).collect();
        let count = lines.len();
        match cut {
            Cut::With(place, line) => lines.insert(place.index(count + 1), (*line).to_owned()),
            Cut::Windows => lines = vec![lines.concat().replace("\r\n", "\n").replace('\n', "\r\n")],
            Cut::Unended => lines = vec![lines.concat().trim_end().to_owned()],
            _ if count == 0 => {}
            Cut::Without(place) => _ = lines.remove(place.index(count)),
            Cut::Twice(place) => lines.insert(place.index(count), lines[place.index(count)].clone()),
            Cut::Moved(from, to) => {
                let line = lines.remove(from.index(count));
                lines.insert(to.index(count), line);
            }
        }
        text = lines.concat();
    }
    text
}
