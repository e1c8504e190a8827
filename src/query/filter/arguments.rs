//! The arguments of a command as one filter.

use super::lexer::{Operator, ends_value, keyword, quoted};
use super::words::may_have_blanks;

/// The arguments joined by blanks, each in the form that it had before the shell took its quotation marks away.
///
/// Typed as `lead:"Housing Manager"`, an argument arrives as `lead:Housing Manager`. Where an argument starts with
/// a field whose values may have blanks, and what follows the operator has no other sign or word of the language,
/// all of it is the value. Anything else is taken as it stands: `'is:overdue lead:PCT'` is two terms.
pub(super) fn joined(arguments: &[String]) -> String {
    arguments.iter().map(|argument| restored(argument)).collect::<Vec<_>>().join(" ")
}

fn restored(argument: &str) -> String {
    let term = argument.trim_start_matches("not ").trim_start_matches('-');
    match value_of(term).filter(|value| value.trim().contains(char::is_whitespace) && !is_filter(value)) {
        Some(value) => {
            let start = argument.strip_suffix(value).unwrap_or_default();
            format!("{start}{}", quoted(value.trim(), |_| false))
        }
        None => argument.to_owned(),
    }
}

/// What follows a field and its operator, where such a value may have blanks.
pub(super) fn value_of(term: &str) -> Option<&str> {
    let (name, rest) = term.split_at_checked(name_end(term))?;
    let operator = Operator::at_start(rest).filter(|_| !name.is_empty() && may_have_blanks(name))?;
    rest.get(operator.sign().len()..)
}

/// Whether a text has signs or words of the language in it.
pub(super) fn is_filter(text: &str) -> bool {
    let is_sign = |(place, c): (usize, char)| {
        text.get(place..).and_then(Operator::at_start).is_some() || (ends_value(c) && !c.is_whitespace())
    };
    let is_word = |word: &str| keyword(word).is_some() || (word.starts_with('-') && word.len() > 1);
    text.char_indices().any(is_sign) || text.split_whitespace().any(is_word)
}

/// Whether an argument that starts with `-` is a term that is not wanted, such as `-is:overdue`, and no option.
#[must_use]
pub fn is_negated_term(argument: &str) -> bool {
    let Some(term) = argument.strip_prefix('-') else { return false };
    let (name, rest) = term.split_at_checked(name_end(term)).unwrap_or((term, ""));
    term.starts_with('(') || (!name.is_empty() && !term.starts_with('-') && Operator::at_start(rest).is_some())
}

/// Where the name at the start of a term ends.
fn name_end(term: &str) -> usize {
    term.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_')).unwrap_or(term.len())
}

#[cfg(test)]
mod tests {
    use super::{is_negated_term, joined};

    fn restored(argument: &str) -> String {
        joined(&[argument.to_owned()])
    }

    #[test]
    fn quotation_marks_that_the_shell_took_away_are_put_back() {
        assert_eq!(restored("lead:Housing Manager"), r#"lead:"Housing Manager""#);
        assert_eq!(restored("-lead=Housing Manager, Avon"), r#"-lead="Housing Manager, Avon""#);
        assert_eq!(restored("lead:Chief Officer - Housing"), r#"lead:"Chief Officer - Housing""#);
        assert_eq!(restored("overdue>3 days"), r#"overdue>"3 days""#);
        assert_eq!(restored("not lead:Housing Manager"), r#"not lead:"Housing Manager""#);
        assert_eq!(joined(&["is:overdue".into(), "lead:A B".into()]), r#"is:overdue lead:"A B""#);
    }

    #[test]
    fn what_is_a_filter_by_itself_is_taken_as_it_stands() {
        for filter in [
            "is:overdue lead:PCT",
            "lead:PCT or lead:Police",
            "lead:PCT is:overdue",
            "lead:(PCT) x",
            "lead:PCT -x",
            "is:overdue housing",
            "rating:red housing",
            "due<2009 housing",
            r#"lead:"Housing Manager" x"#,
            "housing manager",
            "lead:PCT",
            "due < 2009",
            ": x y",
            "",
        ] {
            assert_eq!(restored(filter), filter);
        }
    }

    #[test]
    fn a_term_that_is_not_wanted_is_told_from_an_option() {
        for term in ["-is:overdue", "-lead:PCT", "-due<2009", "-(is:open)", "-depends-on:3"] {
            assert!(is_negated_term(term), "{term}");
        }
        for option in ["-h", "--sort=due", "-", "--", "-:x", "lead:PCT", "-o"] {
            assert!(!is_negated_term(option), "{option}");
        }
    }
}
