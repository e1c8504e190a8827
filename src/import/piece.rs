//! Pieces of texts, and what stands beside them: with these, no place in a text needs to be reckoned.

/// What stands before the rest of a text.
pub(super) fn before<'t>(text: &'t str, rest: &str) -> &'t str {
    text.strip_suffix(rest).unwrap_or_default()
}

/// What stands before and after words that begin at a place of a text, whatever their case.
pub(super) fn around<'t>(text: &'t str, at: usize, words: &str) -> (&'t str, &'t str) {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    (before, rest.get(words.len()..).unwrap_or_default())
}

/// What follows words with which a text begins, whatever their case.
pub(super) fn after_start<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (start, after) = text.split_at_checked(words.len())?;
    start.eq_ignore_ascii_case(words).then_some(after)
}

/// The same where the last word ends there: `Levels` does not begin with the word `level`.
pub(super) fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    after_start(text, words).filter(|after| !after.starts_with(char::is_alphanumeric))
}

/// The words between such blanks, each with what stands before and after it.
pub(super) fn words(text: &str, is_blank: fn(char) -> bool) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut left = text;
    text.split_inclusive(is_blank).map(move |piece| {
        let start = before(text, left);
        left = left.get(piece.len()..).unwrap_or_default();
        let word = piece.strip_suffix(is_blank).unwrap_or(piece);
        let (_, after) = around(text, start.len(), word);
        (start, word, after)
    })
}

/// Each word or letter between the one before it and the one after it, which are none at the ends.
pub(super) fn with_neighbours<T: Copy + Default>(words: &[T]) -> impl Iterator<Item = [T; 3]> {
    let before = std::iter::once(T::default()).chain(words.iter().copied());
    let after = words.iter().copied().skip(1).chain(std::iter::once(T::default()));
    before.zip(words).zip(after).map(|((before, word), after)| [before, *word, after])
}

#[cfg(test)]
mod tests {
    use super::{after_start, after_words, around, before, with_neighbours, words};

    #[test]
    fn what_stands_beside_a_piece_is_told() {
        assert_eq!(before("Police, Housing", "Housing"), "Police, ");
        assert_eq!(before("Police", ""), "Police");
        assert_eq!(around("Led BY the PCT", 4, "by"), ("Led ", " the PCT"));
        assert_eq!(around("é", 1, "by"), ("é", ""));
        assert_eq!(around("PCT", 9, "by"), ("PCT", ""));
    }

    #[test]
    fn what_follows_the_start_of_a_text_is_told() {
        assert_eq!((after_start("LEVELS", "level"), after_words("LEVELS", "level")), (Some("S"), None));
        assert_eq!((after_start("Level: 1", "level"), after_words("Level", "level")), (Some(": 1"), Some("")));
        assert_eq!((after_start("leve", "level"), after_start("leveé", "level")), (None, None));
    }

    #[test]
    fn words_are_told_with_what_stands_beside_them() {
        let found: Vec<_> = words("a  bc d", |letter| letter == ' ').collect();
        assert_eq!(found, [("", "a", "  bc d"), ("a ", "", " bc d"), ("a  ", "bc", " d"), ("a  bc ", "d", "")]);
        assert_eq!(with_neighbours(&["a", "b"]).collect::<Vec<_>>(), [["", "a", "b"], ["a", "b", ""]]);
        assert_eq!(with_neighbours::<char>(&[]).count(), 0);
    }
}
