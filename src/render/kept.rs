//! What was kept from the public, in lines for those who keep the plan.

use super::style::one_line;
use crate::model::counted;
use crate::report::public::Kept;
use crate::report::words::shortened;

/// A line for each text, then the actions and the leads that are not shown. `shown` is how a file is named to people.
#[must_use]
pub fn lines(kept: &[Kept], shown: impl Fn(&str) -> String) -> Vec<String> {
    let (mut lines, mut actions, mut leads) = (Vec::new(), Vec::new(), Vec::new());
    for one in kept {
        match one {
            Kept::Text { file, key, holds } => {
                let file = shown(file);
                lines.push(format!("warning: {file}: `{key}` holds {}; the report says `[removed]`", one_line(holds)));
            }
            Kept::InReport { holds } => {
                lines.push(format!("warning: a text of the report holds {}; it says `[removed]`", one_line(holds)));
            }
            Kept::Lead { name, .. } => leads.extend(not_yet(&leads, format!("`{}`", one_line(name)))),
            Kept::Action { plan, reference } => actions.push(format!("{plan}:{reference}")),
        }
    }
    if !actions.is_empty() {
        let count = counted(actions.len(), "action");
        lines.push(format!("note: {count} with `public = false` left out: {}", in_a_row(&actions)));
    }
    if !leads.is_empty() {
        let count = counted(leads.len(), "lead");
        lines.push(format!("note: {count} not shown: {}", in_a_row(&leads)));
        lines.push("help: a lead is shown where parties.toml says that it is a post, group or organisation".to_owned());
    }
    lines
}

/// The text, where the list has not got it.
fn not_yet(list: &[String], text: String) -> Option<String> {
    (!list.contains(&text)).then_some(text)
}

/// Some of them, where they are many.
fn in_a_row(texts: &[String]) -> String {
    shortened(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}
