//! The arguments of a command as one filter.

use super::lexer::{Operator, ends_value, keyword, quoted};

/// The arguments joined by blanks, each in the form that it had before the shell took its quotation marks away.
///
/// Typed as `lead:"Housing Manager"`, an argument arrives as `lead:Housing Manager`. Where an argument starts with
/// a field and an operator, and what follows has blanks but no other sign or word of the language, all of it is the
/// value. Anything else is taken as it stands: `'is:overdue lead:PCT'` is two terms.
pub(super) fn joined(arguments: &[String]) -> String {
    arguments.iter().map(|argument| restored(argument)).collect::<Vec<_>>().join(" ")
}

fn restored(argument: &str) -> String {
    let taken_as_it_stands = || argument.to_owned();
    let term = argument.trim_start_matches("not ").trim_start_matches('-');
    let starts_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_');
    let name = &term[..term.find(|c| !starts_name(c)).unwrap_or(term.len())];
    let Some(operator) = Operator::at_start(&term[name.len()..]).filter(|_| !name.is_empty()) else {
        return taken_as_it_stands();
    };
    let value = &term[name.len() + operator.sign().len()..];
    let has_signs = value
        .char_indices()
        .any(|(place, c)| Operator::at_start(&value[place..]).is_some() || (ends_value(c) && !c.is_whitespace()));
    let has_words = value.split_whitespace().any(|word| keyword(word).is_some() || word.starts_with('-'));
    if has_signs || has_words || value.split_whitespace().nth(1).is_none() {
        return taken_as_it_stands();
    }
    let before = &argument[..argument.len() - value.len()];
    format!("{before}{}", quoted(value.trim(), |_| false))
}

/// Whether an argument that starts with `-` is a term that is not wanted, such as `-is:overdue`, and no option.
#[must_use]
pub fn is_negated_term(argument: &str) -> bool {
    let Some(term) = argument.strip_prefix('-') else { return false };
    let end = term.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_')).unwrap_or(term.len());
    term.starts_with('(') || (end > 0 && !term.starts_with('-') && Operator::at_start(&term[end..]).is_some())
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
