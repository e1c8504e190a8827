//! Answers in the lines of an e-mail, quoted or not: after a code come headings, and after each heading its answer.

use super::answers::{Entry, Found, Words};
use crate::document::form::{CODE, Question};

/// What ends the answers about an action besides the code of the next.
const ENDS: [&str; 4] = ["===", "-- ", "________", "-----Original"];

/// What the lines of a text answer.
pub(super) fn of(text: &str) -> Found {
    let mut found = Found::default();
    let mut entry: Option<Entry> = None;
    let mut open_code: Option<(usize, String)> = None;
    for (line, number) in text.lines().map(unquoted).zip(1..) {
        if let Some((at, code)) = open_code.take() {
            found.entries.extend(entry.replace(begun(at, &(code + line.trim()))));
            continue;
        }
        let trimmed = line.trim();
        if let Some(code) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_prefix(CODE)) {
            if trimmed.contains(']') {
                found.entries.extend(entry.replace(begun(number, code)));
            } else {
                open_code = Some((number, code.to_owned()));
            }
        } else if ENDS.iter().any(|end| line.starts_with(end)) || trimmed == "--" {
            found.entries.extend(entry.take());
        } else if let Some(entry) = &mut entry {
            answer(entry, line);
        }
    }
    found.entries.extend(entry);
    found
}

/// The entry of a code, with nothing answered yet.
fn begun(line: usize, code: &str) -> Entry {
    let code = code.split(']').next().unwrap_or_default().trim().to_owned();
    Entry { at: format!("line {line}"), code, ..Entry::default() }
}

/// Takes up a line: the beginning of an answer, or more of the one before.
fn answer(entry: &mut Entry, line: &str) {
    let begins = Question::ALL.iter().find_map(|question| {
        let (heading, rest) = line.trim_start().split_once(':')?;
        let is_it = heading.trim().eq_ignore_ascii_case(question.heading());
        is_it.then(|| (*question, rest.trim().to_owned()))
    });
    match begins {
        Some((question, text)) => entry.answers.push((question, Words { text, native: None })),
        None => {
            if let Some((_, words)) = entry.answers.last_mut() {
                words.text.push('\n');
                words.text.push_str(line.trim_end());
            }
        }
    }
}

/// A line without the marks by which mail programs quote it.
fn unquoted(line: &str) -> &str {
    let mut line = line.trim_end_matches('\r');
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}
