//! The plans of a folder of this repository in memory, what is said of them, and what damage may change in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use vawg::diagnostic::{Diagnostic, RuleName, Severity};
use vawg::model::{Date, Judge, Plain, Plan, Portfolio};
use vawg::query::{Filter, Selection};
use vawg::render::json::{self, ActionJson};
use vawg::rules::verdict::{Baseline, verdict};
use vawg::store::{self, Root, Snapshot, Stored};
use walkdir::WalkDir;

use crate::damage::Damage;

/// The files of a folder of plans, by their paths from it.
pub(crate) struct Plans {
    files: BTreeMap<String, Vec<u8>>,
}

/// All that is said of some plans.
pub(crate) struct Answer {
    /// What `list` says of each action in JSON, by its file.
    pub actions: BTreeMap<String, String>,
    /// What was wrong when the files were read.
    pub problems: Vec<Diagnostic>,
    /// How many plan files there are.
    pub files: usize,
    /// Whether `check` ends with status 1.
    pub has_errors: bool,
    pub portfolio: Portfolio,
}

/// What an action has from the objectives and the theme above it, and what follows from that.
const INHERITED: [&str; 7] = ["lead", "support", "deadline", "rating", "reason", "overdue_days", "flags"];

/// What follows from the day on which the plan is judged, and from how it rates.
const JUDGED: [&str; 9] =
    ["as_of", "deadline", "status", "rating", "reported", "reason", "overdue_days", "flags", "updates"];

impl Plans {
    /// The plan files of a folder of this repository.
    pub(crate) fn of(folder: &str) -> Self {
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = WalkDir::new(&home).into_iter().map(|entry| entry.expect("a file of the repository"));
        let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
        let files = files.map(|entry| {
            let path = entry.path().strip_prefix(&home).expect("a path below it").to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).expect("a plan file"))
        });
        Self { files: files.collect() }
    }

    /// Each plan of the folder alone.
    pub(crate) fn each(self) -> Vec<Self> {
        let mut plans: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
        for (name, bytes) in self.files {
            let plan = name.split('/').next().unwrap_or_default().to_owned();
            plans.entry(plan).or_default().insert(name, bytes);
        }
        plans.into_values().map(|files| Self { files }).collect()
    }

    /// The files, by their paths.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        self.files.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is said of the plans on the day for which the example was written, with other bytes in these files.
    pub(crate) fn answer(&self, changed: &[(&str, &[u8])]) -> Answer {
        let bytes_of = |name: &str, bytes: &Vec<u8>| {
            changed.iter().find(|(other, _)| *other == name).map_or_else(|| bytes.clone(), |(_, bytes)| bytes.to_vec())
        };
        let files = self.files.iter().map(|(name, bytes)| (name.clone(), Stored::File(bytes_of(name, bytes))));
        let root = Root::new(Path::new("plans")).at(Arc::new(Snapshot::new(files)));
        let loaded = store::load(&root).expect("a folder in memory can be listed");
        let judge = Judge { today: Date::new(2026, 6, 30).expect("a day"), as_of: None };
        let selection = Selection::of(&loaded.portfolio, judge, &Filter::default(), |_| true);
        let actions = selection.judged.iter().map(|judged| {
            let mut text = Vec::new();
            json::write(&mut text, &ActionJson::of(judged, str::to_owned)).expect("a vector takes everything");
            (judged.located.file(), String::from_utf8(text).expect("JSON is UTF-8"))
        });
        let actions = actions.collect();
        let everything = None::<&fn(&str) -> bool>;
        let checked = verdict(&loaded.portfolio, loaded.problems.clone(), judge, Baseline::Heeded, everything);
        Answer {
            actions,
            problems: loaded.problems,
            files: loaded.files,
            has_errors: checked.summary.errors > 0,
            portfolio: loaded.portfolio,
        }
    }

    /// Puts other bytes into a file: it is accounted for, and what is said of the others stays as it was.
    pub(crate) fn assert_only_its_own(&self, sound: &Answer, name: &str, bytes: &[u8], damage: &Damage) {
        let found = self.answer(&[(name, bytes)]);
        assert_eq!(found.files, sound.files, "{name}, {damage:?}");
        self.assert_accounted(sound, &found, name, bytes, damage);
        let elsewhere: Vec<_> = found.problems.iter().filter(|problem| problem.place.file != name).collect();
        assert!(elsewhere.is_empty(), "{name}, {damage:?}: {elsewhere:?}");
        for (file, was) in sound.actions.iter().filter(|(file, _)| *file != name) {
            let is = found.actions.get(file).unwrap_or_else(|| panic!("{name}, {damage:?}: {file} is gone"));
            if is != was {
                let may = may_change(name, file, [sound, &found]);
                let differs: Vec<_> =
                    differing(was, is).into_iter().filter(|key| !may.contains(key.as_str())).collect();
                assert!(differs.is_empty(), "{name}, {damage:?}: {file} has other {differs:?}:\n{was}{is}");
            }
        }
        let more: Vec<_> = found.actions.keys().filter(|file| !sound.actions.contains_key(*file)).collect();
        assert!(more.is_empty(), "{name}, {damage:?}: {more:?}");
    }

    /// A file is in the answer, or in a problem with which `check` fails; what it says otherwise shows.
    fn assert_accounted(&self, sound: &Answer, found: &Answer, name: &str, bytes: &[u8], damage: &Damage) {
        let problems: Vec<_> = found.problems.iter().filter(|problem| problem.place.file == name).collect();
        let is_error = problems.iter().any(|problem| problem.severity == Severity::Error);
        let said = said(&found.portfolio, name);
        let seen = said.as_ref().is_some_and(|said| Some(said) != self::said(&sound.portfolio, name).as_ref());
        assert!(said.is_some() || is_error, "{name}, {damage:?}: in no answer");
        assert!(!is_error || found.has_errors, "{name}, {damage:?}: {problems:?}, and yet `check` is content");
        assert_eq!(said.is_some() && is_action(name), found.actions.contains_key(name), "{name}, {damage:?}");
        // Somebody else says whether it is TOML, and whether it still says the same.
        match (table(bytes), table(self.bytes(name))) {
            (None, _) => assert!(is_error && said.is_none(), "{name}, {damage:?}: no TOML, and {said:?}"),
            (Some(is), was) if Some(&is) == was.as_ref() => {
                // What hides in a comment is no value, and yet a problem.
                let hides = |problem: &&Diagnostic| problem.rule == RuleName::CONTROL_CHARACTER;
                assert!(!seen && problems.iter().all(hides), "{name}, {damage:?}: it says the same: {problems:?}");
            }
            // `Ongoing` is `ongoing`, and `6 week` is `6 weeks`.
            (Some(is), Some(was)) if folded(&is) == folded(&was) => {}
            (Some(_), _) => assert!(seen || !problems.is_empty(), "{name}, {damage:?}: what has changed does not show"),
        }
    }
}

fn table(bytes: &[u8]) -> Option<toml::Table> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.strip_prefix('\u{feff}').unwrap_or(text).parse().ok()
}

/// What a file says, without the ways in which words may be written.
fn folded(table: &toml::Table) -> String {
    format!("{table:?}").to_lowercase().split_whitespace().map(|word| word.replace("s\"", "\"")).collect()
}

fn is_action(name: &str) -> bool {
    let own = ["plan.toml", "theme.toml", "objective.toml", "parties.toml", "baseline.toml"];
    !own.iter().any(|own| name.rsplit('/').next() == Some(own))
}

/// What was read from a file; nothing where it could not be.
fn said(portfolio: &Portfolio, name: &str) -> Option<String> {
    let plan = plan_of(portfolio, name)?;
    if plan.unread.contains(name) {
        return None;
    }
    let value = match name.rsplit('/').next()? {
        "plan.toml" => Plain::of(&plan.settings),
        "parties.toml" => Plain::of(&plan.parties),
        "baseline.toml" => Plain::of(&plan.known),
        "theme.toml" => plan.themes.iter().find(|it| is_below(name, &plan.theme_folder(it))).and_then(Plain::of),
        "objective.toml" => {
            let its_own = |folder: String| name.strip_prefix(&folder) == Some("/objective.toml");
            plan.objectives.iter().find(|it| its_own(plan.objective_folder(it))).and_then(Plain::of)
        }
        _ => plan.actions.iter().find(|it| plan.action_file(it) == name).and_then(Plain::of),
    };
    value.map(|value| format!("{value:?}"))
}

fn plan_of<'p>(portfolio: &'p Portfolio, name: &str) -> Option<&'p Plan> {
    portfolio.plan(name.split('/').next()?)
}

fn is_below(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// What damage to a file may change in the answer of another: what that has from it, and nothing else.
fn may_change(damaged: &str, file: &str, answers: [&Answer; 2]) -> BTreeSet<&'static str> {
    let (folder, own) = damaged.rsplit_once('/').unwrap_or_default();
    match own {
        "theme.toml" | "objective.toml" if is_below(file, folder) => INHERITED.into(),
        "plan.toml" if is_below(file, folder) => JUDGED.into(),
        "theme.toml" | "objective.toml" | "plan.toml" | "parties.toml" | "baseline.toml" => BTreeSet::new(),
        _ => {
            let mut may = BTreeSet::new();
            for answer in answers {
                let action = |file: &str| answer.portfolio.actions().find(|located| located.file() == file);
                let waits = action(file).is_some_and(|it| leans_on(&it.action.depends_on, damaged));
                let goes_on = action(damaged).is_some_and(|it| leans_on(&it.action.carried_from, file));
                may.extend(waits.then_some("flags").into_iter().chain(goes_on.then_some("reason")));
            }
            may
        }
    }
}

/// Whether one of these references is the name of a file.
fn leans_on<'r, R: ToString + 'r>(references: impl IntoIterator<Item = &'r R>, file: &str) -> bool {
    let name = file.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
    references.into_iter().any(|it| it.to_string().rsplit(':').next().is_some_and(|it| it.eq_ignore_ascii_case(name)))
}

/// The keys in which two objects differ.
fn differing(was: &str, is: &str) -> BTreeSet<String> {
    let read = |text: &str| serde_json::from_str::<BTreeMap<String, Value>>(text).expect("JSON");
    let (was, is) = (read(was), read(is));
    was.keys().chain(is.keys()).filter(|key| was.get(*key) != is.get(*key)).cloned().collect()
}
