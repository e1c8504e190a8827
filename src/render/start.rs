//! What setting up says: the plan that was started, and the kinds of plan file.

use std::fmt::Write as _;

use super::prose::{hanging, wrapped};
use super::style::{bold, dim, visible};
use crate::ui::Look;

/// A plan that was started, with paths as people see them.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    pub name: &'a str,
    pub title: &'a str,
    /// The plans folder.
    pub plans: &'a str,
    /// The plans folder where commands have to be told it.
    pub to_name: Option<&'a str>,
    pub record: Record,
    /// The files of the plan: the path from its folder, and what the file is.
    pub files: &'a [(String, &'static str)],
    /// What was written beside the plan, and what it is for.
    pub beside: &'a [(String, &'static str)],
    /// What was left as it is, and what to do about it.
    pub notes: &'a [String],
    /// What else the command can do: how it goes on, and what that does.
    pub offers: &'a [(&'a str, &'a str)],
}

/// Whether git keeps the folder already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    There,
    Missing,
}

/// What was made for a new plan, and what to type next.
#[must_use]
pub fn started(setup: Setup<'_>, look: Look) -> String {
    let mut text = format!("{}\n\n", bold(&format!("A new plan: {}", visible(setup.title)), look));
    line(&mut text, &format!("{}/{}/", setup.plans, setup.name), "", look);
    for (path, what) in setup.files {
        line(&mut text, &format!("  {path}"), what, look);
    }
    text.push_str(if setup.beside.is_empty() { "" } else { "\n" });
    beside(&mut text, setup.beside, setup.notes, look);
    next(&mut text, setup, look);
    text
}

/// What was made beside plans that were there: the files with what each is for, and what else there is to say.
#[must_use]
pub fn added(files: &[(String, &'static str)], notes: &[String], look: Look) -> String {
    let mut text = String::new();
    beside(&mut text, files, notes, look);
    if text.is_empty() {
        text.push_str("nothing to do: all of it was there\n");
    }
    text.trim_start_matches('\n').to_owned()
}

/// The kinds of plan file: the name of each with what such a file holds.
#[must_use]
pub fn kinds(kinds: &[(&str, String)], look: Look) -> String {
    const NAMES: usize = 11;
    let width = look.columns().clamp(40, 100).saturating_sub(NAMES);
    let lines =
        |(name, summary): &(&str, String)| hanging(&bold(&format!("{name:NAMES$}"), look), &wrapped(summary, width));
    let mut text: String = kinds.iter().map(lines).collect();
    text.push_str("\n`vawg schema action` prints the schema of actions; `--dir DIR` writes them all.\n");
    text
}

fn beside(text: &mut String, files: &[(String, &'static str)], notes: &[String], look: Look) {
    for (path, what) in files {
        line(text, path, what, look);
    }
    for note in notes {
        let _ = write!(text, "\nnote: {}\n", visible(note).trim_end());
    }
}

/// What to do now.
fn next(text: &mut String, setup: Setup<'_>, look: Look) {
    let plans = setup.to_name.map(|plans| format!(" --plans {}", word(plans))).unwrap_or_default();
    let name = setup.name;
    text.push_str(
        "\n\
         Open the files in an editor, put your own words in the place of those that\n\
         stand there, and delete the `#` before each key that you want. Then type:\n\n",
    );
    if setup.to_name.is_none() {
        match setup.record {
            Record::There => {}
            Record::Missing => line(text, "git init", "the record of who changes what", look),
        }
        line(text, "git add .", "", look);
        line(text, "git commit -m \"A new plan\"", "from here on vawg makes the commits", look);
    }
    line(text, &format!("vawg check{plans}"), "what is missing or wrong", look);
    line(text, &format!("vawg show{plans} {name}:1.1"), "one action, and why it is rated so", look);
    line(text, &format!("vawg report progress{plans} -o progress.docx"), "for a meeting", look);
    line(text, "vawg help recipes", "more actions, meetings, leads, the year", look);
    for (arguments, what) in setup.offers {
        line(text, &format!("vawg init{plans} {arguments}"), what, look);
    }
}

/// A path or command, and what it is or does.
fn line(text: &mut String, path: &str, what: &str, look: Look) {
    const WIDTH: usize = 39;
    let path = format!("  {}", visible(path));
    let _ = match what {
        "" => writeln!(text, "{path}"),
        what => writeln!(text, "{path:WIDTH$}  {}", dim(what, look)),
    };
}

/// A text as one word of a command line.
fn word(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || "/._-+,@%".contains(c));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
