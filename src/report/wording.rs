//! Small words that sentences of reports are made with.

/// `a, b and c`
#[must_use]
pub(super) fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A text that begins with a capital letter.
#[must_use]
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{and, capitalised};

    #[test]
    fn lists_are_read_aloud() {
        let said = |parts: &[&str]| and(&parts.iter().map(|&part| part.to_owned()).collect::<Vec<_>>());
        assert_eq!(said(&[]), "");
        assert_eq!(said(&["a"]), "a");
        assert_eq!(said(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn the_first_letter_is_a_capital_whatever_it_is() {
        assert_eq!(capitalised("étape"), "Étape");
        assert_eq!(capitalised(""), "");
    }
}
