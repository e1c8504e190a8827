//! How much of a document an import gets right: `cargo bench --bench import -- FOLDER`.
//!
//! `keys/NAME.key.csv` holds what a person found in the document NAME of the folder: each action by its reference or the
//! start of its text, the start of its lead, its deadline (`recurs` for one that comes round). A document without a key
//! is counted without a score.

#![expect(clippy::print_stdout, reason = "the score is what it is run for")]

use std::path::{Path, PathBuf};

use vawg::import::{Draft, Hints, Wish, audit, draft, read};
use vawg::model::{Action, Date};

/// What a person found.
struct Key {
    action: String,
    lead: String,
    deadline: String,
}

/// How many of how many are right.
#[derive(Clone, Copy, Default)]
struct Score(usize, usize);

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("cargo bench --bench import -- FOLDER-WITH-DOCUMENTS");
        return;
    };
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    println!("{:32} {:>9} {:>9} {:>9} {:>9} {:>6}", "document", "actions", "leads", "deadlines", "words lost", "ms");
    files.iter().filter(|file| !file.to_string_lossy().ends_with(".md")).for_each(|file| score(file));
}

fn score(file: &Path) {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Ok(bytes) = std::fs::read(file) else { return };
    let start = std::time::Instant::now();
    let story = match read(&name, &bytes) {
        Ok(story) => story,
        Err(error) => return println!("{name:32} {error}"),
    };
    let today = Date::new(2026, 6, 30).unwrap_or(Date::LAST);
    let found = draft(&story, &Wish { name: "plan".to_owned(), hints: Hints::default(), day: None, today });
    let took = start.elapsed().as_millis();
    let lost: usize = audit::lost(&found, &story).iter().map(|lost| lost.words.len()).sum();
    let Some(keys) = keys(&name) else {
        return println!("{name:32} {:>9} {:>9} {:>9} {lost:>9} {took:>6}", found.plan.actions.len(), "-", "-");
    };
    let [mut actions, mut leads, mut deadlines] = [Score::default(); 3];
    for key in &keys {
        let action = find(&found, key);
        actions.add(action.is_some());
        let lead = action.and_then(|action| action.lead.as_deref()).unwrap_or_default();
        leads.add(action.is_some() && is_start(lead, &key.lead));
        let deadline = action.map(deadline).unwrap_or_default();
        deadlines.add(action.is_some() && deadline == key.deadline);
        if action.is_none() || !is_start(lead, &key.lead) || deadline != key.deadline {
            println!("  {}: `{lead}` for `{}`, `{deadline}` for `{}`", key.action, key.lead, key.deadline);
        }
    }
    let more = found.plan.actions.len().saturating_sub(keys.len());
    println!("{name:32} {:>9} {:>9} {:>9} {lost:>9} {took:>6}", actions.shown(), leads.shown(), deadlines.shown());
    if more > 0 {
        println!("  {more} actions more than the key has");
    }
    for lost in audit::lost(&found, &story) {
        println!("  lost at {}: {}", lost.at, lost.words.join(" "));
    }
}

impl Score {
    fn add(&mut self, is_right: bool) {
        self.0 += usize::from(is_right);
        self.1 += 1;
    }

    fn shown(self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

fn keys(name: &str) -> Option<Vec<Key>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/import/keys").join(format!("{name}.key.csv"));
    let mut reader = csv::Reader::from_path(file).ok()?;
    let rows = reader.records().filter_map(Result::ok);
    Some(
        rows.map(|row| Key { action: row[0].to_owned(), lead: row[1].to_owned(), deadline: row[2].to_owned() })
            .collect(),
    )
}

fn find<'d>(draft: &'d Draft, key: &Key) -> Option<&'d Action> {
    let by_text =
        || draft.plan.actions.iter().find(|action| is_start(action.text.as_deref().unwrap_or_default(), &key.action));
    draft.plan.action(&key.action).or_else(by_text)
}

fn deadline(action: &Action) -> String {
    match (&action.deadline, &action.recurs) {
        (_, Some(_)) => "recurs".to_owned(),
        (Some(deadline), None) => deadline.to_string(),
        (None, None) => String::new(),
    }
}

/// Whether a text starts with another, but for letters and marks; nothing starts only with nothing.
fn is_start(text: &str, start: &str) -> bool {
    let bare = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if start.is_empty() { text.is_empty() } else { bare(text).starts_with(&bare(start)) }
}
