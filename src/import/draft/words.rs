//! Lines of a cell as the text of a key, and whether a key says all the words of its source.

use std::collections::BTreeSet;

use super::super::layout::has_words;
use super::super::story::Line;
use crate::model::Reference;

/// Lines as one text: a line that a break cuts in the middle of a sentence goes on; items keep a dash.
pub(super) fn prose(lines: &[Line]) -> String {
    let lines: Vec<_> = lines.iter().filter(|line| has_words(&line.text)).collect();
    let is_list = lines.iter().filter(|line| line.is_item).count() > 1;
    let mut text = String::new();
    for line in &lines {
        let shown = line.shown();
        let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let goes_on = !line.is_item
            && words.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ')' | ';'))
            && !text.ends_with(['.', ':', ';']);
        if text.is_empty() {
        } else if goes_on {
            text.push(' ');
        } else {
            text.push('\n');
        }
        if line.is_item && line.number.is_none() && is_list {
            text.push_str("- ");
        }
        text.push_str(&words);
    }
    text
}

/// Whether texts hold every word of another.
pub(super) fn says_all(words: &str, said: &[&str]) -> bool {
    let said: BTreeSet<_> = said.iter().flat_map(|said| tokens(said)).collect();
    tokens(words).all(|word| said.contains(&word))
}

/// The words of a text, in small letters.
pub(in crate::import) fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A key for something that no key of the format is about, by the header of its column.
pub(super) fn tidy_key(header: &str, column: &str) -> String {
    let near = Reference::near(header).map(|near| near.as_str().replace(['-', '.'], "_"));
    near.filter(|key| key.len() <= 40).unwrap_or_else(|| column.to_owned())
}

/// Without what says that a heading goes on from the page before.
pub(super) fn without_continued(title: &str) -> &str {
    let lower = title.to_lowercase();
    for end in ["(continued)", "(cont'd)", "(cont’d)", "(cont)", "(contd)", "(cont.)", "continued", "cont."] {
        let cut = title.len().checked_sub(end.len()).and_then(|at| title.split_at_checked(at));
        if let Some((start, _)) = cut.filter(|_| lower.ends_with(end)) {
            return start.trim_end_matches([' ', '-', '–', ',']);
        }
    }
    title
}
