//! What is told about something, as Markdown in which no text from a file acts.

use super::markdown::{escaped, line, paragraphs};
use super::style::visible;
use crate::language::Note;

/// Notes below each other.
#[must_use]
pub fn markdown(notes: &[Note]) -> String {
    notes.iter().map(note).collect::<Vec<_>>().join("\n---\n\n")
}

fn note(note: &Note) -> String {
    let title = format!("**{}**\n", said(&note.title));
    let paragraphs = note.paragraphs.iter().flat_map(|text| paragraphs(text).collect::<Vec<_>>());
    let paragraphs = paragraphs.map(|paragraph| format!("\n{}\n", with_literals(&paragraph, line)));
    let gap = if note.facts.is_empty() { "" } else { "\n" };
    let facts =
        note.facts.iter().map(|(term, value)| format!("- **{}:** {}\n", said(term), with_literals(value, escaped)));
    // A fence that no line of an example closes.
    let example = note.example.iter().map(|example| format!("\n~~~~toml\n{}\n~~~~\n", visible(example)));
    [title].into_iter().chain(paragraphs).chain([gap.to_owned()]).chain(facts).chain(example).collect()
}

/// A text that stands between asterisks, which need something to hold.
fn said(text: &str) -> String {
    let text = escaped(text);
    if text.is_empty() { "…".to_owned() } else { text }
}

/// The text with what stands between backticks as literals, and the rest escaped.
fn with_literals(text: &str, first: fn(&str) -> String) -> String {
    if text.matches('`').count() % 2 == 1 {
        return first(text);
    }
    let part = |(place, part): (usize, &str)| match part {
        "" => String::new(),
        part if place % 2 == 1 => format!("`{}`", visible(part)),
        part if place == 0 => around(part, first),
        part => around(part, escaped),
    };
    text.split('`').enumerate().map(part).collect()
}

/// A text escaped, with the blanks that part it from literals.
fn around(text: &str, escape: fn(&str) -> String) -> String {
    let before = if text.starts_with(' ') { " " } else { "" };
    let after = if text.ends_with(' ') && !text.trim().is_empty() { " " } else { "" };
    format!("{before}{}{after}", escape(text))
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::language::Note;

    #[test]
    fn literals_are_shown_and_nothing_else_acts() {
        let note = Note {
            title: "3.1 <b>*x*</b>".to_owned(),
            paragraphs: vec!["# See `lead = \"a\"` and [y](z)\n\n`<b>` is odd".to_owned(), "one ` mark".to_owned()],
            facts: vec![("Lead".to_owned(), "A | B".to_owned())],
            example: Some("lead = \"a\"".to_owned()),
        };
        insta::assert_snapshot!(markdown(&[note.clone(), Note { title: "b".to_owned(), ..Note::default() }]), @r#"
        **3.1 \<b\>\*x\*\</b\>**

        \# See `lead = "a"` and \[y\](z)

        `<b>` is odd

        one \` mark

        - **Lead:** A \| B

        ~~~~toml
        lead = "a"
        ~~~~

        ---

        **b**
        "#);
    }
}
