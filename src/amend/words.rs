//! The words for what has changed.

use crate::model::{Deadline, Rag, Status};

/// A status that was given.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "marked not started",
        Status::InProgress => "marked in progress",
        Status::OnHold => "put on hold",
        Status::Complete => "marked complete",
        Status::Withdrawn => "withdrawn",
        Status::CarriedForward => "carried forward",
    }
}

/// A rating that was given.
pub(super) fn rag(rag: Rag) -> String {
    format!("rated {rag}")
}

/// A deadline that was moved or set.
pub(super) fn deadline(before: Option<&Deadline>, after: &Deadline) -> String {
    let Some(before) = before else { return format!("deadline set to {}", after.in_words()) };
    let days = before.due().zip(after.due()).map(|(before, after)| before.days_until(after));
    let days = days.map(|days| format!(", {days:+} {}", if days.abs() == 1 { "day" } else { "days" }));
    format!("deadline moved from {} to {}{}", before.in_words(), after.in_words(), days.unwrap_or_default())
}

/// A text that was set or changed.
pub(super) fn changed(what: &str, before: Option<&str>, after: &str) -> String {
    match before.map(one_line) {
        Some(before) => format!("{what} changed from {before} to {}", one_line(after)),
        None => format!("{what} set to {}", one_line(after)),
    }
}

/// A list as it is read aloud: `A, B and C`.
pub(super) fn listed(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one_line(one),
        [all @ .., last] => {
            format!("{} and {}", all.iter().map(|text| one_line(text)).collect::<Vec<_>>().join(", "), one_line(last))
        }
    }
}

/// The first sentence of a note, as a part of a longer sentence.
pub(super) fn first_sentence(note: &str) -> String {
    let paragraph = note.trim().split("\n\n").next().unwrap_or_default();
    let text = one_line(paragraph);
    let end = [". ", "! ", "? "].iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    let sentence = text.get(..end).unwrap_or(&text).trim_end_matches(['.', ' ']);
    if begins_plainly(sentence) { lower_first(sentence) } else { sentence.to_owned() }
}

/// Whether a sentence begins with a word that has a capital only because it comes first, as far as can be seen.
fn begins_plainly(sentence: &str) -> bool {
    let mut words = sentence.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut rest = first.chars().skip(1).peekable();
    let is_small = rest.peek().is_some() && rest.all(char::is_lowercase);
    is_small && (second.is_empty() || second.starts_with(char::is_lowercase))
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().into_iter().flat_map(char::to_lowercase).chain(characters).collect()
}

/// A text with single blanks in place of ends of lines and other gaps.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_note_goes_on_from_what_was_said_before_it() {
        let told = [
            ("First draft completed. Detailed actions will take another month.", "first draft completed"),
            ("Housing Manager agreed the text.", "Housing Manager agreed the text"),
            ("PCT has the draft", "PCT has the draft"),
            ("Agreed.", "agreed"),
            ("A first line\nand a second.\n\nAnother paragraph.", "A first line and a second"),
            ("Éclair was eaten! Twice.", "éclair was eaten"),
            ("", ""),
        ];
        for (note, said) in told {
            assert_eq!(first_sentence(note), said);
        }
    }
}
