//! What stands below the arguments of a command in its help: prose, headings, examples and what is laid out by hand.

use std::fmt::Write as _;

use super::{Part, Term};

/// A piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// `Examples:`, without the colon.
    Heading(String),
    /// A paragraph.
    Text(String),
    Example(Example),
    /// Lines that stay as they are.
    Lines(String),
}

/// What somebody types, with what comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub line: String,
    /// Empty where the line speaks for itself.
    pub meaning: String,
}

/// The pieces of a help text: examples are indented and begin with the name of the program or of git.
#[must_use]
pub fn notes(text: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut is_new = true;
    for line in text.lines() {
        let (trimmed, is_indented) = (line.trim(), line.starts_with(' '));
        if let Some(example) = Example::in_line(line) {
            notes.push(Note::Example(example));
            is_new = false;
            continue;
        }
        match (notes.last_mut(), trimmed) {
            (_, "") => {}
            (Some(Note::Lines(lines)), _) if is_indented && !is_new => _ = write!(lines, "\n{line}"),
            _ if is_indented => notes.push(Note::Lines(line.to_owned())),
            (_, heading) if heading.ends_with(':') && heading.len() < 40 => {
                notes.push(Note::Heading(heading.trim_end_matches(':').to_owned()));
            }
            (Some(Note::Text(text)), more) if !is_new => _ = write!(text, " {more}"),
            (_, text) => notes.push(Note::Text(text.to_owned())),
        }
        is_new = trimmed.is_empty();
    }
    notes
}

impl Example {
    /// The example that a line of a help text is: indented, with its meaning behind two blanks or more.
    #[must_use]
    pub fn in_line(line: &str) -> Option<Self> {
        let is_command = |text: &str| {
            let (first, rest) = text.split_once('=').unwrap_or(("", text));
            let is_set = !first.is_empty() && first.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            text.starts_with("vawg ") || text.starts_with("git ") || (is_set && rest.contains(" vawg "))
        };
        let text = line.strip_prefix("  ").filter(|text| is_command(text))?;
        let (line, meaning) = text.split_once("  ").unwrap_or((text, ""));
        Some(Self { line: line.trim().to_owned(), meaning: meaning.trim().to_owned() })
    }
}

/// The chapters of these notes: their headings with what stands below each, first what stands below none.
#[must_use]
pub fn chapters(notes: Vec<Note>) -> Vec<(Option<String>, Vec<Part>)> {
    let mut chapters = vec![(None, Vec::new())];
    for note in notes {
        let parts = chapters.last_mut().map(|(_, parts): &mut (_, Vec<Part>)| parts);
        match (note, parts) {
            (Note::Heading(heading), _) => chapters.push((Some(heading), Vec::new())),
            (Note::Text(text), Some(parts)) => parts.push(Part::Text(text)),
            (Note::Lines(lines), Some(parts)) => parts.push(Part::Code(dedented(&lines))),
            (Note::Example(Example { line, meaning }), Some(parts)) => match parts.last_mut() {
                Some(Part::Terms(terms)) => terms.push(Term::new(line, meaning)),
                _ => parts.push(Part::terms([(line, meaning)])),
            },
            (Note::Text(_) | Note::Lines(_) | Note::Example(_), None) => {}
        }
    }
    chapters.retain(|(_, parts)| !parts.is_empty());
    chapters
}

/// Lines without the blanks that all of them begin with.
fn dedented(lines: &str) -> String {
    let indent = lines.lines().map(|line| line.len().saturating_sub(line.trim_start().len())).min().unwrap_or(0);
    lines.lines().map(|line| line.get(indent..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Example, Note, chapters, notes};
    use crate::manual::Part;

    const HELP: &str = "\
A paragraph\nof two lines.

Examples:
  vawg check            every problem
  vawg check --fix      what can be put right

Filters: side by side.
  word     text
  is:open  state
";

    #[test]
    fn a_help_text_is_read_piece_by_piece() {
        let example = |line: &str, meaning: &str| Note::Example(Example { line: line.into(), meaning: meaning.into() });
        assert_eq!(
            notes(HELP),
            [
                Note::Text("A paragraph of two lines.".into()),
                Note::Heading("Examples".into()),
                example("vawg check", "every problem"),
                example("vawg check --fix", "what can be put right"),
                Note::Text("Filters: side by side.".into()),
                Note::Lines("  word     text\n  is:open  state".into()),
            ]
        );
    }

    #[test]
    fn what_stands_below_a_heading_is_its_chapter() {
        let chapters = chapters(notes(HELP));
        let headings: Vec<_> = chapters.iter().map(|(heading, _)| heading.as_deref()).collect();
        assert_eq!(headings, [None, Some("Examples")]);
        assert_eq!(chapters[1].1[2], Part::Code("word     text\nis:open  state".into()));
    }
}
