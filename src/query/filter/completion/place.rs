//! Where in a filter a cursor stands: at the start of a term, in a value, or where nothing can be suggested.

use super::super::lexer::{Kind, Lexer, Operator, ends_value, is_quote, term_name};

/// What the text before a cursor ends with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place<'t> {
    /// A term that begins at this byte, of which a part may be typed.
    Term {
        start: usize,
        follows: Follows,
    },
    Value(Value<'t>),
    /// A text to search for, an option, or something that is no filter.
    Nowhere,
}

/// What stands before a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Term,
    /// Nothing, or a word or sign that wants a term.
    Start,
}

/// A value that is typed, or about to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Value<'t> {
    pub name: &'t str,
    pub operator: Operator,
    /// The byte at which it begins, with its quotation mark.
    pub start: usize,
    pub typed: String,
    pub is_quoted: bool,
}

/// What a text ends with.
pub(super) fn of(head: &str) -> Place<'_> {
    let mut lexer = Lexer::new(head);
    let (mut start, mut follows) = (0, Follows::Start);
    loop {
        match lexer.next() {
            Ok(Some(token)) if token.span.end < head.len() || matches!(token.kind, Kind::Open | Kind::Close) => {
                follows = match token.kind {
                    Kind::Close | Kind::Text(_) | Kind::Condition(_) => Follows::Term,
                    Kind::Open | Kind::And | Kind::Or | Kind::Not => Follows::Start,
                };
                start = token.span.end;
            }
            Ok(Some(token)) => return typed(head, token.span.start, follows),
            Ok(None) => return Place::Term { start: head.len(), follows },
            Err(_) => {
                let rest = head.get(start..).unwrap_or_default();
                return typed(head, head.len().saturating_sub(rest.trim_start().len()), follows);
            }
        }
    }
}

/// The place in a term that begins at this byte and goes on to the end.
fn typed(head: &str, start: usize, follows: Follows) -> Place<'_> {
    let written = head.get(start..).unwrap_or_default();
    let (term, follows) = match written.strip_prefix('-') {
        Some(rest) if rest.starts_with('-') => return Place::Nowhere,
        Some(rest) => (rest, Follows::Start),
        None => (written, follows),
    };
    let (name, rest) = term_name(term);
    let is_name = rest.is_empty();
    let rest = rest.trim_start();
    match Operator::at_start(rest) {
        Some(operator) if !name.is_empty() => value(head, name, operator, rest),
        None if is_name => Place::Term { start: head.len().saturating_sub(term.len()), follows },
        Some(_) | None => Place::Nowhere,
    }
}

/// The value at the end of a text, after its operator.
fn value<'t>(head: &'t str, name: &'t str, operator: Operator, rest: &str) -> Place<'t> {
    let written = rest.strip_prefix(operator.sign()).unwrap_or_default().trim_start();
    let start = head.len().saturating_sub(written.len());
    let Some(inner) = written.strip_prefix(is_quote) else {
        let is_one = !written.contains(ends_value);
        let typed = written.to_owned();
        return if is_one {
            Place::Value(Value { name, operator, start, typed, is_quoted: false })
        } else {
            Place::Nowhere
        };
    };
    let (mut typed, mut characters) = (String::new(), inner.chars().peekable());
    while let Some(c) = characters.next() {
        match characters.next_if(|next| c == '\\' && matches!(next, '"' | '\\')) {
            Some(escaped) => typed.push(escaped),
            None if is_quote(c) => return Place::Nowhere,
            None => typed.push(c),
        }
    }
    Place::Value(Value { name, operator, start, typed, is_quoted: true })
}

#[cfg(test)]
mod tests {
    use super::{Place, Value, of};

    /// What is typed of a value; nothing where no value is.
    fn typed(head: &str) -> Option<String> {
        match of(head) {
            Place::Value(Value { typed, .. }) => Some(typed),
            Place::Term { .. } | Place::Nowhere => None,
        }
    }

    #[test]
    fn a_value_in_quotation_marks_goes_on_until_the_second_of_them() {
        assert_eq!(typed("lead:\"Housing M").as_deref(), Some("Housing M"));
        assert_eq!(typed("lead:“Housing M").as_deref(), Some("Housing M"));
        assert_eq!(typed(r#"note:"the \"saf"#).as_deref(), Some("the \"saf"));
        assert_eq!(typed(r#"note:"a \\ b"#).as_deref(), Some(r"a \ b"));
        assert_eq!(typed(r#"note:"a\b"#).as_deref(), Some(r"a\b"));
        assert_eq!(of("lead:\"PCT\""), Place::Nowhere);
    }

    #[test]
    fn nothing_is_suggested_for_options_texts_and_operators_without_a_field() {
        for head in ["--over", "\"refuge m", ":over", "is:open >=2"] {
            assert_eq!(of(head), Place::Nowhere, "{head}");
        }
    }
}
