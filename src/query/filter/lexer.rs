//! The words of a filter, each with its place. Knows the signs of the language, and nothing about fields.

use super::error::{FilterError, repeated};
use crate::source::Span;

/// A word of the filter, or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    /// `not`, or `-` right before what is not wanted.
    Not,
    /// A word or quoted text on its own.
    Text(String),
    Condition(Condition),
}

/// `field:value`, in any of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    pub name: Word,
    pub operator: Operator,
    /// The place of the operator.
    pub sign: Span,
    pub value: Word,
}

/// A piece of text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub span: Span,
}

/// What stands between a field and a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Contains,
    Equals,
    Differs,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Operator {
    /// Every operator, those of two signs before those of one.
    pub(super) const ALL: [Self; 7] =
        [Self::Differs, Self::AtMost, Self::AtLeast, Self::Contains, Self::Equals, Self::Below, Self::Above];

    /// How it is written.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Contains => ":",
            Self::Equals => "=",
            Self::Differs => "!=",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }

    /// The operator at the start of a text.
    pub(super) fn at_start(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| text.starts_with(operator.sign()))
    }
}

/// Whether a word is part of the language when it stands on its own.
pub(super) fn keyword(word: &str) -> Option<Kind> {
    [("and", Kind::And), ("or", Kind::Or), ("not", Kind::Not)]
        .into_iter()
        .find_map(|(known, kind)| word.eq_ignore_ascii_case(known).then_some(kind))
}

/// Quotation marks, also those that a word processor makes of them.
pub(super) const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Where a value without quotation marks ends.
pub(super) fn ends_value(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

/// A text as a filter that reads it back: as it is where it can stand so, else in quotation marks.
pub(super) fn quoted(text: &str, can_stand: impl Fn(&str) -> bool) -> String {
    if !text.is_empty() && !text.contains(ends_value) && can_stand(text) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Reads a text word by word.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next word or sign; nothing at the end.
    ///
    /// # Errors
    ///
    /// A quotation mark without its partner, or an operator without a field or value.
    pub(super) fn next(&mut self) -> Result<Option<Token>, FilterError> {
        self.skip_blanks();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let kind = match first {
            '(' => self.sign(Kind::Open),
            ')' => self.sign(Kind::Close),
            '-' => self.minus()?,
            _ if is_quote(first) => Kind::Text(self.quoted()?.text),
            _ => self.word()?,
        };
        Ok(Some(Token { kind, span: start..self.at }))
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The byte that lies so many after the place it is at.
    const fn after(&self, bytes: usize) -> usize {
        self.at.saturating_add(bytes)
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len().saturating_sub(self.rest().trim_start().len());
    }

    fn sign(&mut self, kind: Kind) -> Kind {
        self.at = self.after(1);
        kind
    }

    fn minus(&mut self) -> Result<Kind, FilterError> {
        let word = self.rest().split(ends_value).next().unwrap_or_default();
        let span = self.at..self.after(word.len());
        if word.starts_with("--") {
            let message = format!("`{}` is neither an option of this command nor a filter", repeated(word));
            return Err(FilterError::new(
                span,
                message,
                "see `--help` for the options; put quotation marks around a text to search for",
            ));
        }
        if self.rest().chars().nth(1).is_none_or(|next| next.is_whitespace() || next == ')') {
            let help = "write it right before what is not wanted, as in `-is:complete`, or put it in quotation marks";
            return Err(FilterError::new(span, "a `-` stands on its own", help));
        }
        Ok(self.sign(Kind::Not))
    }

    /// A word on its own, or a field with its operator and value.
    fn word(&mut self) -> Result<Kind, FilterError> {
        let start = self.at;
        let (text, _) = term_name(self.rest());
        self.at = self.after(text.len());
        let name = Word { text: text.to_owned(), span: start..self.at };
        self.skip_blanks();
        if let Some(operator) = Operator::at_start(self.rest()) {
            return self.condition(name, operator);
        }
        self.at = name.span.end;
        Ok(keyword(&name.text).unwrap_or(Kind::Text(name.text)))
    }

    fn condition(&mut self, name: Word, operator: Operator) -> Result<Kind, FilterError> {
        let sign = self.at..self.after(operator.sign().len());
        if name.text.is_empty() {
            let message = format!("there is no field before `{}`", operator.sign());
            return Err(FilterError::new(sign, message, "write `field:value`, as in `lead:housing` or `due<2026-04`"));
        }
        self.at = sign.end;
        self.skip_blanks();
        let is_apart = self.at > sign.end;
        let value = if self.rest().starts_with(is_quote) { self.quoted()? } else { self.bare_value() };
        let said = |span: &Span| self.text.get(span.clone()).unwrap_or_default();
        if let Some(again) = Operator::at_start(said(&value.span)) {
            let wrong = sign.start..value.span.start.saturating_add(again.sign().len());
            let message = format!("`{}` is no operator", repeated(said(&wrong)));
            return Err(FilterError::new(wrong, message, "the operators are `:`, `=`, `!=`, `<`, `<=`, `>` and `>=`"));
        }
        if value.text.trim().is_empty() || (is_apart && keyword(said(&value.span)).is_some()) {
            let message = format!("there is no value after `{}`", repeated(said(&(name.span.start..sign.end))));
            let help = format!(
                "write what to compare with right behind it; `has:{0}` and `no:{0}` ask whether there is anything",
                repeated(&name.text)
            );
            return Err(FilterError::new(name.span.start..sign.end, message, help));
        }
        Ok(Kind::Condition(Condition { name, operator, sign, value }))
    }

    fn bare_value(&mut self) -> Word {
        let text = self.rest().split(ends_value).next().unwrap_or_default();
        let span = self.at..self.after(text.len());
        self.at = span.end;
        Word { text: text.to_owned(), span }
    }

    /// A text in quotation marks, in which `\"` and `\\` stand for `"` and `\`.
    fn quoted(&mut self) -> Result<Word, FilterError> {
        let (start, rest) = (self.at, self.rest());
        let opening = rest.chars().next().unwrap_or('"');
        let mut text = String::new();
        let mut characters = rest.char_indices().skip(1).peekable();
        while let Some((place, c)) = characters.next() {
            let escaped = characters.next_if(|&(_, next)| c == '\\' && matches!(next, '"' | '\\'));
            if escaped.is_none() && closes(opening, c) {
                self.at = self.after(place).saturating_add(c.len_utf8());
                return Ok(Word { text, span: start..self.at });
            }
            text.push(escaped.map_or(c, |(_, next)| next));
        }
        let help = "close it with `\"`; the shell takes quotation marks away unless the whole argument stands in '…'";
        Err(FilterError::new(start..self.after(opening.len_utf8()), "this quotation mark is never closed", help))
    }
}

/// What stands before the end of a word or the operator behind a field, and the rest.
pub(super) fn term_name(term: &str) -> (&str, &str) {
    let rest = |place: usize| term.get(place..).unwrap_or_default();
    let ends = |(place, c): (usize, char)| ends_value(c) || Operator::at_start(rest(place)).is_some();
    let end = term.char_indices().find(|&found| ends(found)).map_or(term.len(), |(place, _)| place);
    term.split_at_checked(end).unwrap_or((term, ""))
}

/// Whether a quotation mark ends what the other one opened.
const fn closes(opening: char, c: char) -> bool {
    if opening == '"' { c == '"' } else { is_quote(c) && c != '"' }
}
