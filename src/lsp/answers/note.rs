//! What is told about something, as Markdown or as plain text. Whatever comes from files acts in neither.

use lsp_types::{MarkupContent, MarkupKind};

use crate::language::Note;
use crate::render::markdown::{escaped, line};

/// Notes in the form that a client shows, the first on top.
pub(super) fn shown(notes: &[Note], kind: &MarkupKind) -> MarkupContent {
    let value = match kind {
        MarkupKind::Markdown => notes.iter().map(markdown).collect::<Vec<_>>().join("\n\n---\n\n"),
        MarkupKind::PlainText => notes.iter().map(plain).collect::<Vec<_>>().join("\n\n"),
    };
    MarkupContent { kind: kind.clone(), value }
}

fn markdown(note: &Note) -> String {
    let mut parts = vec![format!("**{}**", with_literals(note.title.trim(), escaped))];
    parts.extend(note.paragraphs.iter().map(|paragraph| with_literals(paragraph, line)));
    let facts =
        note.facts.iter().map(|(term, value)| format!("- {}: {}", escaped(term), with_literals(value, escaped)));
    let facts: Vec<_> = facts.collect();
    parts.extend(Some(facts.join("\n")).filter(|facts| !facts.is_empty()));
    parts.extend(note.example.as_deref().map(fenced));
    parts.join("\n\n")
}

/// A text with what stands between backticks as code, and the rest made harmless.
fn with_literals(text: &str, harmless: impl Fn(&str) -> String) -> String {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return harmless(text);
    }
    let shown = parts.iter().enumerate().map(|(number, part)| match number {
        0 => spaced(part, &harmless(part)),
        number if number % 2 == 1 => code(part),
        _ => spaced(part, &escaped(part)),
    });
    let shown: String = shown.collect();
    spaced(text, &shown).trim().to_owned()
}

/// A harmless text with the blanks that the text had at its ends.
fn spaced(text: &str, harmless: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    let harmless = harmless.trim();
    [blank(text.starts_with(' ')), harmless, blank(text.ends_with(' ') && !harmless.is_empty())].concat()
}

fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().is_empty() { String::new() } else { format!("`{text}`") }
}

/// A piece of a file between fences that are longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}toml\n{}\n{fence}", text.trim_end())
}

fn plain(note: &Note) -> String {
    let facts = note.facts.iter().map(|(term, value)| format!("{term}: {value}"));
    let facts = facts.collect::<Vec<_>>().join("\n");
    let paragraphs = note.paragraphs.iter().map(String::as_str);
    let parts = std::iter::once(note.title.as_str())
        .chain(paragraphs)
        .chain(Some(facts.as_str()))
        .chain(note.example.as_deref());
    let parts: Vec<_> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use lsp_types::MarkupKind;

    use super::shown;
    use crate::language::Note;

    fn note() -> Note {
        Note {
            title: "3.1.1 Train *all* <b>staff</b>".to_owned(),
            paragraphs: vec![
                "# It is `deadline = \"2026-09\"`, and [x](y) is not `odd` here.".to_owned(),
                "An odd ` stays.".to_owned(),
            ],
            facts: vec![("Lead".to_owned(), "Head_of_*Housing*".to_owned()), ("File".to_owned(), "`a_b`".to_owned())],
            example: Some("note = \"```\"\n".to_owned()),
        }
    }

    #[test]
    fn nothing_from_a_file_acts_in_markdown() {
        insta::assert_snapshot!(shown(&[note(), Note { title: "b".to_owned(), ..Note::default() }], &MarkupKind::Markdown).value, @r#"
        **3.1.1 Train \*all\* \<b\>staff\</b\>**

        \# It is `deadline = "2026-09"`, and \[x\](y) is not `odd` here.

        An odd \` stays.

        - Lead: Head_of\_\*Housing\*
        - File: `a_b`

        ````toml
        note = "```"
        ````

        ---

        **b**
        "#);
    }

    #[test]
    fn without_markdown_it_is_plain() {
        insta::assert_snapshot!(shown(&[note()], &MarkupKind::PlainText).value, @r#"
        3.1.1 Train *all* <b>staff</b>

        # It is `deadline = "2026-09"`, and [x](y) is not `odd` here.

        An odd ` stays.

        Lead: Head_of_*Housing*
        File: `a_b`

        note = "```"
        "#);
    }
}
