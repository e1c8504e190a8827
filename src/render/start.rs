//! What setting up says: the plan that was started, the kinds of plan file, the schemas that were written.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use super::style::{bold, columns, dim, visible};
use crate::store::Root;
use crate::store::schema::Kind;
use crate::store::start::{Beside, Started};
use crate::ui::Look;

/// The column at which what a file is stands.
const MEANINGS: usize = 40;

/// A plan that was started, as seen from a folder, and what to type next.
#[must_use]
pub fn started(started: &Started, here: &Path, look: Look) -> String {
    let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
    let plans = seen_from(&started.plans, &here);
    let mut text = format!("{}\n\n", bold(&format!("A new plan: {}", visible(&started.title)), look));
    line(&mut text, &format!("{plans}/{}/", started.name), "", look);
    for (path, what) in &started.files {
        line(&mut text, &format!("  {path}"), what, look);
    }
    text.push('\n');
    for beside in &started.beside {
        if let Beside::Written { path, what } = beside {
            let end = if path.is_dir() { "/" } else { "" };
            line(&mut text, &(seen_from(path, &here) + end), what, look);
        }
    }
    text.push_str(&started.beside.iter().map(|beside| note(beside, &here)).collect::<String>());
    text.push_str(&next(started, &plans, &here, look));
    text
}

/// The kinds of plan file, each with what it holds.
#[must_use]
pub fn kinds(look: Look) -> String {
    let width = look.columns().clamp(40, 100);
    let mut text = String::new();
    for kind in Kind::ALL {
        let lines = broken(&kind.summary(), width - NAMES);
        let mut name = kind.name;
        for line in lines {
            let _ = writeln!(text, "{}{line}", bold(&format!("{name:NAMES$}"), look));
            name = "";
        }
    }
    text.push_str("\n`vawg schema action` prints the schema of actions; `--dir DIR` writes them all.\n");
    text
}

/// The schemas that were written.
#[must_use]
pub fn schemas(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| format!("{}\n", visible(&path.to_string_lossy()))).collect()
}

/// The column at which the summaries of kinds start.
const NAMES: usize = 11;

fn line(text: &mut String, path: &str, what: &str, look: Look) {
    let path = format!("  {}", visible(path));
    let _ = match what {
        "" => writeln!(text, "{path}"),
        what => writeln!(text, "{path:MEANINGS$} {}", dim(what, look)),
    };
}

/// What was left as it is, and what to do about it.
fn note(beside: &Beside, here: &Path) -> String {
    match beside {
        Beside::Written { .. } | Beside::Fine => String::new(),
        Beside::OtherSchemas { path } => {
            let path = seen_from(path, here);
            format!("  {path}/ was there, from another version; to renew it: `vawg schema --dir {}`\n", word(&path))
        }
        Beside::OtherEditor { path, lines } => {
            let path = seen_from(path, here);
            let lines = visible(lines);
            format!("\n{path} was there and is as it was. For help in editors, add these lines to it:\n\n{lines}\n")
        }
        Beside::LinkedIgnore { path, line } => {
            format!("  {} is a link, and is as it was: add the line `{line}` to it\n", seen_from(path, here))
        }
    }
}

fn next(started: &Started, plans: &str, here: &Path, look: Look) -> String {
    let found = Root::above(here).is_ok_and(|root| root.folder().canonicalize().is_ok_and(|it| it == started.plans));
    let named = if found { String::new() } else { format!(" --plans {}", word(plans)) };
    let name = &started.name;
    let mut text = format!(
        "\n\
         Open the files in an editor, put your own words in the place of those that\n\
         stand there, and delete the `#` before each key that you want. Then type:\n\n"
    );
    line(&mut text, &format!("vawg check{named}"), "what is missing or wrong", look);
    line(&mut text, &format!("vawg status{named} --plan {name}"), "red, amber, green", look);
    line(&mut text, &format!("vawg show{named} {name}:1.1"), "one action, and why it is rated so", look);
    text
}

/// A path from a folder, upwards where it has to, with `/`.
fn seen_from(path: &Path, here: &Path) -> String {
    let parts = |path: &'_ Path| path.components().map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let (to, from) = (parts(path), parts(here));
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir.as_os_str().to_owned(), from.len() - shared);
    let seen: PathBuf = up.chain(to.into_iter().skip(shared)).collect();
    visible(&seen.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")).into_owned()
}

/// A text as one word of a command line.
fn word(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || "/._-+,@%".contains(c));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// A text as lines of at most so many columns, broken between words.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last().map_or(0, |line| columns(line));
        if line > 0 && line + 1 + columns(word) > width {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}
