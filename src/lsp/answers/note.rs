//! What is told about something, as Markdown or as plain text. Whatever comes from files acts in neither.

use lsp_types::{MarkupContent, MarkupKind};

use crate::language::Note;
use crate::render;
use crate::render::style::visible;

/// Notes in the form that a client shows, the first on top.
pub(super) fn shown(notes: &[Note], kind: &MarkupKind) -> MarkupContent {
    let value = match kind {
        MarkupKind::Markdown => render::note::markdown(notes),
        MarkupKind::PlainText => visible(&notes.iter().map(plain).collect::<Vec<_>>().join("\n\n")).into_owned(),
    };
    MarkupContent { kind: kind.clone(), value }
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
